//! Which objects a filter keeps.

use super::parse::{Expr, Lit, Operand};
use jiff::Timestamp;
use serde_json::Value;
use std::cmp::Ordering;

/// How to read values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// Directory objects: strings compare without regard to case.
    Ignored,
    /// Everything else: only GUIDs do.
    Kept,
}

/// Whether the filter keeps the object.
pub fn keeps(filter: &Expr, object: &Value, case: Case) -> bool {
    Scope {
        object,
        vars: Vec::new(),
        case,
    }
    .test(filter)
}

/// A property by name, whatever its case; null when it is not there.
pub fn property<'v>(object: &'v Value, name: &str) -> &'v Value {
    object.get(name).unwrap_or_else(|| {
        let found = object
            .as_object()
            .and_then(|map| map.iter().find(|entry| entry.0.eq_ignore_ascii_case(name)));
        found.map_or(&Value::Null, |entry| entry.1)
    })
}

struct Scope<'v> {
    object: &'v Value,
    vars: Vec<(String, &'v Value)>,
    case: Case,
}

impl<'v> Scope<'v> {
    fn test(&self, filter: &Expr) -> bool {
        match filter {
            Expr::And(left, right) => self.test(left) && self.test(right),
            Expr::Or(left, right) => self.test(left) || self.test(right),
            Expr::Not(inner) => !self.test(inner),
            Expr::Cmp(operator, left, right) => {
                self.compare(operator, &self.value(left), &self.value(right))
            }
            Expr::In(left, list) => {
                let value = self.value(left);
                list.iter()
                    .any(|item| self.compare("eq", &value, &self.value(item)))
            }
            Expr::Call(name, arguments) => self.affix(name, arguments),
            Expr::Lambda {
                all,
                path,
                var,
                body,
            } => {
                let Value::Array(items) = self.follow(path) else {
                    return *all;
                };
                let Some(body) = body else {
                    return !items.is_empty();
                };
                let name = var.clone().unwrap_or_default();
                let one = |item| {
                    let mut vars = self.vars.clone();
                    vars.push((name.clone(), item));
                    Scope {
                        object: self.object,
                        vars,
                        case: self.case,
                    }
                    .test(body)
                };
                if *all {
                    items.iter().all(one)
                } else {
                    items.iter().any(one)
                }
            }
        }
    }

    fn follow(&self, path: &[String]) -> &'v Value {
        let var = self.vars.iter().rev().find(|var| var.0 == path[0]);
        let (start, rest) = var.map_or((self.object, path), |var| (var.1, &path[1..]));
        rest.iter().fold(start, |value, name| property(value, name))
    }

    fn value(&self, operand: &Operand) -> Value {
        match operand {
            Operand::Path(path) => self.follow(path).clone(),
            Operand::Count(path) => self.follow(path).as_array().map_or(0, Vec::len).into(),
            Operand::Lit(Lit::Str(text) | Lit::Guid(text) | Lit::Date(text)) => text.clone().into(),
            Operand::Lit(Lit::Int(number)) => (*number).into(),
            Operand::Lit(Lit::Float(number)) => (*number).into(),
            Operand::Lit(Lit::Bool(value)) => (*value).into(),
            Operand::Lit(Lit::Null) => Value::Null,
            Operand::Call(name, arguments) => self.call(name, arguments),
        }
    }

    fn call(&self, name: &str, arguments: &[Operand]) -> Value {
        let first = self.value(&arguments[0]);
        let text = first.as_str().unwrap_or_default();
        match name {
            "tolower" => text.to_lowercase().into(),
            "toupper" => text.to_uppercase().into(),
            "trim" => text.trim().into(),
            "length" => text.chars().count().into(),
            "concat" => format!(
                "{text}{}",
                self.value(&arguments[1]).as_str().unwrap_or_default()
            )
            .into(),
            "year" => text
                .get(..4)
                .and_then(|year| year.parse::<i64>().ok())
                .into(),
            _ => self.affix(name, arguments).into(),
        }
    }

    fn affix(&self, name: &str, arguments: &[Operand]) -> bool {
        let (Value::String(text), Value::String(affix)) =
            (self.value(&arguments[0]), self.value(&arguments[1]))
        else {
            return false;
        };
        let (text, affix) = (self.folded(&text), self.folded(&affix));
        match name {
            "startswith" => text.starts_with(&affix),
            "endswith" => text.ends_with(&affix),
            _ => text.contains(&affix),
        }
    }

    fn folded(&self, text: &str) -> String {
        let guid = text.len() == 36 && uuid::Uuid::parse_str(text).is_ok();
        if self.case == Case::Ignored || guid {
            text.to_lowercase()
        } else {
            text.to_owned()
        }
    }

    fn compare(&self, operator: &str, left: &Value, right: &Value) -> bool {
        let order = match (left, right) {
            (Value::Null, Value::Null) => Some(Ordering::Equal),
            (Value::Number(a), Value::Number(b)) => a.as_f64().partial_cmp(&b.as_f64()),
            (Value::Bool(a), Value::Bool(b)) => Some(a.cmp(b)),
            (Value::String(a), Value::String(b)) => {
                match (a.parse::<Timestamp>(), b.parse::<Timestamp>()) {
                    (Ok(a), Ok(b)) => Some(a.cmp(&b)),
                    _ => Some(self.folded(a).cmp(&self.folded(b))),
                }
            }
            _ => None,
        };
        match operator {
            "eq" => order == Some(Ordering::Equal),
            "ne" => order != Some(Ordering::Equal),
            "gt" => order == Some(Ordering::Greater),
            "ge" => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
            "lt" => order == Some(Ordering::Less),
            "le" => matches!(order, Some(Ordering::Less | Ordering::Equal)),
            _ => false,
        }
    }
}
