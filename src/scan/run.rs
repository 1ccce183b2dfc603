//! A scan from start to end: sign in, forecast, collect, make a snapshot.

use super::ScanError;
use super::client::{Graph, Network, Tokens, Transport, Trust};
use super::collect::collect;
use super::options::ScanOptions;
use super::plan::plan;
use super::preflight::Preflight;
use super::progress::{Event, Progress};
use super::record::{Recorder, Recording, Replay, ScanContext};
use super::secrets::Redactor;
use super::sign_in::{Renewal, Session, SignIn, begin};
use super::subject::ScanSubject;
use super::targets::Targets;
use crate::ids::TenantId;
use crate::snapshot::{Observer, SectionName, Sections, Snapshot};
use jiff::Timestamp;
use tokio::time::Instant;

/// Reads the data that an assessment of the guides needs from a tenant.
///
/// A request that is refused or fails is in the snapshot, section by section. An error
/// means that nothing could be read at all: bad options, no token, a token of
/// another cloud, a host that cannot be reached.
///
/// It must run on a tokio runtime with time and I/O enabled. Dropping the
/// future stops it; nothing is written anywhere.
pub async fn scan(
    subject: ScanSubject<'_>,
    sign_in: SignIn,
    options: ScanOptions,
    progress: &dyn Progress,
) -> Result<Snapshot, ScanError> {
    let signed_in = SignedIn::begin(sign_in, &options, progress).await?;
    let (started, observer) = (signed_in.started, signed_in.session.observer.clone());
    let tenant = signed_in.session.tenant;
    let transport = signed_in.transport(&options)?;
    let who = (tenant, &observer, started);
    let collection = collect_all(&subject, who, &options, &transport, progress).await?;
    Ok(subject.snapshot(
        options.cloud.as_str(),
        tenant,
        (started, (options.clock)()),
        observer,
        collection,
    ))
}

/// The same, and keeps what Graph answered, without tokens and secrets.
///
/// There is a recording as soon as there was a token, even when nothing could
/// be read with it.
pub async fn scan_and_record(
    subject: ScanSubject<'_>,
    sign_in: SignIn,
    options: ScanOptions,
    progress: &dyn Progress,
) -> (Result<Snapshot, ScanError>, Option<Recording>) {
    let signed_in = match SignedIn::begin(sign_in, &options, progress).await {
        Ok(signed_in) => signed_in,
        Err(problem) => return (Err(problem), None),
    };
    let (started, observer) = (signed_in.started, signed_in.session.observer.clone());
    let tenant = signed_in.session.tenant;
    let recorder = match signed_in.transport(&options) {
        Ok(transport) => Recorder::new(transport),
        Err(problem) => return (Err(problem), None),
    };
    let who = (tenant, &observer, started);
    let collection = collect_all(&subject, who, &options, &recorder, progress).await;
    let ended = (options.clock)();
    let recording = recorder.close(ScanContext {
        tool: env!("CARGO_PKG_VERSION").to_owned(),
        cloud: options.cloud.as_str().to_owned(),
        graph_host: options.graph_host.clone(),
        tenant,
        started,
        ended,
        budget_seconds: options.budget.as_secs(),
        observer: observer.clone(),
        sought: subject.sought(),
    });
    let cloud = options.cloud.as_str();
    let snapshot = collection
        .map(|collection| subject.snapshot(cloud, tenant, (started, ended), observer, collection));
    (snapshot, Some(recording))
}

/// Scans a recording: no network, no token, and the recorded times for the clock.
///
/// With the guides, the parameters and the version of the recorded scan, the
/// snapshot is the same, byte for byte.
pub async fn replay(
    subject: ScanSubject<'_>,
    recording: &Recording,
    progress: &dyn Progress,
) -> Result<Snapshot, ScanError> {
    let recorded = recording.context();
    let options = recording.options()?;
    let transport = Replay::of(recording);
    let who = (recorded.tenant, &recorded.observer, recorded.started);
    let collection = collect_all(&subject, who, &options, &transport, progress).await;
    collection.map(|collection| {
        subject.snapshot(
            &recorded.cloud,
            recorded.tenant,
            (recorded.started, recorded.ended),
            recorded.observer.clone(),
            collection,
        )
    })
}

impl ScanSubject<'_> {
    fn snapshot(
        &self,
        cloud: &str,
        tenant: Option<TenantId>,
        (started, ended): (Timestamp, Timestamp),
        observer: Observer,
        collection: Collection,
    ) -> Snapshot {
        let Collection {
            sections,
            clock_ahead_seconds,
        } = collection;
        let tenant = tenant.or_else(|| {
            let organization = sections.organization.sightings();
            organization
                .first()
                .and_then(|seen| seen.object.id.copied())
        });
        Snapshot {
            tool: env!("CARGO_PKG_VERSION").to_owned(),
            cloud: cloud.to_owned(),
            tenant,
            started,
            ended,
            clock_ahead_seconds,
            observer,
            sought: self.sought(),
            sections,
        }
    }
}

/// A scan that is signed in.
struct SignedIn {
    started: Timestamp,
    deadline: Instant,
    session: Session,
    renewal: Renewal,
    secrets: Redactor,
}

impl SignedIn {
    async fn begin(
        method: SignIn,
        options: &ScanOptions,
        progress: &dyn Progress,
    ) -> Result<Self, ScanError> {
        options.check()?;
        let trust = Trust::of(options)?;
        let from = Instant::now();
        let started = (options.clock)();
        let secrets = Redactor::default();
        let session = begin(&method, options, &trust, &secrets).await?;
        progress.note(Event::SignedIn);
        // The time that a person takes to enter a code does not count for the scan.
        let from = if method.waits_for_a_person() {
            Instant::now()
        } else {
            from
        };
        Ok(Self {
            started,
            deadline: from + options.budget.saturating_sub(options.reserve),
            session,
            renewal: Renewal {
                method,
                options: options.clone(),
                trust,
                secrets: secrets.clone(),
            },
            secrets,
        })
    }

    fn transport(self, options: &ScanOptions) -> Result<Network, ScanError> {
        let trust = self.renewal.trust.clone();
        let tokens = Tokens::new(&self.session.token, Box::new(self.renewal))?;
        Network::new(options, &trust, tokens, self.secrets, self.deadline)
    }
}

/// The result of a collection.
struct Collection {
    sections: Sections,
    clock_ahead_seconds: Option<i64>,
}

/// Forecasts, and makes every request through a transport.
async fn collect_all(
    subject: &ScanSubject<'_>,
    (tenant, observer, started): (Option<TenantId>, &Observer, Timestamp),
    options: &ScanOptions,
    transport: &dyn Transport,
    progress: &dyn Progress,
) -> Result<Collection, ScanError> {
    let planned = plan(*subject);
    progress.note(Event::Preflight(&Preflight::of(
        &planned,
        observer,
        subject.catalog,
    )));
    let graph = Graph::new(
        options,
        transport,
        observer.permissions.clone(),
        started,
        progress,
    );
    let targets = Targets::of_guides(subject);
    // On the heap: everything that is under way at once is in it.
    let collected = Box::pin(collect(&graph, &options.graph_host, &targets, tenant)).await;
    progress.note(Event::Finished(graph.traffic()));
    let sections = collected?;
    for &section in SectionName::ALL {
        let head = sections.head(section);
        progress.note(Event::Done {
            section,
            state: head.state,
            items: head.items,
        });
    }
    Ok(Collection {
        sections,
        clock_ahead_seconds: graph.clock_ahead(),
    })
}
