//! The time of an assessment by the number of items, section by section.
//!
//! ```text
//! cargo bench --bench judge [FEW]
//! ```
//!
//! Each section of the sample tenant in turn is filled with items about the guest
//! and the application, and judged with few and with four times as many. Prints
//! a table, and fails when four times the items take more than eight times the
//! time: judging that grew with the square would take sixteen times as long.
//! Processor time counts, the quickest of three, so that what else the machine
//! does is not in it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::cast_precision_loss,
    reason = "a benchmark measures, prints and stops"
)]

#[path = "../tests/subject/mod.rs"]
mod subject;

use rolecall::assess::{Assessment, Reader};
use rolecall::catalog::Catalog;
use rolecall::report::{Format, Settings, write};
use rolecall::snapshot::{self, SectionName, Snapshot};
use serde_json::{Value, json};
use std::fs;
use std::io;
use std::sync::Arc;
use subject::Subject;

const FEW: usize = 4_000;
const TIMES: usize = 4;
/// The most times as long that four times the items may take.
const MOST_GROWTH: f64 = 8.0;
/// A little more or less is noise, in microseconds.
const NOISE: f64 = 3_000.0;

/// The fixed input of every measurement.
struct Input {
    catalog: Catalog,
    subject: Subject,
    reader: Reader,
    sample: Value,
}

impl Input {
    fn new() -> Self {
        let catalog = Catalog::built_in().unwrap();
        let subject = Subject::expel(&catalog);
        let reader = subject.reader(&[]);
        let sample = include_bytes!("../samples/contoso-demo.json");
        Self {
            catalog,
            subject,
            reader,
            sample: serde_json::from_slice(sample).unwrap(),
        }
    }

    /// The id of the first object of a section.
    fn first(&self, section: &str) -> Value {
        self.sample["snapshot"]["sections"][section]["items"][0]["object"]["id"].clone()
    }

    /// The sample with so many items in a section, whole.
    fn filled(&self, section: SectionName, items: usize) -> Snapshot {
        let mut sample = self.sample.clone();
        let name = section.as_str();
        let sections = &mut sample["snapshot"]["sections"];
        let (guest, app, api) = (
            self.first("users"),
            self.first("service-principals"),
            self.first("resources"),
        );
        let request = |subject: &Value| {
            json!({
                "url": "https://graph.microsoft.com/v1.0/x", "subject": subject,
                "at": "2026-11-20T09:00:00Z", "status": 200, "pages": 1, "items": items,
            })
        };
        let mut all: Vec<Value> = sections[name]["items"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|seen| json!({"request": 0, "object": seen["object"]}))
            .collect();
        all.extend((0..items).map(|number| {
            let other = json!(id(number));
            let holder = match section {
                // Other holders: those that are no principal of the guide.
                SectionName::ApiHolders | SectionName::ApiHolderPrincipals => &other,
                _ if number.is_multiple_of(2) => &guest,
                _ => &app,
            };
            let mut object = object(number, holder, (&app, &api));
            if number % 8 == 7 {
                // It does not say whose it is, and so may be anybody's.
                object["principalId"] = Value::Null;
                object["clientId"] = Value::Null;
            }
            json!({"request": number % 2, "object": object})
        }));
        sections[name] = json!({
            "state": "collected", "requests": [request(&guest), request(&app)], "items": all,
        });
        // A section that only adds to the items of another is judged together with it.
        let beside = match section {
            SectionName::Nesting | SectionName::GroupSchedules => Some("user-groups"),
            SectionName::DefenderRoles => Some("defender-assignments"),
            SectionName::ApiHolderPrincipals => Some("api-holders"),
            SectionName::EligibleGroups => Some("group-eligibility"),
            SectionName::RoleSchedules => Some("directory-roles"),
            SectionName::ApiHolders => Some("app-role-assignments"),
            SectionName::UserSignIns => Some("users"),
            SectionName::ApplicationSignIns => Some("service-principals"),
            _ => None,
        };
        if let Some(beside) = beside {
            let mut filled = sections[name].clone();
            // The sample's own objects fit their own section only.
            let made = |seen: &Value| !seen["object"]["principalIds"].is_null();
            filled["items"].as_array_mut().unwrap().retain(made);
            sections[beside] = filled;
        }
        snapshot::read(&serde_json::to_vec(&sample).unwrap()).unwrap()
    }

    fn judged(&self, snapshot: &Snapshot) -> Assessment {
        let assessed = self.subject.assessed(&self.catalog, snapshot, &self.reader);
        assessed.into_iter().next().unwrap()
    }
}

fn id(number: usize) -> String {
    format!("{number:08x}-0000-4000-8000-000000000000")
}

/// An object with every property that any section needs, held by or about one principal.
fn object(number: usize, holder: &Value, (app, api): (&Value, &Value)) -> Value {
    let own = id(number);
    json!({
        "id": own, "appId": own, "displayName": format!("Expel {number}"), "userType": "Guest",
        "mail": format!("{}@expel.io", if number.is_multiple_of(2) { "expel_analyst" } else { "other" }),
        "signInActivity": {"lastSuccessfulSignInDateTime": "2026-11-20T09:00:00Z"},
        "principal": {
            "@odata.type": "#microsoft.graph.user", "displayName": "Expel",
            "userPrincipalName": format!("expel_{number}#EXT#@contoso.example"),
        },
        "userPrincipalName": format!("expel_{number}#EXT#@contoso.example"), "appOwnerOrganizationId": own,
        "principalId": holder, "principalIds": [holder], "roleDefinitionId": own, "directoryScopeId": "/",
        "groupId": own, "accessId": "member", "assignmentType": "Assigned",
        "clientId": app, "consentType": "AllPrincipals", "scope": format!("Scope.{number}"),
        "resourceId": api, "appRoleId": own, "tenantId": own, "state": "enabled",
        "rolePermissions": [{"allowedResourceActions": [format!("microsoft.xdr/made/up/{number}")]}],
        "conditions": {"users": {"includeUsers": ["All"], "excludeGroups": [own]}},
        "grantControls": {"builtInControls": ["mfa"]},
    })
}

/// The processor time of this process, in microseconds.
fn on_processor() -> f64 {
    let shown = fs::read_to_string("/proc/self/schedstat").expect("Linux tells the time");
    let nanoseconds: f64 = shown.split_whitespace().next().unwrap().parse().unwrap();
    nanoseconds / 1000.0
}

fn took<T>(work: impl Fn() -> T) -> (f64, T) {
    let begun = on_processor();
    let done = work();
    (on_processor() - begun, done)
}

/// The quickest of three runs.
fn judging(input: &Input, snapshot: &Snapshot) -> (f64, Assessment) {
    let three = [(); 3].map(|()| took(|| input.judged(snapshot)));
    let quickest = three.into_iter().min_by(|a, b| a.0.total_cmp(&b.0));
    quickest.unwrap()
}

/// Every report, into a writer that keeps nothing.
fn writing(assessment: &Arc<Assessment>) -> f64 {
    let all = || {
        for format in Format::ALL {
            write(assessment, format, &Settings::default(), &mut io::sink()).unwrap();
        }
    };
    took(all).0
}

fn main() {
    let input = Input::new();
    let few = std::env::args().find_map(|argument| argument.parse().ok());
    let few: usize = few.unwrap_or(FEW);
    println!("| section | items | findings | judging | times | every report | times |");
    println!("| :--- | ---: | ---: | ---: | ---: | ---: | ---: |");
    let mut steep = Vec::new();
    for &section in SectionName::ALL {
        let mut last: Option<(f64, f64)> = None;
        for items in [few, few * TIMES] {
            let snapshot = input.filled(section, items);
            let (judged, assessment) = judging(&input, &snapshot);
            let assessment = Arc::new(assessment);
            let written = writing(&assessment);
            let times = |now: f64, before: f64| (now + NOISE) / (before + NOISE);
            let grown = last.map(|before| (times(judged, before.0), times(written, before.1)));
            let shown =
                |grown: Option<f64>| grown.map_or(String::new(), |grown| format!("{grown:.1}"));
            println!(
                "| {section} | {items} | {} | {:.1} ms | {} | {:.0} ms | {} |",
                assessment.findings.len(),
                judged / 1000.0,
                shown(grown.map(|grown| grown.0)),
                written / 1000.0,
                shown(grown.map(|grown| grown.1)),
            );
            if let Some((judging, writing)) = grown {
                if judging > MOST_GROWTH {
                    steep.push(format!("{section}: judging"));
                }
                if writing > MOST_GROWTH {
                    steep.push(format!("{section}: reports"));
                }
            }
            last = Some((judged, written));
        }
    }
    assert!(steep.is_empty(), "not linear: {}", steep.join(", "));
}
