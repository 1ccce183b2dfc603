//! A scan from end to end: sign in, collect, make a snapshot.

use super::ScanProblem;
use super::client::{Graph, Trust};
use super::collect::collect;
use super::options::ScanOptions;
use super::progress::{Event, Progress};
use super::sign_in::{SignIn, begin};
use super::targets::Targets;
use crate::catalog::Catalog;
use crate::guide::{Guide, Parameters};
use crate::snapshot::{SectionName, Snapshot, Sought};
use tokio::time::Instant;

/// Reads what a guide needs to be compared with a tenant.
///
/// What is refused or fails is in the snapshot, section by section. An error
/// means that nothing could be read at all: bad options, no token, a token of
/// another cloud, a host that cannot be reached.
///
/// It must run on a tokio runtime with time and I/O enabled. Dropping the
/// future stops it; nothing is written anywhere.
pub async fn scan(
    guide: &Guide,
    parameters: &Parameters,
    _catalog: &Catalog,
    sign_in: SignIn,
    options: ScanOptions,
    progress: &dyn Progress,
) -> Result<Snapshot, ScanProblem> {
    options.check()?;
    let trust = Trust::of(&options)?;
    let deadline = Instant::now() + options.budget;
    let started = (options.clock)();
    let session = begin(&sign_in, &options, &trust).await?;
    progress.note(Event::SignedIn);
    let graph = Graph::new(
        &options,
        &trust,
        &session.token,
        session.observer.permissions.clone(),
        deadline,
        progress,
    )?;
    let targets = Targets::of(guide, parameters);
    let sections = collect(&graph, &options.graph_host, &targets).await?;
    for &section in SectionName::ALL {
        let head = sections.head(section);
        progress.note(Event::Done {
            section,
            state: head.state,
            items: head.items,
        });
    }
    let tenant = session.tenant.or_else(|| {
        let organization = sections.organization.sightings();
        organization.first().map(|seen| seen.object.id)
    });
    Ok(Snapshot {
        tool: env!("CARGO_PKG_VERSION").to_owned(),
        cloud: options.cloud.as_str().to_owned(),
        tenant,
        started,
        ended: (options.clock)(),
        observer: session.observer,
        sought: Sought {
            guide: guide.id.clone(),
            edition: guide.edition.id.clone(),
            parameters: parameters.values().clone(),
        },
        sections,
    })
}
