//! No message repeats its input whole, for any fault and any place of the value.

use crate::graph::scenarios;
use crate::graph::{Fault, On};
use crate::place::{Place, Ran, guide_text, ran, sample, sample_text};
use proptest::prelude::*;
use serde_json::{Value, json};

/// A length greater than that of any message.
const LONG: usize = 100_000;
/// The tenant of the sample.
const TENANT: &str = "22550841-77c3-50e7-8f47-6cacd8f12d36";
/// The greatest length of a short message, in bytes.
const SHORT: usize = 2_000;

#[track_caller]
fn short(what: &str, ran: &Ran) {
    assert!(
        !ran.err.contains("panicked"),
        "{what}: {}",
        &ran.err[..ran.err.len().min(SHORT)]
    );
    assert!(
        ran.err.len() < SHORT,
        "{what}: {} bytes: {}",
        ran.err.len(),
        ran.err.chars().take(600).collect::<String>()
    );
}

/// Values of every kind that a message could repeat.
fn long() -> Vec<String> {
    vec![
        "x".repeat(LONG),
        "ä\u{202E}".repeat(LONG / 5),
        format!("{}@example.com", "a".repeat(LONG)),
        format!("https://{}.example/", "a.".repeat(LONG / 2)),
        format!("2026-11-23T09:00:00.{}Z", "9".repeat(LONG)),
        "word ".repeat(LONG / 5),
        "\"quoted\" 'and' `more` \\ ".repeat(LONG / 24),
    ]
}

#[test]
fn the_command_line() {
    let place = Place::new();
    place.put("a.toml", guide_text());
    let file = sample("contoso-demo");
    for value in long() {
        let pair = format!("{value}=x");
        let known = format!("guest-address={value}");
        let app = format!("app-id={value}");
        let option = format!("console={value}");
        let choice = format!("{value}=x");
        let toml = format!("{value}.toml");
        let edition = format!("expel-mde@{value}");
        let v = value.as_str();
        let lines: Vec<Vec<&str>> = vec![
            vec![v],
            vec!["plan", "--installer", v],
            vec!["plan", "--installer", v, "--installer", "x"],
            vec!["check", "-s", v],
            vec!["check", "-s", &file, v],
            vec!["check", "-s", &file, "--as-of", v],
            vec!["check", "-s", &file, "-f", v],
            vec!["check", "-s", &file, "--warn-days", v],
            vec!["check", "-s", &file, "--guide", v],
            vec!["check", "-s", &file, "--guide", &toml],
            vec!["check", "-s", &file, "--guide", &edition],
            vec!["check", "-s", &file, "--param", v],
            vec!["check", "-s", &file, "--param", &pair],
            vec!["check", "-s", &file, "--param", &pair, "--param", &pair],
            vec!["check", "-s", &file, "--param", &known],
            vec!["check", "-s", &file, "--param", &app],
            vec!["check", "-s", &file, "--choose", &option],
            vec!["check", "-s", &file, "--choose", &choice],
            vec!["check", "-s", &file, "--attest", v],
            vec!["check", "-s", &file, "--attest-max-age", v],
            vec!["check", "-s", &file, "--template-dir", v],
            vec!["check", "-s", &file, "-o", v],
            vec!["audit", "--demo", "-o", v],
            vec!["audit", "-o", "reports", "--cloud", v],
            vec!["audit", "-o", "reports", "--auth", v],
            vec!["audit", "-o", "reports", "--budget", v],
            vec!["audit", "-o", "reports", "--replay", v],
            vec![
                "audit",
                "-o",
                "reports",
                "--auth",
                "token",
                "--access-token-file",
                v,
            ],
            vec!["runbook", "--kind", v],
            vec!["runbook", "--kind", "onboard", "--cloud", v],
            vec!["explain", v],
            vec!["explain", v, "--snapshot", &file],
            vec!["guide", "show", v],
            vec!["guide", v],
            vec!["plan", "--create", v],
            vec!["templates", "export", v],
        ];
        for line in lines {
            // An option that accepts a value with a leading dash is no case for this test.
            let ran = place.run(&line);
            assert_ne!(ran.code, 0, "{:?}", &line[..1]);
            short(
                &line[..line.len().min(3)]
                    .iter()
                    .map(|one| one.chars().take(20).collect::<String>())
                    .collect::<Vec<_>>()
                    .join(" "),
                &ran,
            );
        }
    }
}

#[test]
fn hosts_and_tenants() {
    let place = Place::new();
    for value in long() {
        for variable in [
            "AZURE_TENANT_ID",
            "AZURE_CLIENT_ID",
            "AZURE_CLIENT_SECRET",
            "AZURE_AUTHORITY_HOST",
            "IDENTITY_ENDPOINT",
        ] {
            // The environment holds no NUL and no more than 128 KiB in one value.
            let mut scan = place.rolecall(&["scan", "-o", "s.json", "--budget", "5"]);
            scan.env("AZURE_TENANT_ID", "t")
                .env("AZURE_CLIENT_ID", "c")
                .env("AZURE_CLIENT_SECRET", "s");
            scan.env(variable, &value);
            short(variable, &ran(&mut scan));
        }
        let mut scan = place.rolecall(&[
            "scan",
            "-o",
            "s.json",
            "--graph-host",
            &value,
            "--budget",
            "5",
        ]);
        scan.env("ROLECALL_ACCESS_TOKEN", "an-opaque-token");
        short("--graph-host", &ran(&mut scan));
    }
}

/// The path of every value in a JSON text.
fn places(value: &Value, at: &str, all: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                places(
                    value,
                    &format!("{at}/{}", name.replace('~', "~0").replace('/', "~1")),
                    all,
                );
            }
        }
        Value::Array(items) => {
            if let Some(first) = items.first() {
                places(first, &format!("{at}/0"), all);
            }
        }
        _ => {}
    }
    all.push(at.to_owned());
}

#[test]
fn a_snapshot_with_a_long_value_or_key_anywhere() {
    let place = Place::new();
    let whole: Value = serde_json::from_str(&sample_text("contoso-demo")).unwrap();
    let mut all = Vec::new();
    places(&whole, "", &mut all);
    // Below the bound on a text, so that the value is read.
    let value = "y".repeat(60_000);
    for at in all.iter().step_by(7) {
        let mut changed = whole.clone();
        *changed.pointer_mut(at).unwrap() = json!(value);
        place.put("s.json", changed.to_string());
        short(at, &place.run(&["check", "-s", "s.json", "-f", "csv"]));
        let mut changed = whole.clone();
        if let Some(Value::Object(members)) = changed.pointer_mut(at) {
            members.insert(value.clone(), json!(1));
            place.put("s.json", changed.to_string());
            short(at, &place.run(&["check", "-s", "s.json", "-f", "csv"]));
        }
    }
}

#[test]
fn a_guide_with_a_long_value_in_any_line() {
    let place = Place::new();
    let text = guide_text();
    let lines: Vec<&str> = text.lines().collect();
    let file = sample("contoso-demo");
    for (number, line) in lines.iter().enumerate().step_by(3) {
        let Some((key, _)) = line.split_once(" = ") else {
            continue;
        };
        for long in [
            format!("{key} = \"{}\"", "z".repeat(LONG)),
            format!("{key} = {}", "z".repeat(LONG)),
            format!("{} = 1", "k".repeat(LONG)),
        ] {
            let mut changed = lines.clone();
            changed[number] = &long;
            place.put("g.toml", changed.join("\n"));
            let ran = place.run(&["check", "-s", &file, "--guide", "g.toml"]);
            // A guide has one message for each fault; each of them is short.
            let faults = ran.err.matches("error: ").count().max(1);
            assert!(
                ran.err.len() < SHORT * faults,
                "{key}: {} bytes, {faults} faults",
                ran.err.len()
            );
            assert!(!ran.err.contains("panicked"), "{key}");
        }
    }
}

#[test]
fn attestations_exports_and_recordings() {
    let place = Place::new();
    let file = sample("contoso-demo");
    let attested = |finding: &str, on: &str, more: &str| {
        format!(
            "format = 1\n[[attestation]]\nfinding = \"{finding}\"\nby = \"a\"\non = {on}\nholds = true\nstatement = \"s\"\n{more}\n"
        )
    };
    // One that is whole, for what is found only then.
    let named = |finding: &str, on: &str, more: &str| {
        attested(finding, on, &format!("tenant = \"{TENANT}\"\n{more}"))
    };
    let export =
        |more: &str| format!("format = 1\n[[role-export]]\nby = \"a\"\non = 2026-11-20\n{more}\n");
    let long = "w".repeat(LONG);
    for text in [
        attested(&long, "2026-11-20", ""),
        attested("a", &long, ""),
        attested("a", &format!("\"{long}\""), ""),
        attested("a", "2026-11-20", &format!("{long} = 1")),
        attested(
            "a",
            "2026-11-20",
            &format!("[[role-export]]\nfile = \"{long}\"\nby = \"a\"\non = 2026-11-20"),
        ),
        format!("format = \"{long}\""),
        format!("format = 1\ntenant = \"{long}\""),
        format!("format = 1\nguide = {long}"),
        attested("a", "2026-11-20", &format!("tenant = \"{long}\"")),
        attested("a", "2026-11-20", &format!("until = \"{long}\"")),
        attested("a", "2026-11-20", &format!("until = 2026-11-20T{long}")),
        attested(
            "a",
            &format!("2026-11-20T09:00:00.{}Z", "9".repeat(LONG)),
            "",
        ),
        named(&long, "2026-11-20", &format!("guide = \"{long}\"")),
        named(&long, "2026-11-20", "until = 2026-11-19"),
        format!(
            "{0}{1}",
            named(&long, "2026-11-20", ""),
            named(&long, "2026-11-20", "").replacen("format = 1\n", "", 1)
        ),
        attested("a", "2026-11-20", &format!("sha256 = {long}")),
        export(&format!(
            "file = \"e.csv\"\ncolumns = {{ role = \"{long}\" }}"
        )),
        export(&format!("file = \"e.csv\"\ntenant = \"{long}\"")),
        export(&format!("file = \"e.csv\"\nsha256 = \"{long}\"")),
        export(&format!(
            "file = \"{long}\"\nuntil = 2026-11-19\ntenant = \"{TENANT}\""
        )),
        long.clone(),
    ] {
        place.put("a.toml", text);
        short(
            "an attestation",
            &place.run(&["check", "-s", &file, "--attest", "a.toml"]),
        );
    }
    let export = "[[role-export]]\nfile = \"e.csv\"\nby = \"a\"\non = 2026-11-20\n";
    place.put("a.toml", format!("format = 1\n{export}"));
    for table in [
        format!("{long},b\n1,2\n"),
        format!("{}\n1\n", vec![long.as_str(); 30].join(",")),
        format!("Role name,Permissions,Assigned to\n{long},{long},{long}\n"),
    ] {
        place.put("e.csv", table);
        short(
            "an export",
            &place.run(&["check", "-s", &file, "--attest", "a.toml"]),
        );
    }
    std::fs::create_dir(place.path("kept")).unwrap();
    for index in [
        format!("{{\"schema\":\"{long}\"}}"),
        format!("{{\"{long}\":1}}"),
        format!(
            "{{\"schema\":\"rolecall/recording\",\"schema_version\":1,\"scan\":{{}},\"requests\":[{{\"file\":\"{long}\"}}]}}"
        ),
    ] {
        place.put("kept/index.json", index);
        short(
            "a recording",
            &place.run(&["scan", "-o", "s.json", "--replay", "kept"]),
        );
    }
}

#[test]
fn templates() {
    let file = sample("contoso-demo");
    let long = "v".repeat(LONG);
    for text in [
        format!("{{{{ {long} }}}}"),
        format!("{{{{ page.{long} }}}}"),
        format!("{{{{ page|{long} }}}}"),
        format!("{{% {long} %}}"),
        format!("{{{{ each(\"{long}\", page.excess) }}}}"),
        format!("{{% include \"{long}\" %}}"),
        format!("{{{{ \"{long}\" + 1 }}}}"),
    ] {
        let place = Place::new();
        std::fs::create_dir(place.path("look")).unwrap();
        place.put("look/footer.html", &text);
        let ran = place.run(&["check", "-s", &file, "-f", "html", "--template-dir", "look"]);
        assert_eq!(ran.code, 2, "{}", &ran.err[..ran.err.len().min(SHORT)]);
        short(&text[..30], &ran);
    }
}

#[test]
fn what_a_server_says() {
    let long = "u".repeat(LONG / 2);
    let error = format!(
        r#"{{"error":{{"code":"{long}","message":"{long}","innerError":{{"request-id":"{long}"}}}}}}"#
    );
    let server = scenarios::named("nothing-granted").start();
    for status in [400, 401, 403, 404, 418, 500] {
        let place = Place::new();
        server.heal();
        server.inject(
            On::path("/*"),
            Fault::Echo {
                status,
                body: error.clone(),
            },
        );
        let ran = ran(&mut place.signed_in(&server, &["scan", "-o", "s.json"]));
        short("a scan", &ran);
        let longest = ran.out.lines().map(str::len).max().unwrap_or(0);
        assert!(longest < 600, "{status}: {longest}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_text_in_the_place_of_an_enum_a_date_an_address_or_an_id(text in "\\PC{1,40}", place in 0_usize..6) {
        let long: String = text.chars().cycle().take(30_000).collect();
        let at = [
            "/schema",
            "/snapshot/started",
            "/snapshot/tenant",
            "/snapshot/observer/kind",
            "/snapshot/sections/users/state",
            "/snapshot/sections/users/items/0/object/id",
        ][place];
        let mut changed: Value = serde_json::from_str(&sample_text("contoso-demo")).unwrap();
        *changed.pointer_mut(at).unwrap() = json!(long);
        let folder = Place::new();
        folder.put("s.json", changed.to_string());
        let ran = folder.run(&["check", "-s", "s.json"]);
        prop_assert!(ran.err.len() < SHORT, "{}: {}", at, ran.err.len());
        prop_assert!(!ran.err.chars().any(|c| c.is_control() && c != '\n'), "{}", ran.err);
    }
}
