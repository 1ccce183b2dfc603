//! The holders of roles that are listed for their own sake: unread, a look-alike may be among them.

use crate::assess::context::Context;
use crate::assess::coverage::Gap;
use crate::assess::evidence;
use crate::assess::model::{Advice, AdviceKind};
use crate::assess::outcome::Outcome;
use crate::assess::questions;
use crate::assess::verdict::Verdict;
use crate::catalog::Entitlement;
use crate::snapshot::SectionName;

/// Everything that keeps the answer from plain `ready` where the list was not read whole. A guide that asks for no
/// role of Defender has none read.
pub(super) fn advice(context: &Context<'_>) -> Option<Advice> {
    if !context.asks.defender() {
        return None;
    }
    let roles: Vec<String> = context
        .catalog
        .cut_off_by_rbac()
        .map(|role| context.catalog.title(&Entitlement::DirectoryRole(role)))
        .collect();
    let gap = context.coverage.gap(SectionName::RoleHolders);
    let gap = gap
        .or_else(|| questions::of_roles(context))
        .or_else(|| untold(context))?;
    let text = format!(
        "Who holds {} was not read whole ({}), so that an account which only looks like the vendor's may be among \
         them unseen.",
        roles.join(" and "),
        gap.words()
    );
    let mut outcome = Outcome::new(Verdict::Unknown, "", "");
    outcome.gaps = vec![gap];
    Some(Advice {
        id: format!("{}/advice/role-holders-unseen", context.guide),
        kind: AdviceKind::NotRead,
        title: "Who else holds the vendor's roles was not read whole".to_owned(),
        text,
        weighs: true,
        evidence: evidence::of(context, &outcome, None),
    })
}

/// Somebody in the list of whom it does not tell whether they look like the vendor.
fn untold(context: &Context<'_>) -> Option<Gap> {
    let section = SectionName::RoleHolders;
    let mut all = context.snapshot.sections.role_holders.sightings().iter();
    all.find_map(|seen| {
        let held = &seen.object;
        let lacks = match held.principal.get().map(|who| (who, who.odata_type.get())) {
            None | Some((_, None)) => "does not say who holds a role",
            Some((who, Some(_))) if !who.odata_type.says("#microsoft.graph.user") => return None,
            Some(_) if !held.principal_id.is_given() || !held.role_definition_id.is_given() => {
                "does not give the ids of a role and of who holds it"
            }
            Some((user, _)) if !user.user_principal_name.is_given() => {
                "does not give the sign-in name of somebody who holds a role"
            }
            Some((user, _)) if !user.display_name.is_given() => {
                "does not give the name of somebody who holds a role"
            }
            Some(_) => return None,
        };
        let what = held.id.as_deref().unwrap_or("an assignment without an id");
        Some(context.coverage.lack(section, lacks, what))
    })
}
