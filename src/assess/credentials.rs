//! Has the application a client secret that is valid?

use super::account;
use super::context::Context;
use super::identify::Candidate;
use super::lifetime;
use super::model::{AccessPath, Note, NoteKind};
use super::outcome::Outcome;
use super::verdict::Verdict;
use super::words;
use crate::snapshot::{PasswordCredential, SectionName};

/// Judges the client secrets by their dates. A certificate is not what the guide asks for.
pub(super) fn client_secret(context: &Context<'_>, candidate: &Candidate<'_>) -> Outcome {
    let (principal, registration) = account::halves(context, candidate);
    let of_registration = registration.map(|app| app.password_credentials.as_slice());
    let of_principal = principal.map(|sp| sp.password_credentials.as_slice());
    let secrets: Vec<&PasswordCredential> = of_registration
        .unwrap_or_default()
        .iter()
        .chain(of_principal.unwrap_or_default())
        .collect();
    let as_of = context.options.as_of;
    let started = |s: &PasswordCredential| s.start_date_time.is_none_or(|start| start <= as_of);
    let running = |s: &PasswordCredential| s.end_date_time.is_none_or(|end| end > as_of);
    let valid: Vec<_> = secrets
        .iter()
        .filter(|s| started(s) && running(s))
        .collect();

    let mut outcome = if valid.is_empty() {
        without(context, &secrets)
    } else {
        let actual = format!("{} valid, of {} in all", valid.len(), secrets.len());
        Outcome::new(Verdict::Satisfied, &actual, "a client secret is valid")
    };
    let for_ever = valid.iter().any(|s| s.end_date_time.is_none());
    let last = valid.iter().filter_map(|s| s.end_date_time).max();
    if let Some(end) = last.filter(|end| !for_ever && context.options.soon(*end)) {
        let text = format!("the last valid client secret ends at {end}");
        outcome.notes.push(Note {
            kind: NoteKind::Expiry,
            text,
        });
    }
    let certificates = registration.map_or(0, |app| app.key_credentials.len());
    if valid.is_empty() && certificates > 0 {
        outcome.notes.push(Note {
            kind: NoteKind::Remark,
            text: format!("it has {certificates} certificate(s), but the guide asks for a secret"),
        });
    }
    for secret in &secrets {
        outcome.paths.push(AccessPath {
            hops: vec![words::holder(candidate), "client secret".to_owned()],
            condition: dates(secret, started(secret), running(secret)),
            as_asked: started(secret) && running(secret),
        });
    }
    outcome.paths.sort();
    lifetime::describe(context, candidate, &mut outcome);
    outcome.seen = account::proof(candidate);
    outcome.looked_at = vec![SectionName::Applications, SectionName::ServicePrincipals];
    outcome
}

fn without(context: &Context<'_>, secrets: &[&PasswordCredential]) -> Outcome {
    let gaps = context
        .coverage
        .gaps(&[SectionName::Applications, SectionName::ServicePrincipals]);
    if !gaps.is_empty() {
        return Outcome::unseen("no valid client secret seen", gaps);
    }
    if secrets.is_empty() {
        return Outcome::new(
            Verdict::Missing,
            "no client secret",
            "the application was read whole, and has no client secret",
        );
    }
    let as_of = context.options.as_of;
    let future = secrets
        .iter()
        .any(|s| s.start_date_time.is_some_and(|start| start > as_of));
    let actual = if future {
        "no client secret is valid yet"
    } else {
        "every client secret has expired"
    };
    Outcome::new(
        Verdict::Partial,
        actual,
        "a client secret is there, but none is valid",
    )
}

fn dates(secret: &PasswordCredential, started: bool, running: bool) -> String {
    let word = match (started, running) {
        (true, true) => "valid",
        (false, _) => "not valid yet",
        (true, false) => "expired",
    };
    let date = |at: Option<jiff::Timestamp>| at.map_or_else(|| "?".to_owned(), |at| at.to_string());
    format!(
        "{word}, from {} until {}",
        date(secret.start_date_time),
        date(secret.end_date_time)
    )
}
