//! Holders who would lose access when RBAC is turned on in Defender for Endpoint.

use super::index::TenantIndex;
use crate::snapshot::{RoleHolder, Section};

/// No public API lists them.
const CLASSIC: &str = "whoever has access only through a classic role of Defender for Endpoint, which no public API \
                       lists: look under Settings > Endpoints > Roles";

/// The holders of directory roles that classic RBAC cuts off, by name; or that they could not be listed.
///
/// Their names are the tenant's: hostile text. Where nobody was looked up, nothing is said of there being nobody.
pub(super) fn by_rbac(index: &TenantIndex<'_>) -> Vec<String> {
    let Some(snapshot) = index.snapshot else {
        return vec![unseen(index), CLASSIC.to_owned()];
    };
    let section: &Section<RoleHolder> = &snapshot.sections.role_holders;
    let mut holders: Vec<String> = section
        .sightings()
        .iter()
        .map(|seen| holder(index, &seen.object))
        .collect();
    holders.sort();
    holders.dedup();
    if section.whole().is_err() {
        holders.push(unseen(index));
    } else if holders.is_empty() {
        holders.push(format!(
            "nobody through a directory role: no account or group holds {}",
            roles(index)
        ));
    }
    holders.push(CLASSIC.to_owned());
    holders
}

fn holder(index: &TenantIndex<'_>, seen: &RoleHolder) -> String {
    let role = seen.role_definition_id.copied();
    let role = role.map_or_else(
        || "a role that the answer does not give".to_owned(),
        |id| {
            let known = index.catalog.directory_role(id);
            known.map_or_else(|| id.to_string(), |role| role.name.clone())
        },
    );
    let principal = seen.principal.get();
    let name = principal.and_then(|principal| {
        let shown = principal.user_principal_name.get();
        shown.or(principal.display_name.get())
    });
    let kind = principal
        .and_then(|principal| principal.odata_type.as_deref())
        .and_then(|kind| kind.rsplit('.').next())
        .map_or_else(String::new, |kind| format!("{kind} "));
    if let Some(name) = name {
        return format!("{kind}{name} ({role})");
    }
    let id = seen.principal_id.copied();
    let id = id.map_or_else(|| "without an id".to_owned(), |id| id.to_string());
    format!("{kind}{id} ({role})")
}

fn unseen(index: &TenantIndex<'_>) -> String {
    format!(
        "who else could not be seen: list who holds {} under Roles & admins before you go on",
        roles(index)
    )
}

fn roles(index: &TenantIndex<'_>) -> String {
    let names = index.catalog.cut_off_by_rbac().map(|role| {
        let known = index.catalog.directory_role(role);
        known.map_or_else(|| role.to_string(), |role| role.name.clone())
    });
    names.collect::<Vec<_>>().join(" or ")
}
