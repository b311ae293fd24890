//! Photos for the public: nothing until an officer shows one, without what is covered, and gone as soon as it is taken back.

use hadir_testkit::http::{Browser, Page, Part};
use image::{DynamicImage, ImageFormat, RgbImage};

use crate::meja_office::act;
use crate::town::{PIER, Town, in_both_towns};

const NUMBER: &str = "SBT-26-0001";
const FORM: &str = "/meja/SBT-26-0001/foto-umum/1";
const PUBLIC: &str = "/laporan/SBT-26-0001/foto/1";

/// A photo of one bright colour.
fn photo(shade: u8) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let pixels = RgbImage::from_pixel(240, 180, image::Rgb([shade, 230, 230]));
    DynamicImage::from(pixels).write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

/// A citizen reports with two photos, and an officer shows the report to everyone.
async fn published(town: &Town) -> Browser {
    published_with(town).await.0
}

/// The same, with the reporter's own address.
async fn published_with(town: &Town) -> (Browser, String) {
    let mut siti = town.citizen();
    let token = siti.get("/lapor").await.hidden("token").unwrap();
    let (one, two) = (photo(250), photo(240));
    let file = |bytes| Part::File { name: "photo", file_name: "IMG.jpg", content_type: "image/jpeg", bytes };
    let text = |name, value| Part::Text { name, value };
    let parts = [
        text("token", &token),
        text("text", PIER),
        text("category", "piers"),
        text("visibility", "anonymous"),
        file(&one),
        file(&two),
    ];
    let mine = siti.post_parts("/lapor", &parts).await.redirect().unwrap();
    let mut yusran = town.office.signed_in("yusran").await;
    assert_eq!(act(&mut yusran, NUMBER, "terbitkan", &[("judul", "Papan dermaga patah")]).await.status, 303);
    (yusran, mine)
}

/// Sends the form of the first photo with some boxes ticked.
async fn show(browser: &mut Browser, ticked: &[&str]) -> Page {
    let page = browser.get(FORM).await;
    let (at, knew) = (page.hidden("at").unwrap(), page.hidden("tahu").unwrap());
    let ticked: Vec<_> = ticked.iter().map(|name| (*name, "on")).collect();
    browser.post(FORM, &[&[("at", at.as_str()), ("tahu", knew.as_str())], ticked.as_slice()].concat()).await
}

/// The colour of a picture somewhere.
fn colour(page: &Page, x: u32, y: u32) -> [u8; 3] {
    image::load_from_memory(&page.body).unwrap().into_rgb8().get_pixel(x, y).0
}

in_both_towns! {
    async fn everyone_sees_a_photo_once_an_officer_showed_it_and_never_what_is_covered(town) {
        let mut yusran = published(&town).await;
        let mut neighbour = town.citizen();
        assert!(!neighbour.get("/laporan/SBT-26-0001").await.text().contains("/foto/"));
        assert_eq!(neighbour.get(PUBLIC).await.status, 404);

        let form = yusran.get(FORM).await;
        assert!(form.says("Foto ini tidak tampil untuk umum.") && form.says("Foto 2"), "{}", form.words());
        assert_eq!(show(&mut yusran, &["k0-0", "k0-1", "k8-11"]).await.status, 303);
        let page = neighbour.get("/laporan/SBT-26-0001").await;
        assert!(page.text().contains("/laporan/SBT-26-0001/foto/1") && !page.text().contains("foto/2"), "{}", page.text());
        for path in [PUBLIC.to_owned(), format!("{PUBLIC}/kecil")] {
            let seen = neighbour.get(&path).await;
            assert_eq!((seen.status.as_u16(), seen.header("content-type"), seen.header("cache-control")), (200, Some("image/jpeg"), Some("no-store")));
            assert!(colour(&seen, 5, 5)[0] < 110 && colour(&seen, 35, 15)[1] < 130 && colour(&seen, 235, 175)[2] < 140, "{path}: covered");
            assert!(colour(&seen, 120, 90)[0] > 235, "{path}: the rest is as it was");
        }
        assert_eq!(neighbour.get("/laporan/SBT-26-0001/foto/2").await.status, 404);
        let api = neighbour.get("/api/v1/cases/SBT-26-0001").await;
        assert_eq!(serde_json::from_slice::<serde_json::Value>(&api.body).unwrap()["photos"], serde_json::json!([PUBLIC]));
        assert!(colour(&yusran.get("/meja/SBT-26-0001/foto/1").await, 5, 5)[0] > 235, "officers keep the original");
        assert!(yusran.get("/meja/SBT-26-0001").await.says("Foto ditampilkan untuk umum, sebagian ditutup"));
        let form = yusran.get(FORM).await;
        let ticked = form.text().matches(" checked").count();
        assert_eq!(ticked, 3, "the boxes are as they were left");
    }

    async fn a_photo_taken_back_is_gone_at_once_with_the_report_or_by_itself(town) {
        let mut yusran = published(&town).await;
        let mut neighbour = town.citizen();
        assert_eq!(show(&mut yusran, &[]).await.status, 303);
        assert_eq!(neighbour.get(PUBLIC).await.status, 200);
        assert!(yusran.get("/meja/SBT-26-0001").await.says("Foto ditampilkan untuk umum"));
        let thread = town.office.case(NUMBER).await.thread.len();
        assert_eq!(show(&mut yusran, &[]).await.status, 303);
        assert_eq!(town.office.case(NUMBER).await.thread.len(), thread, "the same again changes nothing");

        let page = yusran.get(FORM).await;
        let (at, knew) = (page.hidden("at").unwrap(), page.hidden("tahu").unwrap());
        let hide = [("at", at.as_str()), ("tahu", knew.as_str()), ("langkah", "tarik")];
        assert_eq!(yusran.post(FORM, &hide).await.status, 303);
        assert_eq!(neighbour.get(PUBLIC).await.status, 404);

        assert_eq!(show(&mut yusran, &["k4-4"]).await.status, 303);
        assert_eq!(neighbour.get(PUBLIC).await.status, 200);
        act(&mut yusran, NUMBER, "tarik", &[("alasan", "Diminta pelapor.")]).await;
        assert_eq!(neighbour.get(PUBLIC).await.status, 404, "no report, no photo");
    }

    async fn a_reporter_who_kept_the_report_to_the_office_for_a_while_has_the_photos_looked_over_again(town) {
        let (mut yusran, mine) = published_with(&town).await;
        let mut neighbour = town.citizen();
        assert_eq!(show(&mut yusran, &[]).await.status, 303);
        assert!(town.citizen().get(&mine).await.says("Foto ditampilkan untuk umum setelah diperiksa petugas"));
        for visibility in ["confidential", "anonymous"] {
            assert_eq!(town.citizen().post(&format!("{mine}/terlihat"), &[("visibility", visibility)]).await.status, 303);
            assert_eq!(neighbour.get(PUBLIC).await.status, 404, "{visibility}");
        }
        assert_eq!(act(&mut yusran, NUMBER, "terbitkan", &[("judul", "Papan dermaga patah")]).await.status, 303);
        assert_eq!(neighbour.get("/laporan/SBT-26-0001").await.status, 200);
        assert_eq!(neighbour.get(PUBLIC).await.status, 404, "the report is public again, its photo is not");
        assert_eq!(show(&mut yusran, &[]).await.status, 303);
        assert_eq!(neighbour.get(PUBLIC).await.status, 200);
    }

    async fn who_did_not_know_that_a_colleague_decided_looks_once_more(town) {
        let mut yusran = published(&town).await;
        let mut hasnah = town.office.signed_in("hasnah").await;
        let stale = hasnah.get(FORM).await;
        assert_eq!(show(&mut yusran, &["k4-4", "k4-5"]).await.status, 303);
        let (at, knew) = (stale.hidden("at").unwrap(), stale.hidden("tahu").unwrap());
        let refused = hasnah.post(FORM, &[("at", &at), ("tahu", &knew)]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.says("Rekan baru saja menentukan foto ini."), "{}", refused.words());
        assert!(colour(&town.citizen().get(PUBLIC).await, 100, 90)[0] < 120, "what he covered stays covered");
        assert_eq!(refused.hidden("tahu").as_deref(), Some("1"), "and now she knows");
    }

    async fn who_may_not_publish_shows_no_photo_and_a_report_for_the_office_alone_has_none_to_show(town) {
        let mut yusran = published(&town).await;
        assert_eq!(town.office.stranger().get(FORM).await.status, 303);
        for (name, status) in [("norma", 404), ("marthen", 403), ("rahmawati", 403)] {
            let mut browser = town.office.signed_in(name).await;
            assert_eq!(browser.get(FORM).await.status, status, "{name}");
            assert_eq!(browser.post(FORM, &[("at", "3"), ("tahu", "0")]).await.status, status, "{name}");
        }
        for path in ["/meja/SBT-26-0001/foto-umum/0", "/meja/SBT-26-0001/foto-umum/3"] {
            assert_eq!(yusran.get(path).await.status, 404, "{path}");
        }
        town.reported(&[("text", PIER), ("category", "piers"), ("visibility", "confidential")]).await;
        assert_eq!(yusran.get("/meja/SBT-26-0002/foto-umum/1").await.status, 404, "it has no photo");
        assert!(!yusran.get("/meja/SBT-26-0002").await.says("Foto untuk umum"));
    }
}
