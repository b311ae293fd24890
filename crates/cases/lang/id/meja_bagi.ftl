# Rules by which reports that nobody has go to the people of a unit.

room-rules = Pembagian
meja-rules = Pembagian laporan
meja-rules-lead = Laporan yang belum ada petugasnya diberikan otomatis kepada yang masuk kerja dan laporan terbukanya paling sedikit. Laporan tertutup tidak pernah dibagikan.
meja-rules-most = Aturan yang paling khusus dipakai: topik dan tempat sebelum topik saja, desa sebelum kecamatan.
meja-rules-none = Belum ada aturan.
    .about = Tanpa aturan, laporan menunggu di Belum ditugaskan sampai seseorang mengambilnya.
meja-rule-add = Tambah aturan
meja-rule-one = Aturan pembagian
meja-rule-reports = Laporan
meja-rule-people = Petugas
    .hint = Tanpa pilihan: semua petugas unit ini yang masuk kerja.
meja-rule-everybody = Semua petugas unit ini
meja-rule-force = Berlaku
meja-rule-since = Sejak { $day }
meja-rule-from = Mulai { $day }
meja-rule-replaced = Diganti aturan yang lebih baru
meja-rule-next = Laporan berikutnya untuk
meja-rule-nobody = Belum ada yang masuk kerja
meja-rule-category = Topik
meja-rule-any-topic = Semua topik
meja-rule-where = Tempat
meja-rule-any-place = Semua tempat
meja-rule-day = Berlaku mulai
    .hint = Kosong berarti hari ini.
meja-rule-keep = Simpan aturan
meja-rule-kept = Aturan tersimpan: { $about }
    .next = Laporan yang sudah ada petugasnya tidak dipindahkan.
meja-rule-drop = Hapus aturan
meja-rule-drop-about = Laporan yang sudah dibagikan tetap pada petugasnya.
meja-rule-gone = Aturan sudah dihapus
    .next = Laporan berikutnya menunggu sampai seseorang mengambilnya, kecuali ada aturan lain.
meja-rule-topic-place = Topik { $topic } di { $place }
meja-rule-topic = Topik { $topic }
meja-rule-place = Semua topik di { $place }
meja-rule-all = Semua laporan
meja-rule-reason = { $among ->
    [1] Menurut aturan untuk { $about }; hanya ia petugasnya yang masuk.
   *[other] Menurut aturan untuk { $about }; laporan terbukanya { $open }, paling sedikit di antara { $among } petugas yang masuk.
}
meja-rule-topic-unknown = Topik ini tidak ada lagi. Pilih yang lain.
meja-rule-place-unknown = Tempat ini tidak kami kenal. Pilih dari daftar.
meja-rule-not-in-unit = Ada yang tidak lagi menjawab laporan di unit ini. Periksa pilihannya.
meja-rule-too-many = Paling banyak { $count } petugas. Kosongkan semuanya bila untuk seluruh unit.
meja-rule-day-over = Tanggal ini sudah lewat. Pilih hari ini atau sesudahnya.
meja-rule-day-unreadable = Tanggal ini tidak terbaca. Tulis seperti 2026-11-30.
meja-rule-there = Sudah ada aturan untuk laporan yang sama mulai hari itu. Ubah aturan itu, atau pilih hari lain.
meja-rule-full = Unit ini sudah punya { $count } aturan. Hapus dulu yang tidak dipakai.
meja-deed-allotted = Diberikan otomatis kepada { $name }
