//! A guide of format 1 as the scan reads it: converted to format 2.

use super::error::CliError;
use super::inputs::Asked;
use crate::guide::format2::{Library, ParameterValues, convert, model::Guide};
use crate::scan::ScanSubject;
use anyhow::Context;

/// The guide in format 2, with the values of its parameters.
pub(super) struct Scanned {
    guides: Vec<Guide>,
    values: ParameterValues,
}

impl Scanned {
    pub(super) fn of(asked: &Asked) -> Result<Self, CliError> {
        let (file, text) = &asked.source;
        let converted = convert(file, text, &asked.catalog).map_err(CliError::input)?;
        let library = Library {
            catalog: &asked.catalog,
            guides: &[],
        };
        let guide = Guide::parse(file, &converted, &library)
            .context("the guide does not convert to format 2")
            .map_err(CliError::input)?;
        let mut values = ParameterValues::new();
        for (id, value) in asked.parameters.values() {
            if let Ok(id) = id.parse() {
                values.insert((guide.id.clone(), id), vec![value.clone()]);
            }
        }
        Ok(Self {
            guides: vec![guide],
            values,
        })
    }

    pub(super) fn subject<'a>(&'a self, asked: &'a Asked) -> ScanSubject<'a> {
        ScanSubject {
            guides: &self.guides,
            values: &self.values,
            catalog: &asked.catalog,
        }
    }
}
