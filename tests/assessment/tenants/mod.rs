//! Tenants of this test alone: each a small one with one thing about it.

mod apis;
mod applications;
mod credentials;
mod defender;
mod guests;
mod licences;
mod options;
mod refusals;
mod roles;
mod sponsors;

use crate::expected::*;
use crate::graph::{Options, Tenant};
use crate::roll_call::{Said, roll_call, roll_call_with};

/// The options of a tenant that goes the usual way.
const FULL_CUSTOM: &str = "directory-roles-full | custom-application";
const RBAC_CUSTOM: &str = "defender-rbac | custom-application";

fn tenant() -> Tenant {
    Tenant::new("contoso")
}

/// What a tenant must come to whose options are the usual ones.
fn comes_to(readiness: rolecall::assess::Readiness, but: &'static [Line]) -> Expected {
    Expected {
        readiness,
        options: FULL_CUSTOM,
        but,
    }
}

/// Reads and judges the tenant, and holds it against the table.
fn check(name: &str, tenant: Tenant, expected: &Expected) -> rolecall::assess::Assessment {
    let said = Said {
        attest: true,
        ..Said::default()
    };
    let assessment = roll_call_with(tenant, Options::default(), &said);
    hold(name, &assessment, expected);
    assessment
}

/// Whether a finding has a note of a kind.
fn noted(
    assessment: &rolecall::assess::Assessment,
    id: &str,
    kind: rolecall::assess::NoteKind,
) -> bool {
    let id = format!("expel-mde/{id}");
    let found = assessment.findings.iter().find(|f| f.id == id).unwrap();
    found.notes.iter().any(|note| note.kind == kind)
}
