//! A closed pipe changes no exit code.

use crate::graph::scenarios;
use crate::place::{Place, Ran, sample};
use rolecall::report::Format;
use std::io::{PipeReader, Read, pipe};
use std::process::{Command, Stdio};

/// The part of the output that is read before the reader closes the pipe.
#[derive(Clone, Copy, Debug)]
enum Reads {
    /// The pipe is closed before the program starts.
    Nothing,
    /// As `head -c1` does.
    OneByte,
}

/// Runs a command whose standard output is a pipe that is closed.
fn unread(mut command: Command, reads: Reads) -> Ran {
    let (mut reader, writer): (PipeReader, _) = pipe().unwrap();
    let (mut errors, stderr) = pipe().unwrap();
    let child = match reads {
        Reads::Nothing => {
            drop(reader);
            command.stdout(writer).stderr(stderr).spawn()
        }
        Reads::OneByte => {
            let child = command.stdout(writer).stderr(stderr).spawn();
            // The parent's end of the pipe is closed with the command.
            drop(command);
            let mut one = [0];
            assert_eq!(reader.read(&mut one).unwrap(), 1);
            drop(reader);
            return ended(child.unwrap(), &mut errors);
        }
    };
    drop(command);
    ended(child.unwrap(), &mut errors)
}

fn ended(mut child: std::process::Child, errors: &mut PipeReader) -> Ran {
    let mut err = String::new();
    errors.read_to_string(&mut err).unwrap();
    Ran {
        code: child.wait().unwrap().code().unwrap_or(-1),
        out: String::new(),
        err,
    }
}

fn command(place: &Place, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rolecall"));
    command
        .env_clear()
        .current_dir(place.path(""))
        .stdin(Stdio::null())
        .args(arguments);
    command
}

const READS: [Reads; 2] = [Reads::Nothing, Reads::OneByte];

#[test]
fn every_format_of_check_keeps_its_code() {
    let place = Place::new();
    let mut codes = Vec::new();
    for name in ["nothing-granted", "roles-denied", "contoso-demo"] {
        let file = sample(name);
        for format in Format::ALL {
            let arguments = ["check", "--snapshot", &file, "-f", format.as_str()];
            let whole = place.run(&arguments);
            assert!([10, 11, 12].contains(&whole.code), "{whole:?}");
            codes.push(whole.code);
            for reads in READS {
                let ran = unread(command(&place, &arguments), reads);
                let what = format!("{name} as {format}, {reads:?}: {ran:?}");
                assert_eq!((ran.code, ran.err.as_str()), (whole.code, ""), "{what}");
            }
            for output in ["-", "/dev/stdout"] {
                let written = [&arguments[..], &["-o", output]].concat();
                let ran = unread(command(&place, &written), Reads::Nothing);
                assert_eq!((ran.code, ran.err.as_str()), (whole.code, ""), "{output}");
            }
        }
    }
    assert!(codes.contains(&10) && codes.contains(&12), "{codes:?}");
    let summary = [
        "check",
        "--snapshot",
        &sample("nothing-granted"),
        "-f",
        "markdown",
        "--summary",
    ];
    assert_eq!(unread(command(&place, &summary), Reads::Nothing).code, 10);
}

/// A report larger than a pipe (64 KiB) is cut off in the middle of a write, a smaller one is refused at once.
#[test]
fn reports_longer_and_shorter_than_a_pipe_were_tried() {
    let place = Place::new();
    let file = sample("nothing-granted");
    let length = |format: &str| {
        place
            .run(&["check", "--snapshot", &file, "-f", format])
            .out
            .len()
    };
    assert!(length("html") > 0x1_0000);
    assert!(length("table") < 0x1_0000);
}

#[test]
fn an_audit_keeps_its_code_and_its_files() {
    let place = Place::new();
    for (name, code) in [("nothing-granted", 10), ("roles-denied", 12)] {
        for reads in READS {
            let arguments = ["audit", "--snapshot", &sample(name), "-o", name];
            let ran = unread(command(&place, &arguments), reads);
            assert_eq!((ran.code, ran.err.as_str()), (code, ""), "{name}");
            let json = place.read(&format!("{name}/expel-mde.json"));
            assert!(json.ends_with("}\n"), "{name}");
        }
    }
}

#[test]
fn a_command_without_a_judgement_reports_that_its_output_was_not_read() {
    let place = Place::new();
    let file = sample("contoso-demo");
    let onboard = ["runbook", "-k", "onboard"];
    let remediate = [
        "runbook",
        "-k",
        "remediate",
        "--snapshot",
        &file,
        "-f",
        "html",
    ];
    let to_output = ["runbook", "-k", "remediate", "--demo", "-o", "-"];
    let explain = ["explain", "Security Reader"];
    let explain_here = ["explain", "console/guest-account", "--snapshot", &file];
    let commands: [&[&str]; 11] = [
        &["plan"],
        &["plan", "--create", "powershell"],
        &["guide", "list"],
        &["guide", "show", "expel-mde"],
        &onboard,
        &remediate,
        &to_output,
        &explain,
        &explain_here,
        &["--help"],
        &["--version"],
    ];
    for arguments in commands {
        assert_eq!(place.run(arguments).code, 0, "{arguments:?}");
        let ran = unread(command(&place, arguments), Reads::Nothing);
        assert_eq!((ran.code, ran.err.as_str()), (141, ""), "{arguments:?}");
        // All of it may have been written before the pipe was closed.
        let ran = unread(command(&place, arguments), Reads::OneByte);
        assert!([0, 141].contains(&ran.code), "{arguments:?}: {ran:?}");
    }
}

#[test]
fn a_scan_is_written_even_if_its_output_is_not_read() {
    let place = Place::new();
    let server = scenarios::named("nothing-granted").start();
    let host = server.http();
    let scan = |output: &str| {
        let mut command = command(&place, &["scan", "-o", output, "--graph-host", &host]);
        command.env("ROLECALL_ACCESS_TOKEN", server.auditor_token());
        unread(command, Reads::Nothing)
    };
    let ran = scan("s.json");
    assert_eq!((ran.code, ran.err.as_str()), (141, ""));
    assert_eq!(place.run(&["check", "--snapshot", "s.json"]).code, 10);
    assert_eq!(scan("-").code, 141, "the snapshot went nowhere");
}

#[test]
fn a_usage_error_keeps_its_code_without_a_reader() {
    let place = Place::new();
    place.put("broken.json", "{");
    for arguments in [
        &["check", "--snapshot", "broken.json"][..],
        &["check", "--snapshot", "missing"],
        &["chek"],
    ] {
        let ran = unread(command(&place, arguments), Reads::Nothing);
        assert_eq!(ran.code, 2, "{ran:?}");
        assert_ne!(ran.err, "");
    }
}

#[test]
fn standard_error_changes_nothing() {
    let place = Place::new();
    let file = sample("nothing-granted");
    for (arguments, code) in [
        (&["check", "--snapshot", &file][..], 10),
        (&["audit", "--snapshot", &file, "-o", "out"], 10),
        (&["check", "--snapshot", "missing"], 2),
        (&["chek"], 2),
        (&["plan"], 0),
    ] {
        // A closed descriptor, a pipe without a reader, and a full disk.
        let (reader, closed) = pipe().unwrap();
        drop(reader);
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full");
        let mut outputs = vec![Stdio::from(closed)];
        outputs.extend(full.ok().map(Stdio::from));
        for stderr in outputs {
            let mut command = command(&place, arguments);
            let status = command.stdout(Stdio::null()).stderr(stderr).status();
            assert_eq!(status.unwrap().code(), Some(code), "{arguments:?}");
        }
        let script = format!(
            "exec {} {} 2>&- >&-",
            env!("CARGO_BIN_EXE_rolecall"),
            arguments.join(" ")
        );
        let mut shell = Command::new("/bin/sh");
        let status = shell
            .current_dir(place.path(""))
            .args(["-c", &script])
            .status();
        assert_eq!(status.unwrap().code(), Some(code), "{script}");
    }
}
