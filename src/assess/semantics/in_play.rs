//! The possibility that a person acts on.

use super::asking::AdoptedGuide;
use super::detect::Said;
use super::possibility::{Facts, Possibility, in_order};
use super::truth::Truth;
use std::collections::BTreeSet;

/// The possibility that a person acts on, with the option that each choice takes in it.
///
/// A choice takes the option that `said` names, else the one that its guide prefers, else the first that is offered. A
/// choice that does not arise, or that offers nothing, takes none.
pub fn in_play<R>(guides: &[AdoptedGuide<R>], facts: &Facts, said: &Said) -> (Possibility, Said) {
    let mut possibility = Possibility::start(facts);
    let mut taken = Said::new();
    for (guide, choice) in in_order(guides) {
        let key = (guide.clone(), choice.id.clone());
        let arises = possibility.truth(choice.when.as_ref()) != Truth::No;
        let offered = |id: &&_| {
            let option = choice.options.iter().find(|option| option.id == **id);
            option.is_some_and(|option| possibility.truth(option.when.as_ref()) != Truth::No)
        };
        let options = || choice.options.iter().map(|option| &option.id);
        let preferred = choice.preferred.as_ref().filter(offered);
        let option = said
            .get(&key)
            .or(preferred)
            .or_else(|| options().find(offered))
            .filter(|_| arises)
            .cloned();
        let way: BTreeSet<_> = option.iter().cloned().collect();
        possibility = possibility.with(guide, choice, &way);
        taken.extend(option.map(|option| (key, option)));
    }
    (possibility, taken)
}
