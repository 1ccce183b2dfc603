//! What the requests of PIM have in common: their action, their schedule, their answer.
//!
//! Requests are carried out at once. A start that is yet to come is kept as it is, and the
//! instance is there already.

use super::Call;
use crate::ids;
use crate::refusal::Refusal;
use crate::tenant::Tenant;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use serde_json::{Value, json};

/// What an administrator asks of PIM.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Assign,
    Remove,
    /// `adminUpdate`, `adminExtend`, `adminRenew`
    Change,
}

impl Action {
    pub fn of(call: &Call<'_>) -> Result<Self, Refusal> {
        Ok(match call.text("action").to_ascii_lowercase().as_str() {
            "adminassign" => Self::Assign,
            "adminremove" => Self::Remove,
            "adminupdate" | "adminextend" | "adminrenew" => Self::Change,
            other => return Err(Refusal::unserved(&format!("the action {other}"))),
        })
    }
}

/// The error codes are those that PIM answers with.
pub fn exists() -> Refusal {
    Refusal::new(
        400,
        "RoleAssignmentExists",
        "The Role assignment already exists.",
    )
}

pub fn is_missing() -> Refusal {
    Refusal::new(
        400,
        "RoleAssignmentDoesNotExist",
        "The Role assignment does not exist.",
    )
}

/// Start and end of a request: `resources/requestschedule`, `resources/expirationpattern`.
pub fn times(call: &Call<'_>) -> Result<(String, Option<String>), Refusal> {
    // The code is PIM's for requests that it cannot read; the words are not.
    let invalid = |what: &str| {
        Refusal::new(
            400,
            "InvalidRoleAssignmentRequest",
            format!("The schedule of the request is not valid: {what}."),
        )
    };
    let info = &call.body["scheduleInfo"];
    let asked = info["startDateTime"].as_str().unwrap_or(ids::NOW);
    let moment = |text: &str| text.parse::<Timestamp>().map_err(|_| invalid("a date"));
    // A start in the past is the moment of the request, as the answers of the reference show.
    let start = moment(asked)?.max(moment(ids::NOW)?);
    let expiration = &info["expiration"];
    let kind = expiration["type"].as_str().unwrap_or("notSpecified");
    let end = match kind.to_ascii_lowercase().as_str() {
        "noexpiration" | "notspecified" => None,
        "afterdatetime" => {
            let end = expiration["endDateTime"]
                .as_str()
                .ok_or_else(|| invalid("endDateTime is missing"))?;
            Some(moment(end)?)
        }
        _ => {
            let text = expiration["duration"]
                .as_str()
                .ok_or_else(|| invalid("duration is missing"))?;
            let span: Span = text.parse().map_err(|_| invalid("duration"))?;
            let zoned = start.to_zoned(TimeZone::UTC).checked_add(span);
            Some(zoned.map_err(|_| invalid("duration"))?.timestamp())
        }
    };
    if end.is_some_and(|end| end <= start) {
        return Err(invalid("it ends before it starts"));
    }
    Ok((start.to_string(), end.map(|end| end.to_string())))
}

/// The request as it is answered.
pub fn answer(tenant: &mut Tenant, call: &Call<'_>, action: Action, target: &Value) -> Value {
    let removed = action == Action::Remove;
    let mut request = json!({
        "id": tenant.new_id(), "status": if removed { "Revoked" } else { "Provisioned" },
        "createdDateTime": ids::NOW, "completedDateTime": if removed { Value::Null } else { json!(ids::NOW) },
        "approvalId": null, "customData": null, "isValidationOnly": false, "justification": null, "scheduleInfo": null,
        "targetScheduleId": if removed { &Value::Null } else { target },
        "createdBy": {"application": null, "device": null, "user": {"displayName": null, "id": ids::guid(&["administrator"])}},
        "ticketInfo": {"ticketNumber": null, "ticketSystem": null},
    });
    super::merge::into(&mut request, call.body);
    request
}
