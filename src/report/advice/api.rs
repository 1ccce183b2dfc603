//! Advice on the API behind a permission.

use crate::actions::EnableApi;
use crate::assess::{ApiState, Finding, Obstacle};
use crate::document::within;

/// How an API is brought in or switched on; `None` where it does not stand in the way.
///
/// The second part says whether the permission itself still has to be granted.
pub(super) fn first(finding: &Finding) -> Option<(String, bool)> {
    let obstacle = finding.obstacle.as_ref()?;
    let name = within(&obstacle.name);
    let how = match obstacle.state {
        ApiState::Absent if finding.waits() => format!(
            "Nothing by itself: bring {name} into the tenant first (see {}). Only then can this be granted.",
            obstacle.finding
        ),
        ApiState::Absent => bring(obstacle),
        ApiState::Disabled => EnableApi::advice(&name),
        ApiState::DisabledByMicrosoft => format!(
            "Microsoft has disabled {name} in this tenant, and nobody here can switch it on: open a support case with \
             Microsoft and ask why."
        ),
        ApiState::Untold => format!(
            "In the Microsoft Entra admin center, open {name} under Enterprise applications (application type All \
             applications), Properties, and see whether it is enabled for users to sign in. Then audit again."
        ),
    };
    Some((how, !obstacle.alone && obstacle.state != ApiState::Absent))
}

fn bring(obstacle: &Obstacle) -> String {
    let name = within(&obstacle.name);
    let by = match &obstacle.brought_by {
        Some(by) => format!("{name} usually comes with {}.", within(by)),
        None => format!(
            "Ask the vendor or Microsoft which product and licence brings {name} into a tenant."
        ),
    };
    format!(
        "{by} See that the tenant has it and that it is set up there, and wait until {name} is listed under Enterprise \
         applications (application type Microsoft applications). Then grant what waits for it, and audit again."
    )
}

/// The action, in one line.
pub(super) fn title(obstacle: &Obstacle) -> String {
    let name = within(&obstacle.name);
    match obstacle.state {
        ApiState::Absent => format!("Bring {name} into the tenant"),
        ApiState::Disabled => format!("Switch {name} on in this tenant"),
        ApiState::DisabledByMicrosoft => format!("Ask Microsoft why it has disabled {name}"),
        ApiState::Untold => format!("See whether {name} is in use"),
    }
}
