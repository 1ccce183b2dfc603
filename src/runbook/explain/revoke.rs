//! The changes that take it away: from what carries it in this tenant, else from what would carry it in any.

use super::alternatives::alternatives;
use super::contexts::{Asked, Contexts};
use super::grant::{given, rights_called};
use super::holder::{To, anybody, deciding, nobody_of_a_guide, rights_to, to};
use super::right::NamedRight;
use super::steps::{CONSENT, ROLE, STAYING, Ways};
use super::subject::{About, Subject};
use super::{object, written};
use crate::access::Holder;
use crate::actions::{
    Act as _, Action, Change, Consent, Planned, RemoveDirectoryRole, RevokeApplicationPermission,
    RevokeDelegatedPermission, merge, take_defender_role_back,
};
use crate::assess::TargetPrincipal;
use crate::catalog::Entitlement;
use crate::guide::format2::kinds::Audience;
use crate::guide::format2::model::{Need, RightKind};
use crate::ids::ObjectId;
use crate::runbook::asked_by::{Stay, asked_by};
use crate::runbook::bearer::Bearer;
use crate::runbook::context::RunbookContext;
use crate::runbook::entitlements::{entitlement, gives};
use crate::runbook::holding::Holding;
use crate::runbook::selection::{by_hand, plan, revocations};
use crate::runbook::target::PrincipalTarget;
use crate::runbook::wanted::WantedRight;
use std::collections::BTreeSet;

/// The changes that revoke it.
pub(super) fn revoke<'a>(contexts: &Contexts<'a>, subject: &Subject<'_, 'a>) -> Ways {
    let mut ways = Ways::default();
    match (&subject.about, &subject.entitlement) {
        (_, Some(entitlement)) => of_anybody(contexts, subject, entitlement, &mut ways),
        (About::Requirement(asked), None) => of_requirement(asked, &mut ways),
        (About::Right(named), None) => of_named(subject, named, &mut ways),
        (About::Finding(_) | About::Entitlement, None) => {
            ways.remark("What takes it away stands under “How to put it right”.");
        }
    }
    ways
}

/// An entitlement, taken from whoever could be the vendor's, else from whoever is to hold it.
fn of_anybody(
    contexts: &Contexts<'_>,
    subject: &Subject<'_, '_>,
    entitlement: &Entitlement,
    ways: &mut Ways,
) {
    held(contexts.all(), entitlement, None, ways);
    if ways.has_changes() {
        return;
    }
    if contexts.main.snapshot().is_some() {
        ways.remark("Nobody who could be the vendor's was seen to hold it. This is what would take it away.");
    }
    let mut by_guide = Vec::new();
    for asked in deciding(contexts, subject) {
        for right in rights_to(asked, entitlement) {
            by_guide.extend(from_holder(asked, &right, entitlement));
        }
    }
    if by_guide.is_empty() {
        let nobody = nobody_of_a_guide(entitlement);
        by_guide = of_entitlement(&contexts.main, &anybody(&nobody), entitlement);
    }
    if by_guide.is_empty() {
        ways.remark(
            "There are no commands for it here: its id is not known. Give a snapshot (--snapshot FILE), or take it \
             away in the portal.",
        );
    }
    ways.extend(by_guide);
}

/// An entitlement, taken from whoever a guide asks to hold it.
fn from_holder(
    asked: &Asked<'_, '_>,
    right: &WantedRight<'_>,
    entitlement: &Entitlement,
) -> Vec<Change> {
    let context = asked.context;
    let taken = match to(asked, right) {
        To::Known(target) => of_entitlement(context, &target, entitlement),
        To::Installer(installer) => of_entitlement(context, &anybody(&installer), entitlement),
        To::Other => Vec::new(),
    };
    if taken.is_empty() {
        hand(asked, right)
    } else {
        taken
    }
}

/// A right, taken away by a person.
fn hand(asked: &Asked<'_, '_>, right: &WantedRight<'_>) -> Vec<Change> {
    let act = by_hand(asked.context, asked.requirement, right, true);
    written::changes(asked.context, None, vec![act])
}

/// The changes that take it from candidates for the principals of guides: for one principal only, or for every one.
fn held<'c, 'a: 'c>(
    contexts: impl Iterator<Item = &'c RunbookContext<'a>>,
    entitlement: &Entitlement,
    only: Option<&TargetPrincipal>,
    ways: &mut Ways,
) {
    let mut done: BTreeSet<ObjectId> = BTreeSet::new();
    for context in contexts {
        let mut planned = Vec::new();
        let principals = context.judged.basis.targets.iter();
        for principal in principals.filter(|one| only.is_none_or(|only| only == *one)) {
            for candidate in context.judged.everybody_for(principal) {
                let target = context.target_of(principal, candidate);
                // Two guides may name one object.
                if let Some(holder) = target.holder.filter(|_| done.insert(candidate.object_id)) {
                    planned.extend(taken(context, (&target, holder), entitlement, ways));
                }
            }
        }
        let merged = merge(&context.of_actions(), planned).into_iter();
        ways.extend(merged.map(|one| one.change).collect());
    }
}

/// The actions that take it from a holder, with remarks on what goes with it.
fn taken(
    context: &RunbookContext<'_>,
    (target, holder): (&PrincipalTarget<'_>, &Holder),
    entitlement: &Entitlement,
    ways: &mut Ways,
) -> Vec<Planned> {
    let taken = revocations(&context.index, holder, |grant| {
        gives(context.catalog(), entitlement, &grant.entitlement)
    });
    let mut along: Vec<String> = taken
        .along
        .iter()
        .map(|grant| context.catalog().title(&grant.entitlement))
        .collect();
    along.sort();
    along.dedup();
    if !along.is_empty() {
        ways.remark(format!(
            "The same group also gives {}, which goes with it.",
            along.join(", ")
        ));
    }
    if !taken.actions.is_empty() && context.judged.guides.len() > 1 {
        let asking = asked_by(
            &context.judged,
            Bearer::Object(holder.id),
            Holding::Entitlement(entitlement),
            Stay::Now,
        );
        for guide in asking {
            ways.remark(format!(
                "The guide “{}” asks {} for it.",
                guide.title, target.target.who
            ));
        }
    }
    plan(taken.actions, Some(target), None)
}

/// The opposite of what would give it.
fn of_entitlement(
    context: &RunbookContext<'_>,
    target: &PrincipalTarget<'_>,
    entitlement: &Entitlement,
) -> Vec<Change> {
    let mut actions = Vec::new();
    let mut out = Vec::new();
    if matches!(entitlement, Entitlement::DefenderAction(_)) {
        return vec![take_defender_role_back(&written::by_title(target), ROLE)];
    }
    for action in given(context, target, entitlement) {
        match action {
            Action::AssignDirectoryRole(one) => actions.push(RemoveDirectoryRole(one.0).into()),
            Action::GrantApplicationPermission(one) => {
                let (api, permission) = (one.api, one.permission);
                actions.push(RevokeApplicationPermission { api, permission }.into());
            }
            Action::GrantDelegatedPermission(one) => {
                let act = RevokeDelegatedPermission {
                    api: one.api,
                    consent: Consent::Everybody,
                    grant: CONSENT.to_owned(),
                    scope: one.scope,
                    left: vec![STAYING.to_owned()],
                };
                let context = context.of_actions();
                let target = written::by_title(target);
                out.extend(act.changes(std::slice::from_ref(&act), &target, &context));
            }
            Action::GiveDefenderPermissions(_) => {
                out.push(take_defender_role_back(&written::by_title(target), ROLE));
            }
            _ => {}
        }
    }
    out.extend(written::changes(context, Some(target), actions));
    out
}

/// A right that is known by its name alone, taken away by a person from whoever a guide asks to hold it.
fn of_named(subject: &Subject<'_, '_>, named: &NamedRight, ways: &mut Ways) {
    for asked in &subject.asked {
        for right in rights_called(asked, named) {
            of_right(asked, &right, ways);
        }
    }
    if ways.is_empty() {
        ways.remark(format!(
            "There are no commands for it here. A person takes it away: {}.",
            named.list.place()
        ));
    }
}

/// Every right of a requirement, taken away from whoever is to hold it.
fn of_requirement(asked: &Asked<'_, '_>, ways: &mut Ways) {
    if matches!(asked.requirement.need, Need::Attest(_)) {
        ways.remark(
            "Nothing is granted by it, so nothing is revoked: the access that it is about has requirements of its own.",
        );
        return;
    }
    let mut object = false;
    for right in alternatives(asked).iter().flatten() {
        of_right(asked, right, ways);
        object |= matches!(right.kind, RightKind::Present | RightKind::Secret { .. });
    }
    if object && ways.has_changes() {
        ways.remark(
            "The whole offboarding, in its order, is a runbook: `rolecall runbook --kind offboard --snapshot FILE`.",
        );
    }
}

fn of_right(asked: &Asked<'_, '_>, right: &WantedRight<'_>, ways: &mut Ways) {
    match right.kind {
        RightKind::Audience(Audience::ThisTenant) => ways.remark(
            "Nothing is granted by it. Without it the application is open to accounts of other tenants.",
        ),
        RightKind::ServicePlan(_) => {
            ways.remark("Nothing is granted by it: it is a licence of the tenant.");
        }
        RightKind::Setting { .. } => ways.remark(
            "Nothing is granted by it: it is a setting, which a person changes back where the vendor needs it no \
             longer.",
        ),
        kind => {
            if let Some(entitlement) = entitlement(asked.context.catalog(), kind) {
                from_found(asked, right, &entitlement, ways);
            } else {
                let by_act = object::removal(asked, right);
                ways.extend(by_act.unwrap_or_else(|| hand(asked, right)));
            }
        }
    }
}

/// An entitlement, taken from whoever was found to be the principal, else from whoever is to hold it.
fn from_found(
    asked: &Asked<'_, '_>,
    right: &WantedRight<'_>,
    entitlement: &Entitlement,
    ways: &mut Ways,
) {
    let mut found = Ways::default();
    if let Some(principal) = asked.context.judged.holder_of(right) {
        let own = std::iter::once(asked.context);
        held(own, entitlement, Some(principal), &mut found);
    }
    if found.has_changes() {
        ways.append(found);
    } else {
        ways.extend(from_holder(asked, right, entitlement));
    }
}
