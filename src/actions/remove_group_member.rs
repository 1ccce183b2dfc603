//! Takes somebody out of groups.

use super::objects::group::{Group, items, names};
use super::operation::{Body, Method, Operation, Read, Request, Text};
use super::script::hcl::{self, Block, Value};
use super::{Act, ActionContext, Change, Stage, Target, TargetKind, Terraform};
use crate::catalog::TaskName;

/// Takes somebody out of a group.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RemoveGroupMember(pub(crate) Group);

impl Act for RemoveGroupMember {
    const STAGE: Stage = Stage::TakeAway;

    fn carrier(&self) -> String {
        self.0.0.to_string()
    }

    fn changes(&self, all: &[Self], target: &Target, context: &ActionContext<'_>) -> Vec<Change> {
        let groups: Vec<Group> = all.iter().map(|one| one.0.clone()).collect();
        let member = target.object.id();
        let title = format!("Take {} out of {}", target.who, names(&groups));
        let mut change = Change::new(TaskName::RemoveGroupMember, title)
            .word("principal", &target.identity)
            .word("group", names(&groups))
            .taking_away();
        let remove = Request::new(
            Method::Delete,
            "/groups/{}/members/{}/$ref",
            vec![Text::item("group"), member.clone()],
        )
        .or_az(
            "ad group member remove --group {} --member-id {}",
            [Text::item("group"), member.clone()],
        );
        let graph = context.cloud.graph();
        let address =
            Text::known(format!("https://{graph}/v1.0/directoryObjects/")).and(member.clone());
        let add = Request::new(
            Method::Post,
            "/groups/{}/members/$ref",
            vec![Text::item("group")],
        )
        .with(vec![("@odata.id", Body::text(address))])
        .or_az(
            "ad group member add --group {} --member-id {}",
            [Text::item("group"), member.clone()],
        );
        change.operations = each(target, &groups, Operation::if_found("membership", remove));
        change.undo = each(target, &groups, Operation::unless("membership", add));
        if let Some(member) = member.as_known() {
            change.terraform = terraform(target, &groups, member);
        }
        vec![change]
    }
}

/// A loop over the groups, which looks for the membership first.
fn each(target: &Target, groups: &[Group], write: Operation) -> Vec<Operation> {
    let (list, template) = match target.kind {
        TargetKind::User => ("/users", "/users/{}/memberOf"),
        _ => ("/servicePrincipals", "/servicePrincipals/{}/memberOf"),
    };
    let read = Read::new("membership", template, vec![target.object.id()])
        .matching("id", Text::item("group"))
        .by(999);
    let mut operations = target.object.find_if_there(list);
    operations.push(Operation::Loop {
        name: "group",
        items: items(groups),
        body: vec![Operation::Find(read), write],
    });
    operations
}

fn terraform(target: &Target, groups: &[Group], member: &str) -> Terraform {
    let (mut blocks, id) = target.object.terraform();
    for (index, (group, _)) in groups.iter().enumerate() {
        let label = format!("membership_{}", index + 1);
        let to = format!("azuread_group_member.{label}");
        blocks.push(Block::import(&to, &format!("{group}/member/{member}")));
        blocks.push(
            Block::resource("azuread_group_member", &label)
                .with("group_object_id", Value::text(group))
                .with("member_object_id", id.clone()),
        );
    }
    Terraform::TakeAway(hcl::blocks(&blocks))
}
