//! Credentials of the vendor's application, for a review.

use crate::access::Holder;
use crate::actions::{Action, On};
use crate::assess::{Candidate, Standing, Verdict};
use crate::guide::format2::model::RightKind;
use crate::runbook::index::TenantIndex;
use crate::runbook::judged::Judged;
use crate::runbook::model::Held;
use crate::runbook::selection::credentials;
use crate::runbook::step::asked_as;

/// A row for each secret, certificate and federated credential of an application.
pub(super) fn rows(
    index: &TenantIndex<'_>,
    judged: &Judged<'_>,
    candidate: &Candidate,
    holder: &Holder,
) -> Vec<Held> {
    let findings = judged.assessment.map(|a| a.findings.as_slice());
    let asked = findings
        .unwrap_or_default()
        .iter()
        .filter(|finding| finding.verdict != Verdict::Excess)
        .filter(|_| candidate.standing != Standing::LookAlike);
    let reason = |wanted: fn(&RightKind) -> bool| {
        let mut asked = asked.clone();
        let finding = asked.find(|finding| {
            let mut rights = finding.rights.iter();
            rights.any(|right| right.principal == candidate.principal && wanted(&right.kind))
        });
        finding.map(asked_as)
    };
    let secret = reason(|kind| matches!(kind, RightKind::Secret { .. }));
    let certificate = reason(|kind| matches!(kind, RightKind::Certificate { .. }));
    let federated = reason(|kind| matches!(kind, RightKind::Federated { .. }));
    let row = |kind: &str, name: &str, place: &str, asked: Option<String>| Held {
        title: format!("{kind} {name}").trim().to_owned(),
        how: vec![place.to_owned()],
        proposal: proposal(candidate.standing, asked.is_some()),
        asked,
        risk: Some("as high as everything that the application may do".to_owned()),
        finding: None,
    };
    credentials(index, holder)
        .iter()
        .filter_map(|action| match action {
            Action::DeleteSecret(one) => {
                let place = place(one.on);
                Some(row("Client secret", &one.name, place, secret.clone()))
            }
            Action::DeleteCertificates(one) => Some(row(
                "Certificate",
                &one.name,
                place(one.on),
                certificate.clone(),
            )),
            Action::DeleteFederatedCredential(one) => {
                let place = place(On::Registration);
                Some(row(
                    "Federated credential",
                    &one.name,
                    place,
                    federated.clone(),
                ))
            }
            _ => None,
        })
        .collect()
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
