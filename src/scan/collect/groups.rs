//! The third wave: what the candidates' groups hold, and the names of what is held; then Defender roles.

use super::ledger::{Answers, Ledger, ask};
use super::lookups::Candidates;
use crate::ids::ObjectId;
use crate::scan::client::{Failure, Graph, Kind};
use crate::scan::requests::{Get, build};
use crate::snapshot::DefenderRoleAssignment;
use std::collections::BTreeSet;

/// The most groups that are asked about one by one for Defender roles. Beyond, one list of all
/// assignments is shorter: a tenant has few, and their number does not grow with its users.
const DEFENDER_ONE_BY_ONE: usize = 2;
/// The most groups that are asked about for directory roles.
const ROLE_GROUPS: usize = 25;
/// The most APIs, eligible groups and Defender roles that are resolved.
const RESOLVED: usize = 60;

/// The candidates' groups, by what they can give.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Groups {
    /// Every group, entered or to be entered.
    pub(super) all: BTreeSet<ObjectId>,
    /// Groups that a candidate can step into.
    pub(super) eligible: BTreeSet<ObjectId>,
    /// Groups that PIM can make eligible for directory roles.
    pub(super) assignable: Vec<ObjectId>,
}

/// Reads them out of the second wave.
pub(super) fn groups(ledger: &Ledger) -> Groups {
    let eligible: BTreeSet<ObjectId> = ledger
        .group_eligibility
        .objects()
        .map(|found| found.group_id)
        .collect();
    let entered = || {
        ledger
            .user_groups
            .objects()
            .chain(ledger.service_principal_groups.objects())
    };
    let mut all: BTreeSet<ObjectId> = entered().map(|group| group.id).collect();
    // Directory roles go only to groups made for it, and Graph says `true` of those alone
    // (group resource, `isAssignableToRole`, default false). What a group holds is asked of
    // every group all the same, as that is one request for many.
    let mut assignable: BTreeSet<ObjectId> = entered()
        .filter(|group| group.is_assignable_to_role == Some(true))
        .map(|group| group.id)
        .collect();
    assignable.extend(&eligible);
    all.extend(&eligible);
    Groups {
        all,
        eligible,
        assignable: assignable.into_iter().collect(),
    }
}

/// Makes the third wave.
pub(super) async fn look_behind(graph: &Graph<'_>, groups: &Groups, ledger: &mut Ledger) {
    let (role_groups, left_out) = groups
        .assignable
        .split_at(groups.assignable.len().min(ROLE_GROUPS));
    let (every_group, groups_gap) = capped(groups.all.iter().copied().collect(), "groups");
    let each =
        |get: fn(ObjectId) -> Get| -> Vec<Get> { role_groups.iter().map(|id| get(*id)).collect() };
    // What a group holds that can only be stepped into is not active, whatever its schedule says.
    let entered = role_groups
        .iter()
        .filter(|id| !groups.eligible.contains(id));
    let schedules = entered.map(|id| build::role_schedules(*id)).collect();
    let (eligible, eligible_gap) = capped(
        groups.eligible.iter().copied().collect(),
        "groups to step into",
    );
    let (resources, resources_gap) = capped(unknown_resources(ledger), "APIs");
    let (directory, eligibility, schedules, defender, details, apis) = tokio::join!(
        ask(graph, build::directory_roles(&every_group)),
        ask(graph, each(build::role_eligibility)),
        ask(graph, schedules),
        ask(
            graph,
            defender_requests(&ledger.defender_assignments, groups)
        ),
        ask(graph, build::eligible_groups(&eligible)),
        ask(graph, build::resources_by_id(&resources)),
    );
    ledger.directory_roles.add(directory);
    ledger.directory_roles.gaps.extend(groups_gap);
    ledger.role_eligibility.add(eligibility);
    ledger.role_schedules.add(schedules);
    ledger.defender_assignments.add(defender);
    ledger.eligible_groups.add(details);
    ledger.resources.add(apis);
    ledger.eligible_groups.gaps.extend(eligible_gap);
    ledger
        .eligible_groups
        .silent("no group was seen that a candidate can step into");
    ledger.resources.gaps.extend(resources_gap);
    if !left_out.is_empty() {
        let gap = Failure::failed(format!(
            "the candidates are in more than {ROLE_GROUPS} groups that may hold directory roles, and only the first {ROLE_GROUPS} were asked about"
        ));
        ledger.role_eligibility.gaps.push(gap.clone());
        ledger.role_schedules.gaps.push(gap);
    }
}

/// One request a group, or one list of all when there are many groups or the filter was refused.
fn defender_requests(asked: &Answers<DefenderRoleAssignment>, groups: &Groups) -> Vec<Get> {
    if groups.all.len() > DEFENDER_ONE_BY_ONE || filter_refused(asked) {
        return vec![build::defender_assignments_all()];
    }
    groups
        .all
        .iter()
        .map(|id| build::defender_assignments(*id))
        .collect()
}

fn filter_refused(asked: &Answers<DefenderRoleAssignment>) -> bool {
    asked
        .made
        .iter()
        .any(|answer| is_refused_filter(answer.failure.as_ref()))
}

fn is_refused_filter(failure: Option<&Failure>) -> bool {
    failure.is_some_and(|failure| failure.kind == Kind::NotUnderstood)
}

/// Where the filter was refused, the whole list stands in for it; others' assignments are dropped.
pub(super) async fn settle_defender(
    graph: &Graph<'_>,
    whom: &Candidates,
    groups: &Groups,
    ledger: &mut Ledger,
) {
    let all = build::defender_assignments_all();
    let listed = |ledger: &Ledger| {
        ledger
            .defender_assignments
            .made
            .iter()
            .any(|answer| answer.request.subject.is_none())
    };
    if filter_refused(&ledger.defender_assignments) && !listed(ledger) {
        let list = ask(graph, vec![all]).await;
        ledger.defender_assignments.add(list);
    }
    let listed = listed(ledger);
    let ours: BTreeSet<ObjectId> = whom.users.iter().chain(&groups.all).copied().collect();
    for answer in &mut ledger.defender_assignments.made {
        if listed && answer.request.subject.is_some() && is_refused_filter(answer.failure.as_ref())
        {
            answer.failure = None;
        }
        answer
            .items
            .retain(|item| item.object.principal_ids.iter().any(|id| ours.contains(id)));
    }
}

/// The fourth wave: what the Defender roles that were seen allow.
pub(super) async fn look_into_roles(graph: &Graph<'_>, ledger: &mut Ledger) {
    let ids: BTreeSet<&str> = ledger
        .defender_assignments
        .objects()
        .map(|assignment| assignment.role_definition_id.as_str())
        .collect();
    let mut gaps = Vec::new();
    if ids.len() > RESOLVED {
        gaps.push(too_many("Defender roles"));
    }
    let mut gets = Vec::new();
    for id in ids.iter().take(RESOLVED) {
        match build::defender_role(id) {
            Some(get) => gets.push(get),
            None => gaps.push(Failure::failed(
                "an assignment names a Defender role by something that is no id",
            )),
        }
    }
    let mut roles = ask(graph, gets).await;
    for answer in &mut roles {
        if let Some(failure) = answer
            .failure
            .as_mut()
            .filter(|failure| failure.kind == Kind::Gone)
        {
            "an assignment names a Defender role that is not there any more"
                .clone_into(&mut failure.problem.message);
        }
    }
    ledger.defender_roles.add(roles);
    ledger.defender_roles.gaps.extend(gaps);
    ledger
        .defender_roles
        .silent("no Defender assignment of a candidate was seen");
}

/// APIs on which something is held and whose names are not known yet.
fn unknown_resources(ledger: &Ledger) -> Vec<ObjectId> {
    let known: BTreeSet<ObjectId> = ledger.resources.objects().map(|api| api.id).collect();
    let nil = uuid::Uuid::nil();
    let of_users = ledger
        .user_app_roles
        .objects()
        // Plain access to an application, without a role in it, needs no name of a role.
        .filter(|held| held.app_role_id.uuid() != nil)
        .map(|held| held.resource_id);
    let of_apps = ledger
        .app_role_assignments
        .objects()
        .map(|held| held.resource_id);
    let delegated = ledger
        .delegated_grants
        .objects()
        .map(|held| held.resource_id);
    let held: BTreeSet<ObjectId> = of_users.chain(of_apps).chain(delegated).collect();
    held.difference(&known).copied().collect()
}

fn capped(mut ids: Vec<ObjectId>, what: &str) -> (Vec<ObjectId>, Option<Failure>) {
    let gap = (ids.len() > RESOLVED).then(|| too_many(what));
    ids.truncate(RESOLVED);
    (ids, gap)
}

fn too_many(what: &str) -> Failure {
    Failure::failed(format!(
        "more than {RESOLVED} {what} were seen, and only the first {RESOLVED} were asked about"
    ))
}
