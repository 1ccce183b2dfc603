//! Writes the HTML report where a person can look at it, and holds what makes it safe to open.

use super::fixture::assessment;
use super::text;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rolecall::report::Format;
use sha2::{Digest as _, Sha256};

#[test]
fn the_policy_names_the_style_sheet_that_is_there() {
    let html = text(&assessment(), Format::Html);
    let path = concat!(env!("CARGO_TARGET_TMPDIR"), "/report.html");
    std::fs::write(path, &html).unwrap();
    let style = html
        .split_once("<style>")
        .unwrap()
        .1
        .split_once("</style>")
        .unwrap()
        .0;
    let hash = STANDARD.encode(Sha256::digest(style.as_bytes()));
    let script = html
        .split_once("<script>")
        .unwrap()
        .1
        .split_once("</script>")
        .unwrap()
        .0;
    let script = STANDARD.encode(Sha256::digest(script.as_bytes()));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{hash}'; script-src 'sha256-{script}'; img-src data:;"
    );
    assert!(
        html.contains(&policy),
        "the policy would stop the page's own style sheet or script"
    );
    assert!(
        !html.contains(" style="),
        "the policy stops style attributes"
    );
    assert!(html.starts_with("<!doctype html>"));
}

#[test]
fn nothing_but_the_filter_runs_and_nothing_is_fetched() {
    let html = text(&assessment(), Format::Html).to_lowercase();
    assert_eq!(html.matches("<script").count(), 1);
    for word in ["<img", "<iframe", "javascript:", " src=", "@import", "url("] {
        let allowed = if word == " src=" {
            html.matches("&lt;img src=x").count()
        } else {
            0
        };
        assert_eq!(html.matches(word).count(), allowed, "{word} is in the page");
    }
}

#[test]
fn every_link_within_the_page_has_its_target() {
    let html = text(&assessment(), Format::Html);
    let targets: Vec<&str> = html
        .split(" id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    let mut unique = targets.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), targets.len(), "an id is there twice");
    let mut links = 0;
    for link in html
        .split("href=\"#")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
    {
        assert!(targets.contains(&link), "#{link} leads nowhere");
        links += 1;
    }
    assert!(
        links > 20,
        "only {links} links: the table no longer leads to the findings"
    );
}

#[test]
fn every_table_has_a_caption_and_scoped_heads() {
    let html = text(&assessment(), Format::Html);
    assert!(html.matches("<table").count() > 3);
    assert_eq!(
        html.matches("<table").count(),
        html.matches("<caption>").count()
    );
    assert_eq!(
        html.matches("<th ").count(),
        html.matches("<th scope=").count()
    );
    assert!(!html.contains("<th>"));
}
