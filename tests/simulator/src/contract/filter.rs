//! A filter against the metadata: properties, types, documented operators.

use super::Finding;
use super::check::comparable;
use super::metadata::{Version, element};
use crate::odata::parse::{Expr, Lit, Operand};

/// What is wrong, and the operators that need an advanced query.
pub(super) fn check(version: &Version, kind: &str, filter: &Expr) -> (Vec<Finding>, Vec<String>) {
    let mut walker = Walker {
        version,
        kind,
        vars: Vec::new(),
        findings: Vec::new(),
        need: Vec::new(),
    };
    walker.expr(filter);
    (walker.findings, walker.need)
}

/// A lambda's variable: its name, its type, the path it ranges over.
type Var = (String, String, Vec<String>);

struct Walker<'v> {
    version: &'v Version,
    kind: &'v str,
    vars: Vec<Var>,
    findings: Vec<Finding>,
    need: Vec<String>,
}

impl Walker<'_> {
    fn expr(&mut self, expr: &Expr) {
        match expr {
            Expr::And(left, right) | Expr::Or(left, right) => {
                self.expr(left);
                self.expr(right);
            }
            Expr::Not(inner) => {
                self.need.push("not".to_owned());
                self.expr(inner);
            }
            Expr::Cmp(operator, left, right) => {
                let (one, other) = (self.operand(left), self.operand(right));
                if operator == "ne" {
                    self.need.push("ne".to_owned());
                }
                if matches!(left, Operand::Count(_)) || matches!(right, Operand::Count(_)) {
                    self.need.push("$count".to_owned());
                }
                self.documented(left, operator);
                self.compare(operator, one.as_deref(), other.as_deref());
            }
            Expr::In(left, list) => {
                let kind = self.operand(left);
                for item in list {
                    let other = self.operand(item);
                    self.compare("eq", kind.as_deref(), other.as_deref());
                }
                self.documented(left, "in");
            }
            Expr::Call(name, arguments) => {
                if name == "endswith" {
                    self.need.push("endsWith".to_owned());
                }
                if name == "contains" && self.version.is_directory(self.kind) {
                    self.findings.push(Finding::unsupported(
                        "filter_unsupported",
                        "The method 'contains' is not supported.",
                    ));
                }
                for argument in arguments {
                    self.operand(argument);
                }
                self.documented(&arguments[0], name);
            }
            Expr::Lambda {
                path, var, body, ..
            } => self.lambda(path, var.as_deref(), body.as_deref()),
        }
    }

    fn lambda(&mut self, path: &[String], var: Option<&str>, body: Option<&Expr>) {
        let Some(kind) = self.path(path) else { return };
        if !kind.starts_with('[') && kind != "any" {
            let message = format!(
                "Invalid filter clause: '{}' is not a collection.",
                path.join("/")
            );
            self.findings.push(Finding::bad("filter_lambda", message));
            return;
        }
        if let (Some(var), Some(body)) = (var, body) {
            self.vars
                .push((var.to_owned(), element(&kind).to_owned(), path.to_vec()));
            self.expr(body);
            self.vars.pop();
        }
    }

    fn path(&mut self, path: &[String]) -> Option<String> {
        let var = self.vars.iter().rev().find(|var| var.0 == path[0]);
        let found = match var {
            Some(var) if path.len() == 1 || self.version.is_opaque(&var.1) => {
                return Some(var.1.clone());
            }
            Some(var) => self.version.walk(&var.1, &path[1..]),
            None => self.version.walk(self.kind, path),
        };
        match found {
            Ok(member) => Some(member.kind),
            Err(message) => {
                self.findings.push(Finding::bad(
                    "unknown_property",
                    format!("Invalid filter clause: {message}"),
                ));
                None
            }
        }
    }

    fn operand(&mut self, operand: &Operand) -> Option<String> {
        let kind = match operand {
            Operand::Path(path) => return self.path(path),
            Operand::Count(path) => {
                self.path(path)?;
                "int"
            }
            Operand::Lit(Lit::Str(_)) => "string",
            Operand::Lit(Lit::Guid(_)) => "guid",
            Operand::Lit(Lit::Date(_)) => "datetime",
            Operand::Lit(Lit::Int(_)) => "int",
            Operand::Lit(Lit::Float(_)) => "float",
            Operand::Lit(Lit::Bool(_)) => "bool",
            Operand::Lit(Lit::Null) => "null",
            Operand::Call(name, arguments) => {
                for argument in arguments {
                    self.operand(argument)?;
                }
                if name == "length" || name == "year" {
                    "int"
                } else {
                    "string"
                }
            }
        };
        Some(kind.to_owned())
    }

    fn compare(&mut self, operator: &str, left: Option<&str>, right: Option<&str>) {
        let (Some(left), Some(right)) = (left, right) else {
            return;
        };
        if !comparable(self.version, left, right) {
            let operator = match operator {
                "ne" => "NotEqual",
                "ge" => "GreaterThanOrEqual",
                "le" => "LessThanOrEqual",
                "gt" => "GreaterThan",
                "lt" => "LessThan",
                _ => "Equal",
            };
            self.findings.push(Finding::bad(
                "filter_type",
                format!(
                    "Invalid filter clause: A binary operator with incompatible types was detected. Found operand types '{}' and '{}' for operator kind '{operator}'.",
                    edm(left),
                    edm(right)
                ),
            ));
        }
    }

    /// Whether the operator is documented for the property.
    fn documented(&mut self, left: &Operand, operator: &str) {
        let Operand::Path(path) = left else { return };
        let var = self.vars.iter().rev().find(|var| var.0 == path[0]);
        let name = var.map_or(&path[0], |var| &var.2[0]);
        let Some(member) = self.version.member(self.kind, name) else {
            return;
        };
        let Some(known) = self.version.operators(self.kind, &member.name) else {
            let message = format!("$filter on '{}' is not documented", member.name);
            self.findings
                .push(Finding::remark("filter_undocumented", message));
            return;
        };
        let operator = match operator {
            "gt" => "ge",
            "lt" => "le",
            other => other,
        };
        let follows_eq = matches!(operator, "in" | "ne")
            && known.contains("eq")
            && self.version.is_directory(self.kind);
        let in_lambda = var.is_some() && known.contains("any");
        if !known.contains(operator) && !follows_eq && !in_lambda {
            let message = format!(
                "Unsupported or invalid query filter clause specified for property '{}' of resource '{}'.",
                member.name, self.kind
            );
            self.findings
                .push(Finding::unsupported("filter_unsupported", message));
        }
    }
}

fn edm(kind: &str) -> String {
    let name = match kind {
        "string" => "Edm.String",
        "guid" => "Edm.Guid",
        "bool" => "Edm.Boolean",
        "datetime" => "Edm.DateTimeOffset",
        "int" => "Edm.Int32",
        "float" => "Edm.Double",
        other => return format!("microsoft.graph.{other}"),
    };
    name.to_owned()
}
