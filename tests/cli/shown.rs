//! What a run tells while it works, in which colours, and the summary for GitHub Actions.

use crate::graph::scenarios;
use crate::place::{Place, ran};

#[test]
fn a_quiet_run_tells_errors_alone() {
    let place = Place::new();
    let audit = place.run(&["-q", "audit", "--demo", "-o", "out"]);
    assert_eq!(
        (audit.code, audit.out.as_str(), audit.err.as_str()),
        (10, "", "")
    );
    assert!(place.path("out/expel-mde.html").exists());
    place.put("out/overview.md", "of another run");
    let again = place.run(&["audit", "-q", "--demo", "-o", "out"]);
    assert_eq!((again.out.as_str(), again.err.as_str()), ("", ""));
    // A report that is asked for is the result.
    let check = place.run(&["check", "-q", "--demo", "-f", "csv"]);
    assert!(check.out.starts_with("id,"), "{check:?}");
    place.refuses(&["check", "-q", "--snapshot", "missing"], 2, &["missing"]);
    place.refuses(
        &["check", "-q", "-v", "--demo"],
        2,
        &["--quiet and --verbose contradict"],
    );
    let server = scenarios::named("nothing-granted").start();
    let mut scan = place.signed_in(&server, &["scan", "-q", "-o", "s.json"]);
    let scan = ran(scan.env("CI", "true"));
    assert_eq!(
        (scan.code, scan.out.as_str(), scan.err.as_str()),
        (0, "", "")
    );
}

#[test]
fn a_scan_in_a_pipeline_tells_its_steps_and_a_verbose_one_everything() {
    let place = Place::new();
    let server = scenarios::named("roles-denied").start();
    let scan = |variable: (&str, &str), more: &[&str]| {
        let arguments = [&["scan", "-o", "s.json"], more].concat();
        let mut command = place.signed_in(&server, &arguments);
        let scan = ran(command.env(variable.0, variable.1));
        assert_eq!(scan.code, 0, "{scan:?}");
        assert!(!scan.err.contains(['\r', '\u{1b}']), "{scan:?}");
        scan.err
    };
    let quiet = ("CI", "false");
    assert_eq!(scan(quiet, &[]), "");
    for variable in [("CI", "true"), ("TF_BUILD", "True")] {
        let steps = scan(variable, &[]);
        for line in [
            "rolecall: signed in\n",
            "rolecall: directory-roles: denied, 0 items\n",
            "requests\n",
        ] {
            assert!(steps.contains(line), "no {line:?} in {steps}");
        }
        assert!(!steps.contains("request sent"), "{steps}");
    }
    let everything = scan(quiet, &["-v"]);
    for words in [
        "rolecall: users: request sent\n",
        "rolecall: users: answered with 200\n",
        "rolecall: signed in\n",
    ] {
        assert!(everything.contains(words), "no {words:?} in {everything}");
    }
    place.put("rolecall.toml", "warn-days = 3\n");
    let check = place.run(&["check", "--demo", "-v"]);
    assert!(
        check.err.contains("options come from rolecall.toml"),
        "{check:?}"
    );
    let other = place.run(&["plan", "-v"]);
    assert_eq!(other.err, "", "it has no such option");
}

#[test]
fn colours_are_where_they_are_wanted() {
    let place = Place::new();
    let colours = |flags: &[&str], variables: &[(&str, &str)]| {
        let mut command = place.rolecall(&[&["check", "--demo"], flags].concat());
        let ran = ran(command.envs(variables.iter().copied()));
        assert_eq!(ran.code, 10, "{ran:?}");
        ran.out.contains('\u{1b}')
    };
    assert!(!colours(&[], &[]));
    assert!(colours(&["--color", "always"], &[]));
    assert!(colours(&["--color=always"], &[("NO_COLOR", "1")]));
    assert!(colours(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!colours(&[], &[("CLICOLOR_FORCE", "0")]));
    assert!(!colours(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!colours(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
    assert!(colours(&[], &[("ROLECALL_COLOR", "always")]));
    // A file is no terminal.
    let written = place.run(&["check", "--demo", "--color", "always", "-o", "r.txt"]);
    assert_eq!(written.code, 10);
    assert!(!place.read("r.txt").contains('\u{1b}'));
}

#[test]
fn the_summary_of_a_step_is_added_to_the_runners_file() {
    let place = Place::new();
    place.put("step.md", "of the step before\n");
    let with = |arguments: &[&str], file: &str| {
        ran(place.rolecall(arguments).env("GITHUB_STEP_SUMMARY", file))
    };
    let summary = place
        .run(&["check", "--demo", "-f", "markdown", "--summary"])
        .out;
    let audit = with(&["audit", "--demo", "-o", "out"], "step.md");
    assert_eq!((audit.code, audit.err.as_str()), (10, ""));
    assert_eq!(
        place.read("step.md"),
        format!("of the step before\n{summary}")
    );
    with(&["check", "--demo", "-f", "csv", "-o", "r.csv"], "step.md");
    assert_eq!(
        place.read("step.md"),
        format!("of the step before\n{summary}{summary}")
    );
    assert!(place.read("r.csv").starts_with("id,"));
    // That it cannot be written changes nothing but a line.
    let failed = with(&["check", "--demo"], "missing/step.md");
    assert_eq!(failed.code, 10);
    assert!(
        failed
            .err
            .starts_with("rolecall: warning: cannot write missing/step.md"),
        "{failed:?}"
    );
    assert_eq!(failed.err.lines().count(), 1);
}
