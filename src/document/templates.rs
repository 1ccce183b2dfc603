//! The templates, and the one formatter that every value passes through.

use super::escape::{markdown_code, markdown_fence, markdown_inline, shorten, visible, write_html};
use super::{TemplateProblem, prose};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Value, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Every built-in template, by name. The name's end decides how values are escaped.
const BUILT_IN: [(&str, &str); 14] = [
    ("actions.html", include_str!("../../templates/actions.html")),
    ("brand.html", include_str!("../../templates/brand.html")),
    ("finding.html", include_str!("../../templates/finding.html")),
    ("finding.md", include_str!("../../templates/finding.md")),
    ("footer.html", include_str!("../../templates/footer.html")),
    ("report.css", include_str!("../../templates/report.css")),
    ("report.html", include_str!("../../templates/report.html")),
    ("report.js", include_str!("../../templates/report.js")),
    ("report.md", include_str!("../../templates/report.md")),
    ("runbook.css", include_str!("../../templates/runbook.css")),
    ("runbook.html", include_str!("../../templates/runbook.html")),
    ("runbook.md", include_str!("../../templates/runbook.md")),
    (
        "sign-off.html",
        include_str!("../../templates/sign-off.html"),
    ),
    ("summary.md", include_str!("../../templates/summary.md")),
];

/// The templates of a report: the built-in ones, each of which a caller may override by name.
#[derive(Clone, Debug, Default)]
pub struct Templates {
    own: BTreeMap<String, String>,
}

impl Templates {
    /// The names and texts of the built-in templates, by name.
    pub fn built_in() -> impl Iterator<Item = (&'static str, &'static str)> {
        BUILT_IN.into_iter()
    }

    /// Templates of which some are the caller's: name to text.
    ///
    /// Errors when a name is not that of a built-in template, or a text cannot
    /// be read as a template; what a template asks for and is not there is
    /// found when it is rendered.
    pub fn with(own: BTreeMap<String, String>) -> Result<Self, TemplateProblem> {
        let known = |name: &String| BUILT_IN.iter().any(|(built_in, _)| built_in == name);
        if let Some(name) = own.keys().find(|name| !known(name)) {
            return Err(TemplateProblem::NoSuchTemplate {
                name: name.clone(),
                known: BUILT_IN.map(|(name, _)| name).join(", "),
            });
        }
        // A browser reads every line end as a line feed before it takes the hash of a script.
        let own = own
            .into_iter()
            .map(|(name, text)| (name, text.replace("\r\n", "\n").replace('\r', "\n")))
            .collect();
        let templates = Self { own };
        templates.environment()?;
        Ok(templates)
    }

    /// A template's text.
    pub(crate) fn text(&self, name: &str) -> &str {
        let built_in = || BUILT_IN.iter().find(|(known, _)| *known == name);
        self.own
            .get(name)
            .map(String::as_str)
            .or_else(|| built_in().map(|(_, text)| *text))
            .unwrap_or_default()
    }

    /// The templates, ready to render.
    ///
    /// A value that a template asks for and that there is not is an error. In the
    /// built-in templates there is no place in which a value passes unescaped.
    pub(crate) fn environment(&self) -> Result<Environment<'_>, Error> {
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
        environment.add_filter("fence", fence);
        environment.add_filter("verbatim", verbatim);
        environment.add_filter("prose", prose_filter);
        for (name, _) in BUILT_IN {
            let end = name.rsplit_once('.').map(|(_, end)| end);
            if matches!(end, Some("html" | "md")) {
                environment.add_template(name, self.text(name))?;
            }
        }
        Ok(environment)
    }
}

/// How templates ending in `.md` are escaped.
const MARKDOWN: &str = "markdown";

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

/// A script in a fence of Markdown that nothing in it can end.
fn fence(script: &str, language: &str) -> Value {
    Value::from_safe_string(markdown_fence(script, language))
}

/// Words of our own, which need no escape in Markdown. Never for what a tenant or a guide says.
fn verbatim(text: &str) -> Value {
    Value::from_safe_string(visible(text, &[]).into_owned())
}

/// The guide's own Markdown, for the template that it stands in. Never for a tenant's text.
fn prose_filter(state: &State, text: &str) -> Value {
    Value::from_safe_string(match state.auto_escape() {
        AutoEscape::Custom(name) if name == MARKDOWN => prose::to_markdown(text),
        _ => prose::to_html(text),
    })
}
