//! Options from variables and `rolecall.toml`, and which of them counts.

use crate::place::{Place, Ran, ran, sample};
use std::fs;

/// A tenant whose secret ends in some days: 11 with the default of 30 days, 0 without a warning.
const EXPIRING: &str = "expiring-secret";

fn check(place: &Place, variables: &[(&str, &str)], flags: &[&str]) -> Ran {
    let file = sample(EXPIRING);
    let arguments = [&["check", "--snapshot", &file], flags].concat();
    let mut command = place.rolecall(&arguments);
    ran(command.envs(variables.iter().copied()))
}

#[test]
fn a_flag_comes_before_a_variable_and_that_before_the_file() {
    let place = Place::new();
    let variable = [("ROLECALL_WARN_DAYS", "0")];
    assert_eq!(check(&place, &[], &[]).code, 11);
    assert_eq!(check(&place, &variable, &[]).code, 0);
    place.put("rolecall.toml", "warn-days = 0\n");
    assert_eq!(check(&place, &[], &[]).code, 0);
    let later = [("ROLECALL_WARN_DAYS", "30")];
    assert_eq!(check(&place, &later, &[]).code, 11);
    assert_eq!(check(&place, &variable, &["--warn-days", "30"]).code, 11);
    // One that is set and empty is as good as not set.
    assert_eq!(check(&place, &[("ROLECALL_WARN_DAYS", "")], &[]).code, 0);
    // The table of a command comes before the rest, and concerns that one alone.
    place.put("rolecall.toml", "warn-days = 0\n[check]\nwarn-days = 30\n");
    assert_eq!(check(&place, &[], &[]).code, 11);
    place.put("rolecall.toml", "warn-days = 0\n[audit]\nwarn-days = 30\n");
    assert_eq!(check(&place, &[], &[]).code, 0);
}

#[test]
fn the_nearest_file_counts_and_its_paths_begin_at_its_folder() {
    let place = Place::new();
    fs::create_dir_all(place.path("above/below")).unwrap();
    place.put("above/guide.toml", crate::place::guide_text());
    place.put("above/t.json", crate::place::sample_text("nothing-granted"));
    place.put(
        "above/rolecall.toml",
        "guide = 'guide.toml'\n[audit]\noutput = 'out'\nformat = ['csv', 'html']\n",
    );
    let below = |arguments: &[&str], variables: &[(&str, &str)]| {
        let mut command = place.rolecall(arguments);
        command.current_dir(place.path("above/below"));
        ran(command.envs(variables.iter().copied()))
    };
    let granted = ["--snapshot", "../t.json"];
    let audited = below(&[&["audit"], &granted[..]].concat(), &[]);
    assert_eq!((audited.code, audited.err.as_str()), (10, ""));
    for name in [
        "above/out/expel-mde.csv",
        "above/out/expel-mde.html",
        "above/out/snapshot.json",
    ] {
        assert!(
            place.path(name).exists(),
            "no {name} in {:?}",
            place.files()
        );
    }
    assert_eq!(fs::read_dir(place.path("above/out")).unwrap().count(), 3);
    // Another file, by flag or variable, and none.
    place.put(
        "ready.toml",
        format!("snapshot = '{}'", sample("ready-custom-app-full-roles")),
    );
    assert_eq!(
        below(&["check", "--config", "../../ready.toml"], &[]).code,
        0
    );
    assert_eq!(
        below(&["check"], &[("ROLECALL_CONFIG", "../../ready.toml")]).code,
        0
    );
    place.put("above/below/rolecall.toml", "[check]\nformat = 'csv'\n");
    let csv = |flags: &[&str], value: &str| {
        let check = [&["check", "--demo"], flags].concat();
        let none = below(&check, &[("ROLECALL_NO_CONFIG", value)]);
        assert_eq!(none.code, 10, "{none:?}");
        none.out.starts_with("id,")
    };
    assert!(!csv(&["--no-config"], ""));
    assert!(["true", "yes", "1", "ON"].iter().all(|yes| !csv(&[], yes)));
    assert!(
        ["false", "no", "0", "off", ""]
            .iter()
            .all(|no| csv(&[], no))
    );
    place.put("above/below/rolecall.toml", "[check]\nformat = 'json'\n");
    assert_eq!(
        below(&["check", "--demo"], &[]).out,
        place.run(&["check", "--demo", "-f", "json"]).out
    );
    place.refuses(
        &["check", "--config", "missing.toml"],
        2,
        &["missing.toml", "no such file"],
    );
}

#[test]
fn every_way_to_write_a_value_is_read() {
    let place = Place::new();
    let file = sample("contoso-demo");
    let flags = place.run(&[
        "check",
        "-s",
        &file,
        "-f",
        "json",
        "--param",
        "app-name=A",
        "--param",
        "guest-address=a@b.example",
        "--choose",
        "api=custom-application",
        "--as-of",
        "2026-12-24",
    ]);
    assert_eq!(flags.err, "");
    place.put(
        "rolecall.toml",
        "as-of = 2026-12-24\nparam = { app-name = 'A', guest-address = ['a@b.example'] }\n\
         choose = ['api=custom-application']\n[check]\nformat = 'json'\n",
    );
    let of_file = ["check", "-s", &file, "--config", "rolecall.toml"];
    assert_eq!(place.run(&of_file).out, flags.out);
    fs::remove_file(place.path("rolecall.toml")).unwrap();
    let mut command = place.rolecall(&["check"]);
    let variables = ran(command.envs([
        ("ROLECALL_SNAPSHOT", file.as_str()),
        ("ROLECALL_CHECK_FORMAT", "json"),
        ("ROLECALL_PARAM", "app-name=A\nguest-address=a@b.example\n"),
        ("ROLECALL_CHOOSE", "api=custom-application"),
        ("ROLECALL_AS_OF", "2026-12-24"),
    ]));
    assert_eq!((variables.out, variables.err.as_str()), (flags.out, ""));
    let veeam = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/guides-v2/veeam-m365.toml"
    );
    place.put(
        "rolecall.toml",
        format!("guide = '{veeam}'\n[fact]\nbacks-up-teams = false\n"),
    );
    let by_file = place.run(&["check", "--demo", "-f", "json"]);
    fs::remove_file(place.path("rolecall.toml")).unwrap();
    let by_flag = place.run(&[
        "check",
        "--demo",
        "-f",
        "json",
        "--guide",
        veeam,
        "--fact",
        "backs-up-teams=no",
    ]);
    assert_eq!((by_file.out, by_file.err), (by_flag.out, String::new()));
}

#[test]
fn config_show_says_where_each_value_came_from() {
    let place = Place::new();
    place.put(
        "rolecall.toml",
        "phase = 'onboarding'\n\n[runbook]\nformat = 'html'\n",
    );
    let mut command = place.rolecall(&["config", "show"]);
    let shown = ran(command
        .env("ROLECALL_WARN_DAYS", "60")
        .env("AZURE_TENANT_ID", "contoso.example"));
    assert_eq!((shown.code, shown.err.as_str()), (0, ""));
    let line = |option: &str| {
        let line = shown.out.lines().find(|line| line.starts_with(option));
        let words = line.unwrap_or_else(|| panic!("no {option} in {}", shown.out));
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(shown.out.starts_with("Configuration file: rolecall.toml\n"));
    assert_eq!(line("phase "), "phase onboarding rolecall.toml, line 1");
    assert_eq!(
        line("[runbook] format"),
        "[runbook] format html rolecall.toml, line 4"
    );
    assert_eq!(line("[check] format"), "[check] format table default");
    assert_eq!(
        line("warn-days "),
        "warn-days 60 the variable ROLECALL_WARN_DAYS"
    );
    assert_eq!(
        line("tenant "),
        "tenant contoso.example the variable AZURE_TENANT_ID"
    );
    assert_eq!(line("auth "), "auth auto default");
    assert_eq!(line("snapshot "), "snapshot - not set");
    let none = place.run(&["--no-config", "config", "show"]);
    assert!(none.out.starts_with("No configuration file\n"), "{none:?}");
    let other = place.run(&["config", "show", "--config", "other.toml"]);
    assert_eq!(other.code, 2, "{other:?}");
}

#[test]
fn config_show_weighs_what_contradicts_itself_as_each_command_does() {
    let place = Place::new();
    let show = |variables: &[(&str, &str)], flags: &[&str]| {
        let arguments = [&["config", "show", "--config", "own.toml"], flags].concat();
        let mut command = place.rolecall(&arguments);
        let shown = ran(command.envs(variables.iter().copied()));
        assert_eq!((shown.code, shown.err.as_str()), (0, ""));
        let lines = shown.out.lines();
        let lines = lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        lines.collect::<Vec<_>>()
    };
    let has = |shown: &[String], line: &str| {
        assert!(
            shown.iter().any(|one| one == line),
            "no {line:?} in {shown:#?}"
        );
    };
    // The variable outweighs the file where a command has both.
    place.put(
        "own.toml",
        "demo = true\ncloud = 'china'\n[audit]\ncloud = 'dod'\n",
    );
    let shown = show(&[("ROLECALL_SNAPSHOT", "s.json")], &[]);
    has(&shown, "snapshot s.json the variable ROLECALL_SNAPSHOT");
    let demo = "demo false default; own.toml, line 1 is not used beside snapshot";
    has(&shown, demo);
    let cloud = "[audit] cloud global default; own.toml, line 4 is not used beside snapshot";
    has(&shown, cloud);
    has(&shown, "[scan] cloud china own.toml, line 2");
    assert!(!shown.contains(&"Refused".to_owned()), "{shown:#?}");
    // Two that are equally near are refused by the commands that have both.
    let shown = show(&[], &[]);
    has(&shown, "Refused");
    let both = "demo (own.toml, line 1) and cloud (own.toml, line 4) contradict each other; give one of them";
    has(&shown, &format!("audit: {both}"));
    assert!(
        !shown.iter().any(|line| line.starts_with("check: ")),
        "{shown:#?}"
    );
    place.refuses(&["audit", "--config", "own.toml"], 2, &[both]);
    // Flags of every command count too.
    place.put("own.toml", "quiet = true\ncolor = 'never'\n");
    let shown = show(&[], &["-v", "--color", "always"]);
    has(&shown, "verbose true the flag --verbose");
    has(&shown, "color always the flag --color");
    let quiet = "quiet false default; own.toml, line 1 is not used beside verbose";
    has(&shown, quiet);
}

#[test]
fn every_option_has_a_variable_that_the_help_names() {
    let root = rolecall::cli::command();
    let mut count = 0;
    for command in root.get_subcommands().chain([&root]) {
        for arg in command.get_arguments() {
            let Some(long) = arg.get_long() else { continue };
            let (variable, _) = rolecall::cli::variables_of(command.get_name(), long);
            let own = command.get_name().to_uppercase();
            let is_of_it = variable == format!("ROLECALL_{own}_{}", long.to_uppercase());
            assert_eq!(is_of_it, ["output", "format"].contains(&long), "{variable}");
            let help = arg
                .get_long_help()
                .map(ToString::to_string)
                .unwrap_or_default();
            assert!(
                help.contains(&format!("[env: {variable}")),
                "{} --{long}",
                command.get_name()
            );
            count += 1;
        }
    }
    assert!(count > 60, "{count}");
}

#[test]
fn of_two_that_contradict_each_other_the_nearer_counts_and_equals_are_refused() {
    let place = Place::new();
    let ready = sample("ready-custom-app-full-roles");
    place.put("rolecall.toml", "demo = true\ncloud = 'china'\n");
    let check = ["check", "--config", "rolecall.toml"];
    assert_eq!(place.run(&check).code, 10);
    assert_eq!(place.run(&[&check[..], &["-s", &ready]].concat()).code, 0);
    let mut command = place.rolecall(&check);
    assert_eq!(ran(command.env("ROLECALL_SNAPSHOT", &ready)).code, 0);
    let both = [("ROLECALL_SNAPSHOT", "a"), ("ROLECALL_DEMO", "true")];
    let mut command = place.rolecall(&check);
    let words = [
        "ROLECALL_SNAPSHOT",
        "ROLECALL_DEMO",
        "contradict each other",
    ];
    place.refused(command.envs(both), 2, &words);
    let mut command = place.rolecall(&check);
    let off = ran(command.envs([
        ("ROLECALL_SNAPSHOT", ready.as_str()),
        ("ROLECALL_DEMO", "false"),
    ]));
    assert_eq!((off.code, off.err.as_str()), (0, ""));
    place.put("rolecall.toml", "demo = true\nsnapshot = 'x'\n");
    place.refuses(
        &check,
        2,
        &[
            "rolecall.toml, line 1",
            "rolecall.toml, line 2",
            "contradict",
        ],
    );
    // A flag of a scan outweighs the sample of the file; there is no way to sign in.
    place.put("rolecall.toml", "demo = true\n[audit]\noutput = 'out'\n");
    place.refuses(
        &[
            "audit",
            "--tenant",
            "contoso.example",
            "--config",
            "rolecall.toml",
        ],
        2,
        &["no way to sign in"],
    );
    // The variables of other tools contradict nothing.
    fs::remove_file(place.path("rolecall.toml")).unwrap();
    let mut command = place.rolecall(&["audit", "--demo", "-o", "out"]);
    let audited = ran(command
        .env("AZURE_TENANT_ID", "x")
        .env("AZURE_AUTHORITY_HOST", "y"));
    assert_eq!((audited.code, audited.err.as_str()), (10, ""));
}

/// The file that the page shows works as it stands there.
#[test]
fn the_file_of_the_page_is_read() {
    let place = Place::new();
    let page = include_str!("../../docs/configuration.md");
    let (_, rest) = page.split_once("```toml\n").unwrap();
    place.put("rolecall.toml", rest.split("```").next().unwrap());
    let veeam = include_str!("../fixtures/guides-v2/veeam-m365.toml");
    place.put("another-vendor.toml", veeam);
    let audit = place.run(&["audit", "--demo"]);
    assert_eq!((audit.code, audit.err.as_str()), (10, ""), "{audit:?}");
    assert!(place.path("reports/overview.html").exists());
    let shown = place.run(&["config", "show"]).out;
    assert!(shown.contains("veeam-m365:backs-up-teams=no"), "{shown}");
}
