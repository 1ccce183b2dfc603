//! The API behind a permission: brought in or switched on before anything on it is granted.

use super::{Piece, Work};
use crate::assess::{ApiState, Finding, Obstacle};

/// What is to be done about the API that stands in the way of a finding, and whether that is all.
pub(in crate::runbook) fn api<'a>(finding: &Finding) -> Option<(Piece<'a>, bool)> {
    let obstacle = finding.obstacle.as_ref()?;
    let piece = Piece {
        party: None,
        work: work(obstacle),
        closes: Some(finding.id.clone()),
    };
    Some((piece, obstacle.alone || obstacle.state == ApiState::Absent))
}

fn work(obstacle: &Obstacle) -> Work {
    let name = &obstacle.name;
    match obstacle.state {
        ApiState::Absent => {
            let by = match &obstacle.brought_by {
                Some(by) => format!("it usually comes with {by}"),
                None => {
                    "ask the vendor or Microsoft which product and licence brings it".to_owned()
                }
            };
            Work::Settle(format!(
                "Bring {name} into the tenant: {by}. Write this runbook again once {name} is listed under Enterprise \
                 applications: only then can a permission on it be granted."
            ))
        }
        ApiState::Disabled => Work::StartApi(obstacle.api, name.clone()),
        ApiState::DisabledByMicrosoft => Work::Settle(format!(
            "Microsoft has disabled {name} in this tenant, and nobody here can switch it on. Ask Microsoft's support why."
        )),
        ApiState::Untold => Work::Settle(format!(
            "See in the portal whether {name} is enabled for users to sign in, and audit again: the answer did not say."
        )),
    }
}
