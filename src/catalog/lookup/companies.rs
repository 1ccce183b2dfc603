//! Names of companies.

use crate::catalog::Catalog;

impl Catalog {
    /// True for two names of one company: without regard to case, punctuation, white space and
    /// a legal form at the end.
    pub fn is_same_company(&self, one: &str, other: &str) -> bool {
        self.company_names.is_same(one, other)
    }

    /// The words of a company's name without its legal form; none where nothing of a name is left.
    pub fn company(&self, name: &str) -> Vec<String> {
        self.company_names.words(name)
    }

    /// True for a text that holds a company's name as words of its own, or something made to be taken for it.
    pub fn resembles_company(&self, text: &str, company: &str) -> bool {
        self.company_names.resembles(text, company)
    }
}
