# The frame around every page.

language-switch = Baca dalam bahasa Indonesia

shell-title = { $title } · Hadir { $site }
shell-desk-title = { $title } · Meja Hadir
shell-skip = Langsung ke isi
shell-menu = Menu
shell-nav-head = Halaman utama
shell-nav-foot = Menu utama
shell-free = Pemerintah { $site }. Semua layanan di halaman ini gratis.
shell-emergency = Keadaan darurat: telepon { $call }, jangan menunggu jawaban di sini.
shell-rail = Meja kerja
shell-search = Cari laporan. Tombol pintas: garis miring
    .hint = Cari nomor, nama, atau kata
shell-sign-out = Keluar

nav-home = Beranda
nav-report = Buat laporan
nav-follow = Lacak laporan
nav-public-reports = Laporan warga
nav-services = Layanan
nav-presence = Siapa di kantor
nav-open-data = Data terbuka
nav-integrity = Lapor rahasia
nav-privacy = Data pribadi
nav-certificate = Sambungan aman
nav-sign-in = Masuk petugas
