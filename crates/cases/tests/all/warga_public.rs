//! What the public may see: only what an officer has looked at, never what must stay closed.

use crate::meja_office::act;
use crate::town::{PIER, Town, in_both_towns};

const LEVY: &str = "Petugas dermaga meminta uang dua puluh ribu tanpa karcis, itu pungli.";

/// Lets the pier office show a report.
async fn publish(town: &Town, number: &str, title: &str) -> u16 {
    let mut yusran = town.office.signed_in("yusran").await;
    act(&mut yusran, number, "terbitkan", &[("judul", title)]).await.status.as_u16()
}

in_both_towns! {
    async fn nothing_is_public_before_an_officer_has_looked_at_it(town) {
        let fields = [("text", "Papan dermaga patah. Hubungi saya, Siti Aminah, di 0812-3456-7890."), ("category", "piers"),
            ("place", "65.03.10.2001"), ("name", "Siti Aminah"), ("visibility", "anonymous")];
        let mine = town.reported(&fields).await;
        let mut neighbour = town.citizen();
        let list = neighbour.get("/laporan").await;
        assert!(list.says("Belum ada laporan yang ditampilkan"), "{}", list.words());
        let (hidden, unknown) = (neighbour.get("/laporan/SBT-26-0001").await, neighbour.get("/laporan/SBT-26-9999").await);
        assert_eq!((hidden.status.as_u16(), hidden.words()), (404, unknown.words()));
        assert_eq!(publish(&town, "SBT-26-0001", "Papan dermaga patah").await, 303);
        let list = neighbour.get("/laporan").await;
        assert_eq!(list.link("Papan dermaga patah").href, "/laporan/SBT-26-0001");
        assert!(list.says("Sungai Nyamuk, Sebatik Timur") && list.says("Dinas Perhubungan, paling lambat"), "{}", list.words());
        let page = neighbour.get("/laporan/SBT-26-0001").await;
        assert!(page.says("Papan dermaga patah. Hubungi saya, •••, di •••.") && page.says("Warga melapor"), "{}", page.words());
        for secret in ["Siti", "0812", mine.as_str()] {
            assert!(!page.text().contains(secret), "{secret}");
        }
        let mut siti = town.citizen();
        siti.post(&mine, &[("text", "Rumah saya nomor tiga.")]).await;
        let page = neighbour.get("/laporan/SBT-26-0001").await;
        assert!(page.says("Pelapor menambah keterangan") && !page.says("nomor tiga"), "{}", page.words());
    }

    async fn a_name_is_public_only_where_the_reporter_chose_so(town) {
        town.reported(&[("text", PIER), ("category", "piers"), ("name", "Siti Aminah"), ("visibility", "public")]).await;
        assert_eq!(publish(&town, "SBT-26-0001", "Papan dermaga patah").await, 303);
        let page = town.citizen().get("/laporan/SBT-26-0001").await;
        assert!(page.says("Siti Aminah melapor"), "{}", page.words());
    }

    async fn what_the_office_alone_may_see_is_never_public(town) {
        town.reported(&[("text", PIER), ("category", "piers"), ("visibility", "confidential")]).await;
        assert_eq!(publish(&town, "SBT-26-0001", "Papan dermaga patah").await, 422);
        assert_eq!(town.citizen().get("/laporan/SBT-26-0001").await.status, 404);
        assert_eq!(town.citizen().get("/api/v1/cases/SBT-26-0001").await.status, 404);
    }

    async fn a_levy_report_goes_to_the_inspectorate_and_is_never_public_nor_seen_by_the_office(town) {
        let mine = town.reported(&[("text", LEVY), ("category", "piers")]).await;
        let page = town.citizen().get(&mine).await;
        assert!(page.says("Inspektorat Daerah menjawab paling lambat"), "{}", page.words());
        for insider in ["yusran", "darius"] {
            let mut browser = town.office.signed_in(insider).await;
            assert_eq!(browser.get("/meja/SBT-26-0001").await.status, 404, "{insider}");
            assert!(!browser.get("/meja").await.says("SBT-26-0001"), "{insider}");
        }
        assert_eq!(publish(&town, "SBT-26-0001", "Pungli").await, 404);
        assert_eq!(town.citizen().get("/laporan/SBT-26-0001").await.status, 404);
    }

    async fn reports_in_a_closed_circle_count_in_the_whole_regency_and_in_no_unit(town) {
        for _ in 0..2 {
            town.reported(&[("text", PIER), ("category", "piers")]).await;
        }
        town.reported(&[("text", LEVY), ("category", "piers")]).await;
        let mut yusran = town.office.signed_in("yusran").await;
        let sealed = [("kategori", "piers"), ("lingkaran", "violence")];
        assert_eq!(act(&mut yusran, "SBT-26-0002", "golongkan", &sealed).await.status, 303);
        town.office.wait(24 * 60);

        let rows = town.citizen().get("/terbuka/laporan.csv").await;
        let rows: Vec<_> = rows.text().lines().skip(1).map(str::to_owned).collect();
        assert_eq!(rows, ["2026-03,dishub,Dinas Perhubungan,1,0,0,1,"]);
        let page = town.citizen().get("/terbuka").await;
        assert!(page.says("3 laporan masuk, 0 sudah dijawab") && page.says("3 laporan, di 1 kantor"), "{}", page.words());
        assert!(page.says("hanya masuk hitungan seluruh daerah"), "{}", page.words());
        assert!(!page.says("Inspektorat"), "{}", page.words());

        let mut marthen = town.office.signed_in("marthen").await;
        let lifted = [("kategori", "piers"), ("lingkaran", "")];
        assert_eq!(act(&mut marthen, "SBT-26-0002", "golongkan", &lifted).await.status, 303);
        town.office.wait(1);
        let rows = town.citizen().get("/terbuka/laporan.csv").await;
        assert!(rows.says("2026-03,inspektorat,Inspektorat Daerah,1,0,0,1,"), "{}", rows.text());
    }

    async fn violence_stays_closed_as_well(town) {
        town.reported(&[("text", "Anak tetangga saya dipukuli ayahnya setiap malam sampai lebam.")]).await;
        let mut marthen = town.office.signed_in("marthen").await;
        assert_eq!(marthen.get("/meja/SBT-26-0001").await.status, 200);
        let mut norma = town.office.signed_in("norma").await;
        assert_eq!(norma.get("/meja/SBT-26-0001").await.status, 404);
        assert!(!town.citizen().get("/laporan").await.says("SBT-26-0001"));
    }

    async fn the_list_is_filtered_and_read_on_from_where_it_ended(town) {
        for n in 1..=27 {
            let place = if n % 2 == 0 { "65.03.10.2001" } else { "65.03.12.2003" };
            let browser = town.citizen().with_header(axum::http::header::USER_AGENT, &n.to_string());
            let sent = town.send(&mut browser.at([198, 51, 100, n]), &[("text", PIER), ("category", "piers"), ("place", place)]).await;
            assert_eq!(sent.status, 303, "{}", sent.words());
            town.office.clock.advance(std::time::Duration::from_secs(60));
            let number = format!("SBT-26-{n:04}");
            let mut yusran = town.office.signed_in("yusran").await;
            assert_eq!(act(&mut yusran, &number, "terbitkan", &[("judul", &format!("Papan {n}"))]).await.status, 303);
        }
        let mut reader = town.citizen();
        let page = reader.get("/laporan").await;
        assert!(page.says("Papan 27") && page.says("Papan 3") && !page.links().iter().any(|link| link.words == "Papan 2"), "{}", page.words());
        let next = page.link("Berikutnya").href;
        let page = reader.get(&next).await;
        assert!(page.links().iter().any(|link| link.words == "Papan 2") && page.links().iter().any(|link| link.words == "Papan 1"), "{}", page.words());
        let page = reader.get("/laporan?place=65.03.10&category=piers&status=dikerjakan").await;
        assert_eq!(page.links().iter().filter(|link| link.words.starts_with("Papan ")).count(), 13);
        let page = reader.get("/laporan?status=selesai").await;
        assert!(page.says("Tidak ada laporan yang cocok"), "{}", page.words());
    }
}
