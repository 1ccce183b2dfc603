//! `--attest`: a person's attestation of facts that no public API shows.

use crate::place::{Place, sample};

/// The demo's tenant, and that of every other sample made from the same name.
const CONTOSO: &str = "22550841-77c3-50e7-8f47-6cacd8f12d36";

fn word(finding: &str, holds: bool) -> String {
    let entry = |finding: &str, holds: bool| {
        format!(
            "[[attestation]]\nfinding = \"{finding}\"\nby = \"Jane Doe\"\non = 2026-11-20\n\
             holds = {holds}\nstatement = \"Seen in Workbench.\"\n"
        )
    };
    let (asked, refused) = (entry(finding, holds), entry(REFUSED, true));
    format!("format = 1\ntenant = \"{CONTOSO}\"\n{asked}{refused}")
}

/// What the guide does not need, and Defender's classic model may give.
const REFUSED: &str = "expel-mde/console/defender/ManageSecuritySettingsInSecurityCenter";

/// A required finding that only a person can see.
const IN_FORCE: &str = "expel-mde/console/defender-role-in-force";
/// A sample that lacks nothing but attestations.
const RBAC: &str = "ready-enterprise-app-defender-rbac";

#[test]
fn every_report_shows_who_attested_what() {
    let place = Place::new();
    place.put("word.toml", word(IN_FORCE, true));
    let file = sample(RBAC);
    for format in ["html", "markdown", "json"] {
        let ran = place.run(&[
            "check",
            "--snapshot",
            &file,
            "-f",
            format,
            "--attest",
            "word.toml",
        ]);
        assert_eq!((ran.code, ran.err.as_str()), (11, ""));
        assert!(ran.out.contains("Jane Doe"), "{format}");
        assert!(ran.out.contains("Seen in Workbench."), "{format}");
    }
    let audit = [
        "audit",
        "--snapshot",
        &file,
        "-o",
        ".",
        "--attest",
        "word.toml",
    ];
    assert_eq!(place.run(&audit).code, 11);
    assert!(place.read("expel-mde.html").contains("Jane Doe"));
}

#[test]
fn a_required_item_that_is_attested_not_to_hold_makes_the_tenant_not_ready() {
    let place = Place::new();
    let file = sample(RBAC);
    assert_eq!(place.run(&["check", "--snapshot", &file]).code, 12);
    place.put("word.toml", word(IN_FORCE, true));
    let check = ["check", "--snapshot", &file, "--attest", "word.toml"];
    assert_eq!(place.run(&check).code, 11);
    let strict = [
        "check",
        "--snapshot",
        &file,
        "--attest",
        "word.toml",
        "--attest-max-age",
        "1",
    ];
    let ran = place.run(&strict);
    assert_eq!(ran.code, 12);
    assert!(ran.out.contains(IN_FORCE), "{}", ran.out);
    place.put("word.toml", word(IN_FORCE, false));
    assert_eq!(place.run(&check).code, 10);
}

#[test]
fn a_file_of_attestations_that_cannot_be_used_is_refused() {
    let place = Place::new();
    let good = word(IN_FORCE, true);
    let seen = "expel-mde/console/directory-role/SecurityReader";
    let cases: [(String, &[&str]); 9] = [
        (
            good.replace(&format!("tenant = \"{CONTOSO}\"\n"), ""),
            &["names no tenant"],
        ),
        (
            good.replace("holds = true", "holds = \"yes\""),
            &["line 7", "boolean"],
        ),
        (good.replace("holds", "hold"), &["line 7", "hold"]),
        (good.replace("on = 2026-11-20\n", ""), &["line 3", "`on`"]),
        (good.replace("format = 1", "format = 2"), &["format 2"]),
        (good.replace("\"Jane Doe\"", "\" \""), &["\"by\" is empty"]),
        (
            good.clone() + &good[good.find("[[").unwrap()..],
            &["more than once"],
        ),
        (word("expel-mde/no-such", true), &["expel-mde/no-such"]),
        (word(seen, true), &[seen]),
    ];
    for (text, words) in cases {
        place.put("word.toml", &text);
        let words: Vec<&str> = words.iter().copied().chain(["word.toml"]).collect();
        let file = sample(RBAC);
        place.refuses(
            &["check", "--snapshot", &file, "--attest", "word.toml"],
            2,
            &words,
        );
        place.refuses(
            &[
                "audit",
                "--snapshot",
                &file,
                "-o",
                "r",
                "--attest",
                "word.toml",
            ],
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
