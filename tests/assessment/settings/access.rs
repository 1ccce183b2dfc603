//! Cross-tenant access settings: a proven obstacle, and what cannot be decided.

use super::*;
use Verdict::{Missing, Partial, Satisfied, Unknown};
use rolecall::assess::NoteKind;
use rolecall::snapshot::SectionName;

const DEFENDER_PORTAL: &str = "80ccca67-54bd-44ab-8625-4b79c4dc7775";
const AZURE_PORTAL: &str = "c44b4083-3bb0-49c1-b47d-974e53cbdf3c";
const OTHER: &str = "99999999-0000-4000-8000-000000000001";

#[test]
fn a_ready_tenant_is_ready_and_has_no_advice() {
    let assessment = Tenant::ready().judged();
    assert_eq!(
        assessment.readiness.as_str(),
        "ready",
        "{}",
        assessment.readiness_reason
    );
    assert!(assessment.advice.is_empty(), "{:#?}", assessment.advice);
}

#[test]
fn settings_that_refuse_the_vendors_tenant_make_its_account_partial_with_the_path() {
    let tenant = Tenant::ready().partner(refused());
    assert_eq!(comes_to(&tenant), (Partial, "not-ready"));
    let assessment = tenant.judged();
    let finding = account(&assessment);
    assert!(
        finding.actual.contains("refused by cross-tenant access"),
        "{}",
        finding.actual
    );
    assert!(rolecall::assess::is_refused_by_cross_tenant_access(finding));
    let path = finding
        .paths
        .iter()
        .find(|path| path.condition.contains("inbound"))
        .unwrap();
    assert_eq!(
        path.hops[1],
        format!("cross-tenant access settings for the tenant {VENDOR}")
    );
    assert_eq!(
        path.condition,
        "B2B collaboration, inbound, users and groups: all blocked, applications: all blocked"
    );
    let shown = finding.evidence.iter().any(|evidence| {
        evidence.section == SectionName::CrossTenantPartner && evidence.object.is_some()
    });
    assert!(shown, "{:#?}", finding.evidence);
}

/// For the vendor's tenant, by default, and what comes of it.
#[test]
fn settings_for_a_tenant_stand_over_the_default() {
    let null = Value::Null;
    let table = [
        (None, admitted(), Satisfied),
        (None, refused(), Partial),
        (Some(null.clone()), refused(), Partial),
        (Some(null), admitted(), Satisfied),
        (Some(admitted()), refused(), Satisfied),
        (Some(refused()), admitted(), Partial),
    ];
    for (partner, default, verdict) in table {
        let mut tenant = Tenant::ready().default_access(default.clone());
        if let Some(partner) = &partner {
            tenant = tenant.partner(partner.clone());
        }
        assert_eq!(comes_to(&tenant).0, verdict, "{partner:?} over {default}");
    }
}

#[test]
fn microsofts_own_default_lets_guests_in() {
    let service = |own: Value| {
        Tenant::ready()
            .set(
                "cross-tenant-default",
                "b2bCollaborationInbound",
                Value::Null,
            )
            .set("cross-tenant-default", "isServiceDefault", own)
    };
    assert_eq!(comes_to(&service(json!(true))), (Satisfied, "ready"));
    assert_eq!(comes_to(&service(json!(false))).0, Unknown);
    assert_eq!(comes_to(&service(Value::Null)).0, Unknown);
}

/// Users and groups, applications, the account's verdict, the answer.
#[test]
fn only_what_names_the_guest_or_its_portal_refuses_it() {
    let users = ["blocked", "allowed"];
    let (blocked, allowed) = (users[0], users[1]);
    let table: &[((&str, &[&str]), (&str, &[&str]), Verdict, &str)] = &[
        (("blocked", &["AllUsers"]), ALL_APPS, Partial, "not-ready"),
        ((blocked, &[GUEST]), ALL_APPS, Partial, "not-ready"),
        // Whether the guest is among them cannot be seen from this tenant: not plain ready.
        (
            (blocked, &[OTHER]),
            ALL_APPS,
            Satisfied,
            "ready-with-findings",
        ),
        ((allowed, &[OTHER]), ALL_APPS, Unknown, "undetermined"),
        (
            (allowed, &[OTHER, "allusers"]),
            ALL_APPS,
            Satisfied,
            "ready",
        ),
        ((allowed, &[GUEST]), ALL_APPS, Satisfied, "ready"),
        (
            ALL_IN,
            (blocked, &["AllApplications"]),
            Partial,
            "not-ready",
        ),
        (
            ALL_IN,
            (blocked, &["AllMicrosoftApps"]),
            Partial,
            "not-ready",
        ),
        (
            ALL_IN,
            (blocked, &[OTHER, DEFENDER_PORTAL]),
            Partial,
            "not-ready",
        ),
        (ALL_IN, (blocked, &["Office365"]), Unknown, "undetermined"),
        (
            ALL_IN,
            (blocked, &[AZURE_PORTAL]),
            Satisfied,
            "ready-with-findings",
        ),
        (ALL_IN, (blocked, &[OTHER]), Satisfied, "ready"),
        (ALL_IN, (allowed, &[OTHER]), Partial, "not-ready"),
        (
            ALL_IN,
            (allowed, &[OTHER, DEFENDER_PORTAL]),
            Satisfied,
            "ready",
        ),
        (ALL_IN, (allowed, &["Office365"]), Unknown, "undetermined"),
        (ALL_IN, (allowed, &[]), Unknown, "undetermined"),
        (
            ALL_IN,
            ("unknownFutureValue", &["AllApplications"]),
            Unknown,
            "undetermined",
        ),
        (
            (blocked, &["AllUsers"]),
            ("unknownFutureValue", &[]),
            Partial,
            "not-ready",
        ),
    ];
    for (users, applications, verdict, readiness) in table {
        let tenant = Tenant::ready().partner(inbound(*users, *applications));
        assert_eq!(
            comes_to(&tenant),
            (*verdict, *readiness),
            "{users:?} {applications:?}"
        );
    }
}

#[test]
fn a_group_of_the_guest_that_is_refused_refuses_it_and_unread_groups_decide_nothing() {
    let group = json!({"id": OTHER, "displayName": "Vendors", "groupTypes": []});
    let setting = inbound(("blocked", &[OTHER]), ALL_APPS);
    let tenant = Tenant::ready()
        .partner(setting)
        .with("user-groups", &[group]);
    assert_eq!(comes_to(&tenant).0, Partial);
    let unread = tenant.denied("user-groups", "GroupMember.Read.All");
    assert_eq!(comes_to(&unread).0, Unknown);
}

#[test]
fn a_setting_of_which_a_part_was_not_seen_decides_nothing() {
    for part in ["usersAndGroups", "applications"] {
        let mut setting = admitted();
        setting[part] = Value::Null;
        assert_eq!(
            comes_to(&Tenant::ready().partner(setting)).0,
            Unknown,
            "{part}"
        );
    }
    let mut setting = refused();
    setting["applications"] = Value::Null;
    assert_eq!(comes_to(&Tenant::ready().partner(setting)).0, Partial);
    let mut setting = refused();
    setting["usersAndGroups"]["targets"] = json!([{"target": null}]);
    setting["applications"] = admitted()["applications"].clone();
    assert_eq!(comes_to(&Tenant::ready().partner(setting)).0, Unknown);
}

#[test]
fn settings_that_were_not_read_leave_the_account_unknown_and_name_the_permission() {
    for (section, permission) in [
        ("cross-tenant-default", "Policy.Read.All"),
        ("cross-tenant-partner", "Policy.Read.All"),
        ("vendor-tenant", "CrossTenantInformation.ReadBasic.All"),
    ] {
        let assessment = Tenant::ready().denied(section, permission).judged();
        let finding = account(&assessment);
        assert_eq!(finding.verdict, Unknown, "{section}");
        assert_eq!(finding.needs(), [permission], "{section}");
        assert!(finding.reason.contains(section), "{}", finding.reason);
        assert_eq!(assessment.readiness.as_str(), "undetermined");
    }
    // What is set for the tenant itself needs no default.
    let own = Tenant::ready().partner(admitted());
    let own = own.denied("cross-tenant-default", "Policy.Read.All");
    assert_eq!(comes_to(&own).0, Satisfied);
}

#[test]
fn the_reader_can_say_which_tenant_is_the_vendors() {
    let unread = || Tenant::ready().denied("vendor-tenant", "CrossTenantInformation.ReadBasic.All");
    let said = unread().param("vendor-tenant-id", VENDOR);
    assert_eq!(comes_to(&said), (Satisfied, "ready"));
    let refused = unread()
        .partner(refused())
        .param("vendor-tenant-id", VENDOR);
    assert_eq!(comes_to(&refused).0, Partial);
    // The scan asked about another tenant, and its answer says nothing of this one.
    let other = Tenant::ready().param("vendor-tenant-id", OTHER).judged();
    assert_eq!(account(&other).verdict, Unknown);
    assert!(
        account(&other).reason.contains("audit again"),
        "{}",
        account(&other).reason
    );
}

#[test]
fn where_no_tenant_is_behind_the_domain_the_default_decides_what_it_can() {
    let nobody = || {
        let mut tenant = Tenant::ready().with("vendor-tenant", &[]);
        tenant.section("vendor-tenant")["requests"][0]["status"] = json!(404);
        tenant.section("cross-tenant-partner")["requests"] = json!([]);
        tenant.section("cross-tenant-partner")["state"] = json!("not-asked");
        tenant
    };
    assert_eq!(comes_to(&nobody()), (Satisfied, "ready"));
    let assessment = nobody().default_access(refused()).judged();
    let finding = account(&assessment);
    assert_eq!(finding.verdict, Unknown);
    assert!(finding.reason.contains("expel.io"), "{}", finding.reason);
}

#[test]
fn an_account_of_the_tenant_itself_is_not_held_against_the_settings_for_others() {
    let local = Tenant::ready()
        .partner(refused())
        .set(
            "users",
            "userPrincipalName",
            json!("expel@contoso.onmicrosoft.com"),
        )
        .set("users", "creationType", Value::Null)
        .set("users", "externalUserState", Value::Null)
        .set(
            "users",
            "identities",
            json!([{"signInType": "userPrincipalName", "issuer": "contoso.onmicrosoft.com"}]),
        );
    let assessment = local.judged();
    let finding = account(&assessment);
    assert!(
        !finding.actual.contains("cross-tenant"),
        "{}",
        finding.actual
    );
}

#[test]
fn a_guest_that_is_not_there_yet_is_warned_of() {
    let tenant = Tenant::ready().without_guest().partner(refused());
    let assessment = tenant.judged();
    assert_eq!(account(&assessment).verdict, Missing);
    let advice = only(&assessment);
    assert_eq!(
        (advice.id.as_str(), advice.weighs),
        ("expel-mde/advice/cross-tenant-blocked", true)
    );
    assert!(advice.text.contains("all blocked"), "{}", advice.text);
}

#[test]
fn what_remains_to_look_at_is_a_concern_of_the_account() {
    let setting = inbound(("blocked", &[OTHER]), ALL_APPS);
    let assessment = Tenant::ready().partner(setting).judged();
    let notes = &account(&assessment).notes;
    let concern = notes
        .iter()
        .find(|note| note.kind == NoteKind::Concern)
        .unwrap();
    assert!(concern.text.contains("ask the vendor"), "{}", concern.text);
}

/// The domain's list, what the guest's invitation has come to, and whether it weighs.
#[test]
fn a_list_of_domains_weighs_only_while_an_invitation_is_ahead() {
    let list = |domains: Value| {
        json!({"id": "x", "definition": [json!({"B2BManagementPolicy": {
            "InvitationsAllowedAndBlockedDomainsPolicy": domains
        }}).to_string()]})
    };
    for domains in [
        json!({"BlockedDomains": ["EXPEL.io"]}),
        json!({"AllowedDomains": ["partner.example"]}),
    ] {
        let tenant = || Tenant::ready().with("b2b-policy", &[list(domains.clone())]);
        let accepted = tenant().judged();
        assert!(!only(&accepted).weighs);
        assert!(
            only(&accepted).text.contains("accepted already"),
            "{}",
            only(&accepted).text
        );
        assert_eq!(accepted.readiness.as_str(), "ready");
        let pending = tenant().set("users", "externalUserState", json!("PendingAcceptance"));
        assert!(only(&pending.judged()).weighs);
        assert!(only(&tenant().without_guest().judged()).weighs);
    }
    let open = Tenant::ready().with(
        "b2b-policy",
        &[list(json!({"BlockedDomains": ["other.example"]}))],
    );
    assert!(open.without_guest().judged().advice.is_empty());
    let broken = json!({"id": "x", "definition": ["{"]});
    let unclear = Tenant::ready()
        .with("b2b-policy", &[broken.clone()])
        .without_guest();
    assert!(only(&unclear.judged()).weighs);
    let accepted = Tenant::ready().with("b2b-policy", &[broken]);
    assert!(accepted.judged().advice.is_empty());
}
