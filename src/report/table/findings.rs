//! The rows of one principal.

use super::colour::{Paint, label};
use super::cut::cut;
use crate::assess::{self, NoteKind, Verdict};
use crate::document::escape::terminal_line;
use crate::report::advice::ends_soon;
use crate::report::model::{Finding, FindingList};
use crate::report::{Style, words};
use comfy_table::presets::NOTHING;
use comfy_table::{ColumnConstraint, ContentArrangement, LineStyle, Row, Table, Width};
use std::io::{self, Write};

/// Everything that the verdict and the tier under it take, with the space beside them.
const FIXED: u16 = 16;

/// The number of rows that are laid out at once: what a terminal shows needs no more, and a file of any length takes
/// little memory.
const AT_ONCE: usize = 500;

/// Writes findings as a table; in a brief one, satisfied findings share a line.
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
    let tails = shown.judged().map(|finding| tail(&finding.id));
    let longest = tails.map(|tail| tail.chars().count()).max();
    if let Some(longest) = longest {
        let longest = u16::try_from(longest).unwrap_or(u16::MAX);
        let rows = shown.iter();
        let mut rows = rows
            .map(|finding| row(&finding, &tail(finding.id)))
            .peekable();
        let mut header = true;
        while rows.peek().is_some() {
            let mut table = Table::new();
            if header {
                table.set_header(["Verdict, tier", "Item, id", "Seen"]);
                header = false;
            }
            table.add_rows(rows.by_ref().take(AT_ONCE));
            lay_out(&mut table, style.columns(), longest);
            for line in table.lines() {
                writeln!(out, "{}", paint.line(line.trim_end()))?;
            }
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

/// `true` for a finding that is open, and for one of something that is there and ends soon.
pub(super) fn needs_a_look(finding: &assess::Finding) -> bool {
    finding.is_open() || ends_soon(finding)
}

/// `true` for a finding that may share a line with others in a brief table.
fn is_foldable(finding: &assess::Finding) -> bool {
    finding.verdict == Verdict::Satisfied && !ends_soon(finding)
}

/// Lays the columns of a table out for a width and for the longest id of the group.
fn lay_out(table: &mut Table, width: u16, longest: u16) {
    let line = LineStyle::none().fill('─').junction('─');
    table
        .load_style(NOTHING.header_separator(line))
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width);
    // An id that has to be copied should not be broken where there is room for it.
    let room = width.saturating_sub(FIXED);
    let item = longest.saturating_add(2).clamp(room / 3, room / 3 * 2);
    table.set_constraints([
        ColumnConstraint::Absolute(Width::Fixed(FIXED)),
        ColumnConstraint::Absolute(Width::Fixed(item)),
    ]);
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
}

fn row(finding: &Finding<'_>, tail: &str) -> Row {
    let mut seen = cut(finding.actual);
    let (urgent, others): (Vec<_>, Vec<_>) = finding
        .notes
        .iter()
        .partition(|note| note.kind == NoteKind::Expiry);
    // A terminal shows what a reader must act on; the whole of every note is in the other formats.
    for note in urgent {
        seen = format!("{seen}\n({}: {})", words::note(note.kind), cut(note.text));
    }
    let mut others: Vec<&str> = others.iter().map(|note| words::note(note.kind)).collect();
    others.dedup();
    if !others.is_empty() {
        seen = format!("{seen}\n(notes: {})", others.join(", "));
    }
    Row::from([
        format!(
            "{}\n  {}",
            label(finding.verdict),
            words::tier(finding.tier)
        ),
        // The id is never cut: it is what a reader looks for in the other formats.
        format!("{}\n{tail}", cut(finding.title)),
        seen,
    ])
}
