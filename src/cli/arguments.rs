//! The command line. The comments here are its help.

#![expect(clippy::doc_markdown, reason = "help text shows backticks as they are")]

use super::exit::Exit;
pub(super) use super::words::{GuideArguments, JudgeArguments, Pair, PhaseArgument};
use crate::report::Format;
use crate::runbook::{Form, Kind, Tool};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::fmt::Write;
use std::path::PathBuf;

/// Audit a vendor's access to a Microsoft tenant.
///
/// rolecall reads a vendor's onboarding guide as data, reads the tenant over
/// Microsoft Graph (it can only GET), and says with evidence what of the
/// vendor's access is present, missing, in excess, or could not be seen.
#[derive(Debug, Parser)]
#[command(name = "rolecall", version, after_help = exit_codes(), propagate_version = true)]
pub struct Arguments {
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

#[derive(Debug, Args)]
pub(super) struct ReportArguments {
    /// Use the templates in this folder in place of the built-in ones with the same names
    #[arg(long, value_name = "DIR")]
    pub(super) template_dir: Option<PathBuf>,
    /// Begin CSV with a byte order mark, which some spreadsheets want
    #[arg(long)]
    pub(super) csv_bom: bool,
}

/// The ways to sign in, as `--auth` names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Auth {
    /// The first way that there is something for: a token, AZURE_CLIENT_SECRET,
    /// AZURE_CLIENT_CERTIFICATE_PATH, AZURE_FEDERATED_TOKEN_FILE, a managed identity, the Azure CLI
    Auto,
    /// An application with AZURE_CLIENT_SECRET
    ClientSecret,
    /// An application with AZURE_CLIENT_CERTIFICATE_PATH (PEM or PFX)
    Certificate,
    /// An application that trusts the issuer of AZURE_FEDERATED_TOKEN_FILE
    WorkloadIdentity,
    /// The identity that Azure gives this host (AZURE_CLIENT_ID for a user-assigned one)
    ManagedIdentity,
    /// Whoever is signed in to the Azure CLI
    AzureCli,
    /// A person, with a code on another device (needs --client-id)
    DeviceCode,
    /// An access token from --access-token-file or ROLECALL_ACCESS_TOKEN
    Token,
}

impl Auth {
    /// The name on the command line.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::ClientSecret => "client-secret",
            Self::Certificate => "certificate",
            Self::WorkloadIdentity => "workload-identity",
            Self::ManagedIdentity => "managed-identity",
            Self::AzureCli => "azure-cli",
            Self::DeviceCode => "device-code",
            Self::Token => "token",
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct TenantArguments {
    /// How to sign in
    #[arg(long, value_name = "WAY", value_enum, default_value_t = Auth::Auto)]
    pub(super) auth: Auth,
    /// The tenant's id or one of its domains
    #[arg(long, value_name = "ID", env = "AZURE_TENANT_ID")]
    pub(super) tenant: Option<String>,
    /// The client id of the application that looks; its secret comes from AZURE_CLIENT_SECRET, its
    /// certificate from AZURE_CLIENT_CERTIFICATE_PATH
    #[arg(long, value_name = "ID", env = "AZURE_CLIENT_ID")]
    pub(super) client_id: Option<String>,
    /// Use the access token in this file (what `az account get-access-token --resource-type ms-graph`
    /// prints, or the token alone; `-` reads standard input). The variable ROLECALL_ACCESS_TOKEN
    /// holds a token too
    // Not a path: a variable that is set and empty is as good as not set.
    #[arg(long, value_name = "FILE", env = "ROLECALL_ACCESS_TOKEN_FILE")]
    pub(super) access_token_file: Option<OsString>,
    /// Keep every answer of Graph in this new folder, without tokens and secrets
    #[arg(long, value_name = "DIR", conflicts_with = "replay")]
    pub(super) record: Option<PathBuf>,
    /// Scan the recording in this folder instead of a tenant: no sign-in, no network
    #[arg(long, value_name = "DIR")]
    pub(super) replay: Option<PathBuf>,
    /// The cloud that the tenant is in
    #[arg(long, value_name = "CLOUD", default_value = "global")]
    pub(super) cloud: String,
    /// Sign in at this host instead of the cloud's own
    #[arg(long, value_name = "URL", env = "AZURE_AUTHORITY_HOST")]
    pub(super) authority_host: Option<String>,
    /// Ask this host instead of the cloud's Microsoft Graph
    #[arg(long, value_name = "URL")]
    pub(super) graph_host: Option<String>,
    /// Trust the root certificates in this PEM file too, for a company's proxy (- reads standard input)
    #[arg(long, value_name = "FILE")]
    pub(super) ca_file: Option<PathBuf>,
    /// Requests in flight at once
    #[arg(long, value_name = "N", default_value_t = crate::scan::IN_FLIGHT, value_parser = clap::value_parser!(u16).range(1..=64))]
    pub(super) in_flight: u16,
    /// Give up after this many seconds, signing in, judging and writing included
    #[arg(long, value_name = "SECONDS", default_value_t = 600, value_parser = clap::value_parser!(u32).range(1..=86_400))]
    pub(super) budget: u32,
}

#[derive(Debug, Args)]
pub(super) struct AuditArguments {
    /// Use the sample tenant that is built in
    #[arg(long, conflicts_with = "snapshot")]
    pub(super) demo: bool,
    /// Use this snapshot file instead of scanning (- reads standard input)
    #[arg(long, value_name = "FILE")]
    pub(super) snapshot: Option<PathBuf>,
    /// Write the reports into this folder, which holds those of one tenant
    #[arg(short, long, value_name = "DIR")]
    pub(super) output: PathBuf,
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
pub(super) struct CheckArguments {
    /// The snapshot file that `rolecall scan` wrote (- reads standard input)
    #[arg(value_name = "SNAPSHOT")]
    pub(super) snapshot: PathBuf,
    /// The report's format
    #[arg(short, long, value_parser = formats(), default_value = Format::Table.as_str())]
    pub(super) format: Format,
    /// Write the report to this file instead of standard output (-)
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
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
pub(super) struct RunbookArguments {
    /// What the runbook is for
    #[arg(short, long, value_parser = kinds())]
    pub(super) kind: Kind,
    /// Make it out for the tenant in this snapshot file, which `rolecall scan` wrote (- reads standard input)
    #[arg(long, value_name = "FILE")]
    pub(super) snapshot: Option<PathBuf>,
    /// Make it out for the sample tenant that is built in
    #[arg(long, conflicts_with = "snapshot")]
    pub(super) demo: bool,
    /// With review: an earlier snapshot, to say what has changed since (- reads standard input)
    #[arg(long, value_name = "FILE")]
    pub(super) since: Option<PathBuf>,
    /// The form
    #[arg(short, long, value_parser = forms(), default_value = Form::Markdown.as_str())]
    pub(super) format: Form,
    /// Write it to this file instead of standard output (-)
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// The cloud that the tenant is in, where no snapshot says it
    #[arg(long, value_name = "CLOUD", default_value = "global")]
    pub(super) cloud: String,
    /// Use the templates in this folder in place of the built-in ones with the same names
    #[arg(long, value_name = "DIR")]
    pub(super) template_dir: Option<PathBuf>,
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
    /// Explain it for the tenant in this snapshot file, which `rolecall scan` wrote (- reads standard input)
    #[arg(long, value_name = "FILE")]
    pub(super) snapshot: Option<PathBuf>,
    /// Explain it for the sample tenant that is built in
    #[arg(long, conflicts_with = "snapshot")]
    pub(super) demo: bool,
    /// The cloud that the tenant is in, where no snapshot says it
    #[arg(long, value_name = "CLOUD", default_value = "global")]
    pub(super) cloud: String,
    #[command(flatten)]
    pub(super) guide: GuideArguments,
    #[command(flatten)]
    pub(super) judge: JudgeArguments,
}

#[derive(Debug, Args)]
pub(super) struct PlanArguments {
    /// Print the commands that create the auditor's own application, and nothing else
    #[arg(long, value_name = "TOOL", value_parser = tools())]
    pub(super) create: Option<Tool>,
    /// The cloud that the tenant is in
    #[arg(long, value_name = "CLOUD", default_value = "global")]
    pub(super) cloud: String,
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
        /// A built-in guide by its id, or a guide file (*.toml; - reads standard input)
        #[arg(value_name = "ID|FILE")]
        id: String,
        /// The edition; the newest when not given
        #[arg(long, value_name = "EDITION")]
        edition: Option<String>,
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

/// A parser of names: each value with its name and its one-line description.
fn named<T: Copy + Send + Sync + 'static, const N: usize>(
    all: [T; N],
    name: fn(T) -> &'static str,
    describe: Option<fn(T) -> &'static str>,
) -> impl TypedValueParser<Value = T> {
    let values = all.map(|one| match describe {
        Some(describe) => PossibleValue::new(name(one)).help(describe(one)),
        None => PossibleValue::new(name(one)),
    });
    PossibleValuesParser::new(values).try_map(move |given| {
        all.into_iter()
            .find(|one| name(*one) == given)
            .ok_or("unknown name")
    })
}

/// The formats of a report.
fn formats() -> impl TypedValueParser<Value = Format> {
    named(Format::ALL, Format::as_str, Some(Format::describe))
}

/// The kinds of runbook.
fn kinds() -> impl TypedValueParser<Value = Kind> {
    named(Kind::ALL, Kind::as_str, Some(Kind::describe))
}

/// The forms of a runbook.
fn forms() -> impl TypedValueParser<Value = Form> {
    named(Form::ALL, Form::as_str, Some(Form::describe))
}

fn tools() -> impl TypedValueParser<Value = Tool> {
    named(Tool::ALL, Tool::as_str, None)
}

fn exit_codes() -> String {
    let mut text = "Exit codes:".to_owned();
    for exit in Exit::ALL {
        let _ = write!(text, "\n  {:>3}  {}", exit.code(), exit.meaning());
    }
    text
}
