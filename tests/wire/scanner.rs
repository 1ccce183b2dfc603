//! One scan, as the program makes it, with waits that suit a test.

use crate::graph::{Fault, On, Server, ids};
use crate::subject::Subject;
use jiff::Timestamp;
use rolecall::catalog::Catalog;
use rolecall::scan::{
    Cloud, Plan, Progress, ScanError, ScanOptions, ScanSubject, SignIn, Silent, plan, scan,
};
use rolecall::snapshot::{self, Head, SectionName, Snapshot, State};
use secrecy::SecretString;
use std::collections::BTreeMap;
use std::sync::OnceLock;
use std::time::Duration;

fn held_still() -> Timestamp {
    ids::NOW.parse().unwrap()
}

/// The guide, read once for all scans.
fn asked() -> ScanSubject<'static> {
    static ASKED: OnceLock<(Subject, Catalog)> = OnceLock::new();
    let (subject, catalog) = ASKED.get_or_init(|| {
        let catalog = Catalog::built_in().unwrap();
        (Subject::expel(&catalog), catalog)
    });
    subject.with(catalog)
}

fn options(host: &str) -> ScanOptions {
    let mut options = ScanOptions::new(Cloud::Global, held_still).unwrap();
    options.graph_host = host.parse().unwrap();
    options.first_wait = Duration::from_millis(2);
    options.request_timeout = Duration::from_secs(10);
    options.budget = Duration::from_mins(1);
    options
}

/// HTTPS with the application's secret: HTTP/2.
pub fn secure(server: &Server) -> (ScanOptions, SignIn) {
    let mut options = options(&server.https());
    options.authority_host = Some(server.https().parse().unwrap());
    options.ca_pem = Some(server.ca_pem().as_bytes().to_vec());
    let sign_in = SignIn::ClientSecret {
        tenant: server.tenant_id(),
        client_id: server.client_id().to_owned(),
        secret: SecretString::from(server.client_secret().to_owned()),
    };
    (options, sign_in)
}

/// Plain HTTP with a token that was handed over.
pub fn plain(server: &Server) -> (ScanOptions, SignIn) {
    let sign_in = SignIn::AccessToken {
        token: SecretString::from(server.auditor_token()),
        from: "a test".to_owned(),
    };
    (options(&server.http()), sign_in)
}

/// What a scan asks, and the catalog that says which permission includes which.
pub fn planned() -> (Plan, &'static Catalog) {
    (plan(asked()), asked().catalog)
}

pub fn try_scan(way: (ScanOptions, SignIn)) -> Result<Snapshot, ScanError> {
    watched(way, &Silent)
}

/// A scan that tells somebody how it goes.
pub fn watched(
    (options, sign_in): (ScanOptions, SignIn),
    progress: &dyn Progress,
) -> Result<Snapshot, ScanError> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    let scanned = scan(asked(), sign_in, options, progress);
    runtime.block_on(scanned)
}

/// A scan that must give a snapshot, without a request that Graph would refuse.
#[track_caller]
pub fn scanned(server: &Server, way: (ScanOptions, SignIn)) -> Snapshot {
    let snapshot = try_scan(way).unwrap();
    assert_eq!(
        server.violations(),
        Vec::new(),
        "requests that Graph would refuse"
    );
    let text = bytes(&snapshot);
    for forbidden in [server.client_secret(), "Bearer ", "eyJ"] {
        assert!(
            !text.contains(forbidden),
            "the snapshot holds {forbidden:?}"
        );
    }
    snapshot
}

/// A scan with one fault in place.
#[track_caller]
pub fn spoilt(server: &Server, on: On, fault: Fault) -> Snapshot {
    server.heal();
    server.inject(on, fault);
    scanned(server, plain(server))
}

pub fn bytes(snapshot: &Snapshot) -> String {
    String::from_utf8(snapshot::write(snapshot).unwrap()).unwrap()
}

pub fn head(snapshot: &Snapshot, section: SectionName) -> Head<'_> {
    snapshot.sections.head(section)
}

/// Each section's state.
pub fn states(snapshot: &Snapshot) -> BTreeMap<SectionName, State> {
    SectionName::ALL
        .iter()
        .map(|&name| (name, head(snapshot, name).state))
        .collect()
}

/// The sections that are not as they are in a scan that nothing disturbed.
pub fn differing(snapshot: &Snapshot, undisturbed: &Snapshot) -> Vec<SectionName> {
    let (now, before) = (states(snapshot), states(undisturbed));
    SectionName::ALL
        .iter()
        .copied()
        .filter(|name| now[name] != before[name])
        .collect()
}
