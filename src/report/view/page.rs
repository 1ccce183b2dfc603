//! What the templates see: the whole report as plain values, already in words.

use super::around::{self, AdviceView, HolderView};
use super::tally::{self, CountView, OpenView};
use super::{ActionView, ControlRow, Known, words};
use crate::assess::{Assessment, Candidate, Readiness, Standing, Verdict};
use crate::document::Many;
use crate::report::advice::actions;
use serde::Serialize;

/// A whole report, without its findings: what grows with them is only counted here, and put into words when it
/// is written ([`Many`]).
#[derive(Serialize)]
pub(in crate::report) struct Page<'a> {
    pub(in crate::report) tool: &'a str,
    pub(in crate::report) as_of: String,
    pub(in crate::report) guide: GuideView<'a>,
    pub(in crate::report) tenant: TenantView<'a>,
    pub(in crate::report) readiness: ReadinessView<'a>,
    pub(in crate::report) counts: Vec<CountView>,
    /// How many gaps are part of another finding's and not counted.
    pub(in crate::report) waiting: usize,
    pub(in crate::report) actions: Vec<ActionView>,
    pub(in crate::report) choices: Vec<ChoiceView<'a>>,
    pub(in crate::report) candidates: Vec<CandidateView<'a>>,
    pub(in crate::report) groups: Vec<GroupView<'a>>,
    excess: Many,
    manual: Many,
    pub(in crate::report) notices: Vec<NoticeView<'a>>,
    pub(in crate::report) advice: Vec<AdviceView<'a>>,
    pub(in crate::report) holders: Vec<HolderView<'a>>,
    /// What the list of holders lacks; empty where it lacks nothing.
    holders_note: &'a str,
    pub(in crate::report) ledger: Vec<SectionView<'a>>,
    pub(in crate::report) legend: Vec<LegendView>,
    glossary: Vec<TermView>,
    controls: Vec<ControlRow<'a>>,
    /// The first of what is neither satisfied nor absent, the most urgent verdicts first.
    open: Vec<OpenView<'a>>,
    /// How many more there are.
    more_open: usize,
}

/// A word that a reader may not know.
#[derive(Serialize)]
struct TermView {
    term: &'static str,
    means: &'static str,
}

#[derive(Serialize)]
pub(in crate::report) struct GuideView<'a> {
    id: &'a str,
    pub(in crate::report) title: &'a str,
    pub(in crate::report) vendor: &'a str,
    product: &'a str,
    pub(in crate::report) edition: &'a str,
    url: &'a str,
    /// Whether the address may become a link.
    linkable: bool,
    sha256: &'a str,
    pub(in crate::report) read: &'a str,
    parameters: Vec<ParameterView<'a>>,
}

#[derive(Serialize)]
struct ParameterView<'a> {
    id: &'a str,
    title: &'a str,
    value: Option<&'a str>,
}

#[derive(Serialize)]
pub(in crate::report) struct TenantView<'a> {
    pub(in crate::report) name: Option<&'a str>,
    pub(in crate::report) id: Option<String>,
    pub(in crate::report) cloud: &'a str,
    pub(in crate::report) started: String,
    pub(in crate::report) ended: String,
    tool: &'a str,
    pub(in crate::report) observer: String,
    permissions: &'a [String],
    pub(in crate::report) coverage: String,
    /// How far the clocks were apart, where that is worth a word.
    pub(in crate::report) clock: Option<String>,
    /// Whether "nothing in excess" may be said.
    whole: bool,
}

#[derive(Serialize)]
pub(in crate::report) struct ReadinessView<'a> {
    word: &'static str,
    pub(in crate::report) sign: &'static str,
    pub(in crate::report) headline: &'static str,
    means: &'static str,
    pub(in crate::report) reason: &'a str,
}

#[derive(Serialize)]
pub(in crate::report) struct ChoiceView<'a> {
    choice: &'a str,
    pub(in crate::report) title: &'a str,
    options: Vec<OptionView<'a>>,
    how: &'static str,
    why: &'a str,
}

#[derive(Serialize)]
struct OptionView<'a> {
    id: &'a str,
    title: &'a str,
}

#[derive(Serialize)]
pub(in crate::report) struct CandidateView<'a> {
    principal: &'a str,
    kind: &'static str,
    object_id: String,
    app_id: Option<String>,
    pub(in crate::report) name: Option<&'a str>,
    pub(in crate::report) identity: &'a str,
    pub(in crate::report) standing: &'static str,
    pub(in crate::report) look_alike: bool,
    pub(in crate::report) why: &'a str,
    grants: usize,
    last_sign_in: Option<String>,
}

/// Findings of one principal that stand together.
#[derive(Serialize)]
pub(in crate::report) struct GroupView<'a> {
    pub(in crate::report) title: &'a str,
    principal: &'a str,
    findings: Many,
}

#[derive(Serialize)]
pub(in crate::report) struct NoticeView<'a> {
    id: &'a str,
    kind: &'static str,
    title: &'a str,
    text: &'a str,
    source: Option<&'a str>,
    cite: Option<String>,
}

#[derive(Serialize)]
pub(in crate::report) struct SectionView<'a> {
    pub(in crate::report) section: &'static str,
    pub(in crate::report) state: &'static str,
    pub(in crate::report) incomplete: bool,
    requests: usize,
    pages: u32,
    items: usize,
    pub(in crate::report) problem: Option<&'a str>,
    pub(in crate::report) code: Option<&'a str>,
    pub(in crate::report) permissions: &'a [String],
    request_ids: &'a [String],
}

#[derive(Serialize)]
pub(in crate::report) struct LegendView {
    verdict: &'static str,
    sign: &'static str,
    means: &'static str,
}

impl<'a> Page<'a> {
    /// Puts an assessment into words. Its findings stay in their order.
    pub(in crate::report) fn new(assessment: &'a Assessment, known: &Known<'a>) -> Self {
        let (open, more_open) = tally::open(assessment);
        Self {
            tool: &assessment.tool,
            as_of: words::moment(assessment.as_of),
            guide: guide(assessment),
            tenant: tenant(assessment),
            readiness: readiness(assessment.readiness, &assessment.readiness_reason),
            counts: tally::URGENT_FIRST
                .map(|verdict| tally::count(assessment, verdict))
                .into(),
            waiting: assessment.waiting(),
            actions: actions(assessment)
                .into_iter()
                .map(ActionView::new)
                .collect(),
            choices: choices(assessment),
            candidates: assessment.candidates.iter().map(candidate).collect(),
            advice: around::all_advice(&assessment.advice),
            holders: assessment
                .other_holders
                .iter()
                .map(around::holder)
                .collect(),
            holders_note: assessment
                .holders_read
                .as_ref()
                .map_or("", |read| &read.note),
            groups: groups(assessment),
            excess: tally::of(assessment, Verdict::Excess),
            manual: tally::of(assessment, Verdict::Manual),
            notices: notices(assessment),
            ledger: ledger(assessment),
            legend: Verdict::ALL.map(legend).into(),
            glossary: words::GLOSSARY
                .map(|(term, means)| TermView { term, means })
                .into(),
            controls: super::controls::rows(assessment, known.controls),
            open,
            more_open,
        }
    }
}

fn guide(assessment: &Assessment) -> GuideView<'_> {
    let guide = &assessment.guide;
    GuideView {
        id: &guide.id,
        title: &guide.title,
        vendor: &guide.vendor,
        product: &guide.product,
        edition: &guide.edition,
        url: &guide.url,
        linkable: guide.url.starts_with("https://") || guide.url.starts_with("http://"),
        sha256: &guide.sha256,
        read: &guide.read,
        parameters: guide
            .parameters
            .iter()
            .map(|(id, title, value)| ParameterView {
                id,
                title,
                value: value.as_deref(),
            })
            .collect(),
    }
}

fn tenant(assessment: &Assessment) -> TenantView<'_> {
    let facts = &assessment.collection;
    TenantView {
        name: facts.tenant_name.as_deref(),
        id: facts.tenant.map(|id| id.to_string()),
        cloud: &facts.cloud,
        started: words::moment(facts.started),
        ended: words::moment(facts.ended),
        tool: &facts.tool,
        observer: words::observer(facts),
        permissions: &facts.observer_permissions,
        coverage: assessment.coverage(),
        clock: words::clock(facts),
        whole: words::is_whole(assessment),
    }
}

const fn readiness(answer: Readiness, reason: &str) -> ReadinessView<'_> {
    ReadinessView {
        word: answer.as_str(),
        sign: words::readiness_sign(answer),
        headline: words::readiness(answer),
        means: words::readiness_means(answer),
        reason,
    }
}

const fn legend(verdict: Verdict) -> LegendView {
    LegendView {
        verdict: verdict.as_str(),
        sign: verdict.sign(),
        means: words::verdict_means(verdict),
    }
}

fn choices(assessment: &Assessment) -> Vec<ChoiceView<'_>> {
    let taken = assessment.choices.iter();
    taken
        .map(|choice| ChoiceView {
            choice: &choice.choice,
            title: &choice.title,
            options: choice
                .options
                .iter()
                .map(|(id, title)| OptionView { id, title })
                .collect(),
            how: words::how(choice.how),
            why: &choice.why,
        })
        .collect()
}

fn candidate(candidate: &Candidate) -> CandidateView<'_> {
    CandidateView {
        principal: &candidate.principal,
        kind: words::principal(candidate.kind),
        object_id: candidate.object_id.to_string(),
        app_id: candidate.app_id.map(|id| id.to_string()),
        name: candidate.display_name.as_deref(),
        identity: &candidate.identity,
        standing: candidate.standing.as_str(),
        look_alike: candidate.standing == Standing::LookAlike,
        why: &candidate.why,
        grants: candidate.grants,
        last_sign_in: around::last_sign_in(candidate.last_sign_in),
    }
}

/// Runs of findings about the same principal: the order of the findings is kept even if a principal comes twice.
fn groups(assessment: &Assessment) -> Vec<GroupView<'_>> {
    let mut begin = 0;
    assessment
        .findings
        .chunk_by(|one, next| one.principal == next.principal)
        .filter_map(|run| {
            let first = run.first()?;
            let findings = (begin..begin + run.len()).collect();
            begin += run.len();
            Some(GroupView {
                title: &first.principal_title,
                principal: &first.principal,
                findings,
            })
        })
        .collect()
}

fn notices(assessment: &Assessment) -> Vec<NoticeView<'_>> {
    let notices = assessment.notices.iter();
    notices
        .map(|notice| NoticeView {
            id: &notice.id,
            kind: words::notice(notice.kind),
            title: &notice.title,
            text: &notice.text,
            source: notice.source.as_deref(),
            cite: notice.cite.as_ref().map(super::finding::cite),
        })
        .collect()
}

fn ledger(assessment: &Assessment) -> Vec<SectionView<'_>> {
    let entries = assessment.ledger.iter();
    entries
        .map(|entry| SectionView {
            section: entry.section.as_str(),
            state: entry.state.words(),
            incomplete: words::is_incomplete(entry.state),
            requests: entry.requests,
            pages: entry.pages,
            items: entry.items,
            problem: entry.problem.as_deref(),
            code: entry.code.as_deref(),
            permissions: &entry.permissions,
            request_ids: &entry.request_ids,
        })
        .collect()
}
