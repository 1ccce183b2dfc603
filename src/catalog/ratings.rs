//! Permissions that a person read and rated, loaded from `catalog/ratings.tsv`.

use super::published::PublishedList;
use super::{PermissionType, RatingSource, Risk, RiskLevel};
use crate::ids::AppId;
use std::collections::BTreeMap;

/// The ratings of the permissions of one API, by type and value.
#[derive(Clone, Debug, Default)]
pub(super) struct ApiRatings(BTreeMap<(PermissionType, &'static str), Rating>);

/// The level, the reason, and the list that says so.
type Rating = (RiskLevel, &'static str, PublishedList);

impl ApiRatings {
    /// The ratings of every API that the list names.
    pub(super) fn of_list(list: PublishedList) -> Vec<(AppId, Self)> {
        let parts = list.apis().into_iter();
        parts
            .filter_map(|(heading, rows)| {
                let app = heading.split('\t').next()?.parse().ok()?;
                let rows = rows.lines().filter_map(|row| rated(row, list));
                Some((app, Self(rows.collect())))
            })
            .collect()
    }

    /// The rating of a permission, by its value as published.
    pub(super) fn of(&self, kind: PermissionType, value: &str) -> Option<Risk> {
        let (level, reason, list) = self.0.get(&(kind, value))?;
        Some(Risk {
            level: *level,
            reason: (*reason).to_owned(),
            source: RatingSource::ByPerson(format!("{}, {}", list.source, list.date)),
        })
    }
}

/// A row of the list.
fn rated(
    row: &'static str,
    list: PublishedList,
) -> Option<((PermissionType, &'static str), Rating)> {
    let mut fields = row.split('\t');
    let kind = PermissionType::of_row(fields.next()?)?;
    let value = fields.next()?;
    let level = fields.next()?.parse().ok()?;
    Some(((kind, value), (level, fields.next()?, list)))
}
