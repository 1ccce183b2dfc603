//! No text makes reading or converting a guide panic, and every fault points into the text.

use super::fixture::{CATALOG, file, parse};
use proptest::prelude::*;
use rolecall::guide::GuideError;
use rolecall::guide::format2::convert;
use std::sync::LazyLock;

/// The small guides of either format.
static SMALL: LazyLock<[String; 2]> = LazyLock::new(|| {
    [
        file("tests/guide_format/minimal.toml"),
        file("tests/fixtures/guides-v1/minimal.toml"),
    ]
});

fn points_into(text: &str, problem: &GuideError) {
    assert!(!problem.faults.is_empty());
    let lines: Vec<&str> = text.split('\n').collect();
    for fault in &problem.faults {
        let line = lines.get(fault.line - 1).expect("the line exists");
        assert!(fault.column >= 1 && fault.column <= line.chars().count() + 1);
        assert!(!fault.what.contains('\n') && !fault.what.is_empty());
    }
    assert_eq!(problem.to_string().lines().count(), problem.faults.len());
    let drawn = problem.render();
    assert!(!drawn.contains('\u{1b}'), "no escape reaches a terminal");
}

/// Reads the text, and converts it and reads what comes of it.
fn holds(text: &str) {
    if let Err(problem) = parse(text) {
        points_into(text, &problem);
    }
    match convert("guide.toml", text, &CATALOG) {
        Ok(converted) => {
            if let Err(problem) = parse(&converted) {
                points_into(&converted, &problem);
                // What is converted is TOML of format 2, whatever else is wrong with it.
                assert!(converted.parse::<toml::Table>().is_ok(), "{converted}");
            }
        }
        Err(problem) => points_into(text, &problem),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn cut_and_patched_guides(
        which in 0..2_usize,
        from in any::<prop::sample::Index>(),
        length in 0..200_usize,
        patch in "\\PC{0,12}|[\\[\\]{}=\"'\n\r\t\\\\#.,0-9a-zé]{0,12}",
    ) {
        let text = &SMALL[which];
        let from = from.index(text.len());
        let to = (from + length).min(text.len());
        holds(&format!("{}{patch}{}", &text[..from], &text[to..]));
    }

    #[test]
    fn shuffled_lines(
        which in 0..2_usize,
        picks in prop::collection::vec(any::<prop::sample::Index>(), 0..150),
    ) {
        let lines: Vec<&str> = SMALL[which].lines().collect();
        let text: Vec<&str> = picks.iter().map(|pick| *pick.get(&lines)).collect();
        holds(&text.join("\n"));
    }

    #[test]
    fn replaced_values(
        which in 0..2_usize,
        pick in any::<prop::sample::Index>(),
        value in "\"\\PC{0,30}\"|-?[0-9]{1,20}|true|\\[\\]|\\{\\}|[0-9]{4}-[0-9]{2}-[0-9]{2}|\"[a-z/]{0,8}\"",
    ) {
        let lines = SMALL[which].lines();
        let at = pick.index(lines.clone().count());
        let text = lines.enumerate().map(|(place, text)| match text.split_once(" = ") {
            Some((key, _)) if place == at => format!("{key} = {value}"),
            _ => text.to_owned(),
        });
        holds(&text.collect::<Vec<_>>().join("\n"));
    }

    #[test]
    fn any_text(text in any::<String>()) {
        holds(&text);
    }
}

#[test]
fn odd_whole_texts() {
    let deep = "a = ".to_owned() + &"[".repeat(5000);
    let long = format!("id = \"{}\"", "x".repeat(100_000));
    let many = "[[parameter]]\nfoo = 1\n".repeat(500);
    for text in [
        "",
        "\u{feff}",
        "\r\n",
        "\0",
        "format = 1",
        "format = 2",
        "=",
        &deep,
        &long,
        &many,
    ] {
        holds(text);
    }
    let [of_2, of_1] = &*SMALL;
    assert!(parse(&of_2.replace('\n', "\r\n")).is_ok());
    let with_returns = of_1.replace('\n', "\r\n");
    assert!(convert("guide.toml", &with_returns, &CATALOG).is_ok());
}
