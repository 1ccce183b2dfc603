//! The time and the memory of each format, by the number of findings.
//!
//! ```text
//! cargo bench --bench reports [MOST]
//! ```
//!
//! Prints a table, and fails when ten times the findings take more than
//! fifteen times the time or the memory. Reports are written into a writer that
//! counts and keeps nothing, as `rolecall` writes them into files. Each
//! measurement, of which the quickest of three counts, has a process of its own: memory that an earlier report left
//! behind would hide what this one takes. Memory and processor time are what
//! Linux tells of a process (`VmHWM`, reset before the report is begun, and
//! `schedstat`).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::cast_precision_loss,
    reason = "a benchmark measures, prints and stops"
)]

#[path = "../tests/subject/mod.rs"]
mod subject;

use rolecall::assess::Assessment;
use rolecall::catalog::Catalog;
use rolecall::report::{Format, Settings, write};
use rolecall::snapshot;
use std::fs;
use std::io;
use std::process::Command;
use std::sync::Arc;
use subject::Subject;

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
/// The most times as much that ten times the findings may take.
const MOST_GROWTH: f64 = 15.0;

/// The demo's assessment with its findings repeated, each copy under an id of its own, and those of a principal
/// together, as an assessment has them.
fn assessment(findings: usize) -> Assessment {
    let catalog = Catalog::built_in().unwrap();
    let subject = Subject::expel(&catalog);
    let demo = include_bytes!("../samples/contoso-demo.json");
    let snapshot = snapshot::read(demo).unwrap();
    let assessed = subject.assessed(&catalog, &snapshot, &subject.reader(&[]));
    let mut assessment = assessed.into_iter().next().unwrap();
    let few = std::mem::take(&mut assessment.findings);
    for (place, finding) in few.iter().enumerate() {
        let copies = (0..findings).filter(|number| number % few.len() == place);
        assessment.findings.extend(copies.map(|number| {
            let mut finding = finding.clone();
            finding.id = format!("{}/{number}", finding.id);
            finding
        }));
    }
    assert_eq!(assessment.findings.len(), findings);
    assessment
}

/// Counts the bytes that are written.
#[derive(Default)]
struct Counter(u64);

impl io::Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A value of this process's status in Linux, in KiB.
fn status_value(line: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").expect("Linux tells the memory");
    let line = status
        .lines()
        .find(|found| found.starts_with(line))
        .unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// One measurement.
#[derive(Clone, Copy)]
struct Measured {
    micros: u64,
    bytes: u64,
    /// The memory before the report was begun, in KiB: the assessment, for the most part.
    before: u64,
    /// The peak of memory until the report was done, in KiB.
    peak: u64,
}

impl Measured {
    fn grown(self) -> u64 {
        self.peak.saturating_sub(self.before)
    }
}

/// The processor time of this process, in microseconds, without that of other processes.
fn on_processor() -> u64 {
    let shown = fs::read_to_string("/proc/self/schedstat").expect("Linux tells the time");
    let nanoseconds: u64 = shown.split_whitespace().next().unwrap().parse().unwrap();
    nanoseconds / 1000
}

/// Writes a report once and prints its time and its memory.
fn one(format: &str, findings: &str) {
    let format = Format::ALL.into_iter().find(|f| f.as_str() == format);
    let assessment = Arc::new(assessment(findings.parse().unwrap()));
    // Resets the peak of memory to the present value (proc(5)).
    fs::write("/proc/self/clear_refs", "5").unwrap();
    let before = status_value("VmRSS:");
    let mut out = Counter::default();
    let start = on_processor();
    write(&assessment, format.unwrap(), &Settings::default(), &mut out).unwrap();
    let micros = on_processor() - start;
    println!("{micros} {} {before} {}", out.0, status_value("VmHWM:"));
}

/// The quickest of three: every disturbance makes a measurement slower.
fn measure(format: Format, findings: usize) -> Measured {
    let three = [(); 3].map(|()| measure_once(format, findings));
    three.into_iter().min_by_key(|one| one.micros).unwrap()
}

fn measure_once(format: Format, findings: usize) -> Measured {
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--one", format.as_str(), &findings.to_string()])
        .output()
        .unwrap();
    let problem = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{problem}");
    let text = String::from_utf8(output.stdout).unwrap();
    let mut numbers = text.split_whitespace().map(|n| n.parse().unwrap());
    let mut next = || numbers.next().unwrap();
    Measured {
        micros: next(),
        bytes: next(),
        before: next(),
        peak: next(),
    }
}

/// The ratio of two measurements, where small differences are noise.
fn times(more: u64, less: u64, noise: u64) -> f64 {
    (more + noise) as f64 / (less + noise) as f64
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--one") {
        return one(&arguments[at + 1], &arguments[at + 2]);
    }
    let most = arguments.iter().find_map(|argument| argument.parse().ok());
    let most: usize = most.unwrap_or(100_000);
    println!(
        "| format | findings | processor time | per finding | output | memory before | the report takes | peak |"
    );
    println!("| :--- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    let mut steep = Vec::new();
    for format in Format::ALL {
        let mut last: Option<Measured> = None;
        for findings in SIZES.into_iter().filter(|size| *size <= most) {
            let now = measure(format, findings);
            let mib = |kib: u64| kib as f64 / 1024.0;
            println!(
                "| {format} | {findings} | {:.0} ms | {:.1} µs | {:.1} MiB | {:.1} MiB | {:.1} MiB | {:.1} MiB |",
                now.micros as f64 / 1000.0,
                now.micros as f64 / findings as f64,
                mib(now.bytes / 1024),
                mib(now.before),
                mib(now.grown()),
                mib(now.peak),
            );
            if let Some(last) = last {
                if times(now.micros, last.micros, 5_000) > MOST_GROWTH {
                    steep.push(format!("{format}: time"));
                }
                if times(now.grown(), last.grown(), 1024) > MOST_GROWTH {
                    steep.push(format!("{format}: memory"));
                }
            }
            last = Some(now);
        }
    }
    assert!(steep.is_empty(), "not linear: {}", steep.join(", "));
}
