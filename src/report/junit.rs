//! `JUnit` XML, as Jenkins' `junit-10.xsd` describes it: a suite per principal, a test case per finding.
//!
//! An open gap is a failure and what could not be told is an error, so that a
//! pipeline goes green on neither. What a person attests to is skipped. Advice is
//! a suite of its own: what weighs is a failure, the rest passes. The exact
//! verdict stands in `system-out`. A pipeline knows a test by its class and its
//! name: the tenant is the first part of the class.

use super::ReportProblem;
use super::identity::tenant;
use crate::assess::{Advice, Assessment, Finding, Verdict};
use crate::document::escape::terminal_line;
use crate::report::advice::fix;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::io::{self, Write};

type Xml<'w> = Writer<&'w mut dyn Write>;

/// Writes the `JUnit` report.
pub(super) fn write(assessment: &Assessment, out: &mut dyn Write) -> Result<(), ReportProblem> {
    document(assessment, out).map_err(ReportProblem::Xml)
}

fn document(assessment: &Assessment, out: &mut dyn Write) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let (findings, advice) = (&assessment.findings, &assessment.advice);
    let tests = findings.len() + advice.len();
    let failures = count(findings, is_failure) + weighing(advice);
    let name = format!("rolecall {} {}", assessment.guide.id, tenant(assessment));
    xml.create_element("testsuites")
        .with_attribute(("name", name.as_str()))
        .with_attribute(("tests", tests.to_string().as_str()))
        .with_attribute(("failures", failures.to_string().as_str()))
        .with_attribute(("errors", count(findings, is_error).to_string().as_str()))
        .write_inner_content(|xml| {
            findings
                .chunk_by(|one, next| one.principal == next.principal)
                .try_for_each(|run| suite(xml, assessment, run))?;
            advised(xml, assessment)
        })?;
    xml.into_inner().write_all(b"\n")
}

fn suite(xml: &mut Xml<'_>, assessment: &Assessment, run: &[Finding]) -> io::Result<()> {
    let Some(first) = run.first() else {
        return Ok(());
    };
    let timestamp = timestamp(assessment);
    let tenant = tenant(assessment);
    let name = format!("{} ({tenant})", text(&first.principal_title));
    let class = format!("{tenant}.{}", text(&first.principal));
    xml.create_element("testsuite")
        .with_attribute(("name", name.as_str()))
        .with_attribute(("tests", run.len().to_string().as_str()))
        .with_attribute(("failures", count(run, is_failure).to_string().as_str()))
        .with_attribute(("errors", count(run, is_error).to_string().as_str()))
        .with_attribute(("skipped", count(run, is_skipped).to_string().as_str()))
        .with_attribute(("timestamp", timestamp.as_str()))
        .write_inner_content(|xml| {
            properties(xml, assessment)?;
            run.iter()
                .try_for_each(|finding| case(xml, finding, &class))
        })?;
    Ok(())
}

/// The schema knows no zone: UTC, as every report.
fn timestamp(assessment: &Assessment) -> String {
    assessment.as_of.strftime("%Y-%m-%dT%H:%M:%S").to_string()
}

/// Advice as a suite, where there is any.
fn advised(xml: &mut Xml<'_>, assessment: &Assessment) -> io::Result<()> {
    let all = &assessment.advice;
    if all.is_empty() {
        return Ok(());
    }
    let name = format!("Advice ({})", tenant(assessment));
    let class = format!("{}.advice", tenant(assessment));
    xml.create_element("testsuite")
        .with_attribute(("name", name.as_str()))
        .with_attribute(("tests", all.len().to_string().as_str()))
        .with_attribute(("failures", weighing(all).to_string().as_str()))
        .with_attribute(("errors", "0"))
        .with_attribute(("skipped", "0"))
        .with_attribute(("timestamp", timestamp(assessment).as_str()))
        .write_inner_content(|xml| {
            properties(xml, assessment)?;
            all.iter().try_for_each(|advice| piece(xml, advice, &class))
        })?;
    Ok(())
}

fn piece(xml: &mut Xml<'_>, advice: &Advice, class: &str) -> io::Result<()> {
    xml.create_element("testcase")
        .with_attribute(("name", text(&advice.id).as_str()))
        .with_attribute(("classname", class))
        .write_inner_content(|xml| {
            if advice.weighs {
                xml.create_element("failure")
                    .with_attribute(("type", "advice"))
                    .with_attribute(("message", text(&advice.title).as_str()))
                    .write_text_content(BytesText::new(&text(&advice.text)))?;
            }
            let said = format!("advice: {}. {}", text(&advice.title), text(&advice.text));
            xml.create_element("system-out")
                .write_text_content(BytesText::new(&said))?;
            Ok(())
        })?;
    Ok(())
}

/// Whose it is, and by which guide.
fn properties(xml: &mut Xml<'_>, assessment: &Assessment) -> io::Result<()> {
    let facts = &assessment.collection;
    let id = facts.tenant.map(|id| id.to_string());
    let properties = [
        ("tenant.id", id.as_deref()),
        ("tenant.name", facts.tenant_name.as_deref()),
        ("tenant.cloud", Some(facts.cloud.as_str())),
        ("guide", Some(assessment.guide.id.as_str())),
        ("edition", Some(assessment.guide.edition.as_str())),
        ("readiness", Some(assessment.readiness.as_str())),
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

fn weighing(advice: &[Advice]) -> usize {
    advice.iter().filter(|advice| advice.weighs).count()
}

fn case(xml: &mut Xml<'_>, finding: &Finding, class: &str) -> io::Result<()> {
    xml.create_element("testcase")
        .with_attribute(("name", text(&finding.id).as_str()))
        .with_attribute(("classname", class))
        .write_inner_content(|xml| {
            let outcome = match finding {
                one if is_failure(one) => Some("failure"),
                one if is_error(one) => Some("error"),
                one if is_skipped(one) => Some("skipped"),
                _ => None,
            };
            if let Some(outcome) = outcome {
                let message = format!("{}: {}", finding.title, finding.actual);
                let mut why = format!(
                    "Expected: {}\nBecause: {}",
                    finding.expected, finding.reason
                );
                if let Some(fix) = fix(finding) {
                    why = format!("{why}\nTo do: {fix}");
                }
                xml.create_element(outcome)
                    .with_attribute(("type", finding.verdict.as_str()))
                    .with_attribute(("message", text(&message).as_str()))
                    .write_text_content(BytesText::new(&lines(&why)))?;
            }
            let verdict = format!("{}: {}", finding.verdict, text(&finding.title));
            xml.create_element("system-out")
                .write_text_content(BytesText::new(&verdict))?;
            Ok(())
        })?;
    Ok(())
}

fn is_failure(finding: &Finding) -> bool {
    let open = finding.verdict.is_gap() || finding.verdict == Verdict::Excess;
    open && !finding.waits()
}

fn is_error(finding: &Finding) -> bool {
    finding.verdict == Verdict::Unknown
}

/// What a person attests to, and what fails with another finding.
fn is_skipped(finding: &Finding) -> bool {
    finding.verdict == Verdict::Manual || finding.waits()
}

fn count(findings: &[Finding], is: impl Fn(&Finding) -> bool) -> usize {
    let matching = findings.iter().filter(|finding| is(finding));
    matching.count()
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
