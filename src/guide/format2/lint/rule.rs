//! The rules of the lints.

use std::fmt;

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
