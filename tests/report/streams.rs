//! Reports are written in pieces into the caller's writer, and end when it refuses.

use super::fixture::assessment;
use rolecall::assess::Assessment;
use rolecall::report::{Format, ReportError, Settings, write};
use std::io::{self, ErrorKind, Write};
use std::sync::Arc;

/// The fixture with many more findings.
fn long() -> Arc<Assessment> {
    let mut long = assessment();
    let few = long.findings.clone();
    for number in 0..2000 {
        let mut finding = few[number % few.len()].clone();
        finding.id = format!("{}/{number}", finding.id);
        long.findings.push(finding);
    }
    Arc::new(long)
}

/// Refuses after so many bytes, and remembers the largest piece that it was given.
struct Pieces {
    room: usize,
    largest: usize,
    given: usize,
}

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.largest = self.largest.max(bytes.len());
        self.given += bytes.len();
        if self.given > self.room {
            return Err(io::Error::new(ErrorKind::StorageFull, "no room"));
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn pieces(room: usize) -> Pieces {
    Pieces {
        room,
        largest: 0,
        given: 0,
    }
}

#[test]
fn no_format_holds_a_whole_report() {
    let long = long();
    for format in Format::ALL {
        let mut out = pieces(usize::MAX);
        write(&long, format, &Settings::default(), &mut out).unwrap();
        assert!(out.given > 300_000, "{format}: {} bytes in all", out.given);
        assert!(out.largest < 100_000, "{format}: {} at once", out.largest);
    }
}

#[test]
fn a_report_ends_where_its_writer_refuses() {
    let long = long();
    for format in Format::ALL {
        for room in [0, 100_000] {
            let mut out = pieces(room);
            let problem = write(&long, format, &Settings::default(), &mut out).unwrap_err();
            let ReportError::Output(error) = problem else {
                panic!("{format}: {problem}");
            };
            assert_eq!(error.kind(), ErrorKind::StorageFull, "{format}");
            assert!(out.given < room + 100_000, "{format} went on");
        }
    }
}
