//! What follows on the disk when the words of a report are erased: tombstones, photos, drafts. Whatever a cut power left undone
//! is gone on with.

use std::collections::BTreeMap;

use hadir_oplog::{AggregateId, OpId, Tombstone};
use hadir_store::{ActError, Fault, params};

use crate::cases::Cases;
use crate::queries;
use crate::state::Case;

/// Operations that one tombstone names.
const TARGETS_MAX: usize = hadir_oplog::limits::TARGETS_MAX;
/// Photos that are looked at in one go.
const FILES: i64 = 500;

impl Cases {
    /// Erases what is still here of a report whose words are erased: the bodies of its operations, its photos, and what
    /// officers had begun to write about it on this node.
    pub(crate) async fn erase_words(&self, id: AggregateId) -> Result<(), Fault> {
        let store = self.platform().store();
        let found: Option<Case> = store.state(id).await?;
        let Some(case) = found.filter(Case::is_erased) else { return Ok(()) };
        let mut by_operation: BTreeMap<OpId, Vec<u8>> = BTreeMap::new();
        for (operation, slot) in case.still_worded() {
            by_operation.entry(*operation).or_default().push(*slot);
        }
        let targets: Vec<_> = by_operation.into_iter().collect();
        for some in targets.chunks(TARGETS_MAX) {
            let tombstone =
                some.iter().fold(Tombstone::default(), |all, (op, slots)| all.and(*op, slots.iter().copied()));
            match store.erase::<Case>(id, None, tombstone).await {
                Ok(_) => {}
                Err(ActError::Fault(fault)) => return Err(fault),
                Err(ActError::Refused(refusal)) => return Err(Fault::Invariant(refusal.to_string())),
            }
        }
        self.forget_drafts_of_erased().await?;
        self.delete_orphans().await
    }

    /// Goes on with what was begun: the words of reports that are erased and whose home is this node, and on every node the
    /// photos and drafts of what is erased. Says how many reports those were.
    pub async fn erase_due(&self) -> Result<u64, Fault> {
        let (mut erased, mut after) = (0, None);
        loop {
            let half = queries::half_erased(self.platform().store().reads(), after).await?;
            let Some((last, _)) = half.last() else { break };
            after = Some(*last);
            for (id, _) in half.into_iter().filter(|(_, number)| self.is_home_of_number(number)) {
                match self.erase_words(id).await {
                    Ok(()) => erased += 1,
                    // One that cannot be read holds up no other.
                    Err(fault) => {
                        tracing::warn!(error = &fault as &dyn std::error::Error, "words could not be erased");
                    }
                }
            }
        }
        self.forget_drafts_of_erased().await?;
        self.delete_orphans().await?;
        Ok(erased)
    }

    /// Forgets what officers of this node had begun to write about reports whose words are erased.
    async fn forget_drafts_of_erased(&self) -> Result<(), Fault> {
        let sql = "delete from drafts where exists \
                   (select 1 from case_erasures where case_erasures.id = drafts.case_id and case_erasures.erased_at is not null)";
        self.platform().store().node_tables().run(sql, params![]).await?;
        Ok(())
    }

    /// Deletes the photos that only erased words named.
    async fn delete_orphans(&self) -> Result<(), Fault> {
        let store = self.platform().store();
        loop {
            let orphans = store.orphaned_files(FILES).await?;
            for hash in &orphans {
                if queries::is_named(store.reads(), *hash).await? {
                    store.spare_orphan(*hash).await?;
                } else {
                    store.delete_orphan(*hash).await?;
                }
            }
            if orphans.len() < FILES as usize {
                return Ok(());
            }
        }
    }
}
