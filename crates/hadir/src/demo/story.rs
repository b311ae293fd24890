//! What happens to one case between its receipt and its end.
//!
//! A story is told to its end, even beyond now; [`DemoCase::cut`] takes away what has not happened yet. That is how the
//! last weeks come to hold new, assigned, waiting and overdue cases without a rule for each.

mod reply;

use std::cell::RefCell;
use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::case::{DemoCase, DemoEvent, DemoMessage, Happening, Kind, Speaker};
use super::office::Office;
use super::random::Random;
use super::regency::Regency;
use super::templates::{Situation, Slots, Templates, Wording};

/// What the teller of stories knows about the world.
pub struct Stage<'a> {
    pub regency: Regency,
    pub office: &'a Office,
    pub templates: &'a Templates,
    pub situation: &'a Situation,
    /// What the citizen said, and so which replies fit.
    pub wording: &'a Wording,
    pub slots: &'a Slots,
    /// The category's name in words.
    pub subject: &'a str,
    /// Replies already given, so that officers do not sound like machines.
    pub replies: &'a RefCell<BTreeSet<String>>,
    pub now: Timestamp,
}

/// How the office takes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Course {
    /// Answered before the deadline.
    InTime,
    /// Answered after it, with an apology.
    Late,
    /// Not answered at all yet.
    Silent,
    /// The citizen is asked something first.
    Asking,
    /// A first reply that says nothing, and a second one that does.
    Careless,
    /// Someone else's business, or no report at all.
    Refused,
    /// Someone is in danger: minutes count, at any hour.
    Emergency,
    /// Fire or flood: offices that never close act first and write afterwards.
    Urgent,
    /// Behind closed doors and for weeks: levies.
    Investigation,
}

/// What an answer was, which decides what a reporter can say to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Done,
    Promise,
    /// To a question: words were all that was wanted.
    Words,
    Careless,
}

impl Answer {
    /// The key of the lists of what reporters say.
    fn key(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Promise => "promise",
            Self::Words => "answer",
            Self::Careless => "careless",
        }
    }
}

/// Events and messages of a case while they are being told.
pub struct Story<'a> {
    stage: &'a Stage<'a>,
    case: &'a mut DemoCase,
    chance: &'a Random,
    unit: String,
}

impl<'a> Story<'a> {
    pub fn new(stage: &'a Stage<'a>, case: &'a mut DemoCase, unit: &str, chance: &'a Random) -> Self {
        Self { stage, case, chance, unit: unit.to_owned() }
    }

    /// Tells the whole course and leaves the case as it stands at `now`.
    pub fn tell(mut self, course: Course) {
        let received = self.case.received_at;
        let seen = match course {
            Course::Emergency | Course::Urgent => after(received, self.chance.between(3, 9)),
            _ => self.stage.office.notice(received, self.chance),
        };
        match course {
            Course::Refused => self.refuse(seen),
            _ => self.take_up(seen, course),
        }
        self.case.unit = Some(self.unit.clone());
        self.case.messages.sort_by_key(|message| message.at);
        self.case.events.sort_by_key(|event| event.at);
        self.case.status = self.case.standing();
        self.case.cut(self.stage.now);
    }

    fn refuse(&mut self, seen: Timestamp) {
        let spam = self.stage.situation.outcome.as_deref() == Some("spam");
        let text = if spam {
            self.chance.pick(&self.stage.templates.replies.spam).clone()
        } else {
            let way = self.core(seen, true);
            let opening = self.chance.pick(&self.stage.templates.replies.outside);
            self.address(seen, &[opening, &way])
        };
        let why = if spam { "Iklan, bukan laporan" } else { "Bukan wewenang kabupaten; pelapor diberi jalannya" };
        self.event(seen, Happening::Rejected, None, why);
        self.unit = "diskominfo".to_owned();
        let by = self.officer().0;
        self.message(after(seen, 2), Speaker::Staff, &by, &text);
    }

    fn take_up(&mut self, seen: Timestamp, course: Course) {
        let why = self.why("verified");
        self.event(seen, Happening::Verified, None, &why);
        let assigned = self.assign(after(seen, self.chance.between(1, 9)), course);
        let open = self.case.visibility == "public" && self.case.sensitive.is_none();
        if open && self.chance.chance(70) {
            self.event(after(assigned, 12), Happening::Published, None, "Pelapor memilih terbuka");
        }
        match course {
            Course::Silent => self.stay_silent(assigned),
            Course::Asking => self.ask(assigned),
            Course::Careless => self.answer_carelessly(assigned),
            Course::Emergency => self.answer_at_once(assigned),
            Course::Urgent => self.act_first(assigned),
            Course::Investigation => self.investigate(assigned),
            Course::Late => self.answer_late(assigned),
            Course::InTime | Course::Refused => self.answer_in_time(assigned),
        }
    }

    /// Hands the case to its unit, now and then by way of a wrong one.
    fn assign(&mut self, at: Timestamp, course: Course) -> Timestamp {
        let right = self.unit.clone();
        if matches!(course, Course::Emergency | Course::Urgent) || !self.chance.chance(4) {
            let why = format!("Urusan {}", self.stage.subject);
            self.event(at, Happening::Assigned, Some(&right), &why);
            return at;
        }
        let wrong = (*self.chance.pick(&["setda", "kecamatan", "pupr", "dishub"])).to_owned();
        self.event(at, Happening::Assigned, Some(&wrong), "Perlu dilihat dulu");
        let moved = self.stage.office.moment(self.day_after(at, 1), self.chance);
        let why = self.why("transferred");
        self.event(moved, Happening::Transferred, Some(&right), &why);
        moved
    }

    fn answer_in_time(&mut self, assigned: Timestamp) {
        let limit = self.limit();
        let days = match self.chance.below(100) {
            0..32 => 0,
            32..68 => self.chance.between(1, 3),
            68..90 => self.chance.between(3, 7),
            _ => self.chance.between(7, 12),
        };
        let days = (days as usize).min(limit - 1);
        let at = self.reply_time(assigned, days);
        let answer = if days >= 3 && self.may_promise() && self.chance.chance(60) {
            self.promise(self.reply_time(assigned, 1));
            self.follow_up(at)
        } else if self.may_promise() && days <= 2 && self.chance.chance(60) {
            self.answer(at, None, false)
        } else {
            self.answer(at, None, true)
        };
        self.after_answer(at, answer, 3);
    }

    fn answer_late(&mut self, assigned: Timestamp) {
        let missed = self.miss_deadline();
        if self.chance.chance(40) {
            let nudge = self.chance.pick(&self.stage.templates.followups.nudge).clone();
            self.message(after(missed, self.chance.between(90, 600)), Speaker::Citizen, "Pelapor", &nudge);
        }
        let at = self.reply_time(missed.max(assigned), self.chance.below(6));
        let apology = self.chance.pick(&self.stage.templates.replies.late).clone();
        let answer = self.answer(at, Some(&apology), true);
        self.after_answer(at, answer, 2);
    }

    /// The morning after the deadline: the head of the unit learns of it.
    fn miss_deadline(&mut self) -> Timestamp {
        let first = self.stage.office.local(self.case.received_at).date();
        let deemed = self.stage.office.working_day_after(first, 0);
        // One day is given away, because a report after closing time counts as received on the next working day.
        let morning = self.stage.office.working_day_after(deemed, self.limit() + 2);
        let at = self.stage.office.instant(morning, 8 * 60);
        let (unit, head) = (self.unit.clone(), self.officer().1);
        self.event(at, Happening::Escalated, Some(&unit), "Batas menjawab terlewati");
        let text = format!("Batas menjawab laporan ini sudah terlewati. {head} sudah diberi tahu.");
        self.message(at, Speaker::System, "Sistem", &text);
        at
    }

    fn stay_silent(&mut self, assigned: Timestamp) {
        let missed = self.miss_deadline();
        let note = "Sedang dikumpulkan keterangannya dari lapangan. Jangan ditutup dulu.";
        let by = self.officer().0;
        self.message(self.reply_time(missed.max(assigned), 2), Speaker::Note, &by, note);
    }

    fn ask(&mut self, assigned: Timestamp) {
        let asked = self.reply_time(assigned, self.chance.below(2));
        let own = &self.stage.situation.asks;
        let question = self.chance.pick(if own.is_empty() { &self.stage.templates.replies.ask } else { own });
        let (text, by) = (self.address(asked, &[question]), self.officer().0);
        self.message(asked, Speaker::Staff, &by, &text);
        self.event(after(asked, 1), Happening::Paused, None, "Menunggu keterangan pelapor");
        if self.chance.chance(14) {
            let end = self.stage.office.instant(self.day_after(after(asked, 31 * 1440), 0), 8 * 60);
            self.event(end, Happening::Closed, None, "Tidak dilengkapi selama tiga puluh hari");
            return;
        }
        self.continue_after_detail(asked);
    }

    fn continue_after_detail(&mut self, asked: Timestamp) {
        let told = after(asked, self.chance.between(40, 6 * 1440));
        let own = &self.stage.situation.answers;
        let detail = self.chance.pick(if own.is_empty() { &self.stage.templates.followups.detail } else { own });
        self.message(told, Speaker::Citizen, "Pelapor", detail);
        let resumed = self.stage.office.notice(told, self.chance);
        self.event(resumed, Happening::Resumed, None, "Keterangan diterima");
        let at = self.reply_time(resumed, self.chance.below(5));
        let answer = self.answer(at, None, true);
        self.after_answer(at, answer, 3);
    }

    fn answer_carelessly(&mut self, assigned: Timestamp) {
        let at = self.reply_time(assigned, 1 + self.chance.below(4));
        let (text, by) = (self.chance.pick(&self.stage.templates.replies.bad).clone(), self.officer().0);
        let text = self.address(at, &[&text]);
        self.message(at, Speaker::Staff, &by, &text);
        self.event(after(at, 1), Happening::Answered, None, "Jawaban tanpa tanggal");
        self.reopen(after(at, self.chance.between(20, 2_000)), Answer::Careless);
    }

    fn answer_at_once(&mut self, assigned: Timestamp) {
        let first = after(assigned, self.chance.between(4, 14));
        self.promise(first);
        let at = self.reply_time(first, 1);
        self.follow_up(at);
        let end = after(at, 10 * 1440);
        self.event(end, Happening::Closed, None, "Ditutup pendamping dengan persetujuan pelapor");
    }

    fn act_first(&mut self, assigned: Timestamp) {
        self.promise(after(assigned, self.chance.between(4, 25)));
        let at = self.reply_time(after(assigned, 180), self.chance.below(3));
        let answer = self.follow_up(at);
        self.after_answer(at, answer, 3);
    }

    fn investigate(&mut self, assigned: Timestamp) {
        let first = self.reply_time(assigned, 1);
        self.promise(first);
        let at = self.reply_time(first, 15 + self.chance.below(28));
        let answer = self.follow_up(at);
        self.fall_silent(at, answer, 3);
    }

    /// What the reporter says to an answer: thanks, silence, or that it is not solved.
    fn after_answer(&mut self, answered: Timestamp, answer: Answer, mood: i64) {
        // A broken promise shows only after its day, at most some nine days later.
        let first = if answer == Answer::Promise { 9 * 1440 } else { 300 };
        match self.chance.below(100) {
            0..36 => self.thank(answered, answer, mood),
            36..43 => self.reopen(after(answered, self.chance.between(first, 9 * 1440 + 600)), answer),
            _ => self.fall_silent(answered, answer, mood),
        }
    }

    fn thank(&mut self, answered: Timestamp, answer: Answer, mood: i64) {
        let at = after(answered, self.chance.between(15, 4 * 1440));
        let thanks = self.chance.pick(&self.stage.templates.followups.thanks[answer.key()]).clone();
        self.message(at, Speaker::Citizen, "Pelapor", &thanks);
        self.event(at, Happening::Closed, None, "Pelapor menyatakan selesai");
        self.rate(mood, 70);
    }

    /// After an answer, ten calendar days of silence close a case.
    fn fall_silent(&mut self, answered: Timestamp, answer: Answer, mood: i64) {
        let day = self.stage.office.local(after(answered, 11 * 1440)).date();
        let at = self.stage.office.instant(day, 5);
        self.event(at, Happening::Closed, None, "Sepuluh hari tanpa balasan");
        self.rate(if answer == Answer::Promise { mood - 1 } else { mood }, 25);
    }

    fn reopen(&mut self, at: Timestamp, answer: Answer) {
        let words = self.chance.pick(&self.stage.templates.followups.unhappy[answer.key()]).clone();
        self.message(at, Speaker::Citizen, "Pelapor", &words);
        self.event(at, Happening::Reopened, None, "Pelapor menyatakan belum selesai");
        let back = self.stage.office.notice(at, self.chance);
        let unit = self.unit.clone();
        self.event(back, Happening::Assigned, Some(&unit), "Dibuka kembali, atasan diberi tahu");
        let answered = self.reply_time(back, 1 + self.chance.below(4));
        self.answer_as_head(answered);
        if self.chance.chance(55) {
            self.thank(answered, Answer::Promise, 3);
        } else {
            self.fall_silent(answered, Answer::Promise, 3);
        }
    }

    fn rate(&mut self, mood: i64, percent: usize) {
        if self.chance.chance(percent) {
            let mark = (mood + self.chance.between(-1, 1)).clamp(1, 4);
            self.case.satisfaction = u8::try_from(mark).ok();
        }
    }

    /// Working days the office has, by the usual rules; the calendar crate knows the real ones.
    fn limit(&self) -> usize {
        match (self.case.kind, self.case.category.as_str()) {
            (_, "information_request") => 10,
            (_, "levy") => 60,
            (Kind::Question, _) => 5,
            (Kind::Praise, _) => 3,
            (Kind::Complaint | Kind::Request | Kind::Aspiration, _) => 14,
        }
    }

    fn why(&self, event: &str) -> String {
        self.chance.pick(&self.stage.templates.why[event]).clone()
    }

    fn day_after(&self, at: Timestamp, days: usize) -> Date {
        self.stage.office.working_day_after(self.stage.office.local(at).date(), days)
    }

    /// A moment in office hours so many working days after `from`, and never before it.
    fn reply_time(&self, from: Timestamp, days: usize) -> Timestamp {
        if days == 0 {
            return self.stage.office.notice(from, self.chance);
        }
        let day = self.day_after(from, days);
        self.stage.office.moment(day, self.chance).max(after(from, 3))
    }

    fn event(&mut self, at: Timestamp, event: Happening, to: Option<&str>, why: &str) {
        let (to, why) = (to.map(str::to_owned), Some(why.to_owned()));
        self.case.events.push(DemoEvent { at, event, to, why });
    }

    fn message(&mut self, at: Timestamp, from: Speaker, by: &str, text: &str) {
        self.case.messages.push(DemoMessage { at, from, by: by.to_owned(), text: text.to_owned() });
    }
}

/// So many minutes later.
pub fn after(at: Timestamp, minutes: i64) -> Timestamp {
    at.saturating_add(SignedDuration::from_mins(minutes)).unwrap_or(at)
}
