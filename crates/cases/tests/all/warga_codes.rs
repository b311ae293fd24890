//! Secret codes: read as people write them, a slip told apart from an unknown one, guessing slowed down.

use hadir_cases::code::SecretCode;

use crate::town::{PIER, in_both_towns};

in_both_towns! {
    async fn a_code_is_read_however_it_is_written(town) {
        let mine = town.reported(&[("text", PIER)]).await;
        let code = mine.strip_prefix("/lacak/").unwrap();
        let sloppy = code.to_lowercase().replace('-', " ").replace('0', "o");
        let mut siti = town.citizen();
        let page = siti.get("/lacak").await;
        let form = page.form("/lacak").fill("kode", &sloppy);
        let page = siti.submit(&page, &form).await;
        assert_eq!(page.redirect().as_deref(), Some(mine.as_str()));
        assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
        assert_eq!(siti.visit(&format!("/lacak/{}", code.replace('-', "").to_lowercase())).await.path, mine);
    }

    async fn a_mistyped_code_is_told_apart_from_an_unknown_one(town) {
        let mine = town.reported(&[("text", PIER)]).await;
        let code = mine.strip_prefix("/lacak/").unwrap();
        let wrong = if code.starts_with('A') { code.replacen('A', "B", 1) } else { format!("A{}", &code[1..]) };
        let mut siti = town.citizen();
        for address in [format!("/lacak/{wrong}"), format!("/lacak?kode={wrong}")] {
            let page = siti.get(&address).await;
            assert!(page.status == 422 && page.says("Ada satu huruf atau angka yang keliru."), "{} {}", page.status, page.words());
            assert_eq!(page.form("/lacak").value("kode"), Some(wrong.as_str()));
            assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
        }
        let page = siti.get("/lacak/KODE").await;
        assert!(page.status == 422 && page.says("12 huruf dan angka. Periksa lagi"), "{}", page.words());
        let page = siti.get(&format!("/lacak/{}", SecretCode::from_bits(7))).await;
        assert!(page.status == 404 && page.says("Kode ini benar bentuknya, tetapi tidak kami temukan."), "{}", page.words());
        assert_eq!(siti.post(&format!("/lacak/{}", SecretCode::from_bits(7)), &[("text", "Halo")]).await.status, 404);
    }

    async fn guessing_is_slowed_down_while_neighbours_read_on(town) {
        let mine = town.reported(&[("text", PIER)]).await;
        let mut guesser = town.citizen();
        let guess = |n: u64| format!("/lacak/{}", SecretCode::from_bits(n));
        for _ in 0..30 {
            assert_eq!(guesser.get(&guess(1)).await.status, 404, "the same slip again costs nothing");
        }
        for n in 2..=10 {
            assert_eq!(guesser.get(&guess(n)).await.status, 404, "{n}");
        }
        guesser.get(&guess(11)).await;
        let page = guesser.get(&guess(12)).await;
        assert!(page.status == 429 && page.says("Terlalu banyak percobaan. Tunggu") && page.header("retry-after").is_some(), "{}", page.words());
        assert_eq!(guesser.get(&mine).await.status, 200, "a right code opens its report");
        assert_eq!(guesser.get("/lacak/KODE").await.status, 422, "a slip of the finger is no guess");
        let mut elsewhere = town.citizen().at([198, 51, 100, 7]);
        assert_eq!(elsewhere.get(&guess(13)).await.status, 404);
        town.office.wait(25);
        assert_eq!(guesser.get(&guess(14)).await.status, 404);
    }

    async fn who_guesses_a_hundred_codes_sees_nothing_for_a_while(town) {
        let mine = town.reported(&[("text", PIER)]).await;
        let mut guesser = town.citizen();
        for n in 1..=101 {
            guesser.get(&format!("/lacak/{}", SecretCode::from_bits(n))).await;
            town.office.clock.advance(std::time::Duration::from_secs(660));
        }
        guesser.get(&format!("/lacak/{}", SecretCode::from_bits(200))).await;
        assert_eq!(guesser.get(&mine).await.status, 429);
        assert_eq!(town.citizen().at([198, 51, 100, 7]).get(&mine).await.status, 200);
    }
}
