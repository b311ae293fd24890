# One act on several reports.

meja-bulk = Several reports
meja-bulk-ticked = Those ticked:
meja-bulk-all = All of this list, at most { $count }
meja-bulk-hand-on = Hand on
meja-bulk-take-up = Take up
    .lead = The reports become yours, in the unit that handles them now.
meja-bulk-classify = Set the topic right
    .lead = A closed circle stays as it is, unless the topic is illegal levies: such reports are closed at once.
meja-bulk-note = Leave a note
    .lead = Every report gets the same note. A note cannot be undone.
meja-bulk-read = Mark as read
    .lead = What citizens wrote and needs no answer leaves the list of replies.
meja-bulk-of = { $count ->
        [one] One report chosen
       *[other] { $count } reports chosen
    }
meja-bulk-act = { $act }: { $count ->
        [one] one report
       *[other] { $count } reports
    }
meja-bulk-none = No report is chosen yet
    .next = Tick reports in a list, then choose the act below the list.
meja-bulk-gone = { $count ->
        [one] One report that was chosen is not in your lists.
       *[other] { $count } reports that were chosen are not in your lists.
    }
meja-bulk-choose = Choose a topic
meja-bulk-look = Check first
meja-bulk-back = Cancel
meja-bulk-change = Change
meja-bulk-about = { $left ->
        [0] This is what will happen. Reports without a tick take no part.
        [one] This is what will happen. One report cannot take part; the table says why. Nor do those without a tick.
       *[other] This is what will happen. { $left } reports cannot take part; the table says why. Nor do those without a tick.
    }
meja-bulk-do = Go ahead
meja-bulk-failed = Nobody knows whether it was kept, because of a fault. Open the report to see.
meja-bulk-already = It is so already; nothing changes.
meja-bulk-chosen = The chosen reports
meja-bulk-report = Report
meja-bulk-matter = Matter
meja-bulk-outcome = What will happen
meja-bulk-result = What was done
meja-bulk-done-handed-on = { $count ->
        [one] One report handed on
       *[other] { $count } reports handed on
    }
meja-bulk-done-taken-up = { $count ->
        [one] One report taken up
       *[other] { $count } reports taken up
    }
meja-bulk-done-classified = { $count ->
        [one] Topic of one report set right
       *[other] Topics of { $count } reports set right
    }
meja-bulk-done-noted = { $count ->
        [one] Note kept with one report
       *[other] Note kept with { $count } reports
    }
    .next = Notes are read by colleagues alone and cannot be undone.
meja-bulk-done-read = What citizens wrote on { $count } reports is marked as read
    .next = If a citizen writes again, the report is back among the replies.
meja-bulk-undo-until = It can be undone as long as nobody has acted since.
meja-bulk-undone = { $count ->
        [one] One report is as it was before
       *[other] { $count } reports are as they were before
    }
    .next = Undoing stands in the thread of each report.
meja-bulk-fixed = { $count ->
        [one] One report was not taken back: { $numbers }
       *[other] { $count } reports were not taken back: { $numbers }
    }
    .next = Somebody has acted on them since.
meja-bulk-left = { $count ->
        [one] One report took no part
       *[other] { $count } reports took no part
    }
meja-bulk-forgotten = This act is not known any more
    .next = What was done is kept for a day, and only for whoever did it.
