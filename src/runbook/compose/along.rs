//! Grants that go along with others that are taken away: one group or role gives both, or one permission includes another.

use super::unwanted::is_asked;
use crate::access::{Grant, Holder, Via};
use crate::actions::{Action, Decide, Planned};
use crate::catalog::Entitlement;
use crate::guide::format2::model::Guide;
use crate::runbook::asked_by::{Stay, asked_by, asked_by_others, asking, held_as_asked};
use crate::runbook::bearer::Bearer;
use crate::runbook::context::RunbookContext;
use crate::runbook::holding::Holding;
use crate::runbook::selection::{grants_of, hold, plan};
use crate::runbook::target::PrincipalTarget;
use std::collections::{BTreeMap, BTreeSet};

/// Grants that are taken away from somebody.
pub(super) struct Taking<'t, 'a, F> {
    pub(super) context: &'t RunbookContext<'a>,
    pub(super) target: &'t PrincipalTarget<'a>,
    pub(super) holder: &'t Holder,
    /// The grants.
    pub(super) is_chosen: F,
    /// The grants that go along with them.
    pub(super) along: &'t [&'t Grant],
    /// The guides that go on asking, and for which time.
    pub(super) asking: (Vec<&'a Guide>, Stay),
}

impl<F: Fn(&Grant) -> bool> Taking<'_, '_, F> {
    /// The actions that give directly before what is asked for, works, and would go along; and the decisions about what
    /// is asked for and held in a form that does not work by itself.
    pub(super) fn kept(&self) -> Vec<Planned> {
        let judged = &self.context.judged;
        let mut actions = self.in_place_of_broader();
        let mut unused = Vec::new();
        for grant in self.lost() {
            if !is_asked(judged, self.holder, &grant.entitlement) {
                continue;
            }
            if grant.works(self.context.now()) {
                actions.extend(hold(self.context, self.target, &grant.entitlement));
            } else {
                unused.push(grant);
            }
        }
        // What works in another way is not lost, and what this guide asks for is given by this runbook.
        unused.retain(|grant| {
            let held = Holding::Entitlement(&grant.entitlement);
            let bearer = Bearer::Object(self.holder.id);
            let all = asked_by(judged, bearer, held, Stay::Now).len();
            let others = asked_by_others(judged, bearer, held, Stay::Now).len();
            let works =
                |one: &Grant| one.entitlement == grant.entitlement && one.works(self.context.now());
            all == others && !grants_of(self.holder).any(works)
        });
        actions.extend(self.decisions(&unused));
        actions.sort();
        actions.dedup();
        plan(actions, Some(self.target), None)
    }

    /// The actions that give directly what is asked for and is held only through something that goes.
    pub(super) fn in_place_of_broader(&self) -> Vec<Action> {
        let catalog = self.context.catalog();
        let (guides, stay) = &self.asking;
        let bearer = Bearer::Object(self.holder.id);
        let asked = held_as_asked(&self.context.judged, guides, bearer, *stay);
        let mut actions = Vec::new();
        for part in asked.iter().flat_map(|one| catalog.parts(one)) {
            let gives = |grant: &&Grant| {
                let held = &grant.entitlement;
                let is_it = held.is_same(&part) || catalog.covers(held, &part).is_some();
                is_it && grant.works(self.context.now())
            };
            let mut giving = grants_of(self.holder).filter(gives).peekable();
            if giving.peek().is_some() && giving.all(|grant| self.goes(grant)) {
                actions.extend(hold(self.context, self.target, &part));
            }
        }
        actions
    }

    /// The decisions about what nobody asks for and would go along.
    pub(super) fn unasked(&self) -> Vec<Planned> {
        let mut lost = self.lost();
        lost.retain(|grant| !is_asked(&self.context.judged, self.holder, &grant.entitlement));
        plan(self.decisions(&lost), Some(self.target), None)
    }

    fn goes(&self, grant: &Grant) -> bool {
        (self.is_chosen)(grant) || self.along.contains(&grant)
    }

    /// The grants among those that go along that no other grant stands for.
    fn lost(&self) -> Vec<&Grant> {
        let stays = |grant: &Grant| {
            grants_of(self.holder).any(|other| {
                other.entitlement == grant.entitlement
                    && other.works(self.context.now())
                    && !self.goes(other)
            })
        };
        let all = self.along.iter().copied();
        all.filter(|grant| !stays(grant)).collect()
    }

    /// A decision for each group or role that gives something else beside what is taken away.
    fn decisions(&self, lost: &[&Grant]) -> Vec<Action> {
        let mut by_carrier: BTreeMap<String, BTreeSet<&Entitlement>> = BTreeMap::new();
        for grant in lost {
            if let Some(carrier) = grant.via.first().map(carrier) {
                let given = by_carrier.entry(carrier).or_default();
                given.insert(&grant.entitlement);
            }
        }
        let sentence = |(carrier, given): (String, BTreeSet<&Entitlement>)| {
            let given: Vec<String> = given.into_iter().map(|one| self.described(one)).collect();
            let text = format!(
                "Decide what {} is to have in place of {carrier}, which is taken away and gives also {}.",
                self.target.target.who,
                given.join("; ")
            );
            Decide { text }.into()
        };
        by_carrier.into_iter().map(sentence).collect()
    }

    /// An entitlement, and who asks for it.
    fn described(&self, held: &Entitlement) -> String {
        let title = self.context.catalog().title(held);
        let bearer = Bearer::Object(self.holder.id);
        let held = Holding::Entitlement(held);
        let guides = asked_by(&self.context.judged, bearer, held, Stay::Now);
        if guides.is_empty() {
            return format!("{title}, which no guide asks for");
        }
        format!("{title}, which {}", asking(&guides))
    }
}

/// The group or role, within a sentence. A name of the tenant is hostile text.
fn carrier(via: &Via) -> String {
    let named = |name: Option<&String>, id: &str| {
        let name = name.map(|name| name.trim()).filter(|name| !name.is_empty());
        name.map_or_else(|| id.to_owned(), |name| format!("“{name}”"))
    };
    match via {
        Via::Group { id, name } => format!(
            "membership of the group {}",
            named(name.as_ref(), &id.to_string())
        ),
        Via::EligibleGroup { id, name } => format!(
            "eligibility for the group {}",
            named(name.as_ref(), &id.to_string())
        ),
        Via::DefenderRole { id, name, .. } => {
            format!("the Defender role {}", named(name.as_ref(), id))
        }
    }
}
