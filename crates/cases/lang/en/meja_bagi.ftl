# Rules by which reports that nobody has go to the people of a unit.

room-rules = Sharing out
meja-rules = Sharing out reports
meja-rules-lead = A report that nobody has goes by itself to whoever is at work and has the fewest open ones. Closed reports are never shared out.
meja-rules-most = The most specific rule holds: topic and place before topic alone, village before district.
meja-rules-none = There are no rules yet.
    .about = Without rules a report waits under Unassigned until somebody takes it.
meja-rule-add = Add a rule
meja-rule-one = Rule for sharing out
meja-rule-reports = Reports
meja-rule-people = Officers
    .hint = None chosen: every officer of this unit who is at work.
meja-rule-everybody = Every officer of this unit
meja-rule-force = In force
meja-rule-since = Since { $day }
meja-rule-from = From { $day }
meja-rule-replaced = Replaced by a newer rule
meja-rule-next = The next report goes to
meja-rule-nobody = Nobody is at work
meja-rule-category = Topic
meja-rule-any-topic = Every topic
meja-rule-where = Place
meja-rule-any-place = Every place
meja-rule-day = In force from
    .hint = Empty means today.
meja-rule-keep = Save the rule
meja-rule-kept = Rule saved: { $about }
    .next = Reports that somebody has already stay with them.
meja-rule-drop = Delete the rule
meja-rule-drop-about = Reports that were shared out stay with their officers.
meja-rule-gone = The rule was deleted
    .next = The next report waits until somebody takes it, unless another rule is for it.
meja-rule-topic-place = Topic { $topic } in { $place }
meja-rule-topic = Topic { $topic }
meja-rule-place = Every topic in { $place }
meja-rule-all = All reports
meja-rule-reason = { $among ->
    [1] By the rule for { $about }; nobody else of those it names is at work.
   *[other] By the rule for { $about }; open reports: { $open }, the fewest among { $among } officers at work.
}
meja-rule-topic-unknown = This topic is no longer there. Choose another.
meja-rule-place-unknown = We do not know this place. Choose one from the list.
meja-rule-not-in-unit = Somebody chosen no longer answers reports in this unit. Check the choice.
meja-rule-too-many = At most { $count } officers. Leave all empty for the whole unit.
meja-rule-day-over = This day is over. Choose today or later.
meja-rule-day-unreadable = This date cannot be read. Write it like 2026-11-30.
meja-rule-there = There is a rule for the same reports from that day on. Change that one, or choose another day.
meja-rule-full = This unit has { $count } rules already. Delete one that is not used.
meja-deed-allotted = Given automatically to { $name }
