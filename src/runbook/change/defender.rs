//! Roles of Defender Unified RBAC and their assignments, which are in Graph's beta alone.

use super::{Change, Handle};
use crate::catalog::TaskName;
use crate::ids::ObjectId;
use crate::runbook::operation::{Body, Method, Operation, Read, Request, Text};

const ROLES: &str = "/roleManagement/defender/roleDefinitions";
const ASSIGNMENTS: &str = "/roleManagement/defender/roleAssignments";

fn permissions(actions: &[String]) -> (&'static str, Body) {
    let actions = actions.iter().map(|action| Body::text(action.as_str()));
    let allowed = vec![("allowedResourceActions", Body::List(actions.collect()))];
    ("rolePermissions", Body::List(vec![Body::Object(allowed)]))
}

fn named(name: &str) -> Read {
    let filter = Text::known("displayName eq ").and(Text::known(name).quoted());
    Read::new("role", ROLES, Vec::new()).filtered(filter).beta()
}

fn assigned(principal: &Handle, role: Text) -> Read {
    let filter = Text::known("principalIds/any(a:a eq ")
        .and(principal.id().quoted())
        .and(")");
    Read::new("assignment", ASSIGNMENTS, Vec::new())
        .filtered(filter)
        .eventual()
        .matching("roleDefinitionId", role)
        .beta()
}

/// Makes a role with these actions. It gives nothing until it is assigned.
pub(in crate::runbook) fn create_role(
    name: &str,
    description: &str,
    actions: &[String],
    in_words: &str,
) -> Change {
    let mut change = Change::new(
        TaskName::CreateDefenderRole,
        format!("Make the Defender role {name}"),
    )
    .word("name", name)
    .word("role", name)
    .word("permissions", in_words);
    let request = Request::new(Method::Post, ROLES, Vec::new())
        .beta()
        .with(vec![
            ("displayName", Body::text(name)),
            ("description", Body::text(description)),
            permissions(actions),
        ]);
    change.operations = vec![
        Operation::Find(named(name)),
        Operation::unless("role", request),
    ];
    let delete = Request::new(
        Method::Delete,
        "/roleManagement/defender/roleDefinitions/{}",
        vec![Text::found("role", "id")],
    )
    .beta();
    change.undo = vec![
        Operation::Find(named(name)),
        Operation::Each {
            name: "role",
            request: delete,
        },
    ];
    change
}

/// Assigns the role of a name, which an earlier step makes, for Defender for Endpoint and on all devices.
pub(in crate::runbook) fn assign(who: &str, principal: &Handle, role: &str) -> Change {
    let title = format!("Assign the Defender role {role} to {who}");
    let mut change = Change::new(TaskName::AssignDefenderRole, title)
        .word("principal", who)
        .word("name", role)
        .word("role", role)
        .word("scope", "Microsoft Defender for Endpoint");
    let id = Text::found("role", "id");
    let request = Request::new(Method::Post, ASSIGNMENTS, Vec::new())
        .beta()
        .with(vec![
            ("displayName", Body::text(role)),
            ("roleDefinitionId", Body::text(id.clone())),
            ("principalIds", Body::List(vec![Body::text(principal.id())])),
            ("directoryScopeIds", Body::List(vec![Body::text("/")])),
            ("appScopeIds", Body::List(vec![Body::text("Mde")])),
        ]);
    let mut look = principal.find();
    look.extend([
        Operation::Find(named(role)),
        Operation::Need {
            name: "role",
            lacking: "there is no such Defender role yet; it can take minutes to be listed",
        },
        Operation::Find(assigned(principal, id)),
    ]);
    change.operations = look.clone();
    change
        .operations
        .push(Operation::unless("assignment", request));
    change.undo = look;
    let delete = Request::new(
        Method::Delete,
        "/roleManagement/defender/roleAssignments/{}",
        vec![Text::found("assignment", "id")],
    )
    .beta();
    change.undo.push(Operation::Each {
        name: "assignment",
        request: delete,
    });
    change
}

/// Takes the role of a name away from a principal, where the assignment was not seen: the assignment goes.
pub(in crate::runbook) fn take_back(who: &str, principal: &Handle, role: &str) -> Change {
    let given = assign(who, principal, role);
    let mut change = removal(who, role);
    change.operations = given.undo;
    change.undo = given.operations;
    change.warning = Some(
        "The whole assignment goes. If it names others, take the principal out of it in the portal instead."
            .to_owned(),
    );
    change
}

fn removal(who: &str, role: &str) -> Change {
    let title = format!("Take the Defender role {role} away from {who}");
    Change::new(TaskName::RemoveDefenderAssignment, title)
        .word("principal", who)
        .word("name", role)
        .word("role", role)
        .taking_away()
}

/// Writes what a role allows.
pub(in crate::runbook) fn change_role(
    (id, name): (&str, &str),
    (now, before): (&[String], &[String]),
    in_words: &str,
) -> Change {
    let title = format!("Change what the Defender role {name} allows: {in_words}");
    let mut change = Change::new(TaskName::ChangeDefenderRole, title)
        .word("name", name)
        .word("role", name)
        .word("permissions", in_words);
    let write = |actions: &[String]| {
        let request = Request::new(
            Method::Patch,
            "/roleManagement/defender/roleDefinitions/{}",
            vec![Text::known(id)],
        )
        .beta()
        .with(vec![permissions(actions)]);
        vec![Operation::always(request)]
    };
    change.operations = write(now);
    change.undo = write(before);
    change.before = "in the portal, the role still allows what this runbook was made from";
    change.after = "in the portal, the role allows what the step says, and no more";
    change.warning = Some(
        "Everybody who holds this role is affected. Look at its assignments first; if others hold it, make a role \
         of the vendor's own instead."
            .to_owned(),
    );
    change
}

/// Takes a principal out of an assignment, which goes when nobody else is left in it.
pub(in crate::runbook) fn unassign(
    who: &str,
    (assignment, role): (&str, &str),
    principal: ObjectId,
    others: &[ObjectId],
) -> Change {
    let mut change = removal(who, role);
    let filter = Text::known("principalIds/any(a:a eq ")
        .and(Text::known(principal).quoted())
        .and(")");
    let read = Read::new("assignment", ASSIGNMENTS, Vec::new())
        .filtered(filter)
        .eventual()
        .matching("id", assignment)
        .beta();
    let keys = || vec![Text::known(assignment)];
    let template = "/roleManagement/defender/roleAssignments/{}";
    let members = |ids: &mut dyn Iterator<Item = ObjectId>| {
        let ids = ids.map(|id| Body::text(id.to_string()));
        vec![("principalIds", Body::List(ids.collect()))]
    };
    let request = if others.is_empty() {
        Request::new(Method::Delete, template, keys()).beta()
    } else {
        Request::new(Method::Patch, template, keys())
            .beta()
            .with(members(&mut others.iter().copied()))
    };
    change.operations = vec![
        Operation::Find(read.clone()),
        Operation::if_found("assignment", request),
    ];
    if !others.is_empty() {
        change.warning = Some(
            "Others are in this assignment and stay in it, as they were when the snapshot was taken: if somebody was \
             added since, make this runbook anew."
                .to_owned(),
        );
        let all = others.iter().copied().chain([principal]);
        let back = Request::new(Method::Patch, template, keys())
            .beta()
            .with(members(&mut { all }));
        change.undo = vec![Operation::Find(read), Operation::unless("assignment", back)];
    }
    change
}

/// Takes away an assignment whose role was deleted, once it is sure that it was: it gives nothing to anybody.
pub(in crate::runbook) fn unassign_gone(who: &str, assignment: &str, role: &str) -> Change {
    let title =
        format!("Take away the assignment of {who} to a Defender role that was deleted ({role})");
    let mut change = Change::new(TaskName::RemoveDefenderAssignment, title)
        .word("principal", who)
        .word("name", role)
        .word("role", role)
        .taking_away();
    let there = Read::new("assignment", ASSIGNMENTS, Vec::new())
        .matching("id", assignment)
        .beta();
    let definition = Read::new("role", ROLES, Vec::new())
        .matching("id", role)
        .beta();
    let request = Request::new(
        Method::Delete,
        "/roleManagement/defender/roleAssignments/{}",
        vec![Text::known(assignment)],
    )
    .beta();
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
    change
}
