//! The input of the rules, and what they find.

use super::rule::LintRule;
use crate::guide::format2::file::GuideFile;
use crate::guide::format2::model::Guide;
use crate::guide::format2::names::Names;
use std::ops::Range;

/// The remarks of the rules, with their places.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(super) lints: Vec<(Range<usize>, LintRule, String, String)>,
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
