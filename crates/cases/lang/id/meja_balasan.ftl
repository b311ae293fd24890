# What the citizen wrote and nobody has taken up yet, and what was brought before a superior.

meja-view-wrote = Balasan warga
meja-empty-wrote = Semua balasan warga sudah ditanggapi
    .next = Bila pelapor menulis lagi, juga sesudah laporannya dijawab atau ditutup, laporannya tampil di sini.
meja-group-wrote = Balasan warga
    .about = Sudah dijawab atau ditutup, tetapi pelapor menulis lagi
meja-row-wrote = Pelapor membalas { $date }. { $line }
meja-row-escalated = Atasan diminta memeriksa { $date }. { $line }
meja-wrote = Pelapor membalas { $at } dan belum ditanggapi
meja-wrote-open = Balas di akhir percakapan. Bila tidak perlu dibalas, tandai saja sudah dibaca.
meja-wrote-done = Laporan ini sudah selesai. Buka kembali bila masih ada yang harus dikerjakan; bila tidak, tandai saja sudah dibaca.
meja-act-read = Tandai sudah dibaca
meja-deed-read = Balasan pelapor sudah dibaca
