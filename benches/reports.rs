//! How long each format takes, and how much memory, by the number of findings.
//!
//! ```text
//! cargo bench --bench reports [MOST]
//! ```
//!
//! Prints a table, and fails when ten times the findings take more than
//! twenty-five times the time or fifteen times the memory.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a benchmark measures, prints and stops"
)]

use rolecall::assess::{AssessOptions, Assessment, assess};
use rolecall::catalog::Catalog;
use rolecall::guide::{self, Guide, Parameters};
use rolecall::report::{Format, Style, render};
use rolecall::snapshot;
use std::collections::BTreeMap;
use std::fs;
use std::process::Command;
use std::time::Instant;

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

/// The demo's assessment with its findings repeated, each copy under an id of its own.
fn assessment(findings: usize) -> Assessment {
    let catalog = Catalog::built_in().unwrap();
    let built_in = guide::find_built_in("expel-mde", None).unwrap();
    let guide = Guide::parse(built_in.file, built_in.text, &catalog).unwrap();
    let parameters = Parameters::resolve(&guide, &BTreeMap::new()).unwrap();
    let demo = include_bytes!("../samples/contoso-demo.json");
    let snapshot = snapshot::read(demo).unwrap();
    let options = AssessOptions::detect(snapshot.ended);
    let mut assessment = assess(&guide, &parameters, &catalog, &snapshot, &options).unwrap();
    let few = std::mem::take(&mut assessment.findings);
    let many = few.iter().cycle().take(findings).enumerate();
    assessment.findings = many
        .map(|(number, finding)| {
            let mut finding = finding.clone();
            finding.id = format!("{}/{number}", finding.id);
            finding
        })
        .collect();
    assessment
}

/// The most memory that the process ever held, in KiB. Linux alone tells.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// Renders once and prints milliseconds, bytes and the KiB by which the peak grew.
fn one(format: &str, findings: &str) {
    let format = Format::ALL.into_iter().find(|f| f.as_str() == format);
    let format = format.unwrap();
    let assessment = assessment(findings.parse().unwrap());
    let before = peak();
    let start = Instant::now();
    let bytes = render(&assessment, format, &Style::default()).unwrap();
    let taken = start.elapsed();
    let grown = peak().zip(before).map(|(after, before)| after - before);
    let grown = grown.map_or_else(|| "-".to_owned(), |kib| kib.to_string());
    println!("{} {} {grown}", taken.as_millis(), bytes.len());
}

/// The same in a process of its own: memory that an earlier report left behind would hide what this one takes.
fn measure(format: Format, findings: usize) -> (u64, u64, Option<u64>) {
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--one", format.as_str(), &findings.to_string()])
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).unwrap();
    let numbers: Vec<Option<u64>> = text.split_whitespace().map(|n| n.parse().ok()).collect();
    (numbers[0].unwrap(), numbers[1].unwrap(), numbers[2])
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--one") {
        return one(&arguments[at + 1], &arguments[at + 2]);
    }
    let most = arguments.iter().find_map(|argument| argument.parse().ok());
    let most: usize = most.unwrap_or(100_000);
    println!("format     findings       time       output   peak memory");
    let mut slow = Vec::new();
    for format in Format::ALL {
        let mut last: Option<(u64, Option<u64>)> = None;
        for findings in SIZES.into_iter().filter(|size| *size <= most) {
            let (time, output, memory) = measure(format, findings);
            let (name, kib) = (format.as_str(), output / 1024);
            let peak = memory.map_or_else(|| "not known".to_owned(), |kib| format!("{kib} KiB"));
            println!("{name:<9} {findings:>9} {time:>7} ms {kib:>8} KiB {peak:>13}");
            if let Some((time_before, memory_before)) = last {
                // A few milliseconds are noise, and so is a mebibyte.
                if time > (time_before + 5) * 25 {
                    slow.push(format!("{format}: time"));
                }
                let more = memory.zip(memory_before);
                if more.is_some_and(|(after, before)| after > (before + 1024) * 15) {
                    slow.push(format!("{format}: memory"));
                }
            }
            last = Some((time, memory));
        }
    }
    assert!(slow.is_empty(), "not linear: {}", slow.join(", "));
}
