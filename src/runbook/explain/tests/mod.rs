#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests"
)]

mod commands;
mod everything;
mod hostile;
mod ids;
mod samples;
mod wrapping;

use super::compose::in_world;
use super::model::{Explanation, Line};
use super::show::show;
use crate::access::Access;
use crate::assess::{AssessOptions, Assessment, assess};
use crate::catalog::{Catalog, Cloud};
use crate::guide::{Guide, Parameters, find_built_in};
use crate::runbook::RunbookError;
use crate::runbook::context::{Inputs, RunbookContext, read_access};
use crate::snapshot::{self, Snapshot};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// A guide with all that an explanation is made from.
pub(super) struct Ground {
    pub(super) catalog: Catalog,
    pub(super) guide: Guide,
    pub(super) parameters: Parameters,
    pub(super) seen: Option<(Snapshot, Assessment)>,
    pub(super) choose: BTreeMap<String, String>,
    pub(super) cloud: Cloud,
    access: Access,
}

impl Ground {
    /// The built-in guide, and no tenant.
    pub(super) fn new(choose: &[(&str, &str)]) -> Self {
        let catalog = Catalog::built_in().unwrap();
        let built_in = find_built_in("expel-mde", None).unwrap();
        let guide = Guide::parse(built_in.file, built_in.text, &catalog).unwrap();
        let parameters = Parameters::resolve(&guide, &BTreeMap::new()).unwrap();
        let choose = choose
            .iter()
            .map(|(choice, option)| ((*choice).to_owned(), (*option).to_owned()));
        Self {
            catalog,
            guide,
            parameters,
            seen: None,
            choose: choose.collect(),
            cloud: Cloud::Global,
            access: Access::default(),
        }
    }

    /// With the snapshot of a sample, as the command line reads it.
    pub(super) fn of_sample(name: &str) -> Self {
        Self::new(&[]).with_sample(name)
    }

    /// The same, with the options chosen already.
    pub(super) fn with_sample(self, name: &str) -> Self {
        let path = format!("{}/samples/{name}.json", env!("CARGO_MANIFEST_DIR"));
        self.with(snapshot::read(&std::fs::read(path).unwrap()).unwrap())
    }

    pub(super) fn with(mut self, snapshot: Snapshot) -> Self {
        let sought = snapshot.sought[0].parameters.iter();
        let mut given: BTreeMap<String, String> = sought
            .map(|(id, value)| (id.clone(), value.texts()[0].clone()))
            .collect();
        given.retain(|id, _| self.guide.parameter(id).is_some());
        self.parameters = Parameters::resolve(&self.guide, &given).unwrap();
        let options = AssessOptions {
            choose: self.choose.clone(),
            ..AssessOptions::detect(snapshot.ended)
        };
        let assessment = assess(
            &self.guide,
            &self.parameters,
            &self.catalog,
            &snapshot,
            &options,
        )
        .unwrap();
        self.seen = Some((snapshot, assessment));
        self.access = read_access(&self.inputs());
        self
    }

    fn inputs(&self) -> Inputs<'_> {
        Inputs {
            guide: &self.guide,
            parameters: &self.parameters,
            catalog: &self.catalog,
            seen: self
                .seen
                .as_ref()
                .map(|(snapshot, assessment)| (snapshot, assessment)),
            choose: &self.choose,
            as_of: "2026-11-24T09:00:00Z".parse::<Timestamp>().unwrap(),
            cloud: self.cloud,
            since: None,
            needed: &[],
        }
    }

    pub(super) fn context(&self) -> RunbookContext<'_> {
        RunbookContext::new(self.inputs(), &self.access).unwrap()
    }

    pub(super) fn explain(&self, id: &str) -> Result<Vec<Explanation>, RunbookError> {
        in_world(&self.context(), id)
    }

    /// The text of an explanation that there is, on lines that nothing breaks.
    #[track_caller]
    pub(super) fn text(&self, id: &str) -> String {
        match self.explain(id) {
            Ok(found) => show(&found, Some(u16::MAX)),
            Err(problem) => panic!("{id}: {problem}"),
        }
    }

    /// The finding ids of the assessment.
    pub(super) fn findings(&self) -> Vec<String> {
        let (_, assessment) = self.seen.as_ref().unwrap();
        assessment
            .findings
            .iter()
            .map(|finding| finding.id.clone())
            .collect()
    }
}

/// The scripts of one section.
pub(super) fn scripts<'e>(
    explanation: &'e Explanation,
    title: &str,
) -> Vec<(&'static str, &'e str)> {
    let section = explanation.sections.iter().find(|one| one.title == title);
    let section = section.unwrap_or_else(|| panic!("no section {title}"));
    let scripts = section.lines.iter().filter_map(|line| match line {
        Line::Script(language, text) => Some((*language, text.as_str())),
        _ => None,
    });
    scripts.collect()
}
