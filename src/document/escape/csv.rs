//! For a spreadsheet: nothing that a tenant says may be a formula.

use super::terminal_line;

/// Characters that begin a formula in some spreadsheet, with their full-width twins.
const STARTS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// A text as a field: one line, invisible characters shown, and an apostrophe before the start of a
/// formula. Plain numbers are left alone. The writer adds the quotes.
pub(crate) fn field(text: &str) -> String {
    // A tab or carriage return at the start makes some spreadsheets look at what follows.
    let tempting = text.starts_with(['\t', '\r', '\n']);
    let line = terminal_line(text);
    let formula = line
        .trim_start_matches(|c: char| c.is_whitespace() || c == '"' || c == '\'')
        .starts_with(STARTS);
    if (tempting || formula) && !is_number(&line) {
        format!("'{line}")
    } else {
        line
    }
}

/// Returns `true` if a text is a plain decimal number, which is safe in a spreadsheet.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    all_digits(whole) && all_digits(fraction)
}
