//! A list taken along as a file: what its list shows to whoever takes it, of all its pages, and nothing else.

use std::io::{Cursor, Read};

use axum::body::{Body, Bytes};
use axum::http::{Request, header};
use futures_util::{StreamExt, future};
use hadir_cases::commands::Report;
use hadir_cases::queries::{self, Asked, DeskFilter, Reach, View};
use hadir_org::UnitCode;
use hadir_testkit::http::Browser;
use tower::ServiceExt;

use crate::meja_office::{Office, act, at_both_desks};

const LEVY: &str = "Petugas dermaga meminta uang dua puluh ribu tanpa karcis, itu pungli.";

/// The numbers in a file of lines, in its order.
fn numbers(jsonl: &str) -> Vec<String> {
    let number =
        |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["number"].as_str().unwrap().to_owned();
    jsonl.lines().map(number).collect()
}

async fn file(browser: &mut Browser, query: &str) -> String {
    let page = browser.get(&format!("/meja/unduh?{query}")).await;
    assert_eq!(page.status, 200, "{query}");
    page.text().to_owned()
}

async fn given(browser: &mut Browser, query: &str) -> Vec<String> {
    numbers(&file(browser, &format!("bentuk=jsonl&{query}")).await)
}

/// The first sheet of a workbook.
fn sheet(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut text).unwrap();
    text
}

/// Reports of dishub that came in together.
async fn many(office: &Office, count: usize) {
    let report = |n: usize| Report {
        text: format!("Papan nomor {n} di dermaga lepas."),
        category: "piers".parse().ok(),
        place: n.is_multiple_of(2).then(|| "65.03.10".to_owned()),
        ..Report::default()
    };
    future::join_all((0..count).map(|n| office.file(report(n)))).await;
}

at_both_desks! {
    async fn every_form_holds_the_list_with_its_filter(office) {
        many(&office, 12).await;
        let report = Report {
            title: Some("=HYPERLINK(\"http://x\")".to_owned()),
            text: "Papan dermaga lepas sejak kemarin pagi.".to_owned(),
            category: "piers".parse().ok(),
            ..Report::default()
        };
        let formula = office.file(report).await.number;
        let mut yusran = office.signed_in("yusran").await;
        assert!(act(&mut yusran, &formula, "ambil", &[]).await.redirect().is_some());
        let page = yusran.get("/meja?lihat=masuk&tempat=65.03.10").await;
        let links = page.links();
        let href = |form: &str| links.iter().find(|link| link.href.contains(&format!("bentuk={form}"))).unwrap().href.clone();
        assert_eq!(numbers(yusran.get(&href("jsonl")).await.text()).len(), 6);
        let all = given(&mut yusran, "lihat=masuk").await;
        assert_eq!(all.len(), 13);
        assert!(given(&mut yusran, "lihat=saya").await == [formula.as_str()]);

        let csv = yusran.get("/meja/unduh?bentuk=csv&lihat=masuk").await;
        assert_eq!(csv.header("content-disposition"), Some("attachment; filename=\"hadir-masuk-2026-03-12.csv\""));
        assert_eq!(csv.header("cache-control"), Some("private, no-store"));
        assert_eq!(csv.text().lines().count(), 14);
        assert!(csv.text().starts_with("number,title,") && csv.text().contains("\"'=HYPERLINK("), "{}", csv.text());
        assert!(csv.text().contains(",Yusran Tahir,in_progress,"), "{}", csv.text());

        let xlsx = yusran.get("/meja/unduh?bentuk=xlsx&lihat=masuk").await;
        let sheet = sheet(&xlsx.body);
        assert!(all.iter().all(|number| sheet.contains(number.as_str())) && !sheet.contains("<f>"), "{sheet}");
        // No form, no file; an empty list has its head all the same.
        assert_eq!(yusran.get("/meja/unduh?bentuk=pdf").await.status, 404);
        assert_eq!(file(&mut yusran, "bentuk=csv&lihat=selesai").await.lines().count(), 1);
    }

    async fn nobody_takes_along_what_they_do_not_see(office) {
        let contact = Report { contact: Some("081200000000".into()), name: Some("Nenek Aminah".into()), ..Report::default() };
        let text = "Papan dermaga Sungai Nyamuk patah dua, rahasia saya di sini. Kemarin ada nenek hampir jatuh ke laut.".to_owned();
        let pier = office.file(Report { text, category: "piers".parse().ok(), ..contact }).await.number;
        let road = office.report("roads", "Jalan Ahmad Yani berlubang besar di depan pasar.").await.number;
        let levy = office.report("levy", LEVY).await.number;
        let path = "/meja/unduh?bentuk=jsonl";
        assert!(office.stranger().get(path).await.redirect().unwrap().starts_with("/masuk"));
        assert_eq!(office.signed_in("rizky").await.get(path).await.status, 403);
        for (who, seen) in [
            ("yusran", vec![&pier]),
            ("norma", vec![&road]),
            ("sitti", vec![]),
            ("andi", vec![&pier, &road]),
            ("marthen", vec![&pier, &road]),
        ] {
            let mut browser = office.signed_in(who).await;
            let mut all = given(&mut browser, "lihat=masuk").await;
            all.sort();
            let mut seen: Vec<_> = seen.into_iter().cloned().collect();
            seen.sort();
            assert_eq!(all, seen, "{who}");
            // Another unit's, or a closed circle's, by whatever the address says.
            let sealed = given(&mut browser, "lihat=tertutup").await;
            assert_eq!(sealed.contains(&levy), who == "marthen", "{who}");
            assert!(!given(&mut browser, "lihat=masuk&unit=inspektorat").await.contains(&levy), "{who}");
            assert_eq!(given(&mut browser, "lihat=masuk&unit=pupr").await.contains(&road), seen.contains(&road), "{who}");
        }
        let text = file(&mut office.signed_in("yusran").await, "bentuk=jsonl&lihat=masuk").await;
        assert!(!text.contains("0812") && !text.contains("Aminah") && !text.contains("hampir jatuh"), "{text}");
    }
}

#[tokio::test]
async fn a_long_list_is_read_while_it_is_sent_and_no_further() {
    let office = Office::on_sqlite().await;
    many(&office, 2_300).await;
    let reach = Reach::Units(vec![UnitCode::try_new("dishub").unwrap()]);
    let (pool, now) = (office.cases.platform().store().reads(), office.cases.now());
    let staff = office.cases.platform().org().staff_by_name()[0].id;
    let asked = Asked { reach: &reach, staff, stands_in_for: &[], now };
    let all = queries::list(pool, View::Inbox, &asked, None, 5_000).await.unwrap();
    let all: Vec<_> = all.into_iter().map(|row| row.number).collect();

    let yusran = office.signed_in("yusran").await;
    let cookie = format!("hadir={}", yusran.cookie("hadir").unwrap());
    let request = Request::get("/meja/unduh?bentuk=jsonl&lihat=masuk").header(header::COOKIE, cookie);
    let answer = office.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let mut pieces = answer.into_body().into_data_stream();
    let first: Bytes = pieces.next().await.unwrap().unwrap();
    assert_eq!(numbers(std::str::from_utf8(&first).unwrap()), all[..1_000], "a page and no more");

    // What is taken out of sight before its page is read is not in the file.
    let hidden = &all[1_700];
    let mut boss = office.signed_in("yusran").await;
    let wish = [("kategori", "piers"), ("lingkaran", "violence")];
    assert_eq!(act(&mut boss, hidden, "golongkan", &wish).await.status, 303);
    let mut rest = Vec::new();
    while let Some(piece) = pieces.next().await {
        rest.extend(numbers(std::str::from_utf8(&piece.unwrap()).unwrap()));
    }
    let expected: Vec<_> = all[1_000..].iter().filter(|number| *number != hidden).cloned().collect();
    assert_eq!(rest, expected);
}

#[tokio::test]
async fn every_page_is_read_from_an_index_in_the_order_of_the_list() {
    let office = Office::on_sqlite().await;
    let unit = |code: &str| UnitCode::try_new(code).unwrap();
    let staff = office.cases.platform().org().staff_by_name()[0].id;
    let filter = DeskFilter { category: Some("piers".into()), place: Some("65.03.10".into()), ..DeskFilter::default() };
    for reach in [Reach::All, Reach::Units(vec![unit("dishub"), unit("pupr")])] {
        for view in View::ALL {
            let asked = Asked { reach: &reach, staff, stands_in_for: &[], now: office.cases.now() };
            let plan =
                queries::listed_plan(office.cases.platform().store().reads(), view, &asked, &filter).await.unwrap();
            let by = ["USING INDEX", "USING COVERING INDEX", "USING INTEGER PRIMARY KEY (rowid=?)"];
            let reads = |step: &&String| step.contains(" cases") && !by.iter().any(|way| step.contains(way));
            assert_eq!(plan.iter().find(reads), None, "{view:?} {reach:?}: {plan:#?}");
        }
    }
}
