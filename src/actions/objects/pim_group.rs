//! Memberships and ownerships of groups that PIM for Groups manages.

use super::directory_role::{JUSTIFICATION, until};
use super::group::{Group, items};
use super::handle::Handle;
use crate::actions::operation::{Body, Method, Operation, Read, Request, Text};
use jiff::Timestamp;

/// A kind of membership or ownership, with the addresses of its instances and of the requests that change it.
#[derive(Clone, Copy)]
pub(crate) struct PimGroup {
    /// The word for one in a script.
    name: &'static str,
    /// `member` or `owner`.
    access: &'static str,
    instances: &'static str,
    requests: &'static str,
}

const ELIGIBLE: (&str, &str) = (
    "/identityGovernance/privilegedAccess/group/eligibilityScheduleInstances",
    "/identityGovernance/privilegedAccess/group/eligibilityScheduleRequests",
);
const ACTIVE: (&str, &str) = (
    "/identityGovernance/privilegedAccess/group/assignmentScheduleInstances",
    "/identityGovernance/privilegedAccess/group/assignmentScheduleRequests",
);

impl PimGroup {
    /// A membership that can be activated.
    pub(crate) const ELIGIBLE_MEMBER: Self = Self::of("eligibility", "member", ELIGIBLE);
    /// An ownership that can be activated.
    pub(crate) const ELIGIBLE_OWNER: Self = Self::of("ownership", "owner", ELIGIBLE);
    /// An ownership that is in force.
    pub(crate) const OWNER: Self = Self::of("ownership", "owner", ACTIVE);

    const fn of(
        name: &'static str,
        access: &'static str,
        (instances, requests): (&'static str, &'static str),
    ) -> Self {
        Self {
            name,
            access,
            instances,
            requests,
        }
    }

    /// The operations that end it in each of these groups, where it is there.
    pub(crate) fn end(self, groups: &[Group], member: &Handle) -> Vec<Operation> {
        let request = self.request(self.body("adminRemove", member));
        self.each(groups, member, Operation::if_found(self.name, request))
    }

    /// The operations that give it again, without an end, where it is not there.
    pub(crate) fn give(self, groups: &[Group], member: &Handle, now: Timestamp) -> Vec<Operation> {
        let mut body = self.body("adminAssign", member);
        body.push(until(now, None));
        self.each(
            groups,
            member,
            Operation::unless(self.name, self.request(body)),
        )
    }

    fn request(self, body: Vec<(&'static str, Body)>) -> Request {
        Request::new(Method::Post, self.requests, Vec::new()).with(body)
    }

    fn body(self, action: &'static str, member: &Handle) -> Vec<(&'static str, Body)> {
        vec![
            ("accessId", Body::text(self.access)),
            ("principalId", Body::text(member.id())),
            ("groupId", Body::text(Text::item("group"))),
            ("action", Body::text(action)),
            ("justification", Body::text(JUSTIFICATION)),
        ]
    }

    fn each(self, groups: &[Group], member: &Handle, write: Operation) -> Vec<Operation> {
        let filter = Text::equal("principalId", &member.id())
            .and(" and groupId eq ")
            .and(Text::item("group").quoted());
        let read = Read::new(self.name, self.instances, Vec::new())
            .filtered(filter)
            .matching("accessId", self.access);
        let mut operations = member.find();
        operations.push(Operation::Loop {
            name: "group",
            items: items(groups),
            body: vec![Operation::Find(read), write],
        });
        operations
    }
}
