//! Revokes application permissions.

use super::objects::permission::{
    Api, Permission, assignment, counted, granting, label, names, on_api, revoking,
};
use super::script::hcl::{self, Block};
use super::{Act, ActionContext, Change, Stage, Target, Terraform};
use crate::catalog::TaskName;

/// Revokes an application permission.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RevokeApplicationPermission {
    /// The API.
    pub(crate) api: Api,
    /// The permission.
    pub(crate) permission: Permission,
}

impl RevokeApplicationPermission {
    /// The act in a report, for permissions of either type.
    pub(crate) fn advice(permissions: &str, who: &str) -> String {
        format!(
            "In the Microsoft Entra admin center, open {who} under Enterprise applications, Permissions, and revoke \
             {permissions}. Where the application is registered here, remove it from API permissions too, or the next \
             consent brings it back."
        )
    }
}

impl Act for RevokeApplicationPermission {
    const STAGE: Stage = Stage::TakeAway;

    fn merge_key(&self) -> String {
        self.api.app_id.to_string()
    }

    fn carrier(&self) -> String {
        self.permission.assignment.clone().unwrap_or_default()
    }

    fn changes(&self, all: &[Self], target: &Target, _: &ActionContext<'_>) -> Vec<Change> {
        let api = &self.api;
        let permissions: Vec<Permission> = all.iter().map(|one| one.permission.clone()).collect();
        let (who, what) = (&target.who, counted(&permissions));
        let title = format!("Revoke from {who} on {}: {what}", api.title);
        let change = Change::new(TaskName::RevokeApplicationPermission, title);
        let mut change = on_api(change, &target.identity, api, &names(&permissions)).taking_away();
        change.operations = revoking(&target.object, api, &permissions);
        change.undo = granting(&target.object, api, &permissions);
        change.terraform = terraform(target, api, &permissions);
        vec![change]
    }
}

fn terraform(target: &Target, api: &Api, permissions: &[Permission]) -> Terraform {
    let of_api = api.handle.id();
    let Some(of_api) = of_api.as_known() else {
        return Terraform::No;
    };
    let (mut blocks, id) = target.object.terraform();
    let (more, resource) = api.handle.terraform();
    blocks.extend(more);
    for (at, one) in permissions.iter().enumerate() {
        let Some(seen) = &one.assignment else {
            return Terraform::No;
        };
        let label = label(one, at);
        let to = format!("azuread_app_role_assignment.{label}");
        let known = format!("/servicePrincipals/{of_api}/appRoleAssignedTo/{seen}");
        blocks.push(Block::import(&to, &known));
        blocks.push(assignment(&id, &resource, one, &label));
    }
    Terraform::TakeAway(hcl::blocks(&blocks))
}
