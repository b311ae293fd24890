//! One try to send the form: check, store the photos, count the sender, file.

use hadir_ui::components::Mistakes;
use std::time::Duration;

use hadir_org::Problem;
use hadir_ui::lang::Lang;
use hadir_ui::t;

use super::alike::{self, Look};
use super::photos;
use crate::draft::{Draft, DraftField};
use crate::events::Photo;
use crate::pages::posted::Posted;
use crate::pages::wording;
use crate::senders::Sender;
use crate::{Cases, Filed, Token};

/// A form as it stands between two tries.
#[derive(Clone, Debug)]
pub(super) struct Attempt {
    /// What was typed.
    pub draft: Draft,
    /// Names the report, however often it is sent.
    pub token: Token,
    /// Photos that are stored already.
    pub photos: Vec<Photo>,
    /// The address of the report that it adds a voice to; empty where it stands for itself.
    pub joins: String,
    /// What of the same matter was reported already.
    pub look: Look,
}

/// What became of a try.
pub(super) enum Outcome {
    /// The report is on disk.
    Filed(Filed, Token),
    /// Something has to be mended first.
    Flawed(Attempt, Mistakes),
    /// The sender filed too many and waits this long.
    TooMany(Attempt, Mistakes, Duration),
}

impl Attempt {
    /// A form that nobody has sent yet.
    pub fn new(cases: &Cases, draft: Draft) -> Self {
        Self { draft, token: cases.new_token(), photos: Vec::new(), joins: String::new(), look: Look::NotYet }
    }

    /// What was posted, without the files.
    fn of(cases: &Cases, posted: &Posted) -> Self {
        let token = Token::try_new(posted.text("token")).unwrap_or_else(|| cases.new_token());
        let most = cases.platform().org().regency().photos_max as usize;
        let kept = posted.all("kept").filter_map(|text| photos::unsealed(cases.key(), &token, text));
        let (draft, photos) = (posted.draft(), kept.take(most).collect());
        Self { draft, photos, token, joins: posted.text("joins").to_owned(), look: Look::NotYet }
    }

    /// Shows once more what somebody chose from who had looked already.
    async fn look_again(&mut self, cases: &Cases, lang: &Lang) -> Result<(), Problem> {
        if !self.joins.is_empty() {
            self.look = alike::look(cases, lang, &self.draft).await?;
        }
        Ok(())
    }
}

/// Tries to file what was posted.
pub(super) async fn file(
    cases: &Cases,
    lang: &Lang,
    posted: Posted,
    neighbourhood: &str,
    agent: &str,
) -> Result<Outcome, Problem> {
    let mut attempt = Attempt::of(cases, &posted);
    let org = cases.platform().org();
    let checked = attempt.draft.check(&org, &*cases.places().await?);
    // A form that holds neither a report nor a file costs nothing, so it is not counted.
    if checked.is_ok() || !posted.files.is_empty() {
        let sender = Sender::new(neighbourhood, agent);
        if let Err(wait) = cases.admits(&sender, &attempt.token).await? {
            attempt.look_again(cases, lang).await?;
            return Ok(Outcome::TooMany(attempt, Mistakes::one("text", too_many(lang, wait)), wait));
        }
    }
    let photo_sentences = photos::store(cases, lang, &mut attempt.photos, posted.files).await?;
    let mut mistakes = Mistakes::default();
    let flaws = checked.as_ref().err().into_iter().flatten();
    flaws.for_each(|(field, flaw)| mistakes.add(field.as_str(), wording::flaw(lang, flaw)));
    photo_sentences.into_iter().for_each(|words| mistakes.add(DraftField::Photo.as_str(), words));
    match checked {
        Ok(report) if mistakes.is_empty() => {
            let joins = alike::chosen(cases, &attempt.joins).await?;
            let report = crate::commands::Report { photos: attempt.photos, joins, ..report };
            Ok(Outcome::Filed(cases.file(report, &attempt.token).await?, attempt.token))
        }
        _ => {
            attempt.look_again(cases, lang).await?;
            Ok(Outcome::Flawed(attempt, mistakes))
        }
    }
}

/// Looks whether the matter was reported already. Nothing is filed; photos that came along are kept for the next try.
pub(super) async fn look(
    cases: &Cases,
    lang: &Lang,
    posted: Posted,
    neighbourhood: &str,
    agent: &str,
) -> Result<(Attempt, Mistakes), Problem> {
    let mut attempt = Attempt::of(cases, &posted);
    attempt.look = alike::look(cases, lang, &attempt.draft).await?;
    let mut mistakes = Mistakes::default();
    if posted.files.is_empty() {
        return Ok((attempt, mistakes));
    }
    if let Err(wait) = cases.admits(&Sender::new(neighbourhood, agent), &attempt.token).await? {
        mistakes.add(DraftField::Photo.as_str(), too_many(lang, wait));
        return Ok((attempt, mistakes));
    }
    let sentences = photos::store(cases, lang, &mut attempt.photos, posted.files).await?;
    sentences.into_iter().for_each(|words| mistakes.add(DraftField::Photo.as_str(), words));
    Ok((attempt, mistakes))
}

fn too_many(lang: &Lang, wait: Duration) -> String {
    t!(lang, "report-too-many", minutes = wait.as_secs().div_ceil(60).max(1))
}
