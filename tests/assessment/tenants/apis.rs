//! The API behind the permissions: there, and in use.

use super::*;
use crate::graph::ids::{MICROSOFT_GRAPH, WINDOWS_DEFENDER_ATP};
use crate::graph::scenarios::parts::{DEFENDER_API, bare_app, full_app, full_guest};
use crate::graph::{Fault, On, Options, Server};
use crate::roll_call::{Said, judged, scanned};
use rolecall::assess::{ApiState, Assessment, Finding};
use rolecall::report::{Format, Style, render};
use serde_json::{Value, json};

const IN_TENANT: &str = "expel-mde/in-tenant/WindowsDefenderATP";

fn ready() -> Tenant {
    let mut tenant = tenant();
    full_guest(&mut tenant);
    full_app(&mut tenant);
    tenant
}

/// The object id of an API's service principal.
fn principal_of(tenant: &Tenant, api: &str) -> String {
    tenant.resource(api)["id"].as_str().unwrap().to_owned()
}

fn with_api(api: &str, property: &str, value: Value) -> Tenant {
    let mut tenant = ready();
    let id = principal_of(&tenant, api);
    tenant.set(&id, property, value);
    tenant
}

/// A tenant without Defender's API: nothing on it can be granted, and what is asked waits.
fn without_api(request: bool) -> Tenant {
    let mut tenant = tenant();
    full_guest(&mut tenant);
    let app = bare_app(&mut tenant, 300);
    for value in crate::graph::scenarios::parts::GRAPH_API {
        tenant.request_and_grant(&app, MICROSOFT_GRAPH, value);
    }
    if request {
        tenant.request_permission(&app, WINDOWS_DEFENDER_ATP, "Alert.Read.All", "Role");
    }
    let id = principal_of(&tenant, WINDOWS_DEFENDER_ATP);
    tenant.delete(&id);
    tenant
}

fn find<'a>(assessment: &'a Assessment, id: &str) -> &'a Finding {
    let found = assessment.findings.iter().find(|f| f.id == id);
    found.unwrap_or_else(|| panic!("no finding {id}"))
}

fn on_defender(assessment: &Assessment) -> Vec<&Finding> {
    let start = "expel-mde/api/WindowsDefenderATP/";
    let all = assessment.findings.iter();
    all.filter(|finding| finding.id.starts_with(start))
        .collect()
}

fn document(assessment: &Assessment) -> Value {
    let bytes = render(assessment, Format::Json, &Style::default()).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

#[test]
fn permissions_on_an_api_that_is_switched_off_are_partial() {
    for (property, value, state) in [
        ("accountEnabled", json!(false), ApiState::Disabled),
        (
            "disabledByMicrosoftStatus",
            json!("DisabledDueToViolationOfServicesAgreement"),
            ApiState::DisabledByMicrosoft,
        ),
    ] {
        let tenant = with_api(WINDOWS_DEFENDER_ATP, property, value);
        let but = &[("api/WindowsDefenderATP/application/*", Partial)];
        let assessment = check(property, tenant, &comes_to(NotReady, but));
        let permissions = on_defender(&assessment);
        assert_eq!(permissions.len(), DEFENDER_API.len());
        for finding in permissions {
            assert!(
                finding.reason.contains("WindowsDefenderATP"),
                "{}",
                finding.reason
            );
            assert!(finding.reason.contains("disabled"), "{}", finding.reason);
            assert_eq!(finding.obstacle.as_ref().unwrap().state, state);
            assert!(finding.paths.iter().all(|path| !path.as_asked));
        }
        // One thing is to be done, and it is not another consent.
        let document = document(&assessment);
        let gaps: Vec<&Value> = document["actions"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|action| action["urgency"] == "required-gap")
            .collect();
        assert_eq!(gaps.len(), 1, "{gaps:?}");
        assert_eq!(gaps[0]["closes"].as_array().unwrap().len(), 16);
        let how = gaps[0]["how"].as_str().unwrap();
        assert!(!how.contains("consent"), "{how}");
    }
}

#[test]
fn any_api_of_the_guide_is_judged() {
    let tenant = with_api(MICROSOFT_GRAPH, "accountEnabled", json!(false));
    let but = &[("api/MicrosoftGraph/*", Partial)];
    check("Graph", tenant, &comes_to(NotReady, but));
}

#[test]
fn a_permission_that_lacks_on_an_api_that_is_switched_off_names_both() {
    let mut tenant = tenant();
    full_guest(&mut tenant);
    crate::graph::scenarios::parts::app_but(&mut tenant, 300, &["Alert.Read.All"]);
    let id = principal_of(&tenant, WINDOWS_DEFENDER_ATP);
    tenant.set(&id, "accountEnabled", json!(false));
    let assessment = roll_call(tenant);
    let lacking = find(
        &assessment,
        "expel-mde/api/WindowsDefenderATP/application/Alert.Read.All",
    );
    assert_eq!(lacking.verdict, Missing);
    let document = document(&assessment);
    let all = document["findings"].as_array().unwrap();
    let one = all.iter().find(|f| f["id"] == lacking.id.as_str()).unwrap();
    let fix = one["fix"].as_str().unwrap();
    assert!(
        fix.contains("WindowsDefenderATP") && fix.contains("consent"),
        "{fix}"
    );
}

#[test]
fn an_answer_that_does_not_say_whether_the_api_is_in_use_settles_nothing() {
    let tenant = with_api(WINDOWS_DEFENDER_ATP, "accountEnabled", Value::Null);
    let but = &[("api/WindowsDefenderATP/application/*", Unknown)];
    check("null", tenant, &comes_to(Undetermined, but));
}

#[test]
fn an_api_that_is_not_in_the_tenant_is_one_gap() {
    for request in [false, true] {
        let assessment = roll_call(without_api(request));
        assert_eq!(assessment.readiness, NotReady);
        assert!(
            assessment.readiness_reason.starts_with("1 item "),
            "{}",
            assessment.readiness_reason
        );
        let gap = find(&assessment, IN_TENANT);
        assert_eq!(
            (gap.verdict, gap.tier),
            (Missing, Some(rolecall::guide::Tier::Required))
        );
        let brought = gap.obstacle.as_ref().unwrap().brought_by.clone().unwrap();
        for product in [
            "Plan 2",
            "Plan 1",
            "Defender for Business",
            "Defender for Servers",
        ] {
            assert!(brought.contains(product), "{brought}");
        }
        // Nothing disappears: each permission is there, and says what it waits for.
        let waiting = on_defender(&assessment);
        assert_eq!(waiting.len(), DEFENDER_API.len());
        for finding in &waiting {
            assert_eq!(finding.waits_for(), Some(IN_TENANT), "{}", finding.id);
            assert!(finding.verdict.is_gap());
            assert!(finding.reason.contains(IN_TENANT), "{}", finding.reason);
        }
        assert_eq!(
            (assessment.count(Missing), assessment.count(Partial)),
            (1, 0)
        );
        assert_eq!(assessment.waiting(), 16);

        let document = document(&assessment);
        let actions = document["actions"].as_array().unwrap();
        let gaps: Vec<&Value> = actions
            .iter()
            .filter(|action| action["urgency"] == "required-gap")
            .collect();
        assert_eq!(gaps.len(), 1, "{gaps:?}");
        assert_eq!(gaps[0]["title"], "Bring WindowsDefenderATP into the tenant");
        assert_eq!(gaps[0]["closes"].as_array().unwrap().len(), 17);
        assert_eq!(document["counts"]["missing"], 1);
        assert_eq!(document["counts"]["waiting"], 16);
        let counts = document["counts"].as_object().unwrap().values();
        let sum: u64 = counts.map(|count| count.as_u64().unwrap()).sum();
        assert_eq!(usize::try_from(sum).unwrap(), assessment.findings.len());
        let added = document["findings"].as_array().unwrap().iter();
        let add = added.filter(|one| one["fix"].as_str().is_some_and(|fix| fix.contains("Add ")));
        assert_eq!(add.count(), 0);
    }
}

#[test]
fn an_absent_api_is_one_alert_and_one_failure() {
    let assessment = roll_call(without_api(false));
    let text = |format| {
        String::from_utf8(render(&assessment, format, &Style::default()).unwrap()).unwrap()
    };
    let sarif: Value = serde_json::from_str(&text(Format::Sarif)).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 1, "{results:?}");
    assert_eq!(results[0]["ruleId"], IN_TENANT);
    let said = sarif["runs"][0]["invocations"][0]["toolExecutionNotifications"].to_string();
    assert!(said.contains("api/WindowsDefenderATP/application/Alert.Read.All"));
    assert_eq!(text(Format::Junit).matches("<failure").count(), 1);
    let ocsf = text(Format::Ocsf);
    let failed = ocsf
        .lines()
        .filter(|line| line.contains(r#""status":"Fail""#));
    let failed: Vec<&str> = failed
        .filter(|line| line.contains(r#""verdict":"missing""#))
        .collect();
    assert_eq!(
        failed
            .iter()
            .filter(|line| line.contains("/in-tenant/"))
            .count(),
        1
    );
    for format in [Format::Table, Format::Markdown] {
        assert!(
            text(format).contains("16 more that wait for one of these"),
            "{format}"
        );
    }
}

#[test]
fn where_the_apis_could_not_be_read_none_is_said_to_be_absent() {
    let server = Server::start(without_api(false), Options::default());
    server.inject(
        On::path("/v1.0/servicePrincipals?$filter=appId in*"),
        Fault::Denied,
    );
    let said = Said::default();
    let assessment = judged(&scanned(&server, &said), &said);
    assert_eq!(find(&assessment, IN_TENANT).verdict, Unknown);
    assert_eq!(assessment.waiting(), 0);
}

#[test]
fn an_api_that_the_scan_did_not_look_for_is_not_said_to_be_absent() {
    let server = Server::start(without_api(false), Options::default());
    let said = Said::default();
    let snapshot = scanned(&server, &said);
    let text = String::from_utf8(rolecall::snapshot::write(&snapshot).unwrap()).unwrap();
    let text = text.replace(WINDOWS_DEFENDER_ATP, "00000000-0000-4000-8000-000000000001");
    let snapshot = rolecall::snapshot::read(text.as_bytes()).unwrap();
    let assessment = judged(&snapshot, &said);
    assert_eq!(find(&assessment, IN_TENANT).verdict, Unknown);
    assert_eq!(assessment.waiting(), 0);
}
