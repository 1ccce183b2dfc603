//! The check of a federated credential: an outside identity with this issuer and subject may sign in.

use super::{Asking, Check};
use crate::access::HoldingKind;
use crate::assess::absence;
use crate::assess::outcome::Outcome;
use crate::assess::principals::Candidate;
use crate::assess::questions;
use crate::assess::verdict::Verdict;
use crate::assess::words;
use crate::catalog::Subject;
use crate::snapshot::{SectionName, Shows};

/// A federated credential.
pub(super) struct Federated<'a> {
    /// The issuer of the tokens.
    pub(super) issuer: &'a str,
    /// The subject of the tokens.
    pub(super) subject: &'a str,
}

impl Check for Federated<'_> {
    fn subject(&self) -> Subject {
        Subject::Credential
    }

    fn expected(&self, asking: &Asking<'_>) -> String {
        format!(
            "{} accepts the outside identity {} of {}",
            asking.principal.title, self.subject, self.issuer
        )
    }

    fn judge(&self, asking: &Asking<'_>, candidate: &Candidate<'_>) -> Outcome {
        let context = asking.context;
        let mut held = candidate.holder.holdings.iter();
        if held.any(|one| self.is_one(&one.what)) {
            return Outcome::new(
                Verdict::Satisfied,
                "accepted",
                "there is a federated credential with this issuer and subject",
            );
        }
        let sections = SectionName::showing(&[Shows::FederatedIdentity]);
        let who = words::holder(candidate);
        let mut gaps = context.coverage.gaps(&sections);
        gaps.extend(questions::of_holder(
            context,
            candidate.holder,
            &sections,
            &who,
        ));
        gaps.extend(context.coverage.gaps(&absence::of_half(candidate.holder)));
        let (_, registration) = candidate.halves(context);
        if registration.is_none() {
            let lacks = "does not list its registration, which alone has outside identities";
            let section = SectionName::Applications;
            gaps.extend(
                gaps.is_empty()
                    .then(|| context.coverage.lack(section, lacks, &who)),
            );
        }
        let mut held = candidate.holder.holdings.iter();
        if held.any(|one| may_be(&one.what, Some(self.issuer), Some(self.subject))) {
            let section = SectionName::FederatedCredentials;
            let lacks = "does not give the issuer and subject of an outside identity";
            gaps.push(context.coverage.lack(section, lacks, &who));
        }
        if gaps.is_empty() {
            let reason =
                "its federated credentials were read whole, and none has this issuer and subject";
            Outcome::new(Verdict::Missing, "not accepted", reason)
        } else {
            Outcome::unseen("not seen", gaps)
        }
    }
}

impl Federated<'_> {
    /// True for a federated credential with this issuer and subject.
    fn is_one(&self, held: &HoldingKind) -> bool {
        let told = matches!(
            held,
            HoldingKind::Federated {
                issuer: Some(_),
                subject: Some(_),
                ..
            }
        );
        told && may_be(held, Some(self.issuer), Some(self.subject))
    }
}

/// True for a federated credential that may have this issuer and subject: nothing that is known of it differs. Microsoft
/// compares both with regard to case.
pub(in crate::assess) fn may_be(
    held: &HoldingKind,
    issuer: Option<&str>,
    subject: Option<&str>,
) -> bool {
    let fits = |text: &Option<String>, wanted: Option<&str>| {
        let both = text.as_deref().zip(wanted);
        both.is_none_or(|(text, wanted)| text == wanted)
    };
    match held {
        HoldingKind::Federated {
            issuer: of,
            subject: who,
            ..
        } => fits(of, issuer) && fits(who, subject),
        _ => false,
    }
}
