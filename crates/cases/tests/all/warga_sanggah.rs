//! A rejected report is contested in words and goes to somebody else; the way to the Ombudsman is open in every state.

use hadir_cases::kinds::{Ending, Status};
use hadir_oplog::ActorId;

use crate::meja_informasi::{REFUSED, request};
use crate::meja_office::{Office, act, at_both_desks, form_path};
use crate::meja_serah::OFFER;

const PIER: &str = "Papan dermaga Sungai Nyamuk patah dua, kemarin ada nenek hampir jatuh.";
const REJECTED: [(&str, &str); 2] = [("cara", "rejected"), ("alasan", "Tidak jelas dermaga yang mana.")];

/// An act of an officer, with the fields of its form.
type Act<'a> = (&'a str, &'a [(&'a str, &'a str)]);

fn id_of(office: &Office, name: &str) -> ActorId {
    office.cases.platform().org().staff_by_username(&name.parse().unwrap()).unwrap().id
}

at_both_desks! {
    async fn a_rejection_is_contested_in_words_and_the_report_leaves_who_rejected_it(office) {
        let filed = office.report("piers", PIER).await;
        let mine = format!("/lacak/{}", filed.code);
        let mut yusran = office.signed_in("yusran").await;
        act(&mut yusran, &filed.number, "ambil", &[]).await;
        assert_eq!(act(&mut yusran, &filed.number, "akhiri", &REJECTED).await.status, 303);
        let mut siti = office.stranger();
        let page = siti.get(&mine).await;
        assert!(page.says("Sanggah penolakan") && page.says("bukan yang menolaknya") && !page.says("Belum selesai"), "{}", page.words());
        let silent = siti.post(&mine, &[("solved", "no"), ("why", " ")]).await;
        assert!(silent.status == 422 && silent.says("Tulis dulu alasannya"), "{}", silent.words());
        assert_eq!(office.case(&filed.number).await.status, Status::Ended);
        let why = "Dermaga Sungai Nyamuk, yang dekat pasar ikan.";
        let sent = siti.post(&mine, &[("solved", "no"), ("why", why)]).await;
        let page = siti.follow(sent).await;
        for words in ["Laporan dibuka kembali", "Bapak/Ibu menyanggah penolakan", why, "Diperiksa lagi di Dinas Perhubungan, bukan oleh yang menolak", "menjawab paling lambat"] {
            assert!(page.says(words), "{words}: {}", page.words());
        }
        let case = office.case(&filed.number).await;
        let org = office.cases.platform().org();
        assert_eq!(case.staff.and_then(|id| org.staff(id)).map(|officer| officer.name.as_str()), Some("Darius Belawan"));
        assert_eq!((case.status, case.ending), (Status::InProgress, None));
        let darius = office.signed_in("darius").await.get("/meja?lihat=saya").await;
        assert!(darius.says(&filed.number), "it lies on the head's desk: {}", darius.words());
        assert!(office.signed_in("darius").await.get(&format!("/meja/{}", filed.number)).await.says(why));

        // Rejected by the head, it goes to the leader above; whoever rejected it before does not get it back either.
        let mut darius = office.signed_in("darius").await;
        assert_eq!(act(&mut darius, &filed.number, "akhiri", &REJECTED).await.status, 303);
        assert_eq!(siti.post(&mine, &[("solved", "no"), ("why", why)]).await.status, 303);
        assert_eq!(office.case(&filed.number).await.staff, Some(id_of(&office, "andi")));
    }

    async fn a_head_who_is_away_is_passed_over(office) {
        let filed = office.report("piers", PIER).await;
        let mut yusran = office.signed_in("yusran").await;
        act(&mut yusran, &filed.number, "ambil", &[]).await;
        assert_eq!(act(&mut yusran, &filed.number, "akhiri", &REJECTED).await.status, 303);
        let days = [("mulai", "2026-03-12"), ("sampai", "2026-03-16"), ("pengganti", "")];
        assert_eq!(office.signed_in("darius").await.post("/meja/tidak-masuk", &days).await.status, 303);
        let mine = format!("/lacak/{}", filed.code);
        let contested = office.stranger().post(&mine, &[("solved", "no"), ("why", "Dermaga yang dekat pasar.")]).await;
        assert_eq!(contested.status, 303);
        assert_eq!(office.case(&filed.number).await.staff, Some(id_of(&office, "andi")));
    }

    async fn what_is_in_a_closed_circle_stays_in_it(office) {
        let filed = office.report("piers", PIER).await;
        let mine = format!("/lacak/{}", filed.code);
        let mut yusran = office.signed_in("yusran").await;
        act(&mut yusran, &filed.number, "golongkan", &[("kategori", "piers"), ("lingkaran", "misconduct")]).await;
        let mut marthen = office.signed_in("marthen").await;
        assert_eq!(act(&mut marthen, &filed.number, "akhiri", &REJECTED).await.status, 303);
        let staff = office.case(&filed.number).await.staff;
        let mut siti = office.stranger();
        assert!(!siti.get(&mine).await.says("Sanggah penolakan"));
        assert_eq!(siti.post(&mine, &[("solved", "no"), ("why", "Keliru.")]).await.status, 303);
        let case = office.case(&filed.number).await;
        assert_eq!((case.status, case.staff), (Status::InProgress, staff), "nobody outside is brought in");
    }

    async fn the_way_to_the_ombudsman_is_open_in_every_state(office) {
        let open_at = async |code: &hadir_cases::code::SecretCode, state: &str| {
            let page = office.stranger().get(&format!("/lacak/{code}")).await;
            assert!(page.status == 200 && page.text().contains("https://ombudsman.go.id"), "{state}: {}", page.words());
            page
        };
        let mut yusran = office.signed_in("yusran").await;
        let fresh = office.report("piers", PIER).await;
        open_at(&fresh.code, "new").await;
        let states: [(&str, &[Act<'_>]); 8] = [
            ("in progress", &[("ambil", &[])]),
            ("waiting", &[("tanya", &[("pertanyaan", "Yang mana?")])]),
            ("answered", &[("jawab", &[("text", "Sudah diganti."), ("sebagai", "jawaban")])]),
            ("closed", &[("selesai", &[("kata", "walk_in"), ("alasan", "Bu Siti datang.")])]),
            ("rejected", &[("akhiri", &REJECTED)]),
            ("offered elsewhere", &[("serah", &OFFER)]),
            ("not ours", &[("serah", &OFFER), ("lanjut", &[]), ("akhiri", &[("cara", "not_ours"), ("alasan", "Urusan balai.")])]),
            ("in a closed circle", &[("golongkan", &[("kategori", "piers"), ("lingkaran", "misconduct")])]),
        ];
        for (state, acts) in states {
            let filed = office.report("piers", PIER).await;
            for (name, fields) in acts {
                let done = act(&mut yusran, &filed.number, name, fields).await;
                assert_eq!(done.status, 303, "{state}: {}", done.words());
            }
            open_at(&filed.code, state).await;
        }
        let withdrawn = office.report("piers", PIER).await;
        assert_eq!(office.stranger().post(&format!("/lacak/{}/tarik", withdrawn.code), &[]).await.status, 303);
        let page = open_at(&withdrawn.code, "withdrawn").await;
        assert!(!page.says("Laporan ini tetap kami kerjakan"), "nobody works on it any more: {}", page.words());
        let (merged, into) = (office.report("piers", PIER).await, office.report("piers", PIER).await);
        let page = yusran.get(&format!("/meja/{}/gabung?ke={}", merged.number, into.number)).await;
        // The older one goes on; the form stands on the page of either.
        assert_eq!(yusran.submit(&page, &page.form(&form_path(&merged, "gabung"))).await.status, 303);
        open_at(&into.code, "merged").await;
        open_at(&merged.code, "merged").await;
        let refused = request(&office).await;
        act(&mut yusran, &refused.number, "akhiri", &REFUSED).await;
        assert_eq!(office.case(&refused.number).await.ending, Some(Ending::Rejected));
        open_at(&refused.code, "refused").await;
        let object = [("dasar", "35a"), ("alasan", "Anggaran bukan rahasia.")];
        assert_eq!(office.stranger().post(&format!("/lacak/{}/keberatan", refused.code), &object).await.status, 303);
        open_at(&refused.code, "objected").await;
        office.wait(24 * 90);
        open_at(&fresh.code, "overdue").await;
        open_at(&refused.code, "objected and overdue").await;
    }
}
