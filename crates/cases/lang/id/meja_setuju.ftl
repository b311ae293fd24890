# What waits for a colleague to agree, or for the office to open.

meja-view-proposed = Menunggu persetujuan
meja-empty-proposed = Tidak ada yang menunggu persetujuan
    .next = Bila unit Anda meminta persetujuan kepala atau petugas kedua, yang diajukan tampil di sini.
meja-answer-later = Kirim { $at }
meja-answer-propose = Ajukan ke kepala unit
meja-waits-sent = Akan terkirim { $at }
meja-waits-head = Menunggu persetujuan kepala unit
meja-waits-second = Menunggu persetujuan petugas kedua
meja-waits-by = { $what } dari { $name }. Pelapor belum membacanya, dan batas waktu tetap berjalan.
meja-accept = Setujui
meja-return = Kembalikan
meja-return-why = Apa yang perlu diperbaiki
    .missing = Tulis apa yang perlu diperbaiki, supaya penulisnya tahu.
meja-deed-of-answer = Jawaban
meja-deed-of-post = Kabar sementara
meja-deed-of-close = Pernyataan selesai
meja-deed-of-reject = Penolakan
meja-deed-of-not-ours = Pernyataan bukan wewenang kantor ini
meja-deed-proposed = { $what } diajukan
meja-deed-proposed-later = Sesuatu diajukan dengan versi Hadir yang lebih baru
meja-deed-scheduled = { $what } disiapkan untuk dikirim { $at }
meja-deed-returned = Dikembalikan untuk diperbaiki
meja-deed-returned-unsent = Tidak terkirim, karena penulisnya tidak bertugas lagi
meja-row-sends = Jawaban terkirim { $at }. { $line }
meja-deed-accepted = Disetujui
meja-deed-time-came = Terkirim pada waktunya
