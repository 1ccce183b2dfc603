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

    /// A requirement by the id of its finding.
    pub(super) fn requirement(&self, finding: &Finding) -> Option<&'a Requirement> {
        let id = finding.id.strip_prefix(&self.guide.id)?.strip_prefix('/')?;
        self.guide.requirements.iter().find(|one| one.id == id)
    }

    /// The finding of a requirement.
    pub(super) fn finding(&self, requirement: &Requirement) -> Option<&'a Finding> {
        let id = format!("{}/{}", self.guide.id, requirement.id);
        self.assessment?.findings.iter().find(|one| one.id == id)
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
        let choice = requirement
            .options
            .first()
            .and_then(|id| id.split_once('/'));
        let taken = choice.and_then(|(choice, _)| {
            let choices = &self.assessment?.choices;
            choices.iter().find(|taken| taken.choice == choice)
        });
        taken.is_none_or(|taken| taken.options.len() == 1)
    }
}
