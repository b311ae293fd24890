//! The frame of staff pages, filled in with who is signed in and which rooms they find.

use hadir_ui::lang::Lang;
use hadir_ui::shell::{DeskPage, DeskUser, RailLink};
use hadir_ui::{t, time};

use super::sign_in::home;
use super::words;
use crate::access::Right;
use crate::organisation::Organisation;
use crate::platform::Platform;
use crate::web::Staff;

/// The frame of a staff page at `path`; `views` are the caller's own links at the top of the rail.
pub fn frame<'a>(
    platform: &Platform,
    staff: &Staff,
    lang: &'a Lang,
    title: impl Into<String>,
    path: &str,
    views: Vec<RailLink>,
) -> DeskPage<'a> {
    let org = platform.org();
    let now = platform.store().clock().now().to_zoned(org.zone(&staff.0.unit).time_zone());
    DeskPage {
        lang,
        title: title.into(),
        office: org.unit_name(&staff.0.unit).to_owned(),
        user: DeskUser { name: staff.0.name.clone(), role: roles(&org, staff, lang), sign_out: "/keluar".to_owned() },
        home: home(&staff.0).to_owned(),
        finds_reports: staff.0.may_anywhere(Right::ReadCases),
        query: String::new(),
        views,
        rooms: rooms(platform, staff, lang, path),
        fresh: t!(lang, "desk-fresh", clock = time::clock(lang, &now)),
        scripts: Vec::new(),
    }
}

/// A link of the rail without a count.
pub fn rail_link(label: impl Into<String>, href: &str, is_current: bool) -> RailLink {
    RailLink { label: label.into(), href: href.to_owned(), count: None, is_current }
}

fn rooms(platform: &Platform, staff: &Staff, lang: &Lang, path: &str) -> Vec<RailLink> {
    let may_enter = |room: &&crate::platform::Room| room.right.is_none_or(|right| staff.0.may_anywhere(right));
    let rooms = platform.rooms().iter().filter(may_enter);
    rooms.map(|room| rail_link((room.label)(lang), room.path, path.starts_with(room.path))).collect()
}

/// "Petugas pengaduan, kepala unit".
fn roles(org: &Organisation, staff: &Staff, lang: &Lang) -> String {
    let grants = org.staff(staff.0.id).into_iter().flat_map(|officer| &officer.grants);
    let mut roles: Vec<_> = grants.map(|grant| grant.role).collect();
    roles.sort();
    roles.dedup();
    roles.into_iter().map(|role| words::role(lang, role)).collect::<Vec<_>>().join(", ")
}
