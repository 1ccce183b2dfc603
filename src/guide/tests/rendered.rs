//! The messages that a reader sees for a faulty guide.

use super::{MINIMAL, minimal_with, problem};

#[test]
fn a_key_with_a_typo() {
    let text = minimal_with("help = \"The tenant's id.\"", "hlep = \"The tenant's id.\"");
    insta::assert_snapshot!(problem(&text).render(), @r#"
    error: a [[form]] has no key "hlep"
       --> guide.toml:101:1
        |
    101 | hlep = "The tenant's id."
        | ^^^^
        |
        = help: did you mean "help"?
    "#);
}

#[test]
fn a_permission_of_the_wrong_type() {
    let text = minimal_with(
        "resource = \"WindowsDefenderATP\", type = \"application\", value = \"Alert.Read.All\"",
        "resource = \"MicrosoftGraph\", type = \"application\", value = \"User.Read\"",
    );
    insta::assert_snapshot!(problem(&text).render(), @r#"
    error: User.Read of Microsoft Graph exists only as delegated
      --> guide.toml:86:45
       |
    86 | api = { resource = "MicrosoftGraph", type = "application", value = "User.Read" }
       |                                             ^^^^^^^^^^^^^
       |
       = help: write type = "delegated"
    "#);
}

#[test]
fn a_tier_that_does_not_exist() {
    let text = minimal_with(
        "tier = \"required\"\ndirectory-role",
        "tier = \"requird\"\ndirectory-role",
    );
    insta::assert_snapshot!(problem(&text).render(), @r#"
    error: "requird" is not known here
      --> guide.toml:78:8
       |
    78 | tier = "requird"
       |        ^^^^^^^^^
       |
       = help: did you mean "required"?
    "#);
}

#[test]
fn everything_that_one_round_finds() {
    let text = minimal_with("[\"console/roles\"]", "[\"console/rolls\"]")
        .replace("\"soc@acme.example\"", "\"späte Schicht\"")
        .replace("line = 30", "line = 300")
        + "\n[[requirement]]\noptions = [\"api/own-app\"]\ntier = \"recommended\"\n\
           api = { resource = \"windowsdefenderatp\", type = \"application\", value = \"Alert.Read.All\" }\n\
           cites = [{ step = \"Step 2\", line = 23 }]\n";
    insta::assert_snapshot!(problem(&text).render(), @r#"
    error: the default "späte Schicht" does not fit the parameter's kind
      --> guide.toml:19:11
       |
    19 | default = "späte Schicht"
       |           ^^^^^^^^^^^^^^^
       |
       = help: write a mail address such as analyst@example.com, or leave default out

    error: no requirement belongs to the option "console/roles"
      --> guide.toml:49:6
       |
    49 | id = "roles"
       |      ^^^^^^^
       |
       = help: name it in the options of at least one requirement

    error: the guide has no option "console/rolls"
      --> guide.toml:77:12
       |
    77 | options = ["console/rolls"]
       |            ^^^^^^^^^^^^^^^
       |
       = help: did you mean "console/roles"?

    error: the text has no line 300
       --> guide.toml:102:34
        |
    102 | cite = { step = "Step 3", line = 300 }
        |                                  ^^^
        |
        = help: [edition] says that it has 40 lines, counted from 1

    error: a second requirement with the id "api/WindowsDefenderATP/application/Alert.Read.All"
       --> guide.toml:111:1
        |
    111 | [[requirement]]
        | ^^^^^^^^^^^^^^^
        |
        = help: where several options ask the same, name them all in one requirement
    "#);
}

#[test]
fn entries_that_lack_a_key_do_not_hide_each_other() {
    let text = minimal_with("label = \"Directory ID\"\n", "").replace("kind = \"caution\"\n", "");
    insta::assert_snapshot!(problem(&text).render(), @r#"
    error: the key "label" is missing
      --> guide.toml:97:1
       |
    97 | [[form]]
       | ^^^^^^^^
       |
       = help: write it; docs/guide-format.md says what it means

    error: the key "kind" is missing
       --> guide.toml:103:1
        |
    103 | [[notice]]
        | ^^^^^^^^^^
        |
        = help: write it; docs/guide-format.md says what it means
    "#);
}

#[test]
fn syntax() {
    let text = minimal_with(
        "title = \"Acme for Defender\"",
        "title = \"Acme for Defender",
    );
    insta::assert_snapshot!(problem(&text).render(), @r#"
    error: invalid basic string, expected `"`
     --> guide.toml:3:27
      |
    3 | title = "Acme for Defender
      |                           ^
    "#);
}

#[test]
fn no_guide_at_all() {
    insta::assert_snapshot!(problem("").render(), @r#"
    error: the key "format" is missing
     --> guide.toml:1:1
      |
    1 |
      | ^
      |
      = help: write it; docs/guide-format.md says what it means
    "#);
}

#[test]
fn one_line_for_each_fault_without_drawing() {
    let text = minimal_with("line = 30", "line = 300").replace("line = 22", "line = 0");
    insta::assert_snapshot!(problem(&text), @r#"
    guide.toml:88:44: the text has no line 0; [edition] says that it has 40 lines, counted from 1
    guide.toml:102:34: the text has no line 300; [edition] says that it has 40 lines, counted from 1
    "#);
}

#[test]
fn a_flood_of_faults_is_cut_and_counted() {
    let text = format!("{MINIMAL}{}", "\n[[form]]\nfoo = 1\n".repeat(50));
    let problem = problem(&text);
    assert_eq!(
        problem.faults.len(),
        100,
        "an unknown key and a missing one each"
    );
    assert!(problem.render().ends_with("… and 60 more"));
}
