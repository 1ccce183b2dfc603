//! Which calls a fault spoils.

use super::Fault;

/// A path pattern and the calls that are meant.
#[derive(Clone, Debug)]
pub struct On {
    pattern: String,
    from: usize,
    to: usize,
    page: Option<usize>,
}

impl On {
    /// Calls whose path (with version or tenant, without query) fits; `*` is any text. A pattern with
    /// a question mark is held against path and decoded query. Every call, unless narrowed.
    pub fn path(pattern: &str) -> Self {
        Self {
            pattern: pattern.to_ascii_lowercase(),
            from: 1,
            to: usize::MAX,
            page: None,
        }
    }

    /// Only the first `count` calls.
    pub fn first(mut self, count: usize) -> Self {
        self.to = count;
        self
    }

    /// Only the call of that number, from 1.
    pub fn nth(mut self, number: usize) -> Self {
        (self.from, self.to) = (number, number);
        self
    }

    /// Only that page, from 1; other pages are not counted as calls.
    pub fn page(mut self, number: usize) -> Self {
        self.page = Some(number);
        self
    }
}

/// A fault in place.
#[derive(Clone, Debug)]
pub struct Rule {
    on: On,
    fault: Fault,
    calls: usize,
}

impl Rule {
    pub fn new(on: On, fault: Fault) -> Self {
        Self {
            on,
            fault,
            calls: 0,
        }
    }
}

/// The faults for a call, which is counted.
pub fn due(rules: &mut [Rule], path: &str, query: &str, page: usize) -> Vec<Fault> {
    let mut faults = Vec::new();
    for rule in rules {
        let whole = format!("{path}?{query}");
        let text = if rule.on.pattern.contains('?') {
            &whole
        } else {
            path
        };
        if rule.on.page.is_some_and(|wanted| wanted != page)
            || !fits(&rule.on.pattern, &text.to_ascii_lowercase())
        {
            continue;
        }
        rule.calls += 1;
        if (rule.on.from..=rule.on.to).contains(&rule.calls) {
            faults.push(rule.fault.clone());
        }
    }
    faults
}

fn fits(pattern: &str, text: &str) -> bool {
    let Some((head, tail)) = pattern.split_once('*') else {
        return pattern == text;
    };
    let Some(rest) = text.strip_prefix(head) else {
        return false;
    };
    tail.is_empty()
        || (0..=rest.len()).any(|at| rest.get(at..).is_some_and(|rest| fits(tail, rest)))
}
