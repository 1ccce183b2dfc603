//! What no verdict rests on is asked apart: one request that hangs delays nothing and endangers nothing.

use crate::graph::{Auditor, Fault, On, Options, RetryAfter, Server, scenarios};
use crate::refusals::SECTIONS;
use crate::rich;
use crate::scanner::{differing, head, plain, planned, scanned};
use rolecall::scan::{ScanOptions, SignIn};
use rolecall::snapshot::{SectionName, Snapshot, State};
use secrecy::SecretString;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

/// Longer than any scan is waited for here.
const HANGS: Fault = Fault::Slow(Duration::from_mins(10));

/// How long a scan may go on after the last section that a verdict rests on.
const LAST_MOMENT: Duration = Duration::from_secs(2);

/// What a scan that nothing disturbs takes at the most, on a busy machine.
const UNDISTURBED: Duration = Duration::from_secs(3);

fn advisory() -> BTreeSet<SectionName> {
    let (plan, _) = planned();
    let requests = plan.requests.iter().filter(|request| request.advisory);
    requests.map(|request| request.section).collect()
}

fn timed(server: &Server, way: (ScanOptions, SignIn)) -> (Snapshot, Duration) {
    let begun = Instant::now();
    let snapshot = scanned(server, way);
    (snapshot, begun.elapsed())
}

fn start() -> Server {
    Server::start(rich::tenant(100), Options::default())
}

#[test]
fn what_verdicts_rest_on_is_not_advisory_and_what_advises_is() {
    let names: Vec<&str> = advisory().iter().map(|name| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "organization",
            "licences",
            "owners",
            "federated-credentials",
            "api-holders",
            "api-holder-principals",
            "authorization-policy",
            "b2b-policy",
            "security-defaults",
            "conditional-access",
            "user-sign-ins",
            "application-sign-ins",
            "role-holders",
        ]
    );
}

#[test]
fn an_advisory_request_that_hangs_ends_with_the_scan_and_takes_nothing_along() {
    let undisturbed = scanned(&start(), plain(&start()));
    let hung = |section: SectionName, path: &str| {
        let server = start();
        server.inject(On::path(path), HANGS);
        let (snapshot, took) = timed(&server, plain(&server));
        assert!(took < UNDISTURBED + LAST_MOMENT, "{section}: {took:?}");
        let found = head(&snapshot, section);
        assert_eq!(found.state, State::Failed, "{section}");
        let message = &found.problem.unwrap().message;
        assert!(message.contains("not waited for"), "{section}: {message}");
        // Who the other holders are cannot be asked where they were not listed.
        let mut lost = differing(&snapshot, &undisturbed);
        lost.retain(|name| {
            *name != SectionName::ApiHolderPrincipals || section == SectionName::ApiHolderPrincipals
        });
        assert_eq!(lost, [section]);
    };
    std::thread::scope(|scope| {
        let advisory = advisory();
        for (section, path) in SECTIONS.into_iter().filter(|one| advisory.contains(&one.0)) {
            scope.spawn(move || hung(section, path));
        }
    });
}
