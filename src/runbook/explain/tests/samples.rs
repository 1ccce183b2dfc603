//! Every finding of every sample's assessment can be explained.

use super::Ground;
use crate::runbook::explain::compose::in_contexts;
use crate::runbook::explain::contexts::Contexts;
use crate::runbook::explain::model::Line;
use crate::runbook::explain::show::show;

fn samples() -> Vec<String> {
    let folder = format!("{}/samples", env!("CARGO_MANIFEST_DIR"));
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .filter_map(|entry| {
            let name = entry.unwrap().file_name().into_string().unwrap();
            Some(name.strip_suffix(".json")?.to_owned())
        })
        .collect();
    names.sort();
    names
}

#[test]
fn every_finding_of_every_sample_is_explained_with_its_verdict() {
    let names = samples();
    assert!(names.len() >= 26, "{names:?}");
    for name in names {
        let ground = Ground::of_sample(&name);
        let bases = ground.bases();
        let contexts = Contexts::new(&bases).unwrap();
        let assessment = ground.assessment();
        for finding in &assessment.findings {
            let found =
                in_contexts(&contexts, &finding.id).unwrap_or_else(|e| panic!("{name}: {e}"));
            assert_eq!(found.len(), 1, "{name}: {}", finding.id);
            let text = show(&found, Some(u16::MAX));
            let verdict = format!("{}: {}\n", finding.verdict.as_str(), finding.id);
            assert!(text.contains(&verdict), "{name}: no {verdict:?} in\n{text}");
            let actual = crate::document::escape::terminal_line(&finding.actual);
            let words: Vec<&str> = actual.split_whitespace().collect();
            assert!(
                text.contains(&words.join(" ")),
                "{name}: {}\n{text}",
                finding.id
            );
            assert!(
                text.contains(&ground.guides[0].sources[0].url.to_string()),
                "{name}: {}",
                finding.id
            );
        }
    }
}

#[test]
fn a_gap_says_how_to_put_it_right_and_what_is_right_does_not() {
    use crate::assess::Verdict;
    let ground = Ground::of_sample("contoso-demo");
    let assessment = ground.assessment();
    let bases = ground.bases();
    let contexts = Contexts::new(&bases).unwrap();
    for finding in &assessment.findings {
        let text = show(
            &in_contexts(&contexts, &finding.id).unwrap(),
            Some(u16::MAX),
        );
        let told = text.contains("HOW TO PUT IT RIGHT");
        match finding.verdict {
            Verdict::Missing | Verdict::Partial | Verdict::Excess | Verdict::Unknown => {
                assert!(told, "{}\n{text}", finding.id);
            }
            Verdict::Absent => assert!(!told, "{}\n{text}", finding.id),
            Verdict::Satisfied | Verdict::Noted | Verdict::Manual => {}
        }
    }
}

#[test]
fn what_the_assessment_has_no_finding_for_says_why() {
    let ground = Ground::of_sample("contoso-demo");
    let text = ground.text("Global Administrator");
    assert!(
        text.contains("The assessment has no finding for it."),
        "{text}"
    );
}

#[test]
fn a_finding_that_another_snapshot_has_is_near_what_this_one_has() {
    let ground = Ground::of_sample("contoso-demo");
    let problem = ground.explain("expel-mde/other-access/gest").unwrap_err();
    let words = problem.to_string();
    assert!(
        words.contains("did you mean \"expel-mde/other-access/guest\""),
        "{words}"
    );
}

#[test]
fn what_only_another_option_asks_for_is_explained_by_it_and_not_given_back() {
    let ground = Ground::new(&[("console", "defender-rbac")]).with_sample("nested-group-access");
    for role in ["SecurityReader", "SecurityOperator"] {
        let id = format!("expel-mde/excess/guest/directory-role/{role}");
        let text = ground.text(&id);
        assert!(text.contains(&format!("excess: {id}")), "{text}");
        assert!(text.contains("--choose console=directory-roles-"), "{text}");
        // One group gives these roles, and nothing of what it gives is asked under this option.
        let found = ground.explain(&id).unwrap();
        let right = found[0].sections.iter();
        let right = right.filter(|section| section.title == "How to put it right");
        let heads: Vec<&Line> = right
            .flat_map(|section| &section.lines)
            .filter(|line| matches!(line, Line::Head(_)))
            .collect();
        assert_eq!(heads.len(), 1, "{heads:?}");
    }
}

#[test]
fn a_requirement_of_another_option_shows_what_is_held_of_it_all_the_same() {
    let ground = Ground::new(&[("console", "defender-rbac")]).with_sample("nested-group-access");
    let text = ground.text("console/directory-role/SecurityReader");
    for part in [
        "Holds         no, in this tenant",
        "A role of Defender's own RBAC; it was asked for",
        "+ excess: expel-mde/excess/guest/directory-role/SecurityReader",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[test]
fn an_option_that_only_fits_best_leaves_it_open_whether_another_is_granted_too() {
    let ground = Ground::of_sample("contoso-demo");
    let text = ground.text("console/defender/AlertsInvestigation");
    for part in [
        "? unknown: expel-mde/console/defender/AlertsInvestigation",
        "Holds         no, by what fits best; whether it does all the same could not be told in this tenant",
        "Taken         How Expel's analysts get into the Defender console: Directory roles, full access; it fits best",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}
