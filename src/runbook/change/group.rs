//! Group memberships, and app roles that an account holds.

use super::directory_role::{JUSTIFICATION, lasting};
use super::{Change, Handle, Terraform, listed};
use crate::catalog::TaskName;
use crate::ids::ObjectId;
use crate::runbook::operation::{Body, Method, Operation, Read, Request, Text};
use crate::runbook::script::hcl::{self, Block, Value};
use jiff::Timestamp;

/// A group by id and name (hostile text).
pub(in crate::runbook) type Group = (ObjectId, String);

/// Whose groups they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::runbook) enum Member {
    /// A user's.
    User,
    /// A service principal's.
    ServicePrincipal,
}

fn items(groups: &[Group]) -> Vec<(String, String)> {
    groups
        .iter()
        .map(|(id, name)| (id.to_string(), name.clone()))
        .collect()
}

fn names(groups: &[Group]) -> String {
    listed(
        &groups
            .iter()
            .map(|(_, name)| name.clone())
            .collect::<Vec<_>>(),
    )
}

fn within(member: &Handle, kind: Member) -> Read {
    let template = match kind {
        Member::User => "/users/{}/memberOf",
        Member::ServicePrincipal => "/servicePrincipals/{}/memberOf",
    };
    Read::new("membership", template, vec![member.id()])
        .matching("id", Text::item("group"))
        .by(999)
}

/// Takes somebody out of groups.
pub(in crate::runbook) fn leave(
    who: &str,
    member: &Handle,
    kind: Member,
    groups: &[Group],
    graph: &str,
) -> Change {
    let title = format!("Take {who} out of {}", names(groups));
    let mut change = Change::new(TaskName::RemoveGroupMember, title)
        .word("principal", who)
        .word("group", names(groups))
        .taking_away();
    let list = match kind {
        Member::User => "/users",
        Member::ServicePrincipal => "/servicePrincipals",
    };
    let each = |write: Operation| {
        let mut operations = member.find_if_there(list);
        operations.push(Operation::Loop {
            name: "group",
            items: items(groups),
            body: vec![Operation::Find(within(member, kind)), write],
        });
        operations
    };
    let az = |verb: &str| {
        [
            "ad".into(),
            "group".into(),
            "member".into(),
            verb.into(),
            "--group".into(),
            Text::item("group"),
            "--member-id".into(),
            member.id(),
        ]
    };
    let remove = Request::new(
        Method::Delete,
        "/groups/{}/members/{}/$ref",
        vec![Text::item("group"), member.id()],
    )
    .or_az(az("remove"));
    let address = Text::known(format!("https://{graph}/v1.0/directoryObjects/")).and(member.id());
    let add = Request::new(
        Method::Post,
        "/groups/{}/members/$ref",
        vec![Text::item("group")],
    )
    .with(vec![("@odata.id", Body::text(address))])
    .or_az(az("add"));
    change.operations = each(Operation::if_found("membership", remove));
    change.undo = each(Operation::unless("membership", add));
    let (mut blocks, id) = member.terraform();
    if let Some(known) = member.id().as_known() {
        for (index, (group, _)) in groups.iter().enumerate() {
            let label = format!("membership_{}", index + 1);
            let to = format!("azuread_group_member.{label}");
            blocks.push(Block::import(&to, &format!("{group}/member/{known}")));
            blocks.push(
                Block::resource("azuread_group_member", &label)
                    .with("group_object_id", Value::text(group))
                    .with("member_object_id", id.clone()),
            );
        }
        change.terraform = Terraform::TakeAway(hcl::blocks(&blocks));
    }
    change
}

/// Ends memberships that could be activated (PIM for Groups).
pub(in crate::runbook) fn leave_eligible(
    who: &str,
    member: &Handle,
    groups: &[Group],
    now: Timestamp,
) -> Change {
    const PATH: &str = "/identityGovernance/privilegedAccess/group/eligibilityScheduleInstances";
    const REQUESTS: &str = "/identityGovernance/privilegedAccess/group/eligibilityScheduleRequests";
    let title = format!("End the eligibility of {who} for {}", names(groups));
    let mut change = Change::new(TaskName::RemoveGroupEligibility, title)
        .word("principal", who)
        .word("group", names(groups))
        .taking_away();
    let filter = Text::known("principalId eq ")
        .and(member.id().quoted())
        .and(" and groupId eq ")
        .and(Text::item("group").quoted());
    let read = Read::new("eligibility", PATH, Vec::new())
        .filtered(filter)
        .matching("accessId", "member");
    let body = |action: &'static str| {
        vec![
            ("accessId", Body::text("member")),
            ("principalId", Body::text(member.id())),
            ("groupId", Body::text(Text::item("group"))),
            ("action", Body::text(action)),
            ("justification", Body::text(JUSTIFICATION)),
        ]
    };
    let request = |body| Request::new(Method::Post, REQUESTS, Vec::new()).with(body);
    let all = |write: Operation| {
        let mut operations = member.find();
        operations.push(Operation::Loop {
            name: "group",
            items: items(groups),
            body: vec![Operation::Find(read.clone()), write],
        });
        operations
    };
    change.operations = all(Operation::if_found(
        "eligibility",
        request(body("adminRemove")),
    ));
    let mut again = body("adminAssign");
    again.push(lasting(now));
    change.undo = all(Operation::unless("eligibility", request(again)));
    change
}

/// Takes app roles away from an account: the id of each assignment and what it gives (hostile text).
pub(in crate::runbook) fn revoke_app_roles(
    who: &str,
    user: &Handle,
    roles: &[(String, String)],
) -> Change {
    let names = listed(
        &roles
            .iter()
            .map(|(_, name)| name.clone())
            .collect::<Vec<_>>(),
    );
    let title = format!("Take {names} away from {who}");
    let mut change = Change::new(TaskName::RevokeUserAppRole, title)
        .word("principal", who)
        .word("permissions", names)
        .taking_away();
    let read = Read::new("held", "/users/{}/appRoleAssignments", vec![user.id()])
        .matching("id", Text::item("assignment"))
        .by(999);
    let request = Request::new(
        Method::Delete,
        "/users/{}/appRoleAssignments/{}",
        vec![user.id(), Text::item("assignment")],
    );
    change.operations = user.find_if_there("/users");
    change.operations.push(Operation::Loop {
        name: "assignment",
        items: roles.to_vec(),
        body: vec![Operation::Find(read), Operation::if_found("held", request)],
    });
    change
}
