# The frame around every page.

language-switch = Read in English

shell-title = { $title } · Hadir { $site }
shell-desk-title = { $title } · Hadir desk
shell-skip = Skip to content
shell-menu = Menu
shell-nav-head = Main pages
shell-nav-foot = Main menu
shell-free = Government of { $site }. Every service on this site is free.
shell-emergency = In an emergency call { $call }; do not wait for an answer here.
shell-rail = Desk
shell-search = Search reports. Shortcut: slash
    .hint = Number, name or word
shell-sign-out = Sign out

nav-home = Home
nav-report = Make a report
nav-follow = Follow a report
nav-public-reports = Public reports
nav-services = Services
nav-presence = Who is in
nav-open-data = Open data
nav-integrity = Confidential report
nav-privacy = Personal data
nav-certificate = Secure connection
nav-sign-in = Staff sign-in
