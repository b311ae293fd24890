# Yang dibaca pembuat aplikasi yang memakai API.

api-number-shared = Buka salah satu alamat di bawah ini.
api-unreadable = Isi kiriman ini tidak terbaca
    .help = Tidak ada yang disimpan. Kirim JSON dengan isian seperti di /api/openapi.json.
api-refused = Tidak ada yang berubah.
api-bad-event = Isi dengan id peristiwa dari laporan ini.
api-bad-instant = Tulis waktu lengkap dengan zonanya, misalnya 2026-03-12T23:59:00+08:00.
api-bad-words = Pakai paling banyak { $most } huruf.
api-bad-limit = Isi angka dari 1 sampai { $most }.
api-bad-place = Isi dengan nilai next dari halaman sebelumnya, dengan saringan yang sama.
problem-not-json = Kiriman ini bukan JSON
    .help = Tidak ada yang disimpan. Kirim dengan tajuk Content-Type: application/json.
problem-bad-key = Idempotency-Key ini tidak dapat dipakai
    .help = Tidak ada yang disimpan. Pakai 1 sampai 255 huruf.
problem-key-reused = Idempotency-Key ini sudah dipakai untuk kiriman lain
    .help = Tidak ada yang disimpan. Pakai kunci baru untuk kiriman baru.
