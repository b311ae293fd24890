//! Photos: taken in within limits, turned upright, made small enough to travel, stripped of everything but their pixels.
//!
//! Every photo is decoded and written anew as JPEG. What a camera or phone wrote into the file beside the picture
//! (position, time, device) does not survive that, and neither does anything that only pretended to be a picture.

use std::io::Cursor;

use hadir_store::Files;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits};

use crate::events::Photo;

/// Longest side of a stored photo, in pixels.
pub const SIDE_PIXELS_MAX: u32 = 1_600;
/// Longest side of a photo that is decoded at all, in pixels; beyond lies what is made to exhaust memory.
const SIDE_DECODED_MAX: u32 = 12_000;
/// Most memory that decoding one photo may take, in bytes.
const DECODED_BYTES_MAX: u64 = 256 * 1024 * 1024;
/// Quality of a stored photo, of 100.
const JPEG_QUALITY: u8 = 80;

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
    let (width, height, jpeg) = clean;
    let bytes = jpeg.len() as u64;
    let hash = *files.put(jpeg).await?.as_bytes();
    Ok(Photo { hash, width, height, bytes })
}

/// The pixels of a photo as a new JPEG file, with their width and height.
fn clean(given: &[u8]) -> Result<(u32, u32, Vec<u8>), PhotoError> {
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
    if image.width().max(image.height()) > SIDE_PIXELS_MAX {
        image = image.resize(SIDE_PIXELS_MAX, SIDE_PIXELS_MAX, image::imageops::FilterType::Triangle);
    }
    let pixels = image.into_rgb8();
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, JPEG_QUALITY).encode_image(&pixels).map_err(unreadable)?;
    Ok((pixels.width(), pixels.height(), jpeg))
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{ImageFormat, RgbImage};

    fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::from(RgbImage::from_pixel(width, height, image::Rgb([9, 90, 117])))
            .write_to(&mut bytes, format)
            .unwrap();
        bytes.into_inner()
    }

    #[test]
    fn a_large_photo_is_made_smaller_and_keeps_its_shape() {
        let (width, height, jpeg) = clean(&picture(3_200, 1_600, ImageFormat::Png)).unwrap();
        assert_eq!((width, height), (1_600, 800));
        assert_eq!(image::guess_format(&jpeg).unwrap(), ImageFormat::Jpeg);
    }

    #[test]
    fn what_a_camera_wrote_beside_the_picture_is_gone() {
        let mut given = picture(40, 30, ImageFormat::Jpeg);
        // An EXIF block with a position, right after the start of the file.
        let exif = b"\xff\xe1\x00\x1eExif\x00\x00GPSLatitude 4.13 N\x00\x00\x00\x00";
        given.splice(2..2, exif.iter().copied());
        let (_, _, jpeg) = clean(&given).unwrap();
        assert!(!jpeg.windows(4).any(|window| window == b"Exif" || window == b"GPSL"));
    }

    #[test]
    fn what_only_pretends_to_be_a_photo_is_refused() {
        for given in [&b"<svg onload=alert(1)>"[..], b"", b"\xff\xd8\xff\xe0JFIF nothing", b"GIF89a"] {
            assert!(matches!(clean(given), Err(PhotoError::Unreadable)));
        }
    }
}
