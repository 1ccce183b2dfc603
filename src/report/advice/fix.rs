//! The fix of a finding, from its subject and its verdict: the advice of the acts that close it.

use super::is_concern;
use crate::actions::{
    ChangeDefenderRole, CreateClientSecret, RemoveDirectoryRole, RevokeApplicationPermission,
};
use crate::advice;
use crate::assess::{ApiState, Finding, Verdict};
use crate::catalog::{Entitlement, Subject};
use crate::document::within;

/// The advice on a finding; `None` where there is nothing to do.
pub(in crate::report) fn fix(finding: &Finding) -> Option<String> {
    fix_of(finding, &finding.title)
}

/// The same for several findings that share their remedies: `what` stands for what they are about.
pub(super) fn fix_of(finding: &Finding, what: &str) -> Option<String> {
    match finding.verdict {
        Verdict::Missing | Verdict::Partial | Verdict::Unknown | Verdict::Manual => {
            let who = within(&finding.principal_title);
            let own = advice::sentences(finding, &who, what);
            let own = (!own.is_empty()).then(|| own.join(" "));
            match (of_api(finding), own) {
                (Some((first, false)), Some(own)) => Some(format!("{first} Besides: {own}")),
                (Some((first, _)), _) => Some(first),
                (None, own) => own,
            }
        }
        Verdict::Excess => Some(take_away(finding, what)),
        Verdict::Satisfied if finding.ends_soon() => Some(renew(finding)),
        Verdict::Satisfied if is_concern(finding) => Some(reconsider(finding)),
        Verdict::Satisfied | Verdict::Absent | Verdict::Noted => None,
    }
}

/// The advice on the API that stands in the way, and true where nothing else is to be done.
fn of_api(finding: &Finding) -> Option<(String, bool)> {
    let obstacle = finding.obstacle.as_ref()?;
    let how = if obstacle.state == ApiState::Absent && finding.waits() {
        format!(
            "Nothing by itself: bring {} into the tenant first (see {}). Only then can this be granted.",
            within(&obstacle.name),
            obstacle.finding
        )
    } else {
        advice::api(obstacle)
    };
    Some((how, advice::api_alone(obstacle)))
}

fn take_away(finding: &Finding, what: &str) -> String {
    let who = within(&finding.principal_title);
    let how = match finding.subject {
        Subject::DirectoryRole => RemoveDirectoryRole::advice(what, &who),
        Subject::ApplicationPermission | Subject::DelegatedPermission => {
            RevokeApplicationPermission::advice(what, &who)
        }
        Subject::DefenderPermission => match wildcard(finding) {
            Some(action) => ChangeDefenderRole::wildcard_advice(&within(action), &who),
            None => ChangeDefenderRole::advice(what, &who),
        },
        Subject::OtherHolder => {
            "Find out who made it and for whom. If nobody vouches for it, take its grants away, and then remove it."
                .to_owned()
        }
        Subject::Ownership => {
            "Find out who made the owner one, and why. If nobody vouches for it, end the ownership, and look for what the \
             owner may have added: credentials of the application, members of the group."
                .to_owned()
        }
        Subject::GrantedTwice => {
            "Decide which option is meant, and take away what only the other one asks for.".to_owned()
        }
        _ => "Find out why it is held, and take away what nobody vouches for.".to_owned(),
    };
    if matches!(
        finding.subject,
        Subject::OtherHolder | Subject::Ownership | Subject::GrantedTwice
    ) {
        return how;
    }
    format!(
        "Ask the vendor whether it is needed, and for what. If it is not: {}",
        lower_first(&how)
    )
}

fn renew(finding: &Finding) -> String {
    let who = within(&finding.principal_title);
    match finding.subject {
        Subject::Credential => CreateClientSecret::renewal_advice(&who),
        _ => format!(
            "Before it ends, decide with the vendor whether {who} still needs it, and extend it or let it end."
        ),
    }
}

/// The advice on something that is satisfied and leaves a concern.
fn reconsider(finding: &Finding) -> String {
    let who = within(&finding.principal_title);
    match finding.subject {
        Subject::Credential | Subject::Application => CreateClientSecret::replacement_advice(&who),
        _ => {
            format!("Read the notes, and decide with the vendor whether it may stay so for {who}.")
        }
    }
}

/// The action, where a finding is about everything that a wildcard of a Defender role gives beyond the guide.
pub(super) fn wildcard(finding: &Finding) -> Option<&str> {
    match &finding.entitlement {
        Some(Entitlement::DefenderAction(action)) if finding.verdict == Verdict::Excess => {
            Some(action)
        }
        _ => None,
    }
}

/// The sentence as the second half of one. Only our own words begin these.
fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_lowercase().chain(chars).collect())
        .unwrap_or_default()
}
