//! Its identity: what it is, with the source that says so.

use super::contexts::{Asked, Contexts};
use super::declared::{self, Declared};
use super::model::Section;
use super::right::{self, NamedRight};
use super::subject::{About, Subject};
use crate::assess::Finding;
use crate::catalog::{ActionExtent, Cloud, Entitlement, PermissionType, Subject as Kind};
use crate::guide::format2::ids::Holder;
use crate::guide::format2::kinds::{AccountType, Audience};
use crate::guide::format2::model::{Need, PrincipalKind, RightKind};
use crate::ids::AppId;
use crate::runbook::index::TenantIndex;
use std::collections::BTreeSet;

/// Its identity.
pub(super) fn identity(contexts: &Contexts<'_>, subject: &Subject<'_, '_>) -> Section {
    let mut section = Section::new("What it is");
    match (&subject.entitlement, &subject.about) {
        (Some(entitlement), _) => {
            entitled(contexts, entitlement, &mut section);
            section.fact("Key", contexts.catalog().key(entitlement));
        }
        (None, About::Right(named)) => named_right(contexts, named, &mut section),
        (None, About::Requirement(asked)) => of_requirement(contexts, asked, &mut section),
        (None, About::Finding(found)) => {
            section.text(of_finding(&found.context.guide().vendor, found.finding));
        }
        (None, About::Entitlement) => {}
    }
    section
}

/// A right that is known by its name alone.
fn named_right(contexts: &Contexts<'_>, named: &NamedRight, section: &mut Section) {
    section.fact("Kind", named.list.kind());
    section.fact("Name", named.name.clone());
    for (title, source) in right::titles(contexts, named) {
        section.fact("Called", format!("{title} (source: {source})"));
    }
    let published = match named.list {
        right::List::AzureRole => contexts.catalog().azure_role_named(&named.name),
        _ => None,
    };
    if let Some(role) = published {
        section.fact("Role id", format!("{}, in every tenant", role.id));
        section.fact(
            "Allows",
            format!(
                "{}; {}",
                extent("resources", role.actions),
                extent("data in them", role.data_actions)
            ),
        );
        section.fact(
            "Source",
            "Microsoft's published list of Azure built-in roles",
        );
    }
    for (guide, source) in right::sources(contexts, named) {
        section.fact("Declared by", format!("{guide} (source: {source})"));
    }
    section.fact("Key", named.key());
}

/// The extent of a list of actions, in words.
fn extent(what: &str, extent: ActionExtent) -> String {
    match extent {
        ActionExtent::None => format!("nothing of {what}"),
        ActionExtent::Read => format!("reading of {what}"),
        ActionExtent::Write => format!("more than reading of {what}"),
        ActionExtent::All => format!("everything with {what} but what the role itself excludes"),
    }
}

/// A requirement that is not one role or permission of the catalogue, in words.
fn of_requirement(contexts: &Contexts<'_>, asked: &Asked<'_, '_>, section: &mut Section) {
    let requirement = asked.requirement;
    match &requirement.need {
        Need::Attest(_) => section.text(
            "Something that no public API shows. A person looks, and attests to it (--attest FILE).",
        ),
        Need::Hold(rights) => match rights.as_slice() {
            [right] => {
                let mut named = right::names(&right.kind);
                match (named.pop(), named.is_empty()) {
                    (Some(only), true) => named_right(contexts, &only, section),
                    _ => section.text(of_right(asked, &right.kind)),
                }
            }
            _ => section.text("Several rights, all of which are held together."),
        },
        Need::AnyOf { .. } => section.text("Several ways to meet one need, any of which is enough."),
    }
    let several = requirement.need.rights().nth(1).is_some();
    let rights = requirement.need.rights().filter(|_| several);
    let named: BTreeSet<NamedRight> = rights.flat_map(|right| right::names(&right.kind)).collect();
    for named in named {
        section.fact(
            "Not read",
            format!("{}: {}", named.key(), named.list.kind()),
        );
    }
}

/// A right that has no name of its own.
fn of_right(asked: &Asked<'_, '_>, kind: &RightKind) -> &'static str {
    match kind {
        RightKind::Present => of_presence(asked),
        RightKind::Audience(Audience::ThisTenant) => {
            "A setting of the application's registration: accounts of this tenant alone (signInAudience AzureADMyOrg)."
        }
        RightKind::Audience(_) => {
            "A setting of the application's registration: accounts of other tenants too (signInAudience)."
        }
        RightKind::Secret { .. } => {
            "A credential: a client secret of the application that has not ended. rolecall sees its name and its \
             dates, never the secret."
        }
        RightKind::Certificate { .. } => {
            "A credential: a certificate of the application that has not ended. rolecall sees its name and its dates."
        }
        RightKind::Federated { .. } => {
            "A credential: a federated one, by which an identity outside the tenant signs in as the application."
        }
        RightKind::RedirectUri { .. } => {
            "A redirect address of the application's registration, to which sign-in may lead back."
        }
        RightKind::MemberOf(_) => "Membership of a group, directly or through another group.",
        RightKind::ServicePlan(_) => {
            "A service plan that is enabled in a subscription of the tenant."
        }
        _ => "A role or permission.",
    }
}

/// The presence of whoever a requirement names, by the kind of principal.
fn of_presence(asked: &Asked<'_, '_>) -> &'static str {
    let judged = &asked.context.judged;
    let right = asked.requirement.need.rights().next();
    let kind = right.and_then(|right| match &right.of {
        Holder::Principal(reference) => Some(&judged.written(judged.key(reference))?.kind),
        Holder::Tenant | Holder::Installer => None,
    });
    match kind {
        Some(PrincipalKind::User {
            account: AccountType::Member,
            ..
        }) => "An account of the tenant, which may sign in.",
        Some(PrincipalKind::User { .. }) => {
            "An account: a guest of the tenant that was invited, has accepted and may sign in."
        }
        Some(PrincipalKind::Group { .. }) => "A group; not read by this version.",
        Some(PrincipalKind::Partner { .. }) => {
            "A relationship with a partner; not read by this version."
        }
        Some(PrincipalKind::ManagedIdentity { .. }) => {
            "A managed identity; not read by this version."
        }
        Some(PrincipalKind::AgentIdentity { .. }) => "An agent identity; not read by this version.",
        Some(PrincipalKind::Application { .. } | PrincipalKind::Chosen { .. }) | None => {
            "An application: its service principal is in the tenant and may sign in."
        }
    }
}

/// A finding that is about nothing that can be held, in words.
fn of_finding(vendor: &str, finding: &Finding) -> String {
    match finding.subject {
        Kind::OtherAccess => format!(
            "Whether the principal holds anything beyond what the guide asks. It is absent only when every section \
             that could show more was read whole; else it is unknown what {vendor} holds besides."
        ),
        Kind::OtherHolder => format!(
            "Somebody who is not to hold any access for {vendor}, and does: a look-alike, or the principal of an \
             option that is not taken."
        ),
        Kind::GrantedTwice => {
            "Two options of one choice are granted whole, where the guide asks for one: whatever only the other one \
             needs is more than is asked."
                .to_owned()
        }
        _ => "A finding of the assessment.".to_owned(),
    }
}

fn entitled(contexts: &Contexts<'_>, entitlement: &Entitlement, section: &mut Section) {
    let catalog = contexts.catalog();
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
        } => api(contexts, (*resource, *kind), value, section),
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
    contexts: &Contexts<'_>,
    (resource, kind): (AppId, PermissionType),
    value: &str,
    section: &mut Section,
) {
    let (index, catalog) = (contexts.index(), contexts.catalog());
    let api = index.api(resource);
    let title = declared::api(contexts, resource).map(|(_, title)| title);
    let title = title.filter(|_| catalog.resource(resource).is_none());
    let title = title.unwrap_or(&api.title);
    let known = catalog.api_permission(resource, kind, value);
    let declared = declared::find(contexts, (resource, kind), value);
    section.fact("Kind", match kind {
        PermissionType::Application => "application permission of an API: an application holds it itself, with nobody signed in",
        PermissionType::Delegated => "delegated permission of an API: an application has it on behalf of a signed-in user, and within that user's own rights",
    });
    section.fact("API", format!("{title} (application id {resource})"));
    if let Some(title) = known.and_then(|known| known.title.clone()) {
        section.fact("Called", title);
    }
    section.fact("Id", id(index, (resource, kind), value, declared.as_ref()));
    if let Some(known) = known {
        let consent = match known.admin_consent {
            Some(true) => "an administrator must consent",
            Some(false) => "a user can consent, where the tenant lets users",
            None => "the catalog does not know whether an administrator must consent",
        };
        section.fact("Consent", consent);
        section.fact("Source", catalog.permission_list().cited());
        return;
    }
    let named_by = if declared.is_some() {
        "a guide declares it"
    } else {
        "only the tenant names it"
    };
    section.text(format!(
        "It is not in the list of {}; {named_by}.",
        catalog.permission_list().date
    ));
    if let Some(declared) = declared {
        let (guide, source) = (&declared.guide.id, &declared.permission.source);
        section.fact("Declared by", format!("{guide} (source: {source})"));
    }
}

/// The id of a permission, and where it is so.
fn id(
    index: &TenantIndex<'_>,
    (resource, kind): (AppId, PermissionType),
    value: &str,
    declared: Option<&Declared<'_>>,
) -> String {
    if let Some(id) = index.offered_id(resource, kind, value) {
        return format!("{id}, in this tenant");
    }
    let known = index.catalog.api_permission(resource, kind, value);
    match known.map(|known| known.id) {
        Some(id) if index.cloud == Cloud::Global => format!("{id}, in the global cloud"),
        Some(id) => format!(
            "{id} in the global cloud; in {} it may be another, which a snapshot says",
            index.cloud
        ),
        None => match declared.and_then(Declared::id) {
            Some(id) => format!("{id}, says the guide"),
            None => "not known".to_owned(),
        },
    }
}
