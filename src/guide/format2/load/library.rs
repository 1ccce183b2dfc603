//! The data that a guide is read with.

use crate::catalog::Catalog;
use crate::guide::format2::model::Guide;

/// The data that a guide is read with.
#[derive(Clone, Copy, Debug)]
pub struct Library<'a> {
    /// The built-in catalogue.
    pub catalog: &'a Catalog,
    /// The available guides, for those that a guide extends.
    pub guides: &'a [Guide],
}
