//! Converts a guide of format 1 to format 2.
//!
//! Format 1 does not distinguish the article's words from ours, so what it calls an
//! effect becomes a remark, and `reason` and `effect` become `"none stated"`: a
//! person reads the article again and fills them in.

mod ask;
mod parts;
mod toml_text;

use super::kinds::Coverage;
use crate::catalog::Catalog;
use crate::guide::GuideError;
use crate::guide::format1::Guide;
use parts::Options;
use toml_text::{Entry, TomlText};

/// The source that a guide of format 1 has.
const SOURCE: &str = "article";

/// A guide of format 1 as a text of format 2, or everything that keeps the guide from being read.
pub fn convert(file_name: &str, text: &str, catalog: &Catalog) -> Result<String, GuideError> {
    let guide = Guide::parse(file_name, text, catalog)?;
    let options = Options::of(&guide);
    let mut out = TomlText::default();
    head(&guide, &mut out);
    parts::parameters(&guide, &mut out);
    parts::principals(&guide, &options, &mut out);
    parts::choices(&guide, &mut out);
    ask::requirements(&guide, &options, catalog, &mut out);
    parts::steps(&guide, &options, &mut out);
    parts::handovers(&guide, &options, &mut out);
    parts::notices(&guide, &options, &mut out);
    Ok(out.into_text())
}

fn head(guide: &Guide, out: &mut TomlText) {
    let edition = &guide.edition;
    let day = edition.id.parse().unwrap_or(edition.read);
    out.comment("Converted from format 1. Look at every reason, effect and remark.");
    out.entry(
        Entry::root()
            .with("format", 2)
            .text("id", &guide.id)
            .text("title", &guide.title)
            .text("vendor", &guide.vendor)
            .text("product", &guide.product),
    );
    out.entry(
        Entry::table("edition")
            .day("id", day)
            .maybe("remark", edition.remark.as_deref()),
    );
    out.entry(
        Entry::list("source")
            .text("id", SOURCE)
            .text("title", &edition.title)
            .text("url", &edition.url)
            .day("read", edition.read)
            .text("coverage", Coverage::Whole.as_str())
            .text("sha256", &edition.sha256)
            .with("lines", i64::from(edition.lines)),
    );
}
