//! Lines that fit a terminal.

/// Breaks a text at spaces, behind `first` and then behind as many spaces. A longer word stays whole, so that
/// an id can be copied.
pub(crate) fn wrap(first: &str, text: &str, width: usize) -> String {
    let indent = first.chars().count();
    let mut out = first.to_owned();
    let mut column = indent;
    let mut empty = true;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let length = word.chars().count();
        if !empty && column + 1 + length > width {
            out.push('\n');
            out.push_str(&" ".repeat(indent));
            column = indent;
            empty = true;
        }
        if !empty {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
        empty = false;
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}
