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
        (
            "[audits]\noutput = 'x'\n",
            &["line 1", "\"audits\"", "did you mean [audit]?"],
        ),
        ("[chek]\n", &["line 1", "did you mean [check]?"]),
        (
            "[whatever]\na = 1\n",
            &["line 1", "`rolecall config show --no-config` lists"],
        ),
        (
            "whatever = 1\n",
            &["line 1", "`rolecall config show --no-config` lists"],
        ),
        ("[guide]\nquiet = true\n", &["line 1", "guide", "no table"]),
        (
            "[check.warn-days]\nx = 1\n",
            &["line 1", "warn-days", "no table"],
        ),
        (
            "fail-on = ['x']\n",
            &[
                "line 1",
                "'--fail-on <CONDITION>' [possible values",
                "]; tip: a similar",
            ],
        ),
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
        // No guide would be judged, and that would be no gap.
        ("guide = []\n", &["line 1", "guide", "at least one"]),
        ("warn-days = []\n", &["line 1", "warn-days", "one value"]),
        (
            "warn-days = [0, 900]\n",
            &["line 1", "warn-days", "one value"],
        ),
        ("all = [true, false]\n", &["line 1", "true or false"]),
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
    place.put("rolecall.toml", vec![b'#'; 1024 * 1024 + 1]);
    let words = [
        "rolecall.toml",
        "larger than 1 MiB, which no configuration is",
    ];
    place.refuses(&["check", "--demo"], 2, &words);
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
        ("ROLECALL_AUDIT_FORMAT", "html,pdf", "pdf"),
        ("ROLECALL_FAIL_ON", "x", "'--fail-on <CONDITION>'"),
        ("ROLECALL_FAIL_ON", ",", "empty"),
        ("ROLECALL_FAIL_ON", "not-ready,", "empty"),
        ("ROLECALL_NO_CONFIG", "maybe", "true or false"),
        ("ROLECALL_COLOR", "blue", "always"),
        ("ROLECALL_AS_OF", "soon", "such as 2026-11-24"),
        ("ROLECALL_CONFIG", "missing.toml", "missing.toml"),
    ] {
        let mut command = place.rolecall(&["audit", "--snapshot", "none.json", "-o", "out"]);
        let refused = place.refused(command.env(name, value), 2, &[word]);
        let names_it = refused.err.contains(&format!("the variable {name}: "));
        assert!(names_it || name == "ROLECALL_CONFIG", "{refused:?}");
    }
    let mut command = place.rolecall(&["check", "--demo"]);
    command.env("ROLECALL_CONFIG", "none.toml");
    let words = ["ROLECALL_CONFIG", "ROLECALL_NO_CONFIG", "contradict"];
    place.refused(command.env("ROLECALL_NO_CONFIG", "yes"), 2, &words);
    // A variable of blank lines gives no value.
    for name in ["ROLECALL_GUIDE", "ROLECALL_FAIL_ON"] {
        let mut command = place.rolecall(&["check", "--demo"]);
        assert_eq!(ran(command.env(name, " \n")).code, 10);
    }
    // Another command has no such option.
    let mut plan = place.rolecall(&["plan"]);
    assert_eq!(ran(plan.env("ROLECALL_BUDGET", "0")).code, 0);
}

#[test]
fn a_variable_that_no_option_has_is_warned_of() {
    let place = Place::new();
    let warned = |arguments: &[&str], name: &str| {
        let ran = ran(place.rolecall(arguments).env(name, "excess"));
        (ran.code, ran.err)
    };
    let warning = |name: &str, hint: &str| {
        format!("rolecall: warning: no option takes the variable {name}{hint}\n")
    };
    let check = ["check", "--demo"];
    for (name, hint) in [
        ("ROLECALL_FAILON", "; did you mean ROLECALL_FAIL_ON?"),
        ("ROLECALL_WARNDAYS", "; did you mean ROLECALL_WARN_DAYS?"),
        ("ROLECALL_WHATEVER", ""),
        (
            "ROLECALL_OUTPUT",
            "; did you mean ROLECALL_AUDIT_OUTPUT, ROLECALL_CHECK_OUTPUT, ROLECALL_RUNBOOK_OUTPUT or \
             ROLECALL_SCAN_OUTPUT?",
        ),
    ] {
        assert_eq!(warned(&check, name), (10, warning(name, hint)));
        let quiet = ["check", "--demo", "-q"];
        assert_eq!(warned(&quiet, name), (10, String::new()));
        assert_eq!(warned(&["config", "show"], name).1, warning(name, hint));
        assert_eq!(warned(&["guide", "list"], name), (0, String::new()));
    }
    for known in ["ROLECALL_ACCESS_TOKEN", "ROLECALL_RENEW"] {
        assert_eq!(warned(&check, known), (10, String::new()), "{known}");
    }
    let many = (0..50).map(|number| (format!("ROLECALL_X{number}"), "x".repeat(9_000)));
    let ran = ran(place.rolecall(&check).envs(many));
    assert!(ran.err.lines().count() < 12, "{}", ran.err);
}

/// Commands that take nothing from a file work where it is broken.
#[test]
fn a_broken_file_stops_no_command_that_does_not_read_it() {
    let place = Place::new();
    place.put("rolecall.toml", "nonsense");
    for arguments in [
        &["guide", "list"][..],
        &["guide", "show", "expel-mde"],
        &["templates", "export", "templates"],
        &["completions", "bash"],
        &["manual", "man"],
    ] {
        let ran = place.run(arguments);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{arguments:?}");
    }
    for command in [
        "audit", "scan", "check", "plan", "runbook", "explain", "config",
    ] {
        let id = if command == "config" { "show" } else { "x" };
        let arguments: &[&str] = match command {
            "config" | "explain" => &[command, id],
            _ => &[command],
        };
        place.refuses(arguments, 2, &["rolecall.toml, line 1"]);
    }
}
