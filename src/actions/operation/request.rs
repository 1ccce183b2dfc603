//! Requests to Microsoft Graph as a person sends them. rolecall itself sends none of these.

use super::{Text, Version};

/// The method of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Makes something, or runs an action.
    Post,
    /// Changes properties.
    Patch,
    /// Takes something away.
    Delete,
}

impl Method {
    /// As HTTP spells it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// A JSON value whose texts may be known only later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// A string.
    Text(Text),
    /// Bytes, as base64.
    Base64(Text),
    /// True or false.
    Flag(bool),
    /// A list.
    List(Vec<Self>),
    /// An object, in the order in which it is written.
    Object(Vec<(&'static str, Self)>),
}

impl Body {
    /// A string.
    pub fn text(text: impl Into<Text>) -> Self {
        Self::Text(text.into())
    }
}

/// An address as its template and the keys in it: `/groups/{}/members/{}/$ref`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Path {
    /// The template, which is also the key of Microsoft's metadata and of the cmdlets.
    pub template: &'static str,
    /// The values for each `{}`.
    pub keys: Vec<Text>,
}

impl Path {
    /// The address with its keys in place.
    pub fn text(&self) -> Text {
        let mut pieces = self.template.split("{}");
        let mut text = Text::from(pieces.next().unwrap_or_default());
        for (piece, key) in pieces.zip(&self.keys) {
            text = text.and(key.as_segment()).and(piece);
        }
        text
    }
}

/// A request that changes something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// The version.
    pub version: Version,
    /// The address.
    pub path: Path,
    /// The body.
    pub body: Option<Body>,
    /// The Azure CLI's own command for it, without `az`, where there is one.
    pub az: Option<Vec<Text>>,
    /// The property of the answer that is a secret, shown once.
    pub secret: Option<&'static str>,
}

impl Request {
    /// A request of v1.0 without a body.
    pub fn new(method: Method, template: &'static str, keys: Vec<Text>) -> Self {
        Self {
            method,
            version: Version::V1,
            path: Path { template, keys },
            body: None,
            az: None,
            secret: None,
        }
    }

    /// With a body.
    #[must_use]
    pub fn with(mut self, body: Vec<(&'static str, Body)>) -> Self {
        self.body = Some(Body::Object(body));
        self
    }

    /// With a command of the Azure CLI for it, in which each `{}` stands for a value.
    #[must_use]
    pub fn or_az<const N: usize>(mut self, command: &str, values: [Text; N]) -> Self {
        let mut values = values.into_iter();
        let arguments = command.split(' ').filter_map(|word| match word {
            "{}" => values.next(),
            word => Some(word.into()),
        });
        self.az = Some(arguments.collect());
        self
    }

    /// In the beta version.
    #[must_use]
    pub fn beta(mut self) -> Self {
        self.version = Version::Beta;
        self
    }
}

/// A read of a collection: what is there before anything is changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Read {
    /// The name that what is found is remembered under.
    pub name: &'static str,
    /// The version.
    pub version: Version,
    /// The address.
    pub path: Path,
    /// The filter that the service applies.
    pub filter: Option<Text>,
    /// Conditions on an item, which the reader of the answer sees to: property and value.
    /// `list.property` is true of an item when any element of its list says so.
    pub matches: Vec<(&'static str, Text)>,
    /// The most items that a page may hold; the service's own default where not given.
    pub top: Option<u16>,
    /// True for an advanced query, which wants `ConsistencyLevel: eventual` and `$count=true`
    /// (`aad-advanced-queries.md` of the Graph documentation).
    pub eventual: bool,
    /// The properties to remember, the first of which tells whether anything was found.
    pub take: Vec<&'static str>,
}

impl Read {
    /// A read of v1.0 that remembers ids.
    pub fn new(name: &'static str, template: &'static str, keys: Vec<Text>) -> Self {
        Self {
            name,
            version: Version::V1,
            path: Path { template, keys },
            filter: None,
            matches: Vec::new(),
            top: None,
            eventual: false,
            take: vec!["id"],
        }
    }

    /// Filtered by the service.
    #[must_use]
    pub fn filtered(mut self, filter: impl Into<Text>) -> Self {
        self.filter = Some(filter.into());
        self
    }

    /// Of those, the items whose property is a value.
    #[must_use]
    pub fn matching(mut self, property: &'static str, value: impl Into<Text>) -> Self {
        self.matches.push((property, value.into()));
        self
    }

    /// On pages of this many items.
    #[must_use]
    pub fn by(mut self, top: u16) -> Self {
        self.top = Some(top);
        self
    }

    /// As an advanced query.
    #[must_use]
    pub fn eventual(mut self) -> Self {
        self.eventual = true;
        self
    }

    /// Remembers these properties.
    #[must_use]
    pub fn taking(mut self, properties: &[&'static str]) -> Self {
        self.take = properties.to_vec();
        self
    }

    /// In the beta version.
    #[must_use]
    pub fn beta(mut self) -> Self {
        self.version = Version::Beta;
        self
    }
}
