//! Ids and dates that are the same on every run.

use jiff::{Span, Timestamp};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// The moment at which every scenario is set.
pub const NOW: &str = "2026-11-23T09:00:00Z";

/// `WindowsDefenderATP`, the API of Microsoft Defender for Endpoint.
pub const WINDOWS_DEFENDER_ATP: &str = "fc780465-2017-40d4-a0c5-307022471b92";
/// Microsoft Graph.
pub const MICROSOFT_GRAPH: &str = "00000003-0000-0000-c000-000000000000";
/// The tenant that owns Microsoft's first-party applications.
pub const MICROSOFT_TENANT: &str = "f8cdef31-a31e-4b4a-93e4-5f571e91255a";

/// Built-in directory roles by template id, which is also their definition id.
pub mod role {
    pub const GLOBAL_ADMINISTRATOR: &str = "62e90394-69f5-4237-9190-012177145e10";
    pub const GLOBAL_READER: &str = "f2ef992c-3afb-46b9-b7cf-a126ee74c451";
    pub const SECURITY_ADMINISTRATOR: &str = "194ae4cb-b126-40b2-bd5b-6091b380977d";
    pub const SECURITY_OPERATOR: &str = "5f2222b1-57c3-48ba-8ad5-d4759f1fde6f";
    pub const SECURITY_READER: &str = "5d6b6bb7-de71-4623-b4af-96380a352509";
    pub const USER_ADMINISTRATOR: &str = "fe930be7-5e62-47db-91af-98c3a49a38b1";
    pub const APPLICATION_ADMINISTRATOR: &str = "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3";
    pub const DIRECTORY_READERS: &str = "88d8e3e3-8f55-4a1e-953a-9b9898b8876b";

    /// Template id and display name of the roles that the tenant defines.
    pub const BUILT_IN: &[(&str, &str)] = &[
        (GLOBAL_ADMINISTRATOR, "Global Administrator"),
        (GLOBAL_READER, "Global Reader"),
        (SECURITY_ADMINISTRATOR, "Security Administrator"),
        (SECURITY_OPERATOR, "Security Operator"),
        (SECURITY_READER, "Security Reader"),
        (USER_ADMINISTRATOR, "User Administrator"),
        (APPLICATION_ADMINISTRATOR, "Application Administrator"),
        (DIRECTORY_READERS, "Directory Readers"),
    ];
}

/// A GUID made of names: the same names give the same GUID.
pub fn guid(names: &[&str]) -> String {
    let hash = Sha256::digest(names.join("\u{1f}").as_bytes());
    let mut bytes = [0_u8; 16];
    bytes.copy_from_slice(&hash[..16]);
    uuid::Builder::from_sha1_bytes(bytes)
        .into_uuid()
        .hyphenated()
        .to_string()
}

/// Hex digits made of a text, for ids and hints that are no GUIDs.
pub fn hex(text: &str, digits: usize) -> String {
    let mut out = String::new();
    for byte in Sha256::digest(text.as_bytes()) {
        let _ = write!(out, "{byte:02x}");
    }
    out.truncate(digits);
    out
}

/// [`NOW`] plus some days (less, if negative), as Graph writes it.
pub fn at(days: i64) -> String {
    let now: Timestamp = NOW.parse().expect("NOW is a timestamp");
    (now + Span::new().hours(days * 24)).to_string()
}
