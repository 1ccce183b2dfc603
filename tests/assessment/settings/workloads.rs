//! Conditional Access for workload identities: an own application, and one of another tenant.

use super::*;

const OWN: &str = "080583ca-9598-5aba-9963-075baa01d377";
const MDE: &str = "fc780465-2017-40d4-a0c5-307022471b92";

fn workload(services: Value, more: &Value) -> Value {
    let mut conditions = json!({
        "users": {"includeUsers": ["None"]},
        "clientApplications": services,
        "locations": {"includeLocations": ["All"], "excludeLocations": ["AllTrusted"]},
    });
    for (name, value) in more.as_object().unwrap() {
        conditions[name] = value.clone();
    }
    policy(&conditions, controls(&["block"]))
}

/// The service principals of a policy, and whether there is advice and it weighs.
#[test]
fn a_policy_for_workload_identities_may_stop_an_own_application() {
    let table = [
        (
            json!({"includeServicePrincipals": ["ServicePrincipalsInMyTenant"]}),
            Some(true),
        ),
        (
            json!({"includeServicePrincipals": [OWN.to_uppercase()]}),
            Some(true),
        ),
        (
            json!({"includeServicePrincipals": ["99999999-0000-4000-8000-000000000006"]}),
            None,
        ),
        (
            json!({"includeServicePrincipals": ["ServicePrincipalsInMyTenant"], "excludeServicePrincipals": [OWN]}),
            None,
        ),
        (
            json!({"servicePrincipalFilter": {"mode": "include", "rule": "x"}}),
            Some(true),
        ),
        (
            json!({"includeServicePrincipals": ["ServicePrincipalsInMyTenant"],
                "servicePrincipalFilter": {"mode": "exclude", "rule": "x"}}),
            Some(true),
        ),
    ];
    for (services, weighs) in table {
        let tenant = Tenant::ready().policy(workload(services.clone(), &json!({})));
        let assessment = tenant.judged();
        let found = assessment.advice.first().map(|advice| advice.weighs);
        assert_eq!(found, weighs, "{services}");
        let readiness = if weighs.is_some() {
            "ready-with-findings"
        } else {
            "ready"
        };
        assert_eq!(assessment.readiness.as_str(), readiness, "{services}");
    }
}

#[test]
fn what_the_policy_is_limited_to_is_said() {
    let all = json!({"includeServicePrincipals": ["ServicePrincipalsInMyTenant"]});
    for (more, weighs, words) in [
        (json!({}), true, "some places"),
        (
            json!({"servicePrincipalRiskLevels": ["high"]}),
            false,
            "a risk in a workload identity",
        ),
        (
            json!({"applications": {"includeApplications": [MDE]}}),
            true,
            "some places",
        ),
        (
            json!({"applications": {"includeApplications": ["99999999-0000-4000-8000-000000000007"]}}),
            false,
            "no API that the guide asks for",
        ),
    ] {
        let tenant = Tenant::ready().policy(workload(all.clone(), &more));
        let assessment = tenant.judged();
        let advice = only(&assessment);
        assert_eq!(advice.weighs, weighs, "{}", advice.text);
        assert!(advice.text.contains(words), "{}", advice.text);
        assert_eq!(
            advice.id,
            format!("expel-mde/advice/workload-policy/11111111-2222-4333-8444-555555555555/{OWN}")
        );
    }
}

#[test]
fn a_policy_that_names_a_multitenant_application_has_no_effect_on_it() {
    let several = || {
        Tenant::ready()
            .set(
                "service-principals",
                "signInAudience",
                json!("AzureADMultipleOrgs"),
            )
            .set(
                "applications",
                "signInAudience",
                json!("AzureADMultipleOrgs"),
            )
    };
    let named = several().policy(workload(
        json!({"includeServicePrincipals": [OWN]}),
        &json!({}),
    ));
    let assessment = named.judged();
    let advice = only(&assessment);
    assert!(
        !advice.weighs && advice.text.contains("has no effect on it"),
        "{}",
        advice.text
    );
    let all = json!({"includeServicePrincipals": ["ServicePrincipalsInMyTenant"]});
    assert!(
        several()
            .policy(workload(all, &json!({})))
            .judged()
            .advice
            .is_empty()
    );
}

#[test]
fn where_it_is_not_told_whom_an_application_serves_the_policy_may_hold_for_it() {
    let untold = Tenant::ready()
        .set("service-principals", "signInAudience", Value::Null)
        .set("applications", "signInAudience", Value::Null)
        .policy(workload(
            json!({"includeServicePrincipals": [OWN]}),
            &json!({}),
        ));
    let assessment = untold.judged();
    assert!(only(&assessment).weighs);
    assert!(only(&assessment).text.contains("could not be told"));
}

#[test]
fn a_policy_for_workload_identities_or_for_nobody_does_not_concern_the_guest() {
    for users in [
        json!({"includeUsers": ["None"]}),
        json!({"includeUsers": []}),
        json!({}),
        Value::Null,
    ] {
        let mut policy = workload(json!({"includeServicePrincipals": [OWN]}), &json!({}));
        // As little as an answer may give.
        policy["conditions"]["users"] = users.clone();
        let judged = Tenant::ready().policy(policy).judged();
        let ids: Vec<&str> = judged.advice.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(ids.len(), 1, "{users}: {ids:?}");
        assert!(ids[0].contains("/workload-policy/"), "{ids:?}");
    }
    let mut nobody = policy(&json!({}), controls(&["block"]));
    nobody["conditions"]["users"] = json!({"includeUsers": ["None"]});
    assert_eq!(Tenant::ready().policy(nobody).judged().advice.len(), 0);
    let mut somebody = policy(&json!({}), controls(&["block"]));
    somebody["conditions"]["users"] =
        json!({"includeUsers": ["None"], "includeRoles": null, "includeGroups": [GROUP_OF_GUESTS]});
    assert_eq!(Tenant::ready().policy(somebody).judged().advice.len(), 1);
}

const GROUP_OF_GUESTS: &str = "44444444-4444-4444-8444-444444444444";
