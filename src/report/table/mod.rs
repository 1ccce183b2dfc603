//! The terminal table: who, when and how much was seen; the answer; every finding; what wants attention.

mod colour;
mod findings;

use super::Style;
use super::view::{Page, words};
use crate::assess::Assessment;
use crate::document::escape::{shorten, terminal_line};
use colour::Paint;
use std::fmt::Write as _;
use std::io::{self, Write};

/// Longest text from a tenant in one place. The other formats have the whole of it.
const LIMIT: usize = 200;

/// Writes the table. With colour off, no control character but the line feed.
pub(super) fn write(
    page: &Page<'_>,
    assessment: &Assessment,
    style: Style,
    to: &mut dyn Write,
) -> io::Result<()> {
    let paint = Paint::new(style.colour);
    let mut out = String::new();
    head(&mut out, page, paint);
    answer(&mut out, page, assessment, paint);
    let groups = assessment
        .findings
        .chunk_by(|one, next| one.principal == next.principal);
    for group in groups {
        let title = group.first().map_or("", |first| &first.principal_title);
        let title = format!("{} ({})", cut(title), group.len());
        push(&mut out, "", &paint.bold(&title));
        to.write_all(std::mem::take(&mut out).as_bytes())?;
        findings::write(to, group, &assessment.guide.id, style, paint)?;
        out.push('\n');
    }
    look_alikes(&mut out, page, paint);
    advice(&mut out, page, paint);
    not_whole(&mut out, page, paint);
    if !page.notices.is_empty() {
        let count = page.notices.len();
        let noun = words::plural(count, "notice", "notices");
        let verb = words::plural(count, "is", "are");
        push(
            &mut out,
            "",
            &format!("{count} {noun} about the guide {verb} in the Markdown and HTML reports."),
        );
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

/// A text of any origin for one place in the table.
fn cut(text: &str) -> String {
    shorten(&terminal_line(text), LIMIT)
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

fn head(out: &mut String, page: &Page<'_>, paint: Paint) {
    let tenant = &page.tenant;
    let name = tenant.name.map_or_else(|| "(no name seen)".to_owned(), cut);
    let id = tenant.id.as_deref().unwrap_or("id not known");
    let cloud = cut(tenant.cloud);
    push(
        out,
        "Tenant",
        &format!("{} ({id}, cloud {cloud})", paint.bold(&name)),
    );
    let guide = &page.guide;
    let (vendor, title, edition) = (cut(guide.vendor), cut(guide.title), cut(guide.edition));
    push(
        out,
        "Guide",
        &format!(
            "{vendor}: {title}, edition {edition}, read {}",
            cut(guide.read)
        ),
    );
    push(
        out,
        "Collected",
        &format!("{} to {}", tenant.started, tenant.ended),
    );
    push(out, "As of", &page.as_of);
    push(out, "Looked", &cut(&tenant.observer));
    push(out, "Coverage", &tenant.coverage);
    if let Some(clock) = &tenant.clock {
        push(out, "Clock", clock);
    }
    out.push('\n');
}

fn answer(out: &mut String, page: &Page<'_>, assessment: &Assessment, paint: Paint) {
    let readiness = &page.readiness;
    let headline = format!("{} {}", readiness.sign, readiness.headline);
    let headline = paint.readiness(assessment.readiness, &headline);
    // The reason names everything that decides, so it is not cut as short as a name.
    let reason = shorten(&terminal_line(readiness.reason), LIMIT * 5);
    push(out, "", &format!("{headline}: {reason}"));
    let mut counts: Vec<String> = page
        .counts
        .iter()
        .filter(|count| count.count > 0)
        .map(|count| format!("{} {} {}", count.sign, count.count, count.verdict))
        .collect();
    if page.waiting > 0 {
        let verb = words::plural(page.waiting, "waits", "wait");
        counts.push(format!(
            "{} more that {verb} for one of these",
            page.waiting
        ));
    }
    push(out, "", &counts.join("   "));
    out.push('\n');
}

/// Candidates that only look like a principal: they satisfy nothing, and a reader must know of them.
fn look_alikes(out: &mut String, page: &Page<'_>, paint: Paint) {
    let mut found = page.candidates.iter().filter(|c| c.look_alike).peekable();
    if found.peek().is_none() {
        return;
    }
    push(out, "", &paint.bold("Look-alikes, which satisfy nothing"));
    for candidate in found {
        let name = candidate.name.map_or_else(|| "(no name)".to_owned(), cut);
        push(
            out,
            "",
            &format!(
                "  ! {name}: {}. {}",
                cut(candidate.identity),
                cut(candidate.why)
            ),
        );
    }
    out.push('\n');
}

/// Settings that may stop the vendor. Their texts explain, so they are not cut as short as a name.
fn advice(out: &mut String, page: &Page<'_>, paint: Paint) {
    if page.advice.is_empty() {
        return;
    }
    let title = format!("What may stop the vendor ({})", page.advice.len());
    push(out, "", &paint.bold(&title));
    for piece in &page.advice {
        let (sign, weighs) = if piece.weighs {
            ("!", " (keeps from plain ready)")
        } else {
            ("i", "")
        };
        let text = shorten(&terminal_line(piece.text), LIMIT * 5);
        push(
            out,
            "",
            &format!("  {sign} {}{weighs}: {text}", cut(piece.title)),
        );
        // The id is never cut: it is what a reader looks for in the other formats.
        push(out, "", &format!("    {}", terminal_line(piece.id)));
    }
    out.push('\n');
}

/// Sections that were not read whole, with what would help.
fn not_whole(out: &mut String, page: &Page<'_>, paint: Paint) {
    let mut found = page.ledger.iter().filter(|s| s.incomplete).peekable();
    if found.peek().is_none() {
        return;
    }
    push(
        out,
        "",
        &paint.bold("Not read whole, so nothing is concluded from their silence"),
    );
    for section in found {
        let mut line = format!("  ? {}: {}", section.section, section.state);
        if let Some(problem) = section.problem {
            line = format!("{line}. {}", cut(problem));
        }
        if let Some(code) = section.code {
            line = format!("{line} [{}]", cut(code));
        }
        if !section.permissions.is_empty() {
            line = format!(
                "{line} Would help: {}",
                cut(&section.permissions.join(" or "))
            );
        }
        push(out, "", &line);
    }
    out.push('\n');
}
