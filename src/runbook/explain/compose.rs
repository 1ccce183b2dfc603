//! Everything that is said of a subject, in the order in which it is read.

use super::find::find;
use super::model::{Explanation, Line, Section};
use super::steps::{MEANINGS, Steps, Ways};
use super::subject::Subject;
use super::{asked, cover, defender, grant, identity, revoke, seen};
use crate::catalog::{Cloud, Entitlement};
use crate::runbook::RunbookProblem;
use crate::runbook::compose::{blanks, pieces, preparation};
use crate::runbook::work::merge;
use crate::runbook::world::{self, Inputs, World};

/// Explains what an id or a name stands for; more than one thing where few have the name.
///
/// The same inputs give the same words. Errors when nothing, or too much, is
/// called so, when the id is that of a finding and there is no snapshot, or when
/// the catalog cannot be read.
pub fn explain(id: &str, inputs: Inputs<'_>) -> Result<Vec<Explanation>, RunbookProblem> {
    let access = world::read_access(&inputs);
    let world = World::new(inputs, &access)?;
    in_world(&world, id)
}

/// Explains it with what is known of the world already.
pub(super) fn in_world(world: &World<'_>, id: &str) -> Result<Vec<Explanation>, RunbookProblem> {
    let subjects = find(world, id)?;
    Ok(subjects.iter().map(|subject| one(world, subject)).collect())
}

fn one<'a>(world: &World<'a>, subject: &Subject<'a>) -> Explanation {
    let mut sections = vec![identity::identity(world, subject)];
    sections.extend(identity::allows(world, subject));
    sections.extend(identity::risk(world, subject));
    sections.extend(cover::cover(world, subject));
    sections.extend(defender::defender(world, subject));
    sections.push(asked::asked(world, subject));
    sections.extend(seen::seen(world, subject));
    let mut steps = Steps::default();
    sections.extend(put_right(world, subject, &mut steps));
    let ways = [
        ("How to grant it", grant::grant(world, subject)),
        ("How to revoke it", revoke::revoke(world, subject)),
    ];
    for (title, ways) in ways {
        sections.push(told(world, subject, (title, ways), &mut steps));
    }
    sections.extend(sign_in(world, &steps));
    sections.extend(to_fill_in(&sections, &steps));
    Explanation {
        title: subject.title.clone(),
        sections,
    }
}

/// What closes the findings; absent where there is nothing to close.
fn put_right<'a>(world: &World<'a>, subject: &Subject<'a>, steps: &mut Steps) -> Option<Section> {
    let mut section = Section::new("How to put it right");
    let works = subject.findings.iter();
    let works = works.flat_map(|finding| pieces(world, std::slice::from_ref(finding)));
    for merged in merge(world, works.collect()) {
        steps.add(world, merged, &mut section);
    }
    (!section.lines.is_empty()).then_some(section)
}

fn told(
    world: &World<'_>,
    subject: &Subject<'_>,
    (title, ways): (&'static str, Ways),
    steps: &mut Steps,
) -> Section {
    let mut section = Section::new(title);
    for remark in &ways.remarks {
        section.text(remark.clone());
    }
    if let Some(remark) = foreign(world, subject).filter(|_| !ways.changes.is_empty()) {
        section.text(remark);
    }
    for merged in ways.merged() {
        steps.add(world, merged, &mut section);
    }
    section
}

/// What does not hold in a cloud of its own.
fn foreign(world: &World<'_>, subject: &Subject<'_>) -> Option<String> {
    let cloud = world.cloud;
    match subject.entitlement.as_ref()? {
        Entitlement::ApiPermission {
            resource,
            kind,
            value,
        } => {
            let own = world.offered_id(*resource, *kind, value).is_some();
            (cloud != Cloud::Global && !own).then(|| {
                format!(
                    "The permission's id in the commands is the global cloud's. In {cloud} it may be another: look it up \
                     first, or give a snapshot."
                )
            })
        }
        Entitlement::DirectoryRole(_) => None,
        _ => cloud
            .defender()
            .is_none()
            .then(|| format!("Microsoft does not offer Defender in the cloud {cloud}.")),
    }
}

/// How to sign in for the commands.
fn sign_in(world: &World<'_>, steps: &Steps) -> Option<Section> {
    let preparation = preparation(world, steps.phases())?;
    let mut section = Section::new("Sign in before the commands");
    section.lines.extend([
        Line::Script("PowerShell", preparation.powershell),
        Line::Script("Azure CLI, in a POSIX shell", preparation.azure_cli),
        Line::Script("Terraform", preparation.terraform),
    ]);
    Some(section)
}

/// Every blank, with what belongs there.
fn to_fill_in(sections: &[Section], steps: &Steps) -> Option<Section> {
    let mut section = Section::new("Fill in");
    let of_steps = blanks(steps.phases());
    for blank in &of_steps {
        section.item(format!("<{}>: {}", blank.key, blank.means));
    }
    let lines = || sections.iter().flat_map(|section| &section.lines);
    let holds = |wanted: &str| {
        lines().any(|line| match line {
            Line::Script(_, text) | Line::Click(_, text) => text.contains(wanted),
            _ => false,
        })
    };
    for (blank, means) in MEANINGS {
        let told = of_steps.iter().any(|one| blank == format!("<{}>", one.key));
        if !told && holds(blank) {
            section.item(format!("{blank}: {means}"));
        }
    }
    (!section.lines.is_empty()).then_some(section)
}
