//! The values that a phase knows, of which its requests are made.

use super::encode;
use crate::ids::{AppId, ObjectId, RoleTemplateId, TenantId};
use crate::snapshot::Subject;
use uuid::Uuid;

/// The number of ids that one `in (…)` may hold; Graph's limit is 15.
const IDS_AT_ONCE: usize = 15;

/// Everything that a phase knows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Values {
    /// The values for placeholders: one request for each set that has all of an endpoint's.
    pub(crate) sets: Vec<ValueSet>,
    /// The subjects that exist: an endpoint without a placeholder is asked for these alone.
    pub(crate) subjects: Vec<Subject>,
}

/// Values that go into one request together.
#[derive(Clone, Debug, Default)]
pub(crate) struct ValueSet {
    values: Vec<(&'static str, Value)>,
    subject: Option<ObjectId>,
}

/// The content of a placeholder.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// An id: bare in a path, quoted in a query.
    Id(Uuid),
    /// Text, for queries only.
    Text(String),
    /// A list of ids, for `in (…)`.
    Ids(Vec<Uuid>),
    /// One of several ids: after `property eq`, the first and then the same of each other.
    AnyOf(&'static str, Vec<Uuid>),
    /// Text for a path, made sure to be one plain segment.
    Segment(String),
}

impl ValueSet {
    fn and(mut self, placeholder: &'static str, value: Value) -> Self {
        self.values.push((placeholder, value));
        self
    }

    fn about(mut self, subject: ObjectId) -> Self {
        self.subject = Some(subject);
        self
    }

    /// One value.
    pub(crate) fn one(placeholder: &'static str, value: Value) -> Self {
        Self::default().and(placeholder, value)
    }

    /// A guest's address, and the sign-in name `local_domain#EXT#@tenant` that an invitation makes of it.
    pub(crate) fn address(address: &str) -> Self {
        let name = address.replace('@', "_");
        Self::one("address", Value::Text(address.to_owned())).and("sign-in-name", Value::Text(name))
    }

    /// The same of an account that need not be a guest, which may have the address for its own sign-in name.
    pub(crate) fn account(address: &str) -> Self {
        Self::address(address).and("account", Value::Text(address.to_owned()))
    }

    /// An application, by its id.
    pub(crate) fn app_id(app: AppId) -> Self {
        Self::one("app-id", Value::Id(app.uuid()))
    }

    /// An application, by its name.
    pub(crate) fn app_name(name: &str) -> Self {
        Self::one("app-name", Value::Text(name.to_owned()))
    }

    /// A mail domain. One that could leave its path segment is not put into a path.
    pub(crate) fn domain(domain: &str) -> Option<Self> {
        let plain = (3..=253).contains(&domain.len())
            && domain
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'));
        plain.then(|| Self::one("domain", Value::Segment(domain.to_owned())))
    }

    /// A directory role, by its template.
    pub(crate) fn role(role: RoleTemplateId) -> Self {
        Self::one("role", Value::Id(role.uuid()))
    }

    /// The vendor's tenant.
    pub(crate) fn vendor_tenant(tenant: TenantId) -> Self {
        Self::one("vendor-tenant", Value::Id(tenant.uuid()))
    }

    /// Whoever may hold a role or be in a group.
    pub(crate) fn principal(id: ObjectId) -> Self {
        Self::object("principal", id)
    }

    /// A guest candidate.
    pub(crate) fn guest(id: ObjectId) -> Self {
        Self::principal(id).and("user", Value::Id(id.uuid()))
    }

    /// The person who installs, of whom less is asked than of a guest.
    pub(crate) fn installer(id: ObjectId) -> Self {
        Self::guest(id).and("installer", Value::Id(id.uuid()))
    }

    /// A service principal, with its application's id where that is known.
    pub(crate) fn service_principal(id: ObjectId, app: Option<AppId>) -> Self {
        let set = Self::object("service-principal", id);
        match app {
            Some(app) => set.and("app-id", Value::Id(app.uuid())),
            None => set,
        }
    }

    /// An object that is asked about.
    pub(crate) fn object(placeholder: &'static str, id: ObjectId) -> Self {
        Self::one(placeholder, Value::Id(id.uuid())).about(id)
    }

    /// Ids in lists for `in (…)`, as many as their number needs.
    pub(crate) fn lists(
        placeholder: &'static str,
        ids: impl IntoIterator<Item = Uuid>,
    ) -> Vec<Self> {
        let ids: Vec<Uuid> = ids.into_iter().collect();
        ids.chunks(IDS_AT_ONCE)
            .map(|ids| Self::one(placeholder, Value::Ids(ids.to_vec())))
            .collect()
    }

    /// Objects in lists for `in (…)`.
    pub(crate) fn objects(placeholder: &'static str, ids: &[ObjectId]) -> Vec<Self> {
        Self::lists(placeholder, ids.iter().map(|id| id.uuid()))
    }

    /// Principals in lists for a filter that knows no `in`.
    pub(crate) fn any_principal(ids: &[ObjectId]) -> Vec<Self> {
        let any = |ids: &[ObjectId]| {
            let ids = ids.iter().map(|id| id.uuid()).collect();
            Self::one("principal", Value::AnyOf("principalId", ids))
        };
        ids.chunks(IDS_AT_ONCE).map(any).collect()
    }

    /// The principal that a request with these values asks about.
    pub(super) const fn subject(&self) -> Option<ObjectId> {
        self.subject
    }

    /// The value of a placeholder.
    pub(super) fn get(&self, placeholder: &str) -> Option<&Value> {
        let mut known = self.values.iter();
        known
            .find(|(name, _)| *name == placeholder)
            .map(|(_, value)| value)
    }
}

impl Value {
    pub(super) fn in_query(&self) -> String {
        let literals = |ids: &[Uuid], between: &str| -> String {
            let literals: Vec<String> = ids
                .iter()
                .map(|id| encode::literal(&id.to_string()))
                .collect();
            literals.join(between)
        };
        match self {
            Self::Id(id) => encode::literal(&id.to_string()),
            Self::Text(text) | Self::Segment(text) => encode::literal(text),
            Self::Ids(ids) => format!("({})", literals(ids, ",")),
            Self::AnyOf(property, ids) => literals(ids, &format!(" or {property} eq ")),
        }
    }

    /// The value as a snapshot records it: each id or text by itself.
    pub(super) fn texts(&self) -> Vec<String> {
        match self {
            Self::Id(id) => vec![id.to_string()],
            Self::Text(text) | Self::Segment(text) => vec![text.clone()],
            Self::Ids(ids) | Self::AnyOf(_, ids) => ids.iter().map(Uuid::to_string).collect(),
        }
    }

    pub(super) fn in_path(&self) -> Option<String> {
        match self {
            Self::Id(id) => Some(id.to_string()),
            Self::Segment(text) => Some(text.clone()),
            Self::Text(_) | Self::Ids(_) | Self::AnyOf(..) => None,
        }
    }
}
