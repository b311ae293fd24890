//! A short title for a case, cut from its own words: the first clause that says something.
//!
//! Nothing is invented or rephrased. Greetings, forms of address and long numbers (telephone, NIK) are left out, the
//! latter because titles stand in lists that more people read than the case itself.

use crate::normalise::normalise;
use crate::words::{Word, WordKind, words};

/// Longest title in characters.
pub const TITLE_CHARS_MAX: usize = 70;
/// A sentence shorter than this says too little alone and is joined with the next one.
const SENTENCE_CHARS_MIN: usize = 16;
/// The same for a part of a sentence before a comma.
const CLAUSE_CHARS_MIN: usize = 28;
/// A number with this many digits may belong to a person.
const PRIVATE_DIGITS_MIN: usize = 9;
/// An address line of a letter ("Kepada Yth. Bapak Bupati Nunukan") is no longer than this.
const ADDRESS_CHARS_MAX: usize = 60;

/// Words (in usual spelling) that open a message without being its matter.
const OPENINGS: &[&str] = &[
    "assalamualaikum",
    "waalaikumsalam",
    "warahmatullahi",
    "wabarakatuh",
    "wr",
    "wb",
    "syalom",
    "shalom",
    "salam",
    "sejahtera",
    "selamat",
    "pagi",
    "siang",
    "sore",
    "malam",
    "halo",
    "hai",
    "hallo",
    "permisi",
    "tabe",
    "tabik",
    "izin",
    "mohon",
    "maaf",
    "tolong",
    "kakak",
    "min",
    "mimin",
    "admin",
    "bang",
    "abang",
    "mas",
    "mbak",
    "yth",
    "kepada",
    "hormat",
    "pemda",
    "pemkab",
    "bertanya",
    "tanya",
    "nanya",
    "numpang",
    "lapor",
    "melapor",
    "melaporkan",
    "darurat",
    "om",
    "swastiastu",
    "namo",
    "buddhaya",
    "telepon",
    "info",
    "kulo",
    "nuwun",
    "sewu",
    "sekalian",
    "menyampaikan",
    "dicatat",
];
/// Words that belong to an opening after one of [`OPENINGS`], and to the matter at the beginning of a clause:
/// "selamat pagi ibu" and "ibu hamil", "mau lapor" and "saya mengurus surat".
const SOFT_OPENINGS: &[&str] = &[
    "bapak", "ibu", "mama", "saya", "kami", "mau", "ingin", "dari", "dan", "untuk", "buat", "bahwa", "dengan", "ya",
    "di", "ini",
];
/// How address lines of a letter begin, in lower case.
const ADDRESSES: &[&str] = &["kepada", "yth", "cq", "c.q", "u.p", "di tempat", "dengan hormat", "perihal", "hal:"];
/// Words that may not end a title.
const DANGLING: &[&str] = &[
    "dan", "atau", "di", "ke", "dari", "yang", "yg", "untuk", "utk", "dengan", "dgn", "karena", "krn", "pada", "oleh",
    "sebab", "tetapi", "tapi", "tp", "tidak", "tdk", "sudah", "sdh", "belum", "blm", "akan", "sampai", "sangat",
    "para", "dalam",
];
/// Abbreviations that keep their capitals when a text written in capitals alone is calmed down.
const CAPITALS: &[&str] = &[
    "asn", "bbm", "blt", "bpbd", "bpjs", "bpn", "hp", "igd", "kk", "kpu", "ktp", "lpg", "nib", "nik", "pbb", "pdam",
    "pju", "pkh", "pln", "pns", "rsud", "rt", "rw", "sd", "sdn", "sim", "sma", "smk", "smp", "spbu", "tpa", "tps",
];

/// A title of at most [`TITLE_CHARS_MAX`] characters for `text`: capitalised, without a mark at its end, and never
/// empty when `text` has a letter outside long numbers, links and names of accounts.
///
/// ```
/// let text = "Assalamualaikum pak. Tolong lampu jalan di Tanjung Aru mati sejak Senin lalu, gelap sekali!";
/// assert_eq!(hadir_language::title(text), "Lampu jalan di Tanjung Aru mati sejak Senin lalu");
/// ```
pub fn title(text: &str) -> String {
    let all: Vec<Word<'_>> = words(text).filter(|word| is_presentable(text, word)).collect();
    let body = beginning(text, &all);
    let chosen = &body[..clause_words(text, body)];
    calm(&join(text, chosen))
}

/// Whether a word may stand in a title: no link, no account name, no number that may belong to a person.
fn is_presentable(text: &str, word: &Word<'_>) -> bool {
    let digits = word.text.chars().filter(char::is_ascii_digit).count();
    let is_account = is_in_account(&text[..word.start]);
    word.kind != WordKind::Link && digits < PRIVATE_DIGITS_MIN && !is_account
}

/// Whether what stands before a word makes it part of the name of an account: `@warga_sebatik`. A line under a word, as
/// chats write it for emphasis (`_penting_`), does not.
fn is_in_account(before: &str) -> bool {
    let joined = before.trim_end_matches('_');
    joined.ends_with('@') || joined.len() < before.len() && joined.ends_with(char::is_alphanumeric)
}

/// The words from the first that belongs to the matter. All of them when nothing but openings was written.
fn beginning<'a, 't>(text: &str, all: &'a [Word<'t>]) -> &'a [Word<'t>] {
    let skipped = after_bracket(text).max(after_address(text));
    let body = &all[all.partition_point(|word| word.start < skipped)..];
    let rest = &body[opening_words(text, body)..];
    let says_something = |words: &[Word<'_>]| words.iter().any(|word| word.text.contains(char::is_alphabetic));
    [rest, body].into_iter().find(|words| says_something(words)).unwrap_or(all)
}

/// How many words at the beginning of `body` only open the message.
fn opening_words(text: &str, body: &[Word<'_>]) -> usize {
    let is_one_of = |list: &[&str], word: &Word<'_>| {
        let form = normalise(word.text);
        !form.is_empty() && form.split(' ').all(|part| list.contains(&part))
    };
    let is_soft = |word: &Word<'_>| is_one_of(SOFT_OPENINGS, word);
    let opens = |word: &Word<'_>| is_soft(word) || is_one_of(OPENINGS, word);
    let begins_clause = |at: usize| at == 0 || ends_clause(between(text, &body[at - 1], &body[at]), &body[at - 1]);
    let run = body.iter().take_while(|word| opens(word)).count();
    // The soft words that begin the clause in which the run ends belong to the matter.
    let clause = (0..run).rev().find(|at| begins_clause(*at)).unwrap_or(0);
    let matter_begins = run < body.len() && !begins_clause(run) && body[clause..run].iter().all(is_soft);
    if matter_begins { clause } else { run }
}

/// Where a letter goes on after the lines that say to whom it is written, else 0.
fn after_address(text: &str) -> usize {
    let is_address = |line: &str| {
        let line = line.trim().to_lowercase();
        line.is_empty() || line.chars().count() <= ADDRESS_CHARS_MAX && ADDRESSES.iter().any(|a| line.starts_with(a))
    };
    let lines = text.split_inclusive('\n').take_while(|line| line.ends_with('\n') && is_address(line));
    lines.map(str::len).sum()
}

/// Where the text goes on after a note in brackets at its beginning ("(dicatat petugas)"), else 0.
fn after_bracket(text: &str) -> usize {
    let lead = text.len() - text.trim_start().len();
    let close = match text.trim_start().chars().next() {
        Some('(') => ')',
        Some('[') => ']',
        _ => return 0,
    };
    text[lead..].find(close).map_or(0, |at| lead + at + 1)
}

/// How many of `body` make the title: up to the first clause end that says enough, within the limit. What does not
/// fit goes back to the last clause end, or else to the last word.
fn clause_words(text: &str, body: &[Word<'_>]) -> usize {
    let mut length = 0;
    let mut last_end = 0;
    for (at, word) in body.iter().enumerate() {
        if let Some(left) = at.checked_sub(1).map(|before| &body[before]) {
            let gap = between(text, left, word);
            let is_comma = gap.contains([',', ';', '(']);
            let enough = if is_comma { CLAUSE_CHARS_MIN } else { SENTENCE_CHARS_MIN };
            if ends_clause(gap, left) && length >= SENTENCE_CHARS_MIN {
                last_end = at;
            }
            if last_end == at && length >= enough {
                return at;
            }
            length += printed_gap(gap, left).len();
        }
        length += word.text.chars().count();
        if length > TITLE_CHARS_MAX {
            return if last_end > 0 { last_end } else { without_dangling(body, at) };
        }
    }
    body.len()
}

fn between<'t>(text: &'t str, left: &Word<'_>, right: &Word<'_>) -> &'t str {
    text.get(left.end()..right.start).unwrap_or(" ")
}

/// Whether the marks in `gap` end a clause after `word`.
fn ends_clause(gap: &str, word: &Word<'_>) -> bool {
    gap.contains(['!', '?', '\n', ',', ';', '(', '。', '…']) || (gap.contains('.') && !word.is_abbreviation())
}

/// What stands between `left` and the next word of a title: quotation marks and the like are left out, and a sentence
/// end becomes a comma.
fn printed_gap(gap: &str, left: &Word<'_>) -> &'static str {
    match gap.trim() {
        "/" => "/",
        "&" => " & ",
        "." if left.is_abbreviation() => ". ",
        _ if gap.contains(['.', ',', ';', ':', '!', '?', '\n']) => ", ",
        _ => " ",
    }
}

/// `taken` less the words at its end that call for a next one, but at least one word.
fn without_dangling(body: &[Word<'_>], taken: usize) -> usize {
    let dangles = |word: &Word<'_>| DANGLING.iter().any(|d| word.text.eq_ignore_ascii_case(d));
    let kept = body[..taken].iter().rposition(|word| !dangles(word)).map_or(taken, |last| last + 1);
    kept.max(usize::from(!body.is_empty()))
}

fn join(text: &str, chosen: &[Word<'_>]) -> String {
    let mut out = String::new();
    for (at, word) in chosen.iter().enumerate() {
        if let Some(before) = at.checked_sub(1) {
            let left = &chosen[before];
            out.push_str(printed_gap(between(text, left, word), left));
        }
        out.push_str(word.text);
    }
    cut(out)
}

/// Cuts a single word that alone is too long.
fn cut(text: String) -> String {
    match text.char_indices().nth(TITLE_CHARS_MAX) {
        Some((end, _)) => text[..end].to_owned(),
        None => text,
    }
}

/// Capitalises the first letter, and turns a title shouted in capitals into ordinary writing.
fn calm(text: &str) -> String {
    let (upper, letters) = text.chars().fold((0, 0), |(upper, letters), c| {
        (upper + usize::from(c.is_uppercase()), letters + usize::from(c.is_alphabetic()))
    });
    let shouted = letters > 10 && upper * 10 > letters * 7;
    let text = if shouted { lowered(text) } else { text.to_owned() };
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => cut(first.to_uppercase().chain(chars).collect()),
        None => text,
    }
}

fn lowered(text: &str) -> String {
    let lower = |word: &str| {
        let small = word.to_lowercase();
        if CAPITALS.contains(&small.as_str()) { small.to_uppercase() } else { small }
    };
    text.split(' ').map(lower).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{TITLE_CHARS_MAX, title};

    fn check(text: &str, expected: &str) {
        assert_eq!(title(text), expected, "title of {text:?}");
    }

    #[test]
    fn names_of_accounts_are_left_out_and_emphasis_is_not() {
        check("@warga_sebatik jalan putus di Aji Kuning", "Jalan putus di Aji Kuning");
        check("_penting_ jalan putus di Aji Kuning", "Penting jalan putus di Aji Kuning");
        check("_Tolong_", "Tolong");
        check("@warga_sebatik", "");
    }

    #[test]
    fn greetings_are_dropped() {
        check(
            "Selamat pagi pak, mohon izin. Air PDAM di Kolser keruh dan berbau besi.",
            "Air PDAM di Kolser keruh dan berbau besi",
        );
        check("Assalamualaikum wr. wb.\n\nPapan dermaga lepas tiga lembar", "Papan dermaga lepas tiga lembar");
        check("min kantor camat tutup jam 9", "Kantor camat tutup jam 9");
        check("(dicatat petugas loket) Bapa Lukas belum dapat minyak tanah", "Bapa Lukas belum dapat minyak tanah");
        check(
            "Kepada Yth. Bapak Bupati\ndi tempat\n\nIbu hamil di Ur ada empat orang",
            "Ibu hamil di Ur ada empat orang",
        );
        check("@pemkab_malra min timbangan r.laut kurang", "Timbangan r. laut kurang");
    }

    #[test]
    fn cuts_at_a_word_and_leaves_nothing_dangling() {
        let long =
            "Jalan poros yang menghubungkan kampung kami dengan pusat kecamatan sudah rusak parah sejak dua tahun";
        let short = title(long);
        assert!(short.chars().count() <= TITLE_CHARS_MAX && long.starts_with(&short), "{short}");
        check("Gelap!! Lampu jalan mati.", "Gelap, Lampu jalan mati");
    }

    #[test]
    fn shouting_is_calmed() {
        check("AIR PDAM MATI 4 HARI DI KOLSER!!!", "Air PDAM mati 4 hari di kolser");
    }

    #[test]
    fn private_numbers_and_links_stay_out() {
        check("No HP saya 081200000000, tolong cek bansos", "No HP saya, tolong cek bansos");
    }

    #[test]
    fn never_empty_where_there_are_letters() {
        check("pak", "Pak");
        check("Tolong!", "Tolong");
        check("12 ?", "12");
        check("🤢", "");
    }
}
