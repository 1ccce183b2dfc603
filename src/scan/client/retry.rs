//! When to try again: the server's `Retry-After` in every form, else exponential back-off with jitter.

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::time::Duration;

/// The longest wait between two tries that the service does not time.
pub(super) const LONGEST: Duration = Duration::from_mins(1);

/// The wait that a `Retry-After` header asks for, however long: the scan's time bounds it.
///
/// Seconds or an HTTP date. Anything that asks for no wait (empty, negative,
/// zero, a date in the past, nonsense) gives `None`, and the caller's own
/// back-off holds.
pub(super) fn retry_after(header: Option<&str>, now: Timestamp) -> Option<Duration> {
    let text = header?.trim();
    let wait = if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than a number can hold are a long wait all the same.
        Duration::from_secs(text.parse().unwrap_or(u64::MAX))
    } else if let Ok(seconds) = text.parse::<f64>() {
        Duration::try_from_secs_f64(seconds).ok()?
    } else {
        Duration::try_from(http_date(text)?.duration_since(now)).ok()?
    };
    (!wait.is_zero()).then_some(wait)
}

/// A date as HTTP writes it.
pub(super) fn http_date(text: &str) -> Option<Timestamp> {
    DateTimeParser::new()
        .relaxed_weekday(true)
        .parse_timestamp(text)
        .ok()
}

/// The wait after the given number of tries (1 or more): doubling, between half and all of it by chance.
pub(super) fn back_off(first: Duration, tries: u32) -> Duration {
    let doubled = first
        .saturating_mul(2_u32.saturating_pow(tries.saturating_sub(1)))
        .min(LONGEST);
    // The standard library's hasher keys are the one source of chance at hand.
    let chance = RandomState::new().build_hasher().finish() % 1000;
    let half = doubled / 2;
    let part = u32::try_from(chance).unwrap_or(0);
    half + (half / 1000).saturating_mul(part)
}
