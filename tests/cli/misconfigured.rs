//! Mistakes in `rolecall.toml` and in variables, and what neither may give.

use crate::place::{Place, ran};

#[test]
fn a_mistake_in_the_file_is_told_with_its_line_and_what_would_be_right() {
    let place = Place::new();
    let long = "x".repeat(50_000);
    let cases: &[(&str, &[&str])] = &[
        (
            "\nwarn-day = 3\n",
            &["line 2", "\"warn-day\"", "did you mean \"warn-days\"?"],
        ),
        (
            "[audit]\nfarmat = 'html'\n",
            &["line 2", "of audit", "did you mean \"format\"?"],
        ),
        ("[audits]\noutput = 'x'\n", &["line 1", "\"audits\""]),
        ("[plan]\nwarn-days = 3\n", &["line 2", "of plan"]),
        ("output = 'x'\n", &["output", "[audit]"]),
        ("format = 'html'\n", &["format", "[audit]"]),
        (
            "phase = 'mars'\n",
            &["line 1", "mars", "onboarding, operation"],
        ),
        ("warn-days = -1\n", &["line 1", "-1"]),
        ("warn-days = 1.5\n", &["line 1", "warn-days"]),
        ("all = 'perhaps'\n", &["line 1", "true or false"]),
        ("param = ['app-name']\n", &["line 1", "NAME=VALUE"]),
        ("param = { a = { b = 1 } }\n", &["line 1", "param"]),
        ("a = \n", &["line 1"]),
        ("cloud = 'dod'\ncloud = 'dod'\n", &["line 2"]),
        ("config = 'x'\n", &["config"]),
    ];
    for (text, words) in cases {
        place.put("rolecall.toml", text);
        let words = [&["rolecall.toml, line"], *words].concat();
        place.refuses(&["check", "--demo"], 2, &words);
        place.refuses(&["config", "show"], 2, &words);
    }
    for text in [
        format!("{long} = 1"),
        format!("phase = '{long}'"),
        format!("[{long}]\na = 1"),
        long.clone(),
    ] {
        place.put("rolecall.toml", text);
        let refused = place.refuses(&["check", "--demo"], 2, &["rolecall.toml, line 1"]);
        assert!(refused.err.len() < 2_000, "{} bytes", refused.err.len());
    }
    place.put("rolecall.toml", [0xff]);
    place.refuses(
        &["check", "--demo"],
        2,
        &["rolecall.toml is not UTF-8 text"],
    );
    // What tells how to mend it works all the same.
    for arguments in [
        &["--help"][..],
        &["check", "--help"],
        &["--version"],
        &["completions", "bash"],
    ] {
        assert_eq!(place.run(arguments).code, 0, "{arguments:?}");
    }
}

#[test]
fn secrets_and_the_places_that_they_go_to_never_come_from_the_file() {
    let place = Place::new();
    let secrets = [
        "client-secret",
        "secret",
        "AZURE_CLIENT_SECRET",
        "access-token",
        "token",
        "password",
        "client-certificate",
    ];
    for key in secrets {
        for text in [
            format!("{key} = 'hunter2'"),
            format!("[audit]\n{key} = 'hunter2'"),
        ] {
            place.put("rolecall.toml", text);
            let words = [key, "secrets never come from a configuration file"];
            let refused = place.refuses(&["audit", "--demo", "-o", "out"], 2, &words);
            assert!(!refused.err.contains("hunter2"), "{refused:?}");
        }
    }
    for key in [
        "access-token-file",
        "authority-host",
        "graph-host",
        "ca-file",
    ] {
        place.put("rolecall.toml", format!("{key} = 'x'"));
        for named in [&[][..], &["--config", "rolecall.toml"]] {
            let audit = [&["audit", "--demo", "-o", "out"], named].concat();
            place.refuses(&audit, 2, &[key, "somebody else's"]);
        }
    }
}

#[test]
fn a_mistake_in_a_variable_is_told_by_its_name() {
    let place = Place::new();
    for (name, value, word) in [
        ("ROLECALL_CLOUD", "mars", "gcc-high"),
        ("ROLECALL_BUDGET", "0", "1..=86400"),
        ("ROLECALL_DEMO", "perhaps", "true or false"),
        ("ROLECALL_PARAM", "x", "NAME=VALUE"),
        ("ROLECALL_FORMAT", "html,pdf", "pdf"),
        ("ROLECALL_COLOR", "blue", "always"),
        ("ROLECALL_AS_OF", "soon", "such as 2026-11-24"),
        ("ROLECALL_CONFIG", "missing.toml", "missing.toml"),
    ] {
        let mut command = place.rolecall(&["audit", "--snapshot", "none.json", "-o", "out"]);
        let refused = place.refused(command.env(name, value), 2, &[word]);
        assert!(
            refused.err.contains(name) || name == "ROLECALL_CONFIG",
            "{refused:?}"
        );
    }
    // Another command has no such option.
    let mut plan = place.rolecall(&["plan"]);
    assert_eq!(ran(plan.env("ROLECALL_BUDGET", "0")).code, 0);
}
