# What is new on a page of the desk.

meja-new-list = Daftar ini berubah.
meja-new-case = Laporan ini berubah.
