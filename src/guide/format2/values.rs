//! The values of parameters, and templates with the values in them.

use super::ids::{GuideId, ParameterId};
use super::template::Template;
use std::collections::BTreeMap;

/// The values of parameters. One that is not here has none.
pub type ParameterValues = BTreeMap<(GuideId, ParameterId), Vec<String>>;

/// The most texts that one template comes to; with more, its parameters count as having no value.
const MOST: usize = 1_000;

impl Template {
    /// The template with its parameters' values, in every combination; none when one has no value.
    ///
    /// `home` is the guide that the template stands in.
    pub(crate) fn filled(&self, home: &GuideId, values: &ParameterValues) -> Vec<String> {
        let mut texts = vec![String::new()];
        let mut rest = self.as_str();
        for parameter in self.parameters() {
            let guide = parameter.guide.as_ref().unwrap_or(home);
            let key = (guide.clone(), parameter.id.clone());
            let given = values.get(&key).map(Vec::as_slice).unwrap_or_default();
            if texts.len().saturating_mul(given.len()) > MOST {
                return Vec::new();
            }
            let place = format!("{{{parameter}}}");
            let (before, after) = rest.split_once(place.as_str()).unwrap_or((rest, ""));
            rest = after;
            texts = given
                .iter()
                .flat_map(|value| {
                    let begun = texts.iter();
                    begun.map(move |text| format!("{text}{before}{value}"))
                })
                .collect();
        }
        let filled = texts.into_iter();
        filled.map(|text| text + rest).collect()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::{MOST, ParameterValues, Template};
    use crate::guide::format2::ids::GuideId;

    fn home() -> GuideId {
        "acme".parse().unwrap()
    }

    fn values(given: &[(&str, &str, &[&str])]) -> ParameterValues {
        let given = given.iter().map(|(guide, id, values)| {
            let key = (guide.parse().unwrap(), id.parse().unwrap());
            let values = values.iter().map(|value| (*value).to_owned());
            (key, values.collect())
        });
        given.collect()
    }

    #[test]
    fn a_template_is_filled_in_with_every_combination() {
        let values = values(&[
            ("acme", "a", &["1", "2"]),
            ("base", "a", &["x", "y"]),
            ("acme", "none", &[]),
        ]);
        for (template, expected) in [
            ("plain", &["plain"][..]),
            ("{a}", &["1", "2"]),
            ("<{base:a}-{a}>", &["<x-1>", "<y-1>", "<x-2>", "<y-2>"]),
            ("{a}{none}", &[]),
            ("{b}", &[]),
        ] {
            let template: Template = template.parse().unwrap();
            assert_eq!(template.filled(&home(), &values), expected);
        }
    }

    #[test]
    fn a_template_with_too_many_combinations_has_no_value() {
        let many: Vec<String> = (0..=MOST / 10).map(|n| n.to_string()).collect();
        let key = |id: &str| (home(), id.parse().unwrap());
        let values = ParameterValues::from([
            (key("a"), many.clone()),
            (key("b"), many.iter().take(10).cloned().collect()),
        ]);
        let one: Template = "{a}".parse().unwrap();
        assert_eq!(one.filled(&home(), &values), many);
        let both: Template = "{a}{b}".parse().unwrap();
        assert_eq!(both.filled(&home(), &values), Vec::<String>::new());
    }
}
