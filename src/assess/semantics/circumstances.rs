//! The circumstances of a judgement, beside guides and evidence.

use crate::guide::format2::kinds::Phase;
use jiff::civil::Date;

/// The circumstances of a judgement, beside guides and evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Circumstances {
    /// The day of the judgement.
    pub today: Date,
    /// Tells if the vendor is being onboarded, or is there.
    pub phase: Phase,
    /// Set when the reader named the person who installs.
    pub installer: bool,
    /// Set when a door that counts was not read, so that more could be held, whatever guide is asked.
    pub unread: bool,
    /// Set when advice, a licence, a contradiction, something that ends, or an approval is to be looked at, whatever guide is asked.
    pub findings: bool,
}
