//! Ends an ownership that nobody asked for: of an application, or of a group.

use crate::access::{Half, Holder, Holding, HoldingKind, Ownership};
use crate::actions::{
    Action, Decide, On, RemoveApplicationOwnership, RemoveGroupOwner, RemoveGroupOwnership,
    RemoveOwner,
};
use crate::assess::Finding;
use crate::ids::ObjectId;

/// The actions for the ownership that a finding is about.
pub(super) fn ownership(holder: &Holder, finding: &Finding) -> Vec<Action> {
    let held = holder.holdings.iter();
    let mut held = held.filter(|one| finding.id.ends_with(&format!("/{}", one.key())));
    let actions = held.next().map(actions).unwrap_or_default();
    if !actions.is_empty() {
        return actions;
    }
    let text = format!(
        "End the ownership in the portal, where it is given: {}.",
        finding.actual
    );
    vec![Decide { text }.into()]
}

/// The actions that end whatever a holder owns. Its own owners are left to the deletion of what it is.
pub(super) fn own(holder: &Holder) -> Vec<Action> {
    let held = holder.holdings.iter();
    let owned = held.filter(|one| {
        matches!(
            one.what,
            HoldingKind::GroupOwner { .. } | HoldingKind::ApplicationOwner { .. }
        )
    });
    owned.flat_map(actions).collect()
}

fn actions(held: &Holding) -> Vec<Action> {
    match &held.what {
        HoldingKind::OwnedBy {
            owner: Some(owner),
            name,
            sign_in_name,
            of,
            ..
        } => {
            let name = called(sign_in_name.as_ref().or(name.as_ref()), *owner);
            let of = of.iter().map(|half| RemoveOwner {
                on: on(*half),
                owner: *owner,
                name: name.clone(),
            });
            of.map(Action::from).collect()
        }
        // One that a group of the holder has is the group's.
        HoldingKind::GroupOwner {
            group: Some(group),
            name,
            form,
            ..
        } if held.via.is_empty() => {
            let group = (*group, called(name.as_ref(), *group));
            let act = match form {
                Ownership::Plain => RemoveGroupOwner(group).into(),
                Ownership::Assigned | Ownership::Eligible => RemoveGroupOwnership {
                    group,
                    eligible: *form == Ownership::Eligible,
                }
                .into(),
            };
            vec![act]
        }
        HoldingKind::ApplicationOwner {
            object: Some(object),
            name,
            half,
            ..
        } => {
            let act = RemoveApplicationOwnership {
                half: on(*half),
                application: (*object, called(name.as_ref(), *object)),
            };
            vec![act.into()]
        }
        _ => Vec::new(),
    }
}

const fn on(half: Half) -> On {
    match half {
        Half::Registration => On::Registration,
        Half::ServicePrincipal => On::ServicePrincipal,
    }
}

fn called(name: Option<&String>, id: ObjectId) -> String {
    let name = name.filter(|name| !name.trim().is_empty());
    name.cloned().unwrap_or_else(|| id.to_string())
}
