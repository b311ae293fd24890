//! Files by content: what comes back is what was stored, or it is refused.

use hadir_store::{FileFault, Files};
use hadir_testkit::scratch::Scratch;

use crate::place::wait;

#[test]
fn a_file_comes_back_as_it_was_until_it_is_erased() {
    let folder = Scratch::new("files").unwrap();
    let files = Files::in_folder(folder.path()).unwrap();
    wait(async {
        let hash = files.put(b"foto dermaga".to_vec()).await.unwrap();
        assert_eq!(files.put(b"foto dermaga".to_vec()).await.unwrap(), hash);
        assert_eq!(files.get(hash).await.unwrap().unwrap(), b"foto dermaga");
        files.erase(hash).await.unwrap();
        assert_eq!(files.get(hash).await.unwrap(), None);
        files.erase(hash).await.unwrap();
    });
}

#[test]
fn an_altered_file_is_refused() {
    let folder = Scratch::new("files").unwrap();
    let files = Files::in_folder(folder.path()).unwrap();
    wait(async {
        let hash = files.put(b"foto dermaga".to_vec()).await.unwrap();
        let name = hash.to_string();
        let path = folder.path().join(&name[..2]).join(&name);
        std::fs::write(&path, b"foto demaga").unwrap();
        assert!(matches!(files.get(hash).await, Err(FileFault::Altered)));
    });
}
