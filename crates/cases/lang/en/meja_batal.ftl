# Taking back what was done at the desk.

meja-undo = Undo
meja-undone = (undone)
meja-deed-undone = Step “{ $deed }” undone
meja-refusal-superseded = This step can no longer be undone; another step has followed it.
meja-undo-too-late = This step can no longer be undone
    .help = The report is no longer on your list, and another step has been taken there. Ask the unit that handles it if the report needs to come back.

# The same as the citizen and the public read it.

thread-undone = (undone { $when })
