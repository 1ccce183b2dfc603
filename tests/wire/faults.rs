//! Faults that pass are waited for; faults that stay cost their section, and nothing else.

use crate::graph::{Fault, On, Options, RetryAfter, Server};
use crate::rich;
use crate::scanner::{differing, head, plain, scanned, secure, spoilt};
use rolecall::snapshot::{SectionName, Snapshot, State};
use std::time::Duration;

/// The guest's groups: three of them, so two pages.
pub const GROUPS: &str = "/v1.0/users/*/transitiveMemberOf*";

pub fn start() -> (Server, Snapshot) {
    let server = Server::start(rich::tenant(100), Options::default().pages_of(2));
    let undisturbed = scanned(&server, plain(&server));
    assert_eq!(head(&undisturbed, SectionName::UserGroups).items, 3);
    (server, undisturbed)
}

fn passing() -> Vec<Fault> {
    let text = |text: &str| Fault::Throttle(RetryAfter::Text(text.to_owned()));
    vec![
        Fault::Throttle(RetryAfter::Seconds(1)),
        Fault::Throttle(RetryAfter::Date(2)),
        Fault::Throttle(RetryAfter::Empty),
        Fault::Throttle(RetryAfter::Absent),
        text("0"),
        text("-5"),
        text("0.01"),
        text("soon"),
        text("Infinity"),
        Fault::Unavailable(500, RetryAfter::Absent),
        Fault::Unavailable(502, RetryAfter::Absent),
        Fault::Unavailable(503, RetryAfter::Seconds(1)),
        Fault::Unavailable(504, RetryAfter::Empty),
        Fault::Reset,
        Fault::CutLength,
        Fault::CutChunked,
        Fault::BrokenJson,
        Fault::Html,
        Fault::Slow(Duration::from_millis(100)),
    ]
}

/// Whether a fault comes without a wait of its own.
fn quick(fault: &Fault) -> bool {
    let timed = |after: &RetryAfter| matches!(after, RetryAfter::Seconds(_) | RetryAfter::Date(_));
    match fault {
        Fault::Throttle(after) | Fault::Unavailable(_, after) => !timed(after),
        Fault::Slow(_) => false,
        _ => true,
    }
}

#[test]
fn a_fault_that_passes_leaves_no_trace() {
    let (server, undisturbed) = start();
    for fault in passing() {
        // What is timed by the server takes its time, and is met on the second page only.
        let pages = if quick(&fault) { 1..=2 } else { 2..=2 };
        for page in pages {
            let snapshot = spoilt(&server, On::path(GROUPS).page(page).first(1), fault.clone());
            assert_eq!(
                differing(&snapshot, &undisturbed),
                [],
                "{fault:?} on page {page}"
            );
            assert_eq!(
                snapshot.sections.user_groups.sightings(),
                undisturbed.sections.user_groups.sightings(),
                "{fault:?} on page {page}"
            );
        }
    }
}

#[test]
fn a_fault_that_passes_leaves_no_trace_over_http_2() {
    let (server, undisturbed) = start();
    for fault in [
        Fault::Reset,
        Fault::CutLength,
        Fault::CutChunked,
        Fault::Throttle(RetryAfter::Absent),
    ] {
        server.heal();
        server.inject(On::path(GROUPS).first(1), fault.clone());
        // One connection carries everything: what was under way beside it is asked again too.
        let snapshot = scanned(&server, secure(&server));
        assert_eq!(differing(&snapshot, &undisturbed), [], "{fault:?}");
    }
}

#[test]
fn a_fault_that_stays_fails_its_section_and_keeps_what_was_seen() {
    let (server, undisturbed) = start();
    for fault in passing().into_iter().filter(quick) {
        for (page, seen) in [(1, 0), (2, 2)] {
            let snapshot = spoilt(&server, On::path(GROUPS).page(page), fault.clone());
            let groups = head(&snapshot, SectionName::UserGroups);
            assert_eq!(
                (groups.state, groups.items),
                (State::Failed, seen),
                "{fault:?} on page {page}"
            );
            assert_eq!(
                differing(&snapshot, &undisturbed),
                [SectionName::UserGroups],
                "{fault:?}"
            );
            assert!(
                groups
                    .problem
                    .is_some_and(|problem| !problem.message.is_empty())
            );
        }
    }
}

#[test]
fn every_answer_throttled_once_is_still_a_whole_scan() {
    let (server, undisturbed) = start();
    server.inject(
        On::path("/*").first(40),
        Fault::Throttle(RetryAfter::Absent),
    );
    let (mut options, sign_in) = plain(&server);
    options.limits.tries = 12;
    let snapshot = scanned(&server, (options, sign_in));
    assert_eq!(differing(&snapshot, &undisturbed), []);
}

#[test]
fn a_scan_ends_within_its_budget_and_says_so() {
    let (server, _) = start();
    server.inject(On::path(GROUPS), Fault::Throttle(RetryAfter::Seconds(3600)));
    server.inject(On::path("/beta/*"), Fault::Slow(Duration::from_mins(1)));
    let (mut options, sign_in) = plain(&server);
    options.budget = Duration::from_secs(2);
    let begun = std::time::Instant::now();
    let snapshot = scanned(&server, (options, sign_in));
    assert!(
        // A minute is what the slow answer alone would take.
        begun.elapsed() < Duration::from_secs(30),
        "{:?}",
        begun.elapsed()
    );
    for section in [SectionName::UserGroups, SectionName::DefenderAssignments] {
        let head = head(&snapshot, section);
        assert_eq!(head.state, State::Failed, "{section}");
        assert!(
            head.problem.unwrap().message.contains("time ran out"),
            "{:?}",
            head.problem
        );
    }
    assert_eq!(head(&snapshot, SectionName::Users).state, State::Collected);
}
