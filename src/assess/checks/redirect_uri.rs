//! The check of a redirect address: registered, for the platform that is asked.

use super::{Asking, Check};
use crate::access::SightingRef;
use crate::assess::coverage::Gap;
use crate::assess::outcome::Outcome;
use crate::assess::principals::Candidate;
use crate::assess::remedy::Remedy;
use crate::assess::verdict::Verdict;
use crate::assess::words;
use crate::catalog::Subject;
use crate::guide::format2::kinds::Platform;
use crate::snapshot::{Application, SectionName};

/// A redirect address of a registration.
pub(super) struct RedirectUri<'a> {
    /// The address.
    pub(super) uri: &'a str,
    /// The platform; none where any will do.
    pub(super) platform: Option<Platform>,
}

/// The addresses of one platform: those that were told, and whether these are all.
struct Registered<'s> {
    platform: Platform,
    addresses: &'s [String],
    whole: bool,
}

impl Check for RedirectUri<'_> {
    fn subject(&self) -> Subject {
        Subject::Application
    }

    fn expected(&self, asking: &Asking<'_>) -> String {
        let who = &asking.principal.title;
        format!("{who} has the redirect address {}", self.words())
    }

    fn judge(&self, asking: &Asking<'_>, candidate: &Candidate<'_>) -> Outcome {
        let (_, registration) = candidate.halves(asking.context);
        let Some(registration) = registration else {
            return Outcome::unseen("not seen", vec![unregistered(asking, candidate)]);
        };
        let registered = registered(registration);
        let asked = |one: &&Registered<'_>| self.platform.is_none_or(|asked| asked == one.platform);
        let found = |on: &Registered<'_>| on.addresses.iter().any(|one| is_same(one, self.uri));
        let mut outcome = if registered.iter().filter(asked).any(found) {
            Outcome::new(
                Verdict::Satisfied,
                "registered",
                "it is registered as asked",
            )
        } else if registered.iter().filter(asked).any(|on| !on.whole) {
            let gap = asking.context.coverage.lack(
                SectionName::Applications,
                "does not list its redirect addresses",
                &words::holder(candidate),
            );
            Outcome::unseen("not seen", vec![gap])
        } else {
            self.not_as_asked(&registered)
        };
        let seen = candidate.sightings().into_iter();
        let seen = seen.filter(|one: &SightingRef| one.section == SectionName::Applications);
        outcome.seen.extend(seen);
        outcome
    }

    fn closes(&self, asking: &Asking<'_>, _: Option<&Candidate<'_>>) -> Vec<Remedy> {
        let place = self
            .platform
            .map_or("the platform that the guide means", |one| match one {
                Platform::Web => "the platform Web",
                Platform::Spa => "the platform Single-page application",
                Platform::Public => "the platform Mobile and desktop applications",
            });
        vec![Remedy::Manual(format!(
            "Add the redirect address {} to {}, for {place} (Microsoft Entra admin center, App registrations, \
             Authentication).",
            words::shown(self.uri),
            asking.principal.title,
        ))]
    }
}

impl RedirectUri<'_> {
    fn words(&self) -> String {
        let uri = words::shown(self.uri);
        match self.platform {
            Some(platform) => format!("{uri}, for {platform}"),
            None => uri,
        }
    }

    /// The outcome where all addresses of the platform were read, and none is the one that is asked.
    fn not_as_asked(&self, registered: &[Registered<'_>]) -> Outcome {
        let all = || {
            let each = registered.iter();
            each.flat_map(|on| on.addresses.iter().map(|one| (on.platform, one)))
        };
        if let Some((platform, _)) = all().find(|(_, one)| is_same(one, self.uri)) {
            let actual = format!("registered for {platform}");
            let reason = "it is registered, and for another platform than the guide asks";
            return Outcome::new(Verdict::Partial, &actual, reason);
        }
        let other_case = |one: &str| one.eq_ignore_ascii_case(self.uri);
        if let Some((_, other)) = all().find(|(_, one)| other_case(one)) {
            let actual = format!("registered as {}", words::shown(other));
            let reason =
                "it is registered in another case, and the path of an address counts with its case";
            return Outcome::new(Verdict::Partial, &actual, reason);
        }
        let actual = match all().count() {
            0 => "no redirect address".to_owned(),
            1 => "another redirect address".to_owned(),
            several => format!("{several} other redirect addresses"),
        };
        let reason =
            "the registration was read whole, and the address is not among its redirect addresses";
        Outcome::new(Verdict::Missing, &actual, reason)
    }
}

/// The gap where a registration was not seen.
fn unregistered(asking: &Asking<'_>, candidate: &Candidate<'_>) -> Gap {
    let coverage = asking.context.coverage;
    let lacks = "does not list its registration, which alone names redirect addresses";
    let section = SectionName::Applications;
    let gap = coverage.gap(section);
    gap.unwrap_or_else(|| coverage.lack(section, lacks, &words::holder(candidate)))
}

/// The redirect addresses of a registration by platform (Microsoft Graph, application: `web`, `spa`, `publicClient`).
fn registered(registration: &Application) -> [Registered<'_>; 3] {
    let of = |platform| {
        let settings = match platform {
            Platform::Web => &registration.web,
            Platform::Spa => &registration.spa,
            Platform::Public => &registration.public_client,
        };
        let listed = settings.get().map(|settings| &settings.redirect_uris);
        Registered {
            platform,
            addresses: listed.map(|listed| listed.sightings()).unwrap_or_default(),
            whole: settings.is_null() || listed.is_some_and(|listed| listed.whole().is_some()),
        }
    };
    [Platform::Web, Platform::Spa, Platform::Public].map(of)
}

/// True for one address: scheme and host without regard to case, the rest with it (Microsoft identity platform, redirect
/// URI restrictions).
fn is_same(one: &str, other: &str) -> bool {
    let ((authority, rest), (other, other_rest)) = (parts(one), parts(other));
    authority.eq_ignore_ascii_case(other) && rest == other_rest
}

/// The scheme with the host, and what follows.
fn parts(address: &str) -> (&str, &str) {
    let start = address.find("://").map_or(0, |at| at + "://".len());
    let after = address.get(start..).unwrap_or_default();
    let end = after
        .find(['/', '?', '#'])
        .map_or(address.len(), |at| start + at);
    address.split_at_checked(end).unwrap_or((address, ""))
}
