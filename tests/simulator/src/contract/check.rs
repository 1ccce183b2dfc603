//! Query options against the metadata.

use super::metadata::{Version, element, is_primitive};
use super::path::{Kind, Resolved, resolve};
use super::{Finding, expand, filter};
use crate::odata::parse;
use crate::odata::query::{Query, split_top};

/// A request understood, with what is wrong with it.
#[derive(Clone, Debug)]
pub struct Checked {
    /// `None` when the path is unknown.
    pub resolved: Option<Resolved>,
    pub query: Query,
    pub findings: Vec<Finding>,
}

const OPTIONS: [&str; 10] = [
    "$select",
    "$filter",
    "$expand",
    "$top",
    "$orderby",
    "$count",
    "$search",
    "$skip",
    "$skiptoken",
    "$format",
];
/// Types whose collections take no option but `$select`.
const SELECT_ONLY: [&str; 2] = ["subscribedSku", "organization"];
/// What can be sorted by without an advanced query.
const SORTED: [(&str, &str); 3] = [
    ("user", "displayName"),
    ("user", "userPrincipalName"),
    ("group", "displayName"),
];

/// Checks a GET. `eventual` says whether `ConsistencyLevel: eventual` was sent.
pub fn check(path: &str, query: &str, eventual: bool) -> Checked {
    let mut checked = Checked {
        resolved: None,
        query: Query {
            raw: Query::split(query),
            ..Query::default()
        },
        findings: Vec::new(),
    };
    let resolved = match resolve(path) {
        Ok(resolved) => resolved,
        Err(finding) => {
            checked.findings.push(finding);
            return checked;
        }
    };
    let mut options = Options::new(&resolved, eventual, &mut checked);
    options.names();
    options.allowed();
    options.paging();
    options.select();
    options.expand();
    options.filter();
    options.order();
    options.search();
    options.special();
    checked.resolved = Some(resolved);
    checked
}

struct Options<'c> {
    resolved: &'c Resolved,
    version: &'static Version,
    kind: &'static str,
    directory: bool,
    eventual: bool,
    /// Whether this is an advanced query: header and `$count=true`.
    advanced: bool,
    query: &'c mut Query,
    findings: &'c mut Vec<Finding>,
}

impl<'c> Options<'c> {
    fn new(resolved: &'c Resolved, eventual: bool, checked: &'c mut Checked) -> Self {
        let Checked {
            query, findings, ..
        } = checked;
        let kind = resolved.path.kind.as_str();
        let counted = query
            .option("$count")
            .is_some_and(|value| value.eq_ignore_ascii_case("true"));
        Self {
            resolved,
            version: resolved.metadata,
            kind,
            directory: resolved.metadata.is_directory(kind),
            eventual,
            advanced: eventual && counted,
            query,
            findings,
        }
    }

    fn add(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    fn names(&mut self) {
        let mut seen: Vec<String> = Vec::new();
        for (name, _) in self.query.raw.clone() {
            let mut lower = name.to_ascii_lowercase();
            if OPTIONS.contains(&format!("${lower}").as_str()) {
                self.add(Finding::remark(
                    "no_dollar",
                    format!("'{name}' without '$' is not honoured by every API"),
                ));
                lower.insert(0, '$');
            }
            if seen.contains(&lower) {
                self.add(Finding::bad(
                    "duplicate_option",
                    format!("Query option '{name}' was specified more than once, but it must be specified at most once."),
                ));
            } else if lower.starts_with('$') && !OPTIONS.contains(&lower.as_str()) {
                self.add(Finding::bad(
                    "unknown_option",
                    format!("The query parameter '{name}' is not supported."),
                ));
            } else if !lower.starts_with('$') {
                self.add(Finding::remark(
                    "custom_option",
                    format!("custom query option '{name}' is ignored"),
                ));
            }
            seen.push(lower);
        }
    }

    fn allowed(&mut self) {
        for (name, _) in self.query.raw.clone() {
            let name = name.to_ascii_lowercase();
            if !name.starts_with('$')
                || !OPTIONS.contains(&name.as_str())
                || name == "$skiptoken"
                || name == "$format"
            {
                continue;
            }
            if SELECT_ONLY.contains(&self.kind) {
                if name != "$select" {
                    self.add(Finding::unsupported(
                        "option_here",
                        format!("'{name}' is not supported by {}.", self.kind),
                    ));
                }
            } else if !self.resolved.path.options.contains(&name) {
                let message = format!("'{name}' is not supported by {}.", self.resolved.template);
                let single = self.resolved.kind() == Kind::Entity || name == "$skip";
                self.add(if single {
                    Finding::bad("option_here", message)
                } else {
                    Finding::remark("option_undocumented", message)
                });
            }
        }
    }

    fn paging(&mut self) {
        self.query.skiptoken = self.query.option("$skiptoken").map(str::to_owned);
        if let Some(text) = self.query.option("$top").map(str::to_owned) {
            match text.parse::<usize>() {
                Err(_) => self.add(Finding::bad(
                    "top_syntax",
                    format!("Invalid value '{text}' for $top query option found. The $top query option requires a non-negative integer value."),
                )),
                Ok(top) if (self.directory || self.kind == "oAuth2PermissionGrant") && !(1..=999).contains(&top) => {
                    self.add(Finding::unsupported(
                        "top_range",
                        format!("Invalid page size specified: '{top}'. Must be between 1 and 999 inclusive."),
                    ));
                }
                Ok(top) => self.query.top = Some(top),
            }
        }
        match self
            .query
            .option("$count")
            .map(str::to_ascii_lowercase)
            .as_deref()
        {
            Some("true") if self.directory && !self.eventual => {
                self.add(Finding::remark(
                    "count_ignored",
                    "$count=true without 'ConsistencyLevel: eventual' is ignored",
                ));
            }
            Some("true") => self.query.count = true,
            None | Some("false") => {}
            Some(other) => {
                let message = format!(
                    "Invalid value '{other}' for $count query option found. Valid values are 'true' or 'false'."
                );
                self.add(Finding::bad("count_syntax", message));
            }
        }
    }

    fn select(&mut self) {
        let Some(text) = self.query.option("$select").map(str::to_owned) else {
            return;
        };
        let mut names = Vec::new();
        for item in split_top(&text, ',') {
            let item = item.trim();
            if item == "*" {
                return;
            }
            let path: Vec<String> = item.split('/').map(str::to_owned).collect();
            match self.version.walk(self.kind, &path) {
                _ if item.is_empty() || item.contains('@') => self.add(Finding::bad(
                    "select_term",
                    format!("Parsing OData Select and Expand failed: Term '{item}' is not valid in a $select or $expand expression."),
                )),
                Err(message) => {
                    self.add(Finding::bad("unknown_property", format!("Parsing OData Select and Expand failed: {message}")));
                }
                Ok(member) => {
                    if member.relation {
                        self.add(Finding::remark("nav_in_select", format!("'{item}' is a relationship: $select does not return it")));
                    }
                    if member.name != path[0] {
                        self.add(Finding::remark("property_case", format!("'{item}' is spelled '{}'", member.name)));
                    }
                    names.push(member.name);
                }
            }
        }
        self.query.select = Some(names);
    }

    fn expand(&mut self) {
        let Some(text) = self.query.option("$expand").map(str::to_owned) else {
            return;
        };
        let asked = expand::Asked {
            version: self.version,
            kind: self.kind,
            template: self.resolved.template,
            advanced: self.advanced,
        };
        let (names, findings) = expand::check(&asked, &text);
        self.query.expand = names;
        self.findings.extend(findings);
    }

    fn filter(&mut self) {
        let Some(text) = self.query.option("$filter").map(str::to_owned) else {
            return;
        };
        match parse::filter(&text) {
            Err(error) => self.add(Finding::bad(
                "filter_syntax",
                format!("Invalid filter clause: {}", error.0),
            )),
            Ok(expr) => {
                let (findings, need) = filter::check(self.version, self.kind, &expr);
                self.findings.extend(findings);
                if let Some(operator) = need.first().filter(|_| self.directory && !self.advanced) {
                    self.add(Finding::unsupported(
                        "needs_advanced",
                        format!(
                            "Operator '{operator}' is not supported because the required parameters might be missing. Try adding $count=true query parameter and ConsistencyLevel:eventual header. Refer to https://aka.ms/graph-docs/advanced-queries for more information"
                        ),
                    ));
                }
                self.query.filter = Some(expr);
            }
        }
    }

    fn order(&mut self) {
        let Some(text) = self.query.option("$orderby").map(str::to_owned) else {
            return;
        };
        for item in split_top(&text, ',') {
            let words: Vec<&str> = item.split_whitespace().collect();
            let (name, down) = match words.as_slice() {
                [name] => (*name, false),
                [name, way] if matches!(way.to_ascii_lowercase().as_str(), "asc" | "desc") => {
                    (*name, way.eq_ignore_ascii_case("desc"))
                }
                _ => {
                    self.add(Finding::bad(
                        "orderby_syntax",
                        format!("Invalid $orderby clause: Syntax error in '{item}'."),
                    ));
                    continue;
                }
            };
            let path: Vec<String> = name.split('/').map(str::to_owned).collect();
            match self.version.walk(self.kind, &path) {
                Err(message) => self.add(Finding::bad(
                    "unknown_property",
                    format!("Invalid $orderby clause: {message}"),
                )),
                Ok(member) => {
                    if self.directory
                        && !self.advanced
                        && !SORTED.contains(&(self.kind, member.name.as_str()))
                    {
                        let message = format!(
                            "Sorting by '{}' is not supported for current query.",
                            member.name
                        );
                        self.add(Finding::unsupported("needs_advanced", message));
                    }
                    self.query.order.push((member.name, down));
                }
            }
        }
        if self.directory && !self.advanced && self.query.option("$filter").is_some() {
            self.add(Finding::unsupported(
                "needs_advanced",
                "Sorting not supported for current query.",
            ));
        }
    }

    fn search(&mut self) {
        let Some(text) = self.query.option("$search").map(str::to_owned) else {
            return;
        };
        if self.directory && !self.eventual {
            self.add(Finding::unsupported(
                "needs_eventual",
                "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
            ));
        } else if !text.trim().starts_with('"') || !text.contains(':') {
            self.add(Finding::bad(
                "search_syntax",
                "Syntax error: the $search value must be a quoted \"property:value\".",
            ));
        }
        self.query.search = Some(text);
    }

    /// What single endpoints want beyond the metadata.
    fn special(&mut self) {
        let template = self.resolved.template;
        if template.ends_with("/transitiveRoleAssignments") && !self.advanced {
            self.add(Finding {
                status: 404,
                code: "Request_ResourceNotFound",
                ..Finding::bad(
                    "needs_advanced",
                    "transitiveRoleAssignments needs ConsistencyLevel: eventual and $count=true",
                )
            });
        }
        if template.starts_with("/identityGovernance/privilegedAccess/group/")
            && self.query.option("$filter").is_none()
        {
            let message = "A $filter by groupId or principalId is required.";
            self.add(Finding {
                code: "MissingFilter",
                ..Finding::bad("missing_filter", message)
            });
        }
        if self.resolved.cast().is_some() && template.contains("ransitive") && !self.eventual {
            let message = "a type cast on transitive relations asks for ConsistencyLevel: eventual and $count=true";
            self.add(Finding::remark("cast_needs_advanced", message));
        }
    }
}

/// Whether values of two types can be compared.
pub(super) fn comparable(version: &Version, left: &str, right: &str) -> bool {
    let number = |kind: &str| matches!(kind, "int" | "float" | "i16" | "i64" | "i32" | "double");
    let day = |kind: &str| matches!(kind, "date" | "datetime");
    let loose = |kind: &str| {
        matches!(kind, "any" | "null") || (!is_primitive(kind) && version.is_opaque(element(kind)))
    };
    let as_text = |kind: &str, other: &str| version.is_enum(kind) && other == "string";
    left == right
        || loose(left)
        || loose(right)
        || (number(left) && number(right))
        || (day(left) && day(right))
        || as_text(left, right)
        || as_text(right, left)
}
