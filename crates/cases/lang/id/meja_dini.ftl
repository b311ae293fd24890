# Early warning at the desk: what is more than usual, and what is new.

room-warning = Peringatan dini
meja-warning = Peringatan dini
meja-warning-lead = Tujuh hari terakhir dibandingkan dengan { $weeks } minggu sebelumnya. Setiap nama membuka laporan di baliknya.
meja-warning-rises = Lebih banyak dari biasanya
meja-warning-one = { $topic }, { $place }: { $seen } laporan dalam tujuh hari; biasanya { $expected } seminggu.
meja-warning-everywhere = seluruh wilayah
meja-warning-topic = Topik
meja-warning-place = Tempat
meja-warning-seen = Tujuh hari terakhir
meja-warning-expected = Biasanya seminggu
meja-warning-sure = Seberapa tidak biasa
meja-warning-rare = Tidak biasa: paling sering 1 dari { $weeks } minggu
meja-warning-very-rare = Sangat tidak biasa: paling sering 1 dari { $weeks } minggu
meja-warning-none = Tidak ada yang di luar kebiasaan
    .next = Halaman ini dihitung ulang setiap kali dibuka.
meja-warning-young = Catatan belum cukup panjang
    .next = Perbandingan dimulai setelah ada { $weeks } minggu penuh. Sementara itu, lihat ringkasannya.
    .act = Buka ringkasan
meja-warning-new = Hal baru
    .about = Kata yang muncul di banyak laporan minggu ini dan jarang sebelumnya, dari judul dan kalimat pertama.
    .none = Tidak ada kata baru yang menonjol.
    .table = Kata yang baru muncul
meja-warning-word = Kata
meja-warning-how = Cara menghitungnya
    .about = Minggu ini diukur dengan minggu-minggu sebelumnya; satu minggu di antaranya dilewati, supaya awal sebuah lonjakan tidak dianggap biasa (seperti EARS C2, Hutwagner dkk. 2003). Hitungan yang memang naik turun diberi ruang lebih lebar (Farrington dkk. 1996). Karena banyak hitungan diperiksa sekaligus, hanya yang lolos batas Benjamini dan Hochberg (1995) yang tampil: bila sebenarnya tidak ada yang berubah, paling banyak 5 dari 100 minggu menampilkan sesuatu.
    .care = Kurang dari { $least } laporan tidak pernah ditandai. Yang tampil di sini petunjuk untuk dibaca orang, bukan kesimpulan. Laporan yang dijaga tertutup tidak ikut dihitung.
