//! Are the verdicts right? Tenants whose answer is known, and what must hold in every tenant.
//!
//! `expectations` says what each named scenario comes to; `tenants` builds more of
//! them and says the same; `properties` takes evidence away and holds the
//! assessment to the rule that absence of evidence is never evidence of absence.
#![allow(
    clippy::unwrap_used,
    clippy::format_collect,
    clippy::needless_pass_by_value,
    clippy::semicolon_if_nothing_returned,
    clippy::type_complexity,
    clippy::cloned_ref_to_slice_refs,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    unreachable_pub,
    reason = "tests"
)]

use simulator as graph;

mod adopted;
mod ambiguous;
mod answers;
mod apart;
mod attestations;
mod attested_rights;
mod bounds;
mod cases;
mod claims;
mod contradictions;
mod credentials;
mod expectations;
mod expected;
mod facts;
mod finding_holders;
mod forms;
mod handovers;
mod holders;
mod installer;
mod installers_refused;
mod joint;
mod licence_cases;
mod look_alikes;
mod members;
mod memberships;
mod ownership;
mod properties;
mod redirect_addresses;
mod registrations;
#[path = "../wire/rich.rs"]
mod rich;
mod roll_call;
mod service_plans;
mod settings;
mod several;
#[path = "../subject/mod.rs"]
mod subject;
mod tenants;
