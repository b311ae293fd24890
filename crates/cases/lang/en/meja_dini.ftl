# Early warning at the desk: what is more than usual, and what is new.

room-warning = Early warning
meja-warning = Early warning
meja-warning-lead = The last seven days beside the { $weeks } weeks before. Each name opens the reports behind it.
meja-warning-rises = More than usual
meja-warning-one = { $topic }, { $place }: { $seen } reports in seven days; usually { $expected } a week.
meja-warning-everywhere = everywhere
meja-warning-topic = Topic
meja-warning-place = Place
meja-warning-seen = Last seven days
meja-warning-expected = Usually a week
meja-warning-sure = How unusual
meja-warning-rare = Unusual: at most 1 in { $weeks } weeks
meja-warning-very-rare = Very unusual: at most 1 in { $weeks } weeks
meja-warning-none = Nothing is out of the ordinary
    .next = This page is worked out anew whenever it is opened.
meja-warning-young = The records do not reach back far enough yet
    .next = Comparing begins once there are { $weeks } whole weeks. Until then, see the overview.
    .act = Open the overview
meja-warning-new = New matters
    .about = Words in many reports of this week and hardly any before, from titles and first sentences.
    .none = No new word stands out.
    .table = Words that came up
meja-warning-word = Word
meja-warning-how = How this is worked out
    .about = This week is measured by the weeks before it; one week between is passed over, so that the beginning of a rise is not taken for usual (as in EARS C2, Hutwagner et al. 2003). Counts that have always gone up and down are given more room (Farrington et al. 1996). Because many counts are looked at together, only those within the limit of Benjamini and Hochberg (1995) are shown: if nothing has changed, at most 5 of 100 weeks show anything.
    .care = Fewer than { $least } reports are never marked. What stands here is a hint for people to read, no conclusion. Reports in a closed circle are not counted.
