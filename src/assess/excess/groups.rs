//! Groups that somebody is in, or can step into.

use super::{ExcessCheck, sorted};
use crate::access::SightingRef;
use crate::assess::evidence;
use crate::assess::model::{AccessPath, Finding, Standing};
use crate::assess::principals::{Candidate, PrincipalMatch};
use crate::assess::target::TargetPrincipal;
use crate::assess::verdict::Verdict;
use crate::assess::words;
use crate::catalog::Subject;
use crate::ids::ObjectId;
use crate::snapshot::SectionName;
use std::collections::BTreeMap;

/// A group that a candidate is in, or can step into.
struct Entered {
    name: Option<String>,
    eligible: bool,
    seen: SightingRef,
}

impl ExcessCheck<'_, '_> {
    /// The finding that tells of the groups; none where there is no group. A group may give access in services that were
    /// not read, so they are told, and they change nothing.
    pub(super) fn groups(
        &self,
        principal: &TargetPrincipal,
        matched: &PrincipalMatch<'_>,
    ) -> Option<Finding> {
        let genuine = matched.genuine.iter();
        let sure = genuine.filter(|one| one.standing != Standing::Unproven);
        let mut paths = Vec::new();
        let mut seen = Vec::new();
        // Two groups may have one name.
        let mut names = BTreeMap::new();
        for candidate in sure {
            for (id, group) in self.entered(candidate) {
                let called = group.name.unwrap_or_else(|| id.to_string());
                let condition = if group.eligible {
                    "member once activated"
                } else {
                    "member"
                };
                names.insert(id, called.clone());
                paths.push(AccessPath {
                    hops: vec![words::holder(candidate), format!("group {called}")],
                    condition: condition.to_owned(),
                    as_asked: false,
                });
                seen.push(group.seen);
            }
        }
        if names.is_empty() {
            return None;
        }
        let title = format!("Groups of {}", principal.title);
        let mut finding = self.blank(principal, "groups", &title, Verdict::Noted);
        finding.holder = matched.only(principal);
        finding.subject = Subject::OtherAccess;
        "no group that gives more than is seen here".clone_into(&mut finding.expected);
        let (count, noun) = match names.len() {
            1 => (1, "group"),
            many => (many, "groups"),
        };
        finding.actual = format!(
            "in {count} {noun}: {}",
            words::listed(names.into_values(), ", ")
        );
        "the roles and permissions that come through a group are told by themselves; a group may give access in \
         services that were not read, such as files, teams and Azure"
            .clone_into(&mut finding.reason);
        paths.sort();
        paths.dedup();
        finding.paths = paths;
        finding.evidence = sorted(evidence::of_sightings(self.context, &seen));
        Some(finding)
    }

    fn entered(&self, candidate: &Candidate<'_>) -> BTreeMap<ObjectId, Entered> {
        let lookups = self.context.lookups;
        let id = candidate.holder.id;
        let users = lookups.groups.with(id).iter();
        let users = users.map(|(item, group)| (SectionName::UserGroups, *item, *group));
        let applications = lookups.groups_of_applications.with(id).iter();
        let applications =
            applications.map(|(item, group)| (SectionName::ServicePrincipalGroups, *item, *group));
        let mut entered: BTreeMap<ObjectId, Entered> = BTreeMap::new();
        for (section, item, group) in users.chain(applications) {
            if let Some(id) = group.id.copied() {
                entered.entry(id).or_insert(Entered {
                    name: name(group.display_name.cloned()),
                    eligible: false,
                    seen: SightingRef { section, item },
                });
            }
        }
        for (item, one) in lookups.activatable.with(id) {
            let Some(id) = one.group_id.copied() else {
                continue;
            };
            let described = lookups.eligible_groups.with(id).first();
            let called = described.and_then(|(_, group)| group.display_name.cloned());
            entered.entry(id).or_insert(Entered {
                name: name(called),
                eligible: true,
                seen: SightingRef {
                    section: SectionName::GroupEligibility,
                    item: *item,
                },
            });
        }
        entered
    }
}

fn name(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty())
}
