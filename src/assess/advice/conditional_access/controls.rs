//! The demands of a policy, and the ability of a guest to meet them.

use crate::assess::inbound::Trust;
use crate::assess::ternary::Ternary;
use crate::catalog::{GuestAccess, MetBy};
use crate::snapshot::{ConditionalAccessPolicy, GrantControls};

/// Everything that a policy demands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Demand {
    /// The demand as the rest of a sentence.
    pub(super) words: String,
    /// A guest may not be able to meet it.
    pub(super) weighs: bool,
}

/// One control of a policy.
struct Control {
    /// Everything that it asks for.
    asks: String,
    /// Tells if a guest can meet it, and why.
    met: Ternary,
    why: &'static str,
}

const BLOCK: &str = "block";

/// True if a policy does nothing but block.
pub(in crate::assess::advice) fn blocks(policy: &ConditionalAccessPolicy) -> bool {
    let controls = policy.grant_controls.get();
    let named = controls.map(|controls| controls.built_in_controls.sightings());
    named.is_some_and(|named| named.iter().any(|one| is(one, BLOCK)))
}

fn is(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}

/// Everything that a policy demands of a guest; nothing where it only limits sessions.
///
/// With `OR` one control that the guest can meet is enough; with `AND`, or where the answer
/// does not say which, it has to meet each of them.
pub(super) fn demand(
    known: &GuestAccess,
    policy: &ConditionalAccessPolicy,
    trust: Trust,
) -> Option<Demand> {
    let session = policy.session_controls.get();
    let Some(controls) = policy.grant_controls.get() else {
        let session_only = session.is_some_and(crate::snapshot::SessionControls::any);
        return (!session_only).then(unseen);
    };
    if blocks(policy) {
        return Some(Demand {
            words: "it blocks".to_owned(),
            weighs: true,
        });
    }
    let all = list(known, controls, trust);
    if all.is_empty() {
        return Some(unseen());
    }
    let one_is_enough = controls
        .operator
        .as_deref()
        .is_some_and(|word| is(word, "OR"));
    let met = all.iter().map(|control| control.met);
    let can = if one_is_enough {
        Ternary::any(met)
    } else {
        Ternary::any(met.map(Ternary::not)).not()
    };
    let joint = if one_is_enough { " or " } else { " and " };
    let asks: Vec<&str> = all.iter().map(|control| control.asks.as_str()).collect();
    let why: Vec<String> = match all.as_slice() {
        [only] => vec![only.why.to_owned()],
        _ => all
            .iter()
            .map(|control| format!("{}: {}", control.asks, control.why))
            .collect(),
    };
    Some(Demand {
        words: format!("it asks for {} ({})", asks.join(joint), why.join("; ")),
        weighs: can != Ternary::Yes,
    })
}

fn unseen() -> Demand {
    Demand {
        words: "what it demands was not seen".to_owned(),
        weighs: true,
    }
}

/// Every control of a policy.
fn list(known: &GuestAccess, controls: &GrantControls, trust: Trust) -> Vec<Control> {
    let built_in = controls.built_in_controls.sightings().iter();
    let mut all: Vec<Control> = built_in
        .map(|name| control(known, name, String::new(), trust))
        .collect();
    if let Some(strength) = controls.authentication_strength.get() {
        let name = strength.display_name.as_deref();
        let name = name.map_or_else(String::new, |name| format!(" {name:?}"));
        all.push(control(known, "authenticationStrength", name, trust));
    }
    let named = [
        (
            "customAuthenticationFactors",
            &controls.custom_authentication_factors,
        ),
        ("termsOfUse", &controls.terms_of_use),
    ];
    for (name, ids) in named {
        let ids = ids.sightings().iter();
        all.extend(ids.map(|_| control(known, name, String::new(), trust)));
    }
    let strength = &controls.authentication_strength;
    let told = controls.built_in_controls.whole().is_some()
        && named.iter().all(|(_, ids)| ids.whole().is_some())
        && (strength.is_given() || strength.is_null());
    if !told && !all.is_empty() {
        all.push(Control {
            asks: "more that was not told".to_owned(),
            met: Ternary::Untold,
            why: "the answer leaves out some of its controls",
        });
    }
    all
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "the words are made for this call alone"
)]
fn control(known: &GuestAccess, name: &str, called: String, trust: Trust) -> Control {
    let Some(fact) = known.control(name) else {
        return Control {
            asks: format!("{name:?}"),
            met: Ternary::Untold,
            why: "rolecall does not know this control, and did not weigh it",
        };
    };
    let (met, why) = match fact.met_by {
        MetBy::Never => (Ternary::No, "Microsoft does not support it for guests"),
        MetBy::Registering => (
            Ternary::Yes,
            match trust.mfa {
                Ternary::Yes => "that of the home tenant is trusted",
                Ternary::No => "the guest can register it in this tenant",
                Ternary::Untold => {
                    "the guest can register it in this tenant, where that of its home tenant is not trusted"
                }
            },
        ),
        MetBy::MfaTrust => (
            trust.mfa,
            match trust.mfa {
                Ternary::Yes => "the multifactor authentication of its home tenant is trusted",
                Ternary::No => {
                    "the multifactor authentication of its home tenant is not trusted, and without that a guest may \
                     not be able to meet it"
                }
                Ternary::Untold => {
                    "without trust in the multifactor authentication of its home tenant a guest may not be able to \
                     meet it, and whether that is trusted was not told"
                }
            },
        ),
        MetBy::CompliantDeviceTrust => (trust.compliant, of_devices(trust.compliant)),
        MetBy::JoinedDeviceTrust => (trust.joined, of_devices(trust.joined)),
        MetBy::NotWeighed => (
            Ternary::Untold,
            "whether the guest can meet it was not weighed",
        ),
    };
    Control {
        asks: format!("{}{called}", fact.asks),
        met,
        why,
    }
}

const fn of_devices(trust: Ternary) -> &'static str {
    match trust {
        Ternary::Yes => "such devices of its home tenant are trusted",
        Ternary::No => {
            "a guest has one only where such devices of its home tenant are trusted, and they are not"
        }
        Ternary::Untold => {
            "a guest has one only where such devices of its home tenant are trusted, and whether they are was not told"
        }
    }
}
