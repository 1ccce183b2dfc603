//! The arguments that name guides, and the reader's words on them. The comments here are their help.

use super::values::moment;
use crate::guide::DEFAULT_GUIDE;
use clap::{Args, ValueEnum};
use jiff::Timestamp;
use std::path::PathBuf;
use std::str::FromStr;

/// The default of `--phase`.
pub(in crate::cli) const PHASE: PhaseArgument = PhaseArgument::Operation;
/// The default of `--attest-max-age`, in days.
pub(in crate::cli) const ATTEST_MAX_AGE: u32 = 365;
/// The default of `--warn-days`.
pub(in crate::cli) const WARN_DAYS: u32 = 30;

/// `key=value` on the command line.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Pair {
    pub(in crate::cli) key: String,
    pub(in crate::cli) value: String,
}

impl FromStr for Pair {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once('=') {
            Some((key, value)) if !key.trim().is_empty() && !value.trim().is_empty() => Ok(Self {
                key: key.trim().to_owned(),
                value: value.trim().to_owned(),
            }),
            _ => Err("expected NAME=VALUE".to_owned()),
        }
    }
}

/// The phases of a vendor's work, as `--phase` names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum PhaseArgument {
    /// The vendor is being onboarded: what a guide asks for temporarily is required
    Onboarding,
    /// The vendor works: what a guide asked for temporarily is an excess
    Operation,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Guides")]
pub(in crate::cli) struct GuideArguments {
    /// A built-in guide by its id, with @EDITION where it is not the newest, or a guide file (*.toml; - reads standard
    /// input). Repeatable: the guides are judged together, and what one asks for is no excess of another
    #[arg(long, value_name = "ID|FILE", default_values_t = [DEFAULT_GUIDE.to_owned()])]
    pub(in crate::cli) guide: Vec<String>,
    /// Set a parameter of a guide, such as guest-address=soc@example.com; GUIDE:NAME=VALUE where several have it
    /// (repeatable, and once for each value of one that takes several)
    #[arg(long, value_name = "NAME=VALUE")]
    pub(in crate::cli) param: Vec<Pair>,
    /// Name the person who installs, by sign-in name or mail: the roles that a guide asks of whoever installs are looked
    /// for and judged, and never change the answer
    #[arg(long, value_name = "ADDRESS")]
    pub(in crate::cli) installer: Vec<String>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Decisions of the reader")]
pub(in crate::cli) struct JudgeArguments {
    /// Take an option of a guide, such as console=defender-rbac, instead of detecting it (repeatable)
    #[arg(long, value_name = "CHOICE=OPTION")]
    pub(in crate::cli) choose: Vec<Pair>,
    /// Answer a question of a guide about the tenant or its use, such as sharepoint=no (repeatable)
    #[arg(long, value_name = "FACT=yes|no")]
    pub(in crate::cli) fact: Vec<Pair>,
    /// The phase that the vendor's work is in
    #[arg(long, value_name = "PHASE", value_enum, default_value_t = PHASE)]
    pub(in crate::cli) phase: PhaseArgument,
    /// Hold expiry dates against the end of this day (UTC), such as 2026-11-24, or this moment, such as
    /// 2026-11-24T09:00:00Z, instead of the end of the scan
    #[arg(long, value_name = "DATE|TIME", value_parser = moment)]
    pub(in crate::cli) as_of: Option<Timestamp>,
    /// Take a person's attestations from this file (- reads standard input), for what no public API shows
    /// (docs/attestations.md)
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) attest: Option<PathBuf>,
    /// Count an attestation for this many days from the day that it names
    #[arg(long, value_name = "DAYS", default_value_t = ATTEST_MAX_AGE)]
    pub(in crate::cli) attest_max_age: u32,
    /// Warn of what ends within this many days
    #[arg(long, value_name = "DAYS", default_value_t = WARN_DAYS)]
    pub(in crate::cli) warn_days: u32,
}
