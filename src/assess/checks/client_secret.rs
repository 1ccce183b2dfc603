//! The check of a client secret: one is valid.

use super::{Asking, Check};
use crate::access::Could;
use crate::assess::context::Context;
use crate::assess::coverage::Gap;
use crate::assess::leftover;
use crate::assess::lifetime;
use crate::assess::model::{AccessPath, Note, NoteKind};
use crate::assess::outcome::Outcome;
use crate::assess::principals::Candidate;
use crate::assess::remedy::{Give, Remedy};
use crate::assess::verdict::Verdict;
use crate::assess::words;
use crate::catalog::Subject;
use crate::snapshot::{Field, Moment, PasswordCredential, SectionName};
use jiff::Timestamp;

/// A client secret of an application. A certificate is not what is asked.
pub(super) struct ClientSecret;

impl Check for ClientSecret {
    fn subject(&self) -> Subject {
        Subject::Credential
    }

    fn expected(&self, asking: &Asking<'_>) -> String {
        let who = &asking.principal.title;
        format!("{who} has a client secret that is valid")
    }

    fn judge(&self, asking: &Asking<'_>, candidate: &Candidate<'_>) -> Outcome {
        let context = asking.context;
        let (principal, registration) = candidate.halves(context);
        let secrets: Vec<Secret<'_>> = registration
            .map(|app| (SectionName::Applications, &app.password_credentials))
            .into_iter()
            .chain(principal.map(|sp| (SectionName::ServicePrincipals, &sp.password_credentials)))
            .flat_map(|(section, listed)| listed.sightings().iter().map(move |one| (section, one)))
            .map(|(section, one)| Secret::of(section, one, context.options.as_of))
            .collect();
        let valid: Vec<&Secret<'_>> = secrets
            .iter()
            .filter(|one| one.valid() == Some(true))
            .collect();
        let mut outcome = if valid.is_empty() {
            without(context, candidate, &secrets)
        } else {
            let actual = format!("{} valid, of {} in all", valid.len(), secrets.len());
            Outcome::new(Verdict::Satisfied, &actual, "a client secret is valid")
        };
        let last = valid
            .iter()
            .filter_map(|one| one.seen.end_date_time.get())
            .max();
        if let Some(end) = last.filter(|end| context.options.soon(end)) {
            let text = format!("the last valid client secret ends at {end}");
            outcome.notes.push(Note {
                kind: NoteKind::Expiry,
                text,
            });
        }
        let certificates = registration.map_or(0, |app| app.key_credentials.sightings().len());
        if valid.is_empty() && certificates > 0 {
            outcome.notes.push(Note {
                kind: NoteKind::Remark,
                text: format!(
                    "it has {certificates} certificate(s), but the guide asks for a secret"
                ),
            });
        }
        for secret in &secrets {
            outcome.paths.push(AccessPath {
                hops: vec![words::holder(candidate), "client secret".to_owned()],
                condition: secret.dates(),
                as_asked: secret.valid() == Some(true),
            });
        }
        outcome.paths.sort();
        lifetime::describe(context, candidate, &mut outcome);
        outcome.seen = candidate.sightings();
        outcome.looked_at = vec![SectionName::Applications, SectionName::ServicePrincipals];
        outcome
    }

    fn closes(&self, _: &Asking<'_>, _: Option<&Candidate<'_>>) -> Vec<Remedy> {
        vec![Remedy::Give(Give::Secret)]
    }
}

/// A client secret by its dates.
struct Secret<'a> {
    /// The section that shows it.
    section: SectionName,
    seen: &'a PasswordCredential,
    /// True if it has begun; `None` where the dates leave that open.
    started: Option<bool>,
    /// True if it has not ended; `None` where the dates leave that open.
    running: Option<bool>,
}

impl<'a> Secret<'a> {
    /// A date that is null, missing or not to be read tells nothing.
    fn of(section: SectionName, seen: &'a PasswordCredential, as_of: Timestamp) -> Self {
        Self {
            section,
            seen,
            started: seen.start_date_time.get().map(|start| *start <= as_of),
            running: seen.end_date_time.get().map(|end| *end > as_of),
        }
    }

    /// Tells whether it is valid; `None` where the dates leave that open.
    fn valid(&self) -> Option<bool> {
        match (self.started, self.running) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (Some(true), Some(true)) => Some(true),
            _ => None,
        }
    }

    fn dates(&self) -> String {
        let word = match (self.started, self.running) {
            (Some(false), _) => "not valid yet",
            (_, Some(false)) => "expired",
            (Some(true), Some(true)) => "valid",
            _ => "whether it is valid is not told",
        };
        let date = |at: &Field<Moment>| at.get().map_or_else(|| "?".to_owned(), Moment::to_string);
        format!(
            "{word}, from {} until {}",
            date(&self.seen.start_date_time),
            date(&self.seen.end_date_time)
        )
    }
}

/// Everything that forbids to conclude that there is no valid client secret.
fn doubts(context: &Context<'_>, candidate: &Candidate<'_>, secrets: &[Secret<'_>]) -> Vec<Gap> {
    use SectionName::{Applications, ServicePrincipals};
    let (principal, registration) = candidate.halves(context);
    let coverage = context.coverage;
    let mut gaps = coverage.gaps(&[Applications, ServicePrincipals]);
    let unresolved = candidate.holder.unresolved.iter();
    let nameless = unresolved.filter(|one| one.could_be == Could::Anything);
    gaps.extend(nameless.map(|one| leftover::gap(context, one)));
    let listed = [
        registration.map(|app| (Applications, &app.password_credentials)),
        principal.map(|sp| (ServicePrincipals, &sp.password_credentials)),
    ];
    let who = words::holder(candidate);
    let owner = principal.and_then(|sp| sp.app_owner_organization_id.copied());
    let here = owner.is_some() && owner == context.snapshot.tenant_id();
    if registration.is_none() && here && coverage.gap(Applications).is_none() {
        // An application of this tenant has one; only the answer lacks it.
        gaps.push(coverage.lack(Applications, "does not list its registration", &who));
    }
    for (section, listed) in listed.into_iter().flatten() {
        if listed.whole().is_none() {
            gaps.push(coverage.lack(section, "does not list its client secrets", &who));
        }
    }
    for secret in secrets.iter().filter(|one| one.valid().is_none()) {
        let lacks = "does not give the dates of a client secret";
        gaps.push(coverage.lack(secret.section, lacks, &who));
    }
    gaps.dedup();
    gaps
}

fn without(context: &Context<'_>, candidate: &Candidate<'_>, secrets: &[Secret<'_>]) -> Outcome {
    let gaps = doubts(context, candidate, secrets);
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
    let actual = if secrets.iter().any(|one| one.started == Some(false)) {
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
