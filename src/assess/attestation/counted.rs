//! The attestations that count: those of this tenant and guide that are neither too old nor lapsed.

use super::Attestation;
use crate::assess::context::Context;
use crate::assess::model::{Advice, AdviceKind, Note, NoteKind};
use crate::assess::role_export::RoleExport;
use crate::ids::TenantId;
use crate::quote;
use jiff::Span;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The moment and the place that a person's word is held against.
pub(in crate::assess) struct Held<'a> {
    guide: &'a str,
    tenant: Option<TenantId>,
    today: Date,
    max_age: u32,
    warn_days: u32,
}

/// Everything that a person's word says of where and when it counts.
struct Claim<'a> {
    tenant: Option<TenantId>,
    guide: Option<&'a str>,
    on: Date,
    until: Option<Date>,
}

impl<'a> Held<'a> {
    /// The snapshot's tenant, proved by its own answer where there is one, and the day of the assessment in UTC.
    pub(in crate::assess) fn of(context: &Context<'a>) -> Self {
        Self {
            guide: context.guide,
            tenant: context.snapshot.tenant_id(),
            today: context.options.as_of.to_zoned(TimeZone::UTC).date(),
            max_age: context.options.attest_max_age,
            warn_days: context.options.warn_days,
        }
    }

    /// The attestations that count, and one piece of advice for each that does not.
    pub(in crate::assess) fn attestations(
        &self,
        all: &[Attestation],
    ) -> (Vec<Attestation>, Vec<Advice>) {
        let mut counted = Vec::new();
        let mut left = Vec::new();
        for attestation in all {
            let claim = Claim {
                tenant: attestation.tenant,
                guide: Some(attestation.guide()),
                on: attestation.on,
                until: attestation.until,
            };
            match self.refusal(&claim) {
                None => counted.push(attestation.clone()),
                Some(why) => left.push(self.advice(
                    &attestation.finding,
                    &format!(
                        "The attestation of {} by {} on {} does not count: {why}.",
                        quote::name(&attestation.finding),
                        quote::name(&attestation.by),
                        attestation.on
                    ),
                )),
            }
        }
        (counted, left)
    }

    /// A warning where an attestation that holds counts no longer within the warning days.
    pub(in crate::assess) fn lapses(&self, attestation: &Attestation) -> Option<Note> {
        let last = self.ends_soon(attestation).filter(|_| attestation.holds)?;
        Some(Note {
            kind: NoteKind::Expiry,
            text: format!("this attestation counts until {last}; look again before then"),
        })
    }

    /// The last day on which an attestation counts, where that lies within the warning days.
    fn ends_soon(&self, attestation: &Attestation) -> Option<Date> {
        let aged = attestation.on.saturating_add(days(self.max_age));
        let last = attestation.until.map_or(aged, |until| until.min(aged));
        let warned = self.today.saturating_add(days(self.warn_days));
        (last <= warned).then_some(last)
    }

    /// The exports of roles that count, each with its place, and one piece of advice for each that does not.
    pub(in crate::assess) fn exports<'b>(
        &self,
        all: &'b [RoleExport],
    ) -> (Vec<(usize, &'b RoleExport)>, Vec<Advice>) {
        let mut counted = Vec::new();
        let mut left = Vec::new();
        for (place, export) in all.iter().enumerate() {
            let named = &export.named;
            let claim = Claim {
                tenant: named.tenant,
                guide: None,
                on: named.on,
                until: named.until,
            };
            match self.refusal(&claim) {
                None => counted.push((place, export)),
                Some(why) => left.push(self.advice(
                    &format!("role-export/{}", export.sha256),
                    &format!(
                        "The export of roles {} by {} on {} does not count: {why}.",
                        quote::name(&named.file),
                        quote::name(&named.by),
                        named.on
                    ),
                )),
            }
        }
        (counted, left)
    }

    /// The reason why a claim does not count here and now.
    fn refusal(&self, claim: &Claim<'_>) -> Option<String> {
        match (claim.tenant, self.tenant) {
            (Some(named), Some(here)) if named != here => {
                return Some(format!("it is of the tenant {named}, and this is {here}"));
            }
            (_, None) => {
                return Some("the snapshot does not say which tenant it is of".to_owned());
            }
            (None, Some(_)) => return Some("it names no tenant".to_owned()),
            (Some(_), Some(_)) => {}
        }
        if let Some(guide) = claim.guide.filter(|guide| *guide != self.guide) {
            return Some(format!(
                "it is of the guide {}, and this is {}",
                quote::name(guide),
                self.guide
            ));
        }
        if claim.on > self.today {
            return Some(format!(
                "its day lies after the day of this assessment, {}",
                self.today
            ));
        }
        if let Some(until) = claim.until.filter(|until| *until < self.today) {
            return Some(format!("it counted until {until}"));
        }
        let age = (self.today - claim.on).get_days();
        if i64::from(age) > i64::from(self.max_age) {
            return Some(format!(
                "it is {age} days old, and {} is the most that counts (--attest-max-age)",
                self.max_age
            ));
        }
        None
    }

    fn advice(&self, of: &str, text: &str) -> Advice {
        let key = of.strip_prefix(&format!("{}/", self.guide)).unwrap_or(of);
        let key = quote::name(key);
        Advice {
            id: format!("{}/advice/not-counted/{key}", self.guide),
            kind: AdviceKind::Attestation,
            title: "A statement of a person does not count".to_owned(),
            text: text.to_owned(),
            weighs: false,
            evidence: Vec::new(),
        }
    }
}

/// A number of days, as far as a calendar reaches.
fn days(count: u32) -> Span {
    let most = 4_000_000;
    Span::new().days(i64::from(count).min(most))
}
