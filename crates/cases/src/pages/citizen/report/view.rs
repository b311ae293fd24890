//! The form as a page.

use hadir_org::{Organisation, Platform};
use hadir_store::Fault;
use hadir_ui::components::{
    Button, Choice, ChoiceGroup, Choices, Field, Fieldset, FileField, Input, Mistakes, Note, Select, Textarea, Weight,
};
use hadir_ui::html::Html;
use hadir_ui::icon::{Icon, icon};
use hadir_ui::lang::Lang;
use hadir_ui::shell::{Here, Page, citizen};
use hadir_ui::{number, t};
use maud::{Markup, html};

use super::alike;
use super::filing::Attempt;
use super::photos::sealed;
use crate::Cases;
use crate::draft::Draft;
use crate::kinds::{ReportKind, Visibility};
use crate::pages::citizen::outbox;
use crate::pages::villages::villages;
use crate::pages::wording;
use crate::places::Places;

/// Where the form goes to find out whether its matter was reported already; the page then opens at the answer.
const LOOK: &str = "/lapor/mirip#mirip";

/// Who keeps the form between being read and being sent.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keeper {
    /// Nobody: it was made for this reader and this report.
    None,
    /// A phone, for readers and reports to come. It holds no token, because two reports would share it.
    Phone,
}

/// The form with what was typed so far, and what is wrong with it.
pub(super) async fn page(cases: &Cases, lang: &Lang, attempt: &Attempt, mistakes: &Mistakes) -> Result<Html, Fault> {
    form(cases, lang, attempt, mistakes, Keeper::None).await
}

/// The form that a phone keeps: it says that there is no network, and the phone makes the token.
pub(super) async fn kept_page(cases: &Cases, lang: &Lang) -> Result<Html, Fault> {
    let attempt = Attempt::new(cases, Draft::default());
    form(cases, lang, &attempt, &Mistakes::default(), Keeper::Phone).await
}

async fn form(
    cases: &Cases,
    lang: &Lang,
    attempt: &Attempt,
    mistakes: &Mistakes,
    keeper: Keeper,
) -> Result<Html, Fault> {
    let platform = cases.platform();
    let (org, site, places) = (platform.org(), platform.site(), cases.places().await?);
    let title = t!(lang, "report-title");
    let (draft, assets) = (&attempt.draft, platform.assets());
    let token = if keeper == Keeper::Phone { String::new() } else { attempt.token.to_form() };
    let content = html! {
        (danger(lang, platform, &draft.text))
        (mistakes.summary(lang))
        h1 { (title) }
        @if let Some(number) = &site.emergency { p.lead { (emergency_line(lang, number)) } }
        @if keeper == Keeper::Phone { div #luring { (no_network(lang)) } }
        (outbox::words(lang, ""))
        form #lapor method="post" action="/lapor" enctype="multipart/form-data" novalidate
            data-sending=(t!(lang, "report-sending")) data-photo=(t!(lang, "report-sending-photo", n = "{n}", count = "{count}", share = "{share}"))
            data-cut=(t!(lang, "report-cut")) data-photo-cut=(t!(lang, "report-cut-photo"))
            data-skip-photos=(t!(lang, "report-skip-photos")) data-found=(t!(lang, "report-position-found")) data-lost=(t!(lang, "report-position-lost"))
            data-restored=(t!(lang, "report-restored")) data-fault=(t!(lang, "outbox-fault")) data-carried=(t!(lang, "report-photo-kept", count = "{n}"))
            data-no-room=(t!(lang, "outbox-no-room")) data-alike=(LOOK) data-outbox=[assets.url(outbox::SCRIPT)]
            data-notice-title=(t!(lang, "outbox-all-sent")) data-notice-body=(t!(lang, "outbox-notice", number = "{number}"))
        {
            // Browsers fill in again what a script had put there; a token comes back in no other way than these.
            input type="hidden" name="token" value=(token) autocomplete="off";
            @for photo in &attempt.photos { input type="hidden" name="kept" value=(sealed(cases.key(), &attempt.token, photo)); }
            (kind(lang, draft, mistakes))
            (words(lang, draft, mistakes))
            (topic(lang, draft, mistakes, &org))
            (place(lang, attempt, mistakes, &places))
            (photo(lang, attempt, mistakes, &org))
            (visibility(lang, draft, mistakes))
            (reach(lang, draft, mistakes, &org))
            (Button::submit(t!(lang, "report-act")))
            // A script looks while somebody writes. This button stands behind the one that sends, which is the one that the
            // Enter key presses.
            @if keeper == Keeper::None { p data-unscripted { (Button::submit(t!(lang, "report-alike-look")).quiet().sends_to(LOOK)) } }
            p #kabar role="status" {}
        }
        // The mark of a mistake, for the script that shows mistakes without leaving the page.
        template #tanda { (icon(Icon::Late)) }
        p.soft { (t!(lang, "report-after")) " " a href="/privasi" { (t!(lang, "report-privacy")) } }
    };
    let page = outbox::looked_after(Page::new(&site, lang, Here::Report, title), platform);
    let script = assets.url("lapor.js");
    let page = script.into_iter().fold(page, |page, url| page.script(url));
    Ok(citizen(&page, content))
}

/// What a phone says when it shows the form that it kept.
fn no_network(lang: &Lang) -> Markup {
    html! { (Note::new(Weight::Soon, t!(lang, "report-no-network"), html! { p { (t!(lang, "report-no-network.kept")) } })) }
}

/// The number to call, before anything else, when the words speak of danger to life.
fn danger(lang: &Lang, platform: &Platform, text: &str) -> Markup {
    html! { @if hadir_language::danger(text).is_some() { (emergency_note(lang, platform)) } }
}

/// The number to call, as the first thing on a page. Where no number is set there is nothing to say.
pub(in crate::pages::citizen) fn emergency_note(lang: &Lang, platform: &Platform) -> Markup {
    let org = platform.org();
    let regency = org.regency();
    html! {
        @if let Some(number) = regency.emergency.as_ref().or(regency.phone.as_ref()) {
            (Note::new(Weight::Late, t!(lang, "emergency-title", number = number.as_str()), html! {
                p { (lang.markup("emergency-call", &[], &[("call", call(number))])) }
            }))
        }
    }
}

fn emergency_line(lang: &Lang, number: &str) -> Markup {
    lang.markup("report-emergency", &[], &[("call", call(number))])
}

fn call(number: &str) -> Markup {
    html! { a href={ "tel:" (number) } { (number) } }
}

fn kind<'a>(lang: &'a Lang, draft: &Draft, mistakes: &Mistakes) -> ChoiceGroup<'a> {
    let choice = |kind: &ReportKind| {
        Choice::new(kind.as_str(), wording::kind(lang, *kind), wording::kind_explained(lang, *kind))
    };
    let choices = ReportKind::ALL.iter().map(choice).collect();
    let chosen = ReportKind::from_name(&draft.kind).unwrap_or(ReportKind::Complaint);
    ChoiceGroup::one(lang, "kind", t!(lang, "report-kind"), choices).chosen(chosen.as_str()).error(mistakes.at("kind"))
}

fn words<'a>(lang: &'a Lang, draft: &Draft, mistakes: &Mistakes) -> Field<'a, Textarea> {
    let text = Textarea::rows(6).value(&draft.text).required();
    Field::new(lang, "text", t!(lang, "report-text"), text)
        .hint(t!(lang, "report-text.hint"))
        .error(mistakes.at("text"))
}

fn topic<'a>(lang: &'a Lang, draft: &Draft, mistakes: &Mistakes, org: &Organisation) -> Field<'a, Select> {
    let named = org.categories().iter();
    let choices = named.fold(Choices::plain(), |all, topic| all.option(topic.code.as_str(), topic.name(lang.tag())));
    let select = Select::new().empty(t!(lang, "report-choose")).choices(choices).chosen(&draft.category);
    Field::new(lang, "category", t!(lang, "report-category"), select).optional().error(mistakes.at("category"))
}

fn place<'a>(lang: &'a Lang, attempt: &Attempt, mistakes: &Mistakes, places: &Places) -> Fieldset<'a> {
    let draft = &attempt.draft;
    let village = Field::new(
        lang,
        "place",
        t!(lang, "report-village"),
        villages(lang, places, t!(lang, "report-choose")).chosen(&draft.place),
    );
    let spot = Field::new(lang, "spot", t!(lang, "report-spot"), Input::line().value(&draft.spot));
    let content = html! {
        (village.inner().error(mistakes.at("place")))
        (spot.inner().optional().hint(t!(lang, "report-spot.hint")).error(mistakes.at("spot")))
        input type="hidden" name="lat" value=(draft.lat);
        input type="hidden" name="lon" value=(draft.lon);
        // Only a script can ask the phone, so only a script shows the button.
        p.row data-scripted hidden { (Button::scripted(t!(lang, "report-position"), "position").quiet()) span #posisi role="status" {} }
        div #mirip aria-live="polite" { (alike::panel(lang, &attempt.look, &attempt.joins)) }
    };
    Fieldset::new(lang, t!(lang, "report-where"), content)
}

fn photo<'a>(lang: &'a Lang, attempt: &Attempt, mistakes: &Mistakes, org: &Organisation) -> Field<'a, FileField> {
    let regency = org.regency();
    let size = number::bytes(lang, u64::from(regency.photo_bytes_max));
    let limits = t!(lang, "report-photo.hint", count = regency.photos_max, size = size);
    let kept = (!attempt.photos.is_empty()).then(|| t!(lang, "report-photo-kept", count = attempt.photos.len()));
    let hint = [Some(limits), kept].into_iter().flatten().collect::<Vec<_>>().join(" ");
    Field::new(lang, "photo", t!(lang, "report-photo"), FileField::photos())
        .optional()
        .hint(hint)
        .error(mistakes.at("photo"))
}

fn visibility<'a>(lang: &'a Lang, draft: &Draft, mistakes: &Mistakes) -> ChoiceGroup<'a> {
    let choice = |who: &Visibility| {
        Choice::new(who.as_str(), wording::visibility_choice(lang, *who), wording::visibility_explained(lang, *who))
    };
    let choices = Visibility::ALL.iter().map(choice).collect();
    let chosen = Visibility::from_name(&draft.visibility).unwrap_or(Visibility::Anonymous);
    ChoiceGroup::one(lang, "visibility", t!(lang, "report-visibility"), choices)
        .hint(t!(lang, "report-visibility.hint"))
        .chosen(chosen.as_str())
        .error(mistakes.at("visibility"))
}

fn reach<'a>(lang: &'a Lang, draft: &Draft, mistakes: &Mistakes, org: &Organisation) -> Fieldset<'a> {
    let forms = org.regency().forms_of_address.iter().fold(Choices::plain(), |all, form| all.option(form, form));
    let sapa = Select::new().empty(t!(lang, "report-sapa-none")).choices(forms).chosen(&draft.sapa);
    let name = Input::line().autocomplete("name").value(&draft.name);
    let contact = Input::line().autocomplete("tel").inputmode("text").value(&draft.contact);
    let content = html! {
        (Field::new(lang, "sapa", t!(lang, "report-sapa"), sapa).inner().error(mistakes.at("sapa")))
        (Field::new(lang, "name", t!(lang, "report-name"), name).inner().error(mistakes.at("name")))
        (Field::new(lang, "contact", t!(lang, "report-contact"), contact).inner().error(mistakes.at("contact")))
    };
    Fieldset::new(lang, t!(lang, "report-reach"), content).optional().hint(t!(lang, "report-reach.hint"))
}
