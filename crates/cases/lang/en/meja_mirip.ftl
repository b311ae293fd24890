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
