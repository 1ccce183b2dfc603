//! The forms in which a secret is searched for.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use url::form_urlencoded::byte_serialize;

/// The length below which a secret is not searched for: its removal would damage other text.
const SHORTEST: usize = 6;
/// The length below which an encoded form is too likely to occur by chance.
const SHORTEST_ENCODED: usize = 10;
/// The length below which a part of a token is not a secret by itself.
const SHORTEST_PART: usize = 20;

/// Every form of a secret that is searched for byte by byte, after escapes are undone.
pub(super) fn forms(secret: &str) -> BTreeSet<Vec<u8>> {
    let mut forms = BTreeSet::new();
    let secret = secret.trim();
    if secret.len() < SHORTEST {
        return forms;
    }
    for value in values(secret) {
        forms.insert(value.as_bytes().to_vec());
        forms.insert(
            byte_serialize(value.as_bytes())
                .collect::<String>()
                .into_bytes(),
        );
        forms.insert(value.replace(' ', "+").into_bytes());
        for encoded in encoded(value.as_bytes()) {
            if encoded.len() >= SHORTEST_ENCODED {
                forms.insert(encoded.into_bytes());
            }
        }
    }
    forms
}

/// The secret; for a signed token its claims and its signature too, each of which is enough to leak.
fn values(secret: &str) -> Vec<&str> {
    let mut values = vec![secret];
    let parts: Vec<&str> = secret.split('.').collect();
    if let [_, rest @ ..] = parts.as_slice()
        && parts.len() >= 3
    {
        values.extend(rest.iter().filter(|part| part.len() >= SHORTEST_PART));
    }
    values
}

/// Hexadecimal; and base64 in both alphabets and all three alignments, as far as it depends on the value alone.
fn encoded(value: &[u8]) -> Vec<String> {
    let mut hex = String::new();
    for byte in value {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    let mut encoded = vec![hex.to_ascii_uppercase(), hex];
    for before in 0..3_usize {
        let mut padded = vec![0; before];
        padded.extend_from_slice(value);
        // Three bytes are four digits: a digit that shares bits with the bytes before or behind is left out.
        let first = (before * 8).div_ceil(6);
        let last = padded.len() * 8 / 6;
        for text in [
            STANDARD_NO_PAD.encode(&padded),
            URL_SAFE_NO_PAD.encode(&padded),
        ] {
            encoded.extend(text.get(first..last).map(str::to_owned));
        }
    }
    encoded
}
