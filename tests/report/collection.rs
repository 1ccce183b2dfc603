//! How the tenant was read, in every format that says it: numbers that add up, clocks, and lists with a bound.

use super::fixture::assessment;
use super::text;
use proptest::prelude::*;
use rolecall::assess::{Assessment, HoldersRead, LedgerEntry, OtherHolder};
use rolecall::report::{Format, Settings, render_with};
use rolecall::snapshot::{SectionName, State};

/// Every format that says how much was seen.
const SAYS_COVERAGE: [Format; 4] = [Format::Table, Format::Markdown, Format::Html, Format::Sarif];

/// Every format that says how far clocks are apart, beside JSON and the summary.
const SAYS_CLOCK: [Format; 3] = [Format::Table, Format::Markdown, Format::Html];

fn summary(assessment: &Assessment) -> String {
    let settings = Settings {
        summary: true,
        ..Settings::default()
    };
    String::from_utf8(render_with(assessment, Format::Markdown, &settings).unwrap()).unwrap()
}

/// `31 of 35 sections collected; 3 denied, 1 not asked`, taken apart: the first number, the total,
/// and the other numbers with their words.
fn counted(report: &str) -> (usize, usize, Vec<(usize, String)>) {
    let (before, after) = ["sections collected", "section collected"]
        .iter()
        .find_map(|words| report.split_once(words))
        .expect("the report says how much was seen");
    let mut words = before
        .rsplit(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let total = words.next().unwrap().parse().unwrap();
    assert_eq!(words.next(), Some("of"));
    let collected = words.next().unwrap().parse().unwrap();
    let rest = after.strip_prefix("; ").unwrap_or_default();
    let rest = rest.split(['\n', '<', '|', '"', '.']).next().unwrap();
    let others = rest.split(", ").filter_map(|part| {
        let (number, word) = part.trim().split_once(' ')?;
        Some((number.parse().ok()?, word.to_owned()))
    });
    (collected, total, others.collect())
}

fn mixed(states: &[State]) -> Assessment {
    let mut assessment = assessment();
    let entries = SectionName::ALL.iter().zip(states);
    assessment.ledger = entries
        .map(|(&section, &state)| LedgerEntry {
            section,
            state,
            requests: 0,
            pages: 0,
            items: 0,
            problem: None,
            code: None,
            permissions: Vec::new(),
            request_ids: Vec::new(),
        })
        .collect();
    assessment
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_collected_adds_up_in_every_format(
        states in proptest::collection::vec(proptest::sample::select(&State::ALL[..]), 1..=SectionName::ALL.len())
    ) {
        let assessment = mixed(&states);
        let mut reports: Vec<String> =
            SAYS_COVERAGE.iter().map(|format| text(&assessment, *format)).collect();
        reports.push(summary(&assessment));
        for report in reports {
            let (collected, total, others) = counted(&report);
            prop_assert_eq!(total, states.len());
            let sum: usize = others.iter().map(|other| other.0).sum();
            prop_assert_eq!(collected + sum, total);
            for state in State::ALL {
                let there = states.iter().filter(|one| **one == state).count();
                let said = match state {
                    State::Collected => collected,
                    _ => others.iter().find(|other| other.1 == state.words()).map_or(0, |other| other.0),
                };
                prop_assert_eq!(said, there, "{:?}", state);
            }
        }
    }
}

#[test]
fn clocks_that_are_apart_are_said_and_a_few_seconds_are_not() {
    let with = |ahead: Option<i64>| {
        let mut assessment = assessment();
        assessment.collection.clock_ahead_seconds = ahead;
        assessment
    };
    for (ahead, words) in [
        (6, "6 seconds ahead of Microsoft's"),
        (-90, "90 seconds behind Microsoft's"),
        (600, "10 minutes ahead of Microsoft's"),
        (-7_500, "2 hours behind Microsoft's"),
        (345_600, "4 days ahead of Microsoft's"),
        (i64::MIN, "days behind Microsoft's"),
    ] {
        let assessment = with(Some(ahead));
        for format in SAYS_CLOCK {
            let report = text(&assessment, format).replace("&#x27;", "'");
            assert!(report.contains(words), "{format}: {words}");
        }
        assert!(summary(&assessment).contains(words), "{words}");
        let document: serde_json::Value =
            serde_json::from_str(&text(&assessment, Format::Json)).unwrap();
        assert_eq!(document["collection"]["clock_ahead_seconds"], ahead);
    }
    for ahead in [None, Some(0), Some(5), Some(-5)] {
        for format in SAYS_CLOCK {
            let report = text(&with(ahead), format);
            assert!(!report.contains("the clock of"), "{format}: {ahead:?}");
        }
    }
}

#[test]
fn evidence_says_both_times_where_they_are_apart() {
    let mut apart = assessment();
    let says = "2026-11-20 08:00:00 UTC by Microsoft";
    for format in [Format::Html, Format::Markdown] {
        assert!(!text(&apart, format).contains("by Microsoft"), "{format}");
    }
    for finding in &mut apart.findings {
        for evidence in &mut finding.evidence {
            evidence.server_date = Some("2026-11-20T08:00:00Z".parse().unwrap());
        }
    }
    for format in [Format::Html, Format::Markdown] {
        assert!(text(&apart, format).contains(says), "{format}");
    }
}

#[test]
fn evidence_keeps_the_date_that_the_service_gave() {
    let document: serde_json::Value =
        serde_json::from_str(&text(&assessment(), Format::Json)).unwrap();
    let findings = document["findings"].as_array().unwrap().iter();
    let evidence: Vec<&serde_json::Value> = findings
        .flat_map(|finding| finding["evidence"].as_array().unwrap())
        .collect();
    assert!(!evidence.is_empty());
    for one in evidence {
        assert_eq!(one["server_date"], "2026-11-20T09:14:05Z");
    }
}

fn holder(looked_up: bool) -> OtherHolder {
    OtherHolder {
        object_id: "3a000000-0000-4000-8000-000000000001".parse().unwrap(),
        kind: Some("ServicePrincipal".to_owned()),
        app_id: looked_up.then(|| "3b000000-0000-4000-8000-000000000001".parse().unwrap()),
        display_name: Some("Fabrikam Collector".to_owned()),
        home_tenant: None,
        publisher: None,
        enabled: None,
        permissions: vec!["Alert.Read.All".to_owned()],
    }
}

#[test]
fn a_list_of_others_that_is_not_whole_says_so_in_every_format_that_shows_it() {
    let mut bounded = assessment();
    bounded.other_holders = vec![holder(false)];
    bounded.holders_read = Some(HoldersRead {
        whole: false,
        grants: 2_000,
        total: Some(11_351),
        note: "The list is not whole: the first 2,000 of 11,351.".to_owned(),
    });
    for held in [bounded.other_holders.clone(), Vec::new()] {
        bounded.other_holders = held;
        for format in [Format::Markdown, Format::Html] {
            let report = text(&bounded, format);
            assert!(report.contains("the first 2,000 of 11,351"), "{format}");
        }
        let document: serde_json::Value =
            serde_json::from_str(&text(&bounded, Format::Json)).unwrap();
        let read = &document["other_holders_read"];
        assert_eq!(read["whole"], false);
        assert_eq!(
            (&read["grants"], &read["total"]),
            (&2_000.into(), &11_351.into())
        );
        assert!(read["note"].as_str().unwrap().contains("2,000 of 11,351"));
    }
}

#[test]
fn a_publisher_that_nobody_looked_up_is_not_called_unverified() {
    let mut others = assessment();
    for (looked_up, says) in [(false, "not looked up"), (true, "not verified")] {
        others.other_holders = vec![holder(looked_up)];
        for format in [Format::Markdown, Format::Html] {
            let report = text(&others, format);
            for words in ["not looked up", "not verified"] {
                assert_eq!(report.contains(words), words == says, "{format}: {words}");
            }
        }
    }
}
