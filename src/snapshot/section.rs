//! One kind of answer, with its origin.
//!
//! This type keeps the main rule of the product: a section that was not
//! collected whole cannot be iterated as if it were empty. [`Section::whole`]
//! is the only way to learn that something is *not* there;
//! [`Section::sightings`] gives what was seen, which proves presence only.

use super::moment::ours_if_read;
use crate::ids::ObjectId;
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The state of a section.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Every request was answered and every page was read.
    // An earlier version had a word of its own for what a person supplied whole.
    #[serde(alias = "imported")]
    Collected,
    /// The tenant refused: a permission is missing, or a policy prevents it.
    Denied,
    /// The tenant has no licence for this kind of answer.
    NotLicensed,
    /// An error, or an answer that was cut short: what was seen is not all.
    Failed,
    /// No request was made.
    NotAsked,
}

impl State {
    /// Every state, in the order in which documents list them.
    pub const ALL: [Self; 5] = [
        Self::Collected,
        Self::Denied,
        Self::NotLicensed,
        Self::Failed,
        Self::NotAsked,
    ];

    /// Returns `true` for the only state from which absence may be concluded.
    pub const fn is_whole(self) -> bool {
        matches!(self, Self::Collected)
    }

    /// The state in plain words, as reports show it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Collected => "collected",
            Self::Denied => "denied",
            Self::NotLicensed => "not licensed",
            Self::Failed => "failed",
            Self::NotAsked => "not asked",
        }
    }
}

/// The code of a section that rolecall limits: more candidates were found than it asks about.
pub const TOO_MANY: &str = "TooManyCandidates";

/// The reason why a section is not whole, and what would complete it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Problem {
    /// One sentence, safe to print: never a token, a header or a raw body.
    pub message: String,
    /// The service's error code, such as `Authorization_RequestDenied`, or [`TOO_MANY`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Graph permissions, any one of which would answer the request.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub permissions: Vec<String>,
}

/// One GET request as it was sent: the evidence behind everything that the section shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// The full URL of the first page.
    pub url: String,
    /// The principal that the request is about, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<ObjectId>,
    /// The lookup: the values of its endpoint's placeholders, by placeholder, such as `address`. Empty where the
    /// endpoint has none, and in a snapshot of schema 1.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub lookup: BTreeMap<String, Vec<String>>,
    /// The time when the (last) answer arrived, UTC; absent where a file's text for it is no moment.
    #[serde(
        default,
        deserialize_with = "ours_if_read",
        skip_serializing_if = "Option::is_none"
    )]
    pub at: Option<Timestamp>,
    /// The HTTP status of the last answer; absent when none arrived.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// Microsoft's `request-id` of the last answer, for a support case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// The service's own time at the last answer (its `Date`), UTC.
    #[serde(
        default,
        deserialize_with = "ours_if_read",
        skip_serializing_if = "Option::is_none"
    )]
    pub server_date: Option<Timestamp>,
    /// Pages read.
    pub pages: u32,
    /// Items read over all pages.
    pub items: u32,
    /// The part of a list that a bound left unread, where the list grows with the tenant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unread: Option<Unread>,
}

impl Request {
    /// Tells if the request looked for a value by this placeholder. Texts are compared without case, as Graph does.
    pub fn looked_for(&self, placeholder: &str, value: &str) -> bool {
        let mut values = self.lookup.get(placeholder).into_iter().flatten();
        values.any(|one| one.eq_ignore_ascii_case(value))
    }
}

/// The part of a list that a bound left unread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unread {
    /// The number of items in all, where the service counted them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<u64>,
}

impl Unread {
    /// The part that was read: `the first 2,000 of 11,351`, or `the first 100, and there are more`.
    pub fn words(self, read: u64) -> String {
        let read = thousands(read);
        match self.total {
            Some(total) => format!("the first {read} of {}", thousands(total)),
            None => format!("the first {read}, and there are more"),
        }
    }
}

/// A number with thousands separators: `11,351`.
fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// An item and the request that showed it (an index into [`Section::requests`]).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seen<T> {
    /// Index into the section's requests.
    pub request: u32,
    /// The object as Graph gave it, reduced to the selected properties.
    pub object: T,
}

/// One kind of answer: its state, its requests, and its items.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section<T> {
    state: State,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    problem: Option<Problem>,
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    requests: Vec<Request>,
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    items: Vec<Seen<T>>,
}

impl<T> Default for Section<T> {
    fn default() -> Self {
        Self::not_asked("the scan did not ask")
    }
}

/// A section without its items: what a ledger shows.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    /// The section's state.
    pub state: State,
    /// The reason why it is not whole, if it is not.
    pub problem: Option<&'a Problem>,
    /// The requests behind it.
    pub requests: &'a [Request],
    /// The number of items that were seen.
    pub items: usize,
}

impl<T> Section<T> {
    /// A section for which no request was made.
    pub fn not_asked(why: &str) -> Self {
        Self {
            state: State::NotAsked,
            problem: Some(Problem {
                message: why.to_owned(),
                code: None,
                permissions: Vec::new(),
            }),
            requests: Vec::new(),
            items: Vec::new(),
        }
    }

    /// A section all of whose requests were answered whole.
    pub fn collected(requests: Vec<Request>, items: Vec<Seen<T>>) -> Self {
        Self {
            state: State::Collected,
            problem: None,
            requests,
            items,
        }
    }

    /// A section that is not whole; `items` are those that were seen nevertheless.
    pub fn incomplete(
        state: State,
        problem: Problem,
        requests: Vec<Request>,
        items: Vec<Seen<T>>,
    ) -> Self {
        Self {
            state,
            problem: Some(problem),
            requests,
            items,
        }
    }

    /// The section's state.
    pub const fn state(&self) -> State {
        self.state
    }

    /// The items, if and only if they are all there are. Absence may be concluded from these. A section without a
    /// request is not whole, whatever its state: nothing was asked.
    pub fn whole(&self) -> Result<&[Seen<T>], Head<'_>> {
        if self.state.is_whole() && !self.requests.is_empty() {
            Ok(&self.items)
        } else {
            Err(self.head())
        }
    }

    /// The items that were seen. They prove presence, never absence.
    pub fn sightings(&self) -> &[Seen<T>] {
        &self.items
    }

    /// The request behind a sighting.
    pub fn request_of(&self, seen: &Seen<T>) -> Option<&Request> {
        self.requests.get(seen.request as usize)
    }

    /// The requests, to be completed while a file is read.
    pub(super) fn requests_mut(&mut self) -> &mut [Request] {
        &mut self.requests
    }

    /// One item's object as compact JSON, and the request that showed it.
    pub(super) fn sighting(&self, item: usize) -> Option<(String, &Request)>
    where
        T: Serialize,
    {
        let seen = self.items.get(item)?;
        let object = serde_json::to_string(&seen.object).ok()?;
        Some((object, self.request_of(seen)?))
    }

    /// The first item that names a request which does not exist.
    pub(super) fn dangling(&self) -> Option<usize> {
        self.items
            .iter()
            .position(|seen| self.request_of(seen).is_none())
    }

    /// The section without its items.
    pub fn head(&self) -> Head<'_> {
        Head {
            state: self.state,
            problem: self.problem.as_ref(),
            requests: &self.requests,
            items: self.items.len(),
        }
    }
}
