//! The sentences for what goes because it cannot be judged.

use crate::assess::{Remedy, Remove, listed, shown};

/// One sentence for every leftover.
pub(super) fn sentence(one: &Remove, remedies: &[Remedy]) -> String {
    match one {
        Remove::Leftover { .. } => {
            let all = remedies.iter().filter_map(|remedy| match remedy {
                Remedy::Remove(Remove::Leftover { what }) => Some(shown(what)),
                _ => None,
            });
            format!(
                "What it was granted on is gone from the tenant: {}. Take it away, or bring that back, and audit \
                 again.",
                listed(all, ", ")
            )
        }
        Remove::Action { action } => format!(
            "Find out what the action {} gives, and whether the vendor needs it. If nobody vouches for it, take it \
             out of the role in the Defender portal, and audit again.",
            shown(action)
        ),
    }
}
