//! `JUnit` XML, as Jenkins' `junit-10.xsd` describes it: a suite per principal, a test case per finding.
//!
//! An open gap is a failure and what could not be told is an error, so that a
//! pipeline goes green on neither. What a person attests to is skipped. Advice is
//! a suite of its own: what weighs is a failure, the rest passes. The exact
//! verdict stands in `system-out`. A pipeline knows a test by its class and its
//! name: the tenant is the first part of the class.

use super::model::{Advice, Finding, FindingList, Group, Report};
use super::{ReportError, Settings};
use crate::assess::{self, Verdict};
use crate::document::escape::terminal_line;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::io::{self, Write};

const FAILURE: &str = "failure";
const ERROR: &str = "error";
const SKIPPED: &str = "skipped";

type Xml<'w> = Writer<&'w mut dyn Write>;

/// Writes the `JUnit` report.
pub(super) fn write(
    report: &Report<'_>,
    settings: &Settings,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    write_all(std::slice::from_ref(report), settings, out)
}

/// Writes the suites of several reports in one document.
pub(super) fn write_all(
    reports: &[Report<'_>],
    _: &Settings,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    document(reports, out).map_err(ReportError::Xml)
}

fn document(reports: &[Report<'_>], out: &mut dyn Write) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let sum = |of: &dyn Fn(&Report<'_>) -> usize| -> String {
        let all: usize = reports.iter().map(of).sum();
        all.to_string()
    };
    let tests = sum(&|one| one.findings.len() + one.advice.len());
    let failures = sum(&|one| count(&one.findings, FAILURE) + weighing(&one.advice));
    let errors = sum(&|one| count(&one.findings, ERROR));
    let guides: Vec<&str> = reports.iter().map(|one| one.guide.id).collect();
    let tenant = reports.first().map_or("", |one| one.tenant_key());
    let name = format!("rolecall {} {tenant}", guides.join(" "));
    xml.create_element("testsuites")
        .with_attribute(("name", name.as_str()))
        .with_attribute(("tests", tests.as_str()))
        .with_attribute(("failures", failures.as_str()))
        .with_attribute(("errors", errors.as_str()))
        .write_inner_content(|xml| {
            for report in reports {
                let mut groups = report.groups.iter();
                groups.try_for_each(|group| suite(xml, report, group))?;
                advised(xml, report)?;
            }
            Ok(())
        })?;
    xml.into_inner().write_all(b"\n")
}

fn suite(xml: &mut Xml<'_>, report: &Report<'_>, group: &Group<'_>) -> io::Result<()> {
    let timestamp = timestamp(report);
    let tenant = report.tenant_key();
    let run = &group.findings.0;
    let name = format!("{} ({tenant})", text(group.principal.title));
    let class = format!("{tenant}.{}", text(group.principal.id));
    xml.create_element("testsuite")
        .with_attribute(("name", name.as_str()))
        .with_attribute(("tests", run.len().to_string().as_str()))
        .with_attribute(("failures", count(run, FAILURE).to_string().as_str()))
        .with_attribute(("errors", count(run, ERROR).to_string().as_str()))
        .with_attribute(("skipped", count(run, SKIPPED).to_string().as_str()))
        .with_attribute(("timestamp", timestamp.as_str()))
        .write_inner_content(|xml| {
            properties(xml, report)?;
            run.iter()
                .try_for_each(|finding| case(xml, &finding, &class))
        })?;
    Ok(())
}

/// The schema knows no zone: UTC, as every report.
fn timestamp(report: &Report<'_>) -> String {
    report.as_of.strftime("%Y-%m-%dT%H:%M:%S").to_string()
}

/// Advice as a suite, where there is any.
fn advised(xml: &mut Xml<'_>, report: &Report<'_>) -> io::Result<()> {
    let all = &report.advice;
    if all.is_empty() {
        return Ok(());
    }
    let name = format!("Advice ({})", report.tenant_key());
    let class = format!("{}.advice", report.tenant_key());
    xml.create_element("testsuite")
        .with_attribute(("name", name.as_str()))
        .with_attribute(("tests", all.len().to_string().as_str()))
        .with_attribute(("failures", weighing(all).to_string().as_str()))
        .with_attribute(("errors", "0"))
        .with_attribute(("skipped", "0"))
        .with_attribute(("timestamp", timestamp(report).as_str()))
        .write_inner_content(|xml| {
            properties(xml, report)?;
            all.iter().try_for_each(|advice| piece(xml, advice, &class))
        })?;
    Ok(())
}

fn piece(xml: &mut Xml<'_>, advice: &Advice<'_>, class: &str) -> io::Result<()> {
    xml.create_element("testcase")
        .with_attribute(("name", text(advice.id).as_str()))
        .with_attribute(("classname", class))
        .write_inner_content(|xml| {
            if advice.weighs {
                xml.create_element("failure")
                    .with_attribute(("type", "advice"))
                    .with_attribute(("message", text(advice.title).as_str()))
                    .write_text_content(BytesText::new(&text(advice.text)))?;
            }
            let said = format!("advice: {}. {}", text(advice.title), text(advice.text));
            xml.create_element("system-out")
                .write_text_content(BytesText::new(&said))?;
            Ok(())
        })?;
    Ok(())
}

/// The owner, and the guide.
fn properties(xml: &mut Xml<'_>, report: &Report<'_>) -> io::Result<()> {
    let tenant = &report.tenant;
    let properties = [
        ("tenant.id", tenant.id.as_deref()),
        ("tenant.name", tenant.name),
        ("tenant.cloud", Some(tenant.cloud)),
        ("guide", Some(report.guide.id)),
        ("edition", Some(report.guide.edition)),
        ("readiness", Some(report.readiness.answer.as_str())),
    ];
    xml.create_element("properties")
        .write_inner_content(|xml| {
            for (name, value) in properties {
                if let Some(value) = value {
                    xml.create_element("property")
                        .with_attribute(("name", name))
                        .with_attribute(("value", text(value).as_str()))
                        .write_empty()?;
                }
            }
            Ok(())
        })?;
    Ok(())
}

fn weighing(advice: &[Advice<'_>]) -> usize {
    advice.iter().filter(|advice| advice.weighs).count()
}

fn case(xml: &mut Xml<'_>, finding: &Finding<'_>, class: &str) -> io::Result<()> {
    xml.create_element("testcase")
        .with_attribute(("name", text(finding.id).as_str()))
        .with_attribute(("classname", class))
        .write_inner_content(|xml| {
            if let Some(outcome) = outcome(finding.judged) {
                let message = format!("{}: {}", finding.title, finding.actual);
                let mut why = format!(
                    "Expected: {}\nBecause: {}",
                    finding.expected, finding.reason
                );
                if let Some(fix) = &finding.fix {
                    why = format!("{why}\nTo do: {fix}");
                }
                xml.create_element(outcome)
                    .with_attribute(("type", finding.verdict.as_str()))
                    .with_attribute(("message", text(&message).as_str()))
                    .write_text_content(BytesText::new(&lines(&why)))?;
            }
            let verdict = format!("{}: {}", finding.verdict, text(finding.title));
            xml.create_element("system-out")
                .write_text_content(BytesText::new(&verdict))?;
            Ok(())
        })?;
    Ok(())
}

/// The element that a test case ends in; `None` for one that passes.
fn outcome(finding: &assess::Finding) -> Option<&'static str> {
    match finding.verdict {
        // It is about whoever installs, and counts for no readiness.
        verdict if finding.is_of_installer() => verdict.is_open().then_some(SKIPPED),
        _ if finding.is_failure() => Some(FAILURE),
        Verdict::Unknown => Some(ERROR),
        // What a person attests to, and what fails with another finding.
        Verdict::Manual => Some(SKIPPED),
        _ if finding.waits() => Some(SKIPPED),
        _ => None,
    }
}

fn count(findings: &FindingList, what: &str) -> usize {
    let outcomes = findings.judged().filter_map(outcome);
    outcomes.filter(|outcome| *outcome == what).count()
}

/// One line without what XML 1.0 cannot carry. Markup is the writer's affair.
fn text(text: &str) -> String {
    terminal_line(text)
        .replace('\u{FFFE}', "⟨U+FFFE⟩")
        .replace('\u{FFFF}', "⟨U+FFFF⟩")
}

/// Our own lines, each of them as [`text`].
fn lines(several: &str) -> String {
    several.lines().map(text).collect::<Vec<_>>().join("\n")
}
