//! The command line. The comments here are its help.

#![expect(clippy::doc_markdown, reason = "help text shows backticks as they are")]

mod guide;
mod output;
mod shown;
mod snapshot;
mod tenant;
mod values;

use super::configuration::Settings;
use super::exit::Exit;
use super::fail_on::FailOn;
use crate::report::Format;
use crate::runbook::{Form, Kind, Tool};
use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;
pub(super) use guide::{
    ATTEST_MAX_AGE, GuideArguments, JudgeArguments, PHASE, Pair, PhaseArgument, WARN_DAYS,
};
pub(super) use output::{
    CloudArguments, FormatArguments, OutputArguments, ReportArguments, TemplateArguments,
};
pub(super) use shown::{Color, ShownArguments};
pub(super) use snapshot::SnapshotArguments;
use std::fmt::Write;
use std::path::PathBuf;
pub(super) use tenant::{Auth, TenantArguments};

/// Audit a vendor's access to a Microsoft tenant.
///
/// rolecall reads a vendor's onboarding guide as data, reads the tenant over
/// Microsoft Graph (it can only GET), and says with evidence what of the
/// vendor's access is present, missing, in excess, or could not be seen.
#[derive(Debug, Parser)]
#[command(name = "rolecall", version, after_help = exit_codes(), propagate_version = true)]
pub struct Arguments {
    #[command(flatten)]
    pub(super) shown: ShownArguments,
    /// The options that variables and the configuration file gave.
    #[arg(skip)]
    pub(super) settings: Settings,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Scan (or read) a tenant, check it, write every report, and print the table
    Audit(AuditArguments),
    /// Read a tenant into a snapshot file, without judging it
    Scan(ScanArguments),
    /// Judge a snapshot file and print or write one report
    Check(CheckArguments),
    /// Show the requests that a scan would make and the permissions it needs, without making them
    Plan(PlanArguments),
    /// Write the steps that a person takes: onboard, remediate, offboard, review or auditor
    Runbook(RunbookArguments),
    /// Explain a finding, requirement or entitlement: what it is, why it is asked, how to grant and revoke it
    Explain(ExplainArguments),
    /// Show the guides that are built in, and what they ask
    Guide(GuideCommandArguments),
    /// Write out the templates of the reports, to change their look with --template-dir
    Templates {
        #[command(subcommand)]
        command: TemplatesCommand,
    },
    /// Show the options that variables and the configuration file give, and where each came from
    Config {
        #[command(subcommand)]
        command: ConfigCommand,
    },
    /// Print the script with which a shell completes rolecall's commands and options
    Completions {
        /// The shell
        #[arg(value_name = "SHELL", value_enum)]
        shell: Shell,
    },
    /// Write the manual pages, one for each command, for `man`
    Manual {
        /// The folder to write to, such as /usr/local/share/man/man1
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum TemplatesCommand {
    /// Write the built-in templates into a folder
    Export {
        /// The folder
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum ConfigCommand {
    /// Print every option with its value, and the flag, variable, line or default that it comes from
    Show,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "The answer")]
pub(super) struct AnswerArguments {
    /// Show every finding in the terminal, and not only those that are open or end soon
    #[arg(long)]
    pub(super) all: bool,
    /// End with the code of the judgement only if one of these conditions holds, and else with 0, which is told
    /// (repeatable, or between commas). Without it every judgement has its code
    #[arg(long, value_name = "CONDITION", value_enum, value_delimiter = ',')]
    pub(super) fail_on: Vec<FailOn>,
}

#[derive(Debug, Args)]
#[command(mut_arg("formats", |arg| arg.help("Write this format (repeatable, or between commas); every format when not given")))]
pub(super) struct AuditArguments {
    #[command(flatten)]
    pub(super) seen: SnapshotArguments,
    /// Write the reports into this folder, which holds those of one tenant (- prints one report instead, and writes
    /// nothing)
    #[arg(short, long, value_name = "DIR")]
    pub(super) output: PathBuf,
    #[command(flatten)]
    pub(super) format: FormatArguments<Format>,
    #[command(flatten)]
    pub(super) answer: AnswerArguments,
    #[command(flatten)]
    pub(super) guide: GuideArguments,
    #[command(flatten)]
    pub(super) judge: JudgeArguments,
    #[command(flatten)]
    pub(super) report: ReportArguments,
    #[command(flatten)]
    pub(super) tenant: TenantArguments,
}

#[derive(Debug, Args)]
pub(super) struct ScanArguments {
    /// Write the snapshot to this file (- is standard output)
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: PathBuf,
    #[command(flatten)]
    pub(super) guide: GuideArguments,
    #[command(flatten)]
    pub(super) tenant: TenantArguments,
}

#[derive(Debug, Args)]
#[command(mut_arg("formats", |arg| arg.default_value(Format::Table.as_str())))]
pub(super) struct CheckArguments {
    #[command(flatten)]
    pub(super) seen: SnapshotArguments,
    #[command(flatten)]
    pub(super) format: FormatArguments<Format>,
    #[command(flatten)]
    pub(super) output: OutputArguments,
    #[command(flatten)]
    pub(super) answer: AnswerArguments,
    /// With markdown: the short form, which fits a comment on a pull request
    #[arg(long)]
    pub(super) summary: bool,
    #[command(flatten)]
    pub(super) guide: GuideArguments,
    #[command(flatten)]
    pub(super) judge: JudgeArguments,
    #[command(flatten)]
    pub(super) report: ReportArguments,
}

#[derive(Debug, Args)]
#[command(mut_arg("formats", |arg| arg.default_value(Form::Markdown.as_str())))]
pub(super) struct RunbookArguments {
    /// The purpose of the runbook
    #[arg(short, long, value_name = "KIND", value_enum)]
    pub(super) kind: Kind,
    #[command(flatten)]
    pub(super) seen: SnapshotArguments,
    /// With review: an earlier snapshot, to say what has changed since (- reads standard input)
    #[arg(long, value_name = "FILE")]
    pub(super) since: Option<PathBuf>,
    #[command(flatten)]
    pub(super) format: FormatArguments<Form>,
    #[command(flatten)]
    pub(super) output: OutputArguments,
    #[command(flatten)]
    pub(super) cloud: CloudArguments,
    #[command(flatten)]
    pub(super) templates: TemplateArguments,
    #[command(flatten)]
    pub(super) guide: GuideArguments,
    #[command(flatten)]
    pub(super) judge: JudgeArguments,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArguments {
    /// The id of a finding or requirement (console/guest-account), or the key, name or id of a role or
    /// permission ("Security Reader", Ti.ReadWrite.All, alerts-manage, microsoft.xdr/secops/*)
    #[arg(value_name = "ID")]
    pub(super) id: String,
    #[command(flatten)]
    pub(super) seen: SnapshotArguments,
    #[command(flatten)]
    pub(super) cloud: CloudArguments,
    #[command(flatten)]
    pub(super) guide: GuideArguments,
    #[command(flatten)]
    pub(super) judge: JudgeArguments,
}

#[derive(Debug, Args)]
#[command(mut_arg("cloud", |arg| arg.requires("create").help("With --create: the cloud that the tenant is in")))]
pub(super) struct PlanArguments {
    /// Print the commands that create the auditor's own application, and nothing else
    #[arg(long, value_name = "TOOL", value_enum)]
    pub(super) create: Option<Tool>,
    #[command(flatten)]
    pub(super) cloud: CloudArguments,
    #[command(flatten)]
    pub(super) guide: GuideArguments,
}

#[derive(Debug, Args)]
pub(super) struct GuideCommandArguments {
    #[command(subcommand)]
    pub(super) command: GuideCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum GuideCommand {
    /// List the guides that are built in
    List,
    /// Show what a guide asks
    Show {
        /// A built-in guide by its id, with @EDITION where it is not the newest, or a guide file (*.toml; - reads
        /// standard input)
        #[arg(value_name = "ID|FILE")]
        id: String,
    },
    /// Tell of what is doubtful in guide files, which keeps nothing from working
    Lint {
        /// Guide files (*.toml; - reads standard input); what one extends is looked for among them
        #[arg(value_name = "FILE", required = true)]
        files: Vec<String>,
    },
    /// Print a guide file of format 1 in format 2
    Convert {
        /// The guide file (*.toml; - reads standard input)
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Print the JSON Schema of guide files
    Schema,
}

fn exit_codes() -> String {
    let mut text = "Exit codes:".to_owned();
    for exit in Exit::ALL {
        let _ = write!(text, "\n  {:>3}  {}", exit.code(), exit.meaning());
    }
    text
}
