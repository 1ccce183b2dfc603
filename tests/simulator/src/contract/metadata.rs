//! The fixtures (what can be read, what can be written), and questions to them.

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// Types that a collection of directory objects can hold.
const DIRECTORY_TYPES: [&str; 6] = [
    "user",
    "group",
    "servicePrincipal",
    "application",
    "directoryRole",
    "administrativeUnit",
];

/// Both versions.
#[derive(Debug, Deserialize)]
pub struct Metadata {
    versions: BTreeMap<String, Version>,
}

/// One version of Graph.
#[derive(Debug, Deserialize)]
pub struct Version {
    /// By path template, `{}` for a key.
    #[serde(default)]
    pub paths: BTreeMap<String, Path>,
    /// By method and path template.
    #[serde(default)]
    pub writes: BTreeMap<String, Write>,
    types: BTreeMap<String, Type>,
    /// The members of enumerations that bodies use.
    #[serde(default)]
    enums: BTreeMap<String, Vec<String>>,
}

/// What a method may send to a path.
#[derive(Debug, Deserialize)]
pub struct Write {
    /// The type of the body; none at all for `None`.
    #[serde(rename = "b")]
    pub body: Option<String>,
    /// Properties that the body must have; `a|b` is one of the two.
    #[serde(rename = "r", default)]
    pub required: Vec<String>,
    /// Properties that the body must not have.
    #[serde(rename = "x", default)]
    pub forbidden: Vec<String>,
}

/// A path that can be read.
#[derive(Debug, Deserialize)]
pub struct Path {
    /// The type of what it returns.
    #[serde(rename = "t")]
    pub kind: String,
    /// Whether it returns a collection.
    #[serde(rename = "c")]
    pub collection: bool,
    /// The query options that the description lists.
    #[serde(rename = "g")]
    pub options: BTreeSet<String>,
}

#[derive(Debug, Deserialize)]
struct Type {
    #[serde(rename = "b")]
    base: Option<String>,
    #[serde(rename = "k")]
    kind: String,
    #[serde(rename = "p", default)]
    properties: BTreeMap<String, String>,
    #[serde(rename = "n", default)]
    relations: BTreeMap<String, String>,
    #[serde(rename = "f", default)]
    operators: BTreeMap<String, BTreeSet<String>>,
    #[serde(rename = "s", default)]
    strict: bool,
    #[serde(default)]
    stub: bool,
}

/// A property or relationship of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its name as Microsoft spells it.
    pub name: String,
    /// Its type; a collection is in brackets.
    pub kind: String,
    /// Whether it is a relationship.
    pub relation: bool,
}

impl Metadata {
    /// The fixture, read once.
    pub fn get() -> &'static Self {
        static FIXTURE: OnceLock<Metadata> = OnceLock::new();
        FIXTURE.get_or_init(|| {
            let read = |text| serde_json::from_str(text).expect("a contract fixture");
            let mut metadata: Self = read(include_str!("../../../fixtures/contract/graph.json"));
            let writes: Self = read(include_str!("../../../fixtures/contract/writes.json"));
            for (name, more) in writes.versions {
                let version = metadata.versions.get_mut(&name).expect("the same versions");
                version.writes = more.writes;
                version.enums = more.enums;
                for (kind, described) in more.types {
                    version.types.entry(kind).or_insert(described);
                }
            }
            metadata
        })
    }

    /// One version, by its path segment.
    pub fn version(&self, name: &str) -> Option<&Version> {
        self.versions.get(&name.to_ascii_lowercase())
    }

    /// The versions by name.
    pub fn versions(&self) -> impl Iterator<Item = (&str, &Version)> {
        self.versions
            .iter()
            .map(|entry| (entry.0.as_str(), entry.1))
    }
}

impl Version {
    fn chain<'v>(&'v self, kind: &'v str) -> impl Iterator<Item = (&'v str, &'v Type)> {
        let start = self.types.get_key_value(kind);
        let next =
            |entry: &(&'v String, &'v Type)| self.types.get_key_value(entry.1.base.as_ref()?);
        std::iter::successors(start, next).map(|entry| (entry.0.as_str(), entry.1))
    }

    /// Whether the directory's query rules hold for a type.
    pub fn is_directory(&self, kind: &str) -> bool {
        self.chain(kind).any(|entry| entry.0 == "directoryObject")
    }

    /// Whether nothing is known of a type's contents.
    pub fn is_opaque(&self, kind: &str) -> bool {
        self.types.get(kind).is_none_or(|found| found.stub)
    }

    /// Whether it is an enumeration.
    pub fn is_enum(&self, kind: &str) -> bool {
        self.types
            .get(kind)
            .is_some_and(|found| found.kind == "enum")
    }

    /// The members of an enumeration, where they are known.
    pub fn members(&self, kind: &str) -> Option<&[String]> {
        self.enums.get(kind).map(Vec::as_slice)
    }

    /// Whether a type is another, or derived from it.
    pub fn is_a(&self, kind: &str, base: &str) -> bool {
        self.chain(kind).any(|entry| entry.0 == base)
    }

    /// A property or relationship; a directory object has those of every directory type.
    pub fn member(&self, kind: &str, name: &str) -> Option<Member> {
        and_subtypes(kind).find_map(|one| {
            self.chain(one).find_map(|(_, found)| {
                let of = |list: &BTreeMap<String, String>, relation| {
                    let entry = list
                        .iter()
                        .find(|entry| entry.0.eq_ignore_ascii_case(name))?;
                    Some(Member {
                        name: entry.0.clone(),
                        kind: entry.1.clone(),
                        relation,
                    })
                };
                of(&found.properties, false).or_else(|| of(&found.relations, true))
            })
        })
    }

    /// Operators documented for a property: none at all is an empty set, not known is `None`.
    pub fn operators(&self, kind: &str, property: &str) -> Option<BTreeSet<String>> {
        for one in and_subtypes(kind) {
            for (_, found) in self.chain(one) {
                if let Some(operators) = found.operators.get(property) {
                    return Some(operators.clone());
                }
            }
        }
        self.chain(kind)
            .any(|entry| entry.1.strict)
            .then(BTreeSet::new)
    }

    /// Follows a path of properties; says what is missing.
    pub fn walk(&self, kind: &str, path: &[String]) -> Result<Member, String> {
        let mut first: Option<Member> = None;
        let mut current = kind.to_owned();
        for name in path {
            let base = element(&current).to_owned();
            let known = first.is_none() || !self.is_opaque(&base);
            if !known {
                break;
            }
            if let Some(cast) = name.strip_prefix("microsoft.graph.") {
                cast.clone_into(&mut current);
                continue;
            }
            let Some(found) = self.member(&base, name) else {
                return Err(format!(
                    "Could not find a property named '{name}' on type 'microsoft.graph.{base}'."
                ));
            };
            current.clone_from(&found.kind);
            first.get_or_insert(found);
        }
        let kind = if self.is_opaque(element(&current)) && !is_primitive(element(&current)) {
            "any".to_owned()
        } else {
            current
        };
        let first = first.ok_or_else(|| "an empty path".to_owned())?;
        Ok(Member { kind, ..first })
    }
}

/// The type of an element, without the brackets of a collection.
pub fn element(kind: &str) -> &str {
    kind.trim_start_matches('[').trim_end_matches(']')
}

/// Whether a type is one of the primitive ones.
pub fn is_primitive(kind: &str) -> bool {
    matches!(
        kind,
        "string" | "guid" | "bool" | "datetime" | "date" | "int" | "float" | "binary"
    )
}

/// A type, and what a collection of it can hold.
fn and_subtypes(kind: &str) -> impl Iterator<Item = &str> {
    let more = if kind == "directoryObject" {
        &DIRECTORY_TYPES[..]
    } else {
        &[]
    };
    std::iter::once(kind).chain(more.iter().copied())
}
