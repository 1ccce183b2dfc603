//! The API behind a permission: brought in or switched on before anything on it is granted.

use crate::actions::{Action, Decide, EnableApi, Planned};
use crate::assess::{ApiState, Finding, Obstacle};

/// The action on the API that stands in the way of a finding, and whether nothing else is to be done.
pub(in crate::runbook) fn api(finding: &Finding) -> Option<(Planned, bool)> {
    let obstacle = finding.obstacle.as_ref()?;
    let planned = Planned {
        target: None,
        action: action(obstacle),
        closes: Some(finding.id.clone()),
    };
    Some((
        planned,
        obstacle.alone || obstacle.state == ApiState::Absent,
    ))
}

fn action(obstacle: &Obstacle) -> Action {
    let name = &obstacle.name;
    let text = match obstacle.state {
        ApiState::Absent => {
            let by = match &obstacle.brought_by {
                Some(by) => format!("it usually comes with {by}"),
                None => {
                    "ask the vendor or Microsoft which product and licence brings it".to_owned()
                }
            };
            format!(
                "Bring {name} into the tenant: {by}. Write this runbook again once {name} is listed under Enterprise \
                 applications: only then can a permission on it be granted."
            )
        }
        ApiState::Disabled => {
            let (api, name) = (obstacle.api, name.clone());
            return EnableApi { api, name }.into();
        }
        ApiState::DisabledByMicrosoft => format!(
            "Microsoft has disabled {name} in this tenant, and nobody here can switch it on. Ask Microsoft's support why."
        ),
        ApiState::Untold => format!(
            "See in the portal whether {name} is enabled for users to sign in, and audit again: the answer did not say."
        ),
    };
    Decide { text }.into()
}
