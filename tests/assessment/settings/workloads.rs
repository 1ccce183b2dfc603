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
