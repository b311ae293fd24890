//! `hadir deadlines`: a CSV in, the same columns with the due instants filled in out.

use std::io::{self, BufWriter};

use super::Answer;
use crate::cli::Deadlines;
use crate::folder::NodeFolder;
use crate::node::{Failure, open_store};
use crate::say;

/// Fills standard input's rows. Rows that cannot be read are named on standard error.
pub async fn run(asked: Deadlines) -> Result<Answer, Failure> {
    let (rules, hours, calendar) = match asked.data {
        None => (hadir_calendar::seed::rules(), hadir_calendar::seed::hours(), hadir_calendar::seed::calendar()),
        Some(data) => {
            let store = open_store(&NodeFolder::open(&data)?, None).await?;
            let org = hadir_org::Directory::snapshot(&store).await?;
            store.close().await;
            (org.rules().as_ref().clone(), *org.usual_hours(), org.calendar().as_ref().clone())
        }
    };
    let filled = hadir_calendar::deadline_csv::fill(
        io::stdin().lock(),
        BufWriter::new(io::stdout().lock()),
        &rules,
        &hours,
        &calendar,
    )?;
    for refused in &filled.refused {
        say::remark(refused);
    }
    Ok(if filled.refused.is_empty() { Answer::Yes } else { Answer::No })
}
