//! Help, the list of exit codes, and the commands that make no judgement.

use crate::place::Place;
use rolecall::cli::Exit;
use rolecall::snapshot::SectionName;

#[test]
fn the_help_shows_every_exit_code() {
    let place = Place::new();
    for flag in ["-h", "--help"] {
        let ran = place.run(&[flag]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        for exit in Exit::ALL {
            let line = format!("{:>3}  {}", exit.code(), exit.meaning());
            assert!(ran.out.contains(&line), "no {line:?} in {}", ran.out);
        }
    }
}

#[test]
fn without_arguments_the_program_helps() {
    let ran = Place::new().run(&[]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("Usage: rolecall [OPTIONS] <COMMAND>"),
        "{ran:?}"
    );
    assert!(ran.err.contains("audit"), "{ran:?}");
}

#[test]
fn the_document_lists_the_codes_that_the_program_has() {
    let document = include_str!("../../docs/exit-codes.md");
    let rows: Vec<&str> = document
        .lines()
        .filter(|line| line.starts_with("| ") && line.as_bytes()[2].is_ascii_digit())
        .collect();
    let wanted: Vec<String> = Exit::ALL
        .iter()
        .map(|exit| format!("| {} | {} |", exit.code(), exit.meaning()))
        .collect();
    assert_eq!(rows, wanted);
}

#[test]
fn a_plan_names_every_section_and_its_permission_without_a_connection() {
    let place = Place::new();
    let mut command = place.rolecall(&["plan"]);
    // Any connection would end here, and fail.
    command
        .env("HTTPS_PROXY", "http://127.0.0.1:1")
        .env("AZURE_AUTHORITY_HOST", "https://127.0.0.1:1");
    let ran = crate::place::ran(&mut command);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    for &section in SectionName::ALL {
        let line = format!("for {section}: ");
        assert!(ran.out.contains(&line), "{section} is not in the plan");
    }
    for line in ran
        .out
        .lines()
        .filter(|line| line.contains("answered with"))
    {
        assert!(line.contains(".Read"), "no permission in {line:?}");
    }
    assert!(ran.out.contains("RoleManagement.Read.Defender ("));
    assert_eq!(ran.out, place.run(&["plan", "--guide", "expel-mde"]).out);
    assert_eq!(place.files(), Vec::<String>::new());
}

#[test]
fn guides_are_listed_and_shown() {
    let place = Place::new();
    let list = place.run(&["guide", "list"]);
    assert_eq!((list.code, list.err.as_str()), (0, ""));
    assert!(list.out.starts_with("expel-mde "), "{}", list.out);
    let shown = place.run(&["guide", "show", "expel-mde"]);
    assert_eq!((shown.code, shown.err.as_str()), (0, ""));
    for part in [
        "Security Reader",
        "Ti.ReadWrite.All",
        "defender-rbac",
        "sha256",
        "guest-address",
    ] {
        assert!(shown.out.contains(part), "no {part}");
    }
    place.put("mine.toml", crate::place::guide_text());
    let mine = place.run(&["guide", "show", "mine.toml"]);
    assert_eq!(mine.out, shown.out);
    let edition = place.run(&["guide", "show", "expel-mde@2026-11-23"]);
    assert_eq!(edition.out, shown.out);
}
