//! Writes a guide's rights out: one thing that one principal holds at one scope.

use super::asking::{AdoptedGuide, Ask, AskedChoice, AskedOption, Member, Need, Term};
use super::evidence::Holdable;
use crate::guide::format2::ids::{FactRef, Holder, OptionRef, PrincipalRef, Reference, TruthRef};
use crate::guide::format2::kinds::{AskedType, Which};
use crate::guide::format2::model::{
    self, Condition, Guide, Principal, PrincipalKind, Right, RightKind, Scope, Shown,
};
use crate::guide::format2::{ParameterValues, Template};

impl Holdable for Right {
    type Holder = Holder;

    fn holder(&self) -> Holder {
        self.of.clone()
    }

    fn shown(&self) -> Shown {
        self.kind.shown()
    }

    fn of_installer(&self) -> bool {
        self.of == Holder::Installer
    }
}

/// A guide as it is judged. `guides` are all adopted ones, for what it extends.
pub fn expand(guide: &Guide, guides: &[Guide], values: &ParameterValues) -> AdoptedGuide<Right> {
    let expansion = Expansion {
        guide,
        guides,
        values,
    };
    AdoptedGuide {
        id: guide.id.clone(),
        coverage: guide.coverage(),
        relations: guide
            .relations
            .iter()
            .map(|relation| {
                let when = expansion.condition(relation.when.as_ref());
                (relation.guide.clone(), relation.kind, when)
            })
            .collect(),
        choices: guide
            .choices
            .iter()
            .map(|choice| expansion.choice(choice))
            .collect(),
        requirements: guide
            .requirements
            .iter()
            .map(|asked| expansion.ask(asked))
            .collect(),
    }
}

/// A condition of a guide with the guide of each of its names written out.
pub(crate) fn qualified(guide: &Guide, condition: Option<&Condition>) -> Option<Condition> {
    let expansion = Expansion {
        guide,
        guides: &[],
        values: &ParameterValues::new(),
    };
    expansion.condition(condition)
}

struct Expansion<'a> {
    guide: &'a Guide,
    guides: &'a [Guide],
    values: &'a ParameterValues,
}

impl<'a> Expansion<'a> {
    /// A reference with its guide written out.
    fn full<T: Clone>(&self, reference: &Reference<T>) -> Reference<T> {
        let guide = reference.guide.clone();
        Reference {
            guide: Some(guide.unwrap_or_else(|| self.guide.id.clone())),
            id: reference.id.clone(),
        }
    }

    fn condition(&self, condition: Option<&Condition>) -> Option<Condition> {
        Some(match condition? {
            Condition::Truth(TruthRef::Fact(fact)) => {
                let fact: FactRef = self.full(fact);
                Condition::Truth(TruthRef::Fact(fact))
            }
            Condition::Truth(TruthRef::Option(option)) => {
                let choice = self.full(&option.choice);
                let option = option.option.clone();
                Condition::Truth(TruthRef::Option(OptionRef { choice, option }))
            }
            Condition::All(inner) => Condition::All(self.conditions(inner)),
            Condition::Any(inner) => Condition::Any(self.conditions(inner)),
            Condition::Not(inner) => {
                Condition::Not(Box::new(self.condition(Some(inner.as_ref()))?))
            }
        })
    }

    fn conditions(&self, inner: &[Condition]) -> Vec<Condition> {
        inner
            .iter()
            .filter_map(|one| self.condition(Some(one)))
            .collect()
    }

    fn choice(&self, choice: &model::Choice) -> AskedChoice {
        let options = choice.options.iter().map(|option| AskedOption {
            id: option.id.clone(),
            title: option.title.clone(),
            when: self.condition(option.when.as_ref()),
            includes: option.includes.clone(),
        });
        AskedChoice {
            id: choice.id.clone(),
            when: self.condition(choice.when.as_ref()),
            options: options.collect(),
            preferred: choice
                .options
                .iter()
                .find(|option| option.preferred)
                .map(|option| option.id.clone()),
        }
    }

    fn ask(&self, asked: &model::Requirement) -> Ask<Right> {
        let alternatives = asked.need.alternatives().iter();
        let alternatives = alternatives
            .map(|rights| rights.iter().flat_map(|right| self.right(right)).collect())
            .collect();
        Ask {
            id: asked.id.clone(),
            tier: asked.tier,
            when: self.condition(asked.when.as_ref()),
            need: match asked.need {
                model::Need::Attest(_) => Need::Statement,
                model::Need::Hold(_) => Need::Rights {
                    alternatives,
                    only_one: false,
                },
                model::Need::AnyOf { only_one, .. } => Need::Rights {
                    alternatives,
                    only_one,
                },
            },
            until: asked.until,
            replaced_by: asked.replaced_by.clone(),
            of_installer: asked.of_installer(),
        }
    }

    /// The terms of a right, all of which are held together.
    fn right(&self, right: &Right) -> Vec<Term<Right>> {
        let Holder::Principal(reference) = &right.of else {
            return self.of_one(&right.of, &right.kind, None);
        };
        let of = Holder::Principal(self.full(reference));
        let Some((home, principal)) = self.principal(reference) else {
            // The guide that has the principal is not adopted: what it holds cannot be seen.
            return vec![Term::AnyOf {
                rights: Vec::new(),
                when: None,
                known: false,
            }];
        };
        let PrincipalKind::Chosen { among } = &principal.kind else {
            let when = home.condition(principal.when.as_ref());
            return self.of_one(&of, &right.kind, when.as_ref());
        };
        let members = among.iter().filter_map(|id| {
            let own: PrincipalRef = home.full(&Reference::own(id.clone()));
            let member = home.guide.principal(id)?;
            Some(Member {
                when: home.condition(member.when.as_ref()),
                terms: self.of_one(&Holder::Principal(own), &right.kind, None),
            })
        });
        vec![Term::Chosen(members.collect())]
    }

    /// A principal, and its guide.
    fn principal(&self, reference: &PrincipalRef) -> Option<(Self, &'a Principal)> {
        let guide = match &reference.guide {
            None => self.guide,
            Some(id) => self.guides.iter().find(|guide| guide.id == *id)?,
        };
        let home = Self { guide, ..*self };
        Some((home, guide.principal(&reference.id)?))
    }

    /// The terms of what one principal holds: a term for each of several scopes, or one for any of them.
    fn of_one(&self, of: &Holder, kind: &RightKind, when: Option<&Condition>) -> Vec<Term<Right>> {
        let (filled, known) = self.filled(kind);
        let types = filled.iter().map(either_type);
        let rights: Vec<Vec<Right>> = types
            .map(|kinds| {
                let of = of.clone();
                kinds
                    .into_iter()
                    .map(move |kind| Right {
                        of: of.clone(),
                        kind,
                    })
                    .collect()
            })
            .collect();
        let term = |rights: Vec<Right>| Term::AnyOf {
            rights,
            when: when.cloned(),
            known,
        };
        let which = match kind.scope() {
            Some(Scope::Below { which, .. }) => *which,
            Some(Scope::Root) | None => None,
        };
        if which == Some(Which::Any) {
            return vec![term(rights.into_iter().flatten().collect())];
        }
        rights.into_iter().map(term).collect()
    }

    /// The right with its templates filled in, once for each scope; and whether every parameter has a value.
    fn filled(&self, kind: &RightKind) -> (Vec<RightKind>, bool) {
        let mut known = true;
        let mut one = |template: &Template| {
            let mut filled = self.fill(template);
            known &= !filled.is_empty();
            filled.pop().unwrap_or_else(|| template.clone())
        };
        let with_scope = match kind {
            RightKind::Federated { issuer, subject } => vec![RightKind::Federated {
                issuer: one(issuer),
                subject: one(subject),
            }],
            RightKind::RedirectUri { uri, platform } => vec![RightKind::RedirectUri {
                uri: one(uri),
                platform: *platform,
            }],
            RightKind::MemberOf(group) => vec![RightKind::MemberOf(self.full(group))],
            other => match other.scope() {
                Some(Scope::Below { kind, id, .. }) => {
                    let filled = self.fill(id);
                    known &= !filled.is_empty();
                    let ids = if filled.is_empty() {
                        vec![id.clone()]
                    } else {
                        filled
                    };
                    let scopes = ids.into_iter().map(|id| Scope::Below {
                        kind: *kind,
                        id,
                        which: None,
                    });
                    scopes.map(|at| at_scope(other, at)).collect()
                }
                Some(Scope::Root) | None => vec![other.clone()],
            },
        };
        (with_scope, known)
    }

    /// The template with its parameters' values, in every combination; none when one has no value.
    fn fill(&self, template: &Template) -> Vec<Template> {
        let filled = template.filled(&self.guide.id, self.values).into_iter();
        filled.map(Template::literal).collect()
    }
}

/// Each type that a permission may be granted as.
fn either_type(kind: &RightKind) -> Vec<RightKind> {
    let RightKind::ApiPermission {
        api,
        kind: AskedType::Either | AskedType::Unstated,
        value,
    } = kind
    else {
        return vec![kind.clone()];
    };
    [AskedType::Application, AskedType::Delegated]
        .map(|kind| RightKind::ApiPermission {
            api: *api,
            kind,
            value: value.clone(),
        })
        .to_vec()
}

/// The right at another scope.
fn at_scope(kind: &RightKind, at: Scope) -> RightKind {
    match kind.clone() {
        RightKind::AzureRole { role, .. } => RightKind::AzureRole { role, at },
        RightKind::AzureActions {
            actions,
            data_actions,
            ..
        } => RightKind::AzureActions {
            actions,
            data_actions,
            at,
        },
        RightKind::Setting { name, .. } => RightKind::Setting { name, at: Some(at) },
        other => other,
    }
}
