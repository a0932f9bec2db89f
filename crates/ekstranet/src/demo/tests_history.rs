//! What the demo world's histories say: when things happened, in which order, and what follows from it for who waits.

use std::collections::BTreeMap;

use super::people::Cast;
use super::prescribing::WAITS;
use super::tests::{address, arrives, outside_with};
use super::{Seeded, seed};
use crate::config::SupportPeriod;
use crate::kernel::{Instant, Language};
use crate::sign_in::tests_outside::Outside;
use crate::testing::NOON;
use crate::texts::texts;
use db::testing::Scratch;

/// Everybody works from eight to four, and of two events of a case one is later.
pub(super) async fn things_happened_one_after_the_other_in_office_hours(outside: &Outside, cast: &Cast) {
    let mut read = outside.world.app.db.read().await.expect("a reader");
    let today = NOON.plus_seconds(-12 * 3_600).milliseconds();
    let acts: Vec<(i64, String)> = read
        .all("select at, action from audit_entry where at < $1 order by at", db::values![today])
        .await
        .expect("listed");
    assert!(acts.len() > 500, "{}", acts.len());
    let hour = |at: i64| Instant::from_milliseconds(at).in_helsinki().hour();
    let outside_hours: Vec<&(i64, String)> = acts.iter().filter(|(at, _)| !(8..16).contains(&hour(*at))).collect();
    assert!(outside_hours.is_empty(), "{outside_hours:?}");
    let events: Vec<(String, i64, String)> = read
        .all("select application, at, what from application_event order by application, at", db::values![])
        .await
        .expect("listed");
    drop(read);
    let mut cases: BTreeMap<&str, Vec<(i64, &str)>> = BTreeMap::new();
    for (application, at, what) in &events {
        cases.entry(application).or_default().push((*at, what));
    }
    for (application, told) in cases {
        assert!(told.is_sorted_by(|one, other| one.0 < other.0), "{application}: {told:?}");
        let whats: Vec<&str> = told.iter().map(|(_, what)| *what).collect();
        let known = ["submitted", "taken", "approved"];
        let steps: Vec<&str> = whats.iter().filter(|what| known.contains(what)).copied().collect();
        assert_eq!(steps, known[..steps.len()], "{application}: {whats:?}");
    }
    history_of_row_eight(outside, cast).await;
}

/// The pharmacist reads the history of the case from the sending to the decision.
async fn history_of_row_eight(outside: &Outside, cast: &Cast) {
    let (paavo, own) = (arrives(outside, &cast.pharmacy).await, format!("/o/{}", cast.pharmacy.organisation));
    let list = paavo.page(&format!("{own}/applications")).await;
    let matter = paavo.page(&address(&list.body, &format!("{own}/applications/0"))).await;
    let t = texts(Language::Fi);
    let told = [t.applications_event_submitted(), t.applications_event_taken(), t.applications_event_approved()];
    let places = told.map(|text| matter.body.find(&format!("<b>{text}")));
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}: {}", matter.body);
}

/// Ten of a kind have been decided about in half a year: home, the list, the case and the receipt tell how long it takes.
pub(super) async fn the_usual_time_is_told_to_who_waits(outside: &Outside, cast: &Cast) {
    let who = cast.joined().find(|party| party.organisation == WAITS.0).expect("a joined party");
    let (jorma, own) = (arrives(outside, &who).await, format!("/o/{}/", who.organisation));
    let list = jorma.page(&format!("{own}applications")).await;
    let matter = address(&list.body, &format!("{own}applications/0"));
    let pages =
        [jorma.page(&own).await, list, jorma.page(&matter).await, jorma.page(&format!("{matter}/receipt")).await];
    for page in pages {
        let told = texts(Language::Fi).applications_expected(8);
        assert!(page.shows(&told), "{told}: {}", page.body);
    }
}

/// Officers have handled the papers of last winter; those of the viewer came three days ago.
pub(super) async fn only_what_came_lately_waits_at_the_desk(outside: &Outside, cast: &Cast) {
    let desk = outside.world.vilma().await.page("/desk/deployments").await;
    let papers = texts(Language::Fi).deployments_desk_papers();
    assert_eq!(desk.body.matches(&papers).count(), 1, "{}", desk.body);
    assert!(desk.shows("18.11.2026") && desk.shows(&cast.imaging.organisation), "{}", desk.body);
}

/// The periods and the address that `cargo dev` configures: who joined lately has enrolled for the next period, who joined
/// long ago for none of them, and both the choice and the address can be seen.
async fn a_period_and_the_archivists_address_are_seen_where_they_are_configured(scratch: &Scratch) {
    let period = |begins: &str, ends: &str, enrol_by: &str| SupportPeriod {
        begins: begins.to_string(),
        ends: ends.to_string(),
        enrol_by: enrol_by.to_string(),
    };
    let outside = outside_with(scratch, |config| {
        config.deployment_support = vec![
            period("2026-12-14", "2027-01-08", "2026-11-20"),
            period("2027-01-11", "2027-02-05", "2026-12-18"),
            period("2027-02-08", "2027-03-05", "2027-01-15"),
        ];
        config.operator.archivist_address = Some("https://arkistonhoitaja.example/".to_string());
    })
    .await;
    let cast = Cast::read().expect("reads");
    assert_eq!(seed(&outside.world.app.config, scratch.db(), NOON).await.expect("seeded"), Seeded::Made);
    let mut read = outside.world.app.db.read().await.expect("a reader");
    let sql =
        "select d.organisation, coalesce(i.note, '') from deployment_item i join deployment d on d.id = i.deployment_id
               where i.item = 'enrolment' order by d.organisation";
    let enrolled: Vec<(String, String)> = read.all(sql, db::values![]).await.expect("listed");
    drop(read);
    let expected = [(&cast.county, ""), (&cast.care, "2026-12-14")];
    let expected = expected.map(|(who, begins)| (who.organisation.clone(), begins.to_string()));
    assert_eq!(enrolled, expected, "twelve days ago the first one was open");
    let (reijo, own) = (arrives(&outside, &cast.care).await, format!("/o/{}/", cast.care.organisation));
    let place = address(&reijo.page(&own).await.body, &format!("{own}deployments/0"));
    let page = reijo.page(&place).await;
    assert!(page.shows("14.12.2026–8.1.2027") && page.shows("https://arkistonhoitaja.example/"), "{}", page.body);
    reijo.post(&format!("{place}/items"), &[("item", "enrolment"), ("answer", "undo")]).await.redirects();
    let page = reijo.page(&place).await;
    for (begins, is_open) in [("2026-12-14", false), ("2027-01-11", true), ("2027-02-08", true)] {
        assert_eq!(page.shows(&format!("value=\"{begins}\"")), is_open, "{begins}: {}", page.body);
    }
}

db::testing::on_both![a_period_and_the_archivists_address_are_seen_where_they_are_configured];
