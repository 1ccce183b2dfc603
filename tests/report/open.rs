//! The findings that a reader is to look at, and those that fail.

use super::fixture::finding;
use rolecall::assess::{ApiState, Obstacle, Verdict};
use rolecall::guide::Tier;

const ABSENT: Obstacle = Obstacle {
    api: rolecall::catalog::MICROSOFT_GRAPH,
    name: String::new(),
    state: ApiState::Absent,
    finding: String::new(),
    alone: false,
    brought_by: None,
};

#[test]
fn a_finding_is_open_or_fails_by_its_verdict_and_not_where_it_waits_for_another() {
    // Verdict: open, a failure, and the same where the API behind it is not there.
    let table = [
        (Verdict::Satisfied, [false, false, false, false]),
        (Verdict::Partial, [true, true, false, false]),
        (Verdict::Missing, [true, true, false, false]),
        (Verdict::Excess, [true, true, true, true]),
        (Verdict::Absent, [false, false, false, false]),
        (Verdict::Noted, [false, false, false, false]),
        (Verdict::Unknown, [true, false, true, false]),
        (Verdict::Manual, [true, false, true, false]),
    ];
    assert_eq!(table.map(|(verdict, _)| verdict), Verdict::ALL);
    for (verdict, expected) in table {
        let alone = finding("api/x/application/y", verdict, Some(Tier::Required));
        let mut waiting = alone.clone();
        waiting.obstacle = Some(ABSENT);
        let answers = [
            alone.is_open(),
            alone.is_failure(),
            waiting.is_open(),
            waiting.is_failure(),
        ];
        assert_eq!(answers, expected, "{verdict}");
    }
}
