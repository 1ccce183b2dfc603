//! `rolecall plan`: what a scan would ask, and with which permissions.

use crate::cli::arguments::PlanArguments;
use crate::cli::error::CliError;
use crate::cli::{files, inputs};
use crate::runbook::{Needed, Tool, create_auditor};
use crate::scan::{AuditorPermission, Claim, Plan, PlannedRequest, ScanSubject, plan};
use crate::snapshot::SectionName;
use std::fmt::Write;

/// Prints the auditor's least permissions and the requests of a scan by round trip; or the
/// commands that create the auditor's application, alone, so that they can be piped into a file.
pub(in crate::cli) fn run(arguments: &PlanArguments) -> Result<(), CliError> {
    let asked = inputs::asked(&arguments.guide, None)?;
    let subject = asked.scan();
    let plan = plan(subject);
    let text = match arguments.create {
        Some(tool) => {
            let needed = plan.permissions().iter().map(|one| (one.name, one.id));
            create_auditor(
                tool,
                &needed.collect::<Vec<Needed<'_>>>(),
                arguments.cloud.cloud,
            )
        }
        None => show(subject, &plan),
    };
    files::print(text.as_bytes())
}

fn show(subject: ScanSubject<'_>, plan: &Plan) -> String {
    let mut text = String::new();
    let guides = subject.guides.iter().map(|guide| guide.id.as_str());
    let guides: Vec<&str> = guides.collect();
    let opening = format!(
        "A scan for {} sends GET requests only. It needs these application permissions on Microsoft Graph, which only \
         read; an administrator consents to them once.",
        guides.join(" and ")
    );
    folded(&mut text, ["", ""], &opening, PROSE);
    text.push('\n');
    for permission in plan.permissions() {
        let id = permission
            .id
            .map_or_else(|| "id not known".to_owned(), |id| id.to_string());
        let _ = writeln!(text, "  {} ({id})", permission.name);
    }
    text.push_str("\nThe commands that create an application with just these permissions\n");
    for tool in Tool::ALL {
        let _ = writeln!(text, "  rolecall plan --create {}", tool.as_str());
    }
    text.push_str("\nWhat each of them opens, and what rests on it\n");
    for permission in plan.permissions() {
        least(&mut text, permission);
    }
    text.push('\n');
    let requests = "The requests, none of which grows with the tenant. {placeholders} stand for what earlier answers give, \
                    and such a request is made once for each.";
    folded(&mut text, ["", ""], requests, PROSE);
    text.push_str("\nRound trip 1\n  a token from the cloud's sign-in host\n");
    let mut trip = 1;
    for request in &plan.requests {
        if request.phase.round_trip() != trip {
            trip = request.phase.round_trip();
            let _ = writeln!(text, "\nRound trip {trip}");
        }
        one(&mut text, request);
    }
    text
}

fn one(text: &mut String, request: &PlannedRequest) {
    folded(text, ["  GET ", "        "], &request.target, ADDRESS);
    for (name, value) in &request.headers {
        folded(
            text,
            ["      ", "        "],
            &format!("{name}: {value}"),
            PROSE,
        );
    }
    let apart = if request.advisory {
        " (asked apart: no verdict waits for it)"
    } else {
        ""
    };
    let why = format!("for {}: {}{apart}", request.section, request.why);
    folded(text, ["      ", "        "], &why, PROSE);
    let permissions = format!("answered with {}", request.permissions.join(" or "));
    folded(text, ["      ", "        "], &permissions, PROSE);
}

fn least(text: &mut String, permission: &AuditorPermission) {
    let _ = writeln!(text, "  {}", permission.name);
    let opens = permission.opens.iter().copied().map(SectionName::as_str);
    let opens: Vec<&str> = opens.collect();
    let opens = format!("opens {}", opens.join(", "));
    folded(text, ["      ", "        "], &opens, PROSE);
    serves(text, &permission.serves);
}

/// The claims that rest on a permission: requirements by their ids, then what it is needed for besides.
fn serves(text: &mut String, claims: &[Claim]) {
    let (requirements, others): (Vec<&Claim>, Vec<&Claim>) = claims
        .iter()
        .partition(|claim| matches!(claim, Claim::Requirement { .. }));
    let list = |claims: &[&Claim]| {
        let claims: Vec<String> = claims.iter().map(ToString::to_string).collect();
        claims.join(", ")
    };
    let only = if requirements.is_empty() {
        "for no requirement; only"
    } else {
        let line = format!("for {}", list(&requirements));
        folded(text, ["      ", "         "], &line, PROSE);
        "and"
    };
    if !others.is_empty() {
        let line = format!("{only} for {}", list(&others));
        folded(text, ["      ", "         "], &line, PROSE);
    }
}

/// The width of the text.
const WIDTH: usize = 100;

/// The characters after which prose may break.
const PROSE: &[char] = &[' '];

/// The characters after which an address may break.
const ADDRESS: &[char] = &['?', '&', ',', '/', ' '];

/// A text in lines of a bounded width, the first with one indent and the others with another. What has no place to
/// break is cut.
fn folded(text: &mut String, [first, rest]: [&str; 2], content: &str, breaks: &[char]) {
    let mut line = first.to_owned();
    let mut is_begun = false;
    for part in content.split_inclusive(breaks) {
        let room = |line: &str| WIDTH.saturating_sub(line.chars().count());
        if is_begun && part.trim_end().chars().count() > room(&line) {
            let _ = writeln!(text, "{}", line.trim_end());
            rest.clone_into(&mut line);
        }
        for c in part.chars() {
            if c != ' ' && room(&line) == 0 {
                let _ = writeln!(text, "{line}");
                rest.clone_into(&mut line);
            }
            line.push(c);
        }
        is_begun = true;
    }
    let _ = writeln!(text, "{}", line.trim_end());
}
