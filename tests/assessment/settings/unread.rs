//! What could show an obstacle and was not read is advice that weighs.

use super::*;

#[test]
fn policies_that_were_not_read_keep_the_answer_from_plain_ready() {
    let assessment = Tenant::ready()
        .denied("conditional-access", "Policy.Read.All")
        .judged();
    assert_eq!(assessment.readiness.as_str(), "ready-with-findings");
    let advice = only(&assessment);
    assert_eq!(
        (advice.id.as_str(), advice.weighs),
        ("expel-mde/advice/not-read/conditional-access", true)
    );
    assert!(advice.text.contains("Policy.Read.All"), "{}", advice.text);
    assert!(!advice.evidence.is_empty());
}

#[test]
fn each_section_of_cross_tenant_access_that_was_not_read_is_said_once() {
    for section in [
        "vendor-tenant",
        "cross-tenant-partner",
        "cross-tenant-default",
    ] {
        let assessment = Tenant::ready().denied(section, "Policy.Read.All").judged();
        let advice = only(&assessment);
        assert_eq!(advice.id, format!("expel-mde/advice/not-read/{section}"));
        assert!(advice.weighs);
    }
}

#[test]
fn who_and_what_may_be_invited_matters_only_while_somebody_is_to_be() {
    for (section, pending) in [("b2b-policy", true), ("authorization-policy", false)] {
        let unread = || Tenant::ready().denied(section, "Policy.Read.All");
        assert!(unread().judged().advice.is_empty(), "{section}");
        let waiting = unread().set("users", "externalUserState", json!("PendingAcceptance"));
        assert_eq!(
            waiting.judged().advice.len(),
            usize::from(pending),
            "{section}"
        );
        let assessment = unread().without_guest().judged();
        assert!(only(&assessment).weighs, "{section}");
    }
}
