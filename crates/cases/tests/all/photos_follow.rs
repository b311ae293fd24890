//! Photos and their previews on pages: shown small, said to follow where the whole one is not here, seen by nobody else,
//! and gone with the words that named them.

use std::io::Cursor;

use axum::http::header::ACCEPT_LANGUAGE;
use hadir_cases::commands::Report;
use hadir_cases::events::Photo;
use hadir_cases::photos::{PREVIEW_PIXELS_MAX, take_in};
use hadir_cases::{Case, Filed};
use hadir_oplog::{Hash, Rights, Tombstone};
use hadir_store::{Aggregate, Files};
use image::{DynamicImage, ImageFormat, RgbImage};

use crate::fleet::{EVERYTHING, certificate, record, sync};
use crate::meja_office::{Office, at_both_desks};
use crate::town::PIER;

/// A photo with so much in it that it does not become a small file.
fn pier(shade: u8) -> Vec<u8> {
    let grain = |x: u32, y: u32| (x.wrapping_mul(7_919) ^ y.wrapping_mul(104_729)).wrapping_mul(2_654_435_761) >> 27;
    let pixels = RgbImage::from_fn(900, 600, |x, y| {
        let plank = if x % 90 < 6 { 40 } else { 150 };
        image::Rgb([shade, plank, (plank / 2) + grain(x / 2, y / 2) as u8])
    });
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(pixels).write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

fn files(office: &Office) -> &Files {
    office.cases.platform().store().files()
}

/// A report about the pier with a photo that has a preview.
async fn reported_with_photo(office: &Office) -> (Filed, Photo) {
    let photo = take_in(files(office), pier(90), 10_000_000).await.unwrap();
    let filed = reported(office, photo.clone()).await;
    (filed, photo)
}

async fn reported(office: &Office, photo: Photo) -> Filed {
    let category = Some("piers".parse().unwrap());
    let filed = office.file(Report { category, text: PIER.into(), photos: vec![photo], ..Report::default() }).await;
    // The reporter's page shows the thread once there is more in it than the receipt.
    office.stranger().post(&format!("/lacak/{}", filed.code), &[("text", "Sebelah kiri.")]).await;
    filed
}

/// Where the case is read: by its reporter, and at the desk of its unit.
async fn readers(office: &Office, filed: &Filed) -> [(hadir_testkit::http::Browser, String); 2] {
    let desk = office.signed_in("yusran").await;
    [(office.stranger(), format!("/lacak/{}", filed.code)), (desk, format!("/meja/{}", filed.number))]
}

fn preview(photo: &Photo) -> Hash {
    Hash::from_bytes(photo.preview.as_ref().unwrap().hash)
}

at_both_desks! {
    async fn a_thread_shows_photos_small_and_leads_to_the_whole_ones(office) {
        let (filed, photo) = reported_with_photo(&office).await;
        for (mut browser, page) in readers(&office, &filed).await {
            let (whole, small) = (format!("{page}/foto/1"), format!("{page}/foto/1/kecil"));
            let shown = browser.get(&page).await;
            let thumb = format!("<a href=\"{whole}\"><img src=\"{small}\" width=\"900\" height=\"600\" alt=\"Foto 1\"");
            assert!(shown.text().contains(&thumb) && !shown.says("menyusul"), "{}", shown.words());
            let (whole, small) = (browser.get(&whole).await, browser.get(&small).await);
            for header in ["content-type", "x-content-type-options", "cache-control", "referrer-policy", "content-security-policy"] {
                assert_eq!(small.header(header), whole.header(header), "{header}");
            }
            assert_eq!((small.header("content-type"), small.header("cache-control")), (Some("image/jpeg"), Some("private, max-age=3600")));
            let picture = image::load_from_memory(&small.body).unwrap();
            assert_eq!((picture.width(), picture.height()), (PREVIEW_PIXELS_MAX, 213));
            assert_eq!((whole.body.len() as u64, small.body.len() as u64), (photo.bytes, photo.preview.as_ref().unwrap().bytes));
        }
    }

    async fn where_the_whole_photo_is_still_on_its_way_its_preview_stands_for_it(office) {
        let (filed, photo) = reported_with_photo(&office).await;
        files(&office).erase(Hash::from_bytes(photo.hash)).await.unwrap();
        for (mut browser, page) in readers(&office, &filed).await {
            let small = format!("{page}/foto/1/kecil");
            let shown = browser.get(&page).await;
            let frame = format!("<a href=\"{small}\"><img src=\"{small}\" width=\"900\" height=\"600\"");
            assert!(shown.text().contains(&frame) && shown.says("Foto lengkap menyusul."), "{}", shown.words());
            assert_eq!(browser.get(&small).await.status, 200);
            assert_eq!(browser.get(&format!("{page}/foto/1")).await.status, 404);
        }
        let mut english = office.stranger().with_header(ACCEPT_LANGUAGE, "en");
        assert!(english.get(&format!("/lacak/{}", filed.code)).await.says("The full photo follows."));

        files(&office).erase(preview(&photo)).await.unwrap();
        for (mut browser, page) in readers(&office, &filed).await {
            let shown = browser.get(&page).await;
            assert!(shown.says("Foto 1 menyusul.") && !shown.text().contains("/foto/1"), "{}", shown.words());
            assert_eq!(browser.get(&format!("{page}/foto/1/kecil")).await.status, 404);
        }
    }

    async fn a_photo_from_before_there_were_previews_is_a_link_as_it_was(office) {
        let mut photo = take_in(files(&office), pier(90), 10_000_000).await.unwrap();
        files(&office).erase(preview(&photo)).await.unwrap();
        photo.preview = None;
        let filed = reported(&office, photo).await;
        for (mut browser, page) in readers(&office, &filed).await {
            let shown = browser.get(&page).await;
            assert!(shown.text().contains(&format!("<a href=\"{page}/foto/1\">Foto 1</a>")), "{}", shown.words());
            assert_eq!(browser.get(&format!("{page}/foto/1")).await.status, 200);
            assert_eq!(browser.get(&format!("{page}/foto/1/kecil")).await.status, 404);
        }
    }

    async fn whoever_may_not_see_a_photo_may_not_see_its_preview(office) {
        let (filed, _) = reported_with_photo(&office).await;
        for end in ["", "/kecil"] {
            let at_desk = format!("/meja/{}/foto/1{end}", filed.number);
            let stranger = office.stranger().get(&at_desk).await;
            assert!(stranger.redirect().is_some_and(|to| to.starts_with("/masuk")), "{at_desk}: {}", stranger.status);
            for (username, expected) in [("norma", 404), ("sitti", 404), ("rizky", 403), ("yusran", 200), ("andi", 200)] {
                let answer = office.signed_in(username).await.get(&at_desk).await;
                assert_eq!(answer.status, expected, "{at_desk} by {username}");
            }
            let no_such = ["foto/0", "foto/2"].map(|photo| format!("/lacak/{}/{photo}{end}", filed.code));
            let no_report = [format!("/lacak/0000-0000-0000/foto/1{end}"), format!("/lacak/{}/foto/1{end}", filed.number)];
            let public = [format!("/laporan/{}/foto/1{end}", filed.number)];
            for address in no_such.into_iter().chain(no_report).chain(public) {
                assert_eq!(office.stranger().get(&address).await.status, 404, "{address}");
            }
        }
    }

    async fn an_erased_report_names_neither_photo_nor_preview(office) {
        let (filed, photo) = reported_with_photo(&office).await;
        let case = office.case(&filed.number).await;
        let named: Vec<_> = case.files().into_iter().map(|file| file.hash).collect();
        assert_eq!(named, [preview(&photo), Hash::from_bytes(photo.hash)]);
        let store = office.cases.platform().store();
        let received = store.history(filed.id).await.unwrap().first().unwrap().id();
        store.erase::<Case>(filed.id, None, Tombstone::of(received, [1])).await.unwrap();
        assert_eq!(office.case(&filed.number).await.files(), []);
        for (mut browser, page) in readers(&office, &filed).await {
            assert!(!browser.get(&page).await.text().contains("/foto/"));
            for end in ["", "/kecil"] {
                assert_eq!(browser.get(&format!("{page}/foto/1{end}")).await.status, 404);
            }
        }
    }

    async fn photo_and_preview_reach_the_office_that_carries_the_case(office) {
        let island = office.another_node(2, "DSH").await;
        let here = certificate(&office, "Kabupaten Nunukan", &["kab-nunukan"], EVERYTHING);
        let there = certificate(&island, "Dinas Perhubungan", &["dishub"], Rights::NONE);
        record(&office, &here).await;
        record(&office, &there).await;
        record(&island, &there).await;
        let (filed, photo) = reported_with_photo(&office).await;
        sync((&island, &there), (&office, &here)).await;
        assert_eq!(island.case(&filed.number).await.photos(), [&photo]);
        for hash in [preview(&photo), Hash::from_bytes(photo.hash)] {
            assert!(files(&island).has(hash).await.unwrap());
        }
    }
}
