# The desk of the staff.

meja-view-inbox = Kotak masuk
meja-view-mine = Tugas saya
meja-view-overdue = Lewat batas
meja-view-waiting = Menunggu warga
meja-view-unassigned = Belum ditugaskan
meja-view-done = Selesai
meja-view-sealed = Lapor tertutup
meja-count-more = { $count }+
meja-reports = { $count } laporan
meja-reports-more = lebih dari { $count } laporan
meja-about-inbox = { $reports } terbuka. { $now }.
meja-about = { $reports }. { $now }.
meja-about-done = Yang terakhir berubah ada di atas. { $now }.
meja-take-in = Catat lisan
meja-shown = { $count } laporan di halaman ini

meja-filter = Saring
meja-filter-any = Semua
meja-filter-handler = Petugas
meja-filter-channel = Saluran
meja-filter-from = Diterima sejak
meja-filter-until = Sampai
meja-filter-none = Hapus saringan
meja-filter-myself = Saya sendiri
meja-filter-nobody = Belum ada petugas
meja-filter-found = { $count ->
        [0] Tidak ada laporan yang cocok.
       *[other] { $count } laporan cocok.
    }
meja-filter-found-so-far = { $count } laporan cocok dari { $looked } yang terdekat. Yang berikutnya di bawah.
meja-filter-show = Tampilkan
meja-filter-view = Daftar
meja-filter-unit = Unit
meja-filter-all = Semua unit saya

meja-group-counted = { $title }: { $count }
meja-group-overdue = Lewat batas
meja-group-today = Jatuh tempo hari ini
    .about = Kantor tutup { $clock }
meja-group-week = Minggu ini
meja-group-later = Sesudah minggu ini
meja-group-waiting = Menunggu warga
    .about = Waktunya berhenti sampai warga menjawab
meja-left-just-passed = Baru saja lewat
meja-left-paused-late = Berhenti, sudah lewat batas
meja-left-today = Hari ini sampai { $clock }
meja-left-until = Sampai { $day }
meja-done = { $status }, { $date }
meja-done-answered = Dijawab
meja-done-closed = Selesai
meja-done-ended = Diakhiri
meja-erased = Kata-katanya sudah dihapus
meja-line = { $place }. { $excerpt }
meja-danger = Menyangkut keselamatan. { $line }
meja-kind-and-channel = { $kind }, { $channel }
meja-officer-none = Belum ditugaskan
meja-officer-elsewhere = Petugas kantor lain

meja-channel-web = web
meja-channel-walk-in = lisan
    .choice = Datang sendiri
meja-channel-phone = telepon
    .choice = Lewat telepon
meja-channel-sms = SMS
meja-channel-whatsapp = WhatsApp
meja-channel-email = surel
meja-channel-social = media sosial
meja-channel-api = aplikasi lain
meja-channel-import = data lama

meja-empty-inbox = Tidak ada laporan terbuka
    .next = Semua laporan di unit Anda sudah dijawab. Laporan baru langsung tampil di sini.
meja-empty-mine = Belum ada tugas untuk Anda
    .next = Laporan yang Anda ambil atau yang diteruskan kepada Anda tampil di sini.
meja-empty-overdue = Tidak ada yang lewat batas
    .next = Semua janji waktu di unit Anda masih terjaga.
meja-empty-waiting = Tidak ada yang menunggu warga
    .next = Laporan yang waktunya berhenti karena kita bertanya kepada pelapor tampil di sini.
meja-empty-unassigned = Semua laporan sudah ada petugasnya
    .next = Laporan baru yang belum diambil siapa pun tampil di sini.
meja-empty-done = Belum ada yang selesai
    .next = Laporan yang sudah dijawab atau ditutup tampil di sini.
meja-empty-sealed = Tidak ada laporan tertutup
    .next = Laporan pungutan liar, kekerasan, dan hal yang harus dijaga tampil di sini, hanya untuk Anda yang berhak.
meja-empty-all = Buka kotak masuk
meja-search = Hasil pencarian
meja-search-about = Yang terbaru ada di atas. Laporan tertutup tidak ikut dicari.
meja-found = Cocok dengan “{ $words }”
meja-found-none = Tidak ada yang cocok dengan “{ $words }”
    .next = Coba satu kata saja, atau nomor laporan yang lengkap.

meja-thread = Percakapan
meja-thread-channel = , lewat { $channel }
meja-thread-written-by = , ditulis { $name }
meja-thread-answer = , menjawab pokok laporan
meja-thread-posted = , kabar untuk pelapor
meja-thread-note = Catatan internal, { $name }
meja-thread-by = , oleh { $name }
meja-office = Kantor
meja-reporter = Pelapor tanpa nama

meja-deed-received = Laporan diterima
meja-deed-replied = Pelapor menulis lagi
meja-deed-answered = Jawaban terkirim
meja-deed-posted = Kabar untuk pelapor terkirim
meja-deed-noted = Catatan internal tersimpan
meja-deed-verified = Laporan sudah dibaca
meja-deed-published = Ditampilkan untuk umum
meja-deed-unpublished = Ditarik dari umum
meja-deed-assigned = Diteruskan ke { $unit }
meja-deed-assigned-person = Ditangani { $name }, { $unit }
meja-deed-paused = Bertanya kepada pelapor, waktu berhenti
meja-deed-resumed = Waktu berjalan lagi
meja-deed-closed = Dinyatakan selesai
meja-deed-closed-citizen = Pelapor menyatakan selesai
meja-deed-reopened = Dibuka kembali
meja-deed-merged = Digabung ke { $number }
meja-deed-redated = Batas waktu dihitung ulang
meja-deed-recoded = Kode rahasia baru diberikan
meja-deed-photographed = Foto ditambahkan
meja-deed-escalated = Dimintakan kepada { $unit }
meja-deed-sealed = Dijaga dalam lingkaran tertutup: { $why }
meja-deed-classified = Topik diperbaiki
meja-done-at = { $deed }, { $clock }
meja-after-act = Langkah berikutnya ada di akhir percakapan.
meja-left-sight = Laporan { $number } sekarang di luar daftar Anda.
meja-meanwhile-title = Sementara Anda menulis
meja-meanwhile = Sementara itu { $who }: { $deed }, { $clock }.

meja-next-you = Giliran Anda menjawab
meja-next-unit = Giliran { $unit } menjawab
meja-next-due = paling lambat { $due }
meja-next-waiting = Menunggu pelapor menjawab
    .when = Waktu berjalan lagi begitu ia menulis
meja-next-answered = Menunggu kata pelapor: selesai atau belum
meja-next-answered-when = ditutup otomatis { $at } bila pelapor tidak membalas

meja-promise-waiting = Waktu berhenti sejak { $since }, menunggu jawaban pelapor.
meja-promise-late = { $unit } seharusnya menjawab paling lambat { $when }.
meja-promise-answered = Sudah dijawab. Bila pelapor tidak membalas, laporan ditutup otomatis { $at }.
meja-promise-done = Laporan ini sudah selesai. Pelapor masih bisa meminta dibuka kembali.

meja-contested = Dua kantor memindahkannya: { $line }
meja-group-contested = Perlu diputuskan: { $count }
    .about = Dua kantor memindahkan laporan yang sama ketika belum tersambung. Buka, lalu tentukan siapa yang menangani.
meja-conflict = Dua kantor memindahkan laporan ini pada waktu yang sama. Mana yang benar?
meja-conflict-act = { $who }: { $deed }, { $at }
meja-conflict-settle = Kedua tindakan tercatat. Yang terakhir di daftar ini berlaku sementara.
meja-conflict-link = Tentukan siapa yang menangani

meja-beyond = Laporan ini memuat langkah dari versi Hadir yang lebih baru
meja-beyond-help = Program di kantor ini belum mengenalnya. Sampai diperbarui, laporan hanya bisa dibaca di sini, dan tidak tampil di luar kantor.

meja-facts = Fakta laporan
meja-fact-status = Keadaan
meja-fact-kind = Jenis
meja-fact-category = Topik
meja-fact-category-none = Belum ada topik
meja-fact-left = Sisa
meja-fact-place = Tempat
meja-fact-place-none = Tidak disebut
meja-fact-reporter = Pelapor
meja-fact-reporter-none = Tanpa nama
meja-fact-reporter-sapa = { $name }, sapaan { $sapa }
meja-fact-contact = Kabar ke
meja-fact-contact-none = Tidak ada; pelapor membaca dengan kodenya
meja-fact-visibility = Terlihat
meja-fact-published = Tampil untuk umum sejak { $since }
meja-fact-unpublished = Belum ditampilkan
meja-fact-handled = Ditangani
meja-fact-handled-you = { $unit }, Anda sendiri
meja-fact-handled-by = { $unit }, { $name }
meja-fact-handled-none = { $unit }, belum ada petugas
meja-fact-received = Diterima
meja-fact-received-how = { $moment }, { $channel }
meja-fact-circle = Tertutup

meja-circle-levy = Pungutan liar
meja-circle-violence = Kekerasan
meja-circle-self-harm = Bahaya bagi diri sendiri
meja-circle-child = Anak dalam bahaya
meja-circle-misconduct = Perilaku petugas
meja-ending-rejected = Ditolak dengan alasan
meja-ending-not-ours = Bukan wewenang kabupaten
meja-ending-merged = Digabung dengan laporan lain
meja-ending-withdrawn = Ditarik pelapor

meja-other-acts = Tindakan lain
meja-act-take-up = Ambil
meja-act-hand-on = Teruskan
meja-act-ask = Tanya pelapor
meja-act-resume = Lanjutkan waktu
meja-act-close = Nyatakan selesai
meja-act-reopen = Buka kembali
meja-act-publish = Tampilkan untuk umum
meja-act-retitle = Perbaiki judul untuk umum
meja-act-unpublish = Tarik dari umum
meja-act-classify = Perbaiki topik
meja-act-escalate = Minta keputusan atasan
meja-act-end = Akhiri tanpa jawaban
meja-act-new-code = Beri kode rahasia baru
meja-back = Kembali ke laporan

meja-answer = Jawaban untuk pelapor
meja-answer-what = Kirim sebagai
meja-answer-settles = Jawaban atas laporan ini
    .explain = Laporan tercatat sudah dijawab. Bila pelapor tidak membalas, laporan ditutup otomatis { $day }.
meja-answer-posted = Kabar sementara
    .explain = Pelapor membacanya, tetapi batas waktu tetap berjalan.
meja-answer-send = Kirim jawaban
meja-answer-reads-public-named = Tampil di halaman pelapor dan halaman umum. Nama Anda ikut tampil.
meja-answer-reads-public = Tampil di halaman pelapor dan halaman umum, tanpa nama Anda.
meja-answer-reads-reporter-named = Tampil di halaman pelapor. Nama Anda ikut tampil.
meja-answer-reads-reporter = Tampil di halaman pelapor, tanpa nama Anda.
meja-note = Catatan internal
meja-note-keep = Simpan sebagai catatan internal
meja-note-who-reads = Hanya dibaca rekan kerja. Pelapor tidak melihatnya.
meja-draft-kept = Draf tersimpan sendiri di peramban ini, juga bila listrik padam.

meja-hand-on-lead = Batas waktu tetap berjalan. Bila unitnya berganti, pelapor membaca ke mana dan mengapa.
meja-hand-on-to = Diteruskan kepada
    .hint = Pilih unitnya, atau langsung orangnya.
meja-hand-on-choose = Pilih unit atau orang
meja-hand-on-unit = { $unit }, siapa saja
meja-hand-on-why = Alasan
    .hint = Misalnya: dermaga diurus dinas itu.
meja-hand-on-do = Teruskan laporan

meja-ask-lead = Waktu berhenti sampai pelapor menjawab, lalu berjalan lagi tepat dari sisanya.
meja-ask-question = Pertanyaan untuk pelapor
    .hint = Sebut apa yang kurang dan mengapa dibutuhkan.
meja-ask-do = Kirim pertanyaan dan hentikan waktu

meja-publish-lead = Semua orang akan melihat judul ini, isi laporan tanpa nomor kontak, dan jawaban kantor. Catatan internal dan foto tidak tampil.
meja-publish-title = Judul untuk umum
    .hint = Tanpa nama orang dan tanpa nomor telepon.
meja-publish-do = Tampilkan
meja-unpublish-lead = Laporan hilang dari halaman umum. Pelapor tetap bisa membukanya.
meja-unpublish-why = Alasan
    .hint = Tercatat untuk rekan kerja.
meja-unpublish-do = Tarik dari umum

meja-close-lead = Pelapor membaca bahwa laporannya selesai, dan bisa membukanya kembali.
meja-close-why = Apa katanya, atau apa yang sudah dikerjakan
    .hint = Dibaca pelapor.
meja-close-do = Nyatakan selesai
meja-reopen-lead = Laporan kembali dikerjakan dengan batas waktu yang dihitung dari sekarang.
meja-reopen-why = Alasan dibuka kembali
    .hint = Dibaca pelapor.
meja-reopen-do = Buka kembali
meja-escalate-lead = Kepala unit di atas melihat laporan ini. Batas waktu tetap berjalan.
meja-escalate-why = Keputusan yang diminta
    .hint = Tulis apa yang perlu diputuskan, dan pilihannya.
meja-escalate-do = Minta keputusan
meja-end-lead = Pelapor membaca alasannya dan bisa menyanggahnya.
meja-end-how = Bagaimana laporan ini berakhir?
meja-end-how-missing = Pilih dulu salah satu.
meja-end-rejected = Tidak bisa dipahami, atau bertentangan dengan hukum.
meja-end-not-ours = Sebut lembaga yang berwenang di alasan.
meja-end-merged = Perkara yang sama berlanjut di laporan lain.
meja-end-into = Nomor laporan yang berlanjut
    .hint = Hanya bila digabung. Misalnya SBT-26-0412.
meja-end-why = Alasan
    .hint = Dibaca pelapor. Tulis dengan kata-kata yang mudah.
meja-end-do = Akhiri laporan

meja-classify-lead = Topik membantu laporan sampai ke unit yang tepat.
meja-classify-open = Tidak tertutup
meja-classify-circle-hint = Laporan tertutup tidak pernah tampil untuk umum, dan hanya dilihat inspektur serta petugas yang ditunjuk. Laporan pindah ke unit yang menjaganya; Anda sendiri mungkin tidak bisa membukanya lagi. Laporan pungutan liar langsung tertutup.
meja-classify-unknown = Pilih dari daftar.
meja-classify-do = Simpan topik

meja-new-code-lead = Kode lama langsung mati. Kode baru tampil satu kali, untuk dicetak atau dicatat.
meja-new-code-who = Apakah orangnya sudah diperiksa?
meja-new-code-checked = Ya, ini memang pelapornya
    .explain = KTP cocok dengan nama pelapor, atau ia tahu isi laporan yang tidak tampil untuk umum.
meja-new-code-unchecked = Periksa dulu siapa orangnya, lalu beri tanda di sini.
meja-new-code-do = Beri kode baru

meja-slip = Tanda terima
meja-slip-lead = Cetak sekarang, atau minta pelapor mencatat kodenya. Kode hanya tampil satu kali.
meja-slip-about = Perkara
meja-slip-next = Catat laporan berikutnya
meja-slip-open = Buka laporan
meja-slip-gone = Kode sudah pernah ditampilkan
    .next = Kode tidak disimpan di mana pun. Bila pelapor kehilangan kodenya, beri kode baru.
meja-slip-kept = Laporan { $number } sudah tersimpan
    .next = Laporan ini sudah sampai ke unit yang menanganinya, jadi tidak ada di daftar Anda. Kode rahasia hanya tampil satu kali dan tidak disimpan di mana pun. Bila pelapor belum mencatatnya, unit itu dapat memberi kode baru: pelapor cukup menyebut nomor ini dan menunjukkan KTP.

meja-take-in-title = Catat laporan lisan
meja-take-in-lead = Tulis seperti yang diucapkan. Bacakan kembali sebelum disimpan.
meja-take-in-text = Yang disampaikan
meja-take-in-channel = Bagaimana disampaikan
meja-take-in-channel-missing = Pilih datang sendiri atau lewat telepon.
meja-take-in-sapa = Sapaan
meja-take-in-name = Nama
meja-take-in-contact = Nomor HP
    .hint = Boleh nomor keluarga.
meja-take-in-visibility-hint = Tanyakan kepada pelapor. Tidak ada yang tampil sebelum petugas melihatnya.
meja-take-in-unknown = Pilih bila tahu
meja-take-in-district = { $name }, seluruhnya
meja-take-in-place = Desa atau kelurahan
meja-take-in-spot = Tepatnya di mana
meja-take-in-unit = Untuk unit
    .hint = Bila tidak dipilih, laporan sampai ke unit yang biasa mengurusnya.
meja-take-in-unit-usual = Unit yang biasa
meja-read-back = Bacakan kembali
meja-read-back-words = Bacakan yang tertulis di atas, lalu tanyakan: betul begitu?
meja-read-back-pattern = “{ $who } dari { $place }: { $text } Betul begitu?”
meja-take-in-do = Simpan dan beri kode

meja-key-move = turun, naik
meja-key-open = buka
meja-key-answer = balas
meja-key-hand-on = teruskan
meja-key-search = cari
meja-key-off = tombol pintas
meja-keys-switch = Tombol pintas
meja-keys-off = Matikan tombol pintas
meja-keys-on = Hidupkan tombol pintas

meja-refusal-unknown = Laporan ini tidak ada.
meja-refusal-not-allowed = Anda tidak berhak melakukan ini.
meja-refusal-empty = Tulis dulu isinya.
meja-refusal-too-long = Terlalu panjang; paling banyak { $count } huruf.
meja-refusal-closed = Laporan ini sudah selesai. Buka kembali dulu bila masih ada yang dikerjakan.
meja-refusal-not-closed = Laporan ini masih terbuka.
meja-refusal-already-waiting = Laporan ini sudah menunggu jawaban pelapor.
meja-refusal-not-waiting = Laporan ini tidak sedang menunggu pelapor.
meja-refusal-unknown-unit = Pilih unit dari daftar.
meja-refusal-not-in-unit = Orang itu tidak bekerja di unit itu. Pilih lagi.
meja-refusal-already-there = Laporan ini sudah di sana. Pilih unit atau orang lain.
meja-refusal-never-public = Laporan tertutup tidak pernah ditampilkan untuk umum.
meja-refusal-confidential = Pelapor meminta hanya kantor yang melihatnya.
meja-refusal-unknown-target = Nomor itu tidak ada di daftar Anda, atau laporan ini sendiri.
meja-refusal-reason-missing = Tulis alasannya. Pelapor berhak tahu.

# What an officer reads who acts on a case that is not, or no longer, theirs to see.
meja-out-of-sight = Laporan ini tidak ada, atau sudah diteruskan ke unit lain
    .help = Tulisan Anda belum terkirim. Bila masih diperlukan, salin dari sini: { $typed }

# A number that several reports bear.
meja-number-shared = Nomornya sama karena data kantor pernah dipulihkan dari cadangan. Semua laporan tetap berlaku, dengan kode rahasia masing-masing. Pilih yang Anda maksud.
meja-number-also = Nomor ini juga dipakai laporan lain.
    .which = Lihat semuanya
meja-end-into-shared = { $count ->
    [2] Dua laporan memakai nomor itu. Tulis salah satu: { $addresses }.
   *[other] { $count } laporan memakai nomor itu. Tulis salah satu: { $addresses }.
}
