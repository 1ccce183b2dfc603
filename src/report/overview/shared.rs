//! The users and applications that several guides share, and everything held that none of them asks for.

use crate::assess::CandidateKind;
use crate::assess::{Assessment, Finding, Standing, Verdict};
use crate::catalog::{Entitlement, RiskLevel};
use crate::ids::ObjectId;
use crate::report::model::Report;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A user or application of the tenant that several guides mean.
#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct Shared<'a> {
    object_id: String,
    kind: CandidateKind,
    /// A claim of whoever made it.
    pub(super) name: Option<&'a str>,
    pub(super) identity: &'a str,
    /// Each guide that means it, with what it asks of it.
    pub(super) by: Vec<SharedBy<'a>>,
}

/// A guide that means a shared user or application.
#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct SharedBy<'a> {
    pub(super) guide: &'a str,
    /// The id of the guide's principal.
    principal: &'a str,
    /// The titles of its requirements that rest on it.
    pub(super) asks: Vec<&'a str>,
}

/// Something that is held and that no guide asks for.
#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct Excess<'a> {
    pub(super) title: &'a str,
    pub(super) principal: &'a str,
    object_id: Option<String>,
    pub(super) risk: Option<RiskLevel>,
    pub(super) reason: &'a str,
    /// The ids of the findings that say it, one for each guide that does.
    pub(super) findings: Vec<&'a str>,
}

/// The users and applications that are candidates of more than one guide.
pub(super) fn shared<'a>(reports: &'a [Report<'a>]) -> Vec<Shared<'a>> {
    let mut found: BTreeMap<ObjectId, Shared<'a>> = BTreeMap::new();
    for assessment in assessments(reports) {
        for candidate in assessment
            .candidates
            .iter()
            .filter(|one| one.standing != Standing::LookAlike)
        {
            let one = found.entry(candidate.object_id).or_insert_with(|| Shared {
                object_id: candidate.object_id.to_string(),
                kind: candidate.kind,
                name: candidate.display_name.as_deref(),
                identity: &candidate.identity,
                by: Vec::new(),
            });
            one.by.push(SharedBy {
                guide: &assessment.guide.id,
                principal: candidate.principal.as_str(),
                asks: asks(assessment, candidate.object_id),
            });
        }
    }
    let all = found.into_values();
    let several = |one: &Shared<'_>| {
        let guides: BTreeSet<&str> = one.by.iter().map(|by| by.guide).collect();
        guides.len() > 1
    };
    all.filter(several).collect()
}

/// The titles of the requirements of an assessment that rest on an object.
fn asks(assessment: &Assessment, object: ObjectId) -> Vec<&str> {
    let findings = assessment.findings.iter();
    let of_object = |finding: &&Finding| {
        let mut holders = finding
            .rights
            .iter()
            .filter_map(|right| right.holder.as_ref())
            .chain(&finding.holder);
        finding.requirement.is_some() && holders.any(|holder| holder.object_id == object)
    };
    findings
        .filter(of_object)
        .map(|finding| finding.title.as_str())
        .collect()
}

/// Everything in excess, each thing once.
pub(super) fn excess<'a>(reports: &'a [Report<'a>]) -> Vec<Excess<'a>> {
    type Key<'a> = (Option<ObjectId>, Option<&'a Entitlement>, &'a str);
    let mut places: BTreeMap<Key<'a>, usize> = BTreeMap::new();
    let mut found: Vec<Excess<'a>> = Vec::new();
    let findings = assessments(reports).flat_map(|one| &one.findings);
    for finding in findings.filter(|finding| finding.verdict == Verdict::Excess) {
        let object = finding.holder.as_ref().map(|holder| holder.object_id);
        let key = (object, finding.entitlement.as_ref(), finding.title.as_str());
        let known = places.get(&key).and_then(|place| found.get_mut(*place));
        if let Some(known) = known {
            known.findings.push(&finding.id);
            continue;
        }
        places.insert(key, found.len());
        found.push(Excess {
            title: &finding.title,
            principal: &finding.principal_title,
            object_id: object.map(|id| id.to_string()),
            risk: finding.risk.as_ref().map(|risk| risk.level),
            reason: &finding.reason,
            findings: vec![&finding.id],
        });
    }
    found
}

fn assessments<'a>(reports: &'a [Report<'a>]) -> impl Iterator<Item = &'a Assessment> {
    reports.iter().map(|report| report.assessment)
}
