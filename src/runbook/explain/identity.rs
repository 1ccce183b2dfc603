//! Its identity, its effect and its risk, each with the source.

use super::model::Section;
use super::subject::Subject;
use crate::catalog::{Cloud, DefenderLevel, Entitlement, PermissionType, Subject as About};
use crate::guide::Ask;
use crate::ids::AppId;
use crate::runbook::index::TenantIndex;

/// Its identity.
pub(super) fn identity(index: &TenantIndex<'_>, vendor: &str, subject: &Subject<'_>) -> Section {
    let mut section = Section::new("What it is");
    match &subject.entitlement {
        Some(entitlement) => {
            entitled(index, entitlement, &mut section);
            section.fact("Key", index.catalog.key(entitlement));
        }
        None => section.text(other(vendor, subject)),
    }
    section
}

fn entitled(index: &TenantIndex<'_>, entitlement: &Entitlement, section: &mut Section) {
    let catalog = index.catalog;
    match entitlement {
        Entitlement::DirectoryRole(id) => {
            if let Some(role) = catalog.directory_role(*id) {
                let privileged = if role.privileged {
                    "; Microsoft labels it privileged"
                } else {
                    ""
                };
                let kind = format!("Microsoft Entra directory role{privileged}");
                section.fact("Kind", kind);
                section.fact("Template id", format!("{id}, in every tenant and cloud"));
                if let Some(remark) = role.state.remark() {
                    section.fact("State", remark);
                }
                section.fact("Source", catalog.directory_role_list().cited());
            } else {
                let kind = "Microsoft Entra directory role that the catalog does not know";
                section.fact("Kind", kind);
                section.fact("Definition id", id.to_string());
            }
        }
        Entitlement::ApiPermission {
            resource,
            kind,
            value,
        } => api(index, (*resource, *kind), value, section),
        Entitlement::DefenderClassic { group, name } => {
            section.fact(
                "Kind",
                "permission of Defender for Endpoint's classic RBAC; no public API shows who holds it",
            );
            if let Some(known) = catalog.classic_permission(group, name) {
                if !known.aliases.is_empty() {
                    section.fact("Also called", known.aliases.join("; "));
                }
                section.fact("Source", known.source.clone());
            }
        }
        Entitlement::DefenderUnified(id) => {
            section.fact("Kind", "permission of Microsoft Defender XDR Unified RBAC");
            if let Some(known) = catalog.unified_permission(id) {
                section.fact("Id of ours", known.id.clone());
                let sure = if known.certain {
                    ""
                } else {
                    " (sources differ on the spelling, or none gives it)"
                };
                section.fact("Action", format!("{}{sure}", known.actions.join(" or ")));
                section.fact("Source", known.source.clone());
            }
        }
        Entitlement::DefenderAction(action) => {
            section.fact("Kind", "action of a role of Defender XDR Unified RBAC");
            section.fact("Action", action.clone());
        }
    }
}

fn api(
    index: &TenantIndex<'_>,
    (resource, kind): (AppId, PermissionType),
    value: &str,
    section: &mut Section,
) {
    let catalog = index.catalog;
    let api = index.api(resource);
    let known = catalog.api_permission(resource, kind, value);
    section.fact("Kind", match kind {
        PermissionType::Application => "application permission of an API: an application holds it itself, with nobody signed in",
        PermissionType::Delegated => "delegated permission of an API: an application has it on behalf of a signed-in user, and within that user's own rights",
    });
    section.fact("API", format!("{} (application id {resource})", api.title));
    if let Some(title) = known.and_then(|known| known.title.clone()) {
        section.fact("Called", title);
    }
    let offered = index.offered_id(resource, kind, value);
    match (offered, known) {
        (Some(id), _) => section.fact("Id", format!("{id}, in this tenant")),
        (None, Some(known)) if index.cloud == Cloud::Global => {
            section.fact("Id", format!("{}, in the global cloud", known.id));
        }
        (None, Some(known)) => section.fact(
            "Id",
            format!(
                "{} in the global cloud; in {} it may be another, which a snapshot says",
                known.id, index.cloud
            ),
        ),
        (None, None) => section.fact("Id", "not known"),
    }
    match known {
        Some(known) => {
            let consent = match known.admin_consent {
                Some(true) => "an administrator must consent",
                Some(false) => "a user can consent, where the tenant lets users",
                None => "the catalog does not know whether an administrator must consent",
            };
            section.fact("Consent", consent);
            section.fact("Source", catalog.permission_list().cited());
        }
        None => {
            section.text(format!(
                "It is not in the list of {}; only the tenant names it.",
                catalog.permission_list().date
            ));
        }
    }
}

/// A requirement or finding that is about nothing that can be held, in words.
fn other(vendor: &str, subject: &Subject<'_>) -> String {
    if let Some(requirement) = subject.requirements.first() {
        return match requirement.ask {
            Ask::GuestAccount => {
                "An account: a guest of the tenant that was invited, has accepted and may sign in."
            }
            Ask::ApplicationPresent => {
                "An application: its service principal is in the tenant and may sign in."
            }
            Ask::SingleTenant => {
                "A setting of the application's registration: accounts of this tenant alone (signInAudience AzureADMyOrg)."
            }
            Ask::ClientSecret => {
                "A credential: a client secret of the application that has not ended. rolecall sees its name and its \
                 dates, never the secret."
            }
            Ask::Attest => {
                "Something that no public API shows. A person looks, and attests to it (--attest FILE)."
            }
            Ask::Hold(_) => "A role or permission.",
        }
        .to_owned();
    }
    let about = subject.findings.first().map(|finding| finding.subject);
    match about {
        Some(About::OtherAccess) => format!(
            "Whether the principal holds anything beyond what the guide asks. It is absent only when every section \
             that could show more was read whole; else it is unknown what {vendor} holds besides."
        ),
        Some(About::OtherHolder) => format!(
            "Somebody who is not to hold any access for {vendor}, and does: a look-alike, or the principal of an \
             option that is not taken."
        ),
        Some(About::GrantedTwice) => {
            "Two options of one choice are granted whole, where the guide asks for one: whatever only the other one \
             needs is more than is asked."
                .to_owned()
        }
        _ => "A finding of the assessment.".to_owned(),
    }
}

/// Its effect, in the words of the catalog.
pub(super) fn allows(index: &TenantIndex<'_>, subject: &Subject<'_>) -> Option<Section> {
    let catalog = index.catalog;
    let mut section = Section::new("What it allows");
    match subject.entitlement.as_ref()? {
        Entitlement::DirectoryRole(id) => section.text(match catalog.directory_role(*id) {
            Some(role) => role.description.clone().unwrap_or_else(|| {
                "The catalog has no more than Microsoft's name for it.".to_owned()
            }),
            None => "The catalog does not know: it is a role of the tenant's own, or a new one."
                .to_owned(),
        }),
        Entitlement::ApiPermission {
            resource,
            kind,
            value,
        } => match catalog.api_permission(*resource, *kind, value) {
            Some(known) => {
                let named = known.title.as_ref().unwrap_or(&known.value);
                section.text(known.allows.clone().unwrap_or_else(|| {
                    format!("The catalog has no more than Microsoft's name for it: {named}.")
                }));
                if known.legacy_user_role {
                    section.text("It is a role for users of the old portal, and no permission that an application is granted.");
                }
            }
            None => section.text("The catalog does not know."),
        },
        Entitlement::DefenderClassic { group, name } => {
            let known = catalog.classic_permission(group, name);
            section.text(known.map_or("The catalog does not know.", |known| &known.means));
        }
        Entitlement::DefenderUnified(id) => {
            let manages = catalog
                .unified_permission(id)
                .is_some_and(|known| known.level == DefenderLevel::Manage);
            let verb = if manages { "Sees and changes" } else { "Sees" };
            section.text(format!(
                "{verb} what the portal lists as {}.",
                catalog.title(&Entitlement::DefenderUnified(id.clone()))
            ));
            let classic = catalog.classic_permissions().iter();
            for known in classic.filter(|known| known.unified == [id.clone()]) {
                section.text(format!("In the classic model: {}", known.means));
            }
        }
        Entitlement::DefenderAction(action) => expansion(index, action, &mut section),
    }
    Some(section)
}

fn expansion(index: &TenantIndex<'_>, action: &str, section: &mut Section) {
    let catalog = index.catalog;
    let expansion = catalog.expand_action(action);
    if !expansion.known {
        section.text(
            "The catalog does not know this action, so it cannot be told what it gives. It may give much: look at the \
             role in the Defender portal.",
        );
        return;
    }
    section.text("It gives these permissions of Unified RBAC:");
    for id in &expansion.permissions {
        let source = catalog.unified_permission(id).map(|known| &known.source);
        let source = source.map_or_else(String::new, |source| format!(" (source: {source})"));
        section.item(format!("{}: {id}{source}", index.defender_title(id)));
    }
    if expansion.wildcard {
        section.text("Its * also gives whatever Microsoft adds later in the same place.");
    }
}

/// The harm that a holder could do.
pub(super) fn risk(index: &TenantIndex<'_>, subject: &Subject<'_>) -> Option<Section> {
    let catalog = index.catalog;
    let mut section = Section::new("Risk");
    if let Some(Entitlement::DefenderAction(action)) = &subject.entitlement {
        let given = catalog.expand_action(action).permissions;
        let rated = given.iter().filter_map(|id| {
            let risk = catalog.risk(&Entitlement::DefenderUnified(id.clone()))?;
            Some((risk, id))
        });
        if let Some((risk, id)) = rated.min_by_key(|(risk, _)| risk.level) {
            section.text(format!("{}, because of {id}: {}.", risk.level, risk.reason));
            section.fact("Rated by", risk.source.to_string());
            return Some(section);
        }
    }
    let of_finding = || subject.findings.iter().find_map(|one| one.risk.as_ref());
    let rated = match &subject.entitlement {
        Some(entitlement) => catalog.risk(entitlement).or_else(of_finding),
        None => Some(of_finding()?),
    };
    match rated {
        Some(risk) => {
            section.text(format!("{risk}."));
            section.fact("Rated by", risk.source.to_string());
        }
        None => section.text(
            "Unrated: nobody has said how much harm it can do, which is not the same as low.",
        ),
    }
    Some(section)
}
