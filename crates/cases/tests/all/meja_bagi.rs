//! Reports that nobody has go to the people of their unit by rules that its head keeps, with the reason on the report.

use hadir_cases::commands::Report;
use hadir_cases::kit::{RuleId, RuleWish};
use hadir_cases::{Allotting, Filed, Kit, queries};
use hadir_org::{By, UnitCode};
use hadir_testkit::http::{Browser, Page};

use crate::meja_office::{Office, act, at_both_desks};
use crate::town::in_both_towns;

const HERE: &str = "/meja/pembagian";
const PIER: &str = "Papan dermaga Sungai Nyamuk patah dua, kemarin ada nenek hampir jatuh.";
const NEW: &str = "/meja/pembagian/dishub/0101010101010101";

fn dishub() -> UnitCode {
    "dishub".parse().unwrap()
}

/// A rule of the pier office for everybody and everything.
async fn has_rule(office: &Office, id: u8, wish: RuleWish) {
    office.cases.set_rule(&dishub(), RuleId([id; 8]), wish, By::Console).await.unwrap();
}

/// What nobody has is given out.
async fn allots(office: &Office) -> u64 {
    office.cases.allot(&mut Allotting::default()).await.unwrap()
}

async fn holder(office: &Office, filed: &Filed) -> Option<String> {
    let staff = office.case(&filed.number).await.staff?;
    office.cases.platform().org().staff(staff).map(|officer| officer.username.to_string())
}

async fn set(browser: &mut Browser, fields: &[(&str, &str)]) -> Page {
    browser.post(NEW, fields).await
}

at_both_desks! {
    async fn reports_go_to_who_has_least_with_the_reason(office) {
        let first = office.report("piers", PIER).await;
        assert_eq!(allots(&office).await, 0, "without a rule nothing is given");
        let mut darius = office.signed_in("darius").await;
        let kept = set(&mut darius, &[("topik", "piers"), ("tempat", ""), ("mulai", "")]).await;
        assert_eq!(kept.status, 303, "{}", kept.words());
        let page = darius.get(&kept.redirect().unwrap()).await;
        assert!(page.says("Aturan tersimpan: Topik Dermaga") && page.says("Semua petugas unit ini"), "{}", page.words());
        assert!(page.says("Sejak 12 Maret 2026") && page.says("Hasnah Daud"), "who gets the next: {}", page.words());
        let others = [office.report("piers", PIER).await, office.report("piers", PIER).await];
        let road = office.report("roads", "Jalan berlubang di depan pasar, tolong ditambal.").await;
        assert_eq!(allots(&office).await, 3);
        let mut held = Vec::new();
        for filed in [&first, &others[0], &others[1]] {
            held.push(holder(&office, filed).await.unwrap());
        }
        assert_eq!(held, ["hasnah", "yusran", "hasnah"], "one after the other, and never the head or the front desk");
        assert_eq!(holder(&office, &road).await, None);
        let mut yusran = office.signed_in("yusran").await;
        let page = yusran.get(&format!("/meja/{}", others[0].number)).await;
        assert!(page.says("Diberikan otomatis kepada Yusran Tahir"), "{}", page.words());
        let why = "Menurut aturan untuk topik Dermaga; laporan terbukanya 0, paling sedikit di antara 2 petugas yang masuk.";
        assert!(page.says(why) && page.says("Baru"), "{}", page.words());
        assert!(yusran.get("/meja?daftar=tugas").await.says(&others[0].number));
        assert_eq!(allots(&office).await, 0);
        // The reporter still sees code and thanks: nobody has read it.
        let own = office.stranger().get(&format!("/lacak/{}", others[0].code)).await;
        assert!(own.says("Simpan kode rahasia ini") && !own.says("Diberikan otomatis"), "{}", own.words());
    }

    async fn who_is_away_gets_nothing_and_where_all_are_it_waits(office) {
        has_rule(&office, 1, RuleWish::default()).await;
        let mut yusran = office.signed_in("yusran").await;
        let mut hasnah = office.signed_in("hasnah").await;
        let today = |name: &str| {
            let org = office.cases.platform().org();
            let id = org.staff_by_username(&name.parse().unwrap()).unwrap().id;
            [("untuk", hex::encode(id.as_bytes())), ("mulai", "2026-03-12".into()), ("sampai", "2026-03-12".into()), ("pengganti", String::new())]
        };
        let goes = async |browser: &mut Browser, name: &str| {
            let fields = today(name);
            let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let page = browser.post("/meja/tidak-masuk", &fields).await;
            assert_eq!(page.status, 303, "{}", page.words());
        };
        goes(&mut hasnah, "hasnah").await;
        let one = office.report("piers", PIER).await;
        assert_eq!(allots(&office).await, 1);
        assert_eq!(holder(&office, &one).await.as_deref(), Some("yusran"));
        goes(&mut yusran, "yusran").await;
        let two = office.report("piers", PIER).await;
        let mut allotting = Allotting::default();
        assert_eq!(office.cases.allot(&mut allotting).await.unwrap(), 0);
        let page = office.signed_in("darius").await.get(HERE).await;
        assert!(page.says("Belum ada yang masuk kerja"), "{}", page.words());
        // After closing it goes to who is at work tomorrow.
        office.wait(9);
        assert_eq!(office.cases.allot(&mut allotting).await.unwrap(), 1);
        assert_eq!(holder(&office, &two).await.as_deref(), Some("hasnah"), "who has least");
    }

    async fn a_rule_of_a_later_day_begins_on_it_and_the_most_specific_one_holds(office) {
        let staff = |name: &str| {
            let org = office.cases.platform().org();
            vec![org.staff_by_username(&name.parse().unwrap()).unwrap().id]
        };
        let (yusran, hasnah) = (staff("yusran"), staff("hasnah"));
        has_rule(&office, 1, RuleWish { staff: yusran.clone(), ..RuleWish::default() }).await;
        let from = Some("2026-03-16".parse().unwrap());
        has_rule(&office, 2, RuleWish { staff: hasnah.clone(), from, ..RuleWish::default() }).await;
        let page = office.signed_in("yusran").await.get(HERE).await;
        assert!(page.says("Mulai 16 Maret 2026") && !page.text().contains(&format!("{HERE}/dishub/")), "{}", page.words());
        let place = Some("65.03.10".to_owned());
        has_rule(&office, 3, RuleWish { place: place.clone(), staff: hasnah, ..RuleWish::default() }).await;
        let thursday = office.report("piers", PIER).await;
        let there = Report { category: Some("piers".parse().unwrap()), place: Some("65.03.10.2001".into()), text: PIER.into(), ..Report::default() };
        let there = office.file(there).await;
        assert_eq!(allots(&office).await, 2);
        assert_eq!(holder(&office, &thursday).await.as_deref(), Some("yusran"));
        assert_eq!(holder(&office, &there).await.as_deref(), Some("hasnah"));
        office.wait(24 * 4);
        let monday = office.report("piers", PIER).await;
        assert_eq!(allots(&office).await, 1);
        assert_eq!(holder(&office, &monday).await.as_deref(), Some("hasnah"));
    }

    async fn closed_reports_and_what_was_put_back_are_given_by_people(office) {
        has_rule(&office, 1, RuleWish::default()).await;
        let piers = "piers".parse().unwrap();
        let levy = Report { category: Some("levy".parse().unwrap()), text: "Petugas dermaga minta pungli tiap pagi.".into(), unit: Some(dishub()), ..Report::default() };
        let sealed = office.file(levy).await;
        let filed = office.file(Report { category: Some(piers), text: PIER.into(), ..Report::default() }).await;
        assert_eq!(allots(&office).await, 1);
        assert_eq!(holder(&office, &sealed).await, None);
        let mut darius = office.signed_in("darius").await;
        assert_eq!(act(&mut darius, &filed.number, "teruskan", &[("kepada", "dishub")]).await.status, 303);
        assert_eq!(allots(&office).await, 0);
        assert_eq!(holder(&office, &filed).await, None);
        let moved = act(&mut darius, &filed.number, "teruskan", &[("kepada", "pupr"), ("alasan", "Dermaga kayu.")]).await;
        assert_eq!(moved.status, 303, "{}", moved.words());
        assert_eq!(allots(&office).await, 0, "the rules of the pier office are for the pier office");
    }

    async fn two_processes_give_nothing_twice_and_what_was_looked_at_is_not_read_again(office) {
        has_rule(&office, 1, RuleWish { category: Some("piers".parse().unwrap()), ..RuleWish::default() }).await;
        let filed = office.report("piers", PIER).await;
        let (mut one, mut other) = (Allotting::default(), Allotting::default());
        let (first, second) = tokio::join!(office.cases.allot(&mut one), office.cases.allot(&mut other));
        assert_eq!(first.unwrap() + second.unwrap(), 1);
        let thread = office.case(&filed.number).await.thread;
        assert_eq!(thread.len(), 2, "{thread:?}");
        office.wait(1);
        let next = office.report("piers", PIER).await;
        assert_eq!(office.cases.allot(&mut one).await.unwrap(), 1);
        assert!(holder(&office, &next).await.is_some());
    }

    async fn who_may_keep_rules_and_who_reads_them(office) {
        assert_eq!(office.stranger().get(HERE).await.redirect().as_deref(), Some("/masuk?ke=/meja/pembagian"));
        let fields = [("topik", "piers"), ("mulai", "")];
        for (name, may_read) in [("yusran", true), ("norma", false), ("rizky", false), ("marthen", false)] {
            let mut browser = office.signed_in(name).await;
            for path in ["/meja/pembagian/baru?unit=dishub", NEW] {
                assert!([403, 404].contains(&browser.get(path).await.status.as_u16()), "{name} {path}");
            }
            assert!([403, 404].contains(&set(&mut browser, &fields).await.status.as_u16()), "{name}");
            assert!([403, 404].contains(&browser.post(&format!("{NEW}/hapus"), &[]).await.status.as_u16()), "{name}");
            let list = browser.get("/meja/pembagian?unit=dishub").await;
            assert_eq!(list.status == 200, may_read || name == "marthen", "{name}: {}", list.words());
        }
        let id = Kit::id_of(&dishub());
        assert!(office.cases.platform().store().state::<Kit>(id).await.unwrap().is_none_or(|kit| kit.rules.is_empty()));
        assert!(office.signed_in("yusran").await.get(HERE).await.says("Belum ada aturan."));
    }

    async fn what_cannot_be_a_rule_is_said_at_its_field_and_what_was_typed_stays(office) {
        let mut darius = office.signed_in("darius").await;
        for (fields, said) in [
            ([("topik", "tidak_ada"), ("tempat", ""), ("mulai", "")], "Topik ini tidak ada lagi."),
            ([("topik", "piers"), ("tempat", ""), ("mulai", "besok")], "Tanggal ini tidak terbaca."),
            ([("topik", "piers"), ("tempat", ""), ("mulai", "2026-03-11")], "Tanggal ini sudah lewat."),
            ([("topik", "piers"), ("tempat", ""), ("petugas", "xyz")], "Ada yang tidak lagi menjawab laporan di unit ini."),
        ] {
            let page = set(&mut darius, &fields).await;
            assert!(page.status == 422 && page.words().matches(said).count() == 2, "{said}: {}", page.words());
            assert_eq!(page.form(NEW).value("mulai").unwrap_or_default(), fields.iter().find(|(name, _)| *name == "mulai").map_or("", |(_, value)| value));
        }
        assert_eq!(set(&mut darius, &[("topik", "piers"), ("mulai", "2026-03-16")]).await.status, 303);
        let page = darius.get(NEW).await;
        let form = page.form(NEW);
        assert_eq!((form.value("topik"), form.value("mulai")), (Some("piers"), Some("2026-03-16")));
        let gone = darius.post(&format!("{NEW}/hapus"), &[]).await;
        let page = darius.get(&gone.redirect().unwrap()).await;
        assert!(page.says("Aturan sudah dihapus") && page.says("Belum ada aturan."), "{}", page.words());
        let rules = queries::rules(office.cases.platform().store().reads(), &dishub()).await.unwrap();
        assert_eq!(rules, []);
    }
}

in_both_towns! {
    async fn a_rule_is_for_a_place_of_the_regency(town) {
        let mut darius = town.office.signed_in("darius").await;
        let page = set(&mut darius, &[("topik", ""), ("tempat", "81.02.01"), ("mulai", "")]).await;
        let said = "Tempat ini tidak kami kenal.";
        assert!(page.status == 422 && page.words().matches(said).count() == 2, "{}", page.words());
        let kept = set(&mut darius, &[("topik", "piers"), ("tempat", "65.03.10"), ("mulai", "")]).await;
        let page = darius.get(&kept.redirect().unwrap()).await;
        assert!(page.says("Topik Dermaga di Sebatik Timur"), "{}", page.words());
        let mine = town.reported(&[("text", PIER), ("category", "piers"), ("place", "65.03.10.2001")]).await;
        assert_eq!(allots(&town.office).await, 1);
        let number = town.number(&mine).await;
        let page = darius.get(&format!("/meja/{number}")).await;
        assert!(page.says("Menurut aturan untuk topik Dermaga di Sebatik Timur; laporan"), "{}", page.words());
    }
}
