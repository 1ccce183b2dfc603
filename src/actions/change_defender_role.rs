//! Takes permissions out of a role of Defender Unified RBAC.

use super::change::listed;
use super::objects::defender_role::permissions;
use super::operation::{Method, Operation, Request, Text};
use super::{Act, ActionContext, Change, Stage, Target};
use crate::catalog::{Entitlement, TaskName};

/// Takes permissions out of a Defender role.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ChangeDefenderRole {
    /// The role's id.
    pub(crate) role: String,
    /// The role's name (hostile text).
    pub(crate) name: String,
    /// Its actions afterwards.
    pub(crate) left: Vec<String>,
    /// Its actions now.
    pub(crate) before: Vec<String>,
}

impl ChangeDefenderRole {
    /// The act in a report.
    pub(crate) fn advice(permissions: &str, who: &str) -> String {
        format!(
            "In the Defender portal, under Permissions, open the role that gives {permissions} to {who} and take the \
             permission out of it, or the assignment away."
        )
    }

    /// The act in a report, for an action with a wildcard.
    pub(crate) fn wildcard_advice(action: &str, who: &str) -> String {
        format!(
            "In the Defender portal, under Permissions, open the role that gives {action} to {who}. Put the single \
             permissions that the guide asks in place of the wildcard, or take the assignment away."
        )
    }

    fn write(&self, actions: &[String]) -> Vec<Operation> {
        let request = Request::new(
            Method::Patch,
            "/roleManagement/defender/roleDefinitions/{}",
            vec![Text::known(&self.role)],
        )
        .beta()
        .with(vec![permissions(actions)]);
        vec![Operation::always(request)]
    }
}

impl Act for ChangeDefenderRole {
    const STAGE: Stage = Stage::TakeAway;

    fn merge_key(&self) -> String {
        self.role.clone()
    }

    fn free_id(&self) -> Option<&str> {
        Some(&self.role)
    }

    fn changes(&self, _: &[Self], _: &Target, context: &ActionContext<'_>) -> Vec<Change> {
        let name = &self.name;
        let what = in_words(context, &self.left);
        let title = format!("Change what the Defender role {name} allows: {what}");
        let mut change = Change::new(TaskName::ChangeDefenderRole, title)
            .word("name", name)
            .word("role", name)
            .word("permissions", what);
        change.operations = self.write(&self.left);
        change.undo = self.write(&self.before);
        change.before = "in the portal, the role still allows what this runbook was made from";
        change.after = "in the portal, the role allows what the step says, and no more";
        change.warning = Some(
            "Everybody who holds this role is affected. Look at its assignments first; if others hold it, make a role \
             of the vendor's own instead."
                .to_owned(),
        );
        vec![change]
    }
}

fn in_words(context: &ActionContext<'_>, actions: &[String]) -> String {
    let titles = actions.iter().flat_map(|action| {
        let known = context.catalog.expand_action(action).permissions;
        if known.is_empty() {
            return vec![action.clone()];
        }
        let known = known.into_iter().map(Entitlement::DefenderUnified);
        known.map(|one| context.catalog.title(&one)).collect()
    });
    listed(&titles.collect::<Vec<_>>())
}
