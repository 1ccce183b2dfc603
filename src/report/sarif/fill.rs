//! Fills SARIF from an assessment.

use super::model::{
    ArtifactLocation, Automation, Configuration, Driver, Fingerprints, Invocation, Item,
    ItemProperties, Location, Log, LogicalLocation, Message, Notification, NotificationProperties,
    PhysicalLocation, Region, Rule, RuleProperties, Run, RunControl, RunProperties, SCHEMA, Tool,
};
use super::text::plain;
use crate::assess::{Advice, Assessment, Finding, Verdict};
use crate::catalog::RiskLevel;
use crate::document::escape::visible;
use crate::guide::Tier;
use crate::report::ReportProblem;
use crate::report::advice::fix;
use crate::report::identity;
use crate::report::json::writer;
use crate::report::lazily::Lazily;
use crate::report::view::{ControlStatus, Known, control_rows, controls_of, words};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use std::io::Write;

/// What `rolecall audit` writes beside every report: the file that the evidence points into.
const SNAPSHOT: &str = "snapshot.json";

/// Writes the SARIF report.
pub(in crate::report) fn write(
    assessment: &Assessment,
    known: &Known<'_>,
    out: &mut dyn Write,
) -> Result<(), ReportProblem> {
    let open = || assessment.findings.iter().filter(|f| is_open(f));
    let tenant = assessment.collection.tenant;
    let tenant = tenant.map(|id| id.to_string()).unwrap_or_default();
    let told: &str = &tenant;
    let rules = Lazily::new(|| open().map(|finding| rule(assessment, finding, known)));
    let results = Lazily::new(|| {
        let numbered = open().enumerate();
        numbered.map(|(index, finding)| item(assessment, finding, index))
    });
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "rolecall",
                    semantic_version: &assessment.tool,
                    rules,
                },
            },
            // The slash at its end says that all of it is the category: what comes after the last
            // one would be the name of this run.
            automation_details: Automation {
                id: format!(
                    "rolecall/{}/{}/",
                    assessment.guide.id,
                    identity::tenant(assessment)
                ),
            },
            invocations: [invocation(assessment)],
            results,
            column_kind: "unicodeCodePoints",
            properties: RunProperties {
                readiness: assessment.readiness.as_str(),
                tenant: told,
                tenant_name: assessment.collection.tenant_name.as_deref(),
                guide: &assessment.guide.id,
                edition: &assessment.guide.edition,
                coverage: assessment.coverage(),
                controls: control_rows(assessment, known.controls)
                    .into_iter()
                    .map(|row| RunControl {
                        id: format!("{}/{}", row.control.framework, row.control.id),
                        status: row.standing.words(),
                        open: row.open(),
                    })
                    .collect(),
            },
        }],
    };
    writer::write(out, &log)
}

/// Whether a finding is a gap that a dashboard should keep open.
fn is_open(finding: &Finding) -> bool {
    let open = finding.verdict.is_gap() || finding.verdict == Verdict::Excess;
    open && !finding.waits()
}

fn invocation(assessment: &Assessment) -> Invocation<'_> {
    let untold = || {
        let findings = assessment.findings.iter();
        findings.filter(|finding| {
            finding.waits() || matches!(finding.verdict, Verdict::Unknown | Verdict::Manual)
        })
    };
    Invocation {
        execution_successful: true,
        start_time_utc: assessment.collection.started.to_string(),
        end_time_utc: assessment.collection.ended.to_string(),
        tool_execution_notifications: Lazily::new(move || {
            untold()
                .map(move |finding| not_told(assessment, finding))
                .chain(
                    assessment
                        .advice
                        .iter()
                        .map(move |advice| advised(assessment, advice)),
                )
        }),
    }
}

fn not_told<'a>(assessment: &Assessment, finding: &'a Finding) -> Notification<'a> {
    Notification {
        level: if finding.verdict == Verdict::Unknown {
            "warning"
        } else {
            "note"
        },
        message: message(&format!("{}: {}", finding.title, finding.reason)),
        properties: NotificationProperties {
            uid: identity::unique(assessment, &finding.id),
            finding: Some(&finding.id),
            advice: None,
            verdict: finding.verdict.as_str(),
            weighs: None,
        },
    }
}

fn advised<'a>(assessment: &Assessment, advice: &'a Advice) -> Notification<'a> {
    Notification {
        level: if advice.weighs { "warning" } else { "note" },
        message: message(&format!("{}: {}", advice.title, advice.text)),
        properties: NotificationProperties {
            uid: identity::unique(assessment, &advice.id),
            finding: None,
            advice: Some(&advice.id),
            verdict: "advice",
            weighs: Some(advice.weighs),
        },
    }
}

fn rule<'a>(assessment: &'a Assessment, finding: &'a Finding, known: &Known<'_>) -> Rule<'a> {
    let url = assessment.guide.url.as_str();
    let mut tags = vec!["security".to_owned(), finding.subject.as_str().to_owned()];
    tags.extend(
        controls_of(finding, known.controls)
            .into_iter()
            // A tag says that the alert speaks against the control.
            .filter(|(_, status)| *status == ControlStatus::Open)
            .map(|(control, _)| format!("{}/{}", control.framework, control.id)),
    );
    let full = finding.effect.as_deref().unwrap_or(&finding.expected);
    Rule {
        id: &finding.id,
        short_description: message(&finding.title),
        full_description: message(full),
        help: message(&fix(finding).unwrap_or_default()),
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

fn item<'a>(assessment: &Assessment, finding: &'a Finding, rule_index: usize) -> Item<'a> {
    let tenant = assessment.collection.tenant;
    let tenant = tenant.map(|id| id.to_string()).unwrap_or_default();
    let uid = identity::unique(assessment, &finding.id);
    let text = format!(
        "{}: {}. Expected: {}. Actual: {}. {}.",
        finding.verdict,
        finding.title,
        finding.expected,
        finding.actual,
        finding.reason.trim_end_matches('.')
    );
    Item {
        rule_id: &finding.id,
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
                name: &finding.principal,
                fully_qualified_name: uid.clone(),
                kind: "resource",
            }],
        }],
        partial_fingerprints: Fingerprints {
            finding: fingerprint(&tenant, &finding.id),
        },
        properties: ItemProperties {
            uid,
            verdict: finding.verdict.as_str(),
            tier: words::tier(finding.tier),
            expected: &finding.expected,
            actual: &finding.actual,
        },
    }
}

/// How loud: by the tier of a gap, by the risk of an excess. What nobody has rated is not quiet.
fn level(finding: &Finding) -> &'static str {
    if finding.verdict == Verdict::Excess {
        return match finding.risk.as_ref().map(|risk| risk.level) {
            Some(RiskLevel::Critical | RiskLevel::High) => "error",
            Some(RiskLevel::Low) => "note",
            Some(RiskLevel::Medium | RiskLevel::Unrated) | None => "warning",
        };
    }
    match finding.tier {
        Some(Tier::Recommended) => "warning",
        Some(Tier::Optional | Tier::NotRequired) => "note",
        Some(Tier::Required) | None => "error",
    }
}

/// GitHub's scale, for an excess alone: a gap of the vendor's access harms nobody by being a gap.
fn severity(finding: &Finding) -> Option<&'static str> {
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
