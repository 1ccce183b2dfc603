//! `--summary` and `--csv-bom`: the same report in another form.

use crate::place::{Place, sample};

#[test]
fn a_summary_fits_a_comment_and_says_what_comes_first() {
    let place = Place::new();
    for name in [
        "contoso-demo",
        "nothing-granted",
        "hostile-names",
        "ready-custom-app-full-roles",
    ] {
        let file = sample(name);
        let whole = place.run(&["check", "--snapshot", &file, "-f", "markdown"]);
        let short = place.run(&["check", "--snapshot", &file, "-f", "markdown", "--summary"]);
        assert_eq!((short.code, short.err.as_str()), (whole.code, ""));
        assert!(
            short.out.len() < 10_000,
            "{name}: {} bytes",
            short.out.len()
        );
        assert!(short.out.len() < whole.out.len() / 5, "{name}");
        // The answer is in its first line.
        let first = short.out.lines().next().unwrap();
        let answer = match short.code {
            0 => "Ready",
            10 => "Not ready",
            11 => "Ready, with findings",
            12 => "Cannot be determined",
            other => panic!("{other}"),
        };
        assert!(
            first.starts_with("## ") && first.ends_with(answer),
            "{name}: {first}"
        );
    }
    let file = sample("contoso-demo");
    let short = place
        .run(&["check", "--snapshot", &file, "-f", "markdown", "--summary"])
        .out;
    assert!(short.contains("| 1 | Make Security Administrator of Expel's analyst account active"));
    let written = place.run(&[
        "check",
        "--snapshot",
        &file,
        "-f",
        "markdown",
        "--summary",
        "-o",
        "s.md",
    ]);
    assert_eq!((written.code, written.out.as_str()), (10, ""));
    assert_eq!(place.read("s.md"), short);
}

#[test]
fn a_summary_is_a_form_of_markdown_alone() {
    let place = Place::new();
    let file = sample("contoso-demo");
    for format in ["table", "html", "csv", "json", "sarif", "ocsf", "junit"] {
        place.refuses(
            &[
                "check",
                "--snapshot",
                &file,
                "-f",
                format,
                "--summary",
                "-o",
                "report",
            ],
            2,
            &["--summary", "--format markdown"],
        );
    }
}

#[test]
fn a_csv_begins_with_a_byte_order_mark_when_asked_and_no_other_format_does() {
    let place = Place::new();
    let file = sample("contoso-demo");
    let plain = place.run(&["check", "--snapshot", &file, "-f", "csv"]).out;
    assert!(plain.starts_with("id,verdict,"));
    let marked = place
        .run(&["check", "--snapshot", &file, "-f", "csv", "--csv-bom"])
        .out;
    assert_eq!(marked, format!("\u{FEFF}{plain}"));
    let json = place
        .run(&["check", "--snapshot", &file, "-f", "json", "--csv-bom"])
        .out;
    assert!(json.starts_with('{'));
    let audit = place.run(&["audit", "--demo", "-o", ".", "--csv-bom"]);
    assert_eq!(audit.code, 10);
    assert_eq!(place.read("expel-mde.csv"), marked);
    for name in ["expel-mde.md", "expel-mde.html", "expel-mde.txt"] {
        assert!(!place.read(name).starts_with('\u{FEFF}'), "{name}");
    }
}
