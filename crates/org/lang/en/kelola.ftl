# Administration: units, staff, rights, rules, holidays, settings.

manage-title = Administration
manage-lead = Every change made here is recorded and signed: who, when, and what changed.
manage-save = Save
manage-saved = The change is saved
manage-saved-next = It stands in the history.
date-bad = Write the date like 2026-03-12.
source-missing = Say where this comes from, such as the number of the decree.

components-title = Components
components-about = Every part of the pages in each of its states.

sessions-title = Signed in on other devices
sessions-about = Did you sign in on a shared computer, or lose a phone? Sign out of all of them at once, here included.
sessions-end-all = Sign out of all devices

## Roles

role-front-desk = Front-desk officer
role-handler = Case handler
role-unit-head = Unit head
role-administrator = Administrator
role-leader = Leader
role-inspector = Inspector

## Rights

rights-title = Rights
rights-about = Which role may do what.
rights-lead = The program itself reads this table at every act; there are no rights outside it.
rights-caption = Roles and their rights
rights-right = Right
rights-yes = Yes
rights-no = No
rights-scope = A role holds in one unit and every unit below it. Sensitive reports are read by inspectors alone; administrators read no reports.
right-read-cases = Read reports
right-see-contact = See the reporter's contact
right-walk-in = Write down spoken reports
right-answer = Answer the reporter
right-note = Write internal notes
right-assign = Hand reports on
right-publish = Show reports to the public
right-pause = Stop the clock while waiting for the reporter
right-close = Close reports
right-reopen = Reopen reports
right-new-code = Give a new secret code
right-read-sensitive = Read sensitive reports
right-manage-desk = Manage reply templates and record who is away
right-decide-erasure = Decide whether personal data is erased
right-decide-objections = Decide objections about requests for information
right-manage-units = Manage units, services and categories
right-manage-staff = Manage staff
right-manage-rules = Manage the rules of deadlines
right-manage-holidays = Manage holidays
right-manage-settings = Manage settings
right-see-load = See the workload of each officer
right-see-figures = See figures of units
right-read-log = Read the signed log

## Units

units-title = Units
units-about = Offices and agencies, from the top down.
units-add = Add a unit
unit-retired = closed down
unit-code = Code
    .hint = Short and lasting, such as dishub or kec-sebatik. It cannot be changed.
unit-code-bad = Use only small letters, digits and hyphens, at most 32.
unit-code-taken = Another unit has this code.
unit-name = Name
unit-name-bad = Enter the unit's name, at most { $most } characters.
unit-parent = Below unit
unit-parent-none = None, this is the topmost unit
unit-parent-unknown = The unit above is not known. Choose one from the list.
unit-parent-circle = A unit cannot stand below itself. Choose another one.
unit-kind = Kind
unit-kind-regency = Regency or city
unit-kind-secretariat = Secretariat
unit-kind-inspectorate = Inspectorate
unit-kind-agency = Agency
unit-kind-district = District
unit-kind-village = Village
unit-kind-hospital = Hospital
unit-kind-health-centre = Health centre
unit-kind-school = School
unit-kind-enterprise = Public enterprise
unit-kind-liaison = Liaison of another institution
unit-kind-office = Other office
unit-zone = Time zone
unit-zone-bad = Choose WIB, WITA or WIT.
unit-inherited = As the unit above
unit-hours = Working hours
unit-hours-all-day = Open 24 hours, every day
unit-hours-own = Hours of its own
    .hint = The hours this unit keeps now stay as they are.
hours-title = Working hours of { $unit }
hours-change = Change the working hours
hours-own = This unit keeps hours of its own:
hours-inherited = This unit follows the unit above:
hours-ordinary = Ordinary days
    .hint = Write opening and closing like 07:30–16:00. Leave days empty on which the unit is closed.
hours-ramadan = In Ramadan
    .hint = Leave all of it empty where Ramadan changes nothing.
hours-rest-on = Break on { $day }
hours-holidays = Holidays
hours-holidays-open = Open on holidays too
    .explain = Like an emergency room. Limits of reports are counted with the official calendar all the same.
hours-bad = Write opening and closing like 07:30–16:00.
hours-rest-bad = Write the break like 12:00–13:00.
hours-missing = Fill in the hours of this day, or leave its break empty.
hours-close-early = Closing must come after opening.
hours-rest-outside = The break must lie between opening and closing.
hours-never = Fill in hours for at least one day.
hours-follow = Follow the unit above
hours-follow-about = Its own hours are removed, and it keeps those of the unit above.
hours-range = { $from }–{ $to }
hours-with-rest = { $hours } (break { $rest })
hours-of-day = { $day } { $hours }
hours-of-days = { $first } to { $last } { $hours }
hours-in-ramadan = Ramadan: { $week }
hours-on-holidays = Open on holidays too
unit-region = Region code
    .hint = Kemendagri code, such as 65.03.07 for a district.
unit-region-bad = Write a region code like 65.03 or 65.03.07.
unit-phone = Telephone for the public
unit-address = Address
unit-second = Needs a second person
unit-second-none = Not needed
unit-second-answers = The head of the unit approves answers
    .explain = The reporter reads them once the head, or the one above, has approved. The deadline runs on.
unit-second-closing = A second officer approves closing
    .explain = For declaring solved on the office's own word, and for ending without an answer.
unit-second-both = Both
unit-second-yes = yes
unit-retire = Close the unit down
unit-retire-about = A closed unit takes no new reports and disappears from lists. Its reports and history stay.
unit-retire-units-below = There are still units below it. Close or move them first.
unit-retire-staff = There are still people in this unit. Move them first.
unit-restore = Open the unit again
unit-restore-about = This unit is closed down. Opened again, it takes reports once more.

## Staff

staff-title = Staff
staff-about = Who works where, with which roles.
staff-add = Add a member of staff
staff-search = Search names or offices
staff-search-act = Search
staff-none = No staff with these words
staff-none-next = Try other words, or add someone.
staff-name = Name
staff-name-bad = Enter the name, at most { $most } characters.
staff-username = Sign-in name
    .hint = Small letters, digits, dots, underscores and hyphens, such as dewi.diskominfo.
staff-username-bad = Use only small letters, digits, dots, underscores and hyphens.
staff-username-taken = Someone else signs in with this name.
staff-unit = Unit
staff-unit-unknown = Choose a unit that is open.
staff-roles = Roles
    .hint = A role holds in the chosen unit and every unit below it. Leave a role empty to take it away.
staff-role = Role { $n }
staff-role-none = None
staff-role-unit = Holds in, role { $n }
staff-role-bad = Choose a role and a unit from the lists.
staff-state = State
staff-active = Active
staff-suspended = Suspended
staff-no-password = No password yet
staff-not-yours = This role or unit is beyond your rights.
staff-inspectors-only = The role of an inspector is given and taken by inspectors only.
staff-too-many-roles = At most { $most } roles for one person.
staff-last-administrator = There has to be at least one administrator for the whole regency. Appoint another one first.
staff-oneself = You cannot suspend yourself.
staff-sign-in = Signing in
staff-link-act = Make a sign-in link
staff-link-about = With a one-time link this person chooses a password. Earlier links stop working.
staff-link-title = One-time sign-in link
staff-link-lead = Give this link to { $name } directly, once you are sure who they are.
staff-link-address = Link
staff-link-until = Works until
staff-link-warning = This link is shown only once. Whoever holds it can sign in as this person.
staff-link-back = Back
staff-sign-out = Sign out of all devices
staff-sign-out-about = This person has to sign in again wherever they are signed in.
staff-suspend = Suspend
staff-suspend-about = This person cannot sign in until restored. Their records stay.
staff-restore = Restore
staff-restore-about = This person is suspended and cannot sign in.

## Services

manage-services-title = Services
manage-services-about = What each unit offers, with its standard.
manage-services-lead = Citizens read these services and their standards on the page of services. Parts left empty are called not published yet.
manage-services-add = Add a service
manage-services-none = No service yet
manage-services-none-next = Add one, so that citizens know what to bring.
manage-service-components = Components of the standard
manage-service-components-of = { $known } of 14
manage-service-public = See it as citizens read it
service-id = Code
    .hint = Short and lasting, such as birth-certificate. It becomes the page's address and cannot be changed.
service-id-bad = Use small letters, digits and hyphens only, at most 64.
service-id-taken = Another service has this code.
service-name = Name of the service
service-name-missing = Give the service a name.
service-unit = Unit of the service
service-unit-choose = Choose a unit
service-unit-unknown = Choose a unit from the list.
service-unit-minutes = minutes
service-delivery = How it is delivered
    .hint = The components of a standard follow Permenpan-RB 15/2014. Leave empty what is not settled.
service-behind = What stands behind it
service-origin = Where this standard comes from
service-one-a-line = One line for each.
service-time-text-hint = As citizens read it, such as 5 working days once the papers are complete.
service-time-max = At most, in figures
    .hint = Used to compute the limit of requests for this service.
service-time-bad = Write a number from 1 to { $most }, or leave it empty.
service-fee-rupiah = Fee in rupiah
    .hint = Write 0 where it is free.
service-fee-bad = Write the fee in digits only, such as 25000.
service-fee-text = The fee in words
    .hint = Where filled in, these words show instead of the figure.
service-decree = Decree that fixed the standard
    .hint = Its number and year.
service-source-name = Source
service-source-url = Address of the source
service-url-bad = Write the whole address, beginning with https://.
service-withdraw = Withdraw the service
service-withdraw-about = A service that was withdrawn leaves the citizens' list. The limits of requests that came in stay.

## Categories

categories-title = Categories
categories-about = What reports are about, and the unit that usually handles it.
categories-lead = Reporters choose from this list, in its order. A report reaches the unit that usually handles its category.
categories-add = Add a category
categories-none = No category yet
categories-none-next = Without categories, reports reach the district of their place or the unit that sorts them.
category-code = Code
    .hint = Short and lasting, such as roads or clean_water. It cannot be changed.
category-code-bad = Use small letters, digits and underscores only, at most 48.
category-code-taken = Another category has this code.
category-name = Name of the category
category-name-missing = Give the category a name.
category-name-in = Name of the category in another language ({ $language })
    .hint = Where it is empty, the Indonesian name shows.
category-unit = Usual unit
    .hint = Where none is chosen, reports reach the district of their place or the unit that sorts them.
category-unit-none = None
category-unit-unknown = Choose a unit from the list.
category-words = Words that point to it
    .hint = Words that citizens use for it. One word or phrase a line.
category-place = Place in the list
category-place-bad = Write a number from 1 to { $most }.
category-withdraw = Withdraw the category
category-withdraw-about = A category that was withdrawn can no longer be chosen, and its name no longer shows on old reports. The reports themselves stay.

## Rules

rules-title = Rules of deadlines
rules-about = Legal limits with the dates from which they hold.
rules-lead = A report keeps the rule that was in force on the day it was received. A new rule changes no promise already made.
rule-id = Rule
rule-name = Name
rule-name-missing = Enter the name of the rule.
rule-amount = How long
rule-amount-bad = Write a number from 1 to { $most }.
rule-unit = Counted in
rule-unit-bad = Choose working days, calendar days or hours.
rule-unit-working-days = working days
rule-unit-calendar-days = calendar days
rule-unit-hours = hours
rule-working-days = { $n ->
    [one] { $n } working day
   *[other] { $n } working days
}
rule-calendar-days = { $n ->
    [one] { $n } calendar day
   *[other] { $n } calendar days
}
rule-hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
rule-source = Legal source
    .hint = Name of the regulation and its article.
rule-valid-from = Holds from
rule-valid-until = Holds until
rule-rows = What held when
rule-state = State
rule-in-force = In force now
rule-past = Replaced
rule-withdraw = Take back
rule-add = A new rule from a date on
rule-add-about = The old one still holds for reports received before that date.
rule-add-act = Add

## Holidays

holidays-title = Holidays
holidays-about = National holidays, collective leave and regional holidays.
holidays-lead = Deadlines are computed with this calendar. Add collective leave as soon as it is decreed.
holidays-years = Years
holidays-caption = Holidays of { $year }
holidays-none = No holidays for { $year } yet
holidays-none-next = Deadlines in that year are provisional until its holidays are entered.
holidays-add = Add a holiday
holidays-add-act = Add
holidays-import = Take in a list
holidays-import-act = Take in
holidays-import-bad = This list cannot be read. The first line must be date,name,kind,source.
holidays-import-lines = { $count ->
    [one] { $count } line
   *[other] { $count } lines
} cannot be read: { $lines }. Nothing was saved.
holidays-csv = List
    .hint = One day a line: date,name,kind,source. The kind is libur_nasional, cuti_bersama or libur_daerah.
holiday-date = Date
holiday-name = Name of the holiday
holiday-name-missing = Enter the name of the holiday.
holiday-kind = Kind
holiday-kind-bad = Choose the kind of holiday.
holiday-kind-national = National holiday
holiday-kind-collective-leave = Collective leave
holiday-kind-regional = Regional holiday
holiday-source = Source
    .hint = Number of the decree that set it.
holiday-remove = Remove
holiday-remove-act = Remove
year-year = Year
year-source = Source
year-confidence-high = Decreed.
year-confidence-medium = Partly estimated.
year-confidence-low = Not known yet.

## Ramadan

ramadan-title = Ramadan
ramadan-about = The fasting month, when working hours are shorter.
ramadan-lead = In these months offices keep their Ramadan hours. The working time left for reports follows.
ramadan-caption = Months of Ramadan
ramadan-none = No month of Ramadan yet
ramadan-none-next = Until one is entered, offices count with their usual hours.
ramadan-ends-early = Ramadan would end before it begins. Check both dates.
ramadan-length-bad = Ramadan has 29 or 30 days. Check both dates.
ramadan-certainty = Certainty
ramadan-certainty-verified = Announced
ramadan-certainty-expected = Still expected
ramadan-certainty-bad = Choose announced or still expected.
ramadan-remove = Remove
ramadan-remove-act = Remove
ramadan-add = Enter a month of Ramadan
ramadan-add-about = If its dates overlap with a month that is here already, they replace it.
ramadan-add-act = Save
ramadan-first = Ramadan begins
ramadan-last = Ramadan ends

## Settings

settings-title = Settings
settings-about = Name of the regency, emergency number, forms of address, limits.
settings-name = Name of the regency or city
settings-name-missing = Enter the name of the regency or city.
settings-region = Region code
    .hint = Kemendagri code, such as 65.03.
settings-zone = Time zone
settings-emergency = Emergency number
    .hint = Only if it is really answered, day and night.
settings-emergency-bad = Write the number in digits only, such as 112.
settings-officer-names = Names of officers in answers
settings-officer-names-hidden = Not shown
    .hint = Citizens see the name of the office.
settings-officer-names-public = Shown
    .hint = Citizens see the names of officer and office.
settings-forms-of-address = Forms of address a reporter may choose
    .hint = One a line, such as Ibu, Bapak, or local ones.
settings-forms-of-address-bad = Enter at least one and at most { $most } forms of address.
settings-reports-per-hour = Most reports from one sender in an hour
    .hint = A whole island may share one address. 0 means without a limit.
settings-photos = Most photos for one report
settings-document-megabytes = Largest PDF file of an officer, in megabytes
settings-photo-megabytes = Largest photo, in megabytes
settings-silent-hours = Hours after which an office counts as silent
    .hint = It is then named on the desk and on the page Office nodes. 0 means never.
settings-warnings = Warnings before a limit, in hundredths
    .hint = When so much of the working time is used, whoever handles the report is warned. Example: 50, 80. Leave empty for none.
settings-warnings-bad = Write at most { $most } numbers from 1 to 99, with commas between them.
settings-secretary-after = Working days past the limit after which the secretary is told
    .hint = The head of the unit is told as soon as the limit has passed.
settings-leader-after = Working days past the limit after which the leader is told
    .hint = All of them only in the hours of their own office.
settings-retention-on = Erase reports that were kept long enough, from this date on
    .hint = Empty means that nothing is erased by itself. Look first how many reports that concerns, under Overview, Retention. What is erased cannot be brought back.
settings-retention-on-bad = Choose a date, or leave it empty.
settings-number-bad = Write a number from 0 to { $most }.
settings-phone = Telephone for the public
settings-address = Address
settings-hours = Working hours of all units

## History

history-title = History
history-none = No changes yet.
history-console = from the server itself
history-gone = an officer whose data were erased
history-said = { $happened }.
    .values = { $happened } ({ $values }).
history-said-rest = … and { $count } more.
history-operation = Operation
happened-unit-described = Unit described
happened-unit-retired = Unit closed down
happened-unit-restored = Unit opened again
happened-staff-added = Member of staff added
happened-staff-named = Name changed
happened-staff-placed = Unit or roles changed
happened-password-set = Password chosen
happened-staff-suspended = Suspended
happened-staff-restored = Restored
happened-signed-out-everywhere = Signed out of all devices
happened-link-made = Sign-in link made
happened-staff-away = Recorded as away
happened-staff-back = Back at work
history-away-days = Days
history-away-deputy = Deputy
history-away-head = The head of the unit
history-back-on = From
happened-service-described = Service described
happened-service-withdrawn = Service withdrawn
happened-category-described = Category described
happened-category-withdrawn = Category withdrawn
happened-rule-set = Rule written
happened-rule-withdrawn = Rule taken back
happened-holiday-set = Holiday written
happened-holiday-removed = Holiday removed
happened-year-known = Year entered into the calendar
happened-ramadan-set = Ramadan written
happened-ramadan-removed = Ramadan removed
happened-regency-changed = Settings changed
happened-office-hours-set = General hours written
happened-erased = Data erased
happened-otherwise = A change by a later version
