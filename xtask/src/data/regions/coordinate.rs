//! Degrees, minutes and seconds as the package writes them, turned into decimal degrees.

/// Latitude and longitude of a text such as `03°53'53.78" N 117°38'53.71" E`, or nothing when it is written otherwise.
pub fn decimal(text: &str) -> Option<(f64, f64)> {
    let mut words = text.split_whitespace();
    let lat = degrees(words.next()?)? * sign(words.next()?)?;
    let lon = degrees(words.next()?)? * sign(words.next()?)?;
    words.next().is_none().then_some((lat, lon))
}

fn degrees(text: &str) -> Option<f64> {
    let (whole, rest) = text.split_once('°')?;
    let (minutes, rest) = rest.split_once('\'')?;
    let seconds = rest.strip_suffix('"')?;
    let [whole, minutes, seconds] = [whole, minutes, seconds].map(str::parse::<f64>);
    Some(whole.ok()? + minutes.ok()? / 60.0 + seconds.ok()? / 3600.0)
}

/// The package writes compass letters in English and, on some rows, in Indonesian (Utara, Selatan, Timur, Barat).
fn sign(letter: &str) -> Option<f64> {
    match letter {
        "N" | "U" | "E" | "T" => Some(1.0),
        "S" | "W" | "B" => Some(-1.0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::decimal;

    #[test]
    fn reads_both_hemispheres() {
        let (lat, lon) = decimal("03°53'53.78\" N 117°38'53.71\" E").expect("well formed");
        assert!((lat - 3.898_272).abs() < 1e-6 && (lon - 117.648_253).abs() < 1e-6);
        assert!(decimal("01°08'53.53\" S 100°19'48.90\" E").is_some_and(|(lat, _)| lat < 0.0));
    }

    #[test]
    fn refuses_what_is_no_coordinate() {
        assert_eq!(decimal("Pulau Nias"), None);
    }
}
