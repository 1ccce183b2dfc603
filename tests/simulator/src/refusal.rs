//! Why a request is not answered.

/// Status, code, message.
#[derive(Debug)]
pub struct Refusal(pub u16, pub String, pub String);

impl Refusal {
    pub fn new(status: u16, code: &str, message: impl Into<String>) -> Self {
        Self(status, code.to_owned(), message.into())
    }

    /// A permission that the token lacks.
    pub fn denied() -> Self {
        Self::new(
            403,
            "Authorization_RequestDenied",
            "Insufficient privileges to complete the operation.",
        )
    }

    /// An object that is not there.
    pub fn missing(key: &str) -> Self {
        let message = format!(
            "Resource '{key}' does not exist or one of its queried reference-property objects are not present."
        );
        Self::new(404, "Request_ResourceNotFound", message)
    }

    /// PIM without its licence.
    pub fn no_pim() -> Self {
        let message = "The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license.";
        Self::new(400, "AadPremiumLicenseRequired", message)
    }

    /// A path that is in the metadata, and that nothing here answers.
    pub fn unserved(what: &str) -> Self {
        Self::new(
            501,
            "NotImplemented",
            format!("the simulator does not answer {what}"),
        )
    }

    /// A body that says what cannot be.
    pub fn bad(message: impl Into<String>) -> Self {
        Self::new(400, "Request_BadRequest", message)
    }

    /// Something that is there already.
    pub fn conflict(message: impl Into<String>) -> Self {
        Self::new(409, "Request_MultipleObjectsWithSameKeyValue", message)
    }
}
