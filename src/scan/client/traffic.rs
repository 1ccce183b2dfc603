//! What a scan cost the service, as the service counts it.

use super::door::{Came, Heard, Reply};
use super::retry::http_date;
use crate::scan::progress::Traffic;
use std::sync::Mutex;

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
        if let Came::Answer { status, heard, .. } = &reply.came {
            traffic.throttled += u32::from(*status == 429);
            traffic.resource_units = traffic.resource_units.saturating_add(units(heard));
            traffic.busiest_percent = traffic.busiest_percent.max(percent(heard));
            if let (Some(date), Ok(mut ahead)) =
                (heard.date.as_deref().and_then(http_date), self.ahead.lock())
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

fn units(heard: &Heard) -> u64 {
    let text = heard.x_ms_resource_unit.as_deref().unwrap_or_default();
    text.trim().parse::<u32>().map_or(0, u64::from)
}

/// The share as whole percent; the service sends it above 0.8 only.
fn percent(heard: &Heard) -> u16 {
    let text = heard.x_ms_throttle_limit_percentage.as_deref();
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
