//! The parts that the cases share: a tenant, options with a fixed clock, and a scan.

use crate::graph::{Options, Server, Tenant, ids, scenarios};
use crate::subject::Subject;
use jiff::Timestamp;
use rolecall::catalog::Catalog;
use rolecall::scan::{
    Cloud, Event, Progress, Recording, ScanError, ScanOptions, ScanSubject, SignIn, Silent, scan,
    scan_and_record,
};
use rolecall::snapshot::Snapshot;
use secrecy::SecretString;
use std::future::Future;
use std::sync::Mutex;
use std::time::Duration;

pub(crate) fn fixed_clock() -> Timestamp {
    ids::NOW.parse().unwrap()
}

/// Expel's guide with its own parameters.
pub(crate) struct ScanInput {
    guide: Subject,
    pub(crate) catalog: Catalog,
}

impl ScanInput {
    pub(crate) fn subject(&self) -> ScanSubject<'_> {
        self.guide.with(&self.catalog)
    }
}

pub(crate) fn scan_input() -> ScanInput {
    let catalog = Catalog::built_in().unwrap();
    let guide = Subject::expel(&catalog);
    ScanInput { guide, catalog }
}

/// A tenant with items in every section, and an auditor that may see all of them.
pub(crate) fn server() -> Server {
    scenarios::named("first-demo").start()
}

/// An empty tenant whose sign-in behaves as the options say.
pub(crate) fn empty_tenant(options: Options) -> Server {
    Server::start(Tenant::new("contoso"), options)
}

pub(crate) fn options(server: &Server) -> ScanOptions {
    let host = server.https();
    let mut options = ScanOptions::new(Cloud::Global, fixed_clock).unwrap();
    options.graph_host = host.parse().unwrap();
    options.authority_host = Some(host.parse().unwrap());
    options.ca_pem = Some(server.ca_pem().as_bytes().to_vec());
    options.first_wait = Duration::from_millis(5);
    options
}

pub(crate) fn by_secret(server: &Server) -> SignIn {
    SignIn::ClientSecret {
        tenant: server.tenant_id(),
        client_id: server.client_id().to_owned(),
        secret: SecretString::from(server.client_secret().to_owned()),
    }
}

pub(crate) fn wait<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Runtime::new().unwrap().block_on(work)
}

pub(crate) fn scanned(server: &Server, method: SignIn) -> Result<Snapshot, ScanError> {
    watched(server, method, &Silent)
}

pub(crate) fn watched(
    server: &Server,
    method: SignIn,
    progress: &dyn Progress,
) -> Result<Snapshot, ScanError> {
    let input = scan_input();
    let options = options(server);
    wait(scan(input.subject(), method, options, progress))
}

pub(crate) fn recorded(
    method: SignIn,
    options: ScanOptions,
) -> (Result<Snapshot, ScanError>, Option<Recording>) {
    let input = scan_input();
    wait(scan_and_record(input.subject(), method, options, &Silent))
}

/// Keeps the events of a scan, as debug text.
#[derive(Default)]
pub(crate) struct EventLog(pub(crate) Mutex<Vec<String>>);

impl Progress for EventLog {
    fn note(&self, what: Event<'_>) {
        self.0.lock().unwrap().push(format!("{what:?}"));
    }
}
