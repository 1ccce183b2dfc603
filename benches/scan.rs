//! The cost of a scan: round trips, requests, memory, and time from start to reports on disk.
//!
//! ```text
//! cargo bench --bench scan
//! ```
//!
//! The program itself audits the simulated tenant that uses every feature, with
//! 100,000 users and 100 ms added to every answer, over HTTPS with a client
//! secret. Prints the four figures with their aims, and fails when one is missed; then
//! the counts for a tenant with 20,000 applications that hold 400,000 permissions.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::cast_precision_loss,
    dead_code,
    unreachable_pub,
    reason = "a benchmark measures, prints and stops; it uses a part of the simulated tenant"
)]

use simulator as graph;
#[path = "../tests/wire/rich.rs"]
mod rich;

use graph::{Options, Server};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const USERS: usize = 100_000;
const LATENCY: Duration = Duration::from_millis(100);
const RUNS: usize = 7;
/// Applications, and the permissions that they hold on the guide's API and in all.
const APPLICATIONS: usize = 20_000;
const ON_THE_API: usize = 11_351;
const GRANTS: usize = 400_000;

/// Aims, of which none may be missed.
const ROUND_TRIPS: usize = 6;
const REQUESTS: usize = 50;
/// Shared ones, and those for each of the guest and the two applications.
const REQUESTS_OF_MANY: usize = 25 + 3 * 10;
const MEMORY: u64 = 50 * 1024;
const TIME: Duration = Duration::from_millis(1200);

/// The measurements of one run.
struct Run {
    time: Duration,
    /// The peak of memory in KiB; only Linux shows it.
    peak: Option<u64>,
    requests: usize,
    round_trips: usize,
}

/// The most memory that a process ever held, in KiB.
fn peak(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

fn run(server: &Server, folder: &Path) -> Run {
    fs::write(folder.join("ca.pem"), server.ca_pem()).unwrap();
    let before = server.graph_requests().len();
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_rolecall"))
        .env_clear()
        .env("AZURE_TENANT_ID", server.tenant_id())
        .env("AZURE_CLIENT_ID", server.client_id())
        .env("AZURE_CLIENT_SECRET", server.client_secret())
        .current_dir(folder)
        .args(["audit", "-o", "reports", "--ca-file", "ca.pem"])
        .args(["--authority-host", &server.https()])
        .args(["--graph-host", &server.https()])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // The peak only rises, so the last reading before the end is at most a millisecond old.
    let mut memory = None;
    let status = loop {
        memory = peak(child.id()).or(memory);
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        std::thread::sleep(Duration::from_millis(1));
    };
    let time = start.elapsed();
    // 10 to 12 are verdicts about the tenant.
    assert!(
        matches!(status.code(), Some(0 | 10..=12)),
        "the audit ended with {status}"
    );
    let reports = fs::read_dir(folder.join("reports")).unwrap().count();
    assert!(reports >= 5, "{reports} reports on disk");
    Run {
        time,
        peak: memory,
        requests: server.graph_requests().len() - before,
        round_trips: server.depth(),
    }
}

/// The counts for a tenant of many applications: round trips, requests, memory.
fn of_many_applications(missed: &mut Vec<&'static str>) {
    let mut tenant = rich::tenant(USERS);
    tenant.applications(APPLICATIONS, ON_THE_API, GRANTS - ON_THE_API);
    let server = Server::start(tenant, Options::default().latency(LATENCY));
    let folder = tempfile::tempdir().unwrap();
    let run = run(&server, folder.path());
    assert_eq!(server.violations(), Vec::new());
    println!();
    println!("the same with {APPLICATIONS} applications and {GRANTS} permissions granted, one run");
    println!("figure                          measured   aim");
    println!(
        "round trips, token included     {:>8}   at most {ROUND_TRIPS}",
        run.round_trips
    );
    println!(
        "requests to Graph               {:>8}   at most {REQUESTS_OF_MANY}",
        run.requests
    );
    if let Some(kib) = run.peak {
        println!(
            "peak memory, MiB                {:>8.1}   under {}",
            kib as f64 / 1024.0,
            MEMORY / 1024
        );
    }
    println!(
        "start to reports on disk, s     {:>8.2}",
        run.time.as_secs_f64()
    );
    if run.round_trips > ROUND_TRIPS {
        missed.push("round trips of many applications");
    }
    if run.requests > REQUESTS_OF_MANY {
        missed.push("requests of many applications");
    }
    if run.peak.is_some_and(|kib| kib >= MEMORY) {
        missed.push("memory of many applications");
    }
}

fn main() {
    let mut runs = Vec::new();
    for _ in 0..RUNS {
        // A server of its own for each, as depth is counted over a server's life.
        let server = Server::start(rich::tenant(USERS), Options::default().latency(LATENCY));
        let folder = tempfile::tempdir().unwrap();
        runs.push(run(&server, folder.path()));
        assert_eq!(server.violations(), Vec::new());
    }
    runs.sort_by_key(|run| run.time);
    let worst = runs.last().unwrap();
    let median = &runs[runs.len() / 2];
    let round_trips = runs.iter().map(|run| run.round_trips).max().unwrap();
    let requests = runs.iter().map(|run| run.requests).max().unwrap();
    let memory = runs.iter().filter_map(|run| run.peak).max();
    println!("rolecall audit, {USERS} users, {LATENCY:?} added to every answer, {RUNS} runs");
    println!("figure                          measured   aim");
    println!("round trips, token included     {round_trips:>8}   at most {ROUND_TRIPS}");
    println!("requests to Graph               {requests:>8}   at most {REQUESTS}");
    match memory {
        Some(kib) => println!(
            "peak memory, MiB                {:>8.1}   under {}",
            kib as f64 / 1024.0,
            MEMORY / 1024
        ),
        None => println!("peak memory                    not known   (Linux alone tells)"),
    }
    println!(
        "start to reports on disk, s     {:>8.2}   under {:.2} (median; fastest {:.2}, slowest {:.2})",
        median.time.as_secs_f64(),
        TIME.as_secs_f64(),
        runs[0].time.as_secs_f64(),
        worst.time.as_secs_f64(),
    );
    let mut missed = Vec::new();
    if round_trips > ROUND_TRIPS {
        missed.push("round trips");
    }
    if requests > REQUESTS {
        missed.push("requests");
    }
    if memory.is_some_and(|kib| kib >= MEMORY) {
        missed.push("memory");
    }
    if median.time >= TIME {
        missed.push("time");
    }
    of_many_applications(&mut missed);
    assert!(missed.is_empty(), "missed: {}", missed.join(", "));
}
