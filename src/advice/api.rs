//! The API behind a permission: brought in or switched on before anything on it is granted.

use crate::actions::EnableApi;
use crate::assess::{ApiState, Obstacle};
use crate::document::within;

/// The sentences for an API that stands in the way of a permission.
pub(crate) fn api(obstacle: &Obstacle) -> String {
    let name = within(&obstacle.name);
    match obstacle.state {
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
    }
}

/// True where nothing is to be done but what is done about the API.
pub(crate) fn api_alone(obstacle: &Obstacle) -> bool {
    obstacle.alone || obstacle.state == ApiState::Absent
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
pub(crate) fn api_title(obstacle: &Obstacle) -> String {
    let name = within(&obstacle.name);
    match obstacle.state {
        ApiState::Absent => format!("Bring {name} into the tenant"),
        ApiState::Disabled => format!("Switch {name} on in this tenant"),
        ApiState::DisabledByMicrosoft => format!("Ask Microsoft why it has disabled {name}"),
        ApiState::Untold => format!("See whether {name} is in use"),
    }
}
