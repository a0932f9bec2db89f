//! The hand-shake with the intermediary as the customer and the officer see it.

use axum::http::StatusCode;
use db::testing::{Scratch, guarded};

use super::{ACCESS_POINT, Clinic, DIRECTORY, SYSTEM, address, answers, save};
use crate::applications::{OfficerStep, find_contacts, load_case, open_officer_steps};
use crate::deployments::{self, DeploymentLine, DeploymentState};
use crate::intermediaries::{self, ConnectionState};
use crate::kernel::{ApplicationId, Basis, BusinessId, CaseLanguage, Position};
use crate::registers::{Directory, import_directory};
use crate::testing::{Browser, LEHTOLINNA, RANTAPOLKU};
use crate::web::Failure;

const VIRTALAHDE: &str = "9900191-8";

pub(super) async fn ville(clinic: &Clinic) -> Browser<'_> {
    let position = vec![Basis::Position(Position::ManagingDirector)];
    let virtalahde = (VIRTALAHDE, "Virtalähde Terveysjärjestelmät Oy", position);
    clinic.world.person("310590-9231", "Ville Virtalähde", &[virtalahde]).await
}

/// A draft with every step saved, whose access point its vendor knows.
async fn left_to_vendor(clinic: &Clinic, matti: &Browser<'_>) -> ApplicationId {
    let id = clinic.begin(matti).await;
    for (step, fields) in answers() {
        let fields = if step == "access_point" { vec![("access_point", VIRTALAHDE)] } else { fields };
        save(matti, &id, step, 0, &fields).await.redirects();
    }
    id
}

async fn state(clinic: &Clinic, id: &ApplicationId) -> Option<ConnectionState> {
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    intermediaries::find(&mut read, id).await.expect("read").map(|line| line.state)
}

/// The one request on the intermediary's list.
pub(super) async fn request(ville: &Browser<'_>) -> String {
    request_to(ville, VIRTALAHDE).await
}

async fn request_to(browser: &Browser<'_>, intermediary: &str) -> String {
    let list = browser.page(&format!("/o/{intermediary}/connections")).await;
    let id = crate::testing::between(&list.body, &format!("href=\"/o/{intermediary}/connections/"), "\"").to_string();
    format!("/o/{intermediary}/connections/{id}")
}

/// Another intermediary with a point of its own, beside the first.
pub(super) const OTHER_POINT: &str = "1.2.246.10.99001911.18.1";
pub(super) const OTHER: &str = r#"
[[access_point]]
oid = "1.2.246.10.99001911.18.1"
name = "Lehtolinna 1"
owner = "LEHTOLINNA"
owner_name = "Lehtolinnan Lääkärikeskus Oy"
certificate_until = "2027-05-01"
[[intermediary]]
business_id = "LEHTOLINNA"
oid = "1.2.246.10.99001911.10.0"
name = "Lehtolinnan Lääkärikeskus Oy"
email = "yhteydet@lehtolinna.example"
"#;

/// The version that a page would post.
pub(super) async fn version_on(browser: &Browser<'_>, page: &str) -> String {
    crate::testing::between(&browser.get(page).await.body, "name=\"version\" value=\"", "\"").to_string()
}

async fn the_contacts_of_what_was_sent_last_are_known(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let organisation = BusinessId::parse(RANTAPOLKU).expect("valid");
    let contacts = || find_contacts(clinic.world.app.clone(), organisation.clone());
    assert!(contacts().await.expect("looked for").0.is_empty(), "nothing has been sent");
    let id = left_to_vendor(&clinic, &matti).await;
    assert!(contacts().await.expect("looked for").0.is_empty(), "a draft is nobody's word yet");
    clinic.submit(&matti, &id).await.expect("submitted");
    let (recipients, language) = contacts().await.expect("looked for");
    assert_eq!(recipients, ["matti@rantapolku.example"], "the technical contact is not written to");
    assert_eq!(language, CaseLanguage::Sv);
}

async fn item_6_approval_waits_until_the_vendor_has_chosen_the_point(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, ville, vilma) = (clinic.world.matti().await, ville(&clinic).await, clinic.world.vilma().await);
    let id = left_to_vendor(&clinic, &matti).await;
    let step = matti.page(&address(&id, "/steps/access_point")).await;
    assert!(step.shows("Välittäjä valitsee liityntäpisteen: Virtalähde Terveysjärjestelmät Oy"), "{}", step.body);
    let awaited = "Odotetaan, että Virtalähde Terveysjärjestelmät Oy vahvistaa yhteyden. Pyydetty 21.11.2026 klo 12.00";
    assert!(matti.page(&address(&id, "")).await.shows(awaited));
    assert!(matti.page(&format!("/o/{RANTAPOLKU}/")).await.shows(awaited));
    assert!(ville.page(&format!("/o/{VIRTALAHDE}/")).await.shows("Vastatkaa asiakkaiden yhteyspyyntöihin"));
    let asked = ville.page(&request(&ville).await).await;
    for shown in ["Rantapolun Lääkäriasema Oy", RANTAPOLKU, "VirtaPotilas 7.2", "15.1.2027"] {
        assert!(asked.shows(shown), "{shown}: {}", asked.body);
    }
    for hidden in ["matti@rantapolku.example", "Rantapolku 1", "003799002267"] {
        assert!(!asked.shows(hidden), "{hidden} is not the intermediary's business");
    }

    clinic.submit(&matti, &id).await.expect("submission does not wait");
    assert!(matti.page(&address(&id, "")).await.shows(awaited));
    let case = async || load_case(&mut clinic.world.app.db.read().await.expect("a reader"), &id).await.expect("a case");
    let version = case().await.version;
    clinic.officer_does(&vilma, &id, version, OfficerStep::Take).await.expect("taken");
    let page = vilma.page(&format!("/desk/cases/{id}")).await;
    assert!(page.shows(awaited) && !page.shows("/approve"), "{}", page.body);
    let why = "Hakemuksen voi hyväksyä, kun välittäjä on valinnut liityntäpisteen.";
    assert!(page.shows(why), "{}", page.body);
    let approve = || OfficerStep::Approve { reason: String::new(), registration: String::new(), named: None };
    let refused = clinic.officer_does(&vilma, &id, version + 1, approve()).await;
    assert!(matches!(refused, Err(Failure::Forbidden)), "{refused:?}");

    let page = request(&ville).await;
    let shown = version_on(&ville, &page).await;
    let choice = [("version", shown.as_str()), ("point", ACCESS_POINT), ("system", SYSTEM)];
    ville.post(&format!("{page}/confirm"), &choice).await.redirects();
    assert!(open_officer_steps(&case().await).contains(&"approve"));
    let page = vilma.page(&format!("/desk/cases/{id}")).await;
    assert!(page.shows("vahvisti yhteyden") && page.shows("/approve") && !page.shows(why));
    let confirmed = format!("Välittäjä vahvisti: Virtalähde 1 ({ACCESS_POINT})");
    assert!(page.shows(&confirmed) && matti.page(&address(&id, "")).await.shows(&confirmed), "{}", page.body);
    clinic.officer_does(&vilma, &id, version + 1, approve()).await.expect("approved");
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let (snapshot,): (String,) = read.one("select snapshot from deployment", db::values![]).await.expect("granted");
    assert!(snapshot.contains(&format!("\"access_point\":\"{ACCESS_POINT}\"")), "{snapshot}");
}

async fn what_is_signed_says_which_point_was_confirmed(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, ville) = (clinic.world.matti().await, ville(&clinic).await);
    let id = left_to_vendor(&clinic, &matti).await;
    let confirmed = format!("Välittäjä vahvisti: Virtalähde 1 ({ACCESS_POINT})");
    let pages = [address(&id, "/check"), address(&id, "/print")];
    for page in &pages {
        assert!(!matti.page(page).await.shows(&confirmed), "{page}: nobody has confirmed");
    }
    let page = request(&ville).await;
    let shown = version_on(&ville, &page).await;
    let choice = [("version", shown.as_str()), ("point", ACCESS_POINT), ("system", SYSTEM)];
    ville.post(&format!("{page}/confirm"), &choice).await.redirects();
    for page in &pages {
        let shown = matti.page(page).await;
        assert!(shown.shows(&confirmed), "{page}: {}", shown.body);
    }
}

async fn a_declined_request_needs_another_choice(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, ville, vilma) = (clinic.world.matti().await, ville(&clinic).await, clinic.world.vilma().await);
    let id = clinic.submitted(&matti).await;
    let version =
        load_case(&mut clinic.world.app.db.read().await.expect("a reader"), &id).await.expect("a case").version;
    clinic.officer_does(&vilma, &id, version, OfficerStep::Take).await.expect("taken");
    assert!(vilma.get(&format!("/desk/cases/{id}")).await.shows("/approve"), "the point was named, so it is known");
    let page = request(&ville).await;
    let shown = version_on(&ville, &page).await;
    let reason = [("version", shown.as_str()), ("reason", "Emme tunne asiakasta.")];
    ville.post(&format!("{page}/decline"), &reason).await.redirects();
    assert!(matti.page(&address(&id, "")).await.shows("Emme tunne asiakasta."));
    let case = vilma.page(&format!("/desk/cases/{id}")).await;
    assert!(case.shows("Emme tunne asiakasta.") && !case.shows("/approve"), "{}", case.body);
    let approve = OfficerStep::Approve { reason: String::new(), registration: String::new(), named: None };
    let refused = clinic.officer_does(&vilma, &id, version + 1, approve).await;
    assert!(matches!(refused, Err(Failure::Forbidden)), "{refused:?}");
    clinic.withdraw(&matti, &id).await.expect("withdrawn");
    assert_eq!(state(&clinic, &id).await, None, "a withdrawn application asks nobody");
}

async fn a_declined_customer_turns_elsewhere_by_a_supplement_and_is_approved(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let two = format!("{DIRECTORY}{}", OTHER.replace("LEHTOLINNA", LEHTOLINNA));
    import_directory(&clinic.world.app, &Directory::read(&two).expect("reads")).await.expect("imported");
    let (matti, ville, vilma) = (clinic.world.matti().await, ville(&clinic).await, clinic.world.vilma().await);
    let kauko = clinic.world.kauko().await;
    let id = clinic.submitted(&matti).await;
    let version = async || {
        load_case(&mut clinic.world.app.db.read().await.expect("a reader"), &id).await.expect("a case").version
    };
    clinic.officer_does(&vilma, &id, version().await, OfficerStep::Take).await.expect("taken");
    let page = request(&ville).await;
    let shown = version_on(&ville, &page).await;
    let reason = [("version", shown.as_str()), ("reason", "Emme tunne asiakasta.")];
    ville.post(&format!("{page}/decline"), &reason).await.redirects();
    let why = "koska Virtalähde Terveysjärjestelmät Oy ilmoitti, ettei se vahvista yhteyttä. Perustelu: Emme tunne asiakasta.";
    assert!(vilma.page(&format!("/desk/cases/{id}")).await.shows(why));
    // The officer asks for another point, and the customer chooses that of another intermediary.
    let ask = OfficerStep::AskSupplement {
        items: vec![("access_point.access_point".to_string(), "Valitkaa toinen liityntäpiste".to_string())],
        suggested: std::collections::BTreeMap::new(),
        message: String::new(),
        deadline: "2026-12-04".to_string(),
    };
    clinic.officer_does(&vilma, &id, version().await, ask).await.expect("asked");
    let step = address(&id, "/steps/access_point");
    let at = version_on(&matti, &step).await.parse().expect("a version");
    save(&matti, &id, "access_point", at, &[("access_point", OTHER_POINT)]).await.redirects();
    clinic.answer(&matti, &id, "").await.expect("answered");
    assert_eq!(state(&clinic, &id).await, Some(ConnectionState::Awaited), "a new request");
    let desk = vilma.get(&format!("/desk/cases/{id}")).await;
    assert!(!desk.shows("Hakemukseen tarvitaan toinen liityntäpiste"), "the old answer is no finding any more");
    assert!(desk.shows("Emme tunne asiakasta."), "it stays in the history: {}", desk.body);
    let asked = request_to(&kauko, LEHTOLINNA).await;
    assert_eq!(ville.get(&asked).await.status, StatusCode::NOT_FOUND, "it is another's");
    let shown = version_on(&kauko, &asked).await;
    let choice = [("version", shown.as_str()), ("point", OTHER_POINT), ("system", SYSTEM)];
    kauko.post(&format!("{asked}/confirm"), &choice).await.redirects();
    assert_eq!(state(&clinic, &id).await, Some(ConnectionState::Confirmed));
    let mut tx = clinic.world.app.db.write().await.expect("a transaction");
    let day = "2027-03-31".parse().expect("a day");
    crate::registers::close_access_point(&mut tx, OTHER_POINT, day).await.expect("closed");
    tx.commit().await.expect("committed");
    assert!(matti.page(&address(&id, "")).await.shows("Liityntäpiste suljetaan. Sen viimeinen päivä on 31.3.2027."));
    let approve = OfficerStep::Approve { reason: String::new(), registration: String::new(), named: None };
    clinic.officer_does(&vilma, &id, version().await, approve).await.expect("approved");
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let (snapshot,): (String,) = read.one("select snapshot from deployment", db::values![]).await.expect("granted");
    assert!(snapshot.contains(&format!("\"access_point\":\"{OTHER_POINT}\"")), "{snapshot}");
}

async fn a_request_follows_the_draft_and_ends_with_it(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let id = clinic.begin(&matti).await;
    save(&matti, &id, "access_point", 0, &[("access_point", VIRTALAHDE)]).await.redirects();
    assert_eq!(state(&clinic, &id).await, Some(ConnectionState::Awaited));
    let saved = save(&matti, &id, "access_point", 1, &[("access_point", "")]).await;
    assert_eq!(saved.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(state(&clinic, &id).await, None, "nothing is chosen any more");
    save(&matti, &id, "access_point", 2, &[("access_point", ACCESS_POINT)]).await.redirects();
    assert_eq!(clinic.audited("intermediaries.connection_requested").await, 2);
    save(&matti, &id, "information_system", 0, &[("system", SYSTEM)]).await.redirects();
    assert_eq!(clinic.audited("intermediaries.connection_requested").await, 2, "a particular is no new request");
    matti.post(&address(&id, "/discard"), &[]).await.redirects();
    assert_eq!(state(&clinic, &id).await, None);
    assert_eq!(clinic.audited("intermediaries.connection_withdrawn").await, 2);
}

/// A case that is approved while its named point waits for the owner; every item of its set-up is done.
pub(super) async fn approved(clinic: &Clinic, matti: &Browser<'_>) -> (ApplicationId, String) {
    let vilma = clinic.world.vilma().await;
    let id = clinic.submitted(matti).await;
    clinic.officer_does(&vilma, &id, 2, OfficerStep::Take).await.expect("taken");
    let approve = OfficerStep::Approve { reason: String::new(), registration: String::new(), named: None };
    clinic.officer_does(&vilma, &id, 3, approve).await.expect("approved");
    let deployment = format!("/o/{RANTAPOLKU}/deployments/{}", deployment(clinic).await.id);
    for item in ["connection", "certificate_cards", "staff"] {
        matti.post(&format!("{deployment}/items"), &[("item", item), ("answer", "done")]).await.redirects();
    }
    (id, deployment)
}

pub(super) async fn deployment(clinic: &Clinic) -> DeploymentLine {
    let organisation = BusinessId::parse(RANTAPOLKU).expect("valid");
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    deployments::list(&mut read, &organisation).await.expect("listed").remove(0)
}

async fn what_is_declined_after_the_approval_waits_for_an_officer(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, ville) = (clinic.world.matti().await, ville(&clinic).await);
    let (id, own) = approved(&clinic, &matti).await;
    // A day that was agreed before the intermediary answers.
    matti.post(&format!("{own}/production-date"), &[("version", "1"), ("date", "24.11.2026")]).await.redirects();
    let page = request(&ville).await;
    assert!(ville.page(&page).await.shows("Ottakaa ensin yhteyttä asiakkaaseen."));
    let shown = version_on(&ville, &page).await;
    let reason = [("version", shown.as_str()), ("reason", "Emme tunne asiakasta.")];
    ville.post(&format!("{page}/decline"), &reason).await.redirects();
    assert_eq!(mailed(&clinic, "connection_declined_late").await, ["matti@rantapolku.example"]);
    assert!(mailed(&clinic, "connection_declined").await.is_empty());
    let case = matti.page(&address(&id, "")).await;
    assert!(case.shows("Hakemus on jo hyväksytty") && !case.shows("Hakemukseen tarvitaan toinen"), "{}", case.body);
    assert!(matti.page(&own).await.shows("Tuotantokäyttö ei ala ennen kuin asia on selvitetty."));
    let date = [("version", "2"), ("date", "25.11.2026")];
    let refused = matti.post(&format!("{own}/production-date"), &date).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.shows("Tuotantopäivän voi sopia, kun välittäjä vahvistaa"), "{}", refused.body);
    clinic.world.app.clock.advance_seconds(5 * 86_400);
    guarded(deployments::begin_due(&clinic.world.app)).await.expect("ran");
    assert_eq!(deployment(&clinic).await.state, DeploymentState::SetUp, "the agreed day has passed");
    // The officers see it first on their list, and settle it with the customer.
    let vilma = clinic.world.vilma().await;
    assert!(vilma.page("/desk/").await.shows("<li><a href=\"/desk/access-points\">Liityntäpisteiden muutokset"));
    let list = vilma.page("/desk/access-points").await;
    assert!(list.shows("Virtalähde Terveysjärjestelmät Oy ei vahvistanut yhteyttä"), "{}", list.body);
    let course = vilma.page(&own.replace(&format!("/o/{RANTAPOLKU}"), "/desk")).await;
    assert!(course.shows("ei vahvistanut yhteyttä") && course.shows("Selvitä yhteys"), "{}", course.body);
    assert!(course.shows("Sovittu aloituspäivä 24.11.2026 on mennyt"), "{}", course.body);
    let late = crate::testing::between(&list.body, "href=\"/desk/connections/", "\"");
    let late = format!("/desk/connections/{late}");
    let matti = clinic.world.matti().await;
    let next = "Olette tehneet oman osuutenne. Tuotantokäyttö voi alkaa, kun välittäjä vahvistaa yhteyden";
    assert!(matti.page(&address(&id, "/receipt")).await.shows(next), "who is awaited");
    assert_eq!(matti.get(&late).await.status, StatusCode::NOT_FOUND, "for officers only");
    let shown = version_on(&vilma, &late).await;
    assert!(vilma.page(&late).await.shows("Emme tunne asiakasta."));
    assert_eq!(clinic.world.views("intermediaries.notice_viewed", RANTAPOLKU).await, 4, "each view");
    let handled = format!("{late}/handled");
    let empty = vilma.post(&handled, &[("version", shown.as_str()), ("reason", "")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let note = [("version", shown.as_str()), ("reason", "Asiakas liittyy pisteen Lehtolinna 1 kautta.")];
    assert_eq!(vilma.post(&handled, &note).await.redirects(), "/desk/access-points");
    assert_eq!(vilma.post(&handled, &note).await.status, StatusCode::CONFLICT, "once");
    assert!(!vilma.page("/desk/access-points").await.shows("ei vahvistanut yhteyttä"));
    assert!(matti.page(&address(&id, "")).await.shows("Asiakas liittyy pisteen Lehtolinna 1 kautta."));
    assert!(!matti.page(&format!("/o/{RANTAPOLKU}/")).await.shows("ei vahvistanut yhteyttä"), "nothing is open");
    guarded(deployments::begin_due(&clinic.world.app)).await.expect("ran");
    let begun = deployment(&clinic).await;
    assert_eq!(begun.state, DeploymentState::InProduction);
    let since = begun.in_production_since.as_deref();
    assert_eq!(since, Some("2026-11-26"), "not before it was settled, though 24 November was agreed");
}

/// The intermediary comes to see it otherwise before an officer has settled anything.
async fn production_begins_no_earlier_than_the_day_on_which_a_late_decline_was_taken_back(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, ville_then) = (clinic.world.matti().await, ville(&clinic).await);
    let (_, own) = approved(&clinic, &matti).await;
    matti.post(&format!("{own}/production-date"), &[("version", "1"), ("date", "24.11.2026")]).await.redirects();
    let page = request(&ville_then).await;
    let shown = version_on(&ville_then, &page).await;
    let reason = [("version", shown.as_str()), ("reason", "Emme tunne asiakasta.")];
    ville_then.post(&format!("{page}/decline"), &reason).await.redirects();
    clinic.world.app.clock.advance_seconds(7 * 86_400);
    let ville = ville(&clinic).await;
    let shown = version_on(&ville, &page).await;
    let choice = [("version", shown.as_str()), ("point", ACCESS_POINT), ("system", SYSTEM)];
    ville.post(&format!("{page}/confirm"), &choice).await.redirects();
    // A job that slept makes it no later.
    clinic.world.app.clock.advance_seconds(2 * 86_400);
    guarded(deployments::begin_due(&clinic.world.app)).await.expect("ran");
    let begun = deployment(&clinic).await;
    assert_eq!(
        (begun.state, begun.in_production_since.as_deref()),
        (DeploymentState::InProduction, Some("2026-11-28"))
    );
}

/// A case that is approved and then declined; the address at which an officer settles it, and the version there.
pub(super) async fn declined_late(clinic: &Clinic, ville: &Browser<'_>) -> (String, String) {
    let page = request(ville).await;
    let shown = version_on(ville, &page).await;
    let reason = [("version", shown.as_str()), ("reason", "Emme tunne asiakasta.")];
    ville.post(&format!("{page}/decline"), &reason).await.redirects();
    let vilma = clinic.world.vilma().await;
    let list = vilma.page("/desk/access-points").await;
    let late = format!("/desk/connections/{}", crate::testing::between(&list.body, "href=\"/desk/connections/", "\""));
    let shown = version_on(&vilma, &late).await;
    (late, shown)
}

async fn what_an_officer_settles_is_shown_as_granted_and_its_owner_confirms_it(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let two = format!("{DIRECTORY}{}", OTHER.replace("LEHTOLINNA", LEHTOLINNA));
    import_directory(&clinic.world.app, &Directory::read(&two).expect("reads")).await.expect("imported");
    let (matti, ville, vilma) = (clinic.world.matti().await, ville(&clinic).await, clinic.world.vilma().await);
    let (id, own) = approved(&clinic, &matti).await;
    let first = request(&ville).await;
    let (late, shown) = declined_late(&clinic, &ville).await;
    assert!(vilma.page(&late).await.shows("Lehtolinna 1 (1.2.246.10.99001911.18.1)"));
    let note = |point: &'static str| {
        [("version", shown.clone()), ("reason", "Sovittu puhelimessa.".to_string()), ("point", point.to_string())]
    };
    let handled = format!("{late}/handled");
    let post = async |point: &'static str| {
        let fields = note(point);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        vilma.post(&handled, &fields).await
    };
    assert_eq!(post("1.2.3").await.status, StatusCode::BAD_REQUEST, "no such point");
    assert_eq!(post(OTHER_POINT).await.redirects(), "/desk/access-points");
    assert_eq!(post(OTHER_POINT).await.status, StatusCode::CONFLICT, "once");
    let case = address(&id, "");
    for (browser, page) in [(&matti, case.as_str()), (&vilma, &format!("/desk/cases/{id}"))] {
        let page = browser.page(page).await;
        for said in [
            "Käsittelijän kanssa sovittu: Lehtolinna 1 (1.2.246.10.99001911.18.1)",
            "Odotetaan, että Lehtolinnan Lääkärikeskus Oy vahvistaa yhteyden.",
            "Emme tunne asiakasta.",
            "Sovittu puhelimessa.",
        ] {
            assert!(page.shows(said), "{said}: {}", page.body);
        }
    }
    assert!(matti.page(&own).await.shows("Sovittu puhelimessa."), "on the page of what was granted");
    let kauko = clinic.world.kauko().await;
    let asked = request_to(&kauko, LEHTOLINNA).await;
    let page = ville.page(&first).await;
    assert!(!page.shows("/confirm"), "it is another's: {}", page.body);
    let choice = [("version", "4"), ("point", ACCESS_POINT), ("system", SYSTEM)];
    assert_eq!(ville.post(&format!("{first}/confirm"), &choice).await.status, StatusCode::CONFLICT);
    let shown = version_on(&kauko, &asked).await;
    let choice = [("version", shown.as_str()), ("point", OTHER_POINT), ("system", SYSTEM)];
    kauko.post(&format!("{asked}/confirm"), &choice).await.redirects();
    let page = matti.page(&case).await;
    let confirmed = "Välittäjä vahvisti: Lehtolinna 1 (1.2.246.10.99001911.18.1)";
    assert!(page.shows(confirmed) && page.shows("Sovittu puhelimessa."), "{}", page.body);
    let day = [("version", "1"), ("date", "21.11.2026")];
    matti.post(&format!("{own}/production-date"), &day).await.redirects();
    assert_eq!(deployment(&clinic).await.state, DeploymentState::InProduction, "nothing hinders it");
}

async fn a_point_of_ones_own_that_an_officer_settles_on_needs_nobodys_confirmation(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let own = OTHER.replace("LEHTOLINNA", RANTAPOLKU).replace("Lehtolinna 1", "Rantapolku 1");
    let own = own.split("[[intermediary]]").next().expect("a point").to_string();
    import_directory(&clinic.world.app, &Directory::read(&format!("{DIRECTORY}{own}")).expect("reads"))
        .await
        .expect("imported");
    let (matti, ville, vilma) = (clinic.world.matti().await, ville(&clinic).await, clinic.world.vilma().await);
    let (id, _) = approved(&clinic, &matti).await;
    let first = request(&ville).await;
    let (late, shown) = declined_late(&clinic, &ville).await;
    let note = [("version", shown.as_str()), ("reason", "Asiakkaalla on oma piste."), ("point", OTHER_POINT)];
    vilma.post(&format!("{late}/handled"), &note).await.redirects();
    let page = matti.page(&address(&id, "")).await;
    assert!(page.shows("Käsittelijän kanssa sovittu: Rantapolku 1") && page.shows("oma piste"), "{}", page.body);
    let page = ville.page(&first).await;
    assert!(!page.shows("/confirm") && !page.shows("Rantapolku 1"), "{}", page.body);
    let shown = [("version", "4"), ("point", ACCESS_POINT), ("system", SYSTEM)];
    assert_eq!(ville.post(&format!("{first}/confirm"), &shown).await.status, StatusCode::CONFLICT);
}

async fn nobody_declines_what_is_in_production(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, ville) = (clinic.world.matti().await, ville(&clinic).await);
    let (id, own) = approved(&clinic, &matti).await;
    let page = request(&ville).await;
    let before = version_on(&ville, &page).await;
    matti.post(&format!("{own}/production-date"), &[("version", "1"), ("date", "21.11.2026")]).await.redirects();
    assert_eq!(deployment(&clinic).await.state, DeploymentState::InProduction);
    let shown = ville.page(&page).await;
    assert!(shown.shows("Palvelu on asiakkaalla jo tuotantokäytössä") && !shown.shows("/decline"), "{}", shown.body);
    let after = version_on(&ville, &page).await;
    for version in [&before, &after] {
        let reason = [("version", version.as_str()), ("reason", "Emme tunne asiakasta.")];
        assert_eq!(ville.post(&format!("{page}/decline"), &reason).await.status, StatusCode::CONFLICT);
    }
    let choice = [("version", after.as_str()), ("point", ACCESS_POINT), ("system", SYSTEM)];
    ville.post(&format!("{page}/confirm"), &choice).await.redirects();
    assert_eq!(state(&clinic, &id).await, Some(ConnectionState::Confirmed), "it may still confirm");
}

async fn what_begins_at_once_is_said_before_and_who_has_not_answered(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let (_, own) = approved(&clinic, &matti).await;
    let (at_once, unanswered) = ("alkaa heti, kun vahvistatte päivän", "voi alkaa ilman tätä vahvistusta");
    let page = matti.page(&own).await;
    for said in [at_once, unanswered, "Odotetaan, että Virtalähde Terveysjärjestelmät Oy", ">Odottaa teitä<"] {
        assert!(page.shows(said), "{said}: {}", page.body);
    }
    let day = [("version", "1"), ("date", "22.11.2026")];
    matti.post(&format!("{own}/production-date"), &day).await.redirects();
    let page = matti.page(&own).await;
    assert!(page.shows("Odottaa aloituspäivää") && !page.shows("Odottaa teitä"), "{}", page.body);
    assert!(page.shows("Tuotantokäyttö alkaa 22.11.2026. Teidän ei") && page.shows(at_once), "{}", page.body);
    matti.post(&format!("{own}/items"), &[("item", "staff"), ("answer", "undo")]).await.redirects();
    let page = matti.page(&own).await;
    assert!(page.shows("Odottaa teitä") && !page.shows(at_once), "something is left to do: {}", page.body);
    let ville = ville(&clinic).await;
    let request = request(&ville).await;
    let shown = version_on(&ville, &request).await;
    let choice = [("version", shown.as_str()), ("point", ACCESS_POINT), ("system", SYSTEM)];
    ville.post(&format!("{request}/confirm"), &choice).await.redirects();
    assert!(!matti.page(&own).await.shows(unanswered), "it has answered");
}

/// Who has been mailed that something happened.
async fn mailed(clinic: &Clinic, happening: &str) -> Vec<String> {
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let sql = "select recipient from notice where happening = $1 order by recipient";
    let rows: Vec<(String,)> = read.all(sql, db::values![happening]).await.expect("listed");
    rows.into_iter().map(|(recipient,)| recipient).collect()
}

db::testing::on_both![
    production_begins_no_earlier_than_the_day_on_which_a_late_decline_was_taken_back,
    what_an_officer_settles_is_shown_as_granted_and_its_owner_confirms_it,
    a_point_of_ones_own_that_an_officer_settles_on_needs_nobodys_confirmation,
    what_is_declined_after_the_approval_waits_for_an_officer,
    nobody_declines_what_is_in_production,
    what_begins_at_once_is_said_before_and_who_has_not_answered,
    what_is_signed_says_which_point_was_confirmed,
    item_6_approval_waits_until_the_vendor_has_chosen_the_point,
    the_contacts_of_what_was_sent_last_are_known,
    a_declined_request_needs_another_choice,
    a_declined_customer_turns_elsewhere_by_a_supplement_and_is_approved,
    a_request_follows_the_draft_and_ends_with_it,
];
