//! The sentences for what lies with somebody outside the tenant.

use crate::assess::{Outside, shown};

pub(super) fn sentence(one: &Outside, who: &str) -> String {
    match one {
        Outside::Microsoft { status } => format!(
            "Microsoft has disabled {who} ({}), and nobody in this tenant can switch it on again. Ask the vendor \
             and Microsoft's support why. Once Microsoft has lifted it, audit again; until then it stays as it is.",
            shown(status)
        ),
        Outside::Product { api } => format!(
            "The API {api} is not in this tenant, so nobody can grant anything on it. It comes with the licence \
             of its product: see that the tenant has one, and that the API's enterprise application is there."
        ),
        Outside::Vendor {
            api,
            value,
            switched_off,
        } => {
            let does = if *switched_off {
                format!("has {value} switched off")
            } else {
                format!("does not offer {value}")
            };
            format!(
                "{api} {does} in this tenant: it can be neither added nor consented to. Ask the vendor what to \
                 grant instead; until the API offers it, this stays as it is."
            )
        }
    }
}
