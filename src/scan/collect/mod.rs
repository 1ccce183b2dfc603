//! Asks in phases, and turns the answers into sections.
//!
//! 1. [`Phase::Find`](crate::snapshot::Phase): whoever could be the guide's principals, the APIs it
//!    names, and the settings of the tenant.
//! 2. `Phase::Read`: what each of the [`candidates`] holds; beside it, what was found by name in
//!    one list only is looked up in the other.
//! 3. `Phase::Follow`: what those answers name, and what the candidates' groups hold; again for each
//!    group that can be stepped into from those ([`follow`]).
//!
//! The table of sections says which requests a phase makes and [`phases`] gives them their values.
//! Beside the phases, [`advisory`] requests, which no verdict depends on, delay none of them.
//!
//! A section says whether what was asked for it was answered. What is held
//! through a group can be asked only of groups that were seen, so whoever
//! concludes that a principal does not hold a role must find the lists of its
//! groups whole too, and the lookup of the principal before that.
//!
//! Each phase fills a [`ledger`]; [`section`] closes it, and [`reasons`] says why a section was not asked.

mod advisory;
mod answers;
mod candidates;
mod defender;
mod eligibility;
mod follow;
mod groups;
mod holders;
mod ledger;
mod nesting;
mod phases;
mod reasons;
mod section;

pub(super) use phases::collect;

#[cfg(test)]
mod tests;
