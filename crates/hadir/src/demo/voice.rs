//! How people write: by the book, in chat spelling, or with the flavour of the islands.

use super::random::Random;
use super::regency::Regency;
use super::templates::{capital, sentences};

/// A way of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    Formal,
    Chat,
    Local,
}

/// Chat spelling, and how many of a hundred writers use it.
const CHAT: [(&str, &str, usize); 26] = [
    ("yang", "yg", 85),
    ("tidak", "tdk", 60),
    ("sudah", "sdh", 60),
    ("kalau", "klo", 70),
    ("dengan", "dgn", 80),
    ("untuk", "utk", 70),
    ("saya", "sy", 60),
    ("karena", "krn", 60),
    ("belum", "blm", 60),
    ("banyak", "byk", 50),
    ("jalan", "jln", 40),
    ("tolong", "tlg", 40),
    ("sampai", "smp", 40),
    ("sekarang", "skrg", 70),
    ("hanya", "cuma", 70),
    ("kemarin", "kmrn", 60),
    ("orang", "org", 40),
    ("bisa", "bs", 30),
    ("minta", "mnta", 15),
    ("malam", "mlm", 50),
    ("depan", "dpn", 40),
    ("dari", "dr", 50),
    ("juga", "jg", 60),
    ("dibilang", "dblg", 30),
    ("siapa", "sapa", 20),
    ("tidak ada", "ga ada", 30),
];

/// Malay of the Kei islands, as a citizen of Langgur might write it.
const KEI: [(&str, &str, usize); 13] = [
    ("tidak", "tar", 75),
    ("sudah", "su", 85),
    ("saya", "beta", 55),
    ("kami", "katong", 75),
    ("dengan", "deng", 75),
    ("untuk", "par", 60),
    ("mau", "mo", 60),
    ("pergi", "pi", 80),
    ("mereka", "dong", 80),
    ("sedikit", "sadiki", 60),
    ("besar", "basar", 50),
    ("lihat", "lia", 60),
    ("bagaimana", "bagaimana e", 40),
];

/// Everyday Indonesian of Sebatik and Nunukan, with a little Bugis in it.
const NUNUKAN: [(&str, &str, usize); 9] = [
    ("tidak ada", "tidak ada pi", 50),
    ("sudah", "sudah mi", 45),
    ("belum", "belum pi", 60),
    ("saya", "sa", 40),
    ("cuma", "ji", 20),
    ("kasihan", "kasian", 90),
    ("tidak", "ndak", 60),
    ("bagaimana", "bagemana", 50),
    ("begitu", "begitu mi", 40),
];

impl Voice {
    /// The list of openings and closings that go with it.
    pub fn key(self, regency: Regency) -> &'static str {
        match self {
            Self::Formal => "formal",
            Self::Chat => "chat",
            Self::Local => regency.key(),
        }
    }

    /// Joins the parts of a report into one text of this voice. Empty parts are left out.
    pub fn speak(self, regency: Regency, parts: &[&str], chance: &Random) -> String {
        let parts = parts.iter().filter(|part| !part.is_empty());
        let text = parts.map(|part| self.sentence(regency, part, chance)).collect::<Vec<_>>().join(" ");
        match self {
            Self::Chat => text.trim_end_matches(['.', ',']).to_owned(),
            Self::Formal | Self::Local => sentences(&text),
        }
    }

    fn sentence(self, regency: Regency, part: &str, chance: &Random) -> String {
        let (table, lower): (&[_], _) = match (self, regency) {
            (Self::Formal, _) => (&[], false),
            (Self::Chat, _) => (&CHAT, true),
            (Self::Local, Regency::MalukuTenggara) => (&KEI, false),
            (Self::Local, Regency::Nunukan) => (&NUNUKAN, false),
        };
        let spelt = respelt(&if lower { part.to_lowercase() } else { part.to_string() }, table, chance);
        match spelt.chars().last() {
            Some(last) if last.is_alphanumeric() && !lower => spelt + ".",
            Some(last) if last.is_alphanumeric() => spelt + if chance.chance(75) { "." } else { "," },
            _ => spelt,
        }
    }
}

/// Replaces whole words; each word of the table is either used throughout the text or not at all.
fn respelt(text: &str, table: &[(&str, &str, usize)], chance: &Random) -> String {
    let mut text = format!(" {text} ");
    for (plain, spelt, percent) in table {
        if chance.chance(*percent) && text.to_lowercase().contains(plain) {
            for end in [" ", ",", ".", "?"] {
                text = text.replace(&format!(" {plain}{end}"), &format!(" {spelt}{end}"));
                let (plain, spelt) = (capital(plain), capital(spelt));
                text = text.replace(&format!(" {plain}{end}"), &format!(" {spelt}{end}"));
            }
        }
    }
    text.trim().to_owned()
}
