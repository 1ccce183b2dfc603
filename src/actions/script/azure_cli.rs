//! The Azure CLI in a POSIX shell: its own commands where there are any, `az rest` elsewhere.

use super::json::write_json;
use super::shell_text::{one_line, quoted, raw};
use super::{Lines, Purpose, deciding};
use crate::actions::operation::{Operation, Part, Path, Read, Request, Text, Version, When};
use crate::catalog::Cloud;
use crate::document::escape::{comment, posix, visible};
use std::collections::BTreeSet;
use std::fmt::Write as _;

const UNIT: &str = "  ";
/// The variable of the thing at hand while one after the other is written.
const ONE: &str = "one";

/// The CLI's own commands for reading a collection; each takes `--filter`, and answers with a list.
const LISTS: [(&str, &str); 3] = [
    ("/users", "az ad user list"),
    ("/applications", "az ad app list"),
    ("/servicePrincipals", "az ad sp list"),
];

/// Options of the CLI that take no value.
const FLAGS: [&str; 1] = ["--append"];

/// Writes scripts for the Azure CLI.
pub(crate) struct AzureCli {
    cloud: Cloud,
}

impl AzureCli {
    /// For a cloud, whose Graph `az rest` is sent to.
    pub(crate) const fn new(cloud: Cloud) -> Self {
        Self { cloud }
    }

    /// Operations as one subshell, which ends at the first error and leaves no variable behind.
    pub(crate) fn script(&self, operations: &[Operation], purpose: Purpose) -> String {
        let mut shown = BTreeSet::new();
        deciding(operations, &mut shown);
        let mut writer = Writer {
            graph: self.cloud.graph(),
            foreign: self.cloud == Cloud::Dod,
            purpose,
            shown,
            lines: Lines::default(),
            each: None,
            item: None,
        };
        writer.line("(");
        writer.lines.depth += 1;
        writer.line("set -euo pipefail");
        writer.all(operations);
        writer.lines.depth -= 1;
        writer.line(")");
        writer.lines.text
    }
}

struct Writer {
    graph: &'static str,
    /// Whether the CLI does not know this Graph: its own commands go to another one, and it has to be told whom a token is for.
    foreign: bool,
    purpose: Purpose,
    shown: BTreeSet<&'static str>,
    lines: Lines,
    each: Option<&'static str>,
    item: Option<&'static str>,
}

impl Writer {
    fn line(&mut self, line: &str) {
        self.lines.push(line, UNIT);
    }

    fn all(&mut self, operations: &[Operation]) {
        for operation in operations {
            self.one(operation);
        }
    }

    fn one(&mut self, operation: &Operation) {
        match operation {
            Operation::Find(read) => self.find(read),
            Operation::Need { name, lacking } => {
                self.line(&format!(": \"${{{name}:?{lacking}}}\""));
            }
            Operation::Only { name } => {
                self.line(&format!(
                    "[ -n \"${name}\" ] || {{ echo 'It is gone already.'; exit 0; }}"
                ));
            }
            Operation::Tell {
                name,
                property,
                fills,
            } => {
                let value = variable(name, property, *property == "id");
                self.line(&format!("echo \"{fills}: ${{{value}}}\""));
            }
            Operation::Loop { name, items, body } => self.repeat(name, items, body),
            Operation::Write {
                when,
                request,
                keep,
            } => {
                if self.purpose == Purpose::Change {
                    self.write(*when, request, keep.as_ref());
                }
            }
            Operation::Each { name, request } => {
                if self.purpose == Purpose::Change {
                    self.line(&format!("for {ONE} in ${name}; do"));
                    self.lines.depth += 1;
                    self.each = Some(name);
                    let call = self.call(request);
                    self.line(&format!("{call} --output none"));
                    self.each = None;
                    self.lines.depth -= 1;
                    self.line("done");
                }
            }
        }
    }

    fn find(&mut self, read: &Read) {
        let name = read.name;
        let (command, root) = self.read(read);
        for (index, property) in read.take.iter().enumerate() {
            let query = self.query(root, read, property);
            let variable = variable(name, property, index == 0);
            self.line(&format!(
                "{variable}=$({command} \\\n{UNIT}--query {query} --output tsv)"
            ));
        }
        if self.purpose == Purpose::Look && self.shown.contains(name) {
            let of = self
                .item
                .map_or_else(String::new, |item| format!("${{{item}}} "));
            self.line(&format!("echo \"{of}{name}: ${{{name}:-none}}\""));
        }
    }

    /// The command of a read, and what its answer is a list under.
    fn read(&self, read: &Read) -> (String, &'static str) {
        let listed = LISTS
            .iter()
            .filter(|_| !self.foreign && read.version == Version::V1)
            .find(|(template, _)| *template == read.path.template);
        if let Some((_, command)) = listed {
            let mut command = (*command).to_owned();
            if let Some(filter) = &read.filter {
                let _ = write!(command, " --filter {}", self.word(filter));
            }
            return (command, "");
        }
        let url = self.url(read.version, &read.path);
        let mut command = self.rest("GET", &url);
        let mut options = Vec::new();
        if let Some(filter) = &read.filter {
            options.push(self.word(&Text::known("$filter=").and(filter.clone())));
        }
        if read.eventual {
            options.push("'$count=true'".to_owned());
        } else if let Some(top) = read.top {
            options.push(format!("'$top={top}'"));
        }
        if read.eventual {
            let _ = write!(command, " \\\n{UNIT}--headers ConsistencyLevel=eventual");
        }
        if !options.is_empty() {
            let _ = write!(command, " \\\n{UNIT}--url-parameters {}", options.join(" "));
        }
        (command, "value")
    }

    fn query(&self, root: &str, read: &Read, property: &str) -> String {
        let mut conditions = Text::default();
        for (index, (name, value)) in read.matches.iter().enumerate() {
            let joined = if index > 0 { " && " } else { "" };
            let (before, after) = match name.split_once('.') {
                Some((list, property)) => (format!("{joined}{list}[?{property}=='"), "']"),
                None => (format!("{joined}{name}=='"), "'"),
            };
            conditions = conditions.and(before).and(raw(value)).and(after);
        }
        let query = if read.matches.is_empty() {
            Text::known(format!("{root}[].{property}"))
        } else {
            Text::known(format!("{root}[?"))
                .and(conditions)
                .and(format!("].{property}"))
        };
        self.word(&query)
    }

    fn repeat(&mut self, name: &'static str, items: &[(String, String)], body: &[Operation]) {
        let list = format!("{name}s");
        self.line(&format!("{list}=("));
        self.lines.depth += 1;
        for (value, label) in items {
            self.line(&format!("{} # {}", posix(value), comment(label)));
        }
        self.lines.depth -= 1;
        self.line(")");
        self.line(&format!("for {name} in \"${{{list}[@]}}\"; do"));
        self.lines.depth += 1;
        let outer = self.item.replace(name);
        self.all(body);
        self.item = outer;
        self.lines.depth -= 1;
        self.line("done");
    }

    fn write(
        &mut self,
        when: When,
        request: &Request,
        keep: Option<&(&'static str, Vec<&'static str>)>,
    ) {
        if request.secret.is_some() {
            self.line(": \"${CLIPBOARD:?set it to the command that fills your clipboard: clip.exe, pbcopy or wl-copy}\"");
        }
        let condition = match when {
            When::Always => None,
            When::Unless(name) => Some(format!("if [ -z \"${name}\" ]; then")),
            When::If(name) => Some(format!("if [ -n \"${name}\" ]; then")),
        };
        if let Some(condition) = &condition {
            self.line(condition);
            self.lines.depth += 1;
        }
        let call = self.call(request);
        match (request.secret, keep) {
            (Some(secret), _) => {
                let property = if self.own(request).is_some() {
                    "password"
                } else {
                    secret
                };
                // A clipboard that does not work is met before the secret is made, which is shown once.
                self.line("printf '' | $CLIPBOARD");
                self.line(&format!(
                    "{call} \\\n{UNIT}--query {property} --output tsv | tr -d '\\r\\n' | $CLIPBOARD"
                ));
                self.line("echo 'The secret is on the clipboard and nowhere else. Paste it where it belongs now; it is not shown again.'");
            }
            (None, Some((name, properties))) => {
                self.line(&format!(
                    "{name}=$({call} \\\n{UNIT}--query id --output tsv)"
                ));
                let made = self.url(request.version, &request.path).and("/");
                let get = self.rest("GET", &made.and(Text::found(name, "id")));
                for property in properties.iter().filter(|property| **property != "id") {
                    let variable = variable(name, property, false);
                    self.line(&format!(
                        "{variable}=$({get} \\\n{UNIT}--query {property} --output tsv)"
                    ));
                }
            }
            (None, None) => self.line(&format!("{call} --output none")),
        }
        if condition.is_some() {
            self.lines.depth -= 1;
            self.line("fi");
        }
    }

    /// The CLI's own command for a request, where it reaches this cloud.
    fn own<'r>(&self, request: &'r Request) -> Option<&'r Vec<Text>> {
        request.az.as_ref().filter(|_| !self.foreign)
    }

    fn rest(&self, method: &str, url: &Text) -> String {
        let resource = if self.foreign {
            format!(" --resource https://{}", self.graph)
        } else {
            String::new()
        };
        format!(
            "az rest --method {method}{resource} --url {}",
            self.word(url)
        )
    }

    /// The words of a command of the CLI. A value that begins with a hyphen would be taken for an option, so it is
    /// joined to the one that it belongs to.
    fn arguments(&self, arguments: &[Text]) -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        let mut awaits_value = false;
        for argument in arguments {
            let word = self.word(argument);
            let hyphen =
                matches!(argument.parts.first(), Some(Part::Known(text)) if text.starts_with('-'));
            match words.last_mut() {
                Some(option) if awaits_value && hyphen => {
                    option.push('=');
                    option.push_str(&word);
                    awaits_value = false;
                }
                _ => {
                    awaits_value = !awaits_value && hyphen && !FLAGS.contains(&word.as_str());
                    words.push(word);
                }
            }
        }
        words
    }

    fn call(&self, request: &Request) -> String {
        if let Some(arguments) = self.own(request) {
            return format!("az {}", self.arguments(arguments).join(" "));
        }
        let url = self.url(request.version, &request.path);
        let mut call = self.rest(request.method.as_str(), &url);
        if let Some(body) = &request.body {
            let mut laid_out = Text::default();
            write_json(body, 0, &mut laid_out);
            let _ = write!(
                call,
                " \\\n{UNIT}--headers Content-Type=application/json --body {}",
                self.segments(&laid_out, quoted)
            );
        }
        call
    }

    fn url(&self, version: Version, path: &Path) -> Text {
        Text::known(format!("https://{}/{}", self.graph, version.as_str())).and(path.text())
    }

    /// A text as one word of the shell.
    fn word(&self, text: &Text) -> String {
        if let Some(known) = text.as_known()
            && !known.contains('\'')
        {
            return posix(known);
        }
        // In double quotes, as people write it, where nothing in it has a meaning there.
        let tame = text.parts.iter().all(|part| match part {
            Part::Known(text) => {
                !text.contains(['"', '`', '\\', '!']) && visible(text, &[]) == *text
            }
            _ => true,
        });
        if !tame {
            return self.segments(text, one_line);
        }
        let mut out = "\"".to_owned();
        for part in &text.parts {
            match part {
                Part::Known(text) => out.push_str(&text.replace('$', "\\$")),
                other => out.push_str(&self.expanded(other)),
            }
        }
        out.push('"');
        out
    }

    /// A text as one word, each known part in single quotes and each variable in double ones.
    fn segments(&self, text: &Text, quote: fn(&str) -> String) -> String {
        let mut out = String::new();
        for part in &text.parts {
            match part {
                Part::Known(text) => out.push_str(&quote(text)),
                Part::Placeholder(one) => {
                    let _ = write!(out, "'<{}>'", one.key);
                }
                other => {
                    let _ = write!(out, "\"{}\"", self.expanded(other));
                }
            }
        }
        out
    }

    fn expanded(&self, part: &Part) -> String {
        match part {
            Part::Known(text) => text.clone(),
            Part::Placeholder(one) => format!("<{}>", one.key),
            Part::Found { name, property } => {
                if self.each == Some(name) {
                    format!("${{{ONE}}}")
                } else {
                    format!("${{{}}}", variable(name, property, *property == "id"))
                }
            }
            Part::Item(name) => format!("${{{name}}}"),
        }
    }
}

/// The variable of a property; the first one bears the plain name.
fn variable(name: &str, property: &str, first: bool) -> String {
    if first {
        name.to_owned()
    } else {
        format!("{name}_{property}")
    }
}
