//! `/kelola/staf`: adding, placing, suspending, and who may do that to whom.

use hadir_org::commands::staff::{Person, StaffRefusal};
use hadir_org::pages::said;
use hadir_org::{By, Right, Role, StaffRecord, commands, ids};

use crate::engines::on_both_engines;
use crate::office::PASSWORD;

on_both_engines! {
    async fn someone_joins_with_roles_and_a_link(office) {
        let mut rizky = office.signed_in("rizky").await;
        let page = rizky.get("/kelola/staf/baru").await;
        let form = page.form("/kelola/staf/baru")
            .fill("name", "Hasnah Umar").fill("username", "hasnah.pupr").fill("unit", "pupr")
            .fill("role-1", "handler").fill("role-unit-1", "pupr");
        let page = rizky.submit(&page, &form).await;
        let page = rizky.follow(page).await;
        assert!(page.says("Staf ditambahkan") && page.says("Hasnah Umar"), "{}", page.words());
        let org = office.platform.org();
        let hasnah = org.staff_by_username(&"hasnah.pupr".parse().unwrap()).unwrap();
        assert!(hasnah.actor().may(Right::Answer, &"pupr".parse().unwrap(), &org));
        assert!(!hasnah.actor().may(Right::Answer, &"dinkes".parse().unwrap(), &org));
        assert!(rizky.get("/kelola/staf?q=hasnah").await.says("Belum punya kata sandi"));
        assert!(rizky.get("/kelola/staf?q=zzz").await.says("Tidak ada staf"));
    }

    async fn roles_are_changed_and_take_effect_at_the_next_request(office) {
        let (mut rizky, mut norma) = (office.signed_in("rizky").await, office.signed_in("norma").await);
        assert_eq!(norma.get("/kelola/unit").await.status, 403);
        let path = office.officer_path("norma");
        let page = rizky.get(&path).await;
        let form = page.form(&path).fill("role-2", "administrator").fill("role-unit-2", "pupr");
        assert_eq!(rizky.submit(&page, &form).await.status, 303);
        assert_eq!(norma.get("/kelola/unit").await.status, 200);
        let page = rizky.get(&path).await;
        let placed = "Unit atau peran diganti (Unit: Dinas Pekerjaan Umum; Peran: Petugas loket (Dinas Pekerjaan Umum), Pengelola (Dinas Pekerjaan Umum)).";
        assert!(page.says("Unit atau peran diganti") && page.says("Pengelola (Dinas Pekerjaan Umum)"), "{}", page.words());
        let org = office.platform.org();
        let norma_id = org.staff_by_username(&"norma".parse().unwrap()).unwrap().id;
        let history = office.platform.store().history(ids::of_staff(norma_id)).await.unwrap();
        let said = said(&office.platform.languages().first(), &org, &history, &history);
        let added = "Staf ditambahkan (Nama: Norma Yunita; Nama masuk: norma; Unit: Dinas Pekerjaan Umum; \
                     Peran: Petugas loket (Dinas Pekerjaan Umum)).";
        assert_eq!(said, [added, "Kata sandi dibuat.", placed]);
        let form = page.form(&path).fill("role-2", "");
        assert_eq!(rizky.submit(&page, &form).await.status, 303);
        assert_eq!(norma.get("/kelola/unit").await.status, 403);
    }

    async fn of_very_many_changes_the_first_are_told_and_the_rest_counted(office) {
        let org = office.platform.org();
        let id = ids::of_staff(org.staff_by_username(&"norma".parse().unwrap()).unwrap().id);
        let renamed = office.platform.store().act::<StaffRecord, (), StaffRefusal>(id, None, move |record, act| {
            for number in 1..=30 {
                let wish = Person { name: format!("Norma {number}"), username: "norma".parse().unwrap() };
                act.record(commands::staff::name(record, &wish, &By::Console, &org)?.unwrap());
            }
            Ok(())
        });
        renamed.await.unwrap();
        let history = office.platform.store().history(id).await.unwrap();
        let (lang, org) = (office.platform.languages().first(), office.platform.org());
        let told = said(&lang, &org, &history, &history);
        assert_eq!(told.len(), 21, "{told:?}");
        // Added, a password, and thirty names: twenty of these are told.
        assert_eq!(told.last().unwrap(), "… dan 12 lainnya.");
        // What changed is told against all there is, not only against what is told.
        let told = said(&lang, &org, &history, &history[31..]);
        assert_eq!(told, ["Nama diganti (Nama: Norma 30)."]);
    }

    async fn a_bad_form_is_explained_at_the_field(office) {
        let mut rizky = office.signed_in("rizky").await;
        let good = [("name", "Hasnah"), ("username", "hasnah"), ("unit", "pupr"), ("role-1", "handler"), ("role-unit-1", "pupr")];
        for (field, value, words) in [
            ("name", "", "Isi nama"),
            ("username", "Hasnah Umar!", "Pakai huruf kecil"),
            ("username", "maria", "sudah dipakai orang lain"),
            ("unit", "nowhere", "Pilih unit"),
            ("role-1", "boss", "Pilih peran dan unit"),
            ("role-1", "inspector", "Peran inspektur hanya"),
        ] {
            let mut fields: Vec<_> = good.into_iter().filter(|(name, _)| *name != field).collect();
            fields.push((field, value));
            let page = rizky.post("/kelola/staf/baru", &fields).await;
            assert_eq!(page.status, 422, "{field}={value}");
            assert!(page.says(words), "{field}={value}: {}", page.words());
        }
    }

    async fn suspended_people_are_out_at_once_and_come_back(office) {
        let (mut rizky, mut yusran) = (office.signed_in("rizky").await, office.signed_in("yusran").await);
        let path = office.officer_path("yusran");
        rizky.post(&format!("{path}/tangguhkan"), &[]).await;
        assert!(yusran.get("/meja").await.status != 200);
        assert_eq!(office.sign_in(&mut yusran, "yusran", PASSWORD).await.status, 422);
        rizky.post(&format!("{path}/pulihkan"), &[]).await;
        assert_eq!(office.sign_in(&mut yusran, "yusran", PASSWORD).await.status, 303);
        rizky.post(&format!("{path}/keluar"), &[]).await;
        assert!(yusran.get("/meja").await.status != 200);
        let page = rizky.get(&path).await;
        assert!(page.says("Ditangguhkan") && page.says("Dipulihkan") && page.says("Keluar dari semua perangkat"));
    }

    async fn an_administrator_is_no_way_to_what_is_sensitive(office) {
        let mut rizky = office.signed_in("rizky").await;
        let path = office.officer_path("marthen");
        assert_eq!(rizky.get(&path).await.status, 403);
        assert!(rizky.post(&format!("{path}/tautan"), &[]).await.says("Hanya inspektur"));
        let own = office.officer_path("rizky");
        let page = rizky.get(&own).await;
        let form = page.form(&own).fill("role-2", "inspector").fill("role-unit-2", "kab-nunukan");
        assert_eq!(rizky.submit(&page, &form).await.status, 422);
        let mut marthen = office.signed_in("marthen").await;
        let fields = [("name", "Sitti Rauf"), ("username", "sitti"), ("unit", "inspektorat"),
            ("role-1", "inspector"), ("role-unit-1", "inspektorat")];
        assert_eq!(marthen.post("/kelola/staf/baru", &fields).await.status, 303);
        let org = office.platform.org();
        assert_eq!(org.staff_by_username(&"sitti".parse().unwrap()).unwrap().grants[0].role, Role::Inspector);
    }

    async fn somebody_is_always_left_who_can_manage_staff(office) {
        let mut rizky = office.signed_in("rizky").await;
        let path = office.officer_path("rizky");
        assert!(rizky.post(&format!("{path}/tangguhkan"), &[]).await.says("menangguhkan diri sendiri"));
        let page = rizky.get(&path).await;
        let form = page.form(&path).fill("role-1", "");
        assert!(rizky.submit(&page, &form).await.says("paling sedikit satu pengelola"));
    }
}
