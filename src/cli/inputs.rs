//! The inputs that commands have in common: the guides, the reader's words on them, and a snapshot.

use super::arguments::{GuideArguments, JudgeArguments, Pair, PhaseArgument, SnapshotArguments};
use super::content::Bound;
use super::error::CliError;
use super::{attest, clock, guides, input};
use crate::assess::semantics::ParameterValues;
use crate::assess::{self, Given, Named, Reader};
use crate::assess::{AssessError, AssessOptions, Assessment};
use crate::catalog::{Catalog, Cloud};
use crate::guide::format2::model::Guide;
use crate::runbook::Inputs;
use crate::scan::{ScanSubject, sought_values};
use crate::snapshot::{self, Snapshot};
use anyhow::Context;
use jiff::Timestamp;
use std::path::Path;

/// The sample tenant of `--demo`.
const DEMO: &[u8] = include_bytes!("../../samples/contoso-demo.json");

/// The guides that a command is about, with the catalog that they were resolved against and the reader's words on them.
pub(super) struct Asked {
    pub(super) catalog: Catalog,
    /// At least one, in the order in which they are named.
    pub(super) guides: Vec<Guide>,
    /// The words as they were given.
    given: Given,
    /// The words as they count.
    pub(super) reader: Reader,
}

/// Loads the guides that the arguments name, and holds the reader's words against them.
pub(super) fn asked(
    arguments: &GuideArguments,
    judge: Option<&JudgeArguments>,
) -> Result<Asked, CliError> {
    let catalog = guides::catalog()?;
    let guides = guides::named(&catalog, ("--guide", &arguments.guide))?;
    let given = Given {
        parameters: words(&arguments.param),
        options: judge.map_or_else(Vec::new, |judge| words(&judge.choose)),
        facts: judge.map_or_else(Vec::new, |judge| words(&judge.fact)),
        installer: arguments.installer.clone(),
        onboarding: judge.is_some_and(|judge| judge.phase == PhaseArgument::Onboarding),
    };
    let reader = given
        .reader(&guides, &ParameterValues::new())
        .map_err(CliError::input)?;
    Ok(Asked {
        catalog,
        guides,
        given,
        reader,
    })
}

impl Asked {
    /// The subject of a scan for all guides.
    pub(super) fn scan(&self) -> ScanSubject<'_> {
        ScanSubject {
            guides: &self.guides,
            values: &self.reader.values,
            catalog: &self.catalog,
            installer: self.reader.installer.as_deref(),
        }
    }
}

fn words(given: &[Pair]) -> Vec<Named> {
    let given = given.iter().cloned();
    given
        .map(|Pair { key, value }| Named { name: key, value })
        .collect()
}

/// A snapshot from a file, or from standard input. `flag` is its name on the command line.
pub(super) fn snapshot(flag: &'static str, path: &Path) -> Result<Snapshot, CliError> {
    let bytes = input::read(flag, path, Bound::SNAPSHOT)?;
    snapshot::read(&bytes)
        .with_context(|| input::name(path))
        .map_err(CliError::input)
}

/// The snapshot that is named, or the sample tenant; none where neither is asked for.
pub(super) fn given(seen: &SnapshotArguments) -> Result<Option<Snapshot>, CliError> {
    match &seen.snapshot {
        Some(path) => snapshot("--snapshot", path).map(Some),
        None if seen.demo => demo().map(Some),
        None => Ok(None),
    }
}

/// The embedded sample tenant.
fn demo() -> Result<Snapshot, CliError> {
    snapshot::read(DEMO)
        .context("the embedded sample cannot be read")
        .map_err(CliError::failed)
}

/// A snapshot where one is given or the sample tenant is asked for, and an assessment per guide.
pub(super) fn seen(
    asked: &mut Asked,
    judge: &JudgeArguments,
    seen: &SnapshotArguments,
) -> Result<Option<(Snapshot, Vec<Assessment>)>, CliError> {
    let Some(snapshot) = given(seen)? else {
        return Ok(None);
    };
    of_snapshot(asked, &snapshot)?;
    let assessments = assess(asked, judge, &snapshot)?;
    // What the tenant shows counts for the steps too.
    let seen: Vec<_> = assessments
        .iter()
        .flat_map(|one| one.facts.clone())
        .collect();
    asked.reader.facts = assess::facts_in_force(&seen);
    Ok(Some((snapshot, assessments)))
}

/// The inputs of a runbook for a guide, by its place, and for the tenant that was seen.
pub(super) fn of_runbook<'a>(
    (asked, at): (&'a Asked, usize),
    seen: Option<&'a (Snapshot, Vec<Assessment>)>,
    judge: &JudgeArguments,
    cloud: Cloud,
) -> Option<Inputs<'a>> {
    let (snapshot, assessments) = match seen {
        Some((snapshot, assessments)) => (Some(snapshot), assessments.as_slice()),
        None => (None, [].as_slice()),
    };
    let assessed = assessments.get(at);
    let as_of = assessed.map(|one| one.as_of).or(judge.as_of);
    Some(Inputs {
        guide: asked.guides.get(at)?,
        guides: &asked.guides,
        reader: &asked.reader,
        catalog: &asked.catalog,
        seen: snapshot.zip(assessed),
        assessments,
        as_of: as_of.unwrap_or_else(clock::now),
        cloud,
        since: None,
        needed: &[],
    })
}

/// Takes the parameters for a saved snapshot: those that the reader gives, else those that the scan for each guide looked
/// with, else the guide's own.
///
/// Anything that the scan did not look for stays unknown in the assessment (`assess::questions`), so nothing is refused
/// here.
pub(super) fn of_snapshot(asked: &mut Asked, snapshot: &Snapshot) -> Result<(), CliError> {
    let sought = sought_values(&snapshot.sought);
    asked.reader = asked
        .given
        .reader(&asked.guides, &sought)
        .map_err(CliError::input)?;
    Ok(())
}

/// Reads what persons attested to, so that a slip in it costs no scan.
pub(super) fn options(judge: &JudgeArguments, ended: Timestamp) -> Result<AssessOptions, CliError> {
    let (attestations, role_exports) = match &judge.attest {
        Some(path) => attest::read(path)?,
        None => (Vec::new(), Vec::new()),
    };
    Ok(AssessOptions {
        as_of: judge.as_of.unwrap_or(ended),
        warn_days: judge.warn_days,
        attest_max_age: judge.attest_max_age,
        attestations,
        role_exports,
    })
}

/// Assesses a snapshot with the reader's words: one assessment per guide.
pub(super) fn assess(
    asked: &Asked,
    judge: &JudgeArguments,
    snapshot: &Snapshot,
) -> Result<Vec<Assessment>, CliError> {
    let options = options(judge, snapshot.ended)?;
    let Asked {
        guides,
        catalog,
        reader,
        ..
    } = asked;
    let assessments = assess::assess(guides, catalog, snapshot, &options, reader);
    assessments.map_err(|error| match &judge.attest {
        // The finding that cannot be attested stands in that file.
        Some(path) if matches!(error, AssessError::Attestation(_)) => {
            CliError::input(anyhow::Error::new(error).context(input::name(path)))
        }
        _ => CliError::input(error),
    })
}
