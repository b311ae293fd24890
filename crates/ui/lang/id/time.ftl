# Dates, hours, spans and numbers. The values come ready made; order and marks are decided here.

# Mark between thousands, then the decimal mark. Known pairs: ".," ",." " ,".
number-marks = .,
number-free = gratis
    .alone = Gratis
number-rupiah = Rp{ $digits }
number-of-hundred = { $share } dari 100
number-bytes = { $size } bita
number-kilobytes = { $size } kB
number-megabytes = { $size } MB
number-gigabytes = { $size } GB

date-weekday = { $n ->
    [1] Senin
    [2] Selasa
    [3] Rabu
    [4] Kamis
    [5] Jumat
    [6] Sabtu
   *[7] Minggu
}
date-month = { $n ->
    [1] Januari
    [2] Februari
    [3] Maret
    [4] April
    [5] Mei
    [6] Juni
    [7] Juli
    [8] Agustus
    [9] September
    [10] Oktober
    [11] November
   *[12] Desember
}
date-month-short = { $n ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] Mei
    [6] Jun
    [7] Jul
    [8] Agu
    [9] Sep
    [10] Okt
    [11] Nov
   *[12] Des
}
date-day-year = { $weekday }, { $day } { $month } { $year }
date-day = { $weekday }, { $day } { $month }
date-plain = { $day } { $month } { $year }
date-short = { $day } { $month }
date-month-year = { $month } { $year }
date-at = { $date }, { $clock }
date-desk = { $weekday }, { $date }, { $time } { $zone }
date-range = { $from } sampai { $to }
time-clock = pukul { $time } { $zone }
time-hours = { $hour }.{ $minute }

working-days = { $days } hari kerja
left-days = { $days } hari kerja lagi
left-hours-minutes = { $hours } jam { $minutes } menit lagi
left-hours = { $hours } jam lagi
left-minutes = { $minutes } menit lagi
late-days-hours = Lewat { $days } hari { $hours } jam
late-days = Lewat { $days } hari
late-hours = Lewat { $hours } jam
late-minutes = Lewat { $minutes } menit
paused-days = Berhenti, sisa { $days } hari kerja
paused-hours = Berhenti, sisa { $hours } jam
paused-minutes = Berhenti, sisa { $minutes } menit
