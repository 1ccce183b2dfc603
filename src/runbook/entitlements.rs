//! The roles and permissions of the catalogue that rights are.

use crate::catalog::{Catalog, Entitlement, PermissionType};
use crate::guide::format2::kinds::AskedType;
use crate::guide::format2::model::RightKind;
use crate::ids::RoleTemplateId;

