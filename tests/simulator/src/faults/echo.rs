//! What a hostile host makes of the secrets that were sent to it.

use super::Here;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use std::fmt::Write as _;

/// What is made of a secret.
type Way = fn(&str) -> String;

/// The ways in which a secret is repeated, by the name that stands for each: `{token:name}` and `{secret:name}`.
pub const WAYS: [(&str, Way); 10] = [
    ("plain", str::to_owned),
    ("bearer", |text| format!("Authorization: Bearer {text}")),
    ("percent", percent),
    ("twice", |text| percent(&percent(text))),
    ("base64", |text| STANDARD.encode(format!("Bearer {text}"))),
    ("base64url", |text| {
        URL_SAFE_NO_PAD.encode(format!("x{text}"))
    }),
    ("units", |text| units("\\u", text)),
    ("nested", |text| units("\\\\u", text)),
    ("hex", |text| {
        text.bytes().map(|byte| format!("{byte:02x}")).collect()
    }),
    ("html", |text| {
        text.bytes().map(|byte| format!("&#{byte};")).collect()
    }),
];

fn percent(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// As JSON may write it: in a body of JSON it is the text itself, or with two backslashes what a text in a text is.
fn units(escape: &str, text: &str) -> String {
    let mut units = String::new();
    for unit in text.encode_utf16() {
        let _ = write!(units, "{escape}{unit:04x}");
    }
    units
}

/// The text with the token and the secret of a request in it, in every way that it names.
pub fn filled(text: &str, here: &Here<'_>) -> String {
    let mut filled = text.to_owned();
    for (name, way) in WAYS {
        filled = filled
            .replace(&format!("{{token:{name}}}"), &way(here.bearer))
            .replace(&format!("{{secret:{name}}}"), &way(here.secret));
    }
    filled
}

/// A text that names every way.
pub fn every(what: &str) -> String {
    let all = WAYS.map(|(name, _)| format!("{{{what}:{name}}}"));
    all.join(" - ")
}
