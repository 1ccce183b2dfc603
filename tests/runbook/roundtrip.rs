//! Scan, assess, write a runbook: as often as it takes.

use crate::graph::{self, Server};
use crate::guides::{self, CATALOG, EXPEL};
use crate::people;
use jiff::Timestamp;
use rolecall::assess::{AssessOptions, Assessment, Attestation, Reader, assess};
use rolecall::catalog::{Catalog, Cloud};
use rolecall::guide::format2::model::Guide;
use rolecall::runbook::{Inputs, Kind, Runbook, RunbookError, write};
use rolecall::scan::{ScanOptions, ScanSubject, SignIn, Silent, plan, scan};
use rolecall::snapshot::Snapshot;
use secrecy::SecretString;
use std::collections::BTreeMap;
use std::time::Duration;

/// What the person at the keyboard gives: parameters and choices.
#[derive(Clone, Debug, Default)]
pub struct Given {
    pub parameters: BTreeMap<String, String>,
    pub choose: BTreeMap<String, String>,
    /// Questions that are answered.
    pub facts: BTreeMap<String, bool>,
    /// The vendor is being onboarded.
    pub onboarding: bool,
    /// A person looked at everything that only a person can see, and found it as asked.
    pub attest: bool,
    pub attestations: Vec<Attestation>,
}

/// One look at a tenant.
pub struct Look {
    /// The guide that a runbook is about: the first.
    pub guides: Vec<Guide>,
    pub reader: Reader,
    pub catalog: &'static Catalog,
    pub snapshot: Snapshot,
    /// The assessment of the first guide.
    pub assessment: Assessment,
    /// Those of all guides.
    pub assessments: Vec<Assessment>,
}

fn held_still() -> Timestamp {
    graph::ids::NOW.parse().unwrap()
}

/// Scans and assesses for Expel's guide.
pub fn look(server: &Server, given: &Given) -> Look {
    look_for(vec![EXPEL.clone()], server, given)
}

/// Scans and assesses for guides.
pub fn look_for(guides: Vec<Guide>, server: &Server, given: &Given) -> Look {
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
    looked(guides, options, sign_in, given)
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
    looked(vec![EXPEL.clone()], options, sign_in, given)
}

fn looked(guides: Vec<Guide>, options: ScanOptions, sign_in: SignIn, given: &Given) -> Look {
    let snapshot = scanned(&guides, (options, sign_in), given);
    judged(snapshot, guides, given)
}

/// A scan for guides.
fn scanned(guides: &[Guide], (options, sign_in): (ScanOptions, SignIn), given: &Given) -> Snapshot {
    let reader = guides::reader(guides, given);
    let subject = ScanSubject {
        guides,
        values: &reader.values,
        catalog: &CATALOG,
        installer: None,
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let scan = scan(subject, sign_in, options, &Silent);
    runtime.block_on(scan).unwrap()
}

/// A snapshot judged against guides.
pub fn judged(snapshot: Snapshot, guides: Vec<Guide>, given: &Given) -> Look {
    let reader = guides::reader(&guides, given);
    let mut options = AssessOptions::detect(snapshot.ended);
    options.attestations.clone_from(&given.attestations);
    let judge =
        |options: &AssessOptions| assess(&guides, &CATALOG, &snapshot, options, &reader).unwrap();
    let mut assessments = judge(&options);
    if given.attest {
        let all = assessments.iter().flat_map(people::attestations);
        options.attestations = all.collect();
        assessments = judge(&options);
    }
    Look {
        reader,
        catalog: &CATALOG,
        assessment: assessments[0].clone(),
        guides,
        snapshot,
        assessments,
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
        let plan = plan(ScanSubject {
            guides: &self.guides,
            values: &self.reader.values,
            catalog: self.catalog,
            installer: None,
        });
        let needed = plan.permissions().iter().map(|one| (one.name, one.id));
        let needed: Vec<_> = needed.collect();
        write(
            kind,
            Inputs {
                guide: &self.guides[0],
                guides: &self.guides,
                reader: &self.reader,
                catalog: self.catalog,
                seen: Some((&self.snapshot, &self.assessment)),
                assessments: &self.assessments,
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
