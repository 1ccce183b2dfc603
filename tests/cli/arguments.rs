//! Command lines that cannot work.

use crate::place::{Place, sample};

#[test]
fn unknown_names_are_refused_with_the_known_ones() {
    let place = Place::new();
    let file = sample("contoso-demo");
    let check = |more: &[&'static str]| -> Vec<String> {
        let mut all = vec!["check".to_owned(), "--snapshot".to_owned(), file.clone()];
        all.extend(more.iter().map(|one| (*one).to_owned()));
        all
    };
    let cases: [(Vec<String>, &[&str]); 14] = [
        (
            check(&["--guide", "expel-mdf"]),
            &["did you mean \"expel-mde\"?"],
        ),
        (
            check(&["--guide", "zebra"]),
            &["zebra", "there are: expel-mde"],
        ),
        (
            check(&["--guide", "expel-mde@1999-01-01"]),
            &["1999-01-01", "2026-11-23"],
        ),
        (
            check(&["--choose", "consoel=defender-rbac"]),
            &["consoel", "did you mean \"console\"?"],
        ),
        (
            check(&["--choose", "console=x"]),
            &["\"x\"", "defender-rbac"],
        ),
        (check(&["--choose", "console"]), &["NAME=VALUE"]),
        (
            check(&[
                "--choose",
                "api=custom-application",
                "--choose",
                "api=custom-application",
            ]),
            &["choice \"api\"", "more than once"],
        ),
        (
            check(&["--param", "gast=a@b.example"]),
            &["gast", "guest-address"],
        ),
        (
            check(&["--param", "guest-address=nobody"]),
            &["mail address"],
        ),
        (check(&["--param", "guest-address="]), &["NAME=VALUE"]),
        (
            check(&["--param", "app-name=A", "--param", "app-name=B"]),
            &["parameter \"app-name\"", "more than once"],
        ),
        (
            check(&["-f", "pdf"]),
            &["pdf", "table, markdown, html, csv, json"],
        ),
        (check(&["--as-of", "yesterday"]), &["yesterday", "--as-of"]),
        (check(&["--warn-days", "-1"]), &["-1"]),
    ];
    for (arguments, words) in cases {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        place.refuses(&arguments, 2, words);
    }
}

#[test]
fn a_wrong_choice_is_refused_before_anything_is_scanned() {
    let place = Place::new();
    // No credentials are set, and none are needed.
    let wrong = ["audit", "-o", "out", "--choose", "console=x"];
    place.refuses(&wrong, 2, &["the choice console has no option \"x\""]);
}

#[test]
fn usage_errors_say_how_it_is_used() {
    let place = Place::new();
    place.refuses(&["audit", "--demo"], 2, &["--output <DIR>"]);
    place.refuses(
        &["audit", "--demo", "--snapshot", "a", "-o", "b"],
        2,
        &["--demo", "--snapshot"],
    );
    place.refuses(&["aduit"], 2, &["aduit", "audit"]);
    place.refuses(&["scan", "-o", "x", "--in-flight", "0"], 2, &["1..=64"]);
    place.refuses(&["scan", "-o", "x", "--budget", "0"], 2, &["1..=86400"]);
}

#[test]
fn a_snapshot_is_given_the_same_way_to_every_command() {
    let place = Place::new();
    let file = sample("contoso-demo");
    let commands: [(&[&str], i32); 4] = [
        (&["audit", "-o", "out"], 10),
        (&["check"], 10),
        (&["runbook", "-k", "review"], 0),
        (&["explain", "console/guest-account"], 0),
    ];
    for (command, code) in commands {
        let run = |more: &[&str]| place.run(&[command, more].concat());
        let named = run(&["--snapshot", &file]);
        assert_eq!((named.code, named.err.as_str()), (code, ""), "{command:?}");
        for same in [&["-s", &file][..], &["--demo"]] {
            assert_eq!(run(same).out, named.out, "{command:?} {same:?}");
        }
        let mut piped = place.rolecall(&[command, &["-s", "-"]].concat());
        let piped = crate::place::ran(piped.write_stdin(crate::place::sample_text("contoso-demo")));
        assert_eq!(piped.out, named.out, "{command:?}");
    }
    place.refuses(&["check", &file], 2, &["unexpected argument"]);
    place.refuses(&["check"], 2, &["--snapshot FILE", "--demo"]);
    place.refuses(&["plan", "--edition", "x"], 2, &["unexpected argument"]);
}

#[test]
fn a_moment_is_a_day_to_its_end_or_a_time() {
    let place = Place::new();
    let shown = |as_of: &str| {
        let ran = place.run(&["check", "--demo", "--as-of", as_of]);
        assert_eq!((ran.code, ran.err.as_str()), (10, ""), "{as_of}");
        ran.out
    };
    assert_eq!(shown("2026-11-24"), shown("2026-11-24T23:59:59Z"));
    assert_ne!(shown("2026-11-24"), shown("2026-11-24T00:00:00Z"));
    assert_eq!(
        shown("2026-11-24T11:00:00+02:00"),
        shown("2026-11-24T09:00:00Z")
    );
    for wrong in [
        "yesterday",
        "2026-02-30",
        "24.11.2026",
        "2026-11-24T09:00",
        "2026-11-24 09:00",
        "2026-W48-2",
        "20261124",
    ] {
        let words = [wrong, "such as 2026-11-24", "2026-11-24T09:00:00Z"];
        place.refuses(&["check", "--demo", "--as-of", wrong], 2, &words);
    }
}

#[test]
fn every_list_of_names_is_in_the_help_and_is_what_is_taken() {
    let place = Place::new();
    let clouds = ["global", "gcc-high", "dod", "china"];
    let phases = ["onboarding", "operation"];
    let cases: [(&[&str], &str, &[&str]); 9] = [
        (&["audit"], "--cloud", &clouds),
        (&["scan"], "--cloud", &clouds),
        (&["explain", "x"], "--cloud", &clouds),
        (&["runbook", "-k", "onboard"], "--cloud", &clouds),
        (&["plan", "--create", "azure-cli"], "--cloud", &clouds),
        (
            &["plan"],
            "--create",
            &["powershell", "azure-cli", "terraform"],
        ),
        (&["check", "--demo"], "--phase", &phases),
        (
            &["runbook"],
            "--kind",
            &["onboard", "remediate", "offboard", "review", "auditor"],
        ),
        (
            &["runbook", "-k", "onboard"],
            "--format",
            &["markdown", "html"],
        ),
    ];
    for (command, option, values) in cases {
        let help = place.run(&[command[0], "--help"]).out;
        for value in values {
            assert!(help.contains(&format!("- {value}:")), "{value} in {help}");
        }
        let wrong = [command, &[option, "mars"]].concat();
        place.refuses(&wrong, 2, &[&["mars", "possible values"], values].concat());
    }
}

#[test]
fn options_that_contradict_each_other_are_refused() {
    let place = Place::new();
    let audit: &[&str] = &["audit", "-o", "out"];
    let cases: [(&[&str], &[&str]); 12] = [
        (audit, &["--demo", "--snapshot", "a"]),
        (audit, &["--demo", "--tenant", "a"]),
        (audit, &["--demo", "--cloud", "global"]),
        (audit, &["--snapshot", "a", "--client-id", "b"]),
        (audit, &["--snapshot", "a", "--record", "b"]),
        (audit, &["--demo", "--replay", "b"]),
        (audit, &["--replay", "a", "--auth", "azure-cli"]),
        (
            &["scan", "-o", "s.json"],
            &["--replay", "a", "--record", "b"],
        ),
        (
            &["scan", "-o", "s.json"],
            &["--auth", "azure-cli", "--access-token-file", "t"],
        ),
        (
            &["runbook", "-k", "review"],
            &["--demo", "--cloud", "china"],
        ),
        (&["explain", "x"], &["--snapshot", "a", "--cloud", "china"]),
        (&["check"], &["--demo", "--snapshot", "a"]),
    ];
    for (command, options) in cases {
        let flags: Vec<&str> = options
            .iter()
            .copied()
            .filter(|one| one.starts_with("--"))
            .collect();
        let usage = format!("Usage: rolecall {} [OPTIONS]", command[0]);
        let words = [&flags[..], &["contradict each other", &usage]].concat();
        place.refuses(&[command, options].concat(), 2, &words);
    }
    let words = [
        "--quiet and --verbose",
        "Usage: rolecall guide list [OPTIONS]",
    ];
    place.refuses(&["-q", "guide", "list", "-v"], 2, &words);
    place.refuses(&["plan", "--cloud", "china"], 2, &["--create <TOOL>"]);
    // The time is that of the whole run.
    assert_eq!(
        place
            .run(&["audit", "--demo", "-o", "out", "--budget", "60"])
            .code,
        10
    );
}

#[test]
fn a_day_that_is_none_is_told_by_what_is_wrong_with_it() {
    let place = Place::new();
    let check = ["check", "--demo", "--as-of"];
    for late in ["9999-12-31", "9999-12-30"] {
        let late = place.refuses(&[&check[..], &[late]].concat(), 2, &["before 9999-12-30"]);
        assert!(!late.err.contains("such as"), "{late:?}");
    }
    assert_eq!(place.run(&[&check[..], &["9999-12-29"]].concat()).code, 10);
    let none = ["'day'", "such as 2026-11-24"];
    place.refuses(&[&check[..], &["2026-02-30"]].concat(), 2, &none);
}
