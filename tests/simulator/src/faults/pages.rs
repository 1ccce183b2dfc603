//! Faults inside a page.

use super::super::answer::Answer;
use super::Fault;
use serde_json::{Value, json};

/// Where the request came from: for links that point back at it.
pub struct Here<'a> {
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
        Fault::NullValue => body["value"] = Value::Null,
        Fault::WrongShape => {
            if let Some(items) = body["value"].as_array_mut() {
                items.insert(0, json!("this is not an object"));
            }
        }
        _ => {}
    }
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
