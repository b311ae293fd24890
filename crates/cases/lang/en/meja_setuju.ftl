# What waits for a colleague to agree, or for the office to open.

meja-view-proposed = Waiting for approval
meja-empty-proposed = Nothing waits for approval
    .next = Where your unit asks for its head's approval or a second officer, what is proposed shows here.
meja-answer-later = Send { $at }
meja-answer-propose = Propose to the head of the unit
meja-waits-sent = Will be sent { $at }
meja-waits-head = Waiting for the head of the unit to approve
meja-waits-second = Waiting for a second officer to approve
meja-waits-by = { $what } by { $name }. The reporter has not read it yet, and the deadline runs on.
meja-accept = Approve
meja-return = Give back
meja-return-why = What needs to be changed
    .missing = Say what should be changed, so that its author knows.
meja-deed-of-answer = Answer
meja-deed-of-post = Update
meja-deed-of-close = Declaration that it is solved
meja-deed-of-reject = Rejection
meja-deed-of-not-ours = Declaration that it is not this office's matter
meja-deed-proposed = { $what } proposed
meja-deed-proposed-later = Something was proposed with a newer version of Hadir
meja-deed-scheduled = { $what } prepared, to be sent { $at }
meja-deed-returned = Given back for changes
meja-deed-returned-unsent = Not sent, because its author no longer serves here
meja-row-sends = The answer goes out { $at }. { $line }
meja-deed-accepted = Approved
meja-deed-time-came = Sent at its time
