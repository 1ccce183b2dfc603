//! Text in a SARIF message, where brackets make links and braces make placeholders.

/// A text as a message that says that text and nothing else (SARIF 2.1.0, 3.11.5 and 3.11.6).
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '[' | ']' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '{' | '}' => {
                out.push(c);
                out.push(c);
            }
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_name_makes_neither_a_link_nor_a_placeholder() {
        assert_eq!(
            plain("[click](https://evil.example) {0} \\[x]"),
            "\\[click\\](https://evil.example) {{0}} \\\\\\[x\\]"
        );
    }
}
