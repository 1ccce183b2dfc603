//! Measures of a JSON text, taken without reading it into memory.

/// The texts of a JSON text, without their quotes, by where they begin and end.
pub(crate) fn texts(json: &[u8]) -> impl Iterator<Item = (usize, usize)> {
    let mut bytes = json.iter().enumerate();
    std::iter::from_fn(move || {
        let (start, _) = bytes.find(|(_, byte)| **byte == b'"')?;
        let mut escaped = false;
        let (end, _) = bytes.find(|(_, byte)| {
            let ends = **byte == b'"' && !escaped;
            escaped = **byte == b'\\' && !escaped;
            ends
        })?;
        Some((start + 1, end))
    })
}

/// About how many lists, objects and members it has, which decides how much memory it takes.
pub(crate) fn parts(json: &[u8]) -> usize {
    let count = |from: usize, to: usize| {
        let between = json.get(from..to).unwrap_or_default().iter();
        between
            .filter(|byte| matches!(byte, b'{' | b'[' | b','))
            .count()
    };
    let mut at = 0;
    let mut parts = 0;
    for (start, end) in texts(json) {
        parts += count(at, start);
        at = end;
    }
    parts + count(at, json.len())
}

/// The length of its longest text, in bytes.
pub(super) fn longest(json: &[u8]) -> usize {
    texts(json)
        .map(|(start, end)| end - start)
        .max()
        .unwrap_or(0)
}
