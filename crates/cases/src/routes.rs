//! Everything this pillar adds to the program: its routes, files, words, and links.

use hadir_org::{Right, Room, Routes};
use hadir_ui::assets::Asset;
use hadir_ui::lang::Source;
use hadir_ui::shell::{Here, NavLink};
use hadir_ui::t;

use crate::{Cases, api, pages};

/// Every route of this pillar.
pub fn routes(cases: &Cases) -> Routes<Cases> {
    Routes::new(cases.platform())
        .merge(pages::citizen::routes(cases))
        .merge(pages::desk::routes(cases))
        .merge(api::routes(cases))
}

/// The files its pages link.
pub fn assets() -> Vec<Asset> {
    vec![
        Asset::script("lapor.js", include_str!("../assets/lapor.js")),
        // The worker cannot import modules everywhere, so what both use is put before each of them.
        Asset::script("warga.js", concat!(include_str!("../assets/outbox.js"), include_str!("../assets/warga.js"))),
        Asset::script("meja.js", include_str!("../assets/meja.js")),
        Asset::script("meja_draf.js", include_str!("../assets/meja_draf.js")),
        Asset::script("meja_foto.js", include_str!("../assets/meja_foto.js")),
        Asset::script("meja_kabar.js", include_str!("../assets/meja_kabar.js")),
    ]
}

/// Its words.
pub fn sources() -> Vec<Source> {
    vec![
        Source::built_in("id", "cases/api.ftl", include_str!("../lang/id/api.ftl")),
        Source::built_in("id", "cases/warga.ftl", include_str!("../lang/id/warga.ftl")),
        Source::built_in("id", "cases/meja.ftl", include_str!("../lang/id/meja.ftl")),
        Source::built_in("id", "cases/meja_contoh.ftl", include_str!("../lang/id/meja_contoh.ftl")),
        Source::built_in("id", "cases/meja_bagi.ftl", include_str!("../lang/id/meja_bagi.ftl")),
        Source::built_in("id", "cases/meja_pujian.ftl", include_str!("../lang/id/meja_pujian.ftl")),
        Source::built_in("id", "cases/meja_tombol.ftl", include_str!("../lang/id/meja_tombol.ftl")),
        Source::built_in("id", "cases/meja_batal.ftl", include_str!("../lang/id/meja_batal.ftl")),
        Source::built_in("id", "cases/meja_balasan.ftl", include_str!("../lang/id/meja_balasan.ftl")),
        Source::built_in("id", "cases/meja_ingat.ftl", include_str!("../lang/id/meja_ingat.ftl")),
        Source::built_in("id", "cases/meja_jenis.ftl", include_str!("../lang/id/meja_jenis.ftl")),
        Source::built_in("id", "cases/meja_mirip.ftl", include_str!("../lang/id/meja_mirip.ftl")),
        Source::built_in("id", "cases/meja_selesai.ftl", include_str!("../lang/id/meja_selesai.ftl")),
        Source::built_in("id", "cases/meja_gabung.ftl", include_str!("../lang/id/meja_gabung.ftl")),
        Source::built_in("id", "cases/meja_cari.ftl", include_str!("../lang/id/meja_cari.ftl")),
        Source::built_in("id", "cases/meja_banyak.ftl", include_str!("../lang/id/meja_banyak.ftl")),
        Source::built_in("id", "cases/meja_tampilan.ftl", include_str!("../lang/id/meja_tampilan.ftl")),
        Source::built_in("id", "cases/meja_unduh.ftl", include_str!("../lang/id/meja_unduh.ftl")),
        Source::built_in("id", "cases/meja_ringkasan.ftl", include_str!("../lang/id/meja_ringkasan.ftl")),
        Source::built_in("id", "cases/meja_dini.ftl", include_str!("../lang/id/meja_dini.ftl")),
        Source::built_in("id", "cases/meja_draf.ftl", include_str!("../lang/id/meja_draf.ftl")),
        Source::built_in("id", "cases/meja_kabar.ftl", include_str!("../lang/id/meja_kabar.ftl")),
        Source::built_in("id", "cases/meja_setuju.ftl", include_str!("../lang/id/meja_setuju.ftl")),
        Source::built_in("id", "cases/meja_samar.ftl", include_str!("../lang/id/meja_samar.ftl")),
        Source::built_in("id", "cases/meja_foto.ftl", include_str!("../lang/id/meja_foto.ftl")),
        Source::built_in("id", "cases/meja_serah.ftl", include_str!("../lang/id/meja_serah.ftl")),
        Source::built_in("id", "cases/data_pribadi.ftl", include_str!("../lang/id/data_pribadi.ftl")),
        Source::built_in("id", "cases/meja_lampiran.ftl", include_str!("../lang/id/meja_lampiran.ftl")),
        Source::built_in("id", "cases/meja_periksa.ftl", include_str!("../lang/id/meja_periksa.ftl")),
        Source::built_in("id", "cases/meja_langkah.ftl", include_str!("../lang/id/meja_langkah.ftl")),
        Source::built_in("id", "cases/meja_beban.ftl", include_str!("../lang/id/meja_beban.ftl")),
        Source::built_in("id", "cases/meja_tidak_masuk.ftl", include_str!("../lang/id/meja_tidak_masuk.ftl")),
        Source::built_in("id", "cases/meja_informasi.ftl", include_str!("../lang/id/meja_informasi.ftl")),
        Source::built_in("en", "cases/api.ftl", include_str!("../lang/en/api.ftl")),
        Source::built_in("en", "cases/warga.ftl", include_str!("../lang/en/warga.ftl")),
        Source::built_in("en", "cases/meja.ftl", include_str!("../lang/en/meja.ftl")),
        Source::built_in("en", "cases/meja_contoh.ftl", include_str!("../lang/en/meja_contoh.ftl")),
        Source::built_in("en", "cases/meja_bagi.ftl", include_str!("../lang/en/meja_bagi.ftl")),
        Source::built_in("en", "cases/meja_pujian.ftl", include_str!("../lang/en/meja_pujian.ftl")),
        Source::built_in("en", "cases/meja_tombol.ftl", include_str!("../lang/en/meja_tombol.ftl")),
        Source::built_in("en", "cases/meja_batal.ftl", include_str!("../lang/en/meja_batal.ftl")),
        Source::built_in("en", "cases/meja_balasan.ftl", include_str!("../lang/en/meja_balasan.ftl")),
        Source::built_in("en", "cases/meja_ingat.ftl", include_str!("../lang/en/meja_ingat.ftl")),
        Source::built_in("en", "cases/meja_jenis.ftl", include_str!("../lang/en/meja_jenis.ftl")),
        Source::built_in("en", "cases/meja_mirip.ftl", include_str!("../lang/en/meja_mirip.ftl")),
        Source::built_in("en", "cases/meja_selesai.ftl", include_str!("../lang/en/meja_selesai.ftl")),
        Source::built_in("en", "cases/meja_gabung.ftl", include_str!("../lang/en/meja_gabung.ftl")),
        Source::built_in("en", "cases/meja_cari.ftl", include_str!("../lang/en/meja_cari.ftl")),
        Source::built_in("en", "cases/meja_banyak.ftl", include_str!("../lang/en/meja_banyak.ftl")),
        Source::built_in("en", "cases/meja_tampilan.ftl", include_str!("../lang/en/meja_tampilan.ftl")),
        Source::built_in("en", "cases/meja_unduh.ftl", include_str!("../lang/en/meja_unduh.ftl")),
        Source::built_in("en", "cases/meja_ringkasan.ftl", include_str!("../lang/en/meja_ringkasan.ftl")),
        Source::built_in("en", "cases/meja_dini.ftl", include_str!("../lang/en/meja_dini.ftl")),
        Source::built_in("en", "cases/meja_draf.ftl", include_str!("../lang/en/meja_draf.ftl")),
        Source::built_in("en", "cases/meja_kabar.ftl", include_str!("../lang/en/meja_kabar.ftl")),
        Source::built_in("en", "cases/meja_setuju.ftl", include_str!("../lang/en/meja_setuju.ftl")),
        Source::built_in("en", "cases/meja_samar.ftl", include_str!("../lang/en/meja_samar.ftl")),
        Source::built_in("en", "cases/meja_foto.ftl", include_str!("../lang/en/meja_foto.ftl")),
        Source::built_in("en", "cases/meja_serah.ftl", include_str!("../lang/en/meja_serah.ftl")),
        Source::built_in("en", "cases/data_pribadi.ftl", include_str!("../lang/en/data_pribadi.ftl")),
        Source::built_in("en", "cases/meja_lampiran.ftl", include_str!("../lang/en/meja_lampiran.ftl")),
        Source::built_in("en", "cases/meja_periksa.ftl", include_str!("../lang/en/meja_periksa.ftl")),
        Source::built_in("en", "cases/meja_langkah.ftl", include_str!("../lang/en/meja_langkah.ftl")),
        Source::built_in("en", "cases/meja_beban.ftl", include_str!("../lang/en/meja_beban.ftl")),
        Source::built_in("en", "cases/meja_tidak_masuk.ftl", include_str!("../lang/en/meja_tidak_masuk.ftl")),
        Source::built_in("en", "cases/meja_informasi.ftl", include_str!("../lang/en/meja_informasi.ftl")),
    ]
}

/// Its links in the citizen navigation, in their order.
pub fn nav() -> Vec<NavLink> {
    vec![
        NavLink::to(Here::Home),
        NavLink::to(Here::Report).in_head(),
        NavLink::to(Here::Follow).in_head(),
        NavLink::to(Here::PublicReports).in_head(),
        NavLink::to(Here::Services).in_head(),
        NavLink::to(Here::OpenData).in_head(),
        NavLink::to(Here::Privacy),
        NavLink::to(Here::SignIn),
    ]
}

/// Its rooms of the staff desk.
pub fn rooms() -> Vec<Room> {
    vec![
        Room { path: "/meja/catat", label: |lang| t!(lang, "room-take-in"), right: Some(Right::WalkIn) },
        Room { path: "/meja/beban", label: |lang| t!(lang, "room-load"), right: Some(Right::ReadCases) },
        Room { path: "/meja/tidak-masuk", label: |lang| t!(lang, "room-away"), right: Some(Right::ReadCases) },
        Room { path: "/meja/contoh", label: |lang| t!(lang, "room-templates"), right: Some(Right::Answer) },
        Room { path: "/meja/daftar-periksa", label: |lang| t!(lang, "room-lists"), right: Some(Right::Answer) },
        Room { path: "/meja/langkah", label: |lang| t!(lang, "room-macros"), right: Some(Right::Answer) },
        Room { path: "/meja/pembagian", label: |lang| t!(lang, "room-rules"), right: Some(Right::Answer) },
        Room { path: "/meja/pujian", label: |lang| t!(lang, "room-praise"), right: None },
        Room { path: "/meja/ringkasan", label: |lang| t!(lang, "room-overview"), right: Some(Right::SeeFigures) },
        Room { path: "/meja/dini", label: |lang| t!(lang, "room-warning"), right: Some(Right::SeeFigures) },
        Room { path: "/meja/register-ppid", label: |lang| t!(lang, "room-register"), right: Some(Right::ReadCases) },
    ]
}
