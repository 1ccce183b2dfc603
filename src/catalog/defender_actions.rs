//! Matches the actions of Unified RBAC.
//!
//! An action is a path. A `*` segment of the action that is held stands for one
//! or more segments, and a held `manage` gives `read` on the same path (both
//! observed in tenants, KnudsenMorten/PIM4EntraPS, 2026). Only a whole segment is
//! a wildcard. The held text comes from a tenant and can be anything: a match
//! takes at most (segments of `asked`)² steps, however long the text is.

const MANAGE: &str = "manage";
const READ: &str = "read";

/// True where a role that holds the action `held` may do `asked`, an action of the catalog.
pub(super) fn gives(held: &str, asked: &str) -> bool {
    let (mut held, asked) = segments(held, asked);
    if matches(&held, &asked) {
        return true;
    }
    match held.last_mut() {
        Some(last) if last.eq_ignore_ascii_case(MANAGE) => {
            *last = READ;
            matches(&held, &asked)
        }
        _ => false,
    }
}

/// True where the action `held` names `asked` itself, and does not only imply it.
pub(super) fn names(held: &str, asked: &str) -> bool {
    let (held, asked) = segments(held, asked);
    matches(&held, &asked)
}

/// Both in segments. Every held segment takes at least one, so a longer action cannot match.
fn segments<'a>(held: &'a str, asked: &'a str) -> (Vec<&'a str>, Vec<&'a str>) {
    let asked: Vec<&str> = asked.split('/').collect();
    (held.split('/').take(asked.len() + 1).collect(), asked)
}

fn matches(held: &[&str], asked: &[&str]) -> bool {
    if held.len() > asked.len() {
        return false;
    }
    // reached[n]: the held segments so far can stand for the first n asked ones.
    let mut reached = vec![false; asked.len() + 1];
    if let Some(start) = reached.first_mut() {
        *start = true;
    }
    for segment in held {
        let mut next = vec![false; reached.len()];
        let mut any_before = false;
        for ((was, is), text) in reached.iter().zip(next.iter_mut().skip(1)).zip(asked) {
            any_before |= *was;
            *is = if *segment == "*" {
                any_before
            } else {
                *was && segment.eq_ignore_ascii_case(text)
            };
        }
        reached = next;
    }
    reached.last().copied().unwrap_or(false)
}
