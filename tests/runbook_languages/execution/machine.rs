//! A place to run a script in: an empty folder, a stand-in for `az`, a clipboard.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

const AZ: &str = include_str!("az");

pub struct Machine {
    home: TempDir,
}

/// What a run left behind.
pub struct Ran {
    pub succeeded: bool,
    /// The arguments of each call of `az`.
    pub calls: Vec<Vec<String>>,
    pub stdout: String,
    pub stderr: String,
    /// What the clipboard holds.
    pub clipboard: Option<String>,
    /// Files in the folder that the script ran in.
    pub litter: Vec<String>,
}

impl Ran {
    /// The calls that change something, each on one line.
    pub fn writes(&self) -> Vec<String> {
        let writes = self.calls.iter().filter(|call| is_write(call));
        writes.map(|call| call.join(" ")).collect()
    }
}

fn is_write(call: &[String]) -> bool {
    let words: Vec<&str> = call.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["rest", "--method", method, ..] => *method != "GET",
        ["ad", rest @ ..] => {
            let mut verbs = rest.iter().take_while(|word| !word.starts_with("--"));
            !verbs.any(|verb| ["list", "show"].contains(verb))
        }
        _ => true,
    }
}

impl Machine {
    pub fn new() -> Self {
        let home = TempDir::new().unwrap();
        for folder in ["bin", "work"] {
            fs::create_dir(home.path().join(folder)).unwrap();
        }
        let program = |name: &str, text: &str| {
            let path = home.path().join("bin").join(name);
            fs::write(&path, text).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        };
        program("az", AZ);
        program("clip", "#!/bin/sh\ncat >\"$CLIPPED\"\n");
        program("broken-clip", "#!/bin/sh\nexit 1\n");
        Self { home }
    }

    /// Runs a script; each answer is for the calls that its words are in.
    pub fn run(&self, script: &str, answers: &[(&str, &str)]) -> Ran {
        self.run_with(script, answers, Some("clip"))
    }

    /// The same with a clipboard of its own, or none.
    pub fn run_with(&self, script: &str, answers: &[(&str, &str)], clipboard: Option<&str>) -> Ran {
        let place = |name: &str| self.home.path().join(name);
        let table: Vec<String> = answers
            .iter()
            .map(|(words, answer)| format!("{words}\t{answer}\n"))
            .collect();
        fs::write(place("answers"), table.concat()).unwrap();
        fs::write(place("calls"), "").unwrap();
        let _ = fs::remove_file(place("clipped"));
        fs::write(place("script"), script).unwrap();
        let path = std::env::var("PATH").unwrap();
        let mut command = Command::new("bash");
        command
            .args(["--norc"])
            .arg(place("script"))
            .current_dir(place("work"))
            .env_clear()
            .env("PATH", format!("{}:{path}", place("bin").display()))
            .env("AZ_CALLS", place("calls"))
            .env("AZ_ANSWERS", place("answers"))
            .env("CLIPPED", place("clipped"));
        if let Some(clipboard) = clipboard {
            command.env("CLIPBOARD", clipboard);
        }
        let output = command.output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let litter = fs::read_dir(place("work")).unwrap();
        Ran {
            succeeded: output.status.success(),
            calls: calls(&place("calls")),
            stdout: text(&output.stdout),
            stderr: text(&output.stderr),
            clipboard: fs::read_to_string(place("clipped")).ok(),
            litter: litter
                .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
                .collect(),
        }
    }
}

/// The arguments of each call, as the stand-in wrote them down.
fn calls(file: &Path) -> Vec<Vec<String>> {
    let text = String::from_utf8(fs::read(file).unwrap()).unwrap();
    let mut words = text.split_terminator('\0').map(str::to_owned);
    let mut calls = Vec::new();
    while let Some(count) = words.next() {
        let count: usize = count.parse().unwrap();
        calls.push(words.by_ref().take(count).collect());
    }
    calls
}
