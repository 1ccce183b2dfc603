//! Query options as they come in a URL.

use super::parse::Expr;

/// The options of one request. What a check has refused is left out.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// Every option as sent, decoded, in order.
    pub raw: Vec<(String, String)>,
    /// Properties to return; `None` for the default set.
    pub select: Option<Vec<String>>,
    /// Relationships to return inside each object.
    pub expand: Vec<String>,
    pub filter: Option<Expr>,
    pub order: Vec<(String, bool)>,
    pub search: Option<String>,
    pub top: Option<usize>,
    pub count: bool,
    pub skiptoken: Option<String>,
}

impl Query {
    /// Splits a query string.
    pub fn split(query: &str) -> Vec<(String, String)> {
        url::form_urlencoded::parse(query.as_bytes())
            .into_owned()
            .collect()
    }

    /// An option by its name with the dollar sign.
    pub fn option(&self, name: &str) -> Option<&str> {
        let found = self.raw.iter().find(|option| {
            option.0.eq_ignore_ascii_case(name) || option.0.eq_ignore_ascii_case(&name[1..])
        });
        found.map(|option| option.1.as_str())
    }
}

/// Splits a list at commas (or another mark) that are outside parentheses and quotes.
pub fn split_top(text: &str, mark: char) -> Vec<String> {
    let mut out = vec![String::new()];
    let (mut depth, mut quoted) = (0_i32, false);
    for letter in text.chars() {
        quoted ^= letter == '\'';
        match letter {
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth -= 1,
            _ => {}
        }
        if letter == mark && depth == 0 && !quoted {
            out.push(String::new());
        } else if let Some(last) = out.last_mut() {
            last.push(letter);
        }
    }
    out
}

/// Undoes percent encoding in a path segment, where a plus sign is a plus sign.
pub fn percent_decoded(text: &str) -> String {
    let kept = text.replace('+', "%2B");
    let pair = format!("x={}", kept.replace('&', "%26").replace('=', "%3D"));
    url::form_urlencoded::parse(pair.as_bytes())
        .next()
        .map_or_else(String::new, |pair| pair.1.into_owned())
}
