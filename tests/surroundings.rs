//! What stands around the vendor's access: advice on settings, other holders, the way through
//! nested groups, and last sign-in.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests"
)]

use simulator as graph;

mod subject;

use graph::ids::{self, WINDOWS_DEFENDER_ATP};
use graph::{Options, Server, Tenant, scenarios};
use rolecall::assess::{AssessOptions, Assessment, Readiness, Verdict, assess};
use rolecall::catalog::Catalog;
use rolecall::guide::{self, Guide, Parameters};
use rolecall::scan::{Cloud, ScanOptions, SignIn, Silent, scan};
use rolecall::snapshot::{Snapshot, State};
use secrecy::SecretString;
use serde_json::json;
use std::collections::BTreeMap;
use subject::Subject;

struct Asked {
    guide: Guide,
    parameters: Parameters,
    catalog: Catalog,
}

fn asked() -> Asked {
    let catalog = Catalog::built_in().unwrap();
    let built_in = guide::find_built_in("expel-mde", None).unwrap();
    let guide = Guide::parse(built_in.file, built_in.text, &catalog).unwrap();
    let parameters = Parameters::resolve(&guide, &BTreeMap::new()).unwrap();
    Asked {
        guide,
        parameters,
        catalog,
    }
}

fn scanned(server: &Server) -> Snapshot {
    let catalog = Catalog::built_in().unwrap();
    let subject = Subject::expel(&catalog);
    let now = || ids::NOW.parse().unwrap();
    let mut options = ScanOptions::new(Cloud::Global, now).unwrap();
    options.graph_host = server.http().parse().unwrap();
    let token = SecretString::from(server.auditor_token());
    let sign_in = SignIn::AccessToken {
        token,
        from: "a test".to_owned(),
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let scan = scan(subject.with(&catalog), sign_in, options, &Silent);
    let snapshot = runtime.block_on(scan).unwrap();
    assert_eq!(server.violations(), Vec::new());
    snapshot
}

fn judged(snapshot: &Snapshot) -> Assessment {
    let Asked {
        guide,
        parameters,
        catalog,
    } = asked();
    let options = AssessOptions::detect(snapshot.ended);
    assess(&guide, &parameters, &catalog, snapshot, &options).unwrap()
}

fn of_tenant(tenant: Tenant) -> Assessment {
    let server = Server::start(tenant, Options::default());
    judged(&scanned(&server))
}

/// The advice on settings, by its ids.
fn advice(assessment: &Assessment) -> Vec<&str> {
    assessment
        .advice
        .iter()
        .map(|advice| advice.id.as_str())
        .filter(|id| !id.starts_with("expel-mde/advice/licences/"))
        .collect()
}

fn ready() -> Tenant {
    scenarios::named("ready-custom-app-full-roles").tenant
}

#[test]
fn settings_that_may_stop_the_guest_are_advice_and_change_no_verdict() {
    let plain = of_tenant(ready());
    assert_eq!(advice(&plain), Vec::<&str>::new());

    let mut tenant = ready();
    tenant.b2b_domains(&["partner.example"], &[]);
    tenant.set_policy(
        "/policies/identitySecurityDefaultsEnforcementPolicy",
        "isEnabled",
        json!(true),
    );
    let everybody = json!({"includeUsers": ["All"], "excludeUsers": []});
    let guests = json!({
        "includeUsers": [],
        "includeGuestsOrExternalUsers": {"guestOrExternalUserTypes": "internalGuest,b2bCollaborationGuest"},
    });
    let not_guests = json!({"includeUsers": ["All"], "excludeUsers": ["GuestsOrExternalUsers"]});
    tenant.conditional_access("Block legacy", "enabled", &everybody, &["block"]);
    tenant.conditional_access(
        "Guests need MFA",
        "enabledForReportingButNotEnforced",
        &guests,
        &["mfa"],
    );
    tenant.conditional_access("Staff only", "enabled", &not_guests, &["block"]);
    tenant.conditional_access("Off", "disabled", &everybody, &["block"]);
    let strict = of_tenant(tenant);
    let verdicts = |assessment: &Assessment| -> Vec<(String, Verdict)> {
        assessment
            .findings
            .iter()
            .map(|f| (f.id.clone(), f.verdict))
            .collect()
    };
    assert_eq!(verdicts(&strict), verdicts(&plain));
    let ids = advice(&strict);
    assert_eq!(
        ids.iter()
            .filter(|id| id.contains("conditional-access/"))
            .count(),
        2,
        "{ids:?}"
    );
    assert!(ids.contains(&"expel-mde/advice/domain-blocked"), "{ids:?}");
    assert!(
        ids.contains(&"expel-mde/advice/security-defaults"),
        "{ids:?}"
    );
    let texts: Vec<&str> = strict
        .advice
        .iter()
        .map(|advice| advice.text.as_str())
        .collect();
    let weighing = strict.advice.iter().filter(|advice| advice.weighs);
    let weighing: Vec<&str> = weighing.map(|advice| advice.text.as_str()).collect();
    assert_eq!(weighing.len(), 1, "{weighing:?}");
    assert!(weighing[0].contains("\"Block legacy\" may concern the guest: it blocks"));
    assert!(
        texts.iter().any(|text| text.contains("only reports")),
        "{texts:?}"
    );
    assert!(
        strict
            .advice
            .iter()
            .all(|advice| !advice.evidence.is_empty())
    );
}

#[test]
fn who_may_invite_matters_while_there_is_no_guest() {
    let mut tenant = scenarios::named("nothing-granted").tenant;
    tenant.set_policy(
        "/policies/authorizationPolicy",
        "allowInvitesFrom",
        json!("none"),
    );
    assert!(advice(&of_tenant(tenant)).contains(&"expel-mde/advice/invitations-off"));
    let mut tenant = ready();
    tenant.set_policy(
        "/policies/authorizationPolicy",
        "allowInvitesFrom",
        json!("none"),
    );
    assert_eq!(
        advice(&of_tenant(tenant)),
        Vec::<&str>::new(),
        "the guest is there already"
    );
}

#[test]
fn other_holders_are_listed_by_name_and_publisher_and_ours_is_not_among_them() {
    let mut tenant = ready();
    let home = ids::guid(&["fabrikam"]);
    let other = tenant.enterprise_app("Fabrikam Collector", &home, Some("Fabrikam"));
    tenant.grant_app_role(&other, WINDOWS_DEFENDER_ATP, "Alert.Read.All");
    tenant.grant_app_role(&other, WINDOWS_DEFENDER_ATP, "Machine.Isolate");
    let assessment = of_tenant(tenant);
    assert_eq!(
        assessment.readiness,
        Readiness::Ready,
        "others' access is no excess of the vendor's"
    );
    let [holder] = assessment.other_holders.as_slice() else {
        panic!("{:?}", assessment.other_holders);
    };
    assert_eq!(holder.display_name.as_deref(), Some("Fabrikam Collector"));
    assert_eq!(holder.publisher.as_deref(), Some("Fabrikam"));
    assert_eq!(holder.home_tenant.map(|id| id.to_string()), Some(home));
    assert_eq!(holder.permissions, ["Alert.Read.All", "Machine.Isolate"]);
}

#[test]
fn a_path_names_every_group_on_the_way() {
    let server = scenarios::named("nested-group-access").start();
    let assessment = judged(&scanned(&server));
    let hops: Vec<&Vec<String>> = assessment
        .findings
        .iter()
        .flat_map(|finding| &finding.paths)
        .map(|path| &path.hops)
        .filter(|hops| hops.iter().any(|hop| hop.starts_with("Defender role")))
        .collect();
    assert!(!hops.is_empty());
    for hops in hops {
        assert_eq!(
            hops[1..3],
            ["group Expel analysts", "group SOC vendors"],
            "{hops:?}"
        );
    }
}

#[test]
fn the_last_sign_in_of_the_guest_is_shown_where_it_can_be_read() {
    let server = scenarios::named("first-demo").start();
    let assessment = judged(&scanned(&server));
    let guest = assessment
        .candidates
        .iter()
        .find(|c| c.principal == "guest")
        .unwrap();
    assert_eq!(guest.last_sign_in.unwrap().to_string(), ids::at(-2));
}

#[test]
fn the_last_sign_in_of_an_application_is_its_own_and_not_that_of_its_api() {
    let mut tenant = ready();
    let app = tenant.custom_app("Expel Defender for Endpoint Integration 2");
    tenant.application_signed_in(&app, &ids::at(-3), &ids::at(-1));
    let shown = |tenant: Tenant| {
        let server = Server::start(tenant, Options::default());
        let snapshot = scanned(&server);
        let state = snapshot.sections.application_sign_ins.state();
        let assessment = judged(&snapshot);
        let mut candidates = assessment.candidates.into_iter();
        let found = candidates.find(|c| c.app_id.is_some_and(|id| id.to_string() == app.app_id));
        (state, found.unwrap().last_sign_in)
    };
    let (state, at) = shown(tenant.clone());
    assert_eq!(
        (state, at.unwrap().to_string()),
        (State::Collected, ids::at(-3))
    );
    // A tenant without P1 keeps no such activity: a licence that lacks, and no permission.
    tenant.without_licences();
    let (state, at) = shown(tenant);
    assert_eq!((state, at), (State::NotLicensed, None));
}
