# Declaring a case solved: on whose word.

meja-act-told = Note: reporter says it is solved
meja-told-lead = This report is closed on the reporter's word. They read this note and can open the report again.
meja-close-word = On whose word
meja-close-word-missing = Choose on whose word first.
meja-close-walk-in = The reporter came and said so
meja-close-phone = The reporter said so on the telephone
meja-close-spoken =
    .explain = Write below who spoke and what they said.
meja-close-office = The office's own
    .explain = It is answered, and there is nothing left to wait for.
meja-deed-closed-spoken = The reporter came and declared it solved
meja-deed-closed-phone = The reporter declared it solved on the telephone
meja-refusal-not-answered = Answer the matter first. Without an answer a report can be closed by the reporter's own word alone.

# The same as the reporter reads it.

thread-you-told-solved = You said that it is solved; { $unit } wrote it down
