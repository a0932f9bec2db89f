//! Writes XML that is already in exclusive canonical form.
//!
//! A namespace is declared on the outermost element that visibly uses it and nowhere else, attributes are in canonical
//! order and empty elements have an end tag: so the bytes of an element are the same alone and inside its message, and
//! what is signed is what is sent.

use std::fmt::Write as _;

/// Namespace addresses by the prefix that this writer always uses for them.
const NAMESPACES: &[(&str, &str)] = &[
    ("ds", "http://www.w3.org/2000/09/xmldsig#"),
    ("md", "urn:oasis:names:tc:SAML:2.0:metadata"),
    ("saml2", "urn:oasis:names:tc:SAML:2.0:assertion"),
    ("saml2p", "urn:oasis:names:tc:SAML:2.0:protocol"),
    ("xenc", "http://www.w3.org/2001/04/xmlenc#"),
];

/// The namespace address of one of the known prefixes.
pub(super) fn namespace(prefix: &str) -> &'static str {
    NAMESPACES.iter().find(|(known, _)| *known == prefix).map_or("", |(_, address)| address)
}

/// An element with its content. Names carry one of the known prefixes.
#[derive(Clone, Debug)]
pub(super) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    content: Vec<Content>,
}

#[derive(Clone, Debug)]
enum Content {
    Element(Element),
    Text(String),
    /// An element that is in canonical form already and declares every namespace that it uses.
    Written(String),
}

impl Element {
    /// An empty element, for example `saml2:Issuer`.
    pub(super) fn new(name: &'static str) -> Self {
        Element { name, attributes: Vec::new(), content: Vec::new() }
    }

    /// Adds an attribute, which is in no namespace.
    pub(super) fn attribute(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// Adds text.
    pub(super) fn text(mut self, text: impl Into<String>) -> Self {
        self.content.push(Content::Text(text.into()));
        self
    }

    /// Adds an element after the content so far.
    pub(super) fn child(mut self, child: Element) -> Self {
        self.content.push(Content::Element(child));
        self
    }

    /// Adds an element that is in canonical form already and declares every namespace that it uses.
    pub(super) fn written(mut self, canonical: String) -> Self {
        self.content.push(Content::Written(canonical));
        self
    }

    /// Adds elements after the content so far.
    pub(super) fn children(mut self, children: impl IntoIterator<Item = Element>) -> Self {
        self.content.extend(children.into_iter().map(Content::Element));
        self
    }

    /// Puts an element at a place among the content, counted from 0.
    pub(super) fn insert(mut self, place: usize, child: Element) -> Self {
        self.content.insert(place, Content::Element(child));
        self
    }

    /// The value of the attribute `ID`, empty when there is none.
    pub(super) fn id(&self) -> &str {
        self.attributes.iter().find(|(name, _)| *name == "ID").map_or("", |(_, value)| value)
    }

    /// The element in exclusive canonical form, as the root of what is signed or sent.
    pub(super) fn canonical(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, &mut Vec::new());
        out
    }

    fn write(&self, out: &mut String, declared: &mut Vec<&'static str>) {
        let prefix = self.name.split(':').next().unwrap_or_default();
        let is_new = !declared.contains(&prefix);
        let _ = write!(out, "<{}", self.name);
        if is_new {
            declared.push(prefix);
            let _ = write!(out, " xmlns:{prefix}=\"{}\"", namespace(prefix));
        }
        let mut attributes: Vec<_> = self.attributes.iter().collect();
        attributes.sort_by_key(|(name, _)| *name);
        for (name, value) in attributes {
            let _ = write!(out, " {name}=\"");
            escape_attribute(value, out);
            out.push('"');
        }
        out.push('>');
        for content in &self.content {
            match content {
                Content::Element(element) => element.write(out, declared),
                Content::Text(text) => escape_text(text, out),
                Content::Written(canonical) => out.push_str(canonical),
            }
        }
        let _ = write!(out, "</{}>", self.name);
        if is_new {
            declared.pop();
        }
    }
}

/// Writes an attribute value as canonical XML escapes it.
pub(super) fn escape_attribute(value: &str, out: &mut String) {
    for character in value.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push_str("&#x9;"),
            '\n' => out.push_str("&#xA;"),
            '\r' => out.push_str("&#xD;"),
            other => out.push(other),
        }
    }
}

/// Writes text as canonical XML escapes it.
pub(super) fn escape_text(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#xD;"),
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_namespace_is_declared_once_where_it_is_first_used() {
        let inner = Element::new("saml2:Issuer").text("a<b>&\r");
        let message = Element::new("saml2p:Response").attribute("Version", "2.0").attribute("ID", "x\"\n").child(inner);
        let message = message.child(Element::new("saml2:Subject").child(Element::new("saml2:NameID")));
        assert_eq!(
            message.canonical(),
            "<saml2p:Response xmlns:saml2p=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"x&quot;&#xA;\" Version=\"2.0\">\
             <saml2:Issuer xmlns:saml2=\"urn:oasis:names:tc:SAML:2.0:assertion\">a&lt;b&gt;&amp;&#xD;</saml2:Issuer>\
             <saml2:Subject xmlns:saml2=\"urn:oasis:names:tc:SAML:2.0:assertion\"><saml2:NameID></saml2:NameID>\
             </saml2:Subject></saml2p:Response>"
        );
    }

    #[test]
    fn an_independent_canonicaliser_changes_nothing() {
        let message = Element::new("saml2p:Response")
            .attribute("ID", "_1&<>'\"")
            .child(Element::new("saml2:Issuer").text("å ä & > \t x"))
            .child(Element::new("ds:Signature").child(Element::new("saml2:NameID")));
        let written = message.canonical();
        let document = roxmltree::Document::parse(&written).expect("well formed");
        let canonical = crate::identification::canonical::canonical(document.root_element(), None, &[]);
        assert_eq!(canonical, written);
    }
}
