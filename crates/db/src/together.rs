//! Questions of many that one statement answers, on PostgreSQL.
//!
//! A round trip, and the beginning and the end of a statement, cost the server, the driver and both schedulers more than
//! most statements do in between. Whoever asks alone is answered at once. Whoever asks while the statement is on its way
//! goes with all the others of that time in the next one. A statement also lets those come who are at the door: who can go
//! on at this very moment, and, where it follows another one ([`crate::Db::together_after`]), those whom that one is about
//! to answer. A statement that
//! writes need not wait for the one before it to be on disk: two may be on their way. Nobody waits for a clock.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sqlx::postgres::{PgArguments, PgRow};
use sqlx::{Arguments as _, PgConnection, Row as _};
use tokio::sync::{Notify, oneshot};

use crate::Error;
use crate::error::ends_connection;
use crate::pool::Pool;
use crate::postgres::in_time;
use crate::value::{NUL, Value, is_plain};

/// How many are answered by one statement at most.
const MOST: usize = 64;
/// How many statements that write may be on their way at once: while the server waits for the disk with one, it works on
/// the other.
const LANES: usize = 2;
/// How many times the runtime goes round without anybody new before a statement begins. Once is too soon: whoever is just
/// being read from a socket or answered on another thread comes a moment later. Three make the crowds half as large again,
/// eight no larger.
const PATIENCE: usize = 3;
/// The column of an answer that says whose it is: the place among those who asked, from 1 on.
const PLACE: &str = "place";

/// The statements of a database that are asked together, known by the place of their text in the program.
#[derive(Default)]
pub(crate) struct Gatherings {
    by_text: Mutex<HashMap<usize, Arc<Gathering>>>,
}

/// Those who wait for one statement.
#[derive(Default)]
struct Gathering {
    waiting: Mutex<Waiting>,
    /// A statement has ended, or whoever ran it was cut off.
    ended: Notify,
}

#[derive(Default)]
struct Waiting {
    asked: Vec<Asked>,
    /// How many run the statement for all, each again and again.
    runners: usize,
    /// How many are in statements that are on their way.
    carried: usize,
}

impl Waiting {
    /// Whether a statement may begin now: none is on its way, or half as many wait as there are in the one that is. Fewer
    /// would make many small statements of a crowd.
    fn is_enough(&self) -> bool {
        !self.asked.is_empty() && self.asked.len() * 2 >= self.carried
    }
}

struct Asked {
    values: Vec<Value<'static>>,
    answer: oneshot::Sender<Result<Vec<PgRow>, Error>>,
}

impl Gatherings {
    /// The rows for these values. The statement takes a list for each of them and says in `place` whose a row is. Those
    /// whom the statement `after` is about to answer are waited for.
    pub(crate) async fn ask(
        &self,
        pool: &Arc<Pool<PgConnection>>,
        sql: &'static str,
        after: Option<&'static str>,
        values: Vec<Value<'static>>,
    ) -> Result<Vec<PgRow>, Error> {
        // What cannot be stored is refused before it could stop the statement of others.
        if !values.iter().all(is_plain) {
            return Err(Error::Violation(NUL.into()));
        }
        let of = |sql: &'static str| Arc::clone(lock(&self.by_text).entry(sql.as_ptr().addr()).or_default());
        let (gathering, before) = (of(sql), after.map(of));
        let lanes = if after.is_some() { LANES } else { 1 };
        let (answer, answered) = oneshot::channel();
        let begins = {
            let mut waiting = lock(&gathering.waiting);
            waiting.asked.push(Asked { values, answer });
            let begins = match waiting.runners {
                0 => true,
                runners => runners < lanes && waiting.carried > 0 && waiting.is_enough(),
            };
            waiting.runners += usize::from(begins);
            begins
        };
        if begins {
            // A task of its own: whoever asked first may stop waiting, the others are answered all the same.
            tokio::spawn(run_until_nobody_waits(gathering, before, Arc::clone(pool), sql));
        }
        answered.await.map_err(|_| Error::Unavailable("a statement for many was cut off".into()))?
    }
}

async fn run_until_nobody_waits(
    gathering: Arc<Gathering>,
    before: Option<Arc<Gathering>>,
    pool: Arc<Pool<PgConnection>>,
    sql: &'static str,
) {
    let mut turn = Turn { gathering, carried: 0 };
    loop {
        turn.gathering.let_come(before.as_deref()).await;
        let Some(asked) = turn.next() else { break };
        let answers = match run(&pool, sql, &asked).await {
            Ok(answers) => answers.into_iter().map(Ok).collect(),
            Err(error) if asked.len() == 1 || matches!(error, Error::Unavailable(_)) => {
                asked.iter().map(|_| Err(error.clone())).collect()
            }
            Err(_) => one_by_one(&pool, sql, &asked).await,
        };
        turn.end();
        for (asked, answer) in asked.into_iter().zip(answers) {
            // Whoever stopped waiting does not know the outcome.
            let _ = asked.answer.send(answer);
        }
    }
}

impl Gathering {
    /// Waits for those who are at the door: once for the statement that is on its way before this one, and then until nobody
    /// new has come for some rounds of the runtime.
    async fn let_come(&self, before: Option<&Self>) {
        if let Some(before) = before {
            // Made before looking, so that an end between the two is not missed.
            let ended = before.ended.notified();
            if lock(&before.waiting).carried > 0 {
                ended.await;
            }
        }
        let (mut many, mut alone) = (0, 0);
        while alone < PATIENCE && many < MOST {
            tokio::task::yield_now().await;
            let come = lock(&self.waiting).asked.len();
            alone = if come == many { alone + 1 } else { 0 };
            many = come;
        }
    }
}

/// One of them made the statement fail; the others are answered.
async fn one_by_one(pool: &Pool<PgConnection>, sql: &'static str, asked: &[Asked]) -> Vec<Result<Vec<PgRow>, Error>> {
    let mut answers = Vec::with_capacity(asked.len());
    for one in asked {
        let answer = run(pool, sql, std::slice::from_ref(one)).await;
        answers.push(answer.map(|mut rows| rows.pop().unwrap_or_default()));
    }
    answers
}

/// Runs the statement once; the rows of each in their order.
async fn run(pool: &Pool<PgConnection>, sql: &'static str, asked: &[Asked]) -> Result<Vec<Vec<PgRow>>, Error> {
    #[cfg(feature = "testing")]
    crate::testing::witness(crate::Dialect::Postgres, sql);
    let arguments = lists(asked)?;
    let mut lease = pool.acquire().await?;
    lease.start();
    let rows = in_time(sqlx::query_with(sql, arguments).fetch_all(&mut *lease)).await;
    lease.settle(rows.as_ref().err().is_some_and(ends_connection));
    let mut answers: Vec<Vec<PgRow>> = asked.iter().map(|_| Vec::new()).collect();
    for row in rows? {
        let place: i64 = row.try_get(PLACE)?;
        let whose = usize::try_from(place - 1).ok().and_then(|place| answers.get_mut(place));
        whose.ok_or_else(|| Error::Other("a row is nobody's who asked".into()))?.push(row);
    }
    Ok(answers)
}

/// A list for each value, with one item for each who asked.
fn lists(asked: &[Asked]) -> Result<PgArguments, Error> {
    let mut arguments = PgArguments::default();
    let first = asked.first().map(|one| one.values.as_slice()).unwrap_or_default();
    for (at, kind) in first.iter().enumerate() {
        let all = asked.iter().map(|one| one.values.get(at));
        let added = match kind {
            Value::Text(_) => arguments.add(all.map(text).collect::<Result<Vec<_>, _>>()?),
            Value::Integer(_) => arguments.add(all.map(integer).collect::<Result<Vec<_>, _>>()?),
            Value::Real(_) | Value::Blob(_) => return Err(mixed()),
        };
        added.map_err(sqlx::Error::Encode)?;
    }
    Ok(arguments)
}

fn text<'v>(value: Option<&'v Value<'static>>) -> Result<Option<&'v str>, Error> {
    match value {
        Some(Value::Text(text)) => Ok(text.as_deref()),
        _ => Err(mixed()),
    }
}

fn integer(value: Option<&Value<'static>>) -> Result<Option<i64>, Error> {
    match value {
        Some(Value::Integer(number)) => Ok(*number),
        _ => Err(mixed()),
    }
}

fn mixed() -> Error {
    Error::Other("values that are asked together are texts and integers, of the same kinds for all".into())
}

/// The right to run the statement; given back when nobody waits, or with everybody's wait when the runner is dropped.
struct Turn {
    gathering: Arc<Gathering>,
    /// How many are in the statement that is on its way.
    carried: usize,
}

impl Turn {
    /// Those who wait now. The turn ends when nobody does, and when they are few beside a statement of the other lane: they go
    /// with the next one there, or begin one as soon as they are enough.
    fn next(&mut self) -> Option<Vec<Asked>> {
        let mut waiting = lock(&self.gathering.waiting);
        // Nothing is done any more for those who have gone.
        waiting.asked.retain(|asked| !asked.answer.is_closed());
        if !waiting.is_enough() {
            waiting.runners -= 1;
            return None;
        }
        self.carried = waiting.asked.len().min(MOST);
        waiting.carried += self.carried;
        Some(waiting.asked.drain(..self.carried).collect())
    }

    fn end(&mut self) {
        lock(&self.gathering.waiting).carried -= std::mem::take(&mut self.carried);
        self.gathering.ended.notify_waiters();
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        // After the last `next` somebody else may have begun a turn; only one that was cut off ends with a panic or with
        // its runtime, and whoever waits then must not wait for ever.
        if std::thread::panicking() {
            self.end();
            let mut waiting = lock(&self.gathering.waiting);
            waiting.runners -= 1;
            waiting.asked.clear();
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
