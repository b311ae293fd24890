# Praise: passing it on, and reading what praises oneself.

room-praise = Praise
meja-praise = Praise for you
meja-praise-lead = People who thank you. Only you see this page.
meja-praise-none = No praise was passed on yet
    .about = As soon as a colleague passes on somebody's praise for you, the words show here.
meja-praise-from = { $who }, passed on on { $day }
meja-praise-somebody = Somebody
meja-praise-shown = { $count ->
    [one] One report
   *[other] { $count } reports
}
meja-act-praise = Pass on the praise
meja-praise-act-lead = Whoever is praised reads the words on a page of their own, without the reporter's contact. The reporter reads that the praise arrived.
meja-praise-to = For whom
    .hint = One person at a time. For the next one, open this page again.
meja-praise-nobody = Choose the officer
meja-praise-do = Pass on
meja-praise-choose = First choose the officer who is praised.
meja-praise-reached = Reached { $names } already.
meja-deed-praised = Praise passed on to { $names }
meja-refusal-not-praise = This report is no praise, or is for a closed circle alone. Set its kind right if it is praise.
meja-refusal-unknown-officer = That officer cannot sign in any more. Choose another.
thread-praised = Your praise was passed on to { $names }
thread-praised-office = Your praise was passed on to the officer
