# Nodes of offices: /kelola/simpul, and how fresh an office's picture is.

nodes-title = Office nodes
nodes-about = Whether every office is still in touch, and what has not arrived.
nodes-lead = Every office goes on working without a link. What needs attention stands on top.
nodes-enrol = Enrol a new office
nodes-caption = Office nodes and how they stand
nodes-none = No office is enrolled yet
    .next = Enrol the first one; then you see here how it stands.
nodes-node = Node
nodes-unit = Unit
nodes-numbers = Numbers begin with
nodes-prefix = numbers { $prefix }
nodes-state = State
nodes-met = Last in touch
nodes-left = Not arrived
nodes-machine = Computer
nodes-certificate = Certificate
nodes-fine = No trouble
nodes-own = This node
nodes-here = here
nodes-never = never
nodes-unknown = not known yet
nodes-left-none = Everything has arrived
nodes-left-there = From that office: { $count } entries
nodes-left-here = To that office: at most { $count } entries
nodes-version = Hadir { $version }
nodes-disk = { $free } of { $total } free
nodes-until = until { $date }
nodes-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
nodes-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
nodes-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}

nodes-forked = There are two versions of this node's entries: its disk was copied or put back. Both are kept. Make a new node at that office, then enrol it with its new key.
nodes-silent-here = More than { $hours } hours without a word. Telephone the office.
nodes-ended = Its certificate has ended, so it cannot get in touch. Enrol this office again.
nodes-disk-low = Its disk is nearly full. Make room or replace the disk.
nodes-clock-ahead = Its clock is { $span } ahead. Ask the office to set its computer's clock.
nodes-clock-behind = Its clock is { $span } behind. Ask the office to set its computer's clock.
nodes-ends-soon = Its certificate ends soon. Enrol it again before that day.
nodes-unreached = The last call failed, { $when }. It is tried again by itself.
nodes-revoked = Revoked on { $date }

nodes-set-aside = See what is set aside
nodes-silent = { $count ->
    [one] One office has been silent for more than { $hours } hours
   *[other] { $count } offices have been silent for more than { $hours } hours
}
nodes-silent-one = { $name }: last in touch { $when }.
nodes-silent-rest = And { $count } more.
nodes-silent-next = Telephone the office and ask about electricity and internet. Reports there stay safe, and their deadlines go on.
nodes-silent-link = See all office nodes

nodes-office-lead = What is done at this office is kept here and sent by itself as soon as there is a link.
nodes-own-title = This node
nodes-called = Whom it calls
nodes-called-address = The regency's address: { $address }
nodes-called-none = not set
nodes-last-met = Last in touch: { $when }

link-met = Last in touch with the regency { $when }
link-never-met = Never in touch with the regency yet
link-unsent = { $met }; { $count ->
    [one] one thing is
   *[other] { $count } things are
} not sent yet.
link-all-sent = { $met }; everything is sent.
link-reporter = Your report is safe at this office and is sent as soon as the link is back. Its deadline goes on.
link-part = Only reports that { $office } received or handles are shown here.
link-part-whole = See the reports of the whole regency
link-part-elsewhere = Those of the whole regency are on the regency's site.


https-ends = This node's HTTPS certificate is valid until { $day }
    .next = After that, phones and computers in the office will warn of it. On this node's machine, hadir node show prints the request; send it to the regency, take the certificate with hadir node join, and start Hadir again.
