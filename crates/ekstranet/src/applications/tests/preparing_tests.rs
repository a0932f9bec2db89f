//! Start before you have the right (issue 3, item 9): a person with a tie prepares a draft that nobody else sees until
//! somebody of the organisation has the right. And completeness for every helper (issue 4, item 8).

use std::collections::BTreeSet;

use axum::http::StatusCode;
use db::testing::{Scratch, guarded};

use super::own_form_tests::takes_over;
use super::{Clinic, TRADER, address, answers, applications, billing, contacts, save};
use crate::applications::{remove_prepared, submit_act};
use crate::kernel::{ApplicationId, Basis, BusinessId, Language, Mandate, Permission, Permissions};
use crate::mandates::{Authority, keep_authority};
use crate::testing::{Answer, Browser, LEHTOLINNA, RANTAPOLKU, World, between};
use crate::web::Failure;

const DAY: i64 = 86_400;

/// Suomi.fi returned these roles for the person, none of which is enough.
async fn tie(world: &World, browser: &Browser<'_>, organisation: &str, name: &str, roles: &[&str]) {
    let authority = Authority {
        organisation: BusinessId::parse(organisation).expect("valid"),
        organisation_name: name.to_string(),
        bases: Vec::new(),
        roles: roles.iter().map(|role| (*role).to_string()).collect(),
        complete: true,
    };
    let session = browser.session.as_ref().expect("signed in");
    let mut tx = world.app.db.write().await.expect("a transaction");
    keep_authority(&mut tx, world.app.clock.now(), session, &authority).await.expect("kept");
    tx.commit().await.expect("committed");
}

/// Saara Koenen, chair of the board of the organisation: a tie, but no right.
pub(super) async fn saara(clinic: &Clinic) -> Browser<'_> {
    let saara = clinic.world.person("090590-9047", "Saara Koenen", &[]).await;
    tie(&clinic.world, &saara, RANTAPOLKU, "Rantapolun Lääkäriasema Oy", &["PJ"]).await;
    saara
}

pub(super) async fn prepare(browser: &Browser<'_>, organisation: &str) -> Answer {
    browser.post("/act-for/drafts", &[("organisation", organisation), ("service", "prescription")]).await
}

pub(super) fn id_in(address: &str) -> ApplicationId {
    address.split('/').find_map(ApplicationId::parse).expect("an id")
}

async fn save_prepared(
    browser: &Browser<'_>,
    id: &ApplicationId,
    step: &str,
    version: i64,
    fields: &[(&str, &str)],
) -> Answer {
    let version = version.to_string();
    let mut all = vec![("version", version.as_str()), ("form", "prescription-2")];
    all.extend_from_slice(fields);
    browser.post(&format!("/act-for/drafts/{id}/steps/{step}"), &all).await
}

pub(super) async fn fill_prepared(browser: &Browser<'_>, id: &ApplicationId) {
    for (step, fields) in answers() {
        let saved = save_prepared(browser, id, step, 0, &fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{step}: {}", saved.body);
    }
}

async fn start_before_you_have_the_right(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let saara = saara(&clinic).await;
    let why = saara.page(&format!("/act-for/why?organisation={RANTAPOLKU}")).await;
    assert!(why.shows("action=\"/act-for/drafts\"") && why.shows("Valmistele: Resepti-palvelu"), "{}", why.body);
    let base = prepare(&saara, RANTAPOLKU).await.redirects().to_string();
    let id = id_in(&base);
    let tasks = saara.page(&base).await;
    assert!(tasks.shows("Rantapolun Lääkäriasema Oy (9900226-7)") && tasks.shows("vain te") && !tasks.shows("/o/"));
    for (step, _) in answers() {
        let page = saara.page(&format!("{base}/steps/{step}")).await;
        assert!(page.shows(&format!("action=\"{base}/steps/{step}\"")) && !page.shows("/o/9900226-7"), "{step}");
    }
    assert!(saara.get(&format!("{base}/steps/billing")).await.shows("value=\"003799002267\""), "what a register knows");
    let mut wrong = contacts();
    wrong[1] = ("people-0-email", "matti at rantapolku");
    let answer = save_prepared(&saara, &id, "contacts", 0, &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.shows("href=\"#people-0-email\""), "{}", answer.body);
    assert_eq!(
        save_prepared(&saara, &id, "contacts", 1, &contacts()).await.redirects(),
        format!("{base}/steps/billing")
    );
    for (step, fields) in answers().into_iter().filter(|(step, _)| *step != "contacts") {
        save_prepared(&saara, &id, step, 0, &fields).await;
    }
    let check = saara.page(&format!("{base}/check")).await;
    assert!(check.shows("Kaikki tiedot on annettu") && !check.shows("/sign\""), "signing is closed: {}", check.body);
    saara.page(&format!("{base}/print")).await;
    saara.page(&format!("{base}/discard")).await;
    saara.page("/act-for/drafts").await;
    for closed in ["sign", "receipt", "withdraw"] {
        assert_eq!(saara.get(&format!("{base}/{closed}")).await.status, StatusCode::NOT_FOUND, "{closed}");
    }
    for path in [applications(), address(&id, ""), format!("/o/{RANTAPOLKU}/prepared/{id}")] {
        assert_eq!(saara.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }

    let matti = clinic.world.matti().await;
    assert!(matti.page(&format!("/o/{RANTAPOLKU}/")).await.shows("Valmistelija: Saara Koenen"));
    assert!(matti.page(&applications()).await.shows("Saara Koenen valmisteli hakemuksen"));
    let offered = matti.page(&format!("/o/{RANTAPOLKU}/prepared/{id}")).await;
    assert!(offered.shows("tiina@rantapolku.example") && offered.shows("Ota hakemus käyttöön"), "{}", offered.body);
    let taken = matti.post(&format!("/o/{RANTAPOLKU}/prepared/{id}/take-over"), &[]).await;
    let application = id_in(taken.redirects());
    let tasks = matti.page(&address(&application, "")).await;
    assert_eq!(tasks.body.matches("Saara Koenen tallensi").count(), 9, "who prepared it: {}", tasks.body);
    assert!(clinic.submit(&matti, &application).await.is_ok(), "usable when the right arrives");
    assert!(saara.page("/act-for/drafts").await.shows("Organisaation käytössä"));
    assert_eq!(saara.get(&base).await.redirects(), "/act-for/drafts");
    let late = save_prepared(&saara, &id, "contacts", 2, &contacts()).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "what is typed after that is shown: {}", late.body);
    for (action, count) in [("prepared", 1), ("prepared_step_saved", 10), ("taken_over", 1)] {
        assert_eq!(clinic.audited(&format!("applications.{action}")).await, count, "{action}");
    }
}

async fn a_draft_before_the_right_is_its_authors_alone(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let saara = saara(&clinic).await;
    let base = prepare(&saara, RANTAPOLKU).await.redirects().to_string();
    let id = id_in(&base);
    fill_prepared(&saara, &id).await;
    let other = clinic.world.person("110276-9244", "Leena Entinen", &[]).await;
    tie(&clinic.world, &other, RANTAPOLKU, "Rantapolun Lääkäriasema Oy", &["J"]).await;
    let (kauko, matti) = (clinic.world.kauko().await, clinic.world.matti().await);
    for browser in [&other, &kauko, &matti] {
        for page in ["", "/steps/contacts", "/check", "/print", "/discard"] {
            let answer = browser.get(&format!("{base}{page}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{page}");
        }
        assert_eq!(save_prepared(browser, &id, "contacts", 1, &contacts()).await.status, StatusCode::NOT_FOUND);
        assert_eq!(browser.post(&format!("{base}/discard"), &[]).await.status, StatusCode::NOT_FOUND);
        assert!(!browser.page("/act-for/drafts").await.shows("Resepti-palvelu"));
    }
    // Somebody with a right for another organisation does not reach it through their own either.
    for organisation in [RANTAPOLKU, LEHTOLINNA] {
        for (path, post) in [("", false), ("/take-over", true), ("/discard", true)] {
            let path = format!("/o/{organisation}/prepared/{id}{path}");
            let answer = if post { kauko.post(&path, &[]).await } else { kauko.get(&path).await };
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        }
    }
    assert_eq!(saara.get(&base).await.status, StatusCode::OK, "the control");
}

async fn nothing_is_prepared_without_a_tie(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let saara = saara(&clinic).await;
    assert_eq!(prepare(&saara, LEHTOLINNA).await.status, StatusCode::NOT_FOUND);
    assert_eq!(prepare(&saara, "9900101-0").await.status, StatusCode::NOT_FOUND, "whether it exists or not");
    assert_eq!(clinic.audited("applications.preparing_refused").await, 2);
    let nothing = clinic.world.person("110276-9244", "Leena Entinen", &[]).await;
    tie(&clinic.world, &nothing, RANTAPOLKU, "Rantapolun Lääkäriasema Oy", &[]).await;
    assert_eq!(prepare(&nothing, RANTAPOLKU).await.status, StatusCode::NOT_FOUND, "no role came back");
    assert_eq!(prepare(&clinic.world.matti().await, RANTAPOLKU).await.redirects(), applications(), "with the right");
    let privacy = [(RANTAPOLKU, "Rantapolun Lääkäriasema Oy", vec![Basis::Mandate(Mandate::Privacy)])];
    let reader = clinic.world.person("050594U903M", "Olli Opas", &privacy).await;
    assert!(prepare(&reader, RANTAPOLKU).await.redirects().starts_with("/act-for/drafts/"), "a lesser right");
    assert_eq!(saara.post("/act-for/drafts", &[("organisation", RANTAPOLKU)]).await.status, StatusCode::BAD_REQUEST);
}

async fn a_right_of_an_earlier_session_is_a_tie(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    clinic.world.matti().await;
    let later = clinic.world.person("150668-917M", "Matti Rantapolku", &[]).await;
    assert_eq!(later.get(&applications()).await.status, StatusCode::NOT_FOUND);
    assert!(later.page("/act-for/why").await.shows("ei tarkistettu tässä istunnossa"));
    let why = later.page(&format!("/act-for/why?organisation={RANTAPOLKU}")).await;
    assert!(why.shows("Tässä istunnossa Suomi.fistä ei ole saatu tietoa"), "{}", why.body);
    assert!(!why.shows("Se oli voimassa viimeksi"), "nobody has said so: {}", why.body);
    let base = prepare(&later, RANTAPOLKU).await.redirects().to_string();
    assert_eq!(prepare(&later, RANTAPOLKU).await.redirects(), base, "one for each service");
    let returned = clinic.world.matti().await;
    let list = returned.page("/act-for/drafts").await;
    assert!(list.shows(&format!("/o/{RANTAPOLKU}/prepared/{}", id_in(&base))), "the right is back: {}", list.body);
}

async fn both_drafts_are_offered_and_nothing_is_lost(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (saara, matti) = (saara(&clinic).await, clinic.world.matti().await);
    let own = clinic.begin(&matti).await;
    let mut ours = contacts();
    ours[0] = ("people-0-name", "Oma Yhteyshenkilö");
    save(&matti, &own, "contacts", 0, &ours).await;
    let prepared = id_in(prepare(&saara, RANTAPOLKU).await.redirects());
    assert!(!saara.get(&format!("/act-for/drafts/{prepared}/steps/contacts")).await.shows("Oma Yhteyshenkilö"));
    fill_prepared(&saara, &prepared).await;
    assert!(matti.page(&applications()).await.shows("oma hakemus kesken"), "both are there");
    let page = matti.page(&format!("/o/{RANTAPOLKU}/prepared/{prepared}")).await;
    assert!(page.shows("vaihtavat paikkaa"), "{}", page.body);
    let take_over = format!("/o/{RANTAPOLKU}/prepared/{prepared}/take-over");
    assert!(page.shows("tässä luonnoksessa 9, omassa luonnoksessanne 1"), "{}", page.body);
    let unasked = matti.post(&take_over, &[]).await;
    assert!(unasked.status == StatusCode::UNPROCESSABLE_ENTITY && unasked.shows("Valitkaa ensin"), "{}", unasked.body);
    let mut told = BTreeSet::new();
    for language in Language::ALL {
        let unasked = clinic.world.matti().await.speaking(language).post(&take_over, &[("exchange", "no")]).await;
        unasked.is_a_proper_page(language);
        assert!(unasked.shows("href=\"#exchange\"") && unasked.shows("id=\"exchange\""), "{}", unasked.body);
        told.insert(between(&unasked.body, "id=\"exchange-error\">", "<").to_string());
    }
    assert_eq!(told.len(), 3, "at the box in each language: {told:?}");
    matti.post(&address(&own, "/note"), &[("note", "Kaikki on valmista.")]).await.redirects();
    assert!(matti.page(&address(&own, "")).await.shows("Kaikki on valmista."));
    clinic.world.app.clock.advance_seconds(1);
    let taken = matti.post(&take_over, &[("exchange", "yes")]).await;
    assert_eq!(taken.redirects(), address(&own, ""), "the application stays the same");
    assert!(!matti.page(&address(&own, "")).await.shows("Kaikki on valmista."), "the note spoke of other answers");
    let step = matti.page(&address(&own, "/steps/contacts")).await;
    assert!(step.shows("Tiina Tekninen") && !step.shows("Oma Yhteyshenkilö"));
    let late = save(&matti, &own, "contacts", 1, &ours).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "a page opened before the exchange overwrites nothing");

    let list = matti.page(&applications()).await;
    assert!(list.shows("Organisaation oma luonnos, jonka aloitti Matti Rantapolku"), "{}", list.body);
    let aside = list.body.split("/prepared/").nth(1).map(|rest| rest[..36].to_string()).expect("the other is offered");
    assert!(matti.page(&format!("/o/{RANTAPOLKU}/prepared/{aside}")).await.shows("Oma Yhteyshenkilö"));
    assert!(!saara.page("/act-for/drafts").await.shows(&aside), "the organisation's own stays its own");
    matti.post(&format!("/o/{RANTAPOLKU}/prepared/{aside}/take-over"), &[("exchange", "yes")]).await.redirects();
    assert!(matti.page(&address(&own, "/steps/contacts")).await.shows("Oma Yhteyshenkilö"), "and back again");
}

/// Prepares a draft with this street for the invoices, and gives its address for who may take it over.
async fn prepare_billing(browser: &Browser<'_>, street: &'static str) -> String {
    let prepared = id_in(prepare(browser, RANTAPOLKU).await.redirects());
    save_prepared(browser, &prepared, "contacts", 0, &contacts()).await.redirects();
    let mut fields = billing();
    fields.iter_mut().filter(|(name, _)| *name == "street").for_each(|(_, value)| *value = street);
    save_prepared(browser, &prepared, "billing", 0, &fields).await.redirects();
    format!("/o/{RANTAPOLKU}/prepared/{prepared}")
}

/// Issue 3, item 5: the cell of billing data holds on the way through a draft of before the right too.
async fn who_may_not_change_billing_data_takes_over_all_but_the_billing_step(scratch: &Scratch) {
    let clinic = Clinic::with_config(scratch, |config| config.mandates.mandate_changes_billing = false).await;
    let (saara, matti) = (saara(&clinic).await, clinic.world.matti().await);
    let right = vec![Basis::Mandate(Mandate::Deployment)];
    let organisation = (RANTAPOLKU, "Rantapolun Lääkäriasema Oy", right);
    let olavi = clinic.world.person("061279-9076", "Olavi Testinen", &[organisation]).await;
    let first = prepare_billing(&saara, "Muu katu 1").await;
    assert!(olavi.page(&first).await.shows("joten ne eivät siirry tästä luonnoksesta"));
    assert!(!matti.page(&first).await.shows("joten ne eivät siirry"), "a position may");
    let own = id_in(olavi.post(&format!("{first}/take-over"), &[]).await.redirects());
    let step = async |step: &str| matti.get(&address(&own, &format!("/steps/{step}"))).await;
    assert!(step("contacts").await.shows("Tiina Tekninen"), "the rest is taken over");
    assert!(!step("billing").await.shows("Muu katu 1"));
    let mut ours = billing();
    ours.iter_mut().filter(|(name, _)| *name == "street").for_each(|(_, value)| *value = "Oma katu 2");
    save(&matti, &own, "billing", 0, &ours).await.redirects();
    let second = prepare_billing(&saara, "Muu katu 3").await;
    olavi.post(&format!("{second}/take-over"), &[("exchange", "yes")]).await.redirects();
    assert!(step("billing").await.shows("Oma katu 2") && !step("billing").await.shows("Muu katu 3"));
    let third = prepare_billing(&saara, "Muu katu 4").await;
    matti.post(&format!("{third}/take-over"), &[("exchange", "yes")]).await.redirects();
    assert!(step("billing").await.shows("Muu katu 4"), "the control");
}

async fn a_prepared_draft_waits_while_an_application_is_decided(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (saara, matti) = (saara(&clinic).await, clinic.world.matti().await);
    clinic.submitted(&matti).await;
    let prepared = id_in(prepare(&saara, RANTAPOLKU).await.redirects());
    let path = format!("/o/{RANTAPOLKU}/prepared/{prepared}");
    let refused = matti.post(&format!("{path}/take-over"), &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.shows("kun se on ratkaistu"), "{}", refused.body);
    matti.page(&format!("{path}/discard")).await;
    assert_eq!(matti.post(&format!("{path}/discard"), &[]).await.redirects(), applications());
    assert_eq!(matti.get(&path).await.status, StatusCode::NOT_FOUND);
    assert!(saara.page("/act-for/drafts").await.shows(">Poistettu<"));
    assert_eq!(clinic.audited("applications.offered_discarded").await, 1);
}

async fn a_draft_is_cleaned_after_a_warning(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let app = &clinic.world.app;
    let first = saara(&clinic).await;
    let base = prepare(&first, RANTAPOLKU).await.redirects().to_string();
    let id = id_in(&base);
    app.clock.advance_seconds(75 * DAY);
    assert_eq!(guarded(remove_prepared(app)).await.expect("looked"), 0, "too early");
    app.clock.advance_seconds(2 * DAY);
    assert_eq!(guarded(remove_prepared(app)).await.expect("looked"), 1, "warned");
    assert_eq!(guarded(remove_prepared(app)).await.expect("looked"), 0, "once");
    let again = saara(&clinic).await;
    assert!(again.page(&base).await.shows("Luonnos poistetaan pian"));
    assert_eq!(save_prepared(&again, &id, "contacts", 0, &contacts()).await.status, StatusCode::SEE_OTHER);
    app.clock.advance_seconds(15 * DAY);
    assert_eq!(guarded(remove_prepared(app)).await.expect("looked"), 0, "the save counts");
    app.clock.advance_seconds(70 * DAY);
    assert_eq!(guarded(remove_prepared(app)).await.expect("looked"), 1, "warned again");
    app.clock.advance_seconds(13 * DAY);
    assert_eq!(guarded(remove_prepared(app)).await.expect("looked"), 0, "the warning is not old enough");
    app.clock.advance_seconds(2 * DAY);
    assert_eq!(guarded(remove_prepared(app)).await.expect("looked"), 1, "removed");
    let last = saara(&clinic).await;
    assert!(last.page("/act-for/drafts").await.shows("Vanhentunut ja poistettu"));
    let mut read = app.db.read().await.expect("a reader");
    let (left,): (i64,) = read.one("select count(*) from prepared_step", db::values![]).await.expect("counted");
    assert_eq!(left, 0, "no answer is left");
    for (action, count) in [("prepared_warned", 2), ("prepared_removed", 1)] {
        assert_eq!(clinic.audited(&format!("applications.{action}")).await, count, "{action}");
    }
}

async fn a_broken_prepared_draft_keeps_no_other_from_being_warned_of(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let app = &clinic.world.app;
    let saara = saara(&clinic).await;
    prepare(&saara, RANTAPOLKU).await.redirects();
    let spoil = "update prepared_draft set organisation = 'x', changed_at = changed_at - 1";
    clinic.world.meddle(spoil, db::values![]).await;
    prepare(&saara, RANTAPOLKU).await.redirects();
    app.clock.advance_seconds(77 * DAY);
    assert_eq!(guarded(remove_prepared(app)).await.expect("looked"), 1, "warned");
    assert_eq!(clinic.audited("applications.prepared_warned").await, 1);
}

async fn discarding_ones_own_prepared_draft_leaves_nothing(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let saara = saara(&clinic).await;
    let base = prepare(&saara, RANTAPOLKU).await.redirects().to_string();
    let autosaved = save_prepared(&saara, &id_in(&base), "contacts/autosave", 0, &contacts()).await;
    assert_eq!(autosaved.status, StatusCode::NO_CONTENT);
    let stale = save_prepared(&saara, &id_in(&base), "contacts", 0, &[("people-0-name", "Toinen")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "two windows");
    let added = save_prepared(&saara, &id_in(&base), "contacts", 1, &[("answer", "add")]).await;
    assert_eq!(added.redirects(), format!("{base}/steps/contacts?rows=1"));
    assert_eq!(saara.post(&format!("{base}/discard"), &[]).await.redirects(), "/act-for/drafts");
    assert_eq!(saara.get(&format!("{base}/check")).await.redirects(), "/act-for/drafts");
    assert_ne!(prepare(&saara, RANTAPOLKU).await.redirects(), base, "one may begin again");
    let late = save_prepared(&saara, &id_in(&base), "contacts/autosave", 2, &contacts()).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let late = save_prepared(&saara, &id_in(&base), "contacts", 2, &contacts()).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "what was typed is not lost");
    assert!(late.shows("Luonnos otettiin käyttöön tai poistettiin") && late.shows("Tiina Tekninen"), "{}", late.body);
}

async fn who_takes_a_draft_over_is_told_what_the_register_of_pharmacies_lacks(scratch: &Scratch) {
    let clinic = Clinic::with_registers(scratch, TRADER, "[]").await;
    let (saara, matti) = (saara(&clinic).await, clinic.world.matti().await);
    takes_over(&clinic, "2026-12-11").await;
    let prepared = id_in(prepare(&saara, RANTAPOLKU).await.redirects());
    let take_over = format!("/o/{RANTAPOLKU}/prepared/{prepared}/take-over");
    takes_over(&clinic, "9999-12-31").await;
    let refused = matti.post(&take_over, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.shows("ei ole haltuunottopäivää, joten hakemusta ei voi vielä tehdä"), "{}", refused.body);
    assert!(refused.shows("Luonnos säilyy") && !refused.shows("aikaisintaan 30 päivää"), "{}", refused.body);
    takes_over(&clinic, "2027-03-01").await;
    assert!(matti.post(&take_over, &[]).await.shows("aikaisintaan 30 päivää ennen sitä eli 30.1.2027"));
    takes_over(&clinic, "2026-12-11").await;
    let taken = matti.post(&take_over, &[]).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "the control: {}", taken.body);
}

async fn item_8_completeness_is_visible_to_every_helper_and_only_submitting_is_limited(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (saara, matti) = (saara(&clinic).await, clinic.world.matti().await);
    let own = clinic.begin(&matti).await;
    let tasks = matti.page(&address(&own, "")).await;
    assert!(tasks.shows("Voitte itse allekirjoittaa") && tasks.shows("Vielä puuttuu:"), "{}", tasks.body);
    let prepared = id_in(prepare(&saara, RANTAPOLKU).await.redirects());
    let path = format!("/act-for/drafts/{prepared}");
    let helper = saara.page(&path).await;
    assert!(helper.shows("merkityistä asemista: toimitusjohtaja, ") && helper.shows("Vielä puuttuu:"));
    assert!(saara.get(&format!("{path}/check")).await.shows("class=\"problem\""), "what is missing, field by field");
    clinic.fill(&matti, &own).await;
    fill_prepared(&saara, &prepared).await;
    assert!(!matti.page(&address(&own, "")).await.shows("Vielä puuttuu"));
    let helper = saara.page(&path).await;
    assert!(!helper.shows("Vielä puuttuu") && helper.shows("Kuka voi lähettää"), "{}", helper.body);
}

/// Issue 4, item 8: a helper saves, and whatever is posted does not sign.
async fn a_helper_without_the_right_saves_but_neither_signs_nor_submits(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (saara, matti) = (saara(&clinic).await, clinic.world.matti().await);
    let prepared = id_in(prepare(&saara, RANTAPOLKU).await.redirects());
    fill_prepared(&saara, &prepared).await;
    let own = clinic.begin(&matti).await;
    clinic.fill(&matti, &own).await;
    let accepted = [("accept", "yes"), ("version", "9")];
    for way in [
        address(&own, "/sign"),
        address(&prepared, "/sign"),
        format!("/act-for/drafts/{prepared}/sign"),
        format!("/act-for/drafts/{prepared}/submit"),
        address(&own, "/steps/security"),
    ] {
        let refused = saara.post(&way, &accepted).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "{way}: {}", refused.body);
    }
    // However it came about: the act itself asks for the right.
    for permissions in [Permissions::none(), Permissions::none().with(Permission::DeployServices)] {
        let mut visit = clinic.visit(&matti);
        let payload = clinic.payload(&visit, &own).await;
        visit.acting.as_mut().expect("acting").permissions = permissions;
        assert!(matches!(submit_act(visit, own.to_string(), payload).await, Err(Failure::Forbidden)));
    }
    assert_eq!(clinic.audited("applications.submitted").await, 0);
    let saved = save_prepared(&saara, &prepared, "joining_model", 1, &[("model", "direct")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "saving works: {}", saved.body);
    clinic.submit(&matti, &own).await.expect("the control: with the right it goes out");
}

db::testing::on_both![
    start_before_you_have_the_right,
    a_draft_before_the_right_is_its_authors_alone,
    nothing_is_prepared_without_a_tie,
    a_right_of_an_earlier_session_is_a_tie,
    both_drafts_are_offered_and_nothing_is_lost,
    who_may_not_change_billing_data_takes_over_all_but_the_billing_step,
    a_prepared_draft_waits_while_an_application_is_decided,
    a_draft_is_cleaned_after_a_warning,
    a_broken_prepared_draft_keeps_no_other_from_being_warned_of,
    discarding_ones_own_prepared_draft_leaves_nothing,
    who_takes_a_draft_over_is_told_what_the_register_of_pharmacies_lacks,
    item_8_completeness_is_visible_to_every_helper_and_only_submitting_is_limited,
    a_helper_without_the_right_saves_but_neither_signs_nor_submits,
];
