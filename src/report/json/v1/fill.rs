//! Fills the wire format from an assessment.

use super::{
    ActionEntry, CandidateEntry, Choice, CiteEntry, Collection, ControlEntry, ControlSum, Counts,
    Document, EntitlementEntry, EvidenceEntry, FindingEntry, Guide, Note, Notice, Observer,
    OptionEntry, Parameter, Path, Risk, SCHEMA, SCHEMA_VERSION, Section, Tenant, Tool,
};
use crate::assess::{Assessment, Candidate, CollectionFacts, Finding, GuideFacts, Verdict};
use crate::catalog::Entitlement;
use crate::guide::Cite;
use crate::report::advice::{Action, actions, fix, verify};
use crate::report::lazily::Lazily;
use crate::report::view::{Known, control_rows, controls_of};

impl<'a> Document<'a> {
    /// The document of an assessment.
    pub(in crate::report::json) fn new(assessment: &'a Assessment, known: &'a Known<'a>) -> Self {
        let facts = &assessment.collection;
        Self {
            schema: SCHEMA,
            schema_version: SCHEMA_VERSION,
            tool: Tool {
                name: "rolecall",
                version: &assessment.tool,
            },
            as_of: assessment.as_of.to_string(),
            guide: guide(&assessment.guide),
            tenant: Tenant {
                id: facts.tenant.map(|id| id.to_string()),
                name: facts.tenant_name.as_deref(),
                cloud: &facts.cloud,
            },
            collection: collection(facts),
            readiness: assessment.readiness.as_str(),
            readiness_reason: &assessment.readiness_reason,
            counts: counts(assessment),
            actions: actions(assessment)
                .into_iter()
                .map(|it| action(it, assessment))
                .collect(),
            choices: choices(assessment),
            candidates: assessment.candidates.iter().map(candidate).collect(),
            advice: assessment.advice.iter().map(Into::into).collect(),
            other_holders: assessment.other_holders.iter().map(Into::into).collect(),
            other_holders_read: assessment.holders_read.as_ref().map(Into::into),
            controls: controls(assessment, known),
            findings: Lazily::new(move || assessment.findings.iter().map(|f| finding(f, known))),
            notices: notices(assessment),
            sections: sections(assessment),
        }
    }
}

fn guide(guide: &GuideFacts) -> Guide<'_> {
    let parameters = guide.parameters.iter();
    Guide {
        id: &guide.id,
        title: &guide.title,
        vendor: &guide.vendor,
        product: &guide.product,
        edition: &guide.edition,
        url: &guide.url,
        sha256: &guide.sha256,
        read: &guide.read,
        parameters: parameters
            .map(|(id, title, value)| Parameter {
                id,
                title,
                value: value.as_deref(),
            })
            .collect(),
    }
}

fn collection(facts: &CollectionFacts) -> Collection<'_> {
    Collection {
        tool_version: &facts.tool,
        started: facts.started.to_string(),
        ended: facts.ended.to_string(),
        clock_ahead_seconds: facts.clock_ahead_seconds,
        observer: Observer {
            kind: facts.observer_kind,
            name: facts.observer_name.as_deref(),
            app_id: facts.observer_app_id.map(|id| id.to_string()),
            sign_in: &facts.sign_in,
            permissions: &facts.observer_permissions,
        },
        sections_whole: facts.sections_whole,
        sections_asked: facts.sections_asked,
    }
}

fn counts(assessment: &Assessment) -> Counts {
    Counts {
        satisfied: assessment.count(Verdict::Satisfied),
        partial: assessment.count(Verdict::Partial),
        missing: assessment.count(Verdict::Missing),
        excess: assessment.count(Verdict::Excess),
        absent: assessment.count(Verdict::Absent),
        unknown: assessment.count(Verdict::Unknown),
        manual: assessment.count(Verdict::Manual),
        waiting: assessment.waiting(),
    }
}

fn choices(assessment: &Assessment) -> Vec<Choice<'_>> {
    let choices = assessment.choices.iter();
    choices
        .map(|choice| Choice {
            id: &choice.choice,
            title: &choice.title,
            options: choice
                .options
                .iter()
                .map(|(id, title)| OptionEntry { id, title })
                .collect(),
            how: choice.how,
            why: &choice.why,
        })
        .collect()
}

fn candidate(candidate: &Candidate) -> CandidateEntry<'_> {
    CandidateEntry {
        principal: &candidate.principal,
        kind: candidate.kind,
        object_id: candidate.object_id.to_string(),
        app_id: candidate.app_id.map(|id| id.to_string()),
        display_name: candidate.display_name.as_deref(),
        identity: &candidate.identity,
        standing: candidate.standing,
        why: &candidate.why,
        grants: candidate.grants,
        last_sign_in: candidate.last_sign_in.map(|at| at.to_string()),
    }
}

fn action(action: Action, assessment: &Assessment) -> ActionEntry<'_> {
    let closed = action.closes.iter();
    ActionEntry {
        urgency: action.urgency.as_str(),
        title: action.title,
        how: action.how,
        closes: closed
            .filter_map(|place| assessment.findings.get(*place))
            .map(|finding| finding.id.as_str())
            .collect(),
    }
}

fn finding<'a>(finding: &'a Finding, known: &'a Known<'_>) -> FindingEntry<'a> {
    FindingEntry {
        id: &finding.id,
        verdict: finding.verdict.as_str(),
        status: "open",
        subject: finding.subject,
        tier: finding.tier,
        principal: &finding.principal,
        principal_title: &finding.principal_title,
        choice: finding.choice.as_deref(),
        title: &finding.title,
        entitlement: finding.entitlement.as_ref().map(entitlement),
        expected: &finding.expected,
        actual: &finding.actual,
        reason: &finding.reason,
        effect: finding.effect.as_deref(),
        paths: paths(finding),
        evidence: evidence(finding),
        notes: finding
            .notes
            .iter()
            .map(|note| Note {
                kind: note.kind,
                text: &note.text,
            })
            .collect(),
        risk: finding.risk.as_ref().map(|risk| Risk {
            level: risk.level,
            reason: &risk.reason,
            source: &risk.source,
        }),
        needs: finding.needs(),
        attested: finding.attested.as_ref().map(Into::into),
        cites: finding.cites.iter().map(cite).collect(),
        controls: controls_of(finding, known.controls)
            .into_iter()
            .map(|(control, status)| ControlEntry {
                framework: &control.framework_title,
                id: &control.id,
                title: &control.title,
                status,
            })
            .collect(),
        fix: fix(finding),
        verify: verify(finding),
        waits_for: finding.waits_for(),
    }
}

fn controls<'a>(assessment: &Assessment, known: &'a Known<'_>) -> Vec<ControlSum<'a>> {
    let rows = control_rows(assessment, known.controls).into_iter();
    rows.map(|row| ControlSum {
        framework: &row.control.framework_title,
        id: &row.control.id,
        title: &row.control.title,
        findings: row.findings(),
        open: row.open(),
        status: row.standing,
    })
    .collect()
}

fn paths(finding: &Finding) -> Vec<Path<'_>> {
    let paths = finding.paths.iter();
    paths
        .map(|path| Path {
            hops: &path.hops,
            condition: &path.condition,
            as_asked: path.as_asked,
        })
        .collect()
}

fn evidence(finding: &Finding) -> Vec<EvidenceEntry<'_>> {
    let evidence = finding.evidence.iter();
    evidence
        .map(|evidence| EvidenceEntry {
            section: evidence.section.as_str(),
            state: evidence.state,
            url: evidence.url.as_deref(),
            at: evidence.at.map(|at| at.to_string()),
            server_date: evidence.server_date.map(|at| at.to_string()),
            status: evidence.status,
            request_id: evidence.request_id.as_deref(),
            pointer: evidence.pointer.as_deref(),
            object: evidence.object.as_deref(),
        })
        .collect()
}

fn entitlement(entitlement: &Entitlement) -> EntitlementEntry<'_> {
    match entitlement {
        Entitlement::DirectoryRole(id) => EntitlementEntry::DirectoryRole {
            template_id: id.to_string(),
        },
        Entitlement::ApiPermission {
            resource,
            kind,
            value,
        } => EntitlementEntry::ApiPermission {
            resource_app_id: resource.to_string(),
            permission_type: *kind,
            value,
        },
        Entitlement::DefenderClassic { group, name } => {
            EntitlementEntry::DefenderClassic { group, name }
        }
        Entitlement::DefenderUnified(permission) => {
            EntitlementEntry::DefenderUnified { permission }
        }
        Entitlement::DefenderAction(action) => EntitlementEntry::DefenderAction { action },
    }
}

fn cite(cite: &Cite) -> CiteEntry<'_> {
    CiteEntry {
        step: &cite.step,
        line: cite.line,
    }
}

fn notices(assessment: &Assessment) -> Vec<Notice<'_>> {
    let notices = assessment.notices.iter();
    notices
        .map(|notice| Notice {
            id: &notice.id,
            kind: notice.kind,
            title: &notice.title,
            text: &notice.text,
            source: notice.source.as_deref(),
            cite: notice.cite.as_ref().map(cite),
        })
        .collect()
}

fn sections(assessment: &Assessment) -> Vec<Section<'_>> {
    let entries = assessment.ledger.iter();
    entries
        .map(|entry| Section {
            name: entry.section.as_str(),
            state: entry.state,
            requests: entry.requests,
            pages: entry.pages,
            items: entry.items,
            problem: entry.problem.as_deref(),
            code: entry.code.as_deref(),
            permissions: &entry.permissions,
            request_ids: &entry.request_ids,
        })
        .collect()
}
