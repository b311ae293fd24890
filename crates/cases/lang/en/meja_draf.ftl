# Drafts of answers, and who else has a report open.

meja-draft-here = The draft keeps itself in this browser, also when the power fails.
meja-draft-kept = Your draft was saved { $at }.
meja-draft-keep = Save draft
meja-draft-of = Draft by { $name }, saved { $at }
meja-draft-use = Use
    .help = It is added beneath what you wrote.
meja-readers = { $name } has had this report open too since { $at }.
meja-readers-more = { $count ->
    [one] { $count } other colleague has it open too.
   *[other] { $count } other colleagues have it open too.
}
