//! How an object of Graph is declared.

use serde::{Deserialize, Deserializer};

/// Graph sends `null` for some empty collections.
pub(super) fn null_is_empty<'de, D, T>(from: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Ok(Option::<Vec<T>>::deserialize(from)?.unwrap_or_default())
}

/// Words that Graph writes as one text with commas, or as a list; anything else was not seen.
pub(super) fn words<'de, D>(from: D) -> Result<Option<Vec<String>>, D::Error>
where
    D: Deserializer<'de>,
{
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Words {
        Text(String),
        List(Vec<String>),
        Other(serde::de::IgnoredAny),
    }
    Ok(match Option::<Words>::deserialize(from)? {
        Some(Words::Text(text)) => Some(text.split(',').map(|one| one.trim().to_owned()).collect()),
        Some(Words::List(list)) => Some(list),
        Some(Words::Other(_)) | None => None,
    })
}

macro_rules! objects {
    ($($(#[$doc:meta])+ $name:ident { $($(#[$field_doc:meta])+ $field:ident: $type:ty,)+ })+) => {$(
        $(#[$doc])+
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "camelCase")]
        pub struct $name { $($(#[$field_doc])+ pub $field: $type,)+ }
    )+};
}

pub(super) use objects;
