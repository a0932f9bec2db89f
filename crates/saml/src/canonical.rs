//! Exclusive XML canonicalisation 1.0 without comments, over the tree of a strictly read document.
//!
//! The reader has already refused what makes canonicalisation hard (document types, comments, instructions, CDATA, undone
//! and relative namespaces), so the rest of the rules fits here: <https://www.w3.org/TR/xml-exc-c14n/>.

use crate::tree::{Child, Node};

/// The canonical bytes of an element, leaving out one element inside it (the enveloped signature).
///
/// `inclusive` holds the prefixes of an `InclusiveNamespaces` list, with `""` for `#default`.
pub(crate) fn canonicalize(apex: Node<'_, '_>, omitted: Option<Node<'_, '_>>, inclusive: &[&str]) -> Vec<u8> {
    let mut writer = Writer {
        output: Vec::with_capacity(apex.source().len() + 256),
        rendered: Vec::new(),
        omitted: omitted.map(|node| node.index),
        inclusive,
    };
    writer.element(apex);
    writer.output
}

struct Writer<'a, 'p> {
    output: Vec<u8>,
    /// Namespaces already written on elements around this one, innermost last.
    rendered: Vec<(&'a str, &'a str)>,
    omitted: Option<usize>,
    inclusive: &'p [&'p str],
}

impl<'a> Writer<'a, '_> {
    fn element(&mut self, node: Node<'_, 'a>) {
        let element = node.element();
        let outside = self.rendered.len();
        self.output.push(b'<');
        self.name(element.prefix, element.local);
        self.namespaces(node);
        self.attributes(node);
        self.output.push(b'>');
        for child in &element.children {
            match child {
                Child::Text(text) => self.text(text),
                Child::Element(index) if Some(*index) == self.omitted => {}
                Child::Element(index) => self.element(Node { document: node.document, index: *index }),
            }
        }
        self.output.extend_from_slice(b"</");
        self.name(element.prefix, element.local);
        self.output.push(b'>');
        self.rendered.truncate(outside);
    }

    /// Writes the namespaces that the element and its attributes use visibly, and the listed ones, where they are new.
    fn namespaces(&mut self, node: Node<'_, 'a>) {
        let element = node.element();
        let mut needed: Vec<(&'a str, &'a str)> = vec![(element.prefix, element.namespace)];
        needed.extend(
            element.attributes.iter().filter(|each| !each.prefix.is_empty()).map(|each| (each.prefix, each.namespace)),
        );
        for prefix in self.inclusive {
            needed.extend(node.declaration(prefix));
        }
        needed.retain(|(prefix, namespace)| *prefix != "xml" && !namespace.is_empty());
        needed.sort_unstable();
        needed.dedup();
        for (prefix, namespace) in needed {
            let current = self.rendered.iter().rev().find(|(rendered, _)| *rendered == prefix);
            if current.is_some_and(|(_, rendered)| *rendered == namespace) {
                continue;
            }
            self.output.extend_from_slice(if prefix.is_empty() { b" xmlns" } else { b" xmlns:" });
            self.output.extend_from_slice(prefix.as_bytes());
            self.output.extend_from_slice(b"=\"");
            self.value(namespace);
            self.output.push(b'"');
            self.rendered.push((prefix, namespace));
        }
    }

    /// Attributes in the order of namespace, then local name; those without a namespace come first.
    fn attributes(&mut self, node: Node<'_, 'a>) {
        let mut attributes: Vec<_> = node.element().attributes.iter().collect();
        attributes.sort_unstable_by_key(|each| (each.namespace, each.local));
        for attribute in attributes {
            self.output.push(b' ');
            self.name(attribute.prefix, attribute.local);
            self.output.extend_from_slice(b"=\"");
            self.value(&attribute.value);
            self.output.push(b'"');
        }
    }

    fn name(&mut self, prefix: &str, local: &str) {
        if !prefix.is_empty() {
            self.output.extend_from_slice(prefix.as_bytes());
            self.output.push(b':');
        }
        self.output.extend_from_slice(local.as_bytes());
    }

    fn value(&mut self, value: &str) {
        let is_special = |byte: &u8| matches!(byte, b'&' | b'<' | b'"' | b'\t' | b'\n' | b'\r');
        self.escaped(value, is_special, |byte| match byte {
            b'&' => Some(b"&amp;"),
            b'<' => Some(b"&lt;"),
            b'"' => Some(b"&quot;"),
            b'\t' => Some(b"&#x9;"),
            b'\n' => Some(b"&#xA;"),
            b'\r' => Some(b"&#xD;"),
            _ => None,
        });
    }

    fn text(&mut self, text: &str) {
        let is_special = |byte: &u8| matches!(byte, b'&' | b'<' | b'>' | b'\r');
        self.escaped(text, is_special, |byte| match byte {
            b'&' => Some(b"&amp;"),
            b'<' => Some(b"&lt;"),
            b'>' => Some(b"&gt;"),
            b'\r' => Some(b"&#xD;"),
            _ => None,
        });
    }

    fn escaped(&mut self, text: &str, is_special: impl Fn(&u8) -> bool, escape: fn(u8) -> Option<&'static [u8]>) {
        let bytes = text.as_bytes();
        // No early exit, so that the loop works on many bytes at once: ciphertext is long and never escaped.
        if !bytes.iter().fold(false, |found, byte| found | is_special(byte)) {
            self.output.extend_from_slice(bytes);
            return;
        }
        let mut written = 0;
        for (position, byte) in bytes.iter().enumerate() {
            if let Some(replacement) = escape(*byte) {
                self.output.extend_from_slice(&bytes[written..position]);
                self.output.extend_from_slice(replacement);
                written = position + 1;
            }
        }
        self.output.extend_from_slice(&bytes[written..]);
    }
}

#[cfg(test)]
mod tests {
    use super::canonicalize;
    use crate::xml::{MESSAGE, read};

    fn canonical(source: &str, inclusive: &[&str]) -> String {
        let document = read(source, MESSAGE).unwrap();
        String::from_utf8(canonicalize(document.root(), None, inclusive)).unwrap()
    }

    #[test]
    fn attributes_are_sorted_quotes_unified_and_empty_elements_opened() {
        assert_eq!(
            canonical("<a:r  xmlns:z='urn:z' xmlns:a='urn:a' z:k='2' b = '1' a:k=\"&quot;&#10;'\" ><a:e/></a:r >", &[]),
            "<a:r xmlns:a=\"urn:a\" xmlns:z=\"urn:z\" b=\"1\" a:k=\"&quot;&#xA;'\" z:k=\"2\"><a:e></a:e></a:r>"
        );
    }

    #[test]
    fn only_visibly_used_namespaces_are_written_and_only_where_they_are_new() {
        assert_eq!(
            canonical("<r xmlns='urn:d' xmlns:unused='urn:u' xmlns:b='urn:b'><b:c><b:e/><d/></b:c><b:f/></r>", &[]),
            "<r xmlns=\"urn:d\"><b:c xmlns:b=\"urn:b\"><b:e></b:e><d></d></b:c><b:f xmlns:b=\"urn:b\"></b:f></r>"
        );
    }

    #[test]
    fn listed_prefixes_are_written_at_the_top() {
        assert_eq!(
            canonical("<a:r xmlns:a='urn:a' xmlns:xs='urn:xs'><a:e/></a:r>", &["xs"]),
            "<a:r xmlns:a=\"urn:a\" xmlns:xs=\"urn:xs\"><a:e></a:e></a:r>"
        );
    }

    #[test]
    fn a_prefix_bound_anew_is_written_anew() {
        assert_eq!(
            canonical("<p:a xmlns:p='urn:1'><p:b xmlns:p='urn:2'><p:c/></p:b><p:d/></p:a>", &[]),
            "<p:a xmlns:p=\"urn:1\"><p:b xmlns:p=\"urn:2\"><p:c></p:c></p:b><p:d></p:d></p:a>"
        );
    }

    #[test]
    fn text_keeps_its_space_and_escapes_what_must_be_escaped() {
        assert_eq!(
            canonical("<r> a &amp; &lt; &gt; \" &#13;\n é &#x1F600;</r>", &[]),
            "<r> a &amp; &lt; &gt; \" &#xD;\n é 😀</r>"
        );
    }
}
