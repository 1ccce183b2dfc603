//! What machines read keeps to its schema: ours in `schemas/`, others' in `tests/fixtures/schemas/`.

use super::advice::advised;
use super::fixture::assessment;
use super::hostile::{NAMES, called};
use super::text;
use crate::subject::Subject;
use jsonschema::Validator;
use rolecall::assess::{Assessment, Verdict};
use rolecall::catalog::Catalog;
use rolecall::report::{Format, Settings, json_schema, overview_schema, write_all};
use rolecall::snapshot;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

/// The schema of the JSON report.
const PUBLISHED: &str = "schemas/assessment.v2.schema.json";

fn file(path: &str) -> String {
    fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn validator(path: &str) -> Validator {
    // The schema of SARIF has a stray bracket in the pattern of a language, which no strict reader takes.
    let text = file(path).replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}?$");
    let schema: Value = serde_json::from_str(&text).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

/// Every sample, judged, by name; the fixture, which has every verdict; and hostile names.
fn all() -> Vec<(String, Assessment)> {
    let catalog = Catalog::built_in().unwrap();
    let mut subject = Subject::expel(&catalog);
    let others = format!("{}/tests/fixtures/guides-v2", env!("CARGO_MANIFEST_DIR"));
    for entry in fs::read_dir(others).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        let other = Subject::of(&text, &catalog, &BTreeMap::new());
        subject.guides.extend(other.guides);
        subject.values.extend(other.values);
    }
    let reader = subject.reader(&[]);
    let folder = format!("{}/samples", env!("CARGO_MANIFEST_DIR"));
    let mut all: Vec<(String, Assessment)> = fs::read_dir(folder)
        .unwrap()
        .flat_map(|entry| {
            let path = entry.unwrap().path();
            let snapshot = snapshot::read(&fs::read(&path).unwrap()).unwrap();
            let assessed = subject.assessed(&catalog, &snapshot, &reader);
            let name = path.display().to_string();
            assessed.into_iter().map(move |one| (name.clone(), one))
        })
        .collect();
    assert!(all.len() >= 80);
    all.push(("the fixture".to_owned(), assessment()));
    all.push(("advice".to_owned(), advised()));
    all.extend(NAMES.map(|name| (format!("{name:?}"), called(name))));
    all
}

fn check(validator: &Validator, name: &str, value: &Value) {
    let problems: Vec<String> = validator
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert_eq!(problems, Vec::<String>::new(), "{name}");
}

#[test]
fn json_keeps_to_the_published_schema() {
    let validator = validator(PUBLISHED);
    for (name, assessment) in all() {
        let value = serde_json::from_str(&text(&assessment, Format::Json)).unwrap();
        check(&validator, &name, &value);
    }
}

/// `ROLECALL_RENEW=1 cargo test --test report schema` renews it.
#[test]
fn the_published_schema_is_that_of_the_types() {
    let mut schema = serde_json::to_string_pretty(&json_schema()).unwrap();
    schema.push('\n');
    if std::env::var_os("ROLECALL_RENEW").is_some() {
        let path = format!("{}/{PUBLISHED}", env!("CARGO_MANIFEST_DIR"));
        fs::write(path, &schema).unwrap();
    }
    assert!(
        file(PUBLISHED) == schema,
        "{PUBLISHED} is not that of the types"
    );
}

/// The schema of the overview.
const OVERVIEW: &str = "schemas/overview.v1.schema.json";

/// `ROLECALL_RENEW=1 cargo test --test report schema` renews it.
#[test]
fn the_published_schema_of_the_overview_is_that_of_the_types_and_an_overview_keeps_to_it() {
    let mut schema = serde_json::to_string_pretty(&overview_schema()).unwrap();
    schema.push('\n');
    if std::env::var_os("ROLECALL_RENEW").is_some() {
        let path = format!("{}/{OVERVIEW}", env!("CARGO_MANIFEST_DIR"));
        fs::write(path, &schema).unwrap();
    }
    assert!(
        file(OVERVIEW) == schema,
        "{OVERVIEW} is not that of the types"
    );
    let some = all().into_iter().take(10).map(|(_, one)| Arc::new(one));
    let some: Vec<_> = some.collect();
    let mut bytes = Vec::new();
    write_all(&some, Format::Json, &Settings::default(), &mut bytes).unwrap();
    let value: Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(value["assessments"].as_array().unwrap().len(), 10);
    check(&validator(OVERVIEW), "overview", &value);
}

/// A report of schema 1 that an earlier version wrote is still one, and is told from one of schema 2.
#[test]
fn a_stored_report_of_schema_1_keeps_to_its_schema() {
    let stored: Value = serde_json::from_str(&file("tests/fixtures/assessment.v1.json")).unwrap();
    assert_eq!(stored["schema_version"], 1);
    check(&validator("schemas/assessment.v1.json"), "stored", &stored);
    assert!(!validator(PUBLISHED).is_valid(&stored));
}

/// Every object of the schema names every key and allows no other.
#[test]
fn the_published_schema_leaves_nothing_open() {
    fn walk(value: &Value, place: &str) {
        if value["type"] == "object" {
            assert_eq!(value["additionalProperties"], false, "{place}");
            let keys: Vec<&String> = value["properties"].as_object().unwrap().keys().collect();
            let mut required: Vec<&str> = value["required"]
                .as_array()
                .unwrap()
                .iter()
                .map(|key| key.as_str().unwrap())
                .collect();
            required.sort_unstable();
            assert_eq!(keys, required, "{place}");
        }
        match value {
            Value::Object(map) => map
                .iter()
                .for_each(|(k, v)| walk(v, &format!("{place}/{k}"))),
            Value::Array(list) => list.iter().for_each(|v| walk(v, place)),
            _ => {}
        }
    }
    let schema: Value = serde_json::from_str(&file(PUBLISHED)).unwrap();
    walk(&schema, "");
    let words = schema["$defs"]["Verdict"]["oneOf"]
        .as_array()
        .unwrap()
        .iter();
    let words: Vec<&str> = words.map(|one| one["const"].as_str().unwrap()).collect();
    assert_eq!(words, Verdict::ALL.map(Verdict::as_str));
}

#[test]
fn sarif_keeps_to_the_schema_of_oasis() {
    let validator = validator("tests/fixtures/schemas/sarif-2.1.0.json");
    for (name, assessment) in all() {
        let value = serde_json::from_str(&text(&assessment, Format::Sarif)).unwrap();
        check(&validator, &name, &value);
    }
}

#[test]
fn ocsf_keeps_to_the_class_of_compliance_findings() {
    let path = "tests/fixtures/schemas/ocsf-1.5.0-compliance-finding.json";
    let validator = validator(path);
    let schema: Value = serde_json::from_str(&file(path)).unwrap();
    let known = schema["properties"].as_object().unwrap();
    for (name, assessment) in all() {
        for line in text(&assessment, Format::Ocsf).lines() {
            let event: Value = serde_json::from_str(line).unwrap();
            check(&validator, &name, &event);
            // The class allows more than it names; what we write has a name there.
            for key in event.as_object().unwrap().keys() {
                assert!(known.contains_key(key) || key == "cloud", "{name}: {key}");
            }
            // The profile `cloud` adds that key: an account and an organization of the same schema.
            assert_eq!(event["metadata"]["profiles"], serde_json::json!(["cloud"]));
            assert!(event["cloud"]["provider"].is_string(), "{name}");
            for (part, of) in [("account", "Account"), ("org", "Organization")] {
                let properties = schema["$defs"][of]["properties"].as_object().unwrap();
                let object = event["cloud"][part].as_object().unwrap();
                assert!(object.contains_key("uid"), "{name}");
                for key in object.keys() {
                    assert!(properties.contains_key(key), "{name}: {part}: {key}");
                }
            }
            assert_eq!(event["class_uid"], 2003);
            let activity = event["activity_id"].as_u64().unwrap();
            assert_eq!(event["type_uid"], 2003 * 100 + activity);
        }
    }
}

#[test]
fn ocsf_says_pass_only_for_what_is_as_it_should_be() {
    for line in text(&assessment(), Format::Ocsf).lines() {
        let event: Value = serde_json::from_str(line).unwrap();
        let verdict = event["unmapped"]["verdict"].as_str().unwrap();
        let expected = match verdict {
            "satisfied" | "absent" | "noted" => 1,
            "unknown" => 2,
            "missing" | "partial" | "excess" => 3,
            "manual" => 99,
            other => panic!("{other}"),
        };
        assert_eq!(event["compliance"]["status_id"], expected, "{verdict}");
    }
}

/// The order, names and attributes that `junit-10.xsd` allows; the schema itself is run by `tests/browser`.
#[test]
fn junit_is_well_formed_and_counts_right() {
    use quick_xml::Reader;
    use quick_xml::events::Event;
    for (name, assessment) in all() {
        let report = text(&assessment, Format::Junit);
        let (mut tests, mut failures, mut errors, mut skipped) = (0, 0, 0, 0);
        let mut reader = Reader::from_str(&report);
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) => match start.name().as_ref() {
                    "testcase" => tests += 1,
                    "failure" => failures += 1,
                    "error" => errors += 1,
                    "skipped" => skipped += 1,
                    "testsuites" | "testsuite" | "properties" | "system-out" => {}
                    other => panic!("{name}: {other}"),
                },
                Event::Empty(empty) => assert_eq!(empty.name().as_ref(), "property", "{name}"),
                Event::Eof => break,
                _ => {}
            }
        }
        let advice = &assessment.advice;
        assert_eq!(tests, assessment.findings.len() + advice.len(), "{name}");
        let count =
            |verdicts: &[Verdict]| -> usize { verdicts.iter().map(|v| assessment.count(*v)).sum() };
        let open = [Verdict::Missing, Verdict::Partial, Verdict::Excess];
        let weighing = advice.iter().filter(|advice| advice.weighs).count();
        assert_eq!(failures, count(&open) + weighing, "{name}");
        assert_eq!(errors, count(&[Verdict::Unknown]), "{name}");
        assert_eq!(skipped, count(&[Verdict::Manual]), "{name}");
        let head = format!("tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\"");
        assert!(report.contains(&head), "{name}");
        let bad = report
            .chars()
            .find(|c| (c.is_control() && *c != '\n') || matches!(c, '\u{FFFE}' | '\u{FFFF}'));
        assert_eq!(bad, None, "{name}");
    }
}
