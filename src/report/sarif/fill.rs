//! SARIF of a report.

use super::model::{
    ArtifactLocation, Automation, Configuration, Driver, Fingerprints, Invocation, Item,
    ItemProperties, Location, Log, LogicalLocation, Message, Notification, NotificationProperties,
    PhysicalLocation, Region, Rule, RuleProperties, Run, RunControl, RunProperties, SCHEMA, Tool,
};
use super::text::plain;
use crate::assess::{self, Verdict};
use crate::catalog::RiskLevel;
use crate::document::escape::visible;
use crate::guide::Tier;
use crate::report::model::{Advice, ControlStatus, Finding, FindingList, Report};
use crate::report::{ReportError, Settings, json_text, words};
use serde::{Serialize, Serializer};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use std::io::Write;

/// Everything that `rolecall audit` writes beside every report: the file that the evidence points into.
const SNAPSHOT: &str = "snapshot.json";

/// The rules, each made while it is written.
struct Rules<'a>(&'a Report<'a>, &'a FindingList);

/// The results, each made while it is written.
struct Results<'a>(&'a Report<'a>, &'a FindingList);

/// Everything that could not be told, and advice, each made while it is written.
struct Notifications<'a>(&'a Report<'a>);

impl Serialize for Rules<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.1.iter().map(|finding| rule(self.0, &finding)))
    }
}

impl Serialize for Results<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let numbered = self.1.iter().enumerate();
        serializer.collect_seq(numbered.map(|(index, finding)| item(self.0, &finding, index)))
    }
}

impl Serialize for Notifications<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let report = self.0;
        let untold = report.findings.filter(|finding| {
            let aside = finding.is_of_installer() && finding.verdict.is_open();
            finding.waits()
                || aside
                || matches!(finding.verdict, Verdict::Unknown | Verdict::Manual)
        });
        let untold = untold.iter().map(|finding| not_told(report, &finding));
        let advice = report.advice.iter().map(|one| advised(report, one));
        serializer.collect_seq(untold.chain(advice))
    }
}

/// Writes the SARIF report.
pub(in crate::report) fn write(
    report: &Report<'_>,
    settings: &Settings,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    write_all(std::slice::from_ref(report), settings, out)
}

/// Writes several reports as a log with a run for each.
pub(in crate::report) fn write_all(
    reports: &[Report<'_>],
    _: &Settings,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    let open = |report: &Report<'_>| report.findings.filter(assess::Finding::is_failure);
    let open: Vec<FindingList> = reports.iter().map(open).collect();
    let runs = reports.iter().zip(&open);
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: runs.map(|(report, open)| run(report, open)).collect(),
    };
    json_text::write(out, &log)
}

fn run<'a>(
    report: &'a Report<'a>,
    open: &'a FindingList,
) -> Run<'a, Rules<'a>, Results<'a>, Notifications<'a>> {
    Run {
        tool: Tool {
            driver: Driver {
                name: "rolecall",
                semantic_version: report.tool.version,
                rules: Rules(report, open),
            },
        },
        // The slash at its end says that all of it is the category: what comes after the last
        // one would be the name of this run.
        automation_details: Automation {
            id: format!("rolecall/{}/{}/", report.guide.id, report.tenant_key()),
        },
        invocations: [Invocation {
            execution_successful: true,
            start_time_utc: report.collection.started.to_string(),
            end_time_utc: report.collection.ended.to_string(),
            tool_execution_notifications: Notifications(report),
        }],
        results: Results(report, open),
        column_kind: "unicodeCodePoints",
        properties: RunProperties {
            readiness: report.readiness.answer.as_str(),
            tenant: report.tenant.id.as_deref().unwrap_or_default(),
            tenant_name: report.tenant.name,
            guide: report.guide.id,
            edition: report.guide.edition,
            coverage: &report.collection.coverage.summary,
            controls: controls(report),
        },
    }
}

fn controls(report: &Report<'_>) -> Vec<RunControl> {
    let frameworks = report.controls.iter();
    let all = frameworks.flat_map(|one| one.controls.iter().map(|control| (one.id, control)));
    all.map(|(framework, control)| RunControl {
        id: format!("{framework}/{}", control.id),
        status: control.status.words(),
        open: control.open,
    })
    .collect()
}

fn not_told<'a>(report: &Report<'_>, finding: &Finding<'a>) -> Notification<'a> {
    Notification {
        level: if finding.verdict == Verdict::Unknown && !finding.judged.is_of_installer() {
            "warning"
        } else {
            "note"
        },
        message: message(&format!("{}: {}", finding.title, finding.reason)),
        properties: NotificationProperties {
            uid: report.unique(finding.id),
            finding: Some(finding.id),
            advice: None,
            verdict: finding.verdict.as_str(),
            weighs: None,
        },
    }
}

fn advised<'a>(report: &Report<'_>, advice: &Advice<'a>) -> Notification<'a> {
    Notification {
        level: if advice.weighs { "warning" } else { "note" },
        message: message(&format!("{}: {}", advice.title, advice.text)),
        properties: NotificationProperties {
            uid: report.unique(advice.id),
            finding: None,
            advice: Some(advice.id),
            verdict: "advice",
            weighs: Some(advice.weighs),
        },
    }
}

fn rule<'a>(report: &Report<'a>, finding: &Finding<'a>) -> Rule<'a> {
    let url = report.guide.url;
    let mut tags = vec!["security".to_owned(), finding.subject.as_str().to_owned()];
    for framework in &finding.controls {
        // A tag says that the alert speaks against the control.
        let against = framework.controls.iter();
        let against = against.filter(|control| control.status == ControlStatus::Open);
        tags.extend(against.map(|control| format!("{}/{}", framework.id, control.id)));
    }
    Rule {
        id: finding.id,
        short_description: message(finding.title),
        full_description: message(finding.effect.unwrap_or(finding.expected)),
        help: message(finding.fix.as_deref().unwrap_or_default()),
        help_uri: Some(url).filter(|url| url.starts_with("https://")),
        default_configuration: Configuration {
            level: level(finding),
        },
        properties: RuleProperties {
            tags,
            security_severity: severity(finding),
        },
    }
}

fn item<'a>(report: &Report<'_>, finding: &Finding<'a>, rule_index: usize) -> Item<'a> {
    let tenant = report.tenant.id.as_deref().unwrap_or_default();
    let uid = report.unique(finding.id);
    let text = format!(
        "{}: {}. Expected: {}. Actual: {}. {}.",
        finding.verdict,
        finding.title,
        finding.expected,
        finding.actual,
        finding.reason.trim_end_matches('.')
    );
    Item {
        rule_id: finding.id,
        rule_index,
        kind: "fail",
        level: level(finding),
        message: message(&text),
        locations: [Location {
            physical_location: PhysicalLocation {
                artifact_location: ArtifactLocation { uri: SNAPSHOT },
                region: Region { start_line: 1 },
            },
            logical_locations: [LogicalLocation {
                name: finding.principal.id,
                fully_qualified_name: uid.clone(),
                kind: "resource",
            }],
        }],
        partial_fingerprints: Fingerprints {
            finding: fingerprint(tenant, finding.id),
        },
        properties: ItemProperties {
            uid,
            verdict: finding.verdict.as_str(),
            tier: words::tier(finding.tier),
            expected: finding.expected,
            actual: finding.actual,
        },
    }
}

/// The level: by the tier of a gap, by the risk of an excess. What nobody has rated is not quiet.
fn level(finding: &Finding<'_>) -> &'static str {
    if finding.verdict == Verdict::Excess {
        return match finding.risk.as_ref().map(|risk| risk.level) {
            Some(RiskLevel::Critical | RiskLevel::High) => "error",
            Some(RiskLevel::Low) => "note",
            Some(RiskLevel::Medium | RiskLevel::Unrated) | None => "warning",
        };
    }
    match finding.tier {
        Some(Tier::Recommended) => "warning",
        Some(Tier::Optional | Tier::NotRequired | Tier::Informational) => "note",
        Some(Tier::Required | Tier::Temporary | Tier::Forbidden) | None => "error",
    }
}

/// GitHub's scale, for an excess alone: a gap of the vendor's access harms nobody by being a gap.
fn severity(finding: &Finding<'_>) -> Option<&'static str> {
    if finding.verdict != Verdict::Excess {
        return None;
    }
    match finding.risk.as_ref()?.level {
        RiskLevel::Critical => Some("9.5"),
        RiskLevel::High => Some("8.0"),
        RiskLevel::Medium => Some("5.5"),
        RiskLevel::Low => Some("2.0"),
        RiskLevel::Unrated => None,
    }
}

fn message(text: &str) -> Message {
    Message {
        text: plain(&visible(text, &[])),
    }
}

fn fingerprint(tenant: &str, id: &str) -> String {
    let digest = Sha256::digest(format!("{tenant}\n{id}").as_bytes());
    let mut text = String::with_capacity(64);
    for byte in digest {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}
