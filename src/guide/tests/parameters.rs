//! Values that a reader sets.

use super::{MINIMAL, parse};
use crate::guide::Parameters;
use std::collections::BTreeMap;

fn resolve(given: &[(&str, &str)]) -> Result<Parameters, String> {
    let guide = parse(MINIMAL).expect("the minimal guide loads");
    let given: BTreeMap<String, String> = given
        .iter()
        .map(|(id, value)| ((*id).to_owned(), (*value).to_owned()))
        .collect();
    Parameters::resolve(&guide, &given).map_err(|problem| problem.to_string())
}

#[test]
fn the_guides_own_values_hold_until_a_reader_sets_others() {
    let parameters = resolve(&[("app-name", " Acme (test) ")]).unwrap();
    assert_eq!(parameters.get("guest-address"), Some("soc@acme.example"));
    assert_eq!(parameters.get("app-name"), Some("Acme (test)"));
    assert_eq!(parameters.get("app-id"), None);
}

#[test]
fn a_value_that_does_not_fit_is_refused() {
    for (id, value, said) in [
        (
            "guest",
            "a@b.example",
            "has no parameter \"guest\"; it has: guest-address, app-name",
        ),
        (
            "guest-address",
            "soc",
            "\"soc\" is not a mail address such as analyst@example.com",
        ),
        ("guest-address", "@acme.example", "is not a mail address"),
        ("app-name", "  ", "\"\" is not a text that is not empty"),
    ] {
        let problem = resolve(&[(id, value)]).unwrap_err();
        assert!(problem.contains(said), "{problem}");
    }
}
