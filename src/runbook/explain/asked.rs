//! The guides' reasons for it, each in its own order, and what would be lost without it.

use super::closing;
use super::condition;
use super::contexts::{Asked, Contexts, Found};
use super::model::Section;
use super::needed;
use super::steps::plain;
use super::subject::{About, Subject};
use crate::catalog::Entitlement;
use crate::guide::format2::ids::SourceId;
use crate::guide::format2::kinds::{Coverage, NoticeKind, Tier};
use crate::guide::format2::model::{Closed, Guide, Requirement};
use crate::runbook::context::RunbookContext;
use crate::runbook::entitlements::entitlement;

/// The text of a guide that states nothing.
const NONE_STATED: &str = "none stated";

/// The guides' words on it: a section for each guide that names it.
pub(super) fn asked(contexts: &Contexts<'_>, subject: &Subject<'_, '_>) -> Vec<Section> {
    if let About::Finding(found) = &subject.about
        && subject.asked.is_empty()
        && subject.entitlement.is_none()
    {
        return vec![beyond(found)];
    }
    if subject.asked.is_empty() {
        return vec![by_none(contexts)];
    }
    let mut sections: Vec<Section> = contexts
        .all()
        .filter_map(|context| by_guide(contexts, context, subject))
        .collect();
    if !matches!(subject.about, About::Requirement(_))
        && let Some(last) = sections.last_mut()
    {
        let silent = contexts.guides().filter(|guide| {
            let mut asked = subject.asked.iter();
            asked.all(|one| *one.guide() != guide.id)
        });
        for guide in silent {
            last.text(format!(
                "No requirement of the guide {} names it.",
                guide.id
            ));
        }
    }
    sections
}

/// The heading over what a guide says.
fn title(contexts: &Contexts<'_>, guide: &Guide) -> String {
    if contexts.several() {
        format!("Why the guide “{}” asks for it", guide.title)
    } else {
        format!("Why {}'s guide asks for it", guide.vendor)
    }
}

/// The words where no guide names it.
fn by_none(contexts: &Contexts<'_>) -> Section {
    let mut section = if contexts.several() {
        Section::new("Why a guide asks for it")
    } else {
        Section::new(title(contexts, contexts.main.guide()))
    };
    let ids: Vec<&str> = contexts.guides().map(|guide| guide.id.as_str()).collect();
    section.text(match ids.as_slice() {
        [id] => format!("It does not: no requirement of the guide {id} names it."),
        ids => format!(
            "None does: no requirement of the guides {} names it.",
            ids.join(", ")
        ),
    });
    for guide in contexts.guides() {
        edition(guide, &[], &mut section);
    }
    section
}

fn by_guide(
    contexts: &Contexts<'_>,
    context: &RunbookContext<'_>,
    subject: &Subject<'_, '_>,
) -> Option<Section> {
    let guide = context.guide();
    let own = subject.asked.iter().filter(|one| *one.guide() == guide.id);
    let own: Vec<&Asked<'_, '_>> = own.collect();
    if own.is_empty() {
        return None;
    }
    let mut section = Section::new(title(contexts, guide));
    for asked in &own {
        one(subject, asked, &mut section);
    }
    if let About::Requirement(asked) = &subject.about {
        also(contexts, subject, asked, &mut section);
    }
    let cites = own.iter().flat_map(|one| &one.requirement.cites);
    let sources: Vec<&SourceId> = cites.map(|cite| &cite.source).collect();
    edition(guide, &sources, &mut section);
    Some(section)
}

/// The other requirements that name the same role or permission.
fn also(
    contexts: &Contexts<'_>,
    subject: &Subject<'_, '_>,
    own: &Asked<'_, '_>,
    section: &mut Section,
) {
    let Some(entitlement) = &subject.entitlement else {
        return;
    };
    let others = contexts
        .requirements()
        .filter(|one| one.id() != own.id())
        .filter(|one| super::alternatives::names(one, entitlement));
    for other in others {
        section.fact(
            "Named also",
            format!("{} ({})", other.id(), other.requirement.tier),
        );
    }
}

/// The guide's words where the finding is about no requirement and nothing that can be asked for.
fn beyond(found: &Found<'_, '_>) -> Section {
    let judged = &found.context.judged;
    let guide = judged.guide;
    let mut section = Section::new("What the guide says");
    section.text("It asks for what its requirements name, and for nothing more.");
    let choice = found
        .finding
        .choice
        .as_ref()
        .and_then(|id| guide.choice(id));
    if let Some(choice) = choice {
        section.fact(
            "Choice",
            format!("{} ({})", choice.title, judged.place(&choice.cite)),
        );
        let name = judged.choice_called(&guide.id, &choice.id);
        for option in &choice.options {
            section.item(format!("{} (--choose {name}={})", option.title, option.id));
        }
    }
    edition(guide, &[], &mut section);
    section
}

/// The edition of a guide, and the texts of it that were read: these, or all where none is named.
fn edition(guide: &Guide, sources: &[&SourceId], section: &mut Section) {
    let cited = guide.sources.iter();
    let cited = cited.filter(|source| sources.is_empty() || sources.contains(&&source.id));
    for source in cited {
        let excerpt = match source.coverage {
            Coverage::Whole => "",
            Coverage::Excerpt => " (an excerpt)",
        };
        section.fact(
            "Guide",
            format!(
                "{}, edition {}, read {}{excerpt}: {}",
                guide.title, guide.edition.id, source.read, source.url
            ),
        );
    }
}

fn one(subject: &Subject<'_, '_>, asked: &Asked<'_, '_>, section: &mut Section) {
    let (judged, requirement) = (&asked.context.judged, asked.requirement);
    let cloud = asked.context.cloud;
    section.head(asked.id());
    reworded(subject, asked, section);
    if requirement.of_installer() {
        section.fact(
            "Asked",
            format!("{}, of whoever installs", requirement.tier),
        );
    } else {
        section.fact("Asked", tier(requirement.tier));
    }
    if let Some(refusal) = refusal(asked) {
        section.fact("Now", refusal);
    }
    condition::write(asked, section);
    needed::write(asked, section);
    let stated = |text: &str| Some(plain(cloud, text)).filter(|text| text != NONE_STATED);
    if let Some(reason) = stated(&requirement.reason) {
        section.fact("What for", reason);
    }
    if let Some(effect) = stated(&requirement.effect) {
        let refused = matches!(requirement.tier, Tier::NotRequired | Tier::Forbidden);
        section.fact(if refused { "With it" } else { "Without it" }, effect);
    }
    if let Some(remark) = &requirement.remark {
        section.fact("Remark", plain(cloud, remark));
    }
    if let Some(until) = requirement.until {
        let by = requirement.replaced_by.as_ref();
        let by = by.map_or_else(String::new, |id| {
            format!("; replaced by {}/{id}", judged.guide.id)
        });
        section.fact("Until", format!("{until}{by}"));
    } else if let Some(by) = &requirement.replaced_by {
        section.fact("Replaced by", format!("{}/{by}", judged.guide.id));
    }
    for cite in &requirement.cites {
        section.fact("Cited", judged.place(cite));
    }
    if let Some(interpretation) = &requirement.interpretation {
        section.fact("Read as", plain(cloud, interpretation));
    }
    noticed(asked, section);
    closing::write(asked, section);
}

/// The strength of a tier, in words.
const fn tier(tier: Tier) -> &'static str {
    match tier {
        Tier::Required => "required: without it the vendor cannot work",
        Tier::Recommended => "recommended: without it the vendor works less well",
        Tier::Optional => "optional: no gap when absent, no excess when held",
        Tier::Informational => "informational: only told, no gap and no excess",
        Tier::Temporary => "temporary: required while onboarding, an excess afterwards",
        Tier::Forbidden => "forbidden: holding it is an excess, and then the answer is not ready",
        Tier::NotRequired => {
            "not required: the guide says that it is not needed, so holding it is an excess"
        }
    }
}

/// The result of the tier today, where the tier alone does not say it.
pub(super) fn refusal(asked: &Asked<'_, '_>) -> Option<String> {
    let (judged, requirement) = (&asked.context.judged, asked.requirement);
    if let Some(until) = requirement.until.filter(|until| *until <= judged.today) {
        return Some(format!(
            "it was asked for until {until}, and is an excess now"
        ));
    }
    (requirement.tier == Tier::Temporary).then(|| {
        if judged.reader.onboarding {
            "onboarding is under way, so it is asked for".to_owned()
        } else {
            "onboarding is over, so it is an excess".to_owned()
        }
    })
}

/// The guide's words for it, where the subject is in others.
fn reworded(subject: &Subject<'_, '_>, asked: &Asked<'_, '_>, section: &mut Section) {
    let catalog = asked.context.catalog();
    let Some(held) = subject
        .entitlement
        .as_ref()
        .filter(|_| !matches!(subject.about, About::Requirement(_)))
    else {
        return;
    };
    let rights = asked.requirement.need.rights();
    let named: Vec<String> = rights
        .filter_map(|right| entitlement(catalog, &right.kind))
        .map(|one| catalog.title(&one))
        .collect();
    let named = named.join(", ");
    match held {
        Entitlement::DefenderUnified(_) => {
            section.text(format!("Asked in the words of the classic model: {named}."));
        }
        Entitlement::DefenderAction(_) => section.text(format!(
            "The action gives {named}, or a part of it, which is what is asked."
        )),
        _ => {}
    }
}

/// The guide's notices about a requirement.
fn noticed(asked: &Asked<'_, '_>, section: &mut Section) {
    let Asked {
        context,
        requirement,
    } = asked;
    let concerns = |requirement: &Requirement| Closed::Requirement(requirement.id.clone());
    let notices = context.guide().notices.iter();
    for notice in notices.filter(|one| one.requirements.contains(&concerns(requirement))) {
        let kind = match notice.kind {
            NoticeKind::Contradiction => "Contradiction",
            NoticeKind::Caution => "Caution",
            NoticeKind::Interpretation => "Interpretation",
            NoticeKind::Redundant => "Redundant ask",
            NoticeKind::Gap => "Left open",
        };
        let source = notice.source.as_ref();
        let source = source.map_or_else(String::new, |source| format!(" (source: {source})"));
        let text = plain(context.cloud, &notice.text);
        let when = notice.when.as_ref().map_or_else(String::new, |when| {
            format!(" When {}.", condition::words(&context.judged, when))
        });
        section.fact(kind, format!("{}. {text}{source}{when}", notice.title));
    }
}
