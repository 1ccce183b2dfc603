//! Sums over a whole scan: what its answers may take of memory, and what it cost the service.

use super::http_date::http_date;
use super::transport::{Reply, ResponseKind, ResponseMeta};
use crate::scan::options::Limits;
use crate::scan::progress::Traffic;
use std::io::{self, Write};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The memory of an object beside its text and its own properties: for itself and for what the judgement makes of
/// it, and for each of its parts.
const OBJECT: usize = 800;
const PART: usize = 32;

/// The sums over many requests of a scan.
#[derive(Debug)]
pub(super) struct Allowance {
    read: AtomicUsize,
    kept: AtomicUsize,
}

/// The share of the sums that is for advisory requests: one in so many.
const ADVISORY: usize = 3;

/// Two allowances, so that advisory answers, however large, take nothing from those that verdicts rest on.
#[derive(Debug)]
pub(super) struct Allowances {
    needed: Allowance,
    advisory: Allowance,
}

impl Allowances {
    pub(super) const fn new(limits: &Limits) -> Self {
        let (read, kept) = (limits.read_bytes / ADVISORY, limits.kept_bytes / ADVISORY);
        Self {
            needed: Allowance::new(limits.read_bytes - read, limits.kept_bytes - kept),
            advisory: Allowance::new(read, kept),
        }
    }

    /// The one that a request of this kind takes from.
    pub(super) const fn of(&self, advisory: bool) -> &Allowance {
        if advisory {
            &self.advisory
        } else {
            &self.needed
        }
    }
}

impl Allowance {
    const fn new(read: usize, kept: usize) -> Self {
        Self {
            read: AtomicUsize::new(read),
            kept: AtomicUsize::new(kept),
        }
    }

    /// Takes bytes that were read; `false` when they are more than are left, and then none are.
    pub(super) fn read(&self, bytes: usize) -> bool {
        let taken = take(&self.read, bytes);
        if !taken {
            self.read.store(0, Ordering::SeqCst);
        }
        taken
    }

    /// True if nothing more can be read.
    pub(super) fn is_spent(&self) -> bool {
        self.read.load(Ordering::SeqCst) == 0
    }

    /// Takes what a page leaves in memory; `false` when that is more than is left.
    pub(super) fn keep(&self, weight: usize) -> bool {
        take(&self.kept, weight)
    }
}

fn take(left: &AtomicUsize, wanted: usize) -> bool {
    left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| {
        left.checked_sub(wanted)
    })
    .is_ok()
}

/// About how much memory an object takes: its properties, of which most may be absent, twice, since lists grow by
/// doubling; its text, and something for each part of it.
pub(super) fn weight(object: &impl serde::Serialize) -> usize {
    let mut counter = Counter(OBJECT + 2 * size_of_val(object));
    // Counting cannot fail; what cannot be written is no object of ours.
    if serde_json::to_writer(&mut counter, object).is_err() {
        return usize::MAX;
    }
    counter.0
}

struct Counter(usize);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let parts = bytes
            .iter()
            .filter(|byte| matches!(byte, b'{' | b'[' | b','))
            .count();
        self.0 = self.0.saturating_add(bytes.len() + parts * PART);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Counts over the whole scan, and how far its clock is from the service's.
#[derive(Debug, Default)]
pub(super) struct Meter {
    traffic: Mutex<Traffic>,
    /// By how many milliseconds this machine's clock was ahead of each answer's date.
    ahead: Mutex<Vec<i64>>,
}

impl Meter {
    /// Takes note of what came.
    pub(super) fn read(&self, reply: &Reply) {
        let Ok(mut traffic) = self.traffic.lock() else {
            return;
        };
        traffic.requests += 1;
        if let ResponseKind::Answer { status, meta, .. } = &reply.kind {
            traffic.throttled += u32::from(*status == 429);
            traffic.resource_units = traffic.resource_units.saturating_add(units(meta));
            traffic.busiest_percent = traffic.busiest_percent.max(percent(meta));
            if let (Some(date), Ok(mut ahead)) =
                (meta.date.as_deref().and_then(http_date), self.ahead.lock())
            {
                ahead.push(reply.at.as_millisecond() - date.as_millisecond());
            }
        }
    }

    /// The sums so far.
    pub(super) fn total(&self) -> Traffic {
        self.traffic
            .lock()
            .map(|traffic| *traffic)
            .unwrap_or_default()
    }

    /// By how many seconds this machine's clock was ahead of the service's: the middle of what
    /// all answers said, so that one that came late, or from elsewhere, changes nothing.
    pub(super) fn clock_ahead(&self) -> Option<i64> {
        let mut ahead = self.ahead.lock().ok()?.clone();
        ahead.sort_unstable();
        ahead
            .get(ahead.len() / 2)
            .map(|milliseconds| milliseconds / 1000)
    }
}

fn units(meta: &ResponseMeta) -> u64 {
    let text = meta.x_ms_resource_unit.as_deref().unwrap_or_default();
    text.trim().parse::<u32>().map_or(0, u64::from)
}

/// The share as whole percent; the service sends it above 0.8 only.
fn percent(meta: &ResponseMeta) -> u16 {
    let text = meta.x_ms_throttle_limit_percentage.as_deref();
    let share = text.and_then(|text| text.trim().parse::<f64>().ok());
    match share {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the range is checked"
        )]
        Some(share) if (0.0..=100.0).contains(&share) => (share * 100.0).round() as u16,
        _ => 0,
    }
}
