# What nodes did that were revoked: /kelola/simpul/disisihkan.

set-aside-title = Set aside
set-aside-lead = What came from revoked nodes after the point their revocation keeps. All of it is stored; none of it counts yet.
set-aside-ask = Before you let something count, ask the officers there whether they did it. Compare report numbers with the slips that citizens hold. What you do not choose stays stored.
set-aside-from = From { $name }
set-aside-case = Report { $number }
set-aside-staff = Officer { $name }
    .erased = An officer whose data were erased
set-aside-organisation = Data of a unit, service or topic
set-aside-settings = Calendar, rules and settings
set-aside-once = { $count ->
    [one] one record
   *[other] { $count } records
}, { $when } by that node's clock
set-aside-between = { $count ->
    [one] one record
   *[other] { $count } records
}, { $first } to { $last } by that node's clock
set-aside-erasures = Please note: { $count ->
    [one] this includes one erasure of content, which cannot be undone.
   *[other] this includes { $count } erasures of content, which cannot be undone.
}
set-aside-adopt = Let the chosen count
set-aside-none-chosen = Choose what is to count first.
set-aside-adopted = { $count ->
    [one] One thing counts
   *[other] { $count } things count
} now
    .next = Other offices get it when they are in touch.
set-aside-numbers = Numbers that are not the node's to give
    .about = These reports bear numbers that the nodes they were made on may not give. All of it is stored, but counts at no office, and cannot be let count. Ask that office; if there was such a report, write it down again under a new number.
set-aside-number = { $number } from { $name }, whose numbers begin with { $prefix }; { $when } by that node's clock
    .none = A report without a valid number from { $name }, whose numbers begin with { $prefix }; { $when } by that node's clock
set-aside-none = Nothing is set aside
    .about = When a node is revoked and its records still come in through another office, they are shown here.
set-aside-at-regency = What is set aside is let count at the regency's node, not here.
set-aside-back = Back to office nodes
