//! Entitlements that include it, and those that it includes.

use super::model::Section;
use super::subject::Subject;
use crate::catalog::{ApiResource, Basis, Catalog, Cover, Entitlement};

/// Permissions of the same API and type that stand for it, and those that it stands for.
pub(super) fn cover(catalog: &Catalog, subject: &Subject<'_, '_>) -> Option<Section> {
    let own = subject.entitlement.as_ref()?;
    let mut section = Section::new("What includes it, and what it includes");
    let Entitlement::ApiPermission {
        resource,
        kind,
        value,
    } = own
    else {
        if matches!(own, Entitlement::DirectoryRole(_)) {
            section.text(
                "Only this role answers where a guide asks for it by name: a role is a bundle that Microsoft changes, \
                 so none is taken for another.",
            );
            return Some(section);
        }
        return None;
    };
    let permissions = catalog.resource(*resource).map(ApiResource::permissions);
    let others = permissions
        .unwrap_or_default()
        .iter()
        .filter(|one| one.kind == *kind && one.value != *value);
    let mut any = false;
    for other in others {
        let entitlement = Entitlement::ApiPermission {
            resource: *resource,
            kind: *kind,
            value: other.value.clone(),
        };
        if let Some(cover) = catalog.covers(&entitlement, own) {
            section.item(format!("{} covers it {}", other.value, known_by(cover)));
            any = true;
        }
        if let Some(cover) = catalog.covers(own, &entitlement) {
            section.item(format!("It covers {} {}", other.value, known_by(cover)));
            any = true;
        }
    }
    if !any {
        section.text("No permission of the same API and type is known to include it, and it is known to include none.");
    }
    Some(section)
}

fn known_by(cover: &Cover) -> String {
    let basis = match cover.basis {
        Basis::Documented => "(documented",
        Basis::NamingConvention => "(only the names say so",
    };
    format!("{basis}: {})", cover.source)
}
