//! A right that a requirement names, and what was seen of it.

use super::entitlement::Entitlement;
use super::holder::{Holder, Principal};
use crate::assess::{RightSeen, Verdict};
use schemars::JsonSchema;
use serde::Serialize;

/// A right of a requirement that names several, and what was seen of it.
#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct Right<'a> {
    /// The right in words.
    title: String,
    /// The principal that is to hold it.
    principal: Principal<'a>,
    /// The candidate that it rests on; `null` where it rests on nobody, or on several.
    holder: Option<Holder>,
    entitlement: Option<Entitlement<'a>>,
    verdict: Verdict,
    expected: &'a str,
    actual: &'a str,
    reason: &'a str,
}

impl<'a> From<&'a RightSeen> for Right<'a> {
    fn from(right: &'a RightSeen) -> Self {
        Self {
            title: right.kind.to_string(),
            principal: Principal {
                id: right.principal.as_str(),
                title: &right.principal_title,
            },
            holder: right.holder.as_ref().map(Into::into),
            entitlement: right.entitlement.as_ref().map(Into::into),
            verdict: right.verdict,
            expected: &right.expected,
            actual: &right.actual,
            reason: &right.reason,
        }
    }
}
