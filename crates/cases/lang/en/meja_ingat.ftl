# Warning whoever handles a report, and telling their superiors.

meja-view-told = Reminders
meja-empty-told = Nobody has to remind you of anything
    .next = A report comes up here when its limit is near or has passed.
meja-deed-warned = { $names } warned: { $percent } per cent of the time is used
meja-deed-told = The limit has passed. { $names } told
meja-deed-told-later = Notice of a limit
