//! Where a next page may be: on the same host, in the same version.

use crate::snapshot::Version;
use url::Url;

/// The longest link that is followed.
const LONGEST: usize = 32 * 1024;

/// The next page's address, if it may be followed.
///
/// A link is followed as it is, but the token goes nowhere except to the Graph
/// host that was asked: same scheme, host and port, no user part, and below the
/// version that the first page came from.
pub(super) fn next(link: &str, host: &Url, version: Version) -> Option<Url> {
    if link.len() > LONGEST {
        return None;
    }
    let url = Url::parse(link).ok()?;
    let same = url.scheme() == host.scheme()
        && url.host() == host.host()
        && url.port_or_known_default() == host.port_or_known_default()
        && url.username().is_empty()
        && url.password().is_none();
    let below = url
        .path()
        .strip_prefix('/')
        .and_then(|path| path.strip_prefix(version.segment()))
        .is_some_and(|rest| rest.starts_with('/'));
    (same && below).then_some(url)
}
