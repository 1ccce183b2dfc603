//! Days in the file of attestations.

use crate::quote::Quoted;
use jiff::civil::Date;
use serde::de::{Deserialize, Deserializer, Error as _};

/// A TOML date without a time.
pub(super) fn day<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
    let given = toml::value::Datetime::deserialize(from)?;
    let text = given.to_string();
    text.parse().map_err(|_| {
        let text = Quoted::new(&text);
        D::Error::custom(format!("{text} is not a day such as 2026-11-20"))
    })
}

/// A TOML date without a time, where there is one.
pub(super) fn some_day<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    day(from).map(Some)
}
