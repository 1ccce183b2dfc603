//! A list that is made while it is written, so that a report never holds all of it at once.

use serde::{Serialize, Serializer};

/// Gives the items anew each time that they are written.
type Make<'a, T> = dyn Fn() -> Box<dyn Iterator<Item = T> + 'a> + 'a;

/// Items that exist one at a time, while they are being written.
pub(super) struct Lazily<'a, T>(Box<Make<'a, T>>);

impl<'a, T> Lazily<'a, T> {
    /// The items that `make` gives, in that order.
    pub(super) fn new<I: Iterator<Item = T> + 'a>(make: impl Fn() -> I + 'a) -> Self {
        Self(Box::new(move || Box::new(make())))
    }
}

impl<T: Serialize> Serialize for Lazily<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}
