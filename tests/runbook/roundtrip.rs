//! Scan, assess, write a runbook: as often as it takes.

use crate::graph::{self, Server};
use crate::people;
use crate::subject::{EXPEL, Subject};
use jiff::Timestamp;
use rolecall::assess::{AssessOptions, Assessment, Attestation, assess};
use rolecall::catalog::{Catalog, Cloud};
use rolecall::guide::{self, Guide, Parameters};
use rolecall::runbook::{Inputs, Kind, Runbook, RunbookError, write};
use rolecall::scan::{ScanOptions, SignIn, Silent, scan};
use rolecall::snapshot::Snapshot;
use secrecy::SecretString;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use std::time::Duration;

/// What the person at the keyboard gives: parameters and choices.
#[derive(Clone, Debug, Default)]
pub struct Given {
    pub parameters: BTreeMap<String, String>,
    pub choose: BTreeMap<String, String>,
    /// A person looked at everything that only a person can see, and found it as asked.
    pub attest: bool,
    pub attestations: Vec<Attestation>,
}

/// One look at a tenant.
pub struct Look {
    pub guide: Guide,
    pub parameters: Parameters,
    pub catalog: Catalog,
    pub snapshot: Snapshot,
    pub assessment: Assessment,
    pub choose: BTreeMap<String, String>,
}

fn held_still() -> Timestamp {
    graph::ids::NOW.parse().unwrap()
}

/// Scans and assesses.
pub fn look(server: &Server, given: &Given) -> Look {
    let host = server.https();
    let mut options = ScanOptions::new(Cloud::Global, held_still).unwrap();
    options.graph_host = host.parse().unwrap();
    options.authority_host = Some(host.parse().unwrap());
    options.ca_pem = Some(server.ca_pem().as_bytes().to_vec());
    let sign_in = SignIn::ClientSecret {
        tenant: server.tenant_id(),
        client_id: server.client_id().to_owned(),
        secret: SecretString::from(server.client_secret().to_owned()),
    };
    looked(options, sign_in, given)
}

/// The same with a token that is there already and without TLS, for tests that look often.
pub fn glance(server: &Server, given: &Given) -> Look {
    let mut options = ScanOptions::new(Cloud::Global, held_still).unwrap();
    options.graph_host = server.http().parse().unwrap();
    options.first_wait = Duration::from_millis(1);
    let sign_in = SignIn::AccessToken {
        token: SecretString::from(server.auditor_token()),
        from: "a test".to_owned(),
    };
    looked(options, sign_in, given)
}

fn looked(options: ScanOptions, sign_in: SignIn, given: &Given) -> Look {
    static ASKED: LazyLock<(Catalog, Guide)> = LazyLock::new(|| {
        let catalog = Catalog::built_in().unwrap();
        let built_in = guide::find_built_in("expel-mde", None).unwrap();
        let guide = Guide::parse(built_in.file, built_in.text, &catalog).unwrap();
        (catalog, guide)
    });
    let (catalog, guide) = ASKED.clone();
    let parameters = Parameters::resolve(&guide, &given.parameters).unwrap();
    let subject = Subject::of(EXPEL, &catalog, &given.parameters);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let snapshot = runtime
        .block_on(scan(subject.with(&catalog), sign_in, options, &Silent))
        .unwrap();
    let mut options = AssessOptions::detect(snapshot.ended);
    options.choose = given.choose.clone();
    options.attestations.clone_from(&given.attestations);
    let mut assessment = assess(&guide, &parameters, &catalog, &snapshot, &options).unwrap();
    if given.attest {
        options.attestations = people::attestations(&assessment);
        assessment = assess(&guide, &parameters, &catalog, &snapshot, &options).unwrap();
    }
    Look {
        guide,
        parameters,
        catalog,
        snapshot,
        assessment,
        choose: given.choose.clone(),
    }
}

impl Look {
    /// A runbook made from this look.
    pub fn runbook(&self, kind: Kind) -> Runbook {
        self.written(kind, None).unwrap()
    }

    /// The same beside an earlier snapshot.
    pub fn since(&self, kind: Kind, earlier: &Snapshot) -> Runbook {
        self.try_since(kind, earlier).unwrap()
    }

    /// The same, where it may be refused.
    pub fn try_since(&self, kind: Kind, earlier: &Snapshot) -> Result<Runbook, RunbookError> {
        self.written(kind, Some(earlier))
    }

    fn written(&self, kind: Kind, since: Option<&Snapshot>) -> Result<Runbook, RunbookError> {
        let subject = Subject::of(EXPEL, &self.catalog, self.parameters.values());
        let plan = rolecall::scan::plan(subject.with(&self.catalog));
        let needed = plan.permissions().iter().map(|one| (one.name, one.id));
        let needed: Vec<_> = needed.collect();
        write(
            kind,
            Inputs {
                guide: &self.guide,
                parameters: &self.parameters,
                catalog: &self.catalog,
                seen: Some((&self.snapshot, &self.assessment)),
                choose: &self.choose,
                as_of: self.assessment.as_of,
                cloud: Cloud::Global,
                since,
                needed: &needed,
            },
        )
    }

    /// What is not as it should be, a line each.
    pub fn complaints(&self) -> String {
        use rolecall::assess::Verdict as V;
        let open = self
            .assessment
            .findings
            .iter()
            .filter(|finding| !matches!(finding.verdict, V::Satisfied | V::Absent | V::Manual))
            .map(|finding| {
                format!(
                    "{} {}: {} ({})",
                    finding.verdict, finding.id, finding.actual, finding.reason
                )
            });
        let notes = self
            .assessment
            .findings
            .iter()
            .flat_map(|finding| &finding.notes)
            .filter(|note| note.kind == rolecall::assess::NoteKind::Expiry)
            .map(|note| note.text.clone());
        open.chain(notes).collect::<Vec<_>>().join("\n")
    }
}
