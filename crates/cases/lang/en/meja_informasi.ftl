# Requests for public information: more time, refusal on a ground of the law.

## Grounds of refusal

ground-enforcement = It would hinder the enforcement of the law (article 17 letter a, law 14/2008)
ground-competition = It would harm intellectual property or fair competition (article 17 letter b, law 14/2008)
ground-defence = It would endanger the defence and security of the state (article 17 letter c, law 14/2008)
ground-nature = It would disclose Indonesia's natural wealth (article 17 letter d, law 14/2008)
ground-economy = It would harm the national economy (article 17 letter e, law 14/2008)
ground-foreign = It would harm relations with other states (article 17 letter f, law 14/2008)
ground-testament = It would disclose a private deed or somebody's will (article 17 letter g, law 14/2008)
ground-personal = It would disclose the secret of a person (article 17 letter h, law 14/2008)
ground-memorandum = A letter between public bodies that is secret by its nature (article 17 letter i, law 14/2008)
ground-by-law = It must not be disclosed by another law (article 17 letter j, law 14/2008)
ground-not-held = It is not held or not written down yet (article 6 paragraph (3) letter e, law 14/2008)
ground-incomplete = The request is incomplete and was not completed (PerKI 1/2021)

## The thread

thread-extended = { $unit } takes more time, which is allowed once.
thread-refused = { $unit } refused this request. The ground: { $ground }

## The desk

meja-act-extend = Extend the limit
meja-extend-lead = More time is allowed once, before the limit has passed. The limit moves from { $before } to { $day } ({ $span }). The reporter reads the new date and the reason.
meja-extend-why = Why more time is needed
    .hint = For example: the figures have to be gathered from five districts.
meja-extend-do = Extend the limit
meja-deed-extended = Limit extended to { $day }
meja-act-refuse = Refuse or end the request
meja-refuse-lead = The requester reads the ground of the law and the reason, and how to object.
meja-end-refused = Request refused
    .explain = The information is exempt, is not held, or the request is incomplete. Choose the ground of the law below.
meja-end-ground = Ground of the refusal in law
    .hint = Needed where the request is refused. For exempt information write the result of the test of consequences into the reason.
meja-end-ground-none = Choose the ground
meja-end-ground-exempt = Exempt information
meja-end-ground-other = Other reasons
meja-deed-refused = Request refused: { $ground }
meja-waits-ground = The ground: { $ground }.
meja-refusal-not-information = This is no request for public information. Correct the kind of report first.
meja-refusal-already-extended = More time is allowed once and was taken before. Answer before the limit passes.
meja-refusal-too-late = The limit has passed, so it cannot be extended any more. Answer as soon as you can.
meja-refusal-no-rule = This regency's table of rules does not hold that limit yet. Ask an administrator to add it.
meja-refusal-ground-missing = Choose the ground. A request for information can be refused only on a ground of the law.

## Objections

objection-refused = The request was refused as exempt
    .article = article 35 paragraph (1) letter a, law 14/2008
objection-periodic = What has to be published regularly is not available
    .article = article 35 paragraph (1) letter b, law 14/2008
objection-unanswered = The request was not answered
    .article = article 35 paragraph (1) letter c, law 14/2008
objection-otherwise = The answer is not what was asked for
    .article = article 35 paragraph (1) letter d, law 14/2008
objection-unfulfilled = The request was not fulfilled
    .article = article 35 paragraph (1) letter e, law 14/2008
objection-cost = The cost is unreasonable
    .article = article 35 paragraph (1) letter f, law 14/2008
objection-late = The information came after the limit had passed
    .article = article 35 paragraph (1) letter g, law 14/2008
objection-with-article = { $ground } ({ $article })
outcome-granted = granted
outcome-partly = granted in part
outcome-refused = refused
refusal-already-objected = The objection made before still waits for a decision. Please wait for that first.
refusal-object-instead = A request for information that was refused is not opened again in this way. The way is an objection before the superior, then the Information Commission.
refusal-already-decided = This objection is decided. The next way, if it does not satisfy, is the Information Commission.
refusal-too-late = The time for it is over.
refusal-ground-missing = Choose one of the grounds.
objection-section = Objection
objection-title = Object
objection-lead = This objection is decided by the head of { $unit }, not by the office that answered.
objection-possible = Not content with what you received? You can object before the head of { $unit }. It is free, and nobody has to come.
objection-early = While the limit for the answer has not passed, you can object to the cost, or to missing information that has to be published regularly.
objection-until = You can object until { $day }.
objection-over = The time for an objection ended on { $day }.
objection-ground = What is the ground of the objection?
objection-why = Explain in your own words
    .hint = What is missing, and what should have been given. The head who decides reads this.
objection-do = Send the objection
objection-back = Back to the report
objection-kept = What you wrote, so that it can be copied:
objection-made = Objection { $number } was made { $when }.
objection-promise = The head of { $unit } answers this objection by { $when }.
objection-late-promise = The head of { $unit } should have answered this objection by { $when }. We are sorry.
objection-withdrawn = You took the request back, so this objection is not decided any more.
objection-waits = This objection waits for the decision of the head of { $unit }.
objection-decided = This objection was { $outcome } by the head of { $unit } on { $day }.
    .then = The office that answered has to carry that out.
objection-commission = Information Commission
objection-dispute = A dispute about information can be brought before the { $link }.
objection-dispute-by = Still not content? A dispute can be brought before the { $link } until { $day }.
follow-done-objected = The objection was passed to the head of { $unit }
thread-you-objected = You objected before the head of { $unit }: { $ground }
thread-reporter-objected = The reporter objected before the head of { $unit }
thread-decided = Head of { $unit }: objection { $outcome }
meja-objection = Objection { $number }
meja-objection-by = It waits for the decision of the head of { $unit }, by { $day }.
meja-objection-late = It waits for the decision of the head of { $unit }. The limit, { $day }, has passed.
meja-objection-waits = It waits for the decision of the head of { $unit }.
meja-objection-ground = The ground: { $ground }.
meja-act-decide = Decide on objection { $number }
meja-act-decide-short = Decide on the objection
meja-decide-lead = The requester reads the decision and its reason, and how to go to the Information Commission.
meja-decide-outcome = Decision
meja-decide-outcome-missing = Choose the decision first.
meja-decide-choice = Objection { $outcome }
meja-decide-granted = The information is given. A request that is done is opened again with a limit of its own.
meja-decide-partly = A part is given. A request that is done is opened again with a limit of its own.
meja-decide-refused = What the office did stands.
meja-decide-why = Reason of the decision
    .hint = Name what is given, what is not, and why.
meja-decide-do = Send the decision
meja-decided-meanwhile = This objection is decided already
meja-deed-objected = The requester objected before the head of { $unit }
meja-deed-decided = Objection { $outcome }
meja-refusal-already-objected = The objection made before still waits for a decision.
meja-refusal-object-instead = A refused request for information is opened again only by an objection before the superior.
meja-refusal-already-decided = This objection is decided already.

## Registers

room-register = PPID register
register-requests = Register of requests for information
register-objections = Register of objections
register-lead = Filled by what was recorded of each request. What is handled in a closed circle is not in it.
register-to-objections = To the register of objections
register-to-requests = To the register of requests
register-download = Download CSV
register-book = Register
register-year = Year
register-all-years = All years
register-state = State
register-any-state = All
register-waiting = Not answered or decided yet
register-number = Number
register-date = Date
register-identity = Requester
register-asked = Information asked for
register-unit = Office
register-due = Limit
register-due-extended = { $day }, extended
register-decision = Decision
register-ground = Ground of refusal
register-answered = Date of answer
register-request = Number of the request
register-objection-ground = Ground of the objection
register-superior = Superior who decides
register-objection-due = Limit for the answer
register-objection-decision = Decision
register-decided = Date of the answer
register-refused = Refused
register-given = Answered
register-open = Not answered yet
register-open-late = Not answered, past the limit
register-decided-later = Decided
register-undecided = Waits for a decision
register-undecided-late = Waits for a decision, past the limit
register-no-requests = There are no requests for information here
    .next = A report that is recorded as a request for public information comes into this register by itself.
register-no-objections = There are no objections here
    .next = An objection that a requester makes comes into this register by itself.
register-show-all = Show all
register-shown = { $count } entries on this page
