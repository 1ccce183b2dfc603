//! The files in `catalog/` agree with each other and with the program.
//!
//! At run time each file is read into its types and believed. Everything else that must hold is
//! checked here, on the text, so that a failure names the file and the line.

mod broken;
mod files;

use crate::catalog::{Circumstance, MICROSOFT_GRAPH, Subject, Task, TaskName};
use files::{At, Files};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};
use std::collections::BTreeMap;

/// The lists of the files, and the fields that are an entry's key: no two entries have one key.
const KEYS: &[(&str, &str, &[&str])] = &[
    ("directory-roles", "role", &["id"]),
    ("directory-roles", "role", &["name"]),
    ("api/*", "", &["app-id"]),
    ("api/*", "", &["name"]),
    ("api/*", "permission", &["$file", "type", "value"]),
    ("api/*", "permission", &["$file", "type", "id"]),
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
];

/// Lists of texts that name each text once, of an entry (`true`) or of the whole file.
const LISTS: &[(&str, &str, &str, bool)] = &[
    ("defender", "classic", "unified", true),
    ("defender", "entra-role", "unified", true),
    ("company-names", "look-alike", "letters", false),
];

/// Fields that name an entry, and the entries' field that they name, each as file and path.
const REFERENCES: &[(&str, &str, &str, &str)] = &[
    ("defender", "entra-role.id", "directory-roles", "role.id"),
    ("defender", "entra-role.unified", "defender", "unified.id"),
    ("defender", "classic.unified", "defender", "unified.id"),
    ("covers", "api.name", "api/*", "name"),
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
    ("licences", "product.apis", "api/*", "name"),
    ("licences", "pairing.product", "licences", "product.id"),
    ("licences", "pairing.needs", "licences", "capability.id"),
    ("licences", "pairing.api", "api/*", "name"),
    ("licences", "pairing.defender", "defender", "unified.id"),
    ("controls", "control.framework", "controls", "framework.id"),
    ("controls", "subject.controls", "controls", "control.id"),
    (
        "controls",
        "circumstance.controls",
        "controls",
        "control.id",
    ),
    (
        "tasks",
        "task.administrator",
        "directory-roles",
        "role.name",
    ),
    (
        "tasks",
        "task.administrator-for-graph",
        "directory-roles",
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
    assert_eq!(
        files.named("api/*").count(),
        super::catalog().resources().len()
    );
}

/// Everything that is wrong, each with its file and line.
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
        let known: Vec<String> = files.texts(to, key).into_iter().map(|at| at.text).collect();
        let dangling = files.texts(file, field).into_iter();
        let dangling = dangling.filter(|at| !known.contains(&at.text));
        found.extend(dangling.map(|at| at.says(&format!("no {key} of {to} is {:?}", at.text))));
    }
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
        let apis = files.entries("api/*", "").into_iter();
        let permissions = apis
            .filter(|one| one.text("name") == api.0)
            .flat_map(|one| one.entries("permission"));
        let known: Vec<String> = permissions
            .filter(|one| one.text("type") == api.1)
            .map(|one| one.text("value"))
            .collect();
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
