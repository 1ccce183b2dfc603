//! The server: one tenant, over plain HTTP and over HTTPS.

use super::body::Body;
use super::certificates::certificates;
use super::connection::{Connection, Trip};
use super::faults::{Fault, On, Rule, apply, due};
use super::options::Options;
use super::service::{self, Request};
use super::state::{Logged, State, Violation, lock};
use super::tenant::Tenant;
use super::tokens::{self, Bearer};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use hyper::server::conn::{http1, http2};
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use std::io;
use std::net::TcpListener as StdListener;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread::JoinHandle;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio_rustls::TlsAcceptor;

/// A running tenant; it stops when dropped.
pub struct Server {
    pub(super) state: Arc<State>,
    http: u16,
    https: u16,
    ca_pem: String,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Serves a tenant on two free loopback ports, from a thread of its own.
    pub fn start(tenant: Tenant, options: Options) -> Self {
        let state = Arc::new(State::new(tenant, options));
        let (plain, secure) = (listener(), listener());
        let port = |listener: &StdListener| listener.local_addr().expect("an address").port();
        let (http, https) = (port(&plain), port(&secure));
        let (ca_pem, tls) = certificates();
        let (stop, stopped) = oneshot::channel();
        let shared = Arc::clone(&state);
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("a runtime");
            runtime.block_on(async move {
                tokio::spawn(accept(plain, None, Arc::clone(&shared)));
                tokio::spawn(accept(secure, Some(TlsAcceptor::from(tls)), shared));
                let _ = stopped.await;
            });
        });
        Self {
            state,
            http,
            https,
            ca_pem,
            stop: Some(stop),
            thread: Some(thread),
        }
    }

    /// `http://127.0.0.1:port`, HTTP/1.1: Graph (and login, for clients that allow it).
    pub fn http(&self) -> String {
        format!("http://127.0.0.1:{}", self.http)
    }

    /// `https://127.0.0.1:port`, HTTP/2 or HTTP/1.1: login and Graph.
    pub fn https(&self) -> String {
        format!("https://127.0.0.1:{}", self.https)
    }

    /// The certificate of the authority that signed the HTTPS certificate.
    pub fn ca_pem(&self) -> &str {
        &self.ca_pem
    }

    /// The tenant's id.
    pub fn tenant_id(&self) -> String {
        lock(&self.state.tenant).id()
    }

    /// The auditor's client id.
    pub fn client_id(&self) -> &str {
        &self.state.options.auditor.app_id
    }

    /// The auditor's client secret.
    pub fn client_secret(&self) -> &str {
        &self.state.options.auditor.secret
    }

    /// A token with these application permissions.
    pub fn token(&self, roles: &[&str]) -> String {
        self.issue(roles, &Bearer::Application, 3599)
    }

    /// A token with the permissions of the options.
    pub fn auditor_token(&self) -> String {
        let roles = self.state.auditor_roles();
        let roles: Vec<&str> = roles.iter().map(String::as_str).collect();
        self.token(&roles)
    }

    /// A token that says nothing about itself, with the permissions of the options.
    pub fn opaque_token(&self) -> String {
        let roles = self.state.auditor_roles();
        let (_, grant) = tokens::make(
            &self.tenant_id(),
            self.client_id(),
            &roles,
            &Bearer::Application,
            3599,
        );
        let token = "opaque".to_owned();
        lock(&self.state.tokens).insert(token.clone(), grant);
        token
    }

    /// A person's token with these delegated permissions.
    pub fn user_token(&self, scopes: &[&str]) -> String {
        self.issue(scopes, &Bearer::User("auditor@contoso.example"), 3599)
    }

    /// A token whose lifetime is over.
    pub fn expired_token(&self, roles: &[&str]) -> String {
        self.issue(roles, &Bearer::Application, -60)
    }

    /// Every token issued until now.
    pub fn issued(&self) -> Vec<String> {
        lock(&self.state.tokens).keys().cloned().collect()
    }

    /// Makes every token issued until now invalid.
    pub fn revoke_tokens(&self) {
        lock(&self.state.tokens)
            .values_mut()
            .for_each(|grant| grant.expires = 0);
    }

    /// Puts a fault in place.
    pub fn inject(&self, on: On, fault: Fault) {
        lock(&self.state.faults).push(Rule::new(on, fault));
    }

    /// Takes all faults away.
    pub fn heal(&self) {
        lock(&self.state.faults).clear();
    }

    /// Changes the tenant while it is served.
    pub fn change<T>(&self, change: impl FnOnce(&mut Tenant) -> T) -> T {
        change(&mut lock(&self.state.tenant))
    }

    /// Every request so far, in order of arrival.
    pub fn requests(&self) -> Vec<Logged> {
        lock(&self.state.log).clone()
    }

    /// The requests to Graph alone.
    pub fn graph_requests(&self) -> Vec<Logged> {
        let mut requests = self.requests();
        requests.retain(|request| request.kind == "graph");
        requests
    }

    /// The log, one JSON object a line: kind, method, path, query, headers, status.
    pub fn requests_jsonl(&self) -> String {
        let line = |entry: &Logged| {
            let object = serde_json::json!({
                "kind": entry.kind, "method": entry.method, "path": entry.path, "query": entry.query,
                "headers": entry.headers, "status": entry.status,
            });
            format!("{object}\n")
        };
        self.requests().iter().map(line).collect()
    }

    /// What the real service would have refused, or a read-only tool must not send.
    pub fn violations(&self) -> Vec<Violation> {
        lock(&self.state.violations).clone()
    }

    /// What would be answered, but perhaps not as it was meant.
    pub fn remarks(&self) -> Vec<Violation> {
        lock(&self.state.remarks).clone()
    }

    /// The most requests that were in the server at once.
    pub fn most_in_flight(&self) -> usize {
        self.state.most_in_flight.load(Ordering::SeqCst)
    }

    /// Round trips: how many requests waited for one another (with enough latency).
    pub fn depth(&self) -> usize {
        self.state.depth.load(Ordering::SeqCst)
    }

    /// Connections accepted.
    pub fn connections(&self) -> usize {
        self.state.connections.load(Ordering::SeqCst)
    }

    fn issue(&self, permissions: &[&str], bearer: &Bearer<'_>, lifetime: i64) -> String {
        let permissions: Vec<String> = permissions.iter().map(|name| (*name).to_owned()).collect();
        let (token, grant) = tokens::make(
            &self.tenant_id(),
            self.client_id(),
            &permissions,
            bearer,
            lifetime,
        );
        lock(&self.state.tokens).insert(token.clone(), grant);
        token
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn listener() -> StdListener {
    let listener = StdListener::bind("127.0.0.1:0").expect("a loopback port");
    listener
        .set_nonblocking(true)
        .expect("a non-blocking listener");
    listener
}

async fn accept(listener: StdListener, tls: Option<TlsAcceptor>, state: Arc<State>) {
    let listener = TcpListener::from_std(listener).expect("a listener");
    while let Ok((stream, _)) = listener.accept().await {
        let _ = stream.set_nodelay(true);
        state.connections.fetch_add(1, Ordering::SeqCst);
        tokio::spawn(serve(
            Connection {
                stream,
                trip: Trip::default(),
            },
            tls.clone(),
            Arc::clone(&state),
        ));
    }
}

async fn serve(connection: Connection, tls: Option<TlsAcceptor>, state: Arc<State>) {
    let trip = connection.trip.clone();
    let scheme = if tls.is_some() { "https" } else { "http" };
    let handle =
        service_fn(move |request| handle(request, scheme, Arc::clone(&state), trip.clone()));
    // A client that goes away, or a fault, ends a connection with an error: nothing to report.
    let Some(tls) = tls else {
        let _ = http1::Builder::new()
            .serve_connection(TokioIo::new(connection), handle)
            .await;
        return;
    };
    let Ok(stream) = tls.accept(connection).await else {
        return;
    };
    if stream.get_ref().1.alpn_protocol() == Some(b"h2") {
        let _ = http2::Builder::new(TokioExecutor::new())
            .serve_connection(TokioIo::new(stream), handle)
            .await;
    } else {
        let _ = http1::Builder::new()
            .serve_connection(TokioIo::new(stream), handle)
            .await;
    }
}

async fn handle(
    request: hyper::Request<Incoming>,
    scheme: &'static str,
    state: Arc<State>,
    trip: Trip,
) -> Result<hyper::Response<Body>, io::Error> {
    let now = state.in_flight.fetch_add(1, Ordering::SeqCst) + 1;
    state.most_in_flight.fetch_max(now, Ordering::SeqCst);
    // Whoever comes while nothing newer is answered came without needing that answer.
    let depth = state.depth.load(Ordering::SeqCst) + 1;
    let answered = respond(request, scheme, &state, trip, now).await;
    state.depth.fetch_max(depth, Ordering::SeqCst);
    state.in_flight.fetch_sub(1, Ordering::SeqCst);
    answered
}

async fn respond(
    request: hyper::Request<Incoming>,
    scheme: &str,
    state: &State,
    trip: Trip,
    beside: usize,
) -> Result<hyper::Response<Body>, io::Error> {
    let version = format!("{:?}", request.version());
    let request = read(request, scheme).await?;
    let at = {
        let mut log = lock(&state.log);
        let headers = request
            .headers
            .iter()
            .filter(|header| header.0 != "authorization");
        log.push(Logged {
            kind: request.kind(),
            method: request.method.clone(),
            path: request.path.clone(),
            query: request.query.clone(),
            headers: headers
                .map(|header| (header.0.clone(), header.1.clone()))
                .collect(),
            version,
            status: 0,
            beside,
        });
        log.len() - 1
    };
    let answer = service::answer(state, &request);
    let decoded = super::odata::query::percent_decoded(&request.query);
    let faults = due(
        &mut lock(&state.faults),
        &request.path,
        &decoded,
        super::pager::page_of(&request.query),
    );
    let bearer = request.header("authorization");
    let here = super::faults::Here {
        bearer: bearer.trim_start_matches("Bearer "),
        secret: &state.options.auditor.secret,
        base: &request.base,
        path: &request.path,
        query: &request.query,
    };
    let wire = apply(&faults, answer, &here);
    tokio::time::sleep(state.options.latency + wire.delay).await;
    if wire.reset {
        trip.pull();
        return Err(io::ErrorKind::ConnectionReset.into());
    }
    if let Some(entry) = lock(&state.log).get_mut(at) {
        entry.status = wire.status;
    }
    let mut response = hyper::Response::builder().status(wire.status);
    for (name, value) in &wire.headers {
        response = response.header(name, value);
    }
    response.body(wire.body).map_err(io::Error::other)
}

async fn read(request: hyper::Request<Incoming>, scheme: &str) -> Result<Request, io::Error> {
    let (parts, body) = request.into_parts();
    let body = body
        .collect()
        .await
        .map_err(io::Error::other)?
        .to_bytes()
        .to_vec();
    let text =
        |value: &hyper::header::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let host = parts.uri.authority().map(ToString::to_string);
    let host = host
        .or_else(|| parts.headers.get("host").map(text))
        .unwrap_or_default();
    Ok(Request {
        method: parts.method.to_string(),
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        headers: parts
            .headers
            .iter()
            .map(|(name, value)| (name.as_str().to_owned(), text(value)))
            .collect(),
        body,
        base: format!("{scheme}://{host}"),
    })
}
