//! What is temporary, and what a guide has done afterwards.

use crate::acme::{GUEST, guide, requirement, served, text, titles};
use crate::roundtrip::{Given, look_for};
use rolecall::assess::Verdict;
use rolecall::guide::format2::model::Guide;
use rolecall::runbook::{Kind, Progress};

/// A guide with a role that is needed while onboarding only.
fn temporary() -> Guide {
    guide(&[
        GUEST,
        &requirement(
            "guest",
            "tier = \"required\"\nhold = { of = \"guest\", present = true }",
        ),
        &requirement(
            "setup-role",
            "tier = \"temporary\"\nhold = { of = \"guest\", directory-role = \"Security Administrator\" }",
        ),
        r#"
[[step]]
id = "give"
title = "Give it the role"
text = "Give it."
closes = ["guest", "setup-role"]
cite = { heading = ["Set up"] }

[[step]]
id = "take"
title = "Take the role away"
phase = "after"
text = "Take it away **again**."
removes = ["setup-role"]
cite = { heading = ["Finish"] }

[[step]]
id = "leave"
title = "Close the account at Acme's"
phase = "offboard"
text = "Close it **there**."
cite = { heading = ["Leave"] }
"#,
    ])
}

#[test]
fn what_is_temporary_is_given_while_onboarding_and_taken_away_afterwards() {
    let guides = [temporary()];
    let onboarding = Given {
        onboarding: true,
        ..Given::default()
    };
    let server = served(|_| {});
    for _ in 0..2 {
        let runbook = look_for(guides.to_vec(), &server, &onboarding).runbook(Kind::Onboard);
        let own = runbook.phases.first().unwrap();
        let mut executor = crate::executor::Executor::new(&server);
        for step in &own.steps {
            executor.carry_out(&step.operations);
        }
        crate::people::vendor_accepts(&server);
    }
    let seen = look_for(guides.to_vec(), &server, &onboarding);
    assert_eq!(
        seen.assessment.count(Verdict::Satisfied),
        2,
        "{}",
        seen.complaints()
    );
    let runbook = seen.runbook(Kind::Onboard);
    let last = runbook.phases.last().unwrap();
    assert_eq!(last.title, "When onboarding is done: Take the role away");
    assert_eq!(last.progress, Some(Progress::Open));
    let taken: Vec<&str> = last.steps.iter().map(|step| step.title.as_str()).collect();
    assert_eq!(
        taken,
        ["Take Security Administrator away from Acme's account"]
    );
    assert!(text(&runbook).contains("Take it away **again**."));

    // Once onboarding is over it is too much, and every runbook takes it away.
    let over = look_for(guides.to_vec(), &server, &Given::default());
    assert_eq!(
        over.assessment.count(Verdict::Excess),
        1,
        "{}",
        over.complaints()
    );
    let review = over.runbook(Kind::Review);
    assert_eq!(review.phases.len(), 1);
    let remediate = over.runbook(Kind::Remediate);
    assert!(
        titles(&remediate).contains(&taken[0]),
        "{:?}",
        titles(&remediate)
    );
    let mut executor = crate::executor::Executor::new(&server);
    for step in remediate.steps() {
        executor.carry_out(&step.operations);
    }
    let done = look_for(guides.to_vec(), &server, &Given::default());
    assert_eq!(
        done.assessment.count(Verdict::Excess),
        0,
        "{}",
        done.complaints()
    );
    assert_eq!(done.runbook(Kind::Review).phases.len(), 0);
    assert_eq!(server.violations(), Vec::new());

    // The guide's own step is in the offboarding, and in no other.
    let offboard = text(&done.runbook(Kind::Offboard));
    assert!(offboard.contains("Close it **there**."));
    assert!(!text(&done.runbook(Kind::Onboard)).contains("Close it **there**."));
}
