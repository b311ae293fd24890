//! Pages about as large as Hadir's: a frame with its style sheet linked, a list of rows, one report.

use maud::{DOCTYPE, Markup, html};

use super::database::Row;

const ROOMS: [&str; 12] = [
    "Kotak masuk",
    "Tugas saya",
    "Lewat batas",
    "Menunggu warga",
    "Belum ditugaskan",
    "Selesai",
    "Catat lisan",
    "Piket",
    "Loket",
    "Arah",
    "Tumbuh",
    "Data terbuka",
];

/// A list of reports.
pub fn list(title: &str, rows: &[Row]) -> Markup {
    let content = html! {
        div.bar { div { h1 { (title) } p.soft { (rows.len()) " laporan di halaman ini." } } }
        table.inbox {
            caption.hide { "Laporan, urut menurut batas waktu" }
            thead { tr { @for heading in ["Batas", "Laporan", "Jenis dan saluran", "Petugas", "Nomor"] { th scope="col" { (heading) } } } }
            tbody { @for row in rows { (line(row)) } }
        }
    };
    frame(title, &content)
}

fn line(row: &Row) -> Markup {
    let address = format!("/one/{}", row.number);
    html! {
        tr {
            td.fix {
                span.state { svg.i aria-hidden="true" { use href="#soon" {} } (row.due_at / 3_600_000) " jam" }
                svg.span viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" {
                    path.b d="M0 0h100v4H0z" {} path.late d="M0 0h60v4H0z" {}
                }
            }
            td.what { a href=(address) { (excerpt(&row.text, 60)) } p { (row.spot) ". " (excerpt(&row.text, 160)) } }
            td { (row.kind) br; small { (row.category) } }
            td { (row.name) br; small { (row.unit) } }
            td.fix { a href=(address) { (row.number) } }
        }
    }
}

/// One report.
pub fn one(row: &Row) -> Markup {
    let facts = [
        ("Nomor", &row.number),
        ("Jenis", &row.kind),
        ("Kategori", &row.category),
        ("Tempat", &row.place),
        ("Letak", &row.spot),
        ("Unit", &row.unit),
        ("Pelapor", &row.name),
        ("Kontak", &row.contact),
    ];
    let content = html! {
        h1 { (excerpt(&row.text, 60)) }
        dl.facts { @for (name, value) in facts { dt { (name) } dd { (value) } } }
        ol.thread {
            li { p { (row.text) } small { (row.received_at) } }
            @if !row.reply.is_empty() { li { p { (row.reply) } small { (row.due_at) } } }
        }
        form.answer method="post" {
            label for="jawab" { "Jawaban untuk pelapor" }
            textarea id="jawab" name="text" rows="6" {}
            button.btn { "Kirim jawaban" }
        }
    };
    frame(&row.number, &content)
}

fn frame(title: &str, content: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="id" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                link rel="stylesheet" href="/desk.css";
            }
            body.desk {
                header.top { p { b { "Baseline" } small { "Kabupaten Nunukan" } } form.find role="search" { input name="q"; } }
                nav.rail { ul { @for room in ROOMS { li { a href="/inbox" { (room) } } } } }
                main id="isi" { (content) }
            }
        }
    }
}

fn excerpt(text: &str, chars: usize) -> &str {
    text.char_indices().nth(chars).map_or(text, |(end, _)| &text[..end])
}
