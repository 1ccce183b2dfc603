//! `JUnit` XML, as Jenkins' `junit-10.xsd` describes it: a suite per principal, a test case per finding.
//!
//! An open gap is a failure and what could not be told is an error, so that a
//! pipeline goes green on neither. What a person attests to is skipped. The
//! exact verdict stands in `system-out`.

use super::ReportProblem;
use crate::assess::{Assessment, Finding, Verdict};
use crate::document::escape::terminal_line;
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
    let findings = &assessment.findings;
    let name = format!("rolecall {}", assessment.guide.id);
    xml.create_element("testsuites")
        .with_attribute(("name", name.as_str()))
        .with_attribute(("tests", findings.len().to_string().as_str()))
        .with_attribute(("failures", count(findings, is_failure).as_str()))
        .with_attribute(("errors", count(findings, is_error).as_str()))
        .write_inner_content(|xml| {
            findings
                .chunk_by(|one, next| one.principal == next.principal)
                .try_for_each(|run| suite(xml, assessment, run))
        })?;
    xml.into_inner().write_all(b"\n")
}

fn suite(xml: &mut Xml<'_>, assessment: &Assessment, run: &[Finding]) -> io::Result<()> {
    let Some(first) = run.first() else {
        return Ok(());
    };
    // The schema knows no zone: UTC, as every report.
    let timestamp = assessment.as_of.strftime("%Y-%m-%dT%H:%M:%S").to_string();
    xml.create_element("testsuite")
        .with_attribute(("name", text(&first.principal_title).as_str()))
        .with_attribute(("tests", run.len().to_string().as_str()))
        .with_attribute(("failures", count(run, is_failure).as_str()))
        .with_attribute(("errors", count(run, is_error).as_str()))
        .with_attribute(("skipped", count(run, is_skipped).as_str()))
        .with_attribute(("timestamp", timestamp.as_str()))
        .write_inner_content(|xml| run.iter().try_for_each(|finding| case(xml, finding)))?;
    Ok(())
}

fn case(xml: &mut Xml<'_>, finding: &Finding) -> io::Result<()> {
    xml.create_element("testcase")
        .with_attribute(("name", text(&finding.id).as_str()))
        .with_attribute(("classname", text(&finding.principal).as_str()))
        .write_inner_content(|xml| {
            let outcome = match finding {
                one if is_failure(one) => Some("failure"),
                one if is_error(one) => Some("error"),
                one if is_skipped(one) => Some("skipped"),
                _ => None,
            };
            if let Some(outcome) = outcome {
                let message = format!("{}: {}", finding.title, finding.actual);
                let why = format!(
                    "Expected: {}\nBecause: {}",
                    finding.expected, finding.reason
                );
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

fn count(findings: &[Finding], is: impl Fn(&Finding) -> bool) -> String {
    let matching = findings.iter().filter(|finding| is(finding));
    matching.count().to_string()
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
