//! The one place that reads the clock.

use jiff::Timestamp;

/// The present moment, to the second: finer digits are noise in evidence.
pub(super) fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_second(now.as_second()).unwrap_or(now)
}
