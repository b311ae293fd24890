//! The style sheets: colours, measures and parts, squeezed once and put together per page.
//!
//! Citizen pages carry exactly the sheets they use in one `<style>`, so that the first page needs one request;
//! the content security policy names that text by its hash. Desk pages link one file that a browser keeps.

use std::sync::{LazyLock, OnceLock};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use crate::assets::Asset;

/// One style sheet of the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// Tokens, ground, page and the parts every page may use.
    Base,
    /// Filters, tables, disclosures, pager.
    Lists,
    /// Charts and the map.
    Charts,
    /// The harbour at the top of the home page.
    Home,
    /// The wall screen of an office.
    Wall,
    /// The catalogue of components.
    Catalogue,
    /// The staff desk.
    Desk,
}

impl Sheet {
    /// In the order they must stand: later ones refine earlier ones.
    const ALL: [Self; 7] = [Self::Base, Self::Lists, Self::Charts, Self::Home, Self::Wall, Self::Catalogue, Self::Desk];

    const fn source(self) -> &'static str {
        match self {
            Self::Base => include_str!("../css/base.css"),
            Self::Lists => include_str!("../css/lists.css"),
            Self::Charts => include_str!("../css/charts.css"),
            Self::Home => include_str!("../css/home.css"),
            Self::Wall => include_str!("../css/wall.css"),
            Self::Catalogue => include_str!("../css/catalogue.css"),
            Self::Desk => include_str!("../css/desk.css"),
        }
    }

    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// A set of sheets; `Base` is always in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sheets(u8);

impl Sheets {
    /// `Base` alone.
    pub const BASE: Self = Self(Sheet::Base.bit());

    /// The same set with one sheet more.
    #[must_use]
    pub const fn with(self, sheet: Sheet) -> Self {
        Self(self.0 | sheet.bit())
    }

    const fn has(self, sheet: Sheet) -> bool {
        self.0 & sheet.bit() != 0
    }

    /// The squeezed text of these sheets with its hash. Put together on first use and kept.
    pub fn style(self) -> &'static Style {
        static STYLES: [OnceLock<Style>; 1 << Sheet::ALL.len()] = [const { OnceLock::new() }; 1 << Sheet::ALL.len()];
        STYLES[usize::from(self.0)].get_or_init(|| Style::of(self))
    }
}

/// The text of a `<style>` element and the name the content security policy knows it by.
#[derive(Debug)]
pub struct Style {
    /// The squeezed text.
    pub css: String,
    /// `'sha256-…'`, as it stands in `style-src`.
    pub csp_source: String,
}

impl Style {
    fn of(sheets: Sheets) -> Self {
        let wanted = Sheet::ALL.into_iter().filter(|sheet| sheets.has(*sheet));
        let css: String = wanted.map(|sheet| squeeze(sheet.source())).collect();
        let csp_source = csp_source(&css);
        Self { css, csp_source }
    }
}

/// The name a content security policy knows an inline text by.
pub fn csp_source(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

/// The one file that desk pages link: everything staff pages may use.
pub fn desk_asset() -> &'static Asset {
    static DESK: LazyLock<Asset> = LazyLock::new(|| {
        let sheets = Sheets::BASE.with(Sheet::Lists).with(Sheet::Charts).with(Sheet::Desk);
        Asset::new("desk.css", "text/css; charset=utf-8", sheets.style().css.as_bytes())
    });
    &DESK
}

/// Takes comments and needless spaces out of a style sheet. Quoted text stays as it is.
pub fn squeeze(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(character) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
        } else if character == '"' {
            let end = rest[1..].find('"').map_or(rest.len(), |at| at + 2);
            out.push_str(&rest[..end]);
            rest = &rest[end..];
        } else if character.is_whitespace() {
            rest = rest.trim_start();
            push_space(&mut out, rest);
        } else {
            push_mark(&mut out, character);
            rest = &rest[character.len_utf8()..];
        }
    }
    out
}

/// A space counts only between two words; beside punctuation that separates anyway it goes. A space before a
/// colon stays, because `a :hover` and `a:hover` differ.
fn push_space(out: &mut String, rest: &str) {
    let separates = |character: char| matches!(character, '{' | '}' | ';' | ',' | ' ');
    let before = out.chars().next_back().is_none_or(|last| separates(last) || last == ':');
    let after = rest.chars().next().is_none_or(separates);
    if !before && !after && !rest.starts_with("/*") {
        out.push(' ');
    }
}

fn push_mark(out: &mut String, character: char) {
    if character == '}' && out.ends_with(';') {
        out.pop();
    }
    out.push(character);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn squeezing_keeps_meaning_and_quoted_text() {
        let css = "/* a */ a > b , c { color: red ; margin: 0 1px; }\n d::before { content: \" · ; \" } ";
        assert_eq!(squeeze(css), "a > b,c{color:red;margin:0 1px}d::before{content:\" · ; \"}");
        assert_eq!(squeeze("a :hover { b: c }"), "a :hover{b:c}");
        assert_eq!(squeeze("@media (a: b) { c { d: e; } }"), "@media (a:b){c{d:e}}");
    }

    #[test]
    fn the_base_sheet_stays_small() {
        assert!(Sheets::BASE.style().css.len() < 9_500);
    }

    #[test]
    fn sheets_stand_in_order_whatever_the_order_they_were_asked_for() {
        let one = Sheets::BASE.with(Sheet::Charts).with(Sheet::Lists);
        let other = Sheets::BASE.with(Sheet::Lists).with(Sheet::Charts);
        assert_eq!(one, other);
        let css = &one.style().css;
        assert!(css.find("table{").unwrap() < css.find(".chart{").unwrap());
    }

    #[test]
    fn the_policy_source_is_the_hash_of_the_text() {
        // From the CSP specification's own example of a hash, `alert('Hello, world.');`.
        let source = csp_source("alert('Hello, world.');");
        assert_eq!(source, "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
    }
}
