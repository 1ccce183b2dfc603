//! The overview for a terminal.

use super::model::{Head, Overview};
use crate::document::escape::{shorten, terminal_line};
use crate::document::wrap;
use crate::report::model::Report;
use crate::report::table::{LIMIT, Paint, cut};
use crate::report::words::{self, URGENT_FIRST};
use crate::report::{ReportError, Settings, Style};
use std::fmt::Write as _;
use std::io::Write;

/// Writes the table. With colour off, no control character but the line feed.
pub(in crate::report) fn write(
    reports: &[Report<'_>],
    settings: &Settings,
    to: &mut dyn Write,
) -> Result<(), ReportError> {
    let Some(overview) = Overview::of(reports) else {
        return Ok(());
    };
    let text = text(&overview.head, settings.style);
    to.write_all(text.as_bytes()).map_err(ReportError::Output)
}

// Writing to a string cannot fail.
fn text(head: &Head<'_>, style: Style) -> String {
    let paint = Paint::new(style.colour);
    let mut out = String::new();
    let tenant = &head.tenant;
    let name = tenant.name.map_or_else(|| "(no name seen)".to_owned(), cut);
    let id = tenant.id.as_deref().unwrap_or("id not known");
    let _ = writeln!(
        out,
        "Tenant    {} ({id}, cloud {})",
        paint.bold(&name),
        cut(tenant.cloud)
    );
    let _ = writeln!(out, "As of     {}", words::moment(head.as_of));
    let _ = writeln!(out, "Coverage  {}", head.coverage);
    let last = style.layout.ends_with_answer();
    if !last {
        guides(&mut out, head, (style, paint));
    }
    shared(&mut out, head, paint);
    excess(&mut out, head, paint);
    if last {
        guides(&mut out, head, (style, paint));
    }
    out
}

fn guides(out: &mut String, head: &Head<'_>, (style, paint): (Style, Paint)) {
    let width = usize::from(style.columns());
    for guide in &head.guides {
        let answer = guide.readiness.answer;
        let (sign, headline) = (words::readiness_sign(answer), words::readiness(answer));
        let headline = paint.readiness(answer, &format!("{sign} {headline}"));
        let _ = writeln!(
            out,
            "\n{} ({}: {}, edition {})",
            paint.bold(guide.id),
            cut(guide.vendor),
            cut(guide.title),
            cut(guide.edition)
        );
        let _ = writeln!(out, "  {headline}");
        let sentences = &guide.readiness.sentences;
        for sentence in [&sentences.work, &sentences.excess, &sentences.unseen] {
            let sentence = shorten(&terminal_line(sentence), LIMIT * 5);
            out.push_str(&wrap("  ", &sentence, width));
        }
        let counts: Vec<String> = URGENT_FIRST
            .into_iter()
            .map(|verdict| (verdict, guide.counts.of_verdict(verdict)))
            .filter(|(_, count)| *count > 0)
            .map(|(verdict, count)| format!("{} {count} {verdict}", verdict.sign()))
            .collect();
        let _ = writeln!(out, "  {}", counts.join("   "));
    }
}

fn shared(out: &mut String, head: &Head<'_>, paint: Paint) {
    if head.shared.is_empty() {
        return;
    }
    let title = format!("Meant by several guides ({})", head.shared.len());
    let _ = writeln!(out, "\n{}", paint.bold(&title));
    for one in &head.shared {
        let name = one.name.map_or_else(|| "(no name)".to_owned(), cut);
        let _ = writeln!(out, "  {name}: {}", cut(one.identity));
        for by in &one.by {
            let asks: Vec<String> = by.asks.iter().map(|title| cut(title)).collect();
            let asks = match asks.as_slice() {
                [] => "nothing that it is known to hold".to_owned(),
                asks => asks.join(", "),
            };
            let asks = shorten(&asks, LIMIT * 5);
            let _ = writeln!(out, "    {}: {asks}", by.guide);
        }
    }
}

fn excess(out: &mut String, head: &Head<'_>, paint: Paint) {
    if head.excess.is_empty() {
        return;
    }
    let title = format!("Held, and asked for by no guide ({})", head.excess.len());
    let _ = writeln!(out, "\n{}", paint.bold(&title));
    for one in &head.excess {
        let risk = one
            .risk
            .map_or_else(|| "unrated".to_owned(), |risk| risk.to_string());
        let _ = writeln!(
            out,
            "  {} {}: {} ({risk}). {}",
            crate::assess::Verdict::Excess.sign(),
            cut(one.principal),
            cut(one.title),
            shorten(&terminal_line(one.reason), LIMIT * 2)
        );
        // The id is never cut: it is what a reader looks for in the other formats.
        for id in &one.findings {
            let _ = writeln!(out, "    {}", terminal_line(id));
        }
    }
}
