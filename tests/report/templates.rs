//! Templates of the user: each takes the place of a built-in one, and an error names its place.

use super::fixture::assessment;
use super::text;
use rolecall::document::Templates;
use rolecall::report::{Format, Settings, render_with};
use std::collections::BTreeMap;

fn with(name: &str, template: &str) -> Result<Templates, String> {
    let own = BTreeMap::from([(name.to_owned(), template.to_owned())]);
    Templates::with(own).map_err(|problem| problem.to_string())
}

fn html(templates: Templates) -> Result<String, String> {
    let settings = Settings {
        templates,
        ..Settings::default()
    };
    render_with(&assessment(), Format::Html, &settings)
        .map(|bytes| String::from_utf8(bytes).unwrap())
        .map_err(|problem| problem.to_string())
}

#[test]
fn the_exported_templates_make_the_same_report() {
    let own = Templates::built_in()
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .collect();
    let report = html(Templates::with(own).unwrap()).unwrap();
    assert_eq!(report, text(&assessment(), Format::Html));
}

#[test]
fn a_template_takes_the_place_of_the_built_in_one() {
    let brand = "<p class=\"mark\">Northwind Security, for {{ page.tenant.name }}</p>\n";
    let report = html(with("brand.html", brand).unwrap()).unwrap();
    assert!(report.contains("Northwind Security, for Contoso &amp; Söhne"));
    assert!(!report.contains("rolecall <span>permissions audit</span>"));
}

#[test]
fn a_style_sheet_of_the_user_is_let_in_by_the_policy() {
    use base64::Engine as _;
    use sha2::Digest as _;
    let report = html(with("report.css", "body { color: teal }\r\n").unwrap()).unwrap();
    assert!(report.contains("<style>body { color: teal }\n</style>"));
    let hash = base64::engine::general_purpose::STANDARD
        .encode(sha2::Sha256::digest(b"body { color: teal }\n"));
    assert!(report.contains(&format!("style-src 'sha256-{hash}'")));
}

#[test]
fn a_template_that_cannot_be_read_names_file_and_line() {
    let problem = with("footer.html", "<p>\n{% if %}\n").unwrap_err();
    assert!(
        problem.starts_with("template footer.html, line 2: "),
        "{problem}"
    );
}

#[test]
fn a_template_that_asks_for_what_is_not_there_names_file_and_line() {
    let problem = html(with("footer.html", "<p>\n\n{{ page.tennant.name }}\n").unwrap());
    let problem = problem.unwrap_err();
    assert!(
        problem.starts_with("template footer.html, line 3: "),
        "{problem}"
    );
}

#[test]
fn a_name_that_no_report_asks_for_is_refused() {
    let problem = with("fotter.html", "").unwrap_err();
    assert!(problem.contains("\"fotter.html\""), "{problem}");
    assert!(problem.contains("footer.html"), "{problem}");
}
