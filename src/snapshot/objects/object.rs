//! The declaration of Graph's objects.

/// Declares objects whose every property is a [`Field`](super::Field) or a [`Listed`](super::Listed):
/// one that is absent stays absent, and none makes the object unreadable.
macro_rules! objects {
    ($($(#[$doc:meta])+ $name:ident { $($(#[$field_doc:meta])+ $field:ident: $type:ty,)+ })+) => {$(
        $(#[$doc])+
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "camelCase")]
        pub struct $name {
            $(
                $(#[$field_doc])+
                #[serde(default, skip_serializing_if = "super::field::Selected::is_absent")]
                pub $field: $type,
            )+
        }
    )+};
}

pub(super) use objects;
