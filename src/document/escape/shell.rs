//! For command lines: text stays one argument, whatever characters it has.
//!
//! Each language has its own rules for the end of a string. Characters that cannot be seen, line ends
//! among them, are first made visible, so that no text can begin a new line of a script.

use super::visible;

/// One argument of a POSIX shell. Inside single quotes only the quote itself has a meaning.
pub(crate) fn posix(text: &str) -> String {
    let text = visible(text, &[]);
    let plain = |c: char| {
        c.is_ascii_alphanumeric()
            || matches!(c, '-' | '_' | '.' | '/' | ':' | '=' | ',' | '@' | '+')
    };
    if !text.is_empty() && text.chars().all(plain) {
        return text.into_owned();
    }
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// A string of PowerShell in single quotes. It takes typographic quotes for quotes
/// (`about_Quoting_Rules`; `CharExtensions.IsSingleQuote` of PowerShell), so they are doubled as well.
pub(crate) fn powershell(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('\'');
    for c in visible(text, &[]).chars() {
        if matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{201A}' | '\u{201B}') {
            out.push(c);
        }
        out.push(c);
    }
    out.push('\'');
    out
}

/// Text that stays literal inside a double-quoted string of PowerShell.
pub(crate) fn powershell_inside(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible(text, &[]).chars() {
        if matches!(c, '`' | '$' | '"' | '\u{201C}' | '\u{201D}' | '\u{201E}') {
            out.push('`');
        }
        out.push(c);
    }
    out
}

/// A quoted string of HCL, without templates.
pub(crate) fn hcl(text: &str) -> String {
    let text = visible(text, &[]);
    let escaped = text
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace("${", "$${")
        .replace("%{", "%%{");
    format!("\"{escaped}\"")
}

/// Text behind a comment sign of any of the three languages: one line, and nothing ends it early.
pub(crate) fn comment(text: &str) -> String {
    visible(text, &[]).trim().to_owned()
}
