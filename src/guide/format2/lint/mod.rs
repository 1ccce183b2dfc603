//! Lints: remarks that do not prevent the use of a guide.

mod names;
mod requirements;
mod unused;

use super::file::GuideFile;
use super::load::{Library, Loaded, load};
use super::model::Guide;
use super::names::Names;
use crate::guide::GuideError;
use crate::guide::error::line_and_column;
use std::fmt;
use std::ops::Range;

/// Declares the rules, each with its word.
macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)+) => {
        /// A rule of the lints.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum LintRule {
            $($(#[$doc])* $name,)+
        }

        impl LintRule {
            /// Every rule.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The rule's id.
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)+
                }
            }
        }
    };
}

rules! {
    /// The article does not say as which type a permission is asked.
    TypeUnstated = "type-unstated",
    /// A permission is asked as either type, and is known as one.
    TypeKnown = "type-known",
    /// A principal has no requirement.
    UnusedPrincipal = "unused-principal",
    /// A parameter is never used.
    UnusedParameter = "unused-parameter",
    /// No condition names a fact.
    UnusedFact = "unused-fact",
    /// No condition names an option of a choice.
    UnusedChoice = "unused-choice",
    /// A declared name is never used.
    UnusedName = "unused-name",
    /// A declared name is built in.
    BuiltInName = "built-in-name",
    /// An alternative contains another.
    IdleAlternative = "idle-alternative",
    /// A right is asked more than once under one condition.
    AskedTwice = "asked-twice",
    /// No step closes a required or recommended requirement.
    Unclosed = "unclosed",
    /// No step removes a temporary right.
    Unremoved = "unremoved",
    /// A part of the article was not read.
    Excerpt = "excerpt",
    /// A guide that is extended is not available.
    ExtendedNotHere = "extended-not-here",
}

impl fmt::Display for LintRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// One remark of a lint rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lint {
    /// The rule that it comes from.
    pub rule: LintRule,
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
    /// The remark, a lower-case fragment.
    pub what: String,
    /// The suggested improvement.
    pub help: String,
}

impl fmt::Display for Lint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}; {}", self.rule, self.what, self.help)
    }
}

/// The remarks of the rules, with their places.
#[derive(Debug, Default)]
pub(crate) struct Found {
    lints: Vec<(Range<usize>, LintRule, String, String)>,
}

impl Found {
    /// Notes something.
    pub(crate) fn add(
        &mut self,
        rule: LintRule,
        span: Range<usize>,
        what: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.lints.push((span, rule, what.into(), help.into()));
    }
}

/// The input of the rules.
pub(crate) struct Subject<'a> {
    pub(crate) guide: &'a Guide,
    pub(crate) file: &'a GuideFile,
    pub(crate) built_in: &'a Names<'a>,
    pub(crate) others: &'a [Guide],
}

/// Every lint of a guide, in the file's order, or everything that keeps it from being loaded.
pub fn lint(file_name: &str, text: &str, library: &Library<'_>) -> Result<Vec<Lint>, GuideError> {
    let Loaded {
        guide,
        file,
        built_in,
    } = load(file_name, text, library)?;
    let subject = Subject {
        guide: &guide,
        file: &file,
        built_in: &built_in,
        others: library.guides,
    };
    let mut found = Found::default();
    requirements::types(&subject, &mut found);
    requirements::alternatives(&subject, &mut found);
    requirements::asked_twice(&subject, &mut found);
    requirements::steps(&subject, &mut found);
    requirements::sources(&subject, &mut found);
    unused::principals(&subject, &mut found);
    unused::parameters(&subject, &mut found);
    unused::conditions(&subject, &mut found);
    names::declared(&subject, &mut found);
    found
        .lints
        .sort_by(|a, b| (a.0.start, a.1, &a.2).cmp(&(b.0.start, b.1, &b.2)));
    let lints = found.lints.into_iter();
    Ok(lints
        .map(|(span, rule, what, help)| {
            let (line, column) = line_and_column(text, span.start);
            Lint {
                rule,
                line,
                column,
                what,
                help,
            }
        })
        .collect())
}
