//! Takes a principal out of an assignment of a Defender role.

use super::objects::defender_role::{ASSIGNMENTS, ROLES, assigned, removal};
use super::operation::{Body, Method, Operation, Read, Request, Text};
use super::{Act, ActionContext, Change, Stage, Target};
use crate::catalog::TaskName;
use crate::ids::ObjectId;

const ONE: &str = "/roleManagement/defender/roleAssignments/{}";

/// Takes a principal out of an assignment, which goes when nobody else is left in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RemoveDefenderAssignment {
    /// The id of the assignment.
    pub(crate) assignment: String,
    /// The role's name (hostile text).
    pub(crate) role: String,
    /// The others in it.
    pub(crate) others: Vec<ObjectId>,
}

/// Takes away an assignment whose role was deleted, once it is sure that it was: it gives nothing to anybody.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RemoveDeadDefenderAssignment {
    /// The id of the assignment.
    pub(crate) assignment: String,
    /// The role's id.
    pub(crate) role: String,
}

impl Act for RemoveDefenderAssignment {
    const STAGE: Stage = Stage::TakeAway;

    fn merge_key(&self) -> String {
        self.assignment.clone()
    }

    fn free_id(&self) -> Option<&str> {
        Some(&self.assignment)
    }

    fn changes(&self, _: &[Self], target: &Target, _: &ActionContext<'_>) -> Vec<Change> {
        let Some(principal) = target.id else {
            return Vec::new();
        };
        let mut change = removal(&target.who, &target.identity, &self.role);
        let read = assigned(&Text::known(principal)).matching("id", self.assignment.as_str());
        let keys = || vec![Text::known(&self.assignment)];
        let members = |ids: &[ObjectId]| {
            let ids = ids.iter().map(|id| Body::text(id.to_string()));
            let members = vec![("principalIds", Body::List(ids.collect()))];
            Request::new(Method::Patch, ONE, keys())
                .beta()
                .with(members)
        };
        let request = if self.others.is_empty() {
            Request::new(Method::Delete, ONE, keys()).beta()
        } else {
            members(&self.others)
        };
        change.operations = vec![
            Operation::Find(read.clone()),
            Operation::if_found("assignment", request),
        ];
        if !self.others.is_empty() {
            change.warning = Some(
                "Others are in this assignment and stay in it, as they were when the snapshot was taken: if somebody was \
                 added since, make this runbook anew."
                    .to_owned(),
            );
            let back = members(&[self.others.as_slice(), &[principal]].concat());
            change.undo = vec![Operation::Find(read), Operation::unless("assignment", back)];
        }
        vec![change]
    }
}

impl Act for RemoveDeadDefenderAssignment {
    const STAGE: Stage = Stage::TakeAway;

    fn merge_key(&self) -> String {
        self.assignment.clone()
    }

    fn free_id(&self) -> Option<&str> {
        Some(&self.assignment)
    }

    fn changes(&self, _: &[Self], target: &Target, _: &ActionContext<'_>) -> Vec<Change> {
        let (assignment, role) = (&self.assignment, &self.role);
        let who = &target.who;
        let title = format!(
            "Take away the assignment of {who} to a Defender role that was deleted ({role})"
        );
        let mut change = Change::new(TaskName::RemoveDefenderAssignment, title)
            .word("principal", &target.identity)
            .word("name", role)
            .word("role", role)
            .taking_away();
        let there = Read::new("assignment", ASSIGNMENTS, Vec::new())
            .matching("id", assignment.as_str())
            .beta();
        let definition = Read::new("role", ROLES, Vec::new())
            .matching("id", role.as_str())
            .beta();
        let request = Request::new(Method::Delete, ONE, vec![Text::known(assignment)]).beta();
        change.operations = vec![
            Operation::Find(there),
            Operation::Only { name: "assignment" },
            Operation::Find(definition),
            Operation::unless("role", request),
        ];
        change.before =
            "the role is none: it was deleted. Where a role is named, nothing is taken away";
        change.after = "the script says that it is gone";
        change.warning = Some(
            "A portal cannot show what was deleted: use PowerShell. There is nothing to undo, since the role gives nothing."
                .to_owned(),
        );
        vec![change]
    }
}
