# Praise: passing it on, and reading what praises oneself.

room-praise = Pujian
meja-praise = Pujian untuk Anda
meja-praise-lead = Warga yang berterima kasih kepada Anda. Hanya Anda yang melihat halaman ini.
meja-praise-none = Belum ada pujian yang disampaikan
    .about = Begitu rekan menyampaikan pujian warga untuk Anda, kata-katanya tampil di sini.
meja-praise-from = { $who }, disampaikan { $day }
meja-praise-somebody = Seorang warga
meja-praise-shown = { $count } pujian
meja-act-praise = Sampaikan pujian
meja-praise-act-lead = Petugas yang dipuji membaca kata-kata warga di halamannya sendiri, tanpa kontak pelapor. Pelapor membaca bahwa pujiannya sampai.
meja-praise-to = Untuk siapa
    .hint = Satu orang setiap kali. Untuk orang berikutnya, buka halaman ini lagi.
meja-praise-nobody = Pilih petugasnya
meja-praise-do = Sampaikan
meja-praise-choose = Pilih dulu petugas yang dipuji.
meja-praise-reached = Sudah sampai kepada { $names }.
meja-deed-praised = Pujian disampaikan kepada { $names }
meja-refusal-not-praise = Laporan ini bukan pujian, atau hanya untuk lingkaran tertutup. Perbaiki jenisnya bila memang pujian.
meja-refusal-unknown-officer = Petugas itu tidak bisa masuk lagi. Pilih yang lain.
thread-praised = Pujian Bapak/Ibu disampaikan kepada { $names }
thread-praised-office = Pujian Bapak/Ibu disampaikan kepada petugasnya
