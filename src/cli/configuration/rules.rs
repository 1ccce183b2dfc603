//! The one table of what a configuration may do with each option.
//!
//! A file that rolecall finds may lie in a repository that is somebody else's. It may say what a guide asks and how the
//! result looks; it decides neither which tenant's answers are judged, nor who signs in, nor what is written outside of
//! its folder.

/// The configuration files that may give an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Files {
    /// Every file, one that is found too.
    Any,
    /// A file that the user names, for the reason that is given.
    Named(&'static str),
    /// No file: where a credential comes from, where it is sent to, and whom to trust.
    None,
}

/// The rule of an option: the files that may give it, and its kind.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    long: &'static str,
    pub(super) files: Files,
    /// True for a path that is written to.
    pub(super) is_written: bool,
    /// True if its meaning or its values depend on the command.
    pub(super) is_of_a_command: bool,
}

/// An option that every file may give.
const fn any(long: &'static str) -> Rule {
    Rule {
        long,
        files: Files::Any,
        is_written: false,
        is_of_a_command: false,
    }
}

/// An option that a file may give which the user names.
const fn named(long: &'static str, why: &'static str) -> Rule {
    Rule {
        files: Files::Named(why),
        ..any(long)
    }
}

/// An option that no file may give.
const fn no_file(long: &'static str) -> Rule {
    Rule {
        files: Files::None,
        ..any(long)
    }
}

const JUDGED: &str = "it says which tenant's answers are judged";
const SIGNS_IN: &str = "it says who signs in, and to which tenant";

/// Every option, by name.
const RULES: [Rule; 38] = [
    no_file("access-token-file"),
    any("all"),
    any("appendix"),
    named("as-of", "it says at which moment what expires still counts"),
    named("attest", "it says what counts as seen by a person"),
    any("attest-max-age"),
    named("auth", SIGNS_IN),
    no_file("authority-host"),
    any("budget"),
    no_file("ca-file"),
    any("choose"),
    named("client-id", SIGNS_IN),
    named("cloud", SIGNS_IN),
    any("color"),
    any("create"),
    any("csv-bom"),
    named("demo", JUDGED),
    any("fact"),
    any("fail-on"),
    Rule {
        is_of_a_command: true,
        ..any("format")
    },
    no_file("graph-host"),
    any("guide"),
    any("in-flight"),
    any("installer"),
    any("kind"),
    Rule {
        is_written: true,
        is_of_a_command: true,
        ..any("output")
    },
    any("param"),
    any("phase"),
    any("quiet"),
    Rule {
        is_written: true,
        ..named("record", "it says where a tenant's answers are kept")
    },
    named("replay", JUDGED),
    named("since", JUDGED),
    named("snapshot", JUDGED),
    any("summary"),
    any("template-dir"),
    named("tenant", SIGNS_IN),
    any("verbose"),
    any("warn-days"),
];

/// The rule of an option by its long name. One that the table lacks has the strictest.
pub(super) fn of(long: &str) -> Rule {
    let rule = RULES.into_iter().find(|rule| rule.long == long);
    rule.unwrap_or(Rule {
        is_written: true,
        ..no_file("")
    })
}

#[cfg(test)]
mod tests {
    use super::RULES;
    use crate::cli::arguments::Arguments;
    use crate::cli::configuration::options::{configurable, is_option};
    use clap::{Arg, Command, CommandFactory};
    use std::collections::BTreeSet;

    #[test]
    fn every_option_has_one_rule_and_every_rule_an_option() {
        let root = Arguments::command();
        let commands = configurable(&root).chain([&root]);
        let args = commands.flat_map(Command::get_arguments);
        let args = args.filter(|arg| is_option(arg));
        let options: BTreeSet<&str> = args.filter_map(Arg::get_long).collect();
        let ruled: Vec<&str> = RULES.iter().map(|rule| rule.long).collect();
        assert_eq!(ruled, options.into_iter().collect::<Vec<_>>());
    }
}
