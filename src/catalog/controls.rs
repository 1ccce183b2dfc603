//! Which controls of which framework a finding speaks to, loaded from `catalog/controls.toml`.

use super::file::{CircumstanceEntry, ControlEntry, ControlFile, FrameworkEntry, SubjectEntry};
use super::load::DataFile;
use super::{CatalogProblem, Check, Circumstance, Subject};
use toml::Spanned;

/// A control of a framework.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Control {
    /// The framework's id: `nist-800-53`.
    pub framework: String,
    /// The framework's title: `NIST SP 800-53 Rev. 5`.
    pub framework_title: String,
    /// The control's number: `AC-6(1)`.
    pub id: String,
    /// What it is about, in our own words.
    pub title: String,
    /// The check that answers what it asks; without one no finding says that it is met.
    pub answered_by: Option<Lifetimes>,
}

/// A check of how long credentials live, and the most days that a control allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lifetimes {
    /// The check.
    pub check: Check,
    /// The most days.
    pub most_days: u32,
}

/// Every control, and what speaks to which.
#[derive(Clone, Debug, Default)]
pub struct Controls {
    frameworks: Vec<FrameworkEntry>,
    all: Vec<Control>,
    by_subject: Vec<(Subject, Vec<String>)>,
    by_circumstance: Vec<(Circumstance, Vec<String>)>,
}

impl Controls {
    /// Reads the data that is part of the program, and checks that what it names is there.
    pub fn built_in() -> Result<Self, CatalogProblem> {
        Self::from_file(DataFile::controls())
    }

    pub(super) fn from_file(file: DataFile) -> Result<Self, CatalogProblem> {
        let data: ControlFile = file.read()?;
        let mut controls = Self {
            frameworks: data.framework,
            ..Self::default()
        };
        for entry in data.control {
            controls.add_control(file, entry)?;
        }
        for SubjectEntry {
            about,
            controls: ids,
        } in data.subject
        {
            if controls
                .by_subject
                .iter()
                .any(|(s, _)| s == about.get_ref())
            {
                return Err(file.twice_called("the subject", &about, about.get_ref().as_str()));
            }
            let ids = controls.known(file, ids)?;
            controls.by_subject.push((about.into_inner(), ids));
        }
        for CircumstanceEntry {
            when,
            controls: ids,
        } in data.circumstance
        {
            let ids = controls.known(file, ids)?;
            controls.by_circumstance.push((when, ids));
        }
        Ok(controls)
    }

    fn add_control(&mut self, file: DataFile, entry: ControlEntry) -> Result<(), CatalogProblem> {
        let framework = self
            .frameworks
            .iter()
            .find(|framework| framework.id == *entry.framework.get_ref())
            .ok_or_else(|| file.dangling("framework", &entry.framework))?;
        if self.all.iter().any(|c| c.id == *entry.id.get_ref()) {
            return Err(file.twice("the control", &entry.id));
        }
        self.all.push(Control {
            framework: framework.id.clone(),
            framework_title: framework.title.clone(),
            id: entry.id.into_inner(),
            title: entry.title,
            answered_by: entry.answered_by.map(|answer| Lifetimes {
                check: answer.check,
                most_days: answer.most_days,
            }),
        });
        Ok(())
    }

    /// The ids, when every one of them is a control.
    fn known(
        &self,
        file: DataFile,
        ids: Vec<Spanned<String>>,
    ) -> Result<Vec<String>, CatalogProblem> {
        let mut known = Vec::with_capacity(ids.len());
        for id in ids {
            if !self.all.iter().any(|control| control.id == *id.get_ref()) {
                return Err(file.dangling("control", &id));
            }
            known.push(id.into_inner());
        }
        Ok(known)
    }

    /// Every control, in the order of the data.
    pub fn all(&self) -> &[Control] {
        &self.all
    }

    /// The controls that a finding speaks to, each once, in the order of the data.
    pub fn of(&self, subject: Subject, circumstances: &[Circumstance]) -> Vec<&Control> {
        let ids: Vec<&String> = self
            .by_subject
            .iter()
            .filter(|(about, _)| *about == subject)
            .map(|(_, ids)| ids)
            .chain(
                self.by_circumstance
                    .iter()
                    .filter(|(when, _)| circumstances.contains(when))
                    .map(|(_, ids)| ids),
            )
            .flatten()
            .collect();
        self.all
            .iter()
            .filter(|control| ids.contains(&&control.id))
            .collect()
    }
}
