//! Carries out the operations of a step, request by request, as its scripts do.

use crate::graph::Server;
use rolecall::runbook::{Body, Operation, Part, Read, Request, Text, When};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Properties of something that was found.
type Thing = BTreeMap<String, String>;

/// Whoever carries a runbook out.
pub struct Executor<'s> {
    server: &'s Server,
    /// What the placeholders stand for.
    pub placeholders: BTreeMap<String, String>,
    /// Every write: method and address.
    pub writes: Vec<String>,
    found: BTreeMap<String, Vec<Thing>>,
    items: BTreeMap<String, String>,
    each: Option<(String, usize)>,
}

impl<'s> Executor<'s> {
    pub fn new(server: &'s Server) -> Self {
        Self {
            server,
            placeholders: BTreeMap::new(),
            writes: Vec::new(),
            found: BTreeMap::new(),
            items: BTreeMap::new(),
            each: None,
        }
    }

    /// Carries out one step. Nothing is remembered from the step before, as in a script block of its own.
    pub fn carry_out(&mut self, operations: &[Operation]) {
        self.found.clear();
        self.items.clear();
        self.all(operations);
    }

    fn all(&mut self, operations: &[Operation]) {
        for operation in operations {
            match operation {
                Operation::Only { name } => {
                    if !self.is_found(name) {
                        return;
                    }
                }
                Operation::Find(read) => self.find(read),
                Operation::Need { name, lacking } => {
                    assert!(self.is_found(name), "{name}: {lacking}");
                }
                Operation::Tell {
                    name,
                    property,
                    fills,
                } => {
                    let value = self.value_of(name, property);
                    self.placeholders.insert((*fills).to_owned(), value);
                }
                Operation::Loop { name, items, body } => {
                    for (value, _) in items {
                        self.items.insert((*name).to_owned(), value.clone());
                        self.all(body);
                    }
                }
                Operation::Write {
                    when,
                    request,
                    keep,
                } => {
                    let due = match when {
                        When::Always => true,
                        When::Unless(name) => !self.is_found(name),
                        When::If(name) => self.is_found(name),
                    };
                    if due {
                        let answer = self.send(request);
                        if let Some((name, properties)) = keep {
                            let thing = taken(&answer, properties);
                            self.found.insert((*name).to_owned(), vec![thing]);
                        }
                    }
                }
                Operation::Each { name, request } => {
                    for index in 0..self.found.get(*name).map_or(0, Vec::len) {
                        self.each = Some(((*name).to_owned(), index));
                        self.send(request);
                    }
                    self.each = None;
                }
            }
        }
    }

    fn is_found(&self, name: &str) -> bool {
        self.found
            .get(name)
            .is_some_and(|things| !things.is_empty())
    }

    fn find(&mut self, read: &Read) {
        let mut query = Vec::new();
        if let Some(filter) = &read.filter {
            query.push(format!("$filter={}", encoded(&self.text(filter))));
        }
        if read.eventual {
            query.push("$count=true".to_owned());
        } else if let Some(top) = read.top {
            query.push(format!("$top={top}"));
        }
        let mut target = format!("/{}{}", read.version.as_str(), self.text(&read.path.text()));
        if !query.is_empty() {
            target = format!("{target}?{}", query.join("&"));
        }
        let headers: &[(&str, &str)] = if read.eventual {
            &[("consistencylevel", "eventual")]
        } else {
            &[]
        };
        let (status, answer) = self.server.send_with("GET", &target, headers, None);
        // A script ends where a read fails: nothing is concluded from it.
        assert_eq!(status, 200, "GET {target}: {answer}");
        assert!(
            answer.get("@odata.nextLink").is_none(),
            "{target} has further pages"
        );
        let conditions: Vec<(&str, String)> = read
            .matches
            .iter()
            .map(|(property, value)| (*property, self.text(value)))
            .collect();
        let things = answer["value"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|item| {
                conditions
                    .iter()
                    .all(|(property, value)| says(item, property, value))
            })
            .map(|item| taken(item, &read.take))
            .collect();
        self.found.insert(read.name.to_owned(), things);
    }

    fn send(&mut self, request: &Request) -> Value {
        let target = format!(
            "/{}{}",
            request.version.as_str(),
            self.text(&request.path.text())
        );
        let method = request.method.as_str();
        let body = request.body.as_ref().map(|body| self.json(body));
        let (status, answer) = self.server.send(method, &target, body.as_ref());
        assert!(
            (200..300).contains(&status),
            "{method} {target} {body:?}: {status} {answer}"
        );
        self.writes.push(format!("{method} {target}"));
        answer
    }

    fn json(&self, body: &Body) -> Value {
        match body {
            Body::Text(text) | Body::Base64(text) => json!(self.text(text)),
            Body::Flag(flag) => json!(flag),
            Body::List(list) => list.iter().map(|one| self.json(one)).collect(),
            Body::Object(fields) => {
                let fields = fields
                    .iter()
                    .map(|(key, value)| ((*key).to_owned(), self.json(value)));
                Value::Object(fields.collect::<Map<_, _>>())
            }
        }
    }

    fn text(&self, text: &Text) -> String {
        text.parts
            .iter()
            .map(|part| match part {
                Part::Known(text) => text.clone(),
                Part::Placeholder(placeholder) => self
                    .placeholders
                    .get(placeholder.key)
                    .unwrap_or_else(|| panic!("nobody knows <{}>", placeholder.key))
                    .clone(),
                Part::Found { name, property } => self.value_of(name, property),
                Part::Item(name) => self.items[*name].clone(),
            })
            .collect()
    }

    fn value_of(&self, name: &str, property: &str) -> String {
        let things = &self.found[name];
        let index = match &self.each {
            Some((each, index)) if each == name => *index,
            _ => {
                assert_eq!(things.len(), 1, "{name} is not one thing: {things:?}");
                0
            }
        };
        things[index][property].clone()
    }
}

/// The properties that are remembered of an item.
fn taken(item: &Value, properties: &[&'static str]) -> Thing {
    properties
        .iter()
        .filter_map(|property| Some(((*property).to_owned(), item[*property].as_str()?.to_owned())))
        .collect()
}

fn says(item: &Value, property: &str, value: &str) -> bool {
    let is = |found: &Value| {
        found
            .as_str()
            .is_some_and(|found| found.eq_ignore_ascii_case(value))
    };
    match property.split_once('.') {
        Some((list, property)) => item[list]
            .as_array()
            .is_some_and(|list| list.iter().any(|one| is(&one[property]))),
        None => is(&item[property]),
    }
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() || b"-._~$'(),:/".contains(&byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}
