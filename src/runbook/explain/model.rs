//! An explanation, apart from how it looks. Any text in it may be a tenant's: hostile.

/// All that is said about one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// Its title.
    pub title: String,
    /// Its sections, in the order in which they are read.
    pub sections: Vec<Section>,
}

/// The lines under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading.
    pub title: String,
    /// The lines.
    pub lines: Vec<Line>,
}

/// One thing that is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A paragraph.
    Text(String),
    /// A value under its name.
    Fact(&'static str, String),
    /// One of several.
    Item(String),
    /// A heading of its own: a step.
    Head(String),
    /// One of several things that are done in order.
    Click(usize, String),
    /// Lines to copy, under the name of their language.
    Script(&'static str, String),
}

impl Section {
    /// With nothing in it yet.
    pub(super) fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            lines: Vec::new(),
        }
    }

    pub(super) fn text(&mut self, text: impl Into<String>) {
        self.lines.push(Line::Text(text.into()));
    }

    pub(super) fn fact(&mut self, name: &'static str, value: impl Into<String>) {
        self.lines.push(Line::Fact(name, value.into()));
    }

    pub(super) fn item(&mut self, text: impl Into<String>) {
        self.lines.push(Line::Item(text.into()));
    }

    pub(super) fn head(&mut self, text: impl Into<String>) {
        self.lines.push(Line::Head(text.into()));
    }
}
