//! Who else holds the guide's API, where that list is not whole: every report that shows it says so.

use crate::graph::scenarios::parts;
use crate::graph::{Fault, On, Options, Server, Tenant};
use crate::roll_call::{Said, judged, scanned};
use rolecall::assess::Assessment;
use rolecall::report::{Format, Style, render};

fn tenant() -> Tenant {
    let mut tenant = Tenant::new("contoso");
    parts::full_app(&mut tenant);
    tenant
}

fn of(tenant: Tenant, faults: Vec<(On, Fault)>) -> Assessment {
    let server = Server::start(tenant, Options::default());
    for (on, fault) in faults {
        server.inject(on, fault);
    }
    judged(&scanned(&server, &Said::default()), &Said::default())
}

fn text(assessment: &Assessment, format: Format) -> String {
    let bytes = render(assessment, format, &Style::default()).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// The note stands in each format that lists other holders.
#[track_caller]
fn shown(assessment: &Assessment, words: &str) {
    let read = assessment.holders_read.as_ref().unwrap();
    assert!(read.note.contains(words), "{}", read.note);
    for format in [Format::Html, Format::Markdown, Format::Json] {
        assert!(
            text(assessment, format).contains(words),
            "{format}: {words}"
        );
    }
}

#[test]
fn a_list_that_was_read_to_its_end_says_nothing_more() {
    let mut small = tenant();
    small.applications(20, 20, 0);
    let assessment = of(small, Vec::new());
    let read = assessment.holders_read.unwrap();
    assert_eq!((read.whole, read.total), (true, Some(read.grants)));
    assert_eq!(read.note, "");
    assert_eq!(assessment.other_holders.len(), 20);
}

#[test]
fn a_list_that_was_read_to_a_bound_says_how_far() {
    let mut big = tenant();
    big.applications(3_000, 2_351, 9_000);
    let assessment = of(big, Vec::new());
    let read = assessment.holders_read.as_ref().unwrap();
    let total = read.total.unwrap();
    assert_eq!((read.whole, read.grants), (false, 2_000));
    assert!(
        total > 2_351,
        "the guide's application holds some too: {total}"
    );
    shown(
        &assessment,
        &format!(
            "on WindowsDefenderATP, the first 2,000 of 2,{}",
            total - 2_000
        ),
    );
    shown(&assessment, "looked up for 30 of the applications");
    let looked_up = assessment
        .other_holders
        .iter()
        .filter(|one| one.app_id.is_some());
    assert_eq!(looked_up.count(), 30);
    assert!(assessment.other_holders.len() > 1_900);
    for format in [Format::Html, Format::Markdown] {
        assert!(
            text(&assessment, format).contains("not looked up"),
            "{format}"
        );
    }
}

#[test]
fn where_the_service_does_not_count_the_list_says_that_there_are_more() {
    let mut big = tenant();
    big.applications(20_000, 11_351, 0);
    let refused = Fault::Error {
        status: 400,
        code: "Request_UnsupportedQuery".to_owned(),
        message: String::new(),
    };
    let counting = On::path("/v1.0/servicePrincipals/*/appRoleAssignedTo?*$count*");
    let assessment = of(big, vec![(counting, refused)]);
    let read = assessment.holders_read.as_ref().unwrap();
    assert_eq!((read.whole, read.grants, read.total), (false, 999, None));
    shown(&assessment, "the first 999, and there are more");
}

#[test]
fn a_list_that_was_refused_or_not_waited_for_is_not_an_empty_one() {
    let path = On::path("/v1.0/servicePrincipals/*/appRoleAssignedTo");
    let slow = Fault::Slow(std::time::Duration::from_mins(5));
    for (fault, words) in [
        (Fault::Denied, "section api-holders was denied"),
        (
            slow,
            "section api-holders was failed: it was not waited for",
        ),
    ] {
        let assessment = of(tenant(), vec![(path.clone(), fault)]);
        assert!(assessment.other_holders.is_empty());
        shown(&assessment, words);
    }
}
