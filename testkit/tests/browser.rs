//! The browser against a small site: cookies, redirects, forms and files.
#![cfg(feature = "http")]

use std::collections::HashMap;
use std::net::SocketAddr;

use axum::extract::{ConnectInfo, Form, Multipart, Query};
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Redirect};
use axum::routing::{get, post};
use axum::{Json, Router};
use hadir_testkit::http::{Browser, Part};

fn site() -> Router {
    Router::new()
        .route("/lapor", get(report_form).post(take_report))
        .route("/cari", get(search))
        .route("/masuk", post(sign_in))
        .route("/keluar", post(sign_out))
        .route("/siapa", get(who))
        .route("/alamat", get(address))
        .route("/foto", post(photo))
        .route("/json", post(echo))
        .route("/putar", get(async || Redirect::to("/putar")))
}

async fn report_form() -> Html<&'static str> {
    Html(
        "<form action=/lapor method=post><input type=hidden name=token value=t1>\
         <textarea name=text></textarea></form><form action=/cari><input name=q></form>",
    )
}

async fn take_report(Form(fields): Form<HashMap<String, String>>) -> Redirect {
    Redirect::to(&format!("/cari?q={}-{}", fields["token"], fields["text"].len()))
}

async fn search(Query(query): Query<HashMap<String, String>>) -> Html<String> {
    Html(format!("<p>Dicari: {}", query["q"]))
}

async fn sign_in() -> impl IntoResponse {
    ([(SET_COOKIE, "sesi=abc; Path=/; HttpOnly; Secure")], Redirect::to("siapa"))
}

async fn sign_out() -> impl IntoResponse {
    ([(SET_COOKIE, "sesi=; Path=/; Max-Age=0")], StatusCode::NO_CONTENT)
}

async fn who(headers: HeaderMap) -> String {
    let cookie = headers.get(COOKIE).map(|value| value.to_str().unwrap());
    cookie.unwrap_or("nobody").to_owned()
}

async fn address(ConnectInfo(address): ConnectInfo<SocketAddr>) -> String {
    address.ip().to_string()
}

async fn photo(mut parts: Multipart) -> String {
    let mut seen = String::new();
    while let Some(part) = parts.next_field().await.unwrap() {
        let name = part.name().unwrap().to_owned();
        let file_name = part.file_name().map(str::to_owned);
        let bytes = part.bytes().await.unwrap();
        seen += &format!("{name} {file_name:?} {bytes:?}; ");
    }
    seen
}

async fn echo(Json(text): Json<String>) -> String {
    text
}

#[tokio::test]
async fn a_form_is_filled_in_sent_and_followed() {
    let mut browser = Browser::new(site());
    let page = browser.visit("/lapor").await;
    assert_eq!(page.hidden("token").as_deref(), Some("t1"));
    let form = page.form("/lapor").fill("text", "Lampu & jalan = gelap");
    let answer = browser.submit(&page, &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let found = browser.follow(answer).await;
    assert!(found.says("Dicari: t1-21"), "{}", found.words());
}

#[tokio::test]
async fn a_search_form_travels_in_the_address() {
    let mut browser = Browser::new(site());
    let page = browser.visit("/lapor").await;
    let found = browser.submit(&page, &page.form("/cari").fill("q", "air laut")).await;
    assert_eq!(found.path, "/cari?q=air+laut");
    assert!(found.says("air laut"));
}

#[tokio::test]
async fn cookies_come_go_and_are_each_persons_own() {
    let mut officer = Browser::new(site());
    let mut citizen = officer.clone();
    let answer = officer.post("/masuk", &[]).await;
    assert_eq!(officer.follow(answer).await.text(), "sesi=abc");
    assert_eq!(officer.cookie("sesi"), Some("abc"));
    assert_eq!(citizen.get("/siapa").await.text(), "nobody");
    officer.post("/keluar", &[]).await;
    assert_eq!(officer.get("/siapa").await.text(), "nobody");
}

#[tokio::test]
async fn files_json_and_addresses_arrive() {
    let mut browser = Browser::new(site()).at([10, 0, 0, 7]);
    assert_eq!(browser.get("/alamat").await.text(), "10.0.0.7");
    assert_eq!(browser.post_json("/json", "\"halo\"").await.text(), "halo");
    let parts = [
        Part::Text { name: "text", value: "dermaga" },
        Part::File { name: "photo", file_name: "a.jpg", content_type: "image/jpeg", bytes: &[0xff, 0xd8] },
    ];
    let answer = browser.post_parts("/foto", &parts).await;
    let expected = "text None b\"dermaga\"; photo Some(\"a.jpg\") b\"\\xff\\xd8\"; ";
    assert_eq!(answer.text(), expected);
}

#[tokio::test]
#[should_panic(expected = "more than 10 redirects")]
async fn a_circle_of_redirects_is_noticed() {
    Browser::new(site()).visit("/putar").await;
}
