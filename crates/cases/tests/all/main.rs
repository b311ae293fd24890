//! The cases through HTTP, on SQLite and on PostgreSQL, with a clock that stands still: `warga_*` is everyone's side,
//! `meja_*` the office's.

mod fleet;
mod foreign_bytes;
mod meja_apart;
mod meja_balasan;
mod meja_banyak;
mod meja_beban;
mod meja_cari;
mod meja_contoh;
mod meja_dini;
mod meja_draf;
mod meja_gabung;
mod meja_informasi;
mod meja_ingat;
mod meja_jenis;
mod meja_number;
mod meja_office;
mod meja_plans;
mod meja_register;
mod meja_rights;
mod meja_ringkasan;
mod meja_samar;
mod meja_saring;
mod meja_selesai;
mod meja_setuju;
mod meja_slip;
mod meja_tampilan;
mod meja_tidak_masuk;
mod meja_together;
mod meja_undo;
mod meja_unduh;
mod meja_way;
mod meja_words;
#[path = "../parse_everything/mod.rs"]
mod parse_everything;
mod photos_follow;
mod town;
mod warga_api;
mod warga_codes;
mod warga_form;
mod warga_gabung;
mod warga_keberatan;
mod warga_pages;
mod warga_photos;
mod warga_public;
mod warga_way;
