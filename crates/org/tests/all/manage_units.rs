//! `/kelola/unit` with its hours, and `/kelola/pengaturan`: good forms, bad forms, history.

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

    async fn a_unit_keeps_its_own_hours_and_goes_back_to_those_above(office) {
        let mut rizky = office.signed_in("rizky").await;
        let (path, dinkes) = ("/kelola/unit/dinkes/jam", "dinkes".parse().unwrap());
        let usual = *office.platform.org().hours(&dinkes);
        let page = rizky.get(path).await;
        assert!(page.says("Unit ini mengikuti unit di atasnya: Senin sampai Kamis 07.30–16.00"), "{}", page.words());
        let form = page.form(path);
        assert_eq!((form.value("day-5"), form.value("day-5-rest")), (Some("07.30–16.30"), Some("11.30–13.00")));
        let form = form.fill("day-6", "8:00 - 12:00").fill("ramadan-6", "08.00-11.00").fill("holidays", "holidays");
        let page = rizky.submit(&page, &form).await;
        let page = rizky.follow(page).await;
        assert!(page.says("Perubahan tersimpan") && page.says("Unit ini memakai jam sendiri"), "{}", page.words());
        assert!(page.says("Sabtu 08.00–12.00. Ramadan") && page.says("Buka juga pada hari libur"), "{}", page.words());
        assert!(page.says("Rizky Pratomo") && !page.says("{"), "{}", page.words());

        let org = office.platform.org();
        let own = org.hours(&dinkes);
        assert_eq!(own.normal.working_minutes(), usual.normal.working_minutes() + 240);
        assert_eq!(own.ramadan.unwrap().working_minutes(), usual.ramadan.unwrap().working_minutes() + 180);
        assert!(own.is_open_on_holidays);
        let page = rizky.get("/kelola/unit/dinkes").await;
        assert_eq!(page.form("/kelola/unit/dinkes").value("hours"), Some("now"), "the unit's form keeps them");

        assert_eq!(rizky.post(&format!("{path}/ikut"), &[]).await.redirect(), Some(format!("{path}?tersimpan=1")));
        assert_eq!(*office.platform.org().hours(&dinkes), usual);
        assert_eq!(rizky.get("/kelola/unit/nope/jam").await.status, 404);
        let mut maria = office.signed_in("maria").await;
        assert_eq!(maria.get("/kelola/unit/pkm-sungai-nyamuk/jam").await.status, 200);
        assert_eq!(maria.get("/kelola/unit/pupr/jam").await.status, 403);
        assert_eq!(maria.post("/kelola/unit/pupr/jam", &[("day-1", "08.00-09.00")]).await.status, 403);
        assert_eq!(maria.post("/kelola/unit/pupr/jam/ikut", &[]).await.status, 403);
    }

    async fn bad_hours_are_explained_at_their_day_and_stay_typed(office) {
        let mut rizky = office.signed_in("rizky").await;
        let path = "/kelola/unit/pupr/jam";
        let good = [("day-1", "07.30-16.00"), ("day-1-rest", "12.00-13.00")];
        for (field, value, words) in [
            ("day-1", "", "kosongkan istirahatnya"),
            ("day-1", "pagi sampai sore", "seperti 07.30–16.00"),
            ("day-1", "16.00-07.30", "Jam tutup harus sesudah jam buka"),
            ("day-1-rest", "siang", "seperti 12.00–13.00"),
            ("day-1-rest", "15.30-16.30", "di antara jam buka dan jam tutup"),
            ("ramadan-7", "08.00", "seperti 07.30–16.00"),
        ] {
            let mut fields: Vec<_> = good.into_iter().filter(|(name, _)| *name != field).collect();
            fields.push((field, value));
            let page = rizky.post(path, &fields).await;
            assert_eq!(page.status, 422, "{field}={value}");
            assert!(page.says(words), "{field}={value}: {}", page.words());
            assert_eq!(page.form(path).value(field).unwrap_or_default(), value);
        }
        let page = rizky.post(path, &[("ramadan-1", "08.00-15.00")]).await;
        assert!(page.status == 422 && page.says("paling sedikit satu hari"), "{}", page.words());
        assert_eq!(office.platform.org().unit(&"pupr".parse().unwrap()).unwrap().hours, None);
    }

    async fn settings_are_changed_one_by_one_and_bad_ones_explained(office) {
        let mut rizky = office.signed_in("rizky").await;
        let page = rizky.get("/kelola/pengaturan").await;
        let form = page.form("/kelola/pengaturan").fill("emergency", "112").fill("forms_of_address", "Mama\nBapa");
        let form = form.fill("warnings", "80%, 30").fill("secretary_after_days", "2");
        let page = rizky.submit(&page, &form).await;
        let page = rizky.follow(page).await;
        assert!(page.says("Pengaturan diubah") && page.says("112"));
        let org = office.platform.org();
        assert_eq!(org.regency().emergency.as_deref(), Some("112"));
        assert_eq!(org.regency().forms_of_address, ["Mama", "Bapa"]);
        assert_eq!((&*org.regency().warnings, org.regency().secretary_after_days), (&[30, 80][..], 2));
        assert!(page.says("30, 80"), "{}", page.words());
        for (field, value, words) in [
            ("name", "", "Isi nama kabupaten"),
            ("emergency", "satu satu dua", "Tulis nomor dengan angka saja"),
            ("forms_of_address", "", "paling sedikit satu"),
            ("photos", "99", "dari 0 sampai 10"),
            ("reports_per_hour", "banyak", "dari 0 sampai 100.000"),
            ("silent_hours", "900", "dari 0 sampai 720"),
            ("warnings", "50, 100", "dari 1 sampai 99"),
            ("warnings", "1 2 3 4 5", "paling banyak 4 angka"),
            ("leader_after_days", "61", "dari 0 sampai 60"),
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
