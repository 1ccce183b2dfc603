//! The templates, and the one formatter that every value passes through.

use super::effort::{Counted, Effort};
use super::escape::{
    html_breaks, markdown_code, markdown_fence, markdown_inline, shorten, visible, write_html,
};
use super::own::OwnTemplates;
use super::{TemplateError, prose};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Value, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

/// Every built-in template, by name. The name's end decides how values are escaped.
const BUILT_IN: [(&str, &str); 21] = [
    ("actions.html", include_str!("../../templates/actions.html")),
    ("brand.html", include_str!("../../templates/brand.html")),
    ("closed.html", include_str!("../../templates/closed.html")),
    ("closed.md", include_str!("../../templates/closed.md")),
    (
        "finding-body.html",
        include_str!("../../templates/finding-body.html"),
    ),
    ("finding.html", include_str!("../../templates/finding.html")),
    ("finding.md", include_str!("../../templates/finding.md")),
    ("footer.html", include_str!("../../templates/footer.html")),
    (
        "overview.html",
        include_str!("../../templates/overview.html"),
    ),
    ("overview.md", include_str!("../../templates/overview.md")),
    ("report.css", include_str!("../../templates/report.css")),
    ("report.html", include_str!("../../templates/report.html")),
    ("report.js", include_str!("../../templates/report.js")),
    ("report.md", include_str!("../../templates/report.md")),
    ("row.html", include_str!("../../templates/row.html")),
    ("row.md", include_str!("../../templates/row.md")),
    ("runbook.css", include_str!("../../templates/runbook.css")),
    ("runbook.html", include_str!("../../templates/runbook.html")),
    ("runbook.md", include_str!("../../templates/runbook.md")),
    (
        "sign-off.html",
        include_str!("../../templates/sign-off.html"),
    ),
    ("summary.md", include_str!("../../templates/summary.md")),
];

/// The templates of a document: the built-in ones, each of which a caller may override by name.
#[derive(Clone, Debug, Default)]
pub struct Templates {
    own: OwnTemplates,
}

impl Templates {
    /// The names and texts of the built-in templates, by name.
    pub fn built_in() -> impl Iterator<Item = (&'static str, &'static str)> {
        BUILT_IN.into_iter()
    }

    /// Templates of which some are the caller's, by file: the file's name is the template's.
    ///
    /// Errors when a name is not that of a built-in template, or a text cannot
    /// be read as a template; what a template asks for and is not there is
    /// found when it is rendered.
    pub fn with(files: BTreeMap<PathBuf, String>) -> Result<Self, TemplateError> {
        let mut templates = Self::default();
        for (file, text) in files {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            if !BUILT_IN.iter().any(|(built_in, _)| *built_in == name) {
                return Err(TemplateError::NoSuchTemplate {
                    file,
                    known: BUILT_IN.map(|(name, _)| name).join(", "),
                });
            }
            if let Some(line) = text.lines().position(|line| line.contains('\0')) {
                return Err(TemplateError::Broken {
                    file,
                    line: line + 1,
                    message: "it holds the character U+0000".to_owned(),
                });
            }
            // A browser reads every line end as a line feed before it takes the hash of a script.
            let text = text.replace("\r\n", "\n").replace('\r', "\n");
            let name = name.into_owned();
            templates.own.insert(name, file, text);
        }
        templates.environment()?;
        Ok(templates)
    }

    /// A template's text.
    pub(crate) fn text(&self, name: &str) -> &str {
        let built_in = || BUILT_IN.iter().find(|(known, _)| *known == name);
        self.own
            .text(name)
            .or_else(|| built_in().map(|(_, text)| *text))
            .unwrap_or_default()
    }

    /// Renders a template into a writer. The document lists so many things, each of which it may write.
    pub(crate) fn write(
        &self,
        name: &str,
        context: Value,
        items: usize,
        out: &mut dyn Write,
    ) -> Result<(), TemplateError> {
        let effort = Effort::of(!self.own.is_empty(), items);
        let mut environment = self.environment()?;
        effort.bound(&mut environment);
        let effort = &effort;
        environment
            .get_template(name)
            .and_then(|template| template.render_captured_to(context, Counted { out, effort }))
            .map(drop)
            .map_err(|error| TemplateError::of(&self.own, effort, &error))
    }

    /// The templates, ready to render.
    ///
    /// A value that a template asks for and that there is not is an error. In the
    /// built-in templates there is no place in which a value passes unescaped.
    fn environment(&self) -> Result<Environment<'_>, TemplateError> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        // An error then names the value that is not there, in every build.
        environment.set_debug(true);
        let mut syntax = SyntaxConfig::builder();
        syntax
            .trim_blocks(true)
            .lstrip_blocks(true)
            .keep_trailing_newline(true);
        let wrong = |error| TemplateError::new(&self.own, &error);
        environment.set_syntax(syntax.build().map_err(wrong)?);
        environment.set_auto_escape_callback(escape_by_name);
        environment.set_formatter(format_value);
        environment.add_filter("short", short);
        environment.add_filter("breaks", breaks);
        environment.add_filter("code", code);
        environment.add_filter("fence", fence);
        environment.add_filter("laid_out", laid_out);
        environment.add_filter("verbatim", verbatim);
        environment.add_filter("prose", prose_filter);
        for (name, _) in BUILT_IN {
            let end = name.rsplit_once('.').map(|(_, end)| end);
            if matches!(end, Some("html" | "md")) {
                environment
                    .add_template(name, self.text(name))
                    .map_err(wrong)?;
            }
        }
        Ok(environment)
    }
}

/// The way templates ending in `.md` are escaped.
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
    // What an escape makes of it is several times as long.
    state.consume_fuel(cost(&text))?;
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

/// A value in HTML with places where a long name may be broken. Escaped all the same.
fn breaks(text: &str) -> Result<Value, Error> {
    Ok(Value::from_safe_string(html_breaks(text)?))
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

/// JSON over several lines; text that is no JSON as it is.
fn laid_out(state: &State, text: &str) -> Result<String, Error> {
    // Deep lists take many times as much when each has a line of its own.
    state.consume_fuel(cost(text).saturating_mul(16))?;
    let laid_out = serde_json::from_str::<serde_json::Value>(text)
        .and_then(|value| serde_json::to_string_pretty(&value));
    Ok(laid_out.unwrap_or_else(|_| text.to_owned()))
}

/// The fuel for work on a text that `minijinja` does not see.
fn cost(text: &str) -> u64 {
    u64::try_from(text.len() / 16).unwrap_or(u64::MAX)
}

/// The guide's own Markdown, for the template that it stands in. Never for a tenant's text.
fn prose_filter(state: &State, text: &str) -> Value {
    Value::from_safe_string(match state.auto_escape() {
        AutoEscape::Custom(name) if name == MARKDOWN => prose::to_markdown(text),
        _ => prose::to_html(text),
    })
}
