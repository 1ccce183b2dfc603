//! Who answers for the guest.

use super::*;
use crate::graph::scenarios::parts::{full_app, full_guest};

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
