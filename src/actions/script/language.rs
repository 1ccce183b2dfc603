//! Operations one after the other, in the words of a language.

use super::{Lines, Purpose, deciding};
use crate::actions::operation::{Operation, Read, Request, When};
use crate::document::escape::comment;
use std::collections::BTreeSet;

/// The name under which an answer is kept, and its properties.
pub(super) type Kept = (&'static str, Vec<&'static str>);

/// A script that is being written.
pub(super) struct State {
    purpose: Purpose,
    /// The names whose finding decides whether something is written.
    shown: BTreeSet<&'static str>,
    lines: Lines,
    /// The name whose findings are gone through.
    pub(super) each: Option<&'static str>,
    /// The loop that this stands in.
    item: Option<&'static str>,
}

impl State {
    /// A script for a purpose, with nothing in it yet.
    pub(super) fn new(operations: &[Operation], purpose: Purpose) -> Self {
        let mut shown = BTreeSet::new();
        deciding(operations, &mut shown);
        Self {
            purpose,
            shown,
            lines: Lines::default(),
            each: None,
            item: None,
        }
    }

    /// The words before a finding that a look shows; `None` for what it does not show.
    pub(super) fn label(&self, name: &str) -> Option<String> {
        let shown = self.purpose == Purpose::Look && self.shown.contains(name);
        let of = self
            .item
            .map_or_else(String::new, |item| format!("${{{item}}} "));
        shown.then(|| format!("{of}{name}"))
    }
}

/// A language: its words for each operation.
pub(super) trait Language: Sized {
    /// One level of indent.
    const UNIT: &'static str;

    /// The script so far.
    fn state(&mut self) -> &mut State;
    /// Remembers what a read finds, and shows it in a look.
    fn find(&mut self, read: &Read);
    /// Ends the script with an error where nothing was found.
    fn need(&self, name: &str, lacking: &str) -> String;
    /// Ends the script where nothing was found.
    fn only(&self, name: &str) -> String;
    /// Shows a property of what was found.
    fn tell(&self, name: &'static str, property: &str, fills: &str) -> String;
    /// A value as one string.
    fn literal(&self, value: &str) -> String;
    /// A loop over values: what stands before them, between them and its body, and at its end.
    fn values(&self, name: &str) -> [String; 3];
    /// A loop over what was found: its beginning and its end.
    fn each(&self, name: &str) -> [String; 2];
    /// A condition: its beginning and its end.
    fn condition(&self, when: When) -> Option<[String; 2]>;
    /// A request whose answer is not shown.
    fn call_within(&self, request: &Request) -> String;
    /// Looks at what a request needs, before its condition.
    fn ready(&mut self, _: &Request) {}
    /// Sends a request, and does with its answer what is asked.
    fn send(&mut self, request: &Request, keep: Option<&Kept>);

    /// Operations as a script between its first lines and its last.
    fn script(mut self, [begin, first, end]: [&str; 3], operations: &[Operation]) -> String {
        self.block([begin, end], |script| {
            script.line(first);
            script.all(operations);
        });
        std::mem::take(&mut self.state().lines.text)
    }

    /// Writes a line.
    fn line(&mut self, line: &str) {
        self.state().lines.push(line, Self::UNIT);
    }

    /// Writes a block.
    fn block(&mut self, [begin, end]: [&str; 2], body: impl FnOnce(&mut Self)) {
        self.line(begin);
        self.state().lines.depth += 1;
        body(self);
        self.state().lines.depth -= 1;
        self.line(end);
    }

    /// Writes operations.
    fn all(&mut self, operations: &[Operation]) {
        for operation in operations {
            self.one(operation);
        }
    }

    /// Writes an operation. A look sends nothing.
    fn one(&mut self, operation: &Operation) {
        let looks = self.state().purpose == Purpose::Look;
        match operation {
            Operation::Find(read) => self.find(read),
            Operation::Need { name, lacking } => {
                let line = self.need(name, lacking);
                self.line(&line);
            }
            Operation::Only { name } => {
                let line = self.only(name);
                self.line(&line);
            }
            Operation::Tell {
                name,
                property,
                fills,
            } => {
                let line = self.tell(name, property, fills);
                self.line(&line);
            }
            Operation::Loop { name, items, body } => self.repeat(name, items, body),
            Operation::Write { .. } | Operation::Each { .. } if looks => {}
            Operation::Write {
                when,
                request,
                keep,
            } => {
                self.ready(request);
                match self.condition(*when) {
                    None => self.send(request, keep.as_ref()),
                    Some([begin, end]) => self.block([&begin, &end], |script| {
                        script.send(request, keep.as_ref());
                    }),
                }
            }
            Operation::Each { name, request } => {
                let [begin, end] = self.each(name);
                self.block([&begin, &end], |script| {
                    script.state().each = Some(name);
                    let call = script.call_within(request);
                    script.line(&call);
                    script.state().each = None;
                });
            }
        }
    }

    /// Writes a loop over values, each with its label.
    fn repeat(&mut self, name: &'static str, items: &[(String, String)], body: &[Operation]) {
        let [begin, between, end] = self.values(name);
        self.line(&begin);
        self.state().lines.depth += 1;
        for (value, label) in items {
            let line = format!("{} # {}", self.literal(value), comment(label));
            self.line(&line);
        }
        self.state().lines.depth -= 1;
        self.block([&between, &end], |script| {
            let outer = script.state().item.replace(name);
            script.all(body);
            script.state().item = outer;
        });
    }
}
