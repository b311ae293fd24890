# Searching at the desk: words and conditions.

meja-search-help = Example: road category:roads before:1/11/2026. Also unit:, place:, kind:, status:, handler:, from: (channel), after:. A name of several words stands in quotation marks.
meja-search-so-far = { $count ->
        [0] Nothing matches among the { $looked } reports looked at. Older ones are below.
        [one] One report matches among the { $looked } looked at. Older ones are below.
       *[other] { $count } reports match among the { $looked } looked at. Older ones are below.
    }
meja-op-unknown = “{ $typed }” is not known, so it narrows nothing.
meja-op-several = “{ $typed }” can mean { $names }, so it narrows nothing yet. Write more of it.
meja-op-again = “{ $typed }” is not used; of conditions of one kind only the first narrows.
meja-op-no-day = “{ $typed }” is no date, so it narrows nothing. Write for example 1/11/2026, 11/2026 or 2026.
meja-op-before = before { $day }
meja-op-after = after { $day }
meja-op-open = open
meja-op-overdue = overdue
meja-op-new = new
meja-op-verified = read
meja-op-in-progress = in progress
meja-op-waiting = waiting
meja-op-answered = answered
meja-op-closed = solved
meja-op-ended = ended
