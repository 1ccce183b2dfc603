//! `$expand` against the metadata.

use super::Finding;
use super::metadata::{Version, element};
use crate::odata::query::split_top;

/// The request that expands.
pub(super) struct Asked<'a> {
    pub version: &'a Version,
    pub kind: &'a str,
    pub template: &'a str,
    pub advanced: bool,
}

/// One relationship at most; the schedule instances beside it take two.
const ONE: &str = "/roleManagement/directory/roleAssignments";
/// `$select` inside `$expand` is refused here.
const NO_INNER_SELECT: [&str; 2] = [
    "unifiedRoleAssignmentScheduleInstance",
    "unifiedRoleEligibilityScheduleInstance",
];

/// The relationships to expand, and what is wrong.
pub(super) fn check(asked: &Asked<'_>, text: &str) -> (Vec<String>, Vec<Finding>) {
    let (mut names, mut findings) = (Vec::new(), Vec::new());
    let directory = asked.version.is_directory(asked.kind);
    let items: Vec<String> = split_top(text, ',')
        .iter()
        .map(|item| item.trim().to_owned())
        .filter(|item| !item.is_empty())
        .collect();
    if items.len() > 1 && (directory || asked.template == ONE) {
        findings.push(Finding::unsupported(
            "multi_expand",
            "Only one property can be expanded in a single query.",
        ));
    }
    if directory && asked.advanced {
        let message = "$expand is not supported together with advanced query parameters.";
        findings.push(Finding::unsupported("expand_advanced", message));
    }
    for item in items {
        let (name, inner) = match item.split_once('(') {
            Some((name, rest)) => (name.trim(), rest.strip_suffix(')')),
            None => (item.as_str(), None),
        };
        match asked.version.walk(asked.kind, &[name.to_owned()]) {
            Err(message) => findings.push(Finding::bad("unknown_nav", format!("Parsing OData Select and Expand failed: {message}"))),
            Ok(member) if !member.relation => findings.push(Finding::bad(
                "expand_not_nav",
                format!(
                    "Parsing OData Select and Expand failed: Property '{name}' on type 'microsoft.graph.{}' is not a navigation property or complex property. Only navigation properties can be expanded.",
                    asked.kind
                ),
            )),
            Ok(member) => {
                if directory {
                    let message = format!("$expand={name} on a directory object returns at most 20 items, without a nextLink");
                    findings.push(Finding::remark("expand_cap", message));
                }
                inside(asked, element(&member.kind), inner.unwrap_or_default(), &mut findings);
                names.push(member.name);
            }
        }
    }
    (names, findings)
}

/// Options inside the parentheses.
fn inside(asked: &Asked<'_>, target: &str, inner: &str, findings: &mut Vec<Finding>) {
    let directory = asked.version.is_directory(asked.kind);
    for option in split_top(inner, ';')
        .iter()
        .filter(|option| !option.is_empty())
    {
        let (name, value) = option.split_once('=').unwrap_or((option, ""));
        match name.trim().to_ascii_lowercase().as_str() {
            "$select" if NO_INNER_SELECT.contains(&asked.kind) => {
                findings.push(Finding {
                    code: "InvalidFilter",
                    ..Finding::bad("inner_select", "The  filter is invalid.")
                });
            }
            "$select" => {
                if asked.kind == "unifiedRoleAssignment" {
                    findings.push(Finding::remark(
                        "inner_select_ignored",
                        "$select inside $expand is ignored here",
                    ));
                }
                for property in value
                    .split(',')
                    .filter(|_| !asked.version.is_opaque(target))
                {
                    if let Err(message) = asked.version.walk(target, &[property.trim().to_owned()])
                    {
                        let message = format!("Parsing OData Select and Expand failed: {message}");
                        findings.push(Finding::bad("unknown_property", message));
                    }
                }
            }
            "$filter" | "$expand" | "$top" | "$orderby" | "$levels" | "$count" | "$search" => {
                if directory {
                    let message =
                        format!("'{name}' inside $expand is not supported for directory objects");
                    findings.push(Finding::unsupported("inner_option", message));
                }
            }
            _ => {
                let message = format!(
                    "Parsing OData Select and Expand failed: Term '{option}' is not valid."
                );
                findings.push(Finding::bad("expand_syntax", message));
            }
        }
    }
}
