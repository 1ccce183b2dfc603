//! A working folder, and the program in an empty environment.

use crate::graph::Server;
use assert_cmd::Command;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The working folder of a test. It is removed with the test.
pub struct Place {
    folder: TempDir,
}

/// The result of a run.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Place {
    pub fn new() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
        }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file in the folder.
    pub fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The files in the folder, by relative path, sorted.
    pub fn files(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut folders = vec![self.folder.path().to_path_buf()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                let name = path.strip_prefix(self.folder.path()).unwrap();
                found.push(name.to_string_lossy().into_owned());
                if path.is_dir() {
                    folders.push(path);
                }
            }
        }
        found.sort();
        found
    }

    /// The program, in this folder, in an empty environment.
    pub fn rolecall(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rolecall"));
        command
            .env_clear()
            .current_dir(self.folder.path())
            .args(arguments);
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        ran(&mut self.rolecall(arguments))
    }

    /// The program with a simulated tenant and the right credentials.
    pub fn signed_in(&self, server: &Server, arguments: &[&str]) -> Command {
        self.put("ca.pem", server.ca_pem());
        let mut command = self.rolecall(arguments);
        command
            .args(["--graph-host", &server.https()])
            .args(["--authority-host", &server.https()])
            .args(["--ca-file", "ca.pem"])
            .env("AZURE_TENANT_ID", server.tenant_id())
            .env("AZURE_CLIENT_ID", server.client_id())
            .env("AZURE_CLIENT_SECRET", server.client_secret());
        command
    }

    /// Asserts a refusal: the code, nothing on standard output, one message with all of these
    /// words, no panic, and no new file.
    #[track_caller]
    pub fn refused(&self, command: &mut Command, code: i32, words: &[&str]) -> Ran {
        let before = self.files();
        let ran = ran(command);
        assert_eq!(ran.code, code, "{ran:?}");
        assert_eq!(ran.out, "", "{ran:?}");
        let usage = ran.err.starts_with("error: ");
        assert!(usage || ran.err.starts_with("rolecall: "), "{ran:?}");
        assert!(!ran.err.contains("panicked"), "{ran:?}");
        for word in words {
            assert!(ran.err.contains(word), "no {word:?} in {ran:?}");
        }
        assert_eq!(self.files(), before, "something was written: {ran:?}");
        ran
    }

    #[track_caller]
    pub fn refuses(&self, arguments: &[&str], code: i32, words: &[&str]) -> Ran {
        self.refused(&mut self.rolecall(arguments), code, words)
    }
}

/// Runs it.
pub fn ran(command: &mut Command) -> Ran {
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
    Ran {
        code: output.status.code().unwrap_or(-1),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

/// A sample tenant's file.
pub fn sample(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("samples/{name}.json"));
    path.to_str().unwrap().to_owned()
}

/// A sample tenant's text.
pub fn sample_text(name: &str) -> String {
    fs::read_to_string(sample(name)).unwrap()
}

/// The newest built-in guide's text.
pub fn guide_text() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("guides/expel-mde/2026-11-23.toml");
    fs::read_to_string(path).unwrap()
}
