//! From a simulated tenant to its assessment, the way that the command line goes.

use crate::graph::{Options, Server, Tenant, ids};
pub use crate::subject::EXPEL;
use crate::subject::Subject;
use jiff::Timestamp;
use rolecall::assess::{
    AssessError, AssessOptions, Assessment, Attestation, Finding, Given, Named, Verdict, assess,
    read_attestations,
};
use rolecall::catalog::Catalog;
use rolecall::guide::format2::kinds::Tier;
use rolecall::guide::format2::model::Guide;
use rolecall::guide::format2::{Library, convert};
use rolecall::scan::{Cloud, ScanOptions, ScanSubject, SignIn, Silent, scan};
use rolecall::snapshot::Snapshot;
use secrecy::SecretString;
use std::collections::BTreeMap;
use std::sync::LazyLock;

pub static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::built_in().unwrap());
pub static GUIDE: LazyLock<Guide> = LazyLock::new(|| parsed(EXPEL));

/// A guide from its text.
pub fn parsed(text: &str) -> Guide {
    let library = Library {
        catalog: &CATALOG,
        guides: &[],
    };
    Guide::parse("guide.toml", text, &library).unwrap_or_else(|error| panic!("{}", error.render()))
}

/// A guide from its text in format 1.
pub fn converted(text: &str) -> Guide {
    parsed(&convert("guide.toml", text, &CATALOG).unwrap_or_else(|error| panic!("{error}")))
}

/// A guide of Acme's with these parts, and one text that was read whole.
pub fn acme(parts: &str) -> String {
    format!(
        r#"
format = 2
id = "acme"
title = "Acme"
vendor = "Acme"
product = "Acme"
[edition]
id = 2026-01-31
[[source]]
id = "article"
title = "Acme"
url = "https://acme.example/"
read = 2026-01-31
coverage = "whole"
{parts}"#
    )
}

/// What a reader says on the command line.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// `--choose`
    pub choose: BTreeMap<String, String>,
    /// `--param`
    pub parameters: BTreeMap<String, String>,
    /// `--installer`
    pub installer: Option<String>,
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

    /// The same, as the command line hands it on.
    pub fn given(&self) -> Given {
        let words = |words: &BTreeMap<String, String>| -> Vec<Named> {
            let words = words.iter();
            words
                .map(|(name, value)| Named {
                    name: name.clone(),
                    value: value.clone(),
                })
                .collect()
        };
        Given {
            parameters: words(&self.parameters),
            options: words(&self.choose),
            installer: self.installer.iter().cloned().collect(),
            ..Given::default()
        }
    }
}

fn held_still() -> Timestamp {
    ids::NOW.parse().unwrap()
}

/// Scans a server over HTTP. No request may be one that Graph would refuse.
pub fn scanned(server: &Server, said: &Said) -> Snapshot {
    let subject = Subject::of_guide(&GUIDE, &said.parameters);
    scanned_for(server, subject.with(&CATALOG))
}

/// The same for other guides.
pub fn scanned_for(server: &Server, subject: ScanSubject<'_>) -> Snapshot {
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
    let scanning = scan(subject, sign_in, options, &Silent);
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
    let assessment = assessed(guide, snapshot, said, &options).unwrap();
    if !said.attest {
        return assessment;
    }
    options.attestations = attestations(&assessment);
    assessed(guide, snapshot, said, &options).unwrap()
}

/// The same with options.
pub fn assessed(
    guide: &Guide,
    snapshot: &Snapshot,
    said: &Said,
    options: &AssessOptions,
) -> Result<Assessment, AssessError> {
    let guides = std::slice::from_ref(guide);
    let reader = said.given().reader(guides, &BTreeMap::new()).unwrap();
    let all = assess(guides, &CATALOG, snapshot, options, &reader)?;
    Ok(all.into_iter().next().unwrap())
}

/// The same with a person's words; an error where they answer nothing.
pub fn judged_with(
    snapshot: &Snapshot,
    said: &Said,
    attestations: Vec<Attestation>,
) -> Result<Assessment, AssessError> {
    let mut options = AssessOptions::detect(snapshot.ended);
    options.attestations = attestations;
    assessed(&GUIDE, snapshot, said, &options)
}

/// The reason of a finding that nothing but Defender's classic model leaves open.
const CLASSIC: &str = "; a role of Defender's classic model may give it, which no public API shows";

/// A person's word, given on the day of the assessment, for everything that only a person can see: as the guide asks,
/// and of Defender that its classic model gives nothing.
pub fn attestations(assessment: &Assessment) -> Vec<Attestation> {
    let tenant = assessment.collection.tenant.unwrap();
    let on = assessment.as_of.to_string();
    let day = on.split('T').next().unwrap();
    let of_classic = |finding: &Finding| finding.reason.contains(CLASSIC);
    let entries: String = assessment
        .findings
        .iter()
        .filter_map(|finding| match finding.verdict {
            Verdict::Manual => Some((finding, true)),
            Verdict::Unknown if of_classic(finding) => {
                // Of what the guide does not need, that it is not held is as the guide asks.
                Some((finding, finding.tier == Some(Tier::NotRequired)))
            }
            _ => None,
        })
        .map(|(finding, holds)| {
            format!(
                "[[attestation]]\nfinding = \"{}\"\nby = \"Jane Doe\"\non = {day}\nholds = {holds}\nstatement = \"Seen.\"\n",
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
