//! `rolecall guide`: the guides that are built in, and what they ask.

use crate::catalog::Catalog;
use crate::cli::arguments::{GuideCommand, GuideCommandArguments};
use crate::cli::error::CliError;
use crate::cli::{files, inputs};
use crate::guide::{self, Guide, OptionRef, Requirement};
use std::fmt::Write;

/// Lists guides, or shows one.
pub(in crate::cli) fn run(arguments: &GuideCommandArguments) -> Result<(), CliError> {
    let catalog = inputs::catalog()?;
    let text = match &arguments.command {
        GuideCommand::List => list(&catalog)?,
        GuideCommand::Show { id, edition } => {
            let named = ("ID|FILE", id.as_str());
            show(&inputs::guide_named(&catalog, named, edition.as_deref())?)
        }
    };
    files::print(text.as_bytes())
}

fn list(catalog: &Catalog) -> Result<String, CliError> {
    let mut text = String::new();
    for built_in in guide::built_in() {
        let guide =
            Guide::parse(built_in.file, built_in.text, catalog).map_err(CliError::failed)?;
        let _ = writeln!(
            text,
            "{:<14} {:<12} {}",
            guide.id, guide.edition.id, guide.title
        );
    }
    Ok(text)
}

fn show(guide: &Guide) -> String {
    let mut text = String::new();
    let edition = &guide.edition;
    let _ = writeln!(
        text,
        "{} ({}, edition {})\n",
        guide.title, guide.id, edition.id
    );
    let _ = writeln!(
        text,
        "Vendor   {}\nProduct  {}",
        guide.vendor, guide.product
    );
    let _ = writeln!(text, "Source   {}\n         {}", edition.title, edition.url);
    let _ = writeln!(
        text,
        "         sha256 {}, read {}",
        edition.sha256, edition.read
    );
    let _ = writeln!(text, "\nParameters (--param NAME=VALUE)");
    for parameter in &guide.parameters {
        let default = parameter.default.as_deref().unwrap_or("not set");
        let _ = writeln!(
            text,
            "  {:<18} {} [{default}]",
            parameter.id, parameter.title
        );
    }
    requirements(
        &mut text,
        "Always",
        guide.requirements.iter().filter(|r| r.options.is_empty()),
    );
    for choice in &guide.choices {
        let _ = writeln!(text, "\n{} (--choose {}=…)", choice.title, choice.id);
        for option in &choice.options {
            let preferred = if option.preferred {
                ", preferred by the guide"
            } else {
                ""
            };
            let reference = choice.reference(option);
            let heading = format!("  {}: {}{preferred}", option.id, option.title);
            let asked = guide.requirements.iter().filter(|r| r.asked_by(&reference));
            requirements(&mut text, &heading, asked);
        }
    }
    notices(&mut text, guide);
    form(&mut text, guide);
    text
}

fn requirements<'a>(
    text: &mut String,
    heading: &str,
    requirements: impl Iterator<Item = &'a Requirement>,
) {
    let _ = writeln!(text, "\n{heading}");
    for requirement in requirements {
        let line = requirement
            .cites
            .first()
            .map(|cite| format!(" (line {})", cite.line));
        let _ = writeln!(
            text,
            "    {:<13} {}{}",
            requirement.tier.to_string(),
            requirement.title,
            line.unwrap_or_default()
        );
    }
}

fn notices(text: &mut String, guide: &Guide) {
    let _ = writeln!(text, "\nNotices");
    for notice in &guide.notices {
        let _ = writeln!(text, "  {}: {}", notice.id, notice.title);
    }
}

fn listed(options: &[OptionRef]) -> String {
    let options: Vec<String> = options.iter().map(ToString::to_string).collect();
    options.join(", ")
}

fn form(text: &mut String, guide: &Guide) {
    let _ = writeln!(text, "\nThe vendor's form");
    for field in &guide.form {
        let options = if field.options.is_empty() {
            String::new()
        } else {
            format!(" [{}]", listed(&field.options))
        };
        let _ = writeln!(text, "  {}{options}: {}", field.label, field.help);
    }
}
