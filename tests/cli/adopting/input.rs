//! Bad input: every row of "What happens with bad input" in docs/guide-format.md.

use super::{acme, checked, fixture, list, vendor};
use crate::place::{Place, guide_text, sample};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

/// Asserts that each command that judges refuses the guides and words.
#[track_caller]
fn refused(place: &Place, arguments: &[&str], words: &[&str]) {
    let file = sample("contoso-demo");
    let commands: [&[&str]; 4] = [
        &["audit", "--demo", "-o", "reports"],
        &["check", "--snapshot", &file],
        &["runbook", "--kind", "remediate", "--demo", "-o", "r"],
        &["explain", "Security Reader", "--demo"],
    ];
    for command in commands {
        place.refuses(&[command, arguments].concat(), 2, words);
    }
}

#[test]
fn a_broken_guide_tells_every_fault_at_once() {
    let place = Place::new();
    let text = acme("").replacen("tier = \"required\"", "tier = \"needed\"", 1);
    place.put("acme.toml", text.replacen("kind = \"text\"", "kind = 1", 1));
    let words = ["2 mistakes", "acme.toml:20:8", "acme.toml:34:8", "required"];
    refused(&place, &["--guide", "acme.toml"], &words);
}

#[test]
fn a_guide_that_is_only_doubtful_is_judged() {
    let place = Place::new();
    let idle = "[[fact]]\nid = \"idle\"\ntitle = \"Idle\"\nask = \"Idle?\"\n";
    place.put("acme.toml", acme(idle));
    let ran = place.run(&["guide", "lint", "acme.toml"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("unused-fact"), "{}", ran.out);
    assert_eq!(checked(&place, &["--guide", "acme.toml"]).0, 12);
}

#[test]
fn a_guide_of_format_1_is_refused_until_it_is_converted() {
    let place = Place::new();
    let old = fixture("guides-v1/expel-mde.toml");
    let words = [
        "format 1",
        "reads format 2",
        "`rolecall guide convert FILE`",
    ];
    refused(&place, &["--guide", &old], &words);
    let ran = place.run(&["guide", "convert", &old]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    place.put("new.toml", &ran.out);
    let shown = place.run(&["guide", "show", "new.toml"]);
    assert_eq!((shown.code, shown.err.as_str()), (0, ""));
    assert!(shown.out.contains("expel-mde"), "{}", shown.out);
    assert_eq!(checked(&place, &["--guide", "new.toml"]).0, 10);
    let words = ["new.toml:3:10", "format 2"];
    place.refuses(&["guide", "convert", "new.toml"], 2, &words);
}

#[test]
fn a_guide_whose_id_is_taken_is_refused() {
    let place = Place::new();
    for id in ["overview", "snapshot"] {
        let text = guide_text().replacen("\nid = \"expel-mde\"", &format!("\nid = \"{id}\""), 1);
        place.put("guide.toml", text);
        let words = [id, "another file of an audit"];
        refused(&place, &["--guide", "guide.toml"], &words);
        refused(
            &place,
            &["--guide", "expel-mde", "--guide", "guide.toml"],
            &words,
        );
    }
    place.put("copy.toml", guide_text());
    for twin in ["copy.toml", "expel-mde", "expel-mde@2026-11-23"] {
        let guides = ["--guide", "expel-mde", "--guide", twin];
        refused(&place, &guides, &["two of the guides", "expel-mde"]);
    }
}

#[test]
fn a_guide_that_extends_another_is_undetermined_without_it() {
    let place = Place::new();
    let text = acme(
        "\n[[relation]]\nguide = \"base\"\nkind = \"extends\"\ncite = { heading = [\"Base\"] }\n",
    );
    place.put("acme.toml", text);
    place.put("base.toml", acme("").replace("\"acme-edr\"", "\"base\""));
    let (code, alone) = checked(&place, &["--guide", "acme.toml"]);
    assert_eq!(code, 12);
    assert_eq!(alone["relations"][0]["readiness"], Value::Null);
    let both = ["--guide", "acme.toml", "--guide", "base.toml"];
    let (_, both) = checked(&place, &both);
    assert_eq!(
        both["assessments"][0]["relations"][0]["readiness"],
        "undetermined"
    );
}

#[test]
fn too_many_guides_and_too_long_ones_are_refused() {
    let place = Place::new();
    place.put("long.toml", vec![b'#'; 4 * 1024 * 1024 + 1]);
    refused(
        &place,
        &["--guide", "long.toml"],
        &["long.toml", "larger than 4 MiB, which no guide is"],
    );
    let many = ["--guide", "expel-mde"].repeat(65);
    refused(&place, &many, &["65 guides", "64"]);
}

#[test]
fn an_edition_is_named_with_its_guide() {
    let place = Place::new();
    let other = vendor("veeam-m365");
    let named = ["--guide", "expel-mde@2026-11-23", "--guide", &other];
    assert_eq!(checked(&place, &named).0, 10);
}

#[test]
fn words_that_no_guide_has_are_refused() {
    let place = Place::new();
    let cases: [(&[&str], &[&str]); 9] = [
        (&["--param", "nope=1"], &["no parameter \"nope\"", "app-id"]),
        (&["--param", "ap-id=1"], &["did you mean \"app-id\"?"]),
        (&["--fact", "nope=yes"], &["no fact \"nope\""]),
        (&["--choose", "nope=x"], &["no choice \"nope\"", "console"]),
        (
            &["--choose", "console=x"],
            &["no option \"x\"", "defender-rbac"],
        ),
        (
            &["--param", "other:app-id=1"],
            &["names the guide other", "expel-mde"],
        ),
        (&["--param", "app-id=x"], &["app-id", "which is a GUID"]),
        (
            &["--param", "app-name=a", "--param", "app-name=b"],
            &["\"app-name\" is given more than once"],
        ),
        (
            &[
                "--choose",
                "console=defender-rbac",
                "--choose",
                "console=defender-rbac",
            ],
            &["\"console\" is given more than once"],
        ),
    ];
    for (given, words) in cases {
        refused(&place, given, words);
    }
}

#[test]
fn a_name_of_several_guides_needs_its_guide() {
    let place = Place::new();
    let other = vendor("veeam-m365");
    let id = "11111111-1111-4111-8111-111111111111";
    let open = format!("app-id={id}");
    let guides = ["--guide", "expel-mde", "--guide", &other];
    let given = [&guides[..], &["--param", &open]].concat();
    let words = ["expel-mde:app-id", "veeam-m365:app-id"];
    refused(&place, &given, &words);
    let exact = format!("veeam-m365:app-id={id}");
    let (_, both) = checked(&place, &[&guides[..], &["--param", &exact]].concat());
    let values = |at: usize| both["assessments"][at]["guide"]["parameters"].to_string();
    assert!(!values(0).contains(id) && values(1).contains(id), "{both}");
}

#[test]
fn an_answer_is_yes_or_no_once() {
    let place = Place::new();
    let guide = vendor("veeam-m365");
    let guide = ["--guide", guide.as_str()];
    let cases: [(&[&str], &[&str]); 3] = [
        (&["--fact", "version-8=maybe"], &["version-8=yes"]),
        (&["--fact", "version-8"], &["--fact"]),
        (
            &["--fact", "version-8=yes", "--fact", "version-8=no"],
            &["\"version-8\" is given more than once"],
        ),
    ];
    for (given, words) in cases {
        refused(&place, &[&guide, given].concat(), words);
    }
}

/// Facts of which the tenant shows one, and of which the other is asked.
const FACTS: &str = r#"
[[fact]]
id = "global-cloud"
title = "The tenant is in the global cloud"
detect = { cloud = ["global"] }
ask = "Is it?"

[[fact]]
id = "agents"
title = "Agents are used"
ask = "Do you use agents?"

[[requirement]]
id = "read-machines"
tier = "required"
when = { any = ["agents", { not = "global-cloud" }] }
hold = { of = "app", api = "WindowsDefenderATP", type = "application", permission = "Machine.Read.All" }
reason = "none stated"
effect = "none stated"
cites = [{ heading = ["Agents"] }]
"#;

#[test]
fn the_tenant_outweighs_an_answer_and_no_answer_leaves_a_fact_open() {
    let place = Place::new();
    place.put("acme.toml", acme(FACTS));
    let (_, report) = checked(
        &place,
        &["--guide", "acme.toml", "--fact", "global-cloud=no"],
    );
    let [cloud, agents] = list(&report, "facts") else {
        panic!("{report}")
    };
    assert_eq!(cloud["value"], "yes");
    assert_eq!(cloud["answer"], "no");
    assert_eq!(cloud["contradicted"], true);
    assert_eq!(agents["value"], "open");
    let told = |report: &Value| {
        let mut findings = list(report, "findings").iter();
        findings.any(|one| one["id"] == "acme-edr/read-machines")
    };
    assert!(told(&report), "open");
    let no = ["--guide", "acme.toml", "--fact", "agents=no"];
    assert!(!told(&checked(&place, &no).1), "not asked");
}

#[test]
fn a_parameter_without_a_value_leaves_it_unknown() {
    let place = Place::new();
    let (code, report) = checked(&place, &["--guide", &vendor("sekoia-sentinel")]);
    assert_eq!(code, 12);
    let mut findings = list(&report, "findings").iter();
    let role = findings.find(|one| one["id"] == "sekoia-sentinel/sentinel-contributor");
    let role = role.unwrap();
    assert_eq!(role["verdict"], "unknown");
    assert!(role["reason"].to_string().contains("has no value"));
    assert!(role["fix"].to_string().contains("--param"), "{role}");
}

/// An attestation in the demo's tenant.
fn word(finding: &str) -> String {
    format!(
        "format = 1\ntenant = \"22550841-77c3-50e7-8f47-6cacd8f12d36\"\n[[attestation]]\nfinding = \"{finding}\"\n\
         by = \"Jane Doe\"\non = 2026-11-20\nholds = true\nstatement = \"Looked at it.\"\n"
    )
}

#[test]
fn only_what_no_api_shows_can_be_attested() {
    let place = Place::new();
    let file = sample("contoso-demo");
    let other = vendor("sekoia-sentinel");
    for (guide, finding) in [
        (
            "expel-mde",
            "expel-mde/console/directory-role/SecurityReader",
        ),
        (&other, "sekoia-sentinel/sentinel-contributor"),
    ] {
        place.put("word.toml", word(finding));
        let check = [
            "check",
            "--snapshot",
            &file,
            "--guide",
            guide,
            "--attest",
            "word.toml",
        ];
        place.refuses(&check, 2, &["word.toml", finding, "cannot be attested"]);
    }
    place.put("word.toml", word("expel-mde/api/workbench-form"));
    let (code, report) = checked(&place, &["--attest", "word.toml"]);
    assert_eq!(code, 10);
    let form = &list(&report, "handovers")[0];
    assert_eq!(form["id"], "api/workbench-form");
    assert_eq!(form["evidence"]["by"], "Jane Doe");
    place.put("word.toml", word("other-guide/x"));
    let (code, report) = checked(&place, &["--attest", "word.toml"]);
    assert_eq!(code, 10);
    let advice = report["advice"].to_string();
    assert!(advice.contains("other-guide"), "{advice}");
}

/// Every guide of the fixtures, and the built-in one.
fn guides() -> Vec<String> {
    let folder = PathBuf::from(fixture("guides-v2"));
    let files = fs::read_dir(folder).unwrap();
    let mut files: Vec<String> = files
        .map(|file| file.unwrap().path().to_str().unwrap().to_owned())
        .collect();
    files.push("expel-mde".to_owned());
    files.sort();
    files
}

#[test]
fn an_older_snapshot_is_judged_by_every_guide_and_makes_none_ready() {
    let place = Place::new();
    let old = fixture("snapshot.v1.json");
    let all = guides();
    assert!(all.len() >= 10, "{all:?}");
    for guide in &all {
        let ran = place.run(&["check", "--snapshot", &old, "--guide", guide, "-f", "json"]);
        assert!((10..=12).contains(&ran.code), "{guide}: {ran:?}");
        assert_eq!(ran.err, "", "{guide}");
    }
    let each: Vec<&str> = all.iter().flat_map(|one| ["--guide", one]).collect();
    let ran = place.run(&[&["check", "--snapshot", &old][..], &each].concat());
    assert_eq!((ran.code, ran.err.as_str()), (10, ""));
}

#[test]
fn what_is_temporary_is_required_while_onboarding_and_an_excess_afterwards() {
    let place = Place::new();
    let id = "api/WindowsDefenderATP/application/Ti.ReadWrite.All";
    let asked = format!("id = \"{id}\"\ntier = ");
    let text = guide_text().replacen(
        &format!("{asked}\"required\""),
        &format!("{asked}\"temporary\""),
        1,
    );
    assert_ne!(text, guide_text());
    place.put("guide.toml", text);
    let file = sample("ready-custom-app-full-roles");
    for (phase, code, verdict) in [("onboarding", 0, "satisfied"), ("operation", 11, "excess")] {
        let ran = place.run(&[
            "check",
            "--snapshot",
            &file,
            "--guide",
            "guide.toml",
            "--phase",
            phase,
            "-f",
            "json",
        ]);
        assert_eq!((ran.code, ran.err.as_str()), (code, ""), "{phase}");
        let report: Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!(report["phase"], phase);
        let mut findings = list(&report, "findings").iter();
        let finding = findings.find(|one| one["id"] == format!("expel-mde/{id}"));
        assert_eq!(finding.unwrap()["verdict"], verdict, "{phase}");
    }
}
