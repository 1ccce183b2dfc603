//! The import table of `docs/architecture.md`, which alone says which module may import which.

use std::collections::{BTreeMap, BTreeSet};

/// The modules that a module may import, by name.
pub type Table = BTreeMap<String, BTreeSet<String>>;

/// Reads the rows `| `module` | … | `a`, `b` |` below a header whose last column is "may import".
pub fn read(document: &str) -> Table {
    let mut table = Table::new();
    let rows = document
        .lines()
        .skip_while(|line| !(line.starts_with('|') && line.contains("may import")))
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split('|').collect();
        let (Some(module), Some(allowed)) = (cells.first(), cells.last()) else {
            continue;
        };
        let names = |cell: &str| -> BTreeSet<String> {
            let quoted = cell.split('`').skip(1).step_by(2);
            quoted.map(str::to_owned).collect()
        };
        for module in names(module) {
            table.insert(module, names(allowed));
        }
    }
    table
}
