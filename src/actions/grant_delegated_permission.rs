//! Consents to delegated permissions for everybody.

use super::change::listed;
use super::objects::consent::{Consent, blocks, consenting};
use super::objects::permission::{Api, on_api};
use super::operation::Operation;
use super::script::hcl;
use super::{Act, ActionContext, Change, Stage, Target, TargetKind, Terraform};
use crate::catalog::TaskName;

/// Consents to a delegated permission for everybody in the tenant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct GrantDelegatedPermission {
    /// The API.
    pub(crate) api: Api,
    /// The permission.
    pub(crate) scope: String,
    /// The scopes of the consent that is there; `None` where they were not seen whole.
    pub(crate) before: Option<Vec<String>>,
}

impl Act for GrantDelegatedPermission {
    const STAGE: Stage = Stage::Give;

    fn merge_key(&self) -> String {
        self.api.app_id.to_string()
    }

    fn changes(&self, all: &[Self], target: &Target, _: &ActionContext<'_>) -> Vec<Change> {
        let (api, before) = (&self.api, &self.before);
        let added: Vec<String> = all.iter().map(|one| one.scope.clone()).collect();
        let mut change = consent(target, api, (&added, before.as_deref()));
        if target.kind == TargetKind::EnterpriseApplication {
            change.task = TaskName::GrantEnterprisePermission;
        }
        vec![change]
    }
}

/// Consents to scopes beside those that are there already.
pub(crate) fn consent(
    target: &Target,
    api: &Api,
    (added, before): (&[String], Option<&[String]>),
) -> Change {
    let who = &target.who;
    let title = format!(
        "Consent for the organization to {} of {who} on {}",
        listed(added),
        api.title
    );
    let change = Change::new(TaskName::GrantDelegatedPermission, title);
    let mut change = on_api(change, &target.identity, api, &listed(added));
    let mut all: Vec<String> = before
        .unwrap_or_default()
        .iter()
        .chain(added)
        .cloned()
        .collect();
    all.sort();
    all.dedup();
    change.operations = consenting(&target.object, api, Consent::Everybody, &all);
    if let Some(before) = before {
        change.undo = consenting(&target.object, api, Consent::Everybody, before);
        change.before =
            "none where nothing is consented to yet; else the grant that is given these too";
    } else {
        // A consent is written whole, and what it holds was not seen: one that is there is left alone.
        change
            .operations
            .retain(|operation| !matches!(operation, Operation::Each { .. }));
        change.before = "none; where a line names a consent already, give it these in the portal instead: the \
                         command leaves it alone, because what it holds was not seen";
    }
    change.after =
        "the line names a grant, and the portal lists the permissions under Admin consent";
    change.terraform = Terraform::Add(hcl::blocks(&blocks(&target.object, api, &all, None)));
    change
}
