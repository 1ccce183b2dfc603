//! The adopted guides, each with the context in which its words are read.

use crate::assess::Finding;
use crate::catalog::{Catalog, CatalogError, Cloud};
use crate::guide::format2::ids::GuideId;
use crate::guide::format2::model::{Guide, Requirement};
use crate::runbook::basis::Basis;
use crate::runbook::context::RunbookContext;
use crate::runbook::index::TenantIndex;
use crate::runbook::inputs::Inputs;

/// The inputs of each adopted guide, with what follows from them.
pub(super) struct Bases<'a> {
    main: (Inputs<'a>, Basis),
    others: Vec<(Inputs<'a>, Basis)>,
}

impl<'a> Bases<'a> {
    /// The inputs read for each of their guides.
    pub(super) fn of(inputs: &Inputs<'a>) -> Self {
        let others = inputs.guides.iter().filter(|one| one.id != inputs.guide.id);
        let others = others.map(|guide| about(inputs, guide));
        Self {
            main: (*inputs, Basis::of(inputs)),
            others: others
                .map(|inputs| {
                    // The grants of the tenant are read once, for the named guide.
                    let basis = Basis::of(&Inputs {
                        seen: None,
                        ..inputs
                    });
                    (inputs, basis)
                })
                .collect(),
        }
    }
}

/// The inputs for another of their guides. Of one that was not assessed, nothing is known of the tenant.
fn about<'a>(inputs: &Inputs<'a>, guide: &'a Guide) -> Inputs<'a> {
    let seen = inputs.seen.and_then(|(snapshot, _)| {
        let mut all = inputs.assessments.iter();
        Some((snapshot, all.find(|one| one.guide.id == guide.id.as_str())?))
    });
    let cloud = inputs
        .seen
        .and_then(|(snapshot, _)| snapshot.cloud.parse().ok());
    Inputs {
        guide,
        seen,
        cloud: cloud.unwrap_or(inputs.cloud),
        ..*inputs
    }
}

/// The contexts of the adopted guides.
pub(super) struct Contexts<'a> {
    /// The context of the guide that was named.
    pub(super) main: RunbookContext<'a>,
    /// The contexts of the others, in their order.
    others: Vec<RunbookContext<'a>>,
}

/// A requirement, and the guide that has it.
#[derive(Clone, Copy)]
pub(super) struct Asked<'c, 'a> {
    pub(super) context: &'c RunbookContext<'a>,
    pub(super) requirement: &'a Requirement,
}

/// A finding, and the guide that it is about.
#[derive(Clone, Copy)]
pub(super) struct Found<'c, 'a> {
    pub(super) context: &'c RunbookContext<'a>,
    pub(super) finding: &'a Finding,
}

impl<'a> Contexts<'a> {
    /// A context for each guide.
    pub(super) fn new(bases: &'a Bases<'a>) -> Result<Self, CatalogError> {
        let (inputs, first) = &bases.main;
        let others = bases.others.iter().map(|(inputs, own)| {
            let mut context = RunbookContext::new(*inputs, own)?;
            context.index.access = &first.access;
            context.steps.index.access = &first.access;
            Ok(context)
        });
        Ok(Self {
            main: RunbookContext::new(*inputs, first)?,
            others: others.collect::<Result<_, CatalogError>>()?,
        })
    }

    /// Every context, the named guide's first.
    pub(super) fn all(&self) -> impl Iterator<Item = &RunbookContext<'a>> {
        std::iter::once(&self.main).chain(&self.others)
    }

    /// True where more than one guide is adopted.
    pub(super) fn several(&self) -> bool {
        !self.others.is_empty()
    }

    /// The catalogue.
    pub(super) fn catalog(&self) -> &'a Catalog {
        self.main.catalog()
    }

    /// The cloud.
    pub(super) fn cloud(&self) -> Cloud {
        self.main.cloud
    }

    /// The tenant.
    pub(super) fn index(&self) -> &TenantIndex<'a> {
        &self.main.index
    }

    /// Every guide, the named one first.
    pub(super) fn guides(&self) -> impl Iterator<Item = &'a Guide> {
        self.all().map(RunbookContext::guide)
    }

    /// Every requirement of every guide.
    pub(super) fn requirements(&self) -> impl Iterator<Item = Asked<'_, 'a>> {
        self.all().flat_map(|context| {
            let all = context.guide().requirements.iter();
            all.map(move |requirement| Asked {
                context,
                requirement,
            })
        })
    }

    /// Every finding about every guide.
    pub(super) fn findings(&self) -> impl Iterator<Item = Found<'_, 'a>> {
        self.all().flat_map(|context| {
            let all = context.assessment().into_iter();
            let all = all.flat_map(|assessment| &assessment.findings);
            all.map(move |finding| Found { context, finding })
        })
    }
}

impl Asked<'_, '_> {
    /// Its id with the guide's.
    pub(super) fn id(&self) -> String {
        self.context.judged.finding_id(self.requirement)
    }

    /// The guide's id.
    pub(super) fn guide(&self) -> &GuideId {
        &self.context.judged.guide.id
    }
}
