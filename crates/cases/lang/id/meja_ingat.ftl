# Mengingatkan petugas dan memberi tahu pimpinan.

meja-view-told = Diingatkan
meja-empty-told = Tidak ada yang perlu diingatkan
    .next = Laporan muncul di sini bila batas waktunya mendekat atau sudah lewat.
meja-deed-warned = { $names } diingatkan: { $percent } persen waktunya sudah terpakai
meja-deed-told = Batas waktu lewat. { $names } diberi tahu
meja-deed-told-later = Pemberitahuan batas waktu
