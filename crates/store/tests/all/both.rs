//! Running one test on both engines.

/// Makes a module of two tests from one: the same body on a fresh SQLite file and on a fresh PostgreSQL database.
macro_rules! on_both_engines {
    ($(async fn $name:ident($place:ident: &Place) $body:block)*) => {$(
        mod $name {
            use super::*;

            async fn promise($place: &Place) $body

            #[test]
            fn on_sqlite() {
                let place = Place::sqlite();
                crate::place::wait(promise(&place));
            }

            #[test]
            fn on_postgres() {
                let Some(place) = Place::postgres() else {
                    hadir_testkit::skip!("PostgreSQL is not installed here");
                };
                crate::place::wait(promise(&place));
            }
        }
    )*};
}
pub(crate) use on_both_engines;
