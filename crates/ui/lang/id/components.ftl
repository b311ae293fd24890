# Words that are the same wherever a part is used.

field-optional = (boleh kosong)
errors-title = Belum terkirim: ada { $count } hal yang perlu dilengkapi
errors-kept = Semua yang sudah ditulis masih ada.

promise-answer = { $office } menjawab paling lambat { $when }.
promise-broken = { $office } seharusnya menjawab paling lambat { $when }. Kami minta maaf.

secret-code = Kode rahasia
secret-qr = Kode QR ke halaman laporan ini
secret-advice = Dengan kode ini Bapak/Ibu membaca jawaban dan membalas. Foto layar ini, atau catat di kertas. { $never } siapa pun yang memegangnya bisa membuka laporan ini.
secret-never = Jangan bagikan:
slip-title = Tanda terima laporan
slip-number = Nomor laporan, boleh disebut kepada siapa saja

pager = Halaman daftar
pager-next = Berikutnya
pager-previous = Sebelumnya

inbox-caption = Laporan terbuka, urut menurut batas waktu
inbox-left = Sisa waktu kerja
inbox-report = Laporan
inbox-kind = Jenis dan saluran
inbox-officer = Petugas
inbox-number = Nomor

coach-label = Saran Tutur
coach-title = Tutur: { $count } saran
coach-use = Pakai
    .which = saran { $n }
coach-only-suggests = Tutur hanya menyarankan dan tidak menilai Anda.

chart-label = Grafik: { $finding }
chart-table = Tabel: { $caption }
map-label = Peta: { $finding }
chart-below-goal = { $share }, di bawah janji
spokes-proofs = { $count } bukti
spokes-one = { $name } { $count } bukti
live-show = Tampilkan
live-lost = Tidak tersambung ke kantor. Yang tampil di sini keadaan { $clock }.
