//! `/kelola/aplikasi`: letting programs of others in, and what their tokens open.

use axum::Router;
use axum::http::header;
use hadir_org::{Access, Platform, Right, Routes, Staff};
use hadir_testkit::http::{Browser, Page};

use crate::engines::on_both_engines;
use crate::office::Office;

/// A route for programs that answer, which says who asks, and one for those that close.
fn routes(office: &Office) -> Router {
    let routes = Routes::<Platform>::new(&office.platform)
        .get("/api/v1/answer", Access::Program(Right::Answer), async |staff: Staff| staff.0.name)
        .get("/api/v1/close", Access::Program(Right::Close), async || "closed");
    routes.finish().0.with_state(office.platform.clone())
}

/// The token that a page shows.
fn token(page: &Page) -> String {
    let text = page.text();
    let begin = text.find("hadir_").unwrap_or_else(|| panic!("no token: {}", page.words()));
    text[begin..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect()
}

async fn with(office: &Office, path: &str, authorization: &str) -> Page {
    Browser::new(routes(office)).with_header(header::AUTHORIZATION, authorization).get(path).await
}

on_both_engines! {
    async fn a_program_comes_in_with_its_token_and_acts_in_its_own_name(office) {
        let mut rizky = office.signed_in("rizky").await;
        assert!(rizky.get("/kelola/aplikasi").await.says("Belum ada aplikasi"));
        let path = office.program_path(&mut rizky).await;
        let page = rizky.get(&path).await;
        assert!(page.says("Belum ada token") && page.says("Izin aplikasi ditetapkan"), "{}", page.words());
        let made = rizky.post(&format!("{path}/token"), &[]).await;
        assert_eq!((made.status.as_u16(), made.header("referrer-policy")), (200, Some("no-referrer")));
        let token = token(&made);
        assert_eq!(token.len(), "hadir_".len() + 64);
        assert!(!rizky.get(&path).await.text().contains(&token), "it is shown once");

        let page = with(&office, "/api/v1/answer", &format!("Bearer {token}")).await;
        assert_eq!((page.status.as_u16(), page.text()), (200, "Kanal nasional"));
        assert_eq!(with(&office, "/api/v1/answer", &format!("bearer {token}")).await.status, 200);
        assert_eq!(with(&office, "/api/v1/close", &format!("Bearer {token}")).await.status, 403);
        let list = rizky.get("/kelola/aplikasi").await;
        assert!(list.says("Kanal nasional") && list.says("Berlaku sampai 12 Maret 2027"), "{}", list.words());
        assert!(list.says("Membaca laporan"), "who may do anything with reports reads them: {}", list.words());
    }

    async fn whatever_is_no_token_that_counts_opens_nothing(office) {
        let mut rizky = office.signed_in("rizky").await;
        let path = office.program_path(&mut rizky).await;
        let first = token(&rizky.post(&format!("{path}/token"), &[]).await);
        let cookie = rizky.cookie("hadir").unwrap().to_owned();
        for wrong in ["", "Bearer", "Bearer ", "Basic cml6a3k6eA==", "Bearer hadir_0", &first, &format!("Bearer {first}0"), &format!("Bearer {cookie}")] {
            let page = with(&office, "/api/v1/answer", wrong).await;
            assert_eq!((page.status.as_u16(), page.header("www-authenticate")), (401, Some("Bearer realm=\"hadir\"")), "{wrong}");
            assert_eq!(page.header("content-type"), Some("application/problem+json"));
        }
        // Nor does being signed in: a page of another site could make use of that.
        let signed_in = Browser::new(routes(&office)).with_header(header::COOKIE, &format!("hadir={cookie}"));
        assert_eq!(signed_in.clone().get("/api/v1/answer").await.status, 401);

        let second = token(&rizky.post(&format!("{path}/token"), &[]).await);
        assert_eq!(with(&office, "/api/v1/answer", &format!("Bearer {first}")).await.status, 401, "it was replaced");
        assert_eq!(with(&office, "/api/v1/answer", &format!("Bearer {second}")).await.status, 200);
        assert_eq!(rizky.post(&format!("{path}/hentikan"), &[]).await.status, 303);
        assert_eq!(with(&office, "/api/v1/answer", &format!("Bearer {second}")).await.status, 401, "it was stopped");
        assert!(rizky.get(&path).await.says("Aplikasi dihentikan"));
    }

    async fn a_token_ends_with_its_last_day_on_the_regencys_clock(office) {
        let mut rizky = office.signed_in("rizky").await;
        let path = office.program_path(&mut rizky).await;
        let token = token(&rizky.post(&format!("{path}/token"), &[]).await);
        let last: jiff::Timestamp = "2027-03-12T23:59:59+08:00".parse().unwrap();
        office.wait((last - office.clock.now()).try_into().unwrap());
        assert_eq!(with(&office, "/api/v1/answer", &format!("Bearer {token}")).await.status, 200);
        office.wait(std::time::Duration::from_secs(1));
        assert_eq!(with(&office, "/api/v1/answer", &format!("Bearer {token}")).await.status, 401);
        let mut rizky = office.signed_in("rizky").await;
        assert!(rizky.get(&path).await.says("Sudah tidak berlaku sejak lewat 12 Maret 2027"));
        let page = rizky.post(&format!("{path}/token"), &[]).await;
        assert!(page.status == 422 && page.says("Pilih tanggal mulai hari ini"), "{}", page.words());
    }

    async fn a_program_that_asks_without_end_waits(office) {
        let mut rizky = office.signed_in("rizky").await;
        let path = office.program_path(&mut rizky).await;
        let token = token(&rizky.post(&format!("{path}/token"), &[]).await);
        let mut program = Browser::new(routes(&office)).with_header(header::AUTHORIZATION, &format!("Bearer {token}"));
        let mut asked = 0;
        let refused = loop {
            let page = program.get("/api/v1/answer").await;
            asked += 1;
            if page.status != 200 { break page }
            assert!(asked <= 500, "there is a measure");
        };
        assert_eq!((asked, refused.status.as_u16(), refused.header("retry-after")), (501, 429, Some("1")));
        office.wait(std::time::Duration::from_secs(1));
        assert_eq!(program.get("/api/v1/answer").await.status, 200);
    }

    async fn nobody_lets_a_program_in_where_they_manage_nobody(office) {
        let (mut rizky, mut maria) = (office.signed_in("rizky").await, office.signed_in("maria").await);
        let path = office.program_path(&mut rizky).await;
        assert!(maria.get("/kelola/aplikasi").await.says("Kanal nasional"));
        for act in ["", "/token", "/hentikan"] {
            assert_eq!(maria.post(&format!("{path}{act}"), &[("name", "Lain")]).await.status, 403, "{act}");
        }
        assert_eq!(maria.get(&path).await.status, 403);
        let wish = |unit, right, through| [("name", "SIPPN"), ("unit", unit), ("rights", right), ("through", through)];
        for (unit, right, through, words) in [
            ("pupr", "answer", "2026-12-31", "di luar wewenang Anda"),
            ("dinkes", "read-sensitive", "2026-12-31", "Pilih paling sedikit satu izin"),
            ("dinkes", "manage-staff", "2026-12-31", "Pilih paling sedikit satu izin"),
            ("dinkes", "new-code", "2026-12-31", "Pilih paling sedikit satu izin"),
            ("dinkes", "answer", "2026-03-11", "paling lama 400 hari"),
            ("dinkes", "answer", "2027-12-31", "paling lama 400 hari"),
            ("dinkes", "answer", "besok", "paling lama 400 hari"),
            ("tidak-ada", "answer", "2026-12-31", "di luar wewenang Anda"),
        ] {
            let page = maria.post("/kelola/aplikasi/baru", &wish(unit, right, through)).await;
            assert!(page.status == 422 && page.says(words), "{unit} {right} {through}: {}", page.words());
        }
        assert_eq!(maria.post("/kelola/aplikasi/baru", &wish("dinkes", "answer", "2026-12-31")).await.status, 303);
    }
}
