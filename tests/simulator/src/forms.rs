//! Form bodies.

/// Fields of a form, by name.
pub struct Form(Vec<(String, String)>);

impl Form {
    pub fn read(body: &[u8]) -> Self {
        Self(url::form_urlencoded::parse(body).into_owned().collect())
    }

    /// A field; empty when it is not there.
    pub fn field(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|field| field.0 == name)
            .map_or("", |field| field.1.as_str())
    }
}
