//! Faults inside a page.

use super::super::answer::Answer;
use super::super::ids;
use super::Fault;
use serde_json::{Value, json};

/// Where the request came from: for links that point back at it.
pub struct Here<'a> {
    /// What the request sent as its token.
    pub bearer: &'a str,
    /// The client secret that the tenant knows.
    pub secret: &'a str,
    /// `http://127.0.0.1:1234`
    pub base: &'a str,
    pub path: &'a str,
    pub query: &'a str,
}

/// Spoils the true answer.
pub fn spoil(fault: &Fault, answer: &mut Answer, here: &Here<'_>) {
    let body = &mut answer.body;
    let next = match fault {
        Fault::NextLink(url) => Some(url.clone()),
        Fault::NextLinkElsewhere => Some(format!(
            "https://graph.microsoft.com.evil.example{}?$skiptoken=x",
            here.path
        )),
        Fault::NextLinkPlain => Some(format!(
            "http://graph.microsoft.com{}?$skiptoken=x",
            here.path
        )),
        Fault::NextLinkLoop => Some(format!("{}{}?{}", here.base, here.path, here.query)),
        _ => None,
    };
    if let Some(next) = next {
        body["@odata.nextLink"] = json!(next);
    }
    match fault {
        Fault::EmptyPageFirst if !here.query.contains("afterEmpty") => {
            let mark = if here.query.is_empty() { "" } else { "&" };
            body["value"] = json!([]);
            body["@odata.nextLink"] = json!(format!(
                "{}{}?{}{mark}afterEmpty=1",
                here.base, here.path, here.query
            ));
        }
        Fault::Duplicates => {
            if let Some(items) = body["value"].as_array_mut()
                && let Some(first) = items.first().cloned()
            {
                items.push(first);
            }
        }
        Fault::NullCollections => lists_to_null(&mut body["value"], true),
        Fault::Endless { items, text } => *body = endless(*items, *text, here),
        Fault::NullValue => body["value"] = Value::Null,
        Fault::WrongShape => {
            if let Some(items) = body["value"].as_array_mut() {
                items.insert(0, json!("this is not an object"));
            }
        }
        _ => {}
    }
}

/// Objects with everything that any section needs, under ids that come on no other page.
fn endless(items: usize, text: usize, here: &Here<'_>) -> Value {
    let page = here
        .query
        .rsplit_once("endless=")
        .map_or(0, |(_, page)| page.parse().unwrap_or(0));
    let name = "x".repeat(text);
    let one = |number: usize| {
        let id = ids::guid(&["endless", here.path, &(page * items + number).to_string()]);
        json!({
            "id": id, "appId": id, "displayName": name, "principalId": id, "roleDefinitionId": id,
            "resourceId": id, "appRoleId": id, "groupId": id, "clientId": id, "tenantId": id,
            "principalIds": [id], "rolePermissions": [],
        })
    };
    let next = format!("{}{}?endless={}", here.base, here.path, page + 1);
    json!({"value": (0..items).map(one).collect::<Vec<_>>(), "@odata.nextLink": next})
}

fn lists_to_null(value: &mut Value, outermost: bool) {
    match value {
        Value::Array(items) if outermost => {
            for item in items {
                lists_to_null(item, false);
            }
        }
        Value::Array(_) => *value = Value::Null,
        Value::Object(map) => map
            .iter_mut()
            .for_each(|entry| lists_to_null(entry.1, false)),
        _ => {}
    }
}
