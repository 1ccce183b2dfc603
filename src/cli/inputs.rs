//! What commands have in common: the guide, its parameters, a snapshot, and the reader's decisions.

use super::arguments::{GuideArguments, JudgeArguments, Pair};
use super::error::CliError;
use super::{attest, input};
use crate::assess::{AssessError, AssessOptions, Assessment};
use crate::catalog::Catalog;
use crate::guide::{self, Guide, Parameters};
use crate::quote::Quoted;
use crate::snapshot::{self, Snapshot};
use anyhow::{Context, anyhow};
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::path::Path;

/// The longest file of a guide, in bytes.
const LONGEST_GUIDE: usize = 4 * 1024 * 1024;
/// The sample tenant of `--demo`.
const DEMO: &[u8] = include_bytes!("../../samples/contoso-demo.json");

/// A guide with the catalog that it was resolved against and the parameters in force.
pub(super) struct Asked {
    pub(super) catalog: Catalog,
    pub(super) guide: Guide,
    pub(super) parameters: Parameters,
    /// The guide's file name and text.
    pub(super) source: (String, String),
}

/// Loads the guide that the arguments name: a built-in one by id, or a file.
pub(super) fn asked(arguments: &GuideArguments) -> Result<Asked, CliError> {
    let catalog = catalog()?;
    let edition = arguments.edition.as_deref();
    let source = source(("--guide", &arguments.guide), edition)?;
    let guide = Guide::parse(&source.0, &source.1, &catalog).map_err(CliError::input)?;
    let given = pairs(&arguments.param, "--param")?;
    let parameters = Parameters::resolve(&guide, &given).map_err(CliError::input)?;
    Ok(Asked {
        catalog,
        guide,
        parameters,
        source,
    })
}

/// The embedded catalog.
pub(super) fn catalog() -> Result<Catalog, CliError> {
    Catalog::built_in()
        .context("the built-in catalog cannot be read")
        .map_err(CliError::failed)
}

/// A guide by its id, from a file whose name ends in `.toml`, or from standard input (`-`).
pub(super) fn guide_named(
    catalog: &Catalog,
    named: (&'static str, &str),
    edition: Option<&str>,
) -> Result<Guide, CliError> {
    let (file, text) = source(named, edition)?;
    Guide::parse(&file, &text, catalog).map_err(CliError::input)
}

/// The file name and text of a guide.
fn source(
    (flag, name): (&'static str, &str),
    edition: Option<&str>,
) -> Result<(String, String), CliError> {
    let path = Path::new(name);
    let file = path
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("toml"));
    if file || input::is_dash(path) {
        let text = input::read_text(flag, path)?;
        if text.len() > LONGEST_GUIDE {
            return Err(CliError::input(anyhow!(
                "{} is longer than {} MiB, which no guide is",
                Quoted::new(&input::name(path)),
                LONGEST_GUIDE / 1024 / 1024
            )));
        }
        return Ok((input::name(path), text));
    }
    let built_in = guide::find_built_in(name, edition).map_err(CliError::input)?;
    Ok((built_in.file.to_owned(), built_in.text.to_owned()))
}

/// `key=value` pairs; a key given twice is an error, not the last one's win.
pub(super) fn pairs(given: &[Pair], flag: &str) -> Result<BTreeMap<String, String>, CliError> {
    let mut pairs = BTreeMap::new();
    for Pair { key, value } in given {
        if pairs.insert(key.clone(), value.clone()).is_some() {
            return Err(CliError::input(anyhow!(
                "{flag} {} is given more than once",
                Quoted::new(key)
            )));
        }
    }
    Ok(pairs)
}

/// A snapshot from a file, or from standard input.
pub(super) fn snapshot(flag: &'static str, path: &Path) -> Result<Snapshot, CliError> {
    let bytes = input::read(flag, path)?;
    snapshot::read(&bytes)
        .with_context(|| input::name(path))
        .map_err(CliError::input)
}

/// A snapshot where one is given or the sample tenant is asked for, and its assessment.
pub(super) fn seen(
    asked: &mut Asked,
    (guide, judge): (&GuideArguments, &JudgeArguments),
    (path, sample): (Option<&Path>, bool),
) -> Result<Option<(Snapshot, Assessment)>, CliError> {
    let snapshot = match path {
        Some(path) => snapshot("--snapshot", path)?,
        None if sample => demo()?,
        None => return Ok(None),
    };
    of_snapshot(asked, guide, &snapshot)?;
    let assessment = assess(asked, judge, &snapshot)?;
    Ok(Some((snapshot, assessment)))
}

/// The embedded sample tenant.
pub(super) fn demo() -> Result<Snapshot, CliError> {
    snapshot::read(DEMO)
        .context("the embedded sample cannot be read")
        .map_err(CliError::failed)
}

/// The parameters for a saved snapshot: those that the reader gives, else those that the scan for this guide looked
/// with, else the guide's own.
///
/// What the scan did not look for stays unknown in the assessment (`assess::questions`), so nothing is refused here
/// but what the guide does not declare.
pub(super) fn of_snapshot(
    asked: &mut Asked,
    arguments: &GuideArguments,
    snapshot: &Snapshot,
) -> Result<(), CliError> {
    let guide = &asked.guide;
    let given = pairs(&arguments.param, "--param")?;
    let sought = snapshot.sought_for(&guide.id);
    let sought = sought.into_iter().flat_map(|sought| &sought.parameters);
    let mut all: BTreeMap<String, String> = sought
        .filter_map(|(id, value)| Some((id.clone(), value.texts().first()?.clone())))
        .collect();
    all.retain(|id, _| guide.parameter(id).is_some());
    all.extend(given);
    asked.parameters = Parameters::resolve(guide, &all).map_err(CliError::input)?;
    Ok(())
}

/// The options that the reader chose, checked against what the guide offers.
pub(super) fn chosen(
    asked: &Asked,
    judge: &JudgeArguments,
) -> Result<BTreeMap<String, String>, CliError> {
    decisions(asked, judge)?;
    pairs(&judge.choose, "--choose")
}

/// Refuses what the guide does not offer, before a scan is made for it.
pub(super) fn decisions(asked: &Asked, judge: &JudgeArguments) -> Result<(), CliError> {
    options(judge, Timestamp::UNIX_EPOCH)?
        .check(&asked.guide)
        .map_err(CliError::input)
}

fn options(judge: &JudgeArguments, ended: Timestamp) -> Result<AssessOptions, CliError> {
    let (attestations, role_exports) = match &judge.attest {
        Some(path) => attest::read(path)?,
        None => (Vec::new(), Vec::new()),
    };
    Ok(AssessOptions {
        choose: pairs(&judge.choose, "--choose")?,
        as_of: judge.as_of.unwrap_or(ended),
        warn_days: judge.warn_days,
        attest_max_age: judge.attest_max_age,
        attestations,
        role_exports,
    })
}

/// Assesses a snapshot with the reader's decisions.
pub(super) fn assess(
    asked: &Asked,
    judge: &JudgeArguments,
    snapshot: &Snapshot,
) -> Result<Assessment, CliError> {
    let options = options(judge, snapshot.ended)?;
    let Asked {
        guide,
        parameters,
        catalog,
        ..
    } = asked;
    let assessment = crate::assess::assess(guide, parameters, catalog, snapshot, &options);
    assessment.map_err(|error| match &judge.attest {
        // The finding that cannot be attested stands in that file.
        Some(path) if matches!(error, AssessError::Attestation(_)) => {
            CliError::input(anyhow::Error::new(error).context(input::name(path)))
        }
        _ => CliError::input(error),
    })
}
