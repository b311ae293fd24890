# Two reports of one matter become one that goes on.

meja-deed-joined = { $number } digabung ke laporan ini
meja-deed-parted = { $number } dipisahkan lagi dari laporan ini
meja-apart-itself = Itu laporan ini sendiri. Tulis nomor laporan yang lain.
meja-apart-circle = Keduanya sudah digabung, jadi tidak perlu digabung lagi.
meja-apart-elsewhere = Laporan yang Anda pilih untuk berlanjut sudah digabung ke laporan lain. Pilih laporan yang masih berjalan itu.
meja-apart-done = Salah satu dari keduanya sudah selesai. Bila masih ada yang harus dikerjakan, buka kembali dulu laporan itu.
meja-apart-circles = Yang satu ada di lingkaran tertutup, yang lain tidak. Laporan seperti itu tidak digabung, agar tetap tertutup.
meja-apart-not-allowed = Laporan yang satunya ditangani unit lain, jadi Anda belum bisa melakukannya. Mintalah unit itu, atau atasan kedua unit.

meja-act-merge = Gabungkan
meja-merge-lead = Dua laporan tentang hal yang sama dijadikan satu urusan. Keduanya tetap tersimpan utuh, dan langkah ini bisa dibatalkan.
meja-merge-with = Laporan yang satunya
    .hint = Nomornya, misalnya SBT-26-0412, atau kata-kata dari isinya.
meja-merge-look = Bandingkan
meja-merge-alike = Topiknya sama, masih berjalan
meja-merge-found = Pilih salah satu
meja-merge-received = diterima { $date }
meja-merge-unknown = Nomor itu tidak ada di daftar Anda. Periksa lagi nomornya.
meja-merge-none = Tidak ada laporan lain yang cocok. Coba kata lain, atau tulis nomornya.
meja-merge-which = Pilih salah satu laporan di bawah.
meja-merge-shared = { $count ->
    [2] Dua laporan memakai nomor itu. Pilih salah satu: { $addresses }.
   *[other] { $count } laporan memakai nomor itu. Pilih salah satu: { $addresses }.
}
meja-merge-title = Gabungkan dengan { $number }?
meja-merge-both = Pelapor dari laporan yang digabung membaca jawaban kantor untuk laporan yang berlanjut di halamannya sendiri, termasuk jawaban yang sudah ada. Nama dan tulisan pelapor yang lain tidak tampil di sana.
meja-merge-this = { $number }, laporan ini
meja-merge-other = { $number }
meja-merge-goes-on = Laporan mana yang berlanjut?
    .hint = Biasanya yang lebih dulu diterima, karena batas waktunya lebih dekat.
meja-merge-on = { $number } berlanjut
meja-merge-choose = Pilih dulu laporan yang berlanjut.
meja-merge-why = Pesan untuk pelapor yang laporannya digabung
    .hint = Misalnya: terima kasih, ini perkara yang sedang kami kerjakan.
meja-merge-do = Gabungkan
meja-merge-another = Pilih laporan lain
meja-merge-undo = Batalkan penggabungan
meja-goes-on = Laporan ini berlanjut di { $number }
meja-goes-on-how = Jawaban yang Anda tulis di sana dibaca juga oleh pelapor laporan ini.
meja-goes-on-elsewhere = Laporan itu ditangani unit lain. Jawabannya dibaca juga oleh pelapor laporan ini.
meja-joined = { $count ->
    [1] Satu laporan digabung ke sini. Semuanya { $voices } suara
   *[other] { $count } laporan digabung ke sini. Semuanya { $voices } suara
}
meja-joined-about = Jawaban Anda dibaca oleh semua pelapornya.
meja-joined-one = { $number }, { $date }. { $title }
meja-joined-open = Buka laporan { $number }
meja-joined-unseen = tidak bisa Anda baca dari sini.
meja-joined-wrote = Pelapor { $number } menulis { $at } dan belum ditanggapi.
meja-joined-take-up = Tanggapi
meja-joined-earlier = { $count ->
    [1] Satu lagi digabung lebih dulu:
   *[other] { $count } lagi digabung lebih dulu:
}
meja-fact-voices = Suara
meja-voices = { $count } pelapor
meja-row-voices = { $count } pelapor. { $line }

# The same as the citizen and the public read it.

thread-you-merged = Digabung dengan laporan { $number } tentang hal yang sama
follow-voice = Bapak/Ibu menambahkan suara pada laporan { $number }. Petugas memeriksa apakah halnya memang sama; kalau sama, keduanya dijawab bersama.
follow-goes-on = Laporan Anda digabung dengan laporan { $number } tentang hal yang sama. Jawaban kantor untuk laporan itu tampil juga di sini.
    .else = Bukan hal yang sama? Tulis sebabnya di bawah dan tekan “Belum selesai”; laporan Anda lalu berjalan sendiri lagi.
    .now = Laporan yang berlanjut itu:
thread-joint-answer = { $name }, jawaban untuk semua pelapor
thread-joint-posted = { $name }, kabar untuk semua pelapor
thread-joined = Laporan lain tentang hal yang sama digabung ke laporan ini
thread-parted = Laporan yang digabung ke sini dipisahkan lagi
