#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

use super::{Get, Value, ValueSet, Values, batch, batches, render};
use crate::ids::ObjectId;
use crate::snapshot::{Endpoint, Phase, SectionName, Subject, lookup};
use std::collections::BTreeSet;
use url::Url;
use uuid::Uuid;

const ID: ObjectId = ObjectId::new(Uuid::from_u128(0x11));

fn host() -> Url {
    Url::parse("https://graph.microsoft.com/").unwrap()
}

fn endpoints() -> impl Iterator<Item = &'static Endpoint> {
    SectionName::ALL
        .iter()
        .flat_map(|name| name.row().endpoints)
}

/// Everything that a scan can know at some time.
fn everything() -> Vec<ValueSet> {
    let app = ID.to_string().parse().unwrap();
    let mut sets = vec![
        ValueSet::address("analyst@example.com"),
        ValueSet::account("account@example.com"),
        ValueSet::app_id(app),
        ValueSet::app_name("Expel's #1 & 50% + Ünïcode"),
        ValueSet::domain("example.com").unwrap(),
        ValueSet::role(ID.to_string().parse().unwrap()),
        ValueSet::vendor_tenant(ID.to_string().parse().unwrap()),
        ValueSet::guest(ID),
        ValueSet::service_principal(ID, Some(app)),
        ValueSet::object("application", ID),
        ValueSet::object("group", ID),
        ValueSet::object("resource", ID),
    ];
    for list in [
        "resource-app-ids",
        "principals",
        "groups",
        "resources",
        "holders",
    ] {
        sets.extend(ValueSet::objects(list, &[ID, ID]));
    }
    sets
}

/// Every request that a scan can make, with values in it.
fn every_request() -> Vec<Get> {
    let subjects = vec![
        Subject::Tenant,
        Subject::GuestSettings,
        Subject::SignInSettings,
        Subject::Guests,
        Subject::NamedForGuests,
    ];
    let sets = everything();
    let values = Values { sets, subjects };
    [Phase::Find, Phase::Read, Phase::Follow]
        .into_iter()
        .flat_map(|phase| batches(phase, &values))
        .flat_map(|batch| batch.gets.into_iter().chain(batch.fallback))
        .collect()
}

fn users_one_by_one(address: &str) -> Vec<Get> {
    let sets = [ValueSet::address(address)];
    batch(SectionName::Users, Phase::Find, &sets).fallback
}

#[test]
fn every_endpoint_of_the_table_can_be_asked() {
    let asked: BTreeSet<&str> = every_request().iter().map(|get| get.endpoint.why).collect();
    let listed: BTreeSet<&str> = endpoints().map(|endpoint| endpoint.why).collect();
    assert_eq!(asked, listed);
    let all = endpoints().count();
    assert_eq!(listed.len(), all, "each endpoint says why in its own words");
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
fn the_lookup_of_every_request_can_be_read_out_of_its_url() {
    for get in every_request() {
        let url = get.url(&host()).unwrap();
        let section = get.endpoint.section;
        assert_eq!(lookup(section, url.as_str()), get.lookup, "{url}");
    }
    let any = ValueSet::any_principal(&[ID, ObjectId::new(Uuid::from_u128(0x12))]);
    for get in batch(SectionName::GroupEligibility, Phase::Follow, &any).gets {
        let url = get.url(&host()).unwrap();
        let found = lookup(SectionName::GroupEligibility, url.as_str());
        assert_eq!(found, get.lookup);
        assert_eq!(found["principal"].len(), 2);
    }
}

#[test]
fn a_url_of_no_endpoint_is_a_lookup_of_nothing() {
    for url in [
        "",
        "nonsense",
        "https://graph.microsoft.com",
        "https://graph.microsoft.com/v1.0/users/{user}",
        "https://graph.microsoft.com/beta/users?$filter=mail%20eq%20%27a%27",
        "https://graph.microsoft.com/v1.0/users?$filter=mail%20eq%20%27a",
        "https://graph.microsoft.com/v1.0/users?$filter=mail%20eq%20%27a%27%20or%20true",
        "https://graph.microsoft.com/v1.0/groups?$filter=mail%20eq%20%27a%27",
    ] {
        let found = lookup(SectionName::Users, url);
        assert!(found.is_empty(), "{url}: {found:?}");
    }
}

#[test]
fn every_endpoint_names_the_permissions_that_answer_it() {
    for endpoint in endpoints() {
        assert!(!endpoint.permissions.is_empty(), "{}", endpoint.path);
    }
}

#[test]
fn a_quote_is_doubled_and_what_could_end_a_value_is_encoded() {
    let named = [ValueSet::app_name("O'Neil & Söhne #1 + 100%")];
    let get = &batch(SectionName::ServicePrincipals, Phase::Find, &named).gets[0];
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
    let gets = users_one_by_one("expel_analyst@expel.io");
    let [by_mail, by_other, by_name] = gets.as_slice() else {
        panic!("{gets:?}")
    };
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
    let sets = ValueSet::objects("groups", &ids);
    let gets = batch(SectionName::EligibleGroups, Phase::Follow, &sets).gets;
    assert_eq!(gets.len(), 3);
    let quoted = |get: &Get| get.target.matches("%27").count() / 2;
    assert_eq!(gets.iter().map(quoted).collect::<Vec<_>>(), [15, 15, 1]);
}

#[test]
fn several_principals_are_one_filter() {
    let ids: Vec<ObjectId> = (1..=2).map(|n| ObjectId::new(Uuid::from_u128(n))).collect();
    let any = ValueSet::any_principal(&ids);
    let gets = batch(SectionName::GroupEligibility, Phase::Follow, &any).gets;
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
        assert!(ValueSet::domain(domain).is_none(), "{domain}");
    }
}

#[test]
fn a_template_keeps_the_placeholders_that_have_no_value() {
    let first = |section: SectionName| section.row().endpoints.first().unwrap();
    let nothing = ValueSet::default();
    let roles = first(SectionName::UserAppRoles);
    assert_eq!(
        render(roles, &nothing),
        "/v1.0/users/{user}/appRoleAssignments?$top=999"
    );
    assert_eq!(
        render(first(SectionName::RoleEligibility), &nothing),
        "/v1.0/roleManagement/directory/roleEligibilityScheduleInstances?$filter=principalId%20eq%20{principal}"
    );
    // Text never becomes part of a path.
    let text = ValueSet::one("user", Value::Text("../me".to_owned()));
    assert_eq!(
        render(roles, &text),
        "/v1.0/users/{user}/appRoleAssignments?$top=999"
    );
}
