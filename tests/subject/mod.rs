//! Guides as a scan reads them: in format 2, with the values of their parameters.
#![allow(
    dead_code,
    unreachable_pub,
    reason = "each test file uses a part of this module"
)]

use rolecall::assess::{AssessOptions, Assessment, Given, Named, Reader, assess};
use rolecall::catalog::Catalog;
use rolecall::guide::format2::model::Guide;
use rolecall::guide::format2::{Library, ParameterValues};
use rolecall::scan::ScanSubject;
use rolecall::snapshot::Snapshot;
use std::collections::BTreeMap;

/// The text of Expel's guide.
pub const EXPEL: &str = include_str!("../../guides/expel-mde/2026-11-23.toml");

/// Guides with the values of their parameters.
pub struct Subject {
    pub guides: Vec<Guide>,
    pub values: ParameterValues,
    /// Whoever installs, where somebody is named.
    pub installer: Option<String>,
}

impl Subject {
    /// Expel's guide with its own values.
    pub fn expel(catalog: &Catalog) -> Self {
        Self::of(EXPEL, catalog, &BTreeMap::new())
    }

    /// A guide from its text, with values over its own.
    pub fn of(text: &str, catalog: &Catalog, given: &BTreeMap<String, String>) -> Self {
        let library = Library {
            catalog,
            guides: &[],
        };
        let guide = Guide::parse("guide.toml", text, &library);
        let guide = guide.unwrap_or_else(|error| panic!("{}", error.render()));
        Self::of_guide(&guide, given)
    }

    /// A guide, with values over its own.
    pub fn of_guide(guide: &Guide, given: &BTreeMap<String, String>) -> Self {
        let own = guide.parameters.iter();
        let own = own.filter(|parameter| !parameter.default.is_empty());
        let own = own.map(|one| (one.id.clone(), one.default.clone()));
        let given = given.iter();
        let given = given.map(|(id, value)| (id.parse().unwrap(), vec![value.clone()]));
        let values = own.chain(given);
        let values = values.map(|(id, values)| ((guide.id.clone(), id), values));
        Self {
            values: values.collect(),
            guides: vec![guide.clone()],
            installer: None,
        }
    }

    /// The words of a reader who takes these options.
    pub fn reader(&self, choose: &[(&str, &str)]) -> Reader {
        let options = choose.iter().map(|(choice, option)| Named {
            name: (*choice).to_owned(),
            value: (*option).to_owned(),
        });
        let given = Given {
            options: options.collect(),
            ..Given::default()
        };
        given.reader(&self.guides, &self.values).unwrap()
    }

    /// The assessments of a snapshot at the moment at which it was taken.
    pub fn assessed(
        &self,
        catalog: &Catalog,
        snapshot: &Snapshot,
        reader: &Reader,
    ) -> Vec<Assessment> {
        let options = AssessOptions::detect(snapshot.ended);
        assess(&self.guides, catalog, snapshot, &options, reader).unwrap()
    }

    pub fn with<'a>(&'a self, catalog: &'a Catalog) -> ScanSubject<'a> {
        ScanSubject {
            guides: &self.guides,
            values: &self.values,
            catalog,
            installer: self.installer.as_deref(),
        }
    }
}
