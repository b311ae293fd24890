# One act on several reports.

meja-bulk = Beberapa laporan
meja-bulk-ticked = Yang dicentang:
meja-bulk-all = Semua di daftar ini, paling banyak { $count }
meja-bulk-hand-on = Teruskan
meja-bulk-take-up = Ambil
    .lead = Laporan menjadi tugas Anda, di unit yang menanganinya sekarang.
meja-bulk-classify = Perbaiki topik
    .lead = Lingkaran tertutup tidak berubah, kecuali topik pungutan liar: laporannya langsung tertutup.
meja-bulk-note = Tulis catatan
    .lead = Catatan yang sama masuk ke setiap laporan. Catatan tidak bisa dibatalkan.
meja-bulk-read = Tandai sudah dibaca
    .lead = Balasan warga yang tidak perlu dijawab keluar dari daftar Balasan warga.
meja-bulk-of = { $count } laporan dipilih
meja-bulk-act = { $act }: { $count } laporan
meja-bulk-none = Belum ada laporan yang dipilih
    .next = Centang laporan di daftar, lalu pilih tindakannya di bawah daftar.
meja-bulk-gone = { $count } laporan yang dipilih tidak ada di daftar Anda.
meja-bulk-choose = Pilih topik
meja-bulk-look = Periksa dulu
meja-bulk-back = Batal
meja-bulk-change = Ubah
meja-bulk-about = { $left ->
        [0] Ini yang akan terjadi. Laporan yang tidak dicentang tidak ikut.
       *[other] Ini yang akan terjadi. { $left } laporan tidak bisa ikut; alasannya ada di tabel. Yang tidak dicentang juga tidak ikut.
    }
meja-bulk-do = Jalankan
meja-bulk-failed = Tidak pasti tersimpan karena gangguan. Buka laporannya untuk melihatnya.
meja-bulk-already = Sudah begitu; tidak ada yang berubah.
meja-bulk-chosen = Laporan yang dipilih
meja-bulk-report = Laporan
meja-bulk-matter = Perkara
meja-bulk-outcome = Yang akan terjadi
meja-bulk-result = Hasil tindakan
meja-bulk-done-handed-on = { $count } laporan diteruskan
meja-bulk-done-taken-up = { $count } laporan Anda ambil
meja-bulk-done-classified = Topik { $count } laporan diperbaiki
meja-bulk-done-noted = Catatan tersimpan pada { $count } laporan
    .next = Catatan hanya dibaca rekan kerja dan tidak bisa dibatalkan.
meja-bulk-done-read = Balasan pada { $count } laporan ditandai sudah dibaca
    .next = Bila warga menulis lagi, laporannya muncul kembali di Balasan warga.
meja-bulk-undo-until = Bisa dibatalkan selama belum ditindak lagi.
meja-bulk-undone = { $count } laporan dikembalikan seperti semula
    .next = Pembatalan tercatat di percakapan setiap laporan.
meja-bulk-fixed = { $count } laporan tidak dikembalikan: { $numbers }
    .next = Laporan sudah ditindak lagi sejak itu.
meja-bulk-left = { $count } laporan tidak ikut
meja-bulk-forgotten = Tindakan ini tidak dikenal lagi
    .next = Hasil tindakan disimpan satu hari, dan hanya untuk yang melakukannya.
