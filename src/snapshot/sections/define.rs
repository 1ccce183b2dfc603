//! The macro that ties a row of the table to the Rust type of its items.
//!
//! It is used once, by the table, and defines from its rows:
//!
//! - [`Sections`](super::Sections), the struct of a snapshot with one typed field for each row;
//! - [`SectionName`](super::SectionName), with [`row`](super::SectionName::row) for everything
//!   that is data;
//! - `for_each_section!`, which hands `field: Type as Variant;` of each row to another macro. That
//!   is for code that needs the types too: the ledger of a scan is the only one.

/// Defines the sections. A row is
///
/// ```text
/// field: Type as Variant, "name-in-files", "title", attributes of Row; { fields of Endpoint } …
/// ```
///
/// The first argument is a dollar sign, which the definition of `for_each_section!` needs.
macro_rules! define_sections {
    ($d:tt $($field:ident: $type:ident as $variant:ident, $text:literal, $title:literal,
        $($attribute:ident: $value:expr),+; $({ $($key:ident: $set:expr),+ $(,)? })+)+) => {
        /// The sections of a snapshot. One that a file leaves out was not asked.
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
        pub struct Sections { $(#[doc = $title] pub $field: Section<$crate::snapshot::$type>,)+ }

        /// The name of a section.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum SectionName { $(#[doc = $title] $variant,)+ }

        impl SectionName {
            /// Every section, in the order of every ledger.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name as files, reports and `plan` spell it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// The row of the table.
            pub const fn row(self) -> &'static Row {
                match self {
                    $(Self::$variant => {
                        const ENDPOINTS: &[Endpoint] = &[$(Endpoint {
                            section: SectionName::$variant,
                            $($key: $set,)+
                            ..Endpoint::USUAL
                        },)+];
                        const ROW: &Row = &Row {
                            title: $title,
                            endpoints: ENDPOINTS,
                            $($attribute: $value,)+
                            ..Row::USUAL
                        };
                        ROW
                    })+
                }
            }
        }

        impl Sections {
            /// A section without its items.
            pub fn head(&self, name: SectionName) -> Head<'_> {
                match name { $(SectionName::$variant => self.$field.head(),)+ }
            }

            /// One item's object as compact JSON, and the request that showed it.
            pub fn sighting(&self, name: SectionName, item: usize) -> Option<(String, &Request)> {
                match name { $(SectionName::$variant => self.$field.sighting(item),)+ }
            }

            /// The request that showed one item.
            pub fn shown_by(&self, name: SectionName, item: usize) -> Option<&Request> {
                match name {
                    $(SectionName::$variant => {
                        self.$field.request_of(self.$field.sightings().get(item)?)
                    })+
                }
            }

            /// The first item of a section that names a request which is not there.
            pub(super) fn dangling(&self, name: SectionName) -> Option<usize> {
                match name { $(SectionName::$variant => self.$field.dangling(),)+ }
            }

            /// Hands every request of every section to a function.
            pub(super) fn each_request(&mut self, mut each: impl FnMut(SectionName, &mut Request)) {
                $(for request in self.$field.requests_mut() {
                    each(SectionName::$variant, request);
                })+
            }

            /// Takes a section out, as if the scan had never asked for it.
            pub fn remove(&mut self, name: SectionName) {
                match name { $(SectionName::$variant => self.$field = Section::default(),)+ }
            }
        }

        /// Hands field, type and variant of every section to another macro.
        macro_rules! for_each_section {
            ($d made:ident) => { $d made! { $($field: $crate::snapshot::$type as $variant;)+ } };
        }

        pub(crate) use for_each_section;
    };
}

pub(super) use define_sections;
