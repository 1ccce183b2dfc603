//! The guide's own Markdown, as HTML.
//!
//! Only text of the guide goes through here, never a tenant's. A guide may come
//! from a file that somebody else wrote, so it is not trusted either: raw HTML
//! becomes text, images become their description, and only addresses that a
//! reader would expect become links.

use super::escape::{markdown_inline, visible};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};

/// Renders guide text. The result is HTML and may be marked as safe.
pub(crate) fn to_html(text: &str) -> String {
    let text = visible(text, &['\n', '\t', '\r']);
    let mut links = Vec::new();
    let events = Parser::new_ext(&text, Options::empty()).filter_map(|event| match event {
        Event::Html(raw) | Event::InlineHtml(raw) => Some(Event::Text(raw)),
        // The report has its own headings; those of a notice must not stand beside them.
        Event::Start(Tag::HtmlBlock | Tag::Heading { .. }) => Some(Event::Start(Tag::Paragraph)),
        Event::End(TagEnd::HtmlBlock | TagEnd::Heading(_)) => Some(Event::End(TagEnd::Paragraph)),
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
        Event::Start(Tag::Link { ref dest_url, .. }) => {
            let welcome = is_welcome(dest_url);
            links.push(welcome);
            welcome.then_some(event)
        }
        Event::End(TagEnd::Link) => links.pop().unwrap_or(false).then_some(event),
        other => Some(other),
    });
    let mut out = String::with_capacity(text.len() * 2);
    html::push_html(&mut out, events);
    out
}

/// Guide text for a Markdown report: as it is, unless it holds what [`to_html`] would not let pass.
pub(crate) fn to_markdown(text: &str) -> String {
    let shown = visible(text, &['\n', '\t', '\r']);
    let unwelcome = Parser::new_ext(&shown, Options::empty()).any(|event| match event {
        Event::Html(_)
        | Event::InlineHtml(_)
        | Event::Start(Tag::Heading { .. } | Tag::Image { .. }) => true,
        Event::Start(Tag::Link { dest_url, .. }) => !is_welcome(&dest_url),
        _ => false,
    });
    if unwelcome {
        markdown_inline(text)
    } else {
        shown.trim().to_owned()
    }
}

/// True if an address may become a link.
fn is_welcome(address: &str) -> bool {
    let address = address.to_ascii_lowercase();
    ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| address.starts_with(scheme))
}
