//! Takes entries from the data files into the catalog: no key twice, no name
//! that leads nowhere.

use super::company::{Look, spellings};
use super::file::{
    ApiFile, ClassicEntry, CompanyFile, CoverEntry, CoverFile, DefenderFile, EntraRoleEntry,
    PermissionEntry, RoleFile,
};
use super::load::DataFile;
use super::{
    ApiPermission, ApiResource, Catalog, CatalogProblem, ClassicPermission, Cover, DirectoryRole,
    Entitlement, RoleInDefender, UnifiedPermission,
};
use crate::ids::AppId;
use toml::Spanned;

impl Catalog {
    pub(super) fn add_roles(
        &mut self,
        file: DataFile,
        data: RoleFile,
    ) -> Result<(), CatalogProblem> {
        for entry in data.role {
            if self.directory_role(*entry.id.get_ref()).is_some() {
                return Err(file.twice("the directory role", &entry.id));
            }
            if self.directory_role_named(entry.name.get_ref()).is_some() {
                return Err(file.twice("the directory role", &entry.name));
            }
            self.directory_roles.push(DirectoryRole {
                id: entry.id.into_inner(),
                name: entry.name.into_inner(),
                privileged: entry.privileged,
                description: entry.description,
                risk: entry.risk,
                source: entry.source,
            });
        }
        Ok(())
    }

    pub(super) fn add_api(&mut self, file: DataFile, data: ApiFile) -> Result<(), CatalogProblem> {
        let resource = data.resource;
        if self.resource(*resource.app_id.get_ref()).is_some() {
            return Err(file.twice("the API", &resource.app_id));
        }
        if self.resource_named(resource.name.get_ref()).is_some() {
            return Err(file.twice("the API", &resource.name));
        }
        let app_id = resource.app_id.into_inner();
        self.resources.push(ApiResource {
            app_id,
            name: resource.name.into_inner(),
            title: resource.title,
            source: resource.source,
            permissions: Vec::new(),
        });
        for entry in data.permission {
            let permission = self.new_permission(file, app_id, entry)?;
            if let Some(api) = self.resources.last_mut() {
                api.permissions.push(permission);
            }
        }
        Ok(())
    }

    fn new_permission(
        &self,
        file: DataFile,
        app: AppId,
        entry: PermissionEntry,
    ) -> Result<ApiPermission, CatalogProblem> {
        if self
            .api_permission(app, entry.kind, entry.value.get_ref())
            .is_some()
        {
            return Err(file.twice("the permission", &entry.value));
        }
        if self
            .api_permission_by_id(app, entry.kind, *entry.id.get_ref())
            .is_some()
        {
            return Err(file.twice("the permission id", &entry.id));
        }
        Ok(ApiPermission {
            id: entry.id.into_inner(),
            kind: entry.kind,
            value: entry.value.into_inner(),
            title: entry.title,
            allows: entry.allows,
            admin_consent: entry.admin_consent,
            risk: entry.risk,
            source: entry.source,
            comes_with_consent: entry.comes_with_consent,
            legacy_user_role: entry.legacy_user_role,
        })
    }

    pub(super) fn add_defender(
        &mut self,
        file: DataFile,
        data: DefenderFile,
    ) -> Result<(), CatalogProblem> {
        for entry in data.unified {
            if self.unified_permission(entry.id.get_ref()).is_some() {
                return Err(file.twice("the unified permission", &entry.id));
            }
            self.unified.push(UnifiedPermission {
                id: entry.id.into_inner(),
                group: entry.group,
                subgroup: entry.subgroup,
                name: entry.name,
                level: entry.level,
                actions: entry.actions,
                certain: entry.certain,
                risk: entry.risk,
                source: entry.source,
            });
        }
        self.add_classic(file, data.classic)?;
        self.add_entra_roles(file, data.entra_role)
    }

    fn add_classic(
        &mut self,
        file: DataFile,
        data: Vec<ClassicEntry>,
    ) -> Result<(), CatalogProblem> {
        for entry in data {
            if self
                .classic_permission(&entry.group, entry.name.get_ref())
                .is_some()
            {
                return Err(file.twice("the classic permission", &entry.name));
            }
            let unified = self.known_unified(file, entry.unified)?;
            self.classic.push(ClassicPermission {
                group: entry.group,
                name: entry.name.into_inner(),
                aliases: entry.aliases,
                means: entry.means,
                unified,
                risk: entry.risk,
                source: entry.source,
            });
        }
        Ok(())
    }

    fn add_entra_roles(
        &mut self,
        file: DataFile,
        data: Vec<EntraRoleEntry>,
    ) -> Result<(), CatalogProblem> {
        for entry in data {
            let role = *entry.id.get_ref();
            if self.role_in_defender(role).is_some() {
                return Err(file.twice("the directory role", &entry.id));
            }
            if self.directory_role(role).is_none() {
                return Err(file.dangling("directory role", &entry.id));
            }
            let unified = self.known_unified(file, entry.unified)?;
            self.roles_in_defender.push(RoleInDefender {
                role,
                unified,
                cut_off: entry.cut_off,
                source: entry.source,
            });
        }
        Ok(())
    }

    /// The ids, sorted, when every one of them is a unified permission.
    fn known_unified(
        &self,
        file: DataFile,
        ids: Vec<Spanned<String>>,
    ) -> Result<Vec<String>, CatalogProblem> {
        let mut known = Vec::with_capacity(ids.len());
        for id in ids {
            if self.unified_permission(id.get_ref()).is_none() {
                return Err(file.dangling("unified permission", &id));
            }
            if known.contains(id.get_ref()) {
                return Err(file.twice("the unified permission", &id));
            }
            known.push(id.into_inner());
        }
        known.sort();
        Ok(known)
    }

    pub(super) fn add_covers(
        &mut self,
        file: DataFile,
        data: CoverFile,
    ) -> Result<(), CatalogProblem> {
        for entry in data.defender_cover {
            for id in [&entry.held, &entry.asked] {
                if self.unified_permission(id.get_ref()).is_none() {
                    return Err(file.dangling("unified permission", id));
                }
            }
            self.covers.push(Cover {
                held: Entitlement::DefenderUnified(entry.held.into_inner()),
                asked: Entitlement::DefenderUnified(entry.asked.into_inner()),
                basis: entry.basis,
                source: entry.source,
            });
        }
        for entry in data.cover {
            let resource = self
                .resource_named(entry.resource.get_ref())
                .ok_or_else(|| file.dangling("API", &entry.resource))?
                .app_id;
            let held = self.covered_side(file, resource, &entry, &entry.held)?;
            let asked = self.covered_side(file, resource, &entry, &entry.asked)?;
            if held == asked || self.covers(&held, &asked).is_some() {
                return Err(file.twice("the cover of", &entry.asked));
            }
            self.covers.push(Cover {
                held,
                asked,
                basis: entry.basis,
                source: entry.source,
            });
        }
        Ok(())
    }

    fn covered_side(
        &self,
        file: DataFile,
        resource: AppId,
        entry: &CoverEntry,
        value: &Spanned<String>,
    ) -> Result<Entitlement, CatalogProblem> {
        if self
            .api_permission(resource, entry.kind, value.get_ref())
            .is_none()
        {
            return Err(file.dangling("permission of that API and type called", value));
        }
        Ok(Entitlement::ApiPermission {
            resource,
            kind: entry.kind,
            value: value.get_ref().clone(),
        })
    }

    pub(super) fn add_companies(
        &mut self,
        file: DataFile,
        data: CompanyFile,
    ) -> Result<(), CatalogProblem> {
        for entry in data.legal_form {
            let forms = entry.names.iter().flat_map(|name| spellings(name));
            self.legal_forms.extend(forms);
        }
        for entry in data.look {
            for letter in entry.letters {
                if self
                    .looks
                    .iter()
                    .any(|look| look.letter == *letter.get_ref())
                {
                    return Err(file.twice("the letter", &letter));
                }
                self.looks.push(Look {
                    letter: letter.into_inner(),
                    read_as: entry.read_as,
                });
            }
        }
        Ok(())
    }
}
