# The citizen's side: home, report, follow, public reports, open figures, personal data.

## Vocabulary

kind-complaint = Complaint
    .explain = Something is broken, wrong or disappointing
kind-question = Question
    .explain = About requirements, times, fees or anything else
kind-request = Request
    .explain = Ask for a service or data
kind-aspiration = Suggestion
    .explain = An idea for our regency
kind-praise = Praise
    .explain = An officer who deserves thanks
visibility-public = Everyone, with my name
    .explain = Shown in the list of reports.
    .fact = Everyone, with the name
visibility-anonymous = Everyone, without my name
    .explain = Shown in the list. Only the officers who handle it know the name.
    .fact = Everyone, without the name
visibility-confidential = Only the office that handles it
    .explain = Not shown in the list of reports.
    .fact = Only the office that handles it
status-new = New, not read yet
status-verified = Read by an officer
status-in-progress = Being worked on
status-waiting = Waiting for the reporter
status-answered = Answered
status-closed = Done
status-overdue = Past the deadline
ending-rejected = Could not be taken further
ending-not-ours = Not within the regency's powers
ending-merged = Joined with another report
ending-withdrawn = Withdrawn by the reporter
span-years = { $count ->
    [one] { $count } year
   *[other] { $count } years
}
span-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
span-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
fact-kind = Kind
fact-category = Topic
fact-place = Place
fact-unit = Handled by
fact-received = Received
fact-photos = Photos
    .count = { $count ->
        [one] { $count } photo stored
       *[other] { $count } photos stored
    }
fact-visibility = Who may see it
fact-contact = Contact
    .phone = Number ending in { $last }
    .mail = E-mail at { $host }

## Promise

promise-basis = The rule: { $rule }, { $span }.
promise-basis-service = The rule: the service promise for { $rule }, { $span }.
promise-other = By the rule { $rule }, { $span }, the limit would be { $day }; the earlier one counts.
promise-other-service = The service promise, { $span }, would end on { $day }; the earlier one counts.
promise-holidays = Holidays are not counted: { $list }.
promise-holiday = { $day } { $month } ({ $name })
promise-provisional = This date may still move, because the holidays of { $year } have not been decreed.
promise-waiting = { $office } has been waiting for word from you since { $when }.
    .why = While it waits, the deadline stands still. As soon as you reply, it runs on.
promise-escalated = A superior was asked to look into it on { $when }.
promise-no-need-to-repeat = You do not need to report it again.

## Mistakes in the form

flaw-text-missing = Please tell us first what this is about. One or two sentences are enough.
flaw-text-short = Please add a little: what happened, and where? One more sentence is enough.
flaw-text-long = Your text has { $count } letters; at most { $most } are possible. Please shorten it a little.
flaw-line-long = At most { $most } letters. Please shorten it a little.
flaw-not-a-choice = Please choose one from the list.
flaw-unknown-place = We do not know this place here. Choose one from the list, or leave it empty.
flaw-bad-position = The phone's position could not be read. Choose the village, or leave it empty.
flaw-phone-short = This number has only { $count } digits. A mobile number usually has 10 to 13. You may leave it empty.
flaw-phone-long = This number has { $count } digits. A mobile number usually has 10 to 13. You may leave it empty.
flaw-bad-email = This e-mail address is not complete, for example name@example.org. You may leave it empty.
flaw-bad-contact = Give a mobile number or an e-mail address. You may leave it empty.
refusal-empty = Please write your message first.
refusal-too-long = At most { $most } letters. Please shorten it a little.
refusal-closed = This report is done. If it is not solved, choose "Not solved yet".
refusal-not-closed = This report is still being worked on, so there is no need to open it again. Just add what you want to say.
refusal-reason-missing = Please write the reason first.
refusal-not-possible = This is not possible now. Load the page again to see how things stand.
api-invalid = Some fields need mending
    .help = { $count ->
        [one] { $count } field is not right. Nothing was stored; send it again when it is mended.
       *[other] { $count } fields are not right. Nothing was stored; send it again when they are mended.
    }
problem-photo = This file is not a photo that can be read
    .help = Your report is stored. Send another photo, or go on without one.
problem-code-mistyped = One letter or digit is wrong
    .help = Please check again, above all 8 and B, 5 and S.
problem-code-unknown = We cannot find this code
    .help = Its form is right. It may have been made at an office that is not connected yet; try again tomorrow morning.

## Emergency

emergency-title = Is someone in danger? Call { $number } now
emergency-call = Call { $call }, do not wait for an answer here. After that we still work on your report.

## Home

home-title = How can we help you?
home-lead = Tell us about a problem, a question or a request. Free of charge and without an account. Every report is answered, by a definite date.
home-report = Write a report
home-phone = Call { $phone }
home-code = Reported already? Enter the secret code
home-services = Services and what they require
    .link = { $count ->
        [one] See { $count } service: requirements, fee and time
       *[other] See { $count } services: requirements, fees and times
    }
home-figures-link = See the figures of each office
home-levy = Asked for money beyond the fee?
    .about = Report it. Reports of illegal levies go straight to the Inspectorate, are never shown in the list, and cannot be read by the office they are about.
    .link = Report an illegal levy

## Report

report-title = What would you like to tell us?
report-emergency = Emergency: call { $call } first.
report-kind = Kind of report
report-text = Tell it in your own words
    .hint = What happened, since when, who is affected. Everyday language is fine.
report-category = Topic
report-choose = Choose if you know
report-where = Where did it happen?
report-village = Village
report-whole-district = { $name } district
report-spot = Landmark
    .hint = For example: in front of the mosque, old pier, RT 03
report-position = Use this phone's position
report-position-found = The phone's position is sent along.
report-position-lost = The phone's position could not be found. That is fine, just choose the village.
report-alike = Perhaps reported already
    .hint = If it is the same matter, add your voice: an officer checks it, and then the answer to that report reaches you too.
report-alike-other = My report is about something else
report-alike-add = Add my voice: { $title }
report-alike-since = reported on { $day }
report-alike-voices = { $count } voices
report-alike-read = Read first:
report-alike-none = Nothing like it was reported around there yet. Please send this report.
report-alike-lacking = First write what happened and choose the village, then look again.
report-alike-look = First look for the same report
report-photo = Photos
    .hint = At most { $count } photos, { $size } each. We remove place and time data inside photo files. Everyone else sees a photo only after an officer has looked over it.
report-photo-kept = { $count ->
    [one] { $count } photo is stored already and is sent along.
   *[other] { $count } photos are stored already and are sent along.
}
report-photo-too-many = At most { $most } photos; the others are left out.
report-photo-too-large = Photo { $n } has { $size }; at most { $most } are possible.
report-photo-unreadable = File { $n } is not a photo that can be read. Try JPEG, PNG or WebP.
report-visibility = Who may see this report?
    .hint = It is shown only after an officer has read it. Reports of illegal levies and violence are never shown.
report-reach = Who are you, and how can we reach you?
    .hint = Used by officers for this report only. Even if you leave it empty you can read the answer with the secret code.
report-sapa = Form of address
report-sapa-none = None
report-name = Name
report-contact = Mobile number or e-mail
report-act = Send report
report-after = After sending you get the report's number, a secret code and the date by which it is answered.
report-privacy = What data do we keep?
report-too-many = { $minutes ->
    [one] Too many reports within an hour. Wait { $minutes } minute, then press send again; everything you wrote is still here.
   *[other] Too many reports within an hour. Wait { $minutes } minutes, then press send again; everything you wrote is still here.
}
report-sending = Sending your report…
report-sending-photo = Your report is stored. Sending photo { $n } of { $count }: { $share } out of 100 parts.
report-cut = There is no signal. Your words are kept on this phone and go by themselves once there is one; leave this page open.
report-cut-photo = The signal was lost. We have your report; the photos go on once the signal is back.
report-skip-photos = Go on without waiting for photos
report-restored = What you had not sent yet is still on this phone.
report-no-network = There is no connection.
    .kept = Your report is kept on this phone and sent as soon as there is a signal.

## Reports that wait on the phone

outbox-waiting = { $count } report not sent yet
    .many = { $count } reports not sent yet
outbox-all-sent = Report sent
outbox-shared = This report stays on this phone until it was sent and noted. Anyone who uses this phone can read it.
outbox-open = This phone cannot keep reports. Leave this page open until it was sent.
outbox-closing = If you close this page, open it again when there is a signal.
outbox-written = Written { $when }.
outbox-photos = Photos: { $count }.
outbox-next = Will be sent as soon as there is a signal.
outbox-cut = There is no connection. Will be sent as soon as there is a signal.
outbox-fault = Something went wrong on our side. The report is still kept and is tried again by itself.
outbox-no-room = The photos do not fit on this phone. The words are kept.
outbox-send = Send now
outbox-delete = Delete
outbox-sure = Delete this report from the phone? Words and photos cannot be brought back.
outbox-spare = Keep it
outbox-discard = Yes, delete
outbox-refused = Not accepted yet. Everything you wrote is still here.
outbox-mend = Put it right
outbox-arrived = Sent { $when }.
outbox-note = Write this secret code down or take a picture of the screen. It is on this phone only and goes when you press the button below. Share it with nobody.
outbox-photos-left = { $left } of { $count } photos not sent yet; they go on as soon as there is a signal.
outbox-photos-lost = Photos that could not be accepted: { $count }.
outbox-follow = Open this report
outbox-noted = I have noted it
outbox-notice = Its number is { $number }. Open Hadir to note the secret code.

## After sending

sent-title = We have received your report.
sent-thanks = Thank you.
sent-thanks-name = Thank you, { $name }.
sent-thanks-sapa = Thank you, { $sapa } { $name }.
sent-keep = Keep this secret code
sent-number = Report number, you may tell it to anyone
sent-next = What happens next
sent-next-read = An officer of { $unit } reads your report
sent-next-answer = { $unit } works on it and answers
sent-next-yours = You decide: solved or not
    .else = If not, the report is opened again

## Follow

follow-title = Follow a report
follow-lead = With the secret code you read the answer and reply. Without an account.
follow-code = Secret code
    .hint = 12 letters and digits, for example { $example }
follow-show = Show report
follow-lost = Lost the code? Come to any office with an identity card; an officer gives you a new one.
follow-no-code = A secret code has 12 letters and digits. Please check again, something may be missing.
follow-mistyped = One letter or digit is wrong. Please check again, above all 8 and B, 5 and S.
follow-unknown = The form of this code is right, but we cannot find it. It may have been made at an office that is not connected yet; try again tomorrow morning.
follow-unknown-here-address = The form of this code is right, but its report is not at this office. Try the office where it was reported, or { $address }.
follow-unknown-here = The form of this code is right, but its report is not at this office. Try the office where it was reported, or ask the regency.
follow-wait-seconds = { $seconds ->
    [one] Too many tries. Wait { $seconds } second, or call the office.
   *[other] Too many tries. Wait { $seconds } seconds, or call the office.
}
follow-wait-minutes = { $minutes ->
    [one] Too many tries. Wait { $minutes } minute, or call the office.
   *[other] Too many tries. Wait { $minutes } minutes, or call the office.
}
follow-report = Report { $number }
follow-number = Report { $number }
follow-untitled = Report without a title
follow-thread = Conversation
follow-about = About this report
follow-reply = Reply or add something
    .act = Send reply
follow-solved = Is the problem solved?
follow-solved-yes = Solved
follow-solved-no = Not solved yet
follow-unsolved = What is still wrong?
follow-unhappy = Not satisfied?
follow-superior = Ask the office's superior to look into it. Work on your report goes on.
    .act = Ask a superior
follow-ombudsman = You can also turn to the { $link }. We still work on this report.
follow-show-to = Change who may see it
    .hint = If you open it to everyone again, an officer reads it first.
    .act = Save the choice
follow-ombudsman-done = You can also complain to the { $link }.
follow-contest = Not content with this rejection?
    .about = Contesting opens the report again with a limit of its own. Where there is another head, they take it, not who rejected it.
    .act = Contest the rejection
follow-contest-why = Why is the rejection wrong?
follow-withdraw = Withdraw the report
    .about = A withdrawn report is not worked on any more and cannot be opened again. If something is wrong with it, just write a reply.
    .act = Withdraw this report
follow-done-replied = We have received your reply
follow-done-solved = Thank you. This report is done
follow-done-reopened = The report is open again
follow-done-escalated = { $unit } was asked to look into it
follow-done-withdrawn = The report is withdrawn
follow-done-shown-to = Saved. Who may see it: { $who }
follow-done-when = Recorded { $when }.

## Conversation

thread-you-reported = You reported
thread-reporter-reported = A citizen reported
thread-named-reported = { $name } reported
thread-you-replied = You replied
thread-reporter-replied = The reporter added something
thread-officer = { $name }, { $unit }
thread-verified = Read by an officer of { $unit }
thread-handed-on = Handed on to { $unit }
thread-asked-you = { $unit } asks you
thread-asked-reporter = { $unit } waits for word from the reporter
thread-resumed = Work goes on; the new deadline is { $day }
thread-redated = The deadline moves to { $day }
thread-redated-from = The deadline moves from { $before } to { $day }
thread-closed = { $unit } declared it done
thread-you-solved = You said that it is solved
thread-reporter-solved = The reporter said that it is solved
thread-reopened = Opened again by { $unit }
thread-you-reopened = You said that it is not solved; the report is open again
thread-reporter-reopened = The reporter said that it is not solved; the report is open again
thread-rejected = { $unit } cannot take this report further
thread-not-ours = This is not within the regency's powers
thread-you-contested = You contested the rejection; the report is open again
thread-reporter-contested = The reporter contested the rejection; the report is open again
thread-contested-to = Looked at again in { $unit }, not by who rejected it
thread-merged = Joined with report { $number }
thread-you-withdrew = You withdrew the report
thread-reporter-withdrew = The reporter withdrew the report
thread-photos-added = { $count ->
    [one] { $count } photo added
   *[other] { $count } photos added
}
thread-photo-public = Photo shown to everyone after an officer looked over it
thread-photo-not-public = Photo not shown to everyone any more
thread-photo = Photo { $n }
    .follows = The full photo follows.
    .missing = Photo { $n } follows.
thread-you-escalated = You asked { $unit } to look into it
thread-reporter-escalated = The reporter asked { $unit } to look into it
thread-told = The limit of { $day } passed. { $heads } was told
thread-told-head = The head of { $unit }
thread-escalated = Brought before { $unit }
thread-you-show-to = You changed who may see it: { $who }
thread-published = Shown in the list of reports
thread-unpublished = No longer shown in the list of reports
thread-recoded = The secret code was replaced after an officer checked an identity card
thread-next-answer = Next: the answer of { $unit }
    .by = By { $day }
thread-next-yours = Next: word from you
    .then = Write a reply below
thread-next-reporter = Next: word from the reporter
thread-next-solved = Next: you say whether it is solved
    .silence = Without word from you the report counts as done on { $day }
thread-next-solved-public = Next: the reporter says whether it is solved

## Public reports

public-title = Reports of citizens
public-lead = What was reported, who handles it, and whether it is done. A reporter's name is shown only with permission.
public-place = Place
public-category = Topic
public-status = Standing
public-all = All
public-show = Show
public-standing-working = Being worked on
public-standing-overdue = Past the deadline
public-standing-done = Done
public-newest = Newest reports
public-older = Earlier reports
public-shown = { $count ->
    [one] { $count } report on this page
   *[other] { $count } reports on this page
}
public-to-newest = Back to the newest reports
public-rule = Reports are shown after an officer has read them. Reports of illegal levies, of violence, and those meant for the office alone are never shown.
public-none = No reports are shown yet
    .about = Reports appear here after an officer has read them.
public-none-here = No report matches
    .about = Try another choice, or see all of them.
    .act = See all reports
public-by = by { $day }
public-should-have = should have been answered by { $day }
public-answered-within = { $days ->
    [1] answered within { $days } working day
   *[other] answered within { $days } working days
}
public-yours = Is this your report?
    .about = Open { $link } and enter the secret code to reply.
public-all-reports = All reports of citizens

## Open figures

figures-title = Do we keep our word?
figures-lead = These figures are counted straight from the record of reports and may be used by anyone.
figures-kept = { $month }: { $received } reports received. Of { $judged } that were answered or are past the deadline, { $intime } were answered in time. That is { $share }.
figures-in-time = Answered in time, { $month }
    .value = { $intime } of { $judged } reports, or { $share }
figures-median = Median time to an answer, { $month }
    .value = { $days } working days. Half of the reports were answered sooner
figures-overdue = Unanswered and past the deadline now
    .value = { $offices ->
        [0] { $count } reports
       *[other] { $count } reports, at { $offices } offices
    }
figures-all = Since the beginning
    .value = { $received } reports received, { $answered } answered or done
figures-months = Reports received and answered
    .finding = Most reports came in { $month }: { $received }.
    .table = Reports by the month they came in
figures-month = Month
figures-received = Received
figures-answered = Answered
figures-offices = In time, by office
    .about = Reports that came in { $month }, at offices with at least { $least } of them.
    .table = In time, { $month }
figures-office = Office
figures-share = Out of 100
figures-count = Reports
figures-long = How many days to an answer
    .finding = From { $before } working days in { $first } to { $after } working days in { $last }.
    .table = Median time to an answer by month
figures-days = Working days
figures-sealed = Reports kept in a closed circle, for example about illegal levies or violence, count in the figures of the whole regency only, and in those of no office. So all offices together may show fewer.
figures-download = Download and check
figures-download-csv = Reports by month and office, CSV
figures-download-jsonl = Reports of citizens without personal data, JSONL
figures-proof = Signatures of the record, to check that nothing was altered
    .about = Every entry is signed and bound to the one before. Keep these lines; if they no longer match one day, something was altered.
figures-heads = The end of every chain of entries
figures-chain = Chain
figures-commit = Entry
figures-hash = Fingerprint
figures-fresh = Counted { $when }.
figures-none = Nothing to judge yet
    .about = Reports received so far: { $received }. Figures appear here as soon as one is answered or past its deadline.

## Personal data

privacy-title = Your personal data
privacy-lead = What we keep, what for, how long, and what your rights are.
privacy-kept = What is kept, and what for
privacy-words = The report and the conversation
    .why = So that the report can be handled, answered and checked again.
privacy-place = Place and position, if given
    .why = So that officers find the place. The exact position is never shown to the public.
privacy-photos = Photos, if sent
    .why = So that officers see the problem. Place, time and device data inside photo files is removed before they are stored.
privacy-name = Name, form of address and contact, if given
    .why = So that officers know how to address and reach you. All of it may be left empty.
privacy-code = A fingerprint of the secret code
    .why = So that the code opens the report. The code itself is not stored, so it cannot leak from us.
privacy-address = The network address of your phone, for a short while
    .why = So that nobody guesses codes or floods the officers' desk. Kept as a fingerprint, for at most a day after the last try.
privacy-phone = On your phone, reports not sent yet
    .why = So that they are not lost without a signal. Their words, photos and code lie on that phone alone, and are deleted once you press “I have noted it” or delete them. Whoever uses that phone can read them.
privacy-seen = Who sees it
    .about = The officers of the office that handles the report, and their superiors. Contacts are seen only by officers who need them.
    .closed = Reports of illegal levies, of violence or of self-harm are opened only by inspectors entitled to it; the office they are about does not see them.
    .public = The public sees only reports that an officer has read and the reporter has permitted. That choice can be changed on the report’s page at any time. Telephone numbers, e-mail addresses and long numbers in them are masked. Photos only once an officer has looked over them; faces and number plates in them can be covered.
privacy-long = How long
    .case = A report is kept as long as it is needed to handle it and to account for it.
    .erased = Words, names, contacts and photos can truly be erased, if you ask for it. Only facts without content remain, such as kind, office and date, so that counts stay right.
    .short = Pieces of photos that were never completed are thrown away after a week at the latest.
privacy-rights = Your rights
    .law = Under Law 27 of 2022 on the Protection of Personal Data you have the right:
privacy-right-know = to know what data is kept and what for;
privacy-right-copy = to get a copy of it;
privacy-right-correct = to have it corrected or completed;
privacy-right-erase = to have its processing ended and the data erased;
privacy-right-withdraw = to withdraw your consent, for example to showing your name;
privacy-right-object = to object, and to complain about violations.
privacy-how = How: open { $follow } with your secret code, then “Your data”. It shows what is kept, gives you a copy, and lets you ask for it to be erased. The office answers within the time written there.
    .office = You can also turn to the office: { $ways }.
privacy-not = What we do not do
    .about = No advertisements, no trackers, no data sold. Pages for citizens keep a single cookie, your choice of language, and only if you choose one.

room-take-in = Write down a spoken report

# A number that several reports bear, because an office's disk was once put back.
number-shared = { $count ->
    [2] Two reports have the number { $number }
   *[other] { $count } reports have the number { $number }
}
number-shared-item = { $kind }, { $place }. Received { $day }.
    .anywhere = { $kind }. Received { $day }.
public-number-shared = They share it because an office's data was once restored from a backup. We keep all of these reports, and all of them remain valid. Please choose the report you mean.
