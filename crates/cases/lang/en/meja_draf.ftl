# Drafts of answers, and who else has a report open.

meja-draft-here = What you wrote is kept on this computer, and at the office as soon as it can be reached.
meja-draft-kept = Your draft was saved { $at }. Colleagues who may see this report can read it.
meja-draft-keep = Save draft
meja-draft-of = Draft by { $name }, saved { $at }
meja-draft-use = Use
    .help = It is added beneath what you wrote.
meja-readers = { $name } has had this report open too since { $at }.
meja-readers-more = { $count ->
    [one] { $count } other colleague has it open too.
   *[other] { $count } other colleagues have it open too.
}
