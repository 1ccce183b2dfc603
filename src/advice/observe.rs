//! The sentences for what shows more.

use crate::assess::{Observe, Remedy, listed, needed_permissions};

/// One sentence for all that shows more in the same way.
pub(super) fn sentence(one: &Observe, remedies: &[Remedy]) -> String {
    match one {
        Observe::Permission { as_application, .. } => permissions(remedies, *as_application),
        Observe::SignIn => {
            "Sign in again, as an identity that Conditional Access lets through, and audit again."
                .to_owned()
        }
        Observe::Refused { held } => format!(
            "The auditor holds {held} and was refused all the same, so no further permission helps. Give the \
             signed-in identity a directory role that may read it, such as Global Reader, or take it out of the \
             policy that stands in the way, and audit again. Until then it stays unknown."
        ),
        Observe::UnifiedRbac { held } => format!(
            "The auditor holds {held} and was refused all the same, as Microsoft does where Defender Unified RBAC \
             was never activated; no further permission helps. Look in the Defender portal, under Permissions. \
             Once Unified RBAC is activated there, audit again. Until then it stays unknown."
        ),
        Observe::FewerCandidates => {
            "More were found that could be meant than are asked about. Rename or delete \
             those that have nothing to do with the vendor, and audit again."
                .to_owned()
        }
        Observe::Again { .. } => again(remedies),
    }
}

fn permissions(remedies: &[Remedy], as_application: bool) -> String {
    let permissions = needed_permissions(remedies).join(" and ");
    if as_application {
        return format!(
            "Audit again as an application that holds {permissions}, which only reads, with admin consent: who looked \
             was a person, whose sign-in does not carry it."
        );
    }
    format!(
        "Give the auditor {permissions}, which only reads, with admin consent, and audit again."
    )
}

fn again(remedies: &[Remedy]) -> String {
    let sections = remedies.iter().filter_map(|remedy| match remedy {
        Remedy::Observe(Observe::Again { section }) => Some(section.to_string()),
        _ => None,
    });
    format!(
        "Audit again, with this guide and these parameters: nothing is concluded from what was not answered whole \
         ({}).",
        listed(sections, ", ")
    )
}
