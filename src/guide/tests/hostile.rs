//! No text makes the loader panic, and every fault points into the text.

use super::{MINIMAL, parse};
use proptest::prelude::*;

fn holds(text: &str) {
    let Err(problem) = parse(text) else { return };
    assert!(!problem.faults.is_empty());
    let lines: Vec<&str> = text.split('\n').collect();
    for fault in &problem.faults {
        let line = lines.get(fault.line - 1).expect("the line exists");
        assert!(fault.column >= 1 && fault.column <= line.chars().count() + 1);
        assert!(!fault.what.contains('\n') && !fault.what.is_empty());
    }
    assert_eq!(problem.to_string().lines().count(), problem.faults.len());
    assert!(
        !problem.render().contains('\u{1b}'),
        "no escape reaches a terminal"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn cut_and_patched_guides(
        from in 0..MINIMAL.len(),
        length in 0..200_usize,
        patch in "\\PC{0,12}|[\\[\\]{}=\"'\n\r\t\\\\#.,0-9a-zé]{0,12}",
    ) {
        let to = (from + length).min(MINIMAL.len());
        let text = format!("{}{patch}{}", &MINIMAL[..from], &MINIMAL[to..]);
        holds(&text);
    }

    #[test]
    fn shuffled_lines(picks in prop::collection::vec(0..MINIMAL.lines().count(), 0..150)) {
        let lines: Vec<&str> = MINIMAL.lines().collect();
        let text: Vec<&str> = picks.into_iter().map(|pick| lines[pick]).collect();
        holds(&text.join("\n"));
    }

    #[test]
    fn replaced_values(
        line in 0..MINIMAL.lines().count(),
        value in "\"\\PC{0,30}\"|-?[0-9]{1,20}|true|\\[\\]|\\{\\}|[0-9]{4}-[0-9]{2}-[0-9]{2}|\"[a-z/]{0,8}\"",
    ) {
        let text: Vec<String> = MINIMAL
            .lines()
            .enumerate()
            .map(|(at, text)| match text.split_once(" = ") {
                Some((key, _)) if at == line => format!("{key} = {value}"),
                _ => text.to_owned(),
            })
            .collect();
        holds(&text.join("\n"));
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
        "=",
        &deep,
        &long,
        &many,
    ] {
        holds(text);
    }
    let crlf = MINIMAL.replace('\n', "\r\n");
    assert!(parse(&crlf).is_ok(), "line ends of Windows are fine");
}
