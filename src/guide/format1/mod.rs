//! Guides of format 1, as far as converting one needs to read it.
//!
//! Everything that format 2 checks too, such as words of a closed list, values and ids used twice, is left to the
//! loader of what comes of it.

mod ask;
mod file;
mod load;
mod requirement;

pub(super) use file::{
    Ask, Cite, FormField, Guide, Names, OptionRef, PrincipalKind, Requirement, Step,
};
