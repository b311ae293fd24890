//! Pairs written by hand, and how often the proposals are right on the demo's hand-written reports.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Deserialize;

use super::*;

const NOON: i64 = 1_773_288_000_000;
const VILLAGE: (&str, &str) = ("65.03.10.2001", "Sungai Nyamuk, Sebatik Timur");
const NEIGHBOUR: (&str, &str) = ("65.03.10.2004", "Tanjung Aru, Sebatik Timur");

/// Two texts of one topic and village, so many days apart.
fn pair(one: &'static str, other: &'static str, days: i64) -> Option<Likeness> {
    let about = |text: &'static str, at| About {
        text: text.into(),
        category: Some("roads"),
        place: Some(VILLAGE.0),
        place_name: VILLAGE.1,
        position: None,
        at,
    };
    Subject::new(about(one, NOON)).likeness(&about(other, NOON + days * 86_400_000))
}

const ALIKE_PAIRS: &[(&str, &str, i64)] = &[
    (
        "Jalan di Sungai Nyamuk depan masjid berlubang dalam, sudah dua minggu tidak ditimbun.",
        "lubang dpn masjid makin lebar, kmrn ada yg jatuh",
        2,
    ),
    (
        "Papan dermaga Sungai Nyamuk patah dua, kemarin ada nenek hampir jatuh.",
        "Dermaga bolong, papannya patah dekat tangga, anak saya terperosok.",
        1,
    ),
    (
        "Lapor pak. Jalan di binalawan arah liang bunyu sudah amblas sebelah.",
        "jln liang bunyu-binalawan hmpir putus dkt jmbatan. tlg dicek",
        3,
    ),
    ("Lampu jalan mati di Jl. Pattimura dekat SD", "PJU Jl Pattimura padam, lampunya mati semua", 4),
    ("sampah belakang pasar yamaker sudah 5 hari tidak diangkut", "Bau sampah pasar Yamaker, belum diangkut", 1),
];

const OTHER_PAIRS: &[(&str, &str, i64)] = &[
    // Two streets.
    ("Lubang besar di Jl. Pattimura, motor oleng", "Jl. Sudirman lubangnya besar, motor sering oleng", 1),
    ("Lampu jalan mati di RT 03 sejak kemarin malam", "Lampu jalan di RT5 mati sejak kemarin", 0),
    // One street, another matter.
    ("Jalan Pattimura berlubang dalam", "Parkir liar di Jl. Pattimura bikin macet tiap sore", 1),
    ("Aspal Jl. Pattimura terkelupas", "Jl Pattimura tergenang air got kalau hujan", 2),
    // One matter, another spot.
    ("Pohon tumbang menutup jalan ke sekolah", "Jalan ke puskesmas longsor, mobil tidak bisa lewat", 1),
    // Common words alone.
    ("Tolong pak, sudah lama jalan rusak, anak sekolah lewat", "Tolong diperiksa jalan di sini, sudah lama begini", 1),
    // The same words, long ago.
    ("Lubang di jalan depan masjid", "Lubang depan masjid", 120),
    ("", "Lubang depan masjid", 0),
];

#[test]
fn pairs_of_one_matter_are_proposed_and_near_misses_are_not() {
    for (one, other, days) in ALIKE_PAIRS {
        assert!(pair(one, other, *days).is_some(), "{one} / {other}");
        assert!(pair(other, one, -days).is_some(), "{other} / {one}");
    }
    for (one, other, days) in OTHER_PAIRS {
        assert_eq!(pair(one, other, *days), None, "{one} / {other}");
    }
}

#[test]
fn the_reasons_are_words_as_they_were_written_and_the_place() {
    let likeness = pair(ALIKE_PAIRS[1].0, ALIKE_PAIRS[1].1, -1).unwrap();
    assert_eq!(likeness.words, ["patah", "dermaga", "papannya"]);
    assert_eq!((likeness.near, likeness.is_same_topic), (Some(Near::Village), true));
}

#[test]
fn where_it_is_counts_by_metres_before_names() {
    let text = "Papan dermaga patah";
    let about = |place: (&'static str, &'static str), position| About {
        text: text.into(),
        category: None,
        place: Some(place.0),
        place_name: place.1,
        position,
        at: NOON,
    };
    let near = |place, position, of| {
        Subject::new(about(VILLAGE, of)).likeness(&about(place, position)).and_then(|likeness| likeness.near)
    };
    assert_eq!(near(VILLAGE, None, None), Some(Near::Village));
    assert_eq!(near(NEIGHBOUR, None, None), Some(Near::District));
    let here = Some((4.146_00, 117.658_00));
    assert_eq!(near(NEIGHBOUR, Some((4.146_50, 117.658_00)), here), Some(Near::Metres(55)));
    assert_eq!(near(VILLAGE, Some((4.250_00, 117.658_00)), here), None, "more than 3 km apart in one village");
}

/// A report of the demo, as it is written by hand.
#[derive(Deserialize)]
struct Written {
    external_id: String,
    category: Option<String>,
    place: Option<String>,
    received_at: String,
    text: Option<String>,
    duplicate_of: Option<String>,
}

impl Written {
    fn about(&self) -> About<'_> {
        let at: Timestamp = self.received_at.parse().unwrap();
        let text = self.text.as_deref().unwrap_or_default();
        About {
            text: text[..text.char_indices().nth(160).map_or(text.len(), |(at, _)| at)].into(),
            category: self.category.as_deref(),
            place: self.place.as_deref(),
            place_name: "",
            position: None,
            at: at.as_millisecond(),
        }
    }

    fn matter(&self) -> &str {
        self.duplicate_of.as_deref().unwrap_or(&self.external_id)
    }
}

/// Of the 292 hand-written reports 70 tell of what another one told already, as whoever wrote them says. Each is compared
/// with every earlier one of the last 90 days: of 58 pairs that are proposed 54 are right (precision 0.93), and 45 of the 70
/// are found (recall 0.64); the others share no word that says anything. The weights of words were counted in these texts
/// among others and the threshold was chosen by them, so strange texts will do a little worse.
#[test]
fn of_what_is_proposed_nine_in_ten_are_right_and_six_in_ten_of_the_repeated_reports_are_found() {
    let (mut right, mut wrong, mut repeated, mut found) = (0, Vec::new(), 0, 0);
    for regency in ["nunukan", "maluku-tenggara"] {
        let path = format!("{}/../../data/demo/{regency}/cases.jsonl", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).unwrap();
        let reports: Vec<Written> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let mut found_of: BTreeMap<&str, bool> = BTreeMap::new();
        for report in &reports {
            let subject = Subject::new(report.about());
            for earlier in &reports {
                let days = (report.about().at - earlier.about().at) as f64 / DAY_MS;
                if earlier.external_id == report.external_id || !(0.0..90.0).contains(&days) {
                    continue;
                }
                if subject.likeness(&earlier.about()).is_some() {
                    let is_right = report.matter() == earlier.matter();
                    right += usize::from(is_right);
                    *found_of.entry(&report.external_id).or_default() |= is_right;
                    if !is_right {
                        wrong.push((report.external_id.clone(), earlier.external_id.clone()));
                    }
                }
            }
        }
        let again = || reports.iter().filter(|report| report.duplicate_of.is_some());
        repeated += again().count();
        found += again().filter(|report| found_of.get(&report.external_id[..]) == Some(&true)).count();
    }
    let precision = right as f64 / (right + wrong.len()) as f64;
    let recall = f64::from(u32::try_from(found).unwrap()) / f64::from(u32::try_from(repeated).unwrap());
    assert!(precision >= 0.9, "{right} right, wrong: {wrong:?}");
    assert!(recall >= 0.6, "{found} of {repeated}");
    assert_eq!(repeated, 70);
}
