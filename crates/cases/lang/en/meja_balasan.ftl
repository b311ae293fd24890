# What the citizen wrote and nobody has taken up yet, and what was brought before a superior.

meja-view-wrote = Replies from citizens
meja-empty-wrote = Every reply has been taken up
    .next = When a reporter writes again, also after the answer or after closing, the report shows here.
meja-group-wrote = Replies from citizens
    .about = Answered or closed, but the reporter has written again
meja-row-wrote = The reporter replied { $date }. { $line }
meja-row-escalated = A superior was asked { $date }. { $line }
meja-wrote = The reporter replied { $at } and nobody has taken it up
meja-wrote-open = Reply at the end of the thread. If it needs no reply, mark it as read.
meja-wrote-done = This report is closed. Open it again if something is left to do; if not, mark it as read.
meja-act-read = Mark as read
meja-deed-read = The reporter's reply was read
