//! Closes the ledger: answers become sections, in an order that timing cannot change.

use super::answers::Answers;
use crate::ids::ObjectId;
use crate::scan::client::Failure;
use crate::snapshot::{Problem, Section, SectionName, Seen, State};
use std::collections::BTreeMap;

/// Closes one section.
///
/// One object that came in two ways is one sighting; what two answers tell differently of it stays both.
/// Where a section is about the candidates, it is one only for each of them: a group that two
/// candidates are in is seen twice.
pub(super) fn section<T: PartialEq>(name: SectionName, answers: Answers<T>) -> Section<T> {
    let subject = name.row().subject;
    let by_subject = subject.has_guests() || subject.has_applications();
    let mut made = answers.made;
    made.sort_by(|a, b| {
        (a.request.subject, &a.request.url).cmp(&(b.request.subject, &b.request.url))
    });
    let mut failures: Vec<Failure> = made
        .iter()
        .filter_map(|answer| answer.failure.clone())
        .collect();
    let failed = failures.len();
    failures.extend(answers.gaps);
    let total = made.len();

    let mut requests = Vec::with_capacity(total);
    let mut items: Vec<(String, Seen<T>)> = Vec::new();
    let mut known: BTreeMap<(Option<ObjectId>, String), Vec<usize>> = BTreeMap::new();
    for (index, answer) in (0_u32..).zip(made) {
        let subject = answer.request.subject.filter(|_| by_subject);
        for item in answer.items {
            if !item.id.is_empty() {
                let same = known.entry((subject, item.id.clone())).or_default();
                let seen = |at: &usize| items.get(*at).map(|(_, seen)| &seen.object);
                if same.iter().any(|at| seen(at) == Some(&item.object)) {
                    continue;
                }
                same.push(items.len());
            }
            items.push((
                item.id,
                Seen {
                    request: index,
                    object: item.object,
                },
            ));
        }
        requests.push(answer.request);
    }
    items.sort_by(|(a, x), (b, y)| (a, x.request).cmp(&(b, y.request)));
    let items = items.into_iter().map(|(_, seen)| seen).collect();

    match worst(&failures) {
        Some((state, mut problem)) => {
            if failed > 0 && total > 1 {
                problem.message = format!("{} ({failed} of {total} requests)", problem.message);
            }
            Section::incomplete(state, problem, requests, items)
        }
        None if total == 0 => Section::not_asked(
            answers
                .not_asked_because
                .as_deref()
                .unwrap_or("there was nobody to ask about"),
        ),
        None => Section::collected(requests, items),
    }
}

/// The failure that speaks for a section: refused before failed; not licensed only if nothing else is wrong.
pub(super) fn worst(failures: &[Failure]) -> Option<(State, Problem)> {
    let first = |state: State| failures.iter().find(|failure| failure.state == state);
    let failure = first(State::Denied)
        .or_else(|| first(State::Failed))
        .or_else(|| failures.first())?;
    Some((failure.state, failure.problem.clone()))
}
