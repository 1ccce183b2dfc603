//! What the server keeps while it runs.

use super::faults::Rule;
use super::options::Options;
use super::tenant::Tenant;
use super::tokens::Grant;
use std::collections::BTreeMap;
use std::sync::atomic::AtomicUsize;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A request as it came, without its token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logged {
    /// `graph`, `login` or `other`.
    pub kind: &'static str,
    pub method: String,
    /// Percent-encoded, with the version.
    pub path: String,
    /// As sent, without the question mark.
    pub query: String,
    /// By lower-case name, without `authorization`.
    pub headers: BTreeMap<String, String>,
    /// `HTTP/1.1` or `HTTP/2.0`.
    pub version: String,
    /// The status it was answered with; 0 when the connection was cut.
    pub status: u16,
    /// How many requests were in the server when it came, itself among them.
    pub beside: usize,
}

/// A request that the real service would refuse, or that a read-only tool must not send.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Violation {
    /// `GET /v1.0/users?$select=…`, decoded.
    pub request: String,
    /// A short name of the rule.
    pub rule: String,
    /// What is wrong.
    pub message: String,
}

/// Shared by all connections.
pub struct State {
    pub tenant: Mutex<Tenant>,
    pub options: Options,
    pub faults: Mutex<Vec<Rule>>,
    pub tokens: Mutex<BTreeMap<String, Grant>>,
    pub log: Mutex<Vec<Logged>>,
    pub violations: Mutex<Vec<Violation>>,
    pub remarks: Mutex<Vec<Violation>>,
    pub device_polls: AtomicUsize,
    pub in_flight: AtomicUsize,
    pub most_in_flight: AtomicUsize,
    /// How many requests had to be answered one after the other for the deepest one so far.
    pub depth: AtomicUsize,
    pub connections: AtomicUsize,
}

impl State {
    pub fn new(mut tenant: Tenant, options: Options) -> Self {
        if options.writable {
            tenant.register_auditor(&options.auditor);
        }
        Self {
            tenant: Mutex::new(tenant),
            options,
            faults: Mutex::default(),
            tokens: Mutex::default(),
            log: Mutex::default(),
            violations: Mutex::default(),
            remarks: Mutex::default(),
            device_polls: AtomicUsize::default(),
            in_flight: AtomicUsize::default(),
            most_in_flight: AtomicUsize::default(),
            depth: AtomicUsize::default(),
            connections: AtomicUsize::default(),
        }
    }

    /// The application permissions that a token issued to the auditor now carries.
    pub fn auditor_roles(&self) -> Vec<String> {
        let auditor = &self.options.auditor;
        if self.options.writable {
            lock(&self.tenant).auditor_roles(auditor)
        } else {
            auditor.roles.clone()
        }
    }
}

/// Locks, also after a test's panic elsewhere.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
