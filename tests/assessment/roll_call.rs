//! From a simulated tenant to its assessment, the way that the command line goes.

use crate::graph::{Options, Server, Tenant, ids};
use jiff::Timestamp;
use rolecall::assess::{
    AssessError, AssessOptions, Assessment, Attestation, Verdict, assess, read_attestations,
};
use rolecall::catalog::Catalog;
use rolecall::guide::{self, Guide, Parameters};
use rolecall::scan::{Cloud, ScanOptions, SignIn, Silent, scan};
use rolecall::snapshot::Snapshot;
use secrecy::SecretString;
use std::collections::BTreeMap;
use std::sync::LazyLock;

pub static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::built_in().unwrap());
pub static GUIDE: LazyLock<Guide> = LazyLock::new(|| {
    let built_in = guide::find_built_in("expel-mde", None).unwrap();
    Guide::parse(built_in.file, built_in.text, &CATALOG).unwrap()
});

/// What a reader says on the command line.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// `--choose`
    pub choose: BTreeMap<String, String>,
    /// `--param`
    pub parameters: BTreeMap<String, String>,
    /// `--attest`, with everything that only a person can see as the guide asks.
    pub attest: bool,
}

impl Said {
    pub fn param(mut self, id: &str, value: &str) -> Self {
        self.parameters.insert(id.to_owned(), value.to_owned());
        self
    }

    pub fn choose(mut self, choice: &str, option: &str) -> Self {
        self.choose.insert(choice.to_owned(), option.to_owned());
        self
    }

    fn parameters(&self) -> Parameters {
        Parameters::resolve(&GUIDE, &self.parameters).unwrap()
    }
}

fn held_still() -> Timestamp {
    ids::NOW.parse().unwrap()
}

/// Scans a server over HTTP. No request may be one that Graph would refuse.
pub fn scanned(server: &Server, said: &Said) -> Snapshot {
    scanned_for(server, &GUIDE, &said.parameters())
}

/// The same for another guide.
pub fn scanned_for(server: &Server, guide: &Guide, parameters: &Parameters) -> Snapshot {
    let mut options = ScanOptions::new(Cloud::Global, held_still).unwrap();
    let host = server.https();
    options.graph_host = host.parse().unwrap();
    options.authority_host = Some(host.parse().unwrap());
    options.ca_pem = Some(server.ca_pem().as_bytes().to_vec());
    let sign_in = SignIn::ClientSecret {
        tenant: server.tenant_id(),
        client_id: server.client_id().to_owned(),
        secret: SecretString::from(server.client_secret().to_owned()),
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let scanning = scan(guide, parameters, &CATALOG, sign_in, options, &Silent);
    let snapshot = runtime.block_on(scanning).unwrap();
    assert_eq!(server.violations(), Vec::new(), "refused by Graph");
    snapshot
}

/// Judges a snapshot at the moment at which it was taken.
pub fn judged(snapshot: &Snapshot, said: &Said) -> Assessment {
    judged_by(&GUIDE, snapshot, said)
}

/// The same by another reading of the guide.
pub fn judged_by(guide: &Guide, snapshot: &Snapshot, said: &Said) -> Assessment {
    let mut options = AssessOptions::detect(snapshot.ended);
    options.choose.clone_from(&said.choose);
    let parameters = said.parameters();
    let assessment = assess(guide, &parameters, &CATALOG, snapshot, &options).unwrap();
    if !said.attest {
        return assessment;
    }
    options.attestations = attestations(&assessment);
    assess(guide, &parameters, &CATALOG, snapshot, &options).unwrap()
}

/// The same with a person's words; an error where they answer nothing.
pub fn judged_with(
    snapshot: &Snapshot,
    said: &Said,
    attestations: Vec<Attestation>,
) -> Result<Assessment, AssessError> {
    let mut options = AssessOptions::detect(snapshot.ended);
    options.choose.clone_from(&said.choose);
    options.attestations = attestations;
    assess(&GUIDE, &said.parameters(), &CATALOG, snapshot, &options)
}

/// A person's word, given on the day of the assessment, for everything that only a person can see.
pub fn attestations(assessment: &Assessment) -> Vec<Attestation> {
    let tenant = assessment.collection.tenant.unwrap();
    let on = assessment.as_of.to_string();
    let day = on.split('T').next().unwrap();
    let open = assessment
        .findings
        .iter()
        .filter(|finding| finding.verdict == Verdict::Manual);
    let entries: String = open
        .map(|finding| {
            format!(
                "[[attestation]]\nfinding = \"{}\"\nby = \"Jane Doe\"\non = {day}\nholds = true\nstatement = \"Seen.\"\n",
                finding.id
            )
        })
        .collect();
    let text = format!("format = 1\ntenant = \"{tenant}\"\n{entries}");
    read_attestations(&text).unwrap().attestations
}

/// A tenant read with every permission, and judged.
pub fn roll_call(tenant: Tenant) -> Assessment {
    roll_call_with(tenant, Options::default(), &Said::default())
}

/// The same, with an auditor and words of one's own.
pub fn roll_call_with(tenant: Tenant, options: Options, said: &Said) -> Assessment {
    judged(&scanned(&Server::start(tenant, options), said), said)
}
