//! Command lines that cannot work.

use crate::place::{Place, sample};

#[test]
fn unknown_names_are_refused_with_the_known_ones() {
    let place = Place::new();
    let file = sample("contoso-demo");
    let check = |more: &[&'static str]| -> Vec<String> {
        let mut all = vec!["check".to_owned(), file.clone()];
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
            check(&["--edition", "1999-01-01"]),
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
