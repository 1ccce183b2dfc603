//! Words of a filter.

use super::parse::SyntaxError;

/// A word with its position.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Word {
    Str(String),
    Guid(String),
    Date(String),
    Number(String),
    Name(String),
    Mark(char),
}

/// Splits a filter into words.
pub(super) fn words(text: &str) -> Result<Vec<(Word, usize)>, SyntaxError> {
    let letters: Vec<char> = text.chars().collect();
    let mut out = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let start = at;
        let letter = letters[at];
        if letter.is_whitespace() {
            at += 1;
        } else if letter == '\'' {
            let (word, next) = quoted(&letters, at, text)?;
            out.push((Word::Str(word), start));
            at = next;
        } else if matches!(letter, '(' | ')' | ',' | '/' | ':') {
            out.push((Word::Mark(letter), start));
            at += 1;
        } else {
            while at < letters.len()
                && !letters[at].is_whitespace()
                && !"'(),/".contains(letters[at])
            {
                if letters[at] == ':' && !dated(&letters[start..at]) {
                    break;
                }
                at += 1;
            }
            let word: String = letters[start..at].iter().collect();
            out.push((bare(word, start, text)?, start));
        }
    }
    Ok(out)
}

fn dated(word: &[char]) -> bool {
    word.len() > 10 && word[..4].iter().all(char::is_ascii_digit) && word[4] == '-'
}

fn quoted(letters: &[char], start: usize, text: &str) -> Result<(String, usize), SyntaxError> {
    let mut word = String::new();
    let mut at = start + 1;
    while at < letters.len() {
        if letters[at] == '\'' {
            if letters.get(at + 1) != Some(&'\'') {
                return Ok((word, at + 1));
            }
            at += 1;
        }
        word.push(letters[at]);
        at += 1;
    }
    Err(SyntaxError(format!(
        "There is an unterminated string literal at position {start} in '{text}'."
    )))
}

fn bare(word: String, at: usize, text: &str) -> Result<Word, SyntaxError> {
    let mut letters = word.chars();
    let first = letters.next().unwrap_or(' ');
    if word.len() == 36 && uuid::Uuid::parse_str(&word).is_ok() {
        Ok(Word::Guid(word.to_ascii_lowercase()))
    } else if word.len() >= 10 && dated_day(&word) {
        Ok(Word::Date(word))
    } else if first.is_ascii_alphabetic() || matches!(first, '_' | '$' | '@') {
        let fine = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '.' | '@');
        if letters.all(fine) {
            Ok(Word::Name(word))
        } else {
            Err(SyntaxError::at(at, text))
        }
    } else if word.parse::<f64>().is_ok() && (first == '-' || first.is_ascii_digit()) {
        Ok(Word::Number(word))
    } else {
        Err(SyntaxError::at(at, text))
    }
}

fn dated_day(word: &str) -> bool {
    let day = word.as_bytes();
    let digits = [0, 1, 2, 3, 5, 6, 8, 9]
        .iter()
        .all(|at| day[*at].is_ascii_digit());
    digits && day[4] == b'-' && day[7] == b'-' && (word.len() == 10 || day[10] == b'T')
}
