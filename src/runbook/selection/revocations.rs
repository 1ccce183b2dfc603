//! Revocations of access, whatever gives it: each grant is traced to the thing that carries it.

use super::planned::named;
use crate::access::{Grant, Held, Holder, Scope, Via};
use crate::actions::{
    Action, ChangeDefenderRole, Consent, Permission, RemoveDefenderAssignment, RemoveDirectoryRole,
    RemoveGroupEligibility, RemoveGroupMember, RemoveRoleEligibility, RevokeApplicationPermission,
    RevokeDelegatedPermission, RevokeUserAppRole, Role,
};
use crate::catalog::{Entitlement, PermissionType};
use crate::ids::{AppId, ObjectId};
use crate::runbook::index::TenantIndex;
use crate::snapshot::{DefenderRoleDefinition, Moment, SectionName, Sections};
use std::collections::{BTreeMap, BTreeSet};

/// The access that is taken away from one holder.
pub(in crate::runbook) struct Revocations<'a> {
    /// The actions.
    pub(in crate::runbook) actions: Vec<Action>,
    /// Grants that go, though nobody asked for it, because the same thing carries them.
    pub(in crate::runbook) along: Vec<&'a Grant>,
}

/// The grants of a holder, without what is only asked for.
pub(in crate::runbook) fn grants_of(holder: &Holder) -> impl Iterator<Item = &Grant> {
    holder
        .grants
        .iter()
        .filter(|grant| grant.held != Held::Requested)
}

/// The actions that take away the grants that are chosen.
pub(in crate::runbook) fn revocations<'a>(
    index: &TenantIndex<'_>,
    holder: &'a Holder,
    chosen: impl Fn(&Grant) -> bool,
) -> Revocations<'a> {
    let Some(snapshot) = index.snapshot else {
        return Revocations {
            actions: Vec::new(),
            along: Vec::new(),
        };
    };
    let tracer = Tracer {
        index,
        sections: &snapshot.sections,
        holder,
    };
    let (mut actions, carriers) = tracer.carried(&chosen);
    let mut lost_roles = BTreeSet::new();
    for (role, dropped) in carriers.roles {
        let taken = tracer.defender(&role, &dropped, &chosen);
        // What a role that is taken away whole gives beside the excess goes along with it.
        let unassigned = |one: &Action| matches!(one, Action::RemoveDefenderAssignment(_));
        if taken.iter().any(unassigned) {
            lost_roles.insert(role);
        }
        actions.extend(taken);
    }
    let along = grants_of(holder)
        .filter(|grant| !chosen(grant))
        .filter(|grant| match grant.via.first() {
            Some(Via::Group { id, .. } | Via::EligibleGroup { id, .. }) => {
                carriers.groups.contains(id)
            }
            Some(Via::DefenderRole { id, .. }) => lost_roles.contains(id),
            None => false,
        })
        .collect();
    Revocations {
        actions: actions.into_iter().collect(),
        along,
    }
}

/// The objects that carry several grants at once.
#[derive(Default)]
struct Carriers {
    groups: BTreeSet<ObjectId>,
    /// Roles of Defender, with the permissions that each is to lose.
    roles: BTreeMap<String, BTreeSet<String>>,
}

struct Tracer<'w, 'a> {
    index: &'w TenantIndex<'a>,
    sections: &'w Sections,
    holder: &'w Holder,
}

impl Tracer<'_, '_> {
    /// The actions for the chosen grants, but for those that a Defender role carries; and what carries the grants.
    fn carried(&self, chosen: &impl Fn(&Grant) -> bool) -> (BTreeSet<Action>, Carriers) {
        let mut actions = BTreeSet::new();
        let mut carriers = Carriers::default();
        for grant in grants_of(self.holder).filter(|grant| chosen(grant)) {
            match grant.via.first() {
                Some(Via::Group { id, name }) => {
                    carriers.groups.insert(*id);
                    let group = (*id, named(name.as_ref(), *id));
                    actions.insert(RemoveGroupMember(group).into());
                }
                Some(Via::EligibleGroup { id, name }) => {
                    carriers.groups.insert(*id);
                    let group = (*id, named(name.as_ref(), *id));
                    actions.insert(RemoveGroupEligibility(group).into());
                }
                Some(Via::DefenderRole { id, .. }) => {
                    let dropped = carriers.roles.entry(id.clone()).or_default();
                    if let Entitlement::DefenderUnified(permission) = &grant.entitlement {
                        dropped.insert(permission.clone());
                    }
                }
                None => actions.extend(self.direct(grant, chosen)),
            }
        }
        (actions, carriers)
    }

    /// A grant that no group and no Defender role carries.
    fn direct(&self, grant: &Grant, chosen: &impl Fn(&Grant) -> bool) -> Vec<Action> {
        match &grant.entitlement {
            Entitlement::DirectoryRole(id) => {
                let scope = match &grant.scope {
                    Scope::AdministrativeUnit(unit) => format!("/administrativeUnits/{unit}"),
                    Scope::Object(path) => path.clone(),
                    _ => "/".to_owned(),
                };
                let known = self.index.catalog.directory_role(*id);
                let name = known
                    .map(|role| role.name.clone())
                    .or_else(|| grant.name.clone());
                let role = Role {
                    id: *id,
                    name: name.unwrap_or_else(|| id.to_string()),
                    scope,
                    ends: grant.ends.moment().and_then(Moment::timestamp),
                    assignment: self.assignment(grant),
                };
                if grant.held == Held::Eligible {
                    vec![RemoveRoleEligibility(role).into()]
                } else {
                    vec![RemoveDirectoryRole(role).into()]
                }
            }
            Entitlement::ApiPermission {
                resource,
                kind: PermissionType::Application,
                value,
            } => self.app_role(grant, *resource, value),
            Entitlement::ApiPermission {
                resource, value, ..
            } => self.consent(grant, *resource, value, chosen),
            _ => Vec::new(),
        }
    }

    /// The id of the assignment that proves a directory role.
    fn assignment(&self, grant: &Grant) -> Option<String> {
        grant.seen.iter().find_map(|seen| match seen.section {
            SectionName::DirectoryRoles => {
                let assignments = self.sections.directory_roles.sightings();
                assignments.get(seen.item)?.object.id.cloned()
            }
            SectionName::RoleHolders => {
                let assignments = self.sections.role_holders.sightings();
                assignments.get(seen.item)?.object.id.cloned()
            }
            _ => None,
        })
    }

    fn app_role(&self, grant: &Grant, api: AppId, value: &str) -> Vec<Action> {
        let of_user = grant
            .seen
            .iter()
            .find(|seen| seen.section == SectionName::UserAppRoles);
        if let Some(seen) = of_user {
            let held = self.sections.user_app_roles.sightings().get(seen.item);
            let id = held.and_then(|seen| seen.object.id.cloned());
            let revoked = id.map(|assignment| {
                let gives = value.to_owned();
                RevokeUserAppRole { assignment, gives }.into()
            });
            return revoked.into_iter().collect();
        }
        let seen = grant
            .seen
            .iter()
            .find(|seen| seen.section == SectionName::AppRoleAssignments);
        let held = seen.and_then(|seen| {
            self.sections
                .app_role_assignments
                .sightings()
                .get(seen.item)
        });
        let revoked = held.and_then(|seen| {
            Some(Permission {
                id: seen.object.app_role_id.copied()?,
                value: value.to_owned(),
                assignment: Some(seen.object.id.cloned()?),
            })
        });
        revoked
            .map(|permission| {
                let api = self.index.api(api);
                RevokeApplicationPermission { api, permission }.into()
            })
            .into_iter()
            .collect()
    }

    fn consent(
        &self,
        grant: &Grant,
        api: AppId,
        value: &str,
        chosen: &impl Fn(&Grant) -> bool,
    ) -> Vec<Action> {
        let Some(seen) = grant
            .seen
            .iter()
            .find(|seen| seen.section == SectionName::DelegatedGrants)
        else {
            return Vec::new();
        };
        let Some(consent) = self.sections.delegated_grants.sightings().get(seen.item) else {
            return Vec::new();
        };
        let consent = &consent.object;
        let for_whom = match consent.principal_id.copied() {
            Some(user) if !consent.consent_type.says("AllPrincipals") => Consent::One(user),
            _ => Consent::Everybody,
        };
        let Some(id) = consent.id.cloned() else {
            return Vec::new();
        };
        // What of the same consent stays.
        let left: Vec<String> = grants_of(self.holder)
            .filter(|other| other.seen == grant.seen && !chosen(other))
            .filter_map(|other| match &other.entitlement {
                Entitlement::ApiPermission { value, .. } => {
                    Some(other.stored.clone().unwrap_or_else(|| value.clone()))
                }
                _ => None,
            })
            .collect();
        let act = RevokeDelegatedPermission {
            api: self.index.api(api),
            consent: for_whom,
            grant: id,
            scope: grant.stored.clone().unwrap_or_else(|| value.to_owned()),
            left,
        };
        vec![act.into()]
    }

    /// A Defender role that is assigned to the holder itself: shrunk where something of it is to stay,
    /// else taken away from the holder.
    fn defender(
        &self,
        role: &str,
        dropped: &BTreeSet<String>,
        chosen: &impl Fn(&Grant) -> bool,
    ) -> Vec<Action> {
        let definitions = self.sections.defender_roles.sightings().iter();
        let Some(definition) = definitions
            .map(|seen| &seen.object)
            .find(|definition| definition.id.says(role))
        else {
            return Vec::new();
        };
        let name = definition
            .display_name
            .cloned()
            .unwrap_or_else(|| role.to_owned());
        let direct = |grant: &&Grant| matches!(grant.via.as_slice(), [Via::DefenderRole { id, .. }] if id.eq_ignore_ascii_case(role));
        let kept: BTreeSet<String> = grants_of(self.holder)
            .filter(direct)
            .filter(|grant| !chosen(grant))
            .filter_map(|grant| match &grant.entitlement {
                Entitlement::DefenderUnified(id) if !dropped.contains(id) => Some(id.clone()),
                _ => None,
            })
            .collect();
        if kept.is_empty() || definition.is_built_in == Some(true) {
            return self.unassign(role, &name);
        }
        // What a role allows is written as a whole: one that was not seen whole is not shrunk.
        let Some(before) = allowed(definition) else {
            return self.unassign(role, &name);
        };
        let id = definition.id.cloned().unwrap_or_else(|| role.to_owned());
        let act = ChangeDefenderRole {
            role: id,
            name,
            left: self.left(&before, &kept),
            before,
        };
        vec![act.into()]
    }

    /// The actions that give what is kept and no more: as the role spells them where they do, else one by one.
    fn left(&self, before: &[String], kept: &BTreeSet<String>) -> Vec<String> {
        let catalog = self.index.catalog;
        let mut left = Vec::new();
        let mut given = BTreeSet::new();
        for action in before {
            let expansion = catalog.expand_action(action);
            let fits = expansion.known
                && !expansion.wildcard
                && expansion.permissions.iter().all(|id| kept.contains(id));
            if fits {
                left.push(action.clone());
                given.extend(expansion.permissions);
            }
        }
        let rest = kept.difference(&given);
        left.extend(rest.filter_map(|id| self.index.action(id)));
        left
    }

    fn unassign(&self, role: &str, name: &str) -> Vec<Action> {
        let assignments = self.sections.defender_assignments.sightings().iter();
        assignments
            .map(|seen| &seen.object)
            .filter(|assignment| {
                let holders = assignment.principal_ids.sightings();
                assignment.role_definition_id.says(role) && holders.contains(&self.holder.id)
            })
            .filter_map(|assignment| {
                // Whom an assignment is of is written as a whole too.
                let others = assignment.principal_ids.whole()?.iter().copied();
                let others = others.filter(|id| *id != self.holder.id).collect();
                let id = assignment.id.cloned()?;
                let act = RemoveDefenderAssignment {
                    assignment: id,
                    role: name.to_owned(),
                    others,
                };
                Some(act.into())
            })
            .collect()
    }
}

/// Every action that a role allows; `None` where the answer leaves some out.
fn allowed(definition: &DefenderRoleDefinition) -> Option<Vec<String>> {
    let mut actions = Vec::new();
    for permissions in definition.role_permissions.whole()? {
        actions.extend_from_slice(permissions.allowed_resource_actions.whole()?);
    }
    Some(actions)
}
