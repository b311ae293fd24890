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
