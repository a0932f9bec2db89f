//! A trader whose draft is on somebody else's form is stopped and goes on with the own one, which takes along what was typed.

use axum::http::StatusCode;
use db::testing::Scratch;
use serde_json::json;

use super::kinds_tests::right_answers;
use super::{Clinic, TRADER, address};
use crate::applications::submitting::load_whole;
use crate::kernel::{ApplicationId, BusinessId};
use crate::services::{AskedForm, CustomerKind};
use crate::testing::{Browser, RANTAPOLKU};
use crate::web::Failure;

/// What a register has just told of the trader.
pub(super) async fn told(clinic: &Clinic, source: &str, content: Option<String>) {
    let sql = "insert into register_copy (source, key, content, fetched_at) values ($1, $2, $3, $4)
               on conflict (source, key) do update set content = excluded.content, fetched_at = excluded.fetched_at";
    let mut tx = clinic.world.app.db.write().await.expect("a transaction");
    let now = clinic.world.app.clock.now().milliseconds();
    tx.run(sql, db::values![source, RANTAPOLKU, content.as_deref(), now]).await.expect("kept");
    tx.commit().await.expect("committed");
}

/// The trader is about to take a pharmacy over on a day.
pub(super) async fn takes_over(clinic: &Clinic, day: &str) {
    let pharmacy = json!([{ "oid": "1.2.246.10.99002267.20.1", "name": "Rannan apteekki", "parent": null,
        "begins_on": day, "ends_on": "2100-12-31" }]);
    told(clinic, "pharmacist", Some(pharmacy.to_string())).await;
}

/// A whole draft of a trader whom the register of pharmacies does not know, on the form of companies and practitioners.
async fn drafted(clinic: &Clinic, matti: &Browser<'_>) -> ApplicationId {
    told(clinic, "pharmacist", None).await;
    let id = clinic.begin(matti).await;
    let form = load_whole(&clinic.visit(matti), &id).await.expect("loaded").form;
    assert_eq!((form.code, form.profile.kind), ("prescription", CustomerKind::SelfEmployed));
    fill_in(matti, &id, form, "15.1.2027").await;
    id
}

/// Answers every step of a draft rightly, with a day on which production is wished to begin.
pub(super) async fn fill_in(browser: &Browser<'_>, id: &ApplicationId, form: AskedForm, wished: &str) {
    for step in form.steps() {
        let head = [
            ("version".to_string(), "0".to_string()),
            ("form".to_string(), format!("{}-{}", form.code, form.version)),
            ("profile".to_string(), form.profile.code()),
        ];
        let fields: Vec<(String, String)> = head.into_iter().chain(right_answers(form, step)).collect();
        let day = |name: &str, value: &str| String::from(if name == "production_date" { wished } else { value });
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), day(name, value))).collect();
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let saved = browser.post(&address(id, &format!("/steps/{}", step.key)), &fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}: {}", step.key, saved.body);
    }
}

async fn a_pharmacist_sees_in_both_languages_what_is_confirmed(scratch: &Scratch) {
    let clinic = Clinic::with_registers(scratch, TRADER, "[]").await;
    let matti = clinic.world.matti().await;
    takes_over(&clinic, "2026-12-11").await;
    let company = |other: Option<&str>| {
        json!({ "business_id": RANTAPOLKU, "name": "Rannan apteekki", "parallel_name": other, "form": "26",
            "registered": true, "private": true })
        .to_string()
    };
    told(&clinic, "company", Some(company(None))).await;
    let id = clinic.begin(&matti).await;
    let step = address(&id, "/steps/organisation");
    let one = matti.page(&step).await;
    for shown in ["<dd lang=\"fi\">Rannan apteekki</dd>", "<dd>9900226-7</dd>", "Tiedot on haettu YTJ:stä 21.11.2026"]
    {
        assert!(one.shows(shown), "{shown}: {}", one.body);
    }
    assert!(!one.shows("name=\"names\""), "there is one name: {}", one.body);
    matti.post(&address(&id, "/discard"), &[]).await.redirects();
    told(&clinic, "company", Some(company(Some("Strandens apotek")))).await;
    let id = clinic.begin(&matti).await;
    let step = address(&id, "/steps/organisation");
    let both = matti.page(&step).await;
    assert!(both.shows("Strandens apotek") && both.shows("name=\"names\""), "{}", both.body);
    told(&clinic, "company", None).await;
    assert!(matti.page(&step).await.shows("Y-tunnustanne ei löydy YTJ:stä"), "it is said, and one goes on");
}

async fn a_trader_on_the_wrong_form_goes_on_with_the_own_one_and_what_was_typed(scratch: &Scratch) {
    let clinic = Clinic::with_registers(scratch, TRADER, "[]").await;
    let matti = clinic.world.matti().await;
    let id = drafted(&clinic, &matti).await;
    let check = matti.page(&address(&id, "/check")).await;
    assert!(!check.shows("väärällä lomakkeella") && check.shows(&address(&id, "/sign")), "the control: {}", check.body);
    assert_eq!(matti.get(&address(&id, "/sign")).await.status, StatusCode::OK, "the control");
    takes_over(&clinic, "2026-12-11").await;
    let check = matti.page(&address(&id, "/check")).await;
    assert!(check.shows("väärällä lomakkeella") && check.shows(&address(&id, "/own-form")), "{}", check.body);
    assert!(!check.shows(&address(&id, "/sign")), "there is nothing to sign: {}", check.body);
    assert_eq!(matti.get(&address(&id, "/sign")).await.redirects(), address(&id, "/check"));
    assert!(matches!(clinic.submit(&matti, &id).await, Err(Failure::Stale)), "however it came about, it is not sent");
    let question = matti.page(&address(&id, "/own-form")).await;
    assert!(question.shows("Jatka omalla lomakkeella"), "{}", question.body);
    let new = matti.post(&address(&id, "/own-form"), &[]).await.redirects().to_string();
    let id = ApplicationId::parse(new.rsplit('/').next().expect("an id")).expect("an id");
    let whole = load_whole(&clinic.visit(&matti), &id).await.expect("loaded");
    assert_eq!((whole.form.code, whole.form.profile.kind), ("prescription_pharmacist", CustomerKind::Pharmacist));
    let contacts = matti.page(&address(&id, "/steps/contacts")).await;
    assert!(contacts.shows("value=\"matti@rantapolku.example\""), "{}", contacts.body);
    let billing = matti.page(&address(&id, "/steps/billing")).await;
    assert!(billing.shows("003799002267"), "{}", billing.body);
    assert!(!matti.page(&address(&id, "/check")).await.shows("väärällä lomakkeella"));
}

async fn who_is_too_early_for_the_own_form_is_told_and_keeps_the_draft(scratch: &Scratch) {
    let clinic = Clinic::with_registers(scratch, TRADER, "[]").await;
    let matti = clinic.world.matti().await;
    let id = drafted(&clinic, &matti).await;
    takes_over(&clinic, "2027-02-01").await;
    let check = matti.page(&address(&id, "/check")).await;
    assert!(check.shows("enintään 30 päivää") && !check.shows("/own-form\""), "{}", check.body);
    assert_eq!(matti.post(&address(&id, "/own-form"), &[]).await.redirects(), address(&id, "/check"));
    let still = load_whole(&clinic.visit(&matti), &id).await.expect("loaded");
    assert_eq!(still.application.state, "draft", "nothing is lost");
}

async fn an_officer_sees_that_no_register_knew_the_trader(scratch: &Scratch) {
    let clinic = Clinic::with_registers(scratch, TRADER, "[]").await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    for source in ["pharmacist", "practitioner"] {
        told(&clinic, source, None).await;
    }
    let visit = clinic.visit(&matti);
    let own = BusinessId::parse(RANTAPOLKU).expect("valid");
    let profile = crate::registers::find_profile(&visit.app, visit.now, &own).await.expect("found");
    let form = crate::services::newest_form(crate::services::Service::Prescription, CustomerKind::SoleTrader);
    let unknown = crate::services::Profile::of(CustomerKind::SoleTrader);
    assert_eq!(profile.kind, CustomerKind::SelfEmployed, "the register of providers has this one: the control");
    let id = crate::applications::testing::bring_case(&visit, form.expect("a form").asked(unknown), &[]).await;
    let case = vilma.page(&format!("/desk/cases/{id}")).await;
    assert!(case.shows("eivät tunteneet, kun hakemus aloitettiin"), "{}", case.body);
}

db::testing::on_both![
    a_pharmacist_sees_in_both_languages_what_is_confirmed,
    a_trader_on_the_wrong_form_goes_on_with_the_own_one_and_what_was_typed,
    who_is_too_early_for_the_own_form_is_told_and_keeps_the_draft,
    an_officer_sees_that_no_register_knew_the_trader,
];
