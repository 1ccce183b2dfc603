//! How a body changes an object.

use crate::tenant::Tenant;
use serde_json::Value;

/// Puts the properties of a body into an object: an object is changed in part, a collection and
/// everything else is replaced. Annotations (`@odata.type`, `…@odata.bind`) are left out.
pub fn into(object: &mut Value, body: &Value) {
    let (Some(object), Some(body)) = (object.as_object_mut(), body.as_object()) else {
        return;
    };
    for (name, value) in body.iter().filter(|entry| !entry.0.contains('@')) {
        match object.get_mut(name) {
            Some(own @ Value::Object(_)) if value.is_object() => into(own, value),
            _ => {
                object.insert(name.clone(), value.clone());
            }
        }
    }
}

/// Puts the properties of a body into a stored object.
pub fn into_stored(tenant: &mut Tenant, id: &str, stored: &Value, body: &Value) {
    let mut changed = stored.clone();
    into(&mut changed, body);
    for name in body.as_object().into_iter().flatten().map(|entry| entry.0) {
        if !name.contains('@') {
            tenant.set(id, name, changed[name].take());
        }
    }
}
