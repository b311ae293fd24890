# The desk of the staff.

meja-view-inbox = Inbox
meja-view-mine = My tasks
meja-view-overdue = Overdue
meja-view-waiting = Waiting for citizens
meja-view-unassigned = Unassigned
meja-view-done = Done
meja-view-sealed = Closed circle
meja-count-more = { $count }+
meja-reports = { $count ->
    [one] { $count } report
   *[other] { $count } reports
}
meja-reports-more = more than { $count } reports
meja-about-inbox = { $reports } open. { $now }.
meja-about = { $reports }. { $now }.
meja-about-done = The latest change comes first. { $now }.
meja-take-in = Write down a report
meja-shown = { $count ->
    [one] { $count } report on this page
   *[other] { $count } reports on this page
}

meja-filter = Filter
meja-filter-any = All
meja-filter-handler = Officer
meja-filter-channel = Channel
meja-filter-from = Received from
meja-filter-until = To
meja-filter-due = Limit until
meja-filter-answered = Answered since
meja-filter-in-use = Filtered: { $what }.
    .from = from { $day }
    .until = to { $day }
    .due = limit until { $day } and not passed
    .answered = answered since { $day }
meja-filter-none = Clear the filter
meja-filter-myself = Myself
meja-filter-nobody = Nobody yet
meja-filter-found = { $count ->
        [0] No report matches.
        [one] { $count } report matches.
       *[other] { $count } reports match.
    }
meja-filter-found-last = { $count } matching on this page, the last one.
meja-filter-found-so-far = { $count ->
        [one] { $count } report matches of the nearest { $looked }. The next ones are below.
       *[other] { $count } reports match of the nearest { $looked }. The next ones are below.
    }
meja-filter-show = Show
meja-filter-view = List
meja-filter-unit = Unit
meja-filter-all = All my units

meja-group-counted = { $title }: { $count }
meja-group-overdue = Overdue
meja-group-today = Due today
    .about = The office closes { $clock }
meja-group-week = This week
meja-group-later = After this week
meja-group-waiting = Waiting for citizens
    .about = Their time stands still until the citizen answers
meja-left-just-passed = Passed just now
meja-left-paused-late = Paused, already overdue
meja-left-today = Today until { $clock }
meja-left-until = Until { $day }
meja-done = { $status }, { $date }
meja-done-answered = Answered
meja-done-closed = Closed
meja-done-ended = Ended
meja-erased = These words were erased
meja-line = { $place }. { $excerpt }
meja-danger = Concerns safety. { $line }
meja-kind-and-channel = { $kind }, { $channel }
meja-officer-none = Unassigned
meja-officer-elsewhere = Officer of another office

meja-channel-web = web
meja-channel-walk-in = spoken
    .choice = Came in person
meja-channel-phone = telephone
    .choice = By telephone
meja-channel-sms = SMS
meja-channel-whatsapp = WhatsApp
meja-channel-email = e-mail
meja-channel-social = social media
meja-channel-api = another program
meja-channel-import = earlier system

meja-empty-inbox = No open reports
    .next = Every report in your units has been answered. New ones show here at once.
meja-empty-mine = No tasks for you yet
    .next = Reports that you take up or that are handed to you show here.
meja-empty-overdue = Nothing is overdue
    .next = Every promise of time in your units still holds.
meja-empty-waiting = Nothing waits for a citizen
    .next = Reports whose time stands still because we asked the reporter show here.
meja-empty-unassigned = Every report has someone
    .next = New reports that nobody has taken up show here.
meja-empty-done = Nothing is done yet
    .next = Reports that were answered or closed show here.
meja-empty-sealed = No reports in the closed circle
    .next = Reports of illegal levies, violence and other matters to protect show here, only for you who may read them.
meja-empty-all = Open the inbox
meja-search = Search results
meja-search-about = The newest come first. Reports in the closed circle are not searched.
meja-found = Matching “{ $words }”
meja-found-none = Nothing matches “{ $words }”
    .next = Try a single word, or the whole number of a report.

meja-thread = Conversation
meja-thread-channel = , by { $channel }
meja-thread-written-by = , written down by { $name }
meja-thread-answer = , answers the matter
meja-thread-posted = , news for the reporter
meja-thread-note = Internal note, { $name }
meja-thread-by = , by { $name }
meja-office = Office
meja-reporter = Unnamed reporter

meja-deed-received = Report received
meja-deed-replied = The reporter wrote again
meja-deed-answered = Answer sent
meja-deed-posted = News sent to the reporter
meja-deed-noted = Internal note kept
meja-deed-verified = Report read
meja-deed-published = Shown to the public
meja-deed-unpublished = Taken back from the public
meja-deed-assigned = Handed on to { $unit }
meja-deed-assigned-person = Handled by { $name }, { $unit }
meja-deed-paused = Reporter asked, time stands still
meja-deed-resumed = Time runs again
meja-deed-closed = Declared solved
meja-deed-closed-citizen = The reporter declared it solved
meja-deed-reopened = Opened again
meja-deed-merged = Merged into { $number }
meja-deed-redated = Limit computed anew
meja-deed-recoded = New secret code given
meja-deed-photographed = Photos added
meja-deed-escalated = Brought before { $unit }
meja-deed-sealed = Kept in a closed circle: { $why }
meja-deed-classified = Classification corrected
meja-done-at = { $deed }, { $clock }
meja-after-act = The next step stands at the end of the conversation.
meja-left-sight = Report { $number } is now outside your lists.
meja-meanwhile-title = While you were writing
meja-meanwhile = Meanwhile { $who }: { $deed }, { $clock }.

meja-next-you = Your turn to answer
meja-next-unit = { $unit } is to answer
meja-next-due = by { $due }
meja-next-waiting = Waiting for the reporter
    .when = Time runs again as soon as they write
meja-next-answered = Waiting to hear whether it is solved
meja-next-answered-when = closes by itself { $at } if the reporter stays silent

meja-promise-waiting = Time stands still since { $since }, waiting for the reporter.
meja-promise-late = { $unit } should have answered by { $when }.
meja-promise-answered = Answered. If the reporter stays silent, the report closes by itself { $at }.
meja-promise-done = This report is done. The reporter can still ask to open it again.

meja-contested = Two offices moved it: { $line }
meja-group-contested = To be decided: { $count }
    .about = Two offices moved the same report while they were not in touch. Open it and decide who handles it.
meja-conflict = Two offices moved this report at the same time. Which one is right?
meja-conflict-act = { $who }: { $deed }, { $at }
meja-conflict-settle = Both acts are recorded. The last of this list holds for now.
meja-conflict-link = Decide who handles it

meja-beyond = This report holds a step of a newer version of Hadir
meja-beyond-help = The program at this office does not know it yet. Until it is updated the report can only be read here, and is shown to nobody outside the office.

meja-facts = Facts
meja-fact-status = State
meja-fact-kind = Kind
meja-fact-category = Category
meja-fact-category-none = Not classified yet
meja-fact-left = Left
meja-fact-place = Place
meja-fact-place-none = Not named
meja-fact-reporter = Reporter
meja-fact-reporter-none = Unnamed
meja-fact-reporter-sapa = { $name }, addressed as { $sapa }
meja-fact-contact = News to
meja-fact-contact-none = None; the reporter reads with their code
meja-fact-visibility = Seen by
meja-fact-published = Shown to the public since { $since }
meja-fact-unpublished = Not shown yet
meja-fact-handled = Handled by
meja-fact-handled-you = { $unit }, yourself
meja-fact-handled-by = { $unit }, { $name }
meja-fact-handled-none = { $unit }, no officer yet
meja-fact-received = Received
meja-fact-received-how = { $moment }, { $channel }
meja-fact-circle = Closed circle

meja-circle-levy = Illegal levy
meja-circle-violence = Violence
meja-circle-self-harm = Danger to oneself
meja-circle-child = A child in danger
meja-circle-misconduct = Conduct of an officer
meja-ending-rejected = Rejected with a reason
meja-ending-not-ours = Not the regency's responsibility
meja-ending-merged = Merged with another report
meja-ending-withdrawn = Withdrawn by the reporter

meja-other-acts = Other acts
meja-act-take-up = Take up
meja-act-hand-on = Hand on
meja-act-ask = Ask the reporter
meja-act-resume = Let time run
meja-act-close = Declare solved
meja-act-reopen = Open again
meja-act-publish = Show to the public
meja-act-retitle = Correct the public title
meja-act-unpublish = Take back from the public
meja-act-classify = Correct the classification
meja-act-escalate = Ask a superior to decide
meja-act-end = End without an answer
meja-act-new-code = Give a new secret code
meja-back = Back to the report

meja-answer = Answer to the reporter
meja-answer-what = Send as
meja-answer-settles = An answer to this report
    .explain = The report counts as answered. If the reporter stays silent, it closes by itself { $day }.
meja-answer-posted = News in the meantime
    .explain = The reporter reads it, and the limit runs on.
meja-answer-send = Send answer
meja-answer-reads-public-named = Shows on the reporter's page and the public page, with your name.
meja-answer-reads-public = Shows on the reporter's page and the public page, without your name.
meja-answer-reads-reporter-named = Shows on the reporter's page, with your name.
meja-answer-reads-reporter = Shows on the reporter's page, without your name.
meja-note = Internal note
meja-note-keep = Keep as an internal note
meja-note-who-reads = Only colleagues read it. The reporter does not see it.

meja-hand-on-lead = The limit runs on. When the unit changes, the reporter reads where to and why.
meja-hand-on-to = Hand on to
    .hint = Choose the unit, or the person.
meja-hand-on-choose = Choose a unit or a person
meja-hand-on-unit = { $unit }, anyone
meja-hand-on-why = Reason
    .hint = For example: that office looks after piers.
meja-hand-on-do = Hand the report on

meja-ask-lead = Time stands still until the reporter answers, then runs on from exactly what was left.
meja-ask-question = Question to the reporter
    .hint = Say what is missing and why it is needed.
meja-ask-do = Send the question and stop the time

meja-publish-lead = Everyone will see this title, the report without contact numbers, and the office's answers. Internal notes stay hidden; of the photos only those you choose in Photos for everyone show.
meja-publish-title = Title for the public
    .hint = Without names of people and without telephone numbers.
meja-publish-do = Show
meja-unpublish-lead = The report disappears from the public page. The reporter can still open it.
meja-unpublish-why = Reason
    .hint = Recorded for colleagues.
meja-unpublish-do = Take back

meja-close-lead = The reporter reads that the report is done, and can open it again.
meja-close-why = What they said, or what was done
    .hint = The reporter reads this.
meja-close-do = Declare solved
meja-reopen-lead = The report is worked on again, with a limit that counts from now.
meja-reopen-why = Why it is opened again
    .hint = The reporter reads this.
meja-reopen-do = Open again
meja-escalate-lead = The head of the unit above sees this report. The limit runs on.
meja-escalate-why = What is to be decided
    .hint = Write what needs deciding, and the choices.
meja-escalate-do = Ask for a decision
meja-end-lead = The reporter reads the reason and can contest it.
meja-end-how = How does this report end?
meja-end-how-missing = Choose one first.
meja-end-rejected = It cannot be understood, or is against the law.
meja-end-not-ours = The next page asks which authority is in charge. The reporter is then asked whether the report may go there.
meja-end-not-ours-named = The reporter knows already that this is a matter of { $authority }.
meja-end-why = Reason
    .hint = The reporter reads this. Use easy words.
meja-end-do = End the report

meja-classify-lead = The category helps a report reach the right unit.
meja-classify-open = No closed circle
meja-classify-circle-hint = Reports in a closed circle are never public, and only inspectors and the officer named see them. The report goes to the unit that looks after it; you may no longer be able to open it yourself. Reports of illegal levies are closed at once.
meja-classify-unknown = Choose from the list.
meja-classify-do = Keep

meja-new-code-lead = The old code dies at once. The new one shows once, to print or write down.
meja-new-code-who = Was the person checked?
meja-new-code-checked = Yes, this is the reporter
    .explain = The identity card matches the reporter's name, or they know what the report says beyond what is public.
meja-new-code-unchecked = Check who the person is first, then mark it here.
meja-new-code-do = Give a new code

meja-slip = Slip
meja-slip-lead = Print it now, or have the reporter write the code down. The code shows only once.
meja-slip-about = About
meja-slip-next = Write down the next report
meja-slip-open = Open the report
meja-slip-gone = The code was shown before
    .next = The code is kept nowhere. If the reporter lost it, give a new one.
meja-slip-kept = Report { $number } is kept
    .next = It has reached the unit that handles it, so it is not in your lists. The secret code shows only once and is kept nowhere. If the reporter has not written it down, that unit can give a new one: the reporter names this number and shows an identity card.

meja-take-in-title = Write down a spoken report
meja-take-in-lead = Write it as it is said. Read it back before keeping it.
meja-take-in-text = What was said
meja-take-in-channel = How it was said
meja-take-in-channel-missing = Choose in person or by telephone.
meja-take-in-sapa = Form of address
meja-take-in-name = Name
meja-take-in-contact = Mobile number
    .hint = A relative's number will do.
meja-take-in-visibility-hint = Ask the reporter. Nothing shows before an officer has looked at it.
meja-take-in-unknown = Choose if known
meja-take-in-place = Village
meja-take-in-spot = Where exactly
meja-take-in-unit = For unit
    .hint = Without a choice the report reaches the unit that usually handles it.
meja-take-in-unit-usual = The usual unit
meja-read-back = Read it back
meja-read-back-words = Read out what is written above, then ask: is that right?
meja-read-back-pattern = “{ $who } of { $place }: { $text } Is that right?”
meja-take-in-do = Keep and give a code

meja-key-move = down, up
meja-key-open = open
meja-key-answer = answer
meja-key-hand-on = hand on
meja-key-search = search
meja-key-off = shortcuts
meja-keys-switch = Shortcuts
meja-keys-off = Turn shortcuts off
meja-keys-on = Turn shortcuts on

meja-refusal-unknown = There is no such report.
meja-refusal-not-allowed = You may not do this.
meja-refusal-empty = Write the text first.
meja-refusal-too-long = Too long; at most { $count } characters.
meja-refusal-closed = This report is done. Open it again first if there is more to do.
meja-refusal-not-closed = This report is still open.
meja-refusal-already-waiting = This report already waits for the reporter.
meja-refusal-not-waiting = This report does not wait for the reporter.
meja-refusal-unknown-unit = Choose a unit from the list.
meja-refusal-not-in-unit = That person does not work in that unit. Choose again.
meja-refusal-already-there = The report is there already. Choose another unit or person.
meja-refusal-never-public = Reports in a closed circle are never shown to the public.
meja-refusal-confidential = The reporter asked that only the office sees it.
meja-refusal-unknown-target = That number is not in your lists, or it is this report itself.
meja-refusal-reason-missing = Write the reason. The reporter has a right to know.

# What an officer reads who acts on a case that is not, or no longer, theirs to see.
meja-out-of-sight = This report does not exist, or has been handed on to another unit
    .help = What you wrote was not sent. If it is still needed, copy it from here: { $typed }

# A number that several reports bear.
meja-number-shared = They share it because an office's data was once restored from a backup. All of them stand, each with a secret code of its own. Choose the one you mean.
meja-number-also = Another report has this number too.
    .which = Show them all
