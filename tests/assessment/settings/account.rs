//! The account itself: what it is by its sign-in, and what by its user type.

use super::*;
use Verdict::Partial;

/// The public case `external-member`: the account came by cross-tenant synchronization, or was converted.
#[test]
fn an_external_member_is_partial_and_can_see_more_than_the_guest_that_is_asked_for() {
    let tenant = Tenant::ready().set("users", "userType", json!("Member"));
    assert_eq!(comes_to(&tenant), (Partial, "not-ready"));
    let assessment = tenant.judged();
    let actual = &account(&assessment).actual;
    assert!(actual.contains("can see more than the guest"), "{actual}");
}

/// Sign-in name, how it was made, identities, and whether it is said to come from outside.
#[test]
fn an_account_is_external_by_its_sign_in_and_not_by_its_type() {
    let outside = json!([{"signInType": "federated", "issuer": "ExternalAzureAD"}]);
    let ours = json!([{"signInType": "userPrincipalName", "issuer": "contoso.onmicrosoft.com"}]);
    let marked = "expel_analyst_expel.io#EXT#@contoso.onmicrosoft.com";
    let table = [
        (json!(marked), Value::Null, Value::Null, true),
        (
            json!("expel@contoso.example"),
            json!("Invitation"),
            Value::Null,
            true,
        ),
        (
            json!("expel@contoso.example"),
            json!("SelfServiceSignUp"),
            Value::Null,
            true,
        ),
        (json!("expel@contoso.example"), Value::Null, outside, true),
        (json!("expel@contoso.example"), Value::Null, ours, false),
        (
            json!("expel@contoso.example"),
            Value::Null,
            Value::Null,
            false,
        ),
    ];
    for (name, made, identities, external) in table {
        let tenant = Tenant::ready()
            .set("users", "userType", json!("Member"))
            .set("users", "userPrincipalName", name.clone())
            .set("users", "creationType", made.clone())
            .set("users", "identities", identities.clone())
            .set("users", "externalUserState", Value::Null)
            // An administrator pins it down: its name alone would not do.
            .set("users", "mail", json!("expel_analyst@expel.io"));
        let assessment = tenant.judged();
        let said = account(&assessment).actual.contains("from outside");
        let genuine = assessment
            .candidates
            .iter()
            .any(|one| one.principal == "guest" && one.standing.as_str() != "look-alike");
        assert_eq!(
            said,
            external && genuine,
            "{name} {made} {identities}: {}",
            account(&assessment).actual
        );
    }
}
