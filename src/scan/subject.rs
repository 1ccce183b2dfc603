//! The subject of a scan: guides with the values of their parameters.

use crate::catalog::Catalog;
use crate::guide::format2::ids::{GuideId, Holder};
use crate::guide::format2::model::{
    Guide, Parameter, Principal, PrincipalKind, Requirement, Right,
};
use crate::guide::format2::{ParameterValues, Template};
use crate::snapshot::{Sought, SoughtValue};

/// The subject of a scan. One scan answers for all of its guides.
#[derive(Clone, Copy, Debug)]
pub struct ScanSubject<'a> {
    /// The guides.
    pub guides: &'a [Guide],
    /// The values of their parameters, the guides' own included. One that is not here has none.
    pub values: &'a ParameterValues,
    /// The catalog that the guides were read with.
    pub catalog: &'a Catalog,
    /// The address of the person who installs, where the reader named one.
    pub installer: Option<&'a str>,
}

impl<'a> ScanSubject<'a> {
    /// The subject as a snapshot names it, guide by guide.
    pub(super) fn sought(&self) -> Vec<Sought> {
        let guides = self.guides.iter();
        guides.map(|guide| self.sought_for(guide)).collect()
    }

    fn sought_for(&self, guide: &Guide) -> Sought {
        let value = |parameter: &Parameter| {
            let key = (guide.id.clone(), parameter.id.clone());
            let value = match (self.values.get(&key)?.as_slice(), parameter.many) {
                ([], _) => return None,
                ([one], false) => SoughtValue::One(one.clone()),
                (values, _) => SoughtValue::Several(values.to_vec()),
            };
            Some((parameter.id.to_string(), value))
        };
        Sought {
            guide: guide.id.to_string(),
            edition: guide.edition.id.to_string(),
            parameters: guide.parameters.iter().filter_map(value).collect(),
        }
    }

    /// The texts that a template of a guide comes to; none where a parameter has no value.
    pub(super) fn filled(&self, guide: &Guide, template: Option<&Template>) -> Vec<String> {
        let filled = template.map(|one| one.filled(&guide.id, self.values));
        let trimmed = filled.into_iter().flatten();
        let trimmed = trimmed.map(|text| text.trim().to_owned());
        trimmed.filter(|text| !text.is_empty()).collect()
    }

    /// True if a scan looks for the principal: something that it is found by has a value.
    pub(super) fn seeks(&self, guide: &Guide, principal: &Principal) -> bool {
        let has_value = |one: &Template| !self.filled(guide, Some(one)).is_empty();
        match &principal.kind {
            PrincipalKind::User { address, .. } => has_value(address),
            PrincipalKind::Application { name, app_ids, .. } => {
                app_ids.iter().chain(name).any(has_value)
            }
            _ => false,
        }
    }

    /// The person who installs, where the guide asks something of that person.
    pub(super) fn installer_for(&self, guide: &Guide) -> Option<&'a str> {
        let mut asked = guide.requirements.iter();
        let asked = asked.any(Requirement::of_installer);
        self.installer.filter(|_| asked)
    }

    /// The users and applications that hold a right of a guide, each with its own guide: one, or each that a chosen
    /// principal stands for. None for holders that a scan does not read.
    pub(super) fn holders(
        &self,
        guide: &'a Guide,
        right: &Right,
    ) -> Vec<(&'a Guide, &'a Principal)> {
        let Holder::Principal(reference) = &right.of else {
            return Vec::new();
        };
        let home = match &reference.guide {
            None => Some(guide),
            Some(id) => self.guides.iter().find(|guide| guide.id == *id),
        };
        let Some(home) = home else {
            return Vec::new();
        };
        let named = home.principal(&reference.id);
        let members: Vec<&Principal> = match named.map(|one| &one.kind) {
            Some(PrincipalKind::Chosen { among }) => {
                among.iter().filter_map(|id| home.principal(id)).collect()
            }
            _ => named.into_iter().collect(),
        };
        let read = members.into_iter().filter(|one| is_read(one));
        read.map(|one| (home, one)).collect()
    }
}

/// True for a principal of a kind that a scan reads.
const fn is_read(principal: &Principal) -> bool {
    matches!(
        principal.kind,
        PrincipalKind::User { .. } | PrincipalKind::Application { .. }
    )
}

/// The values with which a scan looked, by guide and parameter. A name that is no id is left out.
pub fn sought_values(sought: &[Sought]) -> ParameterValues {
    let mut values = ParameterValues::new();
    for one in sought {
        let Ok(guide) = one.guide.parse::<GuideId>() else {
            continue;
        };
        for (id, value) in &one.parameters {
            if let Ok(id) = id.parse() {
                values.insert((guide.clone(), id), value.texts().to_vec());
            }
        }
    }
    values
}
