//! What a scan cost the service, as the service counts it.

use super::door::{Came, Heard};
use crate::scan::progress::Traffic;
use std::sync::Mutex;

/// Counts over the whole scan.
#[derive(Debug, Default)]
pub(super) struct Meter(Mutex<Traffic>);

impl Meter {
    /// Takes note of what came.
    pub(super) fn read(&self, came: &Came) {
        let Ok(mut traffic) = self.0.lock() else {
            return;
        };
        traffic.requests += 1;
        if let Came::Answer { status, heard, .. } = came {
            traffic.throttled += u32::from(*status == 429);
            traffic.resource_units = traffic.resource_units.saturating_add(units(heard));
            traffic.busiest_percent = traffic.busiest_percent.max(percent(heard));
        }
    }

    /// The sums so far.
    pub(super) fn total(&self) -> Traffic {
        self.0.lock().map(|traffic| *traffic).unwrap_or_default()
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
