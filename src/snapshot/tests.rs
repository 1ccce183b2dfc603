#![allow(clippy::unwrap_used, reason = "tests")]

use super::{Field, Listed, Moment, Section, State, User};
use jiff::Timestamp;
use serde_json::{Value, json};

fn moment(text: &str) -> Option<Moment> {
    text.parse().ok()
}

#[test]
fn a_moment_is_read_in_every_form_that_a_service_writes() {
    for (text, utc) in [
        ("2026-11-23T09:00:00Z", "2026-11-23T09:00:00Z"),
        ("2026-11-23t09:00:00z", "2026-11-23T09:00:00Z"),
        (
            "2026-11-23T09:00:00.1234567Z",
            "2026-11-23T09:00:00.1234567Z",
        ),
        (
            "2026-11-23T09:00:00.12345678901234Z",
            "2026-11-23T09:00:00.123456789Z",
        ),
        ("2026-11-23T09:00:00,5Z", "2026-11-23T09:00:00.5Z"),
        ("2026-11-23T09:00Z", "2026-11-23T09:00:00Z"),
        ("2026-11-23 09:00:00Z", "2026-11-23T09:00:00Z"),
        ("2026-11-23T09:00:00+05:45", "2026-11-23T03:15:00Z"),
        ("2026-11-23T09:00:00-0730", "2026-11-23T16:30:00Z"),
        ("2026-11-23T09:00:00+14", "2026-11-22T19:00:00Z"),
        ("2026-12-31T23:59:60Z", "2027-01-01T00:00:00Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
        ("0001-01-01T00:00:00+01:00", "0000-12-31T23:00:00Z"),
        ("9999-12-31T00:00:00Z", "9999-12-31T00:00:00Z"),
        ("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59Z"),
        ("9999-12-31T23:59:59-01:00", "9999-12-31T23:59:59-01:00"),
        ("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.5Z"),
    ] {
        let read = moment(text).unwrap();
        assert_eq!(read.to_string(), utc, "{text}");
        assert_eq!(
            serde_json::to_value(&read).unwrap(),
            json!(text),
            "as it came"
        );
    }
}

#[test]
fn what_is_no_moment_is_refused() {
    for text in [
        "",
        "soon",
        "2026-11-23",
        "2026-11-23T09:00:00",
        "2026-13-01T00:00:00Z",
        "2026-02-29T00:00:00Z",
        "2026-11-23T24:00:00Z",
        "2026-11-23T09:00:00.Z2",
        "2026-11-23T09:00:00.1a2Z",
        "2026-11-23T09:00:00+24:00",
        "2026-11-23T9:00:00Z",
        "2026-11-23T+9:00:00Z",
        "+2026-11-23T09:00:00Z",
        "20261123T090000Z",
        "2026-11-23T09:00:00ZZ",
        "２０２６-11-23T09:00:00Z",
    ] {
        assert_eq!(moment(text), None, "{text}");
    }
}

#[test]
fn moments_are_in_order_of_time_whatever_their_offset() {
    let texts = [
        "0001-01-01T00:00:00Z",
        "1969-12-31T23:59:59.5Z",
        "2026-11-23T10:00:00+02:00",
        "2026-11-23T08:30:00Z",
        "2026-11-23T08:30:00.0000001Z",
        "9999-12-30T23:00:00Z",
        "9999-12-31T23:59:59-01:00",
    ];
    let read: Vec<Moment> = texts.iter().map(|text| moment(text).unwrap()).collect();
    assert!(read.is_sorted());
    let at: Timestamp = "2026-11-23T08:00:00Z".parse().unwrap();
    assert!(read[2] == at && read[3] > at && read[1] < at);
    let same: Moment = at.into();
    assert_eq!(same.timestamp(), Some(at));
}

#[test]
fn only_the_end_of_the_calendar_is_never() {
    let never = |text: &str| moment(text).unwrap().is_never();
    assert!(never("9999-12-31T00:00:00Z") && never("9999-12-31T23:59:59.9999999-05:00"));
    assert!(!never("2299-12-30T23:00:00Z") && !never("9998-12-31T23:59:59Z"));
}

/// Everything that is read of an object and written again.
fn again(object: &Value) -> (User, Value) {
    let user: User = serde_json::from_value(object.clone()).unwrap();
    let written = serde_json::to_value(&user).unwrap();
    (user, written)
}

#[test]
fn absent_null_given_and_misfit_stay_four_things() {
    let object = json!({
        "id": "11111111-1111-4111-8111-111111111111",
        "mail": null,
        "userType": 7,
        "accountEnabled": "yes",
        "createdDateTime": "the other day",
        "otherMails": ["a@b.example", null, 7, "c@d.example"],
    });
    let (user, written) = again(&object);
    assert_eq!(written, object, "as it came");
    assert!(user.id.is_given() && user.mail.is_null());
    assert_eq!(user.display_name, Field::Absent);
    assert!(!user.user_type.is_given() && !user.user_type.is_null());
    assert_eq!(user.account_enabled, None);
    assert_eq!(user.other_mails.whole(), None);
    assert_eq!(user.other_mails.sightings(), ["a@b.example", "c@d.example"]);
}

#[test]
fn a_list_is_whole_only_where_it_was_given_and_fits() {
    let list = |object: Value| -> Listed<String> { again(&object).0.other_mails };
    assert_eq!(list(json!({"otherMails": []})).whole(), Some([].as_slice()));
    for not_whole in [
        json!({}),
        json!({"otherMails": null}),
        json!({"otherMails": "a"}),
        json!({"otherMails": {}}),
    ] {
        let list = list(not_whole.clone());
        assert_eq!(list.whole(), None, "{not_whole}");
        assert_eq!(list.sightings().len(), 0);
        let null = not_whole["otherMails"].is_null() && not_whole != json!({});
        assert_eq!(list.whole_or_null().is_some(), null, "{not_whole}");
    }
}

#[test]
fn absence_is_concluded_from_what_was_collected_whole_alone() {
    let table = [
        (State::Collected, true),
        (State::Denied, false),
        (State::NotLicensed, false),
        (State::Failed, false),
        (State::NotAsked, false),
    ];
    assert_eq!(table.map(|(state, _)| state), State::ALL);
    for (state, whole) in table {
        assert_eq!(state.is_whole(), whole, "{state:?}");
        let section: Section<User> = serde_json::from_value(json!({
            "state": state,
            "requests": [{ "url": "https://graph.microsoft.com/v1.0/users", "pages": 1, "items": 0 }],
        }))
        .unwrap();
        assert_eq!(section.whole().is_ok(), whole, "{state:?}");
        // Of what nobody asked for, nothing is all there is.
        let unasked: Section<User> = serde_json::from_value(json!({ "state": state })).unwrap();
        assert!(unasked.whole().is_err(), "{state:?}");
    }
}

#[test]
fn a_section_that_an_older_snapshot_calls_imported_is_read_as_collected() {
    let section = |state: &str| -> Section<User> {
        serde_json::from_value(json!({
            "state": state,
            "requests": [{ "url": "https://graph.microsoft.com/v1.0/users", "pages": 1, "items": 1 }],
            "items": [{ "request": 0, "object": { "displayName": "Somebody" } }],
        }))
        .unwrap()
    };
    let imported = section("imported");
    assert_eq!(imported, section("collected"));
    assert_eq!(imported.whole().unwrap().len(), 1);
    assert_eq!(
        serde_json::to_value(&imported).unwrap()["state"],
        "collected"
    );
}
