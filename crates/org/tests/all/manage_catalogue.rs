//! `/kelola/topik` and `/kelola/layanan`: adding, changing, withdrawing, and who may.

use crate::engines::on_both_engines;

on_both_engines! {
    async fn a_category_is_added_changed_and_withdrawn(office) {
        let mut rizky = office.signed_in("rizky").await;
        let page = rizky.get("/kelola/topik/baru").await;
        let form = page.form("/kelola/topik/baru")
            .fill("code", "clean_water").fill("name-id", "Air bersih").fill("unit", "pupr")
            .fill("words", "PDAM\nair keruh; ledeng").fill("place", "1");
        let page = rizky.submit(&page, &form).await;
        let page = rizky.follow(page).await;
        assert!(page.says("Perubahan tersimpan") && page.says("Air bersih"), "{}", page.words());

        let page = rizky.get("/kelola/topik/clean_water").await;
        let form = page.form("/kelola/topik/clean_water").fill("name-en", "Clean water").fill("unit", "");
        let page = rizky.submit(&page, &form).await;
        let page = rizky.follow(page).await;
        assert!(page.says("Data topik ditulis") && page.says("Rizky Pratomo"), "{}", page.words());

        let org = office.platform.org();
        let category = org.category(&"clean_water".parse().unwrap()).unwrap();
        assert_eq!((category.name("en"), category.name("id"), category.place), ("Clean water", "Air bersih", 0));
        assert_eq!(category.example_words, ["pdam", "air keruh", "ledeng"]);
        assert_eq!(category.usual_unit, None);

        let page = rizky.post("/kelola/topik/clean_water/cabut", &[]).await;
        assert!(!rizky.follow(page).await.says("Air bersih"));
        assert!(office.platform.org().category(&"clean_water".parse().unwrap()).is_none());
        assert_eq!(rizky.get("/kelola/topik/clean_water").await.status, 404);
        assert_eq!(rizky.post("/kelola/topik/clean_water/cabut", &[]).await.status, 404);
    }

    async fn a_form_sent_as_it_was_shown_records_nothing(office) {
        let mut rizky = office.signed_in("rizky").await;
        let before = office.platform.store().operations().await.unwrap();
        for path in ["/kelola/topik/roads"] {
            let page = rizky.get(path).await;
            let form = page.form(path);
            assert_eq!(rizky.submit(&page, &form).await.redirect(), Some(format!("{path}?tersimpan=1")));
        }
        assert_eq!(office.platform.store().operations().await.unwrap(), before);
    }

    async fn a_bad_category_is_explained_at_the_field_and_stays_typed(office) {
        let mut rizky = office.signed_in("rizky").await;
        let good = [("code", "clean_water"), ("name-id", "Air bersih"), ("unit", "pupr"), ("place", "3")];
        for (field, value, words) in [
            ("code", "Air Bersih", "Pakai huruf kecil"),
            ("code", "roads", "sudah dipakai topik lain"),
            ("name-id", "", "Isi nama topik"),
            ("unit", "nowhere", "Pilih unit dari daftar"),
            ("place", "0", "dari 1 sampai 999"),
            ("place", "atas", "dari 1 sampai 999"),
        ] {
            let mut fields: Vec<_> = good.into_iter().filter(|(name, _)| *name != field).collect();
            fields.push((field, value));
            let page = rizky.post("/kelola/topik/baru", &fields).await;
            assert_eq!(page.status, 422, "{field}={value}");
            assert!(page.says(words), "{field}={value}: {}", page.words());
            if field != "name-id" {
                assert_eq!(page.form("/kelola/topik/baru").value("name-id"), Some("Air bersih"));
            }
        }
        assert!(office.platform.org().category(&"clean_water".parse().unwrap()).is_none());
    }

    async fn an_administrator_of_one_unit_reads_categories_and_changes_none(office) {
        let mut maria = office.signed_in("maria").await;
        let page = maria.get("/kelola/topik").await;
        assert!(page.says("Jalan") && !page.text().contains("/kelola/topik/roads"), "{}", page.words());
        for path in ["/kelola/topik/baru", "/kelola/topik/roads"] {
            assert_eq!(maria.get(path).await.status, 403, "{path}");
            assert_eq!(maria.post(path, &[("name-id", "Lain"), ("place", "1")]).await.status, 403, "{path}");
        }
        assert_eq!(maria.post("/kelola/topik/roads/cabut", &[]).await.status, 403);
        assert!(office.platform.org().category(&"roads".parse().unwrap()).is_some());
    }
}
