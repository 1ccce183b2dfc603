//! The pace: narrower when the service is busy, wider when it is not.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::pacing::{Pace, Paces, Turn};
use std::time::Duration;

#[tokio::test]
async fn the_pace_recovers_one_by_one_to_where_it_began() {
    let pace = Pace::new(4);
    pace.listen(Some("0.95"));
    assert_eq!(pace.width(), 2);
    for _ in 0..2 {
        let turn = pace.turn().await.unwrap();
        pace.done(turn);
    }
    for calm in 0..7 {
        pace.listen(None);
        assert_eq!(pace.width(), 2, "after {calm}");
    }
    // A busy answer starts the count again.
    pace.listen(Some("0.9"));
    let turn = pace.turn().await.unwrap();
    pace.done(turn);
    assert_eq!(pace.width(), 1);
    for _ in 0..200 {
        pace.listen(None);
    }
    assert_eq!(pace.width(), 4);
    let mut turns = Vec::new();
    for _ in 0..4 {
        turns.push(pace.turn().await.unwrap());
    }
    let another = tokio::time::timeout(Duration::from_millis(20), pace.turn()).await;
    assert!(another.is_err(), "no more than at the beginning");
}

#[tokio::test]
async fn the_pace_halves_down_to_one_when_the_service_is_busy() {
    let pace = Pace::new(8);
    pace.listen(Some("0.5"));
    pace.listen(None);
    pace.listen(Some("much"));
    assert_eq!(pace.width(), 8);
    pace.listen(Some("0.9"));
    assert_eq!(pace.width(), 4);
    for _ in 0..5 {
        pace.slow_down();
    }
    assert_eq!(pace.width(), 1);
    // Seven permits are withdrawn as they come back; the last one stays.
    for _ in 0..7 {
        let turn = pace.turn().await.unwrap();
        pace.done(turn);
    }
    let last = pace.turn().await.unwrap();
    let another = tokio::time::timeout(Duration::from_millis(20), pace.turn()).await;
    assert!(another.is_err(), "only one may be under way");
    pace.done(last);
    assert!(pace.turn().await.is_some());
}

/// Tells if another request of the kind gets its turn.
async fn gets_a_turn(paces: &Paces, advisory: bool) -> Option<Turn<'_>> {
    let turn = tokio::time::timeout(Duration::from_millis(20), paces.turn(advisory)).await;
    turn.ok().flatten()
}

#[tokio::test]
async fn advisory_requests_take_no_turn_from_those_that_verdicts_rest_on() {
    let paces = Paces::new(8);
    let mut advisory = Vec::new();
    while let Some(turn) = gets_a_turn(&paces, true).await {
        advisory.push(turn);
    }
    assert_eq!(advisory.len(), 2);
    let mut needed = Vec::new();
    while let Some(turn) = gets_a_turn(&paces, false).await {
        needed.push(turn);
    }
    assert_eq!(needed.len(), 6, "no more than eight in all");
}

#[tokio::test]
async fn what_the_service_says_to_an_advisory_request_slows_no_other_down() {
    let paces = Paces::new(8);
    for _ in 0..4 {
        paces.slow_down(true);
        paces.listen(true, Some("0.99"));
    }
    let mut needed = Vec::new();
    while let Some(turn) = gets_a_turn(&paces, false).await {
        needed.push(turn);
    }
    assert_eq!(needed.len(), 6);
}

#[tokio::test]
async fn where_there_is_room_for_one_request_an_advisory_one_comes_last() {
    let busy = Paces::new(8);
    for _ in 0..3 {
        busy.slow_down(false);
    }
    for paces in [busy, Paces::new(1)] {
        let needed = paces.turn(false).await.unwrap();
        assert!(gets_a_turn(&paces, true).await.is_none());
        needed.done();
        assert!(gets_a_turn(&paces, true).await.is_some());
    }
}
