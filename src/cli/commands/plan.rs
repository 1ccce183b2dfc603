//! `rolecall plan`: what a scan would ask, and with which permissions.

use crate::cli::arguments::PlanArguments;
use crate::cli::error::CliError;
use crate::cli::scanned::Scanned;
use crate::cli::{files, inputs};
use crate::runbook::{Needed, Tool, create_auditor};
use crate::scan::{AuditorPermission, Cloud, Plan, PlannedRequest, plan};
use crate::snapshot::SectionName;
use std::fmt::Write;

/// Prints the requests of a scan by round trip and the auditor's least permissions; or the
/// commands that create the auditor's application, alone, so that they can be piped into a file.
pub(in crate::cli) fn run(arguments: &PlanArguments) -> Result<(), CliError> {
    let asked = inputs::asked(&arguments.guide)?;
    let scanned = Scanned::of(&asked)?;
    let plan = plan(scanned.subject(&asked));
    let cloud: Cloud = arguments.cloud.parse().map_err(CliError::input)?;
    let text = match arguments.create {
        Some(tool) => {
            let needed = plan.permissions().iter().map(|one| (one.name, one.id));
            create_auditor(tool, &needed.collect::<Vec<Needed<'_>>>(), cloud)
        }
        None => show(&asked.guide.id, &plan),
    };
    files::print(text.as_bytes())
}

fn show(guide: &str, plan: &Plan) -> String {
    let mut text = String::new();
    let _ = writeln!(
        text,
        "A scan for {guide} sends GET requests only. {{placeholders}} stand for what earlier answers\n\
         give, and such a request is made once for each. None of them grows with the tenant.\n\n\
         Round trip 1\n  a token from the cloud's sign-in host"
    );
    let mut trip = 1;
    for request in &plan.requests {
        if request.phase.round_trip() != trip {
            trip = request.phase.round_trip();
            let _ = writeln!(text, "\nRound trip {trip}");
        }
        one(&mut text, request);
    }
    let _ = writeln!(
        text,
        "\nThe least application permissions on Microsoft Graph that answer all of it\n\
         (reading only; an administrator consents to them once)"
    );
    for permission in plan.permissions() {
        least(&mut text, permission);
    }
    text.push_str("\nThe commands that create an application with just these permissions\n");
    for tool in Tool::ALL {
        let _ = writeln!(text, "  rolecall plan --create {}", tool.as_str());
    }
    text
}

fn one(text: &mut String, request: &PlannedRequest) {
    let _ = writeln!(text, "  GET {}", request.target);
    for (name, value) in &request.headers {
        let _ = writeln!(text, "      {name}: {value}");
    }
    let apart = if request.advisory {
        " (asked apart: no verdict waits for it)"
    } else {
        ""
    };
    let _ = writeln!(
        text,
        "      for {}: {}{apart}",
        request.section, request.why
    );
    let _ = writeln!(
        text,
        "      answered with {}",
        request.permissions.join(" or ")
    );
}

fn least(text: &mut String, permission: &AuditorPermission) {
    let id = permission
        .id
        .map_or_else(|| "id not known".to_owned(), |id| id.to_string());
    let opens: Vec<&str> = permission
        .opens
        .iter()
        .copied()
        .map(SectionName::as_str)
        .collect();
    let _ = writeln!(
        text,
        "  {} ({id})\n      opens {}",
        permission.name,
        opens.join(", ")
    );
}
