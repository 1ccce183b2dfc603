//! Findings that are made one at a time, while they are written.

use super::finding::Finding;
use super::source::Source;
use crate::assess;
use minijinja::value::{Enumerator, Object, ObjectRepr, Serde, Value, serializing_for_value};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// Findings of a report, in an order. It holds their places only, so a report of any length takes little memory.
///
/// JSON and templates see a list: JSON writes each finding as it comes, and a template gets each as it asks for it.
#[derive(Clone)]
pub(in crate::report) struct FindingList {
    source: Source,
    places: Arc<[usize]>,
}

/// The same findings by their ids in JSON, and as findings in templates.
#[derive(Clone)]
pub(in crate::report) struct References(pub(in crate::report) FindingList);

impl FindingList {
    /// The findings at these places of the assessment.
    pub(super) fn at(source: &Source, places: Arc<[usize]>) -> Self {
        let source = source.clone();
        Self { source, places }
    }

    /// Every finding.
    pub(super) fn all(source: &Source) -> Self {
        Self::at(source, (0..source.assessment.findings.len()).collect())
    }

    /// Several lists of the same report, one after another.
    pub(super) fn joined(&self, lists: impl Iterator<Item = Self>) -> Self {
        let places = lists.flat_map(|list| list.places.to_vec());
        Self::at(&self.source, places.collect())
    }

    /// The findings of this list that pass.
    pub(in crate::report) fn filter(&self, pass: impl Fn(&assess::Finding) -> bool) -> Self {
        let all = &self.source.assessment.findings;
        let places = self.places.iter().copied();
        let places = places.filter(|place| all.get(*place).is_some_and(&pass));
        Self::at(&self.source, places.collect())
    }

    /// The number of them.
    pub(in crate::report) fn len(&self) -> usize {
        self.places.len()
    }

    /// Nothing is in it.
    pub(in crate::report) fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The findings, each made when it is asked for.
    pub(in crate::report) fn iter(&self) -> impl Iterator<Item = Finding<'_>> {
        self.judged()
            .map(|finding| Finding::of(finding, &self.source))
    }

    /// The findings as they were judged: for what counts them, which needs none of their words.
    pub(in crate::report) fn judged(&self) -> impl Iterator<Item = &assess::Finding> {
        let all = &self.source.assessment.findings;
        self.places.iter().filter_map(|place| all.get(*place))
    }
}

impl fmt::Debug for FindingList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} findings", self.len())
    }
}

impl Object for FindingList {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, place: &Value) -> Option<Value> {
        let place = *self.places.get(place.as_usize()?)?;
        let finding = self.source.assessment.findings.get(place)?;
        Some(Value::from(Serde(Finding::of(finding, &self.source))))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(self.len())
    }
}

impl Serialize for FindingList {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializing_for_value() {
            return Value::from_object(self.clone()).serialize(serializer);
        }
        serializer.collect_seq(self.iter())
    }
}

impl Serialize for References {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializing_for_value() {
            return self.0.serialize(serializer);
        }
        serializer.collect_seq(self.0.judged().map(|finding| &finding.id))
    }
}

impl JsonSchema for FindingList {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Findings".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        <Vec<Finding<'_>>>::json_schema(generator)
    }
}

impl JsonSchema for References {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "FindingIds".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        <Vec<String>>::json_schema(generator)
    }
}
