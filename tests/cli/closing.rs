//! The terminal: open findings, the answer last, what was written, and the command that comes next.

use crate::place::{Place, sample};

/// The last line of an audit, without its label.
fn next(out: &str) -> &str {
    let line = out.lines().last().unwrap();
    line.strip_prefix("Next      ")
        .unwrap_or_else(|| panic!("{line}"))
}

#[test]
fn an_audit_ends_with_the_answer_what_was_written_and_the_next_command() {
    let place = Place::new();
    let ran = place.run(&["audit", "--demo", "-o", "my reports", "-f", "html,csv"]);
    assert_eq!((ran.code, ran.err.as_str()), (10, ""));
    let order = [
        "Tenant    Contoso",
        "Security Administrator",
        "What may stop the vendor",
        "Not read whole",
        "✗ Not ready\nWork      Expel cannot do all of its work: 1 required item is missing",
        "Excess    Expel holds 2 things that nobody asked for",
        "Unseen    Not read whole: defender-assignments",
        "✗ 1 missing   ◐ 2 partial",
        "Written   my reports: expel-mde (html, csv); snapshot.json",
        "Next      rolecall runbook --kind remediate --snapshot ",
    ];
    let mut rest = ran.out.as_str();
    for part in order {
        let Some((_, after)) = rest.split_once(part) else {
            panic!("no {part:?} at its place in {}", ran.out);
        };
        rest = after;
    }
    assert_eq!(rest.lines().count(), 1, "{rest}");
    let check = place.run(&["check", "--demo"]).out;
    assert!(ran.out.starts_with(&check), "the table is that of check");
    assert!(
        check
            .trim_end()
            .lines()
            .last()
            .unwrap()
            .starts_with("✗ 1 missing")
    );
}

#[test]
fn a_terminal_shows_open_findings_and_a_file_all_of_them() {
    let place = Place::new();
    let open = place.run(&["check", "--demo"]).out;
    let all = place.run(&["check", "--demo", "--all"]).out;
    assert_eq!(place.run(&["audit", "--demo", "-o", "out"]).code, 10);
    let file = place.read("out/expel-mde.txt");
    let rows = |text: &str, sign: &str| text.lines().filter(|line| line.starts_with(sign)).count();
    for sign in [
        "◐ partial  ",
        "? unknown  ",
        "✎ manual  ",
        "+ excess  ",
        "✗ missing  ",
    ] {
        assert_eq!(rows(&open, sign), rows(&file, sign), "{sign}");
        assert_eq!(rows(&all, sign), rows(&file, sign), "{sign}");
        assert_ne!(rows(&open, sign), 0, "{sign}");
    }
    let satisfied = rows(&file, "✓ satisfied");
    assert_eq!(rows(&all, "✓ satisfied"), satisfied);
    // The secret is there, and ends soon.
    assert_eq!(rows(&open, "✓ satisfied"), 1);
    assert!(open.contains("A client secret that is valid"));
    let others = ["– absent", "· noted"].map(|sign| rows(&file, sign));
    let left_out = satisfied - 1 + others.iter().sum::<usize>();
    let left_out = format!("{left_out} more findings need nothing, and are not shown (--all).");
    assert!(open.contains(&left_out), "{open}");
    assert!(!all.contains("not shown") && !file.contains("not shown"));
    // A file is read from its beginning.
    let answer = file.find("Not ready").unwrap();
    assert!(answer < file.find("Verdict      Tier").unwrap());
    assert!(all.find("Not ready").unwrap() > all.rfind("Verdict      Tier").unwrap());
    place.run(&["check", "--demo", "-o", "check.txt"]);
    assert_eq!(place.read("check.txt"), file);
    // Of a tenant that is ready no finding is open.
    let ready = place.run(&["check", "-s", &sample("ready-custom-app-full-roles")]);
    assert!(!ready.out.contains("Verdict      Tier"), "{}", ready.out);
    assert!(ready.out.contains("Ready"), "{}", ready.out);
}

#[test]
fn the_next_command_is_right_for_the_answer_and_works() {
    let place = Place::new();
    place.put(
        "other.toml",
        include_str!("../fixtures/guides-v2/servicenow-mde.toml"),
    );
    let two: &[&str] = &["--guide", "expel-mde", "--guide", "other.toml"];
    let decided: &[&str] = &[
        "--param",
        "app-name=Expel's App",
        "--choose",
        "api=custom-application",
        "--as-of",
        "2026-11-24",
        "--phase",
        "onboarding",
    ];
    let cases: [(&str, &[&str], &str, &[&str]); 6] = [
        (
            "ready-custom-app-full-roles",
            &[],
            "runbook --kind review",
            &["-o review.md"],
        ),
        (
            "nothing-granted",
            &[],
            "runbook --kind remediate",
            &["-o remediate.md"],
        ),
        ("expiring-secret", &[], "runbook --kind remediate", &[]),
        ("roles-denied", &[], "plan", &[]),
        (
            "nothing-granted",
            two,
            "runbook --kind remediate",
            &["--guide expel-mde --guide other.toml", "-o remediate"],
        ),
        (
            "nothing-granted",
            decided,
            "runbook --kind remediate",
            &[
                "--choose api=custom-application",
                "--as-of 2026-11-24T23:59:59Z",
                "--phase onboarding",
            ],
        ),
    ];
    for (at, (name, more, command, parts)) in cases.into_iter().enumerate() {
        let (file, folder) = (sample(name), format!("out {at}"));
        let audit = [&["audit", "-s", &file, "-o", &folder], more].concat();
        let ran = place.run(&audit);
        let next = next(&ran.out);
        assert!(
            next.starts_with(&format!("rolecall {command}")),
            "{name}: {next}"
        );
        for part in parts {
            assert!(next.contains(part), "{name}: no {part} in {next}");
        }
        works(&place, next);
    }
    let manual = place.run(&[
        "audit",
        "-o",
        "m",
        "-s",
        &sample("ready-enterprise-app-defender-rbac"),
    ]);
    if manual.code == 12 {
        assert!(
            next(&manual.out).starts_with("rolecall explain expel-mde/"),
            "{}",
            manual.out
        );
        works(&place, next(&manual.out));
    }
}

/// The runbook that the next command writes, after an audit with flags that a configuration contradicts.
#[cfg(unix)]
#[test]
fn the_next_command_means_the_same_whatever_a_configuration_says() {
    let decided: &[&str] = &[
        "--guide",
        "expel-mde",
        "--phase",
        "operation",
        "--warn-days",
        "30",
        "--attest-max-age",
        "365",
    ];
    let other = "guide = 'other.toml'\nphase = 'onboarding'\nwarn-days = 900\nattest-max-age = 1\n\
                 [runbook]\nformat = 'html'\nchoose = ['api=custom-application']\nparam = { app-name = 'x' }\n";
    let variables = [
        ("ROLECALL_GUIDE", "other.toml"),
        ("ROLECALL_PHASE", "onboarding"),
        ("ROLECALL_WARN_DAYS", "900"),
        ("ROLECALL_ATTEST_MAX_AGE", "1"),
    ];
    let cases: [(&str, &[(&str, &str)]); 3] = [("", &[]), (other, &[]), ("", &variables)];
    let written = cases.map(|(file, variables)| {
        let place = Place::new();
        let guide = include_str!("../fixtures/guides-v2/servicenow-mde.toml");
        place.put("other.toml", guide);
        if !file.is_empty() {
            place.put("rolecall.toml", file);
        }
        let snapshot = sample("expiring-secret");
        let audit = [&["audit", "-s", &snapshot, "-o", "out"], decided].concat();
        let mut command = place.rolecall(&audit);
        let ran = crate::place::ran(command.envs(variables.iter().copied()));
        assert_eq!((ran.code, ran.err.as_str()), (11, ""), "{file}");
        works_with(&place, next(&ran.out), variables);
        place.read("remediate.md")
    });
    let [plain, others @ ..] = &written;
    assert!(others.iter().all(|one| one == plain));
    // What differs from the default is told without a configuration too.
    let place = Place::new();
    let snapshot = sample("nothing-granted");
    let audit = ["audit", "-s", &snapshot, "-o", "out"];
    let differs = ["--warn-days", "60", "--attest-max-age", "30"];
    let ran = place.run(&[&audit[..], &differs].concat());
    let told = next(&ran.out);
    assert!(
        told.contains(" --attest-max-age 30 --warn-days 60"),
        "{told}"
    );
    let ran = place.run(&audit);
    let told = next(&ran.out);
    for option in [
        "--guide",
        "--phase",
        "-days",
        "-age",
        "--no-config",
        "--format",
    ] {
        assert!(!told.contains(option), "{told}");
    }
}

#[test]
fn the_next_command_waits_for_no_standard_input() {
    let place = Place::new();
    let file = sample("nothing-granted");
    let audit = |more: &[&str], given: &str| {
        let arguments = [&["audit", "-s", &file, "-o", "out"], more].concat();
        crate::place::ran(place.rolecall(&arguments).write_stdin(given)).out
    };
    let guide = include_str!("../fixtures/guides-v2/servicenow-mde.toml");
    let attestations = "format = 1\n";
    let cases = [
        (audit(&["--guide", "-"], guide), " --guide GUIDE.toml"),
        (
            audit(&["--attest", "-"], attestations),
            " --attest ATTESTATIONS.toml",
        ),
    ];
    for (out, option) in cases {
        let (_, rest) = out
            .split_once("Next      ")
            .unwrap_or_else(|| panic!("{out}"));
        let name = option.split(' ').next_back().unwrap();
        let (command, after) = rest.split_once('\n').unwrap();
        assert!(command.contains(option), "{rest}");
        assert!(
            !command.contains(" -\n") && !command.contains(" - "),
            "{rest}"
        );
        let says = format!("          once what standard input held is in {name}\n");
        assert_eq!(after, says);
    }
}

/// Runs a command line in a shell.
#[cfg(unix)]
#[track_caller]
fn works(place: &Place, line: &str) {
    works_with(place, line, &[]);
}

/// The same, with variables.
#[cfg(unix)]
#[track_caller]
fn works_with(place: &Place, line: &str, variables: &[(&str, &str)]) {
    let line = line.replacen("rolecall", env!("CARGO_BIN_EXE_rolecall"), 1);
    let mut shell = std::process::Command::new("/bin/sh");
    let ran = shell
        .args(["-c", &line])
        .env_clear()
        .envs(variables.iter().copied())
        .current_dir(place.path(""))
        .output()
        .unwrap();
    let err = String::from_utf8_lossy(&ran.stderr);
    assert_eq!((ran.status.code(), err.as_ref()), (Some(0), ""), "{line}");
}

#[cfg(not(unix))]
fn works(_: &Place, _: &str) {}

#[test]
fn an_audit_says_when_a_file_decided_something() {
    let place = Place::new();
    place.put("rolecall.toml", "warn-days = 60\n");
    let ran = place.run(&["audit", "--demo", "-o", "out"]);
    let says = "Options   some come from rolecall.toml; rolecall config show lists them\n";
    assert!(ran.out.contains(says), "{}", ran.out);
    place.put("rolecall.toml", "[scan]\noutput = 's.json'\n");
    let ran = place.run(&["audit", "--demo", "-o", "out"]);
    assert!(!ran.out.contains("Options "), "{}", ran.out);
}

#[test]
fn a_plan_begins_with_the_permissions_and_fits_a_terminal() {
    let place = Place::new();
    let veeam = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/guides-v2/veeam-m365.toml"
    );
    for guides in [&[][..], &["--guide", "expel-mde", "--guide", veeam]] {
        let plan = place.run(&[&["plan"], guides].concat()).out;
        for line in plan.lines() {
            assert!(line.chars().count() <= 100, "{line}");
        }
        let at = |words: &str| {
            plan.find(words)
                .unwrap_or_else(|| panic!("no {words} in {plan}"))
        };
        assert!(
            at("Directory.Read.All (") < at("rolecall plan --create powershell"),
            "{plan}"
        );
        assert!(at("rolecall plan --create terraform") < at("What each of them opens"));
        assert!(at("What each of them opens") < at("Round trip 1"));
        assert!(
            plan.lines()
                .next()
                .unwrap()
                .starts_with("A scan for expel-mde")
        );
    }
}
