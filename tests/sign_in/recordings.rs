//! A recording gives the same snapshot again, and holds no secret.

use crate::graph::{Fault, On, RetryAfter, Server};
use crate::support::{by_secret, options, recorded, scan_input, server, wait};
use rolecall::scan::{Recording, RecordingError, Silent, replay};
use rolecall::snapshot::{self, SectionName, Snapshot, State};
use std::collections::BTreeMap;

/// Secrets that the simulator gives, and no recording may hold.
const FORBIDDEN: [&str; 8] = [
    "simulated~client.secret",
    "Bearer ",
    "eyJ",
    "\"authorization\"",
    "set-cookie",
    "\\\"hint\\\":\\\"",
    "\\\"secretText\\\":\\\"",
    "\\\"customKeyIdentifier\\\":\\\"",
];

fn bytes(snapshot: &Snapshot) -> String {
    String::from_utf8(snapshot::write(snapshot).unwrap()).unwrap()
}

/// The recording, read back from its files.
fn through_files(recording: &Recording) -> (Recording, BTreeMap<String, Vec<u8>>) {
    let files: BTreeMap<String, Vec<u8>> = recording.files().unwrap().into_iter().collect();
    let read = Recording::read::<RecordingError>(|name| Ok(files[name].clone())).unwrap();
    assert_eq!(read, *recording);
    (read, files)
}

fn replayed(recording: &Recording) -> Snapshot {
    wait(replay(scan_input().subject(), recording, &Silent)).unwrap()
}

/// Records a scan, stops the tenant, replays, and compares.
fn same_again(server: Server) -> Snapshot {
    let (snapshot, recording) = recorded(by_secret(&server), options(&server));
    let snapshot = snapshot.unwrap();
    drop(server);
    let (recording, files) = through_files(&recording.unwrap());
    for (name, content) in &files {
        let text = String::from_utf8(content.clone()).unwrap();
        for forbidden in FORBIDDEN {
            assert!(!text.contains(forbidden), "{name} holds {forbidden}");
        }
    }
    assert_eq!(bytes(&replayed(&recording)), bytes(&snapshot));
    snapshot
}

fn state(snapshot: &Snapshot, section: SectionName) -> State {
    snapshot.sections.head(section).state
}

#[test]
fn an_undisturbed_scan() {
    same_again(server());
}

#[test]
fn cookies_keys_and_a_token_in_an_answer_are_not_kept() {
    let server = server();
    let header = "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9";
    let token = format!("{header}.e30xxxxxxxxxxxxxxxxxxx.c2ln");
    let cookie = "session=of-the-gateway; HttpOnly".to_owned();
    let headers = vec![
        ("set-cookie".to_owned(), cookie),
        ("authorization".to_owned(), format!("Bearer {token}")),
        (
            "x-ms-ags-diagnostic".to_owned(),
            "of-the-gateway".to_owned(),
        ),
    ];
    server.inject(On::path("/*"), Fault::Headers(headers));
    let leaky = format!(
        r#"{{"value":[{{"skuPartNumber":"{token}","hint":"abc","secretText":"of-the-gateway","customKeyIdentifier":"of-the-gateway"}}]}}"#
    );
    server.inject(
        On::path("/v1.0/subscribedSkus"),
        Fault::Raw(leaky.into_bytes()),
    );
    let (_, recording) = recorded(by_secret(&server), options(&server));
    let (_, files) = through_files(&recording.unwrap());
    for (name, content) in &files {
        let text = String::from_utf8(content.clone()).unwrap();
        for forbidden in FORBIDDEN.iter().chain(&["of-the-gateway", header]) {
            assert!(!text.contains(forbidden), "{name} holds {forbidden}");
        }
    }
}

#[test]
fn a_scan_that_was_refused_throttled_and_cut_short() {
    let server = server();
    server.inject(On::path("*/oauth2PermissionGrants"), Fault::Denied);
    server.inject(
        On::path("/v1.0/subscribedSkus").first(1),
        Fault::Throttle(RetryAfter::Absent),
    );
    server.inject(On::path("*/owners").first(1), Fault::CutLength);
    server.inject(On::path("/v1.0/organization").first(1), Fault::Reset);
    server.inject(
        On::path("*/roleEligibilityScheduleInstances"),
        Fault::PremiumRequired,
    );
    let snapshot = same_again(server);
    assert_eq!(
        state(&snapshot, SectionName::DelegatedGrants),
        State::Denied
    );
    assert_eq!(state(&snapshot, SectionName::Licences), State::Collected);
    assert_eq!(state(&snapshot, SectionName::Owners), State::Collected);
    assert_eq!(
        state(&snapshot, SectionName::RoleEligibility),
        State::NotLicensed
    );
}

#[test]
fn a_scan_that_failed_in_every_way_that_a_body_can() {
    for fault in [
        Fault::BrokenJson,
        Fault::Html,
        Fault::Raw(br#"{"value":[{"id":1,"hint":"abc"#.to_vec()),
        Fault::Raw(b"\xff\xfe\x00".to_vec()),
        Fault::Raw(b"\"a string\"".to_vec()),
        Fault::Raw(b"[1,2".to_vec()),
        Fault::HugeBody(20 * 1024 * 1024),
        Fault::Redirect("https://elsewhere.example/".to_owned()),
        Fault::ClaimsChallenge,
        Fault::TokenExpired,
    ] {
        let server = server();
        server.inject(On::path("/v1.0/users"), fault.clone());
        let snapshot = same_again(server);
        let users = state(&snapshot, SectionName::Users);
        assert!(users != State::Collected, "{fault:?}: {users:?}");
    }
}

#[test]
fn a_scan_whose_time_ran_out() {
    let server = server();
    server.inject(
        On::path("/v1.0/users"),
        Fault::Throttle(RetryAfter::Seconds(50)),
    );
    server.inject(
        On::path("*/owners"),
        Fault::Slow(std::time::Duration::from_secs(30)),
    );
    let mut options = options(&server);
    options.budget = std::time::Duration::from_secs(3);
    let (snapshot, recording) = recorded(by_secret(&server), options);
    let snapshot = snapshot.unwrap();
    let (recording, _) = through_files(&recording.unwrap());
    let users = snapshot.sections.head(SectionName::Users);
    assert!(users.problem.unwrap().message.contains("time ran out"));
    assert_eq!(bytes(&replayed(&recording)), bytes(&snapshot));
}

#[test]
fn a_scan_that_ended_without_advisory_sections() {
    let server = server();
    let minute = std::time::Duration::from_mins(1);
    server.inject(
        On::path("/v1.0/identity/conditionalAccess/policies"),
        Fault::Slow(minute),
    );
    server.inject(On::path("*/appRoleAssignedTo"), Fault::Slow(minute));
    server.inject(
        On::path("/beta/policies/b2bManagementPolicies"),
        Fault::Throttle(RetryAfter::Seconds(30)),
    );
    let snapshot = same_again(server);
    for section in [
        SectionName::ConditionalAccess,
        SectionName::ApiHolders,
        SectionName::B2bPolicy,
    ] {
        let head = snapshot.sections.head(section);
        assert_eq!(head.state, State::Failed, "{section}");
        let message = &head.problem.unwrap().message;
        assert!(message.contains("not waited for"), "{section}: {message}");
    }
    assert_eq!(state(&snapshot, SectionName::Users), State::Collected);
}

#[test]
fn every_answer_keeps_the_date_that_the_service_gave() {
    let server = server();
    server.inject(On::path("*/oauth2PermissionGrants"), Fault::Denied);
    let (_, recording) = recorded(by_secret(&server), options(&server));
    let (_, files) = through_files(&recording.unwrap());
    let mut answers = 0;
    for (name, content) in files.iter().filter(|(name, _)| *name != "index.json") {
        let kept: serde_json::Value = serde_json::from_slice(content).unwrap();
        for tried in kept["tries"].as_array().unwrap() {
            answers += 1;
            let date = &tried["headers"]["date"];
            assert_eq!(date, "Mon, 23 Nov 2026 09:00:00 GMT", "{name}");
        }
    }
    assert!(answers > 30, "{answers}");
}

#[test]
fn a_request_that_was_not_recorded_fails_its_section_with_a_clear_word() {
    let server = server();
    let (_, recording) = recorded(by_secret(&server), options(&server));
    let (_, mut files) = through_files(&recording.unwrap());
    let index = String::from_utf8(files["index.json"].clone()).unwrap();
    let mut index: serde_json::Value = serde_json::from_str(&index).unwrap();
    let requests = index["requests"].as_array_mut().unwrap();
    requests.retain(|entry| !entry["url"].as_str().unwrap().contains("subscribedSkus"));
    files.insert("index.json".to_owned(), index.to_string().into_bytes());
    let less = Recording::read::<RecordingError>(|name| Ok(files[name].clone())).unwrap();
    let snapshot = replayed(&less);
    let licences = snapshot.sections.head(SectionName::Licences);
    assert_eq!(licences.state, State::Failed);
    assert!(
        licences
            .problem
            .unwrap()
            .message
            .contains("recording holds no answer")
    );
    assert_eq!(state(&snapshot, SectionName::Users), State::Collected);
}

#[test]
fn a_folder_that_is_no_recording_is_refused() {
    let server = server();
    let (_, recording) = recorded(by_secret(&server), options(&server));
    let (_, files) = through_files(&recording.unwrap());
    let good = String::from_utf8(files["index.json"].clone()).unwrap();
    let spoiled = |from: &str, to: &str| {
        let index = good.replacen(from, to, 1).into_bytes();
        let read = |name: &str| match name {
            "index.json" => Ok(index.clone()),
            _ => Ok(files.get(name).cloned().unwrap_or_default()),
        };
        Recording::read::<RecordingError>(read)
            .unwrap_err()
            .to_string()
    };
    assert!(spoiled("\"schema_version\": 1", "\"schema_version\": 7").contains("version 7"));
    assert!(spoiled("rolecall/recording", "another/thing").contains("another schema"));
    assert!(spoiled("{", "[").contains("index.json"));
    let first = files.keys().find(|name| *name != "index.json").unwrap();
    assert!(spoiled(first, "../../etc/passwd").contains("none of a recording"));
    let other = files
        .keys()
        .filter(|name| *name != "index.json")
        .nth(1)
        .unwrap();
    assert!(spoiled(first, other).contains("another request"));
}
