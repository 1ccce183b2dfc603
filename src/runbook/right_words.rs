//! A right in words: what it is, where, and whose.

use super::judged::Judged;
use super::wanted::WantedRight;
use crate::document::within;
use crate::guide::format2::kinds::ScopeKind;
use crate::guide::format2::model::{Cite, Need, Requirement, RightKind, Scope};

impl Judged<'_> {
    /// The title of a requirement, as its finding has it.
    pub(super) fn title(&self, requirement: &Requirement) -> String {
        if let Some(finding) = self.finding(requirement) {
            return finding.title.clone();
        }
        if let Some(title) = &requirement.title {
            return title.clone();
        }
        if let Need::Attest(attestation) = &requirement.need {
            return attestation.statement.clone();
        }
        let mut titles: Vec<String> = self
            .wanted(requirement)
            .iter()
            .map(|right| self.title_of_right(right))
            .collect();
        titles.dedup();
        if titles.is_empty() {
            return requirement.id.to_string();
        }
        titles.join(", ")
    }

    fn title_of_right(&self, right: &WantedRight<'_>) -> String {
        let holder = self.title_of(right);
        match right.kind {
            RightKind::Present => format!("{holder} is there"),
            RightKind::ApiPermission { .. }
            | RightKind::DirectoryRole(_)
            | RightKind::Defender { .. } => self.words_of(right.kind),
            kind => format!("{holder}: {}", self.words_of(kind)),
        }
    }

    /// A requirement in words; of one on whoever installs, with each right that will do.
    pub(super) fn asked_of(&self, requirement: &Requirement) -> String {
        let title = self.title(requirement);
        if !requirement.of_installer() {
            return title;
        }
        let alternatives = requirement.need.alternatives().iter();
        let alternatives: Vec<String> = alternatives
            .map(|rights| self.words_of_all(rights.iter().map(|right| &right.kind)))
            .collect();
        let held = alternatives.join(", or ");
        match &requirement.title {
            Some(_) => format!("{title} ({held})"),
            None => held,
        }
    }

    /// The id of the finding about a requirement.
    pub(super) fn finding_id(&self, requirement: &Requirement) -> String {
        format!("{}/{}", self.guide.id, requirement.id)
    }

    /// A right and its holder, within a sentence.
    pub(super) fn words_with_holder(&self, right: &WantedRight<'_>) -> String {
        let holder = within(&self.title_of(right));
        match right.kind {
            RightKind::Present => holder,
            kind => format!("{}, of {holder}", self.words_of(kind)),
        }
    }

    /// Rights that are held together, within a sentence.
    pub(super) fn words_of_all<'r>(
        &self,
        kinds: impl IntoIterator<Item = &'r RightKind>,
    ) -> String {
        let words: Vec<String> = kinds.into_iter().map(|kind| self.words_of(kind)).collect();
        words.join(" and ")
    }

    /// A right with its scope, within a sentence.
    pub(super) fn words_of(&self, kind: &RightKind) -> String {
        match kind {
            RightKind::Present => "presence".to_owned(),
            RightKind::ApiPermission { api, kind, value } => {
                let known = self.catalog.resource(*api);
                let name = known.map_or_else(|| api.to_string(), |api| api.title.clone());
                format!("{name} {value} ({kind})")
            }
            RightKind::AzureRole { role, at } => {
                format!("the Azure role {} at {}", role.name, scope(at))
            }
            RightKind::AzureActions {
                actions,
                data_actions,
                at,
            } => {
                let all: Vec<&str> = actions
                    .iter()
                    .chain(data_actions)
                    .map(String::as_str)
                    .collect();
                format!("the actions {} at {}", all.join(", "), scope(at))
            }
            RightKind::Secret { max_days } => lasting("a client secret", *max_days),
            RightKind::Certificate { max_days } => lasting("a certificate", *max_days),
            RightKind::Federated { issuer, subject } => format!(
                "a federated credential with the issuer {} and the subject {}",
                issuer.as_str(),
                subject.as_str()
            ),
            RightKind::RedirectUri {
                uri,
                platform: Some(platform),
            } => format!("the redirect address {} ({platform})", uri.as_str()),
            RightKind::MemberOf(group) => {
                format!("membership of {}", within(&self.title_of_principal(group)))
            }
            RightKind::ServicePlan(name) => {
                let mut declared = self.guide.names.service_plans.iter();
                let title = declared
                    .find(|plan| plan.name == *name)
                    .map(|plan| &plan.title);
                format!("the service plan {}", title.unwrap_or(name))
            }
            RightKind::Setting { name, at } => {
                let mut declared = self.guide.names.settings.iter();
                let known = declared.find(|setting| setting.name.as_str() == name);
                let title = known.map_or(name.as_str(), |setting| setting.title.as_str());
                let place = known.and_then(|setting| setting.place.as_ref());
                let place = place.map_or_else(String::new, |place| format!(" ({place})"));
                match at {
                    Some(at) => format!("the setting “{title}” at {}{place}", scope(at)),
                    None => format!("the setting “{title}”{place}"),
                }
            }
            other => other.to_string(),
        }
    }

    /// The places in the guide that a requirement stands at.
    pub(super) fn places(&self, requirement: &Requirement) -> String {
        let places: Vec<String> = requirement
            .cites
            .iter()
            .map(|cite| self.place(cite))
            .collect();
        places.join("; ")
    }

    /// A place in the guide: `Step 1, Item 7, line 21`.
    pub(super) fn place(&self, cite: &Cite) -> String {
        let mut sources = self.guide.sources.iter();
        let source = sources.find(|source| source.id == cite.source);
        let source = source
            .filter(|_| self.guide.sources.len() > 1)
            .filter(|source| cite.heading.first() != Some(&source.title));
        let mut parts: Vec<String> = source.map(|one| one.title.clone()).into_iter().collect();
        parts.extend(cite.heading.iter().cloned());
        parts.extend(cite.line.map(|line| format!("line {line}")));
        parts.join(", ")
    }
}

fn lasting(what: &str, max_days: Option<u32>) -> String {
    match max_days {
        Some(days) => format!("{what} that lasts {days} days at most"),
        None => what.to_owned(),
    }
}

/// A scope of Azure, within a sentence.
fn scope(at: &Scope) -> String {
    match at {
        Scope::Root => "the root".to_owned(),
        Scope::Below { kind, id, .. } => {
            let kind = match kind {
                ScopeKind::ManagementGroup => "management group",
                ScopeKind::Subscription => "subscription",
                ScopeKind::ResourceGroup => "resource group",
                ScopeKind::Resource => "resource",
            };
            format!("the {kind} {}", id.as_str())
        }
    }
}
