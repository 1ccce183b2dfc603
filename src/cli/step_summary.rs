//! The summary of a step of GitHub Actions: the short Markdown, put into the file that the runner names.

use super::environment;
use super::os_error::in_words;
use super::reports;
use super::terminal::Screen;
use crate::assess::Assessment;
use crate::quote::Quoted;
use crate::report::{Format, Settings};
use std::fs::OpenOptions;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

/// The variable with the file's path.
const VARIABLE: &str = "GITHUB_STEP_SUMMARY";

/// Adds the summary to the runner's file, where there is one. That it cannot is no reason to fail: what was judged is
/// judged.
pub(super) fn add(assessments: &[Arc<Assessment>], settings: &Settings, screen: Screen) {
    let Some(path) = environment::set(VARIABLE).map(PathBuf::from) else {
        return;
    };
    let settings = Settings {
        summary: true,
        ..settings.clone()
    };
    let Ok(text) = reports::printed(assessments, Format::Markdown, &settings) else {
        screen.warn(format_args!("the summary for {VARIABLE} could not be made"));
        return;
    };
    // Other steps and other commands of this one write to it too.
    let file = OpenOptions::new().append(true).create(true).open(&path);
    let written = file.and_then(|mut file| file.write_all(&text));
    if let Err(error) = written {
        let path = Quoted::path(&path);
        screen.warn(format_args!(
            "cannot write {path} ({VARIABLE}): {}",
            in_words(&error)
        ));
    }
}
