//! Names of companies: whether two are the same, and whether a text holds one.
//!
//! A verified publisher proves who made an application, so only a name that is
//! the same letter by letter counts: letters that merely look alike, letters
//! that nobody sees and further words make another name. To notice somebody who
//! wants to be taken for a company it is the other way round.
//!
//! Legal forms and look-alike letters are loaded from `catalog/company-names.toml`.

use serde::Deserialize;

/// `catalog/company-names.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct CompanyNames {
    #[serde(rename = "checked")]
    _checked: String,
    #[serde(rename = "legal-form")]
    legal_forms: Vec<LegalForms>,
    #[serde(rename = "look-alike")]
    look_alikes: Vec<LookAlikes>,
}

/// The usual legal forms of a country.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct LegalForms {
    #[serde(rename = "country")]
    _country: String,
    names: Vec<LegalForm>,
    #[serde(rename = "source")]
    _source: String,
}

/// A legal form as the words that it is written in, with its dots left out and as gaps.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "String")]
struct LegalForm([Vec<String>; 2]);

impl From<String> for LegalForm {
    fn from(form: String) -> Self {
        Self([words(&form, Dots::Vanish), words(&form, Dots::Separate)])
    }
}

/// Letters that are read as another.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct LookAlikes {
    read_as: char,
    letters: Vec<char>,
    #[serde(rename = "source")]
    _source: String,
}

impl CompanyNames {
    /// Every spelling of every legal form.
    fn legal_forms(&self) -> impl Iterator<Item = &Vec<String>> {
        let forms = self.legal_forms.iter().flat_map(|of| &of.names);
        forms.flat_map(|form| &form.0)
    }

    /// The letter that a reader takes a letter for, without the marks of width and case.
    fn read_as(&self, letter: char) -> char {
        let letter = narrow(letter);
        let mut groups = self.look_alikes.iter();
        let known = groups.find(|group| group.letters.contains(&letter));
        known.map_or(letter, |group| group.read_as)
    }
}

impl CompanyNames {
    /// True for two names of one company: without regard to case, punctuation, white space and
    /// a legal form at the end.
    pub(super) fn is_same(&self, one: &str, other: &str) -> bool {
        let one = self.words(one);
        !one.is_empty() && one == self.words(other)
    }

    /// The words of a company's name without its legal form; none where nothing of a name is left.
    pub(super) fn words(&self, name: &str) -> Vec<String> {
        let mut words = words(name, Dots::Vanish);
        let ends = |form: &&Vec<String>| form.len() < words.len() && words.ends_with(form);
        let form = self.legal_forms().filter(ends);
        let form = form.map(Vec::len).max();
        words.truncate(words.len().saturating_sub(form.unwrap_or_default()));
        words
    }

    /// True for a text that holds a company's name as words of its own, or something made to be taken for it.
    pub(super) fn resembles(&self, text: &str, company: &str) -> bool {
        let as_read = |words: &[String]| -> Vec<String> {
            let letters = |word: &String| word.chars().map(|c| self.read_as(c)).collect();
            words.iter().map(letters).collect()
        };
        let wanted = as_read(&self.words(company));
        if wanted.is_empty() {
            return false;
        }
        let joined = wanted.concat();
        let visible: String = text.chars().filter(|c| !is_unseen(*c)).collect();
        let separated: Vec<String> = visible
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(|word| word.chars().map(folded).collect())
            .collect();
        let found = as_read(&separated);
        found.contains(&joined) || found.windows(wanted.len()).any(|words| words == wanted)
    }
}

/// The meaning of a dot within a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Dots {
    /// `L.L.C.` is `llc`.
    Vanish,
    /// `L.L.C.` is `l l c`.
    Separate,
}

/// The words of a name, in lower case and without punctuation. Whatever is neither a letter nor
/// known punctuation stays where it is, so that a name with it is no other name.
fn words(name: &str, dots: Dots) -> Vec<String> {
    let mut words = vec![String::new()];
    for c in name.chars() {
        if separates(c) || (c == '.' && dots == Dots::Separate) {
            words.push(String::new());
        } else if !matches!(c, '.' | '\'' | '‘' | '’')
            && let Some(word) = words.last_mut()
        {
            word.push(folded(c));
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// White space and the punctuation that stands between words.
fn separates(c: char) -> bool {
    const PUNCTUATION: &str = ",;:!?-–—‐‑/\\|()[]{}\"“”„«»&*_#%@·…、，（）";
    c.is_whitespace() || PUNCTUATION.contains(c)
}

/// A letter in lower case, where the two are one letter: the Kelvin sign is no `k`.
fn folded(c: char) -> char {
    let mut lower = c.to_lowercase();
    let (Some(small), None) = (lower.next(), lower.next()) else {
        return c;
    };
    let mut upper = small.to_uppercase();
    let back = small == c || (upper.next() == Some(c) && upper.next().is_none());
    if back { small } else { c }
}

/// A full-width letter as the ordinary one, in lower case.
fn narrow(c: char) -> char {
    let code = u32::from(c);
    let ordinary = (0xFF01..=0xFF5E)
        .contains(&code)
        .then(|| char::from_u32(code - 0xFEE0))
        .flatten();
    ordinary.unwrap_or(c).to_lowercase().next().unwrap_or(c)
}

/// Characters that a reader does not see, and marks over letters.
fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{00AD}'
            | '\u{0300}'..='\u{036F}'
            | '\u{061C}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}
