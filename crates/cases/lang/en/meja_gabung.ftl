# Two reports of one matter become one that goes on.

meja-deed-joined = { $number } merged into this report
meja-deed-parted = { $number } parted from this report again
meja-apart-itself = That is this report itself. Write the number of the other one.
meja-apart-circle = The report you chose to go on is merged into the other one already. Choose the other one to go on.
meja-apart-elsewhere = The report you chose to go on is merged into another one. Merge into the report that still goes on.
meja-apart-done = One of the two is done with. If something is left to do, open that report again first.
meja-apart-circles = One is in a closed circle and the other is not. Such reports are not merged, so that it stays closed.
meja-apart-not-allowed = Another unit handles the other report, so you cannot do this yet. Ask that unit, or a superior of both.

# The same as the citizen and the public read it.

thread-you-merged = Joined with report { $number } about the same matter
thread-joined = Another report about the same matter was joined with this one
thread-parted = A report that had been joined with this one was parted again
