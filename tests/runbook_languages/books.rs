//! Every runbook that the samples give, and every one that needs no snapshot.

use super::fences::{Fence, fences};
use crate::subject::{EXPEL, Subject};
use jiff::Timestamp;
use rolecall::catalog::{Catalog, Cloud};
use rolecall::document::Templates;
use rolecall::guide::format2::model::Guide;
use rolecall::runbook::{Form, Inputs, Kind, Needed, Runbook, render, write};
use rolecall::scan::{Plan, plan};
use rolecall::snapshot::{self, Snapshot};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

/// A runbook, with what a reader of its Markdown gets.
pub struct Book {
    /// Where it comes from: `contoso-demo, remediate`.
    pub name: String,
    pub runbook: Runbook,
    pub markdown: String,
}

impl Book {
    /// Its blocks in a language, in order.
    pub fn fences(&self, language: &str) -> impl Iterator<Item = Fence> {
        let language = language.to_owned();
        fences(&self.markdown)
            .into_iter()
            .filter(move |fence| fence.language == language)
    }
}

/// What Expel's guide asks, under parameters.
pub struct Asked {
    pub subject: Subject,
    pub catalog: Catalog,
}

pub fn asked(given: &[(&str, &str)]) -> Asked {
    let catalog = Catalog::built_in().unwrap();
    let given: BTreeMap<String, String> = given
        .iter()
        .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
        .collect();
    Asked {
        subject: Subject::of(EXPEL, &catalog, &given),
        catalog,
    }
}

fn needed(plan: &Plan) -> Vec<Needed<'_>> {
    let needed = plan.permissions().iter().map(|one| (one.name, one.id));
    needed.collect()
}

fn book(name: String, runbook: Runbook) -> Book {
    let templates = Templates::default();
    let bytes = render(&runbook, Form::Markdown, &templates).unwrap();
    Book {
        name,
        runbook,
        markdown: String::from_utf8(bytes).unwrap(),
    }
}

/// A runbook over what a tenant answered.
pub fn of_snapshot(name: &str, asked: &Asked, snapshot: &Snapshot, kind: Kind) -> Book {
    of_choice(name, asked, snapshot, kind, &[])
}

fn of_choice(
    name: &str,
    asked: &Asked,
    snapshot: &Snapshot,
    kind: Kind,
    choose: &[(&str, &str)],
) -> Book {
    let Asked { subject, catalog } = asked;
    let reader = subject.reader(choose);
    let assessments = subject.assessed(catalog, snapshot, &reader);
    let plan = plan(subject.with(catalog));
    let runbook = write(
        kind,
        Inputs {
            guide: &subject.guides[0],
            guides: &subject.guides,
            reader: &reader,
            catalog,
            seen: Some((snapshot, &assessments[0])),
            assessments: &assessments,
            as_of: assessments[0].as_of,
            cloud: Cloud::Global,
            since: None,
            needed: &needed(&plan),
        },
    )
    .unwrap();
    let options: Vec<&str> = choose.iter().map(|(_, option)| *option).collect();
    book(format!("{name}, {kind} {}", options.join(" + ")), runbook)
}

/// A runbook for a tenant that nothing is known of.
pub fn onboarding(asked: &Asked, choose: &[(&str, &str)], cloud: Cloud) -> Book {
    of_nothing(Kind::Onboard, asked, choose, cloud)
}

fn of_nothing(kind: Kind, asked: &Asked, choose: &[(&str, &str)], cloud: Cloud) -> Book {
    let as_of: Timestamp = "2026-11-24T08:00:00Z".parse().unwrap();
    let Asked { subject, catalog } = asked;
    let reader = subject.reader(choose);
    let plan = plan(subject.with(catalog));
    let runbook = write(
        kind,
        Inputs {
            guide: &subject.guides[0],
            guides: &subject.guides,
            reader: &reader,
            catalog,
            seen: None,
            assessments: &[],
            as_of,
            cloud,
            since: None,
            needed: &needed(&plan),
        },
    )
    .unwrap();
    let options: Vec<&str> = choose.iter().map(|(_, option)| *option).collect();
    let name = format!(
        "no snapshot, {kind}, {}, {}",
        options.join(" + "),
        cloud.as_str()
    );
    book(name, runbook)
}

/// A sample by its name.
pub fn sample(name: &str) -> Snapshot {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("samples/{name}.json"));
    snapshot::read(&fs::read(file).unwrap()).unwrap()
}

fn samples() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// Each way to choose one option of every choice.
fn combinations(guide: &Guide) -> Vec<Vec<(&str, &str)>> {
    guide
        .choices
        .iter()
        .fold(vec![Vec::new()], |so_far, choice| {
            let with = |chosen: &Vec<(_, _)>, option| {
                let mut chosen = chosen.clone();
                chosen.push((choice.id.as_str(), option));
                chosen
            };
            so_far
                .iter()
                .flat_map(|chosen| {
                    let options = choice.options.iter();
                    options.map(move |option| with(chosen, option.id.as_str()))
                })
                .collect()
        })
}

fn every() -> Vec<Book> {
    let asked = asked(&[]);
    let mut books = Vec::new();
    for name in samples() {
        let snapshot = sample(&name);
        books.extend(Kind::ALL.map(|kind| of_snapshot(&name, &asked, &snapshot, kind)));
    }
    let empty = sample("nothing-granted");
    for choose in combinations(&asked.subject.guides[0]) {
        books.push(of_choice(
            "nothing-granted",
            &asked,
            &empty,
            Kind::Onboard,
            &choose,
        ));
        books.extend(Cloud::ALL.map(|cloud| onboarding(&asked, &choose, cloud)));
    }
    books.extend(Cloud::ALL.map(|cloud| of_nothing(Kind::Auditor, &asked, &[], cloud)));
    books
}

/// All of them, made once.
pub fn all() -> &'static [Book] {
    static BOOKS: LazyLock<Vec<Book>> = LazyLock::new(every);
    &BOOKS
}

/// What a check finds wrong with the blocks in a language, each block read once; and how many blocks there are.
pub fn checked(language: &str, check: impl Fn(&str) -> Vec<String>) -> (usize, Vec<String>) {
    let (mut blocks, mut seen, mut wrong) = (0, BTreeSet::new(), Vec::new());
    for book in all() {
        for fence in book.fences(language) {
            blocks += 1;
            if !seen.insert(fence.text.clone()) {
                continue;
            }
            let errors = check(&fence.text);
            if !errors.is_empty() {
                wrong.push(format!("{}: {errors:#?}\n{}", book.name, fence.text));
            }
        }
    }
    (blocks, wrong)
}

#[test]
fn there_are_as_many_as_there_should_be() {
    assert_eq!(samples().len(), 26, "samples");
    let clouds = Cloud::ALL.len();
    let asked = asked(&[]);
    let options = asked.subject.guides[0]
        .choices
        .iter()
        .map(|choice| choice.options.len());
    let chosen = options.product::<usize>();
    let kinds = Kind::ALL.len();
    assert_eq!(all().len(), 26 * kinds + chosen * (clouds + 1) + clouds);
}
