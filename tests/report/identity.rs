//! Ids that no two tenants share, and that one tenant keeps from run to run.

use super::fixture::assessment;
use super::text;
use quick_xml::Reader;
use quick_xml::events::Event;
use rolecall::assess::{Assessment, Verdict};
use rolecall::report::Format;
use serde_json::Value;
use std::collections::BTreeSet;

/// The fixture as another tenant would give it.
fn elsewhere() -> Assessment {
    let mut other = assessment();
    other.collection.tenant = Some("11111111-2222-4333-8444-555555555555".parse().unwrap());
    other.collection.tenant_name = Some("Fabrikam <&> \"Söhne\"".to_owned());
    other
}

/// The fixture a day later, with other words.
fn later() -> Assessment {
    let mut later = assessment();
    later.as_of += jiff::SignedDuration::from_hours(24);
    later.collection.tenant_name = Some("Contoso under a new name".to_owned());
    for finding in &mut later.findings {
        finding.title = format!("{} in other words", finding.title);
        "another reason".clone_into(&mut finding.reason);
    }
    later
}

fn json(assessment: &Assessment, format: Format) -> Value {
    serde_json::from_str(&text(assessment, format)).unwrap()
}

fn string(value: &Value) -> String {
    value
        .as_str()
        .unwrap_or_else(|| panic!("{value}"))
        .to_owned()
}

fn of_ocsf(assessment: &Assessment) -> Vec<String> {
    let report = text(assessment, Format::Ocsf);
    let events = report
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    events
        .map(|event| string(&event["finding_info"]["uid"]))
        .collect()
}

fn resources(assessment: &Assessment) -> Vec<String> {
    let report = text(assessment, Format::Ocsf);
    let events = report
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    let uids: BTreeSet<String> = events
        .map(|event| string(&event["resources"][0]["uid"]))
        .collect();
    uids.into_iter().collect()
}

/// A result by every id that it has, and the notifications.
fn of_sarif(assessment: &Assessment, id: impl Fn(&Value) -> String) -> Vec<String> {
    let log = json(assessment, Format::Sarif);
    let results = log["runs"][0]["results"].as_array().unwrap();
    results.iter().map(id).collect()
}

fn notified(assessment: &Assessment) -> Vec<String> {
    let log = json(assessment, Format::Sarif);
    let told = log["runs"][0]["invocations"][0]["toolExecutionNotifications"].clone();
    let told = told.as_array().unwrap().iter();
    told.map(|one| string(&one["properties"]["uid"])).collect()
}

fn category(assessment: &Assessment) -> String {
    let log = json(assessment, Format::Sarif);
    string(&log["runs"][0]["automationDetails"]["id"])
}

/// Class and name of every test case, as a pipeline tells them apart.
fn of_junit(assessment: &Assessment) -> Vec<String> {
    let report = text(assessment, Format::Junit);
    let mut cases = Vec::new();
    let mut reader = Reader::from_str(&report);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) if start.name().as_ref() == "testcase" => {
                let of = |name: &str| {
                    let attribute = start.try_get_attribute(name).unwrap().unwrap();
                    attribute
                        .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                        .unwrap()
                        .into_owned()
                };
                cases.push(format!("{} {}", of("classname"), of("name")));
            }
            Event::Eof => return cases,
            _ => {}
        }
    }
}

type Ids = fn(&Assessment) -> Vec<String>;

const OF: [(&str, Ids); 7] = [
    ("ocsf", of_ocsf),
    ("ocsf resources", resources),
    ("junit", of_junit),
    ("sarif fingerprint", |a| {
        of_sarif(a, |result| {
            string(&result["partialFingerprints"]["rolecallFinding/v1"])
        })
    }),
    ("sarif name", |a| {
        of_sarif(a, |result| {
            string(&result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"])
        })
    }),
    ("sarif uid", |a| {
        of_sarif(a, |result| string(&result["properties"]["uid"]))
    }),
    ("sarif notifications", notified),
];

#[test]
fn no_two_tenants_have_an_id_in_common_and_one_keeps_its_own() {
    let (here, there, later) = (assessment(), elsewhere(), later());
    for (what, ids) in OF {
        let mine: BTreeSet<String> = ids(&here).into_iter().collect();
        assert!(!mine.is_empty(), "{what}");
        assert_eq!(mine.len(), ids(&here).len(), "{what}: twice in one report");
        let theirs: BTreeSet<String> = ids(&there).into_iter().collect();
        let common: Vec<_> = mine.intersection(&theirs).collect();
        assert_eq!(common, Vec::<&String>::new(), "{what}");
        assert_eq!(mine.len(), theirs.len(), "{what}");
        assert_eq!(ids(&here), ids(&later), "{what} changed from run to run");
    }
    // GitHub takes what comes after the last slash for the name of a run, and all before it for the category.
    assert!(category(&here).ends_with('/'));
    assert_ne!(category(&here), category(&there));
    assert_eq!(category(&here), category(&later));
}

#[test]
fn people_see_the_same_id_in_every_tenant() {
    let ids = |assessment: &Assessment| -> Vec<String> {
        let report = json(assessment, Format::Json);
        let findings = report["findings"].as_array().unwrap().iter();
        findings.map(|finding| string(&finding["id"])).collect()
    };
    assert_eq!(ids(&assessment()), ids(&elsewhere()));
    let rules = |assessment: &Assessment| of_sarif(assessment, |result| string(&result["ruleId"]));
    assert_eq!(rules(&assessment()), rules(&elsewhere()));
    assert!(
        rules(&assessment())
            .iter()
            .all(|id| id.starts_with("expel-mde/"))
    );
}

#[test]
fn every_format_names_the_tenant() {
    let mut plain = elsewhere();
    plain.collection.tenant_name = Some("Fabrikam".to_owned());
    for format in Format::ALL {
        let report = text(&plain, format)
            .replace("<wbr>", "")
            .replace("&#x2f;", "/");
        assert!(
            report.contains("11111111-2222-4333-8444-555555555555"),
            "{format}"
        );
        assert!(report.contains("Fabrikam"), "{format}");
    }
    // And as a value of its own, whatever the name holds.
    let (id, name) = (
        "11111111-2222-4333-8444-555555555555",
        "Fabrikam <&> \"Söhne\"",
    );
    let there = elsewhere();
    assert_eq!(json(&there, Format::Json)["tenant"]["name"], name);
    let run = json(&there, Format::Sarif)["runs"][0]["properties"].clone();
    assert_eq!(
        (&run["tenant"], &run["tenantName"]),
        (&id.into(), &name.into())
    );
    for line in text(&there, Format::Ocsf).lines() {
        let event: Value = serde_json::from_str(line).unwrap();
        for part in ["account", "org"] {
            let of = &event["cloud"][part];
            assert_eq!(
                (&of["uid"], &of["name"]),
                (&id.into(), &name.into()),
                "{part}"
            );
        }
    }
    let csv = text(&there, Format::Csv);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let heads = reader.headers().unwrap().clone();
    let column = |wanted: &str| heads.iter().position(|head| head == wanted).unwrap();
    for row in reader.records() {
        let row = row.unwrap();
        assert_eq!(
            (&row[column("tenant_id")], &row[column("tenant_name")]),
            (id, name)
        );
    }
    let junit = text(&there, Format::Junit);
    assert!(junit.contains(&format!("<property name=\"tenant.id\" value=\"{id}\"/>")));
    assert!(junit.contains(
        "<property name=\"tenant.name\" value=\"Fabrikam &lt;&amp;&gt; &quot;Söhne&quot;\"/>"
    ));
}

#[test]
fn a_tenant_without_an_id_is_told_from_those_with_one() {
    let mut nobody = assessment();
    nobody.collection.tenant = None;
    nobody.collection.tenant_name = None;
    for (what, ids) in OF {
        let mine: BTreeSet<String> = ids(&nobody).into_iter().collect();
        let theirs: BTreeSet<String> = ids(&assessment()).into_iter().collect();
        assert!(mine.is_disjoint(&theirs), "{what}");
    }
    assert!(
        of_ocsf(&nobody)
            .iter()
            .all(|uid| uid.starts_with("unknown-tenant/"))
    );
    assert!(nobody.findings.iter().any(|f| f.verdict == Verdict::Excess));
}
