# The figures of the desk, in pictures with their tables.

room-overview = Overview
meja-overview = Overview
meja-overview-lead = Figures of your unit and the units below it. Each name opens the list of reports behind it.
meja-overview-period = Period
meja-overview-weeks = Last 12 weeks
meja-overview-months = Last 12 months
meja-overview-show = Show
meja-overview-received = Received
meja-overview-done = Answered or ended
meja-overview-late-now = Past the limit now
meja-overview-open-now = Still open
meja-overview-reports = { $count ->
        [one] { $count } report
       *[other] { $count } reports
    }
meja-overview-flow = Received and answered
    .finding = { $received } reports received, { $done } answered or ended. Most were received in the week from { $when }: { $most }.
    .finding-months = { $received } reports received; { $done } of them are answered or ended by now. Most were received: { $when }, { $most } reports.
    .table = Reports received and answered
meja-overview-week = Week from
meja-overview-month = Month of receipt
meja-overview-late = Past the limit, week by week
    .fewer = Down from { $first } to { $last } reports past their limit.
    .more = Up from { $first } to { $last } reports past their limit.
    .same = Still { $last } reports past their limit.
    .none = No report is past its limit.
    .table = Reports past their limit at the end of the week
meja-overview-late-count = Past the limit
meja-overview-late-list = Show what is past its limit now
meja-overview-units = By unit
    .finding = Most at { $unit }: { $count } reports received.
    .table = Reports by unit
meja-overview-unit = Unit
meja-overview-places = By district
    .finding = Most in { $place }: { $count } reports received.
    .table = Reports by district
meja-overview-place = District
meja-overview-no-place = No district
meja-overview-sealed = Reports in a closed circle are not counted on this page. Weeks begin on Monday at 00.00 WITA.
meja-overview-none = No reports in this period yet
    .next = Choose a longer period, or take down the first report.
