//! Plans: the claims that each section and each permission of the auditor serves.

use super::input::{ALERTS, DEFENDER, EXPEL, Input, ROLE, principal, sections, text, vendor};
use crate::scan::{Claim, Plan};
use crate::snapshot::SectionName;

fn served(plan: &Plan, permission: &str) -> Vec<String> {
    let mut all = plan.permissions().iter();
    let found = all.find(|one| one.name == permission);
    let serves = found.into_iter().flat_map(|one| &one.serves);
    serves.map(ToString::to_string).collect()
}

#[test]
fn a_guide_without_defender_asks_it_for_what_is_held_besides_alone() {
    let plan = Input::of(&[&vendor("acme", &[ROLE, ALERTS])]).plan();
    let defender = served(&plan, "RoleManagement.Read.Defender");
    assert_eq!(defender, ["\"nothing else is held\" in acme"]);
    assert!(!sections(&plan).contains(&SectionName::RoleHolders));

    let with = Input::of(&[&vendor("acme", &[DEFENDER, ALERTS])]).plan();
    let defender = served(&with, "RoleManagement.Read.Defender");
    assert_eq!(defender, ["acme/r0", "\"nothing else is held\" in acme"]);
    assert!(sections(&with).contains(&SectionName::RoleHolders));

    // One of two guides asks for it.
    let both = Input::of(&[
        &vendor("acme", &[ROLE]),
        &vendor("other", &[ROLE, DEFENDER]),
    ])
    .plan();
    assert_eq!(
        served(&both, "RoleManagement.Read.Defender"),
        [
            "other/r1",
            "\"nothing else is held\" in acme",
            "\"nothing else is held\" in other"
        ]
    );
}

#[test]
fn each_permission_says_what_it_serves() {
    let plan = Input::of(&[EXPEL]).plan();
    assert_eq!(
        served(&plan, "Policy.Read.B2BManagementPolicy"),
        ["advice on settings in expel-mde"]
    );
    assert_eq!(
        served(&plan, "CrossTenantInformation.ReadBasic.All"),
        [
            "expel-mde/console/guest-account",
            "advice on settings in expel-mde"
        ]
    );
    let eligible = served(&plan, "RoleEligibilitySchedule.Read.Directory");
    assert_eq!(
        eligible,
        [
            "expel-mde/console/directory-role/SecurityAdministrator",
            "expel-mde/console/directory-role/SecurityOperator",
            "expel-mde/console/directory-role/SecurityReader",
            "\"nothing else is held\" in expel-mde",
            "the option of console in expel-mde",
        ]
    );
    let defender = served(&plan, "RoleManagement.Read.Defender");
    let (requirements, others) = defender.split_at(defender.len() - 2);
    assert_eq!(
        others,
        [
            "\"nothing else is held\" in expel-mde",
            "the option of console in expel-mde"
        ]
    );
    assert_eq!(requirements.len(), 9, "{requirements:?}");
    for id in requirements {
        assert!(id.starts_with("expel-mde/console/defender/"), "{id}");
    }
    // Whatever rests on a section is served by a permission, and by one that opens it.
    for request in &plan.requests {
        for claim in plan.serves(request.section) {
            let mut permissions = plan.permissions().iter();
            let found = permissions
                .any(|one| one.serves.contains(claim) && request.permissions.contains(&one.name));
            assert!(found, "{claim} of {}", request.section);
        }
    }
}

#[test]
fn no_section_is_asked_for_nothing() {
    let plan = Input::of(&[EXPEL]).plan();
    for section in SectionName::ALL {
        assert!(plan.serves(*section).next().is_some(), "{section}");
    }
}

#[test]
fn a_fact_by_service_plan_rests_on_the_licences() {
    let fact = "[[fact]]\nid = \"p2\"\ntitle = \"The tenant has Entra ID P2\"\ndetect = { service-plan = [\"AAD_PREMIUM_P2\"] }\n";
    let guide = text(
        "acme",
        &format!(
            "{fact}{}",
            principal(
                "guest",
                "kind = \"user\"\ntype = \"guest\"\naddress = \"soc@acme.example\""
            )
        ),
        &[ROLE],
    );
    let plan = Input::of(&[&guide]).plan();
    let claim = Claim::Fact {
        guide: "acme".parse().unwrap(),
        fact: "p2".parse().unwrap(),
    };
    assert!(plan.serves(SectionName::Licences).any(|one| *one == claim));
}
