//! Undoes escapes, so that a secret is found at any depth of wrapping.

/// The most layers of escapes that are undone: real text has fewer, and each round takes time.
const ROUNDS: usize = 6;

/// Returns `true` if a text contains an escape.
pub(super) fn is_escaped(text: &[u8]) -> bool {
    text.iter().any(|byte| matches!(byte, b'\\' | b'%' | b'&'))
}

/// The text with one layer of escapes removed, then two, and so on, until nothing changes.
pub(super) fn layers(text: &str) -> impl Iterator<Item = String> + use<> {
    let mut last = text.to_owned();
    (0..ROUNDS).map_while(move |_| {
        let next = unescaped(&last);
        if next == last {
            return None;
        }
        last.clone_from(&next);
        Some(next)
    })
}

/// The text without white space: base64 is broken into lines.
pub(super) fn without_space(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// One layer: escapes of JSON, of URLs and of HTML.
fn unescaped(text: &str) -> String {
    let mut out: Vec<u8> = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest
        .bytes()
        .position(|byte| matches!(byte, b'\\' | b'%' | b'&'))
    {
        let (before, from) = rest.split_at(at);
        out.extend_from_slice(before.as_bytes());
        let taken = backslash(from, &mut out)
            .or_else(|| percent(from, &mut out))
            .or_else(|| entity(from, &mut out));
        let length = taken.unwrap_or_else(|| {
            out.extend(from.bytes().take(1));
            1
        });
        rest = from.get(length..).unwrap_or_default();
    }
    out.extend_from_slice(rest.as_bytes());
    String::from_utf8_lossy(&out).into_owned()
}

fn push(out: &mut Vec<u8>, c: char) {
    out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
}

/// The length of `\n`, `\"`, `\x41`, `\u0041` or a pair of surrogates.
fn backslash(text: &str, out: &mut Vec<u8>) -> Option<usize> {
    let rest = text.strip_prefix('\\')?;
    let kind = rest.chars().next()?;
    let hex = |from: usize, digits: usize| {
        let digits = rest.get(from..from + digits)?;
        u32::from_str_radix(digits, 16).ok()
    };
    match kind {
        'u' => {
            let unit = hex(1, 4)?;
            let low = rest
                .get(5..7)
                .filter(|next| *next == "\\u")
                .and_then(|_| hex(7, 4));
            if let (0xD800..=0xDBFF, Some(low @ 0xDC00..=0xDFFF)) = (unit, low) {
                let code = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
                push(out, char::from_u32(code)?);
                return Some(12);
            }
            push(out, char::from_u32(unit)?);
            Some(6)
        }
        'x' => {
            push(out, char::from_u32(hex(1, 2)?)?);
            Some(4)
        }
        'n' | 'r' | 't' | 'b' | 'f' => {
            out.push(b'\n');
            Some(2)
        }
        other => {
            push(out, other);
            Some(1 + other.len_utf8())
        }
    }
}

/// The length of `%41`.
fn percent(text: &str, out: &mut Vec<u8>) -> Option<usize> {
    let digits = text.strip_prefix('%')?.get(..2)?;
    out.push(u8::from_str_radix(digits, 16).ok()?);
    Some(3)
}

/// The length of `&#65;`, `&#x41;` or a named entity that a secret may need.
fn entity(text: &str, out: &mut Vec<u8>) -> Option<usize> {
    let (name, _) = text.strip_prefix('&')?.get(..)?.split_once(';')?;
    if name.len() > 8 {
        return None;
    }
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
    };
    push(out, c);
    Some(name.len() + 2)
}
