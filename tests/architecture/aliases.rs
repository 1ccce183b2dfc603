//! The names that `use`, `extern crate` and `type` bind in a file, and the paths that they stand for.

use crate::names::Root;
use std::collections::{BTreeMap, BTreeSet};
use syn::visit::Visit;

/// The name under which a test or another crate imports this one.
const OWN_NAME: &str = "rolecall";

/// Names that a file binds: the module, the name, and the paths that it stands for.
#[derive(Default)]
pub struct Aliases(BTreeMap<(Vec<String>, String), BTreeSet<(Root, Vec<String>)>>);

impl Aliases {
    /// The number of bindings.
    pub fn len(&self) -> usize {
        self.0.values().map(BTreeSet::len).sum()
    }

    fn bind(&mut self, module: &[String], name: String, path: (Root, Vec<String>)) {
        self.0
            .entry((module.to_vec(), name))
            .or_default()
            .insert(path);
    }

    /// Every absolute path that a path of a file may stand for.
    pub fn absolute(&self, module: &[String], segments: &[String]) -> Vec<(Root, Vec<String>)> {
        let Some((first, rest)) = segments.split_first() else {
            return Vec::new();
        };
        match first.as_str() {
            "crate" | OWN_NAME => vec![(Root::Own, rest.to_vec())],
            "self" => self.within(module, rest),
            "super" => {
                let mut at = module.to_vec();
                let mut rest = segments;
                while let Some(("super", after)) = rest
                    .split_first()
                    .map(|(first, after)| (first.as_str(), after))
                {
                    at.pop();
                    rest = after;
                }
                self.within(&at, rest)
            }
            name => {
                let plain = (Root::Other(name.to_owned()), rest.to_vec());
                let known = self.0.get(&(module.to_vec(), name.to_owned()));
                let mut all: Vec<(Root, Vec<String>)> = known
                    .into_iter()
                    .flatten()
                    // An item with the name of its crate, as in `use url::url`, is no renaming.
                    .filter(|(root, _)| *root != plain.0)
                    .map(|(root, start)| (root.clone(), [start.as_slice(), rest].concat()))
                    .collect();
                if all.is_empty() {
                    all.push(plain);
                }
                all
            }
        }
    }

    /// A path that begins in a module of this crate, with the name resolved where this file binds it.
    fn within(&self, module: &[String], rest: &[String]) -> Vec<(Root, Vec<String>)> {
        let bound = rest
            .split_first()
            .and_then(|(name, after)| {
                let known = self.0.get(&(module.to_vec(), name.clone()))?;
                Some((known, after))
            })
            .map(|(known, after)| {
                known
                    .iter()
                    .map(|(root, start)| (root.clone(), [start.as_slice(), after].concat()))
                    .collect::<Vec<_>>()
            });
        let mut all = bound.unwrap_or_default();
        all.push((Root::Own, [module, rest].concat()));
        all
    }
}

/// The first pass: the names that `use` and `extern crate` bind.
pub struct Collect<'a> {
    pub module: Vec<String>,
    pub aliases: &'a mut Aliases,
}

impl<'ast> Visit<'ast> for Collect<'_> {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.module.push(item.ident.to_string());
        syn::visit::visit_item_mod(self, item);
        self.module.pop();
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        for leaf in leaves(&item.tree) {
            for path in self.aliases.absolute(&self.module, &leaf.segments) {
                // `use x::name` binds `name` to itself only where `x` is not the file's own name.
                let own = path.0 == Root::Other(leaf.bound.clone()) && path.1.is_empty();
                if leaf.bound != "*" && leaf.bound != "_" && !own {
                    self.aliases.bind(&self.module, leaf.bound.clone(), path);
                }
            }
        }
    }

    fn visit_item_extern_crate(&mut self, item: &'ast syn::ItemExternCrate) {
        let Some((_, name)) = &item.rename else {
            return;
        };
        let root = match item.ident.to_string().as_str() {
            "self" | OWN_NAME => Root::Own,
            other => Root::Other(other.to_owned()),
        };
        self.aliases
            .bind(&self.module, name.to_string(), (root, Vec::new()));
    }

    fn visit_item_type(&mut self, item: &'ast syn::ItemType) {
        if let syn::Type::Path(of) = &*item.ty {
            let segments = segments(&of.path);
            for path in self.aliases.absolute(&self.module, &segments) {
                self.aliases
                    .bind(&self.module, item.ident.to_string(), path);
            }
        }
        syn::visit::visit_item_type(self, item);
    }
}

/// One name of a `use`, and what it binds.
pub struct Leaf {
    pub segments: Vec<String>,
    pub bound: String,
    pub line: usize,
}

/// Every name of a `use`.
pub fn leaves(tree: &syn::UseTree) -> Vec<Leaf> {
    fn walk(tree: &syn::UseTree, before: &[String], found: &mut Vec<Leaf>) {
        let with = |name: String| [before, &[name]].concat();
        match tree {
            syn::UseTree::Path(path) => walk(&path.tree, &with(path.ident.to_string()), found),
            syn::UseTree::Group(group) => {
                for tree in &group.items {
                    walk(tree, before, found);
                }
            }
            syn::UseTree::Name(name) => {
                let line = name.ident.span().start().line;
                // `use a::b::{self}` names `a::b`.
                let segments = if name.ident == "self" {
                    before.to_vec()
                } else {
                    with(name.ident.to_string())
                };
                let bound = segments.last().cloned().unwrap_or_default();
                found.push(Leaf {
                    segments,
                    bound,
                    line,
                });
            }
            syn::UseTree::Rename(name) => {
                let line = name.ident.span().start().line;
                let segments = if name.ident == "self" && !before.is_empty() {
                    before.to_vec()
                } else {
                    with(name.ident.to_string())
                };
                found.push(Leaf {
                    segments,
                    bound: name.rename.to_string(),
                    line,
                });
            }
            syn::UseTree::Glob(glob) => found.push(Leaf {
                segments: with("*".to_owned()),
                bound: "*".to_owned(),
                line: glob.star_token.spans[0].start().line,
            }),
        }
    }
    let mut found = Vec::new();
    walk(tree, &[], &mut found);
    found
}

/// A path's segments, without generic arguments.
pub fn segments(path: &syn::Path) -> Vec<String> {
    let segments = path.segments.iter();
    segments.map(|one| one.ident.to_string()).collect()
}
