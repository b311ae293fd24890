//! In which language someone reads.

use std::convert::Infallible;

use axum::extract::{FromRef, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri, header};
use hadir_ui::lang::{Lang, Languages};

use super::Cookies;
use crate::platform::Platform;

/// Who reads the answer. The language is that of `?bahasa=`, else the one chosen earlier, else the first of those the
/// browser asks for that the program speaks, else Indonesian.
#[derive(Clone)]
pub struct Reader {
    /// The language to answer in.
    pub lang: Lang,
}

impl Reader {
    /// The reader of a request.
    pub(super) fn of(languages: &Languages, uri: &Uri, headers: &HeaderMap) -> Self {
        let lang = chosen_now(languages, uri)
            .or_else(|| languages.find(&Cookies::language(headers)?))
            .or_else(|| asked_for(languages, headers))
            .unwrap_or_else(|| languages.first());
        Self { lang }
    }
}

/// The language that `?bahasa=` asks for.
pub(super) fn chosen_now(languages: &Languages, uri: &Uri) -> Option<Lang> {
    let pairs = uri.query()?.split('&');
    let tag = pairs.filter_map(|pair| pair.strip_prefix("bahasa=")).next_back()?;
    languages.find(tag)
}

/// The first language of `Accept-Language`, best first, that the program speaks; regions do not matter.
fn asked_for(languages: &Languages, headers: &HeaderMap) -> Option<Lang> {
    let header = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    let mut wishes: Vec<_> = header.split(',').map(wish).collect();
    wishes.sort_by(|a, b| b.1.total_cmp(&a.1));
    wishes.into_iter().filter(|(_, weight)| *weight > 0.0).find_map(|(tag, _)| languages.find(tag))
}

/// `en-GB;q=0.8` as the language and its weight.
fn wish(text: &str) -> (&str, f32) {
    let (tag, rest) = text.split_once(';').unwrap_or((text, ""));
    let weight = rest.trim().strip_prefix("q=").map_or(Some(1.0), |weight| weight.parse().ok());
    let language = tag.trim().split('-').next().unwrap_or_default();
    (language, weight.unwrap_or(0.0))
}

impl<S> FromRequestParts<S> for Reader
where
    Platform: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        Ok(Self::of(Platform::from_ref(state).languages(), &parts.uri, &parts.headers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(uri: &str, headers: &[(&'static str, &str)]) -> String {
        let languages = Languages::load(hadir_ui::sources(), Vec::new()).unwrap();
        let headers = headers.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
        Reader::of(&languages, &uri.parse().unwrap(), &headers).lang.tag().to_owned()
    }

    #[test]
    fn a_choice_counts_before_a_cookie_and_that_before_the_browser() {
        let english = ("accept-language", "en-GB,en;q=0.9,id;q=0.5");
        assert_eq!(language("/lapor", &[]), "id");
        assert_eq!(language("/lapor", &[english]), "en");
        assert_eq!(language("/lapor", &[english, ("cookie", "bahasa=id")]), "id");
        assert_eq!(language("/lapor?bahasa=en", &[("cookie", "bahasa=id")]), "en");
        assert_eq!(language("/lapor?bahasa=xx", &[("accept-language", "de, *;q=0.1")]), "id");
    }
}
