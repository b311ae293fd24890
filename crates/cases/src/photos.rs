//! Photos: taken in within limits, turned upright, made small enough to travel, stripped of everything but their pixels.
//! Beside each goes a preview of a few kilobytes, which travels first and is what lists show.
//!
//! Every photo is decoded and written anew as JPEG. What a camera or phone wrote into the file beside the picture
//! (position, time, device) does not survive that, and neither does anything that only pretended to be a picture.

use std::io::Cursor;

use hadir_oplog::Hash;
use hadir_store::{FileRank, Files, NamedFile};
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits, Rgb, RgbImage};

use crate::events::{Area, PARTS, Photo, Preview};

/// Longest side of a stored photo, in pixels.
pub const SIDE_PIXELS_MAX: u32 = 1_600;
/// Longest side of a photo that is decoded at all, in pixels; beyond lies what is made to exhaust memory.
const SIDE_DECODED_MAX: u32 = 12_000;
/// Most memory that decoding one photo may take, in bytes.
const DECODED_BYTES_MAX: u64 = 256 * 1024 * 1024;
/// Quality of a stored photo, of 100.
const JPEG_QUALITY: u8 = 80;
/// Longest side of a preview, in pixels.
pub const PREVIEW_PIXELS_MAX: u32 = 320;
/// Qualities of a preview, of 100: the first with which it is small enough, or the last.
const PREVIEW_QUALITIES: [u8; 3] = [75, 60, 40];
/// What a preview is to take at most, in bytes; one with very much in it takes a little more.
const PREVIEW_BYTES_AIM: usize = 15 * 1024;
/// The colour that covers an area.
const COVER: Rgb<u8> = Rgb([91, 107, 115]);
/// A photo of so many bytes or fewer is its own preview.
const SMALL_BYTES_MAX: u64 = 16 * 1024;

/// Why a photo was not taken in.
#[derive(Debug, thiserror::Error)]
pub enum PhotoError {
    /// The file is larger than allowed.
    #[error("the photo has {bytes} bytes; at most {bytes_max} are taken")]
    TooLarge {
        /// What it has.
        bytes: u64,
        /// What is allowed.
        bytes_max: u64,
    },
    /// The file is no picture that can be read, or one made to exhaust memory.
    #[error("the file is no photo that can be read")]
    Unreadable,
    /// It could not be stored.
    #[error("the photo could not be stored")]
    Store(#[from] hadir_store::FileFault),
}

/// Takes in a photo: checked, turned upright, made smaller, stripped, and stored before anything names it.
pub async fn take_in(files: &Files, given: Vec<u8>, bytes_max: u64) -> Result<Photo, PhotoError> {
    let bytes = given.len() as u64;
    if bytes > bytes_max {
        return Err(PhotoError::TooLarge { bytes, bytes_max });
    }
    let clean = tokio::task::spawn_blocking(move || clean(&given)).await.map_err(|_| PhotoError::Unreadable)??;
    store(files, clean).await
}

async fn store(files: &Files, clean: Clean) -> Result<Photo, PhotoError> {
    let Clean { width, height, jpeg, preview } = clean;
    let preview = match preview {
        Some(preview) => Some(store_preview(files, preview).await?),
        None => None,
    };
    let bytes = jpeg.len() as u64;
    let hash = *files.put(jpeg).await?.as_bytes();
    Ok(Photo { hash, width, height, bytes, preview })
}

async fn store_preview(files: &Files, jpeg: Vec<u8>) -> Result<Preview, PhotoError> {
    let bytes = jpeg.len() as u64;
    Ok(Preview { hash: *files.put(jpeg).await?.as_bytes(), bytes })
}

/// The file that shows a photo small: its preview, or the photo itself where that is small; none for a photo from before
/// there were previews.
pub fn small(photo: &Photo) -> Option<Hash> {
    let own = is_small(photo.width, photo.height, photo.bytes).then_some(photo.hash);
    photo.preview.as_ref().map(|preview| preview.hash).or(own).map(Hash::from_bytes)
}

/// The files of a photo that came at an instant, in milliseconds since 1970, UTC.
pub(crate) fn files(photo: &Photo, at_ms: i64) -> impl Iterator<Item = NamedFile> {
    let (small, whole) = (small(photo), Hash::from_bytes(photo.hash));
    let preview = small.map(|hash| NamedFile { rank: FileRank::Preview, at_ms, hash });
    let whole = (small != Some(whole)).then_some(NamedFile { rank: FileRank::Whole, at_ms, hash: whole });
    preview.into_iter().chain(whole)
}

/// Whether a photo of this size needs no preview beside it.
fn is_small(width: u32, height: u32, bytes: u64) -> bool {
    width.max(height) <= PREVIEW_PIXELS_MAX || bytes <= SMALL_BYTES_MAX
}

/// A photo made anew.
struct Clean {
    width: u32,
    height: u32,
    jpeg: Vec<u8>,
    preview: Option<Vec<u8>>,
}

/// The pixels of a photo as a new JPEG file, with its preview.
fn clean(given: &[u8]) -> Result<Clean, PhotoError> {
    let mut image = decoded(given)?;
    if image.width().max(image.height()) > SIDE_PIXELS_MAX {
        image = image.resize(SIDE_PIXELS_MAX, SIDE_PIXELS_MAX, FilterType::Triangle);
    }
    finished(image)
}

/// The pixels of a photo, upright.
fn decoded(given: &[u8]) -> Result<DynamicImage, PhotoError> {
    let unreadable = |_| PhotoError::Unreadable;
    let mut reader = ImageReader::new(Cursor::new(given)).with_guessed_format().map_err(|_| PhotoError::Unreadable)?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_DECODED_MAX);
    limits.max_image_height = Some(SIDE_DECODED_MAX);
    limits.max_alloc = Some(DECODED_BYTES_MAX);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(unreadable)?;
    let orientation = decoder.orientation().map_err(unreadable)?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    image.apply_orientation(orientation);
    Ok(image)
}

/// A picture as it is stored.
fn finished(image: DynamicImage) -> Result<Clean, PhotoError> {
    let image = DynamicImage::from(image.into_rgb8());
    let (width, height) = (image.width(), image.height());
    let jpeg = written(&image, JPEG_QUALITY)?;
    let preview = match is_small(width, height, jpeg.len() as u64) {
        true => None,
        false => Some(preview_of(&image)?),
    };
    Ok(Clean { width, height, jpeg, preview })
}

/// A picture of a stored photo in which some areas are covered, stored beside it; the photo itself stays as it is. Nothing where
/// the photo has not reached this node yet.
pub(crate) async fn covered(files: &Files, photo: &Photo, areas: Vec<Area>) -> Result<Option<Photo>, PhotoError> {
    let Some(jpeg) = files.get(Hash::from_bytes(photo.hash)).await? else { return Ok(None) };
    let made = tokio::task::spawn_blocking(move || {
        let mut image = decoded(&jpeg)?.into_rgb8();
        areas.iter().for_each(|area| cover(&mut image, *area));
        finished(image.into())
    });
    let made = made.await.map_err(|_| PhotoError::Unreadable)??;
    store(files, made).await.map(Some)
}

/// Covers an area with one colour that says nothing about what stood there; what is at its edge belongs to it.
fn cover(image: &mut RgbImage, area: Area) {
    let (width, height) = image.dimensions();
    let part = |part: u16, size: u32| u64::from(part.min(PARTS)) * u64::from(size);
    let from = |at, size| (part(at, size) / u64::from(PARTS)) as u32;
    let until = |at, size| part(at, size).div_ceil(u64::from(PARTS)) as u32;
    for y in from(area.top, height)..until(area.bottom, height) {
        for x in from(area.left, width)..until(area.right, width) {
            image.put_pixel(x, y, COVER);
        }
    }
}

/// A small picture of a picture, as a JPEG file.
fn preview_of(image: &DynamicImage) -> Result<Vec<u8>, PhotoError> {
    let small = image.resize(PREVIEW_PIXELS_MAX, PREVIEW_PIXELS_MAX, FilterType::Triangle);
    let mut jpeg = Vec::new();
    for quality in PREVIEW_QUALITIES {
        jpeg = written(&small, quality)?;
        if jpeg.len() <= PREVIEW_BYTES_AIM {
            break;
        }
    }
    Ok(jpeg)
}

/// A picture as a JPEG file of a quality, of 100.
fn written(image: &DynamicImage, quality: u8) -> Result<Vec<u8>, PhotoError> {
    let mut jpeg = Vec::new();
    let encoded = JpegEncoder::new_with_quality(&mut jpeg, quality).encode_image(image);
    encoded.map_err(|_| PhotoError::Unreadable)?;
    Ok(jpeg)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::ImageFormat;

    fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::from(RgbImage::from_pixel(width, height, image::Rgb([9, 90, 117])))
            .write_to(&mut bytes, format)
            .unwrap();
        bytes.into_inner()
    }

    /// A picture as a phone takes one, as JPEG: a bright sky, a pier of planks with shadows, and the grain of everything.
    fn pier() -> Vec<u8> {
        let noise = |x: u32, y: u32| {
            let mut n = x.wrapping_mul(0x9e37_79b1) ^ y.wrapping_mul(0x85eb_ca6b);
            n = (n ^ (n >> 15)).wrapping_mul(0x2c1b_3c6d);
            n = (n ^ (n >> 12)).wrapping_mul(0x297a_2d39);
            ((n ^ (n >> 15)) & 0xff) as f32 / 255.0
        };
        // Grain of five sizes, the coarse stronger than the fine.
        let smooth = |x: u32, y: u32, cell: u32| {
            let (left, top) = (x / cell, y / cell);
            let (along, down) = ((x % cell) as f32 / cell as f32, (y % cell) as f32 / cell as f32);
            let row = |y| noise(left, y) * (1.0 - along) + noise(left + 1, y) * along;
            row(top) * (1.0 - down) + row(top + 1) * down
        };
        let grain = |x, y| [128, 48, 16, 6, 2].map(|cell| smooth(x, y, cell) - 0.5);
        let pixels = RgbImage::from_fn(2_000, 1_500, |x, y| {
            let [hills, bushes, stones, grass, sand] = grain(x, y);
            let shade = match y {
                0..600 => 205.0 + 40.0 * hills,
                600..750 => 95.0 + 60.0 * hills + 50.0 * bushes + 40.0 * stones,
                _ if (x + y / 3) % 220 < 12 => 35.0,
                _ => 140.0 + 40.0 * hills + 30.0 * bushes + 35.0 * stones + 40.0 * grass + 30.0 * sand,
            };
            let shade = shade + 10.0 * (noise(x, y) - 0.5);
            let tint = if y < 600 { [0.85, 0.95, 1.0] } else { [1.0, 0.92, 0.75] };
            image::Rgb(tint.map(|part| (shade * part).clamp(0.0, 255.0) as u8))
        });
        let mut bytes = Vec::new();
        JpegEncoder::new_with_quality(&mut bytes, 90).encode_image(&pixels).unwrap();
        bytes
    }

    #[test]
    fn a_large_photo_is_made_smaller_and_keeps_its_shape() {
        let Clean { width, height, jpeg, .. } = clean(&picture(3_200, 1_600, ImageFormat::Png)).unwrap();
        assert_eq!((width, height), (1_600, 800));
        assert_eq!(image::guess_format(&jpeg).unwrap(), ImageFormat::Jpeg);
    }

    #[test]
    fn a_preview_of_a_phones_photo_takes_about_ten_kilobytes() {
        let Clean { jpeg, preview, .. } = clean(&pier()).unwrap();
        let preview = preview.unwrap();
        let shown = image::load_from_memory(&preview).unwrap();
        assert_eq!((shown.width(), shown.height()), (320, 240));
        assert!((150_000..400_000).contains(&jpeg.len()), "a photo of {} bytes", jpeg.len());
        assert!((8_000..15_500).contains(&preview.len()), "a preview of {} bytes", preview.len());
    }

    #[test]
    fn a_small_photo_has_no_preview_beside_it() {
        assert!(clean(&picture(320, 200, ImageFormat::Png)).unwrap().preview.is_none());
        assert!(clean(&picture(800, 600, ImageFormat::Jpeg)).unwrap().preview.is_none(), "one colour is few bytes");
    }

    #[test]
    fn previews_are_wanted_before_photos_and_a_small_photo_is_its_own() {
        let hash = |byte| [byte; 32];
        let photo = |bytes, preview| Photo { hash: hash(1), width: 1_600, height: 1_200, bytes, preview };
        let ranks = |photo: &Photo| files(photo, 7).map(|file| (file.rank, *file.hash.as_bytes())).collect::<Vec<_>>();
        let with_preview = photo(300_000, Some(Preview { hash: hash(2), bytes: 9_000 }));
        assert_eq!(ranks(&with_preview), [(FileRank::Preview, hash(2)), (FileRank::Whole, hash(1))]);
        assert_eq!(ranks(&photo(300_000, None)), [(FileRank::Whole, hash(1))], "from before there were previews");
        assert_eq!(ranks(&photo(9_000, None)), [(FileRank::Preview, hash(1))]);
    }

    #[test]
    fn of_what_is_covered_nothing_is_left_and_the_rest_stays() {
        let striped = RgbImage::from_fn(1_600, 1_200, |x, y| {
            if (x / 3 + y / 2) % 2 == 0 { Rgb([250, 20, 20]) } else { Rgb([10, 90, 240]) }
        });
        let mut covered = striped.clone();
        cover(&mut covered, Area { left: 1_250, top: 1_667, right: 2_500, bottom: 3_334 });
        let inside = |x: u32, y: u32| (200..400).contains(&x) && (200..401).contains(&y);
        let is_right =
            |(x, y, pixel): (u32, u32, &Rgb<u8>)| *pixel == if inside(x, y) { COVER } else { *striped.get_pixel(x, y) };
        assert!(covered.enumerate_pixels().all(is_right));
    }

    #[test]
    fn an_area_that_is_none_covers_nothing_and_one_beyond_the_edge_ends_there() {
        let plain = RgbImage::from_fn(40, 30, |x, _| Rgb([x as u8, 0, 0]));
        let area = |left, top, right, bottom| Area { left, top, right, bottom };
        for none in [area(0, 0, 0, 0), area(9_000, 0, 1_000, 10_000), area(60_000, 60_000, 65_535, 65_535)] {
            let mut image = plain.clone();
            cover(&mut image, none);
            assert_eq!(image, plain, "{none:?}");
        }
        let mut image = plain.clone();
        cover(&mut image, area(0, 0, 65_535, 65_535));
        assert!(image.pixels().all(|pixel| *pixel == COVER));
    }

    #[test]
    fn what_a_camera_wrote_beside_the_picture_is_gone() {
        let mut given = picture(40, 30, ImageFormat::Jpeg);
        // An EXIF block with a position, right after the start of the file.
        let exif = b"\xff\xe1\x00\x1eExif\x00\x00GPSLatitude 4.13 N\x00\x00\x00\x00";
        given.splice(2..2, exif.iter().copied());
        let jpeg = clean(&given).unwrap().jpeg;
        assert!(!jpeg.windows(4).any(|window| window == b"Exif" || window == b"GPSL"));
    }

    #[test]
    fn what_only_pretends_to_be_a_photo_is_refused() {
        for given in [&b"<svg onload=alert(1)>"[..], b"", b"\xff\xd8\xff\xe0JFIF nothing", b"GIF89a"] {
            assert!(matches!(clean(given), Err(PhotoError::Unreadable)));
        }
    }
}
