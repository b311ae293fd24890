# Declaring a case solved: on whose word.

meja-act-told = Catat: pelapor bilang selesai
meja-told-lead = Laporan ini ditutup atas kata pelapor. Pelapor membaca catatan ini dan bisa membukanya kembali.
meja-close-word = Atas kata siapa
meja-close-word-missing = Pilih dulu atas kata siapa.
meja-close-walk-in = Pelapor datang dan mengatakannya
meja-close-phone = Pelapor mengatakannya lewat telepon
meja-close-spoken =
    .explain = Tulis di bawah siapa yang bicara dan apa katanya.
meja-close-office = Kantor sendiri
    .explain = Sudah dijawab, dan tidak ada yang perlu ditunggu lagi.
meja-deed-closed-spoken = Pelapor datang dan menyatakan selesai
meja-deed-closed-phone = Pelapor menyatakan selesai lewat telepon
meja-refusal-not-answered = Jawab dulu pokok laporannya. Tanpa jawaban, laporan hanya bisa ditutup oleh kata pelapor sendiri.

# The same as the reporter reads it.

thread-you-told-solved = Bapak/Ibu mengatakan sudah selesai; dicatat oleh { $unit }
