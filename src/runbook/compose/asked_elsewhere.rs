//! Somebody under review, and the other guides that ask it for something.

use crate::assess::{Candidate, TargetPrincipal};
use crate::runbook::asked_by::{Stay, asked_by_others, titles};
use crate::runbook::bearer::Bearer;
use crate::runbook::holding::Holding;
use crate::runbook::judged::Judged;

/// Somebody who could be a principal.
pub(super) type Somebody<'a> = (&'a TargetPrincipal, &'a Candidate);

/// The other adopted guides that ask for it.
pub(super) fn by_another(
    judged: &Judged<'_>,
    candidate: &Candidate,
    held: Holding<'_>,
) -> Option<String> {
    let bearer = Bearer::Object(candidate.object_id);
    let others = asked_by_others(judged, bearer, held, Stay::Now);
    (!others.is_empty()).then(|| format!("another guide asks for it: {}", titles(&others)))
}
