//! Whether a request that a person sends is one that the service takes.

use super::path::{Target, target};
use super::{Finding, body, check};
use serde_json::Value;

/// What is wrong with a write: nothing, when the list is empty.
///
/// The address may be whole or begin with the version: `/v1.0/users/{id}`.
pub fn check_write(method: &str, url_or_path: &str, body: Option<&Value>) -> Vec<String> {
    let (path, query) = local(url_or_path);
    written(method, path, query, body.unwrap_or(&Value::Null))
        .1
        .into_iter()
        .map(|finding| finding.message)
        .collect()
}

/// What is wrong with a read: nothing, when the list is empty.
///
/// `eventual` says whether `ConsistencyLevel: eventual` is sent with it.
pub fn check_read(path_and_query: &str, eventual: bool) -> Vec<String> {
    let (path, query) = local(path_and_query);
    check(path, query, eventual)
        .findings
        .into_iter()
        .filter(|finding| finding.refused)
        .map(|finding| finding.message)
        .collect()
}

/// What a write means, and what is wrong with it. A body that was not sent is null.
pub fn written(
    method: &str,
    path: &str,
    query: &str,
    body: &Value,
) -> (Option<Target>, Vec<Finding>) {
    let target = match target(method, path) {
        Ok(target) => target,
        Err(finding) => return (None, vec![finding]),
    };
    let mut findings = Vec::new();
    if !query.is_empty() {
        let message = format!("{method} {} takes no query options.", target.template);
        findings.push(Finding::bad("write_query", message));
    }
    match (&target.write.body, body) {
        (None, Value::Null) => {}
        (None, body) if body.as_object().is_some_and(serde_json::Map::is_empty) => {}
        (None, _) => findings.push(Finding::bad(
            "write_body",
            format!("{method} {} takes no body.", target.template),
        )),
        (Some(_), Value::Object(_)) => findings.extend(typed(&target, body)),
        (Some(_), _) => findings.push(Finding::bad(
            "write_body",
            "Empty Payload. JSON content expected.",
        )),
    }
    (Some(target), findings)
}

/// What is wrong with a body: properties that are not there, that must be, or must not be.
fn typed(target: &Target, sent: &Value) -> Vec<Finding> {
    let kind = target.write.body.as_deref().unwrap_or_default();
    let mut findings = body::check(target.metadata, kind, sent, "");
    let has = |name: &str| sent.get(name).is_some_and(|value| !value.is_null());
    let required = target.write.required.iter().map(String::as_str);
    for names in required.chain(sometimes(target, sent)) {
        if !names.split('|').any(has) {
            let message =
                format!("A value is required for property '{names}' of resource '{kind}'.");
            findings.push(Finding {
                code: "Request_BadRequest",
                ..Finding::bad("write_required", message)
            });
        }
    }
    for name in &target.write.forbidden {
        if sent.get(name).is_some() {
            let message = format!("Property '{name}' is read-only and cannot be set.");
            findings.push(Finding {
                code: "Request_BadRequest",
                ..Finding::bad("write_read_only", message)
            });
        }
    }
    findings
}

/// What a body must have because of what else it says.
fn sometimes(target: &Target, sent: &Value) -> impl Iterator<Item = &'static str> {
    let says = |name: &str, value: &str| {
        sent[name]
            .as_str()
            .is_some_and(|text| text.eq_ignore_ascii_case(value))
    };
    let request = target.template.ends_with("ScheduleRequests");
    // "Optional when action is adminRemove": rbacapplication-post-roleeligibilityschedulerequests.
    let schedule = request && !says("action", "adminRemove");
    // "When true, the invitedUser/id relationship is required": resources/invitation.
    let redemption = sent["resetRedemption"] == true;
    // "Required when consentType is Principal": resources/oauth2permissiongrant.
    let principal =
        target.template == "/oauth2PermissionGrants" && says("consentType", "Principal");
    [
        (schedule, "scheduleInfo"),
        (redemption, "invitedUser"),
        (principal, "principalId"),
    ]
    .into_iter()
    .filter_map(|(needed, name)| needed.then_some(name))
}

/// The path with its version, and the query, of an address or a path.
fn local(address: &str) -> (&str, &str) {
    let path = address
        .split_once("://")
        .and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..]))
        .unwrap_or(address);
    path.split_once('?').unwrap_or((path, ""))
}
