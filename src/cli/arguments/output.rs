//! The arguments on what is written that several commands have. The comments here are their help.

use crate::catalog::Cloud;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(in crate::cli) struct FormatArguments<T: ValueEnum + Clone + Send + Sync + 'static> {
    /// Write this format (repeatable, or between commas)
    #[arg(
        short,
        long = "format",
        value_name = "FORMAT",
        value_enum,
        value_delimiter = ','
    )]
    pub(in crate::cli) formats: Vec<T>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct OutputArguments {
    /// Write to this file instead of standard output (-); several files go into this folder
    #[arg(short, long, value_name = "FILE|DIR")]
    pub(in crate::cli) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct TemplateArguments {
    /// Use the templates in this folder in place of the built-in ones with the same names
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) template_dir: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Form of the reports")]
pub(in crate::cli) struct ReportArguments {
    #[command(flatten)]
    pub(in crate::cli) templates: TemplateArguments,
    /// Have a print of the HTML show the evidence of each finding too, with every section, notice and control
    #[arg(long)]
    pub(in crate::cli) appendix: bool,
    /// Begin CSV with a byte order mark, which some spreadsheets want
    #[arg(long)]
    pub(in crate::cli) csv_bom: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct CloudArguments {
    /// The cloud that the tenant is in; a snapshot says its own
    #[arg(long, value_name = "CLOUD", value_enum, default_value_t = Cloud::Global)]
    pub(in crate::cli) cloud: Cloud,
}
