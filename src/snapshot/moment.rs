//! A moment as the tenant gave it.
//!
//! Microsoft's services write moments that no calendar library takes: the end of
//! year 9999 for "never", year 1 for "not set", seven digits of a second. The text
//! is kept unchanged, together with the moment, for comparison.

use jiff::Timestamp;
use jiff::civil::{DateTime, date};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// The year from which on an end means "never": .NET's greatest moment is at the end of it.
const NEVER: DateTime = date(9999, 1, 1).at(0, 0, 0, 0);
/// The moment that others are counted from.
const EPOCH: DateTime = date(1970, 1, 1).at(0, 0, 0, 0);
/// The digits of a second that count.
const NANO_DIGITS: usize = 9;
/// The longest text that is shown of a moment beyond every calendar.
const SHOWN: usize = 40;

/// A text that is no moment. The text is not repeated: it may be long, and hostile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not a moment such as 2026-11-23T09:00:00Z")]
pub struct NoMoment;

/// A moment: the tenant's text, and the time that it stands for.
///
/// Two are equal when their texts are; they are in order of time.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    /// Seconds since 1970, UTC.
    seconds: i64,
    /// Nanoseconds within the second; finer digits are kept in the text alone.
    nanos: u32,
    text: Box<str>,
}

impl Moment {
    /// Returns `true` if it stands for "never".
    pub fn is_never(&self) -> bool {
        self.seconds >= since_epoch(NEVER)
    }

    /// Seconds since 1970, UTC; before it negative.
    pub const fn unix_seconds(&self) -> i64 {
        self.seconds
    }

    /// The same moment, where it is within the range of timestamps (years -9999 to 9999, but for the last day).
    pub fn timestamp(&self) -> Option<Timestamp> {
        let nanos = i32::try_from(self.nanos).ok()?;
        Timestamp::new(self.seconds, nanos).ok()
    }

    /// The tenant's text.
    pub fn as_text(&self) -> &str {
        &self.text
    }

    const fn key(&self) -> (i64, u32) {
        (self.seconds, self.nanos)
    }
}

fn since_epoch(moment: DateTime) -> i64 {
    moment.duration_since(EPOCH).as_secs()
}

impl FromStr for Moment {
    type Err = NoMoment;

    fn from_str(text: &str) -> Result<Self, NoMoment> {
        let (seconds, nanos) = parse(text).ok_or(NoMoment)?;
        Ok(Self {
            seconds,
            nanos,
            text: text.into(),
        })
    }
}

impl From<Timestamp> for Moment {
    fn from(at: Timestamp) -> Self {
        // A moment before 1970 has the second that it is in, and the rest of it.
        let (all, second) = (at.as_nanosecond(), 1_000_000_000);
        Self {
            seconds: i64::try_from(all.div_euclid(second)).unwrap_or_default(),
            nanos: u32::try_from(all.rem_euclid(second)).unwrap_or_default(),
            text: at.to_string().into(),
        }
    }
}

/// `YYYY-MM-DDThh:mm[:ss[.digits]]` with `Z` or an offset, in any case.
fn parse(text: &str) -> Option<(i64, u32)> {
    let (day, rest) = text.split_at_checked(10)?;
    let rest = rest.strip_prefix(['T', 't', ' '])?;
    let (clock, offset) = zone(rest)?;
    let (hms, fraction) = match clock.split_once(['.', ',']) {
        Some((hms, digits)) => (hms, Some(digits)),
        None => (clock, None),
    };
    let [year, month, day] = numbers(day, '-', [4, 2, 2])?;
    let (hour, minute, second) = match numbers(hms, ':', [2, 2, 2]) {
        Some([hour, minute, second]) => (hour, minute, second),
        None if fraction.is_none() => {
            let [hour, minute] = numbers(hms, ':', [2, 2])?;
            (hour, minute, 0)
        }
        None => return None,
    };
    // A leap second counts as the first of the next minute.
    let (second, leap) = if second == 60 { (59, 1) } else { (second, 0) };
    let small = |number: u16| i8::try_from(number).ok();
    let civil = DateTime::new(
        i16::try_from(year).ok()?,
        small(month)?,
        small(day)?,
        small(hour)?,
        small(minute)?,
        small(second)?,
        0,
    )
    .ok()?;
    Some((
        since_epoch(civil) + leap - offset,
        nanoseconds(fraction.unwrap_or_default())?,
    ))
}

/// The clock, and how many seconds it is ahead of UTC.
fn zone(text: &str) -> Option<(&str, i64)> {
    if let Some(clock) = text.strip_suffix(['Z', 'z']) {
        return Some((clock, 0));
    }
    let at = text.rfind(['+', '-'])?;
    let (clock, offset) = text.split_at_checked(at)?;
    let (sign, digits) = offset.split_at_checked(1)?;
    let [hours, minutes] = match digits.len() {
        2 => [numbers(digits, ':', [2])?[0], 0],
        4 => {
            let (hours, minutes) = digits.split_at_checked(2)?;
            [numbers(hours, ':', [2])?[0], numbers(minutes, ':', [2])?[0]]
        }
        _ => numbers(digits, ':', [2, 2])?,
    };
    if hours > 23 || minutes > 59 {
        return None;
    }
    let seconds = i64::from(hours) * 3600 + i64::from(minutes) * 60;
    Some((clock, if sign == "-" { -seconds } else { seconds }))
}

/// Numbers of exactly these lengths, in digits alone.
fn numbers<const N: usize>(text: &str, between: char, digits: [usize; N]) -> Option<[u16; N]> {
    let mut found = [0_u16; N];
    let mut parts = text.split(between);
    for (number, length) in found.iter_mut().zip(digits) {
        let part = parts.next()?;
        if part.len() != length || !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        *number = part.parse().ok()?;
    }
    parts.next().is_none().then_some(found)
}

/// The first nine digits of a second; any number may follow.
fn nanoseconds(digits: &str) -> Option<u32> {
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let counted = digits.get(..NANO_DIGITS).unwrap_or(digits);
    if counted.is_empty() {
        return Some(0);
    }
    format!("{counted:0<NANO_DIGITS$}").parse().ok()
}

impl fmt::Display for Moment {
    /// In UTC, and not as the tenant spelled it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(at) = self.timestamp() {
            return fmt::Display::fmt(&at, f);
        }
        let since = jiff::SignedDuration::from_secs(self.seconds);
        match EPOCH.checked_add(since) {
            Ok(civil) => write!(f, "{civil}Z"),
            Err(_) => f.write_str(self.text.get(..SHOWN).unwrap_or(&self.text)),
        }
    }
}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Moment {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.key(), &self.text).cmp(&(other.key(), &other.text))
    }
}

impl PartialEq<Timestamp> for Moment {
    fn eq(&self, other: &Timestamp) -> bool {
        self.key() == Self::from(*other).key()
    }
}

impl PartialOrd<Timestamp> for Moment {
    fn partial_cmp(&self, other: &Timestamp) -> Option<Ordering> {
        Some(self.key().cmp(&Self::from(*other).key()))
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(de::Error::custom)
    }
}

/// Reads a moment of our own clock; one beyond the range of timestamps becomes its end.
pub(super) fn ours<'de, D: Deserializer<'de>>(from: D) -> Result<Timestamp, D::Error> {
    let moment = Moment::deserialize(from)?;
    let (least, most) = (Timestamp::MIN, Timestamp::MAX);
    let beyond = if moment.seconds < 0 { least } else { most };
    Ok(moment.timestamp().unwrap_or(beyond))
}

/// The same for a moment on which nothing depends: one that cannot be read is left out.
pub(super) fn ours_if_read<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<Timestamp>, D::Error> {
    let field = super::Field::<Moment>::deserialize(from)?;
    Ok(field.get().and_then(Moment::timestamp))
}
