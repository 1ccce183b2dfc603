//! The command lines of the README and of the pages in `docs/`, run as they stand there on a sample tenant.

use crate::graph::{Server, scenarios};
use crate::place::{Place, sample_text};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The README and the pages.
fn pages() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let pages = fs::read_dir(root.join("docs")).unwrap();
    let mut pages: Vec<PathBuf> = pages.map(|page| page.unwrap().path()).collect();
    pages.retain(|page| page.extension().is_some_and(|end| end == "md"));
    pages.push(root.join("README.md"));
    pages.sort();
    pages
}

/// The commands of a page's console blocks, a block each.
///
/// Where a block shows output, its commands begin with `$`.
fn blocks(page: &str) -> Vec<Vec<String>> {
    let parts = page.split("\n```console\n").skip(1);
    let blocks = parts.map(|part| part.split("\n```").next().unwrap().replace("\\\n", " "));
    let blocks = blocks.map(|block| {
        let prompts = block.lines().any(|line| line.starts_with("$ "));
        let lines = block
            .lines()
            .filter(|line| !prompts || line.starts_with("$ "));
        let lines = lines.map(|line| line.trim_start_matches("$ ").to_owned());
        lines.filter(|line| is_run(line)).collect()
    });
    blocks.collect()
}

/// True for a command of this program, and for one that feeds it.
fn is_run(line: &str) -> bool {
    ["rolecall ", "cargo run -- ", "az account "]
        .iter()
        .any(|start| line.starts_with(start))
}

/// The texts of a page between backticks, each on one line.
fn spans(page: &str) -> Vec<String> {
    let plain: Vec<&str> = page.split("\n```").step_by(2).collect();
    let paragraphs = plain.iter().flat_map(|text| text.split("\n\n"));
    let spans = paragraphs.flat_map(|text| text.split('`').skip(1).step_by(2));
    spans
        .map(|span| span.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

/// A command within a text, with its placeholders filled in; `None` for a mere name of a command, and for one that leaves
/// a part out.
fn of_span(span: &str) -> Option<String> {
    let names = [
        "guide convert",
        "guide lint",
        "guide show",
        "templates export",
    ];
    if names.iter().any(|name| span.ends_with(name)) {
        return None;
    }
    if !span.starts_with("rolecall ") || span.contains('…') || span.split(' ').count() < 3 {
        return None;
    }
    let filled = span.split(' ').map(|word| match word {
        "DIR" => "folder",
        "ID" => "console/guest-account",
        "FORMAT" => "html",
        "TOOL" => "azure-cli",
        "FILE" if span.contains("convert") => "old.toml",
        "FILE" if span.contains("--snapshot") => "snapshot.json",
        "FILE" => "another-vendor.toml",
        other => other,
    });
    Some(filled.collect::<Vec<_>>().join(" "))
}

/// A folder with everything that the pages name, and the commands that they use.
fn furnished(server: &Server) -> Place {
    let place = Place::new();
    let fixture = |name: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
        fs::read_to_string(path.join(name)).unwrap()
    };
    for name in ["snapshot.json", "s.json", "now.json"] {
        place.put(name, sample_text("contoso-demo"));
    }
    place.put("last-quarter.json", sample_text("nothing-granted"));
    place.put("another-vendor.toml", fixture("guides-v2/veeam-m365.toml"));
    place.put("old.toml", fixture("guides-v1/expel-mde.toml"));
    place.put("attestations.toml", "format = 1\n");
    place.put("ca.pem", server.ca_pem());
    fs::create_dir(place.path("bin")).unwrap();
    let host = server.https();
    command(
        &place,
        "rolecall",
        &format!(
            "hosts='--graph-host {host} --authority-host {host} --ca-file ca.pem'\n\
             case \"$*\" in *--demo*|*--snapshot*|*--replay*) hosts= ;; audit*|scan*) ;; *) hosts= ;; esac\n\
             exec '{}' \"$@\" $hosts",
            env!("CARGO_BIN_EXE_rolecall")
        ),
    );
    command(&place, "cargo", "shift 2\nexec rolecall \"$@\"");
    let token = server.auditor_token();
    command(&place, "az", &format!("echo '{token}'"));
    place
}

fn command(place: &Place, name: &str, script: &str) {
    let path = place.put(&format!("bin/{name}"), format!("#!/bin/sh\n{script}\n"));
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

/// Runs a command line of a page, asserts that it was understood and did its work, and gives what it printed.
#[track_caller]
fn works(place: &Place, server: &Server, page: &Path, line: &str) -> String {
    let folder = place.path("bin");
    let ran = Command::new("/bin/sh")
        .args(["-c", line])
        .env_clear()
        .env("PATH", format!("{}:/usr/bin:/bin", folder.display()))
        .env("AZURE_TENANT_ID", server.tenant_id())
        .env("AZURE_CLIENT_ID", server.client_id())
        .env("AZURE_CLIENT_SECRET", server.client_secret())
        .current_dir(place.path(""))
        .output()
        .unwrap();
    let page = page.file_name().unwrap().to_string_lossy();
    let err = String::from_utf8_lossy(&ran.stderr);
    let done = [0, 10, 11, 12].map(Some).contains(&ran.status.code());
    let complains = ["rolecall: ", "error: "]
        .iter()
        .any(|start| err.starts_with(start));
    assert!(done && !complains, "{page}: {line}: {:?} {err}", ran.status);
    String::from_utf8_lossy(&ran.stdout).into_owned()
}

#[test]
fn every_command_of_the_pages_works() {
    let server = scenarios::named("nothing-granted").start();
    let mut count = 0;
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        for block in blocks(&text) {
            // What one command of a block writes, the next may read.
            let place = furnished(&server);
            for line in block {
                works(&place, &server, &page, &line);
                count += 1;
            }
        }
        for line in spans(&text).iter().filter_map(|span| of_span(span)) {
            works(&furnished(&server), &server, &page, &line);
            count += 1;
        }
    }
    assert!(count > 25, "only {count} commands were found");
    assert_eq!(server.violations(), Vec::new());
}

/// The options that the README says what to decide with.
#[test]
fn every_option_that_the_readme_names_with_a_value_works_with_the_default_guide() {
    let server = scenarios::named("nothing-granted").start();
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = fs::read_to_string(&readme).unwrap();
    let decides = ["--choose", "--fact", "--phase", "--param", "--as-of"];
    let spans = spans(&text);
    let named = spans.iter().filter(|span| {
        let (option, value) = span.split_once(' ').unwrap_or_default();
        decides.contains(&option) && !value.contains(|c: char| c == '…' || c.is_ascii_uppercase())
    });
    let named: Vec<&String> = named.collect();
    assert!(named.len() > 2, "{named:?}");
    for span in named {
        let line = format!("rolecall audit --demo -o reports {span}");
        works(&furnished(&server), &server, &readme, &line);
    }
}

/// The output that the README shows is what the command prints today.
#[test]
fn the_output_that_the_readme_shows_is_current() {
    let server = scenarios::named("nothing-granted").start();
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = fs::read_to_string(&readme).unwrap();
    let (_, block) = text.split_once("```console\n$ ").unwrap();
    let block = block.split("\n```").next().unwrap();
    let (command, shown) = block.split_once('\n').unwrap();
    let printed = works(&furnished(&server), &server, &readme, command);
    let shown = shown
        .lines()
        .filter(|line| !line.is_empty() && *line != "…");
    let shown: Vec<&str> = shown.collect();
    assert!(shown.len() > 3, "{shown:?}");
    for line in shown {
        assert!(
            printed.lines().any(|one| one == line),
            "{line} is not in {printed}"
        );
    }
}
