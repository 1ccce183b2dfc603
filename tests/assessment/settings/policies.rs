//! Conditional Access and the guest: whom a policy is about, when, and what it demands.

use super::*;

/// The public case `authentication-strength`.
#[test]
fn a_strength_that_is_asked_of_guests_is_named_and_may_not_be_met_without_trust() {
    let conditions = json!({"users": {
        "includeUsers": [],
        "includeGuestsOrExternalUsers": {
            "guestOrExternalUserTypes": "b2bCollaborationGuest,b2bCollaborationMember",
            "externalTenants": {
                "@odata.type": "#microsoft.graph.conditionalAccessAllExternalTenants", "membershipKind": "all",
            },
        },
    }});
    let mut demand = controls(&[]);
    demand["authenticationStrength"] = json!({"id": "00000000-0000-0000-0000-000000000004", "displayName": "Phishing-resistant MFA"});
    let tenant = || Tenant::ready().policy(policy(&conditions, demand.clone()));
    assert_eq!(says(&tenant()), Says::Weighs);
    let assessment = tenant().judged();
    let advice = only(&assessment);
    assert_eq!(
        advice.id,
        "expel-mde/advice/conditional-access/11111111-2222-4333-8444-555555555555"
    );
    for part in [
        "\"The policy\"",
        "\"Phishing-resistant MFA\"",
        "is not trusted",
        "may not be able to meet it",
    ] {
        assert!(advice.text.contains(part), "{}", advice.text);
    }
    assert_eq!(says(&tenant().trusting("isMfaAccepted")), Says::Advice);
}

/// The controls, which of the home tenant's words is trusted, and what the policy comes to.
#[test]
fn a_control_that_a_guest_cannot_meet_weighs() {
    let (mfa, device, joined) = (
        "isMfaAccepted",
        "isCompliantDeviceAccepted",
        "isHybridAzureADJoinedDeviceAccepted",
    );
    let table = [
        ("block", "", Says::Weighs),
        ("mfa", "", Says::Advice),
        ("mfa", mfa, Says::Advice),
        ("compliantDevice", "", Says::Weighs),
        ("compliantDevice", joined, Says::Weighs),
        ("compliantDevice", device, Says::Advice),
        ("domainJoinedDevice", "", Says::Weighs),
        ("domainJoinedDevice", joined, Says::Advice),
        ("approvedApplication", mfa, Says::Weighs),
        ("compliantApplication", mfa, Says::Weighs),
        ("passwordChange", mfa, Says::Weighs),
        ("riskRemediation", mfa, Says::Weighs),
        ("unknownFutureValue", "", Says::Weighs),
    ];
    for (control, trusted, expected) in table {
        let mut tenant = Tenant::ready().policy(policy(&json!({}), controls(&[control])));
        if !trusted.is_empty() {
            tenant = tenant.trusting(trusted);
        }
        assert_eq!(says(&tenant), expected, "{control} with {trusted:?}");
    }
}

#[test]
fn custom_controls_and_terms_of_use_are_demands_that_were_not_weighed() {
    for (property, words) in [
        ("customAuthenticationFactors", "a custom control"),
        ("termsOfUse", "terms of use"),
    ] {
        let mut demand = controls(&[]);
        demand[property] = json!(["an id"]);
        let tenant = Tenant::ready().policy(policy(&json!({}), demand));
        assert_eq!(says(&tenant), Says::Weighs, "{property}");
        let text = only(&tenant.judged()).text.clone();
        assert!(
            text.contains(words) && text.contains("was not weighed"),
            "{text}"
        );
    }
}

#[test]
fn with_or_one_control_that_can_be_met_is_enough_and_with_and_every_one_counts() {
    let table = [
        ("OR", &["mfa", "compliantDevice"][..], Says::Advice),
        ("AND", &["mfa", "compliantDevice"], Says::Weighs),
        ("AND", &["mfa"], Says::Advice),
        (
            "OR",
            &["compliantDevice", "domainJoinedDevice"],
            Says::Weighs,
        ),
        ("OR", &["mfa", "somethingNew"], Says::Advice),
        ("AND", &["mfa", "somethingNew"], Says::Weighs),
    ];
    for (operator, names, expected) in table {
        let mut demand = controls(names);
        demand["operator"] = json!(operator);
        assert_eq!(of(&json!({}), demand), expected, "{operator} {names:?}");
    }
    // Where it is not said which, every one counts.
    let mut demand = controls(&["mfa", "compliantDevice"]);
    demand["operator"] = Value::Null;
    assert_eq!(of(&json!({}), demand), Says::Weighs);
}

#[test]
fn a_demand_that_was_not_seen_weighs_and_a_limit_on_sessions_does_not() {
    let mut silent = policy(&json!({}), Value::Null);
    assert_eq!(says(&Tenant::ready().policy(silent.clone())), Says::Weighs);
    silent["sessionControls"] =
        json!({"signInFrequency": {"isEnabled": true, "value": 4, "type": "hours"}});
    assert_eq!(says(&Tenant::ready().policy(silent)), Says::Nothing);
    assert_eq!(
        of(&json!({}), json!({"operator": "OR", "builtInControls": []})),
        Says::Weighs
    );
}

#[test]
fn a_policy_that_only_reports_does_not_weigh_and_one_that_is_off_says_nothing() {
    for (state, expected) in [
        (json!("enabled"), Says::Weighs),
        (json!("enabledForReportingButNotEnforced"), Says::Advice),
        (json!("disabled"), Says::Nothing),
        (Value::Null, Says::Weighs),
    ] {
        let mut policy = policy(&json!({}), controls(&["block"]));
        policy["state"] = state.clone();
        assert_eq!(says(&Tenant::ready().policy(policy)), expected, "{state}");
    }
}

#[test]
fn clients_of_old_protocols_are_no_way_to_a_portal() {
    for (types, expected) in [
        (json!(["exchangeActiveSync", "other"]), Says::Nothing),
        (json!(["other"]), Says::Nothing),
        (json!(["easSupported"]), Says::Nothing),
        (json!(["other", "browser"]), Says::Weighs),
        (json!(["all"]), Says::Weighs),
        (json!(["mobileAppsAndDesktopClients"]), Says::Advice),
        (json!(["somethingNew"]), Says::Weighs),
        (Value::Null, Says::Weighs),
    ] {
        let conditions = json!({"clientAppTypes": types.clone()});
        assert_eq!(of(&conditions, controls(&["block"])), expected, "{types}");
    }
}

#[test]
fn a_policy_for_some_applications_weighs_only_where_a_portal_may_be_among_them() {
    let app = "99999999-0000-4000-8000-000000000003";
    for (applications, expected) in [
        (json!({"includeApplications": ["All"]}), Says::Weighs),
        (json!({"includeApplications": ["None"]}), Says::Nothing),
        (
            json!({"includeApplications": ["MicrosoftAdminPortals"]}),
            Says::Weighs,
        ),
        (json!({"includeApplications": ["Office365"]}), Says::Weighs),
        (
            json!({"includeApplications": ["797f4846-ba00-4fd7-ba43-dac1f8f63013"]}),
            Says::Weighs,
        ),
        (
            json!({"includeApplications": ["80CCCA67-54BD-44AB-8625-4B79C4DC7775"]}),
            Says::Weighs,
        ),
        (json!({"includeApplications": [app]}), Says::Advice),
        (
            json!({"includeApplications": [app, "MicrosoftAdminPortals"]}),
            Says::Weighs,
        ),
        (
            json!({"includeApplications": ["All"], "excludeApplications": [app]}),
            Says::Weighs,
        ),
        (
            json!({"includeUserActions": ["urn:user:registerdevice"]}),
            Says::Advice,
        ),
        (
            json!({"includeUserActions": ["urn:user:registersecurityinfo"]}),
            Says::Weighs,
        ),
        (
            json!({"includeAuthenticationContextClassReferences": ["c1"]}),
            Says::Advice,
        ),
        (
            json!({"applicationFilter": {"mode": "include", "rule": "x"}}),
            Says::Weighs,
        ),
        (Value::Null, Says::Weighs),
    ] {
        let conditions = json!({"applications": applications.clone()});
        assert_eq!(
            of(&conditions, controls(&["block"])),
            expected,
            "{applications}"
        );
    }
    let conditions = json!({"applications": {"includeApplications": [app]}});
    let tenant = Tenant::ready().policy(policy(&conditions, controls(&["block"])));
    let text = only(&tenant.judged()).text.clone();
    assert!(text.contains("1 named applications only"), "{text}");
}

#[test]
fn places_platforms_flows_and_risk_are_said_and_weigh_where_an_ordinary_sign_in_may_meet_them() {
    for (conditions, expected) in [
        (
            json!({"locations": {"includeLocations": ["All"], "excludeLocations": ["AllTrusted"]}}),
            Says::Weighs,
        ),
        (
            json!({"locations": {"includeLocations": ["99999999-0000-4000-8000-000000000009"]}}),
            Says::Weighs,
        ),
        (
            json!({"devices": {"deviceFilter": {"mode": "exclude", "rule": "x"}}}),
            Says::Weighs,
        ),
        (
            json!({"platforms": {"includePlatforms": ["all"], "excludePlatforms": ["windows"]}}),
            Says::Weighs,
        ),
        (
            json!({"platforms": {"includePlatforms": ["android", "iOS"]}}),
            Says::Advice,
        ),
        (
            json!({"platforms": {"includePlatforms": ["all"],
                "excludePlatforms": ["android", "iOS", "windows", "macOS", "linux"]}}),
            Says::Advice,
        ),
        (
            json!({"authenticationFlows": {"transferMethods": "deviceCodeFlow,authenticationTransfer"}}),
            Says::Advice,
        ),
        (
            json!({"authenticationFlows": {"transferMethods": "none"}}),
            Says::Weighs,
        ),
        (json!({"signInRiskLevels": ["high"]}), Says::Advice),
        (json!({"userRiskLevels": ["medium", "high"]}), Says::Advice),
        (json!({"signInRiskLevels": ["high", "none"]}), Says::Weighs),
        (
            json!({"signInRiskLevels": [], "userRiskLevels": []}),
            Says::Weighs,
        ),
    ] {
        assert_eq!(
            of(&conditions, controls(&["block"])),
            expected,
            "{conditions}"
        );
    }
}
