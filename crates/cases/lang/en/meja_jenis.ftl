# Setting right what a report asks for.

procedure-supervisory = Complaint to be examined
procedure-information = Request for public information
meja-fact-service = Service
meja-act-regard = Correct the kind of report
meja-regard-lead = The kind decides the limit. The reporter reads the new kind, with the old date and the new one.
meja-regard-by = Answer by { $day } ({ $span })
meja-regard-no-service = No service in particular
meja-regard-service-hint = For requests only. Where the service promises an earlier day than the law, the promise counts.
meja-regard-do = Save the kind
meja-regard-unknown = Choose one of the kinds.
meja-refusal-unknown-service = That service is not there any more. Choose another one.
meja-deed-regarded = Recorded as { $what }, answer by { $day }
thread-regarded = Recorded as { $what }
meja-deed-regarded-later = Kind of report corrected
