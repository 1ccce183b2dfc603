//! Every format carries the same ids with the same verdicts in the same order.

use super::fixture::assessment;
use super::text;
use rolecall::assess::{Assessment, Readiness, Verdict};
use rolecall::report::{Format, Style, render};
use rolecall::snapshot::State;

type Roll = Vec<(String, String)>;

fn expected(assessment: &Assessment) -> Roll {
    let findings = assessment.findings.iter();
    findings
        .map(|f| (f.id.clone(), f.verdict.to_string()))
        .collect()
}

/// What a reviewer needs to check a report stands in both of the formats that people read.
#[test]
fn html_and_markdown_carry_the_same_proof() {
    let mut assessment = assessment();
    for candidate in &mut assessment.candidates {
        candidate.last_sign_in = Some("2026-11-19T08:07:06Z".parse().unwrap());
    }
    let mut proof = vec!["2026-11-19 08:07:06 UTC".to_owned()];
    let guide = &assessment.guide;
    proof.extend(guide.sha256.clone());
    proof.extend([guide.edition.clone(), assessment.tool.clone()]);
    proof.extend(assessment.collection.observer_permissions.clone());
    for candidate in &assessment.candidates {
        proof.push(candidate.object_id.to_string());
        proof.extend(candidate.app_id.map(|id| id.to_string()));
    }
    for entry in &assessment.ledger {
        proof.push(entry.section.as_str().to_owned());
        proof.extend(entry.request_ids.clone());
        proof.extend(entry.permissions.clone());
    }
    for holder in &assessment.other_holders {
        proof.push(holder.object_id.to_string());
    }
    for finding in &assessment.findings {
        proof.extend(finding.attested.iter().filter_map(|a| a.sha256.clone()));
        for evidence in &finding.evidence {
            proof.extend(evidence.url.clone());
            proof.extend(evidence.request_id.clone());
            proof.extend(evidence.pointer.clone());
        }
    }
    assert!(proof.len() > 30, "{}", proof.len());
    for format in [Format::Html, Format::Markdown] {
        let report = text(&assessment, format).replace("<wbr>", "");
        let report = report
            .replace("&#x2f;", "/")
            .replace("&#x27;", "'")
            .replace("&amp;", "&");
        for fact in &proof {
            assert!(report.contains(fact.as_str()), "{format} leaves out {fact}");
        }
    }
}

fn from_json(report: &str) -> Roll {
    let document: serde_json::Value = serde_json::from_str(report).unwrap();
    let findings = document["findings"].as_array().unwrap().iter();
    findings
        .map(|f| {
            (
                f["id"].as_str().unwrap().to_owned(),
                f["verdict"].as_str().unwrap().to_owned(),
            )
        })
        .collect()
}

fn from_csv(report: &str) -> Roll {
    let mut reader = csv::Reader::from_reader(report.as_bytes());
    let rows = reader.records().map(Result::unwrap);
    rows.map(|row| (row[0].to_owned(), row[1].to_owned()))
        .collect()
}

fn from_html(report: &str) -> Roll {
    let blocks = report.split("data-finding=\"").skip(1);
    blocks
        .map(|block| {
            let (id, rest) = block.split_once('"').unwrap();
            let verdict = rest.split("data-verdict=\"").nth(1).unwrap();
            (
                id.replace("&#x2f;", "/"),
                verdict.split_once('"').unwrap().0.to_owned(),
            )
        })
        .collect()
}

/// Results are the open gaps; what could not be told is a notification.
fn from_sarif(report: &str) -> Roll {
    let document: serde_json::Value = serde_json::from_str(report).unwrap();
    let run = &document["runs"][0];
    let pair = |id: &serde_json::Value, verdict: &serde_json::Value| {
        (
            id.as_str().unwrap().to_owned(),
            verdict.as_str().unwrap().to_owned(),
        )
    };
    let results = run["results"].as_array().unwrap().iter();
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let mut roll: Roll = results
        .map(|result| {
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(rules[index]["id"], result["ruleId"]);
            pair(&result["ruleId"], &result["properties"]["verdict"])
        })
        .collect();
    let told = run["invocations"][0]["toolExecutionNotifications"]
        .as_array()
        .unwrap();
    roll.extend(told.iter().map(|n| {
        let properties = &n["properties"];
        pair(&properties["finding"], &properties["verdict"])
    }));
    roll
}

fn from_ocsf(report: &str) -> Roll {
    let events = report
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    events
        .map(|event| {
            let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
            (
                text(&event["unmapped"]["finding"]),
                text(&event["unmapped"]["verdict"]),
            )
        })
        .collect()
}

fn from_junit(report: &str) -> Roll {
    let cases = report.split("<testcase name=\"").skip(1);
    cases
        .map(|case| {
            let id = case.split_once('"').unwrap().0;
            let verdict = case.split_once("<system-out>").unwrap().1;
            (id.to_owned(), verdict.split_once(':').unwrap().0.to_owned())
        })
        .collect()
}

/// The headings under "Findings", each with the verdict that its block begins with.
/// A finding has a heading; below it stand its id, in code by itself, and then its verdict, in bold.
fn from_markdown(report: &str) -> Roll {
    let mut roll = Roll::new();
    let lines = report.lines().filter(|line| !line.is_empty());
    let lines: Vec<&str> = lines.collect();
    for (at, line) in lines.iter().enumerate() {
        if line.starts_with("#### ") {
            let id = lines[at + 1].trim_matches('`');
            let verdict = lines[at + 2].strip_prefix("- **").unwrap();
            roll.push((id.to_owned(), verdict.split('*').next().unwrap().to_owned()));
        }
    }
    roll
}

fn from_table(assessment: &Assessment) -> Roll {
    let style = Style {
        width: Some(400),
        ..Style::default()
    };
    let report = render(assessment, Format::Table, &style).unwrap();
    let report = String::from_utf8(report).unwrap();
    let lines: Vec<&str> = report.lines().collect();
    let mut roll = Roll::new();
    for (index, line) in lines.iter().enumerate() {
        let verdict = Verdict::ALL
            .iter()
            .find(|v| line.starts_with(&format!("{} {v}  ", v.sign())));
        if let Some(verdict) = verdict {
            // The id stands last in the last column.
            let below = lines[index + 1..].iter();
            let tail = below.take_while(|line| line.starts_with("     ")).last();
            let tail = tail.unwrap().trim();
            roll.push((format!("expel-mde/{tail}"), verdict.to_string()));
        }
    }
    roll
}

#[test]
fn every_format_calls_the_same_roll() {
    let assessment = assessment();
    let expected = expected(&assessment);
    for verdict in Verdict::ALL {
        assert!(
            expected.iter().any(|(_, v)| v == verdict.as_str()),
            "the fixture lacks {verdict}"
        );
    }
    assert_eq!(
        from_json(&text(&assessment, Format::Json)),
        expected,
        "json"
    );
    assert_eq!(from_csv(&text(&assessment, Format::Csv)), expected, "csv");
    // What is open stands before the rest in these.
    let mut sorted = expected.clone();
    sorted.sort();
    let mut html = from_html(&text(&assessment, Format::Html));
    html.sort();
    assert_eq!(html, sorted, "html");
    let mut markdown = from_markdown(&text(&assessment, Format::Markdown));
    markdown.sort();
    assert_eq!(markdown, sorted, "markdown");
    assert_eq!(from_table(&assessment), expected, "table");
    assert_eq!(
        from_ocsf(&text(&assessment, Format::Ocsf)),
        expected,
        "ocsf"
    );
    assert_eq!(
        from_junit(&text(&assessment, Format::Junit)),
        expected,
        "junit"
    );
}

#[test]
fn sarif_has_the_open_gaps_as_results_and_says_what_could_not_be_told() {
    let assessment = assessment();
    let mut of = expected(&assessment);
    of.retain(|(_, verdict)| !["satisfied", "absent", "noted"].contains(&verdict.as_str()));
    of.sort_by_key(|(_, verdict)| matches!(verdict.as_str(), "unknown" | "manual"));
    assert_eq!(from_sarif(&text(&assessment, Format::Sarif)), of);
}

#[test]
fn a_brief_table_still_names_every_finding() {
    let assessment = assessment();
    let style = Style {
        width: Some(400),
        brief: true,
        ..Style::default()
    };
    let report = String::from_utf8(render(&assessment, Format::Table, &style).unwrap()).unwrap();
    for finding in &assessment.findings {
        let tail = finding.id.strip_prefix("expel-mde/").unwrap();
        assert!(report.contains(tail), "{tail} is not in\n{report}");
    }
    assert!(
        report.contains("✓ satisfied (5): "),
        "nothing was folded in\n{report}"
    );
    assert!(
        report.contains("expires: the secret ends"),
        "an expiry was folded away"
    );
}

#[test]
fn the_same_assessment_gives_the_same_bytes() {
    for format in Format::ALL {
        let style = Style::default();
        let once = render(&assessment(), format, &style).unwrap();
        assert_eq!(
            once,
            render(&assessment(), format, &style).unwrap(),
            "{format}"
        );
        assert_eq!(
            once.last(),
            Some(&b'\n'),
            "{format} does not end in a line end"
        );
    }
}

#[test]
fn formats_are_told_apart_by_name_and_extension() {
    for one in Format::ALL {
        for other in Format::ALL {
            let same = one.as_str() == other.as_str() || one.extension() == other.extension();
            assert_eq!(same, one == other);
        }
    }
}

#[test]
fn no_excess_is_said_only_when_everything_was_seen() {
    const SAID: &str = "holds nothing else, as far as rolecall reads";
    let said = |assessment: &Assessment| {
        let html = text(assessment, Format::Html).contains(SAID);
        for format in [Format::Markdown, Format::Table] {
            let text = text(assessment, format);
            let words: Vec<&str> = text.split_whitespace().collect();
            assert_eq!(html, words.join(" ").contains(SAID), "{format}");
        }
        html
    };
    let mut whole = assessment();
    whole.readiness = Readiness::Ready;
    whole
        .findings
        .retain(|f| !matches!(f.verdict, Verdict::Excess | Verdict::Unknown));
    whole.ledger.retain(|entry| entry.state == State::Collected);
    whole.collection.sections_asked = whole.collection.sections_whole;
    assert!(said(&whole));
    for state in [
        State::Denied,
        State::NotLicensed,
        State::Failed,
        State::NotAsked,
    ] {
        let mut part = whole.clone();
        part.ledger[0].state = state;
        assert!(!said(&part), "{state:?}");
    }
    for readiness in [Readiness::NotReady, Readiness::Undetermined] {
        let mut open = whole.clone();
        open.readiness = readiness;
        assert!(!said(&open), "{readiness}");
    }
    let mut unknown = whole.clone();
    unknown.findings[0].verdict = Verdict::Unknown;
    assert!(!said(&unknown));
    let mut uncounted = whole.clone();
    uncounted.collection.sections_asked += 1;
    assert!(!said(&uncounted));
    let mut unlisted = whole;
    unlisted.ledger.clear();
    assert!(!said(&unlisted));
}
