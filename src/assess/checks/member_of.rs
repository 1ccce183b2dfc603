//! The check of membership: in the group now, directly or through other groups.

use super::{Asking, Check};
use crate::access::Holder;
use crate::assess::context::Context;
use crate::assess::coverage::Gap;
use crate::assess::group_target::GroupTarget;
use crate::assess::member_of;
use crate::assess::model::{Note, NoteKind};
use crate::assess::outcome::Outcome;
use crate::assess::principals::Candidate;
use crate::assess::remedy::Remedy;
use crate::assess::verdict::Verdict;
use crate::catalog::Subject;
use crate::guide::format2::ids::PrincipalRef;
use crate::snapshot::SectionName;
use std::collections::BTreeSet;

/// Membership of a group of a guide.
pub(super) struct MemberOf<'a>(pub(super) &'a PrincipalRef);

impl Check for MemberOf<'_> {
    fn subject(&self) -> Subject {
        Subject::OtherAccess
    }

    fn expected(&self, asking: &Asking<'_>) -> String {
        let who = &asking.principal.title;
        format!("{who} is a member of {}", self.title(asking))
    }

    fn judge(&self, asking: &Asking<'_>, candidate: &Candidate<'_>) -> Outcome {
        let context = asking.context;
        let holder = candidate.holder;
        let Some(group) = context.groups.get(self.0) else {
            return Outcome::new(
                Verdict::Unknown,
                "not seen",
                "the guide names no such group",
            );
        };
        let sections = member_of::sections(&holder.kind);
        let mut outcome = if group.ids.is_empty() && group.names.is_empty() {
            let gaps = sections
                .first()
                .map(|section| unset(context, group, *section));
            Outcome::unseen("not looked for", gaps.into_iter().collect())
        } else {
            let (of, beyond) = if group.ids.is_empty() {
                by_name(context, group, holder)
            } else {
                by_id(context, group, holder)
            };
            outcome(of, beyond)
        };
        if group.ids.is_empty() && outcome.verdict == Verdict::Satisfied {
            outcome.notes.push(Note {
                kind: NoteKind::NameOnly,
                text: "the group was found by its display name, which anybody who may create groups can choose"
                    .to_owned(),
            });
        }
        outcome.looked_at = sections;
        outcome
    }

    fn closes(&self, asking: &Asking<'_>, _: Option<&Candidate<'_>>) -> Vec<Remedy> {
        let (who, group) = (&asking.principal.title, self.title(asking));
        vec![Remedy::Manual(format!(
            "Add {who} to the members of {group} (Microsoft Entra admin center, Groups, Members)."
        ))]
    }
}

impl MemberOf<'_> {
    fn title<'a>(&'a self, asking: &Asking<'a>) -> &'a str {
        let group = asking.context.groups.get(self.0);
        group.map_or_else(|| self.0.id.as_str(), |group| &group.title)
    }
}

/// The state of a membership.
#[derive(Clone, Copy)]
enum Membership {
    Member,
    /// A member as soon as it is activated.
    Eligible,
    None,
}

/// The membership in a group that is known by its id, and everything that may hide another answer.
fn by_id(context: &Context<'_>, group: &GroupTarget, holder: &Holder) -> (Membership, Vec<Gap>) {
    let groups = member_of::groups(context, holder);
    let ids: Vec<String> = group.ids.iter().map(ToString::to_string).collect();
    let among = |own: &BTreeSet<String>| ids.iter().any(|id| own.contains(id));
    let of = if among(&groups.now) {
        Membership::Member
    } else if among(&groups.perhaps) {
        Membership::Eligible
    } else {
        Membership::None
    };
    (of, member_of::gaps(context, holder))
}

/// The membership in a group that is known by its name, and everything that may hide another answer.
fn by_name(context: &Context<'_>, group: &GroupTarget, holder: &Holder) -> (Membership, Vec<Gap>) {
    let (now, eligible) = (
        member_of::names(context, holder),
        member_of::eligible_names(context, holder),
    );
    let of = if now.has_any(&group.names) {
        Membership::Member
    } else if eligible.has_any(&group.names) {
        Membership::Eligible
    } else {
        Membership::None
    };
    let mut gaps = member_of::gaps(context, holder);
    if !(now.whole && eligible.whole) {
        let sections = member_of::sections(&holder.kind);
        let lacks = "does not name every group";
        let who = holder.id.to_string();
        let first = sections.first().copied();
        gaps.extend(first.map(|section| context.coverage.lack(section, lacks, &who)));
    }
    (of, gaps)
}

/// A membership is seen though there may be others; that there is none is seen only where nothing hides one.
fn outcome(of: Membership, gaps: Vec<Gap>) -> Outcome {
    match of {
        Membership::Member => {
            let reason = "it is a member, directly or through another group";
            Outcome::new(Verdict::Satisfied, "a member", reason)
        }
        _ if !gaps.is_empty() => Outcome::unseen("not seen", gaps),
        Membership::Eligible => {
            let reason = "it can step into the group (PIM), and is no member until it does";
            Outcome::new(Verdict::Partial, "eligible", reason)
        }
        Membership::None => {
            let reason = "its groups were read whole, and the group is not among them";
            Outcome::new(Verdict::Missing, "not a member", reason)
        }
    }
}

/// The gap where nobody said which group is meant.
fn unset(context: &Context<'_>, group: &GroupTarget, section: SectionName) -> Gap {
    let parameter = group.settled_by.as_deref().unwrap_or("name");
    let lacks = "was not asked: the parameter has no value";
    context.coverage.lack(section, lacks, parameter)
}
