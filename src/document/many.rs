//! Many of the same, written one after another.
//!
//! `{{ each("finding.html", group.findings) }}` writes a template once for each
//! of many things. A template only ever holds their number: the things
//! themselves are put into words one at a time, while the document is being
//! written, so that a document of any length takes little memory.
//!
//! A function of a template cannot write by itself. So `each` leaves a mark
//! between two U+0000, and [`Weaver`] puts in its place what was asked for. No
//! value can hold that character: every escape makes it visible.

use super::effort::Effort;
use minijinja::value::{Enumerator, Object, ObjectRepr, Value};
use minijinja::{Error, ErrorKind, State};
use serde::{Serialize, Serializer};
use std::io::{self, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What a mark stands between.
pub(super) const MARK: char = '\0';

/// Things by their places in a list, which a template can count and hand to `each`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Many(Arc<[usize]>);

impl FromIterator<usize> for Many {
    fn from_iter<T: IntoIterator<Item = usize>>(places: T) -> Self {
        Self(places.into_iter().collect())
    }
}

impl Object for Many {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        (key.as_str() == Some("count")).then(|| Value::from(self.0.len()))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::NonEnumerable
    }
}

impl Serialize for Many {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Value::from_object(self.clone()).serialize(serializer)
    }
}

/// What was asked for, in the order in which it was.
#[derive(Clone, Default)]
pub(super) struct Asked(Arc<Mutex<Requests>>);

#[derive(Default)]
struct Requests {
    all: Vec<(String, Many)>,
    /// Whether one of them is being written.
    writing: bool,
}

impl Asked {
    /// The function `each`.
    pub(super) fn each(&self, state: &State, template: &str, many: &Value) -> Result<Value, Error> {
        let refuse = |why: &str| Error::new(ErrorKind::InvalidOperation, why.to_owned());
        let Some(many) = many.downcast_object_ref::<Many>() else {
            return Err(refuse(
                "each() takes a template and what the report lists, such as group.findings",
            ));
        };
        state.env().get_template(template)?;
        let mut requests = self.requests();
        if requests.writing {
            return Err(refuse(
                "each() cannot stand in a template that each() writes",
            ));
        }
        requests.all.push((template.to_owned(), many.clone()));
        let number = requests.all.len() - 1;
        Ok(Value::from_safe_string(format!("{MARK}{number}{MARK}")))
    }

    fn begin(&self, number: usize) -> Option<(String, Many)> {
        let mut requests = self.requests();
        requests.writing = true;
        requests.all.get(number).cloned()
    }

    fn end(&self) {
        self.requests().writing = false;
    }

    fn requests(&self) -> MutexGuard<'_, Requests> {
        // A panic elsewhere leaves the list as it was.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One thing's template: its name, the thing's place, and whether it is the first of them.
pub(super) type WriteOne<'w> =
    dyn FnMut(&str, usize, bool, &mut dyn Write) -> Result<(), Error> + 'w;

/// Passes a document on and writes what it asks for in its place.
pub(super) struct Weaver<'w> {
    out: &'w mut dyn Write,
    asked: Asked,
    one: &'w mut WriteOne<'w>,
    effort: &'w Effort,
    /// The digits of a mark that has begun.
    mark: Option<Vec<u8>>,
    problem: Option<Error>,
}

impl<'w> Weaver<'w> {
    pub(super) fn new(
        out: &'w mut dyn Write,
        asked: Asked,
        one: &'w mut WriteOne<'w>,
        effort: &'w Effort,
    ) -> Self {
        Self {
            out,
            asked,
            one,
            effort,
            mark: None,
            problem: None,
        }
    }

    /// What went wrong in a template that `each` wrote. The writer's own error only says that something did.
    pub(super) fn problem(self) -> Option<Error> {
        self.problem
    }

    fn weave(&mut self, mark: &[u8]) -> io::Result<()> {
        let number = std::str::from_utf8(mark).ok().and_then(|m| m.parse().ok());
        let Some((template, many)) = number.and_then(|number| self.asked.begin(number)) else {
            return Err(io::Error::other("U+0000 in a document"));
        };
        for (nth, place) in many.0.iter().enumerate() {
            self.effort.item();
            let mut out = Counted {
                out: &mut *self.out,
                effort: self.effort,
            };
            if let Err(error) = (self.one)(&template, *place, nth == 0, &mut out) {
                self.problem = Some(error);
                return Err(io::Error::other("a template that each() wrote"));
            }
        }
        self.asked.end();
        Ok(())
    }
}

/// Writes on, within the document's length.
struct Counted<'o> {
    out: &'o mut dyn Write,
    effort: &'o Effort,
}

impl Write for Counted<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.effort.wrote(bytes.len()) {
            return Err(io::Error::other("the document is too long"));
        }
        self.out.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl Write for Weaver<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut pieces = bytes.split(|byte| *byte == MARK as u8).peekable();
        while let Some(piece) = pieces.next() {
            match &mut self.mark {
                Some(mark) => mark.extend_from_slice(piece),
                None => Counted {
                    out: &mut *self.out,
                    effort: self.effort,
                }
                .write_all(piece)?,
            }
            // Between two pieces stood a mark: it began, or it ends.
            if pieces.peek().is_some() {
                match self.mark.take() {
                    None => self.mark = Some(Vec::new()),
                    Some(mark) => self.weave(&mark)?,
                }
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
