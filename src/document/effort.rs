//! The most that templates of the caller may cost: work, memory and output.
//!
//! A template is a program: it can loop, and double a text again and again. The
//! built-in ones are ours and are not bounded; as soon as one of the caller's is
//! among them, all are. Work is counted in the fuel of `minijinja`, which also bounds
//! memory (64 bytes for each).

use minijinja::Environment;
use std::cell::Cell;
use std::io::{self, Write};

/// Everything that the templates of a document may use up together, and more for each thing that the document lists.
const WORK: u64 = 4_000_000;
const WORK_PER_ITEM: u64 = 20_000;
/// The greatest length of a document, in bytes, and more for each thing that it lists.
const OUTPUT: u64 = 64 * 1024 * 1024;
const OUTPUT_PER_ITEM: u64 = 64 * 1024;

/// Everything that a document takes too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Excess {
    Work,
    Output,
}

impl Excess {
    /// The fault, for a message that names the template.
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

/// The bounds of a document.
pub(super) struct Effort {
    bounded: bool,
    work: u64,
    output: Cell<u64>,
    excess: Cell<Option<Excess>>,
}

impl Effort {
    /// The bounds of a document that lists so many things.
    pub(super) fn of(bounded: bool, items: usize) -> Self {
        let items = u64::try_from(items).unwrap_or(u64::MAX);
        Self {
            bounded,
            work: WORK.saturating_add(items.saturating_mul(WORK_PER_ITEM)),
            output: Cell::new(OUTPUT.saturating_add(items.saturating_mul(OUTPUT_PER_ITEM))),
            excess: Cell::new(None),
        }
    }

    /// Bounds the work of a document.
    pub(super) fn bound(&self, environment: &mut Environment<'_>) {
        if self.bounded {
            environment.set_fuel(Some(self.work));
        }
    }

    /// Everything that there was too much of.
    pub(super) const fn excess(&self) -> Option<Excess> {
        self.excess.get()
    }

    /// Takes bytes of output; `false` when they are more than were left.
    fn wrote(&self, bytes: usize) -> bool {
        if !self.bounded {
            return true;
        }
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
        let less = self.output.get().checked_sub(bytes);
        match less {
            Some(less) => self.output.set(less),
            None => self.excess.set(Some(Excess::Output)),
        }
        less.is_some()
    }
}

/// Passes a document on, within its length.
pub(super) struct Counted<'o> {
    pub(super) out: &'o mut dyn Write,
    pub(super) effort: &'o Effort,
}

impl Write for Counted<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.effort.wrote(bytes.len()) {
            return Err(io::Error::other("the document is too long"));
        }
        self.out.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
