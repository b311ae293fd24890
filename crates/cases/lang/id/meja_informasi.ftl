# Permohonan informasi publik: tambahan waktu, penolakan dengan dasar hukum.

## Dasar penolakan

ground-enforcement = Menghambat proses penegakan hukum (Pasal 17 huruf a UU 14/2008)
ground-competition = Mengganggu hak atas kekayaan intelektual atau persaingan usaha yang sehat (Pasal 17 huruf b UU 14/2008)
ground-defence = Membahayakan pertahanan dan keamanan negara (Pasal 17 huruf c UU 14/2008)
ground-nature = Mengungkapkan kekayaan alam Indonesia (Pasal 17 huruf d UU 14/2008)
ground-economy = Merugikan ketahanan ekonomi nasional (Pasal 17 huruf e UU 14/2008)
ground-foreign = Merugikan kepentingan hubungan luar negeri (Pasal 17 huruf f UU 14/2008)
ground-testament = Mengungkapkan akta otentik yang bersifat pribadi atau wasiat seseorang (Pasal 17 huruf g UU 14/2008)
ground-personal = Mengungkap rahasia pribadi (Pasal 17 huruf h UU 14/2008)
ground-memorandum = Surat antarbadan publik yang menurut sifatnya dirahasiakan (Pasal 17 huruf i UU 14/2008)
ground-by-law = Tidak boleh diungkapkan berdasarkan undang-undang lain (Pasal 17 huruf j UU 14/2008)
ground-not-held = Belum dikuasai atau didokumentasikan (Pasal 6 ayat (3) huruf e UU 14/2008)
ground-incomplete = Permohonan tidak lengkap dan tidak dilengkapi (PerKI 1/2021)

## Percakapan

thread-extended = { $unit } memakai tambahan waktu, yang hanya boleh satu kali.
thread-refused = { $unit } menolak permohonan ini. Dasarnya: { $ground }

## Meja

meja-act-extend = Perpanjang batas waktu
meja-extend-lead = Tambahan waktu hanya boleh satu kali, sebelum batasnya lewat. Batasnya pindah dari { $before } ke { $day } ({ $span }). Warga membaca tanggal baru dan alasannya.
meja-extend-why = Mengapa perlu waktu lebih
    .hint = Misalnya: datanya harus dikumpulkan dari lima kecamatan.
meja-extend-do = Perpanjang batas waktu
meja-deed-extended = Batas waktu diperpanjang sampai { $day }
meja-act-refuse = Tolak atau akhiri permohonan
meja-refuse-lead = Pemohon membaca dasar hukum dan alasannya, beserta cara mengajukan keberatan.
meja-end-refused = Permohonan ditolak
    .explain = Informasinya dikecualikan, belum dikuasai, atau permohonannya tidak lengkap. Pilih dasar hukumnya di bawah.
meja-end-ground = Dasar hukum penolakan
    .hint = Wajib bila permohonan ditolak. Untuk informasi yang dikecualikan, tulis hasil uji konsekuensinya di alasan.
meja-end-ground-none = Pilih dasar hukumnya
meja-end-ground-exempt = Informasi yang dikecualikan
meja-end-ground-other = Sebab lain
meja-deed-refused = Permohonan ditolak: { $ground }
meja-waits-ground = Dasarnya: { $ground }.
meja-refusal-not-information = Ini bukan permohonan informasi publik. Perbaiki jenis laporannya dulu.
meja-refusal-already-extended = Tambahan waktu hanya boleh satu kali dan sudah dipakai. Jawab sebelum batasnya lewat.
meja-refusal-too-late = Batas waktunya sudah lewat, jadi tidak bisa diperpanjang lagi. Jawab secepatnya.
meja-refusal-no-rule = Tabel aturan daerah ini belum memuat batas waktunya. Minta administrator menambahkannya.
meja-refusal-ground-missing = Pilih dasar hukumnya. Permohonan informasi hanya boleh ditolak dengan dasar hukum.
