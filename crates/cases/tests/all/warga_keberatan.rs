//! An objection to what became of a request for public information: its reporter makes it with the code alone, the
//! superior decides, and the way to the Information Commission is shown.

use hadir_cases::grounds::{ObjectionGround, Outcome};
use hadir_cases::kinds::Status;
use hadir_testkit::http::Page;

use crate::meja_informasi::{REFUSED, request};
use crate::meja_office::{Office, act, at_both_desks, form_path};

const WHY: &str = "Anggaran bukan rahasia pribadi siapa pun.";

/// A refused request: its number, and where its reporter reads it.
pub async fn refused(office: &Office) -> (hadir_cases::Filed, String) {
    let filed = request(office).await;
    let mut yusran = office.signed_in("yusran").await;
    assert_eq!(act(&mut yusran, &filed.number, "akhiri", &REFUSED).await.status, 303);
    let mine = format!("/lacak/{}", filed.code);
    (filed, mine)
}

/// Sends the form of an objection, and gives the first answer.
pub async fn object(office: &Office, mine: &str, ground: &str, why: &str) -> Page {
    office.stranger().post(&format!("{mine}/keberatan"), &[("dasar", ground), ("alasan", why)]).await
}

at_both_desks! {
    async fn an_objection_goes_to_the_superior_who_answers_it(office) {
        let (filed, mine) = refused(&office).await;
        let mut siti = office.stranger();
        let page = siti.get(&mine).await;
        for words in ["Tidak setuju dengan yang diterima?", "pimpinan Pemerintah Kabupaten Nunukan", "pengajuan keberatan informasi publik, 30 hari kerja", "Ajukan keberatan", "Ombudsman"] {
            assert!(page.says(words), "{words}: {}", page.words());
        }
        let form_at = format!("{mine}/keberatan");
        let form = siti.get(&form_at).await;
        assert!(form.status == 200 && form.header("referrer-policy") == Some("no-referrer"), "{}", form.words());
        assert!(form.says("Pasal 35 ayat (1) huruf a") && form.says("Pasal 35 ayat (1) huruf g"), "{}", form.words());
        let sent = object(&office, &mine, "35a", WHY).await;
        assert_eq!(sent.status, 303, "{}", sent.words());
        let page = siti.get(&format!("{mine}?sudah")).await;
        let number = format!("{}-K1", filed.number);
        for words in ["Keberatan sudah kami teruskan kepada pimpinan Pemerintah Kabupaten Nunukan", number.as_str(), "menanggapi keberatan ini paling lambat", "tanggapan atas keberatan informasi publik, 30 hari kerja", WHY] {
            assert!(page.says(words), "{words}: {}", page.words());
        }
        // The office that refused reads it and does not decide it.
        let at = format!("/meja/{}", filed.number);
        for username in ["yusran", "darius"] {
            let mut officer = office.signed_in(username).await;
            let page = officer.get(&at).await;
            assert!(page.says(WHY) && !page.says("Putuskan keberatan"), "{username}: {}", page.words());
            assert_eq!(officer.get(&form_path(&filed, "keberatan")).await.status, 403, "{username}");
        }
        let mut andi = office.signed_in("andi").await;
        let page = andi.get(&at).await;
        assert!(page.says("Putuskan keberatan") && page.says(WHY), "{}", page.words());
        let form = andi.get(&form_path(&filed, "keberatan")).await;
        assert!(form.says("Keberatan dikabulkan sebagian"), "{}", form.words());
        let reason = "Data pribadinya ditutup, sisanya diberikan.";
        let blank = andi.submit(&form, &form.form(&form_path(&filed, "keberatan")).fill("alasan", reason)).await;
        assert!(blank.status == 422 && blank.says("Pilih dulu putusannya") && blank.text().contains(reason), "{}", blank.words());
        let decision = form.form(&form_path(&filed, "keberatan")).fill("putusan", "partly").fill("alasan", reason);
        let sent = andi.submit(&form, &decision).await;
        let after = andi.follow(sent).await;
        assert!(after.says("Keberatan dikabulkan sebagian"), "{}", after.words());
        let case = office.case(&filed.number).await;
        assert_eq!(case.objections()[0].ruling.as_ref().unwrap().outcome, Some(Outcome::Partly));
        assert_eq!(case.status, Status::InProgress, "what was granted has to be given");
        // Sent twice it is decided once.
        let count = case.thread.len();
        assert_eq!(andi.submit(&form, &decision).await.status, 303);
        assert_eq!(office.case(&filed.number).await.thread.len(), count);
        let page = siti.get(&mine).await;
        for words in ["dikabulkan sebagian oleh pimpinan Pemerintah Kabupaten Nunukan", reason, "Komisi Informasi paling lambat", "pengajuan sengketa ke Komisi Informasi, 14 hari kerja", "wajib melaksanakannya"] {
            assert!(page.says(words), "{words}: {}", page.words());
        }
    }

    async fn what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(office) {
        let (filed, mine) = refused(&office).await;
        let groundless = object(&office, &mine, "", WHY).await;
        assert!(groundless.status == 422 && groundless.says("Pilih salah satu alasan keberatan") && groundless.text().contains(WHY), "{}", groundless.words());
        let silent = object(&office, &mine, "35e", "  ").await;
        assert!(silent.status == 422 && silent.says("Tulis dulu alasannya"), "{}", silent.words());
        assert_eq!(office.case(&filed.number).await.objections().len(), 0);
        // The same form sent twice objects once; another waits for the first.
        for _ in 0..2 {
            assert_eq!(object(&office, &mine, "35e", WHY).await.status, 303);
        }
        assert_eq!(office.case(&filed.number).await.objections().len(), 1);
        let another = object(&office, &mine, "35f", "Biayanya juga mahal.").await;
        assert!(another.status == 422 && another.says("masih menunggu keputusan") && another.text().contains("Biayanya juga mahal."), "{}", another.words());
    }

    async fn only_a_request_for_information_and_only_in_time(office) {
        let other = office.report("piers", "Papan dermaga Sungai Nyamuk patah dua.").await;
        let at = format!("/lacak/{}", other.code);
        assert!(!office.stranger().get(&at).await.says("Ajukan keberatan"));
        assert_eq!(object(&office, &at, "35c", WHY).await.status, 422);
        let (_, mine) = refused(&office).await;
        office.wait(24 * 90);
        let page = office.stranger().get(&mine).await;
        assert!(page.says("Batas mengajukan keberatan sudah lewat pada") && !page.says("Ajukan keberatan"), "{}", page.words());
        let late = object(&office, &mine, "35a", WHY).await;
        assert!(late.status == 422 && late.says("Batas waktunya sudah lewat") && late.says(WHY), "{}", late.words());
        // An unanswered request can be objected to once its limit has passed.
        let open = request(&office).await;
        let mine = format!("/lacak/{}", open.code);
        assert!(office.stranger().get(&mine).await.says("Selama batas menjawab belum lewat"));
        office.wait(24 * 30);
        assert!(office.stranger().get(&mine).await.says("Tidak setuju dengan yang diterima?"));
        assert_eq!(object(&office, &mine, "35c", WHY).await.status, 303);
        let case = office.case(&open.number).await;
        assert_eq!(case.open_objection().unwrap().ground, Some(ObjectionGround::Unanswered));
    }

    async fn strangers_other_offices_and_who_is_outside_a_circle_learn_nothing(office) {
        let (filed, mine) = refused(&office).await;
        assert_eq!(object(&office, &mine, "35a", WHY).await.status, 303);
        let path = form_path(&filed, "keberatan");
        assert!(office.stranger().get(&path).await.redirect().is_some_and(|to| to.starts_with("/masuk")));
        assert_eq!(office.signed_in("norma").await.get(&path).await.status, 404);
        let op = office.case(&filed.number).await.open_objection().unwrap().op.unwrap().to_string();
        let fields = [("op", op.as_str()), ("putusan", "refused"), ("alasan", "Tetap.")];
        let mut norma = office.signed_in("norma").await;
        assert_eq!(norma.post(&path, &fields).await.status, 404);
        let mut darius = office.signed_in("darius").await;
        assert_eq!(act(&mut darius, &filed.number, "keberatan", &fields).await.status, 403);
        let mut yusran = office.signed_in("yusran").await;
        act(&mut yusran, &filed.number, "golongkan", &[("kategori", "piers"), ("lingkaran", "misconduct")]).await;
        assert_eq!(office.signed_in("andi").await.get(&path).await.status, 404);
        let mut marthen = office.signed_in("marthen").await;
        assert_eq!(act(&mut marthen, &filed.number, "keberatan", &fields).await.status, 303);
        assert_eq!(office.stranger().get("/lacak/AAAA-AAAA-AAAA/keberatan").await.status, 422);
    }
}
