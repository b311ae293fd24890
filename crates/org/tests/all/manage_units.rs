//! `/kelola/unit` and `/kelola/pengaturan`: good forms, bad forms, history.

use crate::engines::on_both_engines;

on_both_engines! {
    async fn a_unit_is_added_changed_retired_and_restored(office) {
        let mut rizky = office.signed_in("rizky").await;
        let page = rizky.get("/kelola/unit/baru").await;
        let form = page.form("/kelola/unit/baru")
            .fill("code", "dlh").fill("name", "Dinas Lingkungan Hidup").fill("parent", "kab-nunukan")
            .fill("kind", "agency").fill("zone", "").fill("hours", "above");
        let page = rizky.submit(&page, &form).await;
        let page = rizky.follow(page).await;
        assert!(page.says("Perubahan tersimpan") && page.says("Dinas Lingkungan Hidup"), "{}", page.words());

        let page = rizky.get("/kelola/unit/dlh").await;
        let form = page.form("/kelola/unit/dlh").fill("phone", "0556 2021").fill("hours", "24h");
        let page = rizky.submit(&page, &form).await;
        let page = rizky.follow(page).await;
        assert!(page.says("Data unit ditulis") && page.says("Rizky Pratomo") && page.says("0556 2021"));

        let org = office.platform.org();
        let unit = org.unit(&"dlh".parse().unwrap()).unwrap();
        assert_eq!(unit.phone.as_deref(), Some("0556 2021"));
        assert_eq!(org.hours(&unit.code), &hadir_calendar::WorkingHours::around_the_clock());

        let page = rizky.post("/kelola/unit/dlh/tutup", &[]).await;
        assert!(rizky.follow(page).await.says("Buka kembali unit"));
        assert!(office.platform.org().units_by_name().iter().all(|unit| unit.code.as_str() != "dlh"));
        rizky.post("/kelola/unit/dlh/buka", &[]).await;
        assert!(office.platform.org().units_by_name().iter().any(|unit| unit.code.as_str() == "dlh"));
    }

    async fn a_bad_unit_is_explained_at_the_field_and_stays_typed(office) {
        let mut rizky = office.signed_in("rizky").await;
        let good = [("code", "dlh"), ("name", "Dinas LH"), ("parent", "kab-nunukan"), ("kind", "agency"), ("hours", "above")];
        for (field, value, words) in [
            ("code", "Dinas LH", "Pakai huruf kecil"),
            ("code", "pupr", "sudah dipakai unit lain"),
            ("name", "", "Isi nama unit"),
            ("parent", "nowhere", "Unit di atasnya tidak dikenal"),
            ("zone", "Mars", "Pilih WIB, WITA, atau WIT"),
            ("region", "Sebatik", "Tulis kode wilayah"),
        ] {
            let mut fields: Vec<_> = good.into_iter().filter(|(name, _)| *name != field).collect();
            fields.push((field, value));
            let page = rizky.post("/kelola/unit/baru", &fields).await;
            assert_eq!(page.status, 422, "{field}={value}");
            assert!(page.says(words), "{field}={value}: {}", page.words());
            if field != "name" {
                assert_eq!(page.form("/kelola/unit/baru").value("name"), Some("Dinas LH"));
            }
        }
        assert!(office.platform.org().unit(&"dlh".parse().unwrap()).is_none());
    }

    async fn a_unit_never_stands_below_itself_and_is_not_retired_in_use(office) {
        let mut rizky = office.signed_in("rizky").await;
        let fields = [("name", "Dinas Kesehatan"), ("parent", "pkm-sungai-nyamuk"), ("kind", "agency"), ("hours", "above")];
        let page = rizky.post("/kelola/unit/dinkes", &fields).await;
        assert!(page.status == 422 && page.says("tidak dapat berada di bawah dirinya sendiri"));
        assert!(rizky.post("/kelola/unit/dinkes/tutup", &[]).await.says("Masih ada unit di bawahnya"));
        assert!(rizky.post("/kelola/unit/pupr/tutup", &[]).await.says("Masih ada staf"));
    }

    async fn settings_are_changed_one_by_one_and_bad_ones_explained(office) {
        let mut rizky = office.signed_in("rizky").await;
        let page = rizky.get("/kelola/pengaturan").await;
        let form = page.form("/kelola/pengaturan").fill("emergency", "112").fill("forms_of_address", "Mama\nBapa");
        let page = rizky.submit(&page, &form).await;
        let page = rizky.follow(page).await;
        assert!(page.says("Pengaturan diubah") && page.says("112"));
        let org = office.platform.org();
        assert_eq!(org.regency().emergency.as_deref(), Some("112"));
        assert_eq!(org.regency().forms_of_address, ["Mama", "Bapa"]);
        for (field, value, words) in [
            ("name", "", "Isi nama kabupaten"),
            ("emergency", "satu satu dua", "Tulis nomor dengan angka saja"),
            ("forms_of_address", "", "paling sedikit satu"),
            ("photos", "99", "dari 0 sampai 10"),
            ("reports_per_hour", "banyak", "dari 0 sampai 100.000"),
            ("region", "Nunukan", "Tulis kode wilayah"),
        ] {
            let page = rizky.get("/kelola/pengaturan").await;
            let form = page.form("/kelola/pengaturan").fill(field, value);
            let page = rizky.submit(&page, &form).await;
            assert_eq!(page.status, 422, "{field}={value}");
            assert!(page.says(words), "{field}={value}: {}", page.words());
        }
    }
}
