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
        let same = |text: &Option<String>, wanted: &str| {
            text.as_ref()
                .is_some_and(|text| text.eq_ignore_ascii_case(wanted))
        };
        match held {
            HoldingKind::Federated {
                issuer, subject, ..
            } => same(issuer, self.issuer) && same(subject, self.subject),
            _ => false,
        }
    }
}
