//! Look-ups in a guide and in the findings about it.

use crate::assess::{Assessment, Candidate, Finding, Standing};
use crate::catalog::Catalog;
use crate::guide::{Guide, Principal, Requirement};
use crate::ids::TenantId;
use std::collections::BTreeMap;

/// A guide with its assessment.
#[derive(Clone, Copy)]
pub(super) struct Judged<'a> {
    pub(super) guide: &'a Guide,
    pub(super) catalog: &'a Catalog,
    /// The assessment; absent where nothing is known of the tenant.
    pub(super) assessment: Option<&'a Assessment>,
    /// Options that the reader chose: choice to option.
    pub(super) choose: &'a BTreeMap<String, String>,
}

impl<'a> Judged<'a> {
    /// The tenant's id.
    pub(super) fn tenant(&self) -> Option<TenantId> {
        self.assessment?.collection.tenant
    }

    /// The requirement that a finding answers.
    pub(super) fn requirement(&self, finding: &Finding) -> Option<&'a Requirement> {
        let id = finding.requirement.as_ref()?;
        self.guide.requirements.iter().find(|one| one.id == *id)
    }

    /// The finding of a requirement.
    pub(super) fn finding(&self, requirement: &Requirement) -> Option<&'a Finding> {
        let mut findings = self.assessment?.findings.iter();
        findings.find(|one| one.requirement.as_ref() == Some(&requirement.id))
    }

    /// The candidates for a principal that are not look-alikes.
    pub(super) fn candidates(&self, principal: &Principal) -> Vec<&'a Candidate> {
        let all = self.assessment.map(|a| a.candidates.as_slice());
        all.unwrap_or_default()
            .iter()
            .filter(|c| c.principal == principal.id && c.standing != Standing::LookAlike)
            .collect()
    }

    /// Every candidate for a principal, look-alikes too.
    pub(super) fn everybody(&self, principal: &Principal) -> Vec<&'a Candidate> {
        let all = self.assessment.map(|a| a.candidates.as_slice());
        all.unwrap_or_default()
            .iter()
            .filter(|c| c.principal == principal.id)
            .collect()
    }

    /// True for a candidate that could be the principal.
    pub(super) fn is_genuine(candidate: &Candidate) -> bool {
        candidate.standing != Standing::LookAlike
    }

    /// True where a requirement's option is decided on: one option of its choice is taken, or it is always
    /// asked. What can lock others out waits for that.
    pub(super) fn is_decided(&self, requirement: &Requirement) -> bool {
        let taken = requirement.options.first().and_then(|option| {
            let choices = &self.assessment?.choices;
            choices.iter().find(|taken| taken.choice == option.choice)
        });
        taken.is_none_or(|taken| taken.options.len() == 1)
    }
}
