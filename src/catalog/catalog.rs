//! The whole catalog, and what can be asked of it.

use super::action::{gives, names};
use super::company::Look;
use super::{
    ApiPermission, ApiResource, ClassicPermission, Cover, CredentialLimits, DirectoryRole,
    Entitlement, Expansion, GuestAccess, Licences, PermissionType, Risk, UnifiedPermission,
};
use crate::ids::{AppId, PermissionId, RoleTemplateId};

/// What a directory role carries in Unified RBAC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleInDefender {
    /// The directory role.
    pub role: RoleTemplateId,
    /// Ids of the unified permissions, sorted.
    pub unified: Vec<String>,
    /// Whether whoever holds only this is refused once classic RBAC is on.
    pub cut_off: bool,
    /// Where this was read.
    pub source: String,
}

/// The whole catalog. Every list is sorted.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    pub(super) directory_roles: Vec<DirectoryRole>,
    pub(super) resources: Vec<ApiResource>,
    pub(super) classic: Vec<ClassicPermission>,
    pub(super) unified: Vec<UnifiedPermission>,
    pub(super) roles_in_defender: Vec<RoleInDefender>,
    pub(super) licences: Licences,
    pub(super) covers: Vec<Cover>,
    pub(super) guest_access: GuestAccess,
    /// Legal forms of companies, each as the words that it is written in.
    pub(super) legal_forms: Vec<Vec<String>>,
    /// Letters that are read as others.
    pub(super) looks: Vec<Look>,
    pub(super) credential_limits: CredentialLimits,
}

impl Catalog {
    /// Every directory role, by name.
    pub fn directory_roles(&self) -> &[DirectoryRole] {
        &self.directory_roles
    }

    /// The directory role with this template id.
    pub fn directory_role(&self, id: RoleTemplateId) -> Option<&DirectoryRole> {
        self.directory_roles.iter().find(|role| role.id == id)
    }

    /// The directory role with this name, in any case of its ASCII letters.
    pub fn directory_role_named(&self, name: &str) -> Option<&DirectoryRole> {
        self.directory_roles
            .iter()
            .find(|role| role.name.eq_ignore_ascii_case(name))
    }

    /// Every API, by name.
    pub fn resources(&self) -> &[ApiResource] {
        &self.resources
    }

    /// The API with this application id.
    pub fn resource(&self, app: AppId) -> Option<&ApiResource> {
        self.resources
            .iter()
            .find(|resource| resource.app_id == app)
    }

    /// The API with this short name, such as `WindowsDefenderATP`, in any case.
    pub fn resource_named(&self, name: &str) -> Option<&ApiResource> {
        self.resources
            .iter()
            .find(|resource| resource.name.eq_ignore_ascii_case(name))
    }

    /// The permission with this value, spelled exactly, of an API and a type.
    pub fn api_permission(
        &self,
        resource: AppId,
        kind: PermissionType,
        value: &str,
    ) -> Option<&ApiPermission> {
        self.resource(resource)?
            .permissions
            .iter()
            .find(|permission| permission.kind == kind && permission.value == value)
    }

    /// The permission with this id, of an API and a type. Ids hold for the global cloud.
    pub fn api_permission_by_id(
        &self,
        resource: AppId,
        kind: PermissionType,
        id: PermissionId,
    ) -> Option<&ApiPermission> {
        self.resource(resource)?
            .permissions
            .iter()
            .find(|permission| permission.kind == kind && permission.id == id)
    }

    /// The API of the scope that Microsoft's sign-in adds to any consent under this value, in any case.
    pub fn sign_in_scope(&self, value: &str) -> Option<AppId> {
        let added = |permission: &ApiPermission| {
            permission.comes_with_consent && permission.value.eq_ignore_ascii_case(value)
        };
        let mut apis = self.resources.iter();
        apis.find(|api| api.permissions.iter().any(added))
            .map(|api| api.app_id)
    }

    /// Every permission of the classic Defender model, by group and name.
    pub fn classic_permissions(&self) -> &[ClassicPermission] {
        &self.classic
    }

    /// The classic permission with this group and name or an alias, in any case.
    ///
    /// One without a child in the portal is found by its group alone (an empty
    /// name), or by the same text twice.
    pub fn classic_permission(&self, group: &str, name: &str) -> Option<&ClassicPermission> {
        let (group, name) = (group.trim(), name.trim());
        self.classic
            .iter()
            .find(|permission| permission.answers_to(group, name))
    }

    /// What must be held together to hold an entitlement: a classic Defender permission is one or more
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
        &self.unified
    }

    /// The unified permission with this id of ours.
    pub fn unified_permission(&self, id: &str) -> Option<&UnifiedPermission> {
        self.unified.iter().find(|permission| permission.id == id)
    }

    /// What one action string of a Unified RBAC role gives.
    ///
    /// A wildcard that reaches nothing in the catalog is not `known` either: it
    /// gives something, and we cannot say what.
    pub fn expand_action(&self, action: &str) -> Expansion {
        let of = |gives: fn(&str, &str) -> bool| -> Vec<String> {
            let all = self.unified.iter();
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

    /// Ids of the unified permissions that a directory role carries in Defender
    /// for Endpoint once Unified RBAC is active there; `None` when not known.
    pub fn defender_permissions_of_role(&self, role: RoleTemplateId) -> Option<&[String]> {
        self.role_in_defender(role)
            .map(|entry| entry.unified.as_slice())
    }

    /// The same with its source.
    pub fn role_in_defender(&self, role: RoleTemplateId) -> Option<&RoleInDefender> {
        self.roles_in_defender
            .iter()
            .find(|entry| entry.role == role)
    }

    /// Directory roles that classic RBAC of Defender for Endpoint cuts off when it is turned on, sorted.
    pub fn cut_off_by_rbac(&self) -> impl Iterator<Item = RoleTemplateId> {
        let cut_off = self.roles_in_defender.iter().filter(|entry| entry.cut_off);
        cut_off.map(|entry| entry.role)
    }

    /// What the subscription list shows, and which permissions work under which plan.
    pub fn licences(&self) -> &Licences {
        &self.licences
    }

    /// How long credentials may be said to live.
    pub const fn credential_limits(&self) -> CredentialLimits {
        self.credential_limits
    }

    /// What may stop a guest at the door.
    pub const fn guest_access(&self) -> &GuestAccess {
        &self.guest_access
    }

    /// Why holding `held` includes `asked`; `None` when that is not known, or when they are the same.
    pub fn covers(&self, held: &Entitlement, asked: &Entitlement) -> Option<&Cover> {
        self.covers
            .iter()
            .find(|cover| cover.held == *held && cover.asked == *asked)
    }

    /// How much harm it can do; `None` means unrated, which is not low.
    pub fn risk(&self, entitlement: &Entitlement) -> Option<&Risk> {
        match entitlement {
            Entitlement::DirectoryRole(id) => self.directory_role(*id)?.risk.as_ref(),
            Entitlement::ApiPermission {
                resource,
                kind,
                value,
            } => self.api_permission(*resource, *kind, value)?.risk.as_ref(),
            Entitlement::DefenderClassic { group, name } => {
                self.classic_permission(group, name)?.risk.as_ref()
            }
            Entitlement::DefenderUnified(id) => self.unified_permission(id)?.risk.as_ref(),
            Entitlement::DefenderAction(_) => None,
        }
    }
}

impl ClassicPermission {
    fn answers_to(&self, group: &str, name: &str) -> bool {
        let label = |text: &str| {
            self.name.eq_ignore_ascii_case(text)
                || self
                    .aliases
                    .iter()
                    .any(|alias| alias.eq_ignore_ascii_case(text))
        };
        if self.group == self.name {
            return label(group) && (name.is_empty() || label(name));
        }
        let both = format!("{group} / {name}");
        (self.group.eq_ignore_ascii_case(group) && label(name))
            || self
                .aliases
                .iter()
                .any(|alias| alias.eq_ignore_ascii_case(&both))
    }
}
