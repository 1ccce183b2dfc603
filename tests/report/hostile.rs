//! What a tenant may be called, and what each format makes of it.

use super::fixture::{assessment, finding};
use super::text;
use pulldown_cmark::{Event, Options, Parser, Tag};
use rolecall::assess::{Advice, AdviceKind, Assessment, Verdict};
use rolecall::report::Format;

/// Names that were made to do harm.
pub(crate) const NAMES: [&str; 24] = [
    "",
    " ",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</style><script>alert(1)</script>",
    "<!-- ",
    "&lt;b&gt; &#60;",
    "{{ page.tool }}{% raw %}",
    "a | b | c\n| --- |",
    "# heading\n- item\n1. one\n> quote",
    "[click](https://evil.example) ![x](https://evil.example/x.png)",
    "`code` ``two`` _under_ *star* ~~gone~~ $x$",
    "https://evil.example www.evil.example a@evil.example @octocat #12 GH-12 :rocket:",
    "@`x`|`y`\\|`",
    "=HYPERLINK(\"https://evil.example\",\"x\")",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "＝1+1",
    "\t=1+1",
    "\u{1b}[31mred\u{1b}[0m\u{9b}2J\u{7}\u{7f}\r\n\u{0}",
    "abc\u{202e}txt.exe\u{202c} \u{2066}x\u{2069} \u{200e}\u{200f}\u{200b}\u{2028}\u{2029}\u{feff}",
    "\u{e0041}\u{ad}\u{3164}",
];

/// The fixture with one name in every place that a tenant can fill.
pub(crate) fn called(name: &str) -> Assessment {
    let mut assessment = assessment();
    assessment.collection.tenant_name = Some(name.to_owned());
    assessment.collection.observer_name = Some(name.to_owned());
    name.clone_into(&mut assessment.readiness_reason);
    for candidate in &mut assessment.candidates {
        candidate.display_name = Some(name.to_owned());
        name.clone_into(&mut candidate.identity);
        name.clone_into(&mut candidate.why);
    }
    assessment.advice = vec![Advice {
        id: "expel-mde/advice/conditional-access/x".to_owned(),
        kind: AdviceKind::Setting,
        title: name.to_owned(),
        text: name.to_owned(),
        weighs: true,
        evidence: Vec::new(),
    }];
    for entry in &mut assessment.ledger {
        entry.problem = Some(name.to_owned());
        entry.code = Some(name.to_owned());
        entry.request_ids = vec![name.to_owned()];
    }
    for finding in &mut assessment.findings {
        for text in [
            &mut finding.title,
            &mut finding.actual,
            &mut finding.expected,
            &mut finding.reason,
        ] {
            name.clone_into(text);
        }
        for path in &mut finding.paths {
            path.hops.push(name.to_owned());
            name.clone_into(&mut path.condition);
        }
        for note in &mut finding.notes {
            name.clone_into(&mut note.text);
        }
        for evidence in &mut finding.evidence {
            evidence.url = Some(name.to_owned());
            evidence.request_id = Some(name.to_owned());
            evidence.object = Some(name.to_owned());
        }
    }
    let mut extra = finding("api/unified/x", Verdict::Excess, None);
    extra.id = format!("expel-mde/{name}");
    assessment.findings.push(extra);
    assessment
}

/// The tags of a page: what stands between `<` and the name's end.
pub(crate) fn tags(html: &str) -> Vec<String> {
    let mut names: Vec<String> = html
        .split('<')
        .skip(1)
        .map(|rest| {
            let end = rest
                .find(|c: char| c.is_whitespace() || c == '>')
                .unwrap_or(rest.len());
            rest[..end].to_owned()
        })
        .collect();
    names.sort();
    names.dedup();
    names
}

/// Columns of every row of every table, and how many cells hold something else than text.
fn tables(markdown: &str) -> Vec<usize> {
    let cells = |line: &str| {
        line.replace("\\\\", "")
            .replace("\\|", "")
            .matches('|')
            .count()
    };
    let lines: Vec<&str> = markdown.lines().collect();
    let mut counts = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        if line.starts_with("| :---") {
            let width = cells(line);
            let rows = lines[index + 1..]
                .iter()
                .take_while(|row| row.starts_with('|'));
            counts.extend(rows.map(|row| {
                assert_eq!(cells(row), width, "{row}");
                width
            }));
        }
    }
    counts
}

/// The folds and the targets of links that a report has of its own: no name is among them.
fn is_own(html: &str) -> bool {
    let html = html.trim();
    let counted = html
        .strip_prefix("<summary>")
        .and_then(|rest| rest.strip_suffix("</summary>"));
    let target = html
        .strip_prefix("<a id=\"")
        .map(|rest| rest.strip_suffix("\">").unwrap_or(rest));
    let words = |text: &str| {
        text.chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '(' | ')'))
    };
    let anchor = |text: &str| {
        text.bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-._/~".contains(&b))
    };
    matches!(html, "<details>" | "</details>" | "</a>")
        || counted.is_some_and(words)
        || target.is_some_and(anchor)
}

/// What a Markdown reader would see besides text, tables, lists, headings, code, the folds and the links within.
pub(crate) fn intruders(markdown: &str) -> Vec<String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_MATH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS;
    Parser::new_ext(markdown, options)
        .filter_map(|event| match event {
            Event::Html(t) | Event::InlineHtml(t) => (!is_own(&t)).then(|| format!("html {t}")),
            Event::Start(Tag::Link { dest_url, .. }) if dest_url.starts_with('#') => None,
            Event::InlineMath(t) | Event::DisplayMath(t) => Some(format!("math {t}")),
            Event::Start(tag) => {
                let tag = format!("{tag:?}");
                let bad = [
                    "Link",
                    "Image",
                    "Strikethrough",
                    "Emphasis",
                    "BlockQuote",
                    "CodeBlock",
                    "Footnote",
                ];
                bad.iter().any(|b| tag.starts_with(b)).then_some(tag)
            }
            _ => None,
        })
        .collect()
}

#[test]
fn html_keeps_a_name_text() {
    let allowed = tags(&text(&called("plain"), Format::Html));
    for name in NAMES {
        let html = text(&called(name), Format::Html);
        let gained = tags(&html).into_iter().find(|tag| !allowed.contains(tag));
        assert_eq!(gained, None, "{name:?}");
        assert!(!html.contains("onerror=alert(1)>"), "{name:?}");
        let unseen = html
            .chars()
            .find(|c| c.is_control() && !matches!(c, '\n' | '\t'));
        assert_eq!(unseen, None, "{name:?}");
        assert!(
            !html.contains(['\u{202e}', '\u{2066}', '\u{200b}', '\u{feff}']),
            "{name:?}"
        );
    }
}

#[test]
fn markdown_keeps_a_name_text() {
    let mut plain = called("plain");
    plain.notices.clear();
    let expected_rows = tables(&text(&plain, Format::Markdown));
    let headings = text(&plain, Format::Markdown)
        .lines()
        .filter(|l| l.starts_with('#'))
        .count();
    for name in NAMES {
        let mut assessment = called(name);
        assessment.notices.clear();
        let markdown = text(&assessment, Format::Markdown);
        assert_eq!(tables(&markdown), expected_rows, "{name:?}");
        assert_eq!(intruders(&markdown), Vec::<String>::new(), "{name:?}");
        let found = markdown.lines().filter(|l| l.starts_with('#')).count();
        assert_eq!(found, headings, "{name:?}");
    }
}

#[test]
fn what_github_would_bring_to_life_stands_in_code() {
    let markdown = text(
        &called("see https://evil.example and @octocat #12"),
        Format::Markdown,
    );
    assert!(markdown.contains("see `https://evil.example` and `@octocat` `#12`"));
}

#[test]
fn csv_has_no_formula() {
    let starts = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
    for name in NAMES {
        let csv = text(&called(name), Format::Csv);
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let told = called(name);
        assert_eq!(
            rows.len(),
            told.findings.len() + told.advice.len(),
            "{name:?}"
        );
        for cell in rows.iter().flat_map(csv::StringRecord::iter) {
            assert!(
                !cell.trim_start().starts_with(starts),
                "{name:?} gives {cell:?}"
            );
        }
    }
}

#[test]
fn csv_leaves_numbers_alone() {
    let title = |name: &str| {
        let csv = text(&called(name), Format::Csv);
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        reader.records().next().unwrap().unwrap()[6].to_owned()
    };
    assert_eq!(title("-2"), "-2");
    assert_eq!(title("+3.5"), "+3.5");
    assert_eq!(title("-2+3"), "'-2+3");
    assert_eq!(title("-"), "'-");
}

#[test]
fn a_terminal_gets_no_control_character() {
    for name in NAMES {
        let table = text(&called(name), Format::Table);
        let unseen = table.chars().find(|c| c.is_control() && *c != '\n');
        assert_eq!(unseen, None, "{name:?}");
        assert!(
            !table.contains(['\u{202e}', '\u{2066}', '\u{200b}', '\u{2028}']),
            "{name:?}"
        );
    }
    assert!(text(&called("a\u{202e}b"), Format::Table).contains("a⟨U+202E⟩b"));
}

#[test]
fn json_gives_the_name_back_and_steers_nothing() {
    for name in NAMES {
        let json = text(&called(name), Format::Json);
        let document: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(document["tenant"]["name"], name);
        let unseen = json.chars().find(|c| c.is_control() && *c != '\n');
        assert_eq!(unseen, None, "{name:?}");
        assert!(!json.contains('\u{202e}'), "{name:?}");
    }
}

#[test]
fn a_very_long_name_is_cut_with_a_word_or_whole() {
    let name = "x".repeat(10_000);
    let assessment = called(&name);
    let html = text(&assessment, Format::Html);
    assert!(html.contains(&name), "the whole of it stands somewhere");
    assert!(html.contains("… (9840 characters left out)"));
    let path = concat!(env!("CARGO_TARGET_TMPDIR"), "/report-long.html");
    std::fs::write(path, &html).unwrap();
    let table = text(&assessment, Format::Table);
    assert!(
        table.contains("characters left"),
        "the terminal says that it cut"
    );
    assert!(text(&assessment, Format::Csv).contains(&name));
    assert!(text(&assessment, Format::Markdown).contains(&name));
}

#[test]
fn a_notice_brings_neither_markup_nor_a_bad_link() {
    let html = text(&assessment(), Format::Html);
    assert!(html.contains("Raw &lt;img src=x onerror=alert(1)&gt; and a link."));
    assert!(
        html.contains("<em>Security Reader</em>"),
        "the guide's own Markdown is rendered"
    );
    assert!(html.contains("<a href=\"https://learn.microsoft.com/defender-endpoint/rbac\">"));
    let markdown = text(&assessment(), Format::Markdown);
    assert!(
        markdown.contains(
            "Raw \\<img src=x onerror=alert(1)\\> and \\[a link\\](javascript:alert(1))."
        )
    );
}
