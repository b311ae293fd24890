# Lists of the desk that are kept under a name.

meja-saved = Saved lists
meja-saved-lead = A list with its filter, under a name of your own. The first { $count } stand beside every list.
meja-saved-keep = Save this list under a name
meja-saved-keeping = To be saved: { $what }.
meja-saved-manage = Manage saved lists
meja-saved-name = Name
    .hint = For example: piers, nobody yet.
meja-saved-for = For whom
meja-saved-for-me = Myself
    .explain = You alone see it.
meja-saved-for-unit = Everyone in { $unit }
    .explain = Each sees in it the reports that they may see anyway.
meja-saved-do = Save
meja-saved-none = No list is saved yet
    .next = Open “Filter” above a list, then choose “Save this list under a name”.
meja-saved-what = What it holds
meja-saved-change = Change
meja-saved-units = . Of { $unit }
meja-saved-by-head = Kept by the head of the unit
meja-saved-rename = Rename
meja-saved-rename-of = New name for { $name }
meja-saved-remove = Remove
meja-saved-name-missing = Write a name of at most { $count } characters.
meja-saved-full = There are { $count } saved lists already. Remove one first.
meja-saved-count-more = { $count }+
