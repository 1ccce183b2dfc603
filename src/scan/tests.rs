#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]
//! Plans, and whole scans against a tenant that answers the same to everything.

mod guide;

use self::guide::guide;
use super::{Cloud, ScanError, ScanOptions, SignIn, Silent, plan, scan};
use crate::catalog::Catalog;
use crate::guide::Parameters;
use crate::snapshot::{SectionName, State};
use jiff::Timestamp;
use secrecy::SecretString;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use url::Url;

fn parameters(given: &[(&str, &str)]) -> Parameters {
    let given: BTreeMap<String, String> = given
        .iter()
        .map(|(id, value)| ((*id).to_owned(), (*value).to_owned()))
        .collect();
    Parameters::resolve(&guide(), &given).unwrap()
}

#[test]
fn a_plan_names_every_section_and_the_least_permissions() {
    let plan = plan(&guide(), &parameters(&[]), &Catalog::built_in().unwrap());
    for &section in SectionName::ALL {
        assert!(
            plan.requests
                .iter()
                .any(|request| request.section == section),
            "{section}"
        );
    }
    let names: Vec<&str> = plan
        .permissions()
        .iter()
        .map(|permission| permission.name)
        .collect();
    assert_eq!(
        names,
        [
            "Application.Read.All",
            "AuditLog.Read.All",
            "CrossTenantInformation.ReadBasic.All",
            "Directory.Read.All",
            "Policy.Read.All",
            "Policy.Read.B2BManagementPolicy",
            "PrivilegedAssignmentSchedule.Read.AzureADGroup",
            "PrivilegedEligibilitySchedule.Read.AzureADGroup",
            "RoleAssignmentSchedule.Read.Directory",
            "RoleEligibilitySchedule.Read.Directory",
            "RoleManagement.Read.Defender",
        ]
    );
    assert!(
        plan.permissions()
            .iter()
            .all(|permission| permission.id.is_some())
    );
    for request in &plan.requests {
        let opened = plan
            .permissions()
            .iter()
            .any(|permission| request.permissions.contains(&permission.name));
        assert!(opened, "{}", request.target);
        let url = request.url(Cloud::China);
        assert!(
            url.starts_with("https://microsoftgraph.chinacloudapi.cn/"),
            "{url}"
        );
    }
}

#[test]
fn a_pinned_application_is_looked_up_by_its_id_and_others_of_its_name_are_listed() {
    let catalog = Catalog::built_in().unwrap();
    let app = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";
    let targets = |given: &[(&str, &str)]| -> Vec<String> {
        let plan = plan(&guide(), &parameters(given), &catalog);
        plan.requests
            .into_iter()
            .map(|request| request.target)
            .collect()
    };
    let has = |targets: &[String], text: &str| targets.iter().any(|target| target.contains(text));
    let pinned = targets(&[("app-id", app)]);
    assert!(has(&pinned, app));
    assert!(has(&pinned, "startswith(displayName"));
    let named = targets(&[]);
    assert!(has(
        &named,
        "startswith(displayName,%27Vendor%27%27s%20app%27)"
    ));
    assert!(!has(&named, app));
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

async fn scanned(host: Url) -> Result<crate::snapshot::Snapshot, ScanError> {
    let mut options = ScanOptions::new(Cloud::Global, || Timestamp::UNIX_EPOCH)?;
    options.graph_host = host;
    options.first_wait = Duration::from_millis(1);
    let sign_in = SignIn::AccessToken {
        token: SecretString::from("opaque".to_owned()),
        from: "a test".to_owned(),
    };
    let catalog = Catalog::built_in().unwrap();
    scan(
        &guide(),
        &parameters(&[]),
        &catalog,
        sign_in,
        options,
        &Silent,
    )
    .await
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
        first.sought[0].parameters["guest-address"],
        "soc@vendor.example"
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
