# Searching at the desk: words and conditions.

meja-search-help = Contoh: jalan kategori:jalan sebelum:1/11/2026. Bisa juga unit:, tempat:, jenis:, status:, petugas:, dari: (saluran), sesudah:. Nama yang terdiri dari beberapa kata diapit tanda kutip.
meja-search-so-far = { $count ->
        [0] Belum ada yang cocok di antara { $looked } laporan yang dilihat. Yang lebih lama di bawah.
       *[other] { $count } laporan cocok di antara { $looked } yang dilihat. Yang lebih lama di bawah.
    }
meja-op-unknown = “{ $typed }” tidak dikenal, jadi tidak menyaring apa pun.
meja-op-several = “{ $typed }” bisa berarti { $names }, jadi belum menyaring apa pun. Tulis lebih lengkap.
meja-op-again = “{ $typed }” tidak dipakai; dari syarat yang sejenis hanya yang pertama menyaring.
meja-op-no-day = “{ $typed }” bukan tanggal, jadi tidak menyaring apa pun. Tulis misalnya 1/11/2026, 11/2026, atau 2026.
meja-op-before = sebelum { $day }
meja-op-after = sesudah { $day }
meja-op-open = terbuka
meja-op-overdue = lewat batas
meja-op-new = baru
meja-op-verified = sudah dibaca
meja-op-in-progress = dikerjakan
meja-op-waiting = menunggu
meja-op-answered = dijawab
meja-op-closed = selesai
meja-op-ended = diakhiri
