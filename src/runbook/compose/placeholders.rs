//! The values that the reader of a runbook fills in.

use crate::actions::{Body, Operation, Placeholder, Read, Request, Text};
use crate::ids::TenantId;
use crate::runbook::model::Phase;
use std::collections::BTreeSet;

/// Every placeholder of a runbook: those of the steps, and the tenant's id where nobody knows it.
pub(super) fn all_placeholders(tenant: Option<TenantId>, phases: &[Phase]) -> Vec<Placeholder> {
    let mut all = placeholders(phases);
    let scripts = phases
        .iter()
        .flat_map(|phase| &phase.steps)
        .any(|step| step.powershell.is_some());
    if scripts && tenant.is_none() {
        all.push(Placeholder {
            key: "tenant-id",
            means: "the directory (tenant) ID, under Overview in the Microsoft Entra admin center"
                .to_owned(),
        });
    }
    all
}

/// The placeholders of steps, each once.
pub(in crate::runbook) fn placeholders(phases: &[Phase]) -> Vec<Placeholder> {
    let mut placeholders = BTreeSet::new();
    for step in phases.iter().flat_map(|phase| &phase.steps) {
        for operation in step.operations.iter().chain(&step.undoing) {
            of_operation(operation, &mut placeholders);
        }
    }
    let mut known = BTreeSet::new();
    placeholders
        .into_iter()
        .filter(|placeholder| known.insert(placeholder.key))
        .collect()
}

fn of_operation(operation: &Operation, placeholders: &mut BTreeSet<Placeholder>) {
    match operation {
        Operation::Find(read) => of_read(read, placeholders),
        Operation::Need { .. } | Operation::Only { .. } | Operation::Tell { .. } => {}
        Operation::Write { request, .. } | Operation::Each { request, .. } => {
            of_request(request, placeholders);
        }
        Operation::Loop { body, .. } => body.iter().for_each(|one| of_operation(one, placeholders)),
    }
}

fn of_read(read: &Read, placeholders: &mut BTreeSet<Placeholder>) {
    let texts = read
        .path
        .keys
        .iter()
        .chain(&read.filter)
        .chain(read.matches.iter().map(|(_, value)| value));
    texts.for_each(|text| of_text(text, placeholders));
}

fn of_request(request: &Request, placeholders: &mut BTreeSet<Placeholder>) {
    request
        .path
        .keys
        .iter()
        .for_each(|text| of_text(text, placeholders));
    if let Some(body) = &request.body {
        of_body(body, placeholders);
    }
}

fn of_body(body: &Body, placeholders: &mut BTreeSet<Placeholder>) {
    match body {
        Body::Text(text) | Body::Base64(text) => of_text(text, placeholders),
        Body::Flag(_) => {}
        Body::List(list) => list.iter().for_each(|one| of_body(one, placeholders)),
        Body::Object(fields) => fields
            .iter()
            .for_each(|(_, one)| of_body(one, placeholders)),
    }
}

fn of_text(text: &Text, placeholders: &mut BTreeSet<Placeholder>) {
    placeholders.extend(text.placeholders().cloned());
}
