//! Takes the ownership of groups away, as the groups' own lists of owners have it.

use super::objects::group::{Group, items, names};
use super::operation::{Body, Method, Operation, Read, Request, Text};
use super::{Act, ActionContext, Change, Stage, Target};
use crate::catalog::TaskName;

/// Removes an owner from a group's own list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RemoveGroupOwner(pub(crate) Group);

impl Act for RemoveGroupOwner {
    const STAGE: Stage = Stage::TakeAway;

    fn carrier(&self) -> String {
        format!("owner {}", self.0.0)
    }

    fn changes(&self, all: &[Self], target: &Target, context: &ActionContext<'_>) -> Vec<Change> {
        let groups: Vec<Group> = all.iter().map(|one| one.0.clone()).collect();
        let owner = target.object.id();
        let title = format!(
            "Remove {} from the owners of {}",
            target.who,
            names(&groups)
        );
        let mut change = Change::new(TaskName::RemoveOwnerOfGroup, title)
            .word("principal", &target.identity)
            .word("group", names(&groups))
            .taking_away();
        let keys = vec![Text::item("group"), owner.clone()];
        let remove = Request::new(Method::Delete, "/groups/{}/owners/{}/$ref", keys).or_az(
            "ad group owner remove --group {} --owner-object-id {}",
            [Text::item("group"), owner.clone()],
        );
        let graph = context.cloud.graph();
        let address =
            Text::known(format!("https://{graph}/v1.0/directoryObjects/")).and(owner.clone());
        let keys = vec![Text::item("group")];
        let add = Request::new(Method::Post, "/groups/{}/owners/$ref", keys)
            .with(vec![("@odata.id", Body::text(address))])
            .or_az(
                "ad group owner add --group {} --owner-object-id {}",
                [Text::item("group"), owner],
            );
        change.operations = each(target, &groups, Operation::if_found("ownership", remove));
        change.undo = each(target, &groups, Operation::unless("ownership", add));
        vec![change]
    }
}

/// A loop over the groups, which looks for the ownership first.
fn each(target: &Target, groups: &[Group], write: Operation) -> Vec<Operation> {
    let read = Read::new("ownership", "/groups/{}/owners", vec![Text::item("group")])
        .matching("id", target.object.id())
        .by(999);
    let mut operations = target.object.find();
    operations.push(Operation::Loop {
        name: "group",
        items: items(groups),
        body: vec![Operation::Find(read), write],
    });
    operations
}
