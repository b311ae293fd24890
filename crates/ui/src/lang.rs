//! The words of Hadir: Fluent files per language, looked up by key, falling back to Indonesian key by key.
//!
//! No sentence for people stands in Rust. Every crate registers its own files as [`Source`]s; a regency may
//! drop in a further language, or reword a key, with files read at start. Scanning Rust sources for keys is in
//! [`scan`], comparing languages in [`compare`], and wording of dates and numbers in [`crate::time`] and
//! [`crate::number`].

pub mod compare;
mod parse;
pub mod scan;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use maud::{Markup, PreEscaped, Render};
use unic_langid::LanguageIdentifier;

pub use parse::LangError;

/// A value put into a sentence: text, or a number that plural forms can look at.
pub type Value<'a> = FluentValue<'a>;

/// The language every key must exist in and every other language falls back to.
pub const FIRST: &str = "id";

/// One Fluent file: the language it is in, a name for error messages, and its text.
#[derive(Debug, Clone)]
pub struct Source {
    /// BCP 47 tag of the language, such as `id` or `en`.
    pub lang: Cow<'static, str>,
    /// Where the text came from, for error messages: a crate's name or a file's name.
    pub name: Cow<'static, str>,
    /// The text of the file.
    pub text: Cow<'static, str>,
}

impl Source {
    /// A file built into the program.
    pub const fn built_in(lang: &'static str, name: &'static str, text: &'static str) -> Self {
        Self { lang: Cow::Borrowed(lang), name: Cow::Borrowed(name), text: Cow::Borrowed(text) }
    }
}

/// All languages the program can speak. Built once at start; [`Lang`]s are handed out from it.
#[derive(Clone)]
pub struct Languages {
    shared: Arc<Shared>,
}

struct Shared {
    bundles: BTreeMap<String, Bundle>,
    /// What was asked for and is in no language, or lacked a value. Tests read it.
    missing: Mutex<BTreeSet<String>>,
}

struct Bundle {
    fluent: FluentBundle<FluentResource>,
    words: compare::Words,
}

impl Languages {
    /// Reads built-in files first and dropped-in files on top of them.
    ///
    /// A built-in file may not define a key twice. A dropped-in file may: that is how a regency rewords
    /// something.
    ///
    /// # Errors
    /// The first file that is not valid Fluent, with file, line and reason; a key defined twice among the
    /// built-in files; or a language tag that is not one.
    pub fn load(built_in: Vec<Source>, dropped_in: Vec<Source>) -> Result<Self, LangError> {
        let mut bundles = BTreeMap::new();
        bundles.insert(FIRST.to_owned(), Bundle::empty(FIRST, FIRST)?);
        for source in &built_in {
            bundle_for(&mut bundles, source)?.add(source)?;
        }
        for source in &dropped_in {
            bundle_for(&mut bundles, source)?.add_overriding(source)?;
        }
        for bundle in bundles.values_mut() {
            bundle.choose_grouping();
        }
        let missing = Mutex::default();
        Ok(Self { shared: Arc::new(Shared { bundles, missing }) })
    }

    /// The language every citizen gets who did not choose another.
    pub fn first(&self) -> Lang {
        self.speak(FIRST)
    }

    /// The language with this tag, or none if the program does not speak it.
    pub fn find(&self, tag: &str) -> Option<Lang> {
        self.shared.bundles.contains_key(tag).then(|| self.speak(tag))
    }

    /// Every language, ordered by tag.
    pub fn all(&self) -> Vec<Lang> {
        self.shared.bundles.keys().map(|tag| self.speak(tag)).collect()
    }

    /// The keys of one language with the values each of them takes; empty for an unknown language.
    pub fn words(&self, tag: &str) -> compare::Words {
        self.shared.bundles.get(tag).map(|bundle| bundle.words.clone()).unwrap_or_default()
    }

    fn speak(&self, tag: &str) -> Lang {
        Lang { tag: tag.into(), shared: Arc::clone(&self.shared) }
    }
}

fn bundle_for<'a>(bundles: &'a mut BTreeMap<String, Bundle>, source: &Source) -> Result<&'a mut Bundle, LangError> {
    let tag = source.lang.as_ref();
    if !bundles.contains_key(tag) {
        bundles.insert(tag.to_owned(), Bundle::empty(tag, &source.name)?);
    }
    Ok(bundles.get_mut(tag).expect("the entry was made just above if it was not there"))
}

impl Bundle {
    fn empty(tag: &str, name: &str) -> Result<Self, LangError> {
        let id: LanguageIdentifier = tag.parse().map_err(|_| LangError::tag(name, tag))?;
        let mut fluent = FluentBundle::new_concurrent(vec![id]);
        // The marks that isolate directions would stand in every sentence as invisible characters, break
        // searching for a number on the page, and cost bytes. All our languages run left to right.
        fluent.set_use_isolating(false);
        Ok(Self { fluent, words: compare::Words::default() })
    }

    fn add(&mut self, source: &Source) -> Result<(), LangError> {
        let resource = self.read(source)?;
        self.fluent.add_resource(resource).map_err(|errors| LangError::duplicate(source, &errors))
    }

    fn add_overriding(&mut self, source: &Source) -> Result<(), LangError> {
        let resource = self.read(source)?;
        self.fluent.add_resource_overriding(resource);
        Ok(())
    }

    fn read(&mut self, source: &Source) -> Result<FluentResource, LangError> {
        let resource = parse::resource(source)?;
        self.words.extend(compare::words_of(&resource));
        Ok(resource)
    }

    /// Fluent hands every number to one function without saying which language it is for, so the language's
    /// own file says how it groups thousands and the matching function is chosen once, here.
    fn choose_grouping(&mut self) {
        let marks = self.plain("number-marks");
        let format = match marks.as_deref() {
            Some(",.") => crate::number::format_comma_point,
            Some(" ,") => crate::number::format_space_comma,
            _ => crate::number::format_point_comma,
        };
        self.fluent.set_formatter(Some(format));
    }

    fn plain(&self, key: &str) -> Option<String> {
        self.format(key, None, &mut Vec::new())
    }

    fn format(&self, key: &str, args: Option<&FluentArgs<'_>>, errors: &mut Vec<FluentError>) -> Option<String> {
        let (id, attribute) = match key.split_once('.') {
            Some((id, attribute)) => (id, Some(attribute)),
            None => (key, None),
        };
        let message = self.fluent.get_message(id)?;
        let pattern = match attribute {
            Some(attribute) => message.get_attribute(attribute)?.value(),
            None => message.value()?,
        };
        let words = self.fluent.format_pattern(pattern, args, errors);
        Some(words.into_owned())
    }
}

/// One language to speak. Cheap to clone.
///
/// A key is the name of a Fluent message (`report-title`), or of an attribute of one (`report-text.hint`). A
/// key that a language lacks is taken from Indonesian; one that no language has comes back in brackets and is
/// remembered for [`Lang::missing`].
#[derive(Clone)]
pub struct Lang {
    tag: Arc<str>,
    shared: Arc<Shared>,
}

impl Lang {
    /// The BCP 47 tag, for `<html lang>`.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// Every language the program speaks, for the switch at the foot of a page.
    pub fn all(&self) -> Vec<Lang> {
        let shared = Arc::clone(&self.shared);
        Languages { shared }.all()
    }

    /// The words of a key without values.
    pub fn t(&self, key: &str) -> String {
        self.say(key, None)
    }

    /// The words of a key with values. The macro [`t!`](crate::t) is the usual way to call it.
    pub fn f(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        self.say(key, Some(&arguments(values)))
    }

    /// A sentence in which some values are markup: a date in bold, a link.
    ///
    /// The words themselves and the plain `values` are escaped; only `parts` go in as they are. Markup is
    /// never handed to Fluent: a private character stands in for it.
    pub fn markup(&self, key: &str, values: &[(&str, Value<'_>)], parts: &[(&str, Markup)]) -> Markup {
        let stand_ins: Vec<String> = (STAND_IN..).take(parts.len()).map(|mark| mark.to_string()).collect();
        let mut args = arguments(values);
        for ((name, _), mark) in parts.iter().zip(&stand_ins) {
            args.set(*name, mark.as_str());
        }
        let mut html = self.say(key, Some(&args)).render().into_string();
        for ((_, part), mark) in parts.iter().zip(&stand_ins) {
            html = html.replace(mark.as_str(), &part.0);
        }
        PreEscaped(html)
    }

    /// Keys that were asked for and are in no language, and sentences that lacked a value, since start.
    pub fn missing(&self) -> BTreeSet<String> {
        self.shared.missing.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn say(&self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let mut errors = Vec::new();
        let own = self.shared.bundles.get(self.tag.as_ref());
        let first = self.shared.bundles.get(FIRST);
        let words = own.into_iter().chain(first).find_map(|bundle| bundle.format(key, args, &mut errors));
        if words.is_none() || !errors.is_empty() {
            self.remember(key, &errors);
        }
        words.unwrap_or_else(|| format!("[{key}]"))
    }

    fn remember(&self, key: &str, errors: &[FluentError]) {
        let entry = match errors.first() {
            Some(error) => format!("{key}: {error}"),
            None => key.to_owned(),
        };
        self.shared.missing.lock().unwrap_or_else(PoisonError::into_inner).insert(entry);
    }
}

/// The first of the characters that stand in for markup. From a private plane, so no text of people has it.
const STAND_IN: char = '\u{F0000}';

impl fmt::Debug for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Lang").field(&self.tag).finish()
    }
}

impl fmt::Debug for Languages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.shared.bundles.keys()).finish()
    }
}

fn arguments<'a>(values: &[(&'a str, Value<'a>)]) -> FluentArgs<'a> {
    values.iter().map(|(name, value)| (*name, value.clone())).collect()
}

/// The words of a key, with values by name: `t!(lang, "route-handed-on", unit = name)`.
#[macro_export]
macro_rules! t {
    ($lang:expr, $key:literal $(,)?) => {
        $lang.t($key)
    };
    ($lang:expr, $key:literal, $($name:ident = $value:expr),+ $(,)?) => {
        $lang.f($key, &[$((stringify!($name), $crate::lang::Value::from($value))),+])
    };
}

#[cfg(test)]
mod tests;
