//! The part of OCSF 1.5.0 that is written here, by its own names.

use serde::Serialize;

pub(super) const VERSION: &str = "1.5.0";

/// A severity. Its number is its place in this list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Severity {
    Unknown,
    Informational,
    Low,
    Medium,
    High,
    Critical,
}

impl Severity {
    /// The `severity_id`.
    pub(super) const fn id(self) -> u8 {
        self as u8
    }

    /// The caption of the number.
    pub(super) const fn caption(self) -> &'static str {
        match self {
            Self::Unknown => "Unknown",
            Self::Informational => "Informational",
            Self::Low => "Low",
            Self::Medium => "Medium",
            Self::High => "High",
            Self::Critical => "Critical",
        }
    }
}

#[derive(Serialize)]
pub(super) struct Event<'a> {
    pub(super) activity_id: u8,
    pub(super) activity_name: &'static str,
    pub(super) category_uid: u8,
    pub(super) category_name: &'static str,
    pub(super) class_uid: u16,
    pub(super) class_name: &'static str,
    pub(super) type_uid: u32,
    pub(super) type_name: &'static str,
    pub(super) time: i64,
    pub(super) severity_id: u8,
    pub(super) severity: &'static str,
    pub(super) message: &'a str,
    pub(super) metadata: Metadata<'a>,
    pub(super) cloud: Cloud<'a>,
    pub(super) finding_info: FindingInfo<'a>,
    pub(super) compliance: Compliance<'a>,
    pub(super) resources: [Resource<'a>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) evidences: Vec<Evidences<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) remediation: Option<Remediation<'a>>,
    pub(super) unmapped: Unmapped<'a>,
}

#[derive(Serialize)]
pub(super) struct Metadata<'a> {
    pub(super) version: &'static str,
    pub(super) profiles: [&'static str; 1],
    pub(super) product: Product<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) tenant_uid: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct Product<'a> {
    pub(super) name: &'static str,
    pub(super) vendor_name: &'static str,
    pub(super) version: &'a str,
}

/// Everything that the profile `cloud` adds: the tenant as an account and as an organization.
#[derive(Serialize)]
pub(super) struct Cloud<'a> {
    pub(super) provider: &'static str,
    pub(super) account: Account<'a>,
    pub(super) org: Organization<'a>,
}

#[derive(Serialize)]
pub(super) struct Account<'a> {
    pub(super) uid: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<&'a str>,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) type_id: u8,
}

#[derive(Serialize)]
pub(super) struct Organization<'a> {
    pub(super) uid: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct FindingInfo<'a> {
    pub(super) uid: String,
    pub(super) title: &'a str,
    pub(super) desc: &'a str,
    pub(super) types: [&'static str; 1],
    pub(super) src_url: &'a str,
}

#[derive(Serialize)]
pub(super) struct Compliance<'a> {
    pub(super) control: &'a str,
    pub(super) desc: &'a str,
    pub(super) standards: Vec<&'a str>,
    pub(super) requirements: Vec<String>,
    pub(super) checks: Vec<Check<'a>>,
    pub(super) status_id: u8,
    pub(super) status: &'static str,
    pub(super) status_details: [&'a str; 1],
}

/// The result of the finding for one control.
#[derive(Serialize)]
pub(super) struct Check<'a> {
    pub(super) uid: &'a str,
    pub(super) name: &'a str,
    pub(super) standards: [&'a str; 1],
    pub(super) status_id: u8,
    pub(super) status: &'static str,
}

#[derive(Serialize)]
pub(super) struct Resource<'a> {
    pub(super) uid: String,
    pub(super) name: &'a str,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
}

#[derive(Serialize)]
pub(super) struct Evidences<'a> {
    pub(super) data: EvidenceData<'a>,
}

#[derive(Serialize)]
pub(super) struct EvidenceData<'a> {
    pub(super) section: &'static str,
    pub(super) state: &'static str,
    pub(super) url: Option<&'a str>,
    pub(super) at: Option<String>,
    pub(super) http_status: Option<u16>,
    pub(super) request_id: Option<&'a str>,
    pub(super) pointer: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct Remediation<'a> {
    pub(super) desc: &'a str,
}

#[derive(Serialize)]
pub(super) struct Unmapped<'a> {
    pub(super) finding: &'a str,
    pub(super) verdict: &'static str,
    pub(super) tier: &'static str,
    pub(super) expected: &'a str,
    pub(super) actual: &'a str,
    pub(super) guide: &'a str,
    pub(super) edition: &'a str,
    pub(super) readiness: &'static str,
    /// Of advice: it keeps the answer from plain `ready`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) weighs: Option<bool>,
}
