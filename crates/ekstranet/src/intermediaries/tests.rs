//! The hand-shake from both sides, on both databases; its life cycle with random steps.

use axum::http::StatusCode;
use db::testing::{Scratch, guarded};
use proptest::prelude::{Just, Strategy, prop_oneof};

use super::rules::{Change, ConnectionStep, Party, Standing, Wanted, change};
use super::{ConnectionLine, ConnectionState, Named, Wish, end, find, find_office, follow, list_unconfirmed, remind};
use crate::kernel::{ApplicationId, Basis, BusinessId, CaseLanguage, Position};
use crate::notices::list_for_case;
use crate::registers::{Directory, import_directory};
use crate::services::Service;
use crate::testing::{Browser, RANTAPOLKU, World};
use crate::web::Visit;

/// Virtalähde Terveysjärjestelmät Oy, demo organisation 13: an intermediary.
pub(super) const VIRTALAHDE: &str = "9900191-8";
pub(super) const POINT: &str = "1.2.246.10.99001918.18.1";
pub(super) const ENDING_POINT: &str = "1.2.246.10.99001918.18.3";
const SYSTEM: &str = "virtapotilas-7.2";
const CONTACT: &str = "hallinto@rantapolku.example";
pub(super) const DIRECTORY: &str = r#"
[[system]]
id = "virtapotilas-7.2"
name = "VirtaPotilas"
version = "7.2"
class = "A2"
services = "patient_data prescription"
certified_until = "2029-06-30"
supplier = "Virtalähde Terveysjärjestelmät Oy"
supplier_id = "9900191-8"
[[system]]
id = "vanhahoito-2.1"
name = "VanhaHoito"
version = "2.1"
class = "A2"
services = "prescription"
certified_until = "2025-12-31"
supplier = "Vanha Oy"
[[access_point]]
oid = "1.2.246.10.99001918.18.1"
name = "Virtalähde 1"
owner = "9900191-8"
owner_name = "Virtalähde Terveysjärjestelmät Oy"
certificate_until = "2027-08-15"
[[access_point]]
oid = "1.2.246.10.99001918.18.3"
name = "Virtalähde 3"
owner = "9900191-8"
owner_name = "Virtalähde Terveysjärjestelmät Oy"
certificate_until = "2026-12-11"
[[intermediary]]
business_id = "9900191-8"
oid = "1.2.246.10.99001918.10.0"
name = "Virtalähde Terveysjärjestelmät Oy"
email = "yhteydet@virtalahde.example"
"#;

pub(super) async fn world(scratch: &Scratch) -> World {
    let world = World::new(scratch);
    import_directory(&world.app, &Directory::read(DIRECTORY).expect("reads")).await.expect("imported");
    world
}

/// Ville Virtalähde, managing director of demo organisation 13.
pub(super) async fn ville(world: &World) -> Browser<'_> {
    let position = vec![Basis::Position(Position::ManagingDirector)];
    world
        .person("310590-9231", "Ville Virtalähde", &[(VIRTALAHDE, "Virtalähde Terveysjärjestelmät Oy", position)])
        .await
}

/// A customer's application with what it wants now.
pub(super) struct Customer<'w> {
    world: &'w World,
    application: ApplicationId,
    organisation: BusinessId,
    pub service: Service,
}

impl<'w> Customer<'w> {
    pub(super) fn new(world: &'w World) -> Self {
        Self {
            world,
            application: ApplicationId::new(world.app.clock.now(), &world.app.random),
            organisation: BusinessId::parse(RANTAPOLKU).expect("valid"),
            service: Service::Prescription,
        }
    }

    pub(super) async fn wants(&self, intermediary: Option<&str>, point: Option<&str>, system: Option<&str>) {
        let visit = Visit::of_job(&self.world.app);
        let named = intermediary.map(|id| Named {
            id: BusinessId::parse(id).expect("valid"),
            name: "Virtalähde Terveysjärjestelmät Oy".to_string(),
        });
        let wish = Wish {
            application: &self.application,
            organisation: &self.organisation,
            organisation_name: "Rantapolun Lääkäriasema Oy",
            service: self.service,
            language: CaseLanguage::Sv,
            intermediary: named,
            point: point.map(str::to_string),
            system: system.map(str::to_string),
            test_date: None,
            production_date: Some("2027-01-15".to_string()),
            recipients: vec![CONTACT.to_string()],
        };
        let mut tx = self.world.app.db.write().await.expect("a transaction");
        // Each save is a request of its own.
        let visit = Visit { request_id: self.world.app.random.bytes::<8>().map(|b| b.to_string()).join(""), ..visit };
        follow(&mut tx, &visit, &wish).await.expect("followed");
        tx.commit().await.expect("committed");
    }

    pub(super) async fn line(&self) -> Option<ConnectionLine> {
        find(&mut self.world.app.db.read().await.expect("a reader"), &self.application).await.expect("read")
    }

    /// The page of the live request.
    pub(super) async fn address(&self) -> String {
        let sql = "select id from connection where application = $1 and state <> 'withdrawn'";
        let mut read = self.world.app.db.read().await.expect("a reader");
        let (id,): (String,) = read.one(sql, db::values![self.application.as_str()]).await.expect("one");
        format!("/o/{VIRTALAHDE}/connections/{id}")
    }
}

async fn mails(world: &World, number: &str) -> Vec<(String, String)> {
    let lines = list_for_case(&mut world.app.db.read().await.expect("a reader"), number).await.expect("listed");
    let code = |line: &crate::notices::NoticeLine| line.happening.map(|happening| happening.code().to_string());
    lines.iter().map(|line| (code(line).unwrap_or_default(), line.recipient.clone())).collect()
}

fn confirmation<'a>(version: &'a str, point: &'a str, system: &'a str) -> [(&'a str, &'a str); 3] {
    [("version", version), ("point", point), ("system", system)]
}

async fn item_6_the_intermediary_confirms_with_a_point_and_a_system_and_both_sides_are_told(scratch: &Scratch) {
    let world = world(scratch).await;
    let (customer, ville) = (Customer::new(&world), ville(&world).await);
    customer.wants(Some(VIRTALAHDE), None, Some(SYSTEM)).await;
    let line = customer.line().await.expect("asked");
    assert_eq!((line.state, line.names_point, line.is_point_known()), (ConnectionState::Awaited, false, false));
    assert_eq!(line.number, "YP-2026-000001");
    let asked = ("connection_requested".to_string(), "yhteydet@virtalahde.example".to_string());
    assert_eq!(mails(&world, &line.number).await, [asked]);

    let list = ville.page(&format!("/o/{VIRTALAHDE}/connections")).await;
    assert!(list.shows("Rantapolun Lääkäriasema Oy") && list.shows("Yksi asiakas odottaa vastaustanne"));
    let address = customer.address().await;
    let page = ville.page(&address).await;
    for shown in [
        "9900226-7",
        "Resepti-palvelu",
        "VirtaPotilas 7.2",
        "15.1.2027",
        "Te valitsette",
        "jotka asiakas on suunnitellut hakemuksessaan",
    ] {
        assert!(page.shows(shown), "{shown}: {}", page.body);
    }
    assert!(!page.shows(CONTACT) && !page.shows("VanhaHoito"), "neither contacts nor an expired system");

    let wrong = ville.post(&format!("{address}/confirm"), &confirmation("1", "", "vanhahoito-2.1")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.shows("Valitkaa liityntäpiste.")
            && wrong.shows("Valitkaa järjestelmä.")
            && wrong.shows("href=\"#point\"")
    );
    ville.post(&format!("{address}/confirm"), &confirmation("1", POINT, SYSTEM)).await.redirects();
    let again = ville.post(&format!("{address}/confirm"), &confirmation("1", POINT, SYSTEM)).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "an old page");
    let line = customer.line().await.expect("confirmed");
    assert_eq!((line.state, line.is_point_known()), (ConnectionState::Confirmed, true));
    assert_eq!(line.point.expect("chosen").0, POINT);
    assert!(mails(&world, &line.number).await.contains(&("connection_confirmed".to_string(), CONTACT.to_string())));
    let page = ville.page(&address).await;
    assert!(
        page.shows("Vahvistettu liityntäpiste")
            && page.shows("good\">Vahvistettu</span>")
            && page.shows("Vastannut Ville Virtalähde")
            && !page.shows("Te valitsette")
            && !page.shows("action=\"/o/")
    );
}

async fn a_point_that_closes_before_the_first_day_is_not_offered_and_a_later_closing_is_told(scratch: &Scratch) {
    let world = world(scratch).await;
    let (customer, ville) = (Customer::new(&world), ville(&world).await);
    customer.wants(Some(VIRTALAHDE), Some(POINT), Some(SYSTEM)).await;
    let address = customer.address().await;
    // The customer begins on 15 January 2027; a closing on 14 January has been confirmed.
    let closes = "update access_point set valid_until = $1 where oid = $2";
    world.meddle(closes, db::values!["2027-01-14", POINT]).await;
    let page = ville.page(&address).await;
    assert!(page.shows("suljetaan 14.1.2027 eli ennen asiakkaan tuotantokäyttöä"), "{}", page.body);
    assert!(!page.shows(&format!("value=\"{POINT}\"")), "it cannot be chosen: {}", page.body);
    let refused = ville.post(&format!("{address}/confirm"), &confirmation("1", POINT, SYSTEM)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(customer.line().await.expect("asked").state, ConnectionState::Awaited);
    world.meddle(closes, db::values!["2027-02-28", POINT]).await;
    assert!(ville.page(&address).await.shows("Se suljetaan 28.2.2027."));
    ville.post(&format!("{address}/confirm"), &confirmation("1", POINT, SYSTEM)).await.redirects();
    let line = customer.line().await.expect("confirmed");
    assert_eq!(line.state, ConnectionState::Confirmed);
    let told = mails(&world, &line.number).await;
    for happening in ["connection_confirmed", "point_closes"] {
        assert!(told.contains(&(happening.to_string(), CONTACT.to_string())), "{happening}: {told:?}");
    }
}

async fn the_intermediary_declines_with_a_reason_and_the_customer_turns_elsewhere(scratch: &Scratch) {
    let world = world(scratch).await;
    let (customer, ville) = (Customer::new(&world), ville(&world).await);
    customer.wants(Some(VIRTALAHDE), Some(POINT), Some(SYSTEM)).await;
    assert!(customer.line().await.expect("asked").is_point_known(), "the customer has named the point");
    let address = customer.address().await;
    for (reason, text) in [
        ("", "Kirjoittakaa perustelu."),
        (&"a".repeat(1_001), "1 000 merkkiin"),
        ("150668-917M", "Poistakaa henkilötunnus."),
    ] {
        let wrong = ville.post(&format!("{address}/decline"), &[("version", "1"), ("reason", reason)]).await;
        assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.shows(text), "{}", wrong.body);
        assert!(!wrong.shows("150668"));
    }
    let reason = [("version", "1"), ("reason", "Sopimus puuttuu.")];
    ville.post(&format!("{address}/decline"), &reason).await.redirects();
    let line = customer.line().await.expect("declined");
    assert_eq!((line.state, line.reason.as_deref()), (ConnectionState::Declined, Some("Sopimus puuttuu.")));
    assert!(!line.is_point_known());
    let page = ville.page(&address).await;
    assert!(page.shows("calm\">Ei vahvistettu</span>") && !page.shows("Valmis</span>"), "one tag: {}", page.body);
    let unconfirmed = list_unconfirmed(&mut world.app.db.read().await.expect("a reader"), &customer.organisation).await;
    assert_eq!(unconfirmed.expect("listed").len(), 1);
    customer.wants(Some(VIRTALAHDE), Some(POINT), Some(SYSTEM)).await;
    assert_eq!(
        customer.line().await.expect("still").state,
        ConnectionState::Declined,
        "the same wish is not asked twice"
    );
    customer.wants(Some(VIRTALAHDE), Some(ENDING_POINT), Some(SYSTEM)).await;
    assert_eq!(customer.line().await.expect("anew").state, ConnectionState::Awaited);
    assert_eq!(
        ville.page(&format!("/o/{VIRTALAHDE}/connections?state=withdrawn")).await.body.matches("YP-2026-").count(),
        1
    );
    customer.wants(None, None, None).await;
    assert!(customer.line().await.is_none(), "nobody is asked any more");
}

async fn an_answer_holds_while_only_particulars_change_and_ends_with_the_application(scratch: &Scratch) {
    let world = world(scratch).await;
    let (customer, ville) = (Customer::new(&world), ville(&world).await);
    customer.wants(Some(VIRTALAHDE), None, Some(SYSTEM)).await;
    let address = customer.address().await;
    ville.post(&format!("{address}/confirm"), &confirmation("1", POINT, SYSTEM)).await.redirects();
    customer.wants(Some(VIRTALAHDE), None, Some(SYSTEM)).await;
    customer.wants(Some(VIRTALAHDE), Some(POINT), Some(SYSTEM)).await;
    assert_eq!(customer.line().await.expect("kept").state, ConnectionState::Confirmed, "it chose what was confirmed");
    customer.wants(Some(VIRTALAHDE), Some(ENDING_POINT), Some(SYSTEM)).await;
    assert_eq!(customer.line().await.expect("anew").state, ConnectionState::Awaited, "another point is asked anew");
    let visit = Visit::of_job(&world.app);
    let mut tx = world.app.db.write().await.expect("a transaction");
    end(&mut tx, &visit, &customer.application).await.expect("ended");
    end(&mut tx, &visit, &customer.application).await.expect("nothing left to end");
    tx.commit().await.expect("committed");
    assert!(customer.line().await.is_none());
}

async fn a_request_is_seen_by_the_organisation_that_was_asked_and_by_nobody_else(scratch: &Scratch) {
    let world = world(scratch).await;
    let (customer, ville, matti) = (Customer::new(&world), ville(&world).await, world.matti().await);
    customer.wants(Some(VIRTALAHDE), None, None).await;
    let address = customer.address().await;
    let own = address.replace(VIRTALAHDE, RANTAPOLKU);
    assert_eq!(matti.get(&own).await.status, StatusCode::NOT_FOUND, "the customer has its application for that");
    let foreign = matti.post(&format!("{own}/confirm"), &confirmation("1", POINT, SYSTEM)).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
    assert_eq!(ville.get(&address).await.status, StatusCode::OK, "the control");
    let mut read = world.app.db.read().await.expect("a reader");
    let office = |id: &'static str| BusinessId::parse(id).expect("valid");
    let today = world.app.clock.now().date();
    let found = find_office(&mut read, &office(VIRTALAHDE), today).await.expect("read").expect("an intermediary");
    let expiring = vec![("Virtalähde 3".to_string(), "2026-12-11".to_string())];
    assert_eq!((found.awaited, found.expiring), (1, expiring));
    assert!(find_office(&mut read, &office(RANTAPOLKU), today).await.expect("read").is_none());
}

async fn the_list_is_searched_filtered_and_paged_by_key(scratch: &Scratch) {
    let world = world(scratch).await;
    let ville = ville(&world).await;
    for _ in 0..52 {
        world.app.clock.advance_seconds(1);
        Customer::new(&world).wants(Some(VIRTALAHDE), None, None).await;
    }
    let base = format!("/o/{VIRTALAHDE}/connections");
    let first = ville.page(&base).await;
    assert!(first.shows("52 asiakasta odottaa") && first.body.matches("YP-2026-").count() == 50);
    let next = crate::testing::between(&first.body, "<p class=\"actions\"><a href=\"", "\"").replace("&#38;", "&");
    let second = ville.page(&next).await;
    assert!(second.body.matches("YP-2026-").count() == 2 && second.shows("YP-2026-000001"), "{}", second.body);
    for (search, found) in
        [("rantapolun", 50), ("LEHTO", 0), (RANTAPOLKU, 50), ("99002267", 50), ("yp-2026-000007", 1), ("%27%22", 0)]
    {
        let page = ville.get(&format!("{base}?search={search}")).await;
        let lines = page.body.matches("<td data-label=\"Pyynnön numero\"><span class=\"number\">").count();
        assert_eq!(lines, found, "{search}");
    }
    let soon = "update connection set production_date = '2026-12-01' where number = 'YP-2026-000030'";
    world.meddle(soon, db::values![]).await;
    let awaited = ville.page(&format!("{base}?state=awaited")).await;
    assert!(awaited.shows("ensin ne, joiden tuotantokäyttö alkaa pian"), "{}", awaited.body);
    assert!(crate::testing::between(&awaited.body, "YP-2026-", "<").starts_with("000030"), "{}", awaited.body);
    let next = crate::testing::between(&awaited.body, "<p class=\"actions\"><a href=\"", "\"").replace("&#38;", "&");
    let rest = ville.page(&next).await;
    assert!(rest.body.matches("YP-2026-").count() == 2 && !rest.shows("YP-2026-000030"), "{}", rest.body);
    let code = ville.get(&format!("{base}?search=150668-917M")).await;
    assert_eq!(code.redirects(), base, "an identity code does not stay in the address");
    assert!(ville.get(&format!("{base}?state=confirmed")).await.shows("Näillä ehdoilla ei ole pyyntöjä."));
    assert!(ville.get(&format!("{base}?service=social_data")).await.shows("Näillä ehdoilla ei ole pyyntöjä."));
}

async fn a_forgotten_request_is_reminded_of_once_in_five_days(scratch: &Scratch) {
    let world = world(scratch).await;
    let customer = Customer::new(&world);
    customer.wants(Some(VIRTALAHDE), None, None).await;
    let number = customer.line().await.expect("asked").number;
    let reminders =
        async || mails(&world, &number).await.iter().filter(|(code, _)| code == "connection_reminder").count();
    guarded(remind(&world.app)).await.expect("ran");
    assert_eq!(reminders().await, 0);
    for (days, expected) in [(4, 0), (1, 1), (1, 1), (4, 2)] {
        world.app.clock.advance_seconds(days * 86_400);
        // Two instances at once remind once.
        let (one, other) = tokio::join!(remind(&world.app), remind(&world.app));
        one.and(other).expect("ran");
        assert_eq!(reminders().await, expected);
    }
}

async fn a_broken_request_keeps_no_other_from_being_reminded_of(scratch: &Scratch) {
    let world = world(scratch).await;
    let customer = Customer::new(&world);
    customer.wants(Some(VIRTALAHDE), None, None).await;
    let number = customer.line().await.expect("asked").number;
    let broken =
        "insert into connection (id, number, application, organisation, organisation_name, name_key, recipients,
                    intermediary, intermediary_name, service, language, state, version, requested_at)
                  select 'x', 'x', 'x', organisation, organisation_name, name_key, recipients, 'x', intermediary_name,
                    service, language, state, version, requested_at - 1 from connection";
    world.meddle(broken, db::values![]).await;
    world.app.clock.advance_seconds(5 * 86_400);
    // The certificate that ends is told of as well.
    assert_eq!(guarded(remind(&world.app)).await.expect("ran"), 2);
    assert!(mails(&world, &number).await.iter().any(|(code, _)| code == "connection_reminder"));
}

/// What random actors do to one application's request.
#[derive(Clone, Debug)]
enum Deed {
    Wants(Option<&'static str>, Option<&'static str>, Option<&'static str>),
    Answers(bool, &'static str),
    End,
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let whom = prop_oneof![Just(None), Just(Some("A")), Just(Some("B"))];
    let what = || prop_oneof![Just(None), Just(Some("1")), Just(Some("2"))];
    let wants = (whom, what(), what()).prop_map(|(whom, point, system)| Deed::Wants(whom, point, system));
    let answers =
        (proptest::bool::ANY, prop_oneof![Just("1"), Just("2")]).prop_map(|(yes, point)| Deed::Answers(yes, point));
    proptest::collection::vec(prop_oneof![4 => wants, 3 => answers, 1 => Just(Deed::End)], 1..40)
}

/// A request as the model keeps it.
#[derive(Clone, Debug)]
struct Model {
    state: ConnectionState,
    wanted: Wanted<'static>,
    confirmed: Option<(&'static str, &'static str)>,
}

proptest::proptest! {
    /// However wishes and answers follow each other, there is at most one live request; it goes to whom the customer
    /// wants, and a confirmation stands only for what the customer wants or left open.
    #[test]
    fn whatever_happens_one_request_lives_and_says_what_the_customer_wants(deeds in deeds()) {
        let mut rows: Vec<Model> = Vec::new();
        for deed in deeds {
            let live = rows.iter().rposition(|row| row.state.is_live());
            match deed {
                Deed::Wants(whom, point, system) => {
                    let wanted = Wanted { intermediary: whom, point, system };
                    let standing = live.map(|at| &rows[at]).map(|row| Standing {
                        state: row.state,
                        intermediary: row.wanted.intermediary.expect("somebody was asked"),
                        asked_point: row.wanted.point,
                        asked_system: row.wanted.system,
                        confirmed_point: row.confirmed.map(|(point, _)| point),
                        confirmed_system: row.confirmed.map(|(_, system)| system),
                    });
                    let change = change(standing.as_ref(), &wanted);
                    if let (Change::Withdraw | Change::Replace, Some(at)) = (change, live) {
                        rows[at].state = rows[at].state.after(ConnectionStep::Withdraw, Party::Customer).expect("open");
                    }
                    if let (Change::Update, Some(at)) = (change, live) {
                        rows[at].wanted = wanted.clone();
                    }
                    if matches!(change, Change::Request | Change::Replace) {
                        rows.push(Model { state: ConnectionState::Awaited, wanted: wanted.clone(), confirmed: None });
                    }
                    let now: Vec<&Model> = rows.iter().filter(|row| row.state.is_live()).collect();
                    proptest::prop_assert_eq!(now.len(), usize::from(whom.is_some()));
                    proptest::prop_assert!(now.iter().all(|row| row.wanted == wanted));
                }
                Deed::Answers(yes, point) => if let Some(at) = live {
                    let step = if yes { ConnectionStep::Confirm } else { ConnectionStep::Decline };
                    if let Ok(state) = rows[at].state.after(step, Party::Intermediary) {
                        rows[at].state = state;
                        rows[at].confirmed = yes.then_some((point, point));
                    }
                },
                Deed::End => if let Some(at) = live {
                    rows[at].state = rows[at].state.after(ConnectionStep::Withdraw, Party::Customer).expect("open");
                },
            }
            proptest::prop_assert!(rows.iter().filter(|row| row.state.is_live()).count() <= 1);
            let confirmed = rows.iter().filter(|row| row.state == ConnectionState::Confirmed);
            proptest::prop_assert!(confirmed.clone().all(|row| row.confirmed.is_some()));
        }
    }
}

#[test]
fn each_party_has_its_own_steps() {
    for state in ConnectionState::ALL {
        assert_eq!(ConnectionState::parse(state.code()), Some(state));
        for step in [ConnectionStep::Confirm, ConnectionStep::Decline] {
            assert!(!state.allows(step, Party::Customer), "the customer never answers itself: {state:?}");
        }
        assert!(!state.allows(ConnectionStep::Withdraw, Party::Intermediary), "{state:?}");
        assert_eq!(state.allows(ConnectionStep::Withdraw, Party::Customer), state.is_live());
    }
    assert!(!ConnectionState::Confirmed.allows(ConnectionStep::Decline, Party::Intermediary));
}

db::testing::on_both![
    a_point_that_closes_before_the_first_day_is_not_offered_and_a_later_closing_is_told,
    item_6_the_intermediary_confirms_with_a_point_and_a_system_and_both_sides_are_told,
    the_intermediary_declines_with_a_reason_and_the_customer_turns_elsewhere,
    an_answer_holds_while_only_particulars_change_and_ends_with_the_application,
    a_request_is_seen_by_the_organisation_that_was_asked_and_by_nobody_else,
    the_list_is_searched_filtered_and_paged_by_key,
    a_forgotten_request_is_reminded_of_once_in_five_days,
    a_broken_request_keeps_no_other_from_being_reminded_of,
];
