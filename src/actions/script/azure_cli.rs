//! The Azure CLI in a POSIX shell: its own commands where there are any, `az rest` elsewhere.

use super::Purpose;
use super::json::write_json;
use super::language::{Kept, Language, State};
use super::shell_text::{one_line, quoted, raw};
use crate::actions::operation::{Operation, Part, Path, Read, Request, Text, Version, When};
use crate::catalog::Cloud;
use crate::document::escape::{posix, visible};
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
        let writer = Writer {
            graph: self.cloud.graph(),
            foreign: self.cloud == Cloud::Dod,
            state: State::new(operations, purpose),
        };
        writer.script(["(", "set -euo pipefail", ")"], operations)
    }
}

struct Writer {
    graph: &'static str,
    /// True where the CLI does not know this Graph: its own commands go to another one, and it has to be told whom a token is for.
    foreign: bool,
    state: State,
}

impl Language for Writer {
    const UNIT: &'static str = UNIT;

    fn state(&mut self) -> &mut State {
        &mut self.state
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
        if let Some(label) = self.state.label(name) {
            self.line(&format!("echo \"{label}: ${{{name}:-none}}\""));
        }
    }

    fn need(&self, name: &str, lacking: &str) -> String {
        format!(": \"${{{name}:?{lacking}}}\"")
    }

    fn only(&self, name: &str) -> String {
        format!("[ -n \"${name}\" ] || {{ echo 'It is gone already.'; exit 0; }}")
    }

    fn tell(&self, name: &'static str, property: &str, fills: &str) -> String {
        let value = variable(name, property, property == "id");
        format!("echo \"{fills}: ${{{value}}}\"")
    }

    fn literal(&self, value: &str) -> String {
        posix(value)
    }

    fn values(&self, name: &str) -> [String; 3] {
        let between = format!(")\nfor {name} in \"${{{name}s[@]}}\"; do");
        [format!("{name}s=("), between, "done".into()]
    }

    fn each(&self, name: &str) -> [String; 2] {
        [format!("for {ONE} in ${name}; do"), "done".into()]
    }

    fn condition(&self, when: When) -> Option<[String; 2]> {
        let begin = match when {
            When::Always => return None,
            When::Unless(name) => format!("if [ -z \"${name}\" ]; then"),
            When::If(name) => format!("if [ -n \"${name}\" ]; then"),
        };
        Some([begin, "fi".into()])
    }

    fn call_within(&self, request: &Request) -> String {
        format!("{} --output none", self.call(request))
    }

    fn ready(&mut self, request: &Request) {
        if request.secret.is_some() {
            self.line(": \"${CLIPBOARD:?set it to the command that fills your clipboard: clip.exe, pbcopy or wl-copy}\"");
        }
    }

    fn send(&mut self, request: &Request, keep: Option<&Kept>) {
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
    }
}

impl Writer {
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
                if self.state.each == Some(name) {
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
