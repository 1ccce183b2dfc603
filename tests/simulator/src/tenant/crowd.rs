//! Filler users, made when they are asked for, so that a tenant can have 100,000 of them.

use crate::odata::parse::{Expr, Lit, Operand};
use serde_json::{Value, json};

/// `crowd.000001@<tenant>.example` and its neighbours.
#[derive(Clone, Debug)]
pub struct Crowd {
    domain: String,
    size: usize,
}

impl Crowd {
    pub(super) fn new(tenant: &str, size: usize) -> Self {
        Self {
            domain: format!("{tenant}.example"),
            size,
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.size
    }

    /// The id of one of them.
    pub fn id(index: usize) -> String {
        format!("c0000000-0000-4000-8000-{index:012x}")
    }

    /// One of them.
    pub fn user(&self, index: usize) -> Value {
        let mail = self.mail(index);
        json!({
            "id": Self::id(index), "displayName": format!("Crowd {index:06}"), "mail": mail, "userPrincipalName": mail,
            "otherMails": [], "proxyAddresses": [format!("SMTP:{mail}")], "userType": "Member", "accountEnabled": true,
            "creationType": null, "externalUserState": null, "createdDateTime": "2021-05-06T07:08:09Z", "businessPhones": [],
        })
    }

    /// The one with an id.
    pub fn by_id(&self, id: &str) -> Option<Value> {
        let hex = id.to_ascii_lowercase();
        let index =
            usize::from_str_radix(hex.strip_prefix("c0000000-0000-4000-8000-")?, 16).ok()?;
        (index < self.size).then(|| self.user(index))
    }

    /// Those that a filter could match, or `None` when each must be looked at.
    pub fn candidates(&self, filter: &Expr) -> Option<Vec<usize>> {
        match filter {
            Expr::And(left, right) => match (self.candidates(left), self.candidates(right)) {
                (Some(found), _) | (None, Some(found)) => Some(found),
                (None, None) => None,
            },
            Expr::Or(left, right) => {
                let mut found = self.candidates(left)?;
                found.extend(self.candidates(right)?);
                found.sort_unstable();
                found.dedup();
                Some(found)
            }
            Expr::Cmp(op, Operand::Path(path), Operand::Lit(literal)) if op == "eq" => {
                self.equal(path, literal)
            }
            Expr::Call(name, arguments) => self.affix(name, arguments),
            Expr::Lambda {
                all: false, path, ..
            } if path[0].eq_ignore_ascii_case("otherMails") => Some(Vec::new()),
            Expr::Lambda {
                all: false,
                body: Some(body),
                path,
                ..
            } if path[0].eq_ignore_ascii_case("proxyAddresses") => match &**body {
                Expr::Cmp(op, _, Operand::Lit(Lit::Str(text))) if op == "eq" => {
                    Some(self.named(text.get(5..).unwrap_or_default()))
                }
                _ => None,
            },
            _ => None,
        }
    }

    fn mail(&self, index: usize) -> String {
        format!("crowd.{index:06}@{}", self.domain)
    }

    fn named(&self, text: &str) -> Vec<usize> {
        let lower = text.to_ascii_lowercase();
        let digits = lower
            .strip_prefix("crowd.")
            .or_else(|| lower.strip_prefix("crowd "));
        let number = digits.and_then(|rest| rest.split('@').next()?.parse::<usize>().ok());
        number
            .filter(|index| *index < self.size)
            .into_iter()
            .collect()
    }

    fn equal(&self, path: &[String], literal: &Lit) -> Option<Vec<usize>> {
        let (Lit::Str(text) | Lit::Guid(text)) = literal else {
            return None;
        };
        match path[0].to_ascii_lowercase().as_str() {
            "mail" | "userprincipalname" | "displayname" => Some(self.named(text)),
            "id" => {
                let found = self.by_id(text).is_some();
                let index = text
                    .get(24..)
                    .and_then(|hex| usize::from_str_radix(hex, 16).ok());
                Some(index.filter(|_| found).into_iter().collect())
            }
            _ => None,
        }
    }

    fn affix(&self, name: &str, arguments: &[Operand]) -> Option<Vec<usize>> {
        let [Operand::Path(path), Operand::Lit(Lit::Str(text))] = arguments else {
            return None;
        };
        if !["mail", "userprincipalname", "displayname"]
            .contains(&path[0].to_ascii_lowercase().as_str())
        {
            return None;
        }
        let text = text.to_ascii_lowercase();
        let possible = match name {
            "startswith" => "crowd.".starts_with(&text) || text.starts_with("crowd"),
            "endswith" => {
                self.domain.ends_with(&text) || text.ends_with(&self.domain) || !text.contains('@')
            }
            _ => true,
        };
        (!possible).then(Vec::new)
    }
}
