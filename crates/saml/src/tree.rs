//! The one tree of a message: signatures are checked over it and facts are read from it.

use crate::refused::Refused;
use std::borrow::Cow;

/// A document that has been read strictly; element 0 is the root.
pub(crate) struct Document<'a> {
    pub(crate) source: &'a str,
    pub(crate) elements: Vec<Element<'a>>,
}

pub(crate) struct Element<'a> {
    pub(crate) parent: Option<usize>,
    pub(crate) prefix: &'a str,
    pub(crate) local: &'a str,
    pub(crate) namespace: &'a str,
    pub(crate) attributes: Vec<Attribute<'a>>,
    /// Namespace declarations made on this element: prefix and namespace.
    pub(crate) declared: Vec<(&'a str, &'a str)>,
    pub(crate) children: Vec<Child<'a>>,
    /// Where the element lies in the source, in bytes.
    pub(crate) start: usize,
    pub(crate) end: usize,
}

pub(crate) struct Attribute<'a> {
    pub(crate) prefix: &'a str,
    pub(crate) local: &'a str,
    pub(crate) namespace: &'a str,
    pub(crate) value: Cow<'a, str>,
}

pub(crate) enum Child<'a> {
    Element(usize),
    Text(Cow<'a, str>),
}

impl<'a> Element<'a> {
    pub(crate) fn new(parent: Option<usize>, prefix: &'a str, local: &'a str, start: usize) -> Self {
        Self {
            parent,
            prefix,
            local,
            namespace: "",
            attributes: Vec::new(),
            declared: Vec::new(),
            children: Vec::new(),
            start,
            end: start,
        }
    }
}

impl<'a> Document<'a> {
    pub(crate) fn root(&self) -> Node<'_, 'a> {
        Node { document: self, index: 0 }
    }

    /// How many elements of one name there are anywhere.
    pub(crate) fn count(&self, namespace: &str, local: &str) -> usize {
        self.elements.iter().filter(|element| element.local == local && element.namespace == namespace).count()
    }

    /// Identifiers are compared whatever the spelling of the attribute's name, so that no resolver can find another one.
    pub(crate) fn refuse_duplicate_identifiers(&self) -> Result<(), Refused> {
        let mut seen = std::collections::HashSet::new();
        let attributes = self.elements.iter().flat_map(|element| &element.attributes);
        for attribute in attributes.filter(|attribute| attribute.local.eq_ignore_ascii_case("id")) {
            if !seen.insert(attribute.value.as_ref()) {
                return Err(Refused::DuplicateIdentifier);
            }
        }
        Ok(())
    }
}

/// One element of a document.
#[derive(Clone, Copy)]
pub(crate) struct Node<'d, 'a> {
    pub(crate) document: &'d Document<'a>,
    pub(crate) index: usize,
}

impl<'d, 'a> Node<'d, 'a> {
    pub(crate) fn element(self) -> &'d Element<'a> {
        &self.document.elements[self.index]
    }

    pub(crate) fn is(self, namespace: &str, local: &str) -> bool {
        self.element().local == local && self.element().namespace == namespace
    }

    /// The element's own bytes.
    pub(crate) fn source(self) -> &'a str {
        &self.document.source[self.element().start..self.element().end]
    }

    pub(crate) fn attribute(self, local: &str) -> Option<&'d str> {
        let attributes = &self.element().attributes;
        attributes.iter().find(|each| each.namespace.is_empty() && each.local == local).map(|each| each.value.as_ref())
    }

    pub(crate) fn required_attribute(self, local: &str) -> Result<&'d str, Refused> {
        self.attribute(local).filter(|value| !value.is_empty()).ok_or(Refused::Structure)
    }

    /// Refuses any attribute that is not listed, and any in a namespace.
    pub(crate) fn only_attributes(self, allowed: &[&str]) -> Result<(), Refused> {
        let fits = |each: &Attribute<'_>| each.namespace.is_empty() && allowed.contains(&each.local);
        if self.element().attributes.iter().all(fits) { Ok(()) } else { Err(Refused::Structure) }
    }

    pub(crate) fn children(self) -> impl Iterator<Item = Node<'d, 'a>> {
        self.element().children.iter().filter_map(move |child| match child {
            Child::Element(index) => Some(Node { document: self.document, index: *index }),
            Child::Text(_) => None,
        })
    }

    /// The text of an element that has no elements inside.
    pub(crate) fn text(self) -> Result<Cow<'d, str>, Refused> {
        match self.element().children.as_slice() {
            [] => Ok(Cow::Borrowed("")),
            [Child::Text(text)] => Ok(Cow::Borrowed(text.as_ref())),
            several => {
                let mut whole = String::new();
                for child in several {
                    match child {
                        Child::Text(text) => whole.push_str(text),
                        Child::Element(_) => return Err(Refused::Structure),
                    }
                }
                Ok(Cow::Owned(whole))
            }
        }
    }

    /// The declaration of a prefix that is in force here: prefix and namespace.
    pub(crate) fn declaration(self, prefix: &str) -> Option<(&'a str, &'a str)> {
        let mut current = Some(self.index);
        while let Some(index) = current {
            let element = &self.document.elements[index];
            if let Some(declared) = element.declared.iter().find(|(declared, _)| *declared == prefix) {
                return Some(*declared);
            }
            current = element.parent;
        }
        None
    }
}

/// The children of an element, taken in the order of the schema; what is not taken is refused.
pub(crate) struct Children<'d, 'a> {
    nodes: Vec<Node<'d, 'a>>,
    next: usize,
}

impl<'d, 'a> Children<'d, 'a> {
    /// Refuses text between the elements.
    pub(crate) fn of(node: Node<'d, 'a>) -> Result<Self, Refused> {
        for child in &node.element().children {
            if let Child::Text(text) = child
                && !text.bytes().all(|byte| byte.is_ascii_whitespace())
            {
                return Err(Refused::Structure);
            }
        }
        Ok(Self { nodes: node.children().collect(), next: 0 })
    }

    pub(crate) fn optional(&mut self, namespace: &str, local: &str) -> Option<Node<'d, 'a>> {
        let node = *self.nodes.get(self.next)?;
        if !node.is(namespace, local) {
            return None;
        }
        self.next += 1;
        Some(node)
    }

    pub(crate) fn required(&mut self, namespace: &str, local: &str) -> Result<Node<'d, 'a>, Refused> {
        self.optional(namespace, local).ok_or(Refused::Structure)
    }

    /// The one child that there is, when it has this name.
    pub(crate) fn only(self, namespace: &str, local: &str) -> Option<Node<'d, 'a>> {
        match self.nodes.as_slice() {
            [one] if one.is(namespace, local) => Some(*one),
            _ => None,
        }
    }

    /// Refuses anything left over.
    pub(crate) fn end(self) -> Result<(), Refused> {
        if self.next == self.nodes.len() { Ok(()) } else { Err(Refused::Structure) }
    }
}
