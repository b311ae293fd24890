//! The desk for programs: reading and acting within a token's rights, once for each key.

use axum::http::HeaderName;
use hadir_cases::address::exact;
use hadir_cases::commands::Report;
use hadir_cases::photos::take_in;
use hadir_oplog::Rights;
use hadir_org::{By, GRANTABLE, ProgramRecord, Right, commands, ids};
use hadir_testkit::http::{Browser, Page};
use serde_json::{Value, json};

use crate::fleet::{EVERYTHING, certificate, record, sync};
use crate::meja_lampiran::{PDF, file, sends};
use crate::meja_office::{Office, act, at_both_desks};
use crate::warga_photos::photo;

const PIER: &str = "Papan dermaga Sungai Nyamuk lepas tiga lembar";

fn body(page: &Page) -> Value {
    serde_json::from_slice(&page.body).unwrap_or_else(|error| panic!("{} {error}: {}", page.status, page.text()))
}

fn under(program: &Browser, key: &str) -> Browser {
    program.clone().with_header(HeaderName::from_static("idempotency-key"), key)
}

async fn post(program: &mut Browser, number: &str, what: &str, said: Value) -> Page {
    program.post_json(&format!("/api/v1/desk/cases/{number}/{what}"), &said.to_string()).await
}

/// What happened to a case, as the program reads it.
async fn happened(program: &mut Browser, number: &str) -> Vec<String> {
    let case = body(&program.get(&format!("/api/v1/desk/cases/{number}")).await);
    case["events"].as_array().unwrap().iter().map(|event| event["what"].as_str().unwrap().to_owned()).collect()
}

/// The numbers on a page of a list.
async fn listed(program: &mut Browser, query: &str) -> Vec<String> {
    let page = program.get(&format!("/api/v1/desk/cases{query}")).await;
    assert_eq!(page.status, 200, "{query}: {}", page.text());
    body(&page)["cases"].as_array().unwrap().iter().map(|case| case["number"].as_str().unwrap().to_owned()).collect()
}

/// The kind of problem that was answered.
fn problem(page: &Page) -> (u16, String) {
    assert_eq!(page.header("content-type"), Some("application/problem+json"), "{}", page.text());
    let kind = body(page)["type"].as_str().unwrap().trim_start_matches("/api/problems/").to_owned();
    (page.status.as_u16(), kind)
}

async fn piers(office: &Office, count: usize) -> Vec<String> {
    let mut numbers = Vec::new();
    for n in 0..count {
        numbers.push(office.report("piers", &format!("{PIER}, tiang {n}")).await.number);
        office.wait(1);
    }
    numbers
}

at_both_desks! {
    async fn a_program_reads_what_its_unit_has_and_nothing_else(office) {
        let pier = office.report("piers", PIER).await;
        let road = office.report("roads", "Jalan ke pasar berlubang besar sekali").await;
        let levy = office.report("levy", "Petugas di dermaga minta uang sebelum bongkar muat").await;
        let mut dishub = office.program("dishub", &[Right::ReadCases]).await;
        assert_eq!(listed(&mut dishub, "").await, [pier.number.as_str()]);
        let mut all = office.program("kab-nunukan", &GRANTABLE).await;
        let mut numbers = listed(&mut all, "?status=all").await;
        numbers.sort();
        assert_eq!(numbers, [pier.number.as_str(), road.number.as_str()], "what is in a closed circle is in no list");
        assert_eq!(listed(&mut all, "?unit=pupr").await, [road.number.as_str()]);
        assert_eq!(listed(&mut dishub, "?unit=pupr").await, Vec::<String>::new());
        assert_eq!(listed(&mut all, "?q=uang").await, Vec::<String>::new());

        let case = body(&dishub.get(&format!("/api/v1/desk/cases/{}", pier.number)).await);
        assert_eq!((case["text"].as_str(), case["status"].as_str(), case["unit_name"].as_str()), (Some(PIER), Some("new"), Some("Dinas Perhubungan")));
        assert_eq!(case["url"], format!("/api/v1/desk/cases/{}", exact(&pier.number, pier.id)));
        assert!(case["due"].as_str().unwrap().ends_with("+08:00"), "{case}");
        assert_eq!(dishub.get(case["url"].as_str().unwrap()).await.status, 200);
        for (program, number) in [(&dishub, &road.number), (&dishub, &levy.number), (&all, &levy.number)] {
            let mut program = program.clone();
            let page = program.get(&format!("/api/v1/desk/cases/{number}")).await;
            assert_eq!(problem(&page), (404, "not-found".into()), "{number}");
            let page = post(&mut program, number, "messages", json!({ "kind": "note", "text": "Apa ini?" })).await;
            assert_eq!(problem(&page), (404, "not-found".into()), "{number}");
        }
    }

    async fn a_contact_is_for_tokens_that_may_see_it(office) {
        let report = hadir_cases::commands::Report {
            category: Some("piers".parse().unwrap()), text: PIER.into(), contact: Some("081234567890".into()), ..Default::default()
        };
        let number = office.file(report).await.number;
        let path = format!("/api/v1/desk/cases/{number}");
        let mut reads = office.program("dishub", &[Right::ReadCases]).await;
        let page = reads.get(&path).await;
        assert!(page.status == 200 && !page.text().contains("081234567890"), "{}", page.text());
        let mut sees = office.program("dishub", &[Right::SeeContact]).await;
        assert_eq!(body(&sees.get(&path).await)["contact"], "081234567890");
    }

    async fn lists_are_read_a_page_at_a_time_in_order(office) {
        let numbers = piers(&office, 5).await;
        let mut program = office.program("dishub", &GRANTABLE).await;
        for (status, order) in [("open", numbers.clone()), ("all", numbers.iter().rev().cloned().collect())] {
            let (mut read, mut after) = (Vec::new(), String::new());
            for _ in 0..10 {
                let page = body(&program.get(&format!("/api/v1/desk/cases?status={status}&limit=2{after}")).await);
                read.extend(page["cases"].as_array().unwrap().iter().map(|case| case["number"].as_str().unwrap().to_owned()));
                match page["next"].as_str() {
                    Some(next) => after = format!("&after={next}"),
                    None => break,
                }
            }
            assert_eq!(read, order, "{status}");
        }
        post(&mut program, &numbers[0], "messages", json!({ "kind": "answer", "text": "Papan sudah diganti kemarin sore." })).await;
        post(&mut program, &numbers[1], "messages", json!({ "kind": "question", "text": "Di tiang nomor berapa?" })).await;
        for (query, expected) in [
            ("?status=answered", &numbers[..1]), ("?status=done", &numbers[..1]), ("?status=waiting", &numbers[1..2]), ("?status=new", &numbers[2..]),
            ("?status=closed", &[]), ("?status=overdue", &[]), ("?status=unassigned&limit=1", &numbers[1..2]),
            ("?q=tiang+3", &numbers[3..4]), ("?q=tiang&status=waiting", &numbers[1..2]), ("?q=tiang&status=done", &numbers[..1]),
            ("?due_before=2026-03-12T00:00:00%2B08:00", &[]),
        ] {
            assert_eq!(listed(&mut program, query).await, expected, "{query}");
        }
        let case = body(&program.get(&format!("/api/v1/desk/cases/{}", numbers[2])).await);
        let due: jiff::Timestamp = case["due"].as_str().unwrap().parse().unwrap();
        let before = |at: jiff::Timestamp| format!("?due_before={at}");
        assert_eq!(listed(&mut program, &before(due)).await, Vec::<String>::new());
        assert_eq!(listed(&mut program, &before(due + jiff::SignedDuration::from_secs(1))).await, &numbers[2..]);
        office.wait(24 * 60);
        assert_eq!(listed(&mut program, "?status=overdue").await, &numbers[2..]);
        assert_eq!(listed(&mut program, "?status=closed").await, &numbers[..1], "silence has closed it");
        assert_eq!(listed(&mut program, "?status=answered").await, Vec::<String>::new());
    }

    async fn a_parameter_that_means_nothing_is_named(office) {
        let mut program = office.program("dishub", &GRANTABLE).await;
        for (query, field) in [
            ("?unit=tidak-ada", "unit"), ("?unit=%20", "unit"), ("?due_before=besok", "due_before"), ("?due_before=", "due_before"), ("?limit=0", "limit"), ("?limit=201", "limit"),
            ("?after=x", "after"), ("?after=1", "after"), ("?status=all&after=1.1", "after"), ("?status=lama", ""), ("?limit=-1", ""), ("?halaman=2", ""),
        ] {
            let page = program.get(&format!("/api/v1/desk/cases{query}")).await;
            assert_eq!(problem(&page), (422, "invalid-fields".into()), "{query}");
            assert_eq!(body(&page)["errors"][0]["field"], field, "{query}");
        }
        let long = "a".repeat(201);
        assert_eq!(body(&program.get(&format!("/api/v1/desk/cases?q={long}")).await)["errors"][0]["field"], "q");
    }

    async fn a_program_speaks_in_its_own_name(office) {
        let filed = office.report("piers", PIER).await;
        let mut program = office.program("dishub", &GRANTABLE).await;
        post(&mut program, &filed.number, "transitions", json!({ "transition": "publish", "title": "Papan dermaga lepas" })).await;
        post(&mut program, &filed.number, "messages", json!({ "kind": "note", "text": "Diteruskan dari kanal nasional." })).await;
        post(&mut program, &filed.number, "messages", json!({ "kind": "update", "text": "Tukang sudah kami hubungi." })).await;
        let page = post(&mut program, &filed.number, "messages", json!({ "kind": "answer", "text": "Papan sudah diganti." })).await;
        assert_eq!(page.status, 200, "{}", page.text());
        let case = body(&page);
        assert_eq!((case["status"].as_str(), case["public_title"].as_str()), (Some("answered"), Some("Papan dermaga lepas")));
        assert_eq!(happened(&mut program, &filed.number).await, ["received", "verified", "published", "note", "update", "answer"]);
        let last = &case["events"].as_array().unwrap()[5];
        assert_eq!((last["by"]["name"].as_str(), last["text"].as_str()), (Some("Kanal nasional"), Some("Papan sudah diganti.")));
        let desk = office.signed_in("yusran").await.get(&format!("/meja/{}", filed.number)).await;
        assert!(desk.says("Kanal nasional") && desk.says("Diteruskan dari kanal nasional."), "{}", desk.words());
        let public = office.stranger().get(&format!("/laporan/{}", filed.number)).await;
        assert!(public.says("Papan sudah diganti.") && public.says("Dinas Perhubungan"), "{}", public.words());
        assert!(!public.says("Diteruskan dari kanal nasional."));
    }

    async fn what_a_token_has_no_right_to_is_forbidden_and_nothing_happens(office) {
        let filed = office.report("piers", PIER).await;
        let mut reads = office.program("dishub", &[Right::ReadCases]).await;
        for (what, said) in [
            ("messages", json!({ "kind": "answer", "text": "Sudah." })),
            ("messages", json!({ "kind": "update", "text": "Sedang." })),
            ("messages", json!({ "kind": "note", "text": "Catatan." })),
            ("messages", json!({ "kind": "question", "text": "Di mana?" })),
            ("transitions", json!({ "transition": "publish", "title": "Judul" })),
            ("transitions", json!({ "transition": "verify" })),
            ("transitions", json!({ "transition": "reject", "reason": "Bukan." })),
            ("transitions", json!({ "transition": "not_ours", "reason": "Bukan." })),
            ("transitions", json!({ "transition": "escalate", "reason": "Mohon." })),
            ("transitions", json!({ "transition": "classify", "category": "roads" })),
            ("transitions", json!({ "transition": "close", "heard_by": "phone", "reason": "Kata Ibu Sitti." })),
            ("transitions", json!({ "transition": "reopen", "reason": "Belum." })),
            ("assignments", json!({ "unit": "pupr" })),
        ] {
            let page = post(&mut reads, &filed.number, what, said.clone()).await;
            assert_eq!(problem(&page), (403, "forbidden".into()), "{said}");
        }
        assert_eq!(happened(&mut reads, &filed.number).await, ["received"]);
    }

    async fn the_same_key_does_nothing_twice(office) {
        let filed = office.report("piers", PIER).await;
        let program = office.program("dishub", &GRANTABLE).await;
        let mut first = under(&program, "surat-17");
        let said = json!({ "kind": "answer", "text": "Papan sudah diganti." });
        for _ in 0..3 {
            let page = post(&mut first, &filed.number, "messages", said.clone()).await;
            assert_eq!((page.status.as_u16(), body(&page)["status"].as_str()), (200, Some("answered")), "{}", page.text());
        }
        assert_eq!(happened(&mut first, &filed.number).await, ["received", "verified", "answer"]);
        let other = post(&mut first, &filed.number, "messages", json!({ "kind": "note", "text": "Lain." })).await;
        assert_eq!(problem(&other), (422, "key-reused".into()));
        // The same words under a key of their own, or without one, are said once more.
        post(&mut under(&program, "surat-18"), &filed.number, "messages", json!({ "kind": "update", "text": "Terima kasih." })).await;
        post(&mut under(&program, "surat-19"), &filed.number, "messages", json!({ "kind": "update", "text": "Terima kasih." })).await;
        assert_eq!(happened(&mut first, &filed.number).await, ["received", "verified", "answer", "update", "update"]);
        // Another program's keys are its own.
        let mut stranger = under(&office.program("dishub", &GRANTABLE).await, "surat-17");
        assert_eq!(post(&mut stranger, &filed.number, "messages", json!({ "kind": "note", "text": "Milik lain." })).await.status, 200);
        for bad in ["", &"k".repeat(256)] {
            let page = post(&mut under(&program, bad), &filed.number, "messages", said.clone()).await;
            assert_eq!(problem(&page), (400, "bad-key".into()));
        }
    }

    async fn what_left_the_tokens_sight_is_done_once_as_well(office) {
        let filed = office.report("piers", PIER).await;
        let mut program = under(&office.program("dishub", &GRANTABLE).await, "alih-1");
        let to = json!({ "unit": "pupr", "reason": "Dermaga ini diurus Dinas Pekerjaan Umum." });
        for _ in 0..2 {
            assert_eq!(post(&mut program, &filed.number, "assignments", to.clone()).await.status, 204);
        }
        assert_eq!(problem(&program.get(&format!("/api/v1/desk/cases/{}", filed.number)).await), (404, "not-found".into()));
        let assigned = office.case(&filed.number).await.thread.iter().filter(|moment| matches!(moment.event, hadir_cases::events::CaseEvent::Assigned(..))).count();
        assert_eq!(assigned, 1);
    }

    async fn a_key_is_forgotten_after_a_month(office) {
        let filed = office.report("piers", PIER).await;
        let mut program = under(&office.program("dishub", &GRANTABLE).await, "catatan");
        let note = json!({ "kind": "note", "text": "Sudah ditelepon." });
        for (hours, notes) in [(0, 1), (24 * 29, 1), (24 * 2, 2)] {
            office.wait(hours);
            assert_eq!(post(&mut program, &filed.number, "messages", note.clone()).await.status, 200);
            let happened = happened(&mut program, &filed.number).await;
            assert_eq!(happened.iter().filter(|what| *what == "note").count(), notes, "{happened:?}");
        }
    }

    async fn a_case_goes_its_legal_way(office) {
        let filed = office.report("piers", PIER).await;
        let mut program = office.program("dishub", &GRANTABLE).await;
        let number = filed.number.as_str();
        let step = |what: &'static str, said: Value, status: &'static str| (what, said, status);
        for (what, said, status) in [
            step("transitions", json!({ "transition": "verify" }), "verified"),
            step("assignments", json!({ "unit": "dishub", "officer": "yusran" }), "in_progress"),
            step("messages", json!({ "kind": "question", "text": "Di tiang nomor berapa?" }), "waiting"),
            step("transitions", json!({ "transition": "resume" }), "in_progress"),
            step("transitions", json!({ "transition": "classify", "category": "roads" }), "in_progress"),
            step("transitions", json!({ "transition": "escalate", "reason": "Butuh anggaran." }), "in_progress"),
            step("transitions", json!({ "transition": "publish", "title": "Papan lepas" }), "in_progress"),
            step("transitions", json!({ "transition": "unpublish", "reason": "Ada nama orang." }), "in_progress"),
            step("messages", json!({ "kind": "answer", "text": "Sudah diganti." }), "answered"),
            step("transitions", json!({ "transition": "close", "reason": "Pelapor puas." }), "closed"),
            step("transitions", json!({ "transition": "reopen", "reason": "Lepas lagi." }), "in_progress"),
            step("transitions", json!({ "transition": "close", "heard_by": "phone", "reason": "Kata Ibu Sitti sudah baik." }), "closed"),
            step("transitions", json!({ "transition": "reopen", "reason": "Ternyata belum." }), "in_progress"),
            step("transitions", json!({ "transition": "reject", "reason": "Dermaga ini milik perusahaan." }), "ended"),
        ] {
            let page = post(&mut program, number, what, said.clone()).await;
            assert_eq!(page.status, 200, "{said}: {}", page.text());
            assert_eq!(body(&page)["status"], status, "{said}");
        }
        let officer = body(&program.get(&format!("/api/v1/desk/cases/{number}")).await)["officer"]["name"].clone();
        assert_eq!(officer, "Yusran Tahir");
    }

    async fn a_refusal_says_why_and_changes_nothing(office) {
        // What the case does not allow as it stands.
        const STANDS: [&str; 5] = [
            "refused-not-waiting", "refused-not-answered", "refused-not-closed", "refused-authority-missing", "refused-not-information",
        ];
        let filed = office.report("piers", PIER).await;
        let mut program = office.program("dishub", &GRANTABLE).await;
        for (what, said, kind, pointer) in [
            ("messages", json!({ "kind": "answer", "text": "  " }), "refused-empty", "#/text"),
            ("messages", json!({ "kind": "answer", "text": "Untuk {nama}: sudah." }), "refused-fields-open", "#/text"),
            ("messages", json!({ "kind": "answer", "text": "a".repeat(20_001) }), "refused-too-long", "#/text"),
            ("transitions", json!({ "transition": "resume" }), "refused-not-waiting", "#/transition"),
            ("transitions", json!({ "transition": "close" }), "refused-not-answered", "#/reason"),
            ("transitions", json!({ "transition": "reopen", "reason": "Buka." }), "refused-not-closed", "#/reason"),
            ("transitions", json!({ "transition": "not_ours", "reason": "Milik provinsi." }), "refused-authority-missing", "#/reason"),
            ("transitions", json!({ "transition": "extend", "reason": "Mohon waktu." }), "refused-not-information", "#/reason"),
            ("transitions", json!({ "transition": "classify", "category": "tidak-ada" }), "invalid-fields", "#/category"),
            ("transitions", json!({ "transition": "reject", "reason": "Tidak.", "ground": "17z" }), "invalid-fields", "#/ground"),
            ("assignments", json!({ "unit": "tidak-ada" }), "refused-unknown-unit", "#/unit"),
            ("assignments", json!({ "unit": "dishub", "officer": "tidak.ada" }), "invalid-fields", "#/officer"),
            ("assignments", json!({ "unit": "dishub", "officer": "norma" }), "refused-not-in-unit", "#/unit"),
            ("links", json!({ "kind": "merged_into", "to": "SBT-26-9999" }), "refused-unknown-target", "#/to"),
            ("links", json!({ "kind": "merged_into", "to": filed.number }), "refused-apart-itself", "#/to"),
            ("undo", json!({ "event": "abc" }), "invalid-fields", "#/event"),
        ] {
            let page = post(&mut program, &filed.number, what, said.clone()).await;
            let status = if STANDS.contains(&kind) { 409 } else { 422 };
            assert_eq!(problem(&page), (status, kind.into()), "{said}");
            assert_eq!(body(&page)["errors"][0]["pointer"], pointer, "{said}");
        }
        assert_eq!(happened(&mut program, &filed.number).await, ["received"]);
    }

    async fn a_body_that_cannot_be_read_is_refused_as_such(office) {
        let filed = office.report("piers", PIER).await;
        let mut program = office.program("dishub", &GRANTABLE).await;
        let path = format!("/api/v1/desk/cases/{}/messages", filed.number);
        for bad in ["", "[1,", "{}", "[]", r#"{"kind":"answer"}"#, r#"{"kind":"shout","text":"A"}"#, r#"{"kind":"note","text":"A","by":"me"}"#, r#"{"kind":"note","text":7}"#] {
            let page = program.post_json(&path, bad).await;
            assert_eq!(problem(&page), (400, "unreadable-body".into()), "{bad}");
        }
        let page = program.post(&path, &[("kind", "note"), ("text", "A")]).await;
        assert_eq!(problem(&page), (415, "not-json".into()));
        let page = program.get(&path).await;
        assert_eq!(page.status, 405);
        assert_eq!(happened(&mut program, &filed.number).await, ["received"]);
    }

    async fn two_cases_are_tied_and_untied(office) {
        let numbers = piers(&office, 2).await;
        let mut program = office.program("dishub", &GRANTABLE).await;
        let page = post(&mut program, &numbers[1], "links", json!({ "kind": "merged_into", "to": numbers[0], "reason": "Dermaga yang sama." })).await;
        let merged = body(&page);
        assert_eq!((merged["status"].as_str(), merged["ending"].as_str(), merged["merged_into"].as_str()), (Some("ended"), Some("merged"), Some(numbers[0].as_str())), "{merged}");
        assert_eq!(happened(&mut program, &numbers[0]).await, ["received", "verified", "joined"]);
        let tie = merged["events"].as_array().unwrap().iter().find(|event| event["what"] == "merged_into").unwrap()["id"].clone();
        let page = post(&mut program, &numbers[1], "undo", json!({ "event": tie })).await;
        assert_eq!((page.status.as_u16(), body(&page)["status"].as_str()), (200, Some("new")), "{}", page.text());
        assert_eq!(problem(&post(&mut program, &numbers[1], "undo", json!({ "event": tie })).await), (409, "refused-superseded".into()));
    }

    async fn what_goes_into_a_closed_circle_is_out_of_sight(office) {
        let filed = office.report("piers", PIER).await;
        let mut program = office.program("dishub", &GRANTABLE).await;
        let seal = json!({ "transition": "classify", "category": "piers", "circle": "levy" });
        assert_eq!(post(&mut program, &filed.number, "transitions", seal).await.status, 204);
        assert_eq!(program.get(&format!("/api/v1/desk/cases/{}", filed.number)).await.status, 404);
        assert_eq!(listed(&mut program, "?status=all").await, Vec::<String>::new());
    }

    async fn where_the_head_agrees_first_a_programs_answer_waits(office) {
        crate::meja_setuju::switch(&office, true, false).await;
        let filed = office.report("piers", PIER).await;
        let mut program = under(&office.program("dishub", &GRANTABLE).await, "jawaban");
        for _ in 0..2 {
            let page = post(&mut program, &filed.number, "messages", json!({ "kind": "answer", "text": "Papan sudah diganti." })).await;
            assert_eq!((page.status.as_u16(), body(&page)["status"].as_str()), (200, Some("new")), "{}", page.text());
        }
        assert_eq!(happened(&mut program, &filed.number).await, ["received", "proposed"]);
        let mut darius = office.signed_in("darius").await;
        assert!(darius.get(&format!("/meja/{}", filed.number)).await.says("Kanal nasional"));
        let reply = act(&mut darius, &filed.number, "catatan", &[("text", "Saya baca dulu.")]).await;
        assert_eq!(reply.status, 303);
    }

    async fn photos_and_files_are_given_to_whoever_may_see_the_case(office) {
        let store = office.cases.platform().store();
        let photo = take_in(store.files(), photo(90), 10_000_000).await.unwrap();
        let report = Report { category: Some("piers".parse().unwrap()), text: PIER.into(), photos: vec![photo], ..Report::default() };
        let filed = office.file(report).await;
        let mut yusran = office.signed_in("yusran").await;
        assert_eq!(sends(&mut yusran, &filed, "jawaban", "Suratnya terlampir.", &[file("Surat.pdf", PDF)]).await.status, 303);
        let mut program = office.program("dishub", &[Right::ReadCases]).await;
        let case = body(&program.get(&format!("/api/v1/desk/cases/{}", filed.number)).await);
        let [picture] = case["photos"].as_array().unwrap().as_slice() else { panic!("{case}") };
        let answer = case["events"].as_array().unwrap().iter().find(|event| event["what"] == "answer").unwrap();
        let letter = &answer["files"][0];
        assert_eq!((letter["name"].as_str(), letter["type"].as_str(), letter["bytes"].as_u64()), (Some("Surat.pdf"), Some("application/pdf"), Some(PDF.len() as u64)));
        let paths = [picture.as_str().unwrap(), letter["url"].as_str().unwrap()];
        let given = program.get(paths[0]).await;
        assert_eq!((given.status.as_u16(), given.header("content-type")), (200, Some("image/jpeg")));
        assert_eq!(program.get(paths[1]).await.body, PDF);
        let mut elsewhere = office.program("pupr", &GRANTABLE).await;
        for path in paths {
            assert_eq!(problem(&elsewhere.get(path).await), (404, "not-found".into()), "{path}");
            assert_eq!(office.stranger().get(path).await.status, 401, "{path}");
        }
        for path in ["photos/0", "photos/2", "photos/x", "photos/613050547575034546007738339557376", &format!("files/{}/1", "0".repeat(64))] {
            assert_eq!(program.get(&format!("/api/v1/desk/cases/{}/{path}", filed.number)).await.status, 404, "{path}");
        }
    }

    async fn a_token_opens_the_node_of_an_island_and_is_stopped_there_when_they_meet(office) {
        let island = office.another_node(2, "DSH").await;
        let here = certificate(&office, "Kabupaten Nunukan", &["kab-nunukan"], EVERYTHING);
        let there = certificate(&island, "Dinas Perhubungan", &["dishub"], Rights::NONE);
        record(&office, &here).await;
        record(&office, &there).await;
        record(&island, &there).await;
        let filed = office.report("piers", PIER).await;
        let (id, token) = office.program_token("dishub", &GRANTABLE).await;
        let (_, elsewhere) = office.program_token("pupr", &GRANTABLE).await;
        assert_eq!(island.bearing(&token).get("/api/v1/desk/cases").await.status, 401, "nobody has told the island");
        sync((&island, &there), (&office, &here)).await;
        assert_eq!(island.bearing(&elsewhere).get("/api/v1/desk/cases").await.status, 401, "another office's is not its matter");
        let mut program = island.bearing(&token);
        let page = post(&mut program, &filed.number, "messages", json!({ "kind": "answer", "text": "Papan sudah diganti." })).await;
        assert_eq!(page.status, 200, "{}", page.text());
        sync((&island, &there), (&office, &here)).await;
        let case = body(&office.bearing(&token).get(&format!("/api/v1/desk/cases/{}", filed.number)).await);
        let answer = case["events"].as_array().unwrap().iter().find(|event| event["what"] == "answer").unwrap().clone();
        assert_eq!(answer["by"]["name"], "Kanal nasional", "{answer}");

        let platform = office.cases.platform();
        let org = platform.org();
        let stop = move |record: &ProgramRecord, act: &mut hadir_store::Act<'_>| {
            commands::record(act, commands::program::stop(record, &By::Console, &org))
        };
        platform.directory().change(ids::of_program(id), &By::Console, stop).await.unwrap();
        assert_eq!(office.bearing(&token).get("/api/v1/desk/cases").await.status, 401);
        assert_eq!(island.bearing(&token).get("/api/v1/desk/cases").await.status, 200, "the island has not heard of it");
        sync((&island, &there), (&office, &here)).await;
        assert_eq!(island.bearing(&token).get("/api/v1/desk/cases").await.status, 401);
    }
}
