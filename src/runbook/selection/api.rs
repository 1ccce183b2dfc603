//! The API behind a permission: brought in or switched on before anything on it is granted.

use crate::actions::{Action, Decide, EnableApi, Planned};
use crate::advice;
use crate::assess::{ApiState, Obstacle};

/// The action on the API that stands in the way of a finding, by its id, and true where nothing else is to be done.
pub(in crate::runbook) fn api(obstacle: &Obstacle, finding: &str) -> (Planned, bool) {
    let planned = Planned {
        target: None,
        action: action(obstacle),
        closes: Some(finding.to_owned()),
    };
    (planned, advice::api_alone(obstacle))
}

fn action(obstacle: &Obstacle) -> Action {
    let how = advice::api(obstacle);
    let text = match obstacle.state {
        ApiState::Disabled => {
            let (api, name) = (obstacle.api, obstacle.name.clone());
            return EnableApi { api, name }.into();
        }
        // A step begins with what is to be done.
        ApiState::Absent => format!("{}. {how}", advice::api_title(obstacle)),
        ApiState::DisabledByMicrosoft | ApiState::Untold => how,
    };
    Decide { text }.into()
}
