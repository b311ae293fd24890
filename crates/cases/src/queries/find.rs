//! Finding cases: by secret code, by number, by words.

use hadir_language::{Term, query_terms};
use hadir_oplog::AggregateId;
use hadir_store::{Engine, Fault, Pool, Value, params};
use sqlx::AssertSqlSafe;

use super::Reach;
use super::desk::{COLUMNS, Row, list_of};
use crate::address::CaseAddress;
use crate::project::unit_word;

/// Cases with the last word as it was typed; with fewer, it may be the beginning of another word.
pub(super) const WHOLE_WORDS_MIN: i64 = 10;

/// Selects the identity of the case that a secret code opens, by the code's keyed hash.
pub const ID_OF_CODE: &str = "select id from case_codes where code = $1 order by id limit 1";
/// Selects the identities of two of the cases that bear a number; where there is but one, its own.
pub const TWO_IDS_OF_NUMBER: &str = "select id from cases where number = $1 limit 2";
/// Cases that one address is looked at to mean, so that a page can ask which; a disk would have to be put back as often.
/// Whoever makes more of one number on purpose is not given more work; the exact address of each goes on finding it.
pub(crate) const SHARED_MAX: usize = 20;
/// Cases of a number whose identities are read at once, to find those that a mark means.
const PART: usize = 500;
/// Parts that are looked at for one address: what a node has to be kept busy with is bounded.
const PARTS_MAX: usize = 200;

/// The case a secret code opens.
pub async fn case_id_of_code(pool: &Pool, code: [u8; 16]) -> Result<Option<AggregateId>, Fault> {
    let found: Option<(Vec<u8>,)> = pool.optional(ID_OF_CODE, params![code]).await?;
    Ok(found.and_then(|(bytes,)| id(bytes)))
}

/// The oldest cases that an address can mean, up to one more than a page asks about. A mark is looked at before anything is
/// left out: cases that others recorded with the same number put none out of reach.
pub async fn ids_at(pool: &Pool, address: &CaseAddress) -> Result<Vec<AggregateId>, Fault> {
    let sql = "select place_in_time, id from cases where number = $1 and (place_in_time, id) > ($2, $3) \
               order by place_in_time, id limit $4";
    let (number, wanted) = (address.number.to_string(), SHARED_MAX + 1);
    let part = if address.has_mark() { PART } else { wanted };
    let mut found = Vec::new();
    let mut after = (i64::MIN, Vec::new());
    for _ in 0..PARTS_MAX {
        let params = params![number.as_str(), after.0, after.1, part as i64];
        let rows: Vec<(i64, Vec<u8>)> = pool.all(sql, params).await?;
        let ids = rows.iter().filter_map(|(_, bytes)| id(bytes.clone()));
        found.extend(ids.filter(|id| address.can_mean(*id)));
        match rows.into_iter().nth(part - 1) {
            Some(last) if found.len() < wanted => after = last,
            _ => break,
        }
    }
    found.truncate(wanted);
    Ok(found)
}

/// Those of some public numbers that more than one case bears.
pub async fn shared_numbers<'a>(pool: &Pool, numbers: impl IntoIterator<Item = &'a str>) -> Result<Vec<String>, Fault> {
    let values: Vec<_> = numbers.into_iter().map(Value::from).collect();
    if values.is_empty() {
        return Ok(Vec::new());
    }
    let list: Vec<_> = (1..=values.len()).map(|n| format!("${n}")).collect();
    let sql =
        format!("select number from cases where number in ({}) group by number having count(*) > 1", list.join(", "));
    let found: Vec<(String,)> = pool.all(AssertSqlSafe(sql), values).await?;
    Ok(found.into_iter().map(|(number,)| number).collect())
}

fn id(bytes: Vec<u8>) -> Option<AggregateId> {
    <[u8; 16]>::try_from(bytes).ok().map(AggregateId::from_bytes)
}

/// The newest cases whose words match what was typed, as far as they are within reach and in no closed circle.
pub async fn search(
    pool: &Pool,
    typed: &str,
    reach: &Reach,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Row>, Fault> {
    let mut terms = query_terms(typed);
    if reach.is_empty() || !terms.iter().any(|term| !term.excluded) {
        return Ok(Vec::new());
    }
    // Gathering all words with the same beginning reads every case that holds one of them. So the last word stands for
    // its continuations only where the word itself finds next to nothing; later pages go on the same way.
    if terms.last_mut().is_some_and(|last| std::mem::take(&mut last.prefix)) {
        let first = page(pool, reach, &terms, None, limit).await?;
        let is_found = first.len() as i64 >= limit.min(WHOLE_WORDS_MIN);
        if is_found && before.is_none() {
            return Ok(first);
        }
        if let Some(last) = terms.last_mut() {
            last.prefix = !is_found;
        }
    }
    page(pool, reach, &terms, before, limit).await
}

/// The newest matches within reach: the index holds no others, so that exactly so many are read as are shown. A row that the
/// reader may not see is left out even if the index should be wrong.
async fn page(pool: &Pool, reach: &Reach, terms: &[Term], before: Option<i64>, limit: i64) -> Result<Vec<Row>, Fault> {
    let Some(wanted) = expression(pool.engine(), terms, reach) else { return Ok(Vec::new()) };
    let mut params = params![wanted, before.unwrap_or(i64::MAX), limit];
    let units = within(reach, &mut params);
    let matches = matches_of(pool.engine());
    let sql = format!(
        "with found as materialized ({matches}) \
         select {COLUMNS} from found join cases on cases.place_in_time = found.place \
         where not is_sealed{units} order by place_in_time desc"
    );
    Ok(pool.all(AssertSqlSafe(sql), params).await?)
}

/// The condition that a case is within reach, to stand behind another one.
pub(super) fn within(reach: &Reach, params: &mut Vec<Value>) -> String {
    let mut bind = |value: Value| {
        params.push(value);
        format!("${}", params.len())
    };
    match reach {
        Reach::All => String::new(),
        Reach::Units(units) => format!(" and unit in {}", list_of(units, &mut bind)),
    }
}

/// The newest matches before a place in time; the parameters are the expression, the place and how many.
pub(super) fn matches_of(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => {
            "select rowid as place from case_search where terms match $1 and rowid < $2 order by rowid desc limit $3"
        }
        Engine::Postgres => {
            "select place_in_time as place from case_search where terms @@ to_tsquery('simple', $1) and place_in_time < $2 \
             order by place_in_time desc limit $3"
        }
    }
}

/// What was typed, within reach, in the engine's own language of queries; nothing when neither word nor unit is wanted.
pub(super) fn expression(engine: Engine, terms: &[Term], reach: &Reach) -> Option<String> {
    let (wanted, unwanted): (Vec<_>, Vec<_>) = terms.iter().partition(|term| !term.excluded);
    let one = |term: &&Term| match engine {
        Engine::Sqlite => format!("\"{}\"{}", term.words.join(" "), if term.prefix { " *" } else { "" }),
        Engine::Postgres => format!("({}{})", term.words.join(" <-> "), if term.prefix { ":*" } else { "" }),
    };
    let (and, or, not) = match engine {
        Engine::Sqlite => (" AND ", " OR ", " NOT "),
        Engine::Postgres => (" & ", " | ", " & !"),
    };
    let mut all: Vec<_> = wanted.iter().map(one).collect();
    if let Reach::Units(units) = reach {
        let units: Vec<_> = units.iter().map(|unit| unit_word(unit.as_str())).collect();
        all.push(format!("({})", units.join(or)));
    }
    if all.is_empty() {
        return None;
    }
    let mut expression = all.join(and);
    for term in &unwanted {
        expression.push_str(not);
        expression.push_str(&one(term));
    }
    Some(expression)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_phrases_and_exclusions_reach_both_engines() {
        let terms = query_terms("pembuatan \"kartu keluarga\" -hilang lampu");
        assert_eq!(
            expression(Engine::Sqlite, &terms, &Reach::All).unwrap(),
            "\"buat\" AND \"kartu keluarga\" AND \"lampu\" * NOT \"hilang\""
        );
        assert_eq!(
            expression(Engine::Postgres, &terms, &Reach::All).unwrap(),
            "(buat) & (kartu <-> keluarga) & (lampu:*) & !(hilang)"
        );
        assert_eq!(expression(Engine::Sqlite, &query_terms("-hilang"), &Reach::All), None);
    }

    #[test]
    fn a_search_asks_for_the_units_within_reach() {
        let units = ["dishub", "kec-sebatik"].map(|code| code.parse().unwrap());
        let (one, other) = (unit_word("dishub"), unit_word("kec-sebatik"));
        let reach = Reach::Units(units.to_vec());
        let terms = query_terms("lampu -hilang ");
        assert_eq!(
            expression(Engine::Sqlite, &terms, &reach).unwrap(),
            format!("\"lampu\" AND ({one} OR {other}) NOT \"hilang\"")
        );
        assert_eq!(
            expression(Engine::Postgres, &terms, &reach).unwrap(),
            format!("(lampu) & ({one} | {other}) & !(hilang)")
        );
        assert_eq!(expression(Engine::Sqlite, &[], &reach).unwrap(), format!("({one} OR {other})"));
    }
}
