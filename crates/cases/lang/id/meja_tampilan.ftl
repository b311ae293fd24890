# Lists of the desk that are kept under a name.

meja-saved = Tampilan tersimpan
meja-saved-lead = Daftar dengan saringannya, di bawah nama pilihan Anda. { $count } yang pertama tampil di samping setiap daftar.
meja-saved-keep = Simpan daftar ini dengan nama
meja-saved-keeping = Yang disimpan: { $what }.
meja-saved-manage = Atur tampilan
meja-saved-name = Nama
    .hint = Misalnya: Dermaga, belum ada petugas.
meja-saved-for = Untuk siapa
meja-saved-for-me = Saya sendiri
    .explain = Hanya Anda yang melihatnya.
meja-saved-for-unit = Semua orang di { $unit }
    .explain = Masing-masing melihat laporan yang memang boleh ia lihat.
meja-saved-do = Simpan
meja-saved-none = Belum ada tampilan tersimpan
    .next = Buka “Saring” di atas sebuah daftar, lalu pilih “Simpan daftar ini dengan nama”.
meja-saved-what = Isinya
meja-saved-change = Ubah
meja-saved-units = . Milik { $unit }
meja-saved-by-head = Diatur kepala unit
meja-saved-rename = Ganti nama
meja-saved-rename-of = Nama baru untuk { $name }
meja-saved-remove = Hapus
meja-saved-name-missing = Tulis namanya, paling banyak { $count } huruf.
meja-saved-full = Sudah ada { $count } tampilan. Hapus satu dulu.
meja-saved-count-more = { $count }+
