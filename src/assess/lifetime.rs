//! The lifetimes of credentials.

use super::context::Context;
use super::model::{Note, NoteKind};
use super::outcome::Outcome;
use super::principals::Candidate;
use crate::access::CredentialKind;
use crate::snapshot::{
    Application, KeyCredential, Moment, PasswordCredential, SectionName, ServicePrincipal,
};
use jiff::Timestamp;
use uuid::Uuid;

/// The number of credentials that a note names.
const NAMED: usize = 3;
const SECONDS_OF_A_DAY: i64 = 86_400;
const DAYS_OF_A_YEAR: i64 = 365;

/// The lifetimes of the credentials of one kind that have not ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lifetime {
    /// The kind.
    pub kind: CredentialKind,
    /// The number of them.
    pub count: usize,
    /// The longest, in days, as far as the answers say.
    pub days: Option<i64>,
    /// True if one has no real end.
    pub endless: bool,
    /// True if there may be others, or one of which the answers do not say how long it lives.
    pub untold: bool,
}

/// A secret or certificate, by its dates.
struct Credential<'a> {
    kind: CredentialKind,
    name: Option<&'a str>,
    id: Option<Uuid>,
    start: Option<&'a Moment>,
    end: Option<&'a Moment>,
}

impl Credential<'_> {
    /// The lifetime, in days; from `as_of` on where the answer gives no start.
    fn days(&self, as_of: Timestamp) -> Option<i64> {
        let start = self.start.map_or(as_of.as_second(), Moment::unix_seconds);
        let life = self.end?.unix_seconds().saturating_sub(start);
        Some(life / SECONDS_OF_A_DAY)
    }

    /// True if it ends so late, or never, that nobody plans for its end.
    fn endless(&self, context: &Context<'_>) -> bool {
        let limit = i64::from(context.catalog.credential_limits().no_real_end_days);
        self.end.is_some_and(Moment::is_never)
            || self
                .days(context.options.as_of)
                .is_none_or(|days| days >= limit)
    }

    fn words(&self, as_of: Timestamp) -> String {
        let name = match (self.name, self.id) {
            (Some(name), _) if !name.trim().is_empty() => format!("{name:?}"),
            (_, Some(id)) => id.to_string(),
            _ => "without a name".to_owned(),
        };
        match (self.end, self.days(as_of)) {
            (Some(end), Some(days)) => {
                let years = days / DAYS_OF_A_YEAR;
                format!("{name}, valid until {end}, about {years} years")
            }
            _ => format!("{name}, for which the answer gives no end"),
        }
    }
}

/// Adds how long the application's credentials live, and a note of concern where one has no real end.
pub(super) fn describe(context: &Context<'_>, candidate: &Candidate<'_>, outcome: &mut Outcome) {
    let (principal, registration) = candidate.halves(context);
    let as_of = context.options.as_of;
    let credentials: Vec<Credential<'_>> = all(principal, registration)
        .filter(|one| one.end.is_none_or(|end| *end > as_of))
        .collect();
    // What the vendor signs in with stands in its own tenant where the registration is there.
    let unseen = registration.is_none()
        || (principal.is_none()
            && context
                .coverage
                .gap(SectionName::ServicePrincipals)
                .is_some());
    for kind in [CredentialKind::Secret, CredentialKind::Certificate] {
        let own: Vec<&Credential<'_>> = credentials.iter().filter(|c| c.kind == kind).collect();
        let endless: Vec<&&Credential<'_>> =
            own.iter().filter(|one| one.endless(context)).collect();
        outcome.notes.extend(concern(kind, &endless, as_of));
        if own.is_empty() {
            continue;
        }
        outcome.lifetimes.push(Lifetime {
            kind,
            count: own.len(),
            days: own.iter().filter_map(|one| one.days(as_of)).max(),
            endless: !endless.is_empty(),
            untold: unseen || own.iter().any(|one| one.start.is_none()),
        });
    }
}

fn concern(kind: CredentialKind, endless: &[&&Credential<'_>], as_of: Timestamp) -> Option<Note> {
    let count = endless.len();
    let (noun, verb) = (kind.word(count > 1), if count > 1 { "have" } else { "has" });
    let named: Vec<String> = endless
        .iter()
        .take(NAMED)
        .map(|one| one.words(as_of))
        .collect();
    let more = match count.saturating_sub(NAMED) {
        0 => String::new(),
        more => format!("; and {more} more"),
    };
    (count > 0).then(|| Note {
        kind: NoteKind::Concern,
        text: format!(
            "{count} {noun} {verb} no real end: {}{more}",
            named.join("; ")
        ),
    })
}

fn all<'a>(
    principal: Option<&'a ServicePrincipal>,
    registration: Option<&'a Application>,
) -> impl Iterator<Item = Credential<'a>> {
    let secret = |one: &'a PasswordCredential| Credential {
        kind: CredentialKind::Secret,
        name: one.display_name.as_deref(),
        id: one.key_id.copied(),
        start: one.start_date_time.get(),
        end: one.end_date_time.get(),
    };
    let certificate = |one: &'a KeyCredential| Credential {
        kind: CredentialKind::Certificate,
        name: one.display_name.as_deref(),
        id: one.key_id.copied(),
        start: one.start_date_time.get(),
        end: one.end_date_time.get(),
    };
    let registered = registration.into_iter().flat_map(move |app| {
        let secrets = app.password_credentials.sightings().iter().map(secret);
        secrets.chain(app.key_credentials.sightings().iter().map(certificate))
    });
    let own = principal.into_iter().flat_map(move |sp| {
        let secrets = sp.password_credentials.sightings().iter().map(secret);
        secrets.chain(sp.key_credentials.sightings().iter().map(certificate))
    });
    registered.chain(own)
}

/// The lifetimes of two candidates together, by kind.
pub(super) fn joined(one: &[Lifetime], other: &[Lifetime]) -> Vec<Lifetime> {
    let mut joined = one.to_vec();
    for more in other {
        match joined.iter_mut().find(|known| known.kind == more.kind) {
            Some(known) => {
                known.count += more.count;
                known.days = known.days.max(more.days);
                known.endless |= more.endless;
                known.untold |= more.untold;
            }
            None => joined.push(*more),
        }
    }
    joined.sort();
    joined
}
