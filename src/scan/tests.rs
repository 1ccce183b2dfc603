#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]
//! Plans, and whole scans of a tenant that answers the same to everything.

mod claims;
mod input;
mod plans;

use self::input::{ALERTS, DEFENDER, Input, ROLE as READER, vendor};
use super::{Cloud, ScanError, ScanOptions, SignIn, Silent, scan};
use crate::snapshot::{SectionName, Snapshot, SoughtValue, State};
use jiff::Timestamp;
use secrecy::SecretString;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use url::Url;

/// One guest, one application, one permission.
fn one_guide() -> Input {
    Input::of(&[&vendor("vendor", &[DEFENDER, ALERTS])])
}

/// A tenant that gives one answer to everything.
async fn tenant(status: &'static str, body: &'static str) -> Url {
    routed(move |_| (status, body.to_owned())).await.0
}

type Asked = Arc<Mutex<Vec<String>>>;

/// A tenant that answers by path and query, and what it was asked.
async fn routed(route: impl Fn(&str) -> (&'static str, String) + Send + 'static) -> (Url, Asked) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let host = format!("http://{}", listener.local_addr().unwrap());
    let asked = Asked::default();
    let log = Arc::clone(&asked);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = Vec::new();
            while !request.ends_with(b"\r\n\r\n") {
                let mut byte = [0];
                if stream.read(&mut byte).await.unwrap_or(0) == 0 {
                    break;
                }
                request.push(byte[0]);
            }
            let text = String::from_utf8(request).unwrap();
            let target = text.split(' ').nth(1).unwrap_or_default().to_owned();
            let (status, body) = route(&target);
            log.lock().unwrap().push(target);
            let answer = format!("HTTP/1.1 {status}\r\nconnection: close\r\n\r\n{body}");
            let _ = stream.write_all(answer.as_bytes()).await;
            let _ = stream.shutdown().await;
        }
    });
    (Url::parse(&host).unwrap(), asked)
}

async fn scanned(host: Url) -> Result<Snapshot, ScanError> {
    scanned_for(&one_guide(), host).await
}

async fn scanned_for(input: &Input, host: Url) -> Result<Snapshot, ScanError> {
    let mut options = ScanOptions::new(Cloud::Global, || Timestamp::UNIX_EPOCH)?;
    options.graph_host = host;
    options.first_wait = Duration::from_millis(1);
    let sign_in = SignIn::AccessToken {
        token: SecretString::from("opaque".to_owned()),
        from: "a test".to_owned(),
    };
    scan(input.subject(), sign_in, options, &Silent).await
}

#[tokio::test]
async fn an_empty_tenant_is_collected_and_nobody_is_asked_about() {
    let host = tenant("200 OK", r#"{"value":[]}"#).await;
    let first = scanned(host.clone()).await.unwrap();
    for section in [
        SectionName::Users,
        SectionName::ServicePrincipals,
        SectionName::Resources,
    ] {
        assert_eq!(first.sections.head(section).state, State::Collected);
    }
    let roles = first.sections.head(SectionName::DirectoryRoles);
    assert_eq!(roles.state, State::NotAsked);
    assert!(
        roles
            .problem
            .unwrap()
            .message
            .contains("nobody to ask about")
    );
    assert_eq!(
        first.sought[0].parameters["address"],
        SoughtValue::One("soc@vendor.example".to_owned())
    );
    let second = scanned(host).await.unwrap();
    assert_eq!(
        crate::snapshot::write(&first).unwrap(),
        crate::snapshot::write(&second).unwrap()
    );
    let text = String::from_utf8(crate::snapshot::write(&first).unwrap()).unwrap();
    assert!(!text.contains("opaque"), "no token in a snapshot");
}

#[tokio::test]
async fn a_tenant_that_refuses_everything_gives_a_snapshot_that_says_so() {
    let body = r#"{"error":{"code":"Authorization_RequestDenied"}}"#;
    let snapshot = scanned(tenant("403 Forbidden", body).await).await.unwrap();
    assert_eq!(
        snapshot.sections.head(SectionName::Users).state,
        State::Denied
    );
    let groups = snapshot.sections.head(SectionName::UserGroups);
    assert_eq!(groups.state, State::NotAsked);
    assert!(groups.problem.unwrap().message.contains("not answered"));
}

#[tokio::test]
async fn a_token_that_is_accepted_nowhere_is_an_error() {
    let body = r#"{"error":{"code":"InvalidAuthenticationToken"}}"#;
    let problem = scanned(tenant("401 Unauthorized", body).await)
        .await
        .unwrap_err();
    assert!(
        matches!(&problem, ScanError::NotAccepted { code: Some(code), .. } if code == "InvalidAuthenticationToken")
    );
}

const USER: &str = "00000000-0000-0000-0000-0000000000a1";
const GROUP: &str = "00000000-0000-0000-0000-0000000000b1";
const ROLE: &str = "00000000-0000-0000-0000-0000000000c1";
const FIRST: &str = "00000000-0000-0000-0000-0000000000e1";
const SECOND: &str = "00000000-0000-0000-0000-0000000000e2";
const THIRD: &str = "00000000-0000-0000-0000-0000000000e3";
const STRANGER: &str = "00000000-0000-0000-0000-0000000000d1";

/// One guest in one group that holds a Defender role and leads to another two; look-ups of several
/// in one filter are refused.
fn guest_in_a_group(target: &str) -> (&'static str, String) {
    let assignment = |id: &str, principal: &str, role: &str| {
        format!(r#"{{"id":"{id}","roleDefinitionId":"{role}","principalIds":["{principal}"]}}"#)
    };
    let list = |items: &str| ("200 OK", format!(r#"{{"value":[{items}]}}"#));
    let bad_request = || {
        (
            "400 Bad Request",
            r#"{"error":{"code":"BadRequest"}}"#.to_owned(),
        )
    };
    let eligible = |from: &str, to: &str| {
        list(&format!(
            r#"{{"id":"{from}","principalId":"{from}","groupId":"{to}","accessId":"member","group":{{"id":"{to}","displayName":"further"}}}}"#
        ))
    };
    if target.contains("%20or%20") {
        return bad_request();
    }
    if target.contains("privilegedAccess/group/eligibility") {
        let steps = [(USER, FIRST), (GROUP, SECOND), (SECOND, THIRD)];
        let step = steps.iter().find(|(from, _)| target.contains(from));
        return step.map_or_else(|| list(""), |(from, to)| eligible(from, to));
    }
    if target.contains("/users?$filter=mail") {
        return list(&format!(r#"{{"id":"{USER}","mail":"soc@vendor.example"}}"#));
    }
    if target.contains("transitiveMemberOf") {
        return list(&format!(r#"{{"id":"{GROUP}","isAssignableToRole":true}}"#));
    }
    if target.contains("defender/roleAssignments") {
        return list(&format!(
            "{},{},{}",
            assignment("x", SECOND, ROLE),
            assignment("y", STRANGER, STRANGER),
            assignment("z", USER, "gone"),
        ));
    }
    if target.contains("defender/roleDefinitions") {
        return list(&format!(
            r#"{{"id":"{ROLE}","displayName":"SOC","rolePermissions":[]}},{{"id":"{STRANGER}","rolePermissions":[]}}"#
        ));
    }
    list("")
}

#[tokio::test]
async fn the_waves_follow_a_guest_through_its_group_to_its_roles() {
    let (host, asked) = routed(guest_in_a_group).await;
    let snapshot = scanned(host).await.unwrap();
    let sections = &snapshot.sections;
    assert_eq!(sections.users.whole().unwrap().len(), 1);
    assert_eq!(sections.user_groups.whole().unwrap().len(), 1);
    // The list holds everybody's; a stranger's assignment and its role are dropped.
    let held = sections.defender_assignments.whole().unwrap();
    let ids: Vec<&str> = held
        .iter()
        .filter_map(|seen| seen.object.id.as_deref())
        .collect();
    assert_eq!(ids, ["x", "z"]);
    let statuses: Vec<Option<u16>> = sections
        .head(SectionName::Users)
        .requests
        .iter()
        .map(|request| request.status)
        .collect();
    assert!(statuses.contains(&Some(400)), "the refusal stays on record");
    // The groups that can be stepped into, by name. The refusals took the round trips in which
    // what the third holds would have been asked for, and the section says so.
    let named = |section: &crate::snapshot::Section<crate::snapshot::Group>| -> Vec<String> {
        let seen = section.sightings().iter();
        seen.filter_map(|seen| Some(seen.object.id.get()?.to_string()))
            .collect()
    };
    assert_eq!(named(&sections.eligible_groups), [FIRST, SECOND, THIRD]);
    assert_eq!(sections.group_eligibility.state(), State::Failed);
    // One role is there, one is dangling: the section is not whole and keeps what it saw.
    assert_eq!(sections.defender_roles.state(), State::Failed);
    assert_eq!(sections.defender_roles.sightings().len(), 1);
    let asked = asked.lock().unwrap().clone();
    let about = |text: &str| asked.iter().filter(|target| target.contains(text)).count();
    assert_eq!(about(STRANGER), 0, "nothing is asked about others");
    for group in [GROUP, FIRST, SECOND] {
        let of_group = |target: &&String| {
            target.contains("directory/roleAssignments?") && target.contains(group)
        };
        assert_eq!(asked.iter().filter(of_group).count(), 1, "{group}");
    }
    assert_eq!(about("defender/roleAssignments"), 1);
    assert_eq!(about("%20or%20"), 1, "what was refused is not tried again");
}

#[tokio::test]
async fn several_guides_are_sought_and_the_settings_for_each_vendors_tenant_are_asked() {
    let tenants = [
        "72f988bf-86f1-41af-91ab-2d7cd011db47",
        "82f988bf-86f1-41af-91ab-2d7cd011db47",
    ];
    let input = Input::of(&[&vendor("acme", &[READER]), &vendor("other", &[READER])])
        .with("acme", "home", &tenants[..1])
        .with("other", "app-name", &["One", "Two"]);
    let (host, asked) = routed(move |target| {
        let found = format!(r#"{{"tenantId":"{}"}}"#, tenants[1]);
        if target.contains("domainName=%27other.example%27") {
            ("200 OK", found)
        } else {
            ("200 OK", r#"{"value":[]}"#.to_owned())
        }
    })
    .await;
    let snapshot = scanned_for(&input, host).await.unwrap();
    let asked = asked.lock().unwrap().clone();
    for tenant in tenants {
        let of_tenant = format!("crossTenantAccessPolicy/partners/{tenant}");
        let of_tenant = |target: &&String| target.contains(&of_tenant);
        assert_eq!(asked.iter().filter(of_tenant).count(), 1, "{tenant}");
    }
    let of_domain = |target: &&String| target.contains("findTenantInformation");
    assert_eq!(asked.iter().filter(of_domain).count(), 1);
    let sought: Vec<(&str, &str)> = snapshot
        .sought
        .iter()
        .map(|one| (one.guide.as_str(), one.edition.as_str()))
        .collect();
    assert_eq!(sought, [("acme", "2026-01-31"), ("other", "2026-01-31")]);
    let several = SoughtValue::Several(vec!["One".to_owned(), "Two".to_owned()]);
    let other = snapshot.sought_for("other").unwrap();
    assert_eq!(other.parameters["app-name"], several);
    let bytes = crate::snapshot::write(&snapshot).unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.contains("\"address\": \"soc@acme.example\""), "{text}");
    assert_eq!(crate::snapshot::read(&bytes).unwrap(), snapshot);
    let values = super::sought_values(&snapshot.sought);
    assert_eq!(values, input.values);
}

#[tokio::test]
async fn nobody_is_looked_for_where_guides_name_nobody() {
    let names = |id: &str| vendor(id, &[READER]);
    let nobody = |texts: &[&str]| {
        let mut input = Input::of(texts);
        input.values.clear();
        input
    };
    let host = tenant("200 OK", r#"{"value":[]}"#).await;
    for (texts, says) in [
        (vec![names("acme")], "the guide names no guest to look for"),
        (
            vec![names("acme"), names("other")],
            "the guides name no guest to look for",
        ),
    ] {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let snapshot = scanned_for(&nobody(&texts), host.clone()).await.unwrap();
        let groups = snapshot.sections.head(SectionName::UserGroups);
        assert_eq!(groups.problem.unwrap().message, says);
    }
}
