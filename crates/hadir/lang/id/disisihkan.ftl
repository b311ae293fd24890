# What nodes did that were revoked: /kelola/simpul/disisihkan.

set-aside-title = Catatan yang disisihkan
set-aside-lead = Catatan dari simpul yang sudah dicabut, yang datang sesudah batas pencabutannya. Semua disimpan, tetapi belum berlaku.
set-aside-ask = Sebelum memberlakukan, tanyakan dulu kepada petugas kantor itu: apakah benar mereka yang mengerjakan? Cocokkan nomor laporan dengan tanda terima warga. Yang tidak dipilih tetap tersimpan.
set-aside-from = Dari { $name }
set-aside-case = Laporan { $number }
set-aside-staff = Petugas { $name }
    .erased = Petugas yang datanya sudah dihapus
set-aside-organisation = Data unit, layanan, atau topik
set-aside-settings = Kalender, aturan, dan pengaturan
set-aside-once = { $count } catatan, { $when } menurut jam simpul itu
set-aside-between = { $count } catatan, { $first } sampai { $last } menurut jam simpul itu
set-aside-erasures = Perhatian: termasuk { $count } penghapusan isi yang tidak dapat dibatalkan.
set-aside-adopt = Berlakukan yang dipilih
set-aside-none-chosen = Pilih dulu yang akan diberlakukan.
set-aside-adopted = { $count } hal kini berlaku
    .next = Kantor lain menerimanya saat tersambung.
set-aside-numbers = Nomor yang bukan hak simpul itu
    .about = Laporan berikut memakai nomor yang tidak boleh diberikan oleh simpul pembuatnya. Semua tersimpan, tetapi tidak berlaku di kantor mana pun dan tidak dapat diberlakukan. Tanyakan kepada kantor itu; bila laporannya memang ada, catat kembali dengan nomor baru.
set-aside-number = { $number } dari { $name }, yang nomornya berawalan { $prefix }; { $when } menurut jam simpul itu
    .none = Laporan tanpa nomor yang sah dari { $name }, yang nomornya berawalan { $prefix }; { $when } menurut jam simpul itu
set-aside-none = Tidak ada yang disisihkan
    .about = Bila sebuah simpul dicabut dan catatannya masih datang lewat kantor lain, catatan itu tampil di sini.
set-aside-at-regency = Yang disisihkan diberlakukan di simpul kabupaten, bukan di sini.
set-aside-back = Kembali ke simpul kantor
