//! Lines fit where they can, and nothing that is to be copied is broken.

use super::Ground;
use crate::runbook::explain::show::show;

#[test]
fn prose_fits_and_scripts_do_not_depend_on_the_width() {
    let ground = Ground::new(&[]);
    let found = ground.explain("Security Reader").unwrap();
    for width in [60_u16, 80, 120] {
        let text = show(&found, Some(width));
        for line in text.lines().filter(|line| !line.starts_with("      ")) {
            let fits = line.chars().count() <= usize::from(width);
            let words = line.split_whitespace().count();
            assert!(fits || words <= 4, "{width}: {line:?}");
        }
        let script = |text: &str| -> Vec<String> {
            let lines = text.lines().filter(|line| line.contains("roleAssignments"));
            lines.map(str::to_owned).collect()
        };
        assert_eq!(script(&text), script(&show(&found, None)));
    }
    assert_eq!(show(&found, Some(1)), show(&found, Some(60)));
}
