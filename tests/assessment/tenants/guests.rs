//! The guest itself, and who only looks like it.

use super::*;
use crate::graph::Options;
use crate::graph::ids::role;
use crate::graph::scenarios::parts::{FULL_ROLES, GUEST, full_app, full_guest};
use crate::roll_call::{Said, roll_call_with};
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
fn a_stranger_with_the_address_among_its_further_ones_is_listed_apart() {
    let mut tenant = tenant();
    full_guest(&mut tenant);
    let stranger = tenant
        .guest("mallory@evil.example")
        .with("otherMails", json!(["EXPEL_ANALYST@EXPEL.IO"]))
        .id();
    tenant.directory_role(&stranger, role::GLOBAL_READER, "/");
    full_app(&mut tenant);
    let but = &[("console/other/*", Excess)];
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
    check("two guests", tenant, &comes_to(Undetermined, but));
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
    let but = &[("console/other/*", Excess)];
    let assessment = check("look-alike", tenant, &comes_to(ReadyWithFindings, but));
    let id = format!("expel-mde/console/other/{fake}");
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
    check("local guest", tenant, &comes_to(Undetermined, but));
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
    let but = &[("console/WindowsDefenderATP/application/secop", Excess)];
    check("secop", tenant, &comes_to(ReadyWithFindings, but));
}

#[test]
fn a_guest_without_a_sponsor_is_a_note_and_changes_nothing() {
    let note = |assessment: &rolecall::assess::Assessment| {
        let id = "expel-mde/console/guest-account";
        let found = assessment.findings.iter().find(|f| f.id == id).unwrap();
        found
            .notes
            .iter()
            .any(|note| note.text.contains("no sponsor"))
    };
    for (sponsored, noted) in [(false, true), (true, false)] {
        let mut tenant = tenant();
        let guest = full_guest(&mut tenant);
        full_app(&mut tenant);
        if sponsored {
            let owner = tenant.user("owner").id();
            tenant.sponsor(&guest, &owner);
        }
        let assessment = check("sponsor", tenant, &comes_to(Ready, &[]));
        assert_eq!(note(&assessment), noted);
    }
}

#[test]
fn sponsors_that_were_not_read_are_not_said_to_be_none() {
    let mut tenant = tenant();
    full_guest(&mut tenant);
    full_app(&mut tenant);
    let server = crate::graph::Server::start(tenant, crate::graph::Options::default());
    // The lookup that would show them is refused, and the lookups one by one do without.
    let on = crate::graph::On::path("/v1.0/users?*expand*");
    let fault = crate::graph::Fault::Error {
        status: 400,
        code: "Request_BadRequest".to_owned(),
        message: String::new(),
    };
    server.inject(on, fault);
    let said = crate::roll_call::Said::default();
    let assessment = crate::roll_call::judged(&crate::roll_call::scanned(&server, &said), &said);
    assert_eq!(assessment.readiness, Ready);
    for finding in &assessment.findings {
        for note in &finding.notes {
            assert!(!note.text.contains("sponsor"), "{}", note.text);
        }
    }
}
