//! The source that a report is made from.

use crate::assess::Assessment;
use crate::catalog::{CatalogError, Controls};
use std::sync::Arc;

/// An assessment, and the controls that its findings may speak to. A copy of it shares both.
#[derive(Clone)]
pub(in crate::report) struct Source {
    pub(in crate::report) assessment: Arc<Assessment>,
    pub(super) controls: Arc<Controls>,
}

impl Source {
    /// An assessment with the built-in controls.
    pub(in crate::report) fn new(assessment: Arc<Assessment>) -> Result<Self, CatalogError> {
        let controls = Arc::new(Controls::built_in()?);
        Ok(Self {
            assessment,
            controls,
        })
    }
}
