//! The vendor's guide as data.
//!
//! A guide is a TOML file in `guides/<guide>/<edition>.toml`. This module holds
//! its types, reads it, and reports what is wrong with it by file, line and
//! column. It resolves names against the catalog, so that later stages use keys
//! and not names. It opens no file: the built-in guides are embedded, others
//! come as text.

mod built_in;
mod check;
mod error;
mod format;
pub mod format2;
mod load;
mod model;
mod nearest;
mod option_ref;
mod parameters;
mod principals;
mod read;
mod references;
mod requirements;
mod resolve;
#[cfg(test)]
mod tests;

pub use built_in::{BuiltIn, DEFAULT_GUIDE, NoSuchGuide, built_in, find_built_in};
pub use error::{Fault, GuideError};
pub use format2::ids::{ChoiceId, OptionId, PrincipalId, RequirementId};
pub use model::{
    Ask, Choice, Cite, Edition, FormField, FormValue, Guide, GuideOption, Notice, NoticeKind,
    Parameter, ParameterKind, Principal, PrincipalKind, Requirement, Step, Tier,
};
pub(crate) use nearest::near;
pub use option_ref::OptionRef;
pub use parameters::{ParameterError, Parameters};
