//! An action as the templates see it.

use crate::document::escape::anchor;
use crate::report::advice::Action;
use serde::Serialize;

/// Something to do, and what it closes.
#[derive(Serialize)]
pub(in crate::report) struct ActionView<'a> {
    urgency: &'static str,
    title: String,
    how: String,
    closes: Vec<ClosedView<'a>>,
}

/// A finding that an action closes.
#[derive(Serialize)]
struct ClosedView<'a> {
    id: &'a str,
    anchor: String,
    title: &'a str,
    verdict: &'static str,
    sign: &'static str,
}

impl<'a> ActionView<'a> {
    pub(super) fn new(action: Action<'a>) -> Self {
        Self {
            urgency: action.urgency.as_str(),
            title: action.title,
            how: action.how,
            closes: action
                .closes
                .into_iter()
                .map(|finding| ClosedView {
                    id: &finding.id,
                    anchor: anchor(&finding.id),
                    title: &finding.title,
                    verdict: finding.verdict.as_str(),
                    sign: finding.verdict.sign(),
                })
                .collect(),
        }
    }
}
