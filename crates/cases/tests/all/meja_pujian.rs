//! Praise reaches the person praised, whatever they may read otherwise, and its reporter learns of that.

use hadir_cases::commands::Report;
use hadir_cases::kinds::{ReportKind, Visibility};
use hadir_cases::{Filed, queries};
use hadir_testkit::http::Page;

use crate::meja_office::{Office, act, at_both_desks};

const HERE: &str = "/meja/pujian";
const THANKS: &str =
    "Terima kasih Pak Rizky, jaringan kantor desa cepat sekali diperbaiki. Telepon saya 0812-3456-7890.";

async fn praised(office: &Office, visibility: Visibility) -> Filed {
    let report = Report {
        kind: Some(ReportKind::Praise),
        text: THANKS.into(),
        category: Some("piers".parse().unwrap()),
        name: Some("Siti Aminah".into()),
        visibility: Some(visibility),
        ..Report::default()
    };
    office.file(report).await
}

fn id(office: &Office, username: &str) -> String {
    let org = office.cases.platform().org();
    hex::encode(org.staff_by_username(&username.parse().unwrap()).unwrap().id.as_bytes())
}

async fn pass_on(office: &Office, by: &str, filed: &Filed, to: &str) -> Page {
    let mut browser = office.signed_in(by).await;
    act(&mut browser, &filed.number, "sampaikan", &[("kepada", &id(office, to))]).await
}

at_both_desks! {
    async fn praise_reaches_the_person_praised_without_the_contact_and_the_reporter_reads_so(office) {
        let filed = praised(&office, Visibility::Anonymous).await;
        let mut rizky = office.signed_in("rizky").await;
        assert!(rizky.get(HERE).await.says("Belum ada pujian yang disampaikan"));
        let mut yusran = office.signed_in("yusran").await;
        let case = yusran.get(&format!("/meja/{}", filed.number)).await;
        let form = yusran.get(&case.link("Sampaikan pujian").href).await;
        assert!(form.says("Rizky Pratomo") && form.says("Untuk siapa"), "{}", form.words());
        let done = pass_on(&office, "yusran", &filed, "rizky").await;
        assert_eq!(done.status, 303, "{}", done.words());
        // An administrator reads no reports, and reads this.
        assert_eq!(rizky.get(&format!("/meja/{}", filed.number)).await.status, 403);
        let page = rizky.get(HERE).await;
        assert!(page.says("Terima kasih Pak Rizky, jaringan kantor desa cepat sekali diperbaiki.") && page.says("Seorang warga"), "{}", page.words());
        for secret in ["0812", "Siti", &filed.number] {
            assert!(!page.text().contains(secret), "{secret}: {}", page.words());
        }
        assert!(!office.signed_in("hasnah").await.get(HERE).await.says("jaringan kantor"));
        let own = office.stranger().get(&format!("/lacak/{}", filed.code)).await;
        assert!(own.says("Pujian Bapak/Ibu disampaikan kepada"), "{}", own.words());
        let case = yusran.get(&format!("/meja/{}", filed.number)).await;
        assert!(case.says("Pujian disampaikan kepada Rizky Pratomo"), "{}", case.words());
        // Once more changes nothing; another person can be reached, too.
        let before = office.case(&filed.number).await.thread.len();
        pass_on(&office, "hasnah", &filed, "rizky").await;
        assert_eq!(office.case(&filed.number).await.thread.len(), before);
        assert_eq!(pass_on(&office, "hasnah", &filed, "hasnah").await.status, 303);
        assert!(office.signed_in("hasnah").await.get(HERE).await.says("jaringan kantor"));
    }

    async fn a_name_is_read_where_its_reporter_shows_it_to_everyone(office) {
        let filed = praised(&office, Visibility::Public).await;
        pass_on(&office, "yusran", &filed, "norma").await;
        let page = office.signed_in("norma").await.get(HERE).await;
        assert!(page.says("Siti Aminah, disampaikan 12 Maret 2026"), "{}", page.words());
    }

    async fn only_praise_is_passed_on_by_who_answers_it(office) {
        let filed = praised(&office, Visibility::Anonymous).await;
        for (name, status) in [("norma", 404), ("rizky", 403), ("marthen", 403)] {
            assert_eq!(pass_on(&office, name, &filed, "hasnah").await.status, status, "{name}");
        }
        assert_eq!(office.stranger().get(HERE).await.redirect().as_deref(), Some("/masuk?ke=/meja/pujian"));
        let other = office.report("piers", "Papan dermaga Sungai Nyamuk patah dua, kemarin ada nenek hampir jatuh.").await;
        let page = pass_on(&office, "yusran", &other, "hasnah").await;
        assert!(page.status == 422 && page.says("Laporan ini bukan pujian"), "{}", page.words());
        assert!(!office.signed_in("yusran").await.get(&format!("/meja/{}", other.number)).await.says("Sampaikan pujian"));
        let mut yusran = office.signed_in("yusran").await;
        for nobody in ["", "xyz"] {
            let page = act(&mut yusran, &filed.number, "sampaikan", &[("kepada", nobody)]).await;
            assert!(page.status == 422 && page.says("Pilih dulu petugas yang dipuji."), "{}", page.words());
        }
        let page = act(&mut yusran, &filed.number, "sampaikan", &[("kepada", &"0".repeat(32))]).await;
        assert!(page.status == 422 && page.says("Petugas itu tidak bisa masuk lagi."), "{}", page.words());
    }

    async fn what_was_closed_since_praises_nobody_and_the_list_has_pages(office) {
        let sealed = praised(&office, Visibility::Anonymous).await;
        pass_on(&office, "yusran", &sealed, "hasnah").await;
        let mut yusran = office.signed_in("yusran").await;
        let closed = act(&mut yusran, &sealed.number, "golongkan", &[("kategori", "levy"), ("lingkaran", "levy")]).await;
        assert_eq!(closed.status, 303, "{}", closed.words());
        let mut hasnah = office.signed_in("hasnah").await;
        assert!(!hasnah.get(HERE).await.says("jaringan kantor"));
        for _ in 0..21 {
            let filed = praised(&office, Visibility::Anonymous).await;
            pass_on(&office, "yusran", &filed, "hasnah").await;
            office.wait(1);
        }
        let mut hasnah = office.signed_in("hasnah").await;
        let page = hasnah.get(HERE).await;
        assert_eq!(page.words().matches("jaringan kantor").count(), 20);
        let next = page.links().into_iter().find(|link| link.href.contains("sejak=")).unwrap();
        assert_eq!(hasnah.get(&next.href).await.words().matches("jaringan kantor").count(), 1);
    }
}

#[tokio::test]
async fn praise_is_read_from_its_own_place() {
    let office = Office::on_sqlite().await;
    let staff = office.cases.platform().org().staff_by_name()[0].id;
    let plan = queries::praise_plan(office.cases.platform().store().reads(), staff).await.unwrap();
    assert_eq!(plan.len(), 1, "{plan:?}");
    assert!(plan[0].starts_with("SEARCH case_praise USING") && plan[0].contains("staff=? AND"), "{plan:?}");
}
