//! Requests about the candidates' groups and what they hold, and for the names of what is held.

use super::ledger::Ledger;
use crate::ids::{ObjectId, PermissionId};
use crate::scan::client::{Failure, Graph};
use crate::scan::requests::{ValueSet, batch};
use crate::snapshot::{Field, Group, Phase, SectionName};
use std::collections::{BTreeMap, BTreeSet};

/// The most groups that are asked about for directory roles.
const ROLE_GROUPS: usize = 25;
/// The most APIs and groups that are resolved.
pub(super) const RESOLVED: usize = 60;

/// The candidates' groups, by what they can give.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Groups {
    /// Every group, entered or to be entered.
    pub(super) all: BTreeSet<ObjectId>,
    /// Groups that a candidate can step into and is not in.
    pub(super) eligible: BTreeSet<ObjectId>,
    /// Groups that PIM can make eligible for directory roles.
    pub(super) assignable: BTreeSet<ObjectId>,
}

impl Groups {
    /// Takes others over.
    pub(super) fn absorb(&mut self, more: Self) {
        self.all.extend(more.all);
        self.eligible.extend(more.eligible);
        self.assignable.extend(more.assignable);
    }

    /// The groups that were not known before.
    pub(super) fn beyond(&self, known: &Self) -> Self {
        let new = |all: &BTreeSet<ObjectId>, known| all.difference(known).copied().collect();
        Self {
            all: new(&self.all, &known.all),
            eligible: new(&self.eligible, &known.eligible),
            assignable: new(&self.assignable, &known.assignable),
        }
    }
}

/// Reads them out of what was answered so far.
pub(super) fn groups(ledger: &Ledger) -> Groups {
    let entered = || {
        ledger
            .user_groups
            .objects()
            .chain(ledger.service_principal_groups.objects())
    };
    let mut all: BTreeSet<ObjectId> = entered().filter_map(|group| group.id.copied()).collect();
    // One that was stepped into is entered, and the eligibility for it stays beside that.
    let eligible: BTreeSet<ObjectId> = ledger
        .group_eligibility
        .objects()
        .filter_map(|found| found.group_id.copied())
        .filter(|id| !all.contains(id))
        .collect();
    // Directory roles go only to groups made for it, and Graph says `true` of those alone
    // (group resource, `isAssignableToRole`, default false). What a group holds is asked of
    // every group all the same, as that is one request for many.
    let mut assignable: BTreeSet<ObjectId> = entered()
        .filter(|group| may_be_assignable(group))
        .filter_map(|group| group.id.copied())
        .collect();
    let described: BTreeMap<ObjectId, bool> = ledger
        .eligible_groups
        .objects()
        .filter_map(|group| Some((group.id.copied()?, may_be_assignable(group))))
        .collect();
    // One that could not be looked at may be such a group.
    let unlike = |id: &&ObjectId| described.get(*id).is_none_or(|may| *may);
    assignable.extend(eligible.iter().filter(unlike));
    all.extend(&eligible);
    Groups {
        all,
        eligible,
        assignable,
    }
}

/// A group that directory roles may be assigned to. Null stands for the default, which is that they
/// may not (group resource, `isAssignableToRole`); what the answer leaves out tells nothing.
fn may_be_assignable(group: &Group) -> bool {
    match group.is_assignable_to_role {
        Field::Given(told) => told,
        Field::Null => false,
        Field::Absent | Field::Misfit(_) => true,
    }
}

/// Asks what these groups hold, in a ledger of its own.
pub(super) async fn look_behind(graph: &Graph<'_>, groups: &Groups) -> Ledger {
    let assignable: Vec<ObjectId> = groups.assignable.iter().copied().collect();
    let (role_groups, left_out) = assignable.split_at(assignable.len().min(ROLE_GROUPS));
    let (every_group, groups_gap) = capped(groups.all.iter().copied().collect(), "groups");
    let each = |groups: &[ObjectId]| -> Vec<ValueSet> {
        groups.iter().copied().map(ValueSet::principal).collect()
    };
    // What a group holds that can only be stepped into is not active, whatever its schedule says.
    let mut entered = role_groups.to_vec();
    entered.retain(|id| !groups.eligible.contains(id));
    let every_group = ValueSet::objects("principals", &every_group);
    let asked = [
        (SectionName::DirectoryRoles, every_group),
        (SectionName::RoleEligibility, each(role_groups)),
        (SectionName::RoleSchedules, each(&entered)),
    ];
    let batches = asked.map(|(section, sets)| batch(section, Phase::Read, &sets));
    let mut ledger = Ledger::ask_all(graph, batches.into()).await;
    ledger.directory_roles.gaps.extend(groups_gap);
    if !left_out.is_empty() {
        let gap = Failure::failed(format!(
            "the candidates are in more than {ROLE_GROUPS} groups that may hold directory roles, and only the first {ROLE_GROUPS} were asked about"
        ));
        ledger.role_eligibility.gaps.push(gap.clone());
        ledger.role_schedules.gaps.push(gap);
    }
    ledger
}

/// Asks for the names of APIs on which something is held, in a ledger of its own.
pub(super) async fn name_resources(graph: &Graph<'_>, known: &Ledger) -> Ledger {
    let (resources, gap) = capped(unknown_resources(known), "APIs");
    let sets = ValueSet::objects("resources", &resources);
    let apis = batch(SectionName::Resources, Phase::Follow, &sets);
    let mut ledger = Ledger::ask(graph, apis).await;
    ledger.resources.gaps.extend(gap);
    ledger
}

/// APIs on which something is held and whose names are not known yet.
fn unknown_resources(ledger: &Ledger) -> Vec<ObjectId> {
    let known = ledger.resources.objects();
    let known: BTreeSet<ObjectId> = known.filter_map(|api| api.id.copied()).collect();
    let plain = PermissionId::new(uuid::Uuid::nil());
    let of_users = ledger
        .user_app_roles
        .objects()
        // Plain access to an application, without a role in it, needs no name of a role.
        .filter(|held| !held.app_role_id.is(&plain))
        .filter_map(|held| held.resource_id.copied());
    let of_apps = ledger
        .app_role_assignments
        .objects()
        .filter_map(|held| held.resource_id.copied());
    let delegated = ledger
        .delegated_grants
        .objects()
        .filter_map(|held| held.resource_id.copied());
    let held: BTreeSet<ObjectId> = of_users.chain(of_apps).chain(delegated).collect();
    held.difference(&known).copied().collect()
}

/// The first ids, and a gap when there are more.
pub(super) fn capped(mut ids: Vec<ObjectId>, what: &str) -> (Vec<ObjectId>, Option<Failure>) {
    let gap = (ids.len() > RESOLVED).then(|| {
        Failure::failed(format!(
            "more than {RESOLVED} {what} were seen, and only the first {RESOLVED} were asked about"
        ))
    });
    ids.truncate(RESOLVED);
    (ids, gap)
}
