//! The arguments that name what a tenant answered. The comments here are their help.

use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(in crate::cli) struct SnapshotArguments {
    /// Read the tenant's answers from this snapshot, which `rolecall scan` wrote (- reads standard input)
    #[arg(short, long, value_name = "FILE")]
    pub(in crate::cli) snapshot: Option<PathBuf>,
    /// Read the answers of the sample tenant that is built in
    #[arg(long)]
    pub(in crate::cli) demo: bool,
}

impl SnapshotArguments {
    /// True if either is given.
    pub(in crate::cli) fn is_given(&self) -> bool {
        self.demo || self.snapshot.is_some()
    }
}
