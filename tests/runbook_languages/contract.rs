//! Every request of every runbook is one that Microsoft's metadata knows.

use crate::books;
use crate::graph::contract::{check_read, check_write};
use rolecall::runbook::{Body, Operation, Part, Read, Request, Text};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use url::form_urlencoded::byte_serialize;

/// What stands for an id that only a run knows, or that the reader fills in.
const STAND_IN: &str = "00000000-0000-4000-8000-000000000001";

/// A text with everything in its place.
fn said(text: &Text, items: &BTreeMap<&str, &str>) -> String {
    let parts = text.parts.iter().map(|part| match part {
        Part::Known(text) => text.clone(),
        Part::Item(name) => items[name].to_owned(),
        Part::Placeholder(_) | Part::Found { .. } => STAND_IN.to_owned(),
    });
    parts.collect()
}

fn json(body: &Body, items: &BTreeMap<&str, &str>) -> Value {
    match body {
        Body::Text(text) | Body::Base64(text) => Value::from(said(text, items)),
        Body::Flag(flag) => Value::from(*flag),
        Body::List(list) => list.iter().map(|one| json(one, items)).collect(),
        Body::Object(fields) => {
            let fields = fields
                .iter()
                .map(|(key, value)| ((*key).to_owned(), json(value, items)));
            Value::Object(fields.collect::<Map<_, _>>())
        }
    }
}

fn encoded(text: &str) -> String {
    byte_serialize(text.as_bytes())
        .collect::<String>()
        .replace('+', "%20")
}

#[derive(Default)]
struct Seen {
    reads: BTreeSet<String>,
    writes: BTreeSet<String>,
    wrong: BTreeSet<String>,
}

impl Seen {
    fn operation<'o>(&mut self, operation: &'o Operation, items: &BTreeMap<&'o str, &'o str>) {
        match operation {
            Operation::Find(read) => self.read(read, items),
            Operation::Write { request, keep, .. } => {
                self.write(request, items);
                if keep.is_some() {
                    // What was made is read again for the properties that the answer had.
                    let path = said(&request.path.text(), items);
                    let one = format!("/{}{path}/{STAND_IN}", request.version.as_str());
                    self.wrong.extend(check_read(&one, false));
                }
            }
            Operation::Each { request, .. } => self.write(request, items),
            Operation::Loop {
                name,
                items: all,
                body,
            } => {
                for (value, _) in all {
                    let mut items = items.clone();
                    items.insert(*name, value.as_str());
                    for one in body {
                        self.operation(one, &items);
                    }
                }
            }
            Operation::Need { .. } | Operation::Only { .. } | Operation::Tell { .. } => {}
        }
    }

    fn read(&mut self, read: &Read, items: &BTreeMap<&str, &str>) {
        let mut query = Vec::new();
        if let Some(filter) = &read.filter {
            query.push(format!("$filter={}", encoded(&said(filter, items))));
        }
        if read.eventual {
            query.push("$count=true".to_owned());
        } else if let Some(top) = read.top {
            query.push(format!("$top={top}"));
        }
        // What is remembered and compared must be properties of what is read.
        let compared = read.matches.iter().map(|(name, _)| *name);
        let names = read.take.iter().copied().chain(compared);
        let names: BTreeSet<&str> = names.map(|name| name.split('.').next().unwrap()).collect();
        let path = format!(
            "/{}{}",
            read.version.as_str(),
            said(&read.path.text(), items)
        );
        let address = format!("{path}?{}", query.join("&"));
        self.wrong.extend(
            check_read(&address, read.eventual)
                .into_iter()
                .map(|error| format!("GET {address}: {error}")),
        );
        if !path.contains("/memberOf") {
            let selected: Vec<&str> = names.into_iter().collect();
            let address = format!("{path}?$select={}", selected.join(","));
            let errors = check_read(&address, read.eventual).into_iter();
            let of_names = errors.filter(|error| error.contains("property"));
            self.wrong
                .extend(of_names.map(|error| format!("GET {address}: {error}")));
        }
        self.reads
            .insert(format!("{} {}", read.version.as_str(), read.path.template));
    }

    fn write(&mut self, request: &Request, items: &BTreeMap<&str, &str>) {
        let (method, version) = (request.method.as_str(), request.version.as_str());
        let address = format!("/{version}{}", said(&request.path.text(), items));
        let body = request.body.as_ref().map(|body| json(body, items));
        let errors = check_write(method, &address, body.as_ref()).into_iter();
        self.wrong
            .extend(errors.map(|error| format!("{method} {address} {body:?}: {error}")));
        self.writes
            .insert(format!("{method} {version} {}", request.path.template));
    }
}

#[test]
fn every_request_is_one_that_microsoft_graph_knows() {
    let mut seen = Seen::default();
    for step in books::all().iter().flat_map(|book| book.runbook.steps()) {
        for operation in step.operations.iter().chain(&step.undoing) {
            seen.operation(operation, &BTreeMap::new());
        }
    }
    let Seen {
        reads,
        writes,
        wrong,
    } = seen;
    assert!(reads.len() > 10, "{reads:#?}");
    assert!(writes.len() > 25, "{writes:#?}");
    assert!(wrong.is_empty(), "{wrong:#?}");
}
