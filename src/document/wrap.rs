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

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn lines_break_at_spaces_and_hang_under_their_first() {
        assert_eq!(wrap("- ", "one two three", 9), "- one two\n  three\n");
        assert_eq!(wrap("- ", "one two three", 200), "- one two three\n");
        assert_eq!(wrap("", "", 60), "\n");
        assert_eq!(wrap("  x  ", "", 60), "  x\n");
        let long = "a/very/long/id/that/stays/whole";
        assert_eq!(
            wrap("  ", &format!("id {long} end"), 12),
            format!("  id\n  {long}\n  end\n")
        );
    }
}
