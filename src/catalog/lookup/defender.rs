//! Defender permissions in both models.

use crate::catalog::defender_actions::{gives, names};
use crate::catalog::{
    Catalog, ClassicPermission, Entitlement, Expansion, RoleInDefender, UnifiedPermission,
};
use crate::ids::RoleTemplateId;

impl Catalog {
    /// Every permission of the classic Defender model, by group and name.
    pub fn classic_permissions(&self) -> &[ClassicPermission] {
        &self.defender.classic
    }

    /// The classic permission with this group and name or an alias, in any case.
    ///
    /// One without a child in the portal is found by its group alone (an empty
    /// name), or by the same text twice.
    pub fn classic_permission(&self, group: &str, name: &str) -> Option<&ClassicPermission> {
        let (group, name) = (group.trim(), name.trim());
        let mut classic = self.defender.classic.iter();
        classic.find(|permission| permission.answers_to(group, name))
    }

    /// The entitlements that must be held together to hold one: a classic Defender permission is one or more
    /// unified ones (none where nothing is known to equal it), anything else is itself.
    pub fn parts(&self, asked: &Entitlement) -> Vec<Entitlement> {
        let Entitlement::DefenderClassic { group, name } = asked else {
            return vec![asked.clone()];
        };
        let classic = self.classic_permission(group, name);
        let ids = classic.map(|classic| classic.unified.as_slice());
        let ids = ids.unwrap_or_default().iter().cloned();
        ids.map(Entitlement::DefenderUnified).collect()
    }

    /// Every permission of Unified RBAC, by id.
    pub fn unified_permissions(&self) -> &[UnifiedPermission] {
        &self.defender.unified
    }

    /// The unified permission with this id of ours.
    pub fn unified_permission(&self, id: &str) -> Option<&UnifiedPermission> {
        let mut unified = self.defender.unified.iter();
        unified.find(|permission| permission.id == id)
    }

    /// The permissions that one action string of a Unified RBAC role gives.
    ///
    /// A wildcard that reaches nothing in the catalog is not `known` either: it
    /// gives something, and we cannot say what.
    pub fn expand_action(&self, action: &str) -> Expansion {
        let of = |gives: fn(&str, &str) -> bool| -> Vec<String> {
            let all = self.defender.unified.iter();
            all.filter(|permission| permission.actions.iter().any(|asked| gives(action, asked)))
                .map(|permission| permission.id.clone())
                .collect()
        };
        let permissions = of(gives);
        let named = of(names);
        // Where the action itself is not known, what it implies is all that is known of it.
        let implied = permissions
            .iter()
            .filter(|id| !named.is_empty() && !named.contains(id))
            .cloned()
            .collect();
        Expansion {
            wildcard: action.split('/').any(|segment| segment == "*"),
            known: !permissions.is_empty(),
            permissions,
            implied,
        }
    }

    /// The unified permissions that a directory role carries in Defender for Endpoint once
    /// Unified RBAC is active there; `None` when not known.
    pub fn role_in_defender(&self, role: RoleTemplateId) -> Option<&RoleInDefender> {
        self.defender.roles.iter().find(|entry| entry.role == role)
    }

    /// Directory roles that classic RBAC of Defender for Endpoint cuts off when it is turned on, sorted.
    pub fn cut_off_by_rbac(&self) -> impl Iterator<Item = RoleTemplateId> {
        let cut_off = self.defender.roles.iter().filter(|entry| entry.cut_off);
        cut_off.map(|entry| entry.role)
    }
}
