//! What a reader sees when a guide is wrong.

use super::{MINIMAL, minimal_with, problem};

#[test]
fn placeholder() {
    let _ = (
        MINIMAL,
        minimal_with("Acme for Defender", "x"),
        problem as fn(&str) -> _,
    );
}
