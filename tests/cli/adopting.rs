//! Guides of several vendors at once, and guide files: what each command writes.

mod input;

use crate::place::{Place, sample};
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The formats with the ends of their files.
const FORMATS: [(&str, &str); 8] = [
    ("table", "txt"),
    ("markdown", "md"),
    ("html", "html"),
    ("csv", "csv"),
    ("json", "json"),
    ("sarif", "sarif"),
    ("ocsf", "ocsf.jsonl"),
    ("junit", "junit.xml"),
];

/// A file of the tests' fixtures.
fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    path.join(name).to_str().unwrap().to_owned()
}

/// The file of a vendor's guide.
fn vendor(name: &str) -> String {
    fixture(&format!("guides-v2/{name}.toml"))
}

/// The page on the format.
fn page() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/guide-format.md");
    fs::read_to_string(path).unwrap()
}

/// The whole guide that the page shows, with more at its end.
fn acme(more: &str) -> String {
    let page = page();
    let (_, rest) = page.split_once("```toml\n").unwrap();
    let (guide, _) = rest.split_once("```").unwrap();
    format!("{guide}{more}")
}

/// `check` of the demo's tenant as JSON, with the code.
fn checked(place: &Place, arguments: &[&str]) -> (i32, Value) {
    let file = sample("contoso-demo");
    let all = [&["check", "--snapshot", &file, "-f", "json"], arguments].concat();
    let ran = place.run(&all);
    assert_eq!(ran.err, "", "{arguments:?}");
    (ran.code, serde_json::from_str(&ran.out).unwrap())
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().unwrap()
}

/// The arguments that adopt Expel's guide and Veeam's.
fn two() -> [String; 4] {
    ["--guide", "expel-mde", "--guide", &vendor("veeam-m365")].map(str::to_owned)
}

/// A command for both guides.
fn for_two<'a>(command: &[&'a str], guides: &'a [String]) -> Vec<&'a str> {
    let guides = guides.iter().map(String::as_str);
    command.iter().copied().chain(guides).collect()
}

#[test]
fn an_audit_writes_every_format_per_guide_and_of_the_overview() {
    let place = Place::new();
    let guides = two();
    let ran = place.run(&for_two(&["audit", "--demo", "-o", "."], &guides));
    assert_eq!((ran.code, ran.err.as_str()), (10, ""));
    let mut wanted = vec!["snapshot.json".to_owned()];
    for stem in ["expel-mde", "veeam-m365", "overview"] {
        wanted.extend(FORMATS.map(|(_, end)| format!("{stem}.{end}")));
    }
    wanted.sort();
    assert_eq!(place.files(), wanted);
    let [first, second] = ["Held, and asked for by no guide", "✗ Not ready"];
    assert!(
        ran.out.find(first) < ran.out.find(second),
        "the answer is last"
    );
    let file = place.read("overview.txt");
    assert!(file.find(second) < file.find(first), "the answer is first");
    let file = sample("contoso-demo");
    for (format, end) in FORMATS {
        let ran = place.run(&for_two(
            &["check", "--snapshot", &file, "-f", format, "-o", "checked"],
            &guides,
        ));
        assert_eq!((ran.code, ran.err.as_str()), (10, ""), "{format}");
        let audited = place.read(&format!("overview.{end}"));
        assert_eq!(place.read("checked"), audited, "{format}");
    }
}

/// The report of both guides in one format.
fn overview(format: &str) -> String {
    let guides = two();
    let file = sample("contoso-demo");
    let ran = Place::new().run(&for_two(
        &["check", "--snapshot", &file, "-f", format],
        &guides,
    ));
    assert_eq!((ran.code, ran.err.as_str()), (10, ""), "{format}");
    ran.out
}

/// The ids of the findings and advice in the JSON report of both guides.
fn ids(report: &Value) -> Vec<String> {
    let of = |one: &Value, key| -> Vec<String> {
        let all = list(one, key).iter();
        all.map(|one| one["id"].as_str().unwrap().to_owned())
            .collect()
    };
    let each = list(report, "assessments").iter();
    each.flat_map(|one| [of(one, "findings"), of(one, "advice")].concat())
        .collect()
}

#[test]
fn json_holds_an_assessment_per_guide() {
    let report: Value = serde_json::from_str(&overview("json")).unwrap();
    assert_eq!(report["schema"], "rolecall/overview");
    assert_eq!(report["schema_version"], 1);
    assert_eq!(report["answer"], "not-ready");
    let names: Vec<&Value> = list(&report, "assessments")
        .iter()
        .map(|one| &one["guide"]["id"])
        .collect();
    assert_eq!(names, ["expel-mde", "veeam-m365"]);
    let answers: Vec<&Value> = list(&report, "guides")
        .iter()
        .map(|one| &one["readiness"]["answer"])
        .collect();
    assert_eq!(answers, ["not-ready", "undetermined"]);
}

#[test]
fn csv_ocsf_and_junit_hold_the_findings_of_both_guides() {
    let report: Value = serde_json::from_str(&overview("json")).unwrap();
    let ids = ids(&report);
    let csv = overview("csv");
    assert_eq!(csv.matches("id,verdict,").count(), 1, "one header");
    let ocsf = overview("ocsf");
    let events: Vec<Value> = ocsf
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(events.len(), ids.len());
    let junit = overview("junit");
    for (id, event) in ids.iter().zip(&events) {
        assert_eq!(event["unmapped"]["finding"], id.as_str());
        assert!(
            csv.lines().any(|line| line.starts_with(&format!("{id},"))),
            "{id}"
        );
        assert!(junit.contains(id.as_str()), "{id}");
    }
    let mut reader = Reader::from_str(&junit);
    let mut cases = 0;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) | Event::Empty(tag) if tag.name().as_ref() == "testcase" => {
                cases += 1;
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(cases, ids.len());
}

#[test]
fn sarif_has_a_run_per_guide() {
    let log: Value = serde_json::from_str(&overview("sarif")).unwrap();
    let runs: BTreeSet<&str> = list(&log, "runs")
        .iter()
        .map(|run| run["automationDetails"]["id"].as_str().unwrap())
        .collect();
    assert_eq!(list(&log, "runs").len(), 2);
    for guide in ["expel-mde", "veeam-m365"] {
        let start = format!("rolecall/{guide}/");
        assert!(runs.iter().any(|run| run.starts_with(&start)), "{runs:?}");
    }
}

#[test]
fn pages_for_people_name_every_guide_with_its_answer() {
    for format in ["table", "markdown", "html"] {
        let text = overview(format);
        for words in [
            "expel-mde",
            "veeam-m365",
            "Not ready",
            "Cannot be determined",
        ] {
            assert!(text.contains(words), "{format}: {words}");
        }
    }
}

#[test]
fn runbooks_of_two_guides_go_into_a_folder() {
    let place = Place::new();
    let guides = two();
    for kind in ["onboard", "remediate", "offboard", "review"] {
        let command = ["runbook", "--kind", kind, "--demo"];
        let words = ["each guide and format, 2 in all", "--output"];
        place.refuses(&for_two(&command, &guides), 2, &words);
        let printed = [&command[..], &["-o", "-"]].concat();
        place.refuses(&for_two(&printed, &guides), 2, &words);
        let written = [&command[..], &["-o", kind]].concat();
        let ran = place.run(&for_two(&written, &guides));
        assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
        let mut files: Vec<String> = fs::read_dir(place.path(kind))
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort();
        let named = ["expel-mde", "veeam-m365"].map(|guide| format!("{guide}-{kind}.md"));
        assert_eq!(files, named);
    }
    let file = [
        "runbook",
        "--kind",
        "remediate",
        "--demo",
        "-o",
        "remediate.md",
    ];
    place.refuses(
        &for_two(&file, &guides),
        2,
        &["remediate.md", "give a folder"],
    );
    let auditor = ["runbook", "--kind", "auditor"];
    let ran = place.run(&for_two(&auditor, &guides));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "it is one for all");
}

#[test]
fn a_plan_is_of_one_scan_for_all_guides() {
    let place = Place::new();
    let guides = two();
    let ran = place.run(&for_two(&["plan"], &guides));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.starts_with("A scan for expel-mde and veeam-m365 "));
    for id in ["expel-mde/", "veeam-m365/"] {
        assert!(ran.out.contains(id), "{id} in {}", ran.out);
    }
    // A long address goes on in the next line.
    let whole = ran.out.replace("\n        ", "");
    let trips: Vec<&str> = whole.split("\nRound trip ").skip(1).collect();
    assert!(trips.len() > 2, "{}", ran.out);
    for trip in trips {
        let requests = trip.lines().filter(|line| line.starts_with("  GET "));
        let requests: Vec<&str> = requests.collect();
        let once: BTreeSet<&str> = requests.iter().copied().collect();
        assert_eq!(once.len(), requests.len(), "asked twice: {trip}");
    }
}

#[test]
fn a_lint_says_where_and_changes_no_code() {
    let place = Place::new();
    let (one, other) = (vendor("veeam-m365"), vendor("cipp-gdap"));
    let ran = place.run(&["guide", "lint", &one, &other]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    for words in ["veeam-m365.toml:25:6: excerpt: ", "built-in-name: "] {
        assert!(ran.out.contains(words), "{words} in {}", ran.out);
    }
}

#[test]
fn the_schema_of_guides_is_json() {
    let ran = Place::new().run(&["guide", "schema"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let schema: Value = serde_json::from_str(&ran.out).unwrap();
    let published = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/guide.v2.schema.json");
    let published: Value = serde_json::from_slice(&fs::read(published).unwrap()).unwrap();
    assert_eq!(schema, published);
}
