//! Attestations on adopted guides.

use super::judged::Judged;
use super::matched::Matched;
use super::reader::{Reader, Words};
use super::requirement;
use super::written::target;
use crate::assess::attestation::{self, Attestation, AttestationError};
use crate::assess::checks;
use crate::assess::model::{Advice, AdviceKind};
use crate::assess::options::AssessOptions;
use crate::assess::role_export::{self, OpenRight, RoleExport};
use crate::assess::verdict::Verdict;
use crate::catalog::Entitlement;
use crate::guide::format2::ids::GuideId;
use crate::guide::format2::model::{Guide, Need, Requirement, Shown};
use crate::quote::Quoted;
use std::collections::BTreeMap;

/// The reader's words with the attestations that count, and advice on those that do not, by guide.
pub(super) fn words(
    matched: &[Matched<'_>],
    options: &AssessOptions,
    reader: &Reader,
) -> Result<(Reader, BTreeMap<GuideId, Vec<Advice>>), AttestationError> {
    let mut reader = reader.clone();
    let mut advice = BTreeMap::new();
    let ids: Vec<&str> = matched.iter().map(|one| one.guide.id.as_str()).collect();
    for one in matched {
        let held = attestation::Held::of(&one.context);
        let about = |word: &&Attestation| {
            let guide = word.guide();
            guide == one.guide.id.as_str() || !ids.contains(&guide)
        };
        let own: Vec<Attestation> = options.attestations.iter().filter(about).cloned().collect();
        let (counted, left) = held.attestations(&own);
        for word in counted {
            if let Some(requirement) = attested(one.guide, &word)? {
                let key = (one.guide.id.clone(), requirement.id.clone());
                if matches!(requirement.need, Need::Attest(_)) {
                    reader.statements.insert(key.clone(), word.holds);
                }
                reader.words.requirements.insert(key, word);
            } else if let Some(handover) = handover(one.guide, &word) {
                reader
                    .words
                    .handovers
                    .insert((one.guide.id.clone(), handover), word);
            }
        }
        advice.insert(one.guide.id.clone(), left);
    }
    Ok((reader, advice))
}

/// Advice on each requirement of a guide about which the words of two persons contradict each other.
pub(super) fn disputed(judged: &Judged<'_>, guide: &Guide) -> Vec<Advice> {
    let disputed = judged.gathered.disputed.iter();
    let own = disputed.filter(|(of, _)| *of == guide.id);
    own.map(|(_, id)| Advice {
        id: format!("{}/advice/disputed/{id}", guide.id),
        kind: AdviceKind::Attestation,
        title: "Statements of persons contradict each other".to_owned(),
        text: format!(
            "The attestation of {}/{id} and another one contradict each other about something that both requirements \
             name, so that neither counts for it. Find out which is right, and take the other one out of the file.",
            guide.id
        ),
        weighs: false,
        evidence: Vec::new(),
    })
    .collect()
}

/// The handover that an attestation is about.
fn handover(guide: &Guide, word: &Attestation) -> Option<crate::guide::format2::ids::HandoverId> {
    let id = own_id(guide, word)?;
    let known = guide
        .handovers
        .iter()
        .find(|handover| handover.id.as_str() == id)?;
    Some(known.id.clone())
}

/// The id of a part of the guide that an attestation is about.
fn own_id<'w>(guide: &Guide, word: &'w Attestation) -> Option<&'w str> {
    word.finding
        .strip_prefix(guide.id.as_str())?
        .strip_prefix('/')
}

/// The requirement that an attestation is about; none where it is about a handover. Errors where a person cannot
/// attest to it.
fn attested<'g>(
    guide: &'g Guide,
    word: &Attestation,
) -> Result<Option<&'g Requirement>, AttestationError> {
    let known = || {
        let requirements = guide.requirements.iter().filter(|one| is_attestable(one));
        let requirements = requirements.map(|one| format!("{}/{}", guide.id, one.id));
        let handovers = guide
            .handovers
            .iter()
            .map(|one| format!("{}/{}", guide.id, one.id));
        let ids: Vec<String> = requirements.chain(handovers).collect();
        Quoted::list(ids.iter().map(String::as_str))
    };
    let refuse = |why| AttestationError::NotAttestable {
        finding: Quoted::new(&word.finding),
        why,
        known: known(),
    };
    if handover(guide, word).is_some() {
        return Ok(None);
    }
    let id = own_id(guide, word);
    let requirement = guide
        .requirements
        .iter()
        .find(|one| Some(one.id.as_str()) == id);
    let requirement = requirement.ok_or_else(|| refuse("the guide has no such requirement"))?;
    if !is_attestable(requirement) {
        let mut rights = requirement.need.rights();
        let unread = rights.any(|right| !checks::is_read(&right.kind));
        return Err(refuse(if unread {
            "an API shows it, which this version does not read"
        } else {
            "the tenant answers it by itself"
        }));
    }
    Ok(Some(requirement))
}

/// True if a person may attest to something of a requirement: no API shows it, or not all of it.
fn is_attestable(requirement: &Requirement) -> bool {
    let mut rights = requirement.need.rights();
    matches!(requirement.need, Need::Attest(_))
        || rights.any(|right| right.kind.shown() != Shown::ByApi)
}

/// Adds what exports of roles show of the rights that the guides leave open; advice on those that do not count. Errors
/// when one names nobody of any guide that leaves such a right open.
pub(super) fn exported(
    judged: &Judged<'_>,
    exports: &[RoleExport],
    words: &mut Words,
) -> Result<BTreeMap<GuideId, Vec<Advice>>, AttestationError> {
    let mut left = BTreeMap::new();
    let mut named: BTreeMap<usize, bool> = BTreeMap::new();
    for one in judged.matched {
        let held = attestation::Held::of(&one.context);
        let (counted, advice) = held.exports(exports);
        left.insert(one.guide.id.clone(), advice);
        for (place, anybody) in of_guide(judged, one, &counted, words) {
            *named.entry(place).or_default() |= anybody;
        }
    }
    let nobody = named.iter().find(|(_, anybody)| !**anybody);
    match nobody.and_then(|(place, _)| exports.get(*place)) {
        Some(export) => Err(role_export::nobody(export)),
        None => Ok(left),
    }
}

/// Adds what exports show of the rights that one guide leaves open. Gives, for each export that counts, whether it names
/// somebody of the guide; nothing where the guide leaves no such right open.
fn of_guide(
    judged: &Judged<'_>,
    one: &Matched<'_>,
    exports: &[(usize, &RoleExport)],
    words: &mut Words,
) -> Vec<(usize, bool)> {
    let findings = requirement::findings(judged, one);
    let expanded = judged
        .expanded
        .iter()
        .find(|guide| guide.id == one.guide.id);
    let asks = expanded.into_iter().flat_map(|guide| &guide.requirements);
    let named: Vec<_> = asks
        .flat_map(|ask| ask.rights().into_iter().map(move |right| (&ask.id, right)))
        .collect();
    let mut open = Vec::new();
    for finding in &findings {
        for right in &finding.rights {
            let classic = matches!(right.entitlement, Some(Entitlement::DefenderClassic { .. }));
            let unseen = right.verdict.may_be_gap() || right.verdict == Verdict::Manual;
            let key = (right.guide.clone(), right.principal.clone());
            let found = target(judged.matched, &key).map(|(_, _, found)| found);
            if let (true, true, Some(entitlement), Some(found)) =
                (classic, unseen, &right.entitlement, found)
            {
                let open_right = OpenRight {
                    finding: &finding.id,
                    found,
                    classic: entitlement,
                };
                open.push((right, open_right));
            }
        }
    }
    if open.is_empty() {
        return Vec::new();
    }
    let rights: Vec<OpenRight<'_>> = open.iter().map(|(_, open)| *open).collect();
    let mut anybody = Vec::new();
    for (number, export) in exports {
        let applied = role_export::attestations(export, &one.context, &rights);
        anybody.push((*number, applied.anybody));
        for (place, word) in applied.made {
            let Some((seen, _)) = open.get(place) else {
                continue;
            };
            let sources = named.iter().filter(|(_, right)| {
                let of = (seen.guide.clone(), seen.principal.clone());
                right.kind == seen.kind && super::right::principal(right) == Some(of)
            });
            for (_, source) in sources {
                words
                    .rights
                    .entry((*source).clone())
                    .or_insert_with(|| word.clone());
            }
        }
    }
    anybody
}
