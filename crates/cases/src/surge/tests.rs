//! Golden figures, properties, and what noise alone makes of it.

use hadir_testkit::random::Seeded;
use proptest::prelude::*;

use super::*;

#[test]
fn a_made_up_month_of_murky_water_stands_out() {
    // Six a week as always, then 23: hardly ever by chance.
    let past = [6, 5, 7, 6, 8, 4, 6, 7, 5, 6, 7, 5];
    let chance = against_weeks(23, &past);
    assert!((chance.expected - 6.0).abs() < 1e-9);
    assert!(chance.p > 1e-7 && chance.p < 1e-5, "{chance:?}");
    assert_eq!(weeks_between(chance.p), 1_000);
    // Eight would be nothing.
    assert!(against_weeks(8, &past).p > 0.2);
    // As often as 23, but it always went up and down like this.
    let wild = [0, 18, 2, 25, 1, 0, 14, 3, 0, 9, 0, 0];
    assert!(against_weeks(23, &wild).p > 0.01);
}

#[test]
fn the_tail_is_that_of_the_negative_binomial_distribution() {
    // Size 1/2 and mean 1/24, as after twelve weeks without a case: 1 less the first three terms, in closed form.
    let (size, keep) = (0.5_f64, 12.0_f64 / 13.0);
    let first = keep.powf(size);
    let go_on = 1.0 - keep;
    let below = first * (1.0 + size * go_on + size * (size + 1.0) / 2.0 * go_on * go_on);
    let p = against_weeks(3, &[0; 12]).p;
    assert!((p - (1.0 - below)).abs() < 1e-9, "{p} {}", 1.0 - below);
}

#[test]
fn two_cases_are_no_wave_and_what_is_usual_is_not_unusual() {
    assert_eq!(against_weeks(2, &[0; 12]).p, 1.0);
    assert_eq!(against_weeks(5, &[9; 12]).p, 1.0);
    assert_eq!(against_sum(1_000, 12_000, 12.0).p, 1.0);
}

#[test]
fn discoveries_keep_their_rate() {
    assert_eq!(discoveries(&[]), Vec::<bool>::new());
    // Benjamini and Hochberg's own example has four discoveries of fifteen at 0.05.
    let own = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590,
        1.000,
    ];
    assert_eq!(discoveries(&own).into_iter().filter(|is| *is).count(), 4);
    assert_eq!(discoveries(&[0.04]), [true]);
    assert_eq!(discoveries(&[0.04, 0.5]), [false, false]);
}

#[test]
fn noise_alone_hardly_ever_alarms() {
    let mut random = Seeded::new(7);
    let rates = [0.05, 0.2, 0.5, 1.0, 2.0, 4.0, 8.0, 20.0];
    let (weeks, mut alarmed) = (600, 0);
    for _ in 0..weeks {
        let chances: Vec<f64> = (0..80)
            .map(|cell| {
                let rate = rates[cell % rates.len()];
                let past: Vec<u32> = (0..PAST_WEEKS).map(|_| poisson(&mut random, rate)).collect();
                against_weeks(poisson(&mut random, rate), &past).p
            })
            .collect();
        alarmed += u32::from(discoveries(&chances).contains(&true));
    }
    assert!(f64::from(alarmed) <= FALSE_MOST * f64::from(weeks), "{alarmed} of {weeks} quiet weeks show something");
}

/// A count of independent events at a rate.
fn poisson(random: &mut Seeded, rate: f64) -> u32 {
    let limit = (-rate).exp();
    let (mut count, mut product) = (0, 1.0);
    loop {
        product *= (random.below(1_000_000) as f64 + 0.5) / 1_000_000.0;
        if product <= limit {
            return count;
        }
        count += 1;
    }
}

#[test]
fn a_word_that_came_up_is_found_as_it_is_written() {
    let before: Vec<_> =
        (0..200).map(|n| format!("Lampu jalan nomor {n} mati di depan pasar dan jalan rusak.")).collect();
    let mut recent: Vec<_> = (0..20).map(|n| format!("Lampu jalan nomor {n} mati di depan pasar.")).collect();
    assert_eq!(topics(&recent, &before), []);
    for place in ["dermaga", "kampung", "muara", "pelabuhan"] {
        recent.push(format!("Ada Buaya, terlihat dekat {place}."));
    }
    let found = topics(&recent, &before);
    assert!(found.iter().any(|topic| topic.word == "buaya" && topic.seen == 4 && topic.expected == 0.0), "{found:?}");
    assert!(found.iter().all(|topic| !["lampu", "jalan", "pasar"].contains(&topic.word.as_str())), "{found:?}");
    // With little to measure by nothing is new.
    assert_eq!(topics(&recent, &before[..BEFORE_LEAST - 1]), []);
}

proptest! {
    #[test]
    fn more_is_never_less_unusual(seen in 0_u32..400, past in prop::collection::vec(0_u32..60, 1..14)) {
        let (less, more) = (against_weeks(seen, &past), against_weeks(seen + 1, &past));
        prop_assert!((0.0..=1.0).contains(&less.p) && less.p.is_finite());
        prop_assert!(more.p <= less.p + 1e-12, "{less:?} {more:?}");
        prop_assert!(weeks_between(less.p) >= 1);
    }

    #[test]
    fn a_discovery_is_below_every_other_that_is_none(p in prop::collection::vec(0.0_f64..1.0, 0..60)) {
        let found = discoveries(&p);
        let best_left = p.iter().zip(&found).filter(|(_, is)| !**is).map(|(p, _)| *p).fold(1.0, f64::min);
        prop_assert!(p.iter().zip(&found).filter(|(_, is)| **is).all(|(p, _)| *p < best_left && *p <= FALSE_MOST));
    }
}
