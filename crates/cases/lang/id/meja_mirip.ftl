# Other reports that are probably of the same matter.

meja-alike = Mungkin laporan yang sama
meja-alike-why = Alasannya: { $reasons }.
meja-alike-named = pelapor di halaman ini menambahkan suara pada laporan tersebut
meja-alike-named-by = pelapornya menambahkan suara pada laporan di halaman ini
meja-alike-words = kata yang sama: { $words }
meja-alike-metres = jaraknya sekitar { $metres } meter
meja-alike-village = desa atau kelurahan yang sama
meja-alike-district = kecamatan yang sama
meja-alike-topic = topik yang sama
meja-alike-same-day = diterima pada hari yang sama
meja-alike-earlier = { $days } hari lebih dahulu
meja-alike-later = { $days } hari sesudahnya

meja-suara = Gabungkan suara sekaligus
meja-suara-lead = Pelapor laporan-laporan ini menambahkan suara pada laporan yang sedang dibuka. Baca dulu, lepas centang yang halnya lain, lalu gabungkan.
meja-suara-which = Yang digabung ke laporan ini
meja-suara-do = Gabungkan yang dicentang
meja-suara-done = { $count } laporan digabung ke sini
    .next = Jawaban atas laporan ini sampai kepada semua pelapornya. Keliru? Batalkan di laporan yang digabung.
meja-suara-some = { $count } laporan digabung. Yang lain belum bisa:
meja-suara-none = Tidak ada suara yang menunggu
    .about = Laporan lain yang pelapornya menambahkan suara pada laporan ini tampil di sini.
meja-suara-none-chosen = Centang dulu laporan yang digabung.
