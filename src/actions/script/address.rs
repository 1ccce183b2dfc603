//! Texts within an address that is written out as one string.

use crate::actions::operation::{Part, Text};

/// A filter as it stands in an address: what would end it or mean something else there is encoded.
pub(super) fn in_address(filter: &Text) -> Text {
    let parts = filter.parts.iter().map(|part| match part {
        Part::Known(text) => {
            let mut out = String::with_capacity(text.len());
            for c in text.chars() {
                match c {
                    '%' => out.push_str("%25"),
                    '&' => out.push_str("%26"),
                    '#' => out.push_str("%23"),
                    '+' => out.push_str("%2B"),
                    _ => out.push(c),
                }
            }
            Part::Known(out)
        }
        other => other.clone(),
    });
    Text {
        parts: parts.collect(),
    }
}
