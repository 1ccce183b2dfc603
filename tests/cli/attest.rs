//! `--attest`: a person's word for what no public API shows.

use crate::place::{Place, sample};
use serde_json::Value;

fn word(finding: &str, holds: bool) -> String {
    format!(
        "format = 1\n\n[[attestation]]\nfinding = \"{finding}\"\nby = \"Jane Doe\"\non = 2026-11-20\n\
         holds = {holds}\nstatement = \"Seen in Workbench.\"\n"
    )
}

/// The id of a manual finding of every sample.
fn manual(place: &Place) -> String {
    let json = place
        .run(&[
            "check",
            &sample("ready-custom-app-full-roles"),
            "-f",
            "json",
        ])
        .out;
    let json: Value = serde_json::from_str(&json).unwrap();
    let findings = json["findings"].as_array().unwrap();
    let manual = findings.iter().find(|f| f["verdict"] == "manual").unwrap();
    manual["id"].as_str().unwrap().to_owned()
}

#[test]
fn every_report_shows_who_attested_what() {
    let place = Place::new();
    place.put("word.toml", word(&manual(&place), true));
    let file = sample("contoso-demo");
    for format in ["html", "markdown", "json"] {
        let ran = place.run(&["check", &file, "-f", format, "--attest", "word.toml"]);
        assert_eq!((ran.code, ran.err.as_str()), (10, ""));
        assert!(ran.out.contains("Jane Doe"), "{format}");
        assert!(ran.out.contains("Seen in Workbench."), "{format}");
    }
    let audit = ["audit", "--demo", "-o", ".", "--attest", "word.toml"];
    assert_eq!(place.run(&audit).code, 10);
    assert!(place.read("expel-mde.html").contains("Jane Doe"));
}

#[test]
fn a_required_item_that_is_attested_not_to_hold_makes_the_tenant_not_ready() {
    let place = Place::new();
    let file = sample("ready-custom-app-full-roles");
    place.put("word.toml", word(&manual(&place), true));
    let check = ["check", &file, "--attest", "word.toml"];
    assert_eq!(place.run(&check).code, 0);
    place.put("word.toml", word(&manual(&place), false));
    assert_eq!(place.run(&check).code, 10);
}

#[test]
fn a_file_of_attestations_that_cannot_be_used_is_refused() {
    let place = Place::new();
    let good = word(&manual(&place), true);
    let seen = "expel-mde/console/directory-role/SecurityReader";
    let cases: [(String, &[&str]); 8] = [
        (
            good.replace("holds = true", "holds = \"yes\""),
            &["line 7", "boolean"],
        ),
        (good.replace("holds", "hold"), &["line 7", "hold"]),
        (good.replace("on = 2026-11-20\n", ""), &["line 3", "`on`"]),
        (good.replace("format = 1", "format = 2"), &["format 2"]),
        (good.replace("\"Jane Doe\"", "\" \""), &["\"by\" is empty"]),
        (
            good.clone() + good.split_once("\n\n").unwrap().1,
            &["more than once"],
        ),
        (word("expel-mde/no-such", true), &["expel-mde/no-such"]),
        (word(seen, true), &[seen]),
    ];
    for (text, words) in cases {
        place.put("word.toml", &text);
        let words: Vec<&str> = words.iter().copied().chain(["word.toml"]).collect();
        let file = sample("contoso-demo");
        place.refuses(&["check", &file, "--attest", "word.toml"], 2, &words);
        place.refuses(
            &["audit", "--demo", "-o", "r", "--attest", "word.toml"],
            2,
            &words,
        );
    }
    place.refuses(
        &["audit", "--demo", "-o", "r", "--attest", "none.toml"],
        2,
        &["cannot read none.toml"],
    );
}
