//! How the data files look. They are their own structs, so that a slip in a
//! file is an error with a place and never a silent default.

use super::{Basis, Check, Circumstance, DefenderLevel, PermissionType, Risk, Subject, TaskName};
use crate::ids::{AppId, PermissionId, RoleTemplateId};
use serde::Deserialize;
use toml::Spanned;
use uuid::Uuid;

/// `catalog/directory-roles.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RoleFile {
    #[serde(rename = "checked")]
    pub(super) _checked: String,
    pub(super) role: Vec<RoleEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RoleEntry {
    pub(super) id: Spanned<RoleTemplateId>,
    pub(super) name: Spanned<String>,
    pub(super) privileged: bool,
    pub(super) description: String,
    pub(super) risk: Option<Risk>,
    pub(super) source: String,
}

/// A file in `catalog/api/`: one API.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ApiFile {
    #[serde(rename = "checked")]
    pub(super) _checked: String,
    pub(super) resource: ResourceEntry,
    #[serde(default)]
    pub(super) permission: Vec<PermissionEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ResourceEntry {
    pub(super) app_id: Spanned<AppId>,
    pub(super) name: Spanned<String>,
    pub(super) title: String,
    pub(super) source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct PermissionEntry {
    #[serde(rename = "type")]
    pub(super) kind: PermissionType,
    pub(super) value: Spanned<String>,
    pub(super) id: Spanned<PermissionId>,
    pub(super) title: String,
    pub(super) allows: Option<String>,
    pub(super) admin_consent: bool,
    #[serde(default)]
    pub(super) comes_with_consent: bool,
    #[serde(default)]
    pub(super) legacy_user_role: bool,
    pub(super) risk: Option<Risk>,
    pub(super) source: String,
}

/// `catalog/defender.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct DefenderFile {
    #[serde(rename = "checked")]
    pub(super) _checked: String,
    pub(super) unified: Vec<UnifiedEntry>,
    pub(super) classic: Vec<ClassicEntry>,
    pub(super) entra_role: Vec<EntraRoleEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct UnifiedEntry {
    pub(super) id: Spanned<String>,
    pub(super) group: String,
    pub(super) subgroup: Option<String>,
    pub(super) name: String,
    pub(super) level: DefenderLevel,
    pub(super) actions: Vec<String>,
    pub(super) certain: bool,
    pub(super) risk: Option<Risk>,
    pub(super) source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ClassicEntry {
    pub(super) group: String,
    pub(super) name: Spanned<String>,
    pub(super) aliases: Vec<String>,
    pub(super) means: String,
    pub(super) unified: Vec<Spanned<String>>,
    pub(super) risk: Option<Risk>,
    pub(super) source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct EntraRoleEntry {
    pub(super) id: Spanned<RoleTemplateId>,
    pub(super) unified: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) cut_off: bool,
    pub(super) source: String,
}

/// `catalog/covers.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct CoverFile {
    #[serde(rename = "checked")]
    pub(super) _checked: String,
    pub(super) cover: Vec<CoverEntry>,
    #[serde(default)]
    pub(super) defender_cover: Vec<DefenderCoverEntry>,
}

/// One permission of Unified RBAC that includes another, by their ids.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct DefenderCoverEntry {
    pub(super) held: Spanned<String>,
    pub(super) asked: Spanned<String>,
    pub(super) basis: Basis,
    pub(super) source: String,
}

/// One resource and one type for both sides: a cover across either cannot be written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct CoverEntry {
    pub(super) resource: Spanned<String>,
    #[serde(rename = "type")]
    pub(super) kind: PermissionType,
    pub(super) held: Spanned<String>,
    pub(super) asked: Spanned<String>,
    pub(super) basis: Basis,
    pub(super) source: String,
}

/// `catalog/licences.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct LicenceFile {
    #[serde(rename = "checked")]
    pub(super) _checked: String,
    pub(super) states: StatesEntry,
    pub(super) capability: Vec<CapabilityEntry>,
    pub(super) plan: Vec<PlanEntry>,
    pub(super) product: Vec<ProductEntry>,
    pub(super) pairing: Vec<PairingEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct StatesEntry {
    pub(super) usable_subscription: Vec<String>,
    pub(super) ended_subscription: Vec<String>,
    pub(super) usable_plan: Vec<String>,
    pub(super) ended_plan: Vec<String>,
    #[serde(rename = "source")]
    pub(super) _source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct CapabilityEntry {
    pub(super) id: Spanned<String>,
    pub(super) title: String,
    #[serde(default)]
    pub(super) pim: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct PlanEntry {
    pub(super) id: Spanned<Uuid>,
    pub(super) name: String,
    pub(super) capability: Spanned<String>,
    pub(super) title: String,
    pub(super) source: String,
}

/// `catalog/company-names.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct CompanyFile {
    #[serde(rename = "checked")]
    pub(super) _checked: String,
    pub(super) legal_form: Vec<LegalFormEntry>,
    pub(super) look: Vec<LookEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct LegalFormEntry {
    #[serde(rename = "country")]
    pub(super) _country: String,
    pub(super) names: Vec<String>,
    #[serde(rename = "source")]
    pub(super) _source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct LookEntry {
    #[serde(rename = "as")]
    pub(super) read_as: char,
    pub(super) letters: Vec<Spanned<char>>,
    #[serde(rename = "source")]
    pub(super) _source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ProductEntry {
    pub(super) id: Spanned<String>,
    pub(super) title: String,
    pub(super) capabilities: Vec<Spanned<String>>,
    pub(super) elsewhere: Option<String>,
    #[serde(default)]
    pub(super) apis: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) brought_by: Vec<Spanned<String>>,
    pub(super) source: String,
}

/// Permissions of an API by `api` and `values`, or of Unified RBAC by `defender`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct PairingEntry {
    pub(super) product: Spanned<String>,
    pub(super) api: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) values: Vec<String>,
    #[serde(default)]
    pub(super) defender: Vec<Spanned<String>>,
    pub(super) needs: Vec<Spanned<String>>,
    pub(super) documented: bool,
    pub(super) source: String,
}

/// `catalog/credentials.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct CredentialFile {
    #[serde(rename = "checked")]
    pub(super) _checked: String,
    pub(super) no_real_end_days: u32,
    #[serde(rename = "source")]
    pub(super) _source: String,
}

/// `catalog/controls.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ControlFile {
    #[serde(rename = "checked")]
    pub(super) _checked: String,
    pub(super) framework: Vec<FrameworkEntry>,
    pub(super) control: Vec<ControlEntry>,
    pub(super) subject: Vec<SubjectEntry>,
    pub(super) circumstance: Vec<CircumstanceEntry>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct FrameworkEntry {
    pub(super) id: String,
    pub(super) title: String,
    #[serde(rename = "source")]
    pub(super) _source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ControlEntry {
    pub(super) framework: Spanned<String>,
    pub(super) id: Spanned<String>,
    pub(super) title: String,
    /// The check that answers it; without one it is not assessed.
    pub(super) answered_by: Option<LifetimeEntry>,
}

/// A check of lifetimes, with the most days that the control allows.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct LifetimeEntry {
    pub(super) check: Check,
    pub(super) most_days: u32,
    #[serde(rename = "source")]
    pub(super) _source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct SubjectEntry {
    pub(super) about: Spanned<Subject>,
    pub(super) controls: Vec<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct CircumstanceEntry {
    pub(super) when: Circumstance,
    pub(super) controls: Vec<Spanned<String>>,
}

/// `catalog/tasks.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct TaskFile {
    #[serde(rename = "checked")]
    pub(super) _checked: String,
    pub(super) task: Vec<TaskEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct TaskEntry {
    pub(super) name: Spanned<TaskName>,
    pub(super) administrator: Option<Spanned<String>>,
    pub(super) administrator_for_graph: Option<Spanned<String>>,
    pub(super) scopes: Vec<String>,
    pub(super) minutes: u32,
    pub(super) portal: Vec<Spanned<String>>,
    pub(super) azure_cli: Option<String>,
    pub(super) terraform: Option<String>,
    pub(super) warning: Option<String>,
    pub(super) undo: Option<String>,
    pub(super) source: String,
}

/// `catalog/cmdlets.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct CmdletFile {
    #[serde(rename = "checked")]
    pub(super) _checked: String,
    pub(super) cmdlet: Vec<CmdletEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct CmdletEntry {
    pub(super) method: Spanned<String>,
    pub(super) version: Spanned<String>,
    pub(super) path: Spanned<String>,
    pub(super) name: Spanned<String>,
    pub(super) keys: Vec<String>,
    pub(super) body: Option<String>,
    pub(super) module: String,
    pub(super) source: String,
}
