//! Whoever could be a principal of a guide, as an assessment lists them.

use super::matched::Matched;
use crate::access::{Held, HolderKind};
use crate::assess::candidate::Candidate;
use crate::assess::principals::Candidate as Judged;
use crate::assess::sign_in;
use crate::assess::target::TargetPrincipal;

/// The candidates for each principal of the guide, in its order.
pub(super) fn candidates(one: &Matched<'_>) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    let last = sign_in::Last::of(&one.context.snapshot.sections);
    for principal in one.context.targets {
        let Some(matched) = one.matches.get(&principal.id) else {
            continue;
        };
        let all = matched.genuine.iter().chain(&matched.look_alikes);
        candidates.extend(all.map(|judged| candidate(&last, principal, judged)));
    }
    candidates
}

fn candidate(last: &sign_in::Last, principal: &TargetPrincipal, judged: &Judged<'_>) -> Candidate {
    let app_id = match judged.holder.kind {
        HolderKind::Application { app_id, .. } => app_id,
        HolderKind::User { .. } | HolderKind::RoleHolder { .. } => None,
    };
    Candidate {
        principal: principal.id.clone(),
        kind: principal.kind,
        object_id: judged.holder.id,
        app_id,
        display_name: judged.display_name.clone(),
        identity: judged.identity.clone(),
        found_by: judged.found_by.clone(),
        standing: judged.standing,
        why: judged.why.clone(),
        grants: judged
            .holder
            .grants
            .iter()
            .filter(|g| g.held != Held::Requested)
            .count(),
        last_sign_in: last.of_holder(judged.holder),
    }
}
