//! Everything that an offboarding leaves alone, each with the reason.

use super::after::stays;
use super::offboard::{asked_of_others, by_person, is_removed, sharing};
use crate::assess::Standing;
use crate::runbook::asked_by::titles;
use crate::runbook::context::RunbookContext;
use crate::runbook::judged::Judged;

/// The look-alikes, which are not taken away, and the places that are not looked at.
pub(super) fn left_alone(context: &RunbookContext<'_>) -> Vec<String> {
    let candidates = context.assessment().map(|a| a.candidates.as_slice());
    let mut left: Vec<String> = candidates
        .unwrap_or_default()
        .iter()
        .filter(|candidate| candidate.standing == Standing::LookAlike)
        .map(|candidate| {
            let name = candidate.display_name.clone();
            format!(
                "{} ({}): it only looks like the vendor's; {}. The runbook of kind remediate deals with it.",
                name.unwrap_or_else(|| "no name".to_owned()),
                candidate.object_id,
                candidate.why
            )
        })
        .collect();
    left.extend(shared(&context.judged));
    left.extend(asked_for(context));
    left.push(
        "Classic Defender roles and the groups they are assigned to: no public API shows them. Look in the Defender \
         portal under Settings, Endpoints, Roles."
            .to_owned(),
    );
    left.extend(NOT_LOOKED_AT.map(str::to_owned));
    left
}

/// Whoever another adopted guide asks something of.
fn shared(judged: &Judged<'_>) -> Vec<String> {
    let mut left = Vec::new();
    for principal in &judged.basis.targets {
        for candidate in judged.candidates_for(principal) {
            let guides = sharing(judged, candidate.object_id);
            if guides.is_empty() {
                continue;
            }
            left.push(format!(
                "{} ({}) itself, its credentials, and what is asked for in: {}. It is used there too.",
                principal.title,
                candidate.object_id,
                titles(&guides)
            ));
        }
    }
    left
}

/// Rights that a person would take back, and that another adopted guide asks for.
fn asked_for(context: &RunbookContext<'_>) -> Vec<String> {
    let judged = &context.judged;
    let mut left = Vec::new();
    for (requirement, right) in by_person(judged) {
        let guides = asked_of_others(judged, &right);
        let taken = judged.key_of(&right).is_some() || is_removed(judged, requirement);
        left.extend(stays(context, &right, &guides).filter(|_| taken));
    }
    left.dedup();
    left
}

/// Other places where a vendor may hold access, which rolecall does not read.
const NOT_LOOKED_AT: [&str; 3] = [
    "Roles in Azure subscriptions (Azure RBAC), Exchange, Intune and other services with roles of their own: rolecall \
     reads the directory, Defender and applications. Look under Access control (IAM) of each subscription.",
    "Sessions that are open: Revoke sessions on the account's page in the Microsoft Entra admin center ends them \
     before their tokens run out.",
    "Cross-tenant access settings, Conditional Access policies, mail-flow rules and allow-lists that were made for the \
     vendor.",
];
