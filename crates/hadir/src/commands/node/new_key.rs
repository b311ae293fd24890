//! `hadir node new-key`: an office's node asks to go on under another key, with all that it holds.

use hadir_store::{Chance, Clock};

use super::super::Answer;
use crate::cli::NewKey;
use crate::folder::NodeFolder;
use crate::node::Failure;
use crate::say;

/// Makes the key, or takes the one that was made before, and prints its request.
pub fn run(asked: &NewKey) -> Result<Answer, Failure> {
    let data = asked.folder.data.display();
    let folder = NodeFolder::open(&asked.folder.data)?;
    folder.is_enrolled()?;
    let Some(office) = &folder.config().office else {
        return Err(
            "this is the regency's own node; offices' nodes get new keys, and the root's is recovered from its \
                    shares with `hadir root recover`"
                .into(),
        );
    };
    let key = folder.next_key(Chance::System.bytes())?;
    let line = super::request_by(&key, &folder, office, Clock::System.now_ms())?;
    say::line(&line);
    if asked.qr {
        say::qr(&line);
    }
    say::remark("The line above asks for this node's place under a new key, and is no secret.");
    say::remark(format_args!(
        "Then stop the program here, let it sync once more (hadir sync --data {data} URL_OF_THE_REGENCY), and leave it \
         stopped: what is recorded under the old key after the regency has answered is set aside."
    ));
    say::remark("Next, at the regency: hadir node enrol … --replaces THIS_NODE REQUEST");
    say::remark(format_args!("Then, here: hadir node join --data {data} CERTIFICATE"));
    Ok(Answer::Yes)
}
