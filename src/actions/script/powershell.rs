//! Microsoft Graph PowerShell: a cmdlet where one is documented, `Invoke-MgGraphRequest` elsewhere.

use super::address::in_address;
use super::language::{Kept, Language, State};
use super::{Purpose, is_small};
use crate::actions::operation::{
    Body, Method, Operation, Part, Path, Read, Request, Text, Version, When,
};
use crate::catalog::{Cmdlet, Cmdlets};
use crate::document::escape::{powershell, powershell_inside};
use std::collections::BTreeSet;
use std::fmt::Write as _;

const UNIT: &str = "    ";
/// The Graph cmdlets are functions of script modules, which do not see their caller's
/// `$ErrorActionPreference` (microsoftgraph/msgraph-sdk-powershell#896): each call has to be told.
/// Without it a refused read would look like an empty answer.
const STOP: &str = " -ErrorAction Stop";
/// The variable of the thing at hand while one after the other is written.
const ONE: &str = "one";

/// Writes scripts for PowerShell.
pub(crate) struct PowerShell<'a> {
    cmdlets: &'a Cmdlets,
}

impl<'a> PowerShell<'a> {
    /// With the cmdlets that are known.
    pub(crate) const fn new(cmdlets: &'a Cmdlets) -> Self {
        Self { cmdlets }
    }

    /// The modules that operations need, sorted; that of `Invoke-MgGraphRequest` is always one.
    pub(crate) fn modules<'o>(
        &self,
        operations: impl Iterator<Item = &'o Operation>,
    ) -> Vec<String> {
        let mut modules = BTreeSet::from(["Microsoft.Graph.Authentication".to_owned()]);
        for operation in operations {
            let reads = operation.reads().into_iter();
            let reads = reads.map(|read| ("GET", read.version, read.path.template));
            let writes = operation.requests().into_iter();
            let writes = writes.map(|one| (one.method.as_str(), one.version, one.path.template));
            modules.extend(
                reads
                    .chain(writes)
                    .filter_map(|(method, version, template)| {
                        let cmdlet = self.cmdlets.find(method, version, template)?;
                        Some(cmdlet.module.clone())
                    }),
            );
        }
        modules.into_iter().collect()
    }

    /// Operations as one script block, which ends at the first error.
    pub(crate) fn script(&self, operations: &[Operation], purpose: Purpose) -> String {
        let writer = Writer {
            cmdlets: self.cmdlets,
            state: State::new(operations, purpose),
        };
        writer.script(["& {", "$ErrorActionPreference = 'Stop'", "}"], operations)
    }
}

struct Writer<'a> {
    cmdlets: &'a Cmdlets,
    state: State,
}

impl Language for Writer<'_> {
    const UNIT: &'static str = UNIT;

    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn find(&mut self, read: &Read) {
        let name = read.name;
        let mut call = self.read(read);
        if !read.matches.is_empty() {
            let conditions: Vec<String> = read
                .matches
                .iter()
                .map(|(property, value)| self.matching(property, value))
                .collect();
            let _ = write!(
                call,
                " |\n{UNIT}Where-Object {{ {} }}",
                conditions.join(" -and ")
            );
        }
        self.line(&format!("${name} = {call}"));
        if let Some(label) = self.state.label(name) {
            let id = pascal(read.take.first().copied().unwrap_or("id"));
            self.line(&format!(
                "\"{label}: $(if (${name}) {{ @(${name}.{id}) -join ', ' }} else {{ 'none' }})\""
            ));
        }
    }

    fn need(&self, name: &str, lacking: &str) -> String {
        format!("if (-not ${name}) {{ throw {} }}", powershell(lacking))
    }

    fn only(&self, name: &str) -> String {
        format!("if (-not ${name}) {{ 'It is gone already.'; return }}")
    }

    fn tell(&self, name: &'static str, property: &str, fills: &str) -> String {
        format!("\"{fills}: $({})\"", self.found(name, property))
    }

    fn literal(&self, value: &str) -> String {
        powershell(value)
    }

    fn values(&self, name: &str) -> [String; 3] {
        [format!("foreach (${name} in @("), ")) {".into(), "}".into()]
    }

    fn each(&self, name: &str) -> [String; 2] {
        [format!("foreach (${ONE} in ${name}) {{"), "}".into()]
    }

    fn condition(&self, when: When) -> Option<[String; 2]> {
        let begin = match when {
            When::Always => return None,
            When::Unless(name) => format!("if (-not ${name}) {{"),
            When::If(name) => format!("if (${name}) {{"),
        };
        Some([begin, "}".into()])
    }

    fn call_within(&self, request: &Request) -> String {
        self.call(request)
    }

    fn send(&mut self, request: &Request, keep: Option<&Kept>) {
        let call = self.call(request);
        if let Some(secret) = request.secret {
            // A clipboard that does not work is met before the secret is made, which is shown once.
            self.line("Set-Clipboard -Value ' '");
            self.line(&format!("$answer = {call}"));
            self.line(&format!("Set-Clipboard -Value $answer.{}", pascal(secret)));
            self.line("Remove-Variable answer");
            self.line("'The secret is on the clipboard and nowhere else. Paste it where it belongs now; it is not shown again.'");
        } else if let Some((name, _)) = keep {
            self.line(&format!("${name} = {call}"));
        } else {
            let quiet = request.method == Method::Post;
            self.line(&format!("{call}{}", if quiet { " | Out-Null" } else { "" }));
        }
    }
}

impl Writer<'_> {
    fn matching(&self, property: &str, value: &Text) -> String {
        let value = self.string(value);
        match property.split_once('.') {
            Some((list, property)) => {
                format!("$_.{}.{} -contains {value}", pascal(list), pascal(property))
            }
            None => format!("$_.{} -eq {value}", pascal(property)),
        }
    }

    fn read(&self, read: &Read) -> String {
        if let Some(cmdlet) = self.cmdlet("GET", read.version, &read.path) {
            let mut call = self.named(cmdlet, &read.path);
            if let Some(filter) = &read.filter {
                let _ = write!(call, " -Filter {}", self.string(filter));
            }
            if read.eventual {
                call.push_str(" -ConsistencyLevel eventual -CountVariable count");
            }
            call.push_str(" -All");
            call.push_str(STOP);
            return call;
        }
        let mut query = Text::known(format!("/{}", read.version.as_str())).and(read.path.text());
        let mut sign = "?";
        if let Some(filter) = &read.filter {
            query = query.and("?$filter=").and(in_address(filter));
            sign = "&";
        }
        if read.eventual {
            query = query.and(format!("{sign}$count=true"));
        } else if let Some(top) = read.top {
            query = query.and(format!("{sign}$top={top}"));
        }
        let headers = if read.eventual {
            " -Headers @{ ConsistencyLevel = 'eventual' }"
        } else {
            ""
        };
        format!(
            "(Invoke-MgGraphRequest -Method GET -Uri {}{headers} -OutputType PSObject{STOP}).value",
            self.string(&query)
        )
    }

    fn call(&self, request: &Request) -> String {
        let method = request.method.as_str();
        let cmdlet = self.cmdlet(method, request.version, &request.path);
        if let Some(cmdlet) = cmdlet.filter(|c| request.body.is_none() || c.body.is_some()) {
            let mut call = self.named(cmdlet, &request.path);
            if let (Some(body), Some(parameter)) = (&request.body, &cmdlet.body) {
                let _ = write!(call, " -{parameter} {}", self.value(body, 0));
            }
            call.push_str(STOP);
            return call;
        }
        let uri = Text::known(format!("/{}", request.version.as_str())).and(request.path.text());
        let mut call = format!(
            "Invoke-MgGraphRequest -Method {method} -Uri {}",
            self.string(&uri)
        );
        if let Some(body) = &request.body {
            let _ = write!(call, " -Body {}", self.value(body, 0));
        }
        call.push_str(STOP);
        call
    }

    fn cmdlet(&self, method: &str, version: Version, path: &Path) -> Option<&Cmdlet> {
        self.cmdlets.find(method, version, path.template)
    }

    /// A cmdlet with the keys of the address as its parameters.
    fn named(&self, cmdlet: &Cmdlet, path: &Path) -> String {
        let mut call = cmdlet.name.clone();
        for (parameter, key) in cmdlet.keys.iter().zip(&path.keys) {
            let _ = write!(call, " -{parameter} {}", self.string(key));
        }
        call
    }

    /// A body as a hash table.
    fn value(&self, body: &Body, depth: usize) -> String {
        let (inner, outer) = (UNIT.repeat(depth + 1), UNIT.repeat(depth));
        match body {
            Body::Text(text) => self.string(text),
            Body::Base64(text) => format!("[Convert]::FromBase64String({})", self.string(text)),
            Body::Flag(true) => "$true".to_owned(),
            Body::Flag(false) => "$false".to_owned(),
            Body::List(list) if list.is_empty() => "@()".to_owned(),
            Body::List(list) => {
                let lines: Vec<String> = list
                    .iter()
                    .map(|one| format!("{inner}{}\n", self.value(one, depth + 1)))
                    .collect();
                format!("@(\n{}{outer})", lines.concat())
            }
            Body::Object(fields) if is_small(body) => {
                let pairs: Vec<String> = fields
                    .iter()
                    .map(|(key, value)| format!("{} = {}", name(key), self.value(value, depth)))
                    .collect();
                format!("@{{ {} }}", pairs.join("; "))
            }
            Body::Object(fields) => {
                let lines: Vec<String> = fields
                    .iter()
                    .map(|(key, value)| {
                        format!("{inner}{} = {}\n", name(key), self.value(value, depth + 1))
                    })
                    .collect();
                format!("@{{\n{}{outer}}}", lines.concat())
            }
        }
    }

    /// A text as one value of PowerShell.
    fn string(&self, text: &Text) -> String {
        match text.parts.as_slice() {
            [Part::Found { name, property }] => return self.found(name, property),
            [Part::Item(name)] => return format!("${name}"),
            _ => {}
        }
        let flat = text
            .parts
            .iter()
            .all(|part| matches!(part, Part::Known(_) | Part::Placeholder(_)));
        let literal: String = text
            .parts
            .iter()
            .map(|part| match part {
                Part::Known(text) => text.clone(),
                Part::Placeholder(one) => format!("<{}>", one.key),
                _ => String::new(),
            })
            .collect();
        if flat && !literal.contains('\'') {
            return powershell(&literal);
        }
        let mut out = "\"".to_owned();
        for part in &text.parts {
            match part {
                Part::Known(text) => out.push_str(&powershell_inside(text)),
                Part::Placeholder(one) => {
                    let _ = write!(out, "<{}>", one.key);
                }
                Part::Found { name, property } => {
                    let _ = write!(out, "$({})", self.found(name, property));
                }
                Part::Item(name) => {
                    let _ = write!(out, "${{{name}}}");
                }
            }
        }
        out.push('"');
        out
    }

    fn found(&self, name: &'static str, property: &str) -> String {
        let name = if self.state.each == Some(name) {
            ONE
        } else {
            name
        };
        format!("${name}.{}", pascal(property))
    }
}

/// The name of an entry of a hash table.
fn name(key: &str) -> String {
    if key.chars().all(|c| c.is_ascii_alphanumeric()) {
        key.to_owned()
    } else {
        powershell(key)
    }
}

/// A property as the cmdlets' objects spell it.
fn pascal(property: &str) -> String {
    let mut letters = property.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
