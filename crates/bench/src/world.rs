//! Databases filled from a fixed seed: organisations, their cases, people who are signed in.

use anyhow::{Context as _, anyhow};
use db::Dialect;
use ekstranet::kernel::{Basis, BusinessId, Instant, NationalId, PersonId, Position, SessionKind};
use ekstranet::mandates::{self, Authority};
use ekstranet::sign_in::{self, IdentifiedPerson, NewSession};
use ekstranet::web::{App, Failure};
use serde_json::json;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, SqliteConnection};

use crate::portal::Place;

/// People whose home pages are asked for; each acts for an organisation with twenty cases.
const HOMES: usize = 2_500;
/// People who write drafts; their organisations have no cases.
pub const SAVERS: usize = 32;
/// Cases of one organisation whose home page is asked for.
const CASES_OF_HOME: usize = 20;
/// Cases of any other organisation: an open case of two services. With a hundred thousand cases there are more than
/// 25,000 organisations.
const CASES_OF_OTHER: usize = 2;
/// Which of a home's cases waits for an officer and has its content; and which has been granted.
const WHOLE_CASE: usize = CASES_OF_HOME - 3;
const GRANTED_CASE: usize = CASES_OF_HOME - 1;
/// A certified system and an access point that applications may name.
pub const SYSTEM: &str = "mallipotilas";
pub const ACCESS_POINT: &str = "1.2.246.10.80000001.99.1";
/// Stands for no value in a row, whose values are separated by tabs.
const NULL: &str = "\\N";
/// Rows of one statement.
const ROWS: usize = 500;
/// Units of an organisation, unless a bar asks for more.
pub const UNITS: usize = 5;
/// Organisations whose cases one officer handles.
const ORGANISATIONS_OF_OFFICER: usize = 125;
const YEAR: i64 = 300 * 24 * 3600 * 1000;

/// How large a database is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Size {
    pub cases: usize,
    /// Organisations besides those of the home pages, with somebody of each signed in.
    pub savers: usize,
    /// How many people of each of them are signed in.
    pub people: usize,
    /// How many units each organisation has.
    pub units: usize,
}

impl Size {
    /// So many cases, and as many people as most bars need.
    pub fn of(cases: usize) -> Self {
        Self { cases, savers: SAVERS, people: 1, units: UNITS }
    }
}

/// Somebody who is signed in and acts for an organisation.
#[derive(Clone)]
pub struct Person {
    pub cookies: String,
    pub organisation: String,
}

/// A filled database.
#[derive(Clone)]
pub struct World {
    pub url: String,
    pub homes: Vec<Person>,
    pub savers: Vec<Person>,
    pub officer: Person,
    /// A submitted case of the first home, with its content, and that home's deployment; of no meaning without homes.
    pub case: String,
    pub deployment: String,
    /// When the case in the middle was submitted, in milliseconds.
    pub middle: i64,
    /// When the sixtieth from the end was: after it comes the last page of a queue.
    pub late: i64,
}

impl World {
    /// Makes a database of this dialect and size. `postgres` is the address of the cluster's own database.
    pub async fn make(place: &Place, dialect: Dialect, postgres: Option<&str>, size: Size) -> anyhow::Result<Self> {
        let Size { cases, savers, people: each, units } = size;
        let name = format!("world_{cases}_{savers}_{each}_{units}");
        let url = match dialect {
            Dialect::Sqlite => format!("sqlite://{}", place.folder.join(format!("{name}.db")).display()),
            Dialect::Postgres => {
                let cluster = postgres.context("PostgreSQL is not installed: apt-get install postgresql")?;
                let mut connection = PgConnection::connect(cluster).await?;
                sqlx::raw_sql(AssertSqlSafe(format!("create database {name}"))).execute(&mut connection).await?;
                let (server, _) = cluster.rsplit_once('/').context("an address with a database")?;
                format!("{server}/{name}")
            }
        };
        let app = place.app(&url).await?;
        let now = app.clock.now();
        app.db.migrate(now.milliseconds()).await?;
        let homes = HOMES.min(cases / 2 / CASES_OF_HOME);
        let mut people = Vec::new();
        let mut tx = app.db.write().await?;
        let further = (1..each).flat_map(|_| homes..homes + savers);
        for (number, organisation) in (0..homes + savers).chain(further).enumerate() {
            people.push(person(&mut tx, &app, now, number, organisation).await.map_err(failed)?);
        }
        let officer = PersonId::new(now, &app.random);
        let begin = NewSession {
            person: &officer,
            name: "Vilma Virkanen",
            kind: SessionKind::Officer { approver: true },
            provider: None,
        };
        let (_, token) = sign_in::begin_session(&mut tx, &app, now, &begin).await.map_err(failed)?;
        tx.commit().await?;
        drop(app);
        let mut filling = Filling::open(&url).await?;
        let now = now.milliseconds();
        let seed = Seed { cases, homes, savers, units, first: now - YEAR, now, officer };
        seed.fill(&mut filling).await?;
        filling.close().await?;
        let savers = people.split_off(homes);
        let officer = Person { cookies: cookies(&token), organisation: String::new() };
        let (case, deployment) = (id(1, WHOLE_CASE * homes), id(4, 0));
        let (middle, late) = (seed.at(cases / 2), seed.at(cases.saturating_sub(60)));
        Ok(Self { url, homes: people, savers, officer, case, deployment, middle, late })
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it stands in map_err")]
fn failed(failure: Failure) -> anyhow::Error {
    anyhow!("a door of the portal refused: {failure:?}")
}

fn cookies(token: &str) -> String {
    format!("__Host-session={token}; __Host-language=fi")
}

/// Signs somebody in for an organisation, through the doors of the rooms.
async fn person(tx: &mut db::Tx, app: &App, now: Instant, number: usize, of: usize) -> Result<Person, Failure> {
    let national_id = NationalId::parse(&national_id(number)).ok_or_else(|| Failure::internal("no identity code"))?;
    let name = format!("Maija Mallikas {number}");
    let identified = IdentifiedPerson { national_id, name: name.clone() };
    let person = sign_in::admit_person(tx, app, now, &identified).await?;
    let begin = NewSession { person: &person, name: &name, kind: SessionKind::Person, provider: None };
    let (session, token) = sign_in::begin_session(tx, app, now, &begin).await?;
    let organisation = business_id(of);
    let position = Basis::Position(Position::ManagingDirector);
    let authority = Authority {
        organisation: BusinessId::parse(&organisation).ok_or_else(|| Failure::internal("no business ID"))?,
        organisation_name: organisation_name(of),
        bases: vec![position],
        roles: vec![position.code()],
        complete: true,
    };
    mandates::keep_authority(tx, now, &session, &authority).await?;
    Ok(Person { cookies: cookies(&token), organisation })
}

/// An artificial identity code: the individual number is from 900 on.
fn national_id(number: usize) -> String {
    const CHECKS: &[u8; 31] = b"0123456789ABCDEFHJKLMNPRSTUVWXY";
    let (individual, day) = (900 + number % 100, number / 100);
    let date = format!("{:02}{:02}{:02}", day % 28 + 1, day / 28 % 12 + 1, 40 + day / 336 % 60);
    let digits: usize = format!("{date}{individual}").parse().unwrap_or_default();
    format!("{date}-{individual}{}", char::from(CHECKS[digits % 31]))
}

/// Business IDs from 8000000 on, which the register has not reached.
fn business_id(number: usize) -> String {
    let mut at = 8_000_000 + number;
    loop {
        let digits = [1_000_000, 100_000, 10_000, 1_000, 100, 10, 1].map(|place| at / place % 10);
        let sum: usize = digits.iter().zip([7, 9, 10, 5, 8, 4, 2]).map(|(digit, weight)| digit * weight).sum();
        match sum % 11 {
            0 => return format!("{at}-0"),
            // A number without a check digit is never issued; a million further nobody else is.
            1 => at += 1_000_000,
            rest => return format!("{at}-{}", 11 - rest),
        }
    }
}

fn organisation_name(number: usize) -> String {
    format!("Mallikylän Lääkäriasema {number} Oy")
}

/// A UUID of version 7 by its number.
fn id(kind: usize, number: usize) -> String {
    format!("01900000-{kind:04x}-7000-8000-{number:012x}")
}

/// The object identifier of a unit of an organisation.
pub fn unit(business_id: &str, number: usize) -> String {
    format!("1.2.246.10.{}.10.{number}", business_id.replace('-', ""))
}

/// What a database is filled with.
struct Seed {
    cases: usize,
    homes: usize,
    savers: usize,
    units: usize,
    first: i64,
    now: i64,
    officer: PersonId,
}

impl Seed {
    /// When a case was submitted.
    fn at(&self, case: usize) -> i64 {
        let share = |whole: i64| {
            whole * i64::try_from(case).unwrap_or_default() / i64::try_from(self.cases.max(1)).unwrap_or(1)
        };
        self.first + share(YEAR)
    }

    async fn fill(&self, filling: &mut Filling) -> anyhow::Result<()> {
        let columns = "id, organisation, organisation_name, service, catalogue_version, kind, state, version, \
                       case_language, case_number, created_at, created_by, created_by_name, changed_at, submitted_at, \
                       submitted_by, submitted_by_name, basis, officer_id, officer_name, supplement_deadline, decided_at";
        filling.insert("application", columns, (0..self.cases).map(|case| self.application(case))).await?;
        let columns = "id, application_id, organisation, service, case_number, language, snapshot, recipients, state, \
                       version, opened_at, production_date, in_production_since";
        filling.insert("deployment", columns, (0..self.homes).map(|home| self.deployment(home))).await?;
        let copies = (0..self.homes + self.savers).flat_map(|number| self.copies(number));
        filling.insert("register_copy", "source, key, content, fetched_at", copies).await?;
        let columns = "id, name, version, class, services, certified_until, supplier";
        let system = [SYSTEM, "Mallipotilas", "5.0", "A2", "prescription", "2099-12-31", "Mallitalo Oy"].join("\t");
        filling.insert("information_system", columns, std::iter::once(system)).await?;
        let columns = "oid, name, owner, owner_name, certificate_until";
        let point = [ACCESS_POINT, "Malliliityntä", &business_id(0), "Mallitalo Oy", "2099-12-31"].join("\t");
        filling.insert("access_point", columns, std::iter::once(point)).await?;
        if self.homes == 0 {
            return Ok(());
        }
        let columns = "application, number, content, sha256, frozen_at, person_id";
        filling.insert("application_version", columns, std::iter::once(self.content())).await
    }

    /// What the first home's whole case holds.
    fn content(&self) -> String {
        let person = |name: &str, role: &str| {
            json!({ "name": name, "email": format!("{role}@mallikyla.example"), "phone": "+358 40 1234567",
                "roles": [role] })
        };
        let units: Vec<String> = (1..=UNITS).map(|number| unit(&business_id(0), number)).collect();
        let content = json!({
            "service": "prescription", "form_version": 1, "names": {},
            "applicant": { "business_id": business_id(0), "name": organisation_name(0), "oid": unit(&business_id(0), 0),
                "verified_at": self.now },
            "answers": {
                "organisation": { "confirmed": "yes", "language": "fi" },
                "joining_model": { "model": "direct" },
                "units": { "units": units, "renewal_units": units },
                "information_system": { "system": SYSTEM },
                "access_point": { "access_point": ACCESS_POINT },
                "schedule": { "production_date": "2099-12-01" },
                "contacts": { "people": [person("Maija Mallikas", "administrative"),
                    person("Teppo Tietosuoja", "data_protection_officer"), person("Tiina Tekninen", "technical")] },
                "billing": { "method": "paper", "language": "fi", "street": "Mallitie 1", "post_code": "00100",
                    "post_office": "HELSINKI" },
                "security": { "plan": "yes", "self_monitoring": "yes" },
            },
        });
        let case = id(1, WHOLE_CASE * self.homes);
        format!("{case}\t1\t{content}\t{}\t{}\t{}", "0".repeat(64), self.now, id(3, 0))
    }

    /// The organisation of a case and which of its cases it is. Twenty of the first ones come before four of each other.
    fn place(&self, case: usize) -> (usize, usize) {
        let of_homes = self.homes * CASES_OF_HOME;
        if case < of_homes {
            // Spread over the year: each organisation's cases lie far apart.
            (case % self.homes, case / self.homes)
        } else {
            let rest = case - of_homes;
            (self.homes + self.savers + rest / CASES_OF_OTHER, rest % CASES_OF_OTHER)
        }
    }

    fn application(&self, case: usize) -> String {
        const SERVICES: [&str; 4] = ["patient_data", "prescription", "social_data", "imaging_data"];
        let (organisation, which) = self.place(case);
        let is_home = organisation < self.homes;
        let is_last = which >= CASES_OF_HOME - 4;
        let state = match (is_home, is_last, which % 4) {
            (true, true, 0) => "in_review",
            (true, true, 1) => "submitted",
            (true, true, 2) => "supplement_requested",
            (true, _, 3) => "approved",
            (true, false, _) => "rejected",
            _ if (organisation + which) % 2 == 0 => "submitted",
            _ => "in_review",
        };
        let (at, decided) = (self.at(case), matches!(state, "approved" | "rejected"));
        // Officer 0, who is signed in, has the same number of cases however many there are.
        let first_of_others = self.homes + self.savers;
        let officer =
            if is_home { 100_000 + organisation } else { organisation - first_of_others } / ORGANISATIONS_OF_OFFICER;
        let officer_id = if officer == 0 { self.officer.to_string() } else { id(2, officer) };
        let officer = if state == "submitted" {
            format!("{NULL}\t{NULL}")
        } else {
            format!("{officer_id}\tVeikko Virkanen {officer}")
        };
        let deadline = if state == "supplement_requested" { "2027-12-04" } else { NULL };
        let decided_at = if decided { (at + 86_400_000).to_string() } else { NULL.to_string() };
        let (organisation_id, name) = (business_id(organisation), organisation_name(organisation));
        let (application, person, service) = (id(1, case), id(3, organisation), SERVICES[which % 4]);
        format!(
            "{application}\t{organisation_id}\t{name}\t{service}\t1\tjoining\t{state}\t3\tfi\tTHL/{case}/4.00/2026\t{at}\t\
             {person}\tMaija Mallikas\t{at}\t{at}\t{person}\tMaija Mallikas\tposition:TJ\t{officer}\t{deadline}\t{decided_at}"
        )
    }

    /// The approved service of a home, in production.
    fn deployment(&self, home: usize) -> String {
        let case = GRANTED_CASE * self.homes + home;
        let (deployment, application, organisation, at) = (id(4, home), id(1, case), business_id(home), self.at(case));
        format!(
            "{deployment}\t{application}\t{organisation}\timaging_data\tTHL/{case}/4.00/2026\tfi\t{{}}\t[]\tin_production\t4\t\
             {at}\t2026-10-01\t2026-10-01"
        )
    }

    /// What the registers told of an organisation a moment ago.
    fn copies(&self, number: usize) -> [String; 2] {
        let (business_id, name) = (business_id(number), organisation_name(number));
        let units: Vec<serde_json::Value> = (1..=self.units)
            .map(|unit| {
                json!({ "oid": self::unit(&business_id, unit), "name": format!("{name}, toimipiste {unit}"),
                    "begins_on": "2015-01-01", "ends_on": "2099-12-31" })
            })
            .collect();
        let organisation = json!({ "business_id": business_id, "oid": unit(&business_id, 0),
            "name": name, "sector": "2", "street_address": "Mallitie 1", "post_code": "00100", "post_office": "HELSINKI",
            "units": units });
        let company = json!({ "business_id": business_id, "name": name, "form": "16", "registered": true,
            "private": true });
        let row =
            |source: &str, content: serde_json::Value| format!("{source}\t{business_id}\t{content}\t{}", self.now);
        [row("organisation", organisation), row("company", company)]
    }
}

/// A connection that fills a database quickly; what it writes is not durable until it is closed.
enum Filling {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Filling {
    async fn open(url: &str) -> anyhow::Result<Self> {
        let mut filling = if url.starts_with("sqlite:") {
            Self::Sqlite(SqliteConnection::connect(url).await?)
        } else {
            Self::Postgres(PgConnection::connect(url).await?)
        };
        let begin = match &filling {
            Self::Sqlite(_) => "pragma synchronous = off; pragma cache_size = -200000; begin",
            Self::Postgres(_) => "begin",
        };
        filling.run(begin.to_string()).await?;
        Ok(filling)
    }

    async fn run(&mut self, sql: String) -> anyhow::Result<()> {
        match self {
            Self::Sqlite(connection) => {
                sqlx::raw_sql(AssertSqlSafe(sql)).execute(connection).await?;
            }
            Self::Postgres(connection) => {
                sqlx::raw_sql(AssertSqlSafe(sql)).execute(connection).await?;
            }
        }
        Ok(())
    }

    /// Adds rows whose values are separated by tabs.
    async fn insert(&mut self, table: &str, columns: &str, rows: impl Iterator<Item = String>) -> anyhow::Result<()> {
        let mut rows = rows.peekable();
        match self {
            Self::Sqlite(connection) => {
                while rows.peek().is_some() {
                    let values: Vec<String> = rows.by_ref().take(ROWS).map(|row| literals(&row)).collect();
                    let sql = format!("insert into {table} ({columns}) values {}", values.join(", "));
                    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut *connection).await?;
                }
            }
            Self::Postgres(connection) => {
                let indexes = drop_indexes(connection, table).await?;
                let mut copying = connection.copy_in_raw(&format!("copy {table} ({columns}) from stdin")).await?;
                while rows.peek().is_some() {
                    let text: Vec<String> = rows.by_ref().take(ROWS).map(|row| row + "\n").collect();
                    copying.send(text.concat().into_bytes()).await?;
                }
                copying.finish().await?;
                for index in indexes {
                    sqlx::raw_sql(AssertSqlSafe(index)).execute(&mut *connection).await?;
                }
            }
        }
        Ok(())
    }

    /// Commits, and leaves the database as it would be after a quiet night.
    async fn close(mut self) -> anyhow::Result<()> {
        self.run("commit".into()).await?;
        match &self {
            Self::Sqlite(_) => self.run("pragma synchronous = full; pragma wal_checkpoint(truncate)".into()).await,
            Self::Postgres(_) => {
                self.run("vacuum (analyze)".into()).await?;
                self.run("checkpoint".into()).await
            }
        }
    }
}

/// The values of a row as `SQLite` reads them; the columns' types turn texts into numbers.
fn literals(row: &str) -> String {
    let value =
        |value: &str| if value == NULL { "null".to_string() } else { format!("'{}'", value.replace('\'', "''")) };
    format!("({})", row.split('\t').map(value).collect::<Vec<_>>().join(", "))
}

/// Takes the indexes away that stand in no table's definition, and gives the statements that make them again: filling
/// first is several times quicker.
async fn drop_indexes(connection: &mut PgConnection, table: &str) -> anyhow::Result<Vec<String>> {
    let indexes: Vec<(String, String)> = sqlx::query_as(
        "select indexname::text, indexdef from pg_indexes
         where tablename = $1 and indexname::text not in (select conname::text from pg_constraint)",
    )
    .bind(table)
    .fetch_all(&mut *connection)
    .await?;
    let mut statements = Vec::new();
    for (name, statement) in indexes {
        sqlx::raw_sql(AssertSqlSafe(format!("drop index {name}"))).execute(&mut *connection).await?;
        statements.push(statement);
    }
    Ok(statements)
}

#[cfg(test)]
mod tests {
    use ekstranet::kernel::{BusinessId, NationalId};

    #[test]
    fn seeded_identifiers_are_valid_and_different() {
        let ids: std::collections::HashSet<String> = (0..300_000).map(super::business_id).collect();
        assert_eq!(ids.len(), 300_000);
        assert!(ids.iter().all(|id| BusinessId::parse(id).is_some()));
        let codes: std::collections::HashSet<String> = (0..3_000).map(super::national_id).collect();
        assert_eq!(codes.len(), 3_000);
        assert!(codes.iter().all(|code| NationalId::parse(code).is_some_and(|code| code.is_artificial())));
    }
}
