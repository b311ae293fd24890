//! What a citizen's first pages weigh over the wire, heads included, and how many requests they take.

use super::stage::Stage;
use crate::Failure;
use crate::figure::{Budget, Figure, Unit};
use crate::wire::{Connection, get};

/// One round trip of a new connection carries about this much (ten segments, RFC 6928).
const PAGE_MAX: f64 = 14_000.0;

/// What makes a browser ask for more before it can show the page.
const LINKED: [&str; 4] = ["rel=\"stylesheet\"", "<script src", "<img ", "rel=\"preload\""];

/// Measures the first page and the form.
pub async fn measure(stage: &Stage) -> Result<Vec<Figure>, Failure> {
    let mut connection = Connection::open(stage.servers()?.hadir.address).await?;
    let mut figures = Vec::new();
    for path in ["/", "/lapor"] {
        for encoding in ["identity", "gzip", "br"] {
            let answer = connection.exchange(&get(path, &[("Accept-Encoding", encoding)])).await?;
            if answer.status != 200 {
                return Err(format!("{path} answered {}", answer.status).into());
            }
            let figure =
                Figure::new(format!("bytes of {path}, {encoding}"), stage.cases, Unit::Bytes, answer.length() as f64);
            let is_first = path == "/" && encoding != "identity";
            figures.push(if is_first { figure.within(Budget::AtMost(PAGE_MAX)) } else { figure });
            if encoding == "identity" {
                let requests = requests_of(&answer.text());
                let figure = Figure::new(format!("bytes of {path}, requests"), stage.cases, Unit::Count, requests);
                figures.push(if path == "/" { figure.within(Budget::AtMost(1.0)) } else { figure });
            }
        }
    }
    Ok(figures)
}

/// The page itself and everything it links for being shown.
fn requests_of(page: &str) -> f64 {
    1.0 + LINKED.iter().map(|mark| page.matches(mark).count()).sum::<usize>() as f64
}

#[cfg(test)]
mod tests {
    use super::requests_of;

    #[test]
    fn linked_styles_scripts_and_pictures_count() {
        assert_eq!(requests_of("<style>p{}</style><script>x</script>"), 1.0);
        assert_eq!(requests_of("<link rel=\"stylesheet\" href=\"/a.css\"><img src=\"b\">"), 3.0);
    }
}
