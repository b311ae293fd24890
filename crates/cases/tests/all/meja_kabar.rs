//! What is new on a list or a report that somebody looks at: heard at once by a stream, or asked for, by those alone who may
//! see it.

use axum::http::StatusCode;
use hadir_testkit::html;
use hadir_testkit::http::{Browser, Event, Events, Page};

use crate::meja_office::{act, at_both_desks};

const PIER: &str = "Papan dermaga Sungai Nyamuk patah dua, kemarin ada nenek hampir jatuh.";
const ROAD: &str = "Jalan ke pasar berlubang dalam sekali di depan sekolah.";

/// Where a page hears what is new, with the mark that it bears.
fn hears_at(page: &Page) -> (String, String) {
    let lines = html::elements(page.text(), "div");
    let line =
        lines.iter().find(|line| line.attribute("id") == Some("kabar")).unwrap_or_else(|| panic!("{}", page.words()));
    let of = |name: &str| line.attribute(name).unwrap().replace("&amp;", "&");
    (of("data-at"), of("data-mark"))
}

/// The address with which the script of a page asks.
fn asks_at(page: &Page) -> String {
    let (at, mark) = hears_at(page);
    format!("{at}{}tahu={mark}", if at.contains('?') { '&' } else { '?' })
}

async fn open(browser: &mut Browser, path: &str) -> Page {
    let page = browser.get(path).await;
    assert_eq!(page.status, 200, "{}", page.words());
    page
}

/// Begins to hear, up to the greeting.
async fn listen(browser: &mut Browser, at: &str) -> Events {
    let mut events = browser.listen(at).await.unwrap_or_else(|page| panic!("no stream but {}", page.status));
    assert_eq!(events.next().await.unwrap().name, "siap");
    events
}

async fn news(events: &mut Events) -> Event {
    let event = events.next().await.expect("the stream goes on");
    assert_eq!(event.name, "kabar");
    event
}

at_both_desks! {
    async fn a_list_bears_another_mark_as_soon_as_it_would_show_something_else(office) {
        let filed = office.report("piers", PIER).await;
        let mut yusran = office.signed_in("yusran").await;
        for list in ["/meja", "/meja?lihat=bebas", "/meja?lihat=masuk&topik=piers"] {
            let asks = asks_at(&open(&mut yusran, list).await);
            assert_eq!(yusran.get(&asks).await.status, StatusCode::NO_CONTENT, "{list}: nothing is new");
            office.report("roads", ROAD).await;
            assert_eq!(yusran.get(&asks).await.status, StatusCode::NO_CONTENT, "{list}: another office's report");
            office.report("piers", &format!("{PIER} {list}")).await;
            let new = yusran.get(&asks).await;
            assert_eq!((new.status, new.text()), (StatusCode::OK, ""));
            let mark = hears_at(&open(&mut yusran, list).await).1;
            assert_eq!(new.header("etag"), Some(format!("\"{mark}\"").as_str()), "{list}: what the page bears");
        }
        let asks = asks_at(&open(&mut yusran, "/meja").await);
        let mut hasnah = office.signed_in("hasnah").await;
        assert_eq!(act(&mut hasnah, &filed.number, "ambil", &[]).await.status, 303);
        assert_eq!(yusran.get(&asks).await.status, StatusCode::OK, "who has it stands in the list");
        assert!(open(&mut yusran, "/meja?q=papan").await.text().find("id=\"kabar\"").is_none(), "a search is as of now");
    }

    async fn a_report_says_what_others_did_and_who_else_has_it_open(office) {
        let filed = office.report("piers", PIER).await;
        let path = format!("/meja/{}", filed.number);
        let mut yusran = office.signed_in("yusran").await;
        let asks = asks_at(&open(&mut yusran, &path).await);
        assert_eq!(yusran.get(&asks).await.status, StatusCode::NO_CONTENT);
        let mut hasnah = office.signed_in("hasnah").await;
        let note = [("text", "Tukang datang besok."), ("sebagai", "catatan")];
        assert_eq!(act(&mut hasnah, &filed.number, "jawab", &note).await.status, 303);
        let new = yusran.get(&asks).await;
        assert_eq!(new.status, StatusCode::OK);
        assert!(new.text().contains("Hasnah Daud: "), "{}", new.text());
        assert!(!new.text().contains("Tukang"), "what happened, not the words themselves");
        // That she has it open is written down by and by.
        let mut page = open(&mut yusran, &path).await;
        while !page.says("Hasnah Daud juga membuka laporan ini") {
            page = open(&mut yusran, &path).await;
        }
        let asks = asks_at(&page);
        assert_eq!(yusran.get(&asks).await.status, StatusCode::NO_CONTENT);
        open(&mut office.signed_in("darius").await, &path).await;
        let new = loop {
            let new = yusran.get(&asks).await;
            if new.status == StatusCode::OK { break new }
        };
        assert!(new.text().contains("Darius Belawan juga membuka laporan ini"), "{}", new.text());
    }

    async fn a_stream_tells_at_once_and_takes_up_where_it_was_cut(office) {
        let filed = office.report("piers", PIER).await;
        let path = format!("/meja/{}", filed.number);
        let mut yusran = office.signed_in("yusran").await;
        let list = asks_at(&open(&mut yusran, "/meja").await);
        let case = asks_at(&open(&mut yusran, &path).await);
        let (mut of_list, mut of_case) = (listen(&mut yusran, &list).await, listen(&mut yusran, &case).await);
        let mut hasnah = office.signed_in("hasnah").await;
        assert_eq!(act(&mut hasnah, &filed.number, "ambil", &[]).await.status, 303);
        let heard = news(&mut of_case).await.data;
        assert!(heard.contains("Hasnah Daud: "), "{heard}");
        let heard = news(&mut of_list).await;
        assert_eq!((heard.data.trim(), heard.id), ("", hears_at(&open(&mut yusran, "/meja").await).1));
        // A stream that is taken up again says the mark it knows; a page that was made before hears at once.
        let mut stale = listen(&mut yusran, &list).await;
        let mark = news(&mut stale).await.id;
        let mut again = yusran.clone().with_header("last-event-id".parse().unwrap(), &mark);
        let mut again = listen(&mut again, &list).await;
        office.report("piers", ROAD).await;
        assert_ne!(news(&mut again).await.id, mark, "the first thing heard is what is new");
    }

    async fn a_stream_ends_with_the_sign_in_and_with_the_program(office) {
        let mut yusran = office.signed_in("yusran").await;
        let asks = asks_at(&open(&mut yusran, "/meja").await);
        let mut events = listen(&mut yusran, &asks).await;
        let page = yusran.get("/meja").await;
        let form = page.form("/keluar");
        assert_eq!(yusran.submit(&page, &form).await.status, 303);
        office.report("piers", PIER).await;
        assert_eq!(events.next().await, None, "nobody is signed in there any more");

        let mut hasnah = office.signed_in("hasnah").await;
        let asks = asks_at(&open(&mut hasnah, "/meja").await);
        let mut events = listen(&mut hasnah, &asks).await;
        office.cases.end_news();
        assert_eq!(events.next().await, None);
        assert_eq!(hasnah.listen(&asks).await.unwrap_err().status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(hasnah.get(&asks).await.status, StatusCode::NO_CONTENT, "whoever cannot hear asks");
    }

    async fn nobody_hears_of_what_they_may_not_see(office) {
        let filed = office.report("piers", PIER).await;
        let path = format!("/meja/{}", filed.number);
        let mut yusran = office.signed_in("yusran").await;
        let asks = asks_at(&open(&mut yusran, &path).await);
        let mut norma = office.signed_in("norma").await;
        assert_eq!(norma.get(&asks).await.status, 404);
        assert_eq!(norma.listen(&asks).await.unwrap_err().status, 404);
        assert_eq!(office.stranger().listen(&asks).await.unwrap_err().status, 303);
        // It goes to another office: its stream says nothing more to the one that had it.
        let mut events = listen(&mut yusran, &asks).await;
        let to = office.officer("norma");
        let to = [("kepada", to.as_str()), ("alasan", "Jalan masuk dermaga.")];
        assert_eq!(act(&mut yusran, &filed.number, "teruskan", &to).await.status, 303);
        assert_eq!(events.next().await, None);
        assert_eq!(yusran.get(&asks).await.status, 404);
    }
}
