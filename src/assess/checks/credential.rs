//! The check of a credential: one of its kind is valid, and none that is valid lasts longer than asked.

use super::{Asking, Check};
use crate::access::Could;
use crate::access::CredentialKind;
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
use crate::snapshot::{Field, KeyCredential, Listed, Moment, PasswordCredential, SectionName};
use jiff::Timestamp;

const SECONDS_OF_A_DAY: i64 = 86_400;

/// A credential of an application, of one kind: the other kind is not what is asked.
pub(super) struct Credential {
    /// Its kind.
    pub(super) kind: CredentialKind,
    /// The longest lifetime of a valid one, in days.
    pub(super) max_days: Option<u32>,
}

impl Check for Credential {
    fn subject(&self) -> Subject {
        Subject::Credential
    }

    fn expected(&self, asking: &Asking<'_>) -> String {
        let (who, what) = (&asking.principal.title, self.kind.word(false));
        match self.max_days {
            None => format!("{who} has a {what} that is valid"),
            Some(days) => {
                format!(
                    "{who} has a {what} that is valid, and none that lasts longer than {days} days"
                )
            }
        }
    }

    fn judge(&self, asking: &Asking<'_>, candidate: &Candidate<'_>) -> Outcome {
        let context = asking.context;
        let (_, registration) = candidate.halves(context);
        let (one, all) = (self.kind.word(false), self.dated(context, candidate));
        let valid: Vec<&Dated<'_>> = all.iter().filter(|one| one.valid() == Some(true)).collect();
        let mut outcome = if valid.is_empty() {
            self.without(context, candidate, &all)
        } else if let Some(outcome) = self.too_long(context, candidate, &valid) {
            outcome
        } else {
            let actual = format!("{} valid, of {} in all", valid.len(), all.len());
            Outcome::new(Verdict::Satisfied, &actual, &format!("a {one} is valid"))
        };
        let last = valid.iter().filter_map(|one| one.end.get()).max();
        if let Some(end) = last.filter(|end| context.options.soon(end)) {
            let text = format!("the last valid {one} ends at {end}");
            outcome.notes.push(Note {
                kind: NoteKind::Expiry,
                text,
            });
        }
        let certificates = registration.map_or(0, |app| app.key_credentials.sightings().len());
        if self.kind == CredentialKind::Secret && valid.is_empty() && certificates > 0 {
            outcome.notes.push(Note {
                kind: NoteKind::Remark,
                text: format!(
                    "it has {certificates} certificate(s), but the guide asks for a secret"
                ),
            });
        }
        for dated in &all {
            outcome.paths.push(AccessPath {
                hops: vec![words::holder(candidate), one.to_owned()],
                condition: dated.dates(),
                as_asked: dated.valid() == Some(true),
            });
        }
        outcome.paths.sort();
        lifetime::describe(context, candidate, &mut outcome);
        outcome.seen = candidate.sightings();
        outcome.looked_at = vec![SectionName::Applications, SectionName::ServicePrincipals];
        outcome
    }

    fn closes(&self, _: &Asking<'_>, _: Option<&Candidate<'_>>) -> Vec<Remedy> {
        match self.kind {
            CredentialKind::Secret => vec![Remedy::Give(Give::Secret)],
            CredentialKind::Certificate => vec![Remedy::Manual(
                "Have the vendor give you the public half of a certificate, and add it to the application.".to_owned(),
            )],
        }
    }
}

/// A credential by its dates.
struct Dated<'a> {
    /// The section that shows it.
    section: SectionName,
    start: &'a Field<Moment>,
    end: &'a Field<Moment>,
    /// True if it has begun; `None` where the dates leave that open.
    started: Option<bool>,
    /// True if it has not ended; `None` where the dates leave that open.
    running: Option<bool>,
}

impl<'a> Dated<'a> {
    /// A date that is null, missing or not to be read tells nothing.
    fn of(
        section: SectionName,
        start: &'a Field<Moment>,
        end: &'a Field<Moment>,
        as_of: Timestamp,
    ) -> Self {
        Self {
            section,
            start,
            end,
            started: start.get().map(|start| *start <= as_of),
            running: end.get().map(|end| *end > as_of),
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

    /// Its lifetime in whole days, begun ones counted; none where a date is not told.
    fn days(&self) -> Option<i64> {
        let (start, end) = (self.start.get()?, self.end.get()?);
        let seconds = end.unix_seconds().saturating_sub(start.unix_seconds());
        Some(seconds.saturating_add(SECONDS_OF_A_DAY - 1) / SECONDS_OF_A_DAY)
    }

    fn dates(&self) -> String {
        let word = match (self.started, self.running) {
            (Some(false), _) => "not valid yet",
            (_, Some(false)) => "expired",
            (Some(true), Some(true)) => "valid",
            _ => "whether it is valid is not told",
        };
        let date = |at: &Field<Moment>| at.get().map_or_else(|| "?".to_owned(), Moment::to_string);
        format!("{word}, from {} until {}", date(self.start), date(self.end))
    }
}

/// The credentials of one kind on one half of an application.
enum OfHalf<'a> {
    Secrets(&'a Listed<PasswordCredential>),
    Certificates(&'a Listed<KeyCredential>),
}

impl<'a> OfHalf<'a> {
    const fn is_whole(&self) -> bool {
        match self {
            Self::Secrets(listed) => listed.whole().is_some(),
            Self::Certificates(listed) => listed.whole().is_some(),
        }
    }

    fn dates(&self) -> Vec<(&'a Field<Moment>, &'a Field<Moment>)> {
        match self {
            Self::Secrets(listed) => {
                let seen = listed.sightings().iter();
                seen.map(|one| (&one.start_date_time, &one.end_date_time))
                    .collect()
            }
            Self::Certificates(listed) => {
                let seen = listed.sightings().iter();
                seen.map(|one| (&one.start_date_time, &one.end_date_time))
                    .collect()
            }
        }
    }
}

impl Credential {
    /// The credentials of the kind on each half of an application that was seen.
    fn halves<'s>(
        &self,
        context: &Context<'s>,
        candidate: &Candidate<'_>,
    ) -> Vec<(SectionName, OfHalf<'s>)> {
        let (principal, registration) = candidate.halves(context);
        let mut halves = Vec::new();
        if let Some(app) = registration {
            let of = match self.kind {
                CredentialKind::Secret => OfHalf::Secrets(&app.password_credentials),
                CredentialKind::Certificate => OfHalf::Certificates(&app.key_credentials),
            };
            halves.push((SectionName::Applications, of));
        }
        if let Some(sp) = principal {
            let of = match self.kind {
                CredentialKind::Secret => OfHalf::Secrets(&sp.password_credentials),
                CredentialKind::Certificate => OfHalf::Certificates(&sp.key_credentials),
            };
            halves.push((SectionName::ServicePrincipals, of));
        }
        halves
    }

    fn dated<'s>(&self, context: &Context<'s>, candidate: &Candidate<'_>) -> Vec<Dated<'s>> {
        let as_of = context.options.as_of;
        let halves = self.halves(context, candidate).into_iter();
        halves
            .flat_map(|(section, of)| {
                let dates = of.dates().into_iter();
                dates.map(move |(start, end)| Dated::of(section, start, end, as_of))
            })
            .collect()
    }

    /// The outcome where a valid one lasts longer than asked, or may.
    fn too_long(
        &self,
        context: &Context<'_>,
        candidate: &Candidate<'_>,
        valid: &[&Dated<'_>],
    ) -> Option<Outcome> {
        let most = i64::from(self.max_days?);
        let days = valid.iter().map(|one| (one.section, one.days()));
        let longest = days.clone().filter_map(|(_, days)| days).max();
        if let Some(longest) = longest.filter(|longest| *longest > most) {
            let actual = format!("one that is valid lasts {longest} days");
            let reason =
                format!("it is there, but lasts longer than the {most} days that are asked");
            return Some(Outcome::new(Verdict::Partial, &actual, &reason));
        }
        let (section, _) = days.into_iter().find(|(_, days)| days.is_none())?;
        let lacks = format!("does not give the dates of a {}", self.kind.word(false));
        let who = words::holder(candidate);
        let gap = context.coverage.lack(section, &lacks, &who);
        Some(Outcome::unseen("how long it lasts was not seen", vec![gap]))
    }

    /// Everything that forbids to conclude that there is no valid one.
    fn doubts(
        &self,
        context: &Context<'_>,
        candidate: &Candidate<'_>,
        all: &[Dated<'_>],
    ) -> Vec<Gap> {
        use SectionName::{Applications, ServicePrincipals};
        let (principal, registration) = candidate.halves(context);
        let coverage = context.coverage;
        let mut gaps = coverage.gaps(&[Applications, ServicePrincipals]);
        let unresolved = candidate.holder.unresolved.iter();
        let nameless = unresolved.filter(|one| one.could_be == Could::Anything);
        gaps.extend(nameless.map(|one| leftover::gap(context, one)));
        let who = words::holder(candidate);
        let owner = principal.and_then(|sp| sp.app_owner_organization_id.copied());
        let here = owner.is_some() && owner == context.snapshot.tenant_id();
        if registration.is_none() && here && coverage.gap(Applications).is_none() {
            // An application of this tenant has one; only the answer lacks it.
            gaps.push(coverage.lack(Applications, "does not list its registration", &who));
        }
        for (section, of) in self.halves(context, candidate) {
            if !of.is_whole() {
                let lacks = format!("does not list its {}", self.kind.word(true));
                gaps.push(coverage.lack(section, &lacks, &who));
            }
        }
        for one in all.iter().filter(|one| one.valid().is_none()) {
            let lacks = format!("does not give the dates of a {}", self.kind.word(false));
            gaps.push(coverage.lack(one.section, &lacks, &who));
        }
        gaps.dedup();
        gaps
    }

    fn without(
        &self,
        context: &Context<'_>,
        candidate: &Candidate<'_>,
        all: &[Dated<'_>],
    ) -> Outcome {
        let one = self.kind.word(false);
        let gaps = self.doubts(context, candidate, all);
        if !gaps.is_empty() {
            return Outcome::unseen(&format!("no valid {one} seen"), gaps);
        }
        if all.is_empty() {
            return Outcome::new(
                Verdict::Missing,
                &format!("no {one}"),
                &format!("the application was read whole, and has no {one}"),
            );
        }
        let actual = if all.iter().any(|one| one.started == Some(false)) {
            format!("no {one} is valid yet")
        } else {
            format!("every {one} has expired")
        };
        let reason = format!("a {one} is there, but none is valid");
        Outcome::new(Verdict::Partial, &actual, &reason)
    }
}
