//! Keeps the latest snapshot of the organisation at hand.

use std::sync::{Arc, Weak};
use std::time::Duration;

use hadir_oplog::AggregateId;
use hadir_store::{Act, ActError, Aggregate, Fault, Store};
use tokio::sync::{Mutex, watch};
use tokio::task::JoinHandle;

use crate::access::By;
use crate::organisation::{Organisation, Parts};
use crate::state::{CategoryRecord, ProgramRecord, ServiceRecord, SettingsRecord, StaffRecord, UnitRecord};

/// How long a change made by another process may stay unseen.
const LOOK_EVERY: Duration = Duration::from_secs(2);
/// Changes of this process are looked at in bunches: most commits concern cases and leave the organisation alone.
const LOOK_AT_MOST_EVERY: Duration = Duration::from_millis(200);

/// The organisation as it stands now. Cloning shares it.
#[derive(Clone)]
pub struct Directory(Arc<Inner>);

struct Inner {
    store: Store,
    current: watch::Sender<Arc<Organisation>>,
    /// The mark of what was read last; held while reading, so that an older reading never replaces a newer one.
    seen: Mutex<Mark>,
    /// The task that follows changes, until it is ended.
    follower: Mutex<Option<JoinHandle<()>>>,
}

/// Changes with every operation on the organisation: how many aggregates it has, and the sum of their versions.
type Mark = (i64, i64);

impl Directory {
    /// Reads the organisation and follows its changes, until [`Self::close`] or as long as someone holds the directory.
    pub async fn open(store: &Store) -> Result<Self, Fault> {
        let mark = mark(store).await?;
        let current = watch::Sender::new(Arc::new(read(store).await?));
        let (seen, follower) = (Mutex::new(mark), Mutex::default());
        let directory = Self(Arc::new(Inner { store: store.clone(), current, seen, follower }));
        *directory.0.follower.lock().await = Some(tokio::spawn(follow(Arc::downgrade(&directory.0))));
        Ok(directory)
    }

    /// The organisation as it stands, for whoever follows nothing.
    pub async fn snapshot(store: &Store) -> Result<Organisation, Fault> {
        read(store).await
    }

    /// Ends following changes and waits for that end. Whoever closes the store does this first: a change that was made
    /// just before would else be looked at on connections that are closed.
    pub async fn close(&self) {
        if let Some(follower) = self.0.follower.lock().await.take() {
            follower.abort();
            // What it was doing was reading; a reading that is broken off leaves the last one in its place.
            let _ = follower.await;
        }
    }

    /// The organisation at this moment. Keep it for one request, not longer.
    pub fn current(&self) -> Arc<Organisation> {
        self.0.current.borrow().clone()
    }

    /// The organisation as it stands and as it changes, for whoever waits for a change.
    pub fn watch(&self) -> watch::Receiver<Arc<Organisation>> {
        self.0.current.subscribe()
    }

    /// The store it reads from.
    pub fn store(&self) -> &Store {
        &self.0.store
    }

    /// Reads the organisation again if anyone changed it.
    pub async fn refresh(&self) -> Result<(), Fault> {
        self.0.refresh().await
    }

    /// Lets a command decide on a part of the organisation. When the answer comes, [`Self::current`] shows the change.
    pub async fn change<A, T, R>(
        &self,
        part: AggregateId,
        by: &By,
        decide: impl FnMut(&A, &mut Act<'_>) -> Result<T, R> + Send + 'static,
    ) -> Result<T, ActError<R>>
    where
        A: Aggregate,
        T: Send + 'static,
        R: Send + 'static,
    {
        let answer = self.0.store.act(part, by.actor_id(), decide).await?;
        self.refresh().await?;
        Ok(answer)
    }
}

impl Inner {
    async fn refresh(&self) -> Result<(), Fault> {
        let mut seen = self.seen.lock().await;
        let latest = mark(&self.store).await?;
        if *seen != latest {
            self.current.send_replace(Arc::new(read(&self.store).await?));
            *seen = latest;
        }
        Ok(())
    }
}

async fn follow(inner: Weak<Inner>) {
    let Some(mut changes) = inner.upgrade().map(|inner| inner.store.changes()) else { return };
    loop {
        // Whether a change of this process woke us or the time to look for those of others has come is all the same,
        // but a closed channel would wake us without end.
        if let Ok(Err(_)) = tokio::time::timeout(LOOK_EVERY, changes.changed()).await {
            return;
        }
        let Some(inner) = inner.upgrade() else { return };
        if let Err(fault) = inner.refresh().await {
            tracing::warn!(error = &fault as &dyn std::error::Error, "the organisation could not be read again");
        }
        drop(inner);
        tokio::time::sleep(LOOK_AT_MOST_EVERY).await;
    }
}

async fn mark(store: &Store) -> Result<Mark, Fault> {
    let sql = "select cast(count(*) as bigint), cast(coalesce(sum(version), 0) as bigint) from aggregates \
               where family in ('unit', 'staff', 'service', 'category', 'program', 'settings')";
    Ok(store.reads().one(sql, Vec::new()).await?)
}

async fn read(store: &Store) -> Result<Organisation, Fault> {
    let units = store.states::<UnitRecord>().await?;
    let staff = store.states::<StaffRecord>().await?;
    let services = store.states::<ServiceRecord>().await?;
    let categories = store.states::<CategoryRecord>().await?;
    let programs = store.states::<ProgramRecord>().await?;
    let settings = store.states::<SettingsRecord>().await?;
    Ok(Organisation::new(Parts {
        units: units.iter().filter_map(|(_, record)| record.unit()).collect(),
        staff: staff.iter().filter_map(|(_, record)| record.officer()).collect(),
        services: services.iter().filter_map(|(_, record)| record.service().cloned()).collect(),
        categories: categories.iter().filter_map(|(_, record)| record.category().cloned()).collect(),
        programs: programs.iter().filter_map(|(_, record)| record.program()).collect(),
        settings: settings.into_iter().next().map(|(_, record)| record).unwrap_or_default().settings(),
    }))
}
