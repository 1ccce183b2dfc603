//! A company's proxy: `HTTPS_PROXY` carries https, and never what stays on this machine.
//!
//! The environment belongs to a process, so the program itself is run here.

use crate::graph::{Options, Server};
use crate::rich;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};

type Asked = Arc<Mutex<Vec<String>>>;

/// A proxy that knows CONNECT only, and connects to `target` whatever name it is asked for.
fn proxy(target: String) -> (String, Asked) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let asked = Asked::default();
    let log = Arc::clone(&asked);
    std::thread::spawn(move || {
        for client in listener.incoming() {
            let (mut client, target, log) = (client.unwrap(), target.clone(), Arc::clone(&log));
            std::thread::spawn(move || {
                let line = head(&mut client);
                log.lock().unwrap().push(line);
                let server = TcpStream::connect(target).unwrap();
                client
                    .write_all(b"HTTP/1.1 200 Connection established\r\n\r\n")
                    .unwrap();
                let (mut from, mut to) = (server.try_clone().unwrap(), client.try_clone().unwrap());
                std::thread::spawn(move || {
                    let _ = std::io::copy(&mut from, &mut to);
                    let _ = to.shutdown(Shutdown::Both);
                });
                let mut server = server;
                let _ = std::io::copy(&mut client, &mut server);
                let _ = server.shutdown(Shutdown::Both);
            });
        }
    });
    (address, asked)
}

/// The request line, and everything up to the empty line read.
fn head(stream: &mut TcpStream) -> String {
    let mut text = Vec::new();
    let mut byte = [0];
    while !text.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap_or(0) == 1 {
        text.push(byte[0]);
    }
    let text = String::from_utf8(text).unwrap();
    assert!(
        !text.to_lowercase().contains("bearer"),
        "the proxy was shown the token"
    );
    text.lines().next().unwrap_or_default().to_owned()
}

fn scan(server: &Server, graph: &str, proxy: &str, folder: &std::path::Path) -> Output {
    std::fs::write(folder.join("ca.pem"), server.ca_pem()).unwrap();
    Command::new(env!("CARGO_BIN_EXE_rolecall"))
        .env_clear()
        .env("HTTPS_PROXY", proxy)
        .env("HTTP_PROXY", proxy)
        .env("ROLECALL_ACCESS_TOKEN", server.auditor_token())
        .current_dir(folder)
        .args([
            "scan",
            "-o",
            "s.json",
            "--ca-file",
            "ca.pem",
            "--graph-host",
            graph,
        ])
        .output()
        .unwrap()
}

#[test]
fn the_proxy_carries_https_but_not_what_stays_on_this_machine() {
    let server = Server::start(rich::tenant(10), Options::default());
    let secure = server.https();
    let (address, asked) = proxy(secure.replace("https://", ""));
    let folder = tempfile::tempdir().unwrap();

    for host in [server.http(), secure] {
        let output = scan(&server, &host, &address, folder.path());
        assert!(output.status.success(), "{output:?}");
        assert_eq!(
            *asked.lock().unwrap(),
            Vec::<String>::new(),
            "{host} went through the proxy"
        );
    }

    // The proxy finds this name, and nobody else does. The certificate is not for it, so the
    // tunnel stands and the handshake inside it is refused: nothing was sent in the clear.
    let output = scan(
        &server,
        "https://graph.proxied.example",
        &address,
        folder.path(),
    );
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{err}");
    assert!(err.contains("certificate"), "{err}");
    let asked = asked.lock().unwrap();
    assert!(!asked.is_empty(), "the proxy was not asked");
    // A connection that was given up before anything was sent leaves an empty line.
    let tunnel = "CONNECT graph.proxied.example:443 ";
    let mut sent = asked.iter().filter(|line| !line.is_empty());
    assert!(sent.all(|line| line.starts_with(tunnel)), "{asked:?}");
}

#[test]
fn a_proxy_that_is_not_there_is_named() {
    let server = Server::start(rich::tenant(10), Options::default());
    let folder = tempfile::tempdir().unwrap();
    let gone = "http://127.0.0.1:1";
    let output = scan(
        &server,
        "https://graph.proxied.example",
        gone,
        folder.path(),
    );
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{err}");
    assert!(err.contains("proxy") || err.contains("PROXY"), "{err}");
}
