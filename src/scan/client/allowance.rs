//! What a whole scan may take, whatever the hosts send: bytes that are read, and what is kept of them.

use crate::scan::options::Limits;
use std::io::{self, Write};
use std::sync::atomic::{AtomicUsize, Ordering};

/// What an object takes in memory beside its text and its own properties: for itself and for what is made of it in
/// the judgement, and for each of its parts.
const OBJECT: usize = 800;
const PART: usize = 32;

/// The sums over all requests of a scan.
#[derive(Debug)]
pub(super) struct Allowance {
    read: AtomicUsize,
    kept: AtomicUsize,
}

impl Allowance {
    pub(super) const fn new(limits: &Limits) -> Self {
        Self {
            read: AtomicUsize::new(limits.read_bytes),
            kept: AtomicUsize::new(limits.kept_bytes),
        }
    }

    /// Takes bytes that were read; `false` when they are more than are left, and then none are.
    pub(super) fn read(&self, bytes: usize) -> bool {
        let taken = take(&self.read, bytes);
        if !taken {
            self.read.store(0, Ordering::SeqCst);
        }
        taken
    }

    /// Whether nothing more can be read.
    pub(super) fn is_spent(&self) -> bool {
        self.read.load(Ordering::SeqCst) == 0
    }

    /// Takes what a page leaves in memory; `false` when that is more than is left.
    pub(super) fn keep(&self, weight: usize) -> bool {
        take(&self.kept, weight)
    }
}

fn take(left: &AtomicUsize, wanted: usize) -> bool {
    left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| {
        left.checked_sub(wanted)
    })
    .is_ok()
}

/// About how much memory an object takes: its properties, of which most may be absent, twice, since lists grow by
/// doubling; its text, and something for each part of it.
pub(super) fn weight(object: &impl serde::Serialize) -> usize {
    let mut counter = Counter(OBJECT + 2 * size_of_val(object));
    // Counting cannot fail; what cannot be written is no object of ours.
    if serde_json::to_writer(&mut counter, object).is_err() {
        return usize::MAX;
    }
    counter.0
}

struct Counter(usize);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let parts = bytes
            .iter()
            .filter(|byte| matches!(byte, b'{' | b'[' | b','))
            .count();
        self.0 = self.0.saturating_add(bytes.len() + parts * PART);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
