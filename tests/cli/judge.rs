//! The settings of a reader: options, parameters, the moment, the warning window.

use crate::place::{Place, sample};
use serde_json::Value;

fn report(place: &Place, name: &str, decisions: &[&str]) -> (i32, Value) {
    let file = sample(name);
    let mut arguments = vec!["check", "--snapshot", file.as_str(), "-f", "json"];
    arguments.extend(decisions);
    let ran = place.run(&arguments);
    assert_eq!(ran.err, "");
    (ran.code, serde_json::from_str(&ran.out).unwrap())
}

#[test]
fn an_option_that_is_chosen_is_taken() {
    let place = Place::new();
    let name = "ready-custom-app-full-roles";
    assert_eq!(report(&place, name, &[]).0, 0);
    let chosen = ["--choose", "console=defender-rbac"];
    let (code, json) = report(&place, name, &chosen);
    assert_eq!(code, 12, "a role of the classic model may give it");
    assert!(json.to_string().contains("defender-rbac"));
    let kept = ["--choose", "console=directory-roles-full"];
    assert_eq!(report(&place, name, &kept).0, 0);
}

#[test]
fn the_moment_and_the_warning_window_decide_about_an_end() {
    let place = Place::new();
    let name = "expiring-secret";
    assert_eq!(report(&place, name, &[]).0, 11);
    assert_eq!(report(&place, name, &["--warn-days", "0"]).0, 0);
    let after = ["--as-of", "2030-01-01T00:00:00Z"];
    assert_eq!(report(&place, name, &after).0, 10, "it has ended by then");
}

#[test]
fn a_parameter_that_only_distinguishes_candidates_may_be_set_later() {
    let place = Place::new();
    let tenant = "vendor-tenant-id=72f988bf-86f1-41af-91ab-2d7cd011db47";
    let (code, json) = report(&place, "contoso-demo", &["--param", tenant]);
    assert_eq!(code, 10);
    assert!(
        json.to_string()
            .contains("72f988bf-86f1-41af-91ab-2d7cd011db47")
    );
    let (_, same) = report(
        &place,
        "contoso-demo",
        &["--param", "guest-address=Expel_Analyst@expel.io"],
    );
    for part in ["answer", "reason"] {
        assert_eq!(same["readiness"][part], json["readiness"][part]);
    }
}
