# Masuk petugas, layanan, dan halaman ketika sesuatu tidak dapat dilakukan.

desk-fresh = Data di kantor ini, { $clock }.

## Masuk

sign-in-title = Masuk petugas
sign-in-lead = Khusus petugas { $site }. Warga tidak perlu masuk untuk melapor.
sign-in-username = Nama masuk
sign-in-username-missing = Isi nama masuk Anda.
sign-in-password = Kata sandi
sign-in-password-missing = Isi kata sandi Anda.
sign-in-act = Masuk
sign-in-forgotten = Lupa kata sandi? Minta tautan masuk sekali pakai kepada pengelola di kantor Anda.
sign-in-wrong = Nama masuk dan kata sandi ini tidak cocok. Periksa lagi, juga huruf besar dan kecil.
sign-in-busy = Banyak yang sedang masuk pada saat yang sama. Coba lagi sepuluh detik lagi.
sign-in-wait-seconds = Terlalu banyak percobaan. Tunggu { $seconds } detik, lalu coba lagi.
sign-in-wait-minutes = Terlalu banyak percobaan. Tunggu { $minutes } menit, lalu coba lagi.

new-password-title = Buat kata sandi baru
new-password-lead = { $name }, tautan ini hanya berlaku sekali. Nama masuk Anda: { $username }.
new-password-field = Kata sandi baru
new-password-hint = Paling sedikit { $least } huruf. Empat kata biasa yang tidak berhubungan mudah diingat dan sulit ditebak.
new-password-again = Tulis sekali lagi
new-password-act = Simpan dan masuk
new-password-short = Kata sandi ini terlalu pendek. Pakai paling sedikit { $least } huruf, misalnya empat kata.
new-password-long = Kata sandi ini terlalu panjang. Pakai paling banyak { $most } huruf.
new-password-holds-username = Jangan memakai nama masuk di dalam kata sandi.
new-password-common = Kata sandi ini termasuk yang pertama ditebak orang. Pilih kata-kata lain.
new-password-not-repeated = Kedua tulisan tidak sama. Tulis kata sandi yang sama dua kali.

## Layanan

services-title = Layanan dan standarnya
services-lead = Apa yang perlu Bapak/Ibu bawa, berapa lama, dan berapa biayanya.
services-search = Cari layanan
services-search-act = Cari
services-unit = Kantor
services-unit-all = Semua kantor
services-none = Layanan ini tidak kami temukan
services-none-next = Coba kata lain, atau tanyakan langsung lewat Buat laporan.

service-by = Dilayani oleh { $unit }.
service-requirements = Syarat
service-steps = Langkah
service-time-limit = Lamanya
service-fee = Biaya
service-product = Hasil
service-complaints = Bila ada keluhan
service-legal-basis = Dasar hukum
service-facilities = Sarana
service-competence = Keahlian petugas
service-supervision = Pengawasan di dalam kantor
service-staff-count = Jumlah petugas
service-guarantee = Jaminan pelayanan
service-safety = Jaminan keamanan
service-evaluation = Penilaian kinerja
service-unpublished = Belum diumumkan kantor ini.
service-source = Sumber: { $source }.
service-source-link = standar pelayanan yang diterbitkan
service-report = Pelayanannya tidak seperti ini? { $report }
service-report-link = Laporkan kepada kami.
service-all = Semua layanan

## Ketika sesuatu tidak dapat dilakukan

problem-home = Ke halaman depan
problem-request = Bila menghubungi kami, sebutkan nomor kejadian { $id }.
problem-not-found = Halaman ini tidak ada
    .help = Mungkin alamatnya keliru satu huruf. Periksa lagi, atau mulai dari halaman depan.
problem-forbidden = Bagian ini bukan wewenang Anda
    .help = Tidak ada yang berubah. Bila ini memang tugas Anda, mintalah peran yang sesuai kepada pengelola.
problem-inspectors-only = Hanya inspektur yang boleh mengubah ini
    .help = Tidak ada yang berubah. Peran inspektur diberikan dan diubah oleh inspektur yang juga pengelola.
problem-not-signed-in = Anda belum masuk
    .help = Masuklah dulu, lalu ulangi.
problem-no-token = Tidak ada token yang berlaku
    .help = Kirim token aplikasi di tajuk Authorization: Bearer. Token dibuat di /kelola/aplikasi.
problem-foreign-form = Isian ini tidak dikirim dari halaman kami
    .help = Tidak ada yang disimpan. Buka halamannya di situs ini, lalu kirim dari sana.
problem-bad-request = Permintaan ini tidak dapat kami baca
    .help = Tidak ada yang disimpan. Kembali ke halaman sebelumnya, lalu coba lagi.
problem-too-large = Kiriman ini terlalu besar
    .help = Tidak ada yang disimpan. Kirim berkas yang lebih kecil.
problem-conflict = Keadaannya sudah berubah
    .help = Tidak ada yang disimpan. Buka halaman ini lagi untuk melihat keadaan terbaru.
problem-beyond = Menunggu pembaruan program di kantor ini
    .help = Kantor lain sudah memakai versi Hadir yang lebih baru dan mencatat langkah yang belum dikenal di sini. Tidak ada yang hilang, dan tidak ada yang diubah. Coba lagi setelah program diperbarui, atau hubungi kantor.
problem-elsewhere = Ini dilakukan di server kabupaten
    .help = Server kantor ini melayani unitnya sendiri. Tidak ada yang disimpan. Buka server kabupaten untuk melakukannya, atau hubungi pengelola.
problem-not-yet = Kantor ini belum tersambung dengan kabupaten
    .help = Data unit kabupaten belum sampai di sini, jadi laporan belum dapat diterima. Tidak ada yang disimpan. Coba lagi setelah tersambung, atau sampaikan langsung kepada petugas.
problem-too-many = Terlalu banyak percobaan
    .help = Tunggu { $minutes } menit, lalu coba lagi.
problem-busy = Kami sedang sangat sibuk
    .help = Tidak ada yang hilang. Coba lagi sepuluh detik lagi.
problem-link-spent = Tautan ini sudah tidak berlaku
    .help = Tautan masuk hanya berlaku sekali dan paling lama 24 jam. Mintalah yang baru kepada pengelola.
problem-fault = Ada yang salah di pihak kami
    .help = Mungkin yang terakhir dikirim belum tersimpan. Kembali ke halaman sebelumnya; yang sudah ditulis biasanya masih ada di sana.
