//! `/kelola/simpul`: whether every office's node is still in touch, what has not arrived, and what is wrong. On an
//! office's own node: its certificate, whom it calls, and how fresh its picture is.

use axum::extract::State;
use hadir_oplog::sync::Facts as NodeFacts;
use hadir_ui::components::{Column, Empty, Facts, State as StateMark, StateKind, Table};
use hadir_ui::html::Html;
use hadir_ui::lang::Lang;
use hadir_ui::{number, t, time};
use maud::{Markup, html};

use super::Room;
use crate::access::Right;
use crate::code::UnitCode;
use crate::links::{Concern, Links, NodeLink};
use crate::pages::links::{in_words, local, silent_box};
use crate::platform::Platform;
use crate::web::{Access, Problem, Reader, Routes, Staff};

const HERE: &str = "/kelola/simpul";
const ACCESS: Access = Access::Needs(Right::ManageSettings);

pub(super) fn routes(platform: &Platform) -> Routes<Platform> {
    Routes::new(platform).get("/kelola/simpul", ACCESS, show_nodes)
}

async fn show_nodes(State(platform): State<Platform>, staff: Staff, Reader { lang }: Reader) -> Result<Html, Problem> {
    let links = platform.links().await?;
    let view = View { platform: &platform, lang: &lang, now_ms: platform.store().clock().now_ms() };
    let content = if links.is_office { view.own_office(&links) } else { view.fleet(&links) };
    let room = Room { platform: &platform, staff: &staff, lang: &lang, path: HERE };
    Ok(room.page(&t!(lang, "nodes-title"), content))
}

/// What every part of the page is written with.
struct View<'a> {
    platform: &'a Platform,
    lang: &'a Lang,
    now_ms: i64,
}

impl View<'_> {
    fn fleet(&self, links: &Links) -> Markup {
        let lang = self.lang;
        let silent = links.silent(self.now_ms);
        html! {
            @if !silent.is_empty() { (silent_box(self.platform, lang, &silent, usize::MAX, &html! {})) }
            p.lead { (t!(lang, "nodes-lead")) }
            p { a href="/kelola/simpul/daftar" { (t!(lang, "nodes-enrol")) } }
            @if links.nodes.is_empty() {
                (Empty::new(t!(lang, "nodes-none"), t!(lang, "nodes-none.next")))
            } @else { (self.table(links)) }
        }
    }

    fn table(&self, links: &Links) -> Table {
        let lang = self.lang;
        let columns = vec![
            Column::words(t!(lang, "nodes-node")),
            Column::words(t!(lang, "nodes-state")),
            Column::words(t!(lang, "nodes-met")),
            Column::words(t!(lang, "nodes-left")),
            Column::words(t!(lang, "nodes-machine")),
            Column::words(t!(lang, "nodes-certificate")),
        ];
        let table = Table::new(t!(lang, "nodes-caption"), columns).hide_caption().cards();
        links.nodes.iter().fold(table, |table, node| {
            table.row(vec![
                self.name(node),
                self.state(node),
                html! { (self.met(node)) },
                self.left(node),
                html! { @if let Some(facts) = &node.peer.facts { (self.machine(facts)) } @else if !node.is_own { (t!(lang, "nodes-unknown")) } },
                html! { (self.certificate_end(node)) },
            ])
        })
    }

    fn name(&self, node: &NodeLink) -> Markup {
        let certificate = &node.certificate;
        html! {
            b { (certificate.name) }
            p.soft { (self.unit(node)) " · " (t!(self.lang, "nodes-prefix", prefix = certificate.prefix.as_str())) }
        }
    }

    fn unit(&self, node: &NodeLink) -> String {
        let code = node.certificate.unit.as_str();
        let known = UnitCode::try_new(code).ok();
        known.map_or_else(|| code.to_owned(), |unit| self.platform.org().unit_name(&unit).to_owned())
    }

    /// What is wrong, each in a sentence with what to do; or that nothing is.
    fn state(&self, node: &NodeLink) -> Markup {
        let lang = self.lang;
        if let Some(revocation) = &node.revocation {
            let date = time::plain(lang, local(self.platform, revocation.issued_ms).date());
            let words = t!(lang, "nodes-revoked", date = date);
            return html! {
                div {
                    (StateMark::new(StateKind::Off, words))
                    @if !revocation.reason.is_empty() { p { (revocation.reason) } }
                    p { a href="/kelola/simpul/disisihkan" { (t!(lang, "nodes-set-aside")) } }
                }
            };
        }
        let concerns = node.concerns(self.now_ms);
        if concerns.is_empty() {
            let own = node.is_own.then(|| t!(lang, "nodes-own"));
            return html! { (StateMark::new(StateKind::Done, own.unwrap_or_else(|| t!(lang, "nodes-fine")))) };
        }
        html! { ul { @for concern in concerns { li { (self.concern(node, concern)) } } } }
    }

    fn concern(&self, node: &NodeLink, concern: Concern) -> String {
        let lang = self.lang;
        match concern {
            Concern::Forked => t!(lang, "nodes-forked"),
            Concern::Silent => t!(lang, "nodes-silent-here", hours = node.silent_hours),
            Concern::Ended => t!(lang, "nodes-ended"),
            Concern::DiskLow => t!(lang, "nodes-disk-low"),
            Concern::ClockOff(ahead_ms) if ahead_ms > 0 => {
                t!(lang, "nodes-clock-ahead", span = self.span(ahead_ms))
            }
            Concern::ClockOff(ahead_ms) => t!(lang, "nodes-clock-behind", span = self.span(ahead_ms)),
            Concern::EndsSoon => t!(lang, "nodes-ends-soon"),
            Concern::Unreached => {
                let when = time::deadline(lang, &local(self.platform, node.peer.tried_at.unwrap_or_default()));
                t!(lang, "nodes-unreached", when = when)
            }
        }
    }

    /// "3 menit", "5 jam", "12 hari".
    fn span(&self, ms: i64) -> String {
        let minutes = ms.unsigned_abs() / 60_000;
        match minutes {
            0..120 => t!(self.lang, "nodes-minutes", count = minutes),
            120..2_880 => t!(self.lang, "nodes-hours", count = minutes / 60),
            _ => t!(self.lang, "nodes-days", count = minutes / 1_440),
        }
    }

    fn met(&self, node: &NodeLink) -> String {
        match node.peer.met_at {
            _ if node.is_own => t!(self.lang, "nodes-here"),
            Some(at) => time::deadline(self.lang, &local(self.platform, at)),
            None => t!(self.lang, "nodes-never"),
        }
    }

    /// What has not arrived, both ways.
    fn left(&self, node: &NodeLink) -> Markup {
        let lang = self.lang;
        if node.is_own {
            return html! {};
        }
        if node.peer.met_at.is_none() {
            return html! { (t!(lang, "nodes-unknown")) };
        }
        html! {
            div {
                @if node.peer.waiting_there == 0 && node.lacking == 0 { p { (t!(lang, "nodes-left-none")) } }
                @if node.peer.waiting_there > 0 { p { (t!(lang, "nodes-left-there", count = node.peer.waiting_there)) } }
                @if node.lacking > 0 { p { (t!(lang, "nodes-left-here", count = node.lacking)) } }
            }
        }
    }

    fn machine(&self, facts: &NodeFacts) -> Markup {
        let (free, total) = (number::bytes(self.lang, facts.disk_free), number::bytes(self.lang, facts.disk_total));
        html! {
            div {
                p { (t!(self.lang, "nodes-version", version = facts.version.as_str())) }
                p { (t!(self.lang, "nodes-disk", free = free, total = total)) }
            }
        }
    }

    fn certificate_end(&self, node: &NodeLink) -> String {
        let last = local(self.platform, node.certificate.valid_until_ms.saturating_sub(1)).date();
        t!(self.lang, "nodes-until", date = time::plain(self.lang, last))
    }

    /// The page of an office's own node.
    fn own_office(&self, links: &Links) -> Markup {
        let lang = self.lang;
        let freshness = links.freshness().map(|freshness| in_words(self.platform, lang, freshness));
        let called: Vec<_> = links.nodes.iter().filter(|node| node.peer.address.is_some()).collect();
        html! {
            p.lead { (freshness.unwrap_or_default()) }
            p { (t!(lang, "nodes-office-lead")) }
            @if let Some(own) = links.own() { (self.own_certificate(own)) }
            section.stack {
                h2 { (t!(lang, "nodes-called")) }
                @if called.is_empty() {
                    p { (t!(lang, "nodes-called-address", address = self.first_address())) }
                }
                ul.list { @for node in called { li { (self.called(node)) } } }
            }
        }
    }

    fn own_certificate(&self, own: &NodeLink) -> Markup {
        let lang = self.lang;
        let facts = Facts::new()
            .row(t!(lang, "nodes-node"), own.certificate.name.as_str())
            .row(t!(lang, "nodes-unit"), self.unit(own))
            .row(t!(lang, "nodes-numbers"), own.certificate.prefix.as_str())
            .row(t!(lang, "nodes-certificate"), self.certificate_end(own))
            .row(t!(lang, "nodes-state"), self.state(own));
        html! { section.stack { h2 { (t!(lang, "nodes-own-title")) } (facts) } }
    }

    fn first_address(&self) -> String {
        self.platform.regency_address().map_or_else(|| t!(self.lang, "nodes-called-none"), str::to_owned)
    }

    fn called(&self, node: &NodeLink) -> Markup {
        let lang = self.lang;
        let is_unreached = node.concerns(self.now_ms).contains(&Concern::Unreached);
        html! {
            p { b { (node.certificate.name) } @if let Some(address) = &node.peer.address { " · " (address) } }
            p { (t!(lang, "nodes-last-met", when = self.met(node))) }
            @if is_unreached { p { (self.concern(node, Concern::Unreached)) } }
        }
    }
}
