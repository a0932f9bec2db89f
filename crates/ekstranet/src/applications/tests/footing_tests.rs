//! An application that was signed on top of a commitment which came to nothing with another application.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::{Clinic, address};
use crate::agreements;
use crate::applications::{OfficerStep, load_case, open_officer_steps};
use crate::kernel::{ApplicationId, BusinessId, Language};
use crate::testing::RANTAPOLKU;
use crate::web::Failure;

async fn steps(clinic: &Clinic, id: &ApplicationId) -> Vec<&'static str> {
    let case = load_case(&mut clinic.world.app.db.read().await.expect("a reader"), id).await.expect("a case");
    open_officer_steps(&case)
}

async fn item_15_a_case_whose_commitment_is_gone_is_not_approved_and_says_how_to_go_on(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    let approve = || OfficerStep::Approve { reason: String::new(), registration: String::new(), named: None };
    let id = clinic.submitted(&matti).await;
    clinic.officer_does(&vilma, &id, 2, OfficerStep::Take).await.expect("taken");
    assert!(steps(&clinic, &id).await.contains(&"approve"));
    let (desk, again) = (format!("/desk/cases/{id}"), "Sitoumus on allekirjoitettava uudelleen");
    assert!(!vilma.page(&desk).await.shows("ei voi hyväksyä") && !matti.page(&address(&id, "")).await.shows(again));
    // As it was signed before each application that is the first carried the commitment itself.
    clinic.world.meddle("update commitment set whole = 0", db::values![]).await;
    let open = steps(&clinic, &id).await;
    assert!(!open.contains(&"approve") && open.contains(&"ask_supplement") && open.contains(&"reject"), "{open:?}");
    let shown = vilma.page(&desk).await;
    assert!(
        shown.shows("raukesi toisen hakemuksen mukana") && !shown.shows(&format!("{desk}/approve")),
        "{}",
        shown.body
    );
    let typed = [("version", "3"), ("reason", ""), ("confirmed", "yes")];
    assert_eq!(vilma.post(&format!("{desk}/approve"), &typed).await.status, StatusCode::CONFLICT);
    let approved = clinic.officer_does(&vilma, &id, 3, approve()).await;
    assert!(matches!(approved, Err(Failure::Stale)), "nothing broke: {approved:?}");
    for (language, words) in [
        (Language::Fi, again),
        (Language::Sv, "Förbindelsen måste undertecknas på nytt"),
        (Language::En, "The commitment has to be signed again"),
    ] {
        let page = clinic.world.matti().await.speaking(language).get(&address(&id, "")).await;
        assert!(page.shows(words) && page.shows(&address(&id, "/withdraw")), "{}", page.body);
    }
    // The customer goes that way.
    clinic.withdraw(&matti, &id).await.expect("withdrawn");
    assert!(!matti.page(&address(&id, "")).await.shows(again));
    let anew = clinic.submitted(&matti).await;
    clinic.officer_does(&vilma, &anew, 2, OfficerStep::Take).await.expect("taken");
    clinic.officer_does(&vilma, &anew, 3, approve()).await.expect("approved");
    let organisation = BusinessId::parse(RANTAPOLKU).expect("valid");
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    assert!(agreements::is_in_force(&mut read, &organisation).await.expect("read"));
}

db::testing::on_both![item_15_a_case_whose_commitment_is_gone_is_not_approved_and_says_how_to_go_on];
