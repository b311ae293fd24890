# Taking a list of the desk along as a file.

meja-download = Unduh daftar ini
meja-download-what = Isinya seluruh daftar ini dengan saringannya, satu laporan per baris: nomor, judul, tempat, penanggung jawab, dan tanggal-tanggalnya. Nama pelapor, kontak, dan isi laporan tidak ikut.
meja-download-xlsx = Buku kerja untuk Excel atau LibreOffice (XLSX)
meja-download-csv = Tabel teks (CSV)
meja-download-jsonl = Satu JSON per baris (JSONL), untuk program lain
meja-download-care = Judul ditulis warga dan dapat memuat hal pribadi. Simpan berkasnya seperti surat dinas.
