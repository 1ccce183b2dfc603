//! The shape of a guide's file, and the one list of its keys.
//!
//! These structs are the format; `docs/guide-format.md` explains each key to
//! guide authors. The keys of every table are taken from the structs
//! ([`KeyTable::keys`]), so there is no second list. A [`Spanned`]
//! field is one that a message may have to point at.

use super::{FormValue, NoticeKind, ParameterKind, PrincipalKind, Tier};
use crate::catalog::{PermissionType, TaskName};
use serde::Deserialize;
use serde::de::{Deserializer, Error as _, SeqAccess, Visitor};
use std::fmt;
use toml::Spanned;
use toml::value::Datetime;

/// The version of the format that this code reads.
pub(super) const FORMAT: u32 = 1;

/// A text with its place in the file.
pub(super) type Text = Spanned<String>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct GuideFile {
    pub(super) format: Spanned<u32>,
    pub(super) id: Text,
    pub(super) title: Text,
    pub(super) vendor: Text,
    pub(super) product: Text,
    pub(super) edition: EditionEntry,
    #[serde(default)]
    pub(super) parameter: Vec<Spanned<ParameterEntry>>,
    pub(super) principal: Vec<Spanned<PrincipalEntry>>,
    #[serde(default)]
    pub(super) choice: Vec<Spanned<ChoiceEntry>>,
    pub(super) requirement: Vec<Spanned<RequirementEntry>>,
    #[serde(default)]
    pub(super) step: Vec<Spanned<StepEntry>>,
    #[serde(default)]
    pub(super) form: Vec<Spanned<FormEntry>>,
    #[serde(default)]
    pub(super) notice: Vec<Spanned<NoticeEntry>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct EditionEntry {
    pub(super) id: Text,
    pub(super) title: Text,
    pub(super) url: Text,
    pub(super) sha256: Text,
    pub(super) lines: u32,
    pub(super) read: Spanned<Datetime>,
    pub(super) remark: Option<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ParameterEntry {
    pub(super) id: Text,
    pub(super) title: Text,
    pub(super) kind: ParameterKind,
    pub(super) default: Option<Text>,
    pub(super) help: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct PrincipalEntry {
    pub(super) id: Text,
    pub(super) kind: PrincipalKind,
    pub(super) title: Text,
    pub(super) choice: Text,
    pub(super) address: Option<Text>,
    pub(super) name: Option<Text>,
    pub(super) app_id: Option<Text>,
    pub(super) home_tenant: Option<Text>,
    pub(super) publisher: Option<Spanned<Names>>,
}

/// One name, or a list of them.
#[derive(Debug)]
pub(super) struct Names(pub(super) Vec<String>);

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct OneOrMore;

        impl<'de> Visitor<'de> for OneOrMore {
            type Value = Names;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name or a list of names")
            }

            fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<Names, E> {
                Ok(Names(vec![name.to_owned()]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut names: A) -> Result<Names, A::Error> {
                let mut all = Vec::new();
                while let Some(name) = names.next_element()? {
                    all.push(name);
                }
                Ok(Names(all))
            }
        }

        from.deserialize_any(OneOrMore)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ChoiceEntry {
    pub(super) id: Text,
    pub(super) title: Text,
    pub(super) cite: CiteEntry,
    pub(super) option: Vec<Spanned<OptionEntry>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct OptionEntry {
    pub(super) id: Text,
    pub(super) title: Text,
    pub(super) summary: Text,
    pub(super) principal: Text,
    #[serde(default)]
    pub(super) preferred: bool,
    pub(super) cite: CiteEntry,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RequirementEntry {
    pub(super) id: Option<Text>,
    pub(super) title: Option<Text>,
    pub(super) principal: Option<Text>,
    #[serde(default)]
    pub(super) options: Vec<Text>,
    pub(super) tier: Tier,
    pub(super) check: Option<Spanned<Check>>,
    pub(super) directory_role: Option<Text>,
    pub(super) api: Option<Spanned<ApiEntry>>,
    pub(super) defender: Option<Spanned<DefenderEntry>>,
    pub(super) task: Option<Spanned<TaskName>>,
    pub(super) effect: Option<Text>,
    pub(super) cites: Spanned<Vec<CiteEntry>>,
    pub(super) interpretation: Option<Text>,
}

/// A check of something that is neither a role nor a permission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Check {
    GuestAccount,
    ApplicationPresent,
    SingleTenant,
    ClientSecret,
    Attest,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ApiEntry {
    pub(super) resource: Text,
    #[serde(rename = "type")]
    pub(super) kind: Spanned<PermissionType>,
    pub(super) value: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct DefenderEntry {
    pub(super) group: Text,
    pub(super) name: Option<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct StepEntry {
    pub(super) id: Text,
    pub(super) title: Text,
    #[serde(default)]
    pub(super) options: Vec<Text>,
    pub(super) text: Text,
    #[serde(default)]
    pub(super) closes: Vec<Text>,
    pub(super) handover: Option<Spanned<TaskName>>,
    pub(super) cite: CiteEntry,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct FormEntry {
    pub(super) id: Text,
    pub(super) label: Text,
    pub(super) value: FormValue,
    #[serde(default)]
    pub(super) options: Vec<Text>,
    pub(super) help: Text,
    pub(super) cite: CiteEntry,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct NoticeEntry {
    pub(super) id: Text,
    pub(super) kind: NoticeKind,
    pub(super) title: Text,
    pub(super) text: Text,
    #[serde(default)]
    pub(super) options: Vec<Text>,
    #[serde(default)]
    pub(super) requirements: Vec<Text>,
    pub(super) source: Option<Text>,
    pub(super) cite: Option<CiteEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct CiteEntry {
    pub(super) step: Text,
    pub(super) line: Spanned<u32>,
}

/// A table of the format: its name for people, its keys, and the tables in it.
#[derive(Debug)]
pub(super) struct KeyTable {
    /// Its name in a message: `a [[requirement]]`.
    pub(super) name: &'static str,
    keys: fn() -> &'static [&'static str],
    /// The keys that hold tables, or arrays of them.
    pub(super) tables: &'static [(&'static str, &'static Self)],
}

impl KeyTable {
    /// Every key that the table may have.
    pub(super) fn keys(&self) -> &'static [&'static str] {
        (self.keys)()
    }
}

static CITE: KeyTable = KeyTable {
    name: "a cite",
    keys: keys_of::<CiteEntry>,
    tables: &[],
};

/// The whole format, from the file down.
pub(super) static FILE: KeyTable = KeyTable {
    name: "a guide",
    keys: keys_of::<GuideFile>,
    tables: &[
        (
            "edition",
            &KeyTable {
                name: "[edition]",
                keys: keys_of::<EditionEntry>,
                tables: &[],
            },
        ),
        (
            "parameter",
            &KeyTable {
                name: "a [[parameter]]",
                keys: keys_of::<ParameterEntry>,
                tables: &[],
            },
        ),
        (
            "principal",
            &KeyTable {
                name: "a [[principal]]",
                keys: keys_of::<PrincipalEntry>,
                tables: &[],
            },
        ),
        (
            "choice",
            &KeyTable {
                name: "a [[choice]]",
                keys: keys_of::<ChoiceEntry>,
                tables: &[
                    ("cite", &CITE),
                    (
                        "option",
                        &KeyTable {
                            name: "a [[choice.option]]",
                            keys: keys_of::<OptionEntry>,
                            tables: &[("cite", &CITE)],
                        },
                    ),
                ],
            },
        ),
        (
            "requirement",
            &KeyTable {
                name: "a [[requirement]]",
                keys: keys_of::<RequirementEntry>,
                tables: &[
                    ("cites", &CITE),
                    (
                        "api",
                        &KeyTable {
                            name: "an api permission",
                            keys: keys_of::<ApiEntry>,
                            tables: &[],
                        },
                    ),
                    (
                        "defender",
                        &KeyTable {
                            name: "a defender permission",
                            keys: keys_of::<DefenderEntry>,
                            tables: &[],
                        },
                    ),
                ],
            },
        ),
        (
            "step",
            &KeyTable {
                name: "a [[step]]",
                keys: keys_of::<StepEntry>,
                tables: &[("cite", &CITE)],
            },
        ),
        (
            "form",
            &KeyTable {
                name: "a [[form]]",
                keys: keys_of::<FormEntry>,
                tables: &[("cite", &CITE)],
            },
        ),
        (
            "notice",
            &KeyTable {
                name: "a [[notice]]",
                keys: keys_of::<NoticeEntry>,
                tables: &[("cite", &CITE)],
            },
        ),
    ],
};

/// The keys that a struct's derived `Deserialize` takes, as it names them itself.
fn keys_of<'de, T: Deserialize<'de>>() -> &'static [&'static str] {
    let mut keys: &'static [&'static str] = &[];
    // The probe supplies no data, so it always ends in an error; it only records the keys.
    let _ = T::deserialize(KeyProbe(&mut keys));
    keys
}

struct KeyProbe<'a>(&'a mut &'static [&'static str]);

impl<'de> Deserializer<'de> for KeyProbe<'_> {
    type Error = serde::de::value::Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
        Err(Self::Error::custom("the probe holds no data"))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Self::Error> {
        *self.0 = fields;
        Err(Self::Error::custom("the probe holds no data"))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string
        bytes byte_buf option unit unit_struct newtype_struct seq tuple
        tuple_struct map enum identifier ignored_any
    }
}
