//! Bad days: what everybody does at the same moment, what is far larger than anybody thought, what is written in every script,
//! and a law that changes next week.

use hadir_calendar::Rule;
use hadir_cases::commands::Assign;
use hadir_cases::commands::{Report, assign};
use hadir_cases::kinds::{Ending, Status};
use hadir_cases::queries::{Asked, Reach, View, list};
use hadir_org::commands::settings::set_rule;
use hadir_org::{By, SettingsRecord, ids};
use hadir_testkit::http::Part;
use jiff::civil::date;

use crate::meja_office::{Office, act, at_both_desks, form_path};
use crate::town::{PIER, in_both_towns};
use crate::warga_photos::photo;

/// Right to left, in a script of more than three bytes a letter, and in pictures that are several letters long.
const SCRIPTS: &str = "Jalan rusak: الطريق أمام المسجد مكسور — ꦢꦭꦤ꧀ꦫꦸꦱꦏ꧀ — 🚧👨‍👩‍👧‍👦🇮🇩 mohon dicek.";

/// Twenty thousand words.
fn long() -> String {
    "dermaga rusak ".repeat(10_000)
}

at_both_desks! {
    async fn two_officers_merge_the_same_pair_at_once_each_the_other_way_round(office) {
        let older = office.report("piers", PIER).await;
        office.wait(1);
        let younger = office.report("piers", "Papan dermaga Sungai Nyamuk bolong, tolong diperbaiki.").await;
        let (mut yusran, mut hasnah) = (office.signed_in("yusran").await, office.signed_in("hasnah").await);
        let here = yusran.get(&format!("/meja/{}/gabung?ke={}", younger.number, older.number)).await;
        let there = hasnah.get(&format!("/meja/{}/gabung?ke={}", older.number, younger.number)).await;
        let into_older = here.form(&form_path(&younger, "gabung")).fill("lanjut", "itu");
        let into_younger = there.form(&form_path(&older, "gabung")).fill("lanjut", "itu");
        let (one, other) = tokio::join!(yusran.submit(&here, &into_older), hasnah.submit(&there, &into_younger));
        let mut statuses = [one.status.as_u16(), other.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 422], "one of them was first: {} {}", one.words(), other.words());
        let refused = if one.status == 422 { &one } else { &other };
        assert!(refused.says("Sementara itu"), "the other one is told what happened: {}", refused.words());
        let cases = [office.case(&older.number).await, office.case(&younger.number).await];
        let merged: Vec<_> = cases.iter().filter(|case| case.ending == Some(Ending::Merged)).collect();
        assert_eq!(merged.len(), 1, "one report goes on");
        let goes_on = cases.iter().find(|case| case.ending.is_none()).unwrap();
        assert_eq!((goes_on.joined.len(), merged[0].goes_on_in), (1, Some(goes_on.id)));
    }

    async fn two_officers_merge_the_same_pair_at_once_the_same_way(office) {
        let older = office.report("piers", PIER).await;
        let younger = office.report("piers", "Papan dermaga Sungai Nyamuk bolong, tolong diperbaiki.").await;
        let (mut yusran, mut hasnah) = (office.signed_in("yusran").await, office.signed_in("hasnah").await);
        let path = format!("/meja/{}/gabung?ke={}", younger.number, older.number);
        let (here, there) = (yusran.get(&path).await, hasnah.get(&path).await);
        let (form, same) = (here.form(&form_path(&younger, "gabung")), there.form(&form_path(&younger, "gabung")));
        let (one, other) = tokio::join!(yusran.submit(&here, &form), hasnah.submit(&there, &same));
        assert!([&one, &other].iter().any(|page| page.status == 303), "{} {}", one.words(), other.words());
        assert!([&one, &other].iter().all(|page| [303, 422].contains(&page.status.as_u16())), "{} {}", one.status, other.status);
        let (first, second) = (office.case(&older.number).await, office.case(&younger.number).await);
        let ties = first.joined.len() + second.joined.len();
        assert_eq!(ties, 1, "they are tied once");
        assert!(first.ending.is_none() != second.ending.is_none(), "one of them goes on");
    }

    async fn what_is_written_in_any_script_comes_through_every_door(office) {
        let filed = office.file(Report {
            category: Some("piers".parse().unwrap()), text: SCRIPTS.into(), name: Some("محمد ꦱꦶꦠꦶ 🙂".into()), ..Report::default()
        }).await;
        let mut yusran = office.signed_in("yusran").await;
        let page = yusran.get(&format!("/meja/{}", filed.number)).await;
        assert!(page.says(SCRIPTS) && page.says("محمد ꦱꦶꦠꦶ 🙂"), "{}", page.words());
        assert!(yusran.get("/meja").await.says("Jalan rusak"));
        for words in ["المسجد", "ꦢꦭꦤ꧀ꦫꦸꦱꦏ꧀", "rusak"] {
            let found = yusran.get(&format!("/meja?q={words}")).await;
            assert!(found.text().contains(&format!("/meja/{}", filed.number)), "{words}: {}", found.words());
        }
        let answer = "Terima kasih 🙏 — شكرا — ꦩꦠꦸꦂꦤꦸꦮꦸꦤ꧀.";
        assert_eq!(act(&mut yusran, &filed.number, "jawab", &[("text", answer), ("pokok", "ya")]).await.status, 303);
        assert_eq!(act(&mut yusran, &filed.number, "terbitkan", &[("judul", "الطريق 🚧 ꦢꦭꦤ꧀")]).await.status, 303);
        let mut stranger = office.stranger();
        assert!(stranger.get(&format!("/lacak/{}", filed.code)).await.says(answer));
        assert!(stranger.get("/laporan").await.says("الطريق 🚧 ꦢꦭꦤ꧀"));
        let public: serde_json::Value = serde_json::from_slice(&stranger.get(&format!("/api/v1/cases/{}", filed.number)).await.body).unwrap();
        assert_eq!((public["title"].as_str(), public["messages"][0]["text"].as_str()), (Some("الطريق 🚧 ꦢꦭꦤ꧀"), Some(answer)));
    }

    async fn an_answer_of_twenty_thousand_words_is_explained_and_not_lost(office) {
        let filed = office.report("piers", PIER).await;
        let mut yusran = office.signed_in("yusran").await;
        let long = long();
        let page = act(&mut yusran, &filed.number, "jawab", &[("text", &long), ("pokok", "ya")]).await;
        assert!(page.status == 422 && page.says("20.000"), "{}", page.status);
        assert!(page.text().contains(long.trim()), "what was typed stands in the box");
        assert_eq!(office.case(&filed.number).await.status, Status::New);
    }

    async fn a_rule_that_starts_next_monday_changes_what_comes_in_from_then_on(office) {
        let before = office.report("piers", PIER).await;
        let due = async |number: &str| office.case(number).await.due_at();
        let promised = due(&before.number).await;
        let org = office.cases.platform().org();
        let known = org.rules().find("complaint_nonsupervisory", date(2026, 3, 12)).unwrap().clone();
        let monday = date(2026, 3, 16);
        let wish = Rule { amount: 3, valid_from: monday, version: "perbup-1".into(), source: "Perbup 1/2026".into(), ..known.clone() };
        let decide = move |record: &SettingsRecord, act: &mut hadir_store::Act<'_>| {
            set_rule(&record.settings(), &wish, &By::Console, &org).map(|event| event.into_iter().for_each(|event| act.record(event)))
        };
        office.cases.platform().directory().change(ids::of_settings(), &By::Console, decide).await.unwrap();
        assert_eq!(office.cases.redate_open().await.unwrap(), 0, "what came in before keeps its limit");
        // Sunday, a minute before midnight on the regency's clock, and Monday, a minute after it.
        let until = |at: &str| (at.parse::<jiff::Timestamp>().unwrap() - office.clock.now()).try_into().unwrap();
        office.clock.advance(until("2026-03-15T23:59:00+08:00"));
        let sunday = office.report("piers", PIER).await;
        office.clock.advance(until("2026-03-16T00:01:00+08:00"));
        let monday = office.report("piers", PIER).await;
        assert_eq!(office.cases.redate_open().await.unwrap(), 0);
        assert_eq!(due(&before.number).await, promised);
        let (late, early) = (due(&sunday.number).await.unwrap(), due(&monday.number).await.unwrap());
        assert!(early < late, "three days instead of {}", known.amount);
        let page = office.stranger().get(&format!("/lacak/{}", monday.code)).await;
        assert!(page.says("3 hari kerja"), "{}", page.words());
        let page = office.stranger().get(&format!("/lacak/{}", sunday.code)).await;
        assert!(page.says(&format!("{} hari kerja", known.amount)), "{}", page.words());
    }
}

in_both_towns! {
    async fn a_photo_of_forty_megabytes_is_explained_and_the_report_goes_without_it(town) {
        let mut siti = town.citizen();
        let token = siti.get("/lapor").await.hidden("token").unwrap();
        let (good, huge) = (photo(1), vec![7; 40_000_000]);
        let file = |bytes| Part::File { name: "photo", file_name: "IMG_0001.jpg", content_type: "image/jpeg", bytes };
        let parts = [Part::Text { name: "token", value: &token }, Part::Text { name: "text", value: PIER }, file(&huge), file(&good)];
        let page = siti.post_parts("/lapor", &parts).await;
        assert!(page.status == 422 && page.says("40 MB"), "{}", page.words());
        assert!(page.says(PIER) && page.says("1 foto sudah tersimpan"), "{}", page.words());
        let mine = siti.submit(&page, &page.form("/lapor")).await.redirect().unwrap();
        assert!(siti.get(&mine).await.says("1 foto tersimpan"));
    }

    async fn a_report_of_twenty_thousand_words_is_explained_and_not_lost(town) {
        let mut siti = town.citizen();
        let token = siti.get("/lapor").await.hidden("token").unwrap();
        let long = long();
        let parts = [Part::Text { name: "token", value: &token }, Part::Text { name: "text", value: &long }];
        for page in [siti.post_parts("/lapor", &parts).await, siti.post("/lapor", &[("token", &token), ("text", &long)]).await] {
            assert!(page.status == 422 && page.says("paling panjang 20.000"), "{} {:.300}", page.status, page.words());
            assert!(page.text().contains(long.trim()), "what was typed stands in the box");
        }
        let said = serde_json::json!({ "text": long }).to_string();
        let page = siti.post_json("/api/v1/cases", &said).await;
        assert_eq!((page.status.as_u16(), page.header("content-type")), (422, Some("application/problem+json")));
    }
}

/// Ten thousand reports that one person handles: lists, counts and the load stay as quick to read as with ten.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_cases_of_one_handler_are_read_a_page_at_a_time() {
    const CASES: usize = 10_000;
    let office = Office::on_sqlite().await;
    let yusran = office.cases.platform().org().staff_by_username(&"yusran".parse().unwrap()).unwrap().clone();
    let mut filing = tokio::task::JoinSet::new();
    for n in 0..CASES {
        let (cases, staff) = (office.cases.clone(), yusran.id);
        let report = Report {
            category: Some("piers".parse().unwrap()),
            text: format!("{PIER} Tiang nomor {n}."),
            ..Report::default()
        };
        filing.spawn(async move {
            let filed = cases.file(report, &cases.new_token()).await.unwrap();
            let to = Assign { unit: "dishub".parse().unwrap(), staff: Some(staff), why: String::new() };
            cases.as_officer(filed.id, By::Console, move |case, asking| assign(case, &to, asking)).await.unwrap();
        });
    }
    while let Some(filed) = filing.join_next().await {
        filed.unwrap();
    }
    let mut browser = office.signed_in("yusran").await;
    let page = browser.get("/meja?lihat=saya").await;
    assert!(page.says("200+"), "{:.2000}", page.words());
    let (mut read, mut after) = (0, None);
    let reads = office.cases.platform().store().reads();
    loop {
        let asked = Asked { reach: &Reach::All, staff: yusran.id, stands_in_for: &[], now: office.cases.now() };
        let rows = list(reads, View::Mine, &asked, after, 200).await.unwrap();
        read += rows.len();
        match rows.last() {
            Some(last) => after = Some(hadir_cases::queries::DeskPlace::of(last, View::Mine)),
            None => break,
        }
    }
    assert_eq!(read, CASES, "page by page each is met once");
    for path in ["/meja/beban", "/meja?lihat=saya&topik=piers", "/meja?q=tiang", "/meja/ringkasan"] {
        let page = office.signed_in("darius").await.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        assert!(page.body.len() < 400_000, "{path} weighs {}", page.body.len());
    }
}
