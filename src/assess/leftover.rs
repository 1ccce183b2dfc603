//! Things that were seen of somebody and could not be read as a grant.
//!
//! Such a thing is left over where everything that would give its meaning was read
//! whole: what it was of is gone, and it gives nothing that can be told.

use super::context::Context;
use super::coverage::Gap;
use super::gives::{gives, wrong_type};
use super::remedy::{Observe, Remedy, Remove};
use crate::access::{Could, Unresolved};
use crate::catalog::{Cloud, Entitlement, PermissionType};
use crate::snapshot::State;

/// The gap that it leaves, with what fills it.
pub(super) fn gap(context: &Context<'_>, unresolved: &Unresolved) -> Gap {
    let Unresolved {
        lacking,
        lacks,
        what,
        ..
    } = unresolved;
    let gap = context.coverage.lack(*lacking, lacks, what);
    if !unresolved.gone {
        return gap;
    }
    let remedy = remedy(context, unresolved);
    gap.filled_by(remedy)
}

fn remedy(context: &Context<'_>, unresolved: &Unresolved) -> Remedy {
    let name = unresolved.lacking;
    let gone = Remedy::Remove(Remove::Leftover {
        what: unresolved.what.clone(),
    });
    match context.coverage.gap(name) {
        None => gone,
        // A list that was answered, and lacks what a grant names, fails for that alone.
        Some(gap) if gap.remedy == (Remedy::Observe(Observe::Again { section: name })) => {
            let head = context.snapshot.sections.head(name);
            let answered = head.state == State::Failed
                && !head.requests.is_empty()
                && head
                    .requests
                    .iter()
                    .all(|request| request.status == Some(200));
            if answered { gone } else { gap.remedy }
        }
        Some(gap) => gap.remedy,
    }
}

/// True if it may be, or give, what is asked; in the right type or in the wrong one.
pub(super) fn could_be(
    context: &Context<'_>,
    unresolved: &Unresolved,
    asked: &Entitlement,
) -> bool {
    match (&unresolved.could_be, asked) {
        (Could::Anything, _)
        | (Could::DirectoryRole, Entitlement::DirectoryRole(_))
        | (Could::Permission(None), Entitlement::ApiPermission { .. }) => true,
        (Could::Permission(Some(app)), Entitlement::ApiPermission { resource, .. }) => {
            app == resource
        }
        (Could::PermissionBeside(apis), Entitlement::ApiPermission { resource, .. }) => {
            !apis.contains(resource)
        }
        (
            Could::AppRole { id, beside },
            Entitlement::ApiPermission {
                resource, value, ..
            },
        ) => {
            // Ids hold for the global cloud.
            let global = context.snapshot.cloud == Cloud::Global.as_str();
            let application = PermissionType::Application;
            let known = context
                .catalog
                .api_permission(*resource, application, value);
            !beside.contains(resource) && known.is_none_or(|known| !global || known.id == *id)
        }
        (Could::OneOf(all), _) => all
            .iter()
            .any(|one| gives(context, one, asked) || wrong_type(one, asked)),
        (Could::Defender, _) => is_defender(asked),
        (Could::ByGroup, _) => is_defender(asked) || matches!(asked, Entitlement::DirectoryRole(_)),
        (
            Could::DirectoryRole
            | Could::Permission(_)
            | Could::PermissionBeside(_)
            | Could::AppRole { .. },
            _,
        ) => false,
    }
}

const fn is_defender(asked: &Entitlement) -> bool {
    matches!(
        asked,
        Entitlement::DefenderClassic { .. }
            | Entitlement::DefenderUnified(_)
            | Entitlement::DefenderAction(_)
    )
}
