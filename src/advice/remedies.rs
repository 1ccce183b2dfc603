//! The sentences of remedies.

use super::{clarify, establish, observe, outside, remove};
use crate::actions::{
    AssignDirectoryRole, ConsentToApplication, CreateClientSecret, GiveDefenderPermissions,
    GrantApplicationPermission,
};
use crate::assess::{Finding, Give, Remedy};

/// The remedies of a finding as sentences, each with its full stop. `who` and `what` stand within a sentence for
/// the principal and for what is to be held.
pub fn sentences(finding: &Finding, who: &str, what: &str) -> Vec<String> {
    let mut sentences: Vec<String> = finding
        .remedies
        .iter()
        .map(|remedy| sentence(remedy, &finding.remedies, who, what))
        .collect();
    sentences.dedup();
    if finding.may_be_of_a_classic_role() && !sentences.is_empty() {
        sentences.push(
            "Or, where a role of Defender's classic RBAC gives it, look there and attest to it in a file for \
             --attest."
                .to_owned(),
        );
    }
    sentences
}

/// One sentence or more for a remedy; what shows more stands in one for all of it.
pub(crate) fn sentence(remedy: &Remedy, all: &[Remedy], who: &str, what: &str) -> String {
    match remedy {
        Remedy::Clarify(one) => clarify::sentence(one),
        Remedy::Observe(one) => observe::sentence(one, all),
        Remedy::Outside(one) => outside::sentence(one, who),
        Remedy::Establish(one) => establish::sentence(*one, who),
        Remedy::Give(one) => give(*one, who, what),
        Remedy::Remove(one) => remove::sentence(one, all),
        Remedy::Manual(sentences) => sentences.clone(),
        Remedy::Attest => "Look yourself, or ask who set it up. Write who looked, when and what was seen in a file \
             for --attest, under this finding's id, judge again with it, and keep it with the sign-off below."
            .to_owned(),
    }
}

fn give(one: Give, who: &str, what: &str) -> String {
    match one {
        Give::Permission => GrantApplicationPermission::advice(what, who),
        Give::EnterprisePermission => ConsentToApplication::permission_advice(what, who),
        Give::DirectoryRole => AssignDirectoryRole::advice(what, who),
        Give::DefenderPermission => GiveDefenderPermissions::advice(what, who),
        Give::Secret => CreateClientSecret::advice(who),
    }
}
