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
        for path in ["/kelola/topik/roads", "/kelola/layanan/akta-kelahiran", "/kelola/layanan/izin-galian"] {
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

    async fn a_service_is_added_changed_and_withdrawn(office) {
        let mut rizky = office.signed_in("rizky").await;
        let page = rizky.get("/kelola/layanan/baru").await;
        let form = page.form("/kelola/layanan/baru")
            .fill("id", "izin-reklame").fill("name", "Izin reklame").fill("unit", "pupr")
            .fill("requirements", "KTP\r\n\r\nFoto tempat\r\n").fill("time_text", "3 hari kerja").fill("time_max", "3");
        let page = rizky.submit(&page, &form).await;
        let page = rizky.follow(page).await;
        assert!(page.says("Perubahan tersimpan") && page.says("2 dari 14"), "{}", page.words());
        let public = rizky.get("/layanan/izin-reklame").await;
        assert!(public.says("Foto tempat") && public.says("3 hari kerja"), "{}", public.words());

        let path = "/kelola/layanan/izin-reklame";
        let page = rizky.get(path).await;
        let form = page.form(path).fill("fee", "25.000").fill("legal_basis", "Perda 4/2020").fill("time_max", "");
        let page = rizky.submit(&page, &form).await;
        let page = rizky.follow(page).await;
        assert!(page.says("Data layanan ditulis") && page.says("Rizky Pratomo"), "{}", page.words());
        let org = office.platform.org();
        let standard = &org.service(&"izin-reklame".parse().unwrap()).unwrap().standard;
        assert_eq!(standard.requirements, ["KTP", "Foto tempat"]);
        assert_eq!((standard.fee_idr, standard.time_limit, standard.components_known()), (Some(25_000), None, 4));

        let page = rizky.post(&format!("{path}/cabut"), &[]).await;
        assert!(!rizky.follow(page).await.says("Izin reklame"));
        assert_eq!(rizky.get("/layanan/izin-reklame").await.status, 404);
        assert_eq!(rizky.get(path).await.status, 404);
    }

    async fn a_bad_service_is_explained_at_the_field_and_stays_typed(office) {
        let mut rizky = office.signed_in("rizky").await;
        let good = [("id", "izin-reklame"), ("name", "Izin reklame"), ("unit", "pupr"), ("time_unit", "working_day")];
        for (field, value, words) in [
            ("id", "Izin Reklame", "Pakai huruf kecil"),
            ("id", "izin-galian", "sudah dipakai layanan lain"),
            ("name", "", "Isi nama layanan"),
            ("unit", "nowhere", "Pilih unit dari daftar"),
            ("time_max", "0", "dari 1 sampai 3.650"),
            ("time_max", "seminggu", "dari 1 sampai 3.650"),
            ("fee", "gratis", "dengan angka saja"),
            ("source_url", "javascript:alert(1)", "mulai dengan https://"),
        ] {
            let mut fields: Vec<_> = good.into_iter().filter(|(name, _)| *name != field).collect();
            fields.push((field, value));
            let page = rizky.post("/kelola/layanan/baru", &fields).await;
            assert_eq!(page.status, 422, "{field}={value}");
            assert!(page.says(words), "{field}={value}: {}", page.words());
            if field != "name" {
                assert_eq!(page.form("/kelola/layanan/baru").value("name"), Some("Izin reklame"));
            }
        }
        assert!(office.platform.org().service(&"izin-reklame".parse().unwrap()).is_none());
    }

    async fn an_administrator_of_one_unit_changes_its_services_alone(office) {
        let mut maria = office.signed_in("maria").await;
        let page = maria.get("/kelola/layanan").await;
        assert!(page.text().contains("/kelola/layanan/akta-kelahiran") && page.says("Izin galian jalan"));
        assert!(!page.text().contains("/kelola/layanan/izin-galian"));
        let path = "/kelola/layanan/izin-galian";
        let theft = [("name", "Izin galian jalan"), ("unit", "dinkes")];
        assert_eq!(maria.get(path).await.status, 403);
        assert_eq!(maria.post(path, &theft).await.status, 403);
        assert_eq!(maria.post(&format!("{path}/cabut"), &[]).await.status, 403);
        let foreign = [("id", "izin-lain"), ("name", "Izin lain"), ("unit", "pupr")];
        assert_eq!(maria.post("/kelola/layanan/baru", &foreign).await.status, 403);
        let own = [("name", "Akta kelahiran"), ("unit", "pkm-sungai-nyamuk")];
        assert_eq!(maria.post("/kelola/layanan/akta-kelahiran", &own).await.status, 303);
        let org = office.platform.org();
        assert_eq!(org.service(&"akta-kelahiran".parse().unwrap()).unwrap().unit.as_str(), "pkm-sungai-nyamuk");
    }
}
