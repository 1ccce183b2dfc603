//! Roles of the directory and of Defender Unified RBAC.

use super::Owner;
use super::object::objects;
use super::{Field, Listed};
use crate::ids::{ObjectId, RoleTemplateId};
use crate::snapshot::Moment;
use serde::{Deserialize, Serialize};

objects! {
    /// `unifiedRoleAssignment`: a directory role that is active now.
    DirectoryRoleAssignment {
        /// The assignment's id.
        id: Field<String>,
        /// The holder: a user, group or service principal.
        principal_id: Field<ObjectId>,
        /// The role definition, which for a built-in role is its template id.
        role_definition_id: Field<RoleTemplateId>,
        /// `/` for the tenant, `/administrativeUnits/{id}`, or `/{object id}`.
        directory_scope_id: Field<String>,
        /// A scope inside an application, where the role has one.
        app_scope_id: Field<String>,
        /// The role, expanded.
        role_definition: Field<DirectoryRoleDefinition>,
    }

    /// `unifiedRoleAssignment` of a role that turning RBAC on would cut off, with its holder.
    RoleHolder {
        /// The assignment's id.
        id: Field<String>,
        /// The holder.
        principal_id: Field<ObjectId>,
        /// The role.
        role_definition_id: Field<RoleTemplateId>,
        /// The scope, as in an assignment.
        directory_scope_id: Field<String>,
        /// The holder, expanded: null where it was deleted or is of another tenant.
        principal: Field<Owner>,
    }

    /// `unifiedRoleDefinition` of the directory.
    DirectoryRoleDefinition {
        /// The definition's id.
        id: Field<RoleTemplateId>,
        /// The role's name.
        display_name: Field<String>,
        /// The template, for a built-in role.
        template_id: Field<RoleTemplateId>,
        /// True if it is built in.
        is_built_in: Field<bool>,
    }

    /// `unifiedRoleEligibilityScheduleInstance`: a directory role that can be activated.
    RoleEligibility {
        /// The instance's id.
        id: Field<String>,
        /// The eligible principal.
        principal_id: Field<ObjectId>,
        /// The role.
        role_definition_id: Field<RoleTemplateId>,
        /// The scope, as in an assignment.
        directory_scope_id: Field<String>,
        /// `Direct`, `Inherited` or `Group`.
        member_type: Field<String>,
        /// The start.
        start_date_time: Field<Moment>,
        /// The end; null if there is none.
        end_date_time: Field<Moment>,
    }

    /// `unifiedRoleAssignmentScheduleInstance`: an active directory role, with its type and its end.
    RoleSchedule {
        /// The instance's id.
        id: Field<String>,
        /// The holder.
        principal_id: Field<ObjectId>,
        /// The role.
        role_definition_id: Field<RoleTemplateId>,
        /// The scope, as in an assignment.
        directory_scope_id: Field<String>,
        /// `Assigned`, or `Activated` from an eligibility.
        assignment_type: Field<String>,
        /// `Direct`, `Inherited` or `Group`.
        member_type: Field<String>,
        /// The start.
        start_date_time: Field<Moment>,
        /// The end; null if there is none.
        end_date_time: Field<Moment>,
    }

    /// `unifiedRoleAssignmentMultiple` of Defender Unified RBAC (beta).
    DefenderRoleAssignment {
        /// The assignment's id.
        id: Field<String>,
        /// A name that its maker chose.
        display_name: Field<String>,
        /// The role.
        role_definition_id: Field<String>,
        /// Users and groups that hold it. Null does not mean that there are none.
        principal_ids: Listed<ObjectId>,
        /// `/`, empty or null: all devices and users.
        directory_scope_ids: Listed<String>,
        /// Data sources: `/` for all, `Mde`, `Mdo`, `Mdi`, …
        app_scope_ids: Listed<String>,
    }

    /// `unifiedRoleDefinition` of Defender Unified RBAC (beta).
    DefenderRoleDefinition {
        /// The definition's id.
        id: Field<String>,
        /// A name that its maker chose; several roles can share one.
        display_name: Field<String>,
        /// True if it is built in.
        is_built_in: Field<bool>,
        /// True if it is enabled.
        is_enabled: Field<bool>,
        /// The actions that it allows. Null does not mean that there are none.
        role_permissions: Listed<RolePermission>,
    }

    /// Actions that a role allows.
    RolePermission {
        /// Actions such as `microsoft.xdr/secops/securitydata/alerts/manage`; `*` stands for one or more segments.
        allowed_resource_actions: Listed<String>,
    }
}
