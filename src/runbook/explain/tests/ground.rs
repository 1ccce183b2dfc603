//! Guides with all that an explanation is made from.

use crate::assess::semantics::ParameterValues;
use crate::assess::{AssessOptions, Assessment, Given, Named, Reader, assess};
use crate::catalog::{Catalog, Cloud};
use crate::guide::find_built_in;
use crate::guide::format2::Library;
use crate::guide::format2::model::Guide;
use crate::runbook::explain::compose::in_contexts;
use crate::runbook::explain::contexts::{Bases, Contexts};
use crate::runbook::explain::model::Explanation;
use crate::runbook::explain::show::show;
use crate::runbook::{Inputs, RunbookError};
use crate::snapshot::{self, Snapshot};
use jiff::Timestamp;
use std::sync::LazyLock;

pub(in crate::runbook) static CATALOG: LazyLock<Catalog> =
    LazyLock::new(|| Catalog::built_in().unwrap());

/// Every guide of the fixtures, Expel's first.
pub(in crate::runbook) const ALL: [&str; 10] = [
    "expel-mde",
    "cipp-gdap",
    "datadog-azure",
    "elastic-mde",
    "expel-m365",
    "huntress-itdr",
    "redcanary-mde",
    "sekoia-sentinel",
    "servicenow-mde",
    "veeam-m365",
];

/// A guide from its text.
pub(super) fn read(text: &str) -> Guide {
    read_beside(text, &[])
}

/// A guide from its text, with those that it extends at hand.
pub(super) fn read_beside(text: &str, guides: &[Guide]) -> Guide {
    let library = Library {
        catalog: &CATALOG,
        guides,
    };
    Guide::parse("a-guide.toml", text, &library).unwrap_or_else(|error| panic!("{error}"))
}

/// A guide that is built in, or a fixture.
pub(in crate::runbook) fn guide(id: &str) -> Guide {
    if let Ok(built_in) = find_built_in(id, None) {
        return read(built_in.text);
    }
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/guides-v2");
    read(&std::fs::read_to_string(format!("{folder}/{id}.toml")).unwrap())
}

/// Guides with all that an explanation is made from.
pub(super) struct Ground {
    pub(super) guides: Vec<Guide>,
    pub(super) seen: Option<(Snapshot, Vec<Assessment>)>,
    pub(super) given: Given,
    pub(super) cloud: Cloud,
    reader: Reader,
}

fn named(words: &[(&str, &str)]) -> Vec<Named> {
    let named = words.iter().map(|(name, value)| Named {
        name: (*name).to_owned(),
        value: (*value).to_owned(),
    });
    named.collect()
}

impl Ground {
    /// The built-in guide, and no tenant.
    pub(super) fn new(choose: &[(&str, &str)]) -> Self {
        Self::of(&["expel-mde"]).say(Given {
            options: named(choose),
            ..Given::default()
        })
    }

    /// Guides by their ids, and no tenant.
    pub(super) fn of(ids: &[&str]) -> Self {
        Self::of_guides(ids.iter().map(|id| guide(id)).collect())
    }

    /// Guides, and no tenant.
    pub(super) fn of_guides(guides: Vec<Guide>) -> Self {
        let ground = Self {
            guides,
            seen: None,
            given: Given::default(),
            cloud: Cloud::Global,
            reader: Reader::default(),
        };
        ground.say(Given::default())
    }

    /// The same with words of the reader.
    pub(super) fn say(mut self, given: Given) -> Self {
        self.reader = given.reader(&self.guides, &ParameterValues::new()).unwrap();
        self.given = given;
        self
    }

    /// The same with facts that are answered.
    pub(super) fn answer(self, facts: &[(&str, &str)]) -> Self {
        let given = Given {
            facts: named(facts),
            ..self.given.clone()
        };
        self.say(given)
    }

    /// The built-in guide with the snapshot of a sample, as the command line reads it.
    pub(super) fn of_sample(name: &str) -> Self {
        Self::new(&[]).with_sample(name)
    }

    /// The same, with the words of the reader given already.
    pub(super) fn with_sample(self, name: &str) -> Self {
        let path = format!("{}/samples/{name}.json", env!("CARGO_MANIFEST_DIR"));
        self.with(snapshot::read(&std::fs::read(path).unwrap()).unwrap())
    }

    fn with(mut self, snapshot: Snapshot) -> Self {
        let mut sought = ParameterValues::new();
        for one in &snapshot.sought {
            for (id, value) in &one.parameters {
                let key = (one.guide.parse().unwrap(), id.parse().unwrap());
                sought.insert(key, value.texts().to_vec());
            }
        }
        self.reader = self.given.reader(&self.guides, &sought).unwrap();
        let options = AssessOptions::detect(snapshot.ended);
        let assessments =
            assess(&self.guides, &CATALOG, &snapshot, &options, &self.reader).unwrap();
        self.seen = Some((snapshot, assessments));
        self
    }

    pub(super) fn bases(&self) -> Bases<'_> {
        let seen = self.seen.as_ref();
        Bases::of(&Inputs {
            guide: &self.guides[0],
            guides: &self.guides,
            reader: &self.reader,
            catalog: &CATALOG,
            seen: seen.map(|(snapshot, assessments)| (snapshot, &assessments[0])),
            assessments: seen.map_or(&[], |(_, assessments)| assessments.as_slice()),
            as_of: "2026-11-24T09:00:00Z".parse::<Timestamp>().unwrap(),
            cloud: self.cloud,
            since: None,
            needed: &[],
        })
    }

    pub(super) fn explain(&self, id: &str) -> Result<Vec<Explanation>, RunbookError> {
        let bases = self.bases();
        in_contexts(&Contexts::new(&bases).unwrap(), id)
    }

    /// The text of an explanation that there is, on lines that nothing breaks.
    #[track_caller]
    pub(super) fn text(&self, id: &str) -> String {
        match self.explain(id) {
            Ok(found) => show(&found, Some(u16::MAX)),
            Err(problem) => panic!("{id}: {problem}"),
        }
    }

    /// The assessment of the first guide.
    pub(super) fn assessment(&self) -> &Assessment {
        &self.seen.as_ref().unwrap().1[0]
    }

    /// The finding ids of the first guide's assessment.
    pub(super) fn findings(&self) -> Vec<String> {
        let findings = self.assessment().findings.iter();
        findings.map(|finding| finding.id.clone()).collect()
    }
}
