# Permohonan informasi publik: tambahan waktu, penolakan dengan dasar hukum.

## Dasar penolakan

ground-enforcement = Menghambat proses penegakan hukum (Pasal 17 huruf a UU 14/2008)
ground-competition = Mengganggu hak atas kekayaan intelektual atau persaingan usaha yang sehat (Pasal 17 huruf b UU 14/2008)
ground-defence = Membahayakan pertahanan dan keamanan negara (Pasal 17 huruf c UU 14/2008)
ground-nature = Mengungkapkan kekayaan alam Indonesia (Pasal 17 huruf d UU 14/2008)
ground-economy = Merugikan ketahanan ekonomi nasional (Pasal 17 huruf e UU 14/2008)
ground-foreign = Merugikan kepentingan hubungan luar negeri (Pasal 17 huruf f UU 14/2008)
ground-testament = Mengungkapkan akta otentik yang bersifat pribadi atau wasiat seseorang (Pasal 17 huruf g UU 14/2008)
ground-personal = Mengungkap rahasia pribadi (Pasal 17 huruf h UU 14/2008)
ground-memorandum = Surat antarbadan publik yang menurut sifatnya dirahasiakan (Pasal 17 huruf i UU 14/2008)
ground-by-law = Tidak boleh diungkapkan berdasarkan undang-undang lain (Pasal 17 huruf j UU 14/2008)
ground-not-held = Belum dikuasai atau didokumentasikan (Pasal 6 ayat (3) huruf e UU 14/2008)
ground-incomplete = Permohonan tidak lengkap dan tidak dilengkapi (PerKI 1/2021)

## Percakapan

thread-extended = { $unit } memakai tambahan waktu, yang hanya boleh satu kali.
thread-refused = { $unit } menolak permohonan ini. Dasarnya: { $ground }

## Meja

meja-act-extend = Perpanjang batas waktu
meja-extend-lead = Tambahan waktu hanya boleh satu kali, sebelum batasnya lewat. Batasnya pindah dari { $before } ke { $day } ({ $span }). Warga membaca tanggal baru dan alasannya.
meja-extend-why = Mengapa perlu waktu lebih
    .hint = Misalnya: datanya harus dikumpulkan dari lima kecamatan.
meja-extend-do = Perpanjang batas waktu
meja-deed-extended = Batas waktu diperpanjang sampai { $day }
meja-act-refuse = Tolak atau akhiri permohonan
meja-refuse-lead = Pemohon membaca dasar hukum dan alasannya, beserta cara mengajukan keberatan.
meja-end-refused = Permohonan ditolak
    .explain = Informasinya dikecualikan, belum dikuasai, atau permohonannya tidak lengkap. Pilih dasar hukumnya di bawah.
meja-end-ground = Dasar hukum penolakan
    .hint = Wajib bila permohonan ditolak. Untuk informasi yang dikecualikan, tulis hasil uji konsekuensinya di alasan.
meja-end-ground-none = Pilih dasar hukumnya
meja-end-ground-exempt = Informasi yang dikecualikan
meja-end-ground-other = Sebab lain
meja-deed-refused = Permohonan ditolak: { $ground }
meja-waits-ground = Dasarnya: { $ground }.
meja-refusal-not-information = Ini bukan permohonan informasi publik. Perbaiki jenis laporannya dulu.
meja-refusal-already-extended = Tambahan waktu hanya boleh satu kali dan sudah dipakai. Jawab sebelum batasnya lewat.
meja-refusal-too-late = Batas waktunya sudah lewat, jadi tidak bisa diperpanjang lagi. Jawab secepatnya.
meja-refusal-no-rule = Tabel aturan daerah ini belum memuat batas waktunya. Minta administrator menambahkannya.
meja-refusal-ground-missing = Pilih dasar hukumnya. Permohonan informasi hanya boleh ditolak dengan dasar hukum.

## Keberatan

objection-refused = Permohonan ditolak dengan alasan informasinya dikecualikan
    .article = Pasal 35 ayat (1) huruf a UU 14/2008
objection-periodic = Informasi yang wajib diumumkan berkala tidak disediakan
    .article = Pasal 35 ayat (1) huruf b UU 14/2008
objection-unanswered = Permohonan tidak ditanggapi
    .article = Pasal 35 ayat (1) huruf c UU 14/2008
objection-otherwise = Jawabannya tidak sesuai dengan yang diminta
    .article = Pasal 35 ayat (1) huruf d UU 14/2008
objection-unfulfilled = Permohonan tidak dipenuhi
    .article = Pasal 35 ayat (1) huruf e UU 14/2008
objection-cost = Biayanya tidak wajar
    .article = Pasal 35 ayat (1) huruf f UU 14/2008
objection-late = Informasi diberikan setelah batas waktunya lewat
    .article = Pasal 35 ayat (1) huruf g UU 14/2008
objection-with-article = { $ground } ({ $article })
outcome-granted = dikabulkan
outcome-partly = dikabulkan sebagian
outcome-refused = ditolak
refusal-already-objected = Keberatan sebelumnya masih menunggu keputusan. Tunggu keputusannya dulu.
refusal-object-instead = Permohonan informasi yang ditolak tidak dibuka lagi dengan cara ini. Jalannya keberatan kepada atasan, lalu Komisi Informasi.
refusal-already-decided = Keberatan ini sudah diputus. Bila belum puas, jalan berikutnya adalah Komisi Informasi.
refusal-too-late = Batas waktunya sudah lewat.
refusal-ground-missing = Pilih salah satu alasan keberatan.
objection-section = Keberatan
objection-title = Ajukan keberatan
objection-lead = Keberatan ini diputus oleh pimpinan { $unit }, bukan oleh kantor yang menjawab.
objection-possible = Tidak setuju dengan yang diterima? Keberatan bisa diajukan kepada pimpinan { $unit }. Gratis, dan tidak perlu datang.
objection-early = Selama batas menjawab belum lewat, keberatan bisa diajukan soal biaya atau informasi yang seharusnya diumumkan berkala.
objection-until = Bisa diajukan paling lambat { $day }.
objection-over = Batas mengajukan keberatan sudah lewat pada { $day }.
objection-ground = Apa alasan keberatannya?
objection-why = Jelaskan dengan kata-kata sendiri
    .hint = Apa yang kurang, dan apa yang seharusnya diberikan. Penjelasan ini dibaca pimpinan yang memutus.
objection-do = Kirim keberatan
objection-back = Kembali ke laporan
objection-kept = Yang baru ditulis, supaya bisa disalin:
objection-made = Keberatan { $number } diajukan { $when }.
objection-promise = Pimpinan { $unit } menanggapi keberatan ini paling lambat { $when }.
objection-late-promise = Pimpinan { $unit } seharusnya menanggapi keberatan ini paling lambat { $when }. Kami minta maaf.
objection-withdrawn = Permohonannya sudah Bapak/Ibu tarik, jadi keberatan ini tidak diputus lagi.
objection-waits = Keberatan ini menunggu keputusan pimpinan { $unit }.
objection-decided = Keberatan ini { $outcome } oleh pimpinan { $unit } pada { $day }.
    .then = Kantor yang menjawab wajib melaksanakannya.
objection-commission = Komisi Informasi
objection-dispute = Sengketa informasi bisa diajukan ke { $link }.
objection-dispute-by = Belum puas? Sengketa informasi bisa diajukan ke { $link } paling lambat { $day }.
follow-done-objected = Keberatan sudah kami teruskan kepada pimpinan { $unit }
thread-you-objected = Bapak/Ibu mengajukan keberatan kepada pimpinan { $unit }: { $ground }
thread-reporter-objected = Pelapor mengajukan keberatan kepada pimpinan { $unit }
thread-decided = Pimpinan { $unit }: keberatan { $outcome }
meja-objection = Keberatan { $number }
meja-objection-by = Menunggu keputusan pimpinan { $unit }, paling lambat { $day }.
meja-objection-late = Menunggu keputusan pimpinan { $unit }. Batasnya { $day } sudah lewat.
meja-objection-waits = Menunggu keputusan pimpinan { $unit }.
meja-objection-ground = Alasannya: { $ground }.
meja-act-decide = Putuskan keberatan { $number }
meja-act-decide-short = Putuskan keberatan
meja-decide-lead = Pemohon membaca putusan dan alasannya, beserta cara mengajukan sengketa ke Komisi Informasi.
meja-decide-outcome = Putusan
meja-decide-outcome-missing = Pilih dulu putusannya.
meja-decide-choice = Keberatan { $outcome }
meja-decide-granted = Informasinya diberikan. Permohonan yang sudah selesai dibuka kembali dengan batas waktu baru.
meja-decide-partly = Sebagian diberikan. Permohonan yang sudah selesai dibuka kembali dengan batas waktu baru.
meja-decide-refused = Yang dilakukan kantor itu tetap berlaku.
meja-decide-why = Alasan putusan
    .hint = Sebut informasi mana yang diberikan, mana yang tidak, dan mengapa.
meja-decide-do = Kirim putusan
meja-decided-meanwhile = Keberatan ini sudah diputus
meja-deed-objected = Pemohon mengajukan keberatan kepada pimpinan { $unit }
meja-deed-decided = Keberatan { $outcome }
meja-refusal-already-objected = Keberatan sebelumnya masih menunggu keputusan.
meja-refusal-object-instead = Permohonan informasi yang ditolak hanya dibuka lagi lewat keberatan pemohon kepada atasan.
meja-refusal-already-decided = Keberatan ini sudah diputus.

## Register

room-register = Register PPID
register-requests = Register permohonan informasi
register-objections = Register keberatan
register-lead = Terisi sendiri dari catatan permohonan. Yang ditangani tertutup tidak ada di sini.
register-to-objections = Lihat register keberatan
register-to-requests = Lihat register permohonan
register-download = Unduh CSV
register-book = Register
register-year = Tahun
register-all-years = Semua tahun
register-state = Keadaan
register-any-state = Semua
register-waiting = Belum dijawab atau diputus
register-number = Nomor
register-date = Tanggal
register-identity = Pemohon
register-asked = Informasi yang diminta
register-unit = Kantor
register-due = Batas
register-due-extended = { $day }, sudah diperpanjang
register-decision = Keputusan
register-ground = Dasar penolakan
register-answered = Tanggal jawaban
register-request = Nomor permohonan
register-objection-ground = Alasan keberatan
register-superior = Atasan yang memutus
register-objection-due = Batas tanggapan
register-objection-decision = Putusan
register-decided = Tanggal tanggapan
register-refused = Ditolak
register-given = Dijawab
register-open = Belum dijawab
register-open-late = Belum dijawab, lewat batas
register-decided-later = Sudah diputus
register-undecided = Menunggu putusan
register-undecided-late = Menunggu putusan, lewat batas
register-no-requests = Tidak ada permohonan informasi di sini
    .next = Laporan yang dicatat sebagai permohonan informasi publik masuk register ini sendiri.
register-no-objections = Tidak ada keberatan di sini
    .next = Keberatan yang diajukan pemohon masuk register ini sendiri.
register-show-all = Lihat semuanya
register-shown = { $count } catatan di halaman ini
