//! What officers write to the reporter: the greeting, the sentence that matters, the invitation to write back.

use jiff::Timestamp;

use super::super::case::{Happening, Kind, Speaker};
use super::super::dates;
use super::super::templates::{capital, fill, fitting, key, sentences};
use super::{Answer, Story, after};

impl Story<'_> {
    /// Writes the answer of the officer in charge (of the head when there is something to apologise for).
    pub(super) fn answer(&mut self, at: Timestamp, apology: Option<&str>, done: bool) -> Answer {
        let (core, (officer, head)) = (self.core(at, done), self.officer());
        let opening = apology.map_or_else(|| self.acknowledge(), str::to_owned);
        self.reply(at, if apology.is_some() { &head } else { &officer }, &[&opening, &core], done);
        let why = self.why("answered");
        self.event(after(at, 1), Happening::Answered, None, &why);
        match (self.case.kind, done) {
            (Kind::Complaint, true) => Answer::Done,
            (_, true) => Answer::Words,
            (_, false) => Answer::Promise,
        }
    }

    /// The answer after a promise: it is not another greeting to a stranger.
    pub(super) fn follow_up(&mut self, at: Timestamp) -> Answer {
        let kept = self.chance.pick(&self.stage.templates.replies.kept);
        let (core, by) = (self.core(at, true), self.officer().0);
        self.reply(at, &by, &[&format!("{kept} {}", capital(&core))], true);
        let why = self.why("answered");
        self.event(after(at, 1), Happening::Answered, None, &why);
        if self.case.kind == Kind::Complaint { Answer::Done } else { Answer::Words }
    }

    pub(super) fn answer_as_head(&mut self, at: Timestamp) {
        let replies = &self.stage.templates.replies;
        let apology = self.chance.pick(&replies.reopened);
        let core = self.filled(self.chance.pick::<String>(&replies.again), at, false);
        let head = self.officer().1;
        self.reply(at, &head, &[apology, &core], false);
        self.event(after(at, 1), Happening::Answered, None, "Dijawab atasan");
    }

    pub(super) fn promise(&mut self, at: Timestamp) {
        let (core, opening, by) = (self.core(at, false), self.acknowledge(), self.officer().0);
        self.reply(at, &by, &[&opening, &core], false);
    }

    pub(super) fn may_promise(&self) -> bool {
        !fitting(&self.stage.situation.promises, self.stage.wording.promises.as_ref()).is_empty()
    }

    fn acknowledge(&self) -> String {
        let lists = &self.stage.templates.replies.acknowledge;
        let sensitive = self.case.sensitive.as_ref().and_then(|reason| lists.get(reason));
        self.chance.pick(sensitive.unwrap_or_else(|| &lists[key(self.case.kind)])).clone()
    }

    /// Sends the parts with an invitation to write back that fits what they say.
    fn reply(&mut self, at: Timestamp, by: &str, parts: &[&str], done: bool) {
        let replies = &self.stage.templates.replies;
        let invites = if done { &replies.invite_done } else { &replies.invite_promise };
        let first = self.chance.below(invites.len());
        let worded = (0..invites.len()).map(|turn| {
            let invite = &invites[(first + turn) % invites.len()];
            let parts: Vec<&str> = parts.iter().copied().chain([invite.as_str()]).collect();
            self.address(at, &parts)
        });
        let mut worded: Vec<String> = worded.collect();
        let fresh = worded.iter().position(|text| !self.stage.replies.borrow().contains(text));
        let text = worded.swap_remove(fresh.unwrap_or(0));
        self.stage.replies.borrow_mut().insert(text.clone());
        self.message(at, Speaker::Staff, by, &text);
    }

    /// The sentence that matters: what will be done and when, or what was done.
    pub(super) fn core(&self, at: Timestamp, done: bool) -> String {
        let (situation, wording) = (self.stage.situation, self.stage.wording);
        let promises = fitting(&situation.promises, wording.promises.as_ref());
        let told = fitting(&situation.done, wording.done.as_ref());
        let done = done || promises.is_empty();
        let pattern = self.chance.pick(if done { &told } else { &promises });
        self.filled(pattern, at, done)
    }

    /// Puts the case's values, and days and hours around `at`, into a pattern of the office.
    fn filled(&self, pattern: &str, at: Timestamp, done: bool) -> String {
        let mut slots = self.stage.slots.clone();
        let soon = self.day_after(at, 1 + self.chance.below(6));
        let later = self.day_after(at, 8 + self.chance.below(6));
        slots.insert("date", if self.chance.chance(60) { dates::long(soon) } else { dates::short(soon) });
        slots.insert("date2", dates::short(later));
        slots.insert("hour", self.hour(at, done));
        // In the office's mouth the reporter's people are not "my mother".
        slots.insert("korban", "keluarga Bapak/Ibu".to_owned());
        fill(pattern, &slots)
    }

    /// An hour of the morning or noon to come, or one shortly before `at`, on the quarter.
    fn hour(&self, at: Timestamp, past: bool) -> String {
        let ago = self.stage.office.local(after(at, -self.chance.between(25, 100)));
        let (hour, minute) = if past {
            (i64::from(ago.hour()), i64::from(ago.minute()) / 15 * 15)
        } else {
            (self.chance.between(8, 14), 30 * self.chance.between(0, 1))
        };
        format!("{hour:02}.{minute:02} {}", self.stage.regency.zone_word())
    }

    /// A greeting by the hour, the person's name, and the parts as sentences.
    pub(super) fn address(&self, at: Timestamp, parts: &[&str]) -> String {
        let greeting = match self.stage.office.local(at).hour() {
            4..11 => "Selamat pagi",
            11..15 => "Selamat siang",
            15..18 => "Selamat sore",
            _ => "Selamat malam",
        };
        let parts = parts.iter().filter(|part| !part.is_empty());
        let body: Vec<String> = parts.map(|part| sentence(part)).collect();
        let text = format!("{greeting}, {}. {}", self.called(), body.join(" "));
        text.replace("Bapak/Ibu", self.sapa())
    }

    /// The form of address where no name follows.
    fn sapa(&self) -> &str {
        match self.case.sapa.as_deref() {
            Some("Kak") => "Kakak",
            Some(other) => other,
            None => "Bapak/Ibu",
        }
    }

    fn called(&self) -> String {
        let sapa = match self.case.sapa.as_deref() {
            Some("Bapak") => "Pak",
            Some(other) => other,
            None => return "Bapak/Ibu".to_owned(),
        };
        format!("{sapa} {}", self.case.name.as_deref().unwrap_or_default()).trim_end().to_owned()
    }

    /// The writer for the unit and its head.
    pub(super) fn officer(&self) -> (String, String) {
        self.stage.templates.officers.get(&self.unit).map_or_else(
            || ("Petugas pengaduan".to_owned(), "Sekretaris Daerah".to_owned()),
            |unit| (unit.officer.clone(), unit.head.clone()),
        )
    }
}

fn sentence(part: &str) -> String {
    let text = sentences(part);
    if text.ends_with(['.', '?', '!']) { text } else { text + "." }
}
