//! The values that a reader set, checked against what the guide declares.

use super::{Guide, ParameterKind};
use crate::ids::{AppId, TenantId};
use crate::quote::Quoted;
use std::collections::BTreeMap;
use thiserror::Error;

/// The error for a parameter that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ParameterError {
    /// The guide declares no such parameter.
    #[error("the guide {guide} has no parameter {given:?}; it has: {known}")]
    NoSuch {
        /// The guide's id.
        guide: Quoted,
        /// The given name.
        given: Quoted,
        /// The declared parameters, separated by commas.
        known: String,
    },
    /// The value is of another kind.
    #[error("parameter {id}: {value:?} is not {expected}")]
    Invalid {
        /// The parameter.
        id: Quoted,
        /// The given value.
        value: Quoted,
        /// The expected form.
        expected: &'static str,
    },
}

/// A guide's parameters with the values in force: the reader's, else the guide's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parameters {
    values: BTreeMap<String, String>,
}

impl Parameters {
    /// Takes the guide's defaults and lays the given values over them. An empty value is refused.
    pub fn resolve(
        guide: &Guide,
        given: &BTreeMap<String, String>,
    ) -> Result<Self, ParameterError> {
        let mut values = BTreeMap::new();
        for parameter in &guide.parameters {
            if let Some(default) = &parameter.default {
                values.insert(parameter.id.clone(), default.clone());
            }
        }
        for (id, value) in given {
            let Some(parameter) = guide.parameter(id) else {
                return Err(ParameterError::NoSuch {
                    guide: Quoted::new(&guide.id),
                    given: Quoted::new(id),
                    known: Quoted::list(guide.parameters.iter().map(|p| p.id.as_str())),
                });
            };
            let value = value.trim();
            if let Some(expected) = unfit(parameter.kind, value) {
                return Err(ParameterError::Invalid {
                    id: Quoted::new(id),
                    value: Quoted::new(value),
                    expected,
                });
            }
            values.insert(id.clone(), value.to_owned());
        }
        Ok(Self { values })
    }

    /// The value in force, if there is one.
    pub fn get(&self, id: &str) -> Option<&str> {
        self.values.get(id).map(String::as_str)
    }

    /// The value in force as an application id.
    pub fn app_id(&self, id: &str) -> Option<AppId> {
        self.get(id)?.parse().ok()
    }

    /// The value in force as a tenant id.
    pub fn tenant_id(&self, id: &str) -> Option<TenantId> {
        self.get(id)?.parse().ok()
    }

    /// Every value in force, by parameter.
    pub const fn values(&self) -> &BTreeMap<String, String> {
        &self.values
    }
}

/// The expected form of a value that does not fit the parameter's kind; `None` for one that does.
pub(super) fn unfit(kind: ParameterKind, value: &str) -> Option<&'static str> {
    let fits = match kind {
        ParameterKind::Text => !value.is_empty(),
        ParameterKind::MailAddress => value
            .split_once('@')
            .is_some_and(|(local, domain)| !local.is_empty() && domain.contains('.')),
        ParameterKind::AppId => value.parse::<AppId>().is_ok(),
        ParameterKind::TenantId => value.parse::<TenantId>().is_ok(),
    };
    if fits {
        return None;
    }
    Some(match kind {
        ParameterKind::Text => "a text that is not empty",
        ParameterKind::MailAddress => "a mail address such as analyst@example.com",
        ParameterKind::AppId => {
            "an application (client) id such as 00000003-0000-0000-c000-000000000000"
        }
        ParameterKind::TenantId => "a tenant id such as 72f988bf-86f1-41af-91ab-2d7cd011db47",
    })
}
