//! For a terminal: nothing that a tenant says may move the cursor.

use super::visible;

/// One line of text without any control character. Line ends and tabs become spaces.
pub(crate) fn line(text: &str) -> String {
    let text = text.replace("\r\n", " ").replace(['\n', '\t'], " ");
    visible(&text, &[]).into_owned()
}
