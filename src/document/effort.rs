//! What templates of the caller may cost: work, memory and output.
//!
//! A template is a program: it can loop, and double a text again and again. The
//! built-in ones are ours and are not bounded; as soon as one of the caller's is
//! among them, all are. Work is counted in the fuel of `minijinja`, which also bounds
//! the memory of a single template (64 bytes for each).

use super::templates::Templates;
use minijinja::{Environment, State};
use std::cell::Cell;

/// What one template may use up, with all that it includes.
const EACH: u64 = 1_000_000;
/// What the templates of a document may use up together, and more for each thing that `each` writes.
const ALL: u64 = 20_000_000;
const ALL_PER_ITEM: u64 = 20_000;
/// How long a document may be, in bytes, and more for each thing that `each` writes.
const OUTPUT: u64 = 64 * 1024 * 1024;
const OUTPUT_PER_ITEM: u64 = 64 * 1024;

/// Why a document is not written on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Excess {
    Work,
    Output,
}

impl Excess {
    /// What is wrong, for a message that names the template.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Work => {
                "it takes more work or memory than a document needs; look for a loop or a text that grows without end"
            }
            Self::Output => {
                "it writes more than any document holds; look for a loop that writes without end"
            }
        }
    }
}

/// What is left for a document.
pub(super) struct Effort {
    bounded: bool,
    work: Cell<u64>,
    output: Cell<u64>,
    excess: Cell<Option<Excess>>,
}

impl Effort {
    pub(super) fn of(templates: &Templates) -> Self {
        Self {
            bounded: templates.has_own(),
            work: Cell::new(ALL),
            output: Cell::new(OUTPUT),
            excess: Cell::new(None),
        }
    }

    /// Bounds what a single template uses up.
    pub(super) fn bound(&self, environment: &mut Environment<'_>) {
        if self.bounded {
            environment.set_fuel(Some(EACH));
        }
    }

    /// Counts a thing that `each` writes.
    pub(super) fn item(&self) {
        self.work.set(self.work.get().saturating_add(ALL_PER_ITEM));
        let more = self.output.get().saturating_add(OUTPUT_PER_ITEM);
        self.output.set(more);
    }

    /// Takes what a template has used up; `false` when that is more than was left.
    pub(super) fn used(&self, state: &State<'_, '_>) -> bool {
        let used = state.fuel_levels().map_or(0, |(used, _)| used);
        self.take(&self.work, used, Excess::Work)
    }

    /// Takes bytes of output; `false` when they are more than were left.
    pub(super) fn wrote(&self, bytes: usize) -> bool {
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
        self.take(&self.output, bytes, Excess::Output)
    }

    /// What there was too much of.
    pub(super) const fn excess(&self) -> Option<Excess> {
        self.excess.get()
    }

    fn take(&self, left: &Cell<u64>, wanted: u64, excess: Excess) -> bool {
        if !self.bounded {
            return true;
        }
        let less = left.get().checked_sub(wanted);
        if let Some(less) = less {
            left.set(less);
        } else {
            self.excess.set(Some(excess));
        }
        less.is_some()
    }
}
