//! A year of made-up cases: when they come, from whom, about what, and how they are told.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Weekday};
use jiff::{Timestamp, ToSpan};

use super::case::{DemoCase, DemoEvent, DemoMessage, Happening, Kind, Speaker, Status};
use super::office::Office;
use super::random::Random;
use super::regency::Regency;
use super::story::{Course, Stage, Story, after};
use super::templates::{Situation, Slots, Templates, Wording, fill, fitting, key};
use super::voice::Voice;
use super::world::{self, Category, Person, Place};

/// Reports told on their own; duplicates come on top.
const REPORTS: usize = 2_300;
const DAYS: usize = 365;

/// How often a wording is drawn again before a report is given up as too like another.
const TRIES: usize = 60;

/// Reports by hour of the day: a morning and an evening crest.
const HOURS: [usize; 24] = [1, 1, 0, 0, 1, 3, 6, 9, 12, 12, 11, 9, 7, 7, 7, 7, 7, 7, 9, 11, 11, 8, 4, 2];

/// The made-up cases of the twelve months before `now`, in no promised order.
pub fn cases(regency: Regency, now: Timestamp, seed: u64) -> Vec<DemoCase> {
    let mut teller = Teller::new(regency, now, seed);
    for received in teller.receipts() {
        teller.report(received);
    }
    teller.told
}

struct Teller {
    regency: Regency,
    now: Timestamp,
    chance: Random,
    office: Office,
    templates: Templates,
    places: Vec<Place>,
    people: Vec<Person>,
    categories: BTreeMap<String, Category>,
    texts: BTreeSet<String>,
    /// What officers wrote so far.
    replies: RefCell<BTreeSet<String>>,
    told: Vec<DemoCase>,
}

impl Teller {
    fn new(regency: Regency, now: Timestamp, seed: u64) -> Self {
        Self {
            regency,
            now,
            chance: Random::new(seed),
            office: Office::new(regency.zone()),
            templates: Templates::load(),
            places: world::places(regency),
            people: world::people(regency),
            categories: world::categories(),
            texts: BTreeSet::new(),
            replies: RefCell::default(),
            told: Vec::new(),
        }
    }

    /// When reports come in, oldest first: more on Mondays, more as the year goes on, and in waves.
    fn receipts(&self) -> Vec<Timestamp> {
        let today = self.office.local(self.now).date();
        let days: Vec<Date> = (0..DAYS).rev().map(|back| today.saturating_sub((back as i64).days())).collect();
        let weights: Vec<usize> = days.iter().enumerate().map(|(at, day)| day_weight(at, *day)).collect();
        let mut receipts: Vec<Timestamp> = (0..REPORTS)
            .map(|_| {
                let day = days[self.chance.weighted(&weights)];
                let minute = self.chance.weighted(&HOURS) as i64 * 60 + self.chance.between(0, 59);
                let at = self.office.instant(day, minute);
                // What would come later today came at this hour yesterday.
                if at > self.now { after(at, -1440) } else { at }
            })
            .collect();
        receipts.sort();
        receipts
    }

    fn report(&mut self, received: Timestamp) {
        let templates = std::mem::take(&mut self.templates.situations);
        let situation = &templates[self.choose_situation(&templates, received)];
        let place = self.choose_place(situation);
        let (code, slots) = (self.places[place].code.clone(), self.slots(situation, place));
        if self.tell(situation, received, &code, &slots).is_some() {
            self.repeat(situation, received, &code, &slots);
        }
        self.templates.situations = templates;
    }

    fn choose_situation(&self, situations: &[Situation], received: Timestamp) -> usize {
        let month = self.office.local(received).month();
        let weight = |situation: &Situation| match situation.season.as_deref() {
            None => situation.weight * 4,
            Some(season) if self.regency.has_season(season, month) => situation.weight * 11,
            Some(_) => situation.weight * 2,
        };
        let weights: Vec<usize> = situations.iter().map(weight).collect();
        self.chance.weighted(&weights)
    }

    /// Somewhere in the areas of the situation, or anywhere when none of them lies in this regency.
    fn choose_place(&self, situation: &Situation) -> usize {
        let fits = |place: &Place| situation.areas.as_ref().is_none_or(|areas| areas.contains(&place.area));
        let mut weights: Vec<usize> =
            self.places.iter().map(|place| if fits(place) { place.weight } else { 0 }).collect();
        if weights.iter().sum::<usize>() == 0 {
            weights = self.places.iter().map(|place| place.weight).collect();
        }
        self.chance.weighted(&weights)
    }

    fn slots(&self, situation: &Situation, place: usize) -> Slots {
        let mut slots = Slots::from([
            ("place", self.places[place].name.clone()),
            ("spot", self.chance.pick(&situation.spots).clone()),
        ]);
        for slot in ["lama", "korban", "kendaraan", "harga", "n"] {
            slots.insert(slot, self.value(situation, slot));
        }
        slots
    }

    fn value(&self, situation: &Situation, slot: &str) -> String {
        let own = situation.slots.get(slot);
        self.chance.pick(own.unwrap_or_else(|| &self.templates.slots[slot])).clone()
    }

    /// Tells one case and answers with its id; nothing when no wording of its own was found.
    fn tell(&mut self, situation: &Situation, received: Timestamp, place: &str, slots: &Slots) -> Option<String> {
        let wording = self.chance.pick(&situation.texts);
        let mut case = self.receive(situation, wording, received, place, slots)?;
        let course = self.choose_course(situation, received);
        let category = &self.categories[&situation.category];
        let stage = Stage {
            regency: self.regency,
            office: &self.office,
            templates: &self.templates,
            situation,
            wording,
            slots,
            subject: &category.name,
            replies: &self.replies,
            now: self.now,
        };
        Story::new(&stage, &mut case, &category.unit, &self.chance).tell(course);
        let id = case.external_id.clone();
        self.told.push(case);
        Some(id)
    }

    /// The case as it arrives: the words, the person, the channel.
    fn receive(
        &mut self,
        situation: &Situation,
        wording: &Wording,
        received: Timestamp,
        place: &str,
        slots: &Slots,
    ) -> Option<DemoCase> {
        let channel = self.channel(received);
        let text = self.new_text(situation, wording, channel, slots)?;
        let titles = fitting(&situation.titles, wording.titles.as_ref());
        let title = fill(self.chance.pick::<&String>(&titles), slots);
        let visibility = self.visibility(situation);
        let person = (visibility == "public" && self.chance.chance(80)).then(|| self.chance.pick(&self.people));
        let (name, sapa) = person.map(|person| (person.name.clone(), person.sapa.clone())).unzip();
        let phone = name.is_some() && matches!(channel, "whatsapp" | "sms" | "phone");
        let contact = phone.then(|| format!("0812-0000-{:04}", self.chance.between(1200, 9899)));
        Some(DemoCase {
            external_id: format!("{}-gen-{:04}", self.regency.key(), self.told.len() + 1),
            received_at: received,
            kind: situation.kind,
            channel: channel.to_owned(),
            category: situation.category.clone(),
            place: Some(place.to_owned()),
            spot: self.chance.chance(65).then(|| slots["spot"].clone()),
            text,
            name,
            sapa,
            contact,
            visibility: visibility.to_owned(),
            sensitive: situation.sensitive.clone(),
            unit: None,
            title: Some(super::templates::capital(&title)),
            messages: Vec::new(),
            events: Vec::new(),
            status: Status::New,
            satisfaction: None,
            duplicate_of: None,
        })
    }

    fn channel(&self, received: Timestamp) -> &'static str {
        let local = self.office.local(received);
        let open = self.office.is_working_day(local.date()) && (8..15).contains(&local.hour());
        let desk = if open { [22, 9] } else { [0, 0] };
        let weights = [36, 28, 12, 6, 3, desk[0], desk[1]];
        ["whatsapp", "web", "sms", "social", "email", "walk_in", "phone"][self.chance.weighted(&weights)]
    }

    fn visibility(&self, situation: &Situation) -> &'static str {
        match (situation.sensitive.is_some(), self.chance.below(100)) {
            (true, _) | (false, 0..4) => "confidential",
            (false, 4..15) => "anonymous",
            (false, _) => "public",
        }
    }

    /// A wording that no case has had before.
    fn new_text(&mut self, situation: &Situation, wording: &Wording, channel: &str, slots: &Slots) -> Option<String> {
        for _ in 0..TRIES {
            let text = self.write(situation, wording, channel, slots);
            if self.texts.insert(text.clone()) {
                return Some(text);
            }
        }
        None
    }

    fn write(&self, situation: &Situation, wording: &Wording, channel: &str, slots: &Slots) -> String {
        let voice = self.voice(channel);
        let lists = &self.templates;
        let list = voice.key(self.regency);
        // What was spoken and not written is introduced by the officer who took it down.
        let opening = choose(lists.openings.get(channel).unwrap_or(&lists.openings[list]), 60, &self.chance);
        // Nobody in danger hurries the office along with a pleasantry.
        let closing = choose(&lists.closings[list], if situation.sensitive.is_some() { 0 } else { 55 }, &self.chance);
        let core = asked(fill(&wording.text, slots));
        let spoken_for = ["spam", "outside"].contains(&situation.outcome.as_deref().unwrap_or_default());
        let percent = if spoken_for || situation.sensitive.is_some() { 0 } else { 62 };
        let detail = choose(&lists.details[key(situation.kind)], percent, &self.chance);
        voice.speak(self.regency, &[opening, &core, detail, closing], &self.chance)
    }

    /// Letters and desks write by the book, telephones do not.
    fn voice(&self, channel: &str) -> Voice {
        let [formal, chat] = match channel {
            "email" | "walk_in" | "phone" => [90, 0],
            "web" => [60, 20],
            _ => [18, 60],
        };
        match self.chance.below(100) {
            lot if lot < formal => Voice::Formal,
            lot if lot < formal + chat => Voice::Chat,
            _ => Voice::Local,
        }
    }

    /// About eight in a hundred are answered late; of the last two months some have no answer yet.
    fn choose_course(&self, situation: &Situation, received: Timestamp) -> Course {
        if situation.outcome.is_some() {
            return Course::Refused;
        }
        if situation.sensitive.as_deref() == Some("violence") {
            return Course::Emergency;
        }
        if situation.sensitive.as_deref() == Some("levy") {
            return Course::Investigation;
        }
        if situation.kind == Kind::Complaint && ["fire", "disaster"].contains(&situation.category.as_str()) {
            return Course::Urgent;
        }
        if situation.kind == Kind::Praise || situation.sensitive.is_some() {
            return Course::InTime;
        }
        let recent = received > after(self.now, -60 * 1440);
        match self.chance.below(100) {
            0..9 if recent => Course::Silent,
            9..17 => Course::Late,
            // Only about a trouble somewhere can anyone be asked where it is.
            17..24 if situation.kind == Kind::Complaint || !situation.asks.is_empty() => Course::Asking,
            24..28 => Course::Careless,
            _ => Course::InTime,
        }
    }

    /// Others report the same thing in the days after: they are merged into the first report.
    fn repeat(&mut self, situation: &Situation, received: Timestamp, place: &str, slots: &Slots) {
        let parent = self.told.last().map(|case| (case.external_id.clone(), case.unit.clone()));
        let Some((parent, Some(unit))) = parent else { return };
        let repeats = situation.kind == Kind::Complaint && situation.sensitive.is_none();
        if !repeats || !self.chance.chance(5) {
            return;
        }
        for _ in 0..=self.chance.below(3) {
            let later = after(received, self.chance.between(100, 3 * 1440));
            if later < self.now {
                self.tell_duplicate(situation, later, place, slots, (&parent, &unit));
            }
        }
    }

    fn tell_duplicate(
        &mut self,
        situation: &Situation,
        received: Timestamp,
        place: &str,
        slots: &Slots,
        (parent, unit): (&str, &str),
    ) {
        let wording = self.chance.pick(&situation.texts);
        let mut own = slots.clone();
        for slot in ["lama", "korban", "n"] {
            own.insert(slot, self.value(situation, slot));
        }
        let Some(mut case) = self.receive(situation, wording, received, place, &own) else { return };
        let at = self.office.notice(received, &self.chance);
        let why = Some("Tempat dan masalah sama".to_owned());
        case.events.push(DemoEvent { at, event: Happening::Merged, to: Some(parent.to_owned()), why });
        let text = self.chance.pick(&self.templates.replies.merged).clone();
        let by = "Sistem".to_owned();
        case.messages.push(DemoMessage { at: after(at, 1), from: Speaker::System, by, text });
        (case.unit, case.duplicate_of) = (Some(unit.to_owned()), Some(parent.to_owned()));
        case.status = Status::Merged;
        case.cut(self.now);
        self.told.push(case);
    }
}

/// A question mark for a last sentence that begins by asking, or asks on its way.
fn asked(text: String) -> String {
    const ASKING: [&str; 9] = ["apa", "apakah", "berapa", "kapan", "bagaimana", "siapa", "boleh", "bisa", "sapa"];
    let last = text.rsplit([',', '.', '?']).next().unwrap_or_default().to_lowercase();
    let asks = last.split_whitespace().next().is_some_and(|word| ASKING.contains(&word));
    let where_or_how_much = last.contains("di mana") || last.contains("ke mana") || last.contains("berapa");
    if asks || where_or_how_much { text + "?" } else { text }
}

/// One of the list in so many of a hundred cases, else nothing.
fn choose<'a>(list: &'a [String], percent: usize, chance: &Random) -> &'a str {
    if chance.chance(percent) { chance.pick::<String>(list) } else { "" }
}

/// Reports of a day, compared with other days; `at` counts from the oldest.
fn day_weight(at: usize, day: Date) -> usize {
    let weekday = match day.weekday() {
        Weekday::Monday => 13,
        Weekday::Sunday => 6,
        Weekday::Saturday => 7,
        _ => 10,
    };
    let wave = if matches!(day.month(), 12 | 1 | 2) { 115 } else { 100 };
    weekday * wave * (DAYS + at / 2)
}
