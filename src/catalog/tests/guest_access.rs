//! The portals, controls and clients that concern an invited guest.

use crate::catalog::{Catalog, MICROSOFT_GRAPH, MetBy, Reaches};

#[test]
fn names_are_found_in_any_case_and_one_portal_is_where_a_guest_ends_up() {
    let catalog = Catalog::built_in().unwrap();
    let known = catalog.guest_access();
    assert_eq!(known.portals.iter().filter(|one| one.lands).count(), 1);
    let met_by = |name: &str| known.control(name).map(|one| one.met_by);
    assert_eq!(met_by("MFA"), Some(MetBy::Registering));
    assert_eq!(met_by("passwordChange"), Some(MetBy::Never));
    assert_eq!(met_by("riskRemediation"), None);
    assert_eq!(known.reaches("microsoftadminportals"), Reaches::Landing);
    assert_eq!(known.reaches("office365"), Reaches::Perhaps);
    let graph = MICROSOFT_GRAPH.to_string();
    assert_eq!(known.reaches(&graph), Reaches::Nothing);
    assert_eq!(known.landing(), "the Microsoft Defender portal");
    assert!(known.is_legacy_client("EasSupported") && !known.is_legacy_client("browser"));
}
