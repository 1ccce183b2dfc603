//! Declares the types of a guide's file: once, for reading and for the JSON Schema.

/// A table with fixed keys: a field's name is its key, with `-` for `_`.
macro_rules! table {
    (
        $(#[$meta:meta])*
        struct $name:ident = $called:literal {
            $($(#[$field_meta:meta])* $field:ident: $kind:ty,)+
        }
    ) => {
        #[derive(Clone, Debug, schemars::JsonSchema)]
        #[schemars(deny_unknown_fields, rename_all = "kebab-case")]
        $(#[$meta])*
        #[allow(dead_code, reason = "some keys only tell one table from another")]
        pub(crate) struct $name {
            $($(#[$field_meta])* pub(crate) $field: $kind,)+
            /// True if a key's value could not be read: keys that the table lacks are then not reported.
            #[schemars(skip)]
            pub(crate) unread: bool,
        }

        impl $crate::guide::format2::read::Read for $name {
            fn read(
                value: &$crate::guide::format2::read::Value<'_>,
                faults: &mut $crate::guide::error::Faults,
            ) -> Option<Self> {
                let keys = &[$(stringify!($field)),+];
                let mut table =
                    $crate::guide::format2::read::Table::open(value, $called, keys, faults)?;
                $(let $field = table.field(stringify!($field), faults);)+
                Some(Self {
                    $($field,)+
                    unread: table.unread(),
                })
            }
        }
    };
}

/// One of several tables, distinguished by the keys that only one of them has.
macro_rules! table_by_key {
    (
        $(#[$meta:meta])*
        enum $name:ident = $called:literal {
            $($($key:literal)|+ => $variant:ident($inner:ty),)+
        }
    ) => {
        $crate::guide::format2::shape::one_of_tables! {
            $(#[$meta])*
            enum $name { $($variant($inner),)+ }
            by |value, faults| $crate::guide::format2::read::variant_by_key(
                value,
                $called,
                &[$(&[$($key),+]),+],
                faults,
            )
        }
    };
}

/// One of several tables, distinguished by the word under one key.
macro_rules! table_by_word {
    (
        $(#[$meta:meta])*
        enum $name:ident = $called:literal, $tag:literal {
            $($($word:literal)|+ => $variant:ident($inner:ty),)+
        }
    ) => {
        $crate::guide::format2::shape::one_of_tables! {
            $(#[$meta])*
            enum $name { $($variant($inner),)+ }
            by |value, faults| $crate::guide::format2::read::variant_by_word(
                value,
                $called,
                $tag,
                &[$(&[$($word),+]),+],
                faults,
            )
        }
    };
}

/// The part that the two above have in common.
macro_rules! one_of_tables {
    (
        $(#[$meta:meta])*
        enum $name:ident { $($variant:ident($inner:ty),)+ }
        by |$value:ident, $faults:ident| $which:expr
    ) => {
        #[derive(Clone, Debug, schemars::JsonSchema)]
        #[schemars(untagged)]
        $(#[$meta])*
        #[allow(dead_code, reason = "some tables have nothing further to say")]
        pub(crate) enum $name {
            $($variant($inner),)+
        }

        impl $crate::guide::format2::read::Read for $name {
            fn read(
                $value: &$crate::guide::format2::read::Value<'_>,
                $faults: &mut $crate::guide::error::Faults,
            ) -> Option<Self> {
                let which = $which?;
                let mut index = 0;
                $(
                    if which == index {
                        let inner = <$inner as $crate::guide::format2::read::Read>::read($value, $faults);
                        return inner.map(Self::$variant);
                    }
                    index += 1;
                )+
                let _ = index;
                None
            }
        }
    };
}

/// A closed list of words.
macro_rules! words {
    ($(
        $(#[$meta:meta])*
        $visibility:vis $name:ident {
            $($(#[$variant_meta:meta])* $variant:ident = $word:literal,)+
        }
    )+) => {$(
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize, schemars::JsonSchema,
        )]
        $(#[$meta])*
        $visibility enum $name {
            $($(#[$variant_meta])* #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// Every word, in the order of the specification.
            $visibility const ALL: &[Self] = &[$(Self::$variant),+];

            /// The word as a guide spells it.
            $visibility const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl $crate::guide::format2::read::Read for $name {
            fn read(
                value: &$crate::guide::format2::read::Value<'_>,
                faults: &mut $crate::guide::error::Faults,
            ) -> Option<Self> {
                let word =
                    $crate::guide::format2::read::read_word(value, &[$($word),+], faults)?;
                Self::ALL.iter().copied().find(|known| known.as_str() == word)
            }
        }
    )+};
}

pub(crate) use {one_of_tables, table, table_by_key, table_by_word, words};
