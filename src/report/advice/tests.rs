//! Tests of the urgency of a finding, and of the fix that its remedies say.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::fix;
use super::urgency::Urgency;
use crate::assess::{Finding, Give, Note, NoteKind, Outside, Remedy, Verdict};
use crate::catalog::{Risk, RiskLevel, Subject};
use crate::guide::Tier;

fn finding(subject: Subject, verdict: Verdict, tier: Option<Tier>) -> Finding {
    Finding {
        id: "g/x".to_owned(),
        title: "Thing".to_owned(),
        subject,
        verdict,
        principal: "app".parse().unwrap(),
        principal_title: "The app".to_owned(),
        holder: None,
        requirement: None,
        choice: None,
        tier,
        entitlement: None,
        expected: String::new(),
        actual: String::new(),
        reason: "why".to_owned(),
        effect: None,
        purpose: None,
        paths: Vec::new(),
        evidence: Vec::new(),
        notes: Vec::new(),
        risk: None,
        remedies: Vec::new(),
        cites: Vec::new(),
        attested: None,
        obstacle: None,
        lifetimes: Vec::new(),
        rights: Vec::new(),
    }
}

#[test]
fn what_is_as_it_should_be_asks_for_nothing() {
    for verdict in [Verdict::Satisfied, Verdict::Absent] {
        for subject in Subject::ALL {
            let finding = finding(subject, verdict, Some(Tier::Required));
            assert_eq!(Urgency::of(&finding), None);
            assert_eq!(fix(&finding), None);
        }
    }
}

#[test]
fn whatever_is_open_has_the_fix_that_its_exits_say() {
    for verdict in [
        Verdict::Missing,
        Verdict::Partial,
        Verdict::Unknown,
        Verdict::Manual,
    ] {
        for subject in Subject::ALL {
            let mut finding = finding(subject, verdict, Some(Tier::Required));
            assert!(Urgency::of(&finding).is_some());
            assert_eq!(fix(&finding), None, "nobody said what to do");
            finding.remedies = vec![Remedy::Manual("Do this.".to_owned()), Remedy::Attest];
            let fix = fix(&finding).unwrap();
            assert!(fix.starts_with("Do this. Look yourself"), "{fix}");
            assert!(fix.ends_with('.'), "{fix}");
        }
    }
    for subject in Subject::ALL {
        let excess = finding(subject, Verdict::Excess, None);
        assert!(fix(&excess).unwrap().ends_with('.'));
    }
}

#[test]
fn an_end_in_sight_is_something_to_do() {
    let mut secret = finding(
        Subject::Credential,
        Verdict::Satisfied,
        Some(Tier::Required),
    );
    secret.notes.push(Note {
        kind: NoteKind::Expiry,
        text: "soon".to_owned(),
    });
    assert_eq!(Urgency::of(&secret), Some(Urgency::EndsSoon));
    assert!(fix(&secret).unwrap().contains("new client secret"));
}

#[test]
fn an_unrated_excess_is_not_taken_for_a_dangerous_one_nor_a_rated_one_for_harmless() {
    let mut excess = finding(Subject::DirectoryRole, Verdict::Excess, None);
    assert_eq!(Urgency::of(&excess), Some(Urgency::Excess));
    for (level, urgency) in [
        (RiskLevel::Critical, Urgency::DangerousExcess),
        (RiskLevel::High, Urgency::DangerousExcess),
        (RiskLevel::Medium, Urgency::Excess),
        (RiskLevel::Unrated, Urgency::Excess),
    ] {
        excess.risk = Some(Risk {
            level,
            reason: String::new(),
            source: String::new().into(),
        });
        assert_eq!(Urgency::of(&excess), Some(urgency));
    }
}

#[test]
fn an_enterprise_application_is_not_sent_to_a_registration_that_it_has_not() {
    let mut gap = finding(
        Subject::ApplicationPermission,
        Verdict::Missing,
        Some(Tier::Required),
    );
    gap.remedies = vec![Remedy::Give(Give::EnterprisePermission)];
    assert!(!fix(&gap).unwrap().contains("App registrations"));
    gap.remedies = vec![Remedy::Give(Give::Permission)];
    assert!(fix(&gap).unwrap().contains("App registrations"));
}

#[test]
fn nobody_is_sent_to_add_what_the_api_has_switched_off() {
    let mut gap = finding(
        Subject::ApplicationPermission,
        Verdict::Missing,
        Some(Tier::Required),
    );
    gap.remedies = vec![Remedy::Outside(Outside::Vendor {
        api: "WindowsDefenderATP".to_owned(),
        value: "Url.Read.All".to_owned(),
        switched_off: true,
    })];
    let fix = fix(&gap).unwrap();
    assert!(fix.contains("WindowsDefenderATP has Url.Read.All switched off"));
    assert!(!fix.contains("App registrations"), "{fix}");
}
