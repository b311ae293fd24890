# Pengelolaan: unit, staf, wewenang, aturan, hari libur, pengaturan.

manage-title = Kelola
manage-lead = Setiap perubahan di sini tercatat dan ditandatangani: siapa, kapan, dan apa yang berubah.
manage-save = Simpan
manage-saved = Perubahan tersimpan
manage-saved-next = Catatannya ada di riwayat.
date-bad = Tulis tanggal seperti 2026-03-12.
source-missing = Tulis dari mana ini diambil, misalnya nomor keputusannya.

components-title = Komponen
components-about = Semua bagian halaman dalam setiap keadaannya.

sessions-title = Masuk di perangkat lain
sessions-about = Pernah masuk di komputer bersama atau ponsel yang hilang? Keluar dari semuanya sekaligus, termasuk di sini.
sessions-end-all = Keluar dari semua perangkat

## Peran

role-front-desk = Petugas loket
role-handler = Petugas penanganan
role-unit-head = Kepala unit
role-administrator = Pengelola
role-leader = Pimpinan
role-inspector = Inspektur

## Wewenang

rights-title = Wewenang
rights-about = Peran mana boleh melakukan apa.
rights-lead = Tabel ini dibaca program sendiri untuk setiap tindakan; tidak ada wewenang di luar tabel.
rights-caption = Peran dan wewenangnya
rights-right = Wewenang
rights-yes = Ya
rights-no = Tidak
rights-scope = Peran berlaku di satu unit dan semua unit di bawahnya. Laporan rahasia hanya dibaca inspektur; pengelola tidak membaca laporan.
right-read-cases = Membaca laporan
right-see-contact = Melihat kontak pelapor
right-walk-in = Mencatat laporan lisan
right-answer = Menjawab pelapor
right-note = Menulis catatan internal
right-assign = Meneruskan laporan
right-publish = Menampilkan laporan kepada umum
right-pause = Menghentikan waktu selama menunggu pelapor
right-close = Menutup laporan
right-reopen = Membuka kembali laporan
right-new-code = Memberi kode rahasia baru
right-read-sensitive = Membaca laporan rahasia
right-manage-units = Mengelola unit, layanan, dan topik
right-manage-staff = Mengelola staf
right-manage-rules = Mengelola aturan batas waktu
right-manage-holidays = Mengelola hari libur
right-manage-settings = Mengelola pengaturan
right-see-figures = Melihat angka unit
right-read-log = Membaca catatan bertanda tangan

## Unit

units-title = Unit
units-about = Kantor dan dinas, dari atas ke bawah.
units-add = Tambah unit
unit-retired = sudah ditutup
unit-code = Kode
    .hint = Singkat dan tetap, misalnya dishub atau kec-sebatik. Kode tidak dapat diganti.
unit-code-bad = Pakai huruf kecil, angka, dan tanda hubung saja, paling banyak 32.
unit-code-taken = Kode ini sudah dipakai unit lain.
unit-name = Nama
unit-name-bad = Isi nama unit, paling banyak { $most } huruf.
unit-parent = Di bawah unit
unit-parent-none = Tidak ada, ini unit teratas
unit-parent-unknown = Unit di atasnya tidak dikenal. Pilih dari daftar.
unit-parent-circle = Unit tidak dapat berada di bawah dirinya sendiri. Pilih unit lain.
unit-kind = Jenis
unit-kind-regency = Kabupaten atau kota
unit-kind-secretariat = Sekretariat
unit-kind-inspectorate = Inspektorat
unit-kind-agency = Dinas atau badan
unit-kind-district = Kecamatan
unit-kind-village = Desa atau kelurahan
unit-kind-hospital = Rumah sakit
unit-kind-health-centre = Puskesmas
unit-kind-school = Sekolah
unit-kind-enterprise = Badan usaha
unit-kind-liaison = Penghubung instansi lain
unit-kind-office = Kantor lain
unit-zone = Zona waktu
unit-zone-bad = Pilih WIB, WITA, atau WIT.
unit-inherited = Sama dengan unit di atasnya
unit-hours = Jam kerja
unit-hours-all-day = Buka 24 jam setiap hari
unit-hours-own = Jam sendiri
    .hint = Jam yang sekarang berlaku di unit ini tetap dipakai.
unit-region = Kode wilayah
    .hint = Kode Kemendagri, misalnya 65.03.07 untuk satu kecamatan.
unit-region-bad = Tulis kode wilayah seperti 65.03 atau 65.03.07.
unit-phone = Telepon untuk umum
unit-address = Alamat
unit-retire = Tutup unit
unit-retire-about = Unit yang ditutup tidak menerima laporan baru dan hilang dari daftar. Laporan dan riwayatnya tetap ada.
unit-retire-units-below = Masih ada unit di bawahnya. Tutup atau pindahkan unit itu dulu.
unit-retire-staff = Masih ada staf di unit ini. Pindahkan mereka dulu.
unit-restore = Buka kembali unit
unit-restore-about = Unit ini sudah ditutup. Bila dibuka kembali, unit menerima laporan lagi.

## Staf

staff-title = Staf
staff-about = Siapa bekerja di mana, dengan peran apa.
staff-add = Tambah staf
staff-search = Cari nama atau kantor
staff-search-act = Cari
staff-none = Tidak ada staf dengan kata itu
staff-none-next = Coba kata lain, atau tambahkan staf baru.
staff-name = Nama
staff-name-bad = Isi nama, paling banyak { $most } huruf.
staff-username = Nama masuk
    .hint = Huruf kecil, angka, titik, garis bawah, dan tanda hubung, misalnya dewi.diskominfo.
staff-username-bad = Pakai huruf kecil, angka, titik, garis bawah, dan tanda hubung saja.
staff-username-taken = Nama masuk ini sudah dipakai orang lain.
staff-unit = Unit
staff-unit-unknown = Pilih unit yang masih buka.
staff-roles = Peran
    .hint = Peran berlaku di unit yang dipilih dan semua unit di bawahnya. Kosongkan sebuah peran untuk mencabutnya.
staff-role = Peran { $n }
staff-role-none = Tidak ada
staff-role-unit = Berlaku di, peran { $n }
staff-role-bad = Pilih peran dan unit dari daftar.
staff-state = Keadaan
staff-active = Aktif
staff-suspended = Ditangguhkan
staff-no-password = Belum punya kata sandi
staff-not-yours = Peran atau unit ini di luar wewenang Anda.
staff-inspectors-only = Peran inspektur hanya diberikan dan dicabut oleh inspektur.
staff-too-many-roles = Paling banyak { $most } peran untuk satu orang.
staff-last-administrator = Harus ada paling sedikit satu pengelola untuk seluruh kabupaten. Angkat yang lain dulu.
staff-oneself = Anda tidak dapat menangguhkan diri sendiri.
staff-sign-in = Masuk
staff-link-act = Buat tautan masuk
staff-link-about = Dengan tautan sekali pakai, orang ini membuat kata sandinya sendiri. Tautan sebelumnya tidak berlaku lagi.
staff-link-title = Tautan masuk sekali pakai
staff-link-lead = Sampaikan tautan ini langsung kepada { $name }, setelah Anda yakin siapa orangnya.
staff-link-address = Tautan
staff-link-until = Berlaku sampai
staff-link-warning = Tautan ini hanya terlihat sekali. Siapa pun yang memegangnya dapat masuk sebagai orang ini.
staff-link-back = Kembali
staff-sign-out = Keluarkan dari semua perangkat
staff-sign-out-about = Orang ini harus masuk lagi di mana pun ia sedang masuk.
staff-suspend = Tangguhkan
staff-suspend-about = Orang ini tidak dapat masuk sampai dipulihkan. Catatannya tetap ada.
staff-restore = Pulihkan
staff-restore-about = Orang ini sedang ditangguhkan dan tidak dapat masuk.

## Layanan

manage-services-title = Layanan
manage-services-about = Apa yang dilayani setiap unit, dengan standarnya.
manage-services-lead = Warga membaca layanan ini beserta standarnya di halaman Layanan. Bagian yang kosong disebut belum diumumkan.
manage-services-add = Tambah layanan
manage-services-none = Belum ada layanan
manage-services-none-next = Tambahkan layanan, supaya warga tahu apa yang perlu dibawa.
manage-service-components = Komponen standar
manage-service-components-of = { $known } dari 14
manage-service-public = Lihat seperti yang dibaca warga
service-id = Kode
    .hint = Singkat dan tetap, misalnya akta-kelahiran. Kode menjadi alamat halaman dan tidak dapat diganti.
service-id-bad = Pakai huruf kecil, angka, dan tanda hubung saja, paling banyak 64.
service-id-taken = Kode ini sudah dipakai layanan lain.
service-name = Nama layanan
service-name-missing = Isi nama layanan.
service-unit = Unit layanan
service-unit-choose = Pilih unit
service-unit-unknown = Pilih unit dari daftar.
service-unit-minutes = menit
service-delivery = Penyampaian layanan
    .hint = Komponen standar mengikuti Permenpan-RB 15/2014. Kosongkan yang belum ditetapkan.
service-behind = Di balik layanan
service-origin = Asal standar ini
service-one-a-line = Satu baris untuk setiap hal.
service-time-text-hint = Seperti yang dibaca warga, misalnya 5 hari kerja sejak berkas lengkap.
service-time-max = Paling lama, dalam angka
    .hint = Dipakai untuk menghitung batas waktu permohonan layanan ini.
service-time-bad = Tulis angka dari 1 sampai { $most }, atau kosongkan.
service-fee-rupiah = Biaya dalam rupiah
    .hint = Tulis 0 bila gratis.
service-fee-bad = Tulis biaya dengan angka saja, misalnya 25000.
service-fee-text = Penjelasan biaya
    .hint = Bila diisi, kata-kata ini tampil menggantikan angkanya.
service-decree = Keputusan yang menetapkan standar
    .hint = Nomor dan tahunnya.
service-source-name = Sumber
service-source-url = Alamat sumber di internet
service-url-bad = Tulis alamat lengkap, mulai dengan https://.
service-withdraw = Cabut layanan
service-withdraw-about = Layanan yang dicabut hilang dari daftar untuk warga. Batas waktu permohonan yang sudah masuk tetap berlaku.

## Topik

categories-title = Topik
categories-about = Pokok laporan, dan unit yang biasa menanganinya.
categories-lead = Pelapor memilih topik dari daftar ini, menurut urutannya. Laporan sampai ke unit yang biasa menanganinya.
categories-add = Tambah topik
categories-none = Belum ada topik
categories-none-next = Tanpa topik, laporan sampai ke kecamatan tempatnya atau ke unit yang memilah.
category-code = Kode
    .hint = Singkat dan tetap, misalnya jalan atau air_bersih. Kode tidak dapat diganti.
category-code-bad = Pakai huruf kecil, angka, dan garis bawah saja, paling banyak 48.
category-code-taken = Kode ini sudah dipakai topik lain.
category-name = Nama topik
category-name-missing = Isi nama topik.
category-name-in = Nama topik dalam bahasa lain ({ $language })
    .hint = Bila kosong, nama Indonesia yang tampil.
category-unit = Unit yang biasa menangani
    .hint = Bila tidak dipilih, laporan sampai ke kecamatan tempatnya atau ke unit yang memilah.
category-unit-none = Tidak ada
category-unit-unknown = Pilih unit dari daftar.
category-words = Kata penunjuk
    .hint = Kata yang biasa dipakai warga untuk topik ini. Satu kata atau frasa satu baris.
category-place = Urutan dalam daftar
category-place-bad = Tulis angka dari 1 sampai { $most }.
category-withdraw = Cabut topik
category-withdraw-about = Topik yang dicabut tidak dapat dipilih lagi, dan namanya tidak tampil lagi pada laporan lama. Laporannya sendiri tetap ada.

## Aturan

rules-title = Aturan batas waktu
rules-about = Batas waktu menurut hukum, dengan tanggal berlakunya.
rules-lead = Laporan memakai aturan yang berlaku pada hari laporan diterima. Aturan baru tidak mengubah janji yang sudah diberikan.
rule-id = Aturan
rule-name = Nama
rule-name-missing = Isi nama aturan.
rule-amount = Lamanya
rule-amount-bad = Tulis angka dari 1 sampai { $most }.
rule-unit = Dihitung dalam
rule-unit-bad = Pilih hari kerja, hari kalender, atau jam.
rule-unit-working-days = hari kerja
rule-unit-calendar-days = hari kalender
rule-unit-hours = jam
rule-working-days = { $n } hari kerja
rule-calendar-days = { $n } hari kalender
rule-hours = { $n } jam
rule-source = Dasar hukum
    .hint = Nama peraturan dan pasalnya.
rule-valid-from = Berlaku mulai
rule-valid-until = Berlaku sampai
rule-rows = Yang berlaku dari waktu ke waktu
rule-state = Keadaan
rule-in-force = Berlaku sekarang
rule-past = Sudah diganti
rule-withdraw = Batalkan
rule-add = Aturan baru mulai suatu tanggal
rule-add-about = Yang lama tetap dipakai untuk laporan yang diterima sebelum tanggal itu.
rule-add-act = Tambahkan

## Hari libur

holidays-title = Hari libur
holidays-about = Libur nasional, cuti bersama, dan libur daerah.
holidays-lead = Batas waktu dihitung ulang dari kalender ini. Tambahkan cuti bersama segera setelah ditetapkan.
holidays-years = Tahun
holidays-caption = Hari libur { $year }
holidays-none = Belum ada hari libur untuk { $year }
holidays-none-next = Batas waktu dalam tahun itu bersifat sementara sampai liburnya dimasukkan.
holidays-add = Tambah hari libur
holidays-add-act = Tambahkan
holidays-import = Masukkan daftar
holidays-import-act = Masukkan
holidays-import-bad = Daftar ini tidak dapat dibaca. Baris pertama harus date,name,kind,source.
holidays-import-lines = { $count } baris tidak dapat dibaca: baris { $lines }. Belum ada yang disimpan.
holidays-csv = Daftar
    .hint = Satu hari satu baris: date,name,kind,source. Jenisnya libur_nasional, cuti_bersama, atau libur_daerah.
holiday-date = Tanggal
holiday-name = Nama hari libur
holiday-name-missing = Isi nama hari libur.
holiday-kind = Jenis
holiday-kind-bad = Pilih jenis hari libur.
holiday-kind-national = Libur nasional
holiday-kind-collective-leave = Cuti bersama
holiday-kind-regional = Libur daerah
holiday-source = Dasar
    .hint = Nomor keputusan yang menetapkannya.
holiday-remove = Hapus
holiday-remove-act = Hapus
year-year = Tahun
year-source = Sumber
year-confidence-high = Sudah ditetapkan.
year-confidence-medium = Sebagian masih perkiraan.
year-confidence-low = Belum diketahui.

## Ramadan

ramadan-title = Ramadan
ramadan-about = Bulan puasa, saat jam kerja lebih pendek.
ramadan-lead = Pada bulan-bulan ini kantor memakai jam kerja Ramadan. Jam kerja yang tersisa untuk laporan ikut menyesuaikan.
ramadan-caption = Bulan Ramadan
ramadan-none = Belum ada bulan Ramadan
ramadan-none-next = Sampai dimasukkan, kantor dihitung dengan jam kerja biasa.
ramadan-first = Awal Ramadan
ramadan-last = Akhir Ramadan
ramadan-ends-early = Akhir Ramadan lebih awal daripada awalnya. Periksa kedua tanggal.
ramadan-length-bad = Ramadan berlangsung 29 atau 30 hari. Periksa kedua tanggal.
ramadan-certainty = Kepastian
ramadan-certainty-verified = Sudah ditetapkan
ramadan-certainty-expected = Masih perkiraan
ramadan-certainty-bad = Pilih sudah ditetapkan atau masih perkiraan.
ramadan-remove = Hapus
ramadan-remove-act = Hapus
ramadan-add = Tulis bulan Ramadan
ramadan-add-about = Bila tanggalnya bertumpuk dengan yang sudah ada, yang lama diganti.
ramadan-add-act = Simpan

## Pengaturan

settings-title = Pengaturan
settings-about = Nama kabupaten, nomor darurat, sapaan, dan batas kiriman.
settings-name = Nama kabupaten atau kota
settings-name-missing = Isi nama kabupaten atau kota.
settings-region = Kode wilayah
    .hint = Kode Kemendagri, misalnya 65.03.
settings-zone = Zona waktu
settings-emergency = Nomor darurat
    .hint = Hanya bila nomornya benar-benar dijawab, siang dan malam.
settings-emergency-bad = Tulis nomor dengan angka saja, misalnya 112.
settings-officer-names = Nama petugas di jawaban
settings-officer-names-hidden = Tidak ditampilkan
    .hint = Warga melihat nama kantornya.
settings-officer-names-public = Ditampilkan
    .hint = Warga melihat nama petugas dan kantornya.
settings-forms-of-address = Sapaan yang dapat dipilih pelapor
    .hint = Satu sapaan satu baris, misalnya Ibu, Bapak, atau sapaan setempat.
settings-forms-of-address-bad = Isi paling sedikit satu dan paling banyak { $most } sapaan.
settings-reports-per-hour = Laporan paling banyak dari satu pengirim setiap jam
    .hint = Satu pulau dapat memakai satu alamat bersama. Angka 0 berarti tanpa batas.
settings-photos = Foto paling banyak untuk satu laporan
settings-photo-megabytes = Besar satu foto paling banyak, dalam megabita
settings-number-bad = Tulis angka dari 0 sampai { $most }.
settings-phone = Telepon untuk umum
settings-address = Alamat
settings-hours = Jam kerja semua unit

## Riwayat

history-title = Riwayat
history-none = Belum ada perubahan.
history-console = dari komputer server
history-gone = petugas yang datanya sudah dihapus
history-operation = Operasi
happened-unit-described = Data unit ditulis
happened-unit-retired = Unit ditutup
happened-unit-restored = Unit dibuka kembali
happened-staff-added = Staf ditambahkan
happened-staff-named = Nama diganti
happened-staff-placed = Unit atau peran diganti
happened-password-set = Kata sandi dibuat
happened-staff-suspended = Ditangguhkan
happened-staff-restored = Dipulihkan
happened-signed-out-everywhere = Keluar dari semua perangkat
happened-link-made = Tautan masuk dibuat
happened-service-described = Data layanan ditulis
happened-service-withdrawn = Layanan dicabut
happened-category-described = Data topik ditulis
happened-category-withdrawn = Topik dicabut
happened-rule-set = Aturan ditulis
happened-rule-withdrawn = Aturan dibatalkan
happened-holiday-set = Hari libur ditulis
happened-holiday-removed = Hari libur dihapus
happened-year-known = Tahun dimasukkan ke kalender
happened-ramadan-set = Ramadan ditulis
happened-ramadan-removed = Ramadan dihapus
happened-regency-changed = Pengaturan diubah
happened-office-hours-set = Jam kerja umum ditulis
happened-otherwise = Perubahan dari versi yang lebih baru
