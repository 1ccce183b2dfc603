//! The vendor's guide as data.
//!
//! A guide is a TOML file in `guides/<guide>/<edition>.toml`. This room holds
//! its types, reads it, and reports what is wrong with it by file, line and
//! column. It resolves names against the catalog, so that everything behind it
//! deals in keys. It opens no file: the built-in guides are embedded, others
//! come as text.

mod model;
mod parameters;

pub use model::{
    Ask, Choice, Cite, Edition, FormField, FormValue, Guide, GuideOption, Notice, NoticeKind,
    Parameter, ParameterKind, Principal, PrincipalKind, Requirement, Step, Tier,
};
pub use parameters::{ParameterProblem, Parameters};
