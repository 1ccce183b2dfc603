//! The identity service's refusals, by their AADSTS code.

use std::fmt;

/// The error of an identity service that gave no token. It holds the service's code, never its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The AADSTS code, when there is one.
    pub code: Option<u32>,
    /// The HTTP status.
    pub status: u16,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(code) = self.code else {
            return write!(
                f,
                "status {} without an error code; check the authority host and any proxy in between",
                self.status
            );
        };
        match meaning(code) {
            Some(meaning) => write!(f, "{meaning} (AADSTS{code})"),
            None => write!(
                f,
                "AADSTS{code}; look the code up at https://login.microsoftonline.com/error?code={code}"
            ),
        }
    }
}

/// The meaning of a code, and what to do.
const fn meaning(code: u32) -> Option<&'static str> {
    Some(match code {
        7_000_215 => "the client secret is wrong; give the secret's value, not its id",
        7_000_222 => "the client secret has expired; make a new one",
        7_000_112 => {
            "the application is disabled in this tenant; enable its service principal, or use another"
        }
        7_000_216 | 7_000_218 => {
            "the application must prove who it is with a secret or a certificate; for a device code, let it allow public client flows"
        }
        700_016 => "the tenant has no such application; check the client id and the tenant id",
        700_027 | 700_024 => {
            "the client assertion was not accepted; check the certificate and this machine's clock"
        }
        700_213 | 700_211 | 700_212 | 70_021 => {
            "no federated credential of the application matches; check its issuer and subject"
        }
        900_023 | 900_021 => {
            "the tenant id is not valid; give the tenant's id or one of its domains"
        }
        90_002 => "there is no such tenant; check the tenant id and --cloud",
        90_038 | 900_382 | 900_383 => "the tenant is in another cloud; give the right --cloud",
        500_011 | 650_052 | 650_057 => {
            "Microsoft Graph cannot be asked with this application in this tenant; check --cloud and the application's permissions"
        }
        70_011 | 1_002_012 => "the scope is not valid in this cloud; check --cloud",
        53_003 | 530_034 | 53_000 | 53_001 => {
            "Conditional Access blocks this sign-in; sign in from a place, or as an identity, that the policy lets through"
        }
        50_076 | 50_079 | 50_158 => {
            "this sign-in needs another factor; use an application, or sign in again with it"
        }
        50_034 | 50_020 => "the tenant has no such account",
        50_057 => "the account is disabled",
        50_173 | 700_082 | 700_084 | 70_008 => "the sign-in has expired; sign in again",
        50_196 => {
            "the identity service saw a loop of sign-ins and refuses for a while; wait some minutes"
        }
        90_033 | 90_012 | 50_000 => "the identity service had an error; try again",
        _ => return None,
    })
}

/// Reads the code out of an error body, from `error_codes` or from the text.
pub(super) fn code(body: &[u8]) -> Option<u32> {
    let json: serde_json::Value = serde_json::from_slice(body).ok()?;
    let listed = json
        .get("error_codes")
        .and_then(|codes| codes.get(0))
        .and_then(serde_json::Value::as_u64);
    let spelt = || {
        let text = json.get("error_description")?.as_str()?;
        let (_, after) = text.split_once("AADSTS")?;
        let digits: String = after
            .chars()
            .take_while(char::is_ascii_digit)
            .take(9)
            .collect();
        digits.parse().ok()
    };
    listed
        .or_else(spelt)
        .and_then(|code| u32::try_from(code).ok())
}
