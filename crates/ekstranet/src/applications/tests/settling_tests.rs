//! What an officer settles after a late decline can be put right until production begins, and nothing typed is lost.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::connection_tests::{OTHER, OTHER_POINT, approved, declined_late, deployment, version_on, ville};
use super::{Clinic, DIRECTORY, address};
use crate::deployments::DeploymentState;
use crate::kernel::Language;
use crate::registers::{Directory, import_directory};
use crate::testing::RANTAPOLKU;

/// With two points of the customer's own, of which the officer takes the wrong one.
async fn what_an_officer_settled_wrongly_is_settled_otherwise_until_production_begins(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let point = |number: &str| {
        let own = OTHER.replace("LEHTOLINNA", RANTAPOLKU).replace("Lehtolinna 1", &format!("Rantapolku {number}"));
        let own = own.replace(OTHER_POINT, &format!("1.2.246.10.99002267.18.{number}"));
        own.split("[[intermediary]]").next().expect("a point").to_string()
    };
    let both = format!("{DIRECTORY}{}{}", point("1"), point("2"));
    import_directory(&clinic.world.app, &Directory::read(&both).expect("reads")).await.expect("imported");
    let (matti, ville, vilma) = (clinic.world.matti().await, ville(&clinic).await, clinic.world.vilma().await);
    let (id, own) = approved(&clinic, &matti).await;
    let (late, shown) = declined_late(&clinic, &ville).await;
    let settle = async |version: &str, note: &str, point: &str| {
        let fields = [("version", version), ("reason", note), ("point", point)];
        vilma.post(&format!("{late}/handled"), &fields).await
    };
    let (wrong, right) = ("1.2.246.10.99002267.18.1", "1.2.246.10.99002267.18.2");
    settle(&shown, "Asiakkaalla on oma piste.", wrong).await.redirects();
    let case = vilma.page(&format!("/desk/cases/{id}")).await;
    assert!(case.shows("Muuttakaa liityntäpistettä tai sovittua") && case.shows(&late), "{}", case.body);
    // The point that is chosen closes while the officer writes: the note comes back.
    let closed = "update access_point set valid_until = '2026-11-20' where oid = $1";
    clinic.world.meddle(closed, db::values![wrong]).await;
    let again = version_on(&vilma, &late).await;
    for (language, words) in [
        (Language::Fi, "ei ole enää käytössä. Valitkaa toinen liityntäpiste."),
        (Language::Sv, "är inte längre i bruk. Välj en annan anslutningspunkt."),
        (Language::En, "is no longer in use. Choose another access point."),
    ] {
        let fields = [("version", again.as_str()), ("reason", "Sovittu soittaen."), ("point", wrong)];
        let vilma = clinic.world.vilma().await.speaking(language);
        let refused = vilma.post(&format!("{late}/handled"), &fields).await;
        refused.is_a_proper_page(language);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.shows(words) && refused.shows("Sovittu soittaen.</textarea>"), "{}", refused.body);
        assert!(refused.shows("href=\"#point\""), "{}", refused.body);
    }
    settle(&again, "Oikea piste on toinen.", right).await.redirects();
    assert_eq!(settle(&again, "Vielä toinen.", right).await.status, StatusCode::CONFLICT, "a colleague was first");
    let page = matti.page(&address(&id, "")).await;
    assert!(page.shows("Käsittelijän kanssa sovittu: Rantapolku 2"), "{}", page.body);
    assert!(page.shows("Oikea piste on toinen.") && !page.shows(wrong), "{}", page.body);
    // In production it stands.
    let day = [("version", "1"), ("date", "21.11.2026")];
    matti.post(&format!("{own}/production-date"), &day).await.redirects();
    assert_eq!(deployment(&clinic).await.state, DeploymentState::InProduction);
    assert!(!vilma.page(&format!("/desk/cases/{id}")).await.shows(&late));
    let page = vilma.page(&late).await;
    assert!(!page.shows("name=\"point\"") && page.shows("Oikea piste on toinen."), "{}", page.body);
    assert_eq!(settle("7", "Liian myöhään.", "").await.status, StatusCode::CONFLICT);
}

db::testing::on_both![what_an_officer_settled_wrongly_is_settled_otherwise_until_production_begins];
