# Taking back what was done at the desk.

meja-undo = Batalkan
meja-undone = (dibatalkan)
meja-deed-undone = Langkah “{ $deed }” dibatalkan
meja-refusal-superseded = Langkah ini tidak bisa dibatalkan lagi; sudah ada langkah lain sesudahnya.
meja-undo-too-late = Langkah ini tidak bisa dibatalkan lagi
    .help = Laporan itu sekarang di luar daftar Anda, dan di sana sudah ada langkah lain. Hubungi unit yang menanganinya bila laporan itu perlu kembali.

# The same as the citizen and the public read it.

thread-undone = (dibatalkan { $when })
