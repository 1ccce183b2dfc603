//! Two guides that find one application in different ways: what either asks of it is no excess of the other.

use crate::graph::ids::{MICROSOFT_GRAPH, WINDOWS_DEFENDER_ATP};
use crate::graph::{Options, Server, Tenant};
use crate::roll_call::{CATALOG, acme, parsed, scanned_for};
use crate::subject::Subject;
use rolecall::assess::{AssessOptions, Assessment, Given, Readiness, Verdict, assess};
use rolecall::guide::format2::model::Guide;
use std::collections::BTreeMap;

/// A guide that asks one permission of an application of its own, found by this key.
fn guide(id: &str, found_by: &str, api: &str, permission: &str) -> Guide {
    let text = acme(&format!(
        r#"
[[principal]]
id = "app"
kind = "application"
home = "own"
title = "The application of {id}"
{found_by}
[[requirement]]
id = "permission"
tier = "required"
hold = {{ of = "app", api = "{api}", type = "application", permission = "{permission}" }}
reason = "none stated"
effect = "none stated"
cites = [{{ heading = ["1"] }}]
"#
    ));
    parsed(&text.replacen("id = \"acme\"", &format!("id = \"{id}\""), 1))
}

/// Both guides, on a tenant in which one application has everything and another has only its name.
fn judged(turned: bool) -> BTreeMap<String, Assessment> {
    let mut tenant = Tenant::new("contoso");
    let app = tenant.custom_app_keyed("one", "Acme");
    tenant.custom_app_keyed("other", "Acme");
    tenant.request_and_grant(&app, MICROSOFT_GRAPH, "User.Read.All");
    tenant.request_and_grant(&app, WINDOWS_DEFENDER_ATP, "Machine.Read.All");
    tenant.request_and_grant(&app, MICROSOFT_GRAPH, "Directory.Read.All");
    let by_id = format!("app-ids = [\"{}\"]", app.app_id);
    let mut guides = vec![
        guide("by-id", &by_id, "MicrosoftGraph", "User.Read.All"),
        guide(
            "by-name",
            "name = \"Acme\"",
            "WindowsDefenderATP",
            "Machine.Read.All",
        ),
    ];
    if turned {
        guides.reverse();
    }
    let subject = Subject {
        guides: guides.clone(),
        ..Subject::of_guide(&guides[0], &BTreeMap::new())
    };
    let server = Server::start(tenant, Options::default());
    let snapshot = scanned_for(&server, subject.with(&CATALOG));
    let reader = Given::default().reader(&guides, &subject.values).unwrap();
    let options = AssessOptions::detect(snapshot.ended);
    let all = assess(&guides, &CATALOG, &snapshot, &options, &reader).unwrap();
    all.into_iter()
        .map(|one| (one.guide.id.clone(), one))
        .collect()
}

#[test]
fn what_another_guide_may_ask_of_the_same_object_is_no_excess() {
    for turned in [false, true] {
        let all = judged(turned);
        for (id, assessment) in &all {
            let excess = assessment.findings.iter();
            let excess = excess.filter(|one| one.verdict == Verdict::Excess);
            let excess: Vec<&str> = excess.map(|one| one.id.as_str()).collect();
            // Nobody asks for the directory.
            assert!(
                excess.iter().all(|one| one.contains("Directory.Read.All")),
                "{id}: {excess:?}"
            );
        }
        let by_id = &all["by-id"];
        let directory = by_id
            .findings
            .iter()
            .filter(|one| one.verdict == Verdict::Excess);
        assert_eq!(directory.count(), 1, "{:#?}", by_id.findings);
        // It cannot be told whether the other guide means this application.
        assert_eq!(by_id.readiness, Readiness::Undetermined);
        assert_eq!(all["by-name"].readiness, Readiness::Undetermined);
    }
}
