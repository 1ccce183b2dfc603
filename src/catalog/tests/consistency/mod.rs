//! The files in `catalog/` agree with each other and with the program.
//!
//! At run time each file is read into its types and believed. Everything else that must hold is
//! checked here, on the text, so that a failure names the file and the line.

mod broken;
mod files;

use crate::catalog::{ApiResource, Circumstance, MICROSOFT_GRAPH, Subject, Task, TaskName};
use crate::ids::AppId;
use files::{At, Files};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};
use std::collections::BTreeMap;

/// The lists of the files, and the fields that are an entry's key: no two entries have one key.
const KEYS: &[(&str, &str, &[&str])] = &[
    ("directory-roles", "role", &["name"]),
    ("api/*", "", &["app-id"]),
    ("api/*", "permission", &["$file", "type", "value"]),
    ("defender", "unified", &["id"]),
    ("defender", "classic", &["group", "name"]),
    ("defender", "entra-role", &["id"]),
    ("covers", "api", &["name", "type"]),
    ("covers", "unified", &["held", "asked"]),
    ("licences", "capability", &["id"]),
    ("licences", "plan", &["id"]),
    ("licences", "product", &["id"]),
    ("guest-access", "control", &["name"]),
    ("guest-access", "portal", &["app-id"]),
    ("guest-access", "suite", &["name"]),
    ("guest-access", "legacy-client", &["name"]),
    ("controls", "framework", &["id"]),
    ("controls", "control", &["id"]),
    ("controls", "subject", &["about"]),
    ("controls", "circumstance", &["when"]),
    ("tasks", "task", &["name"]),
    ("cmdlets", "cmdlet", &["method", "version", "path"]),
    ("rating-rules", "permission", &["id"]),
    ("rating-rules", "role", &["id"]),
    ("rating-rules", "holding", &["id"]),
];

/// Lists of texts that name each text once, of an entry (`true`) or of the whole file.
const LISTS: &[(&str, &str, &str, bool)] = &[
    ("defender", "classic", "unified", true),
    ("defender", "entra-role", "unified", true),
    ("company-names", "look-alike", "letters", false),
];

/// The published lists, which hold every name and id.
const PUBLISHED: &str = "published";

/// Fields that name an entry, and the entries' field that they name, each as file and path.
const REFERENCES: &[(&str, &str, &str, &str)] = &[
    ("defender", "entra-role.id", PUBLISHED, "role.id"),
    ("defender", "entra-role.unified", "defender", "unified.id"),
    ("defender", "classic.unified", "defender", "unified.id"),
    ("covers", "api.name", PUBLISHED, "api.name"),
    ("covers", "unified.held", "defender", "unified.id"),
    ("covers", "unified.asked", "defender", "unified.id"),
    ("licences", "plan.capability", "licences", "capability.id"),
    (
        "licences",
        "product.capabilities",
        "licences",
        "capability.id",
    ),
    (
        "licences",
        "product.brought-by",
        "licences",
        "capability.id",
    ),
    ("licences", "product.apis", PUBLISHED, "api.name"),
    ("licences", "pairing.product", "licences", "product.id"),
    ("licences", "pairing.needs", "licences", "capability.id"),
    ("licences", "pairing.api", PUBLISHED, "api.name"),
    ("api/*", "app-id", PUBLISHED, "api.app-id"),
    ("directory-roles", "role.name", PUBLISHED, "role.name"),
    ("licences", "pairing.defender", "defender", "unified.id"),
    ("controls", "control.framework", "controls", "framework.id"),
    ("controls", "subject.controls", "controls", "control.id"),
    (
        "controls",
        "circumstance.controls",
        "controls",
        "control.id",
    ),
    ("tasks", "task.administrator", PUBLISHED, "role.name"),
    (
        "tasks",
        "task.administrator-for-graph",
        PUBLISHED,
        "role.name",
    ),
];

/// The methods that a request of ours can have.
const METHODS: [&str; 4] = ["GET", "POST", "PATCH", "DELETE"];

#[test]
fn the_files_of_the_catalog_agree() {
    let files = Files::on_disk();
    let problems = problems(&files);
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
    let with_facts = super::catalog().resources().iter();
    let with_facts = with_facts.filter(|api| api.facts.any()).count();
    assert_eq!(files.named("api/*").count(), with_facts);
}

/// Every name or id of a kind in the published lists.
fn published(key: &str) -> Vec<String> {
    let catalog = super::catalog();
    let (apis, roles) = (catalog.resources().iter(), catalog.directory_roles().iter());
    match key {
        "api.name" => apis.map(|api| api.name.clone()).collect(),
        "api.app-id" => apis.map(|api| api.app_id.to_string()).collect(),
        "role.id" => roles.map(|role| role.id.to_string()).collect(),
        "role.name" => roles.map(|role| role.name.clone()).collect(),
        _ => panic!("{key}"),
    }
}

/// The values of the permissions of an API and a type in the published list.
fn values(api: &ApiResource, kind: &str) -> Vec<String> {
    let all = api.permissions().iter();
    let of_kind = all.filter(|one| one.kind.to_string() == kind);
    of_kind.map(|one| one.value.clone()).collect()
}

/// The fault, each with its file and line.
fn problems(files: &Files) -> Vec<String> {
    let mut found = Vec::new();
    for (file, list, key) in KEYS {
        twice(files.keys(file, list, key), &mut found);
    }
    for (file, list, field, within) in LISTS {
        let entries = files.entries(file, list);
        let named: Vec<Vec<At>> = entries.iter().map(|entry| entry.texts(field)).collect();
        if *within {
            for texts in named {
                twice(texts, &mut found);
            }
        } else {
            twice(named.concat(), &mut found);
        }
    }
    for (file, field, to, key) in REFERENCES {
        let known: Vec<String> = match *to {
            PUBLISHED => published(key),
            _ => files.texts(to, key).into_iter().map(|at| at.text).collect(),
        };
        let dangling = files.texts(file, field).into_iter();
        let dangling = dangling.filter(|at| !known.contains(&at.text));
        found.extend(dangling.map(|at| at.says(&format!("no {key} of {to} is {:?}", at.text))));
    }
    facts(files, &mut found);
    rules(files, &mut found);
    covers(files, &mut found);
    pairings(files, &mut found);
    complete(files, &mut found);
    tasks(files, &mut found);
    cmdlets(files, &mut found);
    sources(files, &mut found);
    let graph = files.texts("api/microsoft-graph", "app-id");
    let other = graph
        .into_iter()
        .filter(|at| at.text != MICROSOFT_GRAPH.to_string());
    found.extend(other.map(|at| at.says("the program has another application id of Graph")));
    found
}

/// Adds every text that stands before in the same list, in any case.
fn twice(texts: Vec<At>, found: &mut Vec<String>) {
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    for at in texts {
        if let Some(line) = first.get(&at.text.to_lowercase()) {
            found.push(at.says(&format!("{:?} stands in line {line} already", at.text)));
        } else {
            first.insert(at.text.to_lowercase(), at.line);
        }
    }
}

/// Both sides of a cover are permissions of its API and type, and two.
fn covers(files: &Files, found: &mut Vec<String>) {
    for of in files.entries("covers", "api") {
        let api = (of.text("name"), of.text("type"));
        let known = super::catalog().resource_named(&api.0);
        let known = known.map(|known| values(known, &api.1)).unwrap_or_default();
        twice(of.keys("cover", &["held", "asked"]), found);
        for cover in of.entries("cover") {
            let sides = [cover.texts("held"), cover.texts("asked")].concat();
            let dangling = sides.iter().filter(|at| !known.contains(&at.text));
            let says = |at: &At| at.says(&format!("{api:?} has no permission {:?}", at.text));
            found.extend(dangling.map(says));
            itself(&cover, found);
        }
    }
    let unified = files.entries("covers", "unified");
    for cover in &unified {
        itself(cover, found);
    }
}

/// Every permission of a file is in the published list, as that spells it, and is said something of.
fn facts(files: &Files, found: &mut Vec<String>) {
    for api in files.entries("api/*", "") {
        let app: AppId = api.text("app-id").parse().unwrap();
        let Some(known) = super::catalog().resource(app) else {
            continue;
        };
        for permission in api.entries("permission") {
            let kind = permission.text("type");
            let values = values(known, &kind);
            let dangling = permission.texts("value").into_iter();
            let dangling = dangling.filter(|at| !values.contains(&at.text));
            found.extend(
                dangling.map(|at| {
                    at.says(&format!("{} publishes no {kind} {:?}", known.name, at.text))
                }),
            );
            if kind == "application" && permission.has("admin-consent") {
                found.push(permission.says("an application permission always needs it"));
            }
        }
    }
}

/// A rule rates nothing as low, and has something to go by.
fn rules(files: &Files, found: &mut Vec<String>) {
    for list in ["permission", "role"] {
        for rule in files.entries("rating-rules", list) {
            let levels = rule.texts("level").into_iter();
            let low =
                levels.filter(|at| !["critical", "high", "medium"].contains(&at.text.as_str()));
            found.extend(low.map(|at| at.says("a rule rates nothing as low")));
            let goes_by = ["verb", "last-word", "privileged"];
            if !goes_by.iter().any(|key| rule.has(key)) {
                found.push(rule.says("the rule applies to everything"));
            }
        }
    }
}

fn itself(cover: &files::Entry<'_>, found: &mut Vec<String>) {
    let (held, asked) = (cover.text("held"), cover.texts("asked"));
    let same = asked.iter().filter(|at| at.text == held);
    found.extend(same.map(|at| at.says("it covers itself")));
}

/// A pairing is about an API or about Unified RBAC.
fn pairings(files: &Files, found: &mut Vec<String>) {
    for pairing in files.entries("licences", "pairing") {
        let has = |field: &str| !pairing.texts(field).is_empty();
        if has("api") != has("values") || has("api") == has("defender") || !has("needs") {
            found.push(pairing.says("give api with values, or defender; and needs"));
        }
    }
}

/// Every task, subject and circumstance that the program knows has its entry.
fn complete(files: &Files, found: &mut Vec<String>) {
    let tasks = TaskName::ALL.map(|one| one.as_str().to_owned());
    let subjects = Subject::ALL.map(|one| one.as_str().to_owned());
    for (file, field, all) in [
        ("tasks", "task.name", tasks.as_slice()),
        ("controls", "subject.about", subjects.as_slice()),
    ] {
        let texts = files.texts(file, field);
        let missing = all
            .iter()
            .filter(|one| texts.iter().all(|at| at.text != **one));
        found.extend(missing.map(|one| format!("catalog/{file}.toml: no {field} is {one:?}")));
    }
    let texts = files.texts("controls", "circumstance.when");
    let named: Vec<Circumstance> = texts
        .iter()
        .filter_map(|at| {
            let text: StrDeserializer<'_, Error> = at.text.as_str().into_deserializer();
            Circumstance::deserialize(text).ok()
        })
        .collect();
    let missing = Circumstance::ALL.iter().filter(|one| !named.contains(one));
    found.extend(missing.map(|one| format!("catalog/controls.toml: no circumstance is {one:?}")));
}

/// A sentence for the portal has only placeholders that the program fills in.
fn tasks(files: &Files, found: &mut Vec<String>) {
    for at in files.texts("tasks", "task.portal") {
        let unknown = Task::placeholders(&at.text).filter(|one| !Task::PLACEHOLDERS.contains(one));
        found.extend(unknown.map(|one| at.says(&format!("no placeholder is {one:?}"))));
    }
}

/// A cmdlet has a known method, and a parameter for each key of its path.
fn cmdlets(files: &Files, found: &mut Vec<String>) {
    for at in files.texts("cmdlets", "cmdlet.method") {
        if !METHODS.contains(&at.text.as_str()) {
            found.push(at.says(&format!("no method is {:?}", at.text)));
        }
    }
    for cmdlet in files.entries("cmdlets", "cmdlet") {
        for at in cmdlet.texts("path") {
            let (holes, keys) = (at.text.matches("{}").count(), cmdlet.texts("keys").len());
            if holes != keys {
                found.push(at.says(&format!("{holes} {{}}, and {keys} keys")));
            }
        }
    }
}

/// Every file has the day of its check, and no source says nothing.
fn sources(files: &Files, found: &mut Vec<String>) {
    for file in files.named("*") {
        let checked = file.root().texts("checked");
        let is_day = |at: &&At| at.text.parse::<jiff::civil::Date>().is_ok();
        if checked.iter().filter(is_day).count() != 1 {
            found.push(format!("{}: no day in checked", file.path));
        }
        let empty = file.everywhere("source").into_iter();
        let empty = empty.filter(|at| at.text.trim().len() < 6);
        found.extend(empty.map(|at| at.says("the source says nothing")));
    }
}
