//! The specification's table cases, converted to the input of the evaluation.

use jiff::civil::Date;
use rolecall::assess::semantics::{
    AdoptedGuide, Answer, Ask, AskedChoice, AskedOption, Circumstances, Evidence, Facts, Holdable,
    Need, Possibilities, Taken, Term, evaluate,
};
use rolecall::guide::format2::ids::{
    ChoiceRef, FactRef, GuideId, OptionRef, RequirementId, TruthRef,
};
use rolecall::guide::format2::kinds::{Coverage, Phase, RelationKind, Tier};
use rolecall::guide::format2::model::{Condition, Shown};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// A right of a case: a name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Thing {
    pub(crate) name: String,
    pub(crate) no_api: bool,
}

impl Holdable for Thing {
    type Holder = ();

    fn holder(&self) {}

    fn shown(&self) -> Shown {
        if self.no_api {
            Shown::ByAttestation
        } else {
            Shown::ByApi
        }
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub(crate) struct Case {
    pub(crate) facts: BTreeMap<String, String>,
    pub(crate) choices: BTreeMap<String, CaseChoice>,
    pub(crate) requirements: Vec<CaseAsk>,
    pub(crate) others: Vec<CaseOther>,
    pub(crate) seen: BTreeMap<String, String>,
    pub(crate) attested: BTreeMap<String, bool>,
    pub(crate) no_api: BTreeSet<String>,
    pub(crate) covers: BTreeMap<String, BTreeSet<String>>,
    pub(crate) phase: Option<String>,
    pub(crate) today: Option<Date>,
    pub(crate) coverage: Option<String>,
    pub(crate) unread: bool,
    pub(crate) expect: Value,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub(crate) struct CaseChoice {
    pub(crate) when: Option<Value>,
    pub(crate) options: BTreeMap<String, Vec<String>>,
    pub(crate) option_when: BTreeMap<String, Value>,
    pub(crate) taken: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct CaseAsk {
    pub(crate) id: String,
    pub(crate) tier: String,
    pub(crate) when: Option<Value>,
    pub(crate) hold: Option<Vec<String>>,
    pub(crate) any_of: Option<Vec<Vec<String>>>,
    #[serde(default)]
    pub(crate) only_one: bool,
    pub(crate) until: Option<Date>,
    pub(crate) replaced_by: Option<String>,
    pub(crate) of: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct CaseOther {
    pub(crate) id: String,
    pub(crate) kind: Option<String>,
    pub(crate) adopted: Option<bool>,
    pub(crate) coverage: Option<String>,
    pub(crate) requirements: Vec<CaseAsk>,
}

const MAIN: &str = "main";

fn main_id() -> GuideId {
    MAIN.parse().unwrap()
}

fn condition(value: &Value) -> Condition {
    if let Some(name) = value.as_str() {
        let mut truth: TruthRef = name.parse().unwrap();
        let guide = Some(main_id());
        match &mut truth {
            TruthRef::Fact(FactRef { guide: of, .. })
            | TruthRef::Option(OptionRef {
                choice: ChoiceRef { guide: of, .. },
                ..
            }) => *of = guide,
        }
        return Condition::Truth(truth);
    }
    let list = |value: &Value| value.as_array().unwrap().iter().map(condition).collect();
    if let Some(all) = value.get("all") {
        Condition::All(list(all))
    } else if let Some(any) = value.get("any") {
        Condition::Any(list(any))
    } else {
        Condition::Not(Box::new(condition(&value["not"])))
    }
}

fn coverage(word: Option<&String>) -> Coverage {
    if word.is_some_and(|word| word == "excerpt") {
        Coverage::Excerpt
    } else {
        Coverage::Whole
    }
}

impl Case {
    pub(crate) fn thing(&self, name: &str) -> Thing {
        Thing {
            name: name.to_owned(),
            no_api: self.no_api.contains(name),
        }
    }

    fn ask(&self, asked: &CaseAsk) -> Ask<Thing> {
        let alternatives: Option<Vec<Vec<String>>> = asked
            .any_of
            .clone()
            .or_else(|| asked.hold.clone().map(|list| vec![list]));
        let tier = Tier::ALL
            .iter()
            .copied()
            .find(|tier| tier.as_str() == asked.tier);
        let term = |name: &String| Term::AnyOf {
            rights: vec![self.thing(name)],
            when: None,
            known: true,
        };
        Ask {
            id: asked.id.parse().unwrap(),
            tier: tier.unwrap(),
            when: asked.when.as_ref().map(condition),
            need: match alternatives {
                None => Need::Statement,
                Some(lists) => Need::Rights {
                    alternatives: lists
                        .iter()
                        .map(|list| list.iter().map(term).collect())
                        .collect(),
                    only_one: asked.only_one,
                },
            },
            until: asked.until,
            replaced_by: asked.replaced_by.as_ref().map(|id| id.parse().unwrap()),
            of_installer: asked.of.as_deref() == Some("installer"),
        }
    }

    pub(crate) fn guides(&self) -> Vec<AdoptedGuide<Thing>> {
        let choices = self.choices.iter().map(|(id, choice)| AskedChoice {
            id: id.parse().unwrap(),
            when: choice.when.as_ref().map(condition),
            preferred: None,
            options: choice
                .options
                .iter()
                .map(|(id, includes)| AskedOption {
                    id: id.parse().unwrap(),
                    title: id.clone(),
                    when: choice.option_when.get(id).map(condition),
                    includes: includes.iter().map(|id| id.parse().unwrap()).collect(),
                })
                .collect(),
        });
        let needed = self.others.iter().filter(|other| other.kind.is_some());
        let relations = needed.map(|other| (other.id.parse().unwrap(), RelationKind::Needs, None));
        let main = AdoptedGuide {
            id: main_id(),
            coverage: coverage(self.coverage.as_ref()),
            relations: relations.collect(),
            choices: choices.collect(),
            requirements: self
                .requirements
                .iter()
                .map(|asked| self.ask(asked))
                .collect(),
        };
        let adopted = self
            .others
            .iter()
            .filter(|other| other.adopted.unwrap_or(true));
        let others = adopted.map(|other| AdoptedGuide {
            id: other.id.parse().unwrap(),
            coverage: coverage(other.coverage.as_ref()),
            relations: Vec::new(),
            choices: Vec::new(),
            requirements: other
                .requirements
                .iter()
                .map(|asked| self.ask(asked))
                .collect(),
        });
        std::iter::once(main).chain(others).collect()
    }

    pub(crate) fn evidence(&self) -> Evidence<Thing> {
        let seen = self
            .seen
            .iter()
            .map(|(name, how)| (self.thing(name), how == "held"));
        let ids = |name: &str| name.parse::<RequirementId>().ok().map(|id| (main_id(), id));
        Evidence {
            seen: seen.collect(),
            attested: self
                .attested
                .iter()
                .map(|(name, held)| (self.thing(name), *held))
                .collect(),
            includes: self
                .covers
                .iter()
                .map(|(broad, narrow)| {
                    (
                        self.thing(broad),
                        narrow.iter().map(|name| self.thing(name)).collect(),
                    )
                })
                .collect(),
            statements: self
                .attested
                .iter()
                .filter_map(|(name, held)| Some((ids(name)?, *held)))
                .collect(),
            ..Evidence::default()
        }
    }

    pub(crate) fn answer(&self) -> Answer<Thing> {
        let guides = self.guides();
        let known = self.facts.iter().filter(|(_, value)| *value != "open");
        let facts: Facts = known
            .map(|(id, value)| ((main_id(), id.parse().unwrap()), value == "yes"))
            .collect();
        let taken: Taken = self
            .choices
            .iter()
            .filter_map(|(id, choice)| {
                let option = choice.taken.as_ref()?.parse().unwrap();
                let way = BTreeSet::from([option]);
                Some(((main_id(), id.parse().unwrap()), vec![way]))
            })
            .collect();
        let circumstances = Circumstances {
            today: self
                .today
                .unwrap_or_else(|| jiff::civil::date(2026, 11, 27)),
            phase: match self.phase.as_deref() {
                Some("onboarding") => Phase::Onboard,
                _ => Phase::After,
            },
            installer: false,
            unread: self.unread,
            findings: false,
        };
        let possibilities = Possibilities::of(&guides, &facts, &taken);
        evaluate(&guides, &possibilities, &self.evidence(), circumstances)
    }

    /// The answer as a case writes it.
    pub(crate) fn as_json(&self) -> Value {
        let answer = self.answer();
        let main = &answer.guides[&main_id()];
        let verdicts = main.requirements.iter();
        let verdicts: BTreeMap<String, &str> = verdicts
            .map(|(id, judged)| (id.to_string(), judged.verdict.as_str()))
            .collect();
        let excess: Vec<Value> = answer
            .excess
            .iter()
            .map(|one| json!({ "right": one.right.name, "because": one.reason.as_str() }))
            .collect();
        json!({ "verdicts": verdicts, "excess": excess, "readiness": main.readiness.as_str() })
    }
}
