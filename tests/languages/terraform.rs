//! Terraform's language, as an HCL parser and `terraform fmt` read it.

use hcl_edit::structure::Body;
use std::io::Write;
use std::process::{Command, Stdio};

/// A configuration as a tree.
pub fn parse(text: &str) -> Result<Body, String> {
    text.parse::<Body>().map_err(|error| error.to_string())
}

/// What is wrong with a configuration: it is no HCL, or `terraform fmt` would write it otherwise.
pub fn errors(text: &str) -> Vec<String> {
    let mut errors: Vec<String> = parse(text).err().into_iter().collect();
    errors.extend(unformatted(text));
    errors
}

/// Where terraform is installed.
fn unformatted(text: &str) -> Option<String> {
    let mut child = Command::new("terraform")
        .args(["fmt", "-check", "-diff", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .ok()?;
    let mut pipe = child.stdin.take().unwrap();
    pipe.write_all(text.as_bytes()).unwrap();
    drop(pipe);
    let output = child.wait_with_output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    (!output.status.success()).then(|| format!("terraform fmt: {said}"))
}
