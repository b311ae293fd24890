//! The fields of a template: what stands in braces and fills itself from a case, `{nama}`.
//!
//! A text is read once, from left to right. What was put in for a field is never read again, so words of a citizen that
//! happen to look like a field stay what they are. A field that a case cannot fill stays to be seen.

/// What fills itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words people read stand in the language files")]
pub enum Field {
    Sapaan,
    Nama,
    Nomor,
    Batas,
    Unit,
    Layanan,
    Petugas,
    Kontak,
}

/// A part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece<'a> {
    Words(&'a str),
    Field(Field, &'a str),
    /// Something in braces that is no field, with its braces.
    Unknown(&'a str),
}

/// Longest text between braces that may have been meant as a field, in bytes.
const BRACES_MAX: usize = 40;

impl Field {
    /// Every field, in the order in which letters use them.
    pub const ALL: [Self; 8] =
        [Self::Sapaan, Self::Nama, Self::Nomor, Self::Batas, Self::Unit, Self::Layanan, Self::Petugas, Self::Kontak];

    /// What stands between the braces. Templates are written in Indonesian, and so are their fields.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sapaan => "sapaan",
            Self::Nama => "nama",
            Self::Nomor => "nomor",
            Self::Batas => "batas",
            Self::Unit => "unit",
            Self::Layanan => "layanan",
            Self::Petugas => "petugas",
            Self::Kontak => "kontak",
        }
    }

    /// As it stands in a text: `{nama}`.
    pub fn in_braces(self) -> String {
        format!("{{{}}}", self.as_str())
    }

    /// The field of a name, however its letters are written.
    fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| name.eq_ignore_ascii_case(field.as_str()))
    }
}

/// Fills a text. A field without a value stays.
pub fn fill(text: &str, value: impl Fn(Field) -> Option<String>) -> String {
    let mut filled = String::with_capacity(text.len());
    for piece in pieces(text) {
        match piece {
            Piece::Words(words) | Piece::Unknown(words) => filled.push_str(words),
            Piece::Field(field, braces) => filled.push_str(value(field).as_deref().unwrap_or(braces)),
        }
    }
    filled
}

/// The fields that stand in a text, each once, in their order.
pub fn open_in(text: &str) -> Vec<Field> {
    let mut open = Vec::new();
    for piece in pieces(text) {
        match piece {
            Piece::Field(field, _) if !open.contains(&field) => open.push(field),
            Piece::Words(_) | Piece::Field(..) | Piece::Unknown(_) => {}
        }
    }
    open
}

/// The first thing in braces that is no field, such as a misspelt one.
pub fn unknown_in(text: &str) -> Option<&str> {
    pieces(text).find_map(|piece| match piece {
        Piece::Unknown(braces) => Some(braces),
        Piece::Words(_) | Piece::Field(..) => None,
    })
}

/// A text in parts; together they are the text.
fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let start = rest.find('{').unwrap_or(rest.len());
        if start > 0 {
            let (words, after) = rest.split_at(start);
            rest = after;
            return Some(Piece::Words(words));
        }
        let (piece, after) = braces(rest)?;
        rest = after;
        Some(piece)
    })
}

/// The part with which a text begins that begins with a brace, and what follows it.
fn braces(text: &str) -> Option<(Piece<'_>, &str)> {
    let inside = text.strip_prefix('{')?;
    let end = inside.find(['{', '}', '\n']).filter(|end| inside[*end..].starts_with('}') && *end <= BRACES_MAX);
    let Some(end) = end else { return Some((Piece::Words(&text[..1]), inside)) };
    let (braces, after) = text.split_at(end + 2);
    let name = inside[..end].trim();
    Some(match Field::parse(name) {
        Some(field) => (Piece::Field(field, braces), after),
        None if name.is_empty() => (Piece::Words(braces), after),
        None => (Piece::Unknown(braces), after),
    })
}

#[cfg(test)]
mod tests;
