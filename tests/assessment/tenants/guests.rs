//! The guest itself, and who only looks like it.

use super::*;
use crate::graph::ids::{self, role};
use crate::graph::scenarios::parts::{FULL_ROLES, GUEST, full_app, full_guest};
use crate::graph::{Fault, On, Options, Server};
use crate::roll_call::{Said, judged, roll_call_with, scanned};
use rolecall::assess::{Assessment, Standing};
use serde_json::json;

#[test]
fn a_guest_without_an_invitation_state_is_not_known_to_have_accepted() {
    let mut tenant = tenant();
    let guest = full_guest(&mut tenant);
    tenant.set(&guest, "externalUserState", json!(null));
    full_app(&mut tenant);
    let but = &[("console/guest-account", Unknown)];
    check("no state", tenant, &comes_to(Undetermined, but));
}

#[test]
fn an_invited_account_of_type_member_is_not_a_guest() {
    let mut tenant = tenant();
    let guest = full_guest(&mut tenant);
    tenant.set(&guest, "userType", json!("Member"));
    full_app(&mut tenant);
    let but = &[("console/guest-account", Partial)];
    check("member", tenant, &comes_to(NotReady, but));
}

#[test]
fn the_case_of_an_address_does_not_matter() {
    let mut tenant = tenant();
    let guest = full_guest(&mut tenant);
    tenant.set(&guest, "mail", json!("Expel_Analyst@EXPEL.io"));
    tenant.set(&guest, "otherMails", json!(["Expel_Analyst@EXPEL.io"]));
    full_app(&mut tenant);
    check("case", tenant, &comes_to(Ready, &[]));
}

#[test]
fn a_guest_without_mail_is_known_by_its_sign_in_name() {
    let mut tenant = tenant();
    let guest = full_guest(&mut tenant);
    tenant.set(&guest, "mail", json!(null));
    tenant.set(&guest, "otherMails", json!([]));
    full_app(&mut tenant);
    check("no mail", tenant, &comes_to(Ready, &[]));
}

#[test]
fn a_guest_whose_address_clashes_with_a_contact_is_known_by_its_sign_in_name() {
    let mut tenant = tenant();
    let guest = full_guest(&mut tenant);
    tenant.set(&guest, "mail", json!(null));
    tenant.set(&guest, "otherMails", json!([GUEST]));
    full_app(&mut tenant);
    check("address in otherMails only", tenant, &comes_to(Ready, &[]));
}

#[test]
fn characters_that_break_filters_break_none() {
    let (address, name) = (
        "pat.o'neil+soc@vendor.example",
        "A & + % ' \" # / $( ) `id` app",
    );
    let mut tenant = tenant();
    let guest = tenant.guest(address).id();
    for role in FULL_ROLES {
        tenant.directory_role(&guest, role, "/");
    }
    let app = full_app(&mut tenant);
    for id in [Some(app.sp), app.registration].into_iter().flatten() {
        tenant.set(&id, "displayName", json!(name));
    }
    let said = Said::default()
        .param("guest-address", address)
        .param("app-name", name);
    let said = Said {
        attest: true,
        ..said
    };
    let assessment = roll_call_with(tenant, Options::default(), &said);
    hold("strange characters", &assessment, &comes_to(Ready, &[]));
}

#[test]
fn a_stranger_with_the_address_among_its_further_ones_is_listed_apart() {
    let mut tenant = tenant();
    full_guest(&mut tenant);
    let stranger = tenant
        .guest("mallory@evil.example")
        .with("otherMails", json!(["EXPEL_ANALYST@EXPEL.IO"]))
        .id();
    tenant.directory_role(&stranger, role::GLOBAL_READER, "/");
    full_app(&mut tenant);
    let but = &[("excess/*/other/*", Excess)];
    check("stranger", tenant, &comes_to(ReadyWithFindings, but));
}

#[test]
fn two_guests_of_the_same_address_that_differ_are_not_settled() {
    let mut tenant = tenant();
    full_guest(&mut tenant);
    tenant
        .guest("second@expel.io")
        .with("mail", json!(GUEST))
        .id();
    full_app(&mut tenant);
    let but = &[
        ("console/directory-role/*", Unknown),
        ("console/guest-account", Satisfied),
    ];
    let expected = Expected {
        options: "directory-roles-full + directory-roles-read-only | custom-application",
        ..comes_to(Undetermined, but)
    };
    check("two guests", tenant, &expected);
}

#[test]
fn a_look_alike_that_is_global_administrator_satisfies_nothing_and_is_reported() {
    let mut tenant = tenant();
    full_guest(&mut tenant);
    let upn = format!("expel_analyst_expel.io.evil.com#EXT#@{}", tenant.domain());
    let fake = tenant
        .guest("expel_analyst@expel.io.evil.com")
        .upn(&upn)
        .id();
    tenant.directory_role(&fake, role::GLOBAL_ADMINISTRATOR, "/");
    full_app(&mut tenant);
    let but = &[("excess/*/other/*", Excess)];
    let assessment = check("look-alike", tenant, &comes_to(ReadyWithFindings, but));
    let id = format!("expel-mde/excess/guest/other/{fake}");
    let found = assessment.findings.iter().find(|f| f.id == id).unwrap();
    let risk = found.risk.as_ref().unwrap();
    assert_eq!(risk.level.to_string(), "critical");
}

#[test]
fn a_local_account_of_type_guest_proves_nothing() {
    let mut tenant = tenant();
    let upn = format!("expel@{}", tenant.domain());
    let local = tenant
        .guest(GUEST)
        .upn(&upn)
        .with("creationType", json!(null))
        .with("externalUserState", json!(null))
        .id();
    for role in FULL_ROLES {
        tenant.directory_role(&local, role, "/");
    }
    full_app(&mut tenant);
    let but = &[
        ("console/guest-account", Unknown),
        ("console/directory-role/*", Unknown),
    ];
    let expected = Expected {
        options: "directory-roles-full + directory-roles-read-only | custom-application",
        ..comes_to(Undetermined, but)
    };
    check("local guest", tenant, &expected);
}

#[test]
fn an_address_of_ones_own_is_looked_for_instead() {
    let mut tenant = tenant();
    let guest = tenant.guest("contoso@soc.expel.io").id();
    for role in FULL_ROLES {
        tenant.directory_role(&guest, role, "/");
    }
    full_app(&mut tenant);
    let said = Said::default().param("guest-address", "contoso@soc.expel.io");
    let assessment = roll_call_with(tenant, Options::default(), &said);
    hold("own address", &assessment, &comes_to(Ready, &[]));
}

#[test]
fn a_legacy_app_role_of_the_guest_is_in_excess() {
    let mut tenant = tenant();
    let guest = full_guest(&mut tenant);
    let api = crate::graph::ids::WINDOWS_DEFENDER_ATP;
    tenant.user_app_role(&guest, api, "secop");
    full_app(&mut tenant);
    let but = &[("excess/*/WindowsDefenderATP/application/secop", Excess)];
    check("secop", tenant, &comes_to(ReadyWithFindings, but));
}

/// The finding about an account that is not the guide's guest.
fn other<'a>(assessment: &'a Assessment, id: &str) -> Option<&'a rolecall::assess::Finding> {
    let id = format!("expel-mde/excess/guest/other/{id}");
    assessment.findings.iter().find(|finding| finding.id == id)
}

#[test]
fn a_guest_who_signed_up_by_itself_is_there_as_asked() {
    let mut tenant = tenant();
    let guest = full_guest(&mut tenant);
    tenant.set(&guest, "externalUserState", json!(null));
    tenant.set(&guest, "creationType", json!("SelfServiceSignUp"));
    full_app(&mut tenant);
    let assessment = check("self-service", tenant, &comes_to(Ready, &[]));
    let account = "expel-mde/console/guest-account";
    let finding = assessment
        .findings
        .iter()
        .find(|one| one.id == account)
        .unwrap();
    assert_eq!(
        finding.actual,
        "guest, signed up by itself, so that no invitation is open, enabled"
    );
}

#[test]
fn a_self_service_guest_that_is_disabled_or_a_member_is_partial() {
    for (property, value) in [
        ("accountEnabled", json!(false)),
        ("userType", json!("Member")),
    ] {
        let mut tenant = tenant();
        let guest = full_guest(&mut tenant);
        tenant.set(&guest, "externalUserState", json!(null));
        tenant.set(&guest, "creationType", json!("SelfServiceSignUp"));
        tenant.set(&guest, property, value);
        full_app(&mut tenant);
        let but = &[("console/guest-account", Partial)];
        check(property, tenant, &comes_to(NotReady, but));
    }
}

/// Cross-tenant synchronization and old invitations leave no state; a sign-in that succeeded proves the rest.
#[test]
fn a_guest_without_a_state_that_has_signed_in_has_redeemed() {
    for creation in [json!(null), json!("Invitation"), json!("EmailVerified")] {
        let without_state = |last: Option<&str>| {
            let mut tenant = tenant();
            let guest = full_guest(&mut tenant);
            tenant.set(&guest, "externalUserState", json!(null));
            tenant.set(&guest, "creationType", creation.clone());
            let activity =
                json!({"lastSignInDateTime": ids::at(-1), "lastSuccessfulSignInDateTime": last});
            tenant.set(&guest, "signInActivity", activity);
            full_app(&mut tenant);
            tenant
        };
        let name = creation.to_string();
        let signed_in = without_state(Some(&ids::at(-1)));
        check(&name, signed_in, &comes_to(Ready, &[]));
        let but = &[("console/guest-account", Unknown)];
        // An attempt is no sign-in, and one from before the account was made is another's.
        for last in [
            None,
            Some("0001-01-01T00:00:00Z"),
            Some("2020-01-01T00:00:00Z"),
        ] {
            check(&name, without_state(last), &comes_to(Undetermined, but));
        }
    }
}

#[test]
fn an_account_of_this_tenant_is_not_the_vendors_however_it_was_made() {
    for creation in ["LocalAccount", "EmailVerified"] {
        for (kind, verdict) in [("Guest", Unknown), ("Member", Missing)] {
            let mut tenant = tenant();
            let upn = format!("expel@{}", tenant.domain());
            tenant
                .guest(GUEST)
                .upn(&upn)
                .with("creationType", json!(creation))
                .with("externalUserState", json!(null))
                .with("userType", json!(kind));
            full_app(&mut tenant);
            let assessment = roll_call_with(tenant, Options::default(), &Said::default());
            let id = "expel-mde/console/guest-account";
            let account = assessment.findings.iter().find(|one| one.id == id).unwrap();
            assert_eq!(
                account.verdict, verdict,
                "{creation} {kind}: {}",
                account.reason
            );
        }
    }
}

#[test]
fn a_look_alike_of_any_domain_that_holds_a_role_is_reported_and_satisfies_nothing() {
    for (address, name) in [
        ("soc@expel.io.example", "SOC"),
        ("expel-soc@evil.test", "Analyst"),
        ("alice@expel.io", "Alice"),
        ("mallory@evil.test", "Expel SOC"),
        ("mallory@evil.test", "Ехреl SOC"),
        ("mallory@evil.test", "Ex\u{200b}pel"),
    ] {
        let mut tenant = tenant();
        full_guest(&mut tenant);
        let fake = tenant.guest(address).named(name).id();
        tenant.directory_role(&fake, role::SECURITY_READER, "/");
        full_app(&mut tenant);
        let but = &[("excess/*/other/*", Excess)];
        let assessment = check(address, tenant, &comes_to(ReadyWithFindings, but));
        let finding = other(&assessment, &fake).unwrap();
        assert_eq!(finding.paths.len(), 1);
        assert!(finding.paths[0].hops[1].contains("Security Reader"));
        assert!(finding.evidence.iter().any(|one| one.object.is_some()));
        let candidates = assessment.candidates.iter();
        let standing: Vec<Standing> = candidates
            .filter(|one| one.object_id.to_string() == fake)
            .map(|one| one.standing)
            .collect();
        assert_eq!(standing, [Standing::LookAlike]);
    }
}

#[test]
fn a_look_alike_alone_is_not_the_guest() {
    let mut tenant = tenant();
    let fake = tenant.guest("expel-soc@evil.test").id();
    tenant.directory_role(&fake, role::SECURITY_READER, "/");
    full_app(&mut tenant);
    let but = &[
        ("console/guest-account", Missing),
        ("console/directory-role/*", Missing),
        ("excess/*/other/*", Excess),
    ];
    check("alone", tenant, &comes_to(NotReady, but));
}

#[test]
fn nobody_else_is_taken_for_a_look_alike() {
    let mut tenant = tenant();
    full_guest(&mut tenant);
    let partner = tenant.guest("jane@partner.example").named("Jane").id();
    let similar = tenant.guest("soc@expeller.example").named("Expeller").id();
    let staff = tenant.user("fred.expel").id();
    let group = tenant.group("Expel friends").role_assignable().id();
    for holder in [&partner, &similar, &staff, &group] {
        tenant.directory_role(holder, role::SECURITY_READER, "/");
    }
    // Without a role that is listed, nobody asked about it.
    tenant.guest("expel-soc@evil.test").id();
    full_app(&mut tenant);
    check("others", tenant, &comes_to(Ready, &[]));
}

#[test]
fn where_role_holders_are_refused_the_answer_is_not_plain_ready() {
    let refused = |on: &str| {
        let mut tenant = tenant();
        full_guest(&mut tenant);
        let fake = tenant.guest("expel-soc@evil.test").id();
        tenant.directory_role(&fake, role::SECURITY_READER, "/");
        full_app(&mut tenant);
        let server = Server::start(tenant, Options::default());
        server.inject(On::path(on), Fault::Denied);
        let said = Said::default();
        (judged(&scanned(&server, &said), &said), fake)
    };
    let (assessment, fake) =
        refused("/v1.0/roleManagement/directory/roleAssignments?*roleDefinitionId*");
    hold(
        "holders refused",
        &assessment,
        &comes_to(ReadyWithFindings, &[]),
    );
    assert!(other(&assessment, &fake).is_none());
    let advice = assessment
        .advice
        .iter()
        .find(|one| one.id.ends_with("/role-holders-unseen"));
    assert!(advice.unwrap().weighs);
    assert!(advice.unwrap().text.contains("Security Reader"));

    // Where the guest itself could not be looked for, it may be the one in the list.
    let (assessment, fake) = refused("/v1.0/users?*");
    assert!(other(&assessment, &fake).is_none());
    assert_eq!(assessment.readiness, Undetermined);
}
