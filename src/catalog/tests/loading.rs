use crate::catalog::load::{Data, DataFile};
use crate::catalog::{Catalog, CatalogProblem};

/// The problem when one of the built-in files has another text.
fn problem(change: impl FnOnce(&mut Data)) -> CatalogProblem {
    let mut data = Data::built_in();
    change(&mut data);
    Catalog::from_data(&data).unwrap_err()
}

fn covers(text: &'static str) -> CatalogProblem {
    problem(|data| {
        data.covers = DataFile {
            name: "catalog/covers.toml",
            text,
        };
    })
}

#[test]
fn a_file_that_is_no_toml_says_where() {
    let text = covers("checked = \"2026-11-23\"\n[[cover]\n").to_string();
    assert!(text.starts_with("catalog/covers.toml:2:9: "), "{text}");
}

#[test]
fn an_unknown_key_says_where() {
    let text = covers("checked = \"2026-11-23\"\ncover = []\nsource = \"x\"\n").to_string();
    assert!(text.starts_with("catalog/covers.toml:3:1: "), "{text}");
    assert!(text.contains("unknown field `source`"), "{text}");
}

#[test]
fn a_guid_that_is_none_says_where() {
    let text = problem(|data| {
        data.licences = DataFile {
            name: "catalog/licences.toml",
            text: "checked = \"é\"\n[[plan]]\nid = \"x\"\n",
        };
    })
    .to_string();
    assert!(text.starts_with("catalog/licences.toml:3:6: "), "{text}");
}

#[test]
fn a_cover_of_nothing_says_where() {
    let found = covers(
        "checked = \"2026-11-23\"\n[[cover]]\nresource = \"WindowsDefenderATP\"\n\
         type = \"delegated\"\nheld = \"Machine.ReadWrite\"\nasked = \"Machine.Read.All\"\n\
         basis = \"documented\"\nsource = \"x\"\n",
    );
    assert!(matches!(found, CatalogProblem::Dangling { .. }));
    let text = found.to_string();
    assert!(text.starts_with("catalog/covers.toml:6:9: "), "{text}");
    assert!(text.contains("`Machine.Read.All`"), "{text}");
}

#[test]
fn an_entry_that_is_there_twice_says_where() {
    let found = problem(|data| {
        let first = data.apis.first().copied().unwrap();
        data.apis.push(first);
    });
    assert!(
        matches!(&found, CatalogProblem::Duplicate { place, .. }
            if place.file == "catalog/api/microsoft-graph.toml"),
        "{found}"
    );
}

#[test]
fn a_map_to_nothing_says_where() {
    let found = problem(|data| {
        data.defender = DataFile {
            name: "catalog/defender.toml",
            text: "checked = \"2026-11-23\"\nunified = []\nentra-role = []\n[[classic]]\n\
                   group = \"a\"\nname = \"b\"\naliases = []\nmeans = \"c\"\n\
                   unified = [\"gone\"]\nsource = \"d\"\n",
        };
    })
    .to_string();
    assert!(found.starts_with("catalog/defender.toml:9:12: "), "{found}");
    assert!(found.contains("no unified permission `gone`"), "{found}");
}
