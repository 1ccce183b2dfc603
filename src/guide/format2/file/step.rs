//! The shape of steps, handovers and notices.

use super::{CiteEntry, WhenEntry};
use crate::guide::format2::ids::{
    ClosedId, FieldId, HandoverId, Holder, NoticeId, ParameterRef, RequirementId, StepId,
};
use crate::guide::format2::kinds::{FieldSource, NoticeKind, Phase};
use crate::guide::format2::list::{Distinct, Many};
use crate::guide::format2::read::{Maybe, Needed};
use crate::guide::format2::shape::{table, table_by_word, words};
use crate::guide::format2::text::Text;
use schemars::Schema;
use serde_json::json;

table! {
    /// A step that a person takes.
    #[schemars(rename = "step", transform = phase_rules)]
    struct StepEntry = "a [[step]]" {
        /// Its id.
        id: Needed<StepId>,
        /// Its title: the result that it achieves.
        title: Needed<Text>,
        /// The phase in which it is done.
        phase: Maybe<Phase>,
        /// Its condition.
        when: Maybe<WhenEntry>,
        /// Requirements of the installer: the rights that are needed for this step.
        by: Maybe<Many<RequirementId, 1>>,
        /// The instructions, in Markdown.
        text: Needed<Text>,
        /// The requirements and handovers that it closes, in onboarding.
        closes: Maybe<Distinct<ClosedId>>,
        /// The requirements whose rights it removes, after onboarding.
        removes: Maybe<Distinct<ClosedId>>,
        /// The place in the article that describes it.
        cite: Needed<CiteEntry>,
    }
}

/// Onboarding closes; what comes afterwards removes.
fn phase_rules(schema: &mut Schema) {
    let rule = json!([{
        "if": {
            "properties": { "phase": { "enum": ["after", "offboard"] } },
            "required": ["phase"]
        },
        "then": { "properties": { "closes": false } },
        "else": { "properties": { "removes": false } }
    }]);
    schema.insert("allOf".to_owned(), rule);
}

words! {
    /// Evidence that names nothing further.
    pub(crate) PlainEvidence {
        /// A person attests to it.
        Attested = "attested",
        /// A reference is given with the attestation.
        Document = "document",
    }
    /// Evidence by signing in.
    pub(crate) SignInWord {
        /// A principal has signed in.
        SignIn = "sign-in",
    }
}

table! {
    /// A person attests to it, with a reference or without one.
    struct PlainEvidenceEntry = "evidence" {
        /// Attested or document.
        way: Needed<PlainEvidence>,
    }
}

table! {
    /// A principal has signed in.
    struct SignInEntry = "evidence" {
        /// `sign-in`.
        way: Needed<SignInWord>,
        /// The principal.
        of: Needed<Holder>,
    }
}

table_by_word! {
    /// Evidence that a handover happened.
    #[schemars(rename = "evidence")]
    enum EvidenceEntry = "evidence", "way" {
        "attested" | "document" => Plain(PlainEvidenceEntry),
        "sign-in" => SignIn(SignInEntry),
    }
}

table! {
    /// Information that the vendor needs, given on the vendor's own side.
    #[schemars(rename = "handover")]
    struct HandoverEntry = "a [[handover]]" {
        /// Its id.
        id: Needed<HandoverId>,
        /// Its title.
        title: Needed<Text>,
        /// Its condition.
        when: Maybe<WhenEntry>,
        /// The evidence, any one of which is enough.
        evidence: Needed<Many<EvidenceEntry, 1>>,
        /// The instructions, in Markdown.
        text: Maybe<Text>,
        /// The fields of the form.
        field: Maybe<Many<FieldEntry>>,
        /// The place in the article that describes it.
        cite: Needed<CiteEntry>,
    }
}

table! {
    /// A field of the vendor's form.
    #[schemars(rename = "field")]
    struct FieldEntry = "a [[handover.field]]" {
        /// Its id.
        id: Needed<FieldId>,
        /// Its label on the form.
        label: Needed<Text>,
        /// The source of its value.
        value: Needed<FieldSource>,
        /// With `app-id`: the principal.
        of: Maybe<Holder>,
        /// With `parameter`: the parameter.
        parameter: Maybe<ParameterRef>,
        /// Its condition.
        when: Maybe<WhenEntry>,
        /// Help for filling it in.
        help: Needed<Text>,
        /// The place in the article that describes it.
        cite: Maybe<CiteEntry>,
    }
}

table! {
    /// A notice to the reader.
    #[schemars(rename = "notice")]
    struct NoticeEntry = "a [[notice]]" {
        /// Its id.
        id: Needed<NoticeId>,
        /// Its kind.
        kind: Needed<NoticeKind>,
        /// One line.
        title: Needed<Text>,
        /// The whole of it, in Markdown.
        text: Needed<Text>,
        /// Its condition.
        when: Maybe<WhenEntry>,
        /// The requirements and handovers that it concerns.
        requirements: Maybe<Many<ClosedId, 1>>,
        /// The source, where it is not the article.
        source: Maybe<Text>,
        /// The place in the article.
        cite: Maybe<CiteEntry>,
    }
}
