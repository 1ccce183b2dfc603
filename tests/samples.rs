//! The samples and the reports rendered from them are what this build makes.
//!
//! A sample is a scan of a simulated tenant with the clock held still and the
//! server's address replaced by Microsoft Graph's. When a change is meant,
//! renew them and read the difference:
//!
//! ```text
//! ROLECALL_RENEW=1 cargo test --test samples
//! ```

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests"
)]

use simulator as graph;

mod subject;

use graph::scenarios::{self, Scenario};
use jiff::Timestamp;
use rolecall::assess::Assessment;
use rolecall::catalog::Catalog;
use rolecall::document::Templates;
use rolecall::report::{Format, Style, render};
use rolecall::runbook::{self, Form, Inputs, Kind, Needed};
use rolecall::scan::{self, Cloud, ScanOptions, SignIn, Silent, scan};
use rolecall::snapshot::{self, Snapshot};
use secrecy::SecretString;
use std::fs;
use std::path::PathBuf;
use subject::Subject;

/// The embedded demo, by its scenario.
const DEMO: (&str, &str) = ("first-demo", "contoso-demo");
/// Samples whose reports are kept too.
const REPORTED: [&str; 3] = [
    "contoso-demo",
    "ready-enterprise-app-defender-rbac",
    "nothing-granted",
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn renewing() -> bool {
    std::env::var_os("ROLECALL_RENEW").is_some()
}

fn held_still() -> Timestamp {
    graph::ids::NOW.parse().unwrap()
}

fn scanned(scenario: Scenario) -> Vec<u8> {
    let catalog = Catalog::built_in().unwrap();
    let subject = Subject::expel(&catalog);
    let server = scenario.start();
    let host = server.https();
    let mut options = ScanOptions::new(Cloud::Global, held_still).unwrap();
    options.graph_host = host.parse().unwrap();
    options.authority_host = Some(host.parse().unwrap());
    options.ca_pem = Some(server.ca_pem().as_bytes().to_vec());
    let sign_in = SignIn::ClientSecret {
        tenant: server.tenant_id(),
        client_id: server.client_id().to_owned(),
        secret: SecretString::from(server.client_secret().to_owned()),
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let snapshot = runtime
        .block_on(scan(subject.with(&catalog), sign_in, options, &Silent))
        .unwrap();
    assert_eq!(
        server.violations(),
        Vec::new(),
        "requests that Graph would refuse"
    );
    let text = String::from_utf8(snapshot::write(&snapshot).unwrap()).unwrap();
    text.replace(&host, "https://graph.microsoft.com")
        .into_bytes()
}

/// Compares a file with what this build makes, or renews it.
fn compare(path: &str, bytes: &[u8], stale: &mut Vec<String>) {
    let file = root().join(path);
    if renewing() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, bytes).unwrap();
    } else if fs::read(&file).ok().as_deref() != Some(bytes) {
        stale.push(path.to_owned());
    }
}

/// The runbooks of the demo, one of each kind, in both forms.
fn runbooks(snapshot: &Snapshot, assessment: &Assessment, stale: &mut Vec<String>) {
    let catalog = Catalog::built_in().unwrap();
    let subject = Subject::expel(&catalog);
    let reader = subject.reader(&[]);
    let plan = scan::plan(subject.with(&catalog));
    let needed = plan.permissions().iter().map(|one| (one.name, one.id));
    let needed: Vec<Needed<'_>> = needed.collect();
    for kind in Kind::ALL {
        let runbook = runbook::write(
            kind,
            Inputs {
                guide: &subject.guides[0],
                guides: &subject.guides,
                reader: &reader,
                catalog: &catalog,
                seen: Some((snapshot, assessment)),
                assessments: std::slice::from_ref(assessment),
                as_of: assessment.as_of,
                cloud: Cloud::Global,
                since: None,
                needed: &needed,
            },
        )
        .unwrap();
        for form in Form::ALL {
            let bytes = runbook::render(&runbook, form, &Templates::default()).unwrap();
            let path = format!(
                "sample-reports/{}/runbook-{kind}.{}",
                DEMO.1,
                form.extension()
            );
            compare(&path, &bytes, stale);
        }
    }
}

fn judged(snapshot: &Snapshot) -> Assessment {
    let catalog = Catalog::built_in().unwrap();
    let subject = Subject::expel(&catalog);
    let assessments = subject.assessed(&catalog, snapshot, &subject.reader(&[]));
    assessments.into_iter().next().unwrap()
}

#[test]
fn samples_and_their_reports_are_current() {
    let mut stale = Vec::new();
    let mut names = Vec::new();
    for scenario in scenarios::all() {
        let name = if scenario.name == DEMO.0 {
            DEMO.1
        } else {
            scenario.name
        };
        names.push(format!("{name}.json"));
        let bytes = scanned(scenario);
        compare(&format!("samples/{name}.json"), &bytes, &mut stale);
        if !REPORTED.contains(&name) {
            continue;
        }
        let snapshot = snapshot::read(&bytes).unwrap();
        let assessment = judged(&snapshot);
        if name == DEMO.1 {
            runbooks(&snapshot, &assessment, &mut stale);
        }
        for format in Format::ALL {
            let report = render(&assessment, format, &Style::default()).unwrap();
            let path = format!("sample-reports/{name}/expel-mde.{}", format.extension());
            compare(&path, &report, &mut stale);
        }
    }
    assert!(names.len() >= 8, "fewer than eight samples");
    for entry in fs::read_dir(root().join("samples")).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        if !names.contains(&name) {
            stale.push(format!("samples/{name} (no scenario makes it)"));
        }
    }
    assert!(
        stale.is_empty(),
        "not current:\n{}\nrenew with ROLECALL_RENEW=1 cargo test --test samples, and read the difference",
        stale.join("\n")
    );
}

#[test]
fn a_sample_holds_no_secret() {
    let secret = graph::Options::default().auditor.secret;
    for entry in fs::read_dir(root().join("samples")).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        for forbidden in [secret.as_str(), "Bearer ", "eyJ", "\"hint\"", "secretText"] {
            assert!(
                !text.contains(forbidden),
                "{} holds {forbidden:?}",
                path.display()
            );
        }
    }
}
