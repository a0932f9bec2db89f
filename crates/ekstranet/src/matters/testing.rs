//! For the tests of the rooms that keep matters: what is in use, what the registers tell, the steps through the pages, and
//! what several steps at once may lead to.

use serde_json::json;

use crate::deployments::{self, Granted};
use crate::kernel::{ApplicationId, BusinessId, CaseLanguage, DeploymentId};
use crate::services::{Profile, Service, form};
use crate::testing::{Answer, Browser, World, between};
use crate::web::Visit;

pub(crate) const DAY: i64 = 24 * 3_600;

pub(crate) fn business_id(text: &str) -> BusinessId {
    BusinessId::parse(text).expect("valid")
}

/// A service that was granted to an organisation, which is reached at an address; in production since 2020, or not yet.
pub(crate) async fn grant(
    world: &World,
    (organisation, email): (&str, &str),
    service: Service,
    produces: bool,
) -> DeploymentId {
    let visit = Visit::of_job(&world.app);
    let granted = Granted {
        application: &ApplicationId::new(visit.now, &world.app.random),
        organisation: &business_id(organisation),
        service,
        form: form(service.code(), 1).expect("in the catalogue").asked(Profile::default()),
        case_number: &format!("KE-2020-{}-{organisation}", service.code()),
        language: CaseLanguage::Fi,
        snapshot: json!({}),
        recipients: vec![email.to_string()],
        wished_date: None,
    };
    let mut tx = world.app.db.write().await.expect("a transaction");
    let id = deployments::open(&mut tx, &visit, &granted).await.expect("opened");
    if produces {
        let started = "update deployment set state = 'in_production', in_production_since = '2020-01-01' where id = $1";
        tx.run(started, db::values![id.as_str()]).await.expect("set");
    }
    tx.commit().await.expect("committed");
    id
}

/// What a register has just told of a business ID.
pub(crate) async fn told(world: &World, source: &str, id: &str, content: Option<String>) {
    let sql = "insert into register_copy (source, key, content, fetched_at) values ($1, $2, $3, $4)
               on conflict (source, key) do update set content = excluded.content, fetched_at = excluded.fetched_at";
    let mut tx = world.app.db.write().await.expect("a transaction");
    let now = world.app.clock.now().milliseconds();
    tx.run(sql, db::values![source, id, content.as_deref(), now]).await.expect("kept");
    tx.commit().await.expect("committed");
}

pub(crate) async fn company(world: &World, id: &str, name: &str, registered: bool) {
    let company = json!({ "business_id": id, "name": name, "form": "16", "registered": registered, "private": true });
    told(world, "company", id, Some(company.to_string())).await;
}

/// The version that a page shows.
pub(crate) fn version(page: &Answer) -> String {
    between(&page.body, "name=\"version\" value=\"", "\"").to_string()
}

/// The id at the end of an address.
pub(crate) fn id(address: &str) -> &str {
    address.rsplit('/').next().expect("an id")
}

/// Saves a page of the form with the version that it shows.
pub(crate) async fn save(browser: &Browser<'_>, address: &str, page: &str, fields: &[(&str, &str)]) -> Answer {
    let place = format!("{address}/pages/{page}");
    let version = version(&browser.get(&place).await);
    let mut all = vec![("version", version.as_str())];
    all.extend(fields);
    browser.post(&place, &all).await
}

pub(crate) async fn mailed(world: &World, happening: &str) -> Vec<String> {
    let mut read = world.app.db.read().await.expect("a reader");
    let sql = "select recipient from notice where happening = $1 order by recipient";
    let rows: Vec<(String,)> = read.all(sql, db::values![happening]).await.expect("read");
    rows.into_iter().map(|row| row.0).collect()
}

pub(crate) async fn audited(world: &World, action: &str) -> i64 {
    let mut read = world.app.db.read().await.expect("a reader");
    let sql = "select count(*) from audit_entry where action = $1";
    read.one::<(i64,)>(sql, db::values![action]).await.expect("counted").0
}

/// A step with its side and the action with which the audit log tells of it.
pub(crate) type Told<Step, Side> = (Step, Side, &'static str);

/// How often each step has been done, by the audit log.
pub(crate) async fn done<Step: Copy, Side: Copy, const N: usize>(
    world: &World,
    id: &str,
    steps: [Told<Step, Side>; N],
) -> [i64; N] {
    let mut read = world.app.db.read().await.expect("a reader");
    let mut counts = [0; N];
    for (count, (.., action)) in counts.iter_mut().zip(steps) {
        let sql = "select count(*) from audit_entry where action = $1 and subject = $2";
        (*count,) = read.one(sql, db::values![action, id]).await.expect("counted");
    }
    counts
}

/// The steps that were done between two counts.
pub(crate) fn made<Step: Copy, Side: Copy, const N: usize>(
    steps: [Told<Step, Side>; N],
    (before, after): ([i64; N], [i64; N]),
) -> Vec<(Step, Side)> {
    let times = |at: usize| after[at] - before[at];
    let each = steps.into_iter().enumerate();
    each.flat_map(|(at, (step, side, _))| (0..times(at)).map(move |_| (step, side))).collect()
}

/// Whether some order of the steps that were done is allowed and leads from one state to the other. `after` is the life of
/// the matter.
pub(crate) fn leads<State: Copy + PartialEq, Step: Copy, Side: Copy>(
    from: State,
    steps: &[(Step, Side)],
    to: State,
    after: &impl Fn(State, Step, Side) -> Option<State>,
) -> bool {
    if steps.is_empty() {
        return from == to;
    }
    (0..steps.len()).any(|index| {
        let mut rest = steps.to_vec();
        let (step, side) = rest.remove(index);
        after(from, step, side).is_some_and(|next| leads(next, &rest, to, after))
    })
}

/// A step that fits the state three times of four, so that bursts are contested, and any other now and then.
pub(crate) fn likely<Step: Copy, Side: Copy>(
    steps: &[Told<Step, Side>],
    byte: u8,
    fits: impl Fn(Step, Side) -> bool,
) -> (Step, Side) {
    let fitting: Vec<_> = steps.iter().copied().filter(|(step, side, _)| fits(*step, *side)).collect();
    let index = usize::from(byte & 0x3f);
    let among = if byte & 0x40 == 0x40 || fitting.is_empty() { steps } else { &fitting };
    let (step, side, _) = among[index % among.len()];
    (step, side)
}
