//! No two files import each other, directly or through others.
//!
//! A file imports another where its code names an item of the other's module. A re-export (`pub use`) is followed to
//! the file that defines the item, and is no import of the file that it stands in.

use crate::aliases::leaves;
use crate::names::{self, Root};
use crate::{is_test, module_of, root, rust_files};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use syn::spanned::Spanned;

/// The most re-exports of re-exports that are followed.
const CHAIN: usize = 8;

/// Files that still import each other: each group by its first file and their number. It may only shrink.
const KNOWN: &[(&str, usize)] = &[
    ("access/defender.rs", 6),
    ("assess/context.rs", 13),
    ("snapshot/sections/endpoint.rs", 3),
];

/// A file as a part of the graph.
struct Node {
    path: String,
    module: Vec<String>,
    /// Absolute paths that its code names, re-exports left out.
    named: Vec<Vec<String>>,
    /// Items that it re-exports, by name.
    re_exports: BTreeMap<String, Vec<String>>,
}

fn node(path: &str, module: Vec<String>, text: &str) -> Node {
    let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut lines = BTreeSet::new();
    let mut re_exports = BTreeMap::new();
    for item in &file.items {
        let syn::Item::Use(item) = item else {
            continue;
        };
        if matches!(item.vis, syn::Visibility::Inherited) {
            continue;
        }
        lines.extend(item.span().start().line..=item.span().end().line);
        for leaf in leaves(&item.tree) {
            re_exports.insert(leaf.bound.clone(), absolute(&module, &leaf.segments));
        }
    }
    let found = names::read(text, &module).unwrap();
    let named = found.paths.iter();
    let named = named
        .filter(|one| !lines.contains(&one.line))
        .map(|one| match &one.root {
            Root::Own => one.segments.clone(),
            // A child of the file's own module, or another crate, which leads to no file but this one.
            Root::Other(name) => [&module[..], std::slice::from_ref(name), &one.segments].concat(),
        });
    Node {
        path: path.to_owned(),
        named: named.collect(),
        module,
        re_exports,
    }
}

/// A path of a `use` from the crate's root. One of another crate leads to no file but this one.
fn absolute(module: &[String], segments: &[String]) -> Vec<String> {
    let mut base = module.to_vec();
    let mut rest = segments;
    match segments.first().map(String::as_str) {
        Some("crate") => return segments[1..].to_vec(),
        Some("self") => rest = &segments[1..],
        _ => {}
    }
    while rest.first().is_some_and(|first| first == "super") {
        base.pop();
        rest = &rest[1..];
    }
    base.extend(rest.iter().cloned());
    base
}

/// The files that each file imports, by index.
fn edges(nodes: &[Node]) -> Vec<BTreeSet<usize>> {
    let by_module: BTreeMap<&[String], usize> = nodes
        .iter()
        .enumerate()
        .map(|(index, node)| (node.module.as_slice(), index))
        .collect();
    let home = |path: &[String]| -> Option<(usize, usize)> {
        (0..=path.len())
            .rev()
            .find_map(|length| Some((*by_module.get(&path[..length])?, length)))
    };
    let target = |path: &[String]| -> Option<usize> {
        let mut path = path.to_vec();
        for _ in 0..CHAIN {
            let (file, length) = home(&path)?;
            // A module by itself is no item of it.
            let name = path.get(length)?;
            let Some(next) = nodes[file].re_exports.get(name) else {
                return Some(file);
            };
            let mut next = next.clone();
            next.extend(path[length + 1..].iter().cloned());
            path = next;
        }
        None
    };
    nodes
        .iter()
        .enumerate()
        .map(|(index, node)| {
            let targets = node.named.iter().filter_map(|path| target(path));
            targets.filter(|target| *target != index).collect()
        })
        .collect()
}

/// The groups of files that import each other.
fn groups(nodes: &[Node]) -> Vec<Vec<&str>> {
    let edges = edges(nodes);
    let reach: Vec<BTreeSet<usize>> = (0..nodes.len())
        .map(|start| {
            let mut seen = BTreeSet::new();
            let mut open: Vec<usize> = edges[start].iter().copied().collect();
            while let Some(next) = open.pop() {
                if seen.insert(next) {
                    open.extend(&edges[next]);
                }
            }
            seen
        })
        .collect();
    let mut found: BTreeSet<BTreeSet<usize>> = BTreeSet::new();
    for (index, reached) in reach.iter().enumerate() {
        if reached.contains(&index) {
            let mutual = reached.iter().copied();
            found.insert(
                mutual
                    .filter(|other| reach[*other].contains(&index))
                    .collect(),
            );
        }
    }
    found
        .into_iter()
        .map(|group| {
            group
                .into_iter()
                .map(|index| nodes[index].path.as_str())
                .collect()
        })
        .collect()
}

fn sources() -> Vec<Node> {
    let src = root().join("src");
    let files = rust_files(&src);
    let inside = |file: &Path| file.strip_prefix(&src).unwrap().to_path_buf();
    files
        .iter()
        .filter(|file| !is_test(&inside(file)))
        .map(|file| {
            let inside = inside(file);
            let text = fs::read_to_string(file).unwrap();
            node(&inside.display().to_string(), module_of(&inside), &text)
        })
        .collect()
}

#[test]
fn no_two_files_import_each_other() {
    let nodes = sources();
    assert!(nodes.len() > 400);
    let found = groups(&nodes);
    let known: BTreeSet<(&str, usize)> = KNOWN.iter().copied().collect();
    let now: BTreeSet<(&str, usize)> = found.iter().map(|group| (group[0], group.len())).collect();
    let new: Vec<_> = found
        .iter()
        .filter(|group| !known.contains(&(group[0], group.len())))
        .collect();
    assert!(
        new.is_empty(),
        "files import each other; move what both need to a file of its own:\n{new:#?}"
    );
    let gone: Vec<_> = known.difference(&now).collect();
    assert!(gone.is_empty(), "mended, take them out of KNOWN: {gone:?}");
}

/// The groups of a tree of modules, each with its text.
fn of(files: &[(&str, &str)]) -> usize {
    let nodes: Vec<Node> = files
        .iter()
        .map(|(module, text)| {
            let segments = module.split("::").filter(|one| !one.is_empty());
            node(module, segments.map(str::to_owned).collect(), text)
        })
        .collect();
    groups(&nodes).len()
}

#[test]
fn every_kind_of_cycle_is_found() {
    let two = [
        ("m::a", "use super::b::B; pub struct A(B);"),
        ("m::b", "use crate::m::a::A; pub struct B(Box<A>);"),
    ];
    assert_eq!(of(&two), 1);
    let three = [
        ("m::a", "use super::b::B; pub struct A(B);"),
        ("m::b", "use super::c::C; pub struct B(C);"),
        ("m::c", "pub struct C(Box<super::a::A>);"),
    ];
    assert_eq!(of(&three), 1);
    let by_re_export = [
        ("m", "mod a; mod b; pub use a::A;"),
        ("m::a", "use super::b::B; pub struct A(B);"),
        ("m::b", "use super::A; pub struct B(Box<A>);"),
    ];
    assert_eq!(of(&by_re_export), 1);
    let by_supers = [
        ("m::a", "use super::n::b::B; pub struct A(B);"),
        ("m::n::b", "use super::super::a::A; pub struct B(Box<A>);"),
    ];
    assert_eq!(of(&by_supers), 1);
    let with_the_parent = [
        ("m", "mod a; use a::A; pub struct M(A);"),
        ("m::a", "use super::M; pub struct A(Box<M>);"),
    ];
    assert_eq!(of(&with_the_parent), 1);
}

#[test]
fn a_re_export_alone_is_no_import() {
    let files = [
        ("m", "mod a; mod b; pub use a::A; pub use b::B;"),
        ("m::a", "use super::B; pub struct A(B);"),
        ("m::b", "pub struct B;"),
    ];
    assert_eq!(of(&files), 0);
}
