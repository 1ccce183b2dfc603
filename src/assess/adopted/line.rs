//! One right of a requirement, and what was seen of it.

use super::judged::Judged;
use super::matched::Matched;
use super::right::{Holding, TenantRight, principal};
use super::written::{target, write};
use crate::assess::checks::{self, Asking};
use crate::assess::evaluate;
use crate::assess::model::RightSeen;
use crate::assess::outcome::{self, Outcome};
use crate::assess::principals::PrincipalMatch;
use crate::assess::remedy::Remedy;
use crate::assess::semantics::{Alternative, Ask, Need, State, Term, Truth};
use crate::assess::target::TargetPrincipal;
use crate::assess::verdict::Verdict;
use crate::catalog::Subject;
use crate::guide::PrincipalId;
use crate::guide::format2::ids::GuideId;
use crate::guide::format2::ids::Holder;
use crate::guide::format2::model::{Right, RightKind, Shown};

/// One right of a requirement, and what was seen of it.
pub(super) struct Line {
    /// The right in the words of the guide.
    pub(super) source: Right,
    /// The right in terms of the tenant.
    pub(super) right: TenantRight,
    /// The right as a report shows it.
    pub(super) seen: RightSeen,
    /// The result of its check.
    pub(super) outcome: Outcome,
    /// The subject, by which controls are looked up.
    pub(super) subject: Subject,
}

/// The alternatives of a requirement, as far as they can be told apart.
pub(super) struct Counted {
    /// The rights of the alternative that counts, or that is nearest.
    pub(super) lines: Vec<Line>,
    /// The other alternatives, in words.
    pub(super) others: Vec<String>,
}

/// The alternative of a requirement that counts: the first that is held, else the one of which the most is held.
pub(super) fn counted(
    judged: &Judged<'_>,
    one: &Matched<'_>,
    ask: &Ask<Right>,
    refused: bool,
) -> Counted {
    let alternatives: &[Alternative<Right>] = match &ask.need {
        Need::Rights { alternatives, .. } => alternatives,
        Need::Statement => &[],
    };
    let written: Vec<Vec<Named>> = alternatives
        .iter()
        .map(|terms| {
            let of_term = |term| rights_of(judged, term, refused);
            terms.iter().flat_map(of_term).collect()
        })
        .collect();
    let weight = |rights: &Vec<Named>| {
        let count = |wanted| rights.iter().filter(|one| one.state == wanted).count();
        let (held, lacking) = (count(State::Held), count(State::NotHeld));
        let whole = !rights.is_empty() && held == rights.len();
        (whole, held, usize::MAX - lacking)
    };
    // Of several that are alike the first: it is the narrowest.
    let mut best = 0;
    for (place, rights) in written.iter().enumerate() {
        if written
            .get(best)
            .is_some_and(|known| weight(rights) > weight(known))
        {
            best = place;
        }
    }
    let mut others = Vec::new();
    let mut lines = Vec::new();
    for (place, rights) in written.into_iter().enumerate() {
        if place == best {
            let line = |named| line(judged, one, named, refused);
            lines = rights.into_iter().map(line).collect();
        } else {
            let kinds: Vec<String> = rights
                .iter()
                .map(|one| one.source.kind.to_string())
                .collect();
            others.push(kinds.join(" and "));
        }
    }
    others.retain(|other| !other.is_empty());
    Counted { lines, others }
}

/// A right that stands for a term.
struct Named {
    source: Right,
    right: TenantRight,
    state: State,
    /// The reason why it is open what is asked, where that is so.
    open: Option<Open>,
}

/// The reason why it is open what a term asks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    /// Its principal, of which it could not be told if it is asked for.
    Principal,
    /// A parameter has no value.
    Value,
}

/// The rights of a term that stand for it: of several that will do, the first that is held.
///
/// A refused term counts by each of its rights, whoever is asked for.
fn rights_of(judged: &Judged<'_>, term: &Term<Right>, refused: bool) -> Vec<Named> {
    match term {
        Term::AnyOf {
            rights,
            when,
            known,
        } => {
            let asked = judged.truth(when.as_ref());
            if asked == Truth::No && !refused {
                return Vec::new();
            }
            let open = match (known, asked) {
                (false, _) => Some(Open::Value),
                (true, Truth::Open) if !refused => Some(Open::Principal),
                _ => None,
            };
            let evidence = &judged.gathered.evidence;
            let named = |source: &Right| {
                let right = write(source, judged.matched);
                Named {
                    source: source.clone(),
                    state: match open {
                        Some(_) => State::Unseen,
                        None if refused => evidence.unasked(&right),
                        None => evidence.met(&right),
                    },
                    right,
                    open,
                }
            };
            let mut all: Vec<Named> = rights.iter().map(named).collect();
            if refused || all.is_empty() {
                return all;
            }
            let held = all.iter().position(|one| one.state == State::Held);
            let near = || {
                all.iter()
                    .position(|one| evidence.near.contains(&one.right))
            };
            let place = held.or_else(near).unwrap_or(0);
            vec![all.swap_remove(place)]
        }
        Term::Chosen(members) => members
            .iter()
            .filter(|member| refused || judged.truth(member.when.as_ref()) != Truth::No)
            .flat_map(|member| &member.terms)
            .flat_map(|term| rights_of(judged, term, refused))
            .collect(),
    }
}

/// The principal that a right names, with whoever it was found to be; a stand-in for the tenant, for whoever installs
/// and is not named, and for a principal of a kind that is not looked for.
pub(super) struct Asked<'a> {
    pub(super) one: &'a Matched<'a>,
    /// The guide that the principal is of.
    pub(super) guide: GuideId,
    pub(super) target: TargetPrincipal,
    pub(super) found: Option<&'a PrincipalMatch<'a>>,
}

fn asked<'a>(judged: &'a Judged<'a>, one: &'a Matched<'a>, right: &Right) -> Asked<'a> {
    let key = principal(right);
    if let Some((one, target, found)) = key.as_ref().and_then(|key| target(judged.matched, key)) {
        return Asked {
            one,
            guide: one.guide.id.clone(),
            target: target.clone(),
            found: Some(found),
        };
    }
    if let (Holder::Installer, Some(installer)) = (&right.of, &one.installer) {
        return Asked {
            one,
            guide: one.guide.id.clone(),
            target: installer.target.clone(),
            found: Some(&installer.found),
        };
    }
    if right.of == Holder::Tenant {
        return Asked {
            one,
            guide: one.guide.id.clone(),
            target: TargetPrincipal::of_tenant(),
            found: None,
        };
    }
    let (id, title) = match &key {
        Some((guide, id)) => {
            let mut guides = judged.matched.iter().map(|one| one.guide);
            let guide = guides.find(|one| one.id == *guide);
            let known = guide.and_then(|guide| guide.principal(id));
            let title = known.map_or_else(|| id.to_string(), |one| one.title.clone());
            (id.clone(), title)
        }
        None => (
            PrincipalId::reserved("installer"),
            "Whoever installs".to_owned(),
        ),
    };
    Asked {
        one,
        guide: key.map_or_else(|| one.guide.id.clone(), |(guide, _)| guide),
        target: TargetPrincipal::of_no_kind(id, title),
        found: None,
    }
}

fn line(judged: &Judged<'_>, one: &Matched<'_>, named: Named, refused: bool) -> Line {
    let Named {
        source,
        right,
        state,
        open,
    } = named;
    let Asked {
        one,
        guide,
        target,
        found,
    } = asked(judged, one, &source);
    let entitlement = match &right.what {
        Holding::Entitlement(entitlement) => Some(entitlement.clone()),
        Holding::Right(_) | Holding::Other(_) => None,
    };
    let check = match found {
        Some(_) if refused => checks::of_refused_right(&source.kind, entitlement.as_ref(), &target),
        Some(_) => checks::of_right(&source.kind, entitlement.as_ref(), &target),
        None => checks::of_nobodys_right(&source.kind),
    };
    let asking = Asking {
        context: &one.context,
        title: &target.title,
        principal: &target,
    };
    let nobody = PrincipalMatch::nobody();
    let mut outcome = evaluate::judge(&asking, &*check, found.unwrap_or(&nobody));
    let near = judged.gathered.evidence.near.contains(&right);
    let verdict = verdict(state, near, refused, source.kind.shown());
    settle(&mut outcome, verdict, &source.kind, open);
    let rests_on_candidates = check.without_candidates(&asking).is_none();
    let seen = RightSeen {
        guide,
        principal: target.id.clone(),
        principal_title: target.title.clone(),
        holder: found
            .filter(|_| rests_on_candidates && !target.is_installer())
            .and_then(|found| found.only(&target)),
        kind: source.kind.clone(),
        entitlement: entitlement.clone(),
        verdict,
        expected: check.expected(&asking),
        actual: outcome.actual.clone(),
        reason: outcome.reason.clone(),
        notes: outcome.notes.clone(),
        remedies: outcome::remedies_of(&outcome),
        obstacle: outcome.obstacle.clone(),
    };
    let subject = check.subject();
    drop(check);
    Line {
        source,
        right,
        seen,
        outcome,
        subject,
    }
}

/// The verdict on a right by itself.
const fn verdict(state: State, near: bool, refused: bool, shown: Shown) -> Verdict {
    match (state, refused) {
        (State::Held, true) => Verdict::Excess,
        (State::NotHeld, true) => Verdict::Absent,
        (State::Held, false) => Verdict::Satisfied,
        (State::NotHeld, false) if near => Verdict::Partial,
        (State::NotHeld, false) => Verdict::Missing,
        (State::Unseen, _) => match shown {
            Shown::ByAttestation => Verdict::Manual,
            Shown::ByApi | Shown::ByApiOrAttestation => Verdict::Unknown,
        },
    }
}

/// Makes what was seen say the verdict: a check answers by what an API shows, and the verdict counts a person's word
/// and what the guide leaves open too.
fn settle(outcome: &mut Outcome, verdict: Verdict, kind: &RightKind, open: Option<Open>) {
    let observed = outcome.verdict;
    outcome.verdict = verdict;
    match open {
        Some(Open::Value) => {
            "it could not be looked for: a parameter that it names has no value"
                .clone_into(&mut outcome.reason);
            "not looked for".clone_into(&mut outcome.actual);
            let give = "Give every parameter that the guide names for it a value (--param NAME=VALUE), and scan again.";
            outcome.remedies = vec![Remedy::Manual(give.to_owned())];
        }
        Some(Open::Principal) => {
            "whether it is asked of this principal could not be told"
                .clone_into(&mut outcome.reason);
        }
        None => {
            let classic = kind.shown() == Shown::ByApiOrAttestation && observed.claims_absence();
            if verdict == Verdict::Unknown && classic {
                outcome.reason = format!(
                    "{}; a role of Defender's classic model may give it, which no public API shows",
                    outcome.reason
                );
                outcome.remedies.push(Remedy::Attest);
            }
        }
    }
}
