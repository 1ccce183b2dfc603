//! Grants that were seen, and whose meaning could not be read.
//!
//! Where everything that would give the meaning was read whole, what they were
//! of is gone: they are left over, and give nothing that can be told.

use super::context::Context;
use super::coverage::Gap;
use super::exit::{Exit, Remove, See};
use crate::access::Unresolved;
use crate::catalog::{Cloud, Entitlement};
use crate::snapshot::{SectionName, State};

/// The gap that such a grant leaves, with what fills it.
pub(super) fn gap(context: &Context<'_>, unresolved: &Unresolved) -> Gap {
    let what = &unresolved.what;
    Gap {
        section: unresolved.lacking,
        state: State::Failed,
        message: format!("{what} could not be resolved"),
        exit: exit(context, unresolved),
    }
}

fn exit(context: &Context<'_>, unresolved: &Unresolved) -> Exit {
    let name = unresolved.lacking;
    let gone = Exit::Remove(Remove::Leftover {
        what: unresolved.what.clone(),
    });
    match context.coverage.gap(name) {
        None => gone,
        // A list that was answered, and lacks what a grant names, fails for that alone.
        Some(gap) if gap.exit == (Exit::See(See::Again { section: name })) => {
            let head = context.snapshot.sections.head(name);
            let answered = head.state == State::Failed
                && !head.requests.is_empty()
                && head
                    .requests
                    .iter()
                    .all(|request| request.status == Some(200));
            if answered { gone } else { gap.exit }
        }
        Some(gap) => gap.exit,
    }
}

/// Whether such a grant could be of what is asked.
///
/// A grant on another API than the one asked is none of it. Where the tenant does not have the API that is
/// asked, the grant may be left over from it, if the catalog knows no other id for what is asked; ids hold for
/// the global cloud.
pub(super) fn could_be(
    context: &Context<'_>,
    unresolved: &Unresolved,
    asked: &Entitlement,
) -> bool {
    let (
        Entitlement::ApiPermission {
            resource,
            kind,
            value,
        },
        Some(on),
    ) = (asked, unresolved.resource)
    else {
        return true;
    };
    let sections = &context.snapshot.sections;
    let mut here = sections
        .resources
        .sightings()
        .iter()
        .map(|seen| &seen.object);
    if let Some(api) = here.find(|api| api.app_id == *resource) {
        return api.id == on;
    }
    let whole = context.coverage.gap(SectionName::Resources).is_none();
    let known = context.catalog.api_permission(*resource, *kind, value);
    let global = context.snapshot.cloud == Cloud::Global.as_str();
    match (unresolved.permission, known) {
        (Some(held), Some(known)) if whole && global => held == known.id,
        _ => true,
    }
}
