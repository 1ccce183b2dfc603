#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

use super::attempts::{LONGEST, back_off, retry_after};
use super::failure::{Kind, clean, judge, refusal};
use super::graph::next_link;
use super::pages::{Bounds, PageError, list, one};
use super::transport::ResponseMeta;
use crate::graph_version::GraphVersion;
use crate::snapshot::{Endpoint, Group, SectionName, State};
use jiff::Timestamp;
use std::time::Duration;
use url::Url;

const BOUNDS: Bounds = Bounds {
    items: 100,
    text: 1000,
};

#[test]
fn retry_after_is_understood_in_every_form() {
    let now: Timestamp = "2015-10-21T07:28:00Z".parse().unwrap();
    let wait = |header: Option<&str>| retry_after(header, now);
    let seconds = |n| Some(Duration::from_secs(n));
    assert_eq!(wait(Some("7")), seconds(7));
    assert_eq!(wait(Some(" 7 ")), seconds(7));
    assert_eq!(wait(Some("1.5")), Some(Duration::from_millis(1500)));
    assert_eq!(wait(Some("Wed, 21 Oct 2015 07:28:09 GMT")), seconds(9));
    assert_eq!(
        wait(Some("Mon, 21 Oct 2015 07:28:09 GMT")),
        seconds(9),
        "a wrong weekday is forgiven"
    );
    // However long: the scan's time bounds it.
    assert_eq!(wait(Some("Wed, 21 Oct 2015 09:28:09 GMT")), seconds(7209));
    assert_eq!(wait(Some("86400")), seconds(86_400));
    assert_eq!(wait(Some("99999999999999999999999999")), seconds(u64::MAX));
    for none in [
        "",
        "  ",
        "0",
        "-5",
        "soon",
        "NaN",
        "inf",
        "-inf",
        "1e400",
        "Wed, 21 Oct 2015 07:27:00 GMT",
    ] {
        assert_eq!(wait(Some(none)), None, "{none}");
    }
    assert_eq!(wait(None), None);
}

#[test]
fn back_off_doubles_within_bounds() {
    let first = Duration::from_millis(400);
    for (tries, most) in [(1, 400), (2, 800), (3, 1600), (4, 3200)] {
        let wait = back_off(first, tries);
        assert!(
            wait >= Duration::from_millis(most / 2) && wait <= Duration::from_millis(most),
            "{tries}: {wait:?}"
        );
    }
    assert!(back_off(first, 90) <= LONGEST);
}

#[test]
fn a_next_link_stays_on_its_host_and_version() {
    let host = Url::parse("https://graph.microsoft.com/").unwrap();
    let follows = |link: &str| next_link(link, &host, GraphVersion::V1).is_some();
    assert!(follows(
        "https://graph.microsoft.com/v1.0/users?$skiptoken=a%27b"
    ));
    assert!(follows("https://graph.microsoft.com:443/v1.0/users"));
    for link in [
        "",
        "/v1.0/users",
        "http://graph.microsoft.com/v1.0/users",
        "https://graph.microsoft.com.evil.example/v1.0/users",
        "https://evil.example/v1.0/users",
        "https://graph.microsoft.com:8443/v1.0/users",
        "https://user@graph.microsoft.com/v1.0/users",
        "https://graph.microsoft.com@evil.example/v1.0/users",
        "https://graph.microsoft.com/beta/users",
        "https://graph.microsoft.com/v1.0",
        "https://graph.microsoft.com/v1.0evil/users",
        "https://graph.microsoft.com/v1.0/../beta/users",
        "https://graph.microsoft.com/v1.0/%2e%2e/beta/users",
        "file:///v1.0/users",
    ] {
        assert!(!follows(link), "{link}");
    }
    let long = format!(
        "https://graph.microsoft.com/v1.0/users?x={}",
        "a".repeat(40_000)
    );
    assert!(!follows(&long));
}

fn endpoint(section: SectionName) -> &'static Endpoint {
    section.row().endpoints.first().unwrap()
}

fn judged(endpoint: &Endpoint, status: u16, body: &str, held: &[&str]) -> super::Failure {
    let held: Vec<String> = held.iter().map(|&name| name.to_owned()).collect();
    judge(
        endpoint,
        &refusal(status, body.as_bytes(), &ResponseMeta::default()),
        &held,
    )
}

#[test]
fn refusals_are_told_apart_by_their_code() {
    let denied = judged(
        endpoint(SectionName::Licences),
        403,
        r#"{"error":{"code":"Authorization_RequestDenied","message":"secret text"}}"#,
        &[],
    );
    assert_eq!(denied.state, State::Denied);
    assert_eq!(
        denied.problem.code.as_deref(),
        Some("Authorization_RequestDenied")
    );
    assert_eq!(
        denied.problem.permissions,
        endpoint(SectionName::Licences).permissions
    );
    assert!(!denied.problem.message.contains("secret text"));

    for (status, code) in [
        (400, "AadPremiumLicenseRequired"),
        (403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant"),
    ] {
        let body = format!(r#"{{"error":{{"code":"{code}"}}}}"#);
        let unlicensed = judged(endpoint(SectionName::RoleEligibility), status, &body, &[]);
        assert_eq!(unlicensed.state, State::NotLicensed, "{code}");
        assert!(unlicensed.problem.permissions.is_empty());
    }
    let token = judged(
        endpoint(SectionName::Licences),
        401,
        r#"{"error":{"code":"InvalidAuthenticationToken"}}"#,
        &[],
    );
    assert_eq!(
        (token.state, token.kind),
        (State::Denied, Kind::NotAccepted)
    );
    let gone = judged(endpoint(SectionName::UserGroups), 404, "{}", &[]);
    assert_eq!((gone.state, gone.kind), (State::Failed, Kind::Gone));
    let strange = judged(endpoint(SectionName::UserGroups), 400, "<html>", &[]);
    assert_eq!(
        (strange.state, strange.kind, strange.problem.code),
        (State::Failed, Kind::NotUnderstood, None)
    );
    assert_eq!(
        judged(endpoint(SectionName::UserGroups), 302, "", &[]).state,
        State::Failed
    );
}

#[test]
fn a_refusal_of_unified_rbac_names_the_other_cause() {
    let body = r#"{"error":{"code":"Forbidden"}}"#;
    let held = judged(
        endpoint(SectionName::DefenderAssignments),
        403,
        body,
        &["RoleManagement.Read.Defender"],
    );
    assert!(
        held.problem.message.contains("never have been activated"),
        "{}",
        held.problem.message
    );
    assert_eq!(held.state, State::Denied);
    let bare = judged(endpoint(SectionName::DefenderAssignments), 403, body, &[]);
    assert!(bare.problem.message.contains("permission is missing"));
}

#[test]
fn a_claims_challenge_is_said_as_such() {
    let meta = ResponseMeta {
        claims_challenge: true,
        ..ResponseMeta::default()
    };
    let refused = judge(
        endpoint(SectionName::Licences),
        &refusal(401, b"{}", &meta),
        &[],
    );
    assert_eq!(refused.state, State::Denied);
    assert!(refused.problem.message.contains("Conditional Access"));
}

#[test]
fn an_error_body_is_read_in_both_spellings_and_cleaned() {
    for inner in ["innerError", "innererror"] {
        let body = format!(
            r#"{{"error":{{"code":"A\u001b[31m<b>_1.x","{inner}":{{"request-id":"ab-1\n2"}}}}}}"#
        );
        let read = refusal(400, body.as_bytes(), &ResponseMeta::default());
        assert_eq!(read.code.as_deref(), Some("A31mb_1.x"));
        assert_eq!(read.request_id.as_deref(), Some("ab-12"));
    }
    assert_eq!(clean("\u{202e}"), None);
    assert_eq!(
        refusal(500, br#"{"error":{"code":7}}"#, &ResponseMeta::default()).code,
        None
    );
}

#[test]
fn a_page_keeps_what_fits_and_says_what_does_not() {
    let id = "00000000-0000-0000-0000-00000000000a";
    let body = format!(
        r#"{{"@odata.count":3,"value":[{{"id":"{id}","groupTypes":null}},{{"id":"x"}},7]}}"#
    );
    let page = list::<Group>(body.as_bytes(), BOUNDS).unwrap();
    assert_eq!(page.items.len(), 2, "a misfit field costs no object");
    assert_eq!(page.items[0].id, id);
    assert!(page.items[0].object.id.is_given());
    assert!(!page.items[1].object.id.is_given());
    assert_eq!(
        page.misfit.as_deref(),
        Some("an answer did not have the documented shape, at value[2]..; the rest was read")
    );
    assert_eq!(page.count, Some(3));
}

#[test]
fn a_body_that_is_no_page_is_told_apart() {
    for broken in ["", "{\"value\":[", "<html>", "{\"value\":[]}}"] {
        assert_eq!(
            list::<Group>(broken.as_bytes(), BOUNDS).unwrap_err(),
            PageError::Broken,
            "{broken}"
        );
    }
    for shape in [
        "{}",
        "[]",
        "null",
        "{\"value\":null}",
        "{\"value\":{}}",
        "{\"value\":[],\"@odata.nextLink\":7}",
    ] {
        assert!(
            matches!(
                list::<Group>(shape.as_bytes(), BOUNDS).unwrap_err(),
                PageError::Shape(_)
            ),
            "{shape}"
        );
    }
    assert_eq!(one::<Group>(b"{", BOUNDS).unwrap_err(), PageError::Broken);
    assert!(one::<Group>(b"7", BOUNDS).unwrap().misfit.is_some());
}

#[test]
fn deep_nesting_neither_crashes_nor_passes() {
    let deep = format!(
        r#"{{"value":[{{"id":{}{}}}]}}"#,
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    match list::<Group>(deep.as_bytes(), BOUNDS) {
        Ok(page) => {
            assert!(page.misfit.is_some());
            assert!(page.items.iter().all(|item| !item.object.id.is_given()));
        }
        Err(no_page) => assert_eq!(no_page, PageError::Broken),
    }
}

#[test]
fn what_may_pass_says_how_often_it_was_tried_and_what_may_not_says_nothing_of_tries() {
    for status in [
        429, 500, 502, 503, 504, 501, 505, 418, 302, 404, 400, 403, 401,
    ] {
        let message = judged(endpoint(SectionName::UserGroups), status, "{}", &[])
            .problem
            .message;
        assert!(
            !message.contains("retry") && !message.contains("tried"),
            "{status}: {message}"
        );
    }
    let busy = judged(endpoint(SectionName::UserGroups), 429, "{}", &[]);
    assert_eq!(
        busy.after(5).problem.message,
        "the service asked to slow down; tried 5 times, scan again later"
    );
    let failed = judged(endpoint(SectionName::UserGroups), 503, "{}", &[]);
    assert_eq!(
        failed.after(1).problem.message,
        "the service failed with status 503; tried once, scan again later"
    );
}
