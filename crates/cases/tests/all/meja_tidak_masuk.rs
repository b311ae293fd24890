//! Somebody who is away: who may say it, who finds their work meanwhile, and that nothing has to be given back.

use hadir_cases::Reminders;
use hadir_cases::queries::{self, Asked, Reach, View};
use hadir_testkit::http::{Browser, Page};

use crate::meja_office::{Office, act, at_both_desks};

const HERE: &str = "/meja/tidak-masuk";
const MINE: &str = "/meja?lihat=saya";
const PIER: &str = "Papan dermaga Sungai Nyamuk patah dua, kemarin ada nenek hampir jatuh.";
const LEVY: &str = "Petugas dermaga meminta uang dua puluh ribu tanpa karcis, itu pungli.";

fn id(office: &Office, username: &str) -> String {
    office.officer(username).split_once('/').unwrap().1.to_owned()
}

/// Thursday to Monday, with a deputy; `whom` is nobody for oneself.
async fn says(office: &Office, browser: &mut Browser, whom: &str, deputy: &str) -> Page {
    let whom = if whom.is_empty() { String::new() } else { id(office, whom) };
    let deputy = if deputy.is_empty() { String::new() } else { id(office, deputy) };
    let fields = [("untuk", &*whom), ("mulai", "2026-03-12"), ("sampai", "2026-03-16"), ("pengganti", &deputy)];
    browser.post(HERE, &fields).await
}

/// A report of the pier that this officer took up.
async fn taken_by(office: &Office, name: &str) -> String {
    let number = office.report("piers", PIER).await.number;
    let page = act(&mut office.signed_in(name).await, &number, "ambil", &[]).await;
    assert_eq!(page.status, 303, "{}", page.words());
    number
}

at_both_desks! {
    async fn the_deputy_finds_the_work_meanwhile_and_nothing_is_given_back(office) {
        let number = taken_by(&office, "hasnah").await;
        let (mut yusran, mut hasnah) = (office.signed_in("yusran").await, office.signed_in("hasnah").await);
        assert!(!yusran.get(MINE).await.says(&number));
        let kept = says(&office, &mut hasnah, "", "yusran").await;
        let page = hasnah.follow(kept).await;
        assert!(page.says("Hasnah Daud tercatat tidak masuk") && page.says("Selama itu tugasnya pada Yusran Tahir"), "{}", page.words());

        let page = yusran.get(MINE).await;
        assert!(page.says(&number) && page.says("Menggantikan Hasnah Daud"), "{}", page.words());
        assert!(page.says("Tugas Hasnah Daud juga ada di sini"), "{}", page.words());
        assert!(page.says("1 laporan"), "counted as well: {}", page.words());
        assert!(hasnah.get(MINE).await.says("Tugas Anda sementara juga pada Yusran Tahir"));
        assert!(!office.signed_in("rahmawati").await.get(MINE).await.says(&number));
        let case = office.case(&number).await;
        assert_eq!(case.staff.map(|id| id.to_string()), Some(id(&office, "hasnah")), "the case stays hers");

        // Where somebody can be chosen, and on the case, she is marked.
        for path in [format!("/meja/{number}/teruskan"), format!("/meja/{number}")] {
            let page = yusran.get(&path).await;
            assert!(page.says("Hasnah Daud (tidak masuk s.d. 16 Maret 2026, tugasnya pada Yusran Tahir)"), "{}", page.words());
        }
        let many = yusran.post("/meja/banyak", &[("aksi", "teruskan"), ("l", &number)]).await;
        assert!(many.says("tidak masuk s.d. 16 Maret 2026"), "{}", many.words());

        // Monday night it is still so, and on Tuesday it is over by itself.
        office.wait(24 * 4 + 14);
        assert!(office.signed_in("yusran").await.get(MINE).await.says(&number));
        office.wait(1);
        let page = office.signed_in("yusran").await.get(MINE).await;
        assert!(!page.says(&number) && !page.says("Tugas Hasnah"), "{}", page.words());
        assert!(office.signed_in("hasnah").await.get(MINE).await.says(&number));
    }

    async fn the_head_says_it_for_their_people_and_nobody_else_does(office) {
        let mut darius = office.signed_in("darius").await;
        let page = darius.get(&format!("{HERE}?untuk={}", id(&office, "hasnah"))).await;
        assert!(page.says("Catat hari tidak masuk Hasnah Daud"), "{}", page.words());
        assert_eq!(says(&office, &mut darius, "hasnah", "").await.status, 303);
        assert_eq!(says(&office, &mut darius, "hasnah", "").await.status, 303, "pressed twice");
        for stranger in ["yusran", "rahmawati", "norma", "marthen", "andi"] {
            let mut browser = office.signed_in(stranger).await;
            assert_eq!(says(&office, &mut browser, "hasnah", "").await.status, 403, "{stranger}");
            assert_eq!(browser.get(&format!("{HERE}?untuk={}", id(&office, "hasnah"))).await.status, 403, "{stranger}");
            let back = [("untuk", id(&office, "hasnah")), ("mulai", "2026-03-12".into())].map(|(name, value)| (name, value));
            let back: Vec<_> = back.iter().map(|(name, value)| (*name, value.as_str())).collect();
            assert_eq!(browser.post(&format!("{HERE}/kembali"), &back).await.status, 403, "{stranger}");
            let sees = browser.get(HERE).await.says("Hasnah Daud");
            assert_eq!(sees, ["yusran", "rahmawati"].contains(&stranger), "{stranger}: only her unit and her heads read it");
        }
        assert_eq!(office.signed_in("rizky").await.get(HERE).await.status, 403, "whoever reads no report has none");
        assert_eq!(office.stranger().get(HERE).await.redirect().as_deref(), Some("/masuk?ke=/meja/tidak-masuk"));
        // Without a deputy it is the head's work.
        let number = taken_by(&office, "hasnah").await;
        assert!(darius.get(MINE).await.says(&number));
        let own = id(&office, "hasnah");
        let ended = darius.post(&format!("{HERE}/kembali"), &[("untuk", &own), ("mulai", "2026-03-12")]).await;
        let page = darius.follow(ended).await;
        assert!(page.says("Hasnah Daud sudah masuk") && page.says("Tidak ada yang tercatat tidak masuk"), "{}", page.words());
        assert!(!darius.get(MINE).await.says(&number));
    }

    async fn what_cannot_be_is_said_at_its_field_and_keeps_what_was_typed(office) {
        let mut hasnah = office.signed_in("hasnah").await;
        let yusran = id(&office, "yusran");
        let norma = id(&office, "norma");
        let odd = [
            (["2026-03-16", "2026-03-12", ""], "Hari terakhir mendahului hari pertama"),
            (["2026-03-01", "2026-03-11", ""], "Hari-hari itu sudah lewat"),
            (["2026-03-12", "2027-12-12", ""], "Paling lama 400 hari"),
            (["2026-03-12", "besok", ""], "Pilih tanggalnya"),
            (["2026-03-12", "2026-03-13", &norma], "tidak dapat menggantikan"),
            (["2026-03-12", "2026-03-13", "xyz"], "tidak dapat menggantikan"),
        ];
        for ([first, last, deputy], words) in odd {
            let page = hasnah.post(HERE, &[("mulai", first), ("sampai", last), ("pengganti", deputy)]).await;
            assert!(page.status == 422 && page.says(words), "{first} {last} {deputy}: {}", page.words());
            assert!(page.text().contains(first), "what was typed stays");
        }
        assert_eq!(says(&office, &mut office.signed_in("yusran").await, "", "hasnah").await.status, 303);
        let page = hasnah.post(HERE, &[("mulai", "2026-03-16"), ("sampai", "2026-03-20"), ("pengganti", &yusran)]).await;
        assert!(page.status == 422 && page.says("juga tidak masuk"), "{}", page.words());
        // Whoever goes away although they were to stand in is told who does it now.
        let page = hasnah.post(HERE, &[("mulai", "2026-03-16"), ("sampai", "2026-03-20"), ("pengganti", "")]).await;
        let page = hasnah.follow(page).await;
        assert!(page.says("Hasnah Daud semula menggantikan Yusran Tahir"), "{}", page.words());
        let number = taken_by(&office, "yusran").await;
        assert!(hasnah.get(MINE).await.says(&number), "until then it is hers");
        office.wait(24 * 4);
        assert!(!office.signed_in("hasnah").await.get(MINE).await.says(&number));
        assert!(office.signed_in("darius").await.get(MINE).await.says(&number));
    }

    async fn of_a_closed_circle_the_deputy_finds_nothing(office) {
        let filed = office.report("levy", LEVY).await;
        let mut marthen = office.signed_in("marthen").await;
        let hasnah = office.officer("hasnah");
        let page = act(&mut marthen, &filed.number, "teruskan", &[("kepada", hasnah.as_str())]).await;
        assert_eq!(page.status, 303, "{}", page.words());
        assert!(office.signed_in("hasnah").await.get(MINE).await.says(&filed.number));
        assert_eq!(says(&office, &mut office.signed_in("hasnah").await, "", "yusran").await.status, 303);
        office.wait(24 * 3);
        office.cases.remind(&mut Reminders::default()).await.unwrap();
        for blind in ["yusran", "darius"] {
            let mut browser = office.signed_in(blind).await;
            for list in [MINE, "/meja?lihat=diingatkan", "/meja"] {
                let page = browser.get(list).await;
                assert!(!page.says(&filed.number), "{blind} {list}");
            }
            assert_eq!(browser.get(&format!("/meja/{}", filed.number)).await.status, 404, "{blind}");
        }
        let org = office.cases.platform().org();
        let of = |name: &str| org.staff_by_username(&name.parse().unwrap()).unwrap().id;
        for reach in [Reach::All, Reach::Units(vec!["dishub".parse().unwrap()]), Reach::Units(Vec::new())] {
            let asked = Asked { reach: &reach, staff: of("yusran"), stands_in_for: &[of("hasnah")], now: office.cases.now() };
            let pool = office.cases.platform().store().reads();
            assert_eq!(queries::list(pool, View::Mine, &asked, None, 9).await.unwrap(), []);
            assert_eq!(queries::counts(pool, &asked, None).await.unwrap().mine, 0);
        }
        let page = office.signed_in("marthen").await.get(&format!("/meja/{}", filed.number)).await;
        assert!(page.says("Hasnah Daud (tidak masuk s.d. 16 Maret 2026)"), "nobody does her work there: {}", page.words());
    }

    async fn the_deputy_is_reminded_and_the_handler_when_they_are_back(office) {
        let number = taken_by(&office, "hasnah").await;
        let mut reminders = Reminders::default();
        office.cases.remind(&mut reminders).await.unwrap();
        let is_told = async |name: &str| office.signed_in(name).await.get("/meja?lihat=diingatkan").await.says(&number);
        // Half of the time is used while she is away; it begins after the job had looked.
        let whom = id(&office, "hasnah");
        let fields = [("untuk", &*whom), ("mulai", "2026-03-13"), ("sampai", "2026-04-05"), ("pengganti", &id(&office, "yusran"))];
        assert_eq!(office.signed_in("darius").await.post(HERE, &fields).await.status, 303);
        for _ in 0..24 * 24 {
            office.wait(1);
            office.cases.remind(&mut reminders).await.unwrap();
        }
        assert!(is_told("yusran").await && !is_told("hasnah").await);
        for _ in 0..24 * 2 {
            office.wait(1);
            office.cases.remind(&mut reminders).await.unwrap();
        }
        assert!(is_told("hasnah").await, "on Monday she is back");
    }
}

#[tokio::test]
async fn the_work_of_others_is_read_from_their_places_in_the_index() {
    let office = Office::on_sqlite().await;
    let staff: Vec<_> = office.cases.platform().org().staff_by_name().iter().map(|officer| officer.id).collect();
    for reach in [Reach::All, Reach::Units(vec!["dishub".parse().unwrap(), "pupr".parse().unwrap()])] {
        let asked = Asked { reach: &reach, staff: staff[0], stands_in_for: &staff[1..4], now: office.cases.now() };
        let plan = queries::plan(office.cases.platform().store().reads(), View::Mine, &asked, 50).await.unwrap();
        assert_eq!(plan.iter().filter(|step| step.contains("cases_of_staff")).count(), 4, "{plan:#?}");
        assert!(!plan.iter().any(|step| step.contains("TEMP B-TREE") || step.contains("SCAN cases")), "{plan:#?}");
    }
}
