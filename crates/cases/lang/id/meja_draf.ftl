# Drafts of answers, and who else has a report open.

meja-draft-here = Draf tersimpan sendiri di peramban ini, juga bila listrik padam.
meja-draft-kept = Draf Anda tersimpan { $at }.
meja-draft-keep = Simpan draf
meja-draft-of = Draf { $name }, disimpan { $at }
meja-draft-use = Pakai
    .help = Ditambahkan di bawah tulisan Anda.
meja-readers = { $name } juga membuka laporan ini sejak { $at }.
meja-readers-more = { $count ->
   *[other] { $count } rekan lain juga membukanya.
}
