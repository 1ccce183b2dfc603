//! One kind of GET, as data.

use super::SectionName;
use crate::graph_version::GraphVersion;

/// A part of a scan whose requests can all be made at once. The token is the first round trip.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// Before anything is known: whoever could be meant, the APIs, and the tenant's settings.
    Find,
    /// Once candidates are known: what each of them holds.
    Read,
    /// Once that is known: what the answers named, and what the candidates' groups hold.
    Follow,
}

impl Phase {
    /// The round trip in which the phase begins at the earliest.
    pub const fn round_trip(self) -> u8 {
        match self {
            Self::Find => 2,
            Self::Read => 3,
            Self::Follow => 4,
        }
    }
}

/// The part of a list that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    /// Items.
    pub items: usize,
    /// Pages.
    pub pages: u32,
}

/// One kind of GET, with `{placeholders}` where a scan puts values.
///
/// An endpoint without a placeholder is asked once, one with placeholders once for each set of
/// values that a phase has for all of them.
#[expect(clippy::struct_excessive_bools, reason = "columns of a table")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// The section that its answers belong to.
    pub section: SectionName,
    /// The phase in which it is asked.
    pub phase: Phase,
    /// The version of Graph.
    pub version: GraphVersion,
    /// The path below the version; a placeholder is one plain segment.
    pub path: &'static str,
    /// `$filter`; a placeholder is one quoted literal, or a list of them. Empty: none.
    pub filter: &'static str,
    /// `$select`. Empty: none.
    pub select: &'static str,
    /// `$expand`. Empty: none.
    pub expand: &'static str,
    /// `$top`: the size of a page. Empty: the service's own.
    pub top: &'static str,
    /// An advanced query: `$count=true`, and `ConsistencyLevel: eventual` with every page.
    pub eventual: bool,
    /// The answer is one object and not a list.
    pub one: bool,
    /// Nothing (404) is an answer too, and no failure.
    pub may_be_absent: bool,
    /// Asked only where the service does not understand the section's requests of the phase before.
    pub fallback: bool,
    /// A placeholder: nothing is asked here of values that have it, because another endpoint asks the same and more, or
    /// because nobody needs to know. Empty: none.
    pub unless: &'static str,
    /// The part that is read of a list that grows with the tenant; what is left unread is said.
    pub bound: Option<Bound>,
    /// Graph permissions, any one of which answers it, least first.
    pub permissions: &'static [&'static str],
    /// The reason why a scan asks.
    pub why: &'static str,
}

impl Endpoint {
    /// The values that most endpoints share.
    pub(super) const USUAL: Self = Self {
        section: SectionName::Organization,
        phase: Phase::Find,
        version: GraphVersion::V1,
        path: "",
        filter: "",
        select: "",
        expand: "",
        top: "",
        eventual: false,
        one: false,
        may_be_absent: false,
        fallback: false,
        unless: "",
        bound: None,
        permissions: &[],
        why: "",
    };

    /// The query options in order, placeholders included.
    pub fn query(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let count = if self.eventual { "true" } else { "" };
        let options = [
            ("$count", count),
            ("$filter", self.filter),
            ("$select", self.select),
            ("$expand", self.expand),
            ("$top", self.top),
        ];
        options.into_iter().filter(|(_, value)| !value.is_empty())
    }

    /// The names of the placeholders, in order and without their braces.
    pub fn placeholders(&self) -> impl Iterator<Item = &'static str> {
        let options = self.query().map(|(_, value)| value);
        std::iter::once(self.path)
            .chain(options)
            .flat_map(|text| text.split('{').skip(1))
            .filter_map(|rest| rest.split_once('}'))
            .map(|(name, _)| name)
    }
}
