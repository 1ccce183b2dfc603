//! The controls of each framework that a finding speaks to, loaded from `catalog/controls.toml`.

use super::load::read_data;
use super::{CatalogError, Subject};
use serde::Deserialize;

/// A control of a framework.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Control {
    /// The framework's id: `nist-800-53`.
    pub framework: String,
    /// The framework's title: `NIST SP 800-53 Rev. 5`.
    #[serde(skip)]
    pub framework_title: String,
    /// The control's number: `AC-6(1)`.
    pub id: String,
    /// Its topic, in our own words.
    pub title: String,
    /// The check that answers it; without one no finding says that it is met.
    pub answered_by: Option<Lifetimes>,
}

/// A check of the lifetime of credentials, and the most days that a control allows.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Lifetimes {
    /// The check.
    pub check: Check,
    /// The most days.
    pub most_days: u32,
    /// The source of the limit.
    pub source: String,
}

/// Something that was found and speaks to controls of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Circumstance {
    /// More is held than is asked.
    Excess,
    /// It could not be told.
    Unknown,
    /// It ends within the warning window.
    EndsSoon,
    /// The application signs in with client secrets.
    SecretsHeld,
    /// The application signs in with certificates.
    CertificatesHeld,
}

impl Circumstance {
    /// Every circumstance.
    pub const ALL: [Self; 5] = [
        Self::Excess,
        Self::Unknown,
        Self::EndsSoon,
        Self::SecretsHeld,
        Self::CertificatesHeld,
    ];
}

/// A check that answers a control, as far as it concerns the vendor's access.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Check {
    /// The lifetime of client secrets.
    SecretLifetime,
    /// The lifetime of certificates.
    CertificateLifetime,
}

/// Every control, and the subjects and circumstances that speak to each.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Controls {
    #[serde(rename = "checked")]
    _checked: String,
    framework: Vec<Framework>,
    control: Vec<Control>,
    subject: Vec<SubjectControls>,
    circumstance: Vec<CircumstanceControls>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Framework {
    id: String,
    title: String,
    #[serde(rename = "source")]
    _source: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct SubjectControls {
    about: Subject,
    controls: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct CircumstanceControls {
    when: Circumstance,
    controls: Vec<String>,
}

impl Controls {
    /// Reads the data that is part of the program.
    pub fn built_in() -> Result<Self, CatalogError> {
        let mut controls: Self = read_data!("catalog/controls.toml")?;
        for control in &mut controls.control {
            let mut frameworks = controls.framework.iter();
            if let Some(framework) = frameworks.find(|one| one.id == control.framework) {
                control.framework_title.clone_from(&framework.title);
            }
        }
        Ok(controls)
    }

    /// Every control, in the order of the data.
    pub fn all(&self) -> &[Control] {
        &self.control
    }

    /// The controls that a finding speaks to, each once, in the order of the data.
    pub fn of(&self, subject: Subject, circumstances: &[Circumstance]) -> Vec<&Control> {
        let about = self.subject.iter().filter(|one| one.about == subject);
        let found = self.circumstance.iter();
        let found = found.filter(|one| circumstances.contains(&one.when));
        let ids: Vec<&String> = about
            .map(|one| &one.controls)
            .chain(found.map(|one| &one.controls))
            .flatten()
            .collect();
        let all = self.control.iter();
        all.filter(|control| ids.contains(&&control.id)).collect()
    }
}
