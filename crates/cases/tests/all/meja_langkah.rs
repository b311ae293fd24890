//! Macros: what they will do is shown before, all of it happens at once or nothing, and each step needs its own right.

use hadir_cases::Filed;
use hadir_cases::events::CaseEvent;
use hadir_cases::kinds::Status;
use hadir_cases::kit::{MacroId, MacroStep, MacroWish, TemplateId, Wish};
use hadir_org::By;
use hadir_testkit::http::{Browser, Page};

use crate::meja_office::{Office, at_both_desks};

const ID: MacroId = MacroId([1; 8]);
const THANKS: TemplateId = TemplateId([2; 8]);

/// A unit's template and a macro with these steps.
async fn kept(office: &Office, steps: Vec<MacroStep>) {
    let dishub = "dishub".parse().unwrap();
    let wish =
        Wish { name: "Akan diperiksa".into(), text: "{sapaan}, laporan {nomor} kami periksa.".into(), kind: None };
    office.cases.set_template(&dishub, THANKS, wish, By::Console).await.unwrap();
    let wish = MacroWish { name: "Dermaga rusak".into(), steps };
    office.cases.set_macro(&dishub, ID, wish, By::Console).await.unwrap();
}

fn usual() -> Vec<MacroStep> {
    vec![MacroStep::TakeUp, MacroStep::Note("Sudah ditelepon.".into()), MacroStep::Post(THANKS)]
}

fn path(filed: &Filed) -> String {
    format!("/meja/{}/langkah/dishub/{ID}", filed.number)
}

/// Runs the macro as its page shows it, with some fields filled in otherwise.
async fn runs(browser: &mut Browser, filed: &Filed, fields: &[(&str, &str)]) -> Page {
    let page = browser.get(&path(filed)).await;
    assert_eq!(page.status, 200, "{}", page.words());
    let text = page.text();
    let action = text.split("action=\"").filter_map(|part| part.split('"').next()).find(|to| to.contains("/langkah/"));
    let form = fields.iter().fold(page.form(action.unwrap()), |form, (name, value)| form.fill(name, value));
    browser.submit(&page, &form).await
}

async fn reported(office: &Office) -> Filed {
    office.report("piers", "Papan dermaga lepas tiga lembar.").await
}

fn count(case: &hadir_cases::Case, is_it: impl Fn(&CaseEvent) -> bool) -> usize {
    case.thread.iter().filter(|moment| is_it(&moment.event)).count()
}

at_both_desks! {
    async fn a_head_keeps_a_macro_and_an_officer_sees_what_it_will_do_and_runs_it(office) {
        let dishub = "dishub".parse().unwrap();
        let wish = Wish { name: "Akan diperiksa".into(), text: "{sapaan}, laporan {nomor} kami periksa.".into(), kind: None };
        office.cases.set_template(&dishub, THANKS, wish, By::Console).await.unwrap();
        let mut darius = office.signed_in("darius").await;
        let page = darius.get("/meja/langkah/baru").await;
        let text = page.text();
        let action = text.split("action=\"").filter_map(|part| part.split('"').next()).find(|to| to.contains("/langkah/"));
        let form = page.form(action.unwrap()).fill("nama", "Dermaga rusak").fill("tindakan-1", "kabar");
        let wrong = darius.submit(&page, &form).await;
        assert!(wrong.status == 422 && wrong.says("Pilih contoh balasannya") && wrong.text().contains("value=\"Dermaga rusak\""));
        let form = form.fill("contoh-1", &THANKS.to_string()).fill("tindakan-0", "catatan");
        let wrong = darius.submit(&page, &form).await;
        assert!(wrong.status == 422 && wrong.says("Tulis dulu isi catatannya"), "{}", wrong.words());
        let kept = darius.submit(&page, &form.fill("teks-0", "Sudah ditelepon.")).await;
        let kept = darius.follow(kept).await;
        for words in ["Langkah baku “Dermaga rusak” tersimpan", "Catatan internal ditulis", "dengan contoh “Akan diperiksa”"] {
            assert!(kept.says(words), "{words}: {}", kept.words());
        }

        let filed = reported(&office).await;
        let mut yusran = office.signed_in("yusran").await;
        let page = yusran.get(&format!("/meja/{}", filed.number)).await;
        assert!(page.text().contains("/langkah\""), "the page of a report leads there");
        let page = yusran.get(&format!("/meja/{}/langkah", filed.number)).await;
        let link = page.links().into_iter().find(|link| link.words == "Dermaga rusak").unwrap().href;
        let page = yusran.get(&link).await;
        for words in ["Dermaga rusak: yang akan terjadi", "Sudah ditelepon.", "Jalankan semua"] {
            assert!(page.says(words), "{words}: {}", page.words());
        }
        assert!(page.text().contains(&format!("laporan {} kami periksa.", filed.number)), "the text is filled");
        assert_eq!(count(&office.case(&filed.number).await, |_| true), 1, "looking does nothing");
    }

    async fn all_steps_happen_at_once_with_the_text_as_it_was_changed(office) {
        kept(&office, usual()).await;
        let filed = reported(&office).await;
        let mut yusran = office.signed_in("yusran").await;
        let before = office.case(&filed.number).await.thread.len();
        let page = runs(&mut yusran, &filed, &[("teks-2", "Ibu, besok pagi kami datang.")]).await;
        let page = yusran.follow(page).await;
        assert!(page.says("Sudah ditelepon.") && page.says("besok pagi kami datang"), "{}", page.words());
        let case = office.case(&filed.number).await;
        assert_eq!(case.status, Status::InProgress);
        let at = case.thread[before].at;
        assert!(case.thread[before..].iter().all(|moment| moment.at == at), "one command");
        let mine = office.stranger().get(&format!("/lacak/{}", filed.code)).await;
        assert!(mine.says("besok pagi kami datang") && !mine.says("ditelepon"));
        // Pressed twice: the page that was sent is that of before.
        let stale = [("at", "1")];
        let page = runs(&mut yusran, &filed, &stale).await;
        assert_eq!(page.status, 303, "{}", page.words());
        assert_eq!(office.case(&filed.number).await.thread.len(), case.thread.len());
    }

    async fn where_one_step_cannot_be_done_none_is_and_the_page_says_which(office) {
        kept(&office, usual()).await;
        let filed = reported(&office).await;
        let mut yusran = office.signed_in("yusran").await;
        let page = runs(&mut yusran, &filed, &[("teks-2", "Halo {nama}")]).await;
        assert!(page.status == 422 && page.says("Belum ada yang dijalankan") && page.says("{nama}"), "{}", page.words());
        let page = runs(&mut yusran, &filed, &[("teks-2", " ")]).await;
        assert_eq!(page.status, 422);
        assert_eq!(office.case(&filed.number).await.thread.len(), 1);

        // The template is dropped: the macro says so and does not run.
        let dishub = "dishub".parse().unwrap();
        office.cases.drop_template(&dishub, THANKS, By::Console).await.unwrap();
        let page = yusran.get(&path(&filed)).await;
        assert!(page.says("Contoh balasannya sudah dihapus") && !page.says("Jalankan semua"), "{}", page.words());
        let page = yusran.post(&path(&filed), &[("at", "1")]).await;
        assert_eq!(page.status, 422);
        assert_eq!(office.case(&filed.number).await.thread.len(), 1);
    }

    async fn what_a_colleague_did_meanwhile_is_looked_at_first(office) {
        kept(&office, usual()).await;
        let filed = reported(&office).await;
        let (mut yusran, mut hasnah) = (office.signed_in("yusran").await, office.signed_in("hasnah").await);
        yusran.get(&path(&filed)).await;
        assert_eq!(crate::meja_office::act(&mut hasnah, &filed.number, "ambil", &[]).await.status, 303);
        let seen = office.case(&filed.number).await.thread.len();
        let page = yusran.post(&path(&filed), &[("at", "1"), ("teks-2", "Kami datang besok.")]).await;
        assert!(page.status == 409 && page.says("Laporan ini berubah") && page.says("Kami datang besok."), "{}", page.words());
        assert_eq!(office.case(&filed.number).await.thread.len(), seen);
    }

    async fn who_may_not_keep_or_run_cannot(office) {
        kept(&office, usual()).await;
        let filed = reported(&office).await;
        let list = format!("/meja/langkah/dishub/{ID}");
        for (username, reads, keeps, shown) in [
            ("darius", 200, 200, 200),
            ("yusran", 200, 403, 200),
            ("norma", 200, 403, 404),
            ("rizky", 403, 403, 403),
        ] {
            let mut browser = office.signed_in(username).await;
            assert_eq!(browser.get("/meja/langkah").await.status, reads, "{username}");
            assert_eq!(browser.get(&list).await.status, keeps, "{username}");
            assert_eq!(browser.get(&path(&filed)).await.status, shown, "{username}");
            if shown != 200 {
                assert_eq!(browser.post(&path(&filed), &[("at", "1")]).await.status, shown, "{username}");
            }
            if keeps != 200 {
                assert_eq!(browser.post(&list, &[("nama", "Lain")]).await.status, keeps, "{username}");
                assert_eq!(browser.post(&format!("{list}/hapus"), &[]).await.status, keeps, "{username}");
            }
        }
        assert!(office.stranger().get(&path(&filed)).await.redirect().is_some_and(|to| to.starts_with("/masuk")));
        let levy = office.report("levy", "Diminta uang tanpa karcis.").await;
        assert_eq!(office.signed_in("yusran").await.get(&path(&levy)).await.status, 404);
        // A leader notes but answers nobody: the page says which step that stops.
        let mut andi = office.signed_in("andi").await;
        let page = runs(&mut andi, &filed, &[]).await;
        assert_eq!(page.status, 403, "{}", page.words());
        assert_eq!(office.case(&filed.number).await.thread.len(), 1);
        let roads = office.report("roads", "Jalan berlubang.").await;
        let elsewhere = path(&roads);
        assert_eq!(office.signed_in("norma").await.get(&elsewhere).await.status, 404, "it serves another unit's reports");
        let gone = office.signed_in("darius").await.post(&format!("{list}/hapus"), &[]).await;
        assert_eq!(gone.status, 303);
        assert_eq!(office.signed_in("yusran").await.get(&path(&filed)).await.status, 404);
    }
}
