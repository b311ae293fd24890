//! Checklists: kept by whoever heads a unit, gone through on the reports they fit.

use hadir_cases::Filed;
use hadir_cases::events::CaseEvent;
use hadir_cases::kit::{ChecklistId, ChecklistWish};
use hadir_org::By;
use hadir_testkit::http::{Browser, Page};

use crate::meja_office::{Office, at_both_desks, form_path};

const STEPS: &str = "Foto lokasi\nUkur papan yang lepas\nPasang tali pengaman";

async fn kept(office: &Office, id: u8, wish: ChecklistWish) {
    office.cases.set_checklist(&"dishub".parse().unwrap(), ChecklistId([id; 8]), wish, By::Console).await.unwrap();
}

fn list(name: &str, steps: &str) -> ChecklistWish {
    ChecklistWish { name: name.into(), steps: steps.into(), ..ChecklistWish::default() }
}

/// The page of a report, and its form of a list, with these steps chosen besides those that are.
async fn ticks(browser: &mut Browser, filed: &Filed, steps: &[&str]) -> Page {
    let page = browser.get(&format!("/meja/{}", filed.number)).await;
    let mut form = page.form(&form_path(filed, "periksa"));
    let name = format!("langkah-{}", form.value("daftar").unwrap());
    for step in steps {
        let id = hadir_cases::events::StepId::of(step).to_string();
        form.fields.push((name.clone(), id));
    }
    browser.submit(&page, &form).await
}

fn boxes(page: &Page) -> (usize, usize) {
    let text = page.text();
    let all = text.split("<input type=\"checkbox\"").skip(1).filter(|part| part.contains("langkah-"));
    let marked = all.clone().filter(|part| part.split('>').next().is_some_and(|tag| tag.contains("checked")));
    (marked.count(), all.count())
}

at_both_desks! {
    async fn a_head_keeps_a_list_and_officers_tick_its_steps(office) {
        let filed = office.report("piers", "Papan dermaga lepas tiga lembar.").await;
        let mut darius = office.signed_in("darius").await;
        let page = darius.get("/meja/daftar-periksa/baru").await;
        let text = page.text();
        let action = text.split("action=\"").filter_map(|part| part.split('"').next()).find(|to| to.contains("periksa/"));
        let form = page.form(action.unwrap());
        let typed = form.clone().fill("nama", "Cek dermaga").fill("langkah", " \n");
        let wrong = darius.submit(&page, &typed).await;
        assert!(wrong.status == 422 && wrong.says("Tulis dulu langkahnya"), "{}", wrong.words());
        assert!(wrong.text().contains("value=\"Cek dermaga\""), "what was typed stays");
        let page = darius.submit(&page, &typed.fill("langkah", STEPS).fill("topik", "piers")).await;
        let page = darius.follow(page).await;
        for words in ["Daftar “Cek dermaga” tersimpan", "Pasang tali pengaman", "Dermaga"] {
            assert!(page.says(words), "{words}: {}", page.words());
        }

        let mut yusran = office.signed_in("yusran").await;
        let page = yusran.get(&format!("/meja/{}", filed.number)).await;
        assert!(page.says("Cek dermaga: 0 dari 3") && boxes(&page) == (0, 3), "{}", page.words());
        assert!(!page.says("belum dicentang"), "nobody has begun with it");
        assert_eq!(ticks(&mut yusran, &filed, &["Foto lokasi"]).await.status, 303);
        let page = yusran.get(&format!("/meja/{}", filed.number)).await;
        assert!(page.says("Cek dermaga: 1 dari 3") && page.says("Yusran Tahir, Kamis, 12 Mar, 09.30 WITA"), "{}", page.words());
        assert!(page.says("2 langkah di daftar periksa belum dicentang"), "{}", page.words());
        assert_eq!(boxes(&page), (1, 3));
        for words in ["Satu langkah dicentang", "Foto lokasi Foto lokasi"] {
            assert!(!page.says(words), "the thread is not cluttered with {words}");
        }
        let other = office.report("roads", "Jalan berlubang.").await;
        let page = office.signed_in("norma").await.get(&format!("/meja/{}", other.number)).await;
        assert!(page.status == 200 && !page.says("Cek dermaga"));
        let mine = office.stranger().get(&format!("/lacak/{}", filed.code)).await;
        assert!(!mine.says("Foto lokasi") && !mine.says("dicentang"));
    }

    async fn what_a_colleague_ticked_meanwhile_stays(office) {
        kept(&office, 1, list("Cek dermaga", STEPS)).await;
        let filed = office.report("piers", "Papan dermaga lepas.").await;
        let (mut yusran, mut hasnah) = (office.signed_in("yusran").await, office.signed_in("hasnah").await);
        let page = yusran.get(&format!("/meja/{}", filed.number)).await;
        let form = page.form(&form_path(&filed, "periksa"));
        assert_eq!(ticks(&mut hasnah, &filed, &["Ukur papan yang lepas"]).await.status, 303);
        // Sent as it was shown, with another step.
        let name = format!("langkah-{}", form.value("daftar").unwrap());
        let foto = hadir_cases::events::StepId::of("Foto lokasi").to_string();
        assert_eq!(yusran.submit(&page, &form.fill(&name, &foto)).await.status, 303);
        let page = yusran.get(&format!("/meja/{}", filed.number)).await;
        assert_eq!(boxes(&page), (2, 3));
        // And a tick taken back is taken back alone.
        let mut form = page.form(&form_path(&filed, "periksa"));
        form.fields.retain(|(_, value)| *value != foto);
        assert_eq!(yusran.submit(&page, &form).await.status, 303);
        assert_eq!(boxes(&yusran.get(&format!("/meja/{}", filed.number)).await), (1, 3));
        let ticked = |case: &hadir_cases::Case| case.thread.iter().filter(|moment| matches!(moment.event, CaseEvent::Checked(..))).count();
        assert_eq!(ticked(&office.case(&filed.number).await), 3);
    }

    async fn a_step_that_is_worded_anew_is_another_step_and_a_dropped_list_is_gone(office) {
        kept(&office, 1, list("Cek dermaga", STEPS)).await;
        let filed = office.report("piers", "Papan dermaga lepas.").await;
        let mut yusran = office.signed_in("yusran").await;
        assert_eq!(ticks(&mut yusran, &filed, &["Foto lokasi", "Ukur papan yang lepas"]).await.status, 303);
        kept(&office, 1, list("Cek dermaga", "Foto lokasi dari dua sisi\nUkur papan yang lepas")).await;
        let page = yusran.get(&format!("/meja/{}", filed.number)).await;
        assert!(page.says("Cek dermaga: 1 dari 2"), "{}", page.words());
        let id = ChecklistId([1; 8]);
        let mut darius = office.signed_in("darius").await;
        let gone = darius.post(&format!("/meja/daftar-periksa/dishub/{id}/hapus"), &[]).await;
        let gone = darius.follow(gone).await;
        assert!(gone.says("Daftar sudah dihapus"), "{}", gone.words());
        let page = yusran.get(&format!("/meja/{}", filed.number)).await;
        assert!(!page.says("Cek dermaga"));
        let fields = [("daftar", id.to_string()), (&format!("langkah-{id}"), "0000000000000000".to_owned())];
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let page = yusran.post(&format!("/meja/{}/periksa", filed.number), &fields).await;
        assert!(page.status == 422 && page.says("Daftar periksa itu tidak ada lagi"), "{}", page.words());
    }

    async fn who_may_not_keep_or_tick_cannot(office) {
        kept(&office, 1, list("Cek dermaga", STEPS)).await;
        let filed = office.report("piers", "Papan dermaga lepas.").await;
        let id = ChecklistId([1; 8]).to_string();
        let path = format!("/meja/daftar-periksa/dishub/{id}");
        for (username, reads, keeps) in [("darius", 200, 200), ("yusran", 200, 403), ("norma", 200, 403), ("rizky", 403, 403)] {
            let mut browser = office.signed_in(username).await;
            assert_eq!(browser.get("/meja/daftar-periksa").await.status, reads, "{username}");
            assert_eq!(browser.get(&path).await.status, keeps, "{username}");
        }
        assert!(office.stranger().get("/meja/daftar-periksa").await.redirect().is_some_and(|to| to.starts_with("/masuk")));
        for (username, expected) in [("yusran", 403), ("norma", 403)] {
            let mut browser = office.signed_in(username).await;
            let fields = [("nama", "Lain"), ("langkah", "Lain")];
            assert_eq!(browser.post(&path, &fields).await.status, expected, "{username}");
            assert_eq!(browser.post(&format!("{path}/hapus"), &[]).await.status, expected, "{username}");
        }
        for (username, expected) in [("norma", 404), ("rizky", 403)] {
            let page = office.signed_in(username).await.post(&format!("/meja/{}/periksa", filed.number), &[("daftar", &id)]).await;
            assert_eq!(page.status, expected, "{username}");
        }
        let levy = office.report("levy", "Diminta uang tanpa karcis.").await;
        let page = office.signed_in("yusran").await.post(&format!("/meja/{}/periksa", levy.number), &[("daftar", &id)]).await;
        assert_eq!(page.status, 404);
    }
}
