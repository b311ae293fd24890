# Nodes of offices: /kelola/simpul, and how fresh an office's picture is.

nodes-title = Simpul kantor
nodes-about = Apakah setiap kantor masih tersambung, dan apa yang belum sampai.
nodes-lead = Setiap kantor tetap bekerja tanpa sambungan. Yang perlu ditangani ada di atas.
nodes-enrol = Daftarkan kantor baru
nodes-caption = Simpul kantor dan keadaannya
nodes-none = Belum ada kantor yang terdaftar
    .next = Daftarkan kantor pertama; setelah itu keadaannya terlihat di sini.
nodes-node = Simpul
nodes-unit = Unit
nodes-numbers = Awal nomor
nodes-prefix = nomor { $prefix }
nodes-state = Keadaan
nodes-met = Terakhir tersambung
nodes-left = Belum sampai
nodes-machine = Komputer
nodes-certificate = Sertifikat
nodes-fine = Tidak ada masalah
nodes-own = Simpul ini
nodes-here = di sini
nodes-never = belum pernah
nodes-unknown = belum diketahui
nodes-left-none = Semua sudah sampai
nodes-left-there = Dari kantor itu: { $count } catatan
nodes-left-here = Ke kantor itu: paling banyak { $count } catatan
nodes-version = Hadir { $version }
nodes-disk = Sisa disk { $free } dari { $total }
nodes-until = sampai { $date }
nodes-minutes = { $count } menit
nodes-hours = { $count } jam
nodes-days = { $count } hari

nodes-forked = Ada dua versi catatan dari simpul ini: disknya pernah disalin atau dikembalikan. Keduanya tetap disimpan. Buat simpul baru di kantor itu, lalu daftarkan dengan kunci baru.
nodes-silent-here = Lebih dari { $hours } jam tanpa kabar. Telepon kantornya.
nodes-ended = Sertifikatnya sudah habis, jadi tidak bisa tersambung. Daftarkan ulang kantor ini.
nodes-disk-low = Disknya hampir penuh. Kosongkan ruang atau ganti disknya.
nodes-clock-ahead = Jamnya { $span } terlalu cepat. Minta kantor itu menyetel jam komputernya.
nodes-clock-behind = Jamnya { $span } terlalu lambat. Minta kantor itu menyetel jam komputernya.
nodes-ends-soon = Sertifikatnya segera habis. Daftarkan ulang sebelum tanggal itu.
nodes-unreached = Panggilan terakhir gagal, { $when }. Nanti dicoba lagi sendiri.
nodes-revoked = Dicabut pada { $date }

nodes-set-aside = Lihat catatan yang disisihkan
nodes-silent = { $count } kantor tanpa kabar lebih dari { $hours } jam
nodes-silent-one = { $name }: terakhir tersambung { $when }.
nodes-silent-rest = Dan { $count } kantor lainnya.
nodes-silent-next = Telepon kantornya, tanyakan listrik dan internetnya. Laporan di sana tetap tersimpan dan batas waktunya tetap berjalan.
nodes-silent-link = Lihat semua simpul kantor

nodes-office-lead = Pekerjaan di kantor ini tersimpan di sini dan terkirim sendiri begitu ada sambungan.
nodes-own-title = Simpul ini
nodes-called = Yang dihubungi
nodes-called-address = Alamat kabupaten: { $address }
nodes-called-none = belum diisi
nodes-last-met = Terakhir tersambung: { $when }

link-met = Terakhir tersambung dengan kabupaten { $when }
link-never-met = Belum pernah tersambung dengan kabupaten
link-unsent = { $met }; { $count } hal belum terkirim.
link-all-sent = { $met }; semua sudah terkirim.
link-reporter = Laporan Bapak/Ibu aman di kantor ini dan terkirim begitu sambungan kembali. Batas waktu tetap berjalan.
link-part = Hanya laporan yang diterima atau ditangani { $office } yang tampil di sini.
link-part-whole = Lihat laporan seluruh kabupaten
link-part-elsewhere = Laporan seluruh kabupaten ada di situs kabupaten.


https-ends = Sertifikat HTTPS simpul ini berlaku sampai { $day }
    .next = Sesudah itu HP dan komputer di kantor memberi peringatan. Di komputer simpul ini, hadir node show menampilkan baris permintaan; kirim ke kabupaten, terima sertifikatnya dengan hadir node join, lalu mulai ulang Hadir.
