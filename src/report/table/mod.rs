//! The terminal table: who, when and how much was seen; the answer; every finding; what wants attention.

mod colour;
mod cut;
mod findings;

use super::model::Report;
use super::words::{self, URGENT_FIRST};
use super::{ReportError, Settings, Style};
use crate::assess::Standing;
use crate::document::escape::{shorten, terminal_line};
use crate::document::wrap;
pub(super) use colour::Paint;
pub(super) use cut::{LIMIT, cut};
use std::fmt::Write as _;
use std::io::{self, Write};

/// Writes the table. With colour off, no control character but the line feed.
pub(super) fn write(
    report: &Report<'_>,
    settings: &Settings,
    to: &mut dyn Write,
) -> Result<(), ReportError> {
    table(report, settings.style, to).map_err(ReportError::Output)
}

fn table(report: &Report<'_>, style: Style, to: &mut dyn Write) -> io::Result<()> {
    let paint = Paint::new(style.colour);
    let mut out = String::new();
    head(&mut out, report, paint);
    let layout = style.layout;
    if !layout.ends_with_answer() {
        answer(&mut out, report, (style, paint));
    }
    let left_out = groups(&mut out, to, report, (style, paint))?;
    look_alikes(&mut out, report, (style, paint));
    advice(&mut out, report, (style, paint));
    not_whole(&mut out, report, (style, paint));
    if !report.notices.is_empty() {
        let count = report.notices.len();
        let noun = words::plural(count, "notice", "notices");
        let verb = words::plural(count, "is", "are");
        push(
            &mut out,
            "",
            &format!("{count} {noun} about the guide {verb} in the Markdown and HTML reports."),
        );
    }
    if layout.ends_with_answer() {
        if left_out > 0 {
            let noun = words::plural(
                left_out,
                "finding needs nothing, and is",
                "findings need nothing, and are",
            );
            push(
                &mut out,
                "",
                &format!("{left_out} more {noun} not shown (--all)."),
            );
        }
        if !out.ends_with("\n\n") {
            out.push('\n');
        }
        answer(&mut out, report, (style, paint));
    }
    while out.ends_with("\n\n") {
        out.pop();
    }
    // What is left may be the line between the last group and nothing.
    if out != "\n" {
        to.write_all(out.as_bytes())?;
    }
    Ok(())
}

/// Writes the findings of each principal, and gives the number of those that are left out.
fn groups(
    out: &mut String,
    to: &mut dyn Write,
    report: &Report<'_>,
    (style, paint): (Style, Paint),
) -> io::Result<usize> {
    let mut left_out = 0;
    for group in &report.groups {
        let all = &group.findings.0;
        let findings = all.filter(|one| !style.layout.is_of_open() || one.needs_a_look());
        left_out += all.len() - findings.len();
        if findings.is_empty() && style.layout.is_of_open() {
            continue;
        }
        let count = match (findings.len(), all.len()) {
            (shown, all) if shown < all => format!("{shown} of {all}"),
            (_, all) => all.to_string(),
        };
        let title = format!("{} ({count})", cut(group.principal.title));
        push(out, "", &paint.bold(&title));
        to.write_all(std::mem::take(out).as_bytes())?;
        findings::write(to, &findings, report.guide.id, style, paint)?;
        out.push('\n');
    }
    Ok(left_out)
}

fn push(out: &mut String, label: &str, text: &str) {
    if label.is_empty() {
        out.push_str(text);
    } else {
        // Writing to a string cannot fail.
        let _ = write!(out, "{label:<9} {text}");
    }
    out.push('\n');
}

fn head(out: &mut String, report: &Report<'_>, paint: Paint) {
    let tenant = &report.tenant;
    let name = tenant.name.map_or_else(|| "(no name seen)".to_owned(), cut);
    let id = tenant.id.as_deref().unwrap_or("id not known");
    let cloud = cut(tenant.cloud);
    push(
        out,
        "Tenant",
        &format!("{} ({id}, cloud {cloud})", paint.bold(&name)),
    );
    let guide = &report.guide;
    let (vendor, title, edition) = (cut(guide.vendor), cut(guide.title), cut(guide.edition));
    push(
        out,
        "Guide",
        &format!(
            "{vendor}: {title}, edition {edition}, read {}",
            cut(guide.read)
        ),
    );
    let collection = &report.collection;
    let (started, ended) = (
        words::moment(collection.started),
        words::moment(collection.ended),
    );
    push(out, "Collected", &format!("{started} to {ended}"));
    push(out, "As of", &words::moment(report.as_of));
    push(out, "Looked", &cut(&collection.observer.summary));
    push(out, "Coverage", &collection.coverage.summary);
    if let Some(clock) = words::clock(collection.clock_ahead_seconds) {
        push(out, "Clock", &clock);
    }
    out.push('\n');
}

fn answer(out: &mut String, report: &Report<'_>, (style, paint): (Style, Paint)) {
    let width = usize::from(style.columns());
    let answer = report.readiness.answer;
    let (sign, headline) = (words::readiness_sign(answer), words::readiness(answer));
    let headline = paint.readiness(answer, &format!("{sign} {headline}"));
    push(out, "", &headline);
    let sentences = &report.readiness.sentences;
    for (label, sentence) in [
        ("Work", &sentences.work),
        ("Excess", &sentences.excess),
        ("Unseen", &sentences.unseen),
    ] {
        // A sentence names what decides, so it is not cut as short as a name.
        let sentence = shorten(&terminal_line(sentence), LIMIT * 5);
        out.push_str(&wrap(&format!("{label:<9} "), &sentence, width));
    }
    let mut counts: Vec<String> = URGENT_FIRST
        .into_iter()
        .map(|verdict| (verdict, report.counts.of_verdict(verdict)))
        .filter(|(_, count)| *count > 0)
        .map(|(verdict, count)| format!("{} {count} {verdict}", verdict.sign()))
        .collect();
    let waiting = report.counts.waiting;
    if waiting > 0 {
        let verb = words::plural(waiting, "waits", "wait");
        counts.push(format!("{waiting} more that {verb} for one of these"));
    }
    push(out, "", &counts.join("   "));
    out.push('\n');
}

/// Candidates that only look like a principal: they satisfy nothing, and a reader must know of them.
fn look_alikes(out: &mut String, report: &Report<'_>, (style, paint): (Style, Paint)) {
    let candidates = report.candidates.iter();
    let mut found = candidates
        .filter(|one| one.standing == Standing::LookAlike)
        .peekable();
    if found.peek().is_none() {
        return;
    }
    push(out, "", &paint.bold("Look-alikes, which satisfy nothing"));
    for candidate in found {
        let name = candidate
            .display_name
            .map_or_else(|| "(no name)".to_owned(), cut);
        let text = format!(
            "{name}: {}. {}",
            cut(candidate.identity),
            cut(candidate.why)
        );
        out.push_str(&wrap("  ! ", &text, usize::from(style.columns())));
    }
    out.push('\n');
}

/// Settings that may stop the vendor. Their texts explain, so they are not cut as short as a name.
fn advice(out: &mut String, report: &Report<'_>, (style, paint): (Style, Paint)) {
    if report.advice.is_empty() {
        return;
    }
    let title = format!("What may stop the vendor ({})", report.advice.len());
    push(out, "", &paint.bold(&title));
    // What weighs comes first.
    let (weighing, others): (Vec<_>, Vec<_>) = report.advice.iter().partition(|one| one.weighs);
    for piece in weighing.into_iter().chain(others) {
        let (sign, weighs) = if piece.weighs {
            ("!", " (keeps from plain ready)")
        } else {
            ("i", "")
        };
        let text = shorten(&terminal_line(piece.text), LIMIT * 5);
        let text = format!("{}{weighs}: {text}", cut(piece.title));
        out.push_str(&wrap(
            &format!("  {sign} "),
            &text,
            usize::from(style.columns()),
        ));
        // The id is never cut: it is what a reader looks for in the other formats.
        push(out, "", &format!("    {}", terminal_line(piece.id)));
    }
    out.push('\n');
}

/// Sections that were not read whole, with what would help.
fn not_whole(out: &mut String, report: &Report<'_>, (style, paint): (Style, Paint)) {
    let mut found = report.sections.iter().filter(|s| s.incomplete).peekable();
    if found.peek().is_none() {
        return;
    }
    push(
        out,
        "",
        &paint.bold("Not read whole, so nothing is concluded from their silence"),
    );
    for section in found {
        let mut line = format!("{}: {}", section.name, section.state.words());
        if let Some(problem) = section.problem {
            line = format!("{line}. {}", cut(problem));
        }
        if let Some(code) = section.code {
            line = format!("{line} [{}]", cut(code));
        }
        if !section.permissions.is_empty() {
            line = format!(
                "{line}. Would help: {}",
                cut(&section.permissions.join(" or "))
            );
        }
        out.push_str(&wrap("  ? ", &line, usize::from(style.columns())));
    }
    out.push('\n');
}
