//! Terraform's language, laid out as `terraform fmt` does.

use crate::document::escape::hcl;

/// The right side of an argument.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// A string.
    Text(String),
    /// A reference or another expression of our own: never a tenant's text.
    Expression(String),
    /// A list of strings, each with a remark (hostile text).
    List(Vec<(String, String)>),
}

impl Value {
    pub(crate) fn text(text: impl std::fmt::Display) -> Self {
        Self::Text(text.to_string())
    }

    pub(crate) fn expression(text: impl Into<String>) -> Self {
        Self::Expression(text.into())
    }
}

/// A block with its arguments.
pub(crate) struct Block {
    head: String,
    arguments: Vec<(&'static str, Value)>,
    nested: Vec<&'static str>,
}

impl Block {
    /// `resource "kind" "label"`. The label is our own.
    pub(crate) fn resource(kind: &str, label: &str) -> Self {
        Self::new(format!("resource \"{kind}\" \"{label}\""))
    }

    /// `data "kind" "label"`.
    pub(crate) fn data(kind: &str, label: &str) -> Self {
        Self::new(format!("data \"{kind}\" \"{label}\""))
    }

    /// `import`, which puts what is there already under Terraform's care.
    pub(crate) fn import(to: &str, id: &str) -> Self {
        Self::new("import".to_owned())
            .with("to", Value::expression(to))
            .with("id", Value::text(id))
    }

    fn new(head: String) -> Self {
        Self {
            head,
            arguments: Vec::new(),
            nested: Vec::new(),
        }
    }

    #[must_use]
    pub(crate) fn with(mut self, name: &'static str, value: Value) -> Self {
        self.arguments.push((name, value));
        self
    }

    /// An empty block inside.
    #[must_use]
    pub(crate) fn nesting(mut self, name: &'static str) -> Self {
        self.nested.push(name);
        self
    }

    /// The block as text, ended by a line end.
    pub(crate) fn write(&self) -> String {
        let mut out = format!("{} {{\n", self.head);
        for run in self.runs() {
            let width = run.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
            for (name, value) in run {
                out.push_str(&format_argument(name, width, value));
            }
        }
        for (index, name) in self.nested.iter().enumerate() {
            if index > 0 || !self.arguments.is_empty() {
                out.push('\n');
            }
            out = format!("{out}  {name} {{}}\n");
        }
        out.push_str("}\n");
        out
    }

    /// Arguments on lines that follow each other share one column for their signs; one that takes several lines
    /// stands alone.
    fn runs(&self) -> Vec<&[(&'static str, Value)]> {
        self.arguments
            .chunk_by(|(_, one), (_, next)| {
                !matches!(one, Value::List(_)) && !matches!(next, Value::List(_))
            })
            .collect()
    }
}

fn format_argument(name: &str, width: usize, value: &Value) -> String {
    let value = match value {
        Value::Text(text) => hcl(text),
        Value::Expression(text) => text.clone(),
        Value::List(list) => {
            let values: Vec<String> = list.iter().map(|(value, _)| hcl(value) + ",").collect();
            let longest = values.iter().map(|value| value.chars().count()).max();
            let longest = longest.unwrap_or_default();
            let items: Vec<String> = values
                .iter()
                .zip(list)
                .map(|(value, (_, remark))| {
                    let remark = crate::document::escape::comment(remark);
                    format!("    {value:<longest$} # {remark}\n")
                })
                .collect();
            format!("[\n{}  ]", items.concat())
        }
    };
    format!("  {name:<width$} = {value}\n")
}

/// A label of our own making for a name, by its place: its letters and digits, with `_` for each separator.
pub(crate) fn numbered(
    name: &str,
    separator: char,
    longest: usize,
    else_: &str,
    at: usize,
) -> String {
    let plain: String = name
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == separator)
        .map(|c| {
            if c == separator {
                '_'
            } else {
                c.to_ascii_lowercase()
            }
        })
        .take(longest)
        .collect();
    if plain.starts_with(|c: char| c.is_ascii_alphabetic()) {
        format!("{plain}_{}", at + 1)
    } else {
        format!("{else_}_{}", at + 1)
    }
}

/// Blocks with an empty line between them.
pub(crate) fn blocks(blocks: &[Block]) -> String {
    let texts: Vec<String> = blocks.iter().map(Block::write).collect();
    texts.join("\n")
}

/// The same blocks with labels of their own step, so that the blocks of several steps fit into one configuration.
pub(crate) fn of_step(blocks: &str, number: usize) -> String {
    let mut out = blocks.to_owned();
    let heads: Vec<(String, String)> = blocks.lines().filter_map(head).collect();
    for (kind, label) in heads {
        let own = format!("step{number}_{label}");
        let named = format!("\"{kind}\" \"{label}\" {{");
        out = out.replace(&named, &format!("\"{kind}\" \"{own}\" {{"));
        for end in [".", "\n"] {
            let reference = format!("{kind}.{label}{end}");
            out = out.replace(&reference, &format!("{kind}.{own}{end}"));
        }
    }
    out
}

/// The kind and the label of a line that begins a block with both.
fn head(line: &str) -> Option<(String, String)> {
    let rest = line
        .strip_prefix("resource \"")
        .or_else(|| line.strip_prefix("data \""))?;
    let (kind, rest) = rest.split_once("\" \"")?;
    let (label, _) = rest.split_once("\" {")?;
    Some((kind.to_owned(), label.to_owned()))
}
