//! The rows of one principal.

use super::colour::Paint;
use super::cut;
use crate::document::escape::terminal_line;
use crate::report::Style;
use crate::report::view::{FindingView, GroupView};
use comfy_table::presets::NOTHING;
use comfy_table::{ColumnConstraint, ContentArrangement, LineStyle, Row, Table, Width};

/// What the verdict and the tier under it take, with the space beside them.
const FIXED: u16 = 16;

/// Writes a group's findings as a table; in a brief one, satisfied findings share a line.
pub(super) fn push(out: &mut String, group: &GroupView<'_>, style: Style, paint: Paint) {
    let folded = |finding: &FindingView<'_>| style.brief && finding.foldable;
    let shown: Vec<_> = group.findings.iter().filter(|f| !folded(f)).collect();
    if !shown.is_empty() {
        let longest = shown.iter().map(|f| f.tail.chars().count()).max();
        let longest = longest
            .and_then(|count| u16::try_from(count).ok())
            .unwrap_or(u16::MAX);
        let mut table = table(style.columns(), longest);
        for finding in shown {
            table.add_row(row(finding));
        }
        for line in table.lines() {
            out.push_str(&paint.line(line.trim_end()));
            out.push('\n');
        }
    }
    let rest: Vec<_> = group.findings.iter().filter(|f| folded(f)).collect();
    if let Some(first) = rest.first() {
        let tails: Vec<String> = rest.iter().map(|f| terminal_line(f.tail)).collect();
        let label = format!("{} {}", first.sign, first.verdict);
        let line = format!("{label} ({}): {}", rest.len(), tails.join(", "));
        out.push_str(&paint.line(&line));
        out.push('\n');
    }
}

/// An empty table with its columns laid out for a width and for the longest id in it.
fn table(width: u16, longest: u16) -> Table {
    let mut table = Table::new();
    let line = LineStyle::none().fill('─').junction('─');
    table
        .load_style(NOTHING.header_separator(line))
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width)
        .set_header(["Verdict, tier", "Item, id", "Seen"]);
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
    table
}

fn row(finding: &FindingView<'_>) -> Row {
    let mut seen = cut(finding.actual);
    // A terminal shows what a reader must act on; the whole of every note is in the other formats.
    for note in finding.notes.iter().filter(|note| note.urgent) {
        seen = format!("{seen}\n({}: {})", note.kind, cut(note.text));
    }
    let mut others: Vec<&str> = finding
        .notes
        .iter()
        .filter(|note| !note.urgent)
        .map(|note| note.kind)
        .collect();
    others.dedup();
    if !others.is_empty() {
        seen = format!("{seen}\n(notes: {})", others.join(", "));
    }
    Row::from([
        format!("{} {}\n  {}", finding.sign, finding.verdict, finding.tier),
        // The id is never cut: it is what a reader looks for in the other formats.
        format!("{}\n{}", cut(finding.title), terminal_line(finding.tail)),
        seen,
    ])
}
