//! Rules that rate what no person rated, loaded from `catalog/rating-rules.toml`.
//!
//! A rule reads a name. It rates what it understands, and nothing as low; where several apply, the
//! highest level counts. A person's rating is never weighed against it: it counts alone.

use super::{DirectoryRole, RatingSource, Risk, RiskLevel};
use serde::Deserialize;

/// `catalog/rating-rules.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RatingRulesFile {
    checked: String,
    permission: Vec<PermissionRule>,
    role: Vec<RoleRule>,
    holding: Vec<HoldingRule>,
}

/// A rule about what somebody holds besides roles and permissions.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct HoldingRule {
    id: HoldingClass,
    /// The least level.
    level: RiskLevel,
    /// True for what lets somebody act as an application: it is as bad as the worst that the application may do.
    #[serde(default)]
    as_the_application: bool,
    reason: String,
}

/// A class of what somebody holds besides roles and permissions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HoldingClass {
    /// A client secret or a certificate.
    SignsInAsTheApplication,
    /// A federated credential.
    OutsideIdentity,
    /// The ownership of an application.
    OwnsTheApplication,
    /// An assignment to an application without a role.
    AssignedWithoutARole,
    /// The ownership of a group.
    OwnsAGroup,
    /// The ownership of a group that directory roles can be assigned to, or of which that is not told.
    OwnsAGroupForRoles,
    /// The ownership of another application.
    OwnsAnotherApplication,
}

impl HoldingClass {
    /// Every class.
    pub const ALL: [Self; 7] = [
        Self::SignsInAsTheApplication,
        Self::OutsideIdentity,
        Self::OwnsTheApplication,
        Self::AssignedWithoutARole,
        Self::OwnsAGroup,
        Self::OwnsAGroupForRoles,
        Self::OwnsAnotherApplication,
    ];

    /// The id of its rule.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SignsInAsTheApplication => "signs-in-as-the-application",
            Self::OutsideIdentity => "outside-identity",
            Self::OwnsTheApplication => "owns-the-application",
            Self::AssignedWithoutARole => "assigned-without-a-role",
            Self::OwnsAGroup => "owns-a-group",
            Self::OwnsAGroupForRoles => "owns-a-group-for-roles",
            Self::OwnsAnotherApplication => "owns-another-application",
        }
    }
}

/// A rule about the permissions of the APIs of the published list.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct PermissionRule {
    id: String,
    /// One of these words is in the first segment of the value: `Mail` of `Mail.Read`.
    #[serde(default)]
    subject: Vec<Words>,
    /// One of these words is in the segments after it, or in a value of one segment.
    verb: Vec<Words>,
    /// None of these words is in the segments after it.
    #[serde(default)]
    without: Vec<Words>,
    level: RiskLevel,
    reason: String,
}

/// Words that stand together, in lower case.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "String")]
struct Words(Vec<String>);

impl From<String> for Words {
    fn from(text: String) -> Self {
        Self(words(&text))
    }
}

/// A rule about the directory roles of the published list.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RoleRule {
    id: String,
    /// Microsoft labels it privileged.
    #[serde(default)]
    privileged: bool,
    /// Its name ends with one of these words.
    #[serde(default)]
    last_word: Vec<String>,
    /// Its name ends with none of these words.
    #[serde(default)]
    other_last_word: Vec<String>,
    level: RiskLevel,
    reason: String,
}

/// The rules, each with the rating that it gives.
#[derive(Clone, Debug)]
pub(super) struct RatingRules {
    permission: Vec<(PermissionRule, Risk)>,
    role: Vec<(RoleRule, Risk)>,
    holding: Vec<(HoldingRule, Risk)>,
}

impl From<RatingRulesFile> for RatingRules {
    fn from(file: RatingRulesFile) -> Self {
        let date = &file.checked;
        let risk = |rule: &str, level: RiskLevel, reason: &str| Risk {
            level,
            reason: reason.to_owned(),
            source: RatingSource::ByRule {
                rule: rule.to_owned(),
                date: date.clone(),
            },
        };
        let permission = file.permission.into_iter();
        let role = file.role.into_iter();
        let holding = file.holding.into_iter();
        Self {
            permission: permission
                .map(|rule| {
                    let gives = risk(&rule.id, rule.level, &rule.reason);
                    (rule, gives)
                })
                .collect(),
            role: role
                .map(|rule| {
                    let gives = risk(&rule.id, rule.level, &rule.reason);
                    (rule, gives)
                })
                .collect(),
            holding: holding
                .map(|rule| {
                    let gives = risk(rule.id.as_str(), rule.level, &rule.reason);
                    (rule, gives)
                })
                .collect(),
        }
    }
}

impl RatingRules {
    /// The highest rating that a rule gives to a permission with this value.
    pub(super) fn of_permission(&self, value: &str) -> Option<&Risk> {
        let (subject, rest) = match value.split_once('.') {
            Some((subject, rest)) => (words(subject), words(rest)),
            None => (Vec::new(), words(value)),
        };
        let any = |wanted: &[Words], all: &[String]| {
            let mut wanted = wanted.iter().map(|Words(one)| one.as_slice());
            wanted.any(|one| all.windows(one.len().max(1)).any(|some| some == one))
        };
        let applies = |rule: &PermissionRule| {
            (rule.subject.is_empty() || any(&rule.subject, &subject))
                && any(&rule.verb, &rest)
                && !any(&rule.without, &rest)
        };
        let rules = self.permission.iter().filter(|(rule, _)| applies(rule));
        rules.map(|(_, gives)| gives).min_by_key(|risk| risk.level)
    }

    /// The rating of what somebody holds besides roles and permissions. `worst` is the highest level of what the
    /// application may do that it stands on.
    pub(super) fn of_holding(&self, class: HoldingClass, worst: Option<RiskLevel>) -> Option<Risk> {
        let mut rules = self.holding.iter();
        let (rule, gives) = rules.find(|(rule, _)| rule.id == class)?;
        let worst = worst.filter(|_| rule.as_the_application);
        Some(Risk {
            level: worst.map_or(gives.level, |worst| worst.min(gives.level)),
            ..gives.clone()
        })
    }

    /// The highest rating that a rule gives to a directory role.
    pub(super) fn of_role(&self, role: &DirectoryRole) -> Option<&Risk> {
        let last = role.name.rsplit(' ').next().unwrap_or_default();
        let ends = |words: &[String]| words.iter().any(|one| one.eq_ignore_ascii_case(last));
        let applies = |rule: &RoleRule| {
            (role.privileged || !rule.privileged)
                && (rule.last_word.is_empty() || ends(&rule.last_word))
                && !ends(&rule.other_last_word)
        };
        let rules = self.role.iter().filter(|(rule, _)| applies(rule));
        rules.map(|(_, gives)| gives).min_by_key(|risk| risk.level)
    }
}

/// The words of a text in lower case: `ReadWriteAndConsent.All` has five, `vso.code_write` three.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut small = false;
    for c in text.chars() {
        if !c.is_alphanumeric() || (c.is_uppercase() && small) {
            words.push(String::new());
        }
        small = c.is_lowercase();
        if let Some(word) = words.last_mut().filter(|_| c.is_alphanumeric()) {
            word.extend(c.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}
