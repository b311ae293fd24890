# Lampiran jawaban dan catatan.

attached-photo = Foto: { $name }
attached-pdf = (PDF, { $size })
attached-beyond = (dari versi Hadir yang lebih baru)
meja-attach = Lampiran
    .hint = Foto atau PDF, paling banyak { $most } berkas. Ikut terkirim bersama teks di atas.
meja-attach-kept = Tetap dilampirkan
meja-attach-too-large = { $name } berukuran { $size }; paling besar { $most }. Tulisan dan berkas lain tetap ada.
meja-attach-unknown = { $name } bukan foto dan bukan PDF yang utuh. Simpan sebagai PDF, lalu lampirkan lagi. Tulisan dan berkas lain tetap ada.
meja-attach-too-many = Paling banyak { $most } berkas. Yang lebih tidak ikut dilampirkan.
