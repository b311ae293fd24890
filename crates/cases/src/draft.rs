//! A report as someone filled it in at any door, and what is wrong with it, field by field.
//!
//! Pure: what may be chosen comes in, a [`Report`] or every flaw at once comes out. Pages and the programming interface
//! check alike.

use hadir_org::{CategoryCode, Organisation};

use crate::commands::{Report, TEXT_CHARS_MAX, TEXT_CHARS_MIN};
use crate::kinds::{ReportKind, Visibility};
use crate::places::Places;

/// Longest name, in characters.
pub const NAME_CHARS_MAX: usize = 100;
/// Longest description of where exactly, in characters.
pub const SPOT_CHARS_MAX: usize = 300;
/// Digits of a telephone number.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 10..=13;
/// Longest e-mail address, in characters (RFC 5321).
const EMAIL_CHARS_MAX: usize = 254;

/// What someone filled in, as it was typed. What was left out is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the names are those of the form's fields")]
pub struct Draft {
    pub kind: String,
    pub text: String,
    pub category: String,
    pub place: String,
    pub spot: String,
    pub lat: String,
    pub lon: String,
    pub name: String,
    pub sapa: String,
    pub contact: String,
    pub visibility: String,
}

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the form's fields")]
pub enum DraftField {
    Kind,
    Text,
    Category,
    Place,
    Spot,
    Position,
    Name,
    Sapa,
    Contact,
    Visibility,
    Photo,
}

impl DraftField {
    /// The name it is posted under.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Text => "text",
            Self::Category => "category",
            Self::Place | Self::Position => "place",
            Self::Spot => "spot",
            Self::Name => "name",
            Self::Sapa => "sapa",
            Self::Contact => "contact",
            Self::Visibility => "visibility",
            Self::Photo => "photo",
        }
    }
}

/// What is wrong with a field. Each has a sentence in every language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// Nothing was written.
    TextMissing,
    /// Too little to understand.
    TextShort,
    /// More characters than a report takes.
    TextLong(usize),
    /// A line of more characters than it takes.
    LineLong(usize),
    /// Not one of the choices.
    NotAChoice,
    /// No place of this regency.
    UnknownPlace,
    /// No position on Earth.
    BadPosition,
    /// A telephone number with too few digits: how many it has.
    PhoneShort(usize),
    /// A telephone number with too many digits: how many it has.
    PhoneLong(usize),
    /// Begins like an e-mail address and is none.
    BadEmail,
    /// Neither a telephone number nor an e-mail address.
    BadContact,
}

/// Everything that is wrong with a draft.
pub type Flaws = Vec<(DraftField, Flaw)>;

impl Draft {
    /// The report that was meant, or everything that is wrong.
    pub fn check(&self, org: &Organisation, places: &Places) -> Result<Report, Flaws> {
        let mut flaws = Flaws::new();
        let report = Report {
            kind: keep(&mut flaws, DraftField::Kind, choice(&self.kind, ReportKind::from_name)),
            text: keep(&mut flaws, DraftField::Text, text(&self.text)).unwrap_or_default(),
            category: keep(&mut flaws, DraftField::Category, choice(&self.category, |code| known_category(code, org))),
            place: keep(&mut flaws, DraftField::Place, place(&self.place, places)),
            spot: keep(&mut flaws, DraftField::Spot, line(&self.spot, SPOT_CHARS_MAX)),
            position: keep(&mut flaws, DraftField::Position, position(&self.lat, &self.lon)),
            name: keep(&mut flaws, DraftField::Name, line(&self.name, NAME_CHARS_MAX)),
            sapa: keep(&mut flaws, DraftField::Sapa, choice(&self.sapa, |form| known_address(form, org))),
            contact: keep(&mut flaws, DraftField::Contact, contact(&self.contact)),
            visibility: keep(&mut flaws, DraftField::Visibility, choice(&self.visibility, Visibility::from_name)),
            ..Report::default()
        };
        if flaws.is_empty() { Ok(report) } else { Err(flaws) }
    }
}

/// Takes a value, or notes what is wrong with it.
fn keep<T: Default>(flaws: &mut Flaws, field: DraftField, value: Result<T, Flaw>) -> T {
    value.unwrap_or_else(|flaw| {
        flaws.push((field, flaw));
        T::default()
    })
}

fn text(given: &str) -> Result<Option<String>, Flaw> {
    let text = given.trim().replace("\r\n", "\n");
    match text.chars().count() {
        0 => Err(Flaw::TextMissing),
        count if count < TEXT_CHARS_MIN => Err(Flaw::TextShort),
        count if count > TEXT_CHARS_MAX => Err(Flaw::TextLong(count)),
        _ => Ok(Some(text)),
    }
}

/// One line without blank ends; what breaks a line becomes a space.
fn line(given: &str, chars_max: usize) -> Result<Option<String>, Flaw> {
    let line = given.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.chars().count() {
        0 => Ok(None),
        count if count > chars_max => Err(Flaw::LineLong(chars_max)),
        _ => Ok(Some(line)),
    }
}

fn choice<T>(given: &str, find: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Flaw> {
    match given.trim() {
        "" => Ok(None),
        given => find(given).map(Some).ok_or(Flaw::NotAChoice),
    }
}

fn known_category(code: &str, org: &Organisation) -> Option<CategoryCode> {
    CategoryCode::try_new(code).ok().filter(|code| org.category(code).is_some())
}

fn known_address(form: &str, org: &Organisation) -> Option<String> {
    org.regency().forms_of_address.iter().find(|known| *known == form).cloned()
}

fn place(given: &str, places: &Places) -> Result<Option<String>, Flaw> {
    match given.trim() {
        "" => Ok(None),
        code if places.takes(code) => Ok(Some(code.to_owned())),
        _ => Err(Flaw::UnknownPlace),
    }
}

/// Latitude and longitude in degrees; a phone that speaks Indonesian may write them with a comma.
fn position(lat: &str, lon: &str) -> Result<Option<(f64, f64)>, Flaw> {
    let degrees = |text: &str, most: f64| {
        let degrees: f64 = text.trim().replace(',', ".").parse().map_err(|_| Flaw::BadPosition)?;
        if degrees.abs() <= most { Ok(degrees) } else { Err(Flaw::BadPosition) }
    };
    match (lat.trim(), lon.trim()) {
        ("", "") => Ok(None),
        (lat, lon) => Ok(Some((degrees(lat, 90.0)?, degrees(lon, 180.0)?))),
    }
}

/// A telephone number as digits, or an e-mail address.
fn contact(given: &str) -> Result<Option<String>, Flaw> {
    let given = given.trim();
    if given.is_empty() {
        return Ok(None);
    }
    if given.contains('@') {
        return if is_email(given) { Ok(Some(given.to_owned())) } else { Err(Flaw::BadEmail) };
    }
    let bare: String =
        given.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '.' | '(' | ')' | '/')).collect();
    let digits = bare.strip_prefix('+').unwrap_or(&bare);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Flaw::BadContact);
    }
    let home = digits.strip_prefix("62").filter(|_| digits.len() > 10).map(|rest| format!("0{rest}"));
    let number = home.unwrap_or(bare);
    match number.bytes().filter(u8::is_ascii_digit).count() {
        count if count < *PHONE_DIGITS.start() => Err(Flaw::PhoneShort(count)),
        count if count > *PHONE_DIGITS.end() => Err(Flaw::PhoneLong(count)),
        _ => Ok(Some(number)),
    }
}

/// Whether it could be an address: what only the mail server knows is left to it.
fn is_email(text: &str) -> bool {
    let Some((user, host)) = text.rsplit_once('@') else { return false };
    let labels_fit = host.split('.').all(|label| !label.is_empty()) && host.contains('.');
    let has_blank = text.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | ',' | ';'));
    !user.is_empty() && !user.contains('@') && labels_fit && !has_blank && text.chars().count() <= EMAIL_CHARS_MAX
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_number_is_read_however_it_is_written() {
        for given in ["0812-3456-7890", "+62 812 3456 7890", "62 812.3456.7890", "(0812) 3456 7890"] {
            assert_eq!(contact(given), Ok(Some("081234567890".to_owned())), "{given}");
        }
        assert_eq!(contact("+60 12-345 6789"), Ok(Some("+60123456789".to_owned())));
        assert_eq!(contact("081200000"), Err(Flaw::PhoneShort(9)));
        assert_eq!(contact("08120000000000"), Err(Flaw::PhoneLong(14)));
        assert_eq!(contact("rumah saya"), Err(Flaw::BadContact));
        assert_eq!(contact("  "), Ok(None));
    }

    #[test]
    fn an_address_needs_both_sides_and_a_dot() {
        assert_eq!(contact("siti@contoh.id"), Ok(Some("siti@contoh.id".to_owned())));
        for bad in ["siti@", "@contoh.id", "siti@contoh", "siti @contoh.id", "a@b@c.id", "a@b..id"] {
            assert_eq!(contact(bad), Err(Flaw::BadEmail), "{bad}");
        }
    }

    #[test]
    fn a_position_needs_both_numbers_on_earth() {
        assert_eq!(position("4,13", "117.9"), Ok(Some((4.13, 117.9))));
        assert_eq!(position("", ""), Ok(None));
        for (lat, lon) in [("4.13", ""), ("91", "0"), ("utara", "0"), ("NaN", "0")] {
            assert_eq!(position(lat, lon), Err(Flaw::BadPosition), "{lat} {lon}");
        }
    }
}
