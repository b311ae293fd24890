# Taking words out of what the public reads.

meja-act-redact = Samarkan kata
meja-redact-lead = Nama tetangga, nomor rumah, atau tuduhan kepada seseorang tidak perlu dibaca semua orang. Nomor telepon, NIK, surel, dan nama pelapor sudah disamarkan sendiri. Laporan aslinya tetap utuh untuk petugas.
meja-redact-parts = Kata yang disamarkan untuk umum
    .hint = Satu bagian per baris, persis seperti tertulis. Yang dihapus dari sini akan terbaca lagi.
meja-redact-look = Lihat dulu
meja-redact-read = Begini umum akan membacanya
meja-redact-do = Simpan
meja-deed-redacted = { $count ->
    [0] Tidak ada lagi kata yang disamarkan untuk umum
   *[other] { $count } bagian disamarkan untuk umum
}
meja-deed-shown-to = Pelapor mengubah yang boleh melihat: { $who }
meja-refusal-not-in-text = “{ $part }” tidak ada di laporan ini. Salin persis seperti tertulis, lalu simpan lagi.
meja-refusal-too-many = Paling banyak { $count } bagian. Hapus sebagian, atau jangan tampilkan laporan ini untuk umum.
meja-publish-redact = Ada nama atau keterangan orang lain di dalamnya? { $link } dulu.
