# Other reports that are probably of the same matter.

meja-alike = Perhaps the same report
meja-alike-why = Why: { $reasons }.
meja-alike-named = the reporter of the report on this page added their voice to it
meja-alike-named-by = its reporter added their voice to the report on this page
meja-alike-words = the same words: { $words }
meja-alike-metres = about { $metres } metres away
meja-alike-village = the same village
meja-alike-district = the same district
meja-alike-topic = the same topic
meja-alike-same-day = received on the same day
meja-alike-earlier = { $days ->
    [one] one day earlier
   *[other] { $days } days earlier
}
meja-alike-later = { $days ->
    [one] one day later
   *[other] { $days } days later
}

meja-suara = Merge the voices at once
meja-suara-lead = The reporters of these added their voice to the report you are in. Read them, take out what is another matter, then merge.
meja-suara-which = Merged into this report
meja-suara-do = Merge the chosen ones
meja-suara-done = { $count ->
    [one] One report was merged into this one
   *[other] { $count } reports were merged into this one
}
    .next = The answer to this report reaches all their reporters. A mistake? Take it back at the merged report.
meja-suara-some = { $count ->
    [one] One report was merged. The others cannot be yet:
   *[other] { $count } reports were merged. The others cannot be yet:
}
meja-suara-none = No voices are waiting
    .about = Other reports whose reporters add their voice to this one show here.
meja-suara-none-chosen = First choose the reports to merge.
