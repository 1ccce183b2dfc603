//! The ids of one kind, and names that are none of them.

use crate::guide::error::Faults;
use crate::guide::format2::list::{Many, entries};
use crate::guide::format2::read::{Maybe, Needed, Placed, shown};
use crate::guide::nearest::did_you_mean;
use std::collections::BTreeSet;
use std::fmt::Display;

/// The ids of one kind.
#[derive(Debug)]
pub(crate) struct Known<T> {
    ids: BTreeSet<T>,
    /// False if the id of an entry could not be read: a name that is not found may then be that one.
    pub(crate) whole: bool,
}

impl<T: Ord + Clone + Display> Known<T> {
    /// Gathers ids; one that is used twice is noted.
    pub(crate) fn gather<'e, E: 'e>(
        what: &str,
        entries: &'e [Placed<E>],
        whole: bool,
        id: impl Fn(&'e E) -> &'e Needed<T>,
        faults: &mut Faults,
    ) -> Self
    where
        T: 'e,
    {
        let mut known = Self {
            ids: BTreeSet::new(),
            whole,
        };
        for entry in entries {
            let Some(id) = id(&entry.value).get() else {
                known.whole = false;
                continue;
            };
            if !known.ids.insert(id.value.clone()) {
                faults.add_with_help(
                    id.span.clone(),
                    format!("a second {what} with the id {:?}", id.to_string()),
                    "use an id once, and change this one",
                );
            }
        }
        known
    }

    /// Gathers the ids of a list that may be left out.
    pub(crate) fn of_list<'e, E: 'e, const MIN: usize>(
        what: &str,
        list: &'e Maybe<Many<E, MIN>>,
        id: impl Fn(&'e E) -> &'e Needed<T>,
        faults: &mut Faults,
    ) -> Self
    where
        T: 'e,
    {
        let whole = list.as_ref().is_none_or(|list| list.whole);
        Self::gather(what, entries(list), whole, id, faults)
    }

    /// Notes a name that is none of these.
    pub(crate) fn check(&self, name: &Placed<T>, what: &str, faults: &mut Faults) -> bool {
        if self.ids.contains(&name.value) {
            return true;
        }
        if self.whole {
            let all: Vec<String> = self.ids.iter().map(ToString::to_string).collect();
            no_such(&name.to_string(), name, what, &all, faults);
        }
        false
    }

    /// Returns `true` if this is one of them.
    pub(crate) fn has(&self, id: &T) -> bool {
        self.ids.contains(id)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        self.ids.iter()
    }
}

/// Notes the name of something that does not exist.
pub(crate) fn no_such<T>(
    given: &str,
    place: &Placed<T>,
    what: &str,
    all: &[String],
    faults: &mut Faults,
) {
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    faults.add_with_help(
        place.span.clone(),
        format!("the guide has no {what} {:?}", shown(given)),
        did_you_mean(given, &all),
    );
}
