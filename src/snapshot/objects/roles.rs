//! Roles of the directory and of Defender Unified RBAC.

use super::Owner;
use super::object::{null_is_empty, objects};
use crate::ids::{ObjectId, RoleTemplateId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

objects! {
    /// `unifiedRoleAssignment`: a directory role that is active now.
    DirectoryRoleAssignment {
        /// The assignment's id.
        id: String,
        /// Who holds it: a user, group or service principal.
        principal_id: ObjectId,
        /// The role definition, which for a built-in role is its template id.
        role_definition_id: RoleTemplateId,
        /// `/` for the tenant, `/administrativeUnits/{id}`, or `/{object id}`.
        #[serde(default)]
        directory_scope_id: Option<String>,
        /// A scope inside an application, where the role has one.
        #[serde(default)]
        app_scope_id: Option<String>,
        /// The role, expanded.
        #[serde(default)]
        role_definition: Option<DirectoryRoleDefinition>,
    }

    /// `unifiedRoleAssignment` of a role that turning RBAC on would cut off, with who holds it.
    RoleHolder {
        /// The assignment's id.
        id: String,
        /// Who holds it.
        principal_id: ObjectId,
        /// The role.
        role_definition_id: RoleTemplateId,
        /// The scope, as in an assignment.
        #[serde(default)]
        directory_scope_id: Option<String>,
        /// The holder, expanded: null where it was deleted or is of another tenant.
        #[serde(default)]
        principal: Option<Owner>,
    }

    /// `unifiedRoleDefinition` of the directory.
    DirectoryRoleDefinition {
        /// The definition's id.
        #[serde(default)]
        id: Option<RoleTemplateId>,
        /// The role's name.
        #[serde(default)]
        display_name: Option<String>,
        /// The template, for a built-in role.
        #[serde(default)]
        template_id: Option<RoleTemplateId>,
        /// Whether Microsoft made it.
        #[serde(default)]
        is_built_in: Option<bool>,
    }

    /// `unifiedRoleEligibilityScheduleInstance`: a directory role that can be activated.
    RoleEligibility {
        /// The instance's id.
        id: String,
        /// Who is eligible.
        principal_id: ObjectId,
        /// The role.
        role_definition_id: RoleTemplateId,
        /// The scope, as in an assignment.
        #[serde(default)]
        directory_scope_id: Option<String>,
        /// `Direct`, `Inherited` or `Group`.
        #[serde(default)]
        member_type: Option<String>,
        /// From when.
        #[serde(default)]
        start_date_time: Option<Timestamp>,
        /// Until when; null for ever.
        #[serde(default)]
        end_date_time: Option<Timestamp>,
    }

    /// `unifiedRoleAssignmentScheduleInstance`: an active directory role, with how and until when.
    RoleSchedule {
        /// The instance's id.
        id: String,
        /// Who holds it.
        principal_id: ObjectId,
        /// The role.
        role_definition_id: RoleTemplateId,
        /// The scope, as in an assignment.
        #[serde(default)]
        directory_scope_id: Option<String>,
        /// `Assigned`, or `Activated` from an eligibility.
        #[serde(default)]
        assignment_type: Option<String>,
        /// `Direct`, `Inherited` or `Group`.
        #[serde(default)]
        member_type: Option<String>,
        /// From when.
        #[serde(default)]
        start_date_time: Option<Timestamp>,
        /// Until when; null for ever.
        #[serde(default)]
        end_date_time: Option<Timestamp>,
    }

    /// `unifiedRoleAssignmentMultiple` of Defender Unified RBAC (beta).
    DefenderRoleAssignment {
        /// The assignment's id.
        id: String,
        /// A claim of whoever made it.
        #[serde(default)]
        display_name: Option<String>,
        /// The role.
        role_definition_id: String,
        /// Users and groups that hold it. Null would not mean nobody, so it does not fit.
        principal_ids: Vec<ObjectId>,
        /// `/`, empty or null: all devices and users.
        #[serde(default, deserialize_with = "null_is_empty")]
        directory_scope_ids: Vec<String>,
        /// Data sources: `/` for all, `Mde`, `Mdo`, `Mdi`, …
        #[serde(default, deserialize_with = "null_is_empty")]
        app_scope_ids: Vec<String>,
    }

    /// `unifiedRoleDefinition` of Defender Unified RBAC (beta).
    DefenderRoleDefinition {
        /// The definition's id.
        id: String,
        /// A claim of whoever made it; several roles can share one.
        #[serde(default)]
        display_name: Option<String>,
        /// Whether Microsoft made it.
        #[serde(default)]
        is_built_in: Option<bool>,
        /// Whether it is switched on.
        #[serde(default)]
        is_enabled: Option<bool>,
        /// What it allows. Null would not mean nothing, so it does not fit.
        role_permissions: Vec<RolePermission>,
    }

    /// Actions that a role allows.
    RolePermission {
        /// Actions such as `microsoft.xdr/secops/securitydata/alerts/manage`; `*` stands for one or more segments.
        allowed_resource_actions: Vec<String>,
    }
}
