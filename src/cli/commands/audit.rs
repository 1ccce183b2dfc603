//! `rolecall audit`: scan or read, judge, write the reports, print what a person needs.

use crate::assess::Assessment;
use crate::cli::arguments::{AuditArguments, TenantArguments};
use crate::cli::atomic_file::{self, AtomicFile};
use crate::cli::closing::Closing;
use crate::cli::configuration::Settings as Configured;
use crate::cli::error::CliError;
use crate::cli::exit::Answer;
use crate::cli::inputs::Asked;
use crate::cli::reports::SNAPSHOT_FILE;
use crate::cli::tenant::Scanned;
use crate::cli::terminal::Screen;
use crate::cli::{
    files, formats, inputs, recording, reports, reports_folder, step_summary, templates, tenant,
};
use crate::report::{Format, Settings};
use crate::snapshot::Snapshot;
use jiff::Timestamp;
use std::path::Path;
use std::sync::Arc;

/// An audit, read from its arguments and not begun yet.
struct Audit<'a> {
    arguments: &'a AuditArguments,
    /// The folder of reports; none where one report goes to standard output.
    folder: Option<&'a Path>,
    formats: Vec<Format>,
    settings: Settings,
    screen: Screen,
    /// The options that variables and the configuration file gave.
    configured: &'a Configured,
}

/// The main job, end to end.
pub(in crate::cli) fn run(
    arguments: &AuditArguments,
    (screen, configured): (Screen, &Configured),
    answer: &mut Answer,
) -> Result<(), CliError> {
    let audit = Audit::new(arguments, screen, configured)?;
    let mut asked = inputs::asked(&arguments.guide, Some(&arguments.judge))?;
    inputs::options(&arguments.judge, Timestamp::UNIX_EPOCH)?;
    let new = audit.folder.filter(|folder| !folder.exists());
    let (snapshot, scanned) = match inputs::given(&arguments.seen)? {
        Some(snapshot) => (snapshot, false),
        None => (audit.scan(&asked)?, true),
    };
    if let Some(folder) = audit.folder {
        reports_folder::check(folder, snapshot.tenant_id())?;
    }
    let judged = audit.judge(&mut asked, &snapshot, answer);
    if judged.is_err() {
        if let Some(folder) = audit.folder.filter(|_| scanned) {
            // What was read is kept even if judging or writing goes wrong; where it cannot be, that was said.
            let kept = reports::snapshot(&folder.join(SNAPSHOT_FILE), &snapshot);
            let _ = kept.and_then(AtomicFile::finish);
        }
        if let Some(folder) = new {
            files::take_back(folder);
        }
    }
    audit.show(&asked, &judged?)
}

impl<'a> Audit<'a> {
    /// Everything that can be told of before anything is asked of the tenant: a slip should not cost a scan.
    fn new(
        arguments: &'a AuditArguments,
        screen: Screen,
        configured: &'a Configured,
    ) -> Result<Self, CliError> {
        let path = arguments.output.as_path();
        let folder = Some(path).filter(|path| !files::is_standard_output(path));
        let formats = match (formats::once(&arguments.format.formats), folder) {
            (named, None) if named.is_empty() => vec![Format::Table],
            (named, Some(_)) if named.is_empty() => Format::ALL.to_vec(),
            (named, _) => named,
        };
        match folder {
            Some(path) => {
                files::no_file_name(path, "--output", Format::ALL.map(Format::extension))?;
            }
            None => formats::place(&formats, None)?,
        }
        let settings = Settings {
            appendix: arguments.report.appendix,
            csv_bom: arguments.report.csv_bom,
            templates: templates::read(arguments.report.templates.template_dir.as_deref())?,
            ..Settings::default()
        };
        Ok(Self {
            arguments,
            folder,
            formats,
            settings,
            screen,
            configured,
        })
    }

    fn scan(&self, asked: &Asked) -> Result<Snapshot, CliError> {
        let tenant = &self.arguments.tenant;
        if let Some(folder) = self.folder {
            return scan_for(folder, &self.names(asked), (asked, tenant), self.screen);
        }
        let scanned = tenant::scan(asked, tenant::prepare(tenant)?, self.screen)?;
        Ok(scanned.snapshot)
    }

    /// Judges a snapshot and writes the reports.
    fn judge(
        &self,
        asked: &mut Asked,
        snapshot: &Snapshot,
        answer: &mut Answer,
    ) -> Result<Vec<Arc<Assessment>>, CliError> {
        inputs::of_snapshot(asked, snapshot)?;
        let assessments = inputs::assess(asked, &self.arguments.judge, snapshot)?;
        answer.is(&assessments, &self.arguments.answer.fail_on);
        let assessments: Vec<Arc<Assessment>> = assessments.into_iter().map(Arc::new).collect();
        if let Some(folder) = self.folder {
            files::folder(folder)?;
            // Everything is rendered before anything is put in its place.
            let mut drafts = reports::drafts(folder, &assessments, &self.formats, &self.settings)?;
            drafts.push(reports::snapshot(&folder.join(SNAPSHOT_FILE), snapshot)?);
            atomic_file::finish(drafts)?;
        }
        Ok(assessments)
    }

    /// Prints the table, what was written and what comes next; or the one report that is asked for.
    fn show(&self, asked: &Asked, judged: &[Arc<Assessment>]) -> Result<(), CliError> {
        step_summary::add(judged, &self.settings, self.screen);
        let settings = Settings {
            style: self.screen.style(self.arguments.answer.all),
            ..self.settings.clone()
        };
        let Some(folder) = self.folder else {
            let format = self.formats.first().copied().unwrap_or(Format::Table);
            return files::print(&reports::printed(judged, format, &settings)?);
        };
        if self.screen.is_quiet() {
            return Ok(());
        }
        let mut text = reports::printed(judged, Format::Table, &settings)?;
        let closing = Closing {
            folder,
            formats: &self.formats,
            assessments: judged,
            guide: &self.arguments.guide,
            judge: &self.arguments.judge,
            configured: self.configured,
        };
        text.extend(closing.text().into_bytes());
        files::print(&text)?;
        if let Some(left) = reports_folder::left(folder, &self.names(asked)) {
            self.screen.warn(left);
        }
        Ok(())
    }

    /// Every file of the audit.
    fn names(&self, asked: &Asked) -> Vec<String> {
        let guides = asked.guides.iter().map(|guide| guide.id.as_str());
        let stems = reports::stems(guides);
        let names = stems.iter().flat_map(|stem| {
            let formats = self.formats.iter();
            formats.map(|format| reports::name(stem, *format))
        });
        names.chain([SNAPSHOT_FILE.to_owned()]).collect()
    }
}

/// Scans for a folder of reports, which is made and tried first: a scan may take minutes, and a path that cannot
/// be written must not waste them.
fn scan_for(
    folder: &Path,
    names: &[String],
    (asked, arguments): (&Asked, &TenantArguments),
    screen: Screen,
) -> Result<Snapshot, CliError> {
    let scan = tenant::prepare(arguments)?;
    // Where the tenant is given by its id, nothing needs to be asked of it first.
    if let Some(known) = scan.tenant_id() {
        reports_folder::check(folder, Some(known))?;
    }
    for name in names {
        recording::apart(arguments.record.as_deref(), &folder.join(name))?;
    }
    let new = files::folder(folder)?;
    let scanned = files::writable(&folder.join(SNAPSHOT_FILE))
        .and_then(|()| tenant::scan(asked, scan, screen))
        .and_then(|Scanned { snapshot, .. }| {
            reports_folder::check(folder, snapshot.tenant_id())?;
            Ok(snapshot)
        });
    if new && scanned.is_err() {
        files::take_back(folder);
    }
    scanned
}
