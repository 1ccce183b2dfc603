//! What a scan asks apart, and gives up after a last moment, is nothing that a verdict rests on.

use super::{SAMPLES, read};
use crate::roll_call::{CATALOG, Said, judged};
use crate::subject::Subject;
use rolecall::assess::{Assessment, Verdict};
use rolecall::scan::plan;
use rolecall::snapshot::{SectionName, Snapshot, State};
use std::collections::{BTreeMap, BTreeSet};

fn advisory() -> BTreeSet<SectionName> {
    let plan = plan(Subject::expel(&CATALOG).with(&CATALOG));
    let requests = plan.requests.iter().filter(|request| request.advisory);
    requests.map(|request| request.section).collect()
}

fn verdicts(assessment: &Assessment) -> BTreeMap<String, Verdict> {
    let findings = assessment.findings.iter();
    findings
        .map(|finding| (finding.id.clone(), finding.verdict))
        .collect()
}

/// The licences carry verdicts where PIM has none, and a scan waits for them there.
fn is_waited_for(section: SectionName, snapshot: &Snapshot) -> bool {
    let of_pim = [
        SectionName::RoleEligibility,
        SectionName::RoleSchedules,
        SectionName::GroupEligibility,
        SectionName::GroupSchedules,
    ];
    // A guest without an invitation state is settled by a sign-in, and otherwise left unknown.
    let mut users = snapshot.sections.users.sightings().iter();
    let by_sign_in = section == SectionName::UserSignIns
        && users.any(|seen| seen.object.external_user_state.get().is_none());
    by_sign_in
        || section == SectionName::Licences
            && of_pim
                .iter()
                .any(|pim| snapshot.sections.head(*pim).state == State::NotLicensed)
}

#[test]
fn no_verdict_rests_on_what_is_asked_apart() {
    let advisory = advisory();
    assert!(advisory.len() >= 10);
    for (name, json) in SAMPLES.iter() {
        let whole = read(json);
        let before = verdicts(&judged(&whole, &Said::default()));
        for section in &advisory {
            if is_waited_for(*section, &whole) {
                continue;
            }
            let mut less = whole.clone();
            less.sections.remove(*section);
            let after = verdicts(&judged(&less, &Said::default()));
            // Somebody else who was found in excess may go unseen; advice says then that it was not read.
            let stays = |(id, verdict): &(&String, &Verdict)| {
                **verdict != Verdict::Excess || after.contains_key(*id)
            };
            let before: BTreeMap<_, _> = before.iter().filter(stays).collect();
            assert_eq!(before, after.iter().collect(), "{name} without {section}");
        }
    }
}
