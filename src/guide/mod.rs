//! The vendor's guide as data.
//!
//! A guide is a TOML file in `guides/<guide>/<edition>.toml`. [`format2`] has its types, reads it, and reports what is
//! wrong with it by file, line and column. Names are looked up in the catalog, so that later stages use keys and not
//! names. A guide of format 1 is only converted. No file is opened: the built-in guides are embedded, others come as
//! text.

mod built_in;
mod error;
mod format1;
pub mod format2;
mod nearest;

pub use built_in::{BuiltIn, DEFAULT_GUIDE, NoSuchGuide, built_in, find_built_in};
pub use error::{Fault, GuideError};
pub use format2::ids::{ChoiceId, OptionId, PrincipalId, RequirementId};
pub use format2::kinds::{NoticeKind, Tier};
pub(crate) use nearest::near;
