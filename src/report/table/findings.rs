//! The findings of one principal.

use super::colour::{Paint, label};
use super::cut::cut;
use crate::assess::{self, NoteKind, Verdict};
use crate::document::escape::terminal_line;
use crate::document::wrap;
use crate::report::model::{Finding, FindingList};
use crate::report::{Style, words};
use std::fmt::Write as _;
use std::io::{self, Write};

/// The columns before the text: verdict, tier and risk, with the space behind each.
const COLUMNS: [usize; 3] = [13, 15, 10];

/// Writes findings as a table; in a brief one, satisfied findings share a line.
///
/// The last column has a finding's title, what was seen, and its id, each on lines of its own. A word is never broken,
/// so that an id can be copied whole.
pub(super) fn write(
    out: &mut dyn Write,
    findings: &FindingList,
    guide: &str,
    style: Style,
    paint: Paint,
) -> io::Result<()> {
    let tail = |id: &str| terminal_line(words::id_tail(id, guide));
    let folded = |finding: &assess::Finding| style.brief && is_foldable(finding);
    let shown = findings.filter(|finding| !folded(finding));
    let width = usize::from(style.columns());
    if !shown.is_empty() {
        let head = ["Verdict", "Tier", "Risk"].map(str::to_owned);
        writeln!(out, "{}Item, what was seen, id", beside(&head))?;
        writeln!(out, "{}", "─".repeat(width))?;
    }
    for finding in shown.iter() {
        let rows = row(&finding, &tail(finding.id), width);
        for line in rows.lines() {
            writeln!(out, "{}", paint.line(line))?;
        }
    }
    let rest = findings.filter(folded);
    if !rest.is_empty() {
        let tails: Vec<String> = rest.judged().map(|finding| tail(&finding.id)).collect();
        let label = label(Verdict::Satisfied);
        let line = format!("{label} ({}): {}", tails.len(), tails.join(", "));
        writeln!(out, "{}", paint.line(&line))?;
    }
    Ok(())
}

/// `true` for a finding that may share a line with others in a brief table.
fn is_foldable(finding: &assess::Finding) -> bool {
    finding.verdict == Verdict::Satisfied && !finding.ends_soon()
}

/// Words in the columns before the text.
fn beside(words: &[String; 3]) -> String {
    let mut line = String::new();
    for (word, width) in words.iter().zip(COLUMNS) {
        // Writing to a string cannot fail.
        let _ = write!(line, "{word:<width$}");
    }
    line
}

fn row(finding: &Finding<'_>, tail: &str, width: usize) -> String {
    let (urgent, others): (Vec<_>, Vec<_>) = finding
        .notes
        .iter()
        .partition(|note| note.kind == NoteKind::Expiry);
    // A terminal shows what a reader must act on; the whole of every note is in the other formats.
    let mut others: Vec<&str> = others.iter().map(|note| words::note(note.kind)).collect();
    others.dedup();
    let mut seen = cut(finding.actual);
    if !others.is_empty() {
        seen = format!("{seen} (notes: {})", others.join(", "));
    }
    let risk = finding.risk.as_ref();
    let first = beside(&[
        label(finding.verdict),
        words::tier(finding.tier).to_owned(),
        risk.map_or_else(String::new, |risk| risk.level.to_string()),
    ]);
    let below = " ".repeat(COLUMNS.iter().sum());
    let mut text = wrap(&first, &cut(finding.title), width);
    text.push_str(&wrap(&below, &seen, width));
    for note in urgent {
        let note = format!("{}: {}", words::note(note.kind), cut(note.text));
        text.push_str(&wrap(&below, &note, width));
    }
    // The id is never cut: it is what a reader looks for in the other formats.
    text.push_str(&wrap(&below, tail, width));
    text
}
