//! Tests of names that are a company's, and of names that only want to be taken for it.

use super::catalog;
use proptest::prelude::*;

/// Names that are one company's.
const SAME: &[(&str, &str)] = &[
    ("Expel", "Expel, Inc."),
    ("Expel", "expel inc"),
    ("Expel", "EXPEL,INC."),
    ("Expel", "  Expel \u{a0} Incorporated "),
    ("Expel", "Expel Corp."),
    ("Expel", "Expel Corporation"),
    ("Expel", "Expel L.L.C."),
    ("Expel", "Expel L L C"),
    ("Expel", "Expel LLC"),
    ("Expel", "Expel Ltd"),
    ("Expel", "Expel Limited"),
    ("Expel", "Expel PLC"),
    ("Expel", "Expel LLP"),
    ("Expel", "Expel GmbH"),
    ("Expel", "Expel GmbH & Co. KG"),
    ("Expel", "Expel GmbH & Co KG"),
    ("Expel", "Expel GmbH & Co.KG"),
    ("Expel", "Expel Gesellschaft mit beschränkter Haftung"),
    ("Expel", "Expel Aktiengesellschaft"),
    ("Expel", "Expel Naamloze Vennootschap"),
    ("Expel", "Expel Société Anonyme"),
    ("Expel", "Expel e.V."),
    ("Expel", "Expel AG"),
    ("Expel", "Expel SE"),
    ("Expel", "Expel S.A."),
    ("Expel", "Expel S. A."),
    ("Expel", "Expel SAS"),
    ("Expel", "Expel SARL"),
    ("Expel", "Expel S.à r.l."),
    ("Expel", "Expel B.V."),
    ("Expel", "Expel N.V."),
    ("Expel", "Expel Oy"),
    ("Expel", "Expel AB"),
    ("Expel", "Expel AS"),
    ("Expel", "Expel A/S"),
    ("Expel", "Expel ApS"),
    ("Expel", "Expel Pty Ltd"),
    ("Expel", "Expel (Pty) Ltd"),
    ("Expel", "Expel Pte. Ltd."),
    ("Expel", "Expel Co."),
    ("Expel", "Expel Co., Ltd."),
    ("Expel", "Expel K.K."),
    ("Expel", "Expel KK"),
    ("Expel", "Expel S.p.A."),
    ("Expel", "Expel S.r.l."),
    ("Expel, Inc.", "Expel"),
    ("Expel, Inc.", "Expel GmbH"),
    ("Red Canary", "Red Canary Inc."),
    ("Red Canary", "red  canary, inc"),
    ("Red Canary", "Red-Canary Inc."),
    ("O'Neil Security", "O’Neil Security Ltd."),
    ("Société Générale", "SOCIÉTÉ GÉNÉRALE S.A."),
    ("Limited", "Limited"),
];

/// Names that are two companies'.
const APART: &[(&str, &str)] = &[
    ("Expel", "Expel Consulting GmbH"),
    ("Expel", "Expel Pest Control GmbH"),
    ("Expel", "Expel Pest Control"),
    ("Expel", "Expel Group"),
    ("Expel", "Expel Holdings, Inc."),
    ("Expel", "Inc. Expel"),
    ("Expel", "GmbH Expel"),
    ("Expel", "The Expel"),
    ("Expel", "Contoso (not Expel)"),
    ("Expel", "Contoso for Expel, Inc."),
    ("Expel", "Expeller"),
    ("Expel", "Expeller GmbH"),
    ("Expel", "Ex pel"),
    ("Expel", "Ex-pel"),
    ("Expel", "Expel+"),
    ("Expel", "Expel, Inc. and Sons"),
    // One legal form is taken off, and what is left is a name.
    ("Expel", "Expel Inc. LLC"),
    ("Expel", "Inc."),
    ("Red Canary", "Red Canary Mining Ltd."),
    ("Red Canary", "Canary Inc."),
    ("Red Canary", "Red"),
    ("", ""),
    ("", "Inc."),
    (",", "."),
    // Letters that only look alike, and letters that nobody sees.
    ("Expel", "Ехреl"),
    ("Expel", "Еxpel, Inc."),
    ("Expel", "Expеl, Inc."),
    ("Expel", "Ｅｘｐｅｌ"),
    ("Expel", "Ex\u{200b}pel"),
    ("Expel", "Expel\u{200b}"),
    ("Expel", "Expel\u{200d}, Inc."),
    ("Expel", "\u{feff}Expel"),
    ("Expel", "Ex\u{ad}pel"),
    ("Expel", "\u{202e}lepxE"),
    ("Expel", "Expel\u{2060} Inc."),
    ("Expel", "Expel\u{0301}"),
    ("Expel", "Expel\u{3164}"),
    ("Expel", "Expel\u{e0041}"),
    ("Expel", "Expel, \u{406}nc."),
    ("Expel", "Expel\0"),
    ("Kudelski", "\u{212a}udelski"),
    ("istanbul", "İstanbul"),
];

#[test]
fn a_legal_form_case_and_punctuation_make_no_other_company() {
    for (one, other) in SAME {
        assert!(catalog().is_same_company(one, other), "{one:?} {other:?}");
        assert!(catalog().is_same_company(other, one), "{other:?} {one:?}");
    }
}

#[test]
fn another_word_and_another_letter_make_another_company() {
    for (one, other) in APART {
        assert!(!catalog().is_same_company(one, other), "{one:?} {other:?}");
        assert!(!catalog().is_same_company(other, one), "{other:?} {one:?}");
    }
}

#[test]
fn a_name_that_holds_a_company_is_noticed_however_it_is_dressed_up() {
    for text in [
        "soc_expel.io.example#EXT#@contoso.onmicrosoft.com",
        "expel-soc_evil.test#EXT#@contoso.onmicrosoft.com",
        "EXPEL SOC",
        "Ехреl SOC",
        "Ex\u{200b}pel analyst",
        "Ｅｘｐｅｌ",
        "expe1 support",
        "Éxpel",
    ] {
        assert!(catalog().resembles_company(text, "Expel"), "{text:?}");
        assert!(catalog().resembles_company(text, "Expel, Inc."), "{text:?}");
    }
    for text in [
        "redcanary@evil.test",
        "Red Canary",
        "soc@red-canary.example",
        "red_canary",
    ] {
        assert!(catalog().resembles_company(text, "Red Canary"), "{text:?}");
    }
    for (text, company) in [
        ("expeller@contoso.example", "Expel"),
        ("jane@contoso.example", "Expel"),
        ("red@canary-islands.example", "Red Hat"),
        ("fred.canary@contoso.example", "Red Canary"),
        ("anybody", ""),
        ("", ""),
    ] {
        assert!(!catalog().resembles_company(text, company), "{text:?}");
    }
}

/// A name of one to three words that end in no legal form.
fn name() -> impl Strategy<Value = String> {
    prop::collection::vec("[b-z]{7,9}", 1..4).prop_map(|words| words.join(" "))
}

/// A character that no company has in its name.
fn hostile() -> impl Strategy<Value = char> {
    prop_oneof![
        prop::sample::select(vec![
            '\u{200b}',
            '\u{200c}',
            '\u{200d}',
            '\u{2060}',
            '\u{feff}',
            '\u{ad}',
            '\u{202e}',
            '\u{2066}',
            '\u{34f}',
            '\u{301}',
            '\u{fe0f}',
            '\u{e0020}',
            '\u{7f}',
            '\0',
            '\u{1b}',
        ]),
        prop::sample::select(vec![
            'а', 'е', 'о', 'р', 'с', 'х', 'ο', 'Ｅ', 'ⅼ', '𝐞', '１'
        ]),
    ]
}

proptest! {
    #[test]
    fn a_form_at_the_end_changes_nothing_and_a_word_before_it_does(
        name in name(),
        form in prop::sample::select(vec!["Inc.", "LLC", "GmbH", "GmbH & Co. KG", "S.p.A.", "Pty Ltd", "A/S", "Co., Ltd."]),
        word in "[b-z]{7,9}",
    ) {
        let with_form = format!("{}, {form}", name.to_uppercase());
        prop_assert!(catalog().is_same_company(&name, &with_form));
        let other = format!("{name} {word} {form}");
        prop_assert!(!catalog().is_same_company(&name, &other));
        let before = format!("{form} {name}");
        prop_assert!(!catalog().is_same_company(&name, &before));
    }

    #[test]
    fn a_hostile_character_anywhere_makes_another_name(
        name in name(),
        place in any::<prop::sample::Index>(),
        hostile in hostile(),
    ) {
        let mut letters: Vec<char> = name.chars().collect();
        let at = place.index(letters.len() + 1);
        letters.insert(at, hostile);
        let changed: String = letters.into_iter().collect();
        prop_assert!(!catalog().is_same_company(&name, &changed), "{changed:?}");
    }

    #[test]
    fn no_text_breaks_it(one in "\\PC{0,40}", other in ".{0,40}") {
        let same = catalog().is_same_company(&one, &other);
        prop_assert_eq!(same, catalog().is_same_company(&other, &one));
        let _ = catalog().resembles_company(&one, &other);
    }
}
