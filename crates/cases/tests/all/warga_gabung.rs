//! The reporter of a merged report reads the office's answers to the one that goes on, on their own page, and nothing of
//! the other reporter.

use hadir_cases::commands::{Report, reply};
use hadir_cases::events::{Bond, CaseEvent, Merged};
use hadir_cases::{Case, Filed};
use hadir_testkit::http::{Browser, Page};

use crate::meja_office::{Office, act, at_both_desks};
use crate::meja_serah::OFFER;

const PIER: &str = "Papan dermaga Sungai Nyamuk patah dua, kemarin ada nenek hampir jatuh.";
const HOLE: &str = "Dermaga bolong di dekat tangga, anak saya terperosok.";

/// The report that goes on, by somebody with a name, and one of the same matter by somebody else.
async fn two(office: &Office) -> [Filed; 2] {
    let category = Some("piers".parse().unwrap());
    let name = Some("Siti Aminah".to_owned());
    let goes_on =
        office.file(Report { category: category.clone(), name, text: PIER.to_owned(), ..Report::default() }).await;
    office.wait(1);
    let name = Some("Rudi Hartono".to_owned());
    [goes_on, office.file(Report { category, name, text: HOLE.to_owned(), ..Report::default() }).await]
}

async fn merge(browser: &mut Browser, merged: &Filed, into: &Filed) {
    let fields = [("ke", into.number.as_str()), ("lanjut", "itu"), ("alasan", "Terima kasih, kami kerjakan bersama.")];
    let page = act(browser, &merged.number, "gabung", &fields).await;
    assert_eq!(page.status, 303, "{}", page.words());
}

async fn answer(browser: &mut Browser, filed: &Filed, what: &str, text: &str) {
    let page = act(browser, &filed.number, "jawab", &[("text", text), ("pokok", what), ("sebagai", "jawaban")]).await;
    assert_eq!(page.status, 303, "{}", page.words());
}

/// The reporter's own page, which says nothing of the other reporter.
async fn own(office: &Office, filed: &Filed) -> Page {
    let page = office.stranger().get(&format!("/lacak/{}", filed.code)).await;
    assert_eq!(page.status, 200);
    let other = if page.says(HOLE) { "Siti Aminah" } else { "Rudi Hartono" };
    assert!(!page.text().contains(other) && page.says(PIER) != page.says(HOLE), "{}", page.words());
    page
}

async fn own_messages(office: &Office, filed: &Filed) -> String {
    let page = office.stranger().get(&format!("/api/v1/my/{}", filed.code)).await;
    assert_eq!(page.status, 200);
    let body: serde_json::Value = serde_json::from_str(page.text()).unwrap();
    body["messages"].to_string()
}

at_both_desks! {
    async fn the_public_reads_the_name_of_no_reporter_behind_a_report(office) {
        let [goes_on, merged] = two(&office).await;
        let mut yusran = office.signed_in("yusran").await;
        merge(&mut yusran, &merged, &goes_on).await;
        answer(&mut yusran, &goes_on, "kabar", "Ibu Siti Aminah dan Bapak Rudi Hartono, papannya kami ganti Jumat.").await;
        let title = [("judul", "Papan dermaga patah")];
        assert_eq!(act(&mut yusran, &goes_on.number, "terbitkan", &title).await.status, 303);
        for address in ["/laporan", "/api/v1/cases"] {
            let page = office.stranger().get(&format!("{address}/{}", goes_on.number)).await;
            assert!(page.status == 200 && page.text().contains("papannya kami ganti Jumat"), "{address}: {}", page.text());
            for name in ["Siti", "Aminah", "Rudi", "Hartono"] {
                assert!(!page.text().contains(name), "{address}: {name}");
            }
        }
    }

    async fn who_says_alone_that_a_report_goes_on_in_another_reads_nothing_of_that(office) {
        let [other, own_report] = two(&office).await;
        let mut yusran = office.signed_in("yusran").await;
        answer(&mut yusran, &other, "kabar", "Papannya kami ganti Jumat.").await;
        // A program that does not ask: the act that stands on both reports, on its own one alone.
        let merged = Merged { at: 0, into: *other.id.as_bytes(), address: other.number.clone(), unit: "dishub".to_owned() };
        let event = CaseEvent::Bond(Bond::Merged(merged, None));
        let store = office.cases.platform().store();
        let forged = store.act::<Case, (), ()>(own_report.id, None, move |_, act| {
            act.record(event.clone().into_event());
            Ok(())
        });
        forged.await.unwrap();
        let page = own(&office, &own_report).await;
        assert!(!page.says("Jumat") && !page.says("Dinas Perhubungan menjawab"), "{}", page.words());
        assert!(!own_messages(&office, &own_report).await.contains("Jumat"));
    }

    async fn the_answer_to_the_one_is_read_by_both(office) {
        let [goes_on, merged] = two(&office).await;
        let mut yusran = office.signed_in("yusran").await;
        let early = "Bu Siti Aminah, hubungi saya di 081234567890.";
        answer(&mut yusran, &goes_on, "kabar", early).await;
        office.wait(1);
        merge(&mut yusran, &merged, &goes_on).await;
        let page = own(&office, &merged).await;
        assert!(page.says(&format!("Digabung dengan laporan {} tentang hal yang sama", goes_on.number)), "{}", page.words());
        assert!(page.says("Terima kasih, kami kerjakan bersama."), "{}", page.words());
        assert!(page.says("Berikutnya: jawaban Dinas Perhubungan"), "{}", page.words());
        assert!(!page.says("hubungi saya"), "what was said before is between the office and the other reporter");
        assert!(own(&office, &goes_on).await.says("Laporan lain tentang hal yang sama digabung ke laporan ini"));

        office.wait(1);
        let more = move |case: &Case, org: &_, now| reply(case, "Saya Siti Aminah, di rumah nomor 7.", org, now);
        office.cases.as_reporter(&goes_on.code, more).await.unwrap();
        office.wait(1);
        answer(&mut yusran, &goes_on, "ya", "Bapak dan Ibu Siti Aminah, papan sudah diganti. Telepon 081234567890.").await;
        let page = own(&office, &merged).await;
        assert!(page.says("Dinas Perhubungan, jawaban untuk semua pelapor"), "{}", page.words());
        assert!(page.says("Bapak dan Ibu •••, papan sudah diganti. Telepon •••."), "{}", page.words());
        assert!(!page.says("rumah nomor 7") && page.says("Sudah dijawab"), "{}", page.words());
        let messages = own_messages(&office, &merged).await;
        assert!(messages.contains("papan sudah diganti") && !messages.contains("Siti") && !messages.contains("0812"), "{messages}");
        assert!(own(&office, &goes_on).await.says("Ibu Siti Aminah, papan sudah diganti."));
    }

    async fn the_answer_that_stood_already_is_read_too(office) {
        let [goes_on, merged] = two(&office).await;
        let mut yusran = office.signed_in("yusran").await;
        answer(&mut yusran, &goes_on, "ya", "Papan sudah diganti kemarin.").await;
        office.wait(1);
        merge(&mut yusran, &merged, &goes_on).await;
        let page = own(&office, &merged).await;
        assert!(page.says("Papan sudah diganti kemarin."), "{}", page.words());
        let (merging, answer) = (page.words().find("Digabung dengan laporan SBT").unwrap(), page.words().find("Papan sudah").unwrap());
        assert!(merging < answer, "it came to this reporter with the merging: {}", page.words());
    }

    async fn not_yet_parts_the_pair_and_what_was_read_stays(office) {
        let [goes_on, merged] = two(&office).await;
        let mut yusran = office.signed_in("yusran").await;
        merge(&mut yusran, &merged, &goes_on).await;
        office.wait(1);
        answer(&mut yusran, &goes_on, "kabar", "Tukang datang Jumat.").await;
        office.wait(1);
        let mut citizen = office.stranger();
        let page = citizen.get(&format!("/lacak/{}", merged.code)).await;
        assert!(page.says("Belum selesai"), "{}", page.words());
        let fields = [("solved", "no"), ("why", "Ini tangga, bukan papan.")];
        assert_eq!(citizen.post(&format!("/lacak/{}", merged.code), &fields).await.status, 303);
        office.wait(1);
        answer(&mut yusran, &goes_on, "kabar", "Tukang sudah mulai.").await;
        let page = own(&office, &merged).await;
        assert!(page.says("Tukang datang Jumat.") && !page.says("Tukang sudah mulai."), "{}", page.words());
        assert!(page.says("Berikutnya: jawaban Dinas Perhubungan"), "{}", page.words());
        let page = own(&office, &goes_on).await;
        assert!(page.says("Laporan yang digabung ke sini dipisahkan lagi") && !page.says("Ini tangga"), "{}", page.words());
    }

    async fn why_the_one_was_rejected_is_read_too_and_no_reporter_reads_the_name_of_another(office) {
        let [goes_on, merged] = two(&office).await;
        let third = office.report("piers", "Tangga dermaga licin.").await;
        let mut yusran = office.signed_in("yusran").await;
        merge(&mut yusran, &merged, &goes_on).await;
        merge(&mut yusran, &third, &goes_on).await;
        office.wait(1);
        answer(&mut yusran, &goes_on, "kabar", "Ibu Siti Aminah dan Bapak Rudi Hartono, tukang datang Jumat.").await;
        office.wait(1);
        assert_eq!(act(&mut yusran, &goes_on.number, "serah", &OFFER).await.status, 303);
        assert_eq!(act(&mut yusran, &goes_on.number, "lanjut", &[]).await.status, 303);
        let fields = [("cara", "not_ours"), ("alasan", "Dermaga ini milik provinsi; kami sudah bersurat.")];
        assert_eq!(act(&mut yusran, &goes_on.number, "akhiri", &fields).await.status, 303);
        let page = office.stranger().get(&format!("/lacak/{}", third.code)).await;
        assert!(page.says("Ibu ••• dan Bapak •••, tukang datang Jumat."), "{}", page.words());
        assert!(page.says("Dermaga ini milik provinsi; kami sudah bersurat."), "{}", page.words());
        assert!(page.says("Itu urusan Balai") && page.says("Tanjung Selor") && !page.says("menawarkan"), "{}", page.words());
        assert!(own(&office, &merged).await.says("dan Bapak Rudi Hartono, tukang"), "one's own name may be read");
    }

    async fn merged_twice_what_was_read_stands_once(office) {
        let [goes_on, merged] = two(&office).await;
        let mut yusran = office.signed_in("yusran").await;
        merge(&mut yusran, &merged, &goes_on).await;
        office.wait(1);
        answer(&mut yusran, &goes_on, "ya", "Papan sudah diganti kemarin.").await;
        office.wait(1);
        let mut citizen = office.stranger();
        let fields = [("solved", "no"), ("why", "Tangganya belum.")];
        assert_eq!(citizen.post(&format!("/lacak/{}", merged.code), &fields).await.status, 303);
        office.wait(1);
        merge(&mut yusran, &merged, &goes_on).await;
        let page = own(&office, &merged).await;
        assert_eq!(page.words().matches("Papan sudah diganti kemarin.").count(), 1, "{}", page.words());
    }

    async fn a_chain_is_followed_and_a_closed_circle_is_not(office) {
        let [goes_on, merged] = two(&office).await;
        let third = office.report("piers", "Tangga dermaga licin.").await;
        let mut yusran = office.signed_in("yusran").await;
        merge(&mut yusran, &third, &merged).await;
        merge(&mut yusran, &merged, &goes_on).await;
        office.wait(1);
        answer(&mut yusran, &goes_on, "kabar", "Tukang datang Jumat.").await;
        let read = async |filed: &Filed| office.stranger().get(&format!("/lacak/{}", filed.code)).await;
        for filed in [&third, &merged] {
            assert!(read(filed).await.says("Tukang datang Jumat."));
        }
        let fields = [("kategori", "levy"), ("lingkaran", "levy")];
        assert_eq!(act(&mut yusran, &goes_on.number, "golongkan", &fields).await.status, 303);
        for filed in [&third, &merged] {
            let page = read(filed).await;
            assert!(page.status == 200 && !page.says("Tukang datang Jumat."), "{}", page.words());
        }
    }
}
