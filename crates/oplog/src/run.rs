//! Verifying many commits at once: a run of one chain, or signatures from anywhere.

use crate::commit::Commit;
use crate::ids::OpId;
use crate::signature::{self, Claim};

/// What is wrong with one commit of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RunFault {
    /// There is nothing in it.
    #[error("the run is empty")]
    Empty,
    /// It belongs to another chain.
    #[error("the commit belongs to another chain")]
    OtherChain,
    /// Its number does not follow, or it names another commit as the one before.
    #[error("the commit does not follow the one before it")]
    DoesNotFollow,
    /// Its stamp is not later than that of the commit before.
    #[error("the commit is not stamped later than the one before it")]
    NotLater,
    /// Its root is not over these operations.
    #[error("the operations are not the ones the commit was made over")]
    WrongOperations,
    /// It is the last of the run and carries no signature.
    #[error("the run does not end with a signature")]
    Unsigned,
    /// Its signature does not hold.
    #[error("the signature does not match the commit")]
    BadSignature,
}

/// Which commit of a run is at fault, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("commit {index} of the run: {fault}")]
pub struct RunError {
    /// Its place in the run, from 0.
    pub index: usize,
    /// What is wrong with it.
    pub fault: RunFault,
}

/// Verifies commits that follow each other in one chain, each with all its operations. The last must be signed, which
/// proves all before it; the others may be, and every signature that is there must hold.
///
/// The first commit's predecessor is not part of the run: the caller compares [`Commit::prev`] with the head it has.
///
/// # Errors
/// [`RunError`] names the first commit at fault.
pub fn verify_run(commits: &[(Commit, Vec<OpId>)]) -> Result<(), RunError> {
    for (index, (commit, operations)) in commits.iter().enumerate() {
        if commit.verify_operations(operations).is_err() {
            return Err(RunError { index, fault: RunFault::WrongOperations });
        }
    }
    verify_links(&commits.iter().map(|(commit, _)| commit).collect::<Vec<_>>())
}

/// Verifies that commits follow each other in one chain and end with a signature, whatever their operations are.
///
/// # Errors
/// [`RunError`] names the first commit at fault.
pub fn verify_links(commits: &[&Commit]) -> Result<(), RunError> {
    check_links(commits)?;
    let signed: Vec<usize> = (0..commits.len()).filter(|&index| commits[index].signature().is_some()).collect();
    let claims: Vec<Claim<'_>> = commits.iter().filter_map(|commit| commit.claim()).collect();
    verify_claims(&claims).map_err(|bad| RunError { index: signed[bad], fault: RunFault::BadSignature })
}

/// Checks everything about a run but whether its signatures hold.
pub(crate) fn check_links(commits: &[&Commit]) -> Result<(), RunError> {
    for (index, pair) in commits.windows(2).enumerate() {
        follows(pair[0], pair[1]).map_err(|fault| RunError { index: index + 1, fault })?;
    }
    match commits.last() {
        None => Err(RunError { index: 0, fault: RunFault::Empty }),
        Some(last) if last.signature().is_none() => {
            Err(RunError { index: commits.len() - 1, fault: RunFault::Unsigned })
        }
        Some(_) => Ok(()),
    }
}

/// Whether `next` is the commit right after `before`.
fn follows(before: &Commit, next: &Commit) -> Result<(), RunFault> {
    if next.chain() != before.chain() {
        Err(RunFault::OtherChain)
    } else if before.seq().checked_add(1) != Some(next.seq()) || next.prev() != Some(before.hash()) {
        Err(RunFault::DoesNotFollow)
    } else if next.stamp() <= before.stamp() {
        Err(RunFault::NotLater)
    } else {
        Ok(())
    }
}

/// Verifies the signatures of commits from any chains together, about three times faster than one by one.
///
/// # Errors
/// The place of the first commit whose signature is absent or does not hold.
pub fn verify_batch(commits: &[&Commit]) -> Result<(), usize> {
    let claims: Vec<Claim<'_>> = commits.iter().map_while(|commit| commit.claim()).collect();
    verify_claims(&claims)?;
    if claims.len() == commits.len() { Ok(()) } else { Err(claims.len()) }
}

/// Verifies all claims, or finds the first that does not hold by halving, so that one bad signature among thousands
/// does not cost thousands of single checks.
pub(crate) fn verify_claims(claims: &[Claim<'_>]) -> Result<(), usize> {
    if signature::verify_all(claims) {
        return Ok(());
    }
    let (mut start, mut end) = (0, claims.len());
    while end - start > 1 {
        let middle = start + (end - start) / 2;
        if signature::verify_all(&claims[start..middle]) {
            start = middle;
        } else {
            end = middle;
        }
    }
    Err(start)
}
