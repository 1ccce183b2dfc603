//! `rolecall explain`: its subjects, its refusals, and its exit codes.

use crate::place::{Place, sample};

#[test]
fn it_explains_with_and_without_a_tenant_and_judges_nothing() {
    let place = Place::new();
    let id = "expel-mde/api/WindowsDefenderATP/application/Machine.LiveResponse";
    let ran = place.run(&["explain", id]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    for part in [
        "WHAT IT IS",
        "WHY EXPEL'S GUIDE ASKS FOR IT",
        "HOW TO GRANT IT",
        "<service-principal-id>",
    ] {
        assert!(ran.out.contains(part), "no {part:?} in {}", ran.out);
    }
    let demo = place.run(&["explain", id, "--demo"]);
    assert_eq!((demo.code, demo.err.as_str()), (0, ""));
    assert!(
        demo.out
            .contains("+ excess: expel-mde/excess/custom-application/"),
        "{}",
        demo.out
    );
    assert!(!demo.out.contains("FILL IN"), "{}", demo.out);
    let saved = place.run(&["explain", id, "--snapshot", &sample("contoso-demo")]);
    assert_eq!(saved.out, demo.out);
    assert_eq!(place.files(), Vec::<String>::new());
}

#[test]
fn a_reader_chooses_the_guide_the_option_and_the_cloud() {
    let place = Place::new();
    place.put("mine.toml", crate::place::guide_text());
    let as_of = ["--as-of", "2026-11-24T09:00:00Z"];
    let run = |arguments: &[&str]| {
        let mut all = vec!["explain"];
        all.extend(arguments);
        all.extend(as_of);
        let ran = place.run(&all);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{arguments:?}");
        ran.out
    };
    let built_in = run(&["console/guest-account"]);
    assert_eq!(
        run(&["console/guest-account", "--guide", "mine.toml"]),
        built_in
    );
    assert_eq!(
        run(&["console/guest-account", "--guide", "expel-mde@2026-11-23"]),
        built_in
    );
    let other = run(&[
        "console/guest-account",
        "--param",
        "guest-address=soc@example.com",
    ]);
    assert!(other.contains("soc@example.com"), "{other}");
    let custom = run(&["api/application", "--choose", "api=custom-application"]);
    assert!(
        custom.contains("Register the application registered for Expel"),
        "{custom}"
    );
    let high = run(&["Security Reader", "--cloud", "gcc-high"]);
    assert!(high.contains("graph.microsoft.us"), "{high}");
}

#[test]
fn several_guides_are_explained_together() {
    let place = Place::new();
    let other = include_str!("../fixtures/guides-v2/servicenow-mde.toml");
    place.put("other.toml", other);
    let guides = ["--guide", "expel-mde", "--guide", "other.toml"];
    let run = |id: &str| {
        let mut all = vec!["explain", id];
        all.extend(guides);
        let ran = place.run(&all);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{id}");
        ran.out
    };
    let both = run("Ti.ReadWrite.All");
    assert!(
        both.contains("expel-mde/api/WindowsDefenderATP/application/Ti.ReadWrite.All"),
        "{both}"
    );
    assert!(
        both.contains("servicenow-mde/defender/Ti.ReadWrite.All"),
        "{both}"
    );
    let one = run("redirect-uri");
    assert!(one.contains("servicenow-mde/redirect-uri"), "{one}");
}

#[test]
fn an_unknown_subject_ends_with_2_and_a_hint() {
    let place = Place::new();
    place.refuses(
        &["explain", "Ti.ReadWrit.All"],
        2,
        &["did you mean", "Ti.ReadWrite.All"],
    );
    place.refuses(
        &["explain", "User.Read.All"],
        2,
        &["10 things", "MicrosoftGraph/delegated/User.Read.All"],
    );
    place.refuses(
        &["explain", "expel-mde/other-access/guest"],
        2,
        &["--snapshot FILE", "--demo"],
    );
    place.refuses(&["explain", "\u{1b}[2J"], 2, &["nothing is called"]);
    place.refuses(&["explain", ""], 2, &["nothing is called"]);
    place.refuses(&["explain"], 2, &["<ID>"]);
    place.refuses(
        &["explain", "x", "--demo", "--snapshot", "y.json"],
        2,
        &["contradict each other"],
    );
    place.refuses(&["explain", "x", "--snapshot", "y.json"], 2, &["y.json"]);
    place.refuses(
        &["explain", "x", "--cloud", "mars"],
        2,
        &["possible values"],
    );
    place.refuses(&["explain", "x", "--choose", "api=none"], 2, &["no option"]);
}

#[test]
fn the_help_says_what_an_id_can_be() {
    let ran = Place::new().run(&["explain", "--help"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    for part in [
        "<ID>",
        "--snapshot",
        "--demo",
        "--choose",
        "--cloud",
        "Ti.ReadWrite.All",
    ] {
        assert!(ran.out.contains(part), "no {part:?} in {}", ran.out);
    }
}
