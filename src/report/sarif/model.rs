//! The part of SARIF 2.1.0 that is written here, by its own names.

use serde::Serialize;

pub(super) const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

#[derive(Serialize)]
pub(super) struct Log<'a, Rules, Results, Notifications> {
    #[serde(rename = "$schema")]
    pub(super) schema: &'static str,
    pub(super) version: &'static str,
    pub(super) runs: Vec<Run<'a, Rules, Results, Notifications>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Run<'a, Rules, Results, Notifications> {
    pub(super) tool: Tool<'a, Rules>,
    pub(super) automation_details: Automation,
    pub(super) invocations: [Invocation<Notifications>; 1],
    pub(super) results: Results,
    pub(super) column_kind: &'static str,
    pub(super) properties: RunProperties<'a>,
}

#[derive(Serialize)]
pub(super) struct Tool<'a, Rules> {
    pub(super) driver: Driver<'a, Rules>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Driver<'a, Rules> {
    pub(super) name: &'static str,
    pub(super) semantic_version: &'a str,
    pub(super) rules: Rules,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Rule<'a> {
    pub(super) id: &'a str,
    pub(super) short_description: Message,
    pub(super) full_description: Message,
    pub(super) help: Message,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) help_uri: Option<&'a str>,
    pub(super) default_configuration: Configuration,
    pub(super) properties: RuleProperties,
}

#[derive(Serialize)]
pub(super) struct Configuration {
    pub(super) level: &'static str,
}

#[derive(Serialize)]
pub(super) struct RuleProperties {
    pub(super) tags: Vec<String>,
    /// GitHub's scale from 0 to 10, where somebody has rated the harm.
    #[serde(rename = "security-severity", skip_serializing_if = "Option::is_none")]
    pub(super) security_severity: Option<&'static str>,
}

#[derive(Serialize)]
pub(super) struct Message {
    pub(super) text: String,
}

#[derive(Serialize)]
pub(super) struct Automation {
    pub(super) id: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Invocation<Notifications> {
    pub(super) execution_successful: bool,
    pub(super) start_time_utc: String,
    pub(super) end_time_utc: String,
    pub(super) tool_execution_notifications: Notifications,
}

#[derive(Serialize)]
pub(super) struct Notification<'a> {
    pub(super) level: &'static str,
    pub(super) message: Message,
    pub(super) properties: NotificationProperties<'a>,
}

#[derive(Serialize)]
pub(super) struct NotificationProperties<'a> {
    pub(super) uid: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) finding: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) advice: Option<&'a str>,
    pub(super) verdict: &'static str,
    /// Of advice: it keeps the answer from plain `ready`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) weighs: Option<bool>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Item<'a> {
    pub(super) rule_id: &'a str,
    pub(super) rule_index: usize,
    pub(super) kind: &'static str,
    pub(super) level: &'static str,
    pub(super) message: Message,
    pub(super) locations: [Location<'a>; 1],
    pub(super) partial_fingerprints: Fingerprints,
    pub(super) properties: ItemProperties<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Location<'a> {
    pub(super) physical_location: PhysicalLocation,
    pub(super) logical_locations: [LogicalLocation<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PhysicalLocation {
    pub(super) artifact_location: ArtifactLocation,
    pub(super) region: Region,
}

#[derive(Serialize)]
pub(super) struct ArtifactLocation {
    pub(super) uri: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Region {
    pub(super) start_line: u32,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct LogicalLocation<'a> {
    pub(super) name: &'a str,
    pub(super) fully_qualified_name: String,
    pub(super) kind: &'static str,
}

#[derive(Serialize)]
pub(super) struct Fingerprints {
    /// SHA-256 of the tenant's id and the finding's: the same from run to run, whatever the words.
    #[serde(rename = "rolecallFinding/v1")]
    pub(super) finding: String,
}

#[derive(Serialize)]
pub(super) struct ItemProperties<'a> {
    pub(super) uid: String,
    pub(super) verdict: &'static str,
    pub(super) tier: &'static str,
    pub(super) expected: &'a str,
    pub(super) actual: &'a str,
}

#[derive(Serialize)]
pub(super) struct RunProperties<'a> {
    pub(super) readiness: &'static str,
    pub(super) tenant: &'a str,
    #[serde(rename = "tenantName")]
    pub(super) tenant_name: Option<&'a str>,
    pub(super) guide: &'a str,
    pub(super) edition: &'a str,
    pub(super) coverage: &'a str,
    /// The result of the findings for each control, those without a result too.
    pub(super) controls: Vec<RunControl>,
}

#[derive(Serialize)]
pub(super) struct RunControl {
    pub(super) id: String,
    pub(super) status: &'static str,
    pub(super) open: usize,
}
