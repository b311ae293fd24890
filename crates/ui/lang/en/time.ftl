# Dates, hours, spans and numbers. The values come ready made; order and marks are decided here.

# Mark between thousands, then the decimal mark. Known pairs: ".," ",." " ,".
number-marks = ,.
number-free = free
    .alone = Free
number-rupiah = Rp{ $digits }
number-of-hundred = { $share } out of 100
number-bytes = { $size } bytes
number-kilobytes = { $size } kB
number-megabytes = { $size } MB
number-gigabytes = { $size } GB

date-weekday = { $n ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
}
date-month = { $n ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
date-month-short = { $n ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
date-day-year = { $weekday }, { $day } { $month } { $year }
date-day = { $weekday }, { $day } { $month }
date-plain = { $day } { $month } { $year }
date-short = { $day } { $month }
date-month-year = { $month } { $year }
date-at = { $date }, { $clock }
date-desk = { $weekday }, { $date }, { $time } { $zone }
date-range = { $from } to { $to }
time-clock = at { $time } { $zone }
time-hours = { $hour }:{ $minute }

working-days = { $days ->
    [one] { $days } working day
   *[other] { $days } working days
}
left-days = { $days ->
    [one] { $days } working day left
   *[other] { $days } working days left
}
left-hours-minutes = { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
} { $minutes ->
    [one] { $minutes } minute left
   *[other] { $minutes } minutes left
}
left-hours = { $hours ->
    [one] { $hours } hour left
   *[other] { $hours } hours left
}
left-minutes = { $minutes ->
    [one] { $minutes } minute left
   *[other] { $minutes } minutes left
}
late-days-hours = { $days ->
    [one] { $days } day
   *[other] { $days } days
} { $hours ->
    [one] { $hours } hour late
   *[other] { $hours } hours late
}
late-days = { $days ->
    [one] { $days } day late
   *[other] { $days } days late
}
late-hours = { $hours ->
    [one] { $hours } hour late
   *[other] { $hours } hours late
}
late-minutes = { $minutes ->
    [one] { $minutes } minute late
   *[other] { $minutes } minutes late
}
paused-days = { $days ->
    [one] Paused, { $days } working day to go
   *[other] Paused, { $days } working days to go
}
paused-hours = { $hours ->
    [one] Paused, { $hours } hour to go
   *[other] Paused, { $hours } hours to go
}
paused-minutes = { $minutes ->
    [one] Paused, { $minutes } minute to go
   *[other] Paused, { $minutes } minutes to go
}
