//! Files that officers send along with answers and notes: read by whom the words are for, and by nobody else.

use hadir_cases::attachments::ATTACHMENTS_MAX;
use hadir_cases::{Case, Filed};
use hadir_oplog::Hash;
use hadir_store::Aggregate;
use hadir_testkit::http::{Browser, Page, Part};

use crate::meja_office::{Office, act, at_both_desks, form_path};
use crate::meja_setuju::switch;
use crate::warga_photos::photo;

pub const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n";
const WORDS: &str = "Papan sudah kami ganti. Suratnya terlampir.";

pub fn file<'a>(name: &'a str, bytes: &'a [u8]) -> Part<'a> {
    Part::File { name: "lampiran", file_name: name, content_type: "application/octet-stream", bytes }
}

/// Sends the answer form with these files, as the page's own form is sent.
pub async fn sends(browser: &mut Browser, filed: &Filed, sebagai: &str, text: &str, files: &[Part<'_>]) -> Page {
    let path = format!("/meja/{}", filed.number);
    let seen = browser.get(&path).await.hidden("at").unwrap_or_default();
    let mut parts = vec![
        Part::Text { name: "at", value: &seen },
        Part::Text { name: "text", value: text },
        Part::Text { name: "pokok", value: "ya" },
        Part::Text { name: "sebagai", value: sebagai },
    ];
    parts.extend_from_slice(files);
    browser.post_parts(&format!("{path}/jawab"), &parts).await
}

async fn reported(office: &Office) -> Filed {
    office.report("piers", "Papan dermaga lepas tiga lembar.").await
}

/// The addresses below which a page leads to files.
fn links(page: &Page) -> Vec<String> {
    let text = page.text();
    let mut links: Vec<String> = text
        .split('"')
        .filter(|part| part.contains("/lampiran/") && !part.ends_with("/kecil"))
        .map(str::to_owned)
        .collect();
    links.dedup();
    links
}

fn hashes(case: &Case) -> Vec<Hash> {
    case.files().into_iter().map(|file| file.hash).collect()
}

at_both_desks! {
    async fn an_answer_with_a_letter_and_a_photo_is_read_by_its_reporter_and_colleagues_alone(office) {
        let filed = reported(&office).await;
        let mine = format!("/lacak/{}", filed.code);
        let mut yusran = office.signed_in("yusran").await;
        let picture = photo(90);
        let files = [file("../Surat balasan.pdf", PDF), file("dermaga.jpg", &picture)];
        let page = sends(&mut yusran, &filed, "jawaban", WORDS, &files).await;
        assert_eq!(page.status, 303, "{}", page.words());

        let page = office.stranger().get(&mine).await;
        assert!(page.says(WORDS) && page.says("Surat balasan.pdf") && page.says("PDF, "), "{}", page.words());
        let reads = links(&page);
        assert_eq!(reads.len(), 2, "{reads:?}");
        let letter = reads.iter().find(|link| link.ends_with("/1")).unwrap();
        let given = office.stranger().get(letter).await;
        assert!(given.status == 200 && given.body == PDF);
        let headers = ["content-type", "content-disposition", "x-content-type-options", "content-security-policy", "referrer-policy"];
        let expected = [
            "application/pdf",
            "attachment; filename=\"Surat balasan.pdf\"; filename*=UTF-8''Surat%20balasan.pdf",
            "nosniff",
            "default-src 'none'; sandbox",
            "no-referrer",
        ];
        assert_eq!(headers.map(|name| given.header(name).unwrap().to_owned()), expected.map(str::to_owned));
        let picture = reads.iter().find(|link| link.ends_with("/2")).unwrap();
        let given = office.stranger().get(picture).await;
        assert!(given.status == 200 && image::load_from_memory(&given.body).is_ok());
        assert!(!given.body.windows(11).any(|part| part == b"GPSLatitude"), "it is made anew");
        assert_eq!(office.stranger().get(&format!("{picture}/kecil")).await.status, 200);
        assert_eq!(office.stranger().get(&format!("{letter}/kecil")).await.status, 404);

        let at_desk = links(&yusran.get(&format!("/meja/{}", filed.number)).await);
        assert_eq!(at_desk.len(), 2, "{at_desk:?}");
        for (username, expected) in [("hasnah", 200), ("norma", 404), ("rizky", 403), ("sitti", 404)] {
            for link in &at_desk {
                assert_eq!(office.signed_in(username).await.get(link).await.status, expected, "{link} by {username}");
            }
        }
        assert!(office.stranger().get(&at_desk[0]).await.redirect().is_some_and(|to| to.starts_with("/masuk")));
        let own = office.stranger().get(&format!("/api/v1/my/{}", filed.code)).await;
        let own: serde_json::Value = serde_json::from_slice(&own.body).unwrap();
        let file = &own["messages"][0]["files"][0];
        assert_eq!((&file["name"], &file["url"], &file["type"]), (&"Surat balasan.pdf".into(), &letter.as_str().into(), &"application/pdf".into()));

        // Everyone reads the answer and none of what came with it.
        act(&mut yusran, &filed.number, "terbitkan", &[("judul", "Papan dermaga lepas")]).await;
        let public = office.stranger().get(&format!("/laporan/{}", filed.number)).await;
        assert!(public.status == 200 && links(&public).is_empty() && !public.says("balasan.pdf"), "{}", public.words());
        let other = reported(&office).await;
        let elsewhere = letter.replace(&filed.code.to_string(), &other.code.to_string());
        let wrong = [elsewhere, format!("{mine}/lampiran/x/1"), letter.replace("/1", "/0"), letter.replace("/1", "/3")];
        for address in wrong {
            assert_eq!(office.stranger().get(&address).await.status, 404, "{address}");
        }
    }

    async fn what_goes_with_a_note_stays_in_the_office(office) {
        let filed = reported(&office).await;
        let mut yusran = office.signed_in("yusran").await;
        let page = sends(&mut yusran, &filed, "catatan", "Hasil cek lapangan.", &[file("cek.pdf", PDF)]).await;
        assert_eq!(page.status, 303, "{}", page.words());
        let at_desk = links(&yusran.get(&format!("/meja/{}", filed.number)).await);
        assert_eq!(at_desk.len(), 1);
        assert_eq!(yusran.get(&at_desk[0]).await.status, 200);
        let mine = format!("/lacak/{}", filed.code);
        let page = office.stranger().get(&mine).await;
        assert!(links(&page).is_empty() && !page.says("cek.pdf"));
        let guessed = at_desk[0].replace(&format!("/meja/{}", filed.number), &mine);
        assert_eq!(office.stranger().get(&guessed).await.status, 404, "knowing its place opens nothing");
    }

    async fn what_is_no_photo_and_no_pdf_is_refused_and_everything_else_is_kept(office) {
        let filed = reported(&office).await;
        let mut yusran = office.signed_in("yusran").await;
        let cut = &PDF[..PDF.len() - 10];
        let files = [file("surat.pdf", PDF), file("surat.docx", b"PK\x03\x04 isi"), file("putus.pdf", cut), file("kosong.pdf", b"")];
        let page = sends(&mut yusran, &filed, "jawaban", WORDS, &files).await;
        assert_eq!(page.status, 422);
        for words in ["surat.docx bukan foto dan bukan PDF", "putus.pdf bukan foto", "Tetap dilampirkan", WORDS] {
            assert!(page.says(words), "{words}: {}", page.words());
        }
        assert!(!page.says("kosong.pdf"), "where nothing was chosen, browsers send an empty file");
        assert!(office.case(&filed.number).await.first_answer.is_none(), "nothing was sent");
        let form = page.form(&form_path(&filed, "jawab"));
        let kept = form.value("lampiran_ada").unwrap().to_owned();
        let page = yusran.submit(&page, &form.fill("sebagai", "jawaban")).await;
        assert_eq!(page.status, 303, "{}", page.words());
        let read = office.stranger().get(&format!("/lacak/{}", filed.code)).await;
        assert_eq!(links(&read).len(), 1, "what was stored goes along");

        // What is kept belongs to this officer and this report.
        let other = reported(&office).await;
        let parts = [Part::Text { name: "lampiran_ada", value: &kept }];
        assert_eq!(sends(&mut yusran, &other, "jawaban", WORDS, &parts).await.status, 303);
        let mut hasnah = office.signed_in("hasnah").await;
        assert_eq!(sends(&mut hasnah, &filed, "catatan", WORDS, &parts).await.status, 303);
        assert_eq!(hashes(&office.case(&other.number).await), []);
        assert_eq!(hashes(&office.case(&filed.number).await).len(), 1);
    }

    async fn too_large_and_too_many_are_said_with_both_figures(office) {
        let filed = reported(&office).await;
        let mut yusran = office.signed_in("yusran").await;
        let huge = vec![0xff_u8; 40_000_000];
        let page = sends(&mut yusran, &filed, "jawaban", WORDS, &[file("lapangan.jpg", &huge)]).await;
        assert!(page.status == 422 && page.says("lapangan.jpg berukuran 40 MB; paling besar 10 MB"), "{}", page.words());
        assert!(page.says(WORDS));
        let large = [&PDF[..PDF.len() - 6], &vec![b' '; 10_000_000], b"%%EOF\n"].concat();
        let page = sends(&mut yusran, &filed, "jawaban", WORDS, &[file("besar.pdf", &large)]).await;
        assert!(page.status == 422 && page.says("besar.pdf berukuran 10,1 MB"), "{}", page.words());
        let many: Vec<_> = (0..=ATTACHMENTS_MAX).map(|_| file("surat.pdf", PDF)).collect();
        let page = sends(&mut yusran, &filed, "jawaban", WORDS, &many).await;
        assert!(page.status == 422 && page.says("Paling banyak 5 berkas"), "{}", page.words());
        assert!(office.case(&filed.number).await.first_answer.is_none());
    }

    async fn what_a_head_agrees_to_goes_out_with_its_files(office) {
        let filed = reported(&office).await;
        switch(&office, true, false).await;
        let mut yusran = office.signed_in("yusran").await;
        let page = sends(&mut yusran, &filed, "jawaban", WORDS, &[file("surat.pdf", PDF)]).await;
        assert_eq!(page.status, 303, "{}", page.words());
        let mine = format!("/lacak/{}", filed.code);
        assert!(links(&office.stranger().get(&mine).await).is_empty());
        let mut darius = office.signed_in("darius").await;
        let page = darius.get(&format!("/meja/{}", filed.number)).await;
        let proposed = links(&page);
        assert_eq!(proposed.len(), 1, "who agrees sees what goes along: {}", page.words());
        assert_eq!(darius.get(&proposed[0]).await.status, 200);
        let guessed = proposed[0].replace(&format!("/meja/{}", filed.number), &mine);
        assert_eq!(office.stranger().get(&guessed).await.status, 404);
        let op = page.hidden("op").unwrap();
        assert_eq!(act(&mut darius, &filed.number, "setujui", &[("op", &op)]).await.status, 303);
        let reads = links(&office.stranger().get(&mine).await);
        assert_eq!(reads.len(), 1);
        assert_eq!(&office.stranger().get(&reads[0]).await.body[..], PDF);
    }

    async fn in_a_closed_circle_its_people_alone_read_them_and_erased_they_are_gone(office) {
        let levy = office.report("levy", "Diminta uang tanpa karcis.").await;
        let mut marthen = office.signed_in("marthen").await;
        let page = sends(&mut marthen, &levy, "catatan", "Berita acara.", &[file("acara.pdf", PDF)]).await;
        assert_eq!(page.status, 303, "{}", page.words());
        let link = links(&marthen.get(&format!("/meja/{}", levy.number)).await).remove(0);
        for username in ["yusran", "darius", "andi"] {
            assert_eq!(office.signed_in(username).await.get(&link).await.status, 404, "{username}");
        }
        let hash = hashes(&office.case(&levy.number).await)[0];
        let files = office.cases.platform().store().files();
        assert!(files.has(hash).await.unwrap());
        office.stranger().post(&format!("/lacak/{}/data", levy.code), &[("alasan", "")]).await;
        let op = marthen.get(&format!("/meja/{}/hapus-data", levy.number)).await.hidden("op").unwrap();
        act(&mut marthen, &levy.number, "hapus-data", &[("op", &op), ("jawaban", "hapus")]).await;
        assert!(!files.has(hash).await.unwrap());
        assert_eq!(marthen.get(&link).await.status, 404);
    }
}
