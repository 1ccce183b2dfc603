//! Gives permissions of Defender Unified RBAC: a role of the vendor's own, and its assignment.

use super::change::listed;
use super::objects::defender_role::{ASSIGNMENTS, ROLES, assigned, named, permissions, removal};
use super::operation::{Body, Method, Operation, Request, Text};
use super::{Act, ActionContext, Change, Stage, Target};
use crate::catalog::{Entitlement, TaskName};
use std::collections::BTreeMap;

/// Gives permissions by a Defender role of the vendor's own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct GiveDefenderPermissions {
    /// The permissions, each with the action that gives it, where one is known.
    pub(crate) permissions: BTreeMap<String, Option<String>>,
}

impl GiveDefenderPermissions {
    /// The act in a report.
    pub(crate) fn advice(what: &str, who: &str) -> String {
        format!(
            "In the Defender portal, under Permissions, open the role that was made for the vendor, tick {what}, \
                 and see that the role is on and assigned to {who} for all data sources."
        )
    }
}

impl Act for GiveDefenderPermissions {
    const STAGE: Stage = Stage::Give;

    fn changes(&self, all: &[Self], target: &Target, context: &ActionContext<'_>) -> Vec<Change> {
        let given: BTreeMap<&String, &Option<String>> =
            all.iter().flat_map(|one| &one.permissions).collect();
        let actions: Vec<String> = given.values().copied().flatten().cloned().collect();
        let title = |id: &&String| {
            let permission = Entitlement::DefenderUnified((*id).clone());
            context.catalog.title(&permission)
        };
        let titles: Vec<String> = given.keys().map(title).collect();
        let day = context.now.strftime("%Y-%m-%d");
        let name = format!("{} ({day})", context.vendor);
        let description = format!("What the guide {} asks for", context.guide);
        vec![
            create_role(&name, &description, &actions, &listed(&titles)),
            assign(target, &name),
        ]
    }
}

/// Makes a role with these actions. It gives nothing until it is assigned.
fn create_role(name: &str, description: &str, actions: &[String], in_words: &str) -> Change {
    let title = format!("Make the Defender role {name}");
    let mut change = Change::new(TaskName::CreateDefenderRole, title)
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
fn assign(target: &Target, role: &str) -> Change {
    let principal = &target.object;
    let title = format!("Assign the Defender role {role} to {}", target.who);
    let mut change = Change::new(TaskName::AssignDefenderRole, title)
        .word("principal", &target.identity)
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
        Operation::Find(assigned(&principal.id()).matching("roleDefinitionId", id)),
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
pub(crate) fn take_back(target: &Target, role: &str) -> Change {
    let given = assign(target, role);
    let mut change = removal(&target.who, &target.identity, role);
    change.operations = given.undo;
    change.undo = given.operations;
    change.warning = Some(
        "The whole assignment goes. If it names others, take the principal out of it in the portal instead."
            .to_owned(),
    );
    change
}
