# Two reports of one matter become one that goes on.

meja-deed-joined = { $number } merged into this report
meja-deed-parted = { $number } parted from this report again
meja-apart-itself = That is this report itself. Write the number of the other one.
meja-apart-circle = The two are merged already; there is nothing left to do.
meja-apart-elsewhere = The report you chose to go on is merged into another one. Choose the one that still goes on.
meja-apart-done = One of the two is done with. If something is left to do, open that report again first.
meja-apart-circles = One is in a closed circle and the other is not. Such reports are not merged, so that it stays closed.
meja-apart-not-allowed = Another unit handles the other report, so you cannot do this yet. Ask that unit, or a superior of both.

meja-act-merge = Merge
meja-merge-lead = Two reports of the same matter become one. Both are kept whole, and this can be undone.
meja-merge-with = The other report
    .hint = Its number, such as SBT-26-0412, or words that it contains.
meja-merge-look = Compare
meja-merge-alike = Same topic, still open
meja-merge-found = Choose one
meja-merge-received = received { $date }
meja-merge-unknown = That number is not on your list. Please check it.
meja-merge-none = No other report matches. Try other words, or write its number.
meja-merge-which = Choose one of the reports below.
meja-merge-shared = { $count ->
    [2] Two reports bear that number. Choose one: { $addresses }.
   *[other] { $count } reports bear that number. Choose one: { $addresses }.
}
meja-merge-title = Merge with { $number }?
meja-merge-both = The reporter of the merged report reads the office's answers to the one that goes on, on their own page, also an answer that is there already. The other reporter's name and words do not show there.
meja-merge-this = { $number }, this report
meja-merge-other = { $number }
meja-merge-goes-on = Which report goes on?
    .hint = Usually the one received first, because its deadline is nearer.
meja-merge-on = { $number } goes on
meja-merge-choose = Choose first which report goes on.
meja-merge-why = Message to the reporter whose report is merged
    .hint = For instance: thank you, we are working on this already.
meja-merge-do = Merge
meja-merge-another = Choose another report
meja-merge-undo = Undo the merge
meja-goes-on = This report goes on in { $number }
meja-goes-on-how = What you answer there is read by the reporter of this one as well.
meja-goes-on-elsewhere = Another unit handles that report. Its answers are read by the reporter of this one as well.
meja-joined = { $count ->
    [1] One report was merged into this one. { $voices } voices in all
   *[other] { $count } reports were merged into this one. { $voices } voices in all
}
meja-joined-about = Your answer is read by all their reporters.
meja-joined-one = { $number }, { $date }. { $title }
meja-joined-open = Open report { $number }
meja-joined-unseen = cannot be read from here.
meja-joined-wrote = The reporter of { $number } wrote { $at } and waits for you.
meja-joined-take-up = Take it up
meja-joined-earlier = { $count ->
    [1] One more was merged earlier:
   *[other] { $count } more were merged earlier:
}
meja-fact-voices = Voices
meja-voices = { $count } reporters
meja-row-voices = { $count } reporters. { $line }

# The same as the citizen and the public read it.

thread-you-merged = Joined with report { $number } about the same matter
follow-voice = You added your voice to report { $number }. An officer checks whether it is the same matter; if so, both are answered together.
follow-goes-on = Your report was joined with report { $number } about the same matter. What the office answers there shows here as well.
    .else = Not the same matter? Say why below and press “Not solved yet”; your report then goes its own way again.
    .now = The report that goes on:
thread-joint-answer = { $name }, answer to all reporters
thread-joint-posted = { $name }, news for all reporters
thread-joined = Another report about the same matter was joined with this one
thread-parted = A report that had been joined with this one was parted again
