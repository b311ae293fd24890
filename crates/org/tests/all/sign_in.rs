//! Signing in and out, waiting after failed tries, replaced secrets, one-time links.

use std::time::Duration;

use hadir_testkit::http::Browser;

use crate::engines::on_both_engines;
use crate::office::{Office, PASSWORD};

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(60 * 60);

async fn is_signed_in(browser: &mut Browser) -> bool {
    browser.get("/meja").await.status == 200
}

/// Makes a one-time link as the administrator and gives its path.
async fn link_for(office: &Office, username: &str) -> String {
    let mut administrator = office.signed_in("rizky").await;
    let page = administrator.post(&format!("{}/tautan", office.officer_path(username)), &[]).await;
    assert_eq!(page.status, 200, "{}", page.words());
    assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
    let words = page.words();
    let start = words.find("/masuk/tautan/").unwrap();
    words[start..].split_whitespace().next().unwrap().to_owned()
}

on_both_engines! {
    async fn the_right_password_opens_and_leads_back(office) {
        let mut browser = office.stranger();
        let page = browser.get("/kelola/unit?lihat=1").await;
        assert_eq!(page.redirect().as_deref(), Some("/masuk?ke=/kelola/unit%3Flihat%3D1"));
        let page = browser.follow(page).await;
        let form = page.form("/masuk").fill("username", "Rizky ").fill("password", PASSWORD);
        let page = browser.submit(&page, &form).await;
        assert_eq!(page.redirect().as_deref(), Some("/kelola/unit?lihat=1"));
        let cookie = page.header("set-cookie").unwrap();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
        assert!(browser.follow(page).await.says("Dinas Kesehatan"));
    }

    async fn a_foreign_address_is_never_gone_to(office) {
        let mut browser = office.stranger();
        let fields = [("username", "rizky"), ("password", PASSWORD), ("ke", "//example.org/x")];
        assert_eq!(browser.post("/masuk", &fields).await.redirect().as_deref(), Some("/kelola"));
    }

    async fn everyone_lands_where_they_may_work(office) {
        // Maria keeps her office's house and works at its desk; Rizky has no desk.
        for (username, home) in [("yusran", "/meja"), ("maria", "/meja"), ("rizky", "/kelola")] {
            let mut browser = office.stranger();
            assert_eq!(office.sign_in(&mut browser, username, PASSWORD).await.redirect().as_deref(), Some(home), "{username}");
            assert_eq!(browser.get(home).await.status, 200, "{username}");
            assert_eq!(browser.get("/masuk").await.redirect().as_deref(), Some(home), "signed in already");
            let page = browser.get("/kelola").await;
            assert!(page.links().iter().any(|link| link.words.starts_with("Hadir") && link.href == home), "{}", page.text());
            assert_eq!(page.text().contains("id=\"cari\""), home == "/meja", "who reads no reports searches none");
            let wanted = browser.get("/masuk?ke=/kelola/hak").await;
            assert_eq!(wanted.redirect().as_deref(), Some("/kelola/hak"), "a wanted page comes first");
        }
        let path = link_for(&office, "maria").await;
        let new = "ombak pagi di teluk";
        let page = office.stranger().post(&path, &[("password", new), ("again", new)]).await;
        assert_eq!(page.redirect().as_deref(), Some("/meja"));
        let colleague = [("name", "Sari Wulandari"), ("username", "sari"), ("unit", "diskominfo"),
            ("role-1", "administrator"), ("role-unit-1", "kab-nunukan")];
        assert_eq!(office.signed_in("rizky").await.post("/kelola/staf/baru", &colleague).await.status, 303);
        let path = link_for(&office, "sari").await;
        let page = office.stranger().post(&path, &[("password", new), ("again", new)]).await;
        assert_eq!(page.redirect().as_deref(), Some("/kelola"), "by a link too");
    }

    async fn wrong_names_and_wrong_passwords_are_not_told_apart(office) {
        let mut browser = office.stranger();
        let wrong = office.sign_in(&mut browser, "rizky", "something else here").await;
        let unknown = office.sign_in(&mut browser, "nobody", "something else here").await;
        assert_eq!((wrong.status.as_u16(), unknown.status.as_u16()), (422, 422));
        assert!(wrong.says("tidak cocok") && unknown.says("tidak cocok"));
        assert_eq!(wrong.form("/masuk").value("username"), Some("rizky"), "what was typed stays");
        assert!(!wrong.text().contains("something else here"), "but never a password");
        let empty = office.sign_in(&mut browser, "", "").await;
        assert!(empty.says("Isi nama masuk") && empty.says("Isi kata sandi"));
    }

    async fn failed_tries_make_one_wait_longer_and_longer(office) {
        let mut browser = office.stranger();
        for _ in 0..5 {
            assert_eq!(office.sign_in(&mut browser, "yusran", "a wrong password").await.status, 422);
        }
        let page = office.sign_in(&mut browser, "yusran", PASSWORD).await;
        assert_eq!((page.status.as_u16(), page.header("retry-after")), (429, Some("5")));
        assert!(page.says("Tunggu 5 detik"), "{}", page.words());
        assert_eq!(office.sign_in(&mut browser, "norma", PASSWORD).await.status, 303, "others are not held up");
        office.wait(Duration::from_secs(5));
        assert_eq!(office.sign_in(&mut browser, "yusran", "a wrong password").await.status, 422);
        let page = office.sign_in(&mut browser, "yusran", PASSWORD).await;
        assert_eq!(page.header("retry-after"), Some("10"));
        office.wait(Duration::from_secs(10));
        assert_eq!(office.sign_in(&mut browser, "yusran", PASSWORD).await.status, 303);
        assert_eq!(office.sign_in(&mut browser, "yusran", "a wrong password").await.status, 422, "forgiven");
    }

    async fn an_address_waits_too_whatever_names_it_tries(office) {
        let mut browser = office.stranger();
        for n in 0..41 {
            office.sign_in(&mut browser, &format!("guess{n}"), "a wrong password").await;
        }
        assert_eq!(office.sign_in(&mut browser, "rizky", PASSWORD).await.status, 429);
        let mut elsewhere = office.stranger().at([198, 51, 100, 7]);
        assert_eq!(office.sign_in(&mut elsewhere, "rizky", PASSWORD).await.status, 303);
    }

    async fn a_secret_is_replaced_and_the_old_one_counts_a_minute_more(office) {
        let mut browser = office.signed_in("rizky").await;
        let first = browser.cookie("hadir").unwrap().to_owned();
        office.wait(14 * MINUTE);
        browser.get("/kelola").await;
        assert_eq!(browser.cookie("hadir"), Some(first.as_str()));
        office.wait(MINUTE);
        let mut old_tab = browser.clone();
        assert_eq!(browser.get("/kelola").await.status, 200);
        assert_ne!(browser.cookie("hadir"), Some(first.as_str()));
        office.wait(MINUTE);
        assert!(is_signed_in(&mut old_tab).await, "the answer with the new secret may have got lost");
        office.wait(Duration::from_millis(1));
        assert!(!is_signed_in(&mut old_tab).await);
        assert!(is_signed_in(&mut browser).await);
    }

    async fn a_sign_in_ends_when_idle_and_in_the_end_anyway(office) {
        let mut idle = office.signed_in("rizky").await;
        office.wait(8 * HOUR);
        assert!(is_signed_in(&mut idle).await);
        office.wait(MINUTE);
        assert!(!is_signed_in(&mut idle).await);
        let mut busy = office.signed_in("rizky").await;
        for _ in 0..7 * 24 - 1 {
            office.wait(HOUR);
            assert_eq!(busy.get("/kelola").await.status, 200);
        }
        office.wait(HOUR);
        assert!(!is_signed_in(&mut busy).await);
    }

    async fn signing_out_ends_this_device_and_everywhere_ends_all(office) {
        let (mut phone, mut computer) = (office.signed_in("rizky").await, office.signed_in("rizky").await);
        let mut other = office.signed_in("maria").await;
        let mut thief = phone.clone();
        assert_eq!(phone.post("/keluar", &[]).await.redirect().as_deref(), Some("/masuk"));
        assert_eq!(phone.cookie("hadir"), None);
        assert!(!is_signed_in(&mut thief).await && is_signed_in(&mut computer).await);
        let mut third = office.signed_in("rizky").await;
        computer.post("/keluar/semua", &[]).await;
        assert!(!is_signed_in(&mut computer).await && !is_signed_in(&mut third).await);
        assert!(is_signed_in(&mut other).await);
        assert!(is_signed_in(&mut office.signed_in("rizky").await).await, "one may sign in again at once");
    }

    async fn a_link_works_once_and_the_new_password_replaces_the_old(office) {
        let mut old = office.signed_in("yusran").await;
        let path = link_for(&office, "yusran").await;
        let mut browser = office.stranger();
        let page = browser.get(&path).await;
        assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
        for (password, again, words) in [
            ("pendek", "pendek", "terlalu pendek"),
            ("yusran yusran 1", "yusran yusran 1", "Jangan memakai nama masuk"),
            ("password123456", "password123456", "pertama ditebak"),
            ("ombak pagi di teluk", "ombak sore di teluk", "tidak sama"),
        ] {
            let page = browser.post(&path, &[("password", password), ("again", again)]).await;
            assert_eq!(page.status, 422);
            assert!(page.says(words), "{}", page.words());
        }
        let new = "ombak pagi di teluk";
        let page = browser.post(&path, &[("password", new), ("again", new)]).await;
        assert_eq!(page.redirect().as_deref(), Some("/meja"));
        assert!(is_signed_in(&mut browser).await);
        assert!(!is_signed_in(&mut old).await, "earlier sign-ins ended");
        assert_eq!(office.stranger().get(&path).await.status, 410);
        assert_eq!(browser.post(&path, &[("password", new), ("again", new)]).await.status, 410);
        let mut fresh = office.stranger();
        assert_eq!(office.sign_in(&mut fresh, "yusran", PASSWORD).await.status, 422);
        assert_eq!(office.sign_in(&mut fresh, "yusran", new).await.status, 303);
    }

    async fn a_link_dies_after_a_day_and_when_another_is_made(office) {
        let first = link_for(&office, "yusran").await;
        let second = link_for(&office, "yusran").await;
        assert_eq!(office.stranger().get(&first).await.status, 410);
        assert_eq!(office.stranger().get(&second).await.status, 200);
        office.wait(24 * HOUR);
        assert_eq!(office.stranger().get(&second).await.status, 410);
    }
}
