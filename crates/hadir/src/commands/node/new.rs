//! `hadir node new`: an office's node that is not enrolled yet. It prints its request and nothing else, so that the line
//! can be sent on as it is; what to do with it is said beside.

use hadir_store::{Chance, Clock};

use super::super::Answer;
use crate::cli::New;
use crate::folder::{NodeConfig, NodeFolder, Office};
use crate::node::Failure;
use crate::{https, say};

/// Makes the folder.
pub fn run(asked: &New) -> Result<Answer, Failure> {
    let data = &asked.folder.data;
    let office = Office { zone: asked.zone, prefix: asked.prefix.clone() };
    let config = NodeConfig {
        name: asked.name.clone(),
        database: asked.database.clone(),
        office: Some(office),
        regency: None,
        https: None,
    };
    let mut folder = NodeFolder::create_waiting(data, config, Chance::System.bytes())?;
    if !asked.address.is_empty() {
        https::begin(&mut folder, &asked.address)?;
    }
    if let Some(line) = super::request(&folder, Clock::System.now_ms())? {
        say::line(&line);
        if asked.qr {
            say::qr(&line);
        }
    }
    let data = data.display();
    say::remark(format_args!(
        "Made a node in {data}; it is not enrolled yet. The line above is its request, and no secret."
    ));
    say::remark("Next: give it to the regency, whose node answers with a certificate: hadir node enrol … REQUEST");
    say::remark(format_args!("Then: hadir node join --data {data} CERTIFICATE"));
    Ok(Answer::Yes)
}
