//! `rolecall plan`: what a scan would ask, and with which permissions.

use crate::cli::arguments::PlanArguments;
use crate::cli::error::CliError;
use crate::cli::{files, inputs};
use crate::runbook::{Needed, Tool, create_auditor};
use crate::scan::{AuditorPermission, Claim, Plan, PlannedRequest, ScanSubject, plan};
use crate::snapshot::SectionName;
use std::fmt::Write;

/// Prints the requests of a scan by round trip and the auditor's least permissions; or the
/// commands that create the auditor's application, alone, so that they can be piped into a file.
pub(in crate::cli) fn run(arguments: &PlanArguments) -> Result<(), CliError> {
    let asked = inputs::asked(&arguments.guide, None)?;
    let subject = asked.scan();
    let plan = plan(subject);
    let text = match arguments.create {
        Some(tool) => {
            let needed = plan.permissions().iter().map(|one| (one.name, one.id));
            create_auditor(tool, &needed.collect::<Vec<Needed<'_>>>(), arguments.cloud)
        }
        None => show(subject, &plan),
    };
    files::print(text.as_bytes())
}

fn show(subject: ScanSubject<'_>, plan: &Plan) -> String {
    let mut text = String::new();
    let guides: Vec<&str> = subject
        .guides
        .iter()
        .map(|guide| guide.id.as_str())
        .collect();
    let guides = guides.join(" and ");
    let _ = writeln!(
        text,
        "A scan for {guides} sends GET requests only. {{placeholders}} stand for what earlier answers\n\
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
    serves(text, &permission.serves);
}

/// The claims that rest on a permission: requirements by their ids, then what it is needed for besides.
fn serves(text: &mut String, claims: &[Claim]) {
    let (requirements, others): (Vec<&Claim>, Vec<&Claim>) = claims
        .iter()
        .partition(|claim| matches!(claim, Claim::Requirement { .. }));
    let only = if requirements.is_empty() {
        "for no requirement; only"
    } else {
        wrapped(text, "for", &requirements);
        "and"
    };
    if !others.is_empty() {
        wrapped(text, &format!("{only} for"), &others);
    }
}

/// The width of a line of claims.
const WIDTH: usize = 100;

/// Claims as a list in lines of a bounded width, each indented.
fn wrapped(text: &mut String, begin: &str, claims: &[&Claim]) {
    let mut line = format!("      {begin}");
    for (at, claim) in claims.iter().enumerate() {
        let comma = if at + 1 < claims.len() { "," } else { "" };
        let word = format!(" {claim}{comma}");
        if line.len() + word.len() > WIDTH && at > 0 {
            let _ = writeln!(text, "{line}");
            line = "         ".to_owned();
        }
        line.push_str(&word);
    }
    let _ = writeln!(text, "{line}");
}
