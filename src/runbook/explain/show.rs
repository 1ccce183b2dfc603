//! Explanations as plain text for a terminal. Everything passes through the terminal's escape here.

use super::model::{Explanation, Line};
use crate::document::escape::terminal_line;
use crate::document::visible;
use crate::document::wrap;

/// Columns where nobody knows how many there are.
const WIDTH: u16 = 100;
/// Fewer are taken as so many.
const NARROWEST: u16 = 60;

/// Writes explanations, one after the other. UTF-8, with no control character but the line feed.
pub fn show(explanations: &[Explanation], width: Option<u16>) -> String {
    let width = usize::from(width.unwrap_or(WIDTH).max(NARROWEST));
    let mut out = String::new();
    for (index, explanation) in explanations.iter().enumerate() {
        if index > 0 {
            gap(&mut out);
            out.push_str(&"─".repeat(width));
            gap(&mut out);
        }
        out.push_str(&wrap("", &terminal_line(&explanation.title), width));
        for section in &explanation.sections {
            gap(&mut out);
            out.push_str(&wrap(
                "",
                &terminal_line(&section.title).to_uppercase(),
                width,
            ));
            for (index, one) in section.lines.iter().enumerate() {
                if index > 0 && matches!(one, Line::Head(_)) {
                    gap(&mut out);
                }
                line(&mut out, one, width);
            }
        }
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn line(out: &mut String, line: &Line, width: usize) {
    match line {
        Line::Text(text) | Line::Head(text) => {
            out.push_str(&wrap("  ", &terminal_line(text), width));
        }
        Line::Fact(name, value) => {
            let name = format!("  {name:<13} ");
            out.push_str(&wrap(&name, &terminal_line(value), width));
        }
        Line::Item(text) => out.push_str(&wrap("  - ", &terminal_line(text), width)),
        Line::Click(number, text) => {
            out.push_str(&wrap(
                &format!("  {number:>2}. "),
                &terminal_line(text),
                width,
            ));
        }
        Line::Script(language, text) => {
            gap(out);
            out.push_str(&wrap("  ", &format!("{language}:"), width));
            gap(out);
            for line in visible(text, &['\n']).lines() {
                if !line.is_empty() {
                    out.push_str("      ");
                    out.push_str(line);
                }
                out.push('\n');
            }
            gap(out);
        }
    }
}

/// One empty line, and never two.
fn gap(out: &mut String) {
    out.truncate(out.trim_end_matches('\n').len());
    out.push_str("\n\n");
}
