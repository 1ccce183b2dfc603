//! The service's own clock: kept with every answer, and held against the scan's.

use crate::graph::{Fault, On, Options, Server, ids};
use crate::rich;
use crate::scanner::{bytes, head, plain, scanned};
use rolecall::snapshot::{self, Request, SectionName, Snapshot};
use serde_json::Value;

/// The simulated service's clock stands still, as the scan's does here.
fn start() -> Server {
    Server::start(rich::tenant(100), Options::default())
}

fn dated(path: &str, date: &str) -> (On, Fault) {
    let headers = vec![("date".to_owned(), date.to_owned())];
    (On::path(path), Fault::Headers(headers))
}

/// A scan with these faults.
fn with(faults: Vec<(On, Fault)>) -> Snapshot {
    let server = start();
    for (on, fault) in faults {
        server.inject(on, fault);
    }
    scanned(&server, plain(&server))
}

fn requests(snapshot: &Snapshot) -> Vec<&Request> {
    let sections = SectionName::ALL.iter();
    sections
        .flat_map(|section| head(snapshot, *section).requests)
        .collect()
}

#[test]
fn every_answer_keeps_the_date_of_the_service() {
    let snapshot = with(Vec::new());
    let requests = requests(&snapshot);
    assert!(requests.len() > 40);
    for request in requests {
        let date = request.server_date.map(|date| date.to_string());
        assert_eq!(date.as_deref(), Some(ids::NOW), "{}", request.url);
    }
    assert_eq!(snapshot.clock_ahead_seconds, Some(0));
}

#[test]
fn a_refusal_has_a_date_too_and_what_is_no_date_is_none() {
    let snapshot = with(vec![
        (On::path("/v1.0/subscribedSkus"), Fault::Denied),
        dated("/v1.0/organization", "yesterday"),
    ]);
    let date = |section| head(&snapshot, section).requests[0].server_date;
    assert_eq!(date(SectionName::Licences).unwrap().to_string(), ids::NOW);
    assert_eq!(date(SectionName::Organization), None);
}

#[test]
fn the_snapshot_says_how_far_the_clocks_are_apart() {
    // The scan's clock says 2026-11-23T09:00:00Z.
    for (date, ahead) in [
        ("Mon, 23 Nov 2026 09:00:00 GMT", Some(0)),
        ("Mon, 23 Nov 2026 08:00:00 GMT", Some(3_600)),
        ("Tue, 24 Nov 2026 09:00:30 GMT", Some(-86_430)),
        ("soon", None),
    ] {
        let snapshot = with(vec![dated("/*", date)]);
        assert_eq!(snapshot.clock_ahead_seconds, ahead, "{date}");
    }
    let odd = dated("/v1.0/users*", "Mon, 23 Nov 2020 09:00:00 GMT");
    assert_eq!(
        with(vec![odd]).clock_ahead_seconds,
        Some(0),
        "what a few answers say does not count"
    );
}

#[test]
fn a_snapshot_without_dates_stays_readable() {
    let whole = with(Vec::new());
    let mut json: Value = serde_json::from_str(&bytes(&whole)).unwrap();
    let snapshot = json["snapshot"].as_object_mut().unwrap();
    snapshot.remove("clock_ahead_seconds").unwrap();
    for section in snapshot["sections"].as_object_mut().unwrap().values_mut() {
        let requests = section.get_mut("requests").and_then(Value::as_array_mut);
        for request in requests.into_iter().flatten() {
            request
                .as_object_mut()
                .unwrap()
                .remove("server_date")
                .unwrap();
        }
    }
    let older = snapshot::read(json.to_string().as_bytes()).unwrap();
    assert_eq!(older.clock_ahead_seconds, None);
    assert!(
        requests(&older)
            .iter()
            .all(|request| request.server_date.is_none())
    );
    assert_eq!(requests(&older).len(), requests(&whole).len());
}
