//! Every path that a Rust file names, made absolute: read from the syntax tree, with renamings resolved.

use crate::aliases::{Aliases, Collect, leaves, segments};
use proc_macro2::{TokenStream, TokenTree};
use std::collections::BTreeSet;
use syn::visit::Visit;

/// The most renamings of renamings that are followed.
const CHAIN: usize = 5;

/// An absolute path and the line of its first segment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// From the root of this crate or from another crate.
    pub root: Root,
    /// The segments after the root; the last is `*` for a glob.
    pub segments: Vec<String>,
    /// The line, counted from 1.
    pub line: usize,
}

/// The root of an absolute path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Root {
    /// This crate.
    Own,
    /// Another crate, by its name; or a name of the file's own scope.
    Other(String),
}

impl Named {
    /// The path as a person writes it.
    pub fn text(&self) -> String {
        let root = match &self.root {
            Root::Own => "crate",
            Root::Other(name) => name,
        };
        let mut text = root.to_owned();
        for segment in &self.segments {
            text.push_str("::");
            text.push_str(segment);
        }
        text
    }
}

/// The contents of a file that the rules of the architecture need.
#[derive(Debug, Default)]
pub struct FileNames {
    /// Every path, sorted.
    pub paths: BTreeSet<Named>,
    /// Macros that are called, by their last segment, with lines.
    pub macros: Vec<(String, usize)>,
    /// Methods that are called, with lines.
    pub methods: Vec<(String, usize)>,
    /// Lines with `async` or `.await`.
    pub waits: Vec<usize>,
    /// Functions that are compiled without tests too.
    pub functions: Vec<Function>,
}

/// A function that has a body.
#[derive(Clone, Debug)]
pub struct Function {
    /// Its name.
    pub name: String,
    /// The line of its name.
    pub line: usize,
    /// The number of lines from its name to its closing brace.
    pub lines: usize,
}

/// Reads a file's names. `module` is the path of the file's own module from the crate's root.
pub fn read(text: &str, module: &[String]) -> syn::Result<FileNames> {
    let file = syn::parse_file(text)?;
    let mut aliases = Aliases::default();
    // A name may be bound by a `use` of a name that is bound below it.
    for _ in 0..CHAIN {
        let known = aliases.len();
        let mut collect = Collect {
            module: module.to_vec(),
            aliases: &mut aliases,
        };
        collect.visit_file(&file);
        if aliases.len() == known {
            break;
        }
    }
    let mut walk = Walk {
        module: module.to_vec(),
        aliases: &aliases,
        test: false,
        found: FileNames::default(),
    };
    walk.visit_file(&file);
    Ok(walk.found)
}

/// The second pass: every path that is named, in code and in the arguments of macros.
struct Walk<'a> {
    module: Vec<String>,
    aliases: &'a Aliases,
    /// Inside of something that is compiled for tests only.
    test: bool,
    found: FileNames,
}

impl Walk<'_> {
    fn name(&mut self, segments: &[String], line: usize) {
        for (root, segments) in self.aliases.absolute(&self.module, segments) {
            self.found.paths.insert(Named {
                root,
                segments,
                line,
            });
        }
    }

    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut line = 0;
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => {
                    if colons != 2 {
                        self.end(&mut path, line);
                        line = ident.span().start().line;
                    }
                    colons = 0;
                    let text = ident.to_string();
                    if text == "await" || text == "async" {
                        self.found.waits.push(ident.span().start().line);
                    }
                    path.push(text);
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
                TokenTree::Group(group) => {
                    self.end(&mut path, line);
                    colons = 0;
                    self.tokens(group.stream());
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => {
                    self.end(&mut path, line);
                    colons = 0;
                }
            }
        }
        self.end(&mut path, line);
    }

    fn end(&mut self, path: &mut Vec<String>, line: usize) {
        if !path.is_empty() {
            self.name(path, line);
            path.clear();
        }
    }

    fn function(&mut self, name: &syn::Ident, attributes: &[syn::Attribute], block: &syn::Block) {
        if self.test || attributes.iter().any(for_tests) {
            return;
        }
        let line = name.span().start().line;
        let last = block.brace_token.span.close().end().line;
        self.found.functions.push(Function {
            name: name.to_string(),
            line,
            lines: last.saturating_sub(line) + 1,
        });
    }
}

impl<'ast> Visit<'ast> for Walk<'_> {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        let outside = self.test;
        self.test |= item.attrs.iter().any(for_tests);
        self.module.push(item.ident.to_string());
        syn::visit::visit_item_mod(self, item);
        self.module.pop();
        self.test = outside;
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        for leaf in leaves(&item.tree) {
            self.name(&leaf.segments, leaf.line);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let line = path
            .segments
            .first()
            .map_or(0, |one| one.ident.span().start().line);
        self.name(&segments(path), line);
        syn::visit::visit_path(self, path);
    }

    // A visibility is no import.
    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}

    fn visit_macro(&mut self, called: &'ast syn::Macro) {
        if let Some(last) = called.path.segments.last() {
            self.found
                .macros
                .push((last.ident.to_string(), last.ident.span().start().line));
        }
        self.tokens(called.tokens.clone());
        syn::visit::visit_macro(self, called);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        let line = call.method.span().start().line;
        self.found.methods.push((call.method.to_string(), line));
        syn::visit::visit_expr_method_call(self, call);
    }

    fn visit_expr_await(&mut self, waiting: &'ast syn::ExprAwait) {
        self.found.waits.push(waiting.await_token.span.start().line);
        syn::visit::visit_expr_await(self, waiting);
    }

    fn visit_expr_async(&mut self, block: &'ast syn::ExprAsync) {
        self.found.waits.push(block.async_token.span.start().line);
        syn::visit::visit_expr_async(self, block);
    }

    fn visit_signature(&mut self, signature: &'ast syn::Signature) {
        if let Some(asyncness) = &signature.asyncness {
            self.found.waits.push(asyncness.span.start().line);
        }
        syn::visit::visit_signature(self, signature);
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.function(&item.sig.ident, &item.attrs, &item.block);
        syn::visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.function(&item.sig.ident, &item.attrs, &item.block);
        syn::visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        if let Some(block) = &item.default {
            self.function(&item.sig.ident, &item.attrs, block);
        }
        syn::visit::visit_trait_item_fn(self, item);
    }
}

/// True for `#[test]` and `#[cfg(test)]`.
fn for_tests(attribute: &syn::Attribute) -> bool {
    let is_test = |path: &syn::Path| path.is_ident("test");
    let path = attribute.path();
    is_test(path)
        || (path.is_ident("cfg") && attribute.parse_args().is_ok_and(|path| is_test(&path)))
}
