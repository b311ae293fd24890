# The keys of the desk, as the page that lists them all says them; those in the line at the foot stand in meja.ftl.

meja-keys = Keys
meja-keys-lead = One letter, without any other key. They rest while you write. A key opens a form; none sends anything.
meja-keys-all = All keys
meja-keys-key = Key
meja-keys-does = What it does
meja-keys-where = Where
meja-keys-list = The list of reports
meja-keys-case = The page of a report
meja-keys-anywhere = Both
meja-key-template = choose a reply template
meja-key-ask = ask the reporter
meja-key-close = solved
meja-key-inbox = inbox
meja-key-tick = tick the report
meja-key-bulk = act on those ticked
meja-key-merge = merge
meja-key-fresh = show what is new
