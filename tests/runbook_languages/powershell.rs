//! Every block for PowerShell is PowerShell, and ends at the first answer that does not come.

use crate::books;
use crate::languages::powershell;

#[test]
fn every_block_is_powershell() {
    let (blocks, wrong) = books::checked("powershell", powershell::errors);
    assert!(blocks > 900, "only {blocks} blocks");
    assert!(
        wrong.is_empty(),
        "{} blocks:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn the_check_sees_what_is_no_powershell() {
    for text in [
        "& {",
        "if ($x) {",
        "$x = 'a",
        "foreach ($a in @('x') { }",
        "@{ a = }",
    ] {
        assert!(!powershell::errors(text).is_empty(), "{text}");
    }
}

/// Graph's cmdlets do not see the script's `$ErrorActionPreference`
/// (microsoftgraph/msgraph-sdk-powershell#896): a refused read would be taken for an empty answer.
#[test]
fn every_call_of_graph_ends_the_script_when_it_fails() {
    let mut calls = 0;
    let (_, wrong) = books::checked("powershell", |script| {
        powershell::commands(script)
            .into_iter()
            .filter(|(name, _)| name.contains("-Mg") && name != "Connect-MgGraph")
            .filter(|(_, command)| !command.contains("-ErrorAction Stop"))
            .map(|(_, command)| command)
            .collect()
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for book in books::all() {
        let fences = book.fences("powershell");
        calls += fences
            .map(|fence| fence.text.matches("-ErrorAction Stop").count())
            .sum::<usize>();
    }
    assert!(calls > 2000, "only {calls} calls");
}
