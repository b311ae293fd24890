//! A report's receipt: its facts and words, the limits it was promised, its photos, and its secret code.

use minicbor::{Decode, Encode};

use crate::kinds::{Channel, ReportKind, Sensitivity, Visibility};
use crate::number::CaseNumber;

/// A report came in.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Received {
    /// What it asks for.
    #[n(0)]
    pub kind: ReportKind,
    /// The way it came.
    #[n(1)]
    pub channel: Channel,
    /// The category, if the reporter or an officer chose one.
    #[n(2)]
    pub category: Option<String>,
    /// The region code of the place.
    #[n(3)]
    pub place: Option<String>,
    /// The unit that handles it first.
    #[n(4)]
    pub unit: String,
    /// Who may see it.
    #[n(5)]
    pub visibility: Visibility,
    /// When it was received.
    #[n(6)]
    pub at: i64,
    /// Why it is kept in a closed circle, if it is.
    #[n(7)]
    pub sensitivity: Option<Sensitivity>,
    /// Whether its words speak of danger to life.
    #[n(8)]
    pub danger: bool,
    /// Its public number.
    #[n(9)]
    pub number: String,
    /// The keyed hash of its secret code.
    #[cbor(n(10), with = "minicbor::bytes")]
    pub code: [u8; 16],
    /// The limits for answering it.
    #[n(11)]
    pub limits: Limits,
    /// The local month in which it counts, `2026-03`.
    #[n(12)]
    pub month: String,
    /// The service asked for, if one was chosen.
    #[n(13)]
    pub service: Option<String>,
    /// The case whose matter it is too, as its reporter says; an officer looks whether it is.
    #[cbor(n(16), with = "minicbor::bytes")]
    pub joins: Option<[u8; 16]>,
}

/// What the public number begins with that a receipt takes, by its facts. A text that is no number as this program writes
/// it stands for itself, and facts that are not there for nothing: neither is any office's to give.
pub(crate) fn series(facts: Option<&[u8]>) -> Option<String> {
    let Some(facts) = facts else { return Some(String::new()) };
    // The number is read by itself, whatever else a later program may write there. Without one nothing is taken.
    let text = minicbor::decode::<Numbered>(facts).ok()?.number?;
    let as_written = text.parse::<CaseNumber>().ok().filter(|number| number.to_string() == text);
    Some(as_written.map_or(text, |number| number.series().to_owned()))
}

/// The public number alone of [`Received`].
#[derive(Decode)]
#[cbor(map)]
struct Numbered {
    #[n(9)]
    number: Option<String>,
}

/// The words of a report.
#[derive(Clone, Debug, Default, PartialEq, Encode, Decode)]
#[cbor(map)]
pub struct ReceivedWords {
    /// What the citizen said.
    #[n(0)]
    pub text: String,
    /// A short title.
    #[n(1)]
    pub title: String,
    /// The reporter's name.
    #[n(2)]
    pub name: Option<String>,
    /// The form of address the reporter chose.
    #[n(3)]
    pub sapa: Option<String>,
    /// Where to send news: a telephone number or an e-mail address.
    #[n(4)]
    pub contact: Option<String>,
    /// Where exactly, in words.
    #[n(5)]
    pub spot: Option<String>,
    /// Where exactly, in degrees of latitude.
    #[n(6)]
    pub lat: Option<f64>,
    /// Where exactly, in degrees of longitude.
    #[n(7)]
    pub lon: Option<f64>,
    /// Photos that came with it.
    #[n(8)]
    pub photos: Vec<Photo>,
}

/// The reporter has a new secret code; the old one is dead.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Recoded {
    /// When.
    #[n(0)]
    pub at: i64,
    /// The keyed hash of the new code.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub code: [u8; 16],
}

/// A limit that was computed, with everything needed to explain it later.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Due {
    /// The rule's identity in the table of rules.
    #[n(0)]
    pub rule: String,
    /// Which wording of the rule was in force.
    #[n(1)]
    pub rule_version: String,
    /// What people call the rule.
    #[n(2)]
    pub rule_name: String,
    /// How many days or hours it gives.
    #[n(3)]
    pub amount: u16,
    /// `working`, `calendar` or `hours`.
    #[n(4)]
    pub unit: String,
    /// The instant until which acting is in time.
    #[n(5)]
    pub due_at: i64,
    /// The edition of the calendar it was counted with.
    #[n(6)]
    pub calendar: String,
    /// Whether the date may still move, because its year has no decreed calendar yet.
    #[n(7)]
    pub provisional: bool,
    /// The weekday holidays that were passed over, as date and name.
    #[n(8)]
    pub holidays: Vec<(String, String)>,
    /// Whether it is the office's own promise rather than the law.
    #[n(9)]
    pub promised: bool,
}

/// The limits of a case: the one that binds, and the later one for the explanation.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Limits {
    /// The one that binds.
    #[n(0)]
    pub used: Due,
    /// The other one, if both law and a promise set a limit.
    #[n(1)]
    pub other: Option<Due>,
}

/// A photo that was taken in: its content's hash, and its size in pixels and bytes.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Photo {
    /// Names the file in the file store.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub hash: [u8; 32],
    /// Width in pixels.
    #[n(1)]
    pub width: u32,
    /// Height in pixels.
    #[n(2)]
    pub height: u32,
    /// Size in bytes.
    #[n(3)]
    pub bytes: u64,
    /// A small picture of it; none where the photo is small itself, or was taken in before there were previews.
    #[n(4)]
    pub preview: Option<Preview>,
}

/// A small picture of a photo: its content's hash, and its size in bytes.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Preview {
    /// Names the file in the file store.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub hash: [u8; 32],
    /// Size in bytes.
    #[n(1)]
    pub bytes: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written<T: Encode<()>>(value: &T) -> Vec<u8> {
        minicbor::to_vec(value).unwrap()
    }

    /// A photo as it was written before there were previews.
    #[derive(Encode, Decode)]
    #[cbor(map)]
    struct EarlierPhoto {
        #[cbor(n(0), with = "minicbor::bytes")]
        hash: [u8; 32],
        #[n(1)]
        width: u32,
        #[n(2)]
        height: u32,
        #[n(3)]
        bytes: u64,
    }

    #[test]
    fn a_photo_from_before_there_were_previews_is_read() {
        let earlier = written(&EarlierPhoto { hash: [7; 32], width: 1_600, height: 1_200, bytes: 300_000 });
        let photo: Photo = minicbor::decode(&earlier).unwrap();
        assert_eq!(photo, Photo { hash: [7; 32], width: 1_600, height: 1_200, bytes: 300_000, preview: None });
        assert_eq!(written(&photo), earlier, "and one without a preview is written as it was");
    }

    #[test]
    fn a_photo_with_a_preview_is_read_by_an_earlier_program() {
        let preview = Some(Preview { hash: [8; 32], bytes: 9_000 });
        let photo = Photo { hash: [7; 32], width: 1_600, height: 1_200, bytes: 300_000, preview };
        let bytes = written(&photo);
        assert_eq!(minicbor::decode::<EarlierPhoto>(&bytes).unwrap().hash, [7; 32]);
        assert_eq!(minicbor::decode::<Photo>(&bytes).unwrap(), photo);
    }
}
