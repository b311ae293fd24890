//! Two nodes that are apart for a while: what each says of how fresh it is, and two offices that move one case.

use hadir_cases::commands::{Asking, merge, unsolved};
use hadir_cases::events::CaseEvent;
use hadir_cases::kinds::Status;
use hadir_cases::{Case, Filed};
use hadir_oplog::{Certificate, OpId, Rights, Signed};
use hadir_org::By;
use hadir_testkit::http::Browser;

use crate::fleet::{EVERYTHING, certificate, record, sync};
use crate::meja_office::{Office, act, at_both_desks};

const PIER: &str = "Papan dermaga Sungai Nyamuk patah dua, kemarin ada nenek hampir jatuh.";
const ADDRESS: &str = "https://hadir.nunukankab.example";

/// A regency whose harbour office has a node of its own, and the certificates of both.
pub(crate) struct Apart {
    pub root: Office,
    pub island: Office,
    certificates: (Signed<Certificate>, Signed<Certificate>),
}

impl Apart {
    pub async fn around(root: Office) -> Self {
        let island = root.another_node(2, "DSH").await;
        let of_root = certificate(&root, "Kabupaten Nunukan", &["kab-nunukan"], EVERYTHING);
        let units = ["dishub", "dishub-dermaga"];
        let of_island = certificate(&island, "Dinas Perhubungan", &units, Rights::NONE);
        record(&root, &of_root).await;
        record(&root, &of_island).await;
        record(&island, &of_island).await;
        let apart = Self { root, island, certificates: (of_root, of_island) };
        apart.meet().await;
        apart
    }

    /// The office calls the regency, twice: the second time each hears what the other took in.
    pub async fn meet(&self) {
        for _ in 0..2 {
            sync((&self.island, &self.certificates.1), (&self.root, &self.certificates.0)).await;
        }
    }

    /// The case as both nodes have it, which is the same.
    async fn case(&self, number: &str) -> Case {
        let (here, there) = (self.root.case(number).await, self.island.case(number).await);
        assert_eq!((&here.unit, here.staff, here.status), (&there.unit, there.staff, there.status), "one rule decides");
        assert_eq!(here.conflicts(), there.conflicts());
        assert_eq!(here.thread, there.thread);
        here
    }
}

async fn hand_on(browser: &mut Browser, number: &str, unit: &str) {
    let page = act(browser, number, "teruskan", &[("kepada", unit), ("alasan", "Bagian mereka.")]).await;
    assert_eq!(page.status, 303, "{}", page.words());
}

async fn take_back(browser: &mut Browser, number: &str, op: OpId) {
    let page = browser.post(&format!("/meja/{number}/batal"), &[("op", &op.to_string())]).await;
    assert_eq!(page.status, 303, "{}", page.words());
}

/// Whether someone finds the mark of a contested case on their inbox.
async fn is_asked(browser: &mut Browser) -> bool {
    let page = browser.get("/meja").await;
    assert_eq!(page.status, 200);
    let is_marked = page.says("Dua kantor memindahkannya: ");
    assert_eq!(is_marked, page.says("Perlu diputuskan: 1"), "{}", page.words());
    is_marked
}

/// Lets a node merge one case into another, as whoever may do both.
async fn merge_at(office: &Office, duplicate: &Filed, target: &Filed) {
    let decide = |[duplicate, target]: [&Case; 2], asking: &Asking<'_>| merge(duplicate, target, "", asking);
    office.cases.as_officer_on_two([duplicate.id, target.id], By::Console, decide).await.unwrap();
}

at_both_desks! {
    async fn an_answer_at_the_regency_reaches_the_island_whose_report_was_merged_there(office) {
        let apart = Apart::around(office).await;
        let merged = apart.island.report("piers", PIER).await;
        let goes_on = apart.root.report("roads", "Jalan ke dermaga putus, papannya patah.").await;
        apart.meet().await;
        assert!(apart.island.cases.at(&goes_on.number).await.unwrap().is_empty(), "the island does not carry it");
        merge_at(&apart.root, &merged, &goes_on).await;
        apart.root.wait(1);
        let mut norma = apart.root.signed_in("norma").await;
        let fields = [("text", "Papan kami ganti Jumat."), ("pokok", "kabar"), ("sebagai", "jawaban")];
        assert_eq!(act(&mut norma, &goes_on.number, "jawab", &fields).await.status, 303);
        apart.meet().await;
        let page = apart.island.stranger().get(&format!("/lacak/{}", merged.code)).await;
        assert!(page.status == 200 && page.says("Papan kami ganti Jumat."), "{}", page.words());
        assert_eq!(apart.case(&goes_on.number).await.voices(), 2);

        // The reporter parts the two at the island, and the regency hears of it.
        apart.root.wait(1);
        let again = |case: &Case, org: &_, now| unsolved(case, "Bukan jalan itu.", org, now);
        apart.island.cases.as_reporter(&merged.code, again).await.unwrap();
        apart.meet().await;
        assert_eq!(apart.case(&goes_on.number).await.voices(), 1);
        assert!(apart.case(&merged.number).await.goes_on_in.is_none());
    }

    async fn two_offices_that_merge_two_reports_into_each_other_agree_on_the_later_act(office) {
        let apart = Apart::around(office).await;
        let (one, other) = (apart.root.report("piers", PIER).await, apart.root.report("piers", PIER).await);
        apart.meet().await;
        merge_at(&apart.island, &one, &other).await;
        apart.root.wait(1);
        merge_at(&apart.root, &other, &one).await;
        apart.meet().await;
        let (goes_on, merged) = (apart.case(&one.number).await, apart.case(&other.number).await);
        assert_eq!((goes_on.goes_on_in, goes_on.voices(), goes_on.status), (None, 2, Status::Verified));
        assert_eq!((merged.goes_on_in, merged.voices(), merged.status), (Some(one.id), 1, Status::Ended));
        assert!(goes_on.open_conflict().is_some() && merged.open_conflict().is_some());
        let mut yusran = apart.root.signed_in("yusran").await;
        assert!(yusran.get("/meja").await.says("Perlu diputuskan: 2"), "both are asked about");
        // Whoever takes the later merge back settles it on both, everywhere.
        apart.root.wait(1);
        let op = goes_on.tie_with(other.id, merged.stays()[0].from).unwrap().id;
        take_back(&mut yusran, &one.number, op).await;
        apart.meet().await;
        for (filed, status) in [(&one, Status::New), (&other, Status::Verified)] {
            let case = apart.case(&filed.number).await;
            assert_eq!((case.goes_on_in, case.voices(), case.status), (None, 1, status));
            assert!(case.open_conflict().is_none());
        }
    }

    async fn two_offices_hand_one_case_on_while_apart_and_all_concerned_are_asked(office) {
        let apart = Apart::around(office).await;
        let number = apart.root.report("piers", PIER).await.number;
        apart.meet().await;
        let (mut yusran, mut darius) = (apart.island.signed_in("yusran").await, apart.root.signed_in("darius").await);
        hand_on(&mut yusran, &number, "pupr").await;
        apart.root.wait(1);
        hand_on(&mut darius, &number, "inspektorat").await;
        assert!(apart.root.case(&number).await.open_conflict().is_none(), "nobody knows of it yet");
        apart.meet().await;

        let case = apart.case(&number).await;
        let moves = case.thread.iter().filter(|moment| matches!(moment.event, CaseEvent::Assigned(..)));
        assert_eq!(moves.count(), 2, "both acts stand in the timeline");
        assert_eq!(case.unit, "inspektorat", "the later act holds meanwhile");
        assert!(case.open_conflict().is_some());
        assert_eq!(case.contested_units().into_iter().collect::<Vec<_>>(), ["dishub", "inspektorat", "pupr"]);

        let (mut norma, mut sitti) = (apart.root.signed_in("norma").await, apart.root.signed_in("sitti").await);
        for browser in [&mut norma, &mut sitti, &mut darius, &mut yusran] {
            assert!(is_asked(browser).await);
            let page = browser.get(&format!("/meja/{number}")).await;
            assert!(page.says("Dua kantor memindahkan laporan ini") && page.says("Tentukan siapa"), "{}", page.words());
        }
        // Those who may see a contested case may settle it, and do nothing else to it.
        assert_eq!(act(&mut norma, &number, "jawab", &[("text", "Kami kerjakan."), ("sebagai", "jawaban")]).await.status, 403);
        hand_on(&mut norma, &number, "pupr").await;
        assert!(!is_asked(&mut norma).await && !is_asked(&mut sitti).await);
        assert_eq!(sitti.get(&format!("/meja/{number}")).await.status, 404, "it is no longer any matter of theirs");
        assert!(is_asked(&mut yusran).await, "the office has not heard of it yet");
        apart.meet().await;
        let case = apart.case(&number).await;
        assert_eq!(case.unit, "pupr");
        assert!(case.open_conflict().is_none() && case.conflicts().len() == 1);
        assert!(!is_asked(&mut yusran).await);
    }

    async fn what_a_citizen_wrote_elsewhere_waits_although_the_office_has_answered_since(office) {
        let apart = Apart::around(office).await;
        let filed = apart.root.report("piers", PIER).await;
        apart.meet().await;
        let mut yusran = apart.island.signed_in("yusran").await;
        let answer = [("text", "Kami kerjakan besok."), ("sebagai", "jawaban")];
        assert_eq!(act(&mut yusran, &filed.number, "jawab", &answer).await.status, 303);
        apart.meet().await;
        let reply = |case: &Case, org: &_, now| hadir_cases::commands::reply(case, "Masih patah.", org, now);
        apart.root.cases.as_reporter(&filed.code, reply).await.unwrap();
        apart.root.wait(1);
        // The office has not heard of the reply when it writes again.
        let more = [("text", "Kayunya sudah datang."), ("pokok", "kabar"), ("sebagai", "jawaban")];
        assert_eq!(act(&mut yusran, &filed.number, "jawab", &more).await.status, 303);
        apart.meet().await;
        for node in [&apart.root, &apart.island] {
            assert!(node.signed_in("yusran").await.get("/meja?lihat=balasan").await.says(&filed.number));
        }
        assert_eq!(act(&mut yusran, &filed.number, "dibaca", &[]).await.status, 303);
        apart.meet().await;
        for node in [&apart.root, &apart.island] {
            assert!(!node.signed_in("yusran").await.get("/meja?lihat=balasan").await.says(&filed.number));
        }
    }

    async fn an_office_settles_what_the_regency_then_takes_over(office) {
        let apart = Apart::around(office).await;
        let number = apart.root.report("piers", PIER).await.number;
        apart.meet().await;
        let (mut yusran, mut darius) = (apart.island.signed_in("yusran").await, apart.root.signed_in("darius").await);
        hand_on(&mut darius, &number, "pupr").await;
        hand_on(&mut yusran, &number, "inspektorat").await;
        apart.meet().await;
        assert!(apart.case(&number).await.open_conflict().is_some());
        hand_on(&mut yusran, &number, "dishub").await;
        apart.meet().await;
        let case = apart.case(&number).await;
        assert!(case.open_conflict().is_none() && case.unit == "dishub");
        assert!(!is_asked(&mut darius).await);
    }

    async fn undoing_apart_from_those_who_knew_nothing_of_it_is_no_conflict(office) {
        let apart = Apart::around(office).await;
        let number = apart.root.report("piers", PIER).await.number;
        apart.meet().await;
        let (mut yusran, mut darius) = (apart.island.signed_in("yusran").await, apart.root.signed_in("darius").await);
        hand_on(&mut yusran, &number, "pupr").await;
        let op = apart.island.case(&number).await.thread.last().unwrap().id;
        take_back(&mut yusran, &number, op).await;
        hand_on(&mut darius, &number, "inspektorat").await;
        apart.meet().await;
        let case = apart.case(&number).await;
        assert_eq!(case.unit, "inspektorat");
        assert!(case.conflicts().is_empty(), "who handed it on there had it all the time");
        assert_eq!(case.thread.iter().filter(|moment| moment.is_undone).count(), 2, "read and handed on at the office");
    }

    async fn undoing_apart_from_those_who_went_on_is_a_conflict_that_a_person_settles(office) {
        let apart = Apart::around(office).await;
        let number = apart.root.report("piers", PIER).await.number;
        apart.meet().await;
        let (mut yusran, mut norma) = (apart.island.signed_in("yusran").await, apart.root.signed_in("norma").await);
        hand_on(&mut yusran, &number, "pupr").await;
        let op = apart.island.case(&number).await.thread.last().unwrap().id;
        apart.meet().await;
        apart.island.wait(1);
        hand_on(&mut norma, &number, "inspektorat").await;
        take_back(&mut yusran, &number, op).await;
        apart.meet().await;
        let case = apart.case(&number).await;
        assert_eq!(case.unit, "inspektorat", "what was handed on from there is still there");
        assert!(case.open_conflict().is_some());
        assert_eq!(case.contested_units().into_iter().collect::<Vec<_>>(), ["dishub", "inspektorat", "pupr"]);
        let page = yusran.get(&format!("/meja/{number}")).await;
        let told = "Yusran Tahir: Langkah “Diteruskan ke Dinas Pekerjaan Umum” dibatalkan";
        assert!(page.says("Dua kantor memindahkan laporan ini") && page.says(told), "{}", page.words());
        hand_on(&mut yusran, &number, "dishub").await;
        apart.meet().await;
        let case = apart.case(&number).await;
        assert!(case.open_conflict().is_none() && case.unit == "dishub");
    }

    async fn two_who_undo_the_same_apart_agree(office) {
        let apart = Apart::around(office).await;
        let number = apart.root.report("piers", PIER).await.number;
        let mut darius = apart.root.signed_in("darius").await;
        hand_on(&mut darius, &number, "dishub-dermaga").await;
        let op = apart.root.case(&number).await.thread.last().unwrap().id;
        apart.meet().await;
        let mut yusran = apart.island.signed_in("yusran").await;
        take_back(&mut yusran, &number, op).await;
        take_back(&mut darius, &number, op).await;
        apart.meet().await;
        let case = apart.case(&number).await;
        assert!(case.conflicts().is_empty() && case.unit == "dishub");
        let undoings = case.thread.iter().filter(|moment| matches!(moment.event, CaseEvent::Undone(_)));
        assert_eq!(undoings.count(), 2, "both stand in the timeline");
    }

    async fn an_office_says_how_fresh_it_is_and_where_else_to_look(office) {
        let apart = Apart::around(office).await;
        let filed = apart.island.report("piers", PIER).await;
        apart.meet().await;
        let mut citizen = apart.island.stranger();
        let own = format!("/lacak/{}", filed.code);
        apart.island.wait(0);
        let page = citizen.get(&own).await;
        assert!(page.status == 200 && !page.says("Terakhir tersambung"), "all is sent and fresh: {}", page.words());

        apart.island.wait(2);
        let mut yusran = apart.island.signed_in("yusran").await;
        let page = yusran.get("/meja").await;
        let said = "Terakhir tersambung dengan kabupaten Kamis, 12 Maret, pukul 09.30 WITA; semua sudah terkirim.";
        assert!(page.says(said), "{}", page.words());
        hand_on(&mut yusran, &filed.number, "dishub-dermaga").await;
        apart.island.clock.advance(std::time::Duration::from_secs(10));
        assert!(yusran.get("/meja").await.says("; 1 hal belum terkirim."));
        let page = citizen.get(&own).await;
        assert!(page.says("1 hal belum terkirim. Laporan Bapak/Ibu aman di kantor ini"), "{}", page.words());
        assert!(page.says("Batas waktu tetap berjalan."));

        // At the regency nothing of this is said.
        let page = apart.root.stranger().get(&own).await;
        assert!(page.status == 200 && !page.says("Terakhir tersambung"), "{}", page.words());
        assert!(!apart.root.signed_in("yusran").await.get("/meja").await.says("Terakhir tersambung"));

        // Lists and figures say that they show a part; at the regency they show everything.
        for address in ["/terbuka", "/laporan"] {
            let page = citizen.get(address).await;
            assert!(page.says("yang tampil di sini. Lihat laporan seluruh kabupaten"), "{}", page.words());
            assert!(!apart.root.stranger().get(address).await.says("yang tampil di sini"));
        }

        let other = apart.root.report("piers", PIER).await;
        let page = citizen.get(&format!("/lacak/{}", other.code)).await;
        assert_eq!(page.status, 404);
        assert!(page.says(&format!("tidak ada di kantor ini. Coba buka di kantor tempat melapor, atau di {ADDRESS}.")), "{}", page.words());
        let nowhere = apart.root.cases.key().code_of_token(&[7; 16]);
        let page = apart.root.stranger().get(&format!("/lacak/{nowhere}")).await;
        assert!(page.says("tidak kami temukan") && !page.says("di kantor ini"), "{}", page.words());
    }
}
