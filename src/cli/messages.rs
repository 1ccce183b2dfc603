//! Messages on standard error.

use std::fmt::Display;
use std::io::Write;

/// Tells of something that keeps nothing from working.
pub(super) fn warn(text: impl Display) {
    // Nothing sensible is left to do when standard error is closed.
    let _ = writeln!(std::io::stderr(), "rolecall: warning: {text}");
}
