# Which photos the public sees, and what is covered in them.

meja-act-photo = Foto untuk umum
meja-photo-lead = Umum hanya melihat foto yang Anda tampilkan di sini. Tutup dulu wajah, pelat nomor, alamat, dan surat. Foto aslinya tetap utuh untuk petugas.
meja-photo-boxes = Bagian yang ditutup
    .hint = Ketuk kotak yang harus ditutup; ketuk lagi untuk membukanya.
meja-photo-box = Baris { $row }, kolom { $column }
meja-photo-show = Tampilkan untuk umum
meja-photo-change = Simpan
meja-photo-hide = Jangan tampilkan lagi
meja-photo-is-shown = Foto ini tampil untuk umum seperti di bawah.
meja-photo-is-hidden = Foto ini tidak tampil untuk umum.
meja-photo-not-yet = Laporannya sendiri belum ditampilkan; fotonya ikut tampil begitu laporan ditampilkan.
meja-photo-contested = Dua kantor menentukan foto ini tanpa saling tahu, jadi foto tidak tampil untuk umum. Tentukan sekali lagi.
meja-photo-shown-one = { $photo } (tampil)
meja-photo-not-here = Foto lengkapnya belum sampai di kantor ini. Sebagian fotonya baru bisa ditutup setelah foto itu sampai.
meja-photo-not-covered = Foto ini tidak bisa diolah dan tetap tidak tampil. Sampaikan kepada pengelola.
meja-deed-photo-shown = Foto ditampilkan untuk umum
meja-deed-photo-covered = Foto ditampilkan untuk umum, sebagian ditutup
meja-deed-photo-hidden = Foto tidak lagi tampil untuk umum
meja-refusal-no-photo = Foto ini sudah tidak ada di laporan.
meja-refusal-photo-decided = Rekan baru saja menentukan foto ini. Periksa kotaknya, lalu tekan tombolnya sekali lagi.
