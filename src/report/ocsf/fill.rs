//! OCSF events of a report.

use super::model::{
    Account, Check, Cloud, Compliance, Event, EvidenceData, Evidences, FindingInfo, Metadata,
    Organization, Product, Remediation, Resource, Severity, Unmapped, VERSION,
};
use crate::assess::{self, Verdict};
use crate::catalog::RiskLevel;
use crate::guide::Tier;
use crate::report::advice::is_concern;
use crate::report::json_text;
use crate::report::model::{Advice, Control, ControlStatus, Evidence, Finding, Report};
use crate::report::{ReportError, Settings, words};
use std::io::Write;

/// Writes the OCSF report: one line per finding and piece of advice. An assessment with neither is one empty line.
pub(in crate::report) fn write(
    report: &Report<'_>,
    settings: &Settings,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    write_all(std::slice::from_ref(report), settings, out)
}

/// Writes the events of several reports, one report after another.
pub(in crate::report) fn write_all(
    reports: &[Report<'_>],
    _: &Settings,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    let is_empty = |report: &Report<'_>| report.findings.is_empty() && report.advice.is_empty();
    if reports.iter().all(is_empty) {
        return out.write_all(b"\n").map_err(ReportError::Output);
    }
    for report in reports {
        for finding in report.findings.iter() {
            json_text::write_line(out, &event(report, &finding))?;
        }
        for advice in &report.advice {
            json_text::write_line(out, &advised(report, advice))?;
        }
    }
    Ok(())
}

/// The subject of an event.
struct About<'a> {
    severity: Severity,
    info: FindingInfo<'a>,
    compliance: Compliance<'a>,
    resource: Resource<'a>,
    evidence: &'a [Evidence<'a>],
    remediation: Option<Remediation<'a>>,
    unmapped: Unmapped<'a>,
}

fn framed<'a>(report: &'a Report<'_>, about: About<'a>) -> Event<'a> {
    Event {
        activity_id: 1,
        activity_name: "Create",
        category_uid: 2,
        category_name: "Findings",
        class_uid: 2003,
        class_name: "Compliance Finding",
        type_uid: 200_301,
        type_name: "Compliance Finding: Create",
        time: report.as_of.as_millisecond(),
        severity_id: about.severity.id(),
        severity: about.severity.caption(),
        message: about.info.title,
        metadata: Metadata {
            version: VERSION,
            profiles: ["cloud"],
            product: Product {
                name: "rolecall",
                vendor_name: "rolecall",
                version: report.tool.version,
            },
            tenant_uid: report.tenant.id.as_deref(),
        },
        cloud: cloud(report),
        finding_info: about.info,
        compliance: about.compliance,
        resources: [about.resource],
        evidences: about.evidence.iter().map(evidence).collect(),
        remediation: about.remediation,
        unmapped: about.unmapped,
    }
}

fn event<'a>(report: &'a Report<'_>, finding: &'a Finding<'_>) -> Event<'a> {
    let about = About {
        severity: severity(finding),
        info: FindingInfo {
            uid: report.unique(finding.id),
            title: finding.title,
            desc: finding.effect.unwrap_or(finding.reason),
            types: [finding.subject.as_str()],
            src_url: report.guide.url,
        },
        compliance: compliance(finding),
        resource: Resource {
            uid: report.unique(finding.principal.id),
            name: finding.principal.title,
            kind: "principal",
        },
        evidence: &finding.evidence,
        remediation: finding.fix.as_deref().map(|desc| Remediation { desc }),
        unmapped: Unmapped {
            finding: finding.id,
            verdict: finding.verdict.as_str(),
            tier: words::tier(finding.tier),
            expected: finding.expected,
            actual: finding.actual,
            guide: report.guide.id,
            edition: report.guide.edition,
            readiness: report.readiness.answer.as_str(),
            weighs: None,
        },
    };
    framed(report, about)
}

fn advised<'a>(report: &'a Report<'_>, advice: &'a Advice<'_>) -> Event<'a> {
    let (status_id, status) = if advice.weighs {
        (2, "Warning")
    } else {
        (99, "advice")
    };
    let about = About {
        severity: if advice.weighs {
            Severity::Medium
        } else {
            Severity::Informational
        },
        info: FindingInfo {
            uid: report.unique(advice.id),
            title: advice.title,
            desc: advice.text,
            types: ["advice"],
            src_url: report.guide.url,
        },
        compliance: Compliance {
            control: advice.title,
            desc: "Nothing in the tenant's settings stops the vendor.",
            standards: Vec::new(),
            requirements: Vec::new(),
            checks: Vec::new(),
            status_id,
            status,
            status_details: [advice.text],
        },
        resource: Resource {
            uid: report.unique("settings"),
            name: "Settings of the tenant",
            kind: "settings",
        },
        evidence: &advice.evidence,
        remediation: None,
        unmapped: Unmapped {
            finding: advice.id,
            verdict: "advice",
            tier: "",
            expected: "",
            actual: advice.text,
            guide: report.guide.id,
            edition: report.guide.edition,
            readiness: report.readiness.answer.as_str(),
            weighs: Some(advice.weighs),
        },
    };
    framed(report, about)
}

fn cloud<'a>(report: &'a Report<'_>) -> Cloud<'a> {
    let name = report.tenant.name;
    Cloud {
        provider: "Microsoft",
        account: Account {
            uid: report.tenant_key(),
            name,
            // Where the number is 99 the word is the product's own.
            kind: "Microsoft Entra tenant",
            type_id: 99,
        },
        org: Organization {
            uid: report.tenant_key(),
            name,
        },
    }
}

fn compliance<'a>(finding: &'a Finding<'_>) -> Compliance<'a> {
    let (status_id, status) = status(finding.judged);
    Compliance {
        control: finding.title,
        desc: finding.expected,
        standards: finding.controls.iter().map(|one| one.title).collect(),
        requirements: finding
            .all_controls()
            .map(|(framework, control)| {
                format!("{framework} {} ({})", control.id, control.status.words())
            })
            .collect(),
        checks: finding
            .all_controls()
            .map(|(framework, control)| check(framework, control))
            .collect(),
        status_id,
        status,
        status_details: [finding.reason],
    }
}

/// The result of the finding for a control. That nothing speaks against it is no pass.
fn check<'a>(framework: &'a str, control: &'a Control<'_>) -> Check<'a> {
    let (status_id, status) = match control.status {
        ControlStatus::Clean => (1, "Pass"),
        ControlStatus::Open => (3, "Fail"),
        ControlStatus::NotAssessed => (99, control.status.words()),
    };
    Check {
        uid: control.id,
        name: control.title,
        standards: [framework],
        status_id,
        status,
    }
}

/// `status_id` with its caption.
fn status(finding: &assess::Finding) -> (u8, &'static str) {
    match finding.verdict {
        _ if finding.waits() => (99, "waiting"),
        verdict if finding.is_of_installer() && verdict.is_open() => (99, "not counted"),
        Verdict::Satisfied if is_concern(finding) => (2, "Warning"),
        Verdict::Satisfied | Verdict::Absent | Verdict::Noted => (1, "Pass"),
        Verdict::Unknown => (2, "Warning"),
        Verdict::Missing | Verdict::Partial | Verdict::Excess => (3, "Fail"),
        // Where the number is 99 the word is the product's own.
        Verdict::Manual => (99, "manual"),
    }
}

/// The severity: by tier for a gap, by risk for an excess.
fn severity(finding: &Finding<'_>) -> Severity {
    match finding.verdict {
        _ if finding.judged.is_of_installer() => Severity::Informational,
        Verdict::Satisfied | Verdict::Absent | Verdict::Noted | Verdict::Manual => {
            Severity::Informational
        }
        Verdict::Unknown => Severity::Unknown,
        Verdict::Excess => match finding.risk.as_ref().map(|risk| risk.level) {
            Some(RiskLevel::Critical) => Severity::Critical,
            Some(RiskLevel::High) => Severity::High,
            Some(RiskLevel::Medium) => Severity::Medium,
            Some(RiskLevel::Low) => Severity::Low,
            Some(RiskLevel::Unrated) | None => Severity::Unknown,
        },
        Verdict::Missing | Verdict::Partial => match finding.tier {
            Some(Tier::Required | Tier::Temporary | Tier::Forbidden) | None => Severity::High,
            Some(Tier::Recommended) => Severity::Medium,
            Some(Tier::Optional | Tier::NotRequired | Tier::Informational) => Severity::Low,
        },
    }
}

fn evidence<'a>(evidence: &Evidence<'a>) -> Evidences<'a> {
    Evidences {
        data: EvidenceData {
            section: evidence.section,
            state: evidence.state.words(),
            url: evidence.url,
            at: evidence.at.map(|at| at.to_string()),
            http_status: evidence.status,
            request_id: evidence.request_id,
            pointer: evidence.pointer,
        },
    }
}
