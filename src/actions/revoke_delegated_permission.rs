//! Takes delegated permissions out of a consent.

use super::change::listed;
use super::objects::consent::{Consent, blocks, consenting};
use super::objects::permission::{Api, on_api};
use super::script::hcl;
use super::{Act, ActionContext, Change, Stage, Target, Terraform};
use crate::catalog::TaskName;
use std::collections::BTreeSet;

/// Takes a scope out of a consent.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RevokeDelegatedPermission {
    /// The API.
    pub(crate) api: Api,
    /// The users that the consent is for.
    pub(crate) consent: Consent,
    /// The id of the consent.
    pub(crate) grant: String,
    /// The scope.
    pub(crate) scope: String,
    /// The other scopes of the consent that stay.
    pub(crate) left: Vec<String>,
}

impl Act for RevokeDelegatedPermission {
    const STAGE: Stage = Stage::TakeAway;

    fn merge_key(&self) -> String {
        self.grant.clone()
    }

    fn carrier(&self) -> String {
        format!("{} {}", self.grant, self.scope)
    }

    fn changes(&self, all: &[Self], target: &Target, _: &ActionContext<'_>) -> Vec<Change> {
        let removed: Vec<String> = all.iter().map(|one| one.scope.clone()).collect();
        let left: BTreeSet<&String> = all.iter().flat_map(|one| &one.left).collect();
        let left = left.into_iter().filter(|scope| !removed.contains(scope));
        let left: Vec<String> = left.cloned().collect();
        let Self { api, grant, .. } = self;
        let who = &target.who;
        let what = listed(&removed);
        let title = format!("Revoke the consent to {what} of {who} on {}", api.title);
        let change = Change::new(TaskName::RevokeDelegatedPermission, title);
        let mut change = on_api(change, &target.identity, api, &what).taking_away();
        change.operations = consenting(&target.object, api, self.consent, &left);
        if !left.is_empty() {
            // Nothing is made anew here: a grant that is gone is gone.
            change.operations.pop();
            change.before = "the line names the grant";
            change.after =
                "the line still names the grant; the portal no longer lists what was revoked";
        }
        let mut before = [removed, left].concat();
        before.sort();
        change.undo = consenting(&target.object, api, self.consent, &before);
        let blocks = blocks(&target.object, api, &before, Some(grant));
        change.terraform = Terraform::TakeAway(hcl::blocks(&blocks));
        vec![change]
    }
}
