//! The value of an option, and the place that it came from.

use std::ffi::OsString;
use std::fmt;

/// The value of an option, and the place that it came from.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Setting {
    /// The option's id in its command.
    pub(in crate::cli) id: String,
    /// The name of the option.
    pub(in crate::cli) long: String,
    /// Several for an option that is repeatable.
    pub(in crate::cli) values: Vec<OsString>,
    pub(in crate::cli) source: Source,
}

/// The place that a value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Source {
    /// The command line.
    Flag(String),
    /// A line of the configuration file.
    File {
        /// The file's name.
        name: String,
        line: usize,
    },
    /// A variable that other tools read too.
    Azure(&'static str),
    /// A variable of rolecall's own.
    Variable(String),
}

/// The settings that a run uses, with those of its flags.
#[derive(Clone, Debug, Default)]
pub(in crate::cli) struct Settings {
    pub(in crate::cli) used: Vec<Setting>,
    /// True if there is a configuration file, which may say something else to another command.
    pub(in crate::cli) has_file: bool,
    /// True if any variable is set that an option could come from.
    pub(in crate::cli) has_variables: bool,
    /// Warnings of variables that no option takes.
    pub(in crate::cli) unknown: Vec<String>,
}

impl Settings {
    /// The name of the configuration file that one came from.
    pub(in crate::cli) fn file(&self) -> Option<&str> {
        self.used.iter().find_map(|setting| match &setting.source {
            Source::File { name, .. } => Some(name.as_str()),
            Source::Flag(_) | Source::Azure(_) | Source::Variable(_) => None,
        })
    }

    /// The place that the value of an option came from, where no flag gives it.
    pub(in crate::cli) fn source(&self, long: &str) -> Option<&Source> {
        let mut settings = self.used.iter().filter(|setting| !setting.is_flag());
        let setting = settings.find(|setting| setting.long == long);
        setting.map(|setting| &setting.source)
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { name, line } => write!(f, "{name}, line {line}"),
            Self::Flag(long) => write!(f, "the flag --{long}"),
            Self::Azure(name) => write!(f, "the variable {name}"),
            Self::Variable(name) => write!(f, "the variable {name}"),
        }
    }
}

impl Setting {
    /// True if the command line gives it.
    pub(in crate::cli) fn is_flag(&self) -> bool {
        matches!(self.source, Source::Flag(_))
    }

    /// True unless it is a switch that is off.
    pub(in crate::cli) fn is_on(&self) -> bool {
        self.values != [OsString::from("false")]
    }

    /// The setting as a message names it.
    pub(in crate::cli) fn told(&self) -> String {
        format!("{} ({})", self.long, self.source)
    }
}
