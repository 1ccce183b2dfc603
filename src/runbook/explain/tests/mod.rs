#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests"
)]

mod commands;
mod declared;
mod everything;
pub(in crate::runbook) mod ground;
mod guides;
mod hostile;
mod ids;
mod samples;
mod several;
mod wrapping;

use super::model::{Explanation, Line};
use ground::Ground;

/// The scripts of one section.
pub(super) fn scripts<'e>(
    explanation: &'e Explanation,
    title: &str,
) -> Vec<(&'static str, &'e str)> {
    let section = explanation.sections.iter().find(|one| one.title == title);
    let section = section.unwrap_or_else(|| panic!("no section {title}"));
    let scripts = section.lines.iter().filter_map(|line| match line {
        Line::Script(language, text) => Some((*language, text.as_str())),
        _ => None,
    });
    scripts.collect()
}

/// Every blank of a text, `<name>`, is listed at its end with what it means.
#[track_caller]
pub(super) fn assert_every_blank_is_listed(id: &str, text: &str) {
    let listed = text.split("FILL IN\n").nth(1).unwrap_or_default();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('<') {
        rest = after;
        let end = after.find(|c: char| !c.is_ascii_lowercase() && c != '-');
        let Some(end) = end.filter(|end| *end > 0 && after[*end..].starts_with('>')) else {
            continue;
        };
        let blank = &after[..end];
        let is_listed = [format!("- <{blank}>: "), format!("- <{blank}> in step ")]
            .iter()
            .any(|known| listed.contains(known));
        assert!(is_listed, "{id}: {blank:?} is not listed\n{text}");
    }
}
