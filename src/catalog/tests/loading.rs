//! A file that is no TOML, or does not fit its type, is an error that says where.

use crate::catalog::load::read;
use crate::catalog::{Cmdlets, CredentialLimits, Tasks};
use serde::de::DeserializeOwned;

fn error<T: DeserializeOwned + std::fmt::Debug>(text: &str) -> String {
    read::<T>("catalog/x.toml", text).unwrap_err().to_string()
}

#[test]
fn a_file_that_does_not_fit_says_where() {
    for (text, place, problem) in [
        (
            error::<CredentialLimits>("checked = \"2026-11-23\"\n[[cover]\n"),
            "line 2, column 9",
            "",
        ),
        (
            error::<Cmdlets>("checked = \"x\"\ncmdlet = []\nsource = \"x\"\n"),
            "line 3, column 1",
            "unknown field `source`",
        ),
        (
            error::<CredentialLimits>("checked = \"é\"\nno-real-end-days = \"x\"\nsource = \"\"\n"),
            "line 2, column 20",
            "invalid type",
        ),
        (
            error::<Tasks>("checked = \"x\"\n[[task]]\nname = \"dance\"\n"),
            "line 3, column 8",
            "unknown variant `dance`",
        ),
        (
            error::<Cmdlets>("checked = \"x\"\n[[cmdlet]]\nmethod = \"GET\"\nversion = \"v2\"\n"),
            "line 4, column 11",
            "unknown variant `v2`",
        ),
    ] {
        assert!(text.starts_with("catalog/x.toml: "), "{text}");
        assert!(text.contains(place) && text.contains(problem), "{text}");
    }
}
