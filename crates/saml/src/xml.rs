//! A strict reader for a subset of XML 1.0 with namespaces.
//!
//! It reads less than XML on purpose: ASCII names, UTF-8, the five predefined entities and character references. What two
//! parsers could see differently (document types, comments, CDATA, instructions, undeclared or undone namespaces) is
//! refused, so there is only one way to read what is left.

use crate::names;
use crate::refused::Refused;
use crate::tree::{Attribute, Child, Document, Element};
use std::borrow::Cow;

/// How much one document may hold.
#[derive(Clone, Copy)]
pub(crate) struct Limits {
    pub(crate) bytes: usize,
    pub(crate) depth: usize,
    pub(crate) elements: usize,
    pub(crate) attributes: usize,
    /// Whether comments are skipped; they are refused everywhere but in metadata files.
    pub(crate) comments: bool,
}

/// Protocol messages and decrypted assertions.
pub(crate) const MESSAGE: Limits =
    Limits { bytes: 256 * 1024, depth: 64, elements: 512, attributes: 1024, comments: false };

/// Metadata files, which people also write by hand.
pub(crate) const METADATA: Limits =
    Limits { bytes: 1024 * 1024, depth: 64, elements: 4096, attributes: 8192, comments: true };

const ATTRIBUTES_OF_ONE_ELEMENT: usize = 64;

/// Reads a whole document.
pub(crate) fn read(source: &str, limits: Limits) -> Result<Document<'_>, Refused> {
    if source.len() > limits.bytes {
        return Err(Refused::TooLarge);
    }
    if !has_allowed_characters(source.as_bytes()) {
        return Err(Refused::NotWellFormed);
    }
    let mut reader = Reader { source, position: 0, limits, elements: Vec::new(), open: Vec::new(), attributes: 0 };
    reader.declaration()?;
    reader.content()?;
    if reader.elements.is_empty() || !reader.open.is_empty() {
        return Err(Refused::NotWellFormed);
    }
    let document = Document { source, elements: reader.elements };
    document.refuse_duplicate_identifiers()?;
    Ok(document)
}

/// Refuses control characters, also the raw carriage return, and the two code points that are never characters.
fn has_allowed_characters(bytes: &[u8]) -> bool {
    let is_control = |byte: &u8| (*byte < 0x20 && *byte != b'\n' && *byte != b'\t') || *byte == 0x7f;
    let is_noncharacter = |window: &[u8]| matches!(window, [0xef, 0xbf, 0xbe | 0xbf]);
    // No early exit, so that the loop works on many bytes at once.
    let has_control = bytes.iter().fold(false, |found, byte| found | is_control(byte));
    let has_noncharacter = bytes.contains(&0xef) && bytes.windows(3).any(is_noncharacter);
    !has_control && !has_noncharacter
}

/// The root's local name, namespace and one attribute, read from the start tag alone.
pub(crate) fn read_root(source: &str) -> Result<Document<'_>, Refused> {
    let mut reader =
        Reader { source, position: 0, limits: MESSAGE, elements: Vec::new(), open: Vec::new(), attributes: 0 };
    reader.declaration()?;
    reader.skip_space();
    match reader.rest().as_bytes() {
        [b'<', b'!' | b'?', ..] => return Err(Refused::ForbiddenMarkup),
        [b'<', ..] => reader.open_tag()?,
        _ => return Err(Refused::NotWellFormed),
    }
    Ok(Document { source, elements: reader.elements })
}

struct Reader<'a> {
    source: &'a str,
    position: usize,
    limits: Limits,
    elements: Vec<Element<'a>>,
    open: Vec<usize>,
    attributes: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.source[self.position..]
    }

    fn byte(&self) -> Option<u8> {
        self.source.as_bytes().get(self.position).copied()
    }

    fn skip_space(&mut self) -> bool {
        let start = self.position;
        while matches!(self.byte(), Some(b' ' | b'\n' | b'\t')) {
            self.position += 1;
        }
        self.position > start
    }

    fn expect(&mut self, byte: u8) -> Result<(), Refused> {
        if self.byte() != Some(byte) {
            return Err(Refused::NotWellFormed);
        }
        self.position += 1;
        Ok(())
    }

    /// Skips an XML declaration that says nothing but version 1.0 and UTF-8.
    fn declaration(&mut self) -> Result<(), Refused> {
        let Some(after) = self.rest().strip_prefix("<?xml ") else { return Ok(()) };
        let length = after.find("?>").ok_or(Refused::NotWellFormed)?;
        for part in after[..length].split_ascii_whitespace() {
            let plain = part.replace('\'', "\"").to_ascii_lowercase();
            if !matches!(
                plain.as_str(),
                "version=\"1.0\"" | "encoding=\"utf-8\"" | "standalone=\"yes\"" | "standalone=\"no\""
            ) {
                return Err(Refused::ForbiddenMarkup);
            }
        }
        self.position = "<?xml ".len() + length + "?>".len();
        Ok(())
    }

    fn content(&mut self) -> Result<(), Refused> {
        while let Some(byte) = self.byte() {
            if byte != b'<' {
                self.text()?;
                continue;
            }
            match self.source.as_bytes().get(self.position + 1) {
                Some(b'/') => self.close_tag()?,
                Some(b'!') => self.comment()?,
                Some(b'?') => return Err(Refused::ForbiddenMarkup),
                _ => self.open_tag()?,
            }
        }
        Ok(())
    }

    fn comment(&mut self) -> Result<(), Refused> {
        let body = match self.rest().strip_prefix("<!--") {
            Some(body) if self.limits.comments => body,
            _ => return Err(Refused::ForbiddenMarkup),
        };
        let end = body.find("--").ok_or(Refused::NotWellFormed)?;
        if !body[end..].starts_with("-->") {
            return Err(Refused::NotWellFormed);
        }
        self.position += "<!--".len() + end + "-->".len();
        Ok(())
    }

    fn text(&mut self) -> Result<(), Refused> {
        let length = self.rest().find('<').unwrap_or(self.rest().len());
        let raw = &self.rest()[..length];
        self.position += length;
        if raw.contains('>') && raw.contains("]]>") {
            return Err(Refused::NotWellFormed);
        }
        match self.open.last() {
            Some(parent) => {
                let text = decode(raw, false)?;
                self.elements[*parent].children.push(Child::Text(text));
                Ok(())
            }
            None if raw.bytes().all(|byte| byte.is_ascii_whitespace()) => Ok(()),
            None => Err(Refused::NotWellFormed),
        }
    }

    fn close_tag(&mut self) -> Result<(), Refused> {
        self.position += 2;
        let (prefix, local) = self.name()?;
        self.skip_space();
        self.expect(b'>')?;
        let element = self.open.pop().map(|index| &mut self.elements[index]).ok_or(Refused::NotWellFormed)?;
        if element.prefix != prefix || element.local != local {
            return Err(Refused::NotWellFormed);
        }
        element.end = self.position;
        Ok(())
    }

    /// A name with at most one prefix: ASCII letters, digits, `_`, `-` and `.`.
    fn name(&mut self) -> Result<(&'a str, &'a str), Refused> {
        let rest = self.rest();
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b':');
        let length = rest.bytes().position(|byte| !is_name(byte)).unwrap_or(rest.len());
        self.position += length;
        let (prefix, local) = match rest[..length].split_once(':') {
            Some((prefix, local)) if starts_well(prefix) => (prefix, local),
            Some(_) => return Err(Refused::NotWellFormed),
            None => ("", &rest[..length]),
        };
        if !starts_well(local) || local.contains(':') {
            return Err(Refused::NotWellFormed);
        }
        Ok((prefix, local))
    }

    fn open_tag(&mut self) -> Result<(), Refused> {
        if self.open.is_empty() && !self.elements.is_empty() {
            return Err(Refused::NotWellFormed);
        }
        if self.open.len() >= self.limits.depth || self.elements.len() >= self.limits.elements {
            return Err(Refused::TooComplex);
        }
        let start = self.position;
        self.position += 1;
        let (prefix, local) = self.name()?;
        let mut element = Element::new(self.open.last().copied(), prefix, local, start);
        let empty = loop {
            let spaced = self.skip_space();
            match self.byte() {
                Some(b'>') => break false,
                Some(b'/') => {
                    self.position += 1;
                    break true;
                }
                _ if spaced => self.attribute(&mut element)?,
                _ => return Err(Refused::NotWellFormed),
            }
        };
        self.expect(b'>')?;
        element.end = self.position;
        self.resolve(&mut element)?;
        let index = self.elements.len();
        if let Some(parent) = element.parent {
            self.elements[parent].children.push(Child::Element(index));
        }
        self.elements.push(element);
        if !empty {
            self.open.push(index);
        }
        Ok(())
    }

    fn attribute(&mut self, element: &mut Element<'a>) -> Result<(), Refused> {
        self.attributes += 1;
        let count = element.attributes.len() + element.declared.len();
        if self.attributes > self.limits.attributes || count >= ATTRIBUTES_OF_ONE_ELEMENT {
            return Err(Refused::TooComplex);
        }
        let (prefix, local) = self.name()?;
        self.skip_space();
        self.expect(b'=')?;
        self.skip_space();
        let quote = self.byte().filter(|byte| matches!(byte, b'"' | b'\'')).ok_or(Refused::NotWellFormed)?;
        self.position += 1;
        let length = self.rest().find(char::from(quote)).ok_or(Refused::NotWellFormed)?;
        let raw = &self.rest()[..length];
        self.position += length + 1;
        if raw.contains('<') {
            return Err(Refused::NotWellFormed);
        }
        if prefix == "xmlns" || (prefix.is_empty() && local == "xmlns") {
            return declare(element, if prefix.is_empty() { "" } else { local }, raw);
        }
        element.attributes.push(Attribute { prefix, local, namespace: "", value: decode(raw, true)? });
        Ok(())
    }

    /// Gives the element and its attributes their namespaces, and refuses two attributes of one name.
    fn resolve(&self, element: &mut Element<'a>) -> Result<(), Refused> {
        element.namespace = self.namespace(element, element.prefix)?;
        for index in 0..element.attributes.len() {
            let Attribute { prefix, local, .. } = element.attributes[index];
            let namespace = if prefix.is_empty() { "" } else { self.namespace(element, prefix)? };
            if element.attributes[..index]
                .iter()
                .any(|earlier| earlier.namespace == namespace && earlier.local == local)
            {
                return Err(Refused::NotWellFormed);
            }
            element.attributes[index].namespace = namespace;
        }
        Ok(())
    }

    fn namespace(&self, element: &Element<'a>, prefix: &str) -> Result<&'a str, Refused> {
        if prefix == "xml" {
            return Ok(names::XML);
        }
        let mut current = Some(element);
        while let Some(scope) = current {
            if let Some((_, namespace)) = scope.declared.iter().find(|(declared, _)| *declared == prefix) {
                return Ok(namespace);
            }
            current = scope.parent.map(|parent| &self.elements[parent]);
        }
        if prefix.is_empty() { Ok("") } else { Err(Refused::NotWellFormed) }
    }
}

/// Notes a namespace declaration; empty, relative and reserved ones are refused.
fn declare<'a>(element: &mut Element<'a>, prefix: &'a str, namespace: &'a str) -> Result<(), Refused> {
    let reserved = matches!(prefix, "xml" | "xmlns") || matches!(namespace, names::XML | names::XMLNS);
    let odd = !namespace.contains(':') || namespace.contains('&') || namespace.bytes().any(|byte| byte <= b' ');
    if reserved || odd || element.declared.iter().any(|(earlier, _)| *earlier == prefix) {
        return Err(Refused::NotWellFormed);
    }
    element.declared.push((prefix, namespace));
    Ok(())
}

fn starts_well(name: &str) -> bool {
    name.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_')
}

/// Replaces references; in attribute values a literal line end or tab becomes a space, as XML prescribes.
fn decode(raw: &str, attribute: bool) -> Result<Cow<'_, str>, Refused> {
    let normalise = attribute && raw.contains(['\n', '\t']);
    if !raw.contains('&') && !normalise {
        return Ok(Cow::Borrowed(raw));
    }
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(start) = rest.find('&') {
        push_literal(&mut text, &rest[..start], normalise);
        let length = rest[start..].find(';').ok_or(Refused::NotWellFormed)?;
        text.push(reference(&rest[start + 1..start + length])?);
        rest = &rest[start + length + 1..];
    }
    push_literal(&mut text, rest, normalise);
    Ok(Cow::Owned(text))
}

fn push_literal(text: &mut String, literal: &str, normalise: bool) {
    if normalise {
        text.extend(literal.chars().map(|character| if matches!(character, '\n' | '\t') { ' ' } else { character }));
    } else {
        text.push_str(literal);
    }
}

fn reference(name: &str) -> Result<char, Refused> {
    let code = match name {
        "amp" => return Ok('&'),
        "lt" => return Ok('<'),
        "gt" => return Ok('>'),
        "quot" => return Ok('"'),
        "apos" => return Ok('\''),
        _ => match name.strip_prefix("#x") {
            Some(digits) if is_number(digits, u8::is_ascii_hexdigit) => u32::from_str_radix(digits, 16),
            _ => match name.strip_prefix('#') {
                Some(digits) if is_number(digits, u8::is_ascii_digit) => digits.parse(),
                _ => return Err(Refused::NotWellFormed),
            },
        },
    };
    let character = code.ok().and_then(char::from_u32).ok_or(Refused::NotWellFormed)?;
    let allowed = matches!(character, '\t' | '\n' | '\r' | '\u{20}'..='\u{7e}' | '\u{80}'..='\u{fffd}' | '\u{10000}'..);
    if allowed { Ok(character) } else { Err(Refused::NotWellFormed) }
}

fn is_number(digits: &str, is_digit: fn(&u8) -> bool) -> bool {
    !digits.is_empty() && digits.len() <= 8 && digits.as_bytes().iter().all(is_digit)
}
