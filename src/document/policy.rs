//! The Content-Security-Policy of a page that stands alone.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

/// This style sheet, these scripts and images in the page itself, and nothing else.
pub(crate) fn policy(style_sheet: &str, scripts: &[&str]) -> String {
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text.as_bytes()));
    let allowed: Vec<String> = scripts
        .iter()
        .map(|script| format!("'sha256-{}'", hash(script)))
        .collect();
    let allowed = if allowed.is_empty() {
        "'none'".to_owned()
    } else {
        allowed.join(" ")
    };
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src {allowed}; img-src data:; base-uri 'none'; form-action 'none'",
        hash(style_sheet),
    )
}
