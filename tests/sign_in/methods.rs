//! Each method signs in and is named in the snapshot.

use crate::certificates::{pem_of, rsa};
use crate::graph::{Auditor, Fault, On, Options, RetryAfter, Server};
use crate::support::{by_secret, empty_tenant, scanned, server};
use rolecall::scan::{Certificate, DevicePrompt, ScanError, SignIn};
use rolecall::snapshot::{ObserverKind, SectionName, State};
use secrecy::SecretString;
use std::io::Write;
use std::sync::{Arc, Mutex};

fn device_code(server: &Server, shown: &Arc<Mutex<Vec<DevicePrompt>>>) -> SignIn {
    let log = Arc::clone(shown);
    SignIn::DeviceCode {
        tenant: server.tenant_id(),
        client_id: server.client_id().to_owned(),
        show: Arc::new(move |prompt| log.lock().unwrap().push(prompt.clone())),
    }
}

#[test]
fn a_client_secret() {
    let server = server();
    let snapshot = scanned(&server, by_secret(&server)).unwrap();
    assert_eq!(snapshot.observer.sign_in, "client secret");
    assert_eq!(snapshot.observer.kind, ObserverKind::Application);
    assert_eq!(server.violations(), Vec::new());
}

#[test]
fn a_certificate() {
    let server = empty_tenant(Options::default());
    let (certificate, key) = rsa();
    let file = pem_of(&certificate, "PRIVATE KEY", &key);
    let method = SignIn::ClientCertificate {
        tenant: server.tenant_id(),
        client_id: server.client_id().to_owned(),
        certificate: Certificate::read(file.as_bytes(), None).unwrap(),
    };
    assert!(!format!("{method:?}").contains("PRIVATE"), "{method:?}");
    let snapshot = scanned(&server, method).unwrap();
    assert_eq!(snapshot.observer.sign_in, "client certificate");
    assert!(!snapshot.observer.permissions.is_empty());
}

#[test]
fn a_federated_token() {
    let server = empty_tenant(Options::default());
    let mut file = tempfile::NamedTempFile::new().unwrap();
    // `{}` as claims: the simulator requires an assertion of the usual form.
    file.write_all(b"e30.e30.c2ln").unwrap();
    let method = |path: &std::path::Path| SignIn::WorkloadIdentity {
        tenant: server.tenant_id(),
        client_id: server.client_id().to_owned(),
        token_file: path.to_owned(),
    };
    let snapshot = scanned(&server, method(file.path())).unwrap();
    assert_eq!(snapshot.observer.sign_in, "workload identity federation");
    let gone = scanned(&server, method(&file.path().with_extension("gone"))).unwrap_err();
    assert!(matches!(gone, ScanError::SignIn { .. }), "{gone}");
    assert!(
        gone.to_string().contains("AZURE_FEDERATED_TOKEN_FILE"),
        "{gone}"
    );
}

#[test]
fn a_device_code_is_shown_once_and_the_observer_is_the_person() {
    let server = empty_tenant(Options {
        device_code_pending: 1,
        ..Options::default()
    });
    let shown = Arc::default();
    let snapshot = scanned(&server, device_code(&server, &shown)).unwrap();
    assert_eq!(snapshot.observer.sign_in, "device code");
    assert_eq!(snapshot.observer.kind, ObserverKind::Person);
    let shown = shown.lock().unwrap();
    let [prompt] = shown.as_slice() else {
        panic!("{shown:?}")
    };
    assert_eq!(prompt.code, "SIMUL8TED");
    assert_eq!(prompt.address.as_str(), "https://microsoft.com/devicelogin");
}

#[test]
fn a_device_code_for_an_unknown_application_is_refused_before_anything_is_shown() {
    let server = empty_tenant(Options::default());
    let shown = Arc::default();
    let SignIn::DeviceCode { tenant, show, .. } = device_code(&server, &shown) else {
        panic!("another method")
    };
    let method = SignIn::DeviceCode {
        tenant,
        client_id: "00000000-0000-0000-0000-00000000000a".to_owned(),
        show,
    };
    let refused = scanned(&server, method).unwrap_err();
    assert!(
        refused.to_string().contains("no such application"),
        "{refused}"
    );
    assert!(shown.lock().unwrap().is_empty());
}

#[test]
fn a_given_access_token() {
    let server = server();
    let method = SignIn::AccessToken {
        token: SecretString::from(server.auditor_token()),
        from: "a test".to_owned(),
    };
    let snapshot = scanned(&server, method).unwrap();
    assert_eq!(snapshot.observer.sign_in, "access token from a test");
    let users = snapshot.sections.head(SectionName::Users);
    assert_eq!(users.state, State::Collected);
}

#[test]
fn a_wrong_secret_is_reported_and_never_shown() {
    let server = empty_tenant(Options {
        auditor: Auditor {
            secret: "right~secret".to_owned(),
            ..Options::default().auditor
        },
        ..Options::default()
    });
    let method = SignIn::ClientSecret {
        tenant: server.tenant_id(),
        client_id: server.client_id().to_owned(),
        secret: SecretString::from("wrong~secret".to_owned()),
    };
    let refused = scanned(&server, method).unwrap_err();
    let said = format!("{refused} {refused:?}");
    assert!(said.contains("client secret is wrong"), "{said}");
    assert!(!said.contains("wrong~secret"), "{said}");
}

#[test]
fn a_sign_in_request_is_retried_after_a_passing_error() {
    for fault in [
        Fault::Throttle(RetryAfter::Seconds(1)),
        Fault::Throttle(RetryAfter::Absent),
        Fault::Unavailable(503, RetryAfter::Absent),
        Fault::Reset,
        Fault::CutLength,
    ] {
        let server = server();
        server.inject(On::path("*/token").first(1), fault.clone());
        let scan = scanned(&server, by_secret(&server));
        assert!(scan.is_ok(), "{fault:?}: {:?}", scan.err());
        let requests = server.requests();
        let sign_ins = requests.iter().filter(|one| one.kind == "login").count();
        assert_eq!(sign_ins, 2, "{fault:?}");
    }
}

#[test]
fn a_redirect_of_the_sign_in_host_is_not_followed() {
    let server = server();
    let elsewhere = format!("{}/elsewhere", server.https());
    server.inject(On::path("*/token"), Fault::Redirect(elsewhere));
    let problem = scanned(&server, by_secret(&server)).unwrap_err();
    assert!(!problem.to_string().contains(server.client_secret()));
    let requests = server.requests();
    assert!(requests.iter().all(|one| one.path.ends_with("/token")));
}
