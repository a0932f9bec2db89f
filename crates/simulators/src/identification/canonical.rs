//! Exclusive XML canonicalisation of what others send: messages by the POST binding, and our own in tests.

use std::collections::BTreeMap;

use roxmltree::{Node, NodeType};

use super::xml::{escape_attribute, escape_text};

/// The element in exclusive canonical form without comments, leaving out `except` (the signature itself) and keeping
/// the declarations of the `inclusive` prefixes also where they are not visibly used.
pub(super) fn canonical(node: Node, except: Option<Node>, inclusive: &[&str]) -> String {
    let mut out = String::new();
    write(node, except, inclusive, &BTreeMap::new(), &mut out);
    out
}

type Declared<'a> = BTreeMap<&'a str, &'a str>;

fn write<'a>(node: Node<'a, 'a>, except: Option<Node>, inclusive: &[&str], declared: &Declared<'a>, out: &mut String) {
    if except == Some(node) {
        return;
    }
    match node.node_type() {
        NodeType::Text => escape_text(node.text().unwrap_or_default(), out),
        NodeType::Element => write_element(node, except, inclusive, declared, out),
        NodeType::Root | NodeType::Comment | NodeType::PI => {}
    }
}

fn write_element<'a>(
    node: Node<'a, 'a>,
    except: Option<Node>,
    inclusive: &[&str],
    declared: &Declared<'a>,
    out: &mut String,
) {
    let source = node.document().input_text();
    let name = element_name(&source[node.range().start + 1..]);
    let mut used: Declared = BTreeMap::new();
    let prefix = name.split_once(':').map_or("", |(prefix, _)| prefix);
    used.insert(prefix, node.tag_name().namespace().unwrap_or_default());
    let mut attributes = Vec::new();
    for attribute in node.attributes() {
        let name = &source[attribute.range_qname()];
        if let Some((prefix, _)) = name.split_once(':')
            && prefix != "xml"
        {
            used.insert(prefix, attribute.namespace().unwrap_or_default());
        }
        attributes.push((attribute.namespace().unwrap_or_default(), attribute.name(), name, attribute.value()));
    }
    for namespace in node.namespaces() {
        let prefix = namespace.name().unwrap_or_default();
        if inclusive.contains(&prefix) || (prefix.is_empty() && inclusive.contains(&"#default")) {
            used.insert(prefix, namespace.uri());
        }
    }
    attributes.sort_unstable();
    out.push('<');
    out.push_str(name);
    let mut declared = declared.clone();
    for (prefix, address) in used {
        if declared.get(prefix).copied().unwrap_or_default() != address {
            out.push_str(if prefix.is_empty() { " xmlns" } else { " xmlns:" });
            out.push_str(prefix);
            push_value(address, out);
            declared.insert(prefix, address);
        }
    }
    for (_, _, name, value) in attributes {
        out.push(' ');
        out.push_str(name);
        push_value(value, out);
    }
    out.push('>');
    for child in node.children() {
        write(child, except, inclusive, &declared, out);
    }
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

/// The qualified name at the start of a tag's text.
fn element_name(tag: &str) -> &str {
    tag.split(|character: char| character.is_whitespace() || matches!(character, '>' | '/')).next().unwrap_or_default()
}

fn push_value(value: &str, out: &mut String) {
    out.push_str("=\"");
    escape_attribute(value, out);
    out.push('"');
}
