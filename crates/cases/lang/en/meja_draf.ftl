# Drafts of answers, and who else has a report open.

meja-draft-here = What you wrote is kept on this computer, and at the office as soon as it can be reached.
meja-draft-kept = Your draft was saved { $at }. Colleagues who may see this report can read it.
meja-draft-keep = Save draft
meja-draft-of = Draft by { $name }, saved { $at }
meja-draft-use = Use
    .help = It is added beneath what you wrote.
meja-readers = { $name } has had this report open too since { $at }.
meja-readers-more = { $count ->
    [one] { $count } other colleague has it open too.
   *[other] { $count } other colleagues have it open too.
}

# Mentioning colleagues in a note.

meja-view-mentioned = Mentions of me
meja-empty-mentioned = Nobody mentions you
    .next = Notes of colleagues that use your name show here until you have read them.
meja-mention = Mentioning colleagues in a note
meja-mention-how = Write @ and their sign-in name in an internal note. They find this report under Mentions of me.
meja-mention-more = Other colleagues who may open this report can be mentioned as well.
meja-mentioned = { $name } mentioned you, { $at }
meja-mentioned-help = The note is in the conversation. As soon as you do anything here, the report leaves the list.
meja-act-seen = I have read it
meja-note-mentions = Mentions { $names }
meja-deed-seen = Read the note that mentions them
meja-refusal-unknown-colleague = No colleague with the sign-in name “{ $name }” may open this report. Check the spelling, or take out the @.
meja-refusal-mention-in-circle = In a closed report nobody can be mentioned. Take out the @ and tell them yourself.
meja-refusal-too-many-mentions = At most { $count } colleagues in one note.
