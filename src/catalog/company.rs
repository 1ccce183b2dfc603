//! Names of companies: whether two are the same, and whether a text holds one.
//!
//! A verified publisher proves who made an application, so only a name that is
//! the same letter by letter counts: letters that merely look alike, letters
//! that nobody sees and further words make another name. To notice somebody who
//! wants to be taken for a company it is the other way round.

use super::Catalog;

impl Catalog {
    /// Whether two names are of one company: without regard to case, punctuation, white space and
    /// a legal form at the end.
    pub fn is_same_company(&self, one: &str, other: &str) -> bool {
        let one = self.company(one);
        !one.is_empty() && one == self.company(other)
    }

    /// The words of a company's name without its legal form; none where nothing of a name is left.
    pub fn company(&self, name: &str) -> Vec<String> {
        let mut words = words(name, Dots::Vanish);
        let ends = |form: &&Vec<String>| form.len() < words.len() && words.ends_with(form);
        let form = self.legal_forms.iter().filter(ends).map(Vec::len).max();
        words.truncate(words.len().saturating_sub(form.unwrap_or_default()));
        words
    }

    /// Whether a text holds a company's name as words of its own, or what is made to be taken for it.
    pub fn resembles_company(&self, text: &str, company: &str) -> bool {
        let looks = |words: &[String]| -> Vec<String> {
            words.iter().map(|word| self.look(word)).collect()
        };
        let wanted = looks(&self.company(company));
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
        let found = looks(&separated);
        found.contains(&joined) || found.windows(wanted.len()).any(|words| words == wanted)
    }

    /// A word as a reader takes it at a glance.
    fn look(&self, word: &str) -> String {
        word.chars()
            .map(|letter| {
                let letter = narrow(letter);
                let known = self.looks.iter().find(|look| look.letter == letter);
                known.map_or(letter, |look| look.read_as)
            })
            .collect()
    }
}

/// A letter that is read as another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) letter: char,
    pub(super) read_as: char,
}

/// What a dot does within a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Dots {
    /// `L.L.C.` is `llc`.
    Vanish,
    /// `L.L.C.` is `l l c`.
    Separate,
}

/// The spellings of a legal form, as words.
pub(super) fn spellings(form: &str) -> [Vec<String>; 2] {
    [words(form, Dots::Vanish), words(form, Dots::Separate)]
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
