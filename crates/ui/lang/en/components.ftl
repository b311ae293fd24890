# Words that are the same wherever a part is used.

field-optional = (optional)
errors-title = { $count ->
    [one] Not sent yet: { $count } thing needs completing
   *[other] Not sent yet: { $count } things need completing
}
errors-kept = Everything you have written is still here.

promise-answer = { $office } answers by { $when }.
promise-broken = { $office } should have answered by { $when }. We are sorry.

secret-code = Secret code
secret-qr = QR code to the page of this report
secret-advice = With this code you read the answer and reply. Take a picture of this screen, or write it down. { $never } whoever has it can open this report.
secret-never = Do not share it:
slip-title = Receipt for your report
slip-number = Report number, you may tell it to anyone

pager = Pages of the list
pager-next = Next
pager-previous = Previous

inbox-caption = Open reports, ordered by deadline
inbox-left = Working time left
inbox-report = Report
inbox-kind = Kind and channel
inbox-officer = Officer
inbox-number = Number

coach-label = Suggestions by Tutur
coach-title = { $count ->
    [one] Tutur: { $count } suggestion
   *[other] Tutur: { $count } suggestions
}
coach-use = Use
    .which = suggestion { $n }
coach-only-suggests = Tutur only suggests and does not rate you.

chart-label = Chart: { $finding }
chart-table = Table: { $caption }
map-label = Map: { $finding }
chart-below-goal = { $share }, below the promise
spokes-proofs = { $count ->
    [one] { $count } entry
   *[other] { $count } entries
}
spokes-one = { $name } { $count ->
    [one] { $count } entry
   *[other] { $count } entries
}
live-show = Show
live-lost = Not connected to the office. What you see is from { $clock }.
