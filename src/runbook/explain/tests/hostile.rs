//! Nothing that a tenant or a reader says reaches the terminal as more than text.

use super::Ground;
use crate::document::escape::is_unseen;
use crate::runbook::explain::compose::in_contexts;
use crate::runbook::explain::contexts::Contexts;
use crate::runbook::explain::show::show;

#[test]
fn hostile_names_steer_no_terminal() {
    let ground = Ground::of_sample("hostile-names");
    let bases = ground.bases();
    let contexts = Contexts::new(&bases).unwrap();
    let mut marked = 0;
    for id in ground.findings() {
        let found = in_contexts(&contexts, &id).unwrap();
        for width in [60, 100, u16::MAX] {
            let text = show(&found, Some(width));
            let unseen = text.chars().find(|c| *c != '\n' && is_unseen(*c));
            assert_eq!(unseen, None, "{id}: {text}");
            marked += text.matches("⟨U+").count();
        }
    }
    assert!(marked > 0, "no hostile name was shown at all");
}

#[test]
fn a_hostile_name_begins_no_line_of_a_script() {
    let ground = Ground::of_sample("hostile-names");
    let bases = ground.bases();
    let contexts = Contexts::new(&bases).unwrap();
    for id in ground.findings() {
        for explanation in in_contexts(&contexts, &id).unwrap() {
            for section in &explanation.sections {
                for line in &section.lines {
                    let super::Line::Script(_, text) = line else {
                        continue;
                    };
                    assert!(
                        !text.chars().any(|c| c != '\n' && is_unseen(c)),
                        "{id}: {text}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_hostile_id_is_quoted_and_compared_in_bounded_time() {
    let ground = Ground::new(&[]);
    for id in [
        "\u{1b}[2J".to_owned(),
        "a\nb".to_owned(),
        "\u{202e}".to_owned(),
        "*/".repeat(100_000),
        "x".repeat(1_000_000),
        "microsoft.xdr/".repeat(50_000),
    ] {
        let words = ground.explain(&id).unwrap_err().to_string();
        assert!(
            !words.contains('\u{1b}') && !words.contains('\n'),
            "{words:.200}"
        );
    }
}
