//! The check of an account of the tenant itself, or of a user of any type: there and enabled.

use super::conditions::{Condition, outcome_of};
use super::guest_account::{GuestAccount, enabled};
use super::{Asking, Check};
use crate::access::{HolderKind, SightingRef};
use crate::assess::external::external;
use crate::assess::outcome::Outcome;
use crate::assess::principals::Candidate;
use crate::assess::remedy::{Observe, Remedy};
use crate::assess::ternary::Ternary;
use crate::assess::verdict::Verdict;
use crate::assess::words::shown;
use crate::catalog::Subject;
use crate::guide::format2::kinds::AccountType;
use crate::snapshot::{SectionName, User};

/// An account of type member, or of any type.
pub(super) struct MemberAccount(pub(super) AccountType);

impl Check for MemberAccount {
    fn subject(&self) -> Subject {
        Subject::GuestAccount
    }

    fn expected(&self, asking: &Asking<'_>) -> String {
        let address = asking.principal.any_address();
        match self.0 {
            AccountType::Any => {
                format!("{address} is an account of the tenant or a guest of it, and is enabled")
            }
            _ => format!("{address} is an account of the tenant, of type member, and is enabled"),
        }
    }

    fn judge(&self, asking: &Asking<'_>, candidate: &Candidate<'_>) -> Outcome {
        let HolderKind::User { item } = candidate.holder.kind else {
            return Outcome::new(Verdict::Unknown, "not a user", "it is not a user account");
        };
        let users = asking.context.snapshot.sections.users.sightings();
        let Some(seen) = users.get(item) else {
            return Outcome::new(Verdict::Unknown, "not seen", "the account was not seen");
        };
        let mut conditions = Vec::new();
        match (self.0, external(&seen.object)) {
            (AccountType::Any, Ternary::Yes) => {
                return GuestAccount(self.0).judge(asking, candidate);
            }
            (AccountType::Any, Ternary::Untold) => conditions.push(untold()),
            (AccountType::Any, Ternary::No) => {}
            (AccountType::Member | AccountType::Guest, _) => conditions.push(kind(&seen.object)),
        }
        conditions.push(enabled(&seen.object));
        let proof = SightingRef {
            section: SectionName::Users,
            item,
        };
        outcome_of(candidate, conditions, vec![proof])
    }
}

/// A guest has to accept, and to be let in.
fn untold() -> Condition {
    Condition::Untold(
        "whether it is an account of this tenant or a guest was not told".to_owned(),
        Remedy::Observe(Observe::Again {
            section: SectionName::Users,
        }),
    )
}

fn kind(user: &User) -> Condition {
    let remedy = Remedy::Manual(
        "Make it an account of type member, or ask the vendor if a guest will do.".to_owned(),
    );
    match user.user_type.as_deref() {
        Some(kind) if kind.eq_ignore_ascii_case("Member") => Condition::Met("member"),
        Some(kind) => Condition::Unmet(format!("user type {}, not member", shown(kind)), remedy),
        None => Condition::Untold("user type not given".to_owned(), remedy),
    }
}
