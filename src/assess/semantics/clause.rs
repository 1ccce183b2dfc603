//! A clause: rights, any one of which is enough.

use super::truth::Truth;

/// One of these rights is held.
#[derive(Clone, Debug)]
pub(super) struct Clause<R> {
    pub(super) rights: Vec<R>,
    /// Tells if the principal is asked for.
    pub(super) asked: Truth,
    /// Cleared when nobody can tell which right it is.
    pub(super) known: bool,
}
