//! The kinds of advice.

use schemars::JsonSchema;
use serde::Serialize;

/// The kind of a piece of advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AdviceKind {
    /// A setting of the tenant that may stop the vendor.
    Setting,
    /// Two answers that contradict each other.
    Contradiction,
    /// An answer that could show an obstacle, and was not read or not asked for.
    NotRead,
    /// A licence without which something that is asked may not work.
    Licence,
    /// A person's statement that does not count.
    Attestation,
}
