//! An action as the templates see it.

use crate::document::Many;
use crate::report::advice::Action;
use serde::Serialize;

/// Something to do, and what it closes.
#[derive(Serialize)]
pub(in crate::report) struct ActionView {
    urgency: &'static str,
    title: String,
    how: String,
    closes: Many,
}

impl ActionView {
    pub(super) fn new(action: Action) -> Self {
        Self {
            urgency: action.urgency.as_str(),
            title: action.title,
            how: action.how,
            closes: action.closes.into_iter().collect(),
        }
    }
}
