//! How an application proves who it is: secrets, certificates, federation.

use super::store::Tenant;
use crate::ids;
use serde_json::{Value, json};

impl Tenant {
    /// A client secret on a registration or a service principal, by object id.
    pub fn secret(&mut self, object: &str, start: &str, end: &str) {
        let key = ids::guid(&["secret", object, start, end]);
        self.credential(
            object,
            "passwordCredentials",
            json!({
                "keyId": key, "displayName": "rolecall test", "hint": ids::hex(&key, 3), "secretText": null,
                "customKeyIdentifier": null, "startDateTime": start, "endDateTime": end,
            }),
        );
    }

    /// A certificate on a registration or a service principal, by object id.
    pub fn certificate(&mut self, object: &str, start: &str, end: &str) {
        let key = ids::guid(&["certificate", object, start, end]);
        self.credential(
            object,
            "keyCredentials",
            json!({
                "keyId": key, "displayName": "CN=rolecall test", "type": "AsymmetricX509Cert", "usage": "Verify", "key": null,
                "customKeyIdentifier": ids::hex(&key, 40).to_ascii_uppercase(), "startDateTime": start, "endDateTime": end,
            }),
        );
    }

    /// An outside identity that may sign in as the application.
    pub fn federated(&mut self, registration: &str, name: &str, issuer: &str, subject: &str) {
        let credential = json!({
            "id": ids::guid(&["federated", registration, name]), "name": name, "issuer": issuer, "subject": subject,
            "description": null, "audiences": ["api://AzureADTokenExchange"],
        });
        self.federated.push((registration.to_owned(), credential));
    }

    fn credential(&mut self, object: &str, list: &str, credential: Value) {
        let mut held = self
            .directory_object(object)
            .unwrap_or_else(|| panic!("no object {object}"))
            .1[list]
            .take();
        held.as_array_mut().expect("a list").push(credential);
        self.set(object, list, held);
    }
}
