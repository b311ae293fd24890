//! Photos: with the form, in pieces after it, and who may see them.

use std::io::Cursor;

use axum::http::Method;
use axum::http::header::ACCEPT;
use hadir_testkit::http::Part;
use image::{DynamicImage, ImageFormat, RgbImage};

use crate::town::{PIER, Town, in_both_towns};

/// A photo of one colour, with a position written into the file as a phone does.
pub fn photo(shade: u8) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(RgbImage::from_pixel(64, 48, image::Rgb([shade, 90, 117])))
        .write_to(&mut bytes, ImageFormat::Jpeg)
        .unwrap();
    let mut bytes = bytes.into_inner();
    bytes.splice(2..2, b"\xff\xe1\x00\x1eExif\x00\x00GPSLatitude 4.13 N\x00\x00\x00\x00".iter().copied());
    bytes
}

fn file<'a>(bytes: &'a [u8]) -> Part<'a> {
    Part::File { name: "photo", file_name: "IMG_0001.jpg", content_type: "image/jpeg", bytes }
}

/// Files a report as the script does; gives the reporter's address and the place for photos.
async fn filed_by_script(town: &Town) -> (String, String) {
    let token = town.citizen().get("/lapor").await.hidden("token").unwrap();
    let mut phone = town.citizen().with_header(ACCEPT, "application/json");
    let page = phone.post("/lapor", &[("token", &token), ("text", PIER)]).await;
    let answer: serde_json::Value = serde_json::from_slice(&page.body).unwrap();
    (answer["url"].as_str().unwrap().to_owned(), answer["photos"].as_str().unwrap().to_owned())
}

in_both_towns! {
    async fn photos_lose_what_the_phone_wrote_beside_the_picture_and_stay_with_the_reporter(town) {
        let mut siti = town.citizen();
        let token = siti.get("/lapor").await.hidden("token").unwrap();
        let (one, two) = (photo(1), photo(200));
        let parts = [Part::Text { name: "token", value: &token }, Part::Text { name: "text", value: PIER }, file(&one), file(&two), file(b"")];
        let mine = siti.post_parts("/lapor", &parts).await.redirect().unwrap();
        assert!(siti.get(&mine).await.says("2 foto tersimpan"));
        let shown = siti.get(&format!("{mine}/foto/2")).await;
        assert_eq!((shown.status.as_u16(), shown.header("content-type"), shown.header("x-content-type-options")), (200, Some("image/jpeg"), Some("nosniff")));
        assert!(!shown.body.windows(4).any(|window| window == b"Exif" || window == b"GPSL"));
        for address in [format!("{mine}/foto/3"), format!("{mine}/foto/0"), "/lacak/0000-0000-0000/foto/1".to_owned()] {
            assert_eq!(siti.get(&address).await.status, 404, "{address}");
        }
    }

    async fn one_bad_photo_is_explained_and_the_good_ones_stay(town) {
        let mut siti = town.citizen();
        let token = siti.get("/lapor").await.hidden("token").unwrap();
        let (good, huge) = (photo(1), vec![7; 300_000]);
        let parts = [Part::Text { name: "token", value: &token }, Part::Text { name: "text", value: PIER }, file(&good), file(b"<svg>"), file(&huge)];
        let page = siti.post_parts("/lapor", &parts).await;
        assert_eq!(page.status, 422);
        for words in ["Berkas ke-2 bukan foto yang bisa dibaca.", "Foto ke-3 besarnya 300 kB; paling besar 200 kB.", "1 foto sudah tersimpan"] {
            assert!(page.says(words), "{words}: {}", page.words());
        }
        let kept = page.hidden("kept").unwrap();
        let stolen = siti.get("/lapor").await.hidden("token").unwrap();
        let mine = siti.post("/lapor", &[("token", &stolen), ("text", PIER), ("kept", &kept)]).await.redirect().unwrap();
        assert!(!siti.get(&mine).await.says("foto tersimpan"), "a photo belongs to the form it came with");
        let mine = siti.submit(&page, &page.form("/lapor")).await.redirect().unwrap();
        assert!(siti.get(&mine).await.says("1 foto tersimpan"));
    }

    async fn a_photo_in_pieces_survives_a_cut(town) {
        let (mine, place) = filed_by_script(&town).await;
        let mut phone = town.citizen();
        let whole = photo(9);
        let (first, second) = whole.split_at(whole.len() / 2);
        let put = async |phone: &mut hadir_testkit::http::Browser, piece: u32, bytes: &[u8]| {
            phone.send(Method::PUT, &format!("{place}/0/{piece}"), None, bytes.to_vec()).await.status.as_u16()
        };
        assert_eq!(put(&mut phone, 1, second).await, 204);
        assert_eq!(phone.post_json(&format!("{place}/0"), r#"{"pieces":2}"#).await.status, 409, "a piece is missing");
        assert_eq!(phone.get(&format!("{place}/0")).await.text(), r#"{"pieces":[1]}"#);
        assert_eq!(put(&mut phone, 0, first).await, 204);
        assert_eq!(put(&mut phone, 0, first).await, 204, "a piece may come twice");
        assert_eq!(phone.post_json(&format!("{place}/0"), r#"{"pieces":2}"#).await.status, 204);
        assert_eq!(phone.get(&format!("{place}/0")).await.text(), r#"{"pieces":[]}"#);
        assert!(phone.get(&mine).await.says("1 foto tersimpan"));
        assert_eq!(put(&mut phone, 9_999, first).await, 400);
        assert_eq!(phone.send(Method::PUT, &format!("{place}/7/0"), None, first.to_vec()).await.status, 404);
        let strange = "/lapor/foto/0123456789abcdef0123456789abcdef/0/0";
        assert_eq!(phone.send(Method::PUT, strange, None, first.to_vec()).await.status, 404);
    }
}
