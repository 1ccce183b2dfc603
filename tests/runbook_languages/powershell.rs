//! Every block for PowerShell is PowerShell, and calls only cmdlets that are known.

use crate::books;
use crate::languages::powershell;

#[test]
fn every_block_is_powershell() {
    let mut wrong = Vec::new();
    let mut blocks = 0;
    for book in books::all() {
        for fence in book.fences("powershell") {
            blocks += 1;
            let errors = powershell::errors(&fence.text);
            if !errors.is_empty() {
                wrong.push(format!("{}: {errors:?}\n{}", book.name, fence.text));
            }
        }
    }
    assert!(blocks > 900, "only {blocks} blocks");
    assert!(wrong.is_empty(), "{} of {blocks}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_check_sees_what_is_no_powershell() {
    for text in ["& {", "if ($x) {", "$x = 'a", "foreach ($a in @('x') { }", "@{ a = }"] {
        assert!(!powershell::errors(text).is_empty(), "{text}");
    }
}
