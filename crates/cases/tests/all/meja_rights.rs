//! Who may see and do what at the desk.

use hadir_cases::commands::{self, Assign, Report, assign, may_see};
use hadir_cases::kinds::Sensitivity;
use hadir_cases::queries::{self, Asked, Reach, View};
use hadir_org::{Access, Actor, By, Grant, Power, Right, Role};
use hadir_testkit::random::Seeded;

use crate::meja_office::{Office, act, at_both_desks};

const PIER: &str = "Papan dermaga Sungai Nyamuk patah dua, kemarin ada nenek hampir jatuh.";
const LEVY: &str = "Petugas dermaga meminta uang dua puluh ribu tanpa karcis, itu pungli.";

at_both_desks! {
    async fn another_office_finds_nothing_and_the_own_head_sees_everything(office) {
        let filed = office.report("piers", PIER).await;
        for stranger in ["norma", "sitti"] {
            let mut browser = office.signed_in(stranger).await;
            assert_eq!(browser.get(&format!("/meja/{}", filed.number)).await.status, 404, "{stranger}");
            assert_eq!(act(&mut browser, &filed.number, "jawab", &[("text", "Halo.")]).await.status, 404, "{stranger}");
            assert!(!browser.get("/meja").await.says(&filed.number), "{stranger}");
        }
        for insider in ["darius", "rahmawati", "andi", "marthen"] {
            let mut browser = office.signed_in(insider).await;
            assert_eq!(browser.get(&format!("/meja/{}", filed.number)).await.status, 200, "{insider}");
            assert!(browser.get("/meja").await.says(&filed.number), "{insider}");
        }
    }

    async fn an_administrator_keeps_the_house_and_reads_no_case(office) {
        let filed = office.report("piers", PIER).await;
        let mut rizky = office.signed_in("rizky").await;
        assert_eq!(rizky.get("/meja").await.status, 403);
        assert_eq!(rizky.get(&format!("/meja/{}", filed.number)).await.status, 403);
    }

    async fn a_leader_reads_and_hands_on_but_answers_no_one_and_sees_no_contact(office) {
        let report = Report { text: PIER.into(), category: Some("piers".parse().unwrap()), contact: Some("081200000000".into()), ..Report::default() };
        let filed = office.file(report).await;
        let mut andi = office.signed_in("andi").await;
        let page = andi.get(&format!("/meja/{}", filed.number)).await;
        assert!(!page.says("0812-0000-0000") && !page.text().contains("/jawab"), "{}", page.words());
        assert_eq!(act(&mut andi, &filed.number, "jawab", &[("text", "Halo.")]).await.status, 403);
        assert_eq!(act(&mut andi, &filed.number, "catatan", &[("text", "Mohon didahulukan.")]).await.status, 303);
        let mut yusran = office.signed_in("yusran").await;
        let page = yusran.get(&format!("/meja/{}", filed.number)).await;
        assert!(page.says("0812-0000-0000") && page.says("Mohon didahulukan."), "{}", page.words());
    }

    async fn a_levy_report_is_seen_by_the_inspector_and_whom_it_is_given_to_alone(office) {
        let filed = office.report("levy", LEVY).await;
        let path = format!("/meja/{}", filed.number);
        for blind in ["yusran", "darius", "andi", "sitti"] {
            let mut browser = office.signed_in(blind).await;
            assert_eq!(browser.get(&path).await.status, 404, "{blind}");
            assert!(!browser.get("/meja").await.says(&filed.number), "{blind}");
            assert!(!browser.get("/meja?lihat=tertutup").await.says(&filed.number), "{blind}");
            assert!(!browser.get("/meja?q=karcis").await.says(&filed.number), "{blind}");
        }
        let mut marthen = office.signed_in("marthen").await;
        assert_eq!(marthen.get(&path).await.status, 200);
        assert!(marthen.get("/meja?lihat=tertutup").await.says(&filed.number));
        let page = act(&mut marthen, &filed.number, "teruskan", &[("kepada", office.officer("sitti").as_str())]).await;
        assert_eq!(page.status, 303, "{}", page.words());
        let mut sitti = office.signed_in("sitti").await;
        assert_eq!(sitti.get(&path).await.status, 200);
        assert!(sitti.get("/meja?lihat=saya").await.says(&filed.number));
        let answer = [("text", "Terima kasih. Laporan ini kami periksa."), ("sebagai", "jawaban")];
        assert_eq!(act(&mut sitti, &filed.number, "jawab", &answer).await.status, 303);
        assert_eq!(act(&mut sitti, &filed.number, "terbitkan", &[("judul", "Pungutan di dermaga")]).await.status, 422);
    }

    async fn an_inspector_answers_within_the_circle_and_nowhere_else(office) {
        let (levy, pier) = (office.report("levy", LEVY).await, office.report("piers", PIER).await);
        let mut marthen = office.signed_in("marthen").await;
        let answer = [("text", "Laporan ini kami periksa."), ("sebagai", "jawaban")];
        assert_eq!(act(&mut marthen, &levy.number, "jawab", &answer).await.status, 303);
        assert_eq!(act(&mut marthen, &pier.number, "jawab", &answer).await.status, 403);
    }

    async fn closing_the_circle_takes_the_case_from_the_unit_complained_about(office) {
        let filed = office.report("piers", PIER).await;
        let (path, public) = (format!("/meja/{}", filed.number), format!("/laporan/{}", filed.number));
        let mut yusran = office.signed_in("yusran").await;
        assert_eq!(act(&mut yusran, &filed.number, "ambil", &[]).await.status, 303);
        assert_eq!(act(&mut yusran, &filed.number, "terbitkan", &[("judul", "Papan dermaga patah")]).await.status, 303);
        assert_eq!(office.stranger().get(&public).await.status, 200);

        let wish = [("kategori", "piers"), ("lingkaran", "violence"), ("at", "3")];
        let form = format!("{path}/golongkan");
        let sent = yusran.post(&form, &wish).await;
        let again = yusran.post(&form, &wish).await;
        assert_eq!(sent.redirect(), again.redirect(), "pressed twice");
        let page = yusran.follow(sent).await;
        assert!(page.says("Dijaga dalam lingkaran tertutup"), "{}", page.words());

        let case = office.case(&filed.number).await;
        assert_eq!((case.sensitivity, case.unit.as_str(), case.staff), (Some(Sensitivity::Violence), "inspektorat", None));
        assert_eq!(office.stranger().get(&public).await.status, 404);
        for former in ["yusran", "darius", "rahmawati", "andi"] {
            let mut browser = office.signed_in(former).await;
            assert_eq!(browser.get(&path).await.status, 404, "{former}");
            for (deed, fields) in [("catatan", [("text", "Halo.")]), ("atasan", [("alasan", "Halo.")])] {
                assert_eq!(act(&mut browser, &filed.number, deed, &fields).await.status, 404, "{former} {deed}");
            }
            for list in ["/meja", "/meja?lihat=saya", "/meja?lihat=tertutup", "/meja?q=nenek"] {
                assert!(!browser.get(list).await.says(&filed.number), "{former} {list}");
            }
        }
        let mut marthen = office.signed_in("marthen").await;
        assert!(marthen.get("/meja?lihat=tertutup").await.says(&filed.number));
        assert_eq!(marthen.get(&path).await.status, 200);
        assert!(office.stranger().get(&format!("/lacak/{}", filed.code)).await.says("Inspektorat Daerah"));
    }

    async fn an_inspector_who_handled_a_case_keeps_it_when_its_circle_closes(office) {
        let filed = office.report("piers", PIER).await;
        let marthen = office.cases.platform().org().staff_by_username(&"marthen".parse().unwrap()).unwrap().id;
        let to = Assign { unit: "inspektorat".parse().unwrap(), staff: Some(marthen), why: String::new() };
        office.cases.as_officer(filed.id, By::Console, move |case, asking| assign(case, &to, asking)).await.unwrap();
        let mut browser = office.signed_in("marthen").await;
        let wish = [("kategori", "levy"), ("lingkaran", "")];
        assert_eq!(act(&mut browser, &filed.number, "golongkan", &wish).await.status, 303);
        let case = office.case(&filed.number).await;
        assert_eq!((case.sensitivity, case.staff), (Some(Sensitivity::Levy), Some(marthen)));
    }

    async fn every_route_of_the_desk_sends_strangers_to_sign_in(office) {
        let filed = office.report("piers", PIER).await;
        let desk = office.inventory.iter().filter(|route| route.path.starts_with("/meja"));
        for route in desk {
            assert!(matches!(route.access, Access::Needs(_) | Access::SignedIn), "{route:?}");
            let path = route.path.replace("{number}", &filed.number).replace("{place}", "1");
            let mut stranger = office.stranger();
            let page = stranger.send(route.method.clone(), &path, Some("application/x-www-form-urlencoded"), Vec::new()).await;
            assert!(page.redirect().is_some_and(|to| to.starts_with("/masuk")), "{route:?}: {}", page.status);
        }
    }

    async fn lists_show_exactly_what_may_be_opened_one_by_one(office) {
        let mut random = Seeded::new(20_260_312);
        let filed = many_cases(&office, &mut random).await;
        let org = office.cases.platform().org();
        let (pool, now) = (office.cases.platform().store().reads(), office.cases.now());
        for _ in 0..40 {
            let actor = someone(&office, &mut random);
            let all = Reach::of(&actor, Right::ReadCases, &org);
            let circle = Reach::of(&actor, Right::ReadSensitive, &org);
            let mut listed = Vec::new();
            for (view, reach) in [(View::Inbox, &all), (View::Wrote, &all), (View::Mine, &all), (View::Sealed, &circle)] {
                let asked = Asked { reach, staff: actor.id, stands_in_for: &[], now };
                let rows = queries::list(pool, view, &asked, None, 500).await.unwrap();
                listed.extend(rows.into_iter().map(|row| row.number));
            }
            for number in &filed {
                let case = office.case(number).await;
                assert_eq!(listed.contains(number), may_see(&actor, &case, &org, now), "{actor:?} {number}");
            }
        }
    }
}

/// Cases of every office, some in a closed circle, some given to someone, some answered and written to again.
async fn many_cases(office: &Office, random: &mut Seeded) -> Vec<String> {
    let people = ["yusran", "norma", "sitti", "marthen"];
    let mut numbers = Vec::new();
    for n in 0..40 {
        let category = *random.pick(&["piers", "roads", "levy"]);
        let filed = office.report(category, &format!("Laporan nomor {n} tentang hal yang rusak.")).await;
        if random.chance(1, 2) {
            let org = office.cases.platform().org();
            let officer = org.staff_by_username(&random.pick(&people).parse().unwrap()).unwrap().clone();
            let unit = if random.chance(1, 2) { officer.unit.clone() } else { "dishub".parse().unwrap() };
            let staff = (officer.unit == unit).then_some(officer.id);
            let to = Assign { unit, staff, why: String::new() };
            let given = office.cases.as_officer(filed.id, By::Console, move |case, asking| assign(case, &to, asking));
            // Some are there already; that is as good.
            let _ = given.await;
        }
        if random.chance(1, 3) {
            let told = |case: &hadir_cases::Case, asking: &commands::Asking<'_>| {
                commands::answer(case, "Sudah.", true, asking)
            };
            office.cases.as_officer(filed.id, By::Console, told).await.unwrap();
            let more = |case: &_, org: &_, now| commands::reply(case, "Masih rusak.", org, now);
            office.cases.as_reporter(&filed.code, more).await.unwrap();
        }
        numbers.push(filed.number);
    }
    numbers
}

/// Someone of the staff with a few random roles in random units.
fn someone(office: &Office, random: &mut Seeded) -> Actor {
    let org = office.cases.platform().org();
    let people = org.staff_by_name();
    let mut actor = random.pick(&people).actor();
    let units: Vec<_> = org.all_units().map(|unit| unit.code.clone()).collect();
    actor.powers = (0..random.below(4))
        .map(|_| Power::from(&Grant { role: *random.pick(&Role::ALL), unit: random.pick(&units).clone() }))
        .collect();
    actor
}
