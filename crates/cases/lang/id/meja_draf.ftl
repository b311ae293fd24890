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

# Mentioning colleagues in a note.

meja-view-mentioned = Disebut rekan
meja-empty-mentioned = Tidak ada yang menyebut Anda
    .next = Catatan rekan yang memakai nama Anda muncul di sini sampai Anda membacanya.
meja-mention = Menyebut rekan dalam catatan
meja-mention-how = Tulis @ dan nama masuknya di catatan internal. Rekan itu menemukan laporan ini di Disebut rekan.
meja-mention-more = Rekan lain yang boleh membuka laporan ini juga bisa disebut.
meja-mentioned = { $name } menyebut Anda, { $at }
meja-mentioned-help = Catatannya ada di percakapan. Begitu Anda berbuat sesuatu di laporan ini, laporan keluar dari daftar.
meja-act-seen = Sudah saya baca
meja-note-mentions = Menyebut { $names }
meja-deed-seen = Sudah membaca catatan yang menyebutnya
meja-refusal-unknown-colleague = Tidak ada rekan bernama masuk “{ $name }” yang boleh membuka laporan ini. Periksa ejaannya, atau hapus tanda @.
meja-refusal-mention-in-circle = Di laporan tertutup rekan tidak bisa disebut. Hapus tanda @ dan sampaikan langsung kepadanya.
meja-refusal-too-many-mentions = Paling banyak { $count } rekan dalam satu catatan.
