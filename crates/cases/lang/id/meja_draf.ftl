# Drafts of answers, and who else has a report open.

meja-draft-here = Tulisan Anda tersimpan di komputer ini; begitu tersambung juga di kantor.
meja-draft-kept = Draf Anda tersimpan { $at }. Rekan yang boleh melihat laporan ini dapat membacanya.
meja-draft-keep = Simpan draf
meja-draft-of = Draf { $name }, disimpan { $at }
meja-draft-use = Pakai
    .help = Ditambahkan di bawah tulisan Anda.
meja-readers = { $name } juga membuka laporan ini sejak { $at }.
meja-readers-more = { $count ->
   *[other] { $count } rekan lain juga membukanya.
}
