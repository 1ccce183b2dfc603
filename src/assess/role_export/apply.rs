//! The attestations that an export amounts to: one for each finding that it answers.

use super::columns::plain;
use super::{ExportedRole, RoleExport};
use crate::access::HolderKind;
use crate::assess::attestation::{Attestation, AttestationError};
use crate::assess::context::Context;
use crate::assess::principals::PrincipalMatch;
use crate::catalog::{DefenderLevel, Entitlement, UnifiedPermission};
use crate::quote::Quoted;
use crate::snapshot::Sections;
use std::collections::BTreeSet;

/// The separators of several values in one cell.
const BETWEEN: [char; 4] = [';', ',', '|', '\n'];
/// The longest name that a statement repeats.
const NAME: usize = 80;

/// A right of Defender's classic model that is open.
#[derive(Clone, Copy)]
pub(in crate::assess) struct OpenRight<'a> {
    /// The finding's id.
    pub finding: &'a str,
    /// Whoever was found to be the principal of whom it is asked.
    pub found: &'a PrincipalMatch<'a>,
    /// The permission.
    pub classic: &'a Entitlement,
}

/// Everything that an export says of the rights of a guide that are open.
pub(in crate::assess) struct Applied {
    /// The attestations that it amounts to, each with the place of the right that it is about.
    pub made: Vec<(usize, Attestation)>,
    /// True if it names somebody whose right is open.
    pub anybody: bool,
}

/// Reads an export against the rights of a guide that are open.
pub(in crate::assess) fn attestations(
    export: &RoleExport,
    context: &Context<'_>,
    open: &[OpenRight<'_>],
) -> Applied {
    let mut made = Vec::new();
    let mut anybody = false;
    for (place, right) in open.iter().enumerate() {
        let classic = right.classic;
        let known: BTreeSet<String> = right
            .found
            .genuine
            .iter()
            .filter(|one| matches!(one.holder.kind, HolderKind::User { .. }))
            .flat_map(|one| names(&context.snapshot.sections, one.holder.id))
            .collect();
        let held: Vec<&ExportedRole> = export
            .rows
            .iter()
            .filter(|row| assigned(row, &known) && endpoints(row))
            .collect();
        anybody |= !held.is_empty();
        let parts = context.catalog.parts(classic);
        let giving = |part: &Entitlement| held.iter().find(|row| gives(context, row, part));
        let rows: Option<Vec<&&ExportedRole>> = parts.iter().map(giving).collect();
        if let Some(rows) = rows.filter(|rows| !rows.is_empty()) {
            let word = Attestation {
                tenant: export.named.tenant,
                guide: None,
                finding: right.finding.to_owned(),
                by: export.named.by.clone(),
                on: export.named.on,
                until: export.named.until,
                holds: true,
                statement: statement(&rows),
                file: Some(export.named.file.clone()),
                sha256: Some(export.sha256.clone()),
            };
            made.push((place, word));
        }
    }
    Applied { made, anybody }
}

/// The error where an export names nobody of any guide that leaves a right open.
pub(in crate::assess) fn nobody(export: &RoleExport) -> AttestationError {
    AttestationError::NobodyInExport {
        file: Quoted::new(&export.named.file),
        rows: export.rows.len(),
    }
}

/// By what the export may call a user: its id and addresses, and its groups' ids and names.
fn names(sections: &Sections, user: crate::ids::ObjectId) -> Vec<String> {
    let mut names = vec![user.to_string()];
    for seen in sections.users.sightings() {
        if seen.object.id.is(&user) {
            names.extend(seen.object.mail.cloned());
            names.extend(seen.object.user_principal_name.cloned());
        }
    }
    let groups = &sections.user_groups;
    for seen in groups.sightings() {
        let of_user = groups.request_of(seen).and_then(|request| request.subject) == Some(user);
        if of_user {
            names.extend(seen.object.id.get().map(ToString::to_string));
            names.extend(seen.object.display_name.cloned());
        }
    }
    names.retain(|name| !name.trim().is_empty());
    names
        .iter()
        .map(|name| name.trim().to_lowercase())
        .collect()
}

fn assigned(row: &ExportedRole, known: &BTreeSet<String>) -> bool {
    let whole = row.assigned.trim().to_lowercase();
    let apart = |c: char| BETWEEN.contains(&c) || matches!(c, '(' | ')' | '<' | '>' | '[' | ']');
    known.contains(&whole) || whole.split(apart).any(|one| known.contains(one.trim()))
}

/// True if a row is about Defender for Endpoint. Without such a column it may be.
fn endpoints(row: &ExportedRole) -> bool {
    row.sources.as_ref().is_none_or(|sources| {
        let mut all = sources.split(BETWEEN).map(plain);
        all.any(|source| {
            matches!(
                source.as_str(),
                "all" | "alldatasources" | "mde" | "defenderforendpoint"
            ) || source.ends_with("defenderforendpoint")
        }) || plain(sources).is_empty()
    })
}

/// True if a role's cell of permissions names one: as an action, or as the portal's words.
fn gives(context: &Context<'_>, row: &ExportedRole, part: &Entitlement) -> bool {
    let Entitlement::DefenderUnified(id) = part else {
        return false;
    };
    let Some(permission) = context.catalog.unified_permission(id) else {
        return false;
    };
    row.permissions.split(BETWEEN).map(str::trim).any(|entry| {
        let actions = context.catalog.expand_action(entry).permissions;
        actions.contains(id) || worded(entry, permission)
    })
}

/// `Security operations \ Security data \ Alerts (manage)`, or the last of it.
fn worded(entry: &str, permission: &UnifiedPermission) -> bool {
    let (words, level) = match entry.rsplit_once('(') {
        Some((words, level)) => (words, plain(level)),
        None => return false,
    };
    // Who may manage may read too.
    let level_fits = match permission.level {
        DefenderLevel::Read => matches!(level.as_str(), "read" | "manage" | "readandmanage"),
        DefenderLevel::Manage => matches!(level.as_str(), "manage" | "readandmanage"),
    };
    let mut path: Vec<String> = words.split(['\\', '/', '>']).map(plain).collect();
    path.retain(|segment| !segment.is_empty());
    let Some(last) = path.pop() else {
        return false;
    };
    let above = [Some(&permission.group), permission.subgroup.as_ref()];
    let under = |segment: &String| above.iter().flatten().any(|name| plain(name) == *segment);
    level_fits && last == plain(&permission.name) && path.iter().all(under)
}

fn statement(rows: &[&&ExportedRole]) -> String {
    let told: BTreeSet<(u64, String)> = rows
        .iter()
        .map(|row| (row.line, row.role.chars().take(NAME).collect()))
        .collect();
    let told: Vec<String> = told
        .into_iter()
        .map(|(line, role)| format!("line {line}, the role {role:?}"))
        .collect();
    format!(
        "The portal's export of roles, supplied and not observed: {} gives it to this principal or a group of it.",
        told.join("; ")
    )
}
