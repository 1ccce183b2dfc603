//! The guides that come with rolecall.

use super::fixture::library;
use rolecall::guide::format2::model::Guide;
use rolecall::guide::{built_in, find_built_in};

#[test]
fn every_built_in_guide_loads_and_is_where_its_ids_say() {
    for entry in built_in() {
        let guide = Guide::parse(entry.file, entry.text, &library(&[]))
            .unwrap_or_else(|problem| panic!("{}", problem.render()));
        assert_eq!(guide.id.as_str(), entry.id);
        assert_eq!(guide.edition.id.to_string(), entry.edition);
        assert_eq!(
            entry.file,
            format!("guides/{}/{}.toml", guide.id, guide.edition.id)
        );
    }
}

#[test]
fn they_are_sorted_by_id_and_edition() {
    assert!(built_in().is_sorted_by_key(|entry| (entry.id, entry.edition)));
}

#[test]
fn the_newest_edition_is_found_when_none_is_named() {
    let newest = find_built_in("expel-mde", None).unwrap();
    let last = built_in()
        .iter()
        .rfind(|entry| entry.id == "expel-mde")
        .unwrap();
    assert_eq!(newest, last);
    assert_eq!(
        find_built_in("expel-mde", Some(newest.edition)).unwrap(),
        newest
    );
}

#[test]
fn an_unknown_id_is_answered_with_the_known_ones() {
    let wrong = find_built_in("expel-mdr", None).unwrap_err().to_string();
    assert_eq!(
        wrong,
        "there is no built-in guide \"expel-mdr\"; did you mean \"expel-mde\"?"
    );
    let wrong = find_built_in("zzz", None).unwrap_err().to_string();
    assert_eq!(
        wrong,
        "there is no built-in guide \"zzz\"; there are: expel-mde"
    );
    let wrong = find_built_in("expel-mde", Some("1999-01-01"))
        .unwrap_err()
        .to_string();
    assert_eq!(
        wrong,
        "the guide expel-mde has no edition \"1999-01-01\"; it has: 2026-11-23"
    );
}
