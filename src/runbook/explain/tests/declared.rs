//! Permissions that a guide declares, requirements that end, and a guide that another extends.

use super::Ground;
use super::ground::{read, read_beside};

/// A guide with permissions that it declares, and requirements that end.
const OWN: &str = include_str!("own.toml");

#[test]
fn a_permission_that_a_guide_declares_is_explained_by_it() {
    let ground = Ground::of_guides(vec![read(OWN)]);
    for id in [
        "own/old",
        "Things.Read",
        "VendorApi/Things.Read",
        "vendorapi/application/things.read",
        "11111111-2222-3333-4444-555555555555/application/Things.Read",
        "99999999-2222-3333-4444-555555555555",
    ] {
        let text = ground.text(id);
        for part in [
            "API           The vendor's API (application id 11111111-2222-3333-4444-555555555555)",
            "Id            99999999-2222-3333-4444-555555555555, says the guide",
            "a guide declares it",
            "Declared by   own (source: the page)",
            "Says the guide that declares it: Reads all things.",
            "Unrated: nobody has said",
            "  own/old\n",
        ] {
            assert!(text.contains(part), "{id}: {part}\n{text}");
        }
        // No command can be written for what the catalogue does not know, and nothing is said of what a tenant offers.
        assert!(text.contains("Manual step: give "), "{id}\n{text}");
        assert!(!text.contains("does not offer"), "{id}\n{text}");
    }
    let near = ground.explain("Things.Raed").unwrap_err().to_string();
    assert!(near.contains("did you mean \"Things.Read\""), "{near}");
}

#[test]
fn what_ends_says_when_and_what_replaces_it() {
    let ground = Ground::of_guides(vec![read(OWN)]);
    let text = ground.text("old");
    for part in [
        "Until         2026-11-10; replaced by own/new",
        "Now           it was asked for until 2026-11-10, and is an excess now",
        "The guide asked for it until 2026-11-10. This is how it would be granted all the same.",
        "What for      Reads things.",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let new = ground.text("own/new");
    assert!(
        !new.contains("Until") && !new.contains("all the same"),
        "{new}"
    );
}

/// A guide that extends the other: its principal and its fact are named from here.
const MORE: &str = r#"
format = 2
id = "more"
title = "What comes on top"
vendor = "Vendor"
product = "Another product"

[edition]
id = 2026-11-01

[[source]]
id = "page"
title = "A page"
url = "https://vendor.example/more"
read = 2026-11-01
coverage = "whole"

[[relation]]
guide = "own"
kind = "extends"
cite = { heading = ["Before"] }

[[requirement]]
id = "mail"
tier = "required"
when = "own:reads-mail"
hold = { of = "own:app", api = "MicrosoftGraph", type = "application", permission = "Mail.Read" }
reason = "none stated"
effect = "none stated"
cites = [{ heading = ["Rights"] }]
"#;

#[test]
fn what_a_guide_that_extends_another_names_is_told_by_the_words_of_that() {
    let own = read(OWN);
    let more = read_beside(MORE, std::slice::from_ref(&own));
    for guides in [vec![more.clone(), own.clone()], vec![own, more]] {
        let ground = Ground::of_guides(guides);
        for id in ["mail", "more/mail", "MicrosoftGraph/application/Mail.Read"] {
            let text = ground.text(id);
            for part in [
                "Of            The vendor's application\n",
                "When          “The vendor reads mail” (--fact reads-mail=yes).",
                "Does the vendor read mail?",
                "Grant the vendor's application on Microsoft Graph: Mail.Read",
                "Revoke from the vendor's application on Microsoft Graph: Mail.Read",
            ] {
                assert!(text.contains(part), "{id}: {part}\n{text}");
            }
        }
    }
}
