//! Options, as remedies name them.

use crate::guide::OptionRef;
use crate::guide::format2::ids;

/// An option of a guide, as remedies name it.
pub(super) fn option(option: &ids::OptionRef) -> OptionRef {
    OptionRef {
        choice: option.choice.id.clone(),
        option: option.option.clone(),
    }
}
