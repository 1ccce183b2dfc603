//! Fills OCSF events from an assessment.

use super::model::{
    Account, Check, Cloud, Compliance, Event, EvidenceData, Evidences, FindingInfo, Metadata,
    Organization, Product, Remediation, Resource, Unmapped, VERSION,
};
use crate::assess::{Advice, Assessment, Evidence, Finding, Verdict};
use crate::catalog::{Control, Controls, RiskLevel};
use crate::guide::Tier;
use crate::report::ReportProblem;
use crate::report::advice::{fix, is_concern};
use crate::report::identity::{tenant, unique};
use crate::report::json::writer;
use crate::report::view::{ControlStatus, Known, controls_of, words};
use std::io::Write;

/// Writes the OCSF report: one line per finding and piece of advice. An assessment with neither is one empty line.
pub(in crate::report) fn write(
    assessment: &Assessment,
    known: &Known<'_>,
    out: &mut dyn Write,
) -> Result<(), ReportProblem> {
    if assessment.findings.is_empty() && assessment.advice.is_empty() {
        return out.write_all(b"\n").map_err(ReportProblem::Output);
    }
    for finding in &assessment.findings {
        writer::write_line(out, &event(assessment, finding, known))?;
    }
    for advice in &assessment.advice {
        writer::write_line(out, &advised(assessment, advice))?;
    }
    Ok(())
}

/// What an event is about.
struct About<'a> {
    severity: (u8, &'static str),
    info: FindingInfo<'a>,
    compliance: Compliance<'a>,
    resource: Resource<'a>,
    evidence: &'a [Evidence],
    remediation: Option<Remediation>,
    unmapped: Unmapped<'a>,
}

fn framed<'a>(assessment: &'a Assessment, about: About<'a>) -> Event<'a> {
    let (severity_id, severity) = about.severity;
    Event {
        activity_id: 1,
        activity_name: "Create",
        category_uid: 2,
        category_name: "Findings",
        class_uid: 2003,
        class_name: "Compliance Finding",
        type_uid: 200_301,
        type_name: "Compliance Finding: Create",
        time: assessment.as_of.as_millisecond(),
        severity_id,
        severity,
        message: about.info.title,
        metadata: Metadata {
            version: VERSION,
            profiles: ["cloud"],
            product: Product {
                name: "rolecall",
                vendor_name: "rolecall",
                version: &assessment.tool,
            },
            tenant_uid: assessment.collection.tenant.map(|id| id.to_string()),
        },
        cloud: cloud(assessment),
        finding_info: about.info,
        compliance: about.compliance,
        resources: [about.resource],
        evidences: about.evidence.iter().map(evidence).collect(),
        remediation: about.remediation,
        unmapped: about.unmapped,
    }
}

fn event<'a>(assessment: &'a Assessment, finding: &'a Finding, known: &'a Known<'_>) -> Event<'a> {
    let about = About {
        severity: severity(finding),
        info: FindingInfo {
            uid: unique(assessment, &finding.id),
            title: &finding.title,
            desc: finding.effect.as_deref().unwrap_or(&finding.reason),
            types: [finding.subject.as_str()],
            src_url: &assessment.guide.url,
        },
        compliance: compliance(finding, known.controls),
        resource: Resource {
            uid: unique(assessment, &finding.principal),
            name: &finding.principal_title,
            kind: "principal",
        },
        evidence: &finding.evidence,
        remediation: fix(finding).map(|desc| Remediation { desc }),
        unmapped: Unmapped {
            finding: &finding.id,
            verdict: finding.verdict.as_str(),
            tier: words::tier(finding.tier),
            expected: &finding.expected,
            actual: &finding.actual,
            guide: &assessment.guide.id,
            edition: &assessment.guide.edition,
            readiness: assessment.readiness.as_str(),
            weighs: None,
        },
    };
    framed(assessment, about)
}

fn advised<'a>(assessment: &'a Assessment, advice: &'a Advice) -> Event<'a> {
    let (status_id, status) = if advice.weighs {
        (2, "Warning")
    } else {
        (99, "advice")
    };
    let about = About {
        severity: if advice.weighs {
            (3, "Medium")
        } else {
            (1, "Informational")
        },
        info: FindingInfo {
            uid: unique(assessment, &advice.id),
            title: &advice.title,
            desc: &advice.text,
            types: ["advice"],
            src_url: &assessment.guide.url,
        },
        compliance: Compliance {
            control: &advice.title,
            desc: "Nothing in the tenant's settings stops the vendor.",
            standards: Vec::new(),
            requirements: Vec::new(),
            checks: Vec::new(),
            status_id,
            status,
            status_details: [&advice.text],
        },
        resource: Resource {
            uid: unique(assessment, "settings"),
            name: "Settings of the tenant",
            kind: "settings",
        },
        evidence: &advice.evidence,
        remediation: None,
        unmapped: Unmapped {
            finding: &advice.id,
            verdict: "advice",
            tier: "",
            expected: "",
            actual: &advice.text,
            guide: &assessment.guide.id,
            edition: &assessment.guide.edition,
            readiness: assessment.readiness.as_str(),
            weighs: Some(advice.weighs),
        },
    };
    framed(assessment, about)
}

fn cloud(assessment: &Assessment) -> Cloud<'_> {
    let name = assessment.collection.tenant_name.as_deref();
    Cloud {
        provider: "Microsoft",
        account: Account {
            uid: tenant(assessment),
            name,
            // Where the number is 99 the word is the product's own.
            kind: "Microsoft Entra tenant",
            type_id: 99,
        },
        org: Organization {
            uid: tenant(assessment),
            name,
        },
    }
}

fn compliance<'a>(finding: &'a Finding, controls: &'a Controls) -> Compliance<'a> {
    let controls = controls_of(finding, controls);
    let mut standards: Vec<&str> = controls
        .iter()
        .map(|(control, _)| control.framework_title.as_str())
        .collect();
    // Those of one framework stand together.
    standards.dedup();
    let (status_id, status) = status(finding);
    Compliance {
        control: &finding.title,
        desc: &finding.expected,
        standards,
        requirements: controls
            .iter()
            .map(|(control, status)| {
                let (framework, id) = (&control.framework_title, &control.id);
                format!("{framework} {id} ({})", status.words())
            })
            .collect(),
        checks: controls
            .iter()
            .map(|(control, status)| check(control, *status))
            .collect(),
        status_id,
        status,
        status_details: [&finding.reason],
    }
}

/// What the finding comes to for a control. That nothing speaks against it is no pass.
fn check(control: &Control, standing: ControlStatus) -> Check<'_> {
    let (status_id, status) = match standing {
        ControlStatus::Clean => (1, "Pass"),
        ControlStatus::Open => (3, "Fail"),
        ControlStatus::NotAssessed => (99, standing.words()),
    };
    Check {
        uid: &control.id,
        name: &control.title,
        standards: [&control.framework_title],
        status_id,
        status,
    }
}

/// `status_id` with its caption.
fn status(finding: &Finding) -> (u8, &'static str) {
    match finding.verdict {
        _ if finding.waits() => (99, "waiting"),
        Verdict::Satisfied if is_concern(finding) => (2, "Warning"),
        Verdict::Satisfied | Verdict::Absent => (1, "Pass"),
        Verdict::Unknown => (2, "Warning"),
        Verdict::Missing | Verdict::Partial | Verdict::Excess => (3, "Fail"),
        // Where the number is 99 the word is the product's own.
        Verdict::Manual => (99, "manual"),
    }
}

/// `severity_id` with its caption: by tier for a gap, by risk for an excess.
fn severity(finding: &Finding) -> (u8, &'static str) {
    match finding.verdict {
        Verdict::Satisfied | Verdict::Absent | Verdict::Manual => (1, "Informational"),
        Verdict::Unknown => (0, "Unknown"),
        Verdict::Excess => match finding.risk.as_ref().map(|risk| risk.level) {
            Some(RiskLevel::Critical) => (5, "Critical"),
            Some(RiskLevel::High) => (4, "High"),
            Some(RiskLevel::Medium) => (3, "Medium"),
            Some(RiskLevel::Low) => (2, "Low"),
            Some(RiskLevel::Unrated) | None => (0, "Unknown"),
        },
        Verdict::Missing | Verdict::Partial => match finding.tier {
            Some(Tier::Required) | None => (4, "High"),
            Some(Tier::Recommended) => (3, "Medium"),
            Some(Tier::Optional | Tier::NotRequired) => (2, "Low"),
        },
    }
}

fn evidence(evidence: &Evidence) -> Evidences<'_> {
    Evidences {
        data: EvidenceData {
            section: evidence.section.as_str(),
            state: evidence.state.words(),
            url: evidence.url.as_deref(),
            at: evidence.at.map(|at| at.to_string()),
            http_status: evidence.status,
            request_id: evidence.request_id.as_deref(),
            pointer: evidence.pointer.as_deref(),
        },
    }
}
