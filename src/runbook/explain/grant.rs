//! The changes that give it, as a runbook would make them.

use super::alternatives::alternatives;
use super::contexts::{Asked, Contexts};
use super::holder::{To, anybody, deciding, nobody_of_a_guide, refuses, rights_to, to};
use super::needed::together;
use super::right::{self, NamedRight};
use super::steps::Ways;
use super::subject::{About, Subject};
use super::written::changes;
use crate::actions::{Action, Change, RestrictToOneTenant};
use crate::catalog::{Catalog, Entitlement};
use crate::guide::format2::kinds::{Audience, Tier};
use crate::guide::format2::model::{Need, RightKind};
use crate::runbook::context::RunbookContext;
use crate::runbook::entitlements::entitlement;
use crate::runbook::selection::{by_hand, give, hold, look};
use crate::runbook::target::PrincipalTarget;
use crate::runbook::wanted::WantedRight;

/// The changes that grant it.
pub(super) fn grant<'a>(contexts: &Contexts<'a>, subject: &Subject<'_, 'a>) -> Ways {
    let mut ways = Ways::default();
    let catalog = contexts.catalog();
    if let Some(held) = subject
        .entitlement
        .as_ref()
        .filter(|one| is_old(catalog, one))
    {
        ways.remark(format!(
            "Nobody grants it any more: {} is a role of the old portal.",
            catalog.title(held)
        ));
        return ways;
    }
    match (&subject.about, &subject.entitlement) {
        (About::Requirement(asked), _) => of_requirement(asked, &mut ways),
        (About::Right(named), _) => of_named(subject, named, &mut ways),
        (_, Some(held)) => of_entitlement(contexts, subject, held, &mut ways),
        (_, None) => {
            ways.remark("Nothing is granted here: the line is about access that nobody asked for.");
        }
    }
    if ways.is_empty() {
        ways.remark("It cannot be told how, since the catalog does not know it.");
    }
    ways
}

/// Every right of a requirement, alternative by alternative.
fn of_requirement(asked: &Asked<'_, '_>, ways: &mut Ways) {
    refused(asked, ways);
    if matches!(asked.requirement.need, Need::Attest(_)) {
        let look = look(asked.context, asked.requirement);
        ways.extend(changes(asked.context, None, vec![look]));
        return;
    }
    let alternatives = alternatives(asked);
    for (at, rights) in alternatives.iter().enumerate() {
        if alternatives.len() > 1 {
            ways.part(format!(
                "Alternative {} of {}: {}.",
                at + 1,
                alternatives.len(),
                together(asked, rights)
            ));
        }
        for right in rights {
            ways.extend(of_right(asked, right));
        }
    }
}

/// A remark on a requirement that does not ask for what it names, or not any more.
fn refused(asked: &Asked<'_, '_>, ways: &mut Ways) {
    if !refuses(asked) {
        return;
    }
    let (judged, requirement) = (&asked.context.judged, asked.requirement);
    let ended = requirement.until.filter(|until| *until <= judged.today);
    let why = match (requirement.tier, ended) {
        (_, Some(until)) => format!("The guide asked for it until {until}."),
        (Tier::Forbidden, _) => "The guide forbids it.".to_owned(),
        (Tier::Temporary, _) => {
            "The guide asks for it while onboarding alone, and that is over.".to_owned()
        }
        _ => "The guide says that it is not needed.".to_owned(),
    };
    ways.remark(format!(
        "{why} This is how it would be granted all the same."
    ));
}

/// A right of a requirement, given to whoever is to hold it; by hand where there is no act that does.
fn of_right(asked: &Asked<'_, '_>, right: &WantedRight<'_>) -> Vec<Change> {
    let context = asked.context;
    match to(asked, right) {
        To::Known(target) => {
            let actions = given_by_guide(asked, right, Some(&target));
            changes(context, Some(&target), actions)
        }
        To::Installer(installer) => {
            let target = anybody(&installer);
            let held = entitlement(context.catalog(), right.kind);
            match held.filter(|held| has_id(context, held)) {
                Some(held) => changes(context, Some(&target), given(context, &target, &held)),
                None => changes(context, None, given_by_guide(asked, right, None)),
            }
        }
        To::Other => changes(context, None, given_by_guide(asked, right, None)),
    }
}

fn given_by_guide(
    asked: &Asked<'_, '_>,
    right: &WantedRight<'_>,
    target: Option<&PrincipalTarget<'_>>,
) -> Vec<Action> {
    let Asked {
        context,
        requirement,
    } = asked;
    let held = entitlement(context.catalog(), right.kind);
    if held.is_some_and(|held| !has_id(context, &held)) {
        return vec![by_hand(context, requirement, right, false)];
    }
    match (right.kind, target) {
        // A registration that is not there yet is told as well.
        (RightKind::Audience(Audience::ThisTenant), Some(_)) => vec![RestrictToOneTenant.into()],
        _ => give(context, requirement, right, target),
    }
}

/// False for a permission of which neither the catalogue nor the tenant says the id.
fn has_id(context: &RunbookContext<'_>, entitlement: &Entitlement) -> bool {
    match entitlement {
        Entitlement::ApiPermission {
            resource,
            kind,
            value,
        } => context
            .index
            .permission_id(*resource, *kind, value)
            .is_some(),
        _ => true,
    }
}

/// A right that is known by its name alone, for each requirement that names it.
fn of_named(subject: &Subject<'_, '_>, named: &NamedRight, ways: &mut Ways) {
    for asked in &subject.asked {
        refused(asked, ways);
        for right in rights_called(asked, named) {
            ways.extend(of_right(asked, &right));
        }
    }
    if !ways.has_changes() {
        ways.remark(format!(
            "There are no commands for it here, and no guide asks for it. A person gives it: {}.",
            named.list.place()
        ));
    }
}

/// The rights of a requirement with a name.
pub(super) fn rights_called<'a>(asked: &Asked<'_, 'a>, named: &NamedRight) -> Vec<WantedRight<'a>> {
    let all = alternatives(asked).into_iter().flatten();
    all.filter(|right| right::names(right.kind).contains(named))
        .collect()
}

/// A role or permission, given to whoever each guide asks to hold it, else to anybody.
fn of_entitlement(
    contexts: &Contexts<'_>,
    subject: &Subject<'_, '_>,
    held: &Entitlement,
    ways: &mut Ways,
) {
    let deciding = deciding(contexts, subject);
    for asked in &deciding {
        if deciding.len() > 1 {
            ways.part(format!("As {} asks for it:", asked.id()));
        }
        refused(asked, ways);
        for right in rights_to(asked, held) {
            ways.extend(to_holder(asked, &right, held));
        }
    }
    if !deciding.is_empty() {
        return;
    }
    let main = &contexts.main;
    if subject.findings.is_empty() {
        let nobody = nobody_of_a_guide(held);
        let target = anybody(&nobody);
        if has_id(main, held) {
            ways.extend(changes(main, Some(&target), given(main, &target, held)));
        } else {
            ways.remark(
                "There are no commands for it here: its id is not known. Look it up among the permissions that the API \
                 offers, or give a snapshot (--snapshot FILE).",
            );
        }
    } else if is_known(contexts.catalog(), held) {
        ways.remark(format!(
            "It is held, and the guide does not ask for it. How it would be granted says `rolecall explain {}` without \
             a snapshot.",
            contexts.catalog().key(held)
        ));
    } else {
        ways.remark(
            "It is held, and the guide does not ask for it. The catalog does not know it, so how it would be granted \
             is not told here.",
        );
    }
}

/// An entitlement, given to whoever a guide asks to hold a right that includes it.
fn to_holder(asked: &Asked<'_, '_>, right: &WantedRight<'_>, held: &Entitlement) -> Vec<Change> {
    let context = asked.context;
    let by_command =
        |target: &PrincipalTarget<'_>| changes(context, Some(target), given(context, target, held));
    match to(asked, right) {
        _ if !has_id(context, held) => of_right(asked, right),
        To::Known(target) => by_command(&target),
        To::Installer(installer) => by_command(&anybody(&installer)),
        To::Other => of_right(asked, right),
    }
}

/// True for what can be looked up where no tenant names it.
fn is_known(catalog: &Catalog, entitlement: &Entitlement) -> bool {
    match entitlement {
        Entitlement::DirectoryRole(id) => catalog.directory_role(*id).is_some(),
        Entitlement::ApiPermission {
            resource,
            kind,
            value,
        } => catalog.api_permission(*resource, *kind, value).is_some(),
        Entitlement::DefenderAction(action) => catalog.expand_action(action).known,
        Entitlement::DefenderClassic { .. } | Entitlement::DefenderUnified(_) => true,
    }
}

fn is_old(catalog: &Catalog, entitlement: &Entitlement) -> bool {
    let Entitlement::ApiPermission {
        resource,
        kind,
        value,
    } = entitlement
    else {
        return false;
    };
    catalog
        .api_permission(*resource, *kind, value)
        .is_some_and(|known| known.legacy_user_role)
}

/// The actions that give an entitlement; an action of Defender is given as the permissions that it stands for.
pub(super) fn given(
    context: &RunbookContext<'_>,
    target: &PrincipalTarget<'_>,
    entitlement: &Entitlement,
) -> Vec<Action> {
    match entitlement {
        Entitlement::DefenderAction(action) => {
            let permissions = context.catalog().expand_action(action).permissions;
            context
                .index
                .give_defender(permissions)
                .into_iter()
                .collect()
        }
        known => hold(context, target, known),
    }
}
