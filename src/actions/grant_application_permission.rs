//! Grants application permissions, which is the consent to them.

use super::objects::permission::{
    Api, Permission, assignment, counted, granting, label, names, on_api, revoking,
};
use super::script::hcl;
use super::{Act, ActionContext, Change, Stage, Target, TargetKind, Terraform};
use crate::catalog::TaskName;

/// Grants an application permission.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct GrantApplicationPermission {
    /// The API.
    pub(crate) api: Api,
    /// The permission.
    pub(crate) permission: Permission,
}

impl GrantApplicationPermission {
    /// The act in a report.
    pub(crate) fn advice(what: &str, who: &str) -> String {
        format!(
            "In the Microsoft Entra admin center, open {who} under App registrations, API permissions. Add {what} \
                 where it is not listed, under exactly this API and type, then choose Grant admin consent. One \
                 consent covers every permission that is listed."
        )
    }
}

impl Act for GrantApplicationPermission {
    const STAGE: Stage = Stage::Give;

    fn merge_key(&self) -> String {
        self.api.app_id.to_string()
    }

    fn changes(&self, all: &[Self], target: &Target, _: &ActionContext<'_>) -> Vec<Change> {
        let api = &self.api;
        let permissions: Vec<Permission> = all.iter().map(|one| one.permission.clone()).collect();
        vec![grant(target, api, &permissions)]
    }
}

/// Grants permissions of one API.
pub(super) fn grant(target: &Target, api: &Api, permissions: &[Permission]) -> Change {
    // The clicks for an application of another tenant are others than for one that is registered here.
    let task = match target.kind {
        TargetKind::EnterpriseApplication => TaskName::GrantEnterprisePermission,
        _ => TaskName::GrantApplicationPermission,
    };
    let who = &target.who;
    let title = format!("Grant {who} on {}: {}", api.title, counted(permissions));
    let change = Change::new(task, title);
    let mut change = on_api(change, &target.identity, api, &names(permissions));
    change.operations = granting(&target.object, api, permissions);
    change.undo = revoking(&target.object, api, permissions);
    let (mut blocks, id) = target.object.terraform();
    let (more, resource) = api.handle.terraform();
    blocks.extend(more);
    let numbered = permissions.iter().enumerate();
    blocks.extend(numbered.map(|(at, one)| assignment(&id, &resource, one, &label(one, at))));
    change.terraform = Terraform::Add(hcl::blocks(&blocks));
    change.of_graph = api.is_graph;
    change
}
