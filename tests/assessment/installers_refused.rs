//! Persons who cannot be looked for as whoever installs.

use crate::installer::{ALICE, guide};
use crate::roll_call::{acme, parsed};
use rolecall::assess::Given;
use rolecall::guide::format2::model::Guide;
use std::collections::BTreeMap;

#[test]
fn an_installer_that_cannot_be_one_is_refused() {
    let without = parsed(&acme(
        r#"
[[requirement]]
id = "told"
tier = "required"
attest = "The vendor was told"
reason = "none stated"
effect = "none stated"
cites = [{ heading = ["1"] }]
"#,
    ));
    let refused = |guides: &[Guide], installer: &[&str]| {
        let given = Given {
            installer: installer.iter().map(|one| (*one).to_owned()).collect(),
            ..Given::default()
        };
        given
            .reader(guides, &BTreeMap::new())
            .unwrap_err()
            .to_string()
    };
    let with = [guide()];
    let id = refused(&with, &["11111111-2222-4333-8444-555555555555"]);
    assert!(
        id.contains("is an id") && id.contains("alice@example.com"),
        "{id}"
    );
    for text in [
        "alice",
        "alice@",
        "@contoso.example",
        "Alice <alice@contoso.example>",
    ] {
        let said = refused(&with, &[text]);
        assert!(
            said.contains("is no address such as alice@example.com"),
            "{said}"
        );
    }
    for several in [
        &[ALICE, "bob@contoso.example"][..],
        &["alice@a.example,bob@b.example"],
    ] {
        let said = refused(&with, several);
        assert!(said.contains("names one person"), "{said}");
    }
    let nothing = refused(std::slice::from_ref(&without), &[ALICE]);
    assert!(
        nothing.contains("asks nothing of whoever installs"),
        "{nothing}"
    );
    // Of several guides one is enough, and twice the same is one.
    let given = Given {
        installer: vec![ALICE.to_owned(), ALICE.to_uppercase()],
        ..Given::default()
    };
    let reader = given.reader(&[without, guide()], &BTreeMap::new()).unwrap();
    assert_eq!(reader.installer.as_deref(), Some(ALICE));
}
