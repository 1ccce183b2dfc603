//! The sections that may be concluded from, and those that may not.

use super::model::{Assessment, LedgerEntry};
use super::remedy::{Observe, Remedy};
use super::words;
use crate::catalog::{Catalog, LicenceState};
use crate::snapshot::{
    Feature, Observer, ObserverKind, Problem, SectionName, Sections, ServicePlan, Snapshot, State,
    TOO_MANY,
};

/// A section that is not whole, or whose answer leaves something out, so that nothing may be concluded from
/// what it lacks. Only [`Coverage`] makes one: its state is the ledger's.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Gap {
    /// The section.
    pub section: SectionName,
    /// The state of it.
    state: State,
    /// The reason, or what a section that was read whole leaves out.
    message: String,
    /// The remedy that fills it.
    pub remedy: Remedy,
}

impl Gap {
    /// The same gap, filled in another way than by looking again.
    pub(super) fn filled_by(self, remedy: Remedy) -> Self {
        Self { remedy, ..self }
    }

    /// The gap as part of a sentence.
    pub(super) fn words(&self) -> String {
        let (section, state) = (self.section, self.state.words());
        let message = self.message.trim_end_matches('.');
        match self.state {
            _ if message.is_empty() => format!("section {section} was {state}"),
            whole if whole.is_whole() => format!("section {section} was {state}, and {message}"),
            _ => format!("section {section} was {state}: {message}"),
        }
    }
}

/// Everything that the snapshot lets one conclude.
pub(super) struct Coverage<'a> {
    sections: &'a Sections,
    observer: &'a Observer,
    no_pim: bool,
}

impl<'a> Coverage<'a> {
    pub(super) fn new(snapshot: &'a Snapshot, catalog: &Catalog) -> Self {
        let sections = &snapshot.sections;
        Self {
            sections,
            observer: &snapshot.observer,
            no_pim: lacks_pim(sections, catalog),
        }
    }

    /// The gap in a section, if it is not whole.
    ///
    /// PIM answers "not licensed" in a tenant without Entra ID P2 or Governance.
    /// Where the list of licences was read whole and says the same, nothing can
    /// be eligible or activated there, so nothing was left unseen; on the one
    /// answer alone the section stays a gap.
    pub(super) fn gap(&self, name: SectionName) -> Option<Gap> {
        let head = self.sections.head(name);
        if head.state.is_whole() && head.requests.is_empty() {
            return Some(self.lack(name, "was asked nothing", "the scan made no request for it"));
        }
        let not_licensed = head.state == State::NotLicensed;
        if head.state.is_whole() || (not_licensed && self.no_pim && name.requires(Feature::Pim)) {
            return None;
        }
        Some(Gap {
            section: name,
            state: head.state,
            message: head.problem.map(|p| p.message.clone()).unwrap_or_default(),
            remedy: self.remedy(name, head.state, head.problem),
        })
    }

    /// The remedy that fills the gap in a section.
    fn remedy(&self, name: SectionName, state: State, problem: Option<&Problem>) -> Remedy {
        let again = Observe::Again { section: name };
        let permissions = problem.map_or(&[][..], |problem| &problem.permissions);
        let held = permissions
            .iter()
            .find(|permission| self.observer.permissions.contains(permission))
            .cloned();
        Remedy::Observe(match (state, held) {
            (State::Denied, _) if permissions.is_empty() => Observe::SignIn,
            (State::Denied, Some(held)) if name.requires(Feature::UnifiedRbac) => {
                Observe::UnifiedRbac { held }
            }
            (State::Denied, Some(held)) => Observe::Refused { held },
            (State::Denied, None) => Observe::Permission {
                any_of: permissions.to_vec(),
                as_application: self.observer.kind == ObserverKind::Person,
            },
            // The licences are the second source for what PIM says of itself.
            (State::NotLicensed, _) if name.requires(Feature::Pim) => {
                return match self.gap(SectionName::Licences) {
                    Some(gap) => gap.remedy,
                    None => Remedy::Observe(again),
                };
            }
            _ if problem.and_then(|problem| problem.code.as_deref()) == Some(TOO_MANY) => {
                Observe::FewerCandidates
            }
            _ => again,
        })
    }

    /// A fact that a section leaves out, though it may have been read whole: what it `lacks` (the end of a
    /// sentence about the section) of `what` was seen.
    pub(super) fn lack(&self, section: SectionName, lacks: &str, what: &str) -> Gap {
        let head = self.sections.head(section);
        let whole = head.state.is_whole();
        let problem = head.problem.filter(|_| !whole);
        let what = words::shown(what);
        let message = match problem {
            Some(problem) => format!("{} ({what})", problem.message.trim_end_matches('.')),
            None if whole => format!("{lacks} ({what})"),
            None => format!("it would tell of {what}"),
        };
        Gap {
            section,
            state: head.state,
            message,
            remedy: if whole {
                Remedy::Observe(Observe::Again { section })
            } else {
                self.remedy(section, head.state, problem)
            },
        }
    }

    /// Tells if a request of a section looked for a value by this placeholder.
    pub(super) fn looked_for(&self, section: SectionName, placeholder: &str, value: &str) -> bool {
        let mut requests = self.sections.head(section).requests.iter();
        requests.any(|request| request.looked_for(placeholder, value))
    }

    /// The gaps in several sections, in their order.
    pub(super) fn gaps(&self, names: &[SectionName]) -> Vec<Gap> {
        names.iter().filter_map(|name| self.gap(*name)).collect()
    }

    /// Every section that was asked for or could have been, with what became of it.
    pub(super) fn ledger(&self) -> Vec<LedgerEntry> {
        SectionName::ALL
            .iter()
            .map(|&section| self.entry(section))
            .collect()
    }

    fn entry(&self, section: SectionName) -> LedgerEntry {
        let head = self.sections.head(section);
        LedgerEntry {
            section,
            state: head.state,
            requests: head.requests.len(),
            pages: head.requests.iter().map(|request| request.pages).sum(),
            items: head.items,
            problem: head.problem.map(|problem| problem.message.clone()),
            code: head.problem.and_then(|problem| problem.code.clone()),
            permissions: head
                .problem
                .map(|p| p.permissions.clone())
                .unwrap_or_default(),
            request_ids: head
                .requests
                .iter()
                .filter_map(|r| r.request_id.clone())
                .collect(),
        }
    }
}

impl Assessment {
    /// The part that was seen, in numbers that add up: `31 of 35 sections collected; 3 denied, 1 not asked`.
    pub fn coverage(&self) -> String {
        let count = |state: State| {
            self.ledger
                .iter()
                .filter(|entry| entry.state == state)
                .count()
        };
        let all = self.ledger.len();
        let noun = if all == 1 { "section" } else { "sections" };
        let collected = count(State::Collected);
        let others: Vec<String> = State::ALL
            .into_iter()
            .filter(|state| *state != State::Collected && count(*state) > 0)
            .map(|state| format!("{} {}", count(state), state.words()))
            .collect();
        let head = format!("{collected} of {all} {noun} collected");
        if others.is_empty() {
            head
        } else {
            format!("{head}; {}", others.join(", "))
        }
    }
}

/// True if the licences were read whole and hold no plan with PIM that could work.
///
/// A plan counts as none only where its subscription has ended or the plan is switched off: a state
/// that the catalog does not know, or that is on the way, leaves the section a gap; and so does a
/// subscription whose plans, or a plan whose id, the answer leaves out.
fn lacks_pim(sections: &Sections, catalog: &Catalog) -> bool {
    let Ok(skus) = sections.licences.whole() else {
        return false;
    };
    let licences = catalog.licences();
    let without = |status: Option<&str>, plans: &[ServicePlan]| {
        plans.iter().all(|plan| {
            let Some(id) = plan.service_plan_id.copied() else {
                return false;
            };
            let given = licences.given(Some(id), plan.service_plan_name.as_deref());
            let state = licences.state(status, plan.provisioning_status.as_deref());
            !given.is_some_and(|given| given.pim) || state == LicenceState::Ended
        })
    };
    skus.iter().all(|seen| {
        let status = seen.object.capability_status.as_deref();
        let ended = matches!(status, Some("Deleted" | "Suspended" | "LockedOut"));
        let plans = seen.object.service_plans.whole();
        ended || plans.is_some_and(|plans| without(status, plans))
    })
}
