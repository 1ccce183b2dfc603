//! How long secrets and certificates live.

use super::*;
use crate::graph::ids;
use crate::graph::scenarios::parts::{full_app, full_guest, vendor_app};
use crate::graph::tenant::App;
use rolecall::assess::{Assessment, CredentialKind, Finding, NoteKind};
use rolecall::report::{Format, Style, render};
use serde_json::{Value, json};

const FAR: &str = "2299-12-30T23:00:00Z";
const SECRET: &str = "expel-mde/api/client-secret";

/// A tenant whose application signs in with these credentials alone.
fn with(change: impl FnOnce(&mut Tenant, &App)) -> Assessment {
    let mut tenant = tenant();
    full_guest(&mut tenant);
    let app = full_app(&mut tenant);
    let registration = app.registration.clone().unwrap();
    tenant.set(&registration, "passwordCredentials", json!([]));
    change(&mut tenant, &app);
    roll_call(tenant)
}

fn with_secret(start: &str, end: &str) -> Assessment {
    with(|tenant, app| tenant.secret(app.registration.as_ref().unwrap(), start, end))
}

fn finding<'a>(assessment: &'a Assessment, id: &str) -> &'a Finding {
    assessment.findings.iter().find(|f| f.id == id).unwrap()
}

fn concerns(finding: &Finding) -> Vec<&str> {
    let notes = finding.notes.iter();
    notes
        .filter(|note| note.kind == NoteKind::Concern)
        .map(|note| note.text.as_str())
        .collect()
}

/// What the report says of a control: its status, and how many findings are open.
fn control(assessment: &Assessment, id: &str) -> Option<(String, u64)> {
    let bytes = render(assessment, Format::Json, &Style::default()).unwrap();
    let document: Value = serde_json::from_slice(&bytes).unwrap();
    let frameworks = document["controls"].as_array().unwrap().iter();
    let mut all = frameworks.flat_map(|one| one["controls"].as_array().unwrap());
    let one = all.find(|one| one["id"] == id)?;
    let status = one["status"].as_str().unwrap().to_owned();
    Some((status, one["open"].as_u64().unwrap()))
}

#[test]
fn a_secret_of_centuries_is_held_and_a_concern() {
    let assessment = with_secret(&ids::at(-10), FAR);
    let secret = finding(&assessment, SECRET);
    assert_eq!(secret.verdict, Satisfied);
    let notes = concerns(secret);
    assert_eq!(notes.len(), 1, "{notes:?}");
    assert!(
        notes[0].contains("no real end") && notes[0].contains("2299"),
        "{}",
        notes[0]
    );
    assert_eq!(assessment.readiness, ReadyWithFindings);
    assert_eq!(
        control(&assessment, "5.1.5.4"),
        Some(("open".to_owned(), 1))
    );
}

#[test]
fn a_secret_for_which_no_end_is_given_is_not_said_to_be_valid() {
    let mut tenant = tenant();
    full_guest(&mut tenant);
    let app = full_app(&mut tenant);
    let registration = app.registration.unwrap();
    let secret =
        json!([{"keyId": ids::guid(&["x"]), "startDateTime": ids::at(-10), "endDateTime": null}]);
    tenant.set(&registration, "passwordCredentials", secret);
    let assessment = roll_call(tenant);
    let secret = finding(&assessment, SECRET);
    assert_eq!(secret.verdict, Unknown);
    assert!(concerns(secret)[0].contains("gives no end"));
    assert_eq!(assessment.readiness, Undetermined);
}

#[test]
fn lifetimes_are_held_against_the_number_of_the_control() {
    for (start, end, status, open) in [
        (-10, 100, "clean", 0),
        (-80, 100, "clean", 0),
        (-81, 100, "open", 1),
        (-100, 300, "open", 1),
    ] {
        let assessment = with_secret(&ids::at(start), &ids::at(end));
        let expected = Some((status.to_owned(), open));
        assert_eq!(
            control(&assessment, "5.1.5.4"),
            expected,
            "{start} to {end}"
        );
        // A lifetime with a real end is no concern of the guide.
        assert_eq!(concerns(finding(&assessment, SECRET)), Vec::<&str>::new());
        assert_eq!(assessment.readiness, Ready);
    }
}

#[test]
fn ten_years_are_no_real_end_and_five_are() {
    for (days, count) in [(5 * 365, 0), (10 * 366, 1)] {
        let assessment = with_secret(&ids::at(-1), &ids::at(days));
        assert_eq!(
            concerns(finding(&assessment, SECRET)).len(),
            count,
            "{days}"
        );
    }
}

#[test]
fn an_expired_secret_of_centuries_is_none() {
    let assessment = with(|tenant, app| {
        let registration = app.registration.clone().unwrap();
        tenant.secret(&registration, &ids::at(-10), &ids::at(100));
        tenant.secret(&registration, "1700-01-01T00:00:00Z", &ids::at(-1));
    });
    assert_eq!(concerns(finding(&assessment, SECRET)), Vec::<&str>::new());
    assert_eq!(
        control(&assessment, "5.1.5.4"),
        Some(("clean".to_owned(), 0))
    );
}

#[test]
fn a_certificate_beside_the_secret_is_measured_too() {
    let assessment = with(|tenant, app| {
        let registration = app.registration.clone().unwrap();
        tenant.secret(&registration, &ids::at(-10), &ids::at(100));
        tenant.certificate(&registration, &ids::at(-10), FAR);
    });
    let secret = finding(&assessment, SECRET);
    assert!(concerns(secret)[0].contains("certificate"));
    assert_eq!(
        control(&assessment, "5.1.5.4"),
        // The certificate is in excess too, and that finding says nothing of secrets.
        Some(("not-assessed".to_owned(), 0))
    );
    assert_eq!(
        control(&assessment, "5.1.5.6"),
        Some(("open".to_owned(), 1))
    );
    assert_eq!(assessment.readiness, ReadyWithFindings);
}

#[test]
fn credentials_on_the_service_principal_count() {
    let assessment = with(|tenant, app| tenant.secret(&app.sp, &ids::at(-10), FAR));
    assert_eq!(concerns(finding(&assessment, SECRET)).len(), 1);
}

#[test]
fn the_vendors_own_application_carries_them_on_its_own_finding() {
    let mut tenant = tenant();
    full_guest(&mut tenant);
    let app = vendor_app(&mut tenant);
    tenant.certificate(&app.sp, &ids::at(-10), FAR);
    let assessment = roll_call(tenant);
    let application = finding(&assessment, "expel-mde/api/application");
    assert_eq!(application.verdict, Satisfied);
    assert_eq!(concerns(application).len(), 1);
    assert_eq!(application.lifetimes[0].kind, CredentialKind::Certificate);
    assert_eq!(assessment.readiness, ReadyWithFindings);
    assert_eq!(
        control(&assessment, "5.1.5.6"),
        Some(("open".to_owned(), 1))
    );
}

#[test]
fn what_the_vendor_signs_in_with_at_home_is_not_called_clean() {
    let mut tenant = tenant();
    full_guest(&mut tenant);
    let app = vendor_app(&mut tenant);
    tenant.secret(&app.sp, &ids::at(-10), &ids::at(100));
    let assessment = roll_call(tenant);
    let expected = Some(("not-assessed".to_owned(), 0));
    assert_eq!(control(&assessment, "5.1.5.4"), expected);
}

#[test]
fn a_control_that_no_check_answers_is_not_assessed() {
    let assessment = with_secret(&ids::at(-10), &ids::at(100));
    for id in ["AC-2", "AC-6", "IA-5", "A.8.2", "CC6.1", "5.1.5.2", "5.3.1"] {
        let (status, open) = control(&assessment, id).unwrap();
        assert_eq!(open, 0, "{id}");
        assert_eq!(status, "not-assessed", "{id}");
    }
}
