//! Spellings of a module or a file that a check of the text would not find: each is found.

use crate::{names, rules};

fn imports(code: &str) -> Vec<String> {
    let module = ["assess".to_owned(), "verdict".to_owned()];
    let names = names::read(code, &module).unwrap();
    let found = rules::imports(&names, "assess").into_iter();
    found.map(|(module, _)| module).collect()
}

fn impure(code: &str) -> bool {
    let names = names::read(code, &["assess".to_owned()]).unwrap();
    !rules::impure(&names).is_empty()
}

#[test]
fn a_forbidden_import_is_seen_however_it_is_written() {
    for code in [
        "use crate::scan::scan;",
        "use super::super::scan;",
        "use super::super::scan::Cloud as C;",
        "use rolecall::scan;",
        "use ::rolecall::scan::scan;",
        "use crate::{scan as network};",
        "use crate::{assess::model::Finding, scan::{self, Cloud}};",
        "use crate as root; fn f() { root::scan::scan(); }",
        "use super::super as up; use up::scan::Cloud;",
        "extern crate self as me; fn f() { me::scan::scan(); }",
        "mod inner { use super::super::super::scan; }",
        "fn f() { crate::scan::scan(); }",
        "fn f() -> crate::scan::Cloud { todo!() }",
        "fn f() { let _ = vec![crate::scan::scan()]; }",
        "fn f() { write!(out, \"{}\", super::super::scan::NAME); }",
        "macro_rules! m { () => { $crate::scan::scan() } }",
        "type C = crate::scan::Cloud;",
        "impl crate::scan::Observe for X {}",
        "#[derive(Debug)] struct S { at: crate::scan::Cloud }",
    ] {
        assert_eq!(imports(code), ["scan"], "{code}");
    }
    for code in ["use crate::*;", "use super::super::*;", "use rolecall::*;"] {
        assert_eq!(imports(code), ["*"], "{code}");
    }
}

#[test]
fn what_a_module_may_name_is_no_import() {
    for code in [
        "use super::model::Finding;",
        "use crate::assess::model::Finding;",
        "use std::collections::BTreeMap;",
        "pub(in crate::scan) fn f() {}",
        "// use crate::scan;\n/// crate::scan\nfn f() { \"crate::scan\"; }",
        "fn scan() {} fn f() { scan(); self::scan(); }",
    ] {
        assert_eq!(imports(code), Vec::<String>::new(), "{code}");
    }
}

#[test]
fn what_is_impure_is_seen_however_it_is_written() {
    for code in [
        "use std::fs;",
        "use std::{fs, env};",
        "use std::{collections::BTreeMap, fs as files};",
        "use std as s; fn f() { s::fs::read(\"x\"); }",
        "use std::*;",
        "fn f() { std::env::var(\"X\"); }",
        "use jiff::Zoned; fn f() { Zoned::now(); }",
        "fn f() { jiff::Zoned::now(); }",
        "use jiff::Timestamp as T; fn f() { T::now(); }",
        "type T = jiff::Timestamp; fn f() { T::now(); }",
        "fn f() { assert_eq!(jiff::Timestamp::now(), x); }",
        "use std::time::SystemTime;",
        "use std::io::{self, Write}; fn f() { io::stdout(); }",
        "fn f(path: &Path) { path.canonicalize(); }",
        "async fn f() {}",
        "fn f() { let x = async { 1 }; }",
        "fn f() { println!(\"x\"); }",
        "fn f() { dbg!(1); }",
        "use tokio::time;",
        "use reqwest;",
    ] {
        assert!(impure(code), "{code}");
    }
    for code in [
        "use std::collections::BTreeMap;",
        "use jiff::Timestamp; fn f(now: Timestamp) {}",
        "fn f() { env!(\"CARGO_PKG_VERSION\"); }",
        "use std::io::Write; fn f(out: &mut dyn Write) {}",
        "use std::fmt::{self, Write as _};",
    ] {
        assert!(!impure(code), "{code}");
    }
}
