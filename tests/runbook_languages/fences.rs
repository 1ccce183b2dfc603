//! The fenced blocks of a Markdown text, as a reader of Markdown finds them.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// A block of code.
pub struct Fence {
    pub language: String,
    pub text: String,
}

/// Every fenced block, in order.
pub fn fences(markdown: &str) -> Vec<Fence> {
    let mut found: Vec<Fence> = Vec::new();
    let mut inside = false;
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                let CodeBlockKind::Fenced(language) = kind else {
                    panic!("an indented block of code, which nobody meant");
                };
                inside = true;
                found.push(Fence {
                    language: language.to_string(),
                    text: String::new(),
                });
            }
            Event::End(TagEnd::CodeBlock) => inside = false,
            Event::Text(text) if inside => found.last_mut().unwrap().text.push_str(&text),
            _ => {}
        }
    }
    found
}
