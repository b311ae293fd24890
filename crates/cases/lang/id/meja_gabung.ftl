# Two reports of one matter become one that goes on.

meja-deed-joined = { $number } digabung ke laporan ini
meja-deed-parted = { $number } dipisahkan lagi dari laporan ini
meja-apart-itself = Itu laporan ini sendiri. Tulis nomor laporan yang lain.
meja-apart-circle = Laporan yang Anda pilih untuk berlanjut sudah digabung ke laporan yang satunya. Pilih yang satunya sebagai yang berlanjut.
meja-apart-elsewhere = Laporan yang Anda pilih untuk berlanjut sudah digabung ke laporan lain. Gabungkan ke laporan yang masih berjalan.
meja-apart-done = Salah satu dari keduanya sudah selesai. Bila masih ada yang harus dikerjakan, buka kembali dulu laporan itu.
meja-apart-circles = Yang satu ada di lingkaran tertutup, yang lain tidak. Laporan seperti itu tidak digabung, agar tetap tertutup.
meja-apart-not-allowed = Laporan yang satunya ditangani unit lain, jadi Anda belum bisa melakukannya. Mintalah unit itu, atau atasan kedua unit.

# The same as the citizen and the public read it.

thread-you-merged = Digabung dengan laporan { $number } tentang hal yang sama
thread-joined = Laporan lain tentang hal yang sama digabung ke laporan ini
thread-parted = Laporan yang digabung ke sini dipisahkan lagi
