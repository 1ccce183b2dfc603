#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

use super::{Value, build, table};
use crate::ids::ObjectId;
use std::collections::BTreeSet;
use url::Url;
use uuid::Uuid;

const ID: ObjectId = ObjectId::new(Uuid::from_u128(0x11));

fn host() -> Url {
    Url::parse("https://graph.microsoft.com/").unwrap()
}

/// Every request that the scanner can make, with values in it.
fn every_request() -> Vec<super::Get> {
    let app = ID.to_string().parse().unwrap();
    let mut gets = vec![
        build::organization(),
        build::licences(),
        build::service_principals_by_app_id(app),
        build::service_principals_by_name("Expel's #1 & 50% + Ünïcode"),
        build::applications_by_app_id(app),
        build::applications_by_name("Expel"),
        build::user_groups(ID),
        build::user_app_roles(ID),
        build::group_eligibility(ID),
        build::app_role_assignments(ID),
        build::delegated_grants(ID),
        build::service_principal_owners(ID),
        build::service_principal_groups(ID),
        build::application_owners(ID),
        build::federated_credentials(ID),
        build::role_eligibility(ID),
        build::role_schedules(ID),
        build::group_schedules(ID),
        build::eligibility_of_group(ID),
        build::application_sign_ins(app, ID),
        build::defender_assignments(),
        build::defender_roles(),
        build::users("analyst@example.com"),
    ];
    gets.extend(build::users_one_by_one("analyst@example.com"));
    gets.extend(build::eligibility_of_groups(&[ID, ID]));
    gets.extend(build::resources_by_app_id(&[app, app]));
    gets.extend(build::directory_roles(&[ID, ID]));
    gets.extend([
        build::defender_actions(),
        build::authorization_policy(),
        build::cross_tenant_default(),
        build::cross_tenant_partner(ID.to_string().parse().unwrap()),
        build::b2b_policy(),
        build::security_defaults(),
        build::role_holders(ID.to_string().parse().unwrap()),
        build::conditional_access(),
        build::vendor_tenant("example.com").unwrap(),
        build::user_sign_ins(ID),
        build::api_holders(ID),
        build::api_holders_uncounted(ID),
        build::nesting_of_user(ID),
        build::nesting_of_group(ID),
    ]);
    gets.extend(build::api_holder_principals(&[ID]));
    gets.extend(build::resources_by_id(&[ID]));
    gets.extend(build::eligible_groups(&[ID, ID]));
    gets
}

#[test]
fn every_endpoint_of_the_table_can_be_asked_and_no_other() {
    let asked: BTreeSet<&str> = every_request().iter().map(|get| get.endpoint.why).collect();
    let listed: BTreeSet<&str> = table::ALL.iter().map(|endpoint| endpoint.why).collect();
    assert_eq!(asked, listed);
    assert_eq!(
        listed.len(),
        table::ALL.len(),
        "each endpoint says why in its own words"
    );
}

#[test]
fn every_request_is_a_whole_url_on_the_graph_host() {
    for get in every_request() {
        let url = get.url(&host()).unwrap();
        assert_eq!(url.host_str(), Some("graph.microsoft.com"));
        assert!(
            !get.target.contains(['{', '}', ' ', '\'', '"', '#']),
            "{}",
            get.target
        );
        assert_eq!(
            url.as_str(),
            format!("https://graph.microsoft.com{}", get.target),
            "what is recorded is what is sent"
        );
    }
}

#[test]
fn advanced_queries_carry_their_header_and_count() {
    for endpoint in table::ALL {
        assert_eq!(endpoint.eventual, endpoint.counts(), "{}", endpoint.path);
        assert!(!endpoint.permissions.is_empty(), "{}", endpoint.path);
        assert!((2..=5).contains(&endpoint.trip));
    }
}

#[test]
fn a_quote_is_doubled_and_what_could_end_a_value_is_encoded() {
    let get = build::service_principals_by_name("O'Neil & Söhne #1 + 100%");
    let url = get.url(&host()).unwrap();
    let pairs: Vec<(String, String)> = get
        .target
        .split_once('?')
        .unwrap()
        .1
        .split('&')
        .map(|pair| pair.split_once('=').unwrap())
        .map(|(name, value)| (name.to_owned(), decoded(value)))
        .collect();
    assert_eq!(pairs[0].0, "$filter");
    assert_eq!(
        pairs[0].1,
        "startswith(displayName,'O''Neil & Söhne #1 + 100%')"
    );
    assert_eq!(pairs.len(), 3);
    assert_eq!(url.fragment(), None);
}

fn decoded(value: &str) -> String {
    // `+` stays a plus: only percent-escapes are undone.
    let escaped = value.replace('+', "%2B");
    url::form_urlencoded::parse(format!("v={escaped}").as_bytes())
        .next()
        .unwrap()
        .1
        .into_owned()
}

#[test]
fn a_sign_in_name_is_looked_up_by_the_part_that_an_invitation_keeps() {
    let [by_mail, by_other, by_name] = build::users_one_by_one("expel_analyst@expel.io");
    assert!(
        by_mail
            .target
            .contains("mail%20eq%20%27expel_analyst@expel.io%27")
    );
    assert!(
        by_other
            .target
            .contains("otherMails/any(x:x%20eq%20%27expel_analyst@expel.io%27)")
    );
    assert!(
        by_name
            .target
            .contains("startswith(userPrincipalName,%27expel_analyst_expel.io%27)")
    );
}

#[test]
fn many_ids_are_asked_in_lists_that_graph_takes() {
    let ids: Vec<ObjectId> = (0..31).map(|n| ObjectId::new(Uuid::from_u128(n))).collect();
    let gets = build::eligible_groups(&ids);
    assert_eq!(gets.len(), 3);
    let quoted = |get: &super::Get| get.target.matches("%27").count() / 2;
    assert_eq!(gets.iter().map(quoted).collect::<Vec<_>>(), [15, 15, 1]);
}

#[test]
fn several_principals_are_one_filter() {
    let ids: Vec<ObjectId> = (1..=2).map(|n| ObjectId::new(Uuid::from_u128(n))).collect();
    let gets = build::eligibility_of_groups(&ids);
    let [get] = gets.as_slice() else {
        panic!("{gets:?}")
    };
    let filter = decoded(&get.target);
    let [one, two] = [ids[0], ids[1]];
    assert!(
        filter.contains(&format!("principalId eq '{one}' or principalId eq '{two}'")),
        "{filter}"
    );
    assert_eq!(get.subject, None);
}

#[test]
fn a_domain_that_could_leave_its_segment_is_not_asked() {
    for domain in [
        "",
        "../me",
        "a/b.example",
        "a?b.example",
        "a%2f.example",
        "é.example",
    ] {
        assert!(build::vendor_tenant(domain).is_none(), "{domain}");
    }
}

#[test]
fn a_template_keeps_the_placeholders_that_have_no_value() {
    assert_eq!(
        table::USER_APP_ROLES.render(&[]),
        "/v1.0/users/{user}/appRoleAssignments?$top=999"
    );
    assert_eq!(
        table::ROLE_ELIGIBILITY.render(&[]),
        "/v1.0/roleManagement/directory/roleEligibilityScheduleInstances?$filter=principalId%20eq%20{principal}"
    );
    // Text never becomes part of a path.
    assert_eq!(
        table::USER_APP_ROLES.render(&[("user", Value::Text("../me"))]),
        "/v1.0/users/{user}/appRoleAssignments?$top=999"
    );
}
