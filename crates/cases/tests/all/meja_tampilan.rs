//! Lists under a name: one's own and the unit's, counted as the list itself would show them, seen by nobody else.

use hadir_cases::kinds::{ReportKind, Status};
use hadir_cases::queries::{self, Asked, DeskFilter, Handler, Reach, Standing, View};
use hadir_org::UnitCode;
use hadir_testkit::http::{Browser, Page};

use crate::meja_office::{Office, act, at_both_desks};

const QUESTIONS: &str = "lihat=masuk&jenis=question";

/// Ten reports of dishub, of which four are questions; two are somebody's, one waits, one is answered.
async fn filed(office: &Office) {
    let mut numbers = Vec::new();
    for n in 0..10 {
        let kind = Some(if n % 3 == 0 { ReportKind::Question } else { ReportKind::Complaint });
        let text = format!("Papan nomor {n} di dermaga lepas.");
        let report = hadir_cases::commands::Report { kind, text, category: "piers".parse().ok(), ..Default::default() };
        numbers.push(office.file(report).await.number);
    }
    let mut yusran = office.signed_in("yusran").await;
    act(&mut yusran, &numbers[0], "ambil", &[]).await;
    act(&mut yusran, &numbers[1], "ambil", &[]).await;
    act(&mut yusran, &numbers[2], "tanya", &[("pertanyaan", "Papan yang mana?")]).await;
    act(&mut yusran, &numbers[4], "jawab", &[("text", "Sudah."), ("sebagai", "jawaban"), ("pokok", "ya")]).await;
}

async fn keep(browser: &mut Browser, query: &str, name: &str, whom: &str) -> Page {
    let page = browser.get(&format!("/meja/tampilan?{query}")).await;
    let key = page.hidden("kunci").unwrap_or_else(|| panic!("no form: {}", page.words()));
    let fields = query.split('&').map(|pair| pair.split_once('=').unwrap());
    let fields: Vec<_> = fields.chain([("kunci", key.as_str()), ("nama", name), ("untuk", whom)]).collect();
    browser.post("/meja/tampilan", &fields).await
}

/// What the side list says of a kept list: its name with its count.
fn shows(page: &Page, query: &str, name: &str, count: &str) -> bool {
    let begin = format!("<a href=\"/meja?{}\"", query.replace('&', "&amp;"));
    let mut links = page.text().split(&begin).skip(1).map(|rest| rest.split("</a>").next().unwrap());
    links.any(|link| link.contains(name) && link.contains(&format!(">{count}<")))
}

fn ids(page: &Page) -> Vec<String> {
    let pieces = page.text().split("name=\"id\" value=\"").skip(1);
    pieces.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

at_both_desks! {
    async fn a_list_of_ones_own_is_kept_renamed_and_removed(office) {
        filed(&office).await;
        let mut yusran = office.signed_in("yusran").await;
        let inbox = yusran.get(&format!("/meja?{QUESTIONS}")).await;
        assert!(inbox.text().contains(&format!("/meja/tampilan?{}", QUESTIONS.replace('&', "&amp;"))), "{}", inbox.words());
        assert!(!inbox.says("Atur tampilan"), "nothing more stands there while nothing is kept");
        let kept = keep(&mut yusran, QUESTIONS, "  Pertanyaan warga ", "saya").await;
        assert_eq!(kept.redirect().as_deref(), Some(&*format!("/meja?{QUESTIONS}")), "{}", kept.words());
        let inbox = yusran.follow(kept).await;
        assert!(shows(&inbox, QUESTIONS, "Pertanyaan warga", "4") && inbox.says("Atur tampilan"), "{}", inbox.words());
        assert!(inbox.text().contains("aria-current=\"page\">Pertanyaan warga"), "{}", inbox.text());
        assert!(shows(&yusran.get("/meja?lihat=saya").await, QUESTIONS, "Pertanyaan warga", "4"));
        for name in ["hasnah", "darius", "norma"] {
            assert!(!office.signed_in(name).await.get("/meja").await.says("Pertanyaan warga"), "{name}");
        }

        let page = yusran.get("/meja/tampilan").await;
        assert!(page.says("Kotak masuk, Pertanyaan"), "{}", page.words());
        let id = ids(&page).remove(0);
        // Nobody else changes it, and what cannot be a name is refused.
        let mut darius = office.signed_in("darius").await;
        for path in ["nama", "hapus"] {
            darius.post(&format!("/meja/tampilan/{path}"), &[("id", &id), ("nama", "Lain")]).await;
        }
        for odd in ["", "  ", &"x".repeat(41), "a\u{7}b"] {
            let refused = yusran.post("/meja/tampilan/nama", &[("id", &id), ("nama", odd)]).await;
            assert!(refused.status == 422 && refused.says("Tulis namanya"), "{odd:?}");
            let field = format!("<input id=\"nama-{id}\" name=\"nama\"");
            assert!(refused.text().contains(&field) && refused.text().contains(&format!("href=\"#nama-{id}\"")), "{odd:?}");
        }
        assert_eq!(yusran.post("/meja/tampilan/nama", &[("id", &id), ("nama", "Tanya <b>")]).await.status, 303);
        let page = yusran.get("/meja").await;
        assert!(shows(&page, QUESTIONS, "Tanya &lt;b&gt;", "4"), "{}", page.words());
        for _ in 0..2 {
            assert_eq!(yusran.post("/meja/tampilan/hapus", &[("id", &id)]).await.status, 303);
        }
        assert!(!yusran.get("/meja").await.says("Atur tampilan"));
    }

    async fn a_head_keeps_lists_for_the_unit_and_each_sees_their_own_reports_in_it(office) {
        filed(&office).await;
        let mut darius = office.signed_in("darius").await;
        let mine = "lihat=saya&petugas=saya";
        assert_eq!(keep(&mut darius, mine, "Pekerjaan saya", "unit").await.status, 303);
        let mut yusran = office.signed_in("yusran").await;
        assert!(shows(&yusran.get("/meja").await, mine, "Pekerjaan saya", "2"));
        assert!(shows(&office.signed_in("hasnah").await.get("/meja").await, mine, "Pekerjaan saya", "0"));
        assert!(!office.signed_in("norma").await.get("/meja").await.says("Pekerjaan saya"));
        // Only the head keeps, renames and removes what is the unit's.
        assert_eq!(keep(&mut yusran, QUESTIONS, "Milik semua", "unit").await.status, 403);
        let id = ids(&darius.get("/meja/tampilan").await).remove(0);
        assert!(ids(&yusran.get("/meja/tampilan").await).is_empty());
        assert!(yusran.get("/meja/tampilan").await.says("Diatur kepala unit"));
        for path in ["nama", "hapus"] {
            let refused = yusran.post(&format!("/meja/tampilan/{path}"), &[("id", &id), ("nama", "Lain")]).await;
            assert_eq!(refused.status, 403);
            let elsewhere = office.signed_in("norma").await.post(&format!("/meja/tampilan/{path}"), &[("id", &id), ("nama", "Lain")]).await;
            assert_eq!(elsewhere.status, 303, "to others it is as good as none");
        }
        assert!(yusran.get("/meja").await.says("Pekerjaan saya"));
        // A closed circle is in nobody's side list who does not read it.
        let mut marthen = office.signed_in("marthen").await;
        office.report("levy", "Petugas meminta uang tanpa karcis, itu pungli.").await;
        keep(&mut marthen, "lihat=tertutup", "Jagaan", "saya").await;
        assert!(shows(&marthen.get("/meja").await, "lihat=tertutup", "Jagaan", "1"));
        assert_eq!(keep(&mut darius, "lihat=tertutup", "Coba", "unit").await.status, 303);
        for name in ["darius", "yusran"] {
            assert!(!office.signed_in(name).await.get("/meja").await.says("Coba"), "{name}");
        }
    }

    async fn the_side_list_is_short_and_one_person_keeps_so_many(office) {
        let mut yusran = office.signed_in("yusran").await;
        let query = "lihat=masuk&jenis=praise";
        for n in 0..20 {
            assert_eq!(keep(&mut yusran, query, &format!("Daftar {n:02}"), "saya").await.status, 303, "{n}");
        }
        let refused = keep(&mut yusran, query, "Satu lagi", "saya").await;
        assert!(refused.status == 422 && refused.says("Sudah ada 20 tampilan"), "{}", refused.words());
        let page = yusran.get("/meja").await;
        assert!(page.says("Daftar 07") && !page.says("Daftar 08"), "{}", page.words());
        assert!(yusran.get("/meja/tampilan").await.says("Daftar 19"));
        // The same press twice keeps one list, and what is no filter narrows nothing.
        let mut hasnah = office.signed_in("hasnah").await;
        let page = hasnah.get("/meja/tampilan?lihat=masuk").await;
        let fields = [("kunci", page.hidden("kunci").unwrap()), ("lihat", "'\"&x".into()), ("jenis", "\"><b>".into()), ("nama", "Semua".into())];
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        for _ in 0..2 {
            assert_eq!(hasnah.post("/meja/tampilan", &fields).await.redirect().as_deref(), Some("/meja?lihat=masuk"));
        }
        assert_eq!(ids(&hasnah.get("/meja/tampilan").await).len(), 2, "one list, with two forms");
    }

    async fn a_count_is_what_the_list_shows(office) {
        filed(&office).await;
        let yusran = office.cases.platform().org().staff_by_username(&"yusran".parse().unwrap()).unwrap().id;
        let pool = office.cases.platform().store().reads();
        let units = Reach::Units(["dishub", "dishub-dermaga"].map(|code| UnitCode::try_new(code).unwrap()).to_vec());
        let filters = [
            DeskFilter::default(),
            DeskFilter { kind: Some(ReportKind::Question), ..DeskFilter::default() },
            DeskFilter { handler: Some(Handler::Nobody), category: Some("piers".into()), ..DeskFilter::default() },
            DeskFilter { standing: Some(Standing::Open), ..DeskFilter::default() },
            DeskFilter { standing: Some(Standing::Is(Status::Waiting)), place: Some("65.03".into()), ..DeskFilter::default() },
            DeskFilter { standing: Some(Standing::Overdue), from: Some(0), before: Some(i64::MAX), ..DeskFilter::default() },
        ];
        office.wait(24 * 60);
        for reach in [&Reach::All, &units, &Reach::Units(Vec::new())] {
            for view in View::ALL {
                let asked = || Asked { reach, staff: yusran, stands_in_for: &[], now: office.cases.now() };
                let lists: Vec<_> = filters.iter().map(|filter| (view, asked(), filter.clone())).collect();
                let counted = queries::matches(pool, &lists).await.unwrap();
                assert_eq!(counted.len(), filters.len());
                for (filter, counted) in filters.iter().zip(counted) {
                    let listed = queries::filtered(pool, view, &asked(), filter, None, 100).await.unwrap().rows.len();
                    assert_eq!(counted, (listed as i64, false), "{view:?} {reach:?} {filter:?}");
                }
            }
        }
    }
}

#[tokio::test]
async fn the_side_list_is_found_by_an_index() {
    let office = Office::on_sqlite().await;
    let staff = office.cases.platform().org().staff_by_name()[0].id;
    let unit = UnitCode::try_new("dishub").unwrap();
    let plan = queries::saved_plan(office.cases.platform().store().reads(), staff, &unit).await.unwrap();
    let reads: Vec<_> = plan.iter().filter(|step| step.contains("desk_views")).collect();
    assert_eq!(reads.len(), 2, "{plan:#?}");
    assert!(reads.iter().all(|step| step.contains("SEARCH") && step.contains("desk_views_by_owner")), "{plan:#?}");
    assert!(!plan.iter().any(|step| step.contains("TEMP B-TREE")), "{plan:#?}");
}
