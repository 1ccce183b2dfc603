//! Directory roles: assigned, made lasting, and taken away.

use super::{Change, Handle, Terraform, listed};
use crate::catalog::TaskName;
use crate::ids::RoleTemplateId;
use crate::runbook::operation::{Body, Method, Operation, Read, Request, Text};
use crate::runbook::script::hcl::{self, Block, Value};
use jiff::Timestamp;

/// A role, and the directory scope that it is held in: `/` for the whole directory.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::runbook) struct Role {
    /// The definition's id.
    pub(in crate::runbook) id: RoleTemplateId,
    /// Its name.
    pub(in crate::runbook) name: String,
    /// Where.
    pub(in crate::runbook) scope: String,
    /// Until when it is held, where that is limited.
    pub(in crate::runbook) ends: Option<Timestamp>,
    /// The assignment's id, where it was seen.
    pub(in crate::runbook) assignment: Option<String>,
}

const ASSIGNMENTS: &str = "/roleManagement/directory/roleAssignments";

fn names(roles: &[Role]) -> String {
    listed(
        &roles
            .iter()
            .map(|role| role.name.clone())
            .collect::<Vec<_>>(),
    )
}

fn items(roles: &[Role]) -> Vec<(String, String)> {
    roles
        .iter()
        .map(|role| (role.id.to_string(), role.name.clone()))
        .collect()
}

/// Where roles are held, as the portal calls it.
fn places(roles: &[Role]) -> String {
    let places: Vec<String> = by_scope(roles)
        .map(
            |(scope, _)| match scope.strip_prefix("/administrativeUnits/") {
                Some(unit) => format!("the administrative unit {unit}"),
                None if scope == "/" => "the whole directory".to_owned(),
                None => scope.to_owned(),
            },
        )
        .collect();
    listed(&places)
}

/// Roles that share a scope, so that one loop can hold them.
fn by_scope(roles: &[Role]) -> impl Iterator<Item = (&str, &[Role])> {
    roles
        .chunk_by(|one, next| one.scope == next.scope)
        .filter_map(|chunk| chunk.first().map(|first| (first.scope.as_str(), chunk)))
}

fn held(name: &'static str, template: &'static str, principal: &Handle, scope: &str) -> Read {
    let filter = Text::known("principalId eq ")
        .and(principal.id().quoted())
        .and(" and roleDefinitionId eq ")
        .and(Text::item("role").quoted());
    Read::new(name, template, Vec::new())
        .filtered(filter)
        .matching("directoryScopeId", scope)
}

fn assigning(principal: &Handle, roles: &[Role]) -> Vec<Operation> {
    let mut operations = principal.find();
    for (scope, roles) in by_scope(roles) {
        let request = Request::new(Method::Post, ASSIGNMENTS, Vec::new()).with(vec![
            ("principalId", Body::text(principal.id())),
            ("roleDefinitionId", Body::text(Text::item("role"))),
            ("directoryScopeId", Body::text(scope)),
        ]);
        operations.push(Operation::Loop {
            name: "role",
            items: items(roles),
            body: vec![
                Operation::Find(held("assignment", ASSIGNMENTS, principal, scope)),
                Operation::unless("assignment", request),
            ],
        });
    }
    operations
}

fn removing(principal: &Handle, roles: &[Role]) -> Vec<Operation> {
    let mut operations = principal.find();
    for (scope, roles) in by_scope(roles) {
        let request = Request::new(
            Method::Delete,
            "/roleManagement/directory/roleAssignments/{}",
            vec![Text::found("assignment", "id")],
        );
        operations.push(Operation::Loop {
            name: "role",
            items: items(roles),
            body: vec![
                Operation::Find(held("assignment", ASSIGNMENTS, principal, scope)),
                Operation::Each {
                    name: "assignment",
                    request,
                },
            ],
        });
    }
    operations
}

fn block(principal: &Value, role: &Role, label: &str) -> Block {
    Block::resource("azuread_directory_role_assignment", label)
        .with("role_id", Value::text(role.id))
        .with("principal_object_id", principal.clone())
        .with_scope(&role.scope)
}

impl Block {
    fn with_scope(self, scope: &str) -> Self {
        if scope == "/" {
            self
        } else {
            self.with("directory_scope_id", Value::text(scope))
        }
    }
}

/// A label of our own making for a role, by its place.
fn label(role: &Role, at: usize) -> String {
    let plain: String = role
        .name
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == ' ')
        .map(|c| {
            if c == ' ' {
                '_'
            } else {
                c.to_ascii_lowercase()
            }
        })
        .take(40)
        .collect();
    if plain.starts_with(|c: char| c.is_ascii_alphabetic()) {
        format!("{plain}_{}", at + 1)
    } else {
        format!("role_{}", at + 1)
    }
}

/// Assigns roles, active and for as long as nobody takes them away.
pub(in crate::runbook) fn assign(who: &str, principal: &Handle, roles: &[Role]) -> Change {
    let title = format!("Assign {} to {who}", names(roles));
    let mut change = Change::new(TaskName::AssignDirectoryRole, title)
        .word("principal", who)
        .word("role", names(roles))
        .word("scope", places(roles));
    change.operations = assigning(principal, roles);
    change.undo = removing(principal, roles);
    let (mut blocks, id) = principal.terraform();
    let numbered = roles.iter().enumerate();
    blocks.extend(numbered.map(|(at, role)| block(&id, role, &label(role, at))));
    change.terraform = Terraform::Add(hcl::blocks(&blocks));
    change
}

/// Takes away active assignments.
pub(in crate::runbook) fn remove(who: &str, principal: &Handle, roles: &[Role]) -> Change {
    let title = format!("Take {} away from {who}", names(roles));
    let mut change = Change::new(TaskName::RemoveDirectoryRole, title)
        .word("principal", who)
        .word("role", names(roles))
        .word("scope", places(roles))
        .taking_away();
    change.operations = removing(principal, roles);
    change.undo = assigning(principal, roles);
    let (mut blocks, id) = principal.terraform();
    let managed: Vec<(&Role, &String)> = roles
        .iter()
        .filter_map(|role| Some((role, role.assignment.as_ref()?)))
        .collect();
    for (at, (role, assignment)) in managed.iter().enumerate() {
        let label = label(role, at);
        let to = format!("azuread_directory_role_assignment.{label}");
        let at = format!("/roleManagement/directory/roleAssignments/{assignment}");
        blocks.push(Block::import(&to, &at));
        blocks.push(block(&id, role, &label));
    }
    if managed.len() == roles.len() {
        change.terraform = Terraform::TakeAway(hcl::blocks(&blocks));
    }
    change
}

const ELIGIBLE: &str = "/roleManagement/directory/roleEligibilityScheduleInstances";
const ELIGIBILITY_REQUESTS: &str = "/roleManagement/directory/roleEligibilityScheduleRequests";
const SCHEDULED: &str = "/roleManagement/directory/roleAssignmentScheduleInstances";
const SCHEDULE_REQUESTS: &str = "/roleManagement/directory/roleAssignmentScheduleRequests";
/// Why, as PIM's history will show it.
pub(super) const JUSTIFICATION: &str = "Runbook of rolecall";

/// What a request to PIM says.
fn asked(action: &'static str, principal: &Handle, scope: &str) -> Vec<(&'static str, Body)> {
    vec![
        ("action", Body::text(action)),
        ("principalId", Body::text(principal.id())),
        ("roleDefinitionId", Body::text(Text::item("role"))),
        ("directoryScopeId", Body::text(scope)),
        ("justification", Body::text(JUSTIFICATION)),
    ]
}

/// From now on, without an end.
pub(super) fn lasting(from: Timestamp) -> (&'static str, Body) {
    until(from, None)
}

/// From now on, until a moment or without an end.
fn until(from: Timestamp, end: Option<Timestamp>) -> (&'static str, Body) {
    let expiration = Body::Object(match end {
        Some(end) => vec![
            ("type", Body::text("afterDateTime")),
            ("endDateTime", Body::text(end.to_string())),
        ],
        None => vec![("type", Body::text("noExpiration"))],
    });
    let schedule = vec![
        ("startDateTime", Body::text(from.to_string())),
        ("expiration", expiration),
    ];
    ("scheduleInfo", Body::Object(schedule))
}

/// Takes away eligible assignments.
pub(in crate::runbook) fn remove_eligibility(
    who: &str,
    principal: &Handle,
    roles: &[Role],
    now: Timestamp,
) -> Change {
    let title = format!("End the eligibility of {who} for {}", names(roles));
    let mut change = Change::new(TaskName::RemoveRoleEligibility, title)
        .word("principal", who)
        .word("role", names(roles))
        .word("scope", places(roles))
        .taking_away();
    let all = |write: &dyn Fn(&str, Option<Timestamp>) -> Operation| {
        let mut operations = principal.find();
        let alike = |one: &Role, next: &Role| one.scope == next.scope && one.ends == next.ends;
        for roles in roles.chunk_by(alike) {
            let Some(Role { scope, ends, .. }) = roles.first() else {
                continue;
            };
            operations.push(Operation::Loop {
                name: "role",
                items: items(roles),
                body: vec![
                    Operation::Find(held("eligibility", ELIGIBLE, principal, scope)),
                    write(scope, *ends),
                ],
            });
        }
        operations
    };
    let request = |body| Request::new(Method::Post, ELIGIBILITY_REQUESTS, Vec::new()).with(body);
    change.operations = all(&|scope, _| {
        let body = asked("adminRemove", principal, scope);
        Operation::if_found("eligibility", request(body))
    });
    change.undo = all(&|scope, end| {
        let mut body = asked("adminAssign", principal, scope);
        body.push(until(now, end));
        Operation::unless("eligibility", request(body))
    });
    change
}

/// Makes an active assignment last that would end, or that only an activation gives.
pub(in crate::runbook) fn extend(
    who: &str,
    principal: &Handle,
    roles: &[Role],
    now: Timestamp,
) -> Change {
    let title = format!("Let {} of {who} last", names(roles));
    let mut change = Change::new(TaskName::ExtendRole, title)
        .word("principal", who)
        .word("role", names(roles));
    let mut operations = principal.find();
    for (scope, roles) in by_scope(roles) {
        let read =
            held("assigned", SCHEDULED, principal, scope).matching("assignmentType", "Assigned");
        let request = |action| {
            let mut body = asked(action, principal, scope);
            body.push(lasting(now));
            Request::new(Method::Post, SCHEDULE_REQUESTS, Vec::new()).with(body)
        };
        operations.push(Operation::Loop {
            name: "role",
            items: items(roles),
            body: vec![
                Operation::Find(read),
                Operation::if_found("assigned", request("adminUpdate")),
                Operation::unless("assigned", request("adminAssign")),
            ],
        });
    }
    change.operations = operations;
    change.before = "an assignment is listed where there is one that ends; none where only an activation gives the role";
    change.after = "every line names an assignment, and in the portal its end is permanent";
    change
}
