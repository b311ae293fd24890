//! `/layanan`: searching, one unit, one service with what is known and what is not.

use crate::engines::on_both_engines;

on_both_engines! {
    async fn services_are_found_and_say_what_is_not_known(office) {
        let mut browser = office.stranger();
        let page = browser.get("/layanan").await;
        assert!(page.says("Akta kelahiran") && page.says("Izin galian jalan"));
        assert!(!browser.get("/layanan?unit=pupr").await.says("Akta kelahiran"));
        let page = browser.get("/layanan?q=kutipan+akta").await;
        assert!(page.says("Akta kelahiran") && !page.says("Izin galian"));
        assert!(browser.get("/layanan?q=paspor").await.says("tidak kami temukan"));

        let page = browser.get("/layanan/akta-kelahiran").await;
        assert!(page.says("Kartu Keluarga") && page.says("5 hari kerja") && page.says("Belum diumumkan"));
        assert_eq!(hadir_testkit::html::elements(page.text(), "dt").len(), 14);
        assert_eq!(browser.get("/layanan/nope").await.status, 404);
    }
}
