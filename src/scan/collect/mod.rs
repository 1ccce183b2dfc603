//! Asks in waves, and turns the answers into sections.
//!
//! 1. [`lookups`]: whoever could be the guide's principals, and the APIs it names.
//! 2. [`details`]: what each candidate holds; beside it, what was found by name
//!    in one list only is looked up in the other.
//! 3. [`follow`]: what the candidates' groups hold; again for each group that can
//!    be stepped into from those.
//!
//! Beside the waves, [`aside`] asks what no verdict rests on; it delays none of them.
//!
//! A section says whether what was asked for it was answered. What is held
//! through a group can be asked only of groups that were seen, so whoever
//! concludes that a principal does not hold a role must find the lists of its
//! groups whole too, and the lookup of the principal before that.
//!
//! Each wave fills a [`ledger`]; [`section`] closes it.

mod aside;
mod defender;
mod details;
mod eligibility;
mod follow;
mod groups;
mod holders;
mod ledger;
mod lookups;
mod nesting;
mod section;
mod settings;
mod together;
mod waves;

pub(super) use waves::collect;

#[cfg(test)]
mod tests;
