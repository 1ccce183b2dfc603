//! Choices of which several options are granted at once.

use super::judged::Judged;
use super::matched::Matched;
use crate::access;
use crate::assess::excess::ExcessCheck;
use crate::assess::model::Finding;
use crate::assess::principals::Candidate;
use crate::assess::remedy::Remedy;
use crate::assess::target::TargetPrincipal;
use crate::assess::verdict::Verdict;
use crate::catalog::{Entitlement, Subject};
use crate::guide::PrincipalId;

/// Options of one choice that are granted whole at once, where the guide asks for one.
pub(super) fn granted_twice(judged: &Judged<'_>, one: &Matched<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for choice in &one.guide.choices {
        let key = (one.guide.id.clone(), choice.id.clone());
        let Some(decided) = judged.decided.get(&key).filter(|decided| decided.several) else {
            continue;
        };
        let options = choice.options.iter();
        let granted = options.filter(|option| decided.options.contains(&option.id));
        let titles: Vec<&str> = granted.map(|option| option.title.as_str()).collect();
        let target =
            TargetPrincipal::of_no_kind(PrincipalId::reserved("tenant"), "The tenant".to_owned());
        let reason = |_: &TargetPrincipal, _: &Candidate<'_>, _: &Entitlement| None;
        let check = ExcessCheck {
            context: &one.context,
            prefix: format!("{}/{}", one.guide.id, choice.id),
            choice: Some(choice.id.clone()),
            settles: Remedy::Attest,
            reason: &reason,
            holding_reason: &|_: &Candidate<'_>, _: &access::Holding| None,
        };
        let title = format!("{}: more than one option is granted", choice.title);
        let mut finding = check.blank(&target, "granted-twice", &title, Verdict::Excess);
        finding.subject = Subject::GrantedTwice;
        "one of the options".clone_into(&mut finding.expected);
        finding.actual = titles.join(" and ");
        finding.reason = "each of these options is granted whole, and the guide asks for one; choose the one that is \
                          meant to see what the other adds"
            .to_owned();
        found.push(finding);
    }
    found
}
