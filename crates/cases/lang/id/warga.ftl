# Sisi warga: beranda, lapor, lacak, laporan warga, data terbuka, data pribadi.

## Kosakata

kind-complaint = Pengaduan
    .explain = Ada yang rusak, salah, atau mengecewakan
kind-question = Pertanyaan
    .explain = Ingin tahu syarat, jadwal, biaya, atau hal lain
kind-request = Permohonan
    .explain = Minta layanan atau data
kind-aspiration = Usulan
    .explain = Punya gagasan untuk daerah kita
kind-praise = Pujian
    .explain = Ada petugas yang patut dihargai
visibility-public = Semua orang, dengan nama saya
    .explain = Tampil di daftar laporan warga.
    .fact = Semua orang, dengan nama
visibility-anonymous = Semua orang, tanpa nama saya
    .explain = Tampil di daftar. Nama hanya diketahui petugas yang menangani.
    .fact = Semua orang, tanpa nama
visibility-confidential = Hanya kantor yang menangani
    .explain = Tidak tampil di daftar laporan warga.
    .fact = Hanya kantor yang menangani
status-new = Baru, belum dibaca petugas
status-verified = Sudah dibaca petugas
status-in-progress = Sedang dikerjakan
status-waiting = Menunggu keterangan pelapor
status-answered = Sudah dijawab
status-closed = Selesai
status-overdue = Lewat batas
ending-rejected = Tidak bisa diteruskan
ending-not-ours = Bukan wewenang kabupaten
ending-merged = Digabung dengan laporan lain
ending-withdrawn = Ditarik pelapor
span-years = { $count } tahun
span-days = { $count } hari
span-hours = { $count } jam
fact-kind = Jenis
fact-category = Topik
fact-place = Tempat
fact-unit = Ditangani
fact-received = Diterima
fact-photos = Foto
    .count = { $count } foto tersimpan
fact-visibility = Yang boleh melihat
fact-contact = Kontak
    .phone = Nomor berakhiran { $last }
    .mail = Surel di { $host }

## Janji

promise-basis = Dasarnya: { $rule }, { $span }.
promise-basis-service = Dasarnya: janji layanan { $rule }, { $span }.
promise-other = Batas menurut { $rule }, { $span }, jatuh pada { $day }; yang dipakai yang lebih dulu.
promise-other-service = Janji layanannya, { $span }, jatuh pada { $day }; yang dipakai yang lebih dulu.
promise-holidays = Hari libur tidak dihitung: { $list }.
promise-holiday = { $day } { $month } ({ $name })
promise-provisional = Tanggal ini masih bisa bergeser, karena hari libur { $year } belum ditetapkan.
promise-waiting = { $office } menunggu keterangan dari Bapak/Ibu sejak { $when }.
    .why = Selama menunggu, batas waktunya berhenti. Begitu dibalas, batas itu berjalan lagi.
promise-escalated = Atasan diminta memeriksa pada { $when }.
promise-no-need-to-repeat = Bapak/Ibu tidak perlu melapor ulang.

## Kesalahan isian

flaw-text-missing = Ceritakan dulu apa yang ingin disampaikan. Satu atau dua kalimat sudah cukup.
flaw-text-short = Tambahkan sedikit: apa yang terjadi dan di sebelah mana? Satu kalimat lagi sudah cukup.
flaw-text-long = Ceritanya { $count } huruf; paling panjang { $most }. Tolong pendekkan sedikit.
flaw-line-long = Paling panjang { $most } huruf. Tolong pendekkan sedikit.
flaw-not-a-choice = Pilih salah satu dari daftar.
flaw-unknown-place = Tempat ini tidak kami kenal di daerah ini. Pilih dari daftar, atau biarkan kosong.
flaw-bad-position = Posisi dari ponsel tidak terbaca. Pilih desanya saja, atau biarkan kosong.
flaw-phone-short = Nomor ini baru { $count } angka. Nomor HP biasanya 10 sampai 13 angka. Boleh juga dikosongkan.
flaw-phone-long = Nomor ini { $count } angka. Nomor HP biasanya 10 sampai 13 angka. Boleh juga dikosongkan.
flaw-bad-email = Alamat surel ini belum lengkap, misalnya nama@contoh.id. Boleh juga dikosongkan.
flaw-bad-contact = Isi nomor HP atau alamat surel. Boleh juga dikosongkan.
refusal-empty = Tulis dulu pesannya.
refusal-too-long = Paling panjang { $most } huruf. Tolong pendekkan sedikit.
refusal-closed = Laporan ini sudah selesai. Bila belum beres, pilih "Belum selesai".
refusal-not-closed = Laporan ini masih dikerjakan, jadi belum perlu dibuka kembali. Tulis saja keterangan tambahannya.
refusal-reason-missing = Tulis dulu alasannya.
refusal-not-possible = Ini tidak bisa dilakukan sekarang. Muat ulang halaman untuk melihat keadaan terakhir.
api-invalid = Ada isian yang perlu dilengkapi
    .help = { $count } isian belum benar. Belum ada yang tersimpan; kirim lagi setelah diperbaiki.
problem-photo = Berkas ini bukan foto yang bisa dibaca
    .help = Laporannya sudah tersimpan. Kirim foto lain, atau lanjutkan tanpa foto.
problem-code-mistyped = Ada satu huruf atau angka yang keliru
    .help = Periksa lagi, terutama 8 dan B, 5 dan S.
problem-code-unknown = Kode ini tidak kami temukan
    .help = Bentuknya benar. Mungkin dibuat di kantor yang belum tersambung; coba lagi besok pagi.

## Keadaan darurat

emergency-title = Ada yang terancam? Telepon { $number } sekarang
emergency-call = Telepon { $call }, jangan menunggu jawaban di sini. Sesudah itu laporannya tetap kami kerjakan.

## Beranda

home-title = Ada yang bisa kami bantu, Bapak, Ibu?
home-lead = Sampaikan masalah, pertanyaan, atau permohonan di sini. Gratis dan tanpa akun. Setiap laporan dijawab, dengan batas waktu yang pasti.
home-report = Buat laporan
home-phone = Telepon { $phone }
home-code = Sudah pernah melapor? Masukkan kode rahasianya
home-services = Layanan dan syaratnya
    .link = Lihat { $count } layanan: syarat, biaya, dan lamanya
home-figures-link = Lihat angka tiap kantor
home-levy = Diminta uang di luar tarif?
    .about = Laporkan. Laporan pungutan liar langsung masuk ke Inspektorat, tidak pernah tampil di daftar, dan tidak terbaca oleh kantor yang dilaporkan.
    .link = Laporkan pungutan liar

## Lapor

report-title = Apa yang ingin disampaikan?
report-emergency = Keadaan darurat: telepon { $call } dulu.
report-kind = Jenis laporan
report-text = Ceritakan dengan kata-kata sendiri
    .hint = Apa yang terjadi, sejak kapan, siapa yang terdampak. Bahasa sehari-hari tidak apa-apa.
report-category = Topik
report-choose = Pilih bila tahu
report-where = Di mana kejadiannya?
report-village = Desa atau kelurahan
report-whole-district = Kecamatan { $name }
report-spot = Patokan
    .hint = Misalnya: depan masjid, dermaga lama, RT 03
report-position = Pakai posisi ponsel ini
report-position-found = Posisi ponsel ikut dikirim.
report-position-lost = Posisi ponsel tidak didapat. Tidak apa-apa, pilih desanya saja.
report-alike = Mungkin sudah dilaporkan
    .hint = Kalau halnya sama, tambahkan suara: petugas memeriksanya, lalu jawaban atas laporan itu sampai juga ke Bapak/Ibu.
report-alike-other = Laporan saya tentang hal lain
report-alike-add = Tambahkan suara saya: { $title }
report-alike-since = dilaporkan { $day }
report-alike-voices = { $count } suara
report-alike-read = Baca dulu:
report-alike-none = Belum ada laporan serupa di sekitar tempat itu. Silakan kirim laporan ini.
report-alike-lacking = Tulis dulu apa yang terjadi dan pilih desanya, lalu cari lagi.
report-alike-look = Cari laporan yang sama dulu
report-photo = Foto
    .hint = Paling banyak { $count } foto, masing-masing { $size }. Data tempat dan waktu di dalam berkas foto kami hapus. Umum hanya melihat foto yang sudah diperiksa petugas.
report-photo-kept = { $count } foto sudah tersimpan dan ikut terkirim.
report-photo-too-many = Paling banyak { $most } foto; sisanya tidak ikut.
report-photo-too-large = Foto ke-{ $n } besarnya { $size }; paling besar { $most }.
report-photo-unreadable = Berkas ke-{ $n } bukan foto yang bisa dibaca. Coba foto JPEG, PNG, atau WebP.
report-visibility = Siapa yang boleh melihat laporan ini?
    .hint = Baru tampil setelah dibaca petugas. Laporan pungutan liar dan kekerasan tidak pernah ditampilkan.
report-reach = Siapa Bapak/Ibu, dan bagaimana kami menghubungi?
    .hint = Dipakai petugas hanya untuk laporan ini. Tanpa diisi pun, jawaban bisa dilihat dengan kode rahasia.
report-sapa = Sapaan
report-sapa-none = Tidak memilih
report-name = Nama
report-contact = Nomor HP atau surel
report-act = Kirim laporan
report-after = Setelah dikirim, Bapak/Ibu langsung mendapat nomor laporan, kode rahasia, dan batas waktu jawaban.
report-privacy = Data apa yang kami simpan?
report-too-many = Terlalu banyak laporan dalam satu jam. Tunggu { $minutes } menit, lalu tekan kirim lagi; semua yang ditulis masih ada.
report-sending = Mengirim laporan…
report-sending-photo = Laporan sudah tersimpan. Mengirim foto { $n } dari { $count }: { $share } dari 100 bagian.
report-cut = Belum ada sinyal. Tulisan tersimpan di ponsel ini dan terkirim sendiri begitu ada sinyal; biarkan halaman ini terbuka.
report-cut-photo = Sinyal terputus. Laporan sudah kami terima; fotonya dilanjutkan begitu ada sinyal.
report-skip-photos = Lanjutkan tanpa menunggu foto
report-restored = Tulisan yang belum terkirim masih ada di ponsel ini.
report-no-network = Tidak ada sambungan.
    .kept = Laporan disimpan di ponsel ini dan dikirim begitu ada sinyal.

## Laporan yang menunggu di ponsel

outbox-waiting = { $count } laporan belum terkirim
    .many = { $count } laporan belum terkirim
outbox-all-sent = Laporan sudah terkirim
outbox-shared = Laporan ini ada di ponsel ini sampai terkirim dan dicatat. Siapa pun yang memakai ponsel ini bisa membacanya.
outbox-open = Ponsel ini tidak bisa menyimpan laporan. Biarkan halaman ini terbuka sampai terkirim.
outbox-closing = Bila halaman ini ditutup, buka lagi saat ada sinyal.
outbox-written = Ditulis { $when }.
outbox-photos = Dengan { $count } foto.
outbox-next = Dikirim begitu ada sinyal.
outbox-cut = Tidak ada sambungan. Dikirim begitu ada sinyal.
outbox-fault = Ada yang salah di pihak kami. Laporan masih tersimpan dan dicoba lagi sendiri.
outbox-no-room = Fotonya tidak muat di ponsel ini. Tulisannya tersimpan.
outbox-send = Kirim sekarang
outbox-delete = Hapus
outbox-sure = Hapus laporan ini dari ponsel? Tulisan dan fotonya tidak bisa dikembalikan.
outbox-spare = Jangan dihapus
outbox-discard = Ya, hapus
outbox-refused = Belum kami terima. Semua yang ditulis masih ada.
outbox-mend = Perbaiki
outbox-arrived = Terkirim { $when }.
outbox-note = Catat kode rahasia ini, atau foto layar ini. Kodenya hanya ada di ponsel ini dan hilang setelah Bapak/Ibu menekan tombol di bawah. Jangan bagikan kepada siapa pun.
outbox-photos-left = { $left } dari { $count } foto belum terkirim; dilanjutkan begitu ada sinyal.
outbox-photos-lost = { $count } foto tidak bisa kami terima.
outbox-follow = Buka laporan ini
outbox-noted = Sudah saya catat
outbox-notice = Nomornya { $number }. Buka Hadir untuk mencatat kode rahasianya.

## Sesudah terkirim

sent-title = Laporan sudah kami terima.
sent-thanks = Terima kasih.
sent-thanks-name = Terima kasih, { $name }.
sent-thanks-sapa = Terima kasih, { $sapa } { $name }.
sent-keep = Simpan kode rahasia ini
sent-number = Nomor laporan, boleh disebut kepada siapa saja
sent-next = Yang terjadi sesudah ini
sent-next-read = Petugas { $unit } membaca laporan
sent-next-answer = { $unit } menangani dan menjawab
sent-next-yours = Bapak/Ibu yang memutuskan: sudah selesai atau belum
    .else = Bila belum, laporan dibuka kembali

## Lacak

follow-title = Lacak laporan
follow-lead = Dengan kode rahasia, Bapak/Ibu membaca jawaban dan membalas. Tanpa akun.
follow-code = Kode rahasia
    .hint = 12 huruf dan angka, misalnya { $example }
follow-show = Lihat laporan
follow-lost = Kodenya hilang? Datang ke kantor mana saja dengan tanda pengenal; petugas memberi kode baru.
follow-no-code = Kode rahasia terdiri dari 12 huruf dan angka. Periksa lagi, mungkin ada yang terlewat.
follow-mistyped = Ada satu huruf atau angka yang keliru. Periksa lagi, terutama 8 dan B, 5 dan S.
follow-unknown = Kode ini benar bentuknya, tetapi tidak kami temukan. Mungkin dibuat di kantor yang belum tersambung; coba lagi besok pagi.
follow-unknown-here-address = Kode ini benar bentuknya, tetapi laporannya tidak ada di kantor ini. Coba buka di kantor tempat melapor, atau di { $address }.
follow-unknown-here = Kode ini benar bentuknya, tetapi laporannya tidak ada di kantor ini. Coba buka di kantor tempat melapor, atau tanyakan ke kantor kabupaten.
follow-wait-seconds = Terlalu banyak percobaan. Tunggu { $seconds } detik, atau telepon kantor.
follow-wait-minutes = Terlalu banyak percobaan. Tunggu { $minutes } menit, atau telepon kantor.
follow-report = Laporan { $number }
follow-number = Laporan { $number }
follow-untitled = Laporan tanpa judul
follow-thread = Percakapan
follow-about = Tentang laporan ini
follow-reply = Balas atau tambah keterangan
    .act = Kirim balasan
follow-solved = Apakah masalahnya sudah selesai?
follow-solved-yes = Sudah selesai
follow-solved-no = Belum selesai
follow-unsolved = Apa yang belum beres?
follow-unhappy = Tidak puas?
follow-superior = Mintalah atasan kantor ini memeriksa. Laporannya tetap dikerjakan.
    .act = Minta atasan memeriksa
follow-ombudsman = Bapak/Ibu juga bisa mengadu ke { $link }. Laporan ini tetap kami kerjakan.
follow-show-to = Ubah yang boleh melihat
    .hint = Bila dibuka lagi untuk umum, petugas membacanya dulu sebelum tampil.
    .act = Simpan pilihan
follow-ombudsman-done = Bapak/Ibu juga bisa mengadu ke { $link }.
follow-contest = Tidak setuju dengan penolakan ini?
    .about = Sanggahan membuka kembali laporan dengan batas waktu baru. Bila ada atasan lain, ia yang memegangnya, bukan yang menolaknya.
    .act = Sanggah penolakan
follow-contest-why = Mengapa penolakannya keliru?
follow-withdraw = Tarik laporan
    .about = Laporan yang ditarik tidak dikerjakan lagi dan tidak bisa dibuka kembali. Bila ada yang keliru, cukup tulis balasan.
    .act = Tarik laporan ini
follow-done-replied = Balasan sudah kami terima
follow-done-solved = Terima kasih. Laporan ini selesai
follow-done-reopened = Laporan dibuka kembali
follow-done-escalated = { $unit } diminta memeriksa
follow-done-withdrawn = Laporan sudah ditarik
follow-done-shown-to = Tersimpan. Yang boleh melihat: { $who }
follow-done-when = Tercatat { $when }.

## Percakapan

thread-you-reported = Bapak/Ibu melapor
thread-reporter-reported = Warga melapor
thread-named-reported = { $name } melapor
thread-you-replied = Bapak/Ibu membalas
thread-reporter-replied = Pelapor menambah keterangan
thread-officer = { $name }, { $unit }
thread-verified = Dibaca petugas { $unit }
thread-handed-on = Diteruskan ke { $unit }
thread-asked-you = { $unit } bertanya kepada Bapak/Ibu
thread-asked-reporter = { $unit } menunggu keterangan pelapor
thread-resumed = Dikerjakan lagi; batas barunya { $day }
thread-redated = Batas waktu pindah ke { $day }
thread-redated-from = Batas waktu pindah dari { $before } ke { $day }
thread-closed = { $unit } menyatakan selesai
thread-you-solved = Bapak/Ibu menyatakan sudah selesai
thread-reporter-solved = Pelapor menyatakan sudah selesai
thread-reopened = Dibuka kembali oleh { $unit }
thread-you-reopened = Bapak/Ibu menyatakan belum selesai; laporan dibuka kembali
thread-reporter-reopened = Pelapor menyatakan belum selesai; laporan dibuka kembali
thread-rejected = { $unit } tidak bisa meneruskan laporan ini
thread-not-ours = Ini bukan wewenang kabupaten
thread-you-contested = Bapak/Ibu menyanggah penolakan; laporan dibuka kembali
thread-reporter-contested = Pelapor menyanggah penolakan; laporan dibuka kembali
thread-contested-to = Diperiksa lagi di { $unit }, bukan oleh yang menolak
thread-merged = Digabung dengan laporan { $number }
thread-you-withdrew = Bapak/Ibu menarik laporan
thread-reporter-withdrew = Pelapor menarik laporan
thread-photos-added = { $count } foto ditambahkan
thread-photo-public = Foto ditampilkan untuk umum setelah diperiksa petugas
thread-photo-not-public = Foto tidak lagi ditampilkan untuk umum
thread-photo = Foto { $n }
    .follows = Foto lengkap menyusul.
    .missing = Foto { $n } menyusul.
thread-you-escalated = Bapak/Ibu meminta { $unit } memeriksa
thread-reporter-escalated = Pelapor meminta { $unit } memeriksa
thread-told = Batas menjawab { $day } terlewati. { $heads } sudah diberi tahu
thread-told-head = Pimpinan { $unit }
thread-escalated = Dibawa ke { $unit }
thread-you-show-to = Bapak/Ibu mengubah yang boleh melihat: { $who }
thread-published = Tampil di daftar laporan warga
thread-unpublished = Tidak lagi tampil di daftar laporan warga
thread-recoded = Kode rahasia diganti setelah petugas memeriksa tanda pengenal
thread-next-answer = Berikutnya: jawaban { $unit }
    .by = Paling lambat { $day }
thread-next-yours = Berikutnya: keterangan dari Bapak/Ibu
    .then = Tulis balasan di bawah ini
thread-next-reporter = Berikutnya: keterangan pelapor
thread-next-solved = Berikutnya: Bapak/Ibu menyatakan sudah selesai atau belum
    .silence = Tanpa kabar, laporan dianggap selesai pada { $day }
thread-next-solved-public = Berikutnya: pelapor menyatakan sudah selesai atau belum

## Laporan warga

public-title = Laporan warga
public-lead = Yang dilaporkan, siapa yang menangani, dan apakah sudah beres. Nama pelapor tampil hanya bila ia mengizinkan.
public-place = Tempat
public-category = Topik
public-status = Keadaan
public-all = Semua
public-show = Tampilkan
public-standing-working = Sedang dikerjakan
public-standing-overdue = Lewat batas
public-standing-done = Selesai
public-newest = Laporan terbaru
public-older = Laporan sebelumnya
public-shown = { $count } laporan di halaman ini
public-to-newest = Kembali ke laporan terbaru
public-rule = Laporan tampil setelah dibaca petugas. Laporan pungutan liar, kekerasan, dan yang diminta tertutup tidak pernah tampil.
public-none = Belum ada laporan yang ditampilkan
    .about = Laporan tampil di sini setelah dibaca petugas.
public-none-here = Tidak ada laporan yang cocok
    .about = Coba pilihan lain, atau lihat semuanya.
    .act = Lihat semua laporan
public-by = paling lambat { $day }
public-should-have = seharusnya dijawab { $day }
public-answered-within = dijawab dalam { $days } hari kerja
public-yours = Ini laporan Bapak/Ibu?
    .about = Buka { $link } dan masukkan kode rahasianya untuk membalas.
public-all-reports = Semua laporan warga

## Data terbuka

figures-title = Apakah kami menepati janji?
figures-lead = Angka ini dihitung langsung dari catatan laporan dan boleh dipakai siapa saja.
figures-kept = { $month }: { $received } laporan masuk. Dari { $judged } yang sudah dijawab atau lewat batas, { $intime } dijawab tepat waktu. Itu { $share }.
figures-in-time = Dijawab tepat waktu, { $month }
    .value = { $intime } dari { $judged } laporan, atau { $share }
figures-median = Median lama jawaban, { $month }
    .value = { $days } hari kerja. Setengah laporan dijawab lebih cepat dari ini
figures-overdue = Belum dijawab dan lewat batas saat ini
    .value = { $offices ->
        [0] { $count } laporan
       *[other] { $count } laporan, di { $offices } kantor
    }
figures-all = Sejak awal
    .value = { $received } laporan masuk, { $answered } sudah dijawab atau selesai
figures-months = Laporan masuk dan dijawab
    .finding = Paling banyak laporan masuk pada { $month }: { $received }.
    .table = Laporan menurut bulan masuknya
figures-month = Bulan
figures-received = Masuk
figures-answered = Dijawab
figures-offices = Tepat waktu menurut kantor
    .about = Laporan yang masuk pada { $month }, di kantor dengan paling sedikit { $least } laporan.
    .table = Tepat waktu, { $month }
figures-office = Kantor
figures-share = Dari 100
figures-count = Laporan
figures-long = Berapa hari sampai dijawab
    .finding = Dari { $before } hari kerja pada { $first } menjadi { $after } hari kerja pada { $last }.
    .table = Median lama jawaban menurut bulan
figures-days = Hari kerja
figures-sealed = Laporan yang dijaga tertutup, misalnya tentang pungutan liar atau kekerasan, hanya masuk hitungan seluruh daerah, tidak masuk hitungan kantor mana pun. Jadi jumlah semua kantor bisa lebih kecil.
figures-download = Unduh dan periksa
figures-download-csv = Laporan per bulan dan kantor, CSV
figures-download-jsonl = Laporan warga tanpa data pribadi, JSONL
figures-proof = Tanda tangan catatan, untuk memeriksa bahwa tidak ada yang diubah
    .about = Setiap catatan ditandatangani dan terikat pada catatan sebelumnya. Simpan baris ini; bila kelak tidak cocok lagi, ada yang diubah.
figures-heads = Ujung setiap rantai catatan
figures-chain = Rantai
figures-commit = Catatan ke
figures-hash = Sidik
figures-fresh = Dihitung { $when }.
figures-none = Belum ada yang bisa dinilai
    .about = Laporan masuk sejauh ini: { $received }. Angka muncul di sini begitu ada yang dijawab atau lewat batas.

## Data pribadi

privacy-title = Data pribadi Bapak/Ibu
privacy-lead = Apa yang kami simpan, untuk apa, berapa lama, dan apa hak Bapak/Ibu.
privacy-kept = Apa yang disimpan, dan untuk apa
privacy-words = Isi laporan dan percakapan
    .why = Supaya laporan bisa ditangani, dijawab, dan diperiksa kembali.
privacy-place = Tempat dan posisi, bila diisi
    .why = Supaya petugas menemukan tempatnya. Posisi tepat tidak pernah ditampilkan kepada umum.
privacy-photos = Foto, bila dikirim
    .why = Supaya petugas melihat masalahnya. Data tempat, waktu, dan alat di dalam berkas foto dihapus sebelum disimpan.
privacy-name = Nama, sapaan, dan kontak, bila diisi
    .why = Supaya petugas tahu cara menyapa dan menghubungi. Semuanya boleh dikosongkan.
privacy-code = Sidik kode rahasia
    .why = Supaya kode membuka laporan. Kodenya sendiri tidak kami simpan, jadi tidak bisa bocor dari kami.
privacy-address = Alamat jaringan ponsel, sebentar saja
    .why = Supaya tidak ada yang menebak kode atau membanjiri meja petugas. Disimpan sebagai sidik, paling lama satu hari sejak percobaan terakhir.
privacy-phone = Di ponsel, laporan yang belum terkirim
    .why = Supaya tidak hilang saat tidak ada sinyal. Isinya, foto, dan kodenya tersimpan di ponsel itu saja, dan terhapus setelah Bapak/Ibu menekan “Sudah saya catat” atau menghapusnya. Siapa pun yang memakai ponsel itu bisa membacanya.
privacy-seen = Siapa yang melihat
    .about = Petugas kantor yang menangani laporan, dan atasannya. Kontak hanya terlihat oleh petugas yang memerlukannya.
    .closed = Laporan pungutan liar, kekerasan, atau keinginan menyakiti diri hanya dibuka oleh pemeriksa yang berwenang; kantor yang dilaporkan tidak melihatnya.
    .public = Umum hanya melihat laporan yang sudah dibaca petugas dan diizinkan pelapor. Pilihan itu bisa diubah kapan saja di halaman laporan. Nomor telepon, surel, dan nomor panjang di dalamnya ditutup. Foto hanya tampil bila petugas sudah memeriksanya; wajah dan pelat nomor di dalamnya bisa ditutup.
privacy-long = Berapa lama
    .case = Laporan disimpan selama diperlukan untuk menanganinya dan mempertanggungjawabkannya.
    .erased = Kata-kata, nama, kontak, dan foto bisa dihapus sungguh-sungguh, bila Bapak/Ibu memintanya. Yang tinggal hanya fakta tanpa isi, seperti jenis, kantor, dan tanggal, supaya hitungan tetap benar.
    .short = Potongan foto yang tidak selesai terkirim dibuang paling lama seminggu kemudian.
privacy-rights = Hak Bapak/Ibu
    .law = Menurut Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi, Bapak/Ibu berhak:
privacy-right-know = mengetahui data apa yang disimpan dan untuk apa;
privacy-right-copy = mendapat salinannya;
privacy-right-correct = memperbaiki yang keliru atau belum lengkap;
privacy-right-erase = meminta pengolahannya dihentikan dan datanya dihapus;
privacy-right-withdraw = menarik persetujuan, misalnya untuk menampilkan nama;
privacy-right-object = berkeberatan dan mengadukan pelanggaran.
privacy-how = Caranya: buka { $follow } dengan kode rahasia, lalu buka “Data saya”. Di sana terlihat apa yang disimpan, ada salinannya, dan penghapusan bisa diminta. Kantor menjawab permintaan itu dalam waktu yang tertulis di sana.
    .office = Bisa juga menghubungi kantor: { $ways }.
privacy-not = Yang tidak kami lakukan
    .about = Tidak ada iklan, tidak ada pelacak, tidak ada data yang dijual. Halaman untuk warga hanya menyimpan satu kuki, yaitu pilihan bahasa, dan hanya bila Bapak/Ibu memilihnya.

room-take-in = Catat laporan lisan

# A number that several reports bear, because an office's disk was once put back.
number-shared = { $count ->
    [2] Dua laporan memakai nomor { $number }
   *[other] { $count } laporan memakai nomor { $number }
}
number-shared-item = { $kind }, { $place }. Diterima { $day }.
    .anywhere = { $kind }. Diterima { $day }.
public-number-shared = Nomornya sama karena data kantor pernah dipulihkan dari cadangan. Semua laporan tetap kami simpan dan berlaku. Silakan pilih laporan yang Bapak/Ibu maksud.
