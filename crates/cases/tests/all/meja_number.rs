//! Two cases with one number, as they come about where an office's disk was put back: both are kept, and nobody who acts
//! on one of them touches the other.

use std::collections::BTreeMap;
use std::convert::Infallible;

use hadir_cases::address::{exact, exact_among};
use hadir_cases::commands::{Report, publish};
use hadir_cases::events::CaseEvent;
use hadir_cases::{Case, Filed};
use hadir_oplog::{AggregateId, Rights};
use hadir_org::By;
use hadir_testkit::html::forms;
use hadir_testkit::http::{Browser, Page};

use crate::fleet::{EVERYTHING, certificate, record, sync};
use crate::meja_office::{Office, act, at_both_desks, form_path};

const PIER: &str = "Papan dermaga Sungai Nyamuk patah dua, kemarin ada nenek hampir jatuh.";
const LAMP: &str = "Lampu dermaga Sungai Nyamuk padam sejak Senin, perahu susah bersandar.";
const WHY: &str = "Nomornya sama karena data kantor pernah dipulihkan dari cadangan.";

/// The regency has heard of a report of the harbour office whose disk was then put back: the same number was given again.
async fn twice_numbered(root: &Office) -> (Filed, Filed) {
    let island = root.another_node(2, "SBT").await;
    let of_root = certificate(root, "Kabupaten Nunukan", &["kab-nunukan"], EVERYTHING);
    let of_island = certificate(&island, "Dinas Perhubungan", &["dishub", "dishub-dermaga"], Rights::NONE);
    record(root, &of_root).await;
    record(root, &of_island).await;
    record(&island, &of_island).await;
    for _ in 0..2 {
        sync((&island, &of_island), (root, &of_root)).await;
    }
    let first = root.report("piers", PIER).await;
    root.wait(24);
    let second = island.report("piers", LAMP).await;
    sync((&island, &of_island), (root, &of_root)).await;
    assert_eq!(first.number, second.number);
    assert_eq!(root.cases.at(&first.number).await.unwrap().len(), 2, "both are kept");
    (first, second)
}

fn address(filed: &Filed) -> String {
    exact(&filed.number, filed.id)
}

async fn state(office: &Office, filed: &Filed) -> Case {
    office.case(&address(filed)).await
}

/// The page that asks which of the two is meant.
async fn asked(browser: &mut Browser, path: &str) -> Page {
    let page = browser.get(path).await;
    assert_eq!(page.status, 300, "{}", page.words());
    assert!(page.says("Dua laporan memakai nomor SBT-26-0001") && page.says(WHY), "{}", page.words());
    page
}

/// What every link and form of a page says of cases: nothing but this one, by its exact address.
fn names_only(page: &Page, filed: &Filed) {
    let (number, own) = (&filed.number, address(filed));
    let bare = format!("/meja/{number}");
    let links = page.links().into_iter().map(|link| link.href).filter(|href| href.contains(number) && *href != bare);
    for href in
        links.chain(forms(page.text()).into_iter().map(|form| form.action).filter(|action| action.contains(number)))
    {
        assert!(href.contains(&own), "{href}");
    }
}

/// A case that someone made with the number, and the words, of another one; so many seconds older.
async fn forge(office: &Office, of: &Filed, id: AggregateId, seconds: i64) {
    let CaseEvent::Received(mut facts, words) = state(office, of).await.thread[0].event.clone() else { unreachable!() };
    facts.at -= seconds * 1_000;
    let event = CaseEvent::Received(facts, words);
    let store = office.cases.platform().store();
    let forged = store.act::<Case, (), Infallible>(id, None, move |_, act| {
        act.record(event.clone().into_event());
        Ok(())
    });
    forged.await.unwrap();
}

/// Two identities whose marks of usual length are the same: whoever means harm tries about a thousand.
fn made_alike() -> [AggregateId; 2] {
    let mut known = BTreeMap::new();
    (1..u128::MAX)
        .map(|number| AggregateId::from_bytes(number.to_be_bytes()))
        .find_map(|id| known.insert(exact("", id), id).map(|other| [other, id]))
        .unwrap()
}

async fn release(office: &Office, filed: &Filed, title: &'static str) {
    let publish = move |case: &Case, asking: &hadir_cases::commands::Asking<'_>| publish(case, title, asking);
    office.cases.as_officer(filed.id, By::Console, publish).await.unwrap();
}

at_both_desks! {
    async fn a_number_that_two_cases_bear_asks_which_and_each_has_an_address_of_its_own(office) {
        let (pier, lamp) = twice_numbered(&office).await;
        let mut yusran = office.signed_in("yusran").await;
        let page = asked(&mut yusran, &format!("/meja/{}", pier.number)).await;
        assert!(page.says("Pengaduan. Diterima Kamis, 12 Maret") && page.says("Diterima Jumat, 13 Maret"), "{}", page.words());
        for (filed, own, other) in [(&pier, PIER, LAMP), (&lamp, LAMP, PIER)] {
            let path = format!("/meja/{}", address(filed));
            assert!(page.links().iter().any(|link| link.href == path), "{}", page.text());
            let page = yusran.get(&path).await;
            assert!(page.says(own) && !page.says(other), "{}", page.words());
            assert!(page.says("Nomor ini juga dipakai laporan lain."));
            names_only(&page, filed);
            for form in ["teruskan", "tanya", "selesai", "akhiri"] {
                names_only(&yusran.get(&format!("{path}/{form}")).await, filed);
            }
        }
        assert!(yusran.get(&format!("/meja/{}~0000", pier.number)).await.status == 404);
        // A form that only knew the number does nothing before it is said which case is meant.
        let page = yusran.post(&format!("/meja/{}/jawab", pier.number), &[("text", "Besok."), ("at", "1")]).await;
        assert_eq!(page.status, 300);
        asked(&mut yusran, &format!("/meja/{}/teruskan", pier.number)).await;
        assert!(state(&office, &pier).await.thread.len() == 1 && state(&office, &lamp).await.thread.len() == 1);
    }

    async fn cases_made_with_its_number_put_none_out_of_reach(office) {
        let filed = office.report("piers", PIER).await;
        for seconds in 1..=25_u8 {
            forge(&office, &filed, AggregateId::from_bytes([seconds; 16]), seconds.into()).await;
        }
        let mut yusran = office.signed_in("yusran").await;
        let path = format!("/meja/{}", address(&filed));
        let page = yusran.get(&path).await;
        assert!(page.status == 200 && page.says(PIER), "{}", page.words());
        names_only(&page, &filed);
        assert!(yusran.get("/meja").await.links().iter().any(|link| link.href == path));
        let page = yusran.get(&format!("/meja/{}", filed.number)).await;
        assert_eq!((page.status.as_u16(), page.links().iter().filter(|link| link.href.contains('~')).count()), (300, 20));
        assert_eq!(act(&mut yusran, &address(&filed), "jawab", &[("text", "Besok."), ("sebagai", "jawaban")]).await.status, 303);
        assert!(state(&office, &filed).await.first_answer.is_some());
        release(&office, &filed, "Papan dermaga patah").await;
        let public = format!("/laporan/{}", address(&filed));
        let mut citizen = office.stranger();
        assert_eq!(citizen.get("/laporan").await.link("Papan dermaga patah").href, public);
        assert_eq!(citizen.get(&public).await.status, 200);
    }

    async fn two_cases_of_one_number_and_one_mark_are_both_reached_by_longer_marks(office) {
        let filed = office.report("piers", PIER).await;
        let ids = made_alike();
        for (id, seconds) in ids.into_iter().zip([60, 120]) {
            forge(&office, &filed, id, seconds).await;
        }
        let mut yusran = office.signed_in("yusran").await;
        let both = ids.map(|id| exact_among(&filed.number, id, &ids));
        for list in [format!("/meja/{}", exact(&filed.number, ids[0])), format!("/meja/{}", filed.number), "/meja".to_owned()] {
            let page = yusran.get(&list).await;
            for exact in &both {
                assert!(page.links().iter().any(|link| link.href == format!("/meja/{exact}")), "{list}: {}", page.text());
            }
        }
        for (exact, id) in both.iter().zip(ids) {
            let page = yusran.get(&format!("/meja/{exact}")).await;
            assert_eq!(page.status, 200, "{}", page.words());
            let form = page.form(&format!("/meja/{exact}/jawab")).fill("text", "Besok.").fill("sebagai", "jawaban");
            assert_eq!(yusran.submit(&page, &form).await.status, 303);
            assert!(office.case(exact).await.id == id && office.case(exact).await.first_answer.is_some());
        }
    }

    async fn a_merger_tells_nobody_of_a_case_that_they_do_not_see(office) {
        let (pier, lamp) = twice_numbered(&office).await;
        let third = office.report("piers", "Tangga dermaga licin sekali.").await;
        let mut yusran = office.signed_in("yusran").await;
        release(&office, &third, "Tangga dermaga licin").await;
        let fields = [("lanjut", "itu"), ("alasan", "Dermaga yang sama."), ("ke", &address(&lamp))];
        assert_eq!(act(&mut yusran, &third.number, "gabung", &fields).await.status, 303);
        assert_eq!(state(&office, &third).await.merged_into, Some(address(&lamp)), "the log knows which");
        let own = format!("/meja/{}", third.number);
        assert!(yusran.get(&own).await.says(&address(&lamp)), "who sees both reads which");

        let mut citizen = office.stranger();
        let (public, program) = (format!("/laporan/{}", third.number), format!("/api/v1/cases/{}", third.number));
        let (reporter, reporters) = (format!("/lacak/{}", third.code), format!("/api/v1/my/{}", third.code));
        for path in [public, program, reporter, reporters] {
            let page = citizen.get(&path).await;
            assert!(page.status == 200 && page.says(&lamp.number) && !page.text().contains('~'), "{path}: {}", page.text());
        }
        assert_eq!(act(&mut yusran, &address(&pier), "teruskan", &[("kepada", "pupr"), ("alasan", "Bagian mereka.")]).await.status, 303);
        let page = yusran.get(&own).await;
        assert!(page.says(&lamp.number) && !page.text().contains(&address(&lamp)), "{}", page.words());
    }

    async fn lists_and_search_lead_to_the_case_that_they_show(office) {
        let (pier, lamp) = twice_numbered(&office).await;
        let mut yusran = office.signed_in("yusran").await;
        for list in ["/meja", "/meja?q=dermaga", "/meja?lihat=bebas"] {
            let page = yusran.get(list).await;
            for (filed, title) in [(&pier, "Papan dermaga"), (&lamp, "Lampu dermaga")] {
                let path = format!("/meja/{}", address(filed));
                let link = page.links().into_iter().find(|link| link.href == path);
                assert!(link.is_some_and(|link| link.words.contains(title)), "{list}: {}", page.text());
            }
        }
        let found = yusran.get(&format!("/meja?q={}", pier.number.to_lowercase())).await;
        let page = asked(&mut yusran, &found.redirect().unwrap()).await;
        assert_eq!(page.links().iter().filter(|link| link.href.contains('~')).count(), 2);
        let found = yusran.get(&format!("/meja?q={}", address(&lamp).to_uppercase())).await;
        assert_eq!(found.redirect(), Some(format!("/meja/{}", address(&lamp))));
    }

    async fn every_act_goes_to_the_case_whose_page_it_stood_on(office) {
        let (pier, lamp) = twice_numbered(&office).await;
        let mut yusran = office.signed_in("yusran").await;
        let page = yusran.get(&format!("/meja/{}", address(&lamp))).await;
        let form = page.form(&form_path(&lamp, "jawab")).fill("text", "Lampunya kami ganti besok.").fill("sebagai", "jawaban");
        let sent = yusran.submit(&page, &form).await;
        let back = sent.redirect().unwrap();
        assert!(back.starts_with(&format!("/meja/{}?sejak=", address(&lamp))), "{back}");
        assert!(yusran.follow(sent).await.says("Jawaban terkirim"));
        assert!(state(&office, &lamp).await.first_answer.is_some() && state(&office, &pier).await.first_answer.is_none());

        let merge = |ke: String| [("lanjut", "itu".to_owned()), ("alasan", "Dermaga yang sama.".to_owned()), ("ke", ke)];
        for (ke, said) in [
            (pier.number.clone(), format!("Dua laporan memakai nomor itu. Pilih salah satu: {}, {}.", address(&pier), address(&lamp))),
            (address(&pier), "Itu laporan ini sendiri.".to_owned()),
        ] {
            let fields = merge(ke);
            let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let page = act(&mut yusran, &address(&pier), "gabung", &fields).await;
            assert!(page.status == 422 && page.says(&said), "{}", page.words());
        }
        let fields = merge(address(&lamp));
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(act(&mut yusran, &address(&pier), "gabung", &fields).await.status, 303);
        assert_eq!(state(&office, &pier).await.merged_into, Some(address(&lamp)));
        assert!(state(&office, &lamp).await.merged_into.is_none());
    }

    async fn who_may_see_one_of_the_two_goes_straight_to_it_and_learns_nothing_of_the_other(office) {
        let (pier, lamp) = twice_numbered(&office).await;
        let (mut yusran, mut norma) = (office.signed_in("yusran").await, office.signed_in("norma").await);
        let bare = format!("/meja/{}", pier.number);
        let sent = act(&mut yusran, &address(&lamp), "teruskan", &[("kepada", "pupr"), ("alasan", "Bagian mereka.")]).await;
        let left = sent.redirect().unwrap();
        assert_eq!(left, format!("/meja?dari={}", address(&lamp)));
        let page = yusran.get(&left).await;
        assert!(page.says("Diteruskan ke Dinas Pekerjaan Umum"), "{}", page.words());

        for (browser, own, hidden, other) in [(&mut yusran, &pier, &lamp, LAMP), (&mut norma, &lamp, &pier, PIER)] {
            let page = browser.get(&bare).await;
            assert_eq!(page.status, 200, "{}", page.words());
            assert!(!page.says(other) && !page.says("laporan lain") && !page.says("~"), "{}", page.words());
            assert!(page.links().iter().all(|link| !link.href.contains('~')), "{}", page.text());
            assert_eq!(browser.get(&format!("/meja/{}", address(own))).await.words(), page.words());
            assert_eq!(browser.get(&format!("/meja/{}", address(hidden))).await.status, 404);
            assert!(browser.get("/meja").await.links().iter().any(|link| link.href == bare));
            assert_eq!(browser.get(&format!("/meja?q={}", pier.number)).await.redirect().as_deref(), Some(bare.as_str()));
        }
        // A form that stood open before the other case came goes where it stood.
        let page = norma.post(&form_path(&pier, "jawab"), &[("text", "Kami kerjakan."), ("at", "1")]).await;
        assert_eq!(page.status, 404);
        let note = [("text", "Suku cadang dipesan."), ("sebagai", "catatan"), ("at", "9")];
        let page = norma.post(&form_path(&lamp, "jawab"), &note).await;
        assert_eq!(page.redirect(), Some(format!("{bare}?sejak=9")));
        assert_eq!(state(&office, &pier).await.thread.len(), 1);
    }

    async fn a_secret_code_opens_its_own_case_and_a_new_one_is_given_for_the_case_meant(office) {
        let (pier, lamp) = twice_numbered(&office).await;
        let (mut citizen, mut yusran) = (office.stranger(), office.signed_in("yusran").await);
        for (filed, answer) in [(&pier, "Papannya kami ganti besok."), (&lamp, "Lampunya kami ganti besok.")] {
            let fields = [("text", answer), ("sebagai", "jawaban")];
            assert_eq!(act(&mut yusran, &address(filed), "jawab", &fields).await.status, 303);
        }
        for (filed, own, other) in [(&pier, "Papannya", "Lampunya"), (&lamp, "Lampunya", "Papannya")] {
            let page = citizen.get(&format!("/lacak/{}", filed.code)).await;
            assert!(page.status == 200 && page.says(own) && !page.says(other), "{}", page.words());
        }
        let mut rahmawati = office.signed_in("rahmawati").await;
        let page = rahmawati.get(&format!("/meja/{}/kode", address(&lamp))).await;
        let form = page.form(&form_path(&lamp, "kode")).fill("diperiksa", "ya");
        let sent = rahmawati.submit(&page, &form).await;
        let slip = sent.redirect().unwrap();
        assert_eq!(slip, format!("/meja/{}/tanda-terima", address(&lamp)));
        assert!(rahmawati.follow(sent).await.says("Lampu dermaga"));
        let page = rahmawati.get(&slip).await;
        assert!(page.says("Kode sudah pernah ditampilkan"), "{}", page.words());
        names_only(&page, &lamp);
        asked(&mut rahmawati, &format!("/meja/{}/tanda-terima", lamp.number)).await;
        assert_eq!(citizen.get(&format!("/lacak/{}", lamp.code)).await.status, 404);
        assert_eq!(citizen.get(&format!("/lacak/{}", pier.code)).await.status, 200);
    }

    async fn the_public_chooses_among_what_is_released_alone(office) {
        let (pier, lamp) = twice_numbered(&office).await;
        let (mut citizen, bare) = (office.stranger(), format!("/laporan/{}", pier.number));
        let program = format!("/api/v1/cases/{}", pier.number);
        release(&office, &pier, "Papan dermaga patah").await;
        let page = citizen.get(&bare).await;
        assert!(page.status == 200 && page.says("Papan dermaga patah") && !page.text().contains('~'), "{}", page.words());
        assert_eq!(citizen.get("/laporan").await.link("Papan dermaga patah").href, bare);
        assert_eq!(citizen.get(&format!("/laporan/{}", address(&lamp))).await.status, 404);
        assert!(citizen.get(&program).await.says("Papan dermaga patah"));

        release(&office, &lamp, "Lampu dermaga padam").await;
        let page = asked(&mut citizen, &bare).await;
        assert!(page.says("Silakan pilih laporan yang Bapak/Ibu maksud."));
        let list = citizen.get("/laporan").await;
        let answer = citizen.get(&program).await;
        assert_eq!((answer.status.as_u16(), answer.header("content-type")), (300, Some("application/problem+json")));
        for (filed, title) in [(&pier, "Papan dermaga patah"), (&lamp, "Lampu dermaga padam")] {
            let path = format!("/laporan/{}", address(filed));
            assert_eq!((&page.link(title).href, &list.link(title).href), (&path, &path));
            assert!(citizen.get(&path).await.says(title));
            let url = format!("/api/v1/cases/{}", address(filed));
            assert!(answer.text().contains(&url) && citizen.get(&url).await.says(title), "{}", answer.text());
            let page = office.signed_in("yusran").await.get(&format!("/meja/{}", address(filed))).await;
            assert!(page.links().iter().any(|link| link.href == path), "{}", page.text());
        }
    }

    async fn what_is_in_a_closed_circle_is_no_choice_for_anyone_outside(office) {
        let (pier, lamp) = twice_numbered(&office).await;
        let mut darius = office.signed_in("darius").await;
        let wish = [("kategori", "piers"), ("lingkaran", "violence")];
        assert_eq!(act(&mut darius, &address(&lamp), "golongkan", &wish).await.status, 303);
        let page = darius.get(&format!("/meja/{}", pier.number)).await;
        assert!(page.status == 200 && page.says(PIER) && !page.says("laporan lain"), "{}", page.words());
        let levy = Report { text: "Petugas meminta uang tanpa karcis, itu pungli.".to_owned(), ..Report::default() };
        assert_ne!(office.file(levy).await.number, pier.number, "numbers go on");
    }
}
