//! An accepted answer is written in two forms: statement by statement, and on PostgreSQL by one statement
//! (`docs/decisions/0009-save-at-once.md`). Whatever one of them leaves in the database the other has to leave too.

use db::testing::Scratch;
use saml::{Identity, NameId};

use super::answer::{Stop, sign_in_at_once, sign_in_step_by_step};
use super::rules::{PendingRow, REPLAYED};
use super::store::{self, NewPending};
use super::{IdentifiedPerson, load_national_id};
use crate::kernel::{Language, NationalId, PersonId, SessionId};
use crate::testing::World;
use crate::web::Visit;

/// Which of the two forms writes.
#[derive(Clone, Copy, Debug)]
enum Writes {
    StepByStep,
    AtOnce,
}

/// An answer about a person; each number is another message.
fn identity(code: &str, number: i64) -> Identity {
    Identity {
        national_id: saml::NationalId::parse(code).expect("an identity code"),
        first_names: Some("Maija Kaarina".to_string()),
        calling_name: Some("Maija".to_string()),
        family_name: Some("Mallikas".to_string()),
        display_name: None,
        common_name: None,
        context_class: "http://ftn.ficora.fi/2017/loa2".to_string(),
        name_id: NameId {
            value: format!("name-{number}"),
            name_qualifier: "https://idp.example".to_string(),
            sp_name_qualifier: "https://portal.example".to_string(),
        },
        session_index: format!("index-{number}"),
        authenticated_at: 1_000 + number,
        response_id: format!("response-{number}"),
        assertion_id: format!("assertion-{number}"),
        replay_until: 2_000 + number,
    }
}

/// Signs somebody in by one of the forms, on a way of its own from a browser that had another session; the token of the
/// new one.
async fn signs_in(
    world: &World,
    (writes, way): (Writes, &str),
    answer: &Identity,
    (old, name): (&SessionId, &str),
) -> Result<String, Stop> {
    let (app, visit) = (&world.app, Visit::of_job(&world.app));
    let mut tx = app.db.write().await?;
    let pending = NewPending {
        id: way,
        kind: "person",
        browser_hash: "browser",
        return_path: "/me",
        language: Language::Fi,
        old_session: Some(old),
    };
    store::insert_pending(&mut tx, visit.now, &pending).await?;
    tx.commit().await?;
    let row: PendingRow = store::find_pending(&mut app.db.read().await?, way, "person").await?.expect("it began");
    let national_id = NationalId::parse(answer.national_id.expose()).expect("an identity code");
    let person = IdentifiedPerson { national_id, name: name.to_string() };
    match writes {
        Writes::StepByStep => sign_in_step_by_step(&visit, &row, answer, &person).await,
        Writes::AtOnce => sign_in_at_once(&visit, &row, answer, &person).await,
    }
}

/// How the provider knows a session: three names, the session index, until when it is watched.
type KnownThere = (Option<String>, Option<String>, Option<String>, Option<String>, Option<i64>);

/// An audit row: when, what, who, of what, details.
type Audited = (i64, String, String, Option<String>, Option<String>);

/// All that an accepted answer has left behind, without what is drawn by chance.
async fn left(world: &World, way: &str, answer: &Identity, old: &SessionId, token: &str) -> Vec<String> {
    let (app, hash) = (&world.app, world.app.vault.token_hash(token));
    let mut read = app.db.read().await.expect("a reader");
    let (way,): (Option<i64>,) =
        read.one("select used_at from sign_in_pending where id = $1", db::values![way]).await.expect("the way");
    let messages: Vec<(String, i64)> = read
        .all(
            "select message_id, replay_until from sign_in_replay where replay_until = $1 order by message_id",
            db::values![answer.replay_until],
        )
        .await
        .expect("the messages");
    let replaced: (Option<i64>, Option<String>) = read
        .one("select ended_at, end_reason from session where id = $1", db::values![old.as_str()])
        .await
        .expect("the old session");
    let (session, person): (String, String) = read
        .one(
            "select id, person_id from session where token_hash = $1 and ended_at is null and end_reason is null",
            db::values![hash.as_str()],
        )
        .await
        .expect("the new session");
    let begun: (String, i64, String, i64, i64, i64) = read
        .one(
            "select kind, approver, name, started_at, last_seen_at, ends_at from session where id = $1",
            db::values![session.as_str()],
        )
        .await
        .expect("what it is");
    let provider: KnownThere = read
        .one(
            "select name_id, name_qualifier, sp_name_qualifier, session_index, watched_until from session where id = $1",
            db::values![session.as_str()],
        )
        .await
        .expect("how the provider knows it");
    let known: (String, i64, i64) = read
        .one("select name, first_seen_at, last_seen_at from person where id = $1", db::values![person.as_str()])
        .await
        .expect("the person");
    let audited: Vec<Audited> = read
        .all(
            "select at, action, actor_kind, subject, detail from audit_entry where session_id = $1 and person_id = $2
               and organisation is null and basis is null and request_id is not null order by action",
            db::values![session.as_str(), person.as_str()],
        )
        .await
        .expect("the audit rows");
    drop(read);
    let code = load_national_id(app, &PersonId::parse(&person).expect("an id")).await.expect("it opens");
    let same = code.expose() == answer.national_id.expose();
    vec![
        format!("{way:?}"),
        format!("{messages:?}"),
        format!("{replaced:?}"),
        format!("{begun:?}"),
        format!("{provider:?}"),
        format!("{known:?} {same}"),
        format!("{audited:?}"),
    ]
}

async fn session_of(world: &World, token: &str) -> SessionId {
    let (hash, sql) = (world.app.vault.token_hash(token), "select id from session where token_hash = $1");
    let mut read = world.app.db.read().await.expect("a reader");
    let (id,): (String,) = read.one(sql, db::values![hash.as_str()]).await.expect("the session");
    SessionId::parse(&id).expect("an id")
}

async fn both_forms_of_an_accepted_answer_store_the_same(scratch: &Scratch) {
    let world = World::new(scratch);
    let forms = match world.app.db.dialect() {
        db::Dialect::Sqlite => &[Writes::StepByStep][..],
        db::Dialect::Postgres => &[Writes::StepByStep, Writes::AtOnce],
    };
    for (at, writes) in (0_i64..).zip(forms) {
        let code = ["110276-9244", "211168-9033"][usize::try_from(at).expect("small")];
        // A new person first; then the same one under another name, a minute later.
        let mut old = world.matti().await.session.expect("a session").id;
        for (again, name) in [(0, "Maija Mallikas"), (1, "Maija Esimerkki")] {
            let (number, now) = (10 * at + again, world.app.clock.now().milliseconds());
            let answer = identity(code, number);
            let (way, other) = (format!("_way-{number}"), format!("_other-{number}"));
            let signed_in = signs_in(&world, (*writes, &way), &answer, (&old, name)).await;
            let Ok(token) = signed_in else { panic!("{writes:?}: nobody is signed in") };
            let ends = now + 1_000 * world.app.config.sessions.absolute_seconds;
            let detail = serde_json::json!({
                "context_class": "http://ftn.ficora.fi/2017/loa2", "authenticated_at": 1_000 + number,
            });
            let first_seen = now - again * 60_000;
            let some = |text: &str| Some(text.to_string());
            let expected = vec![
                format!("{:?}", Some(now)),
                format!(
                    "{:?}",
                    [(format!("assertion-{number}"), 2_000 + number), (format!("response-{number}"), 2_000 + number)]
                ),
                format!("{:?}", (Some(now), some("replaced"))),
                format!("{:?}", ("person", 0, name, now, now, ends)),
                format!(
                    "{:?}",
                    (
                        some(&format!("name-{number}")),
                        some("https://idp.example"),
                        some("https://portal.example"),
                        some(&format!("index-{number}")),
                        None::<i64>
                    )
                ),
                format!("{:?} true", (name, first_seen, now)),
                format!(
                    "{:?}",
                    [
                        (now, "sign_in.replaced", "person", some(old.as_str()), some("{}")),
                        (now, "sign_in.signed_in", "person", None, some(&detail.to_string()))
                    ]
                ),
            ];
            assert_eq!(left(&world, &way, &answer, &old, &token).await, expected, "{writes:?}, {name}");
            let replayed = signs_in(&world, (*writes, &other), &answer, (&old, name)).await;
            assert!(matches!(replayed, Err(Stop::Refused(REPLAYED))), "{writes:?}: a message comes once");
            old = session_of(&world, &token).await;
            world.app.clock.advance_seconds(60);
        }
    }
}

db::testing::on_both![both_forms_of_an_accepted_answer_store_the_same];
