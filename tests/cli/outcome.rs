//! Several formats at once, their places, and the conditions for an exit code.

use crate::place::{Place, sample};

#[test]
fn formats_are_named_one_by_one_or_between_commas() {
    let place = Place::new();
    let some = place.run(&[
        "audit",
        "--demo",
        "-o",
        "some",
        "-f",
        "html",
        "-f",
        "json,html",
    ]);
    assert_eq!(some.code, 10, "{some:?}");
    let files = [
        "some",
        "some/expel-mde.html",
        "some/expel-mde.json",
        "some/snapshot.json",
    ];
    assert_eq!(place.files(), files);
    let other = include_str!("../fixtures/guides-v2/servicenow-mde.toml");
    let second = Place::new();
    second.put("other.toml", other);
    let guides = ["--guide", "expel-mde", "--guide", "other.toml"];
    let check = [
        &["check", "--demo", "-f", "csv,junit", "-o", "out"],
        &guides[..],
    ]
    .concat();
    let check = second.run(&check);
    assert_eq!(
        (check.code, check.out.as_str(), check.err.as_str()),
        (10, "", "")
    );
    let stems = ["expel-mde", "overview", "servicenow-mde"];
    let mut files: Vec<String> = stems.iter().map(|stem| format!("out/{stem}.csv")).collect();
    files.extend(stems.iter().map(|stem| format!("out/{stem}.junit.xml")));
    files.extend(["other.toml".to_owned(), "out".to_owned()]);
    files.sort();
    assert_eq!(second.files(), files);
    let third = Place::new();
    let both = [
        "runbook",
        "-k",
        "review",
        "--demo",
        "-f",
        "markdown,html",
        "-o",
        "books",
    ];
    assert_eq!(third.run(&both).code, 0);
    assert_eq!(
        third.files(),
        [
            "books",
            "books/expel-mde-review.html",
            "books/expel-mde-review.md"
        ]
    );
}

#[test]
fn standard_output_holds_one_report() {
    let place = Place::new();
    for format in ["table", "csv", "json"] {
        let check = place.run(&["check", "--demo", "-f", format]);
        let audit = place.run(&["audit", "--demo", "-f", format, "-o", "-"]);
        assert_eq!((audit.code, audit.err.as_str()), (10, ""));
        assert_eq!(audit.out, check.out, "{format}");
    }
    assert_eq!(
        place.run(&["audit", "--demo", "-o", "-"]).out,
        place.run(&["check", "--demo"]).out
    );
    assert_eq!(place.files(), Vec::<String>::new());
    for command in [
        &["check", "--demo", "-f", "html,csv"][..],
        &["check", "--demo", "-f", "html,csv", "-o", "-"],
        &["audit", "--demo", "-f", "html,csv", "-o", "-"],
    ] {
        place.refuses(command, 2, &["2 formats", "--output"]);
    }
    place.refuses(
        &["runbook", "-k", "onboard", "-f", "markdown,html"],
        2,
        &["--output"],
    );
    place.refuses(
        &["check", "--demo", "-f", "html,csv", "-o", "r.html"],
        2,
        &["give a folder"],
    );
}

#[test]
fn an_exit_code_can_be_asked_for_under_conditions() {
    let place = Place::new();
    // A tenant, what it ends with, and the conditions that hold.
    let excess = [
        "excess",
        "excess:low",
        "excess:medium",
        "excess:high",
        "excess:critical",
    ];
    // Nobody could see whether there is excess, so that no condition says there is none.
    let unseen = [&["undetermined"], &excess[..]].concat();
    let cases: [(&str, i32, &[&str]); 5] = [
        ("ready-custom-app-full-roles", 0, &[]),
        ("nothing-granted", 10, &["not-ready"]),
        ("roles-denied", 12, &unseen),
        ("expiring-secret", 11, &["ready-with-findings"]),
        (
            "excess-global-administrator",
            11,
            &[
                "ready-with-findings",
                "excess",
                "excess:low",
                "excess:medium",
                "excess:high",
                "excess:critical",
            ],
        ),
    ];
    let all = [
        "not-ready",
        "undetermined",
        "ready-with-findings",
        "excess",
        "excess:low",
        "excess:medium",
        "excess:high",
        "excess:critical",
    ];
    for (name, code, holds) in cases {
        let file = sample(name);
        for condition in all {
            let ran = place.run(&["check", "-s", &file, "--fail-on", condition]);
            let wanted = if holds.contains(&condition) { code } else { 0 };
            let told = if ran.code == code {
                String::new()
            } else {
                format!("rolecall: exit code 0 instead of {code}: --fail-on names {condition}\n")
            };
            assert_eq!((ran.code, ran.err), (wanted, told), "{name} {condition}");
        }
        let ran = place.run(&[
            "check",
            "-s",
            &file,
            "--fail-on",
            "not-ready,undetermined",
            "--fail-on",
            "excess:high",
        ]);
        let listed = ["not-ready", "undetermined", "excess:high"];
        let wanted = if holds.iter().any(|one| listed.contains(one)) {
            code
        } else {
            0
        };
        assert_eq!(ran.code, wanted, "{name}");
    }
    // An excess of high risk that is not critical, and one that nobody rated.
    let ends = |name: &str, condition: &str| {
        let file = sample(name);
        let audit = [
            "audit",
            "-q",
            "-o",
            name,
            "--snapshot",
            &file,
            "--fail-on",
            condition,
        ];
        place.run(&audit).code
    };
    let high = "delegated-instead-of-application";
    assert_eq!(
        (ends(high, "excess:high"), ends(high, "excess:critical")),
        (10, 0)
    );
    assert_ne!(ends("dangling-assignment", "excess:critical"), 0);
    place.refuses(
        &["check", "--demo", "--fail-on", "excess:huge"],
        2,
        &["excess:huge", "excess:critical"],
    );
    place.refuses(
        &["runbook", "-k", "review", "--demo", "--fail-on", "excess"],
        2,
        &["unexpected"],
    );
}

#[test]
fn a_code_that_conditions_lower_is_told_with_their_source() {
    let place = Place::new();
    let file = sample("nothing-granted");
    let check = ["check", "--snapshot", &file];
    place.put(
        "rolecall.toml",
        "\nfail-on = ['excess:critical', 'excess']\n",
    );
    let says = |source: &str, names: &str| {
        format!("rolecall: exit code 0 instead of 10: --fail-on {source}names {names}\n")
    };
    let of_file = says("(rolecall.toml, line 2) ", "excess:critical, excess");
    for quiet in [&[][..], &["-q"]] {
        let ran = place.run(&[&check[..], quiet].concat());
        assert_eq!((ran.code, &ran.err), (0, &of_file));
        let audit = ["audit", "-s", &file, "-o", "out"];
        let ran = place.run(&[&audit[..], quiet].concat());
        assert_eq!((ran.code, &ran.err), (0, &of_file));
    }
    let mut command = place.rolecall(&check);
    let ran = crate::place::ran(command.env("ROLECALL_FAIL_ON", "excess"));
    let of_variable = says("(the variable ROLECALL_FAIL_ON) ", "excess");
    assert_eq!((ran.code, ran.err), (0, of_variable));
    let ran = place.run(&[&check[..], &["--fail-on", "excess:high"]].concat());
    assert_eq!((ran.code, ran.err), (0, says("", "excess:high")));
    let ran = place.run(&[&check[..], &["--fail-on", "not-ready"]].concat());
    assert_eq!((ran.code, ran.err.as_str()), (10, ""));
}
