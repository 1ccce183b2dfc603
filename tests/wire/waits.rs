//! How long a scan waits before it tries again, what it says of that, and when it slows down by itself.

use crate::faults::{GROUPS, start};
use crate::graph::{Fault, On, Options, RetryAfter, Server};
use crate::rich;
use crate::scanner::{differing, plain, scanned, watched};
use rolecall::scan::{Event, Progress};
use rolecall::snapshot::SectionName;
use std::ops::RangeInclusive;
use std::sync::Mutex;
use std::time::Duration;

const FIRST: Duration = Duration::from_millis(40);

/// Keeps every wait: for which section, how long, and whether the service asked for it.
#[derive(Default)]
struct Waits(Mutex<Vec<(SectionName, Duration, bool)>>);

impl Progress for Waits {
    fn note(&self, what: Event<'_>) {
        if let Event::Waiting {
            section,
            wait,
            throttled,
        } = what
        {
            self.0.lock().unwrap().push((section, wait, throttled));
        }
    }
}

/// The waits of a scan with one fault in place, which it must get over.
fn waits(server: &Server, on: On, fault: Fault) -> Vec<(SectionName, Duration, bool)> {
    server.heal();
    let undisturbed = scanned(server, plain(server));
    server.inject(on, fault);
    let (mut options, sign_in) = plain(server);
    options.first_wait = FIRST;
    let waits = Waits::default();
    let snapshot = watched((options, sign_in), &waits).unwrap();
    assert_eq!(differing(&snapshot, &undisturbed), []);
    waits.0.into_inner().unwrap()
}

/// By chance between half and all of the first wait, doubled so often.
fn back_off(doubled: u32) -> RangeInclusive<Duration> {
    let most = FIRST * 2_u32.pow(doubled);
    most / 2..=most
}

#[test]
fn a_wait_is_what_the_service_asked_for_and_else_the_scans_own() {
    let (server, _) = start();
    let seconds = |from, to| Duration::from_secs(from)..=Duration::from_secs(to);
    let text = |text: &str| RetryAfter::Text(text.to_owned());
    for (after, expected) in [
        (RetryAfter::Seconds(1), seconds(1, 1)),
        // Against the service's own clock, whatever this machine's says.
        (RetryAfter::Date(2), seconds(2, 2)),
        (RetryAfter::Empty, back_off(0)),
        (RetryAfter::Absent, back_off(0)),
        (text("0"), back_off(0)),
        (text("-5"), back_off(0)),
        (text("soon"), back_off(0)),
    ] {
        for (fault, throttled) in [
            (Fault::Throttle(after.clone()), true),
            (Fault::Unavailable(503, after.clone()), false),
        ] {
            let waits = waits(&server, On::path(GROUPS).page(1).first(1), fault.clone());
            let [(section, wait, asked)] = waits[..] else {
                panic!("{fault:?}: {waits:?}")
            };
            assert_eq!((section, asked), (SectionName::UserGroups, throttled));
            assert!(expected.contains(&wait), "{fault:?}: {wait:?}");
        }
    }
}

#[test]
fn a_wait_of_more_than_a_minute_is_obeyed_and_not_cut_short() {
    let (server, _) = start();
    for seconds in [61, 3_600, u64::MAX] {
        server.heal();
        let after = RetryAfter::Text(seconds.to_string());
        server.inject(On::path(GROUPS), Fault::Throttle(after));
        let before = server.graph_requests().len();
        let (mut options, sign_in) = plain(&server);
        options.budget = Duration::from_secs(30);
        let waits = Waits::default();
        let begun = std::time::Instant::now();
        let snapshot = watched((options, sign_in), &waits).unwrap();
        assert!(
            begun.elapsed() < Duration::from_secs(20),
            "it would be too late"
        );
        let waits = waits.0.into_inner().unwrap();
        let asked = (SectionName::UserGroups, Duration::from_secs(seconds), true);
        assert_eq!(waits, [asked]);
        let groups = |one: &&crate::graph::Logged| {
            one.path.contains("/transitiveMemberOf/") && one.path.contains("/users/")
        };
        let requests = server.graph_requests();
        assert_eq!(requests[before..].iter().filter(groups).count(), 1);
        let problem = snapshot
            .sections
            .head(SectionName::UserGroups)
            .problem
            .unwrap();
        assert_eq!(
            problem.message,
            "the service asked to slow down; another try would come after the scan's time ran out (30 s)"
        );
    }
}

#[test]
fn what_is_not_tried_again_says_nothing_of_tries_and_what_is_says_how_often() {
    let (server, _) = start();
    let error = |status: u16| Fault::Error {
        status,
        code: "x".to_owned(),
        message: String::new(),
    };
    for (fault, tries, words) in [
        (error(501), 1, "the service failed with status 501"),
        (error(505), 1, "the service failed with status 505"),
        (
            Fault::Unavailable(503, RetryAfter::Absent),
            5,
            "the service failed with status 503; tried 5 times, scan again later",
        ),
        (
            Fault::Throttle(RetryAfter::Absent),
            5,
            "the service asked to slow down; tried 5 times, scan again later",
        ),
    ] {
        server.heal();
        server.inject(On::path(GROUPS), fault.clone());
        let before = server.graph_requests().len();
        let snapshot = scanned(&server, plain(&server));
        let problem = snapshot
            .sections
            .head(SectionName::UserGroups)
            .problem
            .unwrap();
        assert_eq!(problem.message, words, "{fault:?}");
        let groups = |one: &&crate::graph::Logged| {
            one.path.contains("/transitiveMemberOf/") && one.path.contains("/users/")
        };
        let requests = server.graph_requests();
        assert_eq!(
            requests[before..].iter().filter(groups).count(),
            tries,
            "{fault:?}"
        );
    }
}

#[test]
fn waits_that_nobody_timed_double_and_differ() {
    let (server, _) = start();
    let path = On::path(GROUPS).page(1).first(4);
    let stubborn = waits(&server, path, Fault::Unavailable(502, RetryAfter::Absent));
    assert_eq!(stubborn.len(), 4, "{stubborn:?}");
    for (doubled, (_, wait, _)) in (0..).zip(&stubborn) {
        assert!(back_off(doubled).contains(wait), "{stubborn:?}");
    }
    let path = On::path("/v1.0/*").first(8);
    let many = waits(&server, path, Fault::Throttle(RetryAfter::Absent));
    assert!(many.len() >= 8, "{many:?}");
    assert!(
        many.iter().any(|one| one.1 != many[0].1),
        "all come back at the same moment: {many:?}"
    );
}

#[test]
fn a_service_that_gets_busy_is_asked_less_before_it_refuses() {
    let options = Options::default().latency(Duration::from_millis(30));
    let server = Server::start(rich::tenant(100), options);
    let share = |share: &str| {
        let header = "x-ms-throttle-limit-percentage".to_owned();
        Fault::Headers(vec![(header, share.to_owned())])
    };
    let most_of_the_last = |server: &Server, before: usize| {
        let requests = server.graph_requests();
        let last = &requests[before.max(requests.len() - 15)..];
        assert!(last.iter().all(|one| one.status == 200));
        last.iter().map(|one| one.beside).max().unwrap()
    };
    let (mut options, sign_in) = plain(&server);
    options.in_flight = 8;
    scanned(&server, (options.clone(), sign_in.clone()));
    let at_ease = most_of_the_last(&server, 0);
    assert!(at_ease > 1, "{at_ease}");
    let before = server.graph_requests().len();
    server.inject(On::path("/*"), share("0.95"));
    scanned(&server, (options, sign_in));
    assert_eq!(most_of_the_last(&server, before), 1);
}
