//! Rust files as a flat row of words, signs and texts, without comments: enough to see which words a file uses,
//! and quicker than understanding it.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// One word, sign or text of a Rust file.
#[derive(Debug, PartialEq, Eq)]
pub enum Kind {
    Word(String),
    Sign(char),
    /// A string literal, with its escapes resolved.
    Text(String),
    Open(char),
    Close(char),
    /// Numbers, characters, bytes.
    Other,
}

pub struct Token {
    pub kind: Kind,
    pub line: usize,
    /// In an item that only tests see.
    pub test: bool,
}

impl Token {
    pub fn is_word(&self, word: &str) -> bool {
        matches!(&self.kind, Kind::Word(found) if found == word)
    }

    pub fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }
}

pub struct Function {
    pub name: String,
    pub line: usize,
    pub lines: usize,
    /// It waits, and takes a page visit whole: it answers a request.
    pub is_handler: bool,
    pub test: bool,
}

/// A Rust file that could be read.
pub struct Rust {
    pub tokens: Vec<Token>,
    pub functions: Vec<Function>,
}

impl Rust {
    /// `None` when the text is not Rust.
    pub fn read(text: &str) -> Option<Self> {
        let stream: TokenStream = text.parse().ok()?;
        let mut rust = Self { tokens: Vec::new(), functions: Vec::new() };
        rust.flatten(stream, false);
        Some(rust)
    }

    /// Line and name of each `mod name;`, in their order: those for tests only, or the others.
    pub fn modules(&self, for_tests: bool) -> Vec<(usize, String)> {
        let threes = self.tokens.windows(3);
        let declared = threes.filter(|three| three[0].is_word("mod") && three[2].kind == Kind::Sign(';'));
        declared
            .filter(|three| three[1].test == for_tests)
            .filter_map(|three| Some((three[1].line, three[1].word()?.to_owned())))
            .collect()
    }

    fn flatten(&mut self, stream: TokenStream, test: bool) {
        let trees: Vec<TokenTree> = stream.into_iter().collect();
        let mut test_item = false;
        for (index, tree) in trees.iter().enumerate() {
            let line = tree.span().start().line;
            let in_test = test || test_item;
            match tree {
                TokenTree::Group(group) => {
                    let after_hash =
                        index > 0 && matches!(&trees[index - 1], TokenTree::Punct(sign) if sign.as_char() == '#');
                    if after_hash && group.delimiter() == Delimiter::Bracket && is_test_attribute(group) {
                        test_item = true;
                    }
                    self.flatten_group(group, in_test);
                    if group.delimiter() == Delimiter::Brace {
                        test_item = false;
                    }
                }
                TokenTree::Ident(word) => {
                    let word = word.to_string();
                    if word == "fn" {
                        self.functions.extend(function(&trees, index, in_test));
                    }
                    self.tokens.push(Token { kind: Kind::Word(word), line, test: in_test });
                }
                TokenTree::Punct(sign) => {
                    self.tokens.push(Token { kind: Kind::Sign(sign.as_char()), line, test: in_test });
                    if sign.as_char() == ';' {
                        test_item = false;
                    }
                }
                TokenTree::Literal(literal) => {
                    let kind = unquoted(&literal.to_string()).map_or(Kind::Other, Kind::Text);
                    self.tokens.push(Token { kind, line, test: in_test });
                }
            }
        }
    }

    fn flatten_group(&mut self, group: &Group, test: bool) {
        let (open, close) = match group.delimiter() {
            Delimiter::Parenthesis => ('(', ')'),
            Delimiter::Brace => ('{', '}'),
            Delimiter::Bracket => ('[', ']'),
            Delimiter::None => (' ', ' '),
        };
        // A doc comment arrives as `#[doc = "…"]`; its text is prose, not code.
        let is_doc = matches!(group.stream().into_iter().next(), Some(TokenTree::Ident(word)) if word == "doc");
        let stream = if is_doc && open == '[' { TokenStream::new() } else { group.stream() };
        self.tokens.push(Token { kind: Kind::Open(open), line: group.span_open().start().line, test });
        self.flatten(stream, test);
        self.tokens.push(Token { kind: Kind::Close(close), line: group.span_close().start().line, test });
    }
}

/// `#[test]`, `#[cfg(test)]`, `#[tokio::test]` and the like; not `#[cfg(not(test))]`.
fn is_test_attribute(group: &Group) -> bool {
    let text: String = group.stream().to_string().split_whitespace().collect();
    text == "test" || text.ends_with("::test") || text == "cfg(test)" || text.starts_with("cfg(all(test")
}

/// The function whose `fn` stands at this place, if it has a name and a body.
fn function(trees: &[TokenTree], index: usize, test: bool) -> Option<Function> {
    let Some(TokenTree::Ident(name)) = trees.get(index + 1) else { return None };
    let mut takes_visit = false;
    let is_async = index > 0 && matches!(&trees[index - 1], TokenTree::Ident(word) if word == "async");
    for tree in &trees[index + 2..] {
        match tree {
            TokenTree::Punct(sign) if sign.as_char() == ';' => return None,
            TokenTree::Group(list) if list.delimiter() == Delimiter::Parenthesis => takes_visit |= has_visit(list),
            TokenTree::Group(body) if body.delimiter() == Delimiter::Brace => {
                let line = trees[index].span().start().line;
                let lines = body.span_close().start().line + 1 - line;
                return Some(Function {
                    name: name.to_string(),
                    line,
                    lines,
                    is_handler: is_async && takes_visit,
                    test,
                });
            }
            _ => {}
        }
    }
    None
}

/// `visit: Visit` among the parameters; a helper takes `&Visit`.
fn has_visit(parameters: &Group) -> bool {
    let trees: Vec<TokenTree> = parameters.stream().into_iter().collect();
    trees.windows(2).any(|two| match two {
        [TokenTree::Punct(sign), TokenTree::Ident(word)] => sign.as_char() == ':' && word == "Visit",
        _ => false,
    })
}

/// The text of a string literal as it stands in the file; `None` for other literals.
fn unquoted(literal: &str) -> Option<String> {
    if let Some(raw) = literal.strip_prefix('r') {
        let raw = raw.trim_start_matches('#');
        let inner = raw.strip_prefix('"')?;
        return Some(inner.trim_end_matches('#').strip_suffix('"')?.to_owned());
    }
    let inner = literal.strip_prefix('"')?.strip_suffix('"')?;
    let mut text = String::new();
    let mut characters = inner.chars().peekable();
    while let Some(character) = characters.next() {
        if character != '\\' {
            text.push(character);
            continue;
        }
        match characters.next() {
            Some('n') => text.push('\n'),
            Some('t') => text.push('\t'),
            // A line that goes on: what leads the next line is not part of the text.
            Some('\n') => while characters.next_if(|next| next.is_whitespace()).is_some() {},
            Some(other) => text.push(other),
            None => {}
        }
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_vanish_and_texts_are_resolved() {
        let rust =
            Rust::read("//! async in prose\n/// await\nfn one() { two(\"a\\\n   b\\\"\"); /* db:: */ }").unwrap();
        assert!(!rust.tokens.iter().any(|token| ["async", "await", "db"].iter().any(|word| token.is_word(word))));
        assert_eq!(rust.tokens.iter().find_map(Token::text), Some("ab\""));
    }

    #[test]
    fn test_items_are_known() {
        let rust =
            Rust::read("fn a() {}\n#[cfg(test)]\nmod tests { fn b() {} }\nfn c() {}\n#[test]\nfn d() {}").unwrap();
        let tests: Vec<_> = rust.functions.iter().map(|function| (function.name.as_str(), function.test)).collect();
        assert_eq!(tests, [("a", false), ("b", true), ("c", false), ("d", true)]);
    }

    #[test]
    fn a_function_has_the_lines_from_its_name_to_its_end() {
        let rust =
            Rust::read("trait T {\n fn none(&self);\n async fn some(visit: Visit)\n -> u8 {\n 1\n }\n}").unwrap();
        assert_eq!(rust.functions.len(), 1);
        assert_eq!((rust.functions[0].line, rust.functions[0].lines, rust.functions[0].is_handler), (3, 4, true));
    }

    #[test]
    fn modules_keep_their_order() {
        let rust = Rust::read("mod kernel;\npub mod audit;\n#[cfg(test)]\nmod tests;\nmod inline { }").unwrap();
        assert_eq!(rust.modules(false), [(1, "kernel".to_owned()), (2, "audit".to_owned())]);
        assert_eq!(rust.modules(true), [(4, "tests".to_owned())]);
    }
}
