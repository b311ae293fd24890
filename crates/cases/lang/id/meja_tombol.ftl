# The keys of the desk, as the page that lists them all says them; those in the line at the foot stand in meja.ftl.

meja-keys = Tombol pintas
meja-keys-lead = Satu huruf, tanpa tombol lain. Tidak berlaku selama Anda menulis. Tombol hanya membuka formulir; tidak ada yang langsung terkirim.
meja-keys-all = Semua tombol
meja-keys-key = Tombol
meja-keys-does = Gunanya
meja-keys-where = Di mana
meja-keys-list = Daftar laporan
meja-keys-case = Halaman laporan
meja-keys-anywhere = Daftar dan halaman laporan
meja-key-template = pilih contoh balasan
meja-key-ask = tanya pelapor
meja-key-close = selesai
meja-key-inbox = kotak masuk
meja-key-tick = pilih laporan
meja-key-bulk = tindakan untuk yang dicentang
meja-key-merge = gabungkan
meja-key-fresh = tampilkan yang baru
