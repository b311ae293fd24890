//! Hashing and checking passwords with Argon2id, a few at a time.

use std::sync::Arc;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash as Phc;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use hadir_store::Chance;
use tokio::sync::Semaphore;

use crate::staff::PasswordHash;

/// Hashes computed at once. Each takes 19 MiB, and the cores belong to everyone else as well.
const AT_ONCE: usize = 2;
/// Askers that may wait for their turn; beyond them it is an attack, and waiting would help nobody.
const WAITING_MAX: usize = 64;

/// The hashing of one process. Cloning shares its limits.
#[derive(Clone)]
pub struct Passwords {
    turns: Arc<Semaphore>,
    queue: Arc<Semaphore>,
    chance: Chance,
    /// What the password of an unknown person is checked against, so that the answer takes as long as for a known one.
    nobody: PasswordHash,
}

/// Too many others want their passwords checked right now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too many passwords are being checked")]
pub struct Busy;

impl Passwords {
    /// Hashing with salts from `chance`.
    pub fn new(chance: &Chance) -> Self {
        Self {
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            queue: Arc::new(Semaphore::new(AT_ONCE + WAITING_MAX)),
            chance: chance.clone(),
            nobody: hash("nobody", &[0; 16]),
        }
    }

    /// Hashes a password.
    pub async fn hash(&self, password: &str) -> Result<PasswordHash, Busy> {
        let (password, salt) = (password.to_owned(), self.chance.bytes::<16>());
        self.take_turn(move || hash(&password, &salt)).await
    }

    /// Whether a password is the one of a hash. Without a hash the answer is no, after the same time.
    pub async fn verify(&self, known: Option<&PasswordHash>, password: &str) -> Result<bool, Busy> {
        let (against, password) = (known.unwrap_or(&self.nobody).clone(), password.to_owned());
        let is_right = self.take_turn(move || verify(&against, &password)).await?;
        Ok(is_right && known.is_some())
    }

    async fn take_turn<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Busy> {
        let _queue = self.queue.try_acquire().map_err(|_| Busy)?;
        let _turn = self.turns.acquire().await.map_err(|_| Busy)?;
        Ok(tokio::task::spawn_blocking(work).await.expect("hashing does not panic"))
    }
}

/// Hashes a password at once, on the caller's thread: for commands, where nobody else waits.
pub fn hash(password: &str, salt: &[u8; 16]) -> PasswordHash {
    let hashed = Argon2::default().hash_password_with_salt(password.as_bytes(), salt);
    let phc: Phc = hashed.expect("the default cost and a salt of 16 bytes are within Argon2's limits");
    PasswordHash::from_phc(phc.to_string())
}

fn verify(against: &PasswordHash, password: &str) -> bool {
    // A hash that a later version wrote in a form unknown here opens nothing.
    let Ok(phc) = Phc::new(against.as_phc()) else { return false };
    Argon2::default().verify_password(password.as_bytes(), &phc).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_right_password_opens_and_no_other() {
        let passwords = Passwords::new(&Chance::seeded(1));
        let known = passwords.hash("perahu biru laut").await.unwrap();
        assert!(known.as_phc().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert_eq!(passwords.verify(Some(&known), "perahu biru laut").await, Ok(true));
        assert_eq!(passwords.verify(Some(&known), "perahu biru darat").await, Ok(false));
        assert_eq!(passwords.verify(None, "nobody").await, Ok(false));
        let unreadable = PasswordHash::from_phc("$later$1".into());
        assert_eq!(passwords.verify(Some(&unreadable), "perahu biru laut").await, Ok(false));
    }
}
