//! The templates, and the one formatter that every value passes through.

use super::escape::{markdown_code, markdown_inline, shorten, write_html};
use super::prose;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Value, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior};
use std::borrow::Cow;

/// The style sheet, as the HTML report holds it: its hash goes into the page's security policy.
pub(super) const STYLE_SHEET: &str = include_str!("../../templates/report.css");

/// Every template, by name. The name's end decides how values are escaped.
const TEMPLATES: [(&str, &str); 4] = [
    ("report.html", include_str!("../../templates/report.html")),
    ("finding.html", include_str!("../../templates/finding.html")),
    ("report.md", include_str!("../../templates/report.md")),
    ("finding.md", include_str!("../../templates/finding.md")),
];

/// How templates ending in `.md` are escaped.
const MARKDOWN: &str = "markdown";

/// The built-in templates, ready to render.
///
/// A value that a template asks for and that there is not is an error. There is no kind of template in which
/// a value passes unescaped.
pub(super) fn environment() -> Result<Environment<'static>, Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let mut syntax = SyntaxConfig::builder();
    syntax
        .trim_blocks(true)
        .lstrip_blocks(true)
        .keep_trailing_newline(true);
    environment.set_syntax(syntax.build()?);
    environment.set_auto_escape_callback(escape_by_name);
    environment.set_formatter(format_value);
    environment.add_filter("short", short);
    environment.add_filter("code", code);
    environment.add_filter("prose", prose_filter);
    for (name, source) in TEMPLATES {
        environment.add_template(name, source)?;
    }
    Ok(environment)
}

fn escape_by_name(name: &str) -> AutoEscape {
    let markdown = name.rsplit_once('.').is_some_and(|(_, end)| end == "md");
    if markdown {
        AutoEscape::Custom(Cow::Borrowed(MARKDOWN))
    } else {
        AutoEscape::Html
    }
}

/// Writes a value into the output, escaped as the template's name demands.
fn format_value(out: &mut Output, state: &mut State, value: &Value) -> Result<(), Error> {
    if value.is_undefined() {
        return Err(Error::from(ErrorKind::UndefinedError));
    }
    let text = match value.kind() {
        ValueKind::None => return Ok(()),
        _ => value.to_string(),
    };
    if value.is_safe() {
        return out.write_str(&text).map_err(Error::from);
    }
    match state.auto_escape() {
        AutoEscape::Custom(name) if name == MARKDOWN => out.write_str(&markdown_inline(&text))?,
        _ => write_html(out, &text)?,
    }
    Ok(())
}

/// Cuts a text for a table or a heading, and says how much was left out.
fn short(text: &str, limit: usize) -> String {
    shorten(text, limit)
}

/// A value in a code span of Markdown. Escaped all the same: it may hold what a tenant says.
fn code(text: &str) -> Value {
    Value::from_safe_string(markdown_code(text))
}

/// The guide's own Markdown, for the template that it stands in. Never for a tenant's text.
fn prose_filter(state: &State, text: &str) -> Value {
    Value::from_safe_string(match state.auto_escape() {
        AutoEscape::Custom(name) if name == MARKDOWN => prose::to_markdown(text),
        _ => prose::to_html(text),
    })
}
