# Taking words out of what the public reads.

meja-act-redact = Take words out
meja-redact-lead = Not everybody has to read a neighbour's name, a house number, or an accusation. Telephone and identity numbers, e-mail addresses and the reporter's name are taken out already. The original stays whole for officers.
meja-redact-parts = Words the public does not read
    .hint = One part a line, exactly as written. What you remove from here is readable again.
meja-redact-look = Look first
meja-redact-read = How the public will read it
meja-redact-do = Save
meja-deed-redacted = { $count ->
    [0] No words are taken out for the public any more
    [one] One part is taken out for the public
   *[other] { $count } parts are taken out for the public
}
meja-deed-shown-to = The reporter changed who may see it: { $who }
meja-refusal-not-in-text = “{ $part }” does not stand in this report. Copy it exactly as written and save again.
meja-refusal-too-many = { $count } parts at most. Remove some, or do not show this report to the public.
meja-publish-redact = Does it name or tell of somebody else? { $link } first.
