//! Several look-ups in one filter, or one by one where the service refuses that.

use super::ledger::{Answers, ask};
use crate::scan::client::{Answer, Failure, Graph, Kind};
use crate::scan::requests::Get;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Asks with one filter for many; where any is refused as not understood, asks again one by one.
///
/// The refusal then costs nothing: what it would have answered was asked otherwise.
pub(super) async fn ask_together<T: DeserializeOwned + Serialize>(
    graph: &Graph<'_>,
    together: Vec<Get>,
    one_by_one: Vec<Get>,
) -> Vec<Answer<T>> {
    let mut answers = ask(graph, together).await;
    let refused = answers
        .iter()
        .any(|answer| is_refused(answer.failure.as_ref()));
    if refused {
        for answer in &mut answers {
            if is_refused(answer.failure.as_ref()) {
                answer.failure = None;
            }
        }
        answers.extend(ask(graph, one_by_one).await);
    }
    answers
}

/// Whether a look-up was made again, one by one: that took a round trip more.
pub(super) fn was_refused<T>(answers: &Answers<T>) -> bool {
    let bad_request = |answer: &Answer<T>| answer.request.status == Some(400);
    answers
        .made
        .iter()
        .any(|answer| bad_request(answer) && answer.failure.is_none())
}

fn is_refused(failure: Option<&Failure>) -> bool {
    failure.is_some_and(|failure| failure.kind == Kind::NotUnderstood)
}
