# Staff sign-in, services, and pages for when something cannot be done.

desk-fresh = Data at this office, { $clock }.

## Signing in

sign-in-title = Staff sign-in
sign-in-lead = For staff of { $site } only. Citizens need not sign in to report.
sign-in-username = Sign-in name
sign-in-username-missing = Enter your sign-in name.
sign-in-password = Password
sign-in-password-missing = Enter your password.
sign-in-act = Sign in
sign-in-forgotten = Forgot your password? Ask the administrator at your office for a one-time sign-in link.
sign-in-wrong = This sign-in name and password do not go together. Check again, capitals too.
sign-in-busy = Many people are signing in at the moment. Try again in ten seconds.
sign-in-wait-seconds = Too many tries. Wait { $seconds } seconds, then try again.
sign-in-wait-minutes = Too many tries. Wait { $minutes } minutes, then try again.

new-password-title = Choose a new password
new-password-lead = { $name }, this link works only once. Your sign-in name: { $username }.
new-password-field = New password
new-password-hint = At least { $least } characters. Four ordinary words that have nothing to do with each other are easy to remember and hard to guess.
new-password-again = Write it once more
new-password-act = Save and sign in
new-password-short = This password is too short. Use at least { $least } characters, for example four words.
new-password-long = This password is too long. Use at most { $most } characters.
new-password-holds-username = Do not use your sign-in name within the password.
new-password-common = This password is among the first that people guess. Choose other words.
new-password-not-repeated = The two are not the same. Write the same password twice.

## Services

services-title = Services and their standards
services-lead = What to bring, how long it takes, and what it costs.
services-search = Search services
services-search-act = Search
services-unit = Office
services-unit-all = All offices
services-none = We could not find this service
services-none-next = Try other words, or ask us directly with a report.

service-by = Provided by { $unit }.
service-requirements = What to bring
service-steps = Steps
service-time-limit = How long it takes
service-fee = Fee
service-product = What you get
service-complaints = If you have a complaint
service-legal-basis = Legal basis
service-facilities = Facilities
service-competence = Skills of the staff
service-supervision = Supervision within the office
service-staff-count = Number of staff
service-guarantee = Service guarantee
service-safety = Safety guarantee
service-evaluation = Evaluation of performance
service-unpublished = Not published by this office yet.
service-source = Source: { $source }.
service-source-link = the published service standard
service-report = Was the service different? { $report }
service-report-link = Tell us.
service-all = All services

## When something cannot be done

problem-home = To the front page
problem-request = If you contact us, mention event number { $id }.
problem-not-found = There is no such page
    .help = Perhaps one letter of the address is wrong. Check again, or start from the front page.
problem-forbidden = This part is not yours to change
    .help = Nothing was changed. If it is your work, ask the administrator for the right role.
problem-inspectors-only = Only an inspector may change this
    .help = Nothing was changed. The role of an inspector is given and changed by an inspector who is an administrator as well.
problem-not-signed-in = You are not signed in
    .help = Sign in first, then try again.
problem-no-token = There is no token that counts
    .help = Send the program's token in the header Authorization: Bearer. Tokens are made at /kelola/aplikasi.
problem-foreign-form = This form was not sent from our pages
    .help = Nothing was saved. Open the page on this site and send it from there.
problem-bad-request = We could not read this request
    .help = Nothing was saved. Go back to the page before and try again.
problem-too-large = This is too large
    .help = Nothing was saved. Send a smaller file.
problem-conflict = Things have changed in the meantime
    .help = Nothing was saved. Open this page again to see how things stand.
problem-beyond = Waiting for this office to update its program
    .help = Another office already runs a newer version of Hadir and has recorded a step that is not known here. Nothing is lost, and nothing was changed. Try again after the update, or contact the office.
problem-elsewhere = This is done on the regency's server
    .help = This office's server serves its own unit. Nothing was saved. Open the regency's server to do it, or contact the administrator.
problem-not-yet = This office has not been in touch with the regency yet
    .help = The regency's units have not arrived here, so no report can be taken in. Nothing was saved. Try again once it is in touch, or tell an officer.
problem-too-many = Too many tries
    .help = Wait { $minutes } minutes, then try again.
problem-busy = We are very busy
    .help = Nothing was lost. Try again in ten seconds.
problem-link-spent = This link does not work any more
    .help = A sign-in link works once and for 24 hours at most. Ask the administrator for a new one.
problem-fault = Something went wrong on our side
    .help = What you sent last may not have been saved. Go back to the page before; what you wrote is usually still there.
