//! A selected property, as the tenant gave it: absent, null, given, or of another shape than documented.
//!
//! [`Section`](crate::snapshot::Section) has a rule for a list of objects, which holds here for the contents of
//! one of them. A value that is absent, null or a misfit is not empty: a [`Listed`] gives its items as all there are
//! only where they are, and where Microsoft documents a meaning for null, the reader says so by name.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

/// The interface that [`objects`](super::object::objects) needs of a property's type.
pub(super) trait Selected {
    /// Returns `true` if the answer does not have the property.
    fn is_absent(&self) -> bool;
}

/// A property that does not fit its type, kept as received.
#[derive(Clone, Debug)]
pub struct Misfit(Box<RawValue>);

impl PartialEq for Misfit {
    fn eq(&self, other: &Self) -> bool {
        self.0.get() == other.0.get()
    }
}

impl Eq for Misfit {}

impl Serialize for Misfit {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(to)
    }
}

/// One property of an object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Field<T> {
    /// The answer does not have it.
    #[default]
    Absent,
    /// It is null. Its meaning differs from property to property.
    Null,
    /// It has a value.
    Given(T),
    /// It has a value that is not of its type.
    Misfit(Misfit),
}

impl<T> Field<T> {
    /// The value, where one was given.
    pub const fn get(&self) -> Option<&T> {
        match self {
            Self::Given(value) => Some(value),
            Self::Absent | Self::Null | Self::Misfit(_) => None,
        }
    }

    /// Returns `true` if a value was given.
    pub const fn is_given(&self) -> bool {
        matches!(self, Self::Given(_))
    }

    /// Returns `true` if it is null, and not merely absent.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Takes the value out; the property is absent afterwards.
    pub fn take(&mut self) -> Option<T> {
        match std::mem::take(self) {
            Self::Given(value) => Some(value),
            Self::Absent | Self::Null | Self::Misfit(_) => None,
        }
    }
}

impl<T: Copy> Field<T> {
    /// The value, where one was given.
    pub const fn copied(&self) -> Option<T> {
        match self {
            Self::Given(value) => Some(*value),
            Self::Absent | Self::Null | Self::Misfit(_) => None,
        }
    }
}

impl<T: Clone> Field<T> {
    /// The value, where one was given.
    pub fn cloned(&self) -> Option<T> {
        self.get().cloned()
    }
}

impl<T: PartialEq> Field<T> {
    /// Returns `true` if this very value was given.
    pub fn is(&self, value: &T) -> bool {
        self.get() == Some(value)
    }
}

impl Field<String> {
    /// The text, where one was given.
    pub fn as_deref(&self) -> Option<&str> {
        self.get().map(String::as_str)
    }

    /// Returns `true` if this word was given, in any case of its letters.
    pub fn says(&self, word: &str) -> bool {
        self.get()
            .is_some_and(|text| text.eq_ignore_ascii_case(word))
    }
}

impl<T: PartialEq> PartialEq<Option<T>> for Field<T> {
    /// Compares with the given value.
    fn eq(&self, other: &Option<T>) -> bool {
        self.get() == other.as_ref()
    }
}

impl<T> From<T> for Field<T> {
    fn from(value: T) -> Self {
        Self::Given(value)
    }
}

impl<T> Selected for Field<T> {
    fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }
}

impl<T: Serialize> Serialize for Field<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Absent | Self::Null => to.serialize_unit(),
            Self::Given(value) => value.serialize(to),
            Self::Misfit(raw) => raw.serialize(to),
        }
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Field<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(from)?;
        if raw.get() == "null" {
            return Ok(Self::Null);
        }
        Ok(serde_json::from_str(raw.get()).map_or_else(|_| Self::Misfit(Misfit(raw)), Self::Given))
    }
}

/// A list of an object, such as its credentials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed<T>(Field<Items<T>>);

impl<T> Default for Listed<T> {
    fn default() -> Self {
        Self(Field::Absent)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Items<T> {
    fitting: Vec<T>,
    /// The items that do not fit, with their indices.
    misfits: Vec<(usize, Misfit)>,
}

impl<T> Listed<T> {
    /// The items, if and only if they are all there are. Absence may be concluded from these.
    pub const fn whole(&self) -> Option<&[T]> {
        match self.0.get() {
            Some(items) if items.misfits.is_empty() => Some(items.fitting.as_slice()),
            _ => None,
        }
    }

    /// The items that were seen. They prove presence, never absence.
    pub const fn sightings(&self) -> &[T] {
        match self.0.get() {
            Some(items) => items.fitting.as_slice(),
            None => &[],
        }
    }

    /// The items, where null is documented to mean that there are none: the caller names the source.
    pub const fn whole_or_null(&self) -> Option<&[T]> {
        match self.0 {
            Field::Null => Some(&[]),
            _ => self.whole(),
        }
    }
}

impl<T> From<Vec<T>> for Listed<T> {
    fn from(fitting: Vec<T>) -> Self {
        Self(Field::Given(Items {
            fitting,
            misfits: Vec::new(),
        }))
    }
}

impl<T> Selected for Listed<T> {
    fn is_absent(&self) -> bool {
        self.0.is_absent()
    }
}

impl<T: Serialize> Serialize for Listed<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(to)
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Listed<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Field::deserialize(from).map(Self)
    }
}

impl<T: Serialize> Serialize for Items<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeSeq;
        let count = self.fitting.len() + self.misfits.len();
        let mut list = to.serialize_seq(Some(count))?;
        let mut fitting = self.fitting.iter();
        let mut misfits = self.misfits.iter().peekable();
        for place in 0..count {
            match misfits.next_if(|(at, _)| *at == place) {
                Some((_, misfit)) => list.serialize_element(misfit)?,
                None => {
                    if let Some(item) = fitting.next() {
                        list.serialize_element(item)?;
                    }
                }
            }
        }
        list.end()
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Items<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let all = Vec::<Box<RawValue>>::deserialize(from)?;
        let mut items = Self {
            fitting: Vec::with_capacity(all.len()),
            misfits: Vec::new(),
        };
        for (place, raw) in all.into_iter().enumerate() {
            match serde_json::from_str(raw.get()) {
                Ok(item) => items.fitting.push(item),
                Err(_) => items.misfits.push((place, Misfit(raw))),
            }
        }
        Ok(items)
    }
}

/// Words that Graph writes as one text with commas, or as a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Words {
    /// As one text.
    Text(String),
    /// As a list.
    List(Vec<String>),
}

impl Words {
    /// Each word.
    pub fn all(&self) -> Vec<String> {
        match self {
            Self::Text(text) => text.split(',').map(|one| one.trim().to_owned()).collect(),
            Self::List(list) => list.clone(),
        }
    }
}
