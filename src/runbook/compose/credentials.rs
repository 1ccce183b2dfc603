//! What somebody could sign in with as the vendor's application, for a review.

use super::review::proposal;
use crate::access::Holder;
use crate::assess::{Candidate, Standing};
use crate::guide::Ask;
use crate::runbook::model::Held;
use crate::runbook::work::{Work, credentials};
use crate::runbook::world::World;

/// A row for each secret, certificate and federated credential of an application.
pub(super) fn rows(world: &World<'_>, candidate: &Candidate, holder: &Holder) -> Vec<Held> {
    let findings = world.assessment().map(|a| a.findings.as_slice());
    let asked = findings
        .unwrap_or_default()
        .iter()
        .filter(|finding| finding.principal == candidate.principal)
        .filter_map(|finding| world.requirement(finding))
        .find(|requirement| requirement.ask == Ask::ClientSecret)
        .filter(|_| candidate.standing != Standing::LookAlike)
        .map(|requirement| format!("{}: {}", requirement.tier, requirement.effect));
    let row = |kind: &str, name: &str, place: &str, asked: Option<String>| Held {
        title: format!("{kind} {name}").trim().to_owned(),
        how: vec![place.to_owned()],
        proposal: proposal(candidate.standing, asked.is_some()),
        asked,
        risk: Some("as high as everything that the application may do".to_owned()),
        finding: None,
    };
    credentials(world, holder)
        .iter()
        .filter_map(|work| match work {
            Work::DeleteSecret(on, _, name) => {
                Some(row("Client secret", name, place(*on), asked.clone()))
            }
            Work::DeleteCertificates(on, name) => Some(row("Certificate", name, place(*on), None)),
            Work::DeleteFederated(_, name) => {
                Some(row("Federated credential", name, place(false), None))
            }
            _ => None,
        })
        .collect()
}

const fn place(on_principal: bool) -> &'static str {
    if on_principal {
        "on the enterprise application"
    } else {
        "on the app registration"
    }
}
