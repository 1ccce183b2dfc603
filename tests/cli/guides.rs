//! Guide files with mistakes in them.

use crate::place::{Place, guide_text};

#[test]
fn a_typo_is_shown_where_it_is_with_what_would_be_right() {
    let place = Place::new();
    let text = guide_text().replacen("\ntier = ", "\nteir = ", 1);
    let at = text
        .lines()
        .position(|line| line.starts_with("teir"))
        .unwrap()
        + 1;
    place.put("typo.toml", text);
    let spot = format!("typo.toml:{at}:1");
    let words = [
        "1 mistake",
        spot.as_str(),
        "teir = ",
        "^^^^",
        "did you mean \"tier\"?",
    ];
    for arguments in [
        &["guide", "show", "typo.toml"][..],
        &["plan", "--guide", "typo.toml"],
        &["audit", "--demo", "--guide", "typo.toml", "-o", "reports"],
    ] {
        place.refuses(arguments, 2, &words);
    }
}

#[test]
fn a_guide_of_format_1_is_refused_with_the_command_that_converts_it() {
    let place = Place::new();
    let text = include_str!("../fixtures/guides-v1/expel-mde.toml");
    place.put("old.toml", text);
    let words = [
        "1 mistake",
        "old.toml:",
        "this guide is written in format 1",
        "`rolecall guide convert FILE`",
    ];
    for arguments in [
        &["guide", "show", "old.toml"][..],
        &["guide", "lint", "old.toml"],
        &["plan", "--guide", "old.toml"],
        &["audit", "--demo", "--guide", "old.toml", "-o", "reports"],
        &["runbook", "--kind", "onboard", "--guide", "old.toml"],
    ] {
        place.refuses(arguments, 2, &words);
    }
    let new = place.run(&["guide", "convert", "old.toml"]);
    assert_eq!(new.code, 0, "{new:?}");
    place.put("new.toml", &new.out);
    let shown = place.run(&["guide", "show", "new.toml"]);
    assert_eq!(shown.code, 0, "{shown:?}");
    place.refuses(
        &["guide", "convert", "new.toml"],
        2,
        &[
            "new.toml:3:10",
            "written in format 2",
            "only a guide of format 1",
        ],
    );
}

#[test]
fn a_file_that_is_no_guide_is_refused() {
    let place = Place::new();
    place.put("binary.toml", [0xff, 0xfe, 0, 1]);
    place.put("empty.toml", "");
    place.put("json.toml", "{\"a\": 1}");
    place.put("steers.toml", "ti\u{1b}[2Jtle = \u{202e}1");
    std::fs::create_dir(place.path("folder.toml")).unwrap();
    place.refuses(
        &["guide", "show", "binary.toml"],
        2,
        &["binary.toml", "UTF-8"],
    );
    place.refuses(&["guide", "show", "empty.toml"], 2, &["empty.toml"]);
    place.refuses(&["guide", "show", "json.toml"], 2, &["json.toml:1:1"]);
    place.refuses(
        &["guide", "show", "missing.toml"],
        2,
        &["missing.toml", "no such file"],
    );
    place.refuses(
        &["guide", "show", "folder.toml"],
        2,
        &["folder.toml", "it is a folder"],
    );
    let ran = place.refuses(&["guide", "show", "steers.toml"], 2, &["steers.toml:1:"]);
    assert!(!ran.err.contains(['\u{1b}', '\u{202e}']), "{ran:?}");
}

#[test]
fn a_folder_or_a_file_of_another_name_is_told_what_a_guide_file_is_called() {
    let place = Place::new();
    place.put("guide.txt", guide_text());
    place.put("expel", guide_text());
    std::fs::create_dir(place.path("guides")).unwrap();
    let rule = "a guide file's name ends in .toml";
    for (name, words) in [
        ("guides", "guides is a folder"),
        ("./guides", "./guides is a folder"),
        ("guide.txt", "guide.txt is not read as a file"),
        ("expel", "expel is not read as a file"),
        ("not/there", "not/there is not read as a file"),
    ] {
        for command in [
            &["plan", "--guide", name][..],
            &["guide", "show", name],
            &["guide", "lint", name],
        ] {
            place.refuses(command, 2, &[words, rule, "no built-in guide"]);
        }
    }
    let plain = place.refuses(&["plan", "--guide", "zebra"], 2, &["no built-in guide"]);
    assert!(!plain.err.contains(".toml"), "{plain:?}");
}
