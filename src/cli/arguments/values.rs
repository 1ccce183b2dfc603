//! The values of options that are no plain texts: lists of names that other modules have, and moments.

use crate::catalog::Cloud;
use crate::quote::told;
use crate::report::Format;
use crate::runbook::{Form, Kind, Tool};
use clap::ValueEnum;
use clap::builder::PossibleValue;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Has clap read the names of a list, and show each with its description.
macro_rules! named {
    ($($of:ty: $describe:expr;)+) => {$(
        impl ValueEnum for $of {
            fn value_variants<'a>() -> &'a [Self] {
                &Self::ALL
            }

            fn to_possible_value(&self) -> Option<PossibleValue> {
                let describe: fn(Self) -> &'static str = $describe;
                Some(PossibleValue::new(self.as_str()).help(describe(*self)))
            }
        }
    )+};
}

named! {
    Cloud: Self::describe;
    Form: Self::describe;
    Format: Self::describe;
    Kind: Self::describe;
    Tool: |tool| match tool {
        Self::PowerShell => "PowerShell with the Microsoft Graph module",
        Self::AzureCli => "the Azure CLI",
        Self::Terraform => "Terraform with the azuread provider",
    };
}

/// A moment: a time in RFC 3339, or the end of a day in UTC. What is wrong with another text is told without repeating it
/// whole.
pub(super) fn moment(text: &str) -> Result<Timestamp, String> {
    let is_day = text.len() == "2026-11-24".len() && text.contains('-');
    let day: Option<Date> = is_day.then(|| text.parse().ok()).flatten();
    if let Some(day) = day {
        let end = day.at(23, 59, 59, 0).to_zoned(TimeZone::UTC);
        return end
            .map(|end| end.timestamp())
            .map_err(|_| "a day must be before 9999-12-30".to_owned());
    }
    text.parse().map_err(|error: jiff::Error| {
        format!(
            "{}; give a day such as 2026-11-24 (its end, in UTC) or a time such as 2026-11-24T09:00:00Z",
            told(&error.to_string())
        )
    })
}
