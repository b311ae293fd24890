//! Photos over a narrow line: every preview before any whole photo, the latest first, and nothing twice.

use std::time::Duration;

use hadir_oplog::sync::{Bundle, FilePiece};
use hadir_oplog::{AggregateId, Hash, Tombstone};
use hadir_store::{FileRank, Files, Packing, Store, params};

use crate::fleet::{Office, sync, sync_with_budget};
use crate::place::{Place, wait};
use crate::syncing::{between_offices, opens, two};
use crate::toy::{Ledger, pictured, record};

/// Bytes of a preview and of a whole photo.
const PREVIEW: usize = 6_000;
const WHOLE: usize = 90_000;
/// Bytes that the line takes in one exchange.
const NARROW: u64 = 20_000;

/// A photo of a ledger.
struct Pictured {
    id: AggregateId,
    preview: Hash,
    whole: Hash,
}

/// Bytes that cannot be packed, different for each `n`.
fn noise(n: u64, bytes: usize) -> Vec<u8> {
    let mut noise = vec![0; bytes];
    blake3::Hasher::new().update(&n.to_le_bytes()).finalize_xof().fill(&mut noise);
    noise
}

/// A ledger with a photo, at an office that has both files.
async fn with_photo(office: &Office, n: u64) -> Pictured {
    let id = opens(office, "sebatik", n as i64).await;
    office.place.clock.advance(Duration::from_mins(5));
    let files = office.store.files();
    let preview = files.put(noise(2 * n, PREVIEW)).await.unwrap();
    let whole = files.put(noise(2 * n + 1, WHOLE)).await.unwrap();
    let events = vec![pictured(FileRank::Whole, whole), pictured(FileRank::Preview, preview)];
    record(&office.store, id, events).await.unwrap();
    Pictured { id, preview, whole }
}

/// Which of these files are here.
async fn here(store: &Store, hashes: impl Iterator<Item = Hash>) -> Vec<bool> {
    let mut here = Vec::new();
    for hash in hashes {
        here.push(store.files().has(hash).await.unwrap());
    }
    here
}

/// Bytes of a wanted file that are here.
async fn had(store: &Store, hash: Hash) -> Option<i64> {
    let sql = "select had from files_wanted where hash = $1";
    store.reads().optional(sql, params![*hash.as_bytes()]).await.unwrap().map(|(had,): (i64,)| had)
}

between_offices! { async fn every_preview_comes_before_any_whole_photo(root, sebatik) {
    let mut photos = Vec::new();
    for n in 0..12 {
        photos.push(with_photo(&root, n).await);
    }
    let mut has_seen_some = false;
    for exchanges in 0.. {
        assert!(exchanges < 200, "the photos come");
        sync_with_budget(&sebatik, &root, 2, NARROW).await.unwrap();
        let previews = here(&sebatik.store, photos.iter().map(|photo| photo.preview)).await;
        let wholes = here(&sebatik.store, photos.iter().map(|photo| photo.whole)).await;
        let first = previews.iter().position(|is_here| *is_here).unwrap_or(previews.len());
        assert!(previews[first..].iter().all(|is_here| *is_here), "the latest first: {previews:?}");
        has_seen_some |= (1..12).contains(&first);
        assert!(first == 0 || !wholes.contains(&true), "{previews:?} {wholes:?}");
        let first = wholes.iter().position(|is_here| *is_here).unwrap_or(wholes.len());
        assert!(wholes[first..].iter().all(|is_here| *is_here), "the latest first: {wholes:?}");
        if first == 0 {
            break;
        }
    }
    assert!(has_seen_some, "the line was narrow");
    assert_eq!(sebatik.store.files_to_come().await.unwrap(), 0);
}}

between_offices! { async fn a_photo_that_has_begun_goes_on_behind_a_new_preview(root, sebatik) {
    let begun = with_photo(&root, 1).await;
    while had(&sebatik.store, begun.whole).await.unwrap_or_default() == 0 {
        sync_with_budget(&sebatik, &root, 1, NARROW).await.unwrap();
    }
    let bytes = had(&sebatik.store, begun.whole).await.unwrap();
    let new = with_photo(&root, 2).await;
    while !sebatik.store.files().has(new.preview).await.unwrap() {
        assert!(had(&sebatik.store, begun.whole).await.unwrap() < WHOLE as i64);
        sync_with_budget(&sebatik, &root, 1, NARROW).await.unwrap();
    }
    while let Some(now) = had(&sebatik.store, begun.whole).await {
        assert!(now >= bytes, "no byte of it comes twice");
        assert_eq!(had(&sebatik.store, new.whole).await, Some(0), "one after the other");
        sync_with_budget(&sebatik, &root, 1, NARROW).await.unwrap();
    }
    sync(&sebatik, &root).await;
    assert_eq!(here(&sebatik.store, [begun.whole, new.whole].into_iter()).await, [true, true]);
}}

between_offices! { async fn photos_that_nobody_has_any_more_keep_no_other_waiting(root, sebatik) {
    let there = with_photo(&root, 1).await;
    let lost: Vec<_> = (100..140).map(|n| (FileRank::Preview, Files::name(&noise(n, PREVIEW)))).collect();
    let id = opens(&root, "sebatik", 2).await;
    root.place.clock.advance(Duration::from_mins(5));
    record(&root.store, id, lost.iter().map(|(rank, hash)| pictured(*rank, *hash)).collect()).await.unwrap();
    let mut sessions = 0;
    while here(&sebatik.store, [there.preview, there.whole].into_iter()).await != [true, true] {
        sync(&sebatik, &root).await;
        sessions += 1;
        assert!(sessions < 30, "the lost ones stand in the way");
    }
    assert_eq!(sebatik.store.files_to_come().await.unwrap(), 40);
    // One that turns up after all still comes.
    root.store.files().put(noise(107, PREVIEW)).await.unwrap();
    while sebatik.store.files_to_come().await.unwrap() == 40 {
        sync(&sebatik, &root).await;
        sessions += 1;
        assert!(sessions < 60, "all take turns");
    }
}}

between_offices! { async fn a_bundle_carries_previews_first(root, sebatik) {
    let mut photos = Vec::new();
    for n in 0..5 {
        photos.push(with_photo(&root, n).await);
    }
    let mut packing = Packing::begin(&root.store, sebatik.certificate.statement(), true).await.unwrap();
    let mut packed: Vec<(Hash, Vec<u8>)> = Vec::new();
    while let Some(bundle) = packing.next(&root.store, &[], 16_000).await.unwrap() {
        for piece in bundle.files {
            match packed.last_mut().filter(|(hash, _)| *hash == piece.hash) {
                Some((_, bytes)) => bytes.extend(piece.bytes),
                None => packed.push((piece.hash, piece.bytes)),
            }
        }
    }
    assert!(packed.iter().all(|(hash, bytes)| Files::name(bytes) == *hash), "the pieces of each make it");
    let packed: Vec<_> = packed.into_iter().map(|(hash, _)| hash).collect();
    let latest = || photos.iter().rev();
    let expected: Vec<_> = latest().map(|photo| photo.preview).chain(latest().map(|photo| photo.whole)).collect();
    assert_eq!(packed, expected);
}}

between_offices! { async fn an_erased_photo_is_named_no_more_and_neither_is_its_preview(root, sebatik) {
    let photo = with_photo(&root, 1).await;
    for entry in root.store.history(photo.id).await.unwrap().iter().filter(|entry| entry.body(1).is_some()) {
        root.store.erase::<Ledger>(photo.id, None, Tombstone::of(entry.id(), [1])).await.unwrap();
    }
    sync(&sebatik, &root).await;
    for office in [&root, &sebatik] {
        assert_eq!(office.ledger(photo.id).await.unwrap().pictures, []);
    }
    assert_eq!(here(&sebatik.store, [photo.preview, photo.whole].into_iter()).await, [false, false]);
    assert_eq!(sebatik.store.files_to_come().await.unwrap(), 0);
    let mut packing = Packing::begin(&root.store, sebatik.certificate.statement(), true).await.unwrap();
    while let Some(bundle) = packing.next(&root.store, &[], 1 << 20).await.unwrap() {
        assert_eq!(bundle.files, []);
    }
}}

/// Bytes of one file of a stick that is cut small.
const CUT: u64 = 150_000;
/// Bytes of a photo that no piece of a bundle holds.
const LARGE: usize = 3_000_000;

/// A ledger of the root with a large photo.
async fn with_large_photo(root: &Office) -> (AggregateId, Hash) {
    let id = opens(root, "sebatik", 5).await;
    let whole = root.store.files().put(noise(77, LARGE)).await.unwrap();
    record(&root.store, id, vec![pictured(FileRank::Whole, whole)]).await.unwrap();
    (id, whole)
}

/// What one office has for another, in files of about so many bytes.
async fn packed(from: &Office, to: &Office, with_all: bool) -> Vec<Bundle> {
    let mut packing = Packing::begin(&from.store, to.certificate.statement(), with_all).await.unwrap();
    let mut pieces = Vec::new();
    while let Some(bundle) = packing.next(&from.store, &[], CUT).await.unwrap() {
        let bytes: usize = bundle.files.iter().map(|piece| piece.bytes.len()).sum();
        assert!(bytes as u64 <= CUT + 4_096, "{bytes} bytes of files");
        pieces.push(bundle);
    }
    pieces
}

async fn take(at: &Office, pieces: &[Bundle]) {
    for bundle in pieces {
        at.store.take_in_bundle(bundle.clone(), &mut 0).await.unwrap();
    }
}

between_offices! { async fn a_file_of_any_size_comes_by_stick_in_any_order(root, sebatik) {
    let (id, whole) = with_large_photo(&root).await;
    let mut pieces = packed(&root, &sebatik, false).await;
    assert!(pieces.len() > 20, "{} pieces", pieces.len());
    // The operations, which name the file, come last; one piece is left behind, and all others come twice.
    let lost = pieces.remove(9);
    pieces.reverse();
    for _ in 0..2 {
        take(&sebatik, &pieces).await;
        assert_eq!(here(&sebatik.store, [whole].into_iter()).await, [false]);
    }
    assert!(had(&sebatik.store, whole).await.unwrap() > 1_000_000, "what came from the beginning on");
    take(&sebatik, &[lost]).await;
    assert_eq!(sebatik.store.files().get(whole).await.unwrap(), Some(noise(77, LARGE)));
    assert_eq!(sebatik.ledger(id).await, root.ledger(id).await);
    assert_eq!(sebatik.store.files_to_come().await.unwrap(), 0);
    take(&sebatik, &pieces).await;
    assert_eq!(sebatik.store.files_to_come().await.unwrap(), 0, "what is here is not begun again");
}}

between_offices! { async fn a_stick_with_other_bytes_makes_no_file_and_the_right_one_does(root, sebatik) {
    let (_, whole) = with_large_photo(&root).await;
    let pieces = packed(&root, &sebatik, false).await;
    let mut wrong = pieces.clone();
    *wrong[7].files[0].bytes.last_mut().unwrap() ^= 1;
    take(&sebatik, &wrong).await;
    assert_eq!((here(&sebatik.store, [whole].into_iter()).await, had(&sebatik.store, whole).await), (vec![false], Some(0)));
    take(&sebatik, &pieces).await;
    assert_eq!(here(&sebatik.store, [whole].into_iter()).await, [true]);
}}

between_offices! { async fn whoever_lost_what_had_begun_gets_all_of_it_with_all(root, sebatik) {
    let (_, whole) = with_large_photo(&root).await;
    // The office asks for the rest of what it has begun to get.
    let pieces = packed(&root, &sebatik, false).await;
    take(&sebatik, &pieces[..pieces.len() / 2]).await;
    let began = had(&sebatik.store, whole).await.unwrap();
    assert!(began > 0);
    take(&root, &packed(&sebatik, &root, false).await).await;
    // Its disk is lost, and the regency still knows of that wish alone.
    let first = |pieces: &[Bundle]| pieces.iter().flat_map(|bundle| &bundle.files).map(|piece| piece.from).min();
    assert_eq!(first(&packed(&root, &sebatik, false).await), Some(began.cast_unsigned()));
    assert_eq!(first(&packed(&root, &sebatik, true).await), Some(0));
}}

between_offices! { async fn a_file_cut_into_crumbs_begins_anew(root, sebatik) {
    let (_, whole) = with_large_photo(&root).await;
    take(&sebatik, &packed(&root, &sebatik, false).await[..1]).await;
    let crumb = |n: u64| FilePiece { hash: whole, from: 2_000_000 + 2 * n, total: LARGE as u64, bytes: vec![0] };
    let mut kept = 0;
    for n in 0..1_000 {
        kept += sebatik.store.take_pieces(vec![crumb(n)]).await.unwrap();
    }
    assert!((64..1_000).contains(&kept), "{kept} crumbs were kept");
    assert_eq!(had(&sebatik.store, whole).await, Some(0));
    // What nobody named and only begins is kept of a thousand files, not of any number.
    let begins = |n: u64| {
        let hash = Files::name(&n.to_le_bytes());
        FilePiece { hash, from: 0, total: 9, bytes: vec![1] }
    };
    let mut bundle = packed(&root, &sebatik, true).await.remove(0);
    for part in 0..20 {
        bundle.files = (0..64).map(|n| begins(part * 64 + n)).collect();
        sebatik.store.take_in_bundle(bundle.clone(), &mut 0).await.unwrap();
    }
    assert!(sebatik.store.files_to_come().await.unwrap() <= 1_001);
}}

between_offices! { async fn what_began_over_a_line_goes_on_by_stick_and_the_other_way_round(root, sebatik) {
    let (_, whole) = with_large_photo(&root).await;
    sync_with_budget(&sebatik, &root, 4, 200_000).await.unwrap();
    let begun = had(&sebatik.store, whole).await.unwrap();
    assert!(begun > 0 && begun < LARGE as i64, "{begun}");
    // The office says on a stick what it lacks and how much of it; the regency has nothing else for it.
    let asks = packed(&sebatik, &root, false).await;
    assert_eq!(asks[0].wishes.len(), 1);
    take(&root, &asks).await;
    let pieces = packed(&root, &sebatik, false).await;
    let brings: usize = pieces.iter().flat_map(|bundle| &bundle.files).map(|piece| piece.bytes.len()).sum();
    assert_eq!(brings as i64, LARGE as i64 - begun, "and no byte of it twice");
    let (first, rest) = pieces.split_at(5);
    take(&sebatik, rest).await;
    assert!(had(&sebatik.store, whole).await.unwrap() < LARGE as i64);
    sync(&sebatik, &root).await;
    assert_eq!(here(&sebatik.store, [whole].into_iter()).await, [true]);
    take(&sebatik, first).await;
    take(&root, &packed(&sebatik, &root, false).await).await;
    assert!(packed(&root, &sebatik, false).await.iter().all(|bundle| bundle.files.is_empty()), "it has come");
}}

between_offices! { async fn files_are_asked_for_again_when_nobody_remembers_that_they_were(root, sebatik) {
    let photo = with_photo(&root, 1).await;
    sync_with_budget(&sebatik, &root, 2, NARROW).await.unwrap();
    assert_eq!(here(&sebatik.store, [photo.whole].into_iter()).await, [false]);
    // As after a restore: what was wished for is in no backup.
    for forgotten in ["delete from files_wanted", "delete from file_pieces"] {
        sebatik.store.node_tables().run(forgotten, Vec::new()).await.unwrap();
    }
    sync(&sebatik, &root).await;
    assert_eq!(here(&sebatik.store, [photo.whole].into_iter()).await, [false], "nothing asks for it");
    sebatik.store.want_named_files().await.unwrap();
    sync(&sebatik, &root).await;
    assert_eq!(here(&sebatik.store, [photo.preview, photo.whole].into_iter()).await, [true, true]);
    sebatik.store.want_named_files().await.unwrap();
    assert_eq!(sebatik.store.files_to_come().await.unwrap(), 0);
}}
