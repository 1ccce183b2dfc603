//! Renews what ends soon, or lasts too long.

use super::credentials::secrets;
use super::give::{decide, role};
use crate::actions::{Action, CreateClientSecret, ExtendRole};
use crate::guide::format2::model::RightKind;
use crate::ids::RoleTemplateId;
use crate::runbook::asked_by::{Stay, asked_by_others, asking};
use crate::runbook::bearer::Bearer;
use crate::runbook::context::RunbookContext;
use crate::runbook::holding::Holding;
use crate::runbook::target::PrincipalTarget;
use crate::runbook::wanted::WantedRight;

/// The actions that renew what ends soon.
pub(super) fn renewed(
    context: &RunbookContext<'_>,
    right: &WantedRight<'_>,
    target: &PrincipalTarget<'_>,
) -> Vec<Action> {
    match right.kind {
        RightKind::Secret { .. } => {
            let mut actions = vec![CreateClientSecret.into()];
            actions.extend(old_secrets(context, right, target));
            actions
        }
        RightKind::DirectoryRole(named) if named.id.is_some() => named
            .id
            .map(|id| ExtendRole(role(context, RoleTemplateId::new(id))).into())
            .into_iter()
            .collect(),
        _ => vec![decide(
            "Decide with the vendor whether it is still needed, and renew it or let it end.",
        )],
    }
}

/// The deletions of the secrets that a new one replaces; a decision where one of them may be another vendor's.
fn old_secrets(
    context: &RunbookContext<'_>,
    right: &WantedRight<'_>,
    target: &PrincipalTarget<'_>,
) -> Vec<Action> {
    let Some(holder) = target.holder else {
        return Vec::new();
    };
    let old = secrets(&context.index, holder);
    let (bearer, held) = (Bearer::Object(holder.id), Holding::Right(right.kind));
    let others = asked_by_others(&context.judged, bearer, held, Stay::Now);
    if others.is_empty() || old.is_empty() {
        return old;
    }
    vec![decide(format!(
        "Decide which of the client secrets of {} are deleted once the new one is in use: {} one as well, and nothing \
         shows whose each of them is.",
        target.target.who,
        asking(&others)
    ))]
}
