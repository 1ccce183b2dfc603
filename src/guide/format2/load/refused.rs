//! Rights that their holder cannot have.

use super::context::Context;
use crate::guide::error::Faults;
use crate::guide::format2::file::RightEntry;
use crate::guide::format2::ids::Holder;
use crate::guide::format2::read::Placed;

/// The name of a right in a message, and the kinds of principal that can hold it.
fn holders(entry: &RightEntry) -> (&'static str, &'static [&'static str]) {
    const ALL: &[&str] = &[
        "user",
        "application",
        "managed-identity",
        "agent-identity",
        "group",
        "partner",
    ];
    match entry {
        RightEntry::Present(_) => ("to be there", ALL),
        RightEntry::DirectoryRole(_) => ("a directory role", ALL),
        RightEntry::AzureRole(_) | RightEntry::AzureActions(_) => ("access in Azure", ALL),
        RightEntry::ApiPermission(_) => (
            "an API permission",
            &["application", "managed-identity", "agent-identity"],
        ),
        RightEntry::ExchangeRole(_) | RightEntry::ExchangeRoleGroup(_) => (
            "a role of Exchange",
            &["user", "application", "group", "managed-identity"],
        ),
        RightEntry::Defender(_) => ("a Defender permission", &["user", "group", "application"]),
        RightEntry::Credential(_) => ("a credential", &["application"]),
        RightEntry::RedirectUri(_) => ("a redirect address", &["application"]),
        RightEntry::Audience(_) => ("an audience", &["application"]),
        RightEntry::Member(_) => (
            "membership of a group",
            &[
                "user",
                "application",
                "managed-identity",
                "agent-identity",
                "group",
            ],
        ),
        RightEntry::ServicePlan(_) => ("a service plan", &[]),
        // The setting's own owner decides.
        RightEntry::Setting(_) => ("a setting", ALL),
    }
}

/// Notes a right that its holder cannot have.
pub(crate) fn holder(
    entry: &RightEntry,
    of: &Placed<Holder>,
    context: &Context<'_>,
    faults: &mut Faults,
) {
    let (what, kinds) = holders(entry);
    match &of.value {
        Holder::Tenant => {
            if !matches!(entry, RightEntry::ServicePlan(_) | RightEntry::Setting(_)) {
                faults.add_with_help(
                    of.span.clone(),
                    format!("{what} cannot be held by the tenant"),
                    "the tenant has service plans and settings; name a principal",
                );
            }
        }
        Holder::Installer => {
            if matches!(
                entry,
                RightEntry::Present(_)
                    | RightEntry::ApiPermission(_)
                    | RightEntry::Credential(_)
                    | RightEntry::RedirectUri(_)
                    | RightEntry::Audience(_)
            ) {
                faults.add_with_help(
                    of.span.clone(),
                    format!("{what} cannot be asked of the installer"),
                    "the installer is a person, who holds roles and memberships",
                );
            }
        }
        Holder::Principal(principal) => {
            let found = context.kinds_of(principal);
            if let Some(unfit) = found.iter().find(|facts| !kinds.contains(&facts.word)) {
                faults.add_with_help(
                    of.span.clone(),
                    format!(
                        "{what} cannot be held by a principal of kind {:?}",
                        unfit.word
                    ),
                    format!("it can be held by: {}", kinds.join(", ")),
                );
            }
            let of_vendor = found.iter().any(|facts| facts.of_vendor());
            if matches!(entry, RightEntry::Audience(_)) && of_vendor {
                faults.add_with_help(
                    of.span.clone(),
                    "the audience of the vendor's application is the vendor's to set",
                    "ask it of an application of kind home = \"own\", or leave it out",
                );
            }
        }
    }
}
