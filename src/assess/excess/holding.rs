//! Credentials, assignments and ownerships that nobody asks for, each written up as a finding.

use super::{ExcessCheck, is_unsure, sorted};
use crate::access::{CredentialKind, Half, Holding, HoldingKind, OwnerKind, Ownership, Via};
use crate::assess::context::Context;
use crate::assess::counted_grants::is_access;
use crate::assess::evidence;
use crate::assess::model::{AccessPath, Finding};
use crate::assess::outcome;
use crate::assess::principals::Candidate;
use crate::assess::remedy;
use crate::assess::target::TargetPrincipal;
use crate::assess::unasked::{Unasked, unasked};
use crate::assess::verdict::Verdict;
use crate::assess::words;
use crate::catalog::{HoldingClass, Risk, RiskLevel, Subject};
use crate::ids::ObjectId;
use crate::snapshot::SectionName;
use std::slice;
use uuid::Uuid;

/// Something that is held, in words.
struct Words {
    subject: Subject,
    title: String,
    actual: String,
    hops: Vec<String>,
}

impl Words {
    fn path(self) -> AccessPath {
        AccessPath {
            hops: self.hops,
            condition: self.actual,
            as_asked: false,
        }
    }
}

/// The way in which a candidate has something.
pub(super) fn path(candidate: &Candidate<'_>, held: &Holding) -> AccessPath {
    said(candidate, held).path()
}

impl ExcessCheck<'_, '_> {
    /// The findings about what a candidate holds besides roles and permissions and nobody asks for.
    pub(super) fn holdings(
        &self,
        principal: &TargetPrincipal,
        candidate: &Candidate<'_>,
    ) -> Vec<Finding> {
        let held = unasked(self.context, candidate).into_iter();
        held.filter_map(|one| {
            let reason = (self.holding_reason)(candidate, one.holding);
            // Of what cannot be told apart nobody tells if it is asked for.
            let reason = reason.or_else(|| one.lacks.map(str::to_owned))?;
            Some(self.holding_finding(principal, candidate, &one, reason))
        })
        .collect()
    }

    /// The risk of a credential of an application.
    pub(in crate::assess) fn credential_risk(&self, candidate: &Candidate<'_>) -> Option<Risk> {
        let class = HoldingClass::SignsInAsTheApplication;
        let worst = worst(self.context, candidate);
        self.context.catalog.holding_risk(class, worst)
    }

    fn holding_finding(
        &self,
        principal: &TargetPrincipal,
        candidate: &Candidate<'_>,
        one: &Unasked<'_>,
        reason: String,
    ) -> Finding {
        let context = self.context;
        let said = said(candidate, one.holding);
        let mut finding = self.blank(principal, &one.holding.key(), &said.title, Verdict::Excess);
        finding.holder = Some(candidate.as_holder(principal));
        finding.subject = said.subject;
        "not asked for by the guide".clone_into(&mut finding.expected);
        finding.actual.clone_from(&said.actual);
        finding.reason = reason;
        finding.risk = risk(context, candidate, &one.holding.what);
        finding.effect = finding.risk.as_ref().map(|risk| risk.reason.clone());
        if is_unsure(candidate) {
            finding.verdict = Verdict::Unknown;
            "whether whoever holds it is the principal could not be told"
                .clone_into(&mut finding.reason);
            finding.remedies = vec![remedy::identity(principal, candidate)];
        }
        if let Some(lacks) = one.lacks {
            let section = one.holding.seen.first().map(|seen| seen.section);
            let section = section.unwrap_or(SectionName::Applications);
            let gap = context.coverage.lack(section, lacks, &said.title);
            finding.verdict = Verdict::Unknown;
            finding.reason = outcome::reason_of(slice::from_ref(&gap));
            finding.remedies = vec![gap.remedy];
        }
        finding.paths = vec![said.path()];
        finding.evidence = sorted(evidence::of_sightings(context, &one.holding.seen));
        finding
    }
}

/// The risk of something that is held. What lets somebody act as the application is as bad as what it may do.
pub(super) fn risk(
    context: &Context<'_>,
    candidate: &Candidate<'_>,
    what: &HoldingKind,
) -> Option<Risk> {
    let class = match what {
        HoldingKind::Credential { .. } => HoldingClass::SignsInAsTheApplication,
        HoldingKind::Federated { .. } => HoldingClass::OutsideIdentity,
        HoldingKind::OwnedBy { .. } => HoldingClass::OwnsTheApplication,
        HoldingKind::Assignment { .. } => HoldingClass::AssignedWithoutARole,
        HoldingKind::GroupOwner {
            takes_roles: Some(false),
            ..
        } => HoldingClass::OwnsAGroup,
        HoldingKind::GroupOwner { .. } => HoldingClass::OwnsAGroupForRoles,
        HoldingKind::ApplicationOwner { .. } => HoldingClass::OwnsAnotherApplication,
    };
    let worst = worst(context, candidate);
    context.catalog.holding_risk(class, worst)
}

/// The highest risk of what a candidate may do.
fn worst(context: &Context<'_>, candidate: &Candidate<'_>) -> Option<RiskLevel> {
    let grants = candidate.holder.grants.iter();
    let counted = grants.filter(|grant| is_access(context, grant));
    let risks = counted.filter_map(|grant| context.catalog.risk(&grant.entitlement));
    risks.map(|risk| risk.level).min()
}

fn said(candidate: &Candidate<'_>, one: &Holding) -> Words {
    let holder = words::holder(candidate);
    match &one.what {
        HoldingKind::Credential { kind, on, id, .. } => credential((*kind, *on), *id, one, holder),
        HoldingKind::Federated {
            name,
            issuer,
            subject,
            ..
        } => federated([name, issuer, subject], holder),
        HoldingKind::Assignment { resource, name, .. } => {
            assignment((*resource, name), &one.via, holder)
        }
        HoldingKind::OwnedBy {
            owner,
            kind,
            name,
            sign_in_name,
            of,
        } => {
            let owner = Owner {
                id: *owner,
                kind: *kind,
                name,
                sign_in_name,
                of,
            };
            owner.said(holder)
        }
        HoldingKind::GroupOwner {
            group, name, form, ..
        } => {
            let owner = GroupOwner {
                group: *group,
                name,
                form: *form,
                held: one,
            };
            owner.said(holder)
        }
        HoldingKind::ApplicationOwner {
            object, name, half, ..
        } => application_owner((*object, name, *half), holder),
    }
}

fn application_owner(
    (object, name, half): (Option<ObjectId>, &Option<String>, Half),
    holder: String,
) -> Words {
    let name = name.clone().filter(|name| !name.trim().is_empty());
    let called = called(name.clone(), object);
    let owned = format!("{} of another application", half.word());
    Words {
        subject: Subject::Ownership,
        title: format!(
            "Ownership of the application {} ({})",
            titled(name.as_ref(), object),
            half.word()
        ),
        actual: format!("owns {owned}: {called}"),
        hops: vec![holder, format!("owner of {owned}"), called],
    }
}

fn federated([name, issuer, subject]: [&Option<String>; 3], holder: String) -> Words {
    let text = |value: &Option<String>| value.clone().unwrap_or_else(|| "not given".to_owned());
    let (name, issuer, subject) = (text(name), text(issuer), text(subject));
    Words {
        subject: Subject::Credential,
        title: "An outside identity may sign in as the application".to_owned(),
        actual: format!("federated credential {name}: issuer {issuer}, subject {subject}"),
        hops: vec![format!("{subject} at {issuer}"), holder],
    }
}

fn assignment(
    (resource, name): (Option<ObjectId>, &Option<String>),
    via: &[Via],
    holder: String,
) -> Words {
    let id = resource.map_or_else(|| "without-an-id".to_owned(), |id| id.to_string());
    let name = name.clone().filter(|name| !name.trim().is_empty());
    let application = name.unwrap_or(id);
    let by = by_group(via);
    Words {
        subject: Subject::OtherAccess,
        title: format!("Assigned to {application} (default access)"),
        actual: format!("assigned to {application} without a role (default access){by}"),
        hops: vec![holder, application],
    }
}

fn credential(
    (kind, on): (CredentialKind, Half),
    id: Option<Uuid>,
    one: &Holding,
    holder: String,
) -> Words {
    let (what, place) = (kind.word(false), on.word());
    let id = id.map_or_else(|| "without-an-id".to_owned(), |id| id.to_string());
    let until = one.ends.moment().map_or_else(
        || "until when is not told".to_owned(),
        |end| format!("until {end}"),
    );
    Words {
        subject: Subject::Credential,
        title: format!("A {what} on {place}"),
        actual: format!("{what} {id} on {place}, {until}"),
        hops: vec![holder, format!("{what} on {place}")],
    }
}

/// A group that an assignment names in place of the holder.
fn by_group(via: &[Via]) -> String {
    match via.first() {
        None | Some(Via::DefenderRole { .. }) => String::new(),
        Some(Via::Group { name, .. } | Via::EligibleGroup { name, .. }) => {
            name.as_ref().map_or_else(
                || ", through a group".to_owned(),
                |group| format!(", through the group {group}"),
            )
        }
    }
}

/// Somebody who owns a half of the application, or both.
struct Owner<'h> {
    id: Option<ObjectId>,
    kind: OwnerKind,
    name: &'h Option<String>,
    sign_in_name: &'h Option<String>,
    of: &'h [Half],
}

impl Owner<'_> {
    fn said(&self, holder: String) -> Words {
        let named = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
        let name = named(self.sign_in_name).or_else(|| named(self.name));
        let called = called(name.clone(), self.id);
        let word = match self.kind {
            OwnerKind::User => "the user ",
            OwnerKind::ServicePrincipal => "the service principal ",
            OwnerKind::Untold => "",
        };
        let halves: Vec<&str> = self.of.iter().map(|half| half.word()).collect();
        let halves = halves.join(" and ");
        Words {
            subject: Subject::Ownership,
            title: format!("Owner {}", titled(name.as_ref(), self.id)),
            actual: format!("{word}{called} owns {halves}"),
            hops: vec![called, format!("owner of {halves}"), holder],
        }
    }
}

/// A group that the holder owns.
struct GroupOwner<'h> {
    group: Option<ObjectId>,
    name: &'h Option<String>,
    form: Ownership,
    held: &'h Holding,
}

impl GroupOwner<'_> {
    fn said(&self, holder: String) -> Words {
        let name = self.name.clone().filter(|name| !name.trim().is_empty());
        let called = called(name.clone(), self.group);
        let how = if self.form == Ownership::Eligible {
            "can become an owner of"
        } else {
            "owns"
        };
        let end = self.held.ends.moment();
        let until = end.map_or_else(String::new, |end| format!(", until {end}"));
        let hops = self.held.via.iter().map(words::hop);
        let hops = std::iter::once(holder).chain(hops);
        Words {
            subject: Subject::Ownership,
            title: format!(
                "Ownership of the group {}",
                titled(name.as_ref(), self.group)
            ),
            actual: format!("{how} the group {called}{until}"),
            hops: hops
                .chain([format!("owner of the group {called}")])
                .collect(),
        }
    }
}

/// A name, or an id where there is none: a title has no ids beside names.
fn titled(name: Option<&String>, id: Option<ObjectId>) -> String {
    name.cloned().unwrap_or_else(|| called(None, id))
}

fn called(name: Option<String>, id: Option<ObjectId>) -> String {
    let id = id.map_or_else(|| "without an id".to_owned(), |id| id.to_string());
    name.map_or_else(|| id.clone(), |name| format!("{name} ({id})"))
}
