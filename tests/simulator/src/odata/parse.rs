//! Filter expressions.

use super::scan::{Word, words};

/// A filter.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    And(Box<Self>, Box<Self>),
    Or(Box<Self>, Box<Self>),
    Not(Box<Self>),
    /// `eq ne gt ge lt le has`
    Cmp(String, Operand, Operand),
    In(Operand, Vec<Operand>),
    /// `startswith endswith contains`
    Call(String, Vec<Operand>),
    /// `path/any(var:body)`
    Lambda {
        all: bool,
        path: Vec<String>,
        var: Option<String>,
        body: Option<Box<Self>>,
    },
}

/// A side of a comparison.
#[derive(Clone, Debug, PartialEq)]
pub enum Operand {
    Path(Vec<String>),
    Count(Vec<String>),
    Lit(Lit),
    Call(String, Vec<Self>),
}

/// A literal.
#[derive(Clone, Debug, PartialEq)]
pub enum Lit {
    Str(String),
    Guid(String),
    Date(String),
    Int(i64),
    Float(f64),
    Bool(bool),
    Null,
}

/// What is wrong with a filter, in the service's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError(pub String);

impl SyntaxError {
    pub(super) fn at(position: usize, text: &str) -> Self {
        Self(format!("Syntax error at position {position} in '{text}'."))
    }
}

const OPERATORS: [&str; 7] = ["eq", "ne", "gt", "ge", "lt", "le", "has"];
const TESTS: [&str; 3] = ["startswith", "endswith", "contains"];
const CALLS: [(&str, usize); 9] = [
    ("startswith", 2),
    ("endswith", 2),
    ("contains", 2),
    ("tolower", 1),
    ("toupper", 1),
    ("trim", 1),
    ("length", 1),
    ("concat", 2),
    ("year", 1),
];
/// Deeper expressions are refused, as the service does.
const DEEPEST: usize = 64;

/// Reads a filter.
pub fn filter(text: &str) -> Result<Expr, SyntaxError> {
    let mut parser = Parser {
        text,
        words: words(text)?,
        at: 0,
        depth: 0,
    };
    let expr = parser.or()?;
    if parser.at == parser.words.len() {
        Ok(expr)
    } else {
        Err(parser.wrong())
    }
}

struct Parser<'t> {
    text: &'t str,
    words: Vec<(Word, usize)>,
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn wrong(&self) -> SyntaxError {
        let position = self
            .words
            .get(self.at)
            .map_or(self.text.len(), |word| word.1);
        SyntaxError::at(position, self.text)
    }

    fn peek(&self) -> Option<&Word> {
        self.words.get(self.at).map(|word| &word.0)
    }

    fn take(&mut self) -> Result<Word, SyntaxError> {
        let word = self.peek().cloned().ok_or_else(|| self.wrong())?;
        self.at += 1;
        Ok(word)
    }

    fn is_mark(&self, mark: char) -> bool {
        self.peek() == Some(&Word::Mark(mark))
    }

    fn mark(&mut self, mark: char) -> Result<(), SyntaxError> {
        if !self.is_mark(mark) {
            return Err(self.wrong());
        }
        self.at += 1;
        Ok(())
    }

    fn keyword(&mut self, keyword: &str) -> bool {
        let is =
            matches!(self.peek(), Some(Word::Name(name)) if name.eq_ignore_ascii_case(keyword));
        self.at += usize::from(is);
        is
    }

    fn or(&mut self) -> Result<Expr, SyntaxError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(SyntaxError(
                "The recursion limit has been exceeded.".to_owned(),
            ));
        }
        let mut left = self.and()?;
        while self.keyword("or") {
            left = Expr::Or(Box::new(left), Box::new(self.and()?));
        }
        self.depth -= 1;
        Ok(left)
    }

    fn and(&mut self) -> Result<Expr, SyntaxError> {
        let mut left = self.not()?;
        while self.keyword("and") {
            left = Expr::And(Box::new(left), Box::new(self.not()?));
        }
        Ok(left)
    }

    fn not(&mut self) -> Result<Expr, SyntaxError> {
        if self.keyword("not") {
            self.depth += 1;
            if self.depth > DEEPEST {
                return Err(SyntaxError(
                    "The recursion limit has been exceeded.".to_owned(),
                ));
            }
            let inner = self.not()?;
            self.depth -= 1;
            return Ok(Expr::Not(Box::new(inner)));
        }
        self.test()
    }

    fn test(&mut self) -> Result<Expr, SyntaxError> {
        if self.is_mark('(') {
            self.at += 1;
            let inner = self.or()?;
            self.mark(')')?;
            return Ok(inner);
        }
        if let Some(lambda) = self.lambda()? {
            return Ok(lambda);
        }
        let left = self.operand()?;
        for operator in OPERATORS {
            if self.keyword(operator) {
                return Ok(Expr::Cmp(operator.to_owned(), left, self.operand()?));
            }
        }
        if self.keyword("in") {
            self.mark('(')?;
            return Ok(Expr::In(left, self.list()?));
        }
        match left {
            Operand::Call(name, arguments) if TESTS.contains(&name.as_str()) => {
                Ok(Expr::Call(name, arguments))
            }
            Operand::Path(_) => Ok(Expr::Cmp(
                "eq".to_owned(),
                left,
                Operand::Lit(Lit::Bool(true)),
            )),
            _ => Err(self.wrong()),
        }
    }

    /// The rest of a list in parentheses.
    fn list(&mut self) -> Result<Vec<Operand>, SyntaxError> {
        let mut items = vec![self.operand()?];
        while self.is_mark(',') {
            self.at += 1;
            items.push(self.operand()?);
        }
        self.mark(')')?;
        Ok(items)
    }

    /// `a/b/any(x:…)`, or nothing taken.
    fn lambda(&mut self) -> Result<Option<Expr>, SyntaxError> {
        let start = self.at;
        let mut path = Vec::new();
        while let Some(Word::Name(name)) = self.peek() {
            let name = name.clone();
            self.at += 1;
            let all = name.eq_ignore_ascii_case("all");
            if !path.is_empty() && (all || name.eq_ignore_ascii_case("any")) && self.is_mark('(') {
                self.at += 1;
                return self.lambda_body(all, path).map(Some);
            }
            path.push(name);
            if !self.is_mark('/') {
                break;
            }
            self.at += 1;
        }
        self.at = start;
        Ok(None)
    }

    fn lambda_body(&mut self, all: bool, path: Vec<String>) -> Result<Expr, SyntaxError> {
        if self.is_mark(')') {
            self.at += 1;
            return Ok(Expr::Lambda {
                all,
                path,
                var: None,
                body: None,
            });
        }
        let Word::Name(var) = self.take()? else {
            return Err(self.wrong());
        };
        self.mark(':')?;
        let body = self.or()?;
        self.mark(')')?;
        Ok(Expr::Lambda {
            all,
            path,
            var: Some(var),
            body: Some(Box::new(body)),
        })
    }

    fn operand(&mut self) -> Result<Operand, SyntaxError> {
        let name = match self.take()? {
            Word::Str(text) => return Ok(Operand::Lit(Lit::Str(text))),
            Word::Guid(text) => return Ok(Operand::Lit(Lit::Guid(text))),
            Word::Date(text) => return Ok(Operand::Lit(Lit::Date(text))),
            Word::Number(text) => return Ok(Operand::Lit(number(&text))),
            Word::Mark(_) => {
                self.at -= 1;
                return Err(self.wrong());
            }
            Word::Name(name) => name,
        };
        match name.to_ascii_lowercase().as_str() {
            "true" => return Ok(Operand::Lit(Lit::Bool(true))),
            "false" => return Ok(Operand::Lit(Lit::Bool(false))),
            "null" => return Ok(Operand::Lit(Lit::Null)),
            _ => {}
        }
        if self.is_mark('(') {
            self.call(&name)
        } else {
            self.path(name)
        }
    }

    fn call(&mut self, name: &str) -> Result<Operand, SyntaxError> {
        let lower = name.to_ascii_lowercase();
        let Some((_, count)) = CALLS.iter().find(|call| call.0 == lower) else {
            return Err(SyntaxError(format!(
                "An unknown function with name '{name}' was found. This may also be a function import or a key lookup on a navigation property, which is not allowed."
            )));
        };
        self.mark('(')?;
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.wrong());
        }
        let arguments = self.list()?;
        self.depth -= 1;
        if arguments.len() == *count {
            Ok(Operand::Call(lower, arguments))
        } else {
            Err(self.wrong())
        }
    }

    fn path(&mut self, first: String) -> Result<Operand, SyntaxError> {
        let mut path = vec![first];
        while self.is_mark('/') {
            self.at += 1;
            let Word::Name(name) = self.take()? else {
                return Err(self.wrong());
            };
            if name == "$count" {
                return Ok(Operand::Count(path));
            }
            path.push(name);
        }
        Ok(Operand::Path(path))
    }
}

fn number(text: &str) -> Lit {
    text.parse()
        .map_or_else(|_| Lit::Float(text.parse().unwrap_or_default()), Lit::Int)
}
