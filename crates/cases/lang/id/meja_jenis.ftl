# Setting right what a report asks for.

procedure-supervisory = Pengaduan berkadar pengawasan
procedure-information = Permohonan informasi publik
meja-fact-service = Layanan
meja-act-regard = Perbaiki jenis laporan
meja-regard-lead = Jenis laporan menentukan batas waktunya. Warga membaca jenis yang baru, dengan tanggal lama dan tanggal barunya.
meja-regard-by = Jawaban paling lambat { $day } ({ $span })
meja-regard-no-service = Tidak ada layanan tertentu
meja-regard-service-hint = Hanya untuk permohonan. Bila janji layanannya lebih cepat daripada batas hukum, janji itu yang berlaku.
meja-regard-do = Simpan jenis laporan
meja-regard-unknown = Pilih salah satu jenis.
meja-refusal-unknown-service = Layanan itu tidak ada lagi. Pilih yang lain.
meja-deed-regarded = Dicatat sebagai { $what }, jawaban paling lambat { $day }
thread-regarded = Dicatat sebagai { $what }
meja-deed-regarded-later = Jenis laporan diperbaiki
