//! Which keys a language has, which values each takes, and where two languages differ.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};

/// Keys (messages, and attributes as `message.attribute`) with the names of the values each one uses.
pub type Words = BTreeMap<String, BTreeSet<String>>;

/// One difference between a language and Indonesian.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gap {
    /// Indonesian has the key, the language has not; readers get Indonesian.
    Missing(String),
    /// The language has a key that Indonesian has not; nobody will ever see it.
    Unknown(String),
    /// The language uses a value that Indonesian does not; it may never be given.
    Unequal {
        /// The key concerned.
        key: String,
        /// Names of the values that only this language uses.
        values: BTreeSet<String>,
    },
}

/// Where `other` differs from `first`, ordered by kind and key.
///
/// A language may leave a value out (English needs no form of address where Indonesian does), but it may not
/// use one that `first` does not.
pub fn gaps(first: &Words, other: &Words) -> Vec<Gap> {
    let missing = first.keys().filter(|key| !other.contains_key(*key)).cloned().map(Gap::Missing);
    let unknown = other.keys().filter(|key| !first.contains_key(*key)).cloned().map(Gap::Unknown);
    let unequal = other.iter().filter_map(|(key, values)| {
        let values: BTreeSet<String> = values.difference(first.get(key)?).cloned().collect();
        (!values.is_empty()).then(|| Gap::Unequal { key: key.clone(), values })
    });
    missing.chain(unknown).chain(unequal).collect()
}

pub(super) fn words_of(resource: &FluentResource) -> Words {
    let mut words = Words::new();
    for entry in resource.entries() {
        let Entry::Message(message) = entry else { continue };
        if let Some(pattern) = &message.value {
            words.insert(message.id.name.to_owned(), values_of(pattern));
        }
        for attribute in &message.attributes {
            let key = format!("{}.{}", message.id.name, attribute.id.name);
            words.insert(key, values_of(&attribute.value));
        }
    }
    words
}

fn values_of(pattern: &Pattern<&str>) -> BTreeSet<String> {
    let mut values = BTreeSet::new();
    collect_pattern(pattern, &mut values);
    values
}

fn collect_pattern(pattern: &Pattern<&str>, values: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            collect_expression(expression, values);
        }
    }
}

fn collect_expression(expression: &Expression<&str>, values: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => collect_inline(inline, values),
        Expression::Select { selector, variants } => {
            collect_inline(selector, values);
            variants.iter().for_each(|variant| collect_pattern(&variant.value, values));
        }
    }
}

fn collect_inline(inline: &InlineExpression<&str>, values: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            values.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => collect_expression(expression, values),
        InlineExpression::FunctionReference { arguments, .. } => collect_call(arguments, values),
        InlineExpression::TermReference { arguments: Some(arguments), .. } => {
            collect_call(arguments, values);
        }
        _ => {}
    }
}

fn collect_call(arguments: &CallArguments<&str>, values: &mut BTreeSet<String>) {
    arguments.positional.iter().for_each(|argument| collect_inline(argument, values));
    arguments.named.iter().for_each(|argument| collect_inline(&argument.value, values));
}
