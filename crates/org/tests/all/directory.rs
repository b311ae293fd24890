//! The organisation as it is kept at hand: what is changed behind its back is followed until it is closed.

use std::time::Duration;

use hadir_org::commands::unit;
use hadir_org::{By, Directory, UnitRecord, ids};

use crate::engines::on_both_engines;
use crate::office::Office;

/// Closes a unit without the directory: as another process would, or a command of this one.
async fn retires(office: &Office, code: &str) {
    let org = office.platform.org();
    let code = code.parse().unwrap();
    let done = office.platform.store().act::<UnitRecord, (), unit::UnitRefusal>(
        ids::of_unit(&code),
        None,
        move |record, act| {
            if let Some(event) = unit::retire(record, &By::Console, &org)? {
                act.record(event);
            }
            Ok(())
        },
    );
    done.await.unwrap();
}

fn is_retired(directory: &Directory, code: &str) -> bool {
    directory.current().unit(&code.parse().unwrap()).unwrap().is_retired
}

on_both_engines! {
    async fn what_is_changed_is_followed_until_the_directory_is_closed(office) {
        let (open, closed) = (Directory::open(office.platform.store()).await.unwrap(), Directory::open(office.platform.store()).await.unwrap());
        closed.close().await;
        closed.close().await;
        let mut changes = open.watch();
        retires(&office, "pkm-sungai-nyamuk").await;
        tokio::time::timeout(Duration::from_secs(20), changes.changed()).await.expect("it follows").unwrap();
        assert!(is_retired(&open, "pkm-sungai-nyamuk"));
        assert!(!is_retired(&closed, "pkm-sungai-nyamuk"), "nothing reads any more behind the back of whoever closes the store");
        closed.refresh().await.unwrap();
        assert!(is_retired(&closed, "pkm-sungai-nyamuk"), "asked for, it is still read");
        assert!(Directory::snapshot(office.platform.store()).await.unwrap().unit(&"pkm-sungai-nyamuk".parse().unwrap()).unwrap().is_retired);
    }
}
