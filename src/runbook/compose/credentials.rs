//! Credentials of the vendor's application, for a review.

use super::asked_elsewhere::{Somebody, by_another};
use crate::access::Holder;
use crate::actions::{Action, On};
use crate::assess::{Standing, Verdict};
use crate::guide::format2::model::RightKind;
use crate::runbook::holding::Holding;
use crate::runbook::index::TenantIndex;
use crate::runbook::judged::Judged;
use crate::runbook::model::Held;
use crate::runbook::principal_key::is_right_of;
use crate::runbook::selection::{credentials, is_credential, right_of};
use crate::runbook::step::asked_as;

/// A row for each secret, certificate and federated credential of an application.
pub(super) fn rows(
    (index, judged): (&TenantIndex<'_>, &Judged<'_>),
    somebody: Somebody<'_>,
    holder: &Holder,
) -> Vec<Held> {
    let (_, candidate) = somebody;
    let all = credentials(index, holder);
    let rows = all.iter().filter_map(|action| {
        let (kind, name, place) = named(action)?;
        let right = right_of(index, action);
        let asked = right.and_then(|right| asked(judged, somebody, &right));
        Some(Held {
            title: format!("{kind} {name}").trim().to_owned(),
            how: vec![place.to_owned()],
            proposal: proposal(candidate.standing, asked.is_some()),
            asked,
            risk: Some("as high as everything that the application may do".to_owned()),
            finding: None,
        })
    });
    rows.collect()
}

/// The kind, the name and the place of the credential that an action deletes.
const fn named(action: &Action) -> Option<(&'static str, &String, &'static str)> {
    match action {
        Action::DeleteSecret(one) => Some(("Client secret", &one.name, place(one.on))),
        Action::DeleteCertificates(one) => Some(("Certificate", &one.name, place(one.on))),
        Action::DeleteFederatedCredential(one) => {
            Some(("Federated credential", &one.name, place(On::Registration)))
        }
        _ => None,
    }
}

/// The reason for a credential: this guide's, else that another asks for it. Nobody asks a look-alike for one.
fn asked(
    judged: &Judged<'_>,
    (principal, candidate): Somebody<'_>,
    right: &RightKind,
) -> Option<String> {
    let held = Holding::Right(right);
    let findings = judged.assessment.map(|a| a.findings.as_slice());
    let mut findings = findings
        .unwrap_or_default()
        .iter()
        .filter(|finding| finding.verdict != Verdict::Excess);
    let own = findings.find(|finding| {
        let mut rights = finding.rights.iter();
        rights.any(|one| {
            is_right_of(one, principal)
                && is_credential(&one.kind)
                && held.is_needed_for(judged, &one.kind, None)
        })
    });
    let own = own.map(asked_as);
    own.or_else(|| by_another(judged, candidate, held))
        .filter(|_| candidate.standing != Standing::LookAlike)
}

const fn place(on: On) -> &'static str {
    match on {
        On::Registration => "on the app registration",
        On::ServicePrincipal => "on the enterprise application",
    }
}

/// The proposal for something that is held, asked for or not.
pub(super) fn proposal(standing: Standing, asked: bool) -> &'static str {
    match standing {
        Standing::LookAlike => "remove, unless somebody vouches for it",
        Standing::Unproven => "settle first whether this is the vendor's at all",
        _ if asked => "keep while the vendor works for us",
        _ => "remove, unless the vendor says what it is for",
    }
}
