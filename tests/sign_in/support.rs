//! What the cases share: a tenant, options with the clock held still, and a scan.

use crate::graph::{Options, Server, Tenant, ids, scenarios};
use jiff::Timestamp;
use rolecall::catalog::Catalog;
use rolecall::guide::{self, Guide, Parameters};
use rolecall::scan::{
    Cloud, Event, Progress, Recording, ScanOptions, ScanProblem, SignIn, Silent, scan,
    scan_and_record,
};
use rolecall::snapshot::Snapshot;
use secrecy::SecretString;
use std::collections::BTreeMap;
use std::future::Future;
use std::sync::Mutex;
use std::time::Duration;

pub(crate) fn held_still() -> Timestamp {
    ids::NOW.parse().unwrap()
}

/// The built-in guide with its own parameters.
pub(crate) struct Asked {
    pub(crate) guide: Guide,
    pub(crate) parameters: Parameters,
    pub(crate) catalog: Catalog,
}

pub(crate) fn asked() -> Asked {
    let catalog = Catalog::built_in().unwrap();
    let built_in = guide::find_built_in("expel-mde", None).unwrap();
    let guide = Guide::parse(built_in.file, built_in.text, &catalog).unwrap();
    let parameters = Parameters::resolve(&guide, &BTreeMap::new()).unwrap();
    Asked {
        guide,
        parameters,
        catalog,
    }
}

/// A tenant with something in every room, and whoever may see all of it.
pub(crate) fn server() -> Server {
    scenarios::named("first-demo").start()
}

/// An empty tenant whose sign-in behaves as the options say.
pub(crate) fn empty_tenant(options: Options) -> Server {
    Server::start(Tenant::new("contoso"), options)
}

pub(crate) fn options(server: &Server) -> ScanOptions {
    let host = server.https();
    let mut options = ScanOptions::new(Cloud::Global, held_still).unwrap();
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

pub(crate) fn scanned(server: &Server, way: SignIn) -> Result<Snapshot, ScanProblem> {
    watched(server, way, &Silent)
}

pub(crate) fn watched(
    server: &Server,
    way: SignIn,
    progress: &dyn Progress,
) -> Result<Snapshot, ScanProblem> {
    let Asked {
        guide,
        parameters,
        catalog,
    } = asked();
    let options = options(server);
    wait(scan(&guide, &parameters, &catalog, way, options, progress))
}

pub(crate) fn recorded(
    way: SignIn,
    options: ScanOptions,
) -> (Result<Snapshot, ScanProblem>, Option<Recording>) {
    let Asked {
        guide,
        parameters,
        catalog,
    } = asked();
    wait(scan_and_record(
        &guide,
        &parameters,
        &catalog,
        way,
        options,
        &Silent,
    ))
}

/// Keeps what a scan tells, as debug text.
#[derive(Default)]
pub(crate) struct Heard(pub(crate) Mutex<Vec<String>>);

impl Progress for Heard {
    fn note(&self, what: Event<'_>) {
        self.0.lock().unwrap().push(format!("{what:?}"));
    }
}
