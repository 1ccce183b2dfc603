//! Templates of the user: each takes the place of a built-in one, and an error names its place.

use super::fixture::assessment;
use super::text;
use rolecall::document::Templates;
use rolecall::report::{Format, Settings, render_with};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

fn with(name: &str, template: &str) -> Result<Templates, String> {
    let own = BTreeMap::from([(PathBuf::from("their/own").join(name), template.to_owned())]);
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
        .map(|(name, text)| (PathBuf::from(name), text.to_owned()))
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
        problem.starts_with("template their/own/footer.html, line 2: "),
        "{problem}"
    );
}

#[test]
fn a_template_that_asks_for_what_is_not_there_names_file_and_line() {
    let problem = html(with("footer.html", "<p>\n\n{{ page.tennant.name }}\n").unwrap());
    let problem = problem.unwrap_err();
    assert!(
        problem.starts_with("template their/own/footer.html, line 3: "),
        "{problem}"
    );
}

#[test]
fn a_name_that_no_report_asks_for_is_refused() {
    let problem = with("fotter.html", "").unwrap_err();
    assert!(
        problem.starts_with("template their/own/fotter.html: no document"),
        "{problem}"
    );
    assert!(problem.contains(" footer.html"), "{problem}");
}

#[test]
fn what_is_wrong_with_a_finding_s_template_names_file_and_line() {
    let problem = html(with("finding.html", "<p>\n{{ finding.titel }}").unwrap());
    assert_eq!(
        problem.unwrap_err(),
        "template their/own/finding.html, line 2: undefined value: `finding.titel` is undefined"
    );
}

#[test]
fn what_is_wrong_with_a_function_names_file_and_line() {
    for (line, told) in [
        (
            "{{ label(\"tear\", \"required\") }}",
            "no words of the kind",
        ),
        ("{{ label(\"tier\", \"reqiured\") }}", "unknown variant"),
        ("{{ of_verdict(\"mising\") }}", "unknown variant"),
        ("{{ moment(report.tenant.name) }}", "cannot deserialize"),
    ] {
        let page = with("report.html", &format!("\n{line}\n")).unwrap();
        let problem = html(page).unwrap_err();
        let place = "template their/own/report.html, line 2: ";
        assert!(problem.starts_with(place), "{line}: {problem}");
        assert!(problem.contains(told), "{line}: {problem}");
    }
}

#[test]
fn a_template_holds_no_u_0000() {
    let problem = with("footer.html", "<p>\n\u{0}7\u{0}").unwrap_err();
    assert_eq!(
        problem,
        "template their/own/footer.html, line 2: it holds the character U+0000"
    );
}

/// A document of templates over the names that `docs/report-formats.md` lists.
#[test]
fn a_template_may_loop_over_the_findings() {
    let page = "{% for group in report.groups %}({% for finding in group.findings %}\
                {% if not loop.first %},{% endif %}{{ finding.id }}{% endfor %}){{ group.findings|length }}{% endfor %}\
                {{ report.findings|length }} {{ report.findings[0].id }} \
                {{ of_verdict(\"excess\")|map(attribute=\"verdict\")|unique|join }} \
                {% for action in report.actions[:1] %}{{ action.closes[0].verdict }}{% endfor %}";
    let report = html(with("report.html", page).unwrap()).unwrap();
    let mut expected = String::new();
    let assessment = assessment();
    let groups = assessment
        .findings
        .chunk_by(|one, next| one.principal == next.principal);
    for group in groups {
        let ids: Vec<&str> = group.iter().map(|finding| finding.id.as_str()).collect();
        write!(expected, "({}){}", ids.join(","), group.len()).unwrap();
    }
    let (all, first) = (assessment.findings.len(), &assessment.findings[0].id);
    write!(expected, "{all} {first} excess partial").unwrap();
    assert_eq!(report.replace("&#x2f;", "/"), expected);
}

/// The name that the report had before it was the published JSON.
#[test]
fn page_is_another_name_of_the_report() {
    let own = "{{ page.tenant.name == report.tenant.name and page.guide.id == report.guide.id }}";
    let report = html(with("report.html", own).unwrap()).unwrap();
    assert_eq!(report, "True");
}
