//! The escapes of hostile text, one file per format.
//!
//! All of them first make invisible characters visible ([`visible`]), so that
//! a name that was built to deceive looks strange instead of familiar. JSON
//! needs no more than that its writer escapes them: see `json/writer.rs`.

mod csv;
mod html;
mod markdown;
mod shell;
mod shorten;
mod terminal;

pub(crate) use crate::quote::{is_unseen, visible};
pub(crate) use csv::field as csv_field;
pub(crate) use html::{anchor, breaks as html_breaks, write as write_html};
pub(crate) use markdown::{
    code as markdown_code, fence as markdown_fence, inline as markdown_inline,
};
pub(crate) use shell::{comment, hcl, posix, powershell, powershell_inside};
pub(crate) use shorten::shorten;
pub(crate) use terminal::line as terminal_line;

#[cfg(test)]
mod tests;
