//! From objects to an answer: filter, sort, page, select, expand.

use super::contract::Checked;
use super::odata::filter::{Case, keeps, property};
use super::odata::query::Query;
use super::rows::{Behind, Row, Rows, related};
use super::tenant::{Set, Tenant};
use serde_json::{Map, Value, json};

/// What a user shows when nothing is selected.
const USER_DEFAULTS: [&str; 11] = [
    "businessPhones",
    "displayName",
    "givenName",
    "jobTitle",
    "mail",
    "mobilePhone",
    "officeLocation",
    "preferredLanguage",
    "surname",
    "userPrincipalName",
    "id",
];
/// Objects that `$expand` returns at most inside a directory object.
const EXPANDED: usize = 20;

/// A page of a collection.
pub struct Page {
    pub items: Vec<Value>,
    pub count: Option<usize>,
    /// Where the next page starts.
    pub next: Option<usize>,
}

/// How a request wants its answer.
pub struct Wanted<'a> {
    pub tenant: &'a Tenant,
    pub checked: &'a Checked,
    /// Whether strings compare without regard to case.
    pub case: Case,
    /// Whether objects say their type: in collections of mixed types.
    pub typed: bool,
    pub page_size: usize,
    pub start: usize,
}

impl Wanted<'_> {
    fn query(&self) -> &Query {
        &self.checked.query
    }

    /// The page that was asked for.
    pub fn page(&self, rows: Rows) -> Page {
        let behind = rows.behind;
        let size = behind.len(self.tenant);
        let mut fixed: Vec<Row> = rows
            .fixed
            .into_iter()
            .filter(|row| self.kept(&row.1))
            .collect();
        let narrowed = self.query().filter.is_some() || self.query().search.is_some();
        let indices: Option<Vec<usize>> = (size > 0
            && (narrowed || !self.query().order.is_empty()))
        .then(|| self.found_behind(&behind, size));
        if let Some(found) = &indices
            && !self.query().order.is_empty()
        {
            fixed.extend(found.iter().map(|index| behind.row(self.tenant, *index)));
            return self.cut(&self.sorted(fixed), 0, &|_| {
                unreachable!("all are sorted in")
            });
        }
        let fixed = self.sorted(fixed);
        let count = indices.as_ref().map_or(size, Vec::len);
        self.cut(&fixed, count, &|at| {
            let index = indices.as_ref().map_or(at, |found| found[at]);
            behind.row(self.tenant, index)
        })
    }

    fn kept(&self, object: &Value) -> bool {
        self.query()
            .filter
            .as_ref()
            .is_none_or(|filter| keeps(filter, object, self.case))
            && self.found(object)
    }

    /// `$search="property:text"`.
    fn found(&self, object: &Value) -> bool {
        let Some(search) = &self.query().search else {
            return true;
        };
        let plain = search.trim().trim_matches('"');
        let (name, text) = plain.split_once(':').unwrap_or(("displayName", plain));
        let value = property(object, name)
            .as_str()
            .unwrap_or_default()
            .to_lowercase();
        value.contains(&text.to_lowercase())
    }

    /// Those behind that the filter keeps.
    fn found_behind(&self, behind: &Behind, size: usize) -> Vec<usize> {
        let filter = self.query().filter.as_ref();
        let candidates = filter
            .and_then(|filter| behind.candidates(self.tenant, filter))
            .unwrap_or_else(|| (0..size).collect());
        candidates
            .into_iter()
            .filter(|index| self.kept(&behind.row(self.tenant, *index).1))
            .collect()
    }

    fn sorted(&self, mut rows: Vec<Row>) -> Vec<Row> {
        for (name, down) in self.query().order.iter().rev() {
            rows.sort_by_key(|row| {
                property(&row.1, name)
                    .as_str()
                    .unwrap_or_default()
                    .to_lowercase()
            });
            if *down {
                rows.reverse();
            }
        }
        rows
    }

    fn cut(&self, fixed: &[Row], behind: usize, row: &dyn Fn(usize) -> Row) -> Page {
        let total = fixed.len() + behind;
        let end = total.min(self.start.saturating_add(self.page_size));
        let item = |at: usize| match fixed.get(at) {
            Some(row) => self.shaped(row),
            None => self.shaped(&row(at - fixed.len())),
        };
        Page {
            items: (self.start.min(total)..end).map(item).collect(),
            count: (self.query().count && self.start == 0).then_some(total),
            next: (end < total).then_some(end),
        }
    }

    /// An object as the request wants it.
    pub fn shaped(&self, row: &Row) -> Value {
        let mut out = selected(row, self.query().select.as_deref());
        if self.typed {
            out.insert(
                "@odata.type".to_owned(),
                json!(format!("#microsoft.graph.{}", row.0)),
            );
        }
        for name in &self.query().expand {
            if let Some(value) = self.expanded(row, name) {
                out.insert(name.clone(), value);
            }
        }
        Value::Object(out)
    }

    /// A relationship's target; one that does not exist is left out.
    fn expanded(&self, row: &Row, name: &str) -> Option<Value> {
        let (kind, object) = row;
        let text = |property: &str| object[property].as_str().unwrap_or_default();
        let whole = |row: Row| {
            let mut out = selected(&row, None);
            out.insert(
                "@odata.type".to_owned(),
                json!(format!("#microsoft.graph.{}", row.0)),
            );
            Value::Object(out)
        };
        match (*kind, name) {
            ("unifiedRoleAssignmentMultiple", "roleDefinition") => self
                .tenant
                .get(Set::DefenderDefinitions, text("roleDefinitionId")),
            (_, "roleDefinition") => self
                .tenant
                .get(Set::RoleDefinitions, text("roleDefinitionId")),
            (_, "principal") => self.tenant.directory_object(text("principalId")).map(whole),
            (_, "group") => self.tenant.get(Set::Groups, text("groupId")),
            ("unifiedRoleAssignmentMultiple", "principals") => {
                let ids = object["principalIds"]
                    .as_array()?
                    .iter()
                    .filter_map(Value::as_str);
                Some(
                    ids.filter_map(|id| self.tenant.directory_object(id))
                        .map(whole)
                        .collect(),
                )
            }
            ("unifiedRbacResourceNamespace", "resourceActions") => {
                Some(object["resourceActions"].clone())
            }
            _ => {
                let owner = match *kind {
                    "user" => "/users",
                    "group" => "/groups",
                    "servicePrincipal" => "/servicePrincipals",
                    _ => "/applications",
                };
                let rows = related(self.tenant, owner, text("id"), name)?;
                Some(rows.into_iter().take(EXPANDED).map(whole).collect())
            }
        }
    }
}

/// The selected properties, or the default set. A known property without a value is null.
fn selected(row: &Row, select: Option<&[String]>) -> Map<String, Value> {
    let (kind, object) = row;
    let Some(all) = object.as_object() else {
        return Map::new();
    };
    let names: Vec<&str> = match select {
        Some(names) => names.iter().map(String::as_str).collect(),
        None if *kind == "user" => USER_DEFAULTS.to_vec(),
        None => {
            let hidden =
                |name: &&String| !matches!(name.as_str(), "resourceActions" | "signInActivity");
            return all
                .iter()
                .filter(|entry| hidden(&entry.0))
                .map(|entry| (entry.0.clone(), entry.1.clone()))
                .collect();
        }
    };
    let mut out = Map::new();
    for name in names {
        let absent = name == "signInActivity" && all.get(name).is_none();
        if !absent {
            out.insert(name.to_owned(), property(object, name).clone());
        }
    }
    out
}
