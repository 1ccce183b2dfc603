//! The conditions under which a policy applies: to which applications, from where, on what.

use crate::catalog::{GuestAccess, Reaches};
use crate::snapshot::{
    ConditionApplications, ConditionLocations, ConditionPlatforms, Conditions, Words,
};

/// The measure of how near the conditions of a policy come to a sign-in at the portals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::assess::advice) enum Reach {
    /// No sign-in of a guest meets them.
    Nowhere,
    /// They are about something beside it.
    Aside,
    /// A sign-in may meet them.
    Portals,
}

/// The conditions of a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::assess::advice) struct When {
    /// The measure of how near they come.
    pub(in crate::assess::advice) reach: Reach,
    limits: Vec<String>,
}

impl When {
    const fn always() -> Self {
        Self {
            reach: Reach::Portals,
            limits: Vec::new(),
        }
    }

    fn limit(&mut self, reach: Reach, words: &str) {
        self.reach = self.reach.min(reach);
        self.limits.push(words.to_owned());
    }

    fn add(&mut self, limit: Option<(Reach, String)>) {
        if let Some((reach, words)) = limit {
            self.limit(reach, &words);
        }
    }

    /// The limits as sentences.
    pub(in crate::assess::advice) fn words(&self) -> String {
        let mut text = String::new();
        for limit in &self.limits {
            text.push(' ');
            text.push_str(limit);
        }
        text
    }
}

/// The conditions of a policy for a person who signs in at the portals.
pub(super) fn of_guest(known: &GuestAccess, conditions: Option<&Conditions>) -> When {
    let mut when = When::always();
    let Some(conditions) = conditions else {
        when.limit(Reach::Portals, "When it applies was not seen.");
        return when;
    };
    when.add(clients(known, conditions.client_app_types.whole()));
    when.add(portals(known, conditions.applications.get()));
    when.add(conditions.platforms.get().and_then(platforms));
    when.add(flows(conditions));
    surroundings(&mut when, conditions);
    when
}

/// The conditions of a policy for a service, by the APIs that it uses.
pub(in crate::assess::advice) fn of_service(conditions: &Conditions, apis: &[String]) -> When {
    let mut when = When::always();
    let named = conditions.applications.get();
    if let Some(list) = named.and_then(|named| named.include_applications.whole()) {
        let has = |word: &str| list.iter().any(|one| one.eq_ignore_ascii_case(word));
        let ours = apis.iter().any(|api| has(api));
        if has("None") && list.len() == 1 {
            when.limit(Reach::Nowhere, "It is for no application.");
        } else if !list.is_empty() && !has("All") && !ours {
            let words = "It is for named applications, and for no API that the guide asks for.";
            when.limit(Reach::Aside, words);
        }
    }
    surroundings(&mut when, conditions);
    when
}

/// Places, devices and risk: whether a sign-in meets them only Microsoft can tell.
fn surroundings(when: &mut When, conditions: &Conditions) {
    when.add(conditions.locations.get().and_then(locations));
    let devices = conditions.devices.get();
    if devices.is_some_and(|devices| devices.device_filter.is_given()) {
        let words = "It is for devices that match a rule, which was not weighed.";
        when.limit(Reach::Portals, words);
    }
    let insider = conditions.insider_risk_levels.get().map(Words::all);
    for (what, levels) in [
        ("a sign-in", conditions.sign_in_risk_levels.whole()),
        ("a user", conditions.user_risk_levels.whole()),
        ("an insider", insider.as_deref()),
        (
            "a workload identity",
            conditions.service_principal_risk_levels.whole(),
        ),
    ] {
        when.add(levels.and_then(|levels| risk(what, levels)));
    }
}

/// Old protocols are no way to a portal.
fn clients(known: &GuestAccess, types: Option<&[String]>) -> Option<(Reach, String)> {
    let types = types.filter(|types| !types.is_empty())?;
    let has = |word: &str| types.iter().any(|one| one.eq_ignore_ascii_case(word));
    if types.iter().all(|one| known.is_legacy_client(one)) {
        return Some((Reach::Nowhere, "It is for old protocols only.".to_owned()));
    }
    if has("all") || has("browser") {
        return None;
    }
    if has("mobileAppsAndDesktopClients") {
        let words = "It is for mobile and desktop apps, and not for a portal in a browser.";
        return Some((Reach::Aside, words.to_owned()));
    }
    Some((
        Reach::Portals,
        "For which clients it is was not understood.".to_owned(),
    ))
}

/// The part that applications play: whether a portal, or something behind one, is among them.
fn portals(
    known: &GuestAccess,
    applications: Option<&ConditionApplications>,
) -> Option<(Reach, String)> {
    let said = |reach, words: &str| Some((reach, words.to_owned()));
    let unseen = "For which applications it is was not seen.";
    let Some(applications) = applications else {
        return said(Reach::Portals, unseen);
    };
    let actions = applications.include_user_actions.sightings();
    if !actions.is_empty() {
        let device = |action: &String| action.eq_ignore_ascii_case("urn:user:registerdevice");
        return if actions.iter().all(device) {
            said(
                Reach::Aside,
                "It is for registering a device, and for no sign-in.",
            )
        } else {
            said(
                Reach::Portals,
                "It is for registering ways to authenticate, which the guest does once the tenant asks it for \
                 multifactor authentication.",
            )
        };
    }
    let contexts = applications
        .include_authentication_context_class_references
        .sightings();
    if !contexts.is_empty() {
        return said(
            Reach::Aside,
            "It is for single steps that an application protects (authentication contexts), and for no sign-in.",
        );
    }
    if applications.application_filter.is_given() {
        return said(
            Reach::Portals,
            "It is for applications that match a rule, which was not weighed.",
        );
    }
    let Some(list) = applications
        .include_applications
        .whole()
        .filter(|list| !list.is_empty())
    else {
        return said(Reach::Portals, unseen);
    };
    named(known, list, applications.exclude_applications.sightings())
}

/// The same for a list of applications, less those that are left out.
fn named(known: &GuestAccess, list: &[String], left_out: &[String]) -> Option<(Reach, String)> {
    let has = |word: &str| list.iter().any(|one| one.eq_ignore_ascii_case(word));
    let spared = left_out
        .iter()
        .any(|one| known.reaches(one) == Reaches::Landing);
    if has("All") {
        return spared.then(|| {
            let words =
                "It leaves the portals out, but may be for what they ask for in the background.";
            (Reach::Portals, words.to_owned())
        });
    }
    if has("None") && list.len() == 1 {
        return Some((Reach::Nowhere, "It is for no application.".to_owned()));
    }
    let reaches = |reach| list.iter().any(|one| known.reaches(one) == reach);
    let count = list.len();
    if reaches(Reaches::Landing) || reaches(Reaches::Beside) {
        let words = format!("It is for {count} named applications, a portal among them.");
        return Some((Reach::Portals, words));
    }
    if reaches(Reaches::Perhaps) {
        let words = format!(
            "It is for {count} named applications, and may be for what is behind a portal."
        );
        return Some((Reach::Portals, words));
    }
    let words =
        format!("It is for {count} named applications only, and for no portal that is known.");
    Some((Reach::Aside, words))
}

/// Platforms on which people work at a portal.
const DESKTOPS: [&str; 3] = ["windows", "macOS", "linux"];

fn platforms(platforms: &ConditionPlatforms) -> Option<(Reach, String)> {
    let included = platforms.include_platforms.whole()?;
    let left_out = platforms.exclude_platforms.sightings();
    let has = |list: &[String], word: &str| list.iter().any(|one| one.eq_ignore_ascii_case(word));
    let applies = |platform: &&&str| {
        (has(included, "all") || has(included, platform)) && !has(left_out, platform)
    };
    let desktops: Vec<&str> = DESKTOPS.iter().filter(applies).copied().collect();
    if included.is_empty() || (desktops.len() == DESKTOPS.len() && left_out.is_empty()) {
        return None;
    }
    if desktops.is_empty() {
        let words = "It is for other platforms than Windows, macOS and Linux.";
        return Some((Reach::Aside, words.to_owned()));
    }
    let words = format!("It is for some platforms ({}).", desktops.join(", "));
    Some((Reach::Portals, words))
}

/// Ways of signing in that a browser at a portal does not take.
fn flows(conditions: &Conditions) -> Option<(Reach, String)> {
    let flows = conditions.authentication_flows.get()?;
    let methods = flows.transfer_methods.get()?.all();
    let known = |one: &String| {
        ["deviceCodeFlow", "authenticationTransfer"]
            .iter()
            .any(|known| one.eq_ignore_ascii_case(known))
    };
    let methods: Vec<&String> = methods
        .iter()
        .filter(|one| !one.is_empty() && !one.eq_ignore_ascii_case("none"))
        .collect();
    if methods.is_empty() {
        return None;
    }
    if methods.into_iter().all(known) {
        let words = "It is for signing in by a device code or from another device only.";
        return Some((Reach::Aside, words.to_owned()));
    }
    Some((
        Reach::Portals,
        "For which ways of signing in it is was not understood.".to_owned(),
    ))
}

fn locations(locations: &ConditionLocations) -> Option<(Reach, String)> {
    let included = locations.include_locations.sightings();
    let left_out = locations.exclude_locations.sightings();
    let everywhere = included.iter().any(|one| one.eq_ignore_ascii_case("All"));
    let words = match (everywhere, left_out.is_empty()) {
        (true, true) => return None,
        (true, false) => {
            "It spares some places, and whether the vendor works from one of them was not weighed."
        }
        (false, _) => {
            "It is for some places, and whether the vendor works from one of them was not weighed."
        }
    };
    Some((Reach::Portals, words.to_owned()))
}

/// A risk that Microsoft sees in something; an ordinary sign-in has none.
fn risk(what: &str, levels: &[String]) -> Option<(Reach, String)> {
    if levels.is_empty() {
        return None;
    }
    let known = |one: &String| {
        ["low", "medium", "high", "minor", "moderate", "elevated"]
            .iter()
            .any(|known| one.eq_ignore_ascii_case(known))
    };
    let reach = if levels.iter().all(known) {
        Reach::Aside
    } else {
        Reach::Portals
    };
    Some((
        reach,
        format!("It applies only where Microsoft sees a risk in {what}."),
    ))
}
