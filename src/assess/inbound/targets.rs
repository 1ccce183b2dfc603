//! The users, groups and applications that one cross-tenant access setting names.
//!
//! Users and groups are named by their ids in the *other* tenant, which nothing
//! in this one shows; applications are named by ids that every tenant shares
//! (entra-docs, cross-tenant-access-settings-b2b-collaboration.yml).

use crate::assess::ternary::Ternary;
use crate::catalog::{GuestAccess, Reaches};
use crate::snapshot::{AccessTarget, AccessTargetEntry, Listed};
use std::collections::BTreeSet;

const ALL_USERS: &str = "AllUsers";
const ALL_APPLICATIONS: &str = "AllApplications";

/// Everything that one half of a setting says of the guest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Half {
    /// Tells if it lets the guest in.
    pub(super) lets_in: Ternary,
    /// The half in words: `users and groups: AllUsers blocked`.
    pub(super) words: String,
    /// The reason why it cannot be told, or what remains to look at though it lets the guest in.
    pub(super) doubt: Option<String>,
}

impl Half {
    fn new(lets_in: Ternary, words: String) -> Self {
        Self {
            lets_in,
            words,
            doubt: None,
        }
    }

    fn but(mut self, doubt: String) -> Self {
        self.doubt = Some(doubt);
        self
    }
}

/// The way a setting treats what it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Access {
    Allowed,
    Blocked,
}

fn access(target: &AccessTarget) -> Option<Access> {
    let word = target.access_type.as_deref()?;
    let is = |name: &str| word.eq_ignore_ascii_case(name);
    match (is("allowed"), is("blocked")) {
        (true, _) => Some(Access::Allowed),
        (_, true) => Some(Access::Blocked),
        _ => None,
    }
}

/// The names, where every one was seen.
fn names(targets: &Listed<AccessTargetEntry>) -> Option<Vec<&str>> {
    let targets = targets.whole()?;
    let names: Option<Vec<&str>> = targets.iter().map(|one| one.target.as_deref()).collect();
    names.filter(|names| !names.is_empty())
}

fn untold(what: &str) -> Half {
    Half::new(Ternary::Untold, format!("{what}: not told"))
        .but(format!("what it says of {what} was not seen"))
}

/// The users and groups that are let in. `own` are the ids of the account and of its groups, and
/// whether those are all of them.
pub(super) fn users(
    target: Option<&AccessTarget>,
    (own, all_seen): (&BTreeSet<String>, bool),
) -> Half {
    let what = "users and groups";
    let Some((access, names)) =
        target.and_then(|target| Some((access(target)?, names(&target.targets)?)))
    else {
        return untold(what);
    };
    let is_own = |name: &str| own.contains(&name.to_ascii_lowercase());
    let all = names
        .iter()
        .any(|name| name.eq_ignore_ascii_case(ALL_USERS));
    let count = names.len();
    let hit = names.iter().find(|name| is_own(name));
    let of_there = "by their ids in its own tenant, and whether the vendor's account is among them cannot be seen from \
                    here: ask the vendor, or name all users of its tenant";
    match (access, all, hit) {
        (Access::Blocked, true, _) => Half::new(Ternary::No, format!("{what}: all blocked")),
        (Access::Blocked, false, Some(id)) => {
            Half::new(Ternary::No, format!("{what}: {id} blocked"))
        }
        (Access::Blocked, false, None) if !all_seen => Half::new(
            Ternary::Untold,
            format!("{what}: {count} blocked"),
        )
        .but(format!(
            "it refuses {count} users or groups, and which groups the account is in was not read"
        )),
        (Access::Blocked, false, None) => {
            Half::new(Ternary::Yes, format!("{what}: {count} others blocked")).but(format!(
                "cross-tenant access refuses {count} users or groups of the vendor {of_there}"
            ))
        }
        (Access::Allowed, true, _) => Half::new(Ternary::Yes, format!("{what}: all allowed")),
        (Access::Allowed, false, Some(id)) => {
            Half::new(Ternary::Yes, format!("{what}: {id} allowed"))
        }
        (Access::Allowed, false, None) => {
            Half::new(Ternary::Untold, format!("{what}: only {count} allowed")).but(format!(
                "it lets in only {count} users or groups of the vendor {of_there}"
            ))
        }
    }
}

/// The applications that are open to the guest: what counts is the portal that it ends up at.
pub(super) fn applications(target: Option<&AccessTarget>, known: &GuestAccess) -> Half {
    let what = "applications";
    let Some((access, names)) =
        target.and_then(|target| Some((access(target)?, names(&target.targets)?)))
    else {
        return untold(what);
    };
    let has = |reach| names.iter().any(|name| known.reaches(name) == reach);
    let all = names
        .iter()
        .any(|name| name.eq_ignore_ascii_case(ALL_APPLICATIONS));
    let (count, landing) = (names.len(), known.landing());
    let perhaps =
        format!("whether {landing} is among the {count} applications that it names cannot be told");
    match access {
        Access::Blocked if all => Half::new(Ternary::No, format!("{what}: all blocked")),
        Access::Blocked if has(Reaches::Landing) => {
            Half::new(Ternary::No, format!("{what}: {landing} blocked"))
        }
        Access::Blocked if has(Reaches::Perhaps) => {
            Half::new(Ternary::Untold, format!("{what}: {count} blocked")).but(perhaps)
        }
        Access::Blocked if has(Reaches::Beside) => {
            Half::new(Ternary::Yes, format!("{what}: another portal blocked")).but(format!(
                "cross-tenant access refuses the guest at a portal, though not at {landing}"
            ))
        }
        Access::Blocked => Half::new(Ternary::Yes, format!("{what}: {count} others blocked")),
        Access::Allowed if all => Half::new(Ternary::Yes, format!("{what}: all allowed")),
        Access::Allowed if has(Reaches::Landing) => {
            Half::new(Ternary::Yes, format!("{what}: {landing} allowed"))
        }
        Access::Allowed if has(Reaches::Perhaps) || has(Reaches::Beside) => {
            Half::new(Ternary::Untold, format!("{what}: only {count} allowed")).but(perhaps)
        }
        Access::Allowed => Half::new(
            Ternary::No,
            format!("{what}: only {count} others allowed, and not {landing}"),
        ),
    }
}
