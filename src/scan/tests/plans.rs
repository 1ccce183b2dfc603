//! Plans: the requests that guides need.

use super::input::{
    ALERTS, DEFENDER, EXPEL, Input, ROLE, about, parameter, principal, resting, sections, text,
    vendor,
};
use crate::scan::{Cloud, Plan};
use crate::snapshot::SectionName;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The requests for Expel's guide as they were when it was read in format 1.
const EXPELS_REQUESTS: &str = include_str!("../../../tests/fixtures/plans/expel-mde.txt");

fn lines(plan: &Plan) -> String {
    let mut text = String::new();
    for one in &plan.requests {
        let trip = one.phase.round_trip();
        let _ = write!(text, "{trip} {} {}", one.section, one.target);
        for (name, value) in &one.headers {
            let _ = write!(text, " {name}: {value}");
        }
        text.push('\n');
    }
    text
}

fn targets(plan: &Plan) -> Vec<&str> {
    plan.requests
        .iter()
        .map(|one| one.target.as_str())
        .collect()
}

#[test]
fn expels_guide_makes_the_requests_that_it_made_in_format_1() {
    let plan = Input::of(&[EXPEL]).plan();
    assert_eq!(lines(&plan), EXPELS_REQUESTS);
}

#[test]
fn a_plan_names_every_section_and_the_least_permissions() {
    let plan = Input::of(&[EXPEL]).plan();
    let asked = sections(&plan);
    for section in SectionName::ALL {
        assert!(asked.contains(section), "{section}");
    }
    let names: Vec<&str> = plan.permissions().iter().map(|one| one.name).collect();
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
    assert!(plan.permissions().iter().all(|one| one.id.is_some()));
    for request in &plan.requests {
        let mut permissions = plan.permissions().iter();
        let opened = permissions.any(|one| request.permissions.contains(&one.name));
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
    let app = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";
    let input = || Input::of(&[&vendor("acme", &[ALERTS])]);
    let pinned = input().with("acme", "app-id", &[app]).plan();
    assert_eq!(about(&pinned, app), 2);
    assert_eq!(about(&pinned, "startswith(displayName"), 2);
    let named = input().plan();
    assert_eq!(about(&named, app), 0);
    assert_eq!(
        about(&named, "startswith(displayName,%27acme%27%27s%20app%27)"),
        2
    );
}

#[test]
fn two_guides_are_one_scan_and_no_request_is_made_twice() {
    let (one, two) = (
        vendor("acme", &[ROLE, ALERTS]),
        vendor("other", &[DEFENDER]),
    );
    let both = Input::of(&[&one, &two]).plan();
    let union: Vec<_> = both
        .requests
        .iter()
        .map(|one| (one.phase, one.target.as_str()))
        .collect();
    let distinct: BTreeSet<_> = union.iter().copied().collect();
    assert_eq!(distinct.len(), union.len(), "{union:#?}");
    for text in [&one, &two] {
        let alone = Input::of(&[text]).plan();
        for request in &alone.requests {
            // APIs are asked for in one list.
            let list = request.target.contains("appId%20in");
            assert!(
                list || distinct.contains(&(request.phase, request.target.as_str())),
                "{request:#?}"
            );
        }
    }
    for address in ["soc@acme.example", "soc@other.example"] {
        assert_eq!(about(&both, &format!("mail%20eq%20%27{address}%27")), 1);
    }
    assert_eq!(about(&both, "organization"), 1);
    assert_eq!(about(&both, "appId%20in"), 1);

    // The same guide under another id asks for nothing more, however its address is spelled.
    let again = two
        .replace("id = \"other\"", "id = \"again\"")
        .replace("soc@other", "SOC@Other");
    let thrice = Input::of(&[&one, &two, &again]).plan();
    let (before, now) = (targets(&both).len(), targets(&thrice).len());
    assert_eq!(before, now);
}

/// A guide with one guest alone, or one application alone.
fn alone(user: bool) -> String {
    let (parts, hold) = if user {
        let keys = "kind = \"user\"\ntype = \"guest\"\naddress = \"soc@acme.example\"";
        (principal("guest", keys), ROLE)
    } else {
        let keys = "kind = \"application\"\nhome = \"vendor\"\nname = \"Acme\"";
        (principal("app", keys), ALERTS)
    };
    text("acme", &parts, &[hold])
}

#[test]
fn a_guide_without_applications_asks_about_none() {
    let plan = Input::of(&[&alone(true)]).plan();
    let asked = sections(&plan);
    for section in [
        SectionName::ServicePrincipals,
        SectionName::Applications,
        SectionName::AppRoleAssignments,
        SectionName::DelegatedGrants,
        SectionName::Owners,
        SectionName::FederatedCredentials,
        SectionName::ServicePrincipalGroups,
        SectionName::ApplicationSignIns,
        SectionName::ApiHolders,
        SectionName::ApiHolderPrincipals,
    ] {
        assert!(!asked.contains(&section), "{section}");
    }
    assert!(asked.contains(&SectionName::Users));
    assert!(asked.contains(&SectionName::UserAppRoles));
}

#[test]
fn a_guide_without_users_asks_about_none_and_for_no_setting_of_guests() {
    let plan = Input::of(&[&alone(false)]).plan();
    let names: Vec<&str> = plan.permissions().iter().map(|one| one.name).collect();
    assert_eq!(
        names,
        [
            "Application.Read.All",
            "Directory.Read.All",
            "RoleAssignmentSchedule.Read.Directory",
        ]
    );
    for section in [
        SectionName::Users,
        SectionName::UserGroups,
        SectionName::DefenderAssignments,
        SectionName::DefenderActions,
        SectionName::RoleHolders,
        SectionName::CrossTenantDefault,
        SectionName::ConditionalAccess,
    ] {
        assert!(!sections(&plan).contains(&section), "{section}");
    }
    assert_eq!(about(&plan, "users"), 0);
}

#[test]
fn every_value_of_a_parameter_is_looked_for_once() {
    let parts = [
        parameter(
            "addresses",
            "mail-address",
            Some(r#"["a@acme.example", "b@acme.example", "A@acme.example"]"#),
        ),
        parameter("names", "text", Some(r#"["One", "Two"]"#)),
        parameter("ids", "app-id", Some("[]")),
        principal(
            "guest",
            "kind = \"user\"\ntype = \"any\"\naddress = \"{addresses}\"",
        ),
        principal(
            "app",
            "kind = \"application\"\nhome = \"own\"\nname = \"Acme {names}\"\napp-ids = [\"{ids}\"]",
        ),
    ];
    let guide = text("acme", &parts.concat(), &[ROLE, ALERTS]);
    let ids = [
        "04b07795-8ddb-461a-bbee-02f9e1bf7b46",
        "14b07795-8ddb-461a-bbee-02f9e1bf7b46",
    ];
    let plan = Input::of(&[&guide]).with("acme", "ids", &ids).plan();
    assert_eq!(about(&plan, "mail%20eq%20%27"), 2);
    for name in ["Acme%20One", "Acme%20Two"] {
        assert_eq!(
            about(&plan, &format!("startswith(displayName,%27{name}%27)")),
            2
        );
    }
    for id in ids {
        assert_eq!(about(&plan, &format!("appId%20eq%20%27{id}%27")), 2);
    }
    assert_eq!(about(&plan, "findTenantInformationByDomainName"), 1);
}

#[test]
fn a_parameter_without_a_value_is_looked_for_by_nobody_and_serves_nothing() {
    let parts = [
        parameter("address", "mail-address", None),
        principal(
            "guest",
            "kind = \"user\"\ntype = \"guest\"\naddress = \"{address}\"",
        ),
    ];
    let unset = text("unset", &parts.concat(), &[ROLE]);
    let plan = Input::of(&[&unset]).plan();
    let only = BTreeSet::from([SectionName::Organization, SectionName::Licences]);
    assert_eq!(sections(&plan), only);
    let beside = Input::of(&[&unset, &vendor("acme", &[ROLE])]).plan();
    let requirements = resting(&beside, SectionName::DirectoryRoles);
    assert_eq!(
        requirements,
        ["acme/r0", "\"nothing else is held\" in acme"]
    );
}

#[test]
fn principals_of_an_extended_guide_are_looked_for_with_its_values() {
    let extends =
        "[[relation]]\nguide = \"acme\"\nkind = \"extends\"\ncite = { heading = [\"Step 1\"] }\n";
    let own = principal(
        "second",
        "kind = \"user\"\ntype = \"guest\"\naddress = \"second-{acme:address}\"",
    );
    let more = text(
        "more",
        &format!("{extends}{own}"),
        &[
            r#"{ of = "acme:guest", directory-role = "Global Reader" }"#,
            r#"{ of = "acme:app", api = "MicrosoftThreatProtection", type = "application", permission = "Incident.Read.All" }"#,
        ],
    );
    let input = Input::of(&[&vendor("acme", &[ROLE]), &more]);
    let plan = input.plan();
    assert_eq!(about(&plan, "mail%20eq%20%27second-soc@acme.example%27"), 1);
    let resting = resting(&plan, SectionName::DirectoryRoles);
    assert!(resting.contains(&"more/r0".to_owned()), "{resting:?}");
    let api = "8ee8fdad-f234-4243-8f3b-15c294843740";
    assert_eq!(about(&plan, api), 1);
}

#[test]
fn refused_rights_alternatives_and_declared_apis_are_looked_for_and_unread_ones_are_not() {
    let parts = [
        "[[catalog.api]]\nid = \"Own\"\napp-id = \"11111111-1111-1111-1111-111111111111\"\ntitle = \"Own\"\nsource = \"a test\"\n"
            .to_owned(),
        principal("app", "kind = \"application\"\nhome = \"own\"\nname = \"Acme\""),
        principal("identity", "kind = \"managed-identity\"\nname = \"Acme identity\""),
    ];
    let graph = |of: &str, value: &str| {
        format!(
            r#"{{ of = "{of}", api = "MicrosoftThreatProtection", type = "{value}", permission = "Incident.Read.All" }}"#
        )
    };
    let mut guide = text("acme", "", &[]);
    for (at, rights) in [
        format!("title = \"One of two\"\ntier = \"required\"\nany-of = [{ALERTS}, {}]", graph("app", "application")),
        format!(
            "tier = \"required\"\nhold = {}",
            r#"{ of = "identity", api = "ExchangeOnline", type = "application", permission = "Exchange.ManageAsApp" }"#
        ),
    ]
    .iter()
    .enumerate()
    {
        let _ = writeln!(
            guide,
            "[[requirement]]\nid = \"a{at}\"\n{rights}\nreason = \"none stated\"\neffect = \"none stated\"\n\
             cites = [{{ heading = [\"Step 1\"] }}]"
        );
    }
    guide.push_str(&parts.concat());
    let plan = Input::of(&[&guide]).plan();
    let asked = targets(&plan)
        .into_iter()
        .find(|one| one.contains("appId%20in"));
    let asked = asked.unwrap();
    for (api, looked_for) in [
        ("fc780465-2017-40d4-a0c5-307022471b92", true),
        ("8ee8fdad-f234-4243-8f3b-15c294843740", true),
        ("11111111-1111-1111-1111-111111111111", true),
        ("00000003-0000-0000-c000-000000000000", true),
        ("00000002-0000-0ff1-ce00-000000000000", false),
    ] {
        assert_eq!(asked.contains(api), looked_for, "{api} in {asked}");
    }
    assert_eq!(about(&plan, "Acme%20identity"), 0);
    let resting = resting(&plan, SectionName::AppRoleAssignments);
    assert_eq!(resting, ["acme/a0", "\"nothing else is held\" in acme"]);
}

#[test]
fn the_vendors_tenant_is_found_by_the_domain_only_where_nobody_gave_it() {
    let tenant = "72f988bf-86f1-41af-91ab-2d7cd011db47";
    let guides = [vendor("acme", &[ROLE]), vendor("other", &[ROLE])];
    let input = || Input::of(&[&guides[0], &guides[1]]);
    let lookups = |plan: &Plan| about(plan, "findTenantInformationByDomainName");
    assert_eq!(lookups(&input().plan()), 2);
    let one = input().with("acme", "home", &[tenant]).plan();
    assert_eq!(lookups(&one), 1);
    assert_eq!(about(&one, "domainName=%27other.example%27"), 1);
    let both = input()
        .with("acme", "home", &[tenant])
        .with("other", "home", &[tenant]);
    assert_eq!(lookups(&both.plan()), 0);
    let names: Vec<&str> = both
        .plan()
        .permissions()
        .iter()
        .map(|one| one.name)
        .collect();
    assert!(
        !names.contains(&"CrossTenantInformation.ReadBasic.All"),
        "{names:?}"
    );
}

#[test]
fn the_sign_in_name_is_looked_for_where_the_account_need_not_be_a_guest() {
    let by_name = "userPrincipalName%20eq%20";
    let users = |account: &str| {
        let keys = format!("kind = \"user\"\ntype = \"{account}\"\naddress = \"soc@acme.example\"");
        text("acme", &principal("guest", &keys), &[ROLE])
    };
    for account in ["member", "any"] {
        let plan = Input::of(&[&users(account)]).plan();
        // One request, and its parts one by one where it is refused.
        assert_eq!(about(&plan, "mail%20eq%20%27soc@acme.example%27"), 1);
        assert_eq!(about(&plan, &format!("{by_name}%27soc@acme.example%27")), 1);
        assert_eq!(about(&plan, &format!("{by_name}{{account}}")), 1);
    }
    let guest = Input::of(&[&users("guest")]).plan();
    assert_eq!(about(&guest, by_name), 0);
    // Whom one guide takes for a guest and another for any account is looked for once.
    let other = users("any").replace("\"acme\"", "\"other\"");
    let both = Input::of(&[&users("guest"), &other.replace("soc@", "SOC@")]).plan();
    assert_eq!(about(&both, "mail%20eq%20%27"), 1);
    assert_eq!(about(&both, &format!("{by_name}%27")), 1);
}
