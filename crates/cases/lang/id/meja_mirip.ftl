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
