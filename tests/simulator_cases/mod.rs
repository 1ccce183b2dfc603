//! What the simulator is held to, by subject.

mod answers;
mod client;
mod faults;
mod filters;
mod login;
mod paging;
mod refusals;
mod scenarios;
mod writes;
