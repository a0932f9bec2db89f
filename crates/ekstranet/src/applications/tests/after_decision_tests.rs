//! What goes on after the decision: the words for how a case ended, what home says of a rejection, and the conversation until
//! production has begun.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::{Clinic, address, applications};
use crate::applications::OfficerStep;
use crate::applications::testing::words;
use crate::kernel::{ApplicationId, AuditId, Language};
use crate::notices::{self, Happening};
use crate::testing::{Answer, Browser, RANTAPOLKU};
use crate::texts::texts;

const HOME: &str = "/o/9900226-7/";

async fn item_10_a_case_that_came_to_nothing_is_called_by_how_it_ended(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let id = clinic.submitted(&clinic.world.matti().await).await;
    for (state, said) in [
        ("rejected", ["Hylätty", "Avslagen", "Rejected"]),
        ("withdrawn", ["Peruutettu", "Återkallad", "Withdrawn"]),
        ("lapsed", ["Rauennut", "Förfallen", "Lapsed"]),
    ] {
        clinic.world.meddle("update application set state = $1 where id = $2", db::values![state, id.as_str()]).await;
        for (language, word) in Language::ALL.into_iter().zip(said) {
            let matti = clinic.world.matti().await.speaking(language);
            for (page, place) in [
                (applications(), format!("\">{word}</span>")),
                (address(&id, ""), format!("\">{word}</span>")),
                (address(&id, "/receipt"), format!("<dd>{word}</dd>")),
            ] {
                let page = matti.get(&page).await;
                assert!(page.shows(&place), "{state} {language:?}: {}", page.body);
                assert!(!page.shows(&format!(">{}<", texts(language).home_state_not_in_use())), "{}", page.body);
            }
        }
    }
}

async fn item_10_home_names_a_rejection_while_a_correction_can_be_claimed(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    let id = clinic.submitted(&matti).await;
    clinic.officer_does(&vilma, &id, 2, OfficerStep::Take).await.expect("taken");
    let case = format!("href=\"{}\"", address(&id, ""));
    let reject = OfficerStep::Reject { words: words("Ei täytä ehtoja") };
    clinic.officer_does(&vilma, &id, 3, reject).await.expect("rejected");
    for (language, said) in [
        (
            Language::Fi,
            [
                "Lukekaa päätös</a>: Resepti-palvelu. Hakemus KE-2026-000001 hylättiin 21.11.2026.",
                ">Hylätty</span>",
                "Päätöksessä kerrotaan syyt sekä se, miten ja mihin mennessä voitte vaatia oikaisua.",
            ],
        ),
        (
            Language::Sv,
            ["KE-2026-000001 avslogs 21.11.2026.", ">Avslagen</span>", "senast när ni kan begära omprövning"],
        ),
        (
            Language::En,
            [
                "KE-2026-000001 was rejected on 21 November 2026.",
                ">Rejected</span>",
                "request an administrative review",
            ],
        ),
    ] {
        let page = clinic.world.matti().await.speaking(language).get(HOME).await;
        for words in said {
            assert!(page.shows(words), "{language:?}: {words}: {}", page.body);
        }
        assert!(!page.shows(&texts(language).home_lead_todo(0)), "{}", page.body);
        assert_eq!(page.body.matches(&case).count(), 2, "a task and a row: {}", page.body);
    }
    clinic.world.app.clock.advance_seconds(39 * 86_400);
    let page = clinic.world.matti().await.page(HOME).await;
    assert_eq!(page.body.matches(&case).count(), 2, "{}", page.body);
    clinic.begin(&clinic.world.matti().await).await;
    let page = clinic.world.matti().await.page(HOME).await;
    assert!(page.shows("Hakemus on kesken.") && page.shows("Lukekaa päätös"), "{}", page.body);
    assert_eq!(page.body.matches(&case).count(), 1, "the row tells of the new draft: {}", page.body);
    clinic.world.app.clock.advance_seconds(2 * 86_400);
    let page = clinic.world.matti().await.page(HOME).await;
    assert!(!page.shows("Lukekaa päätös") && !page.shows(&case), "{}", page.body);
}

/// One side writes; the form of the page gives each message its id.
async fn write(clinic: &Clinic, browser: &Browser<'_>, page: &str, text: &str) -> Answer {
    let fresh = AuditId::new(clinic.world.app.clock.now(), &clinic.world.app.random).to_string();
    browser.post(page, &[("message", fresh.as_str()), ("text", text)]).await
}

async fn granted(clinic: &Clinic) -> ApplicationId {
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    let id = clinic.submitted(&matti).await;
    clinic.officer_does(&vilma, &id, 2, OfficerStep::Take).await.expect("taken");
    let approve = OfficerStep::Approve { reason: String::new(), registration: String::new(), named: None };
    clinic.officer_does(&vilma, &id, 3, approve).await.expect("approved");
    id
}

async fn both_sides_write_on_after_the_approval_and_nothing_is_lost(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let id = granted(&clinic).await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    let (ours, desk) = (address(&id, "/messages"), format!("/desk/cases/{id}/messages"));
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let sql = "select id from deployment where organisation = $1";
    let (deployment,): (String,) = read.one(sql, db::values![RANTAPOLKU]).await.expect("granted");
    drop(read);
    let own = format!("{HOME}deployments/{deployment}");
    for language in Language::ALL {
        let page = clinic.world.matti().await.speaking(language).get(&own).await;
        let said = texts(language).deployments_messages();
        assert!(page.shows(&format!("{said} <a href=\"{ours}\">")), "{}", page.body);
    }
    assert!(matti.page(&ours).await.shows("Täällä voitte kirjoittaa asian käsittelijälle"));
    assert_eq!(write(&clinic, &matti, &ours, "Koe epäonnistui, mitä nyt?").await.redirects(), ours);
    let queue = vilma.page("/desk/").await;
    assert!(queue.shows("/desk/messages") && queue.shows("Yksi asia"), "{}", queue.body);
    let unread = vilma.page("/desk/messages").await;
    assert!(unread.shows(&desk) && unread.shows("Käsittelijä: Vilma Virkanen"), "who decided: {}", unread.body);
    let page = clinic.world.joona().await.page(&desk).await;
    assert!(page.shows("Koe epäonnistui, mitä nyt?") && page.shows("<textarea"), "any officer may: {}", page.body);
    assert!(!vilma.page("/desk/messages").await.shows(&desk), "it has been opened");
    assert_eq!(write(&clinic, &vilma, &desk, "Sopikaa uusi päivä.").await.redirects(), desk);
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let mails = notices::list_for_case(&mut read, "KE-2026-000001").await.expect("listed");
    drop(read);
    let told = mails.into_iter().filter(|line| line.happening == Some(Happening::MessageReceived)).count();
    assert_eq!(told, 1, "the contacts are told once");
    assert!(matti.page(HOME).await.shows("Lukekaa uusi viesti"));
    assert!(matti.page(&ours).await.shows("Sopikaa uusi päivä."));
    // Written before production begins and opened after it.
    write(&clinic, &matti, &ours, "Alamme tänään.").await.redirects();
    write(&clinic, &vilma, &desk, "Onnea.").await.redirects();
    let begins = "update deployment set state = 'in_production', in_production_since = '2026-11-21' where id = $1";
    clinic.world.meddle(begins, db::values![deployment.as_str()]).await;
    assert!(vilma.page("/desk/messages").await.shows(&desk), "it waits for an officer");
    assert!(matti.page(HOME).await.shows("Lukekaa uusi viesti"), "and for the customer");
    assert!(vilma.page(&desk).await.shows("Alamme tänään.") && matti.page(&ours).await.shows("Onnea."));
    assert!(!matti.page(&own).await.shows(&ours), "the deployment's page no longer leads there");
}

async fn a_conversation_goes_on_until_production_has_begun_or_the_deployment_has_ended(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let id = granted(&clinic).await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    let (ours, desk) = (address(&id, "/messages"), format!("/desk/cases/{id}/messages"));
    let change = "update deployment set state = $1, in_production_since = $2, ended_on = $3 where application_id = $4";
    for (state, since, ended, is_open) in [
        ("set_up", None, None, true),
        ("test_planned", None, None, true),
        ("test_failed", None, None, true),
        ("ending", None, Some("2026-12-31"), true),
        ("ending", Some("2026-11-01"), Some("2026-12-31"), false),
        ("in_production", Some("2026-11-21"), None, false),
        ("ended", None, Some("2026-11-20"), false),
    ] {
        clinic.world.meddle(change, db::values![state, since, ended, id.as_str()]).await;
        for (browser, page) in [(&matti, &ours), (&vilma, &desk)] {
            assert_eq!(browser.page(page).await.shows("<textarea"), is_open, "{state} {page}");
            let sent = write(&clinic, browser, page, "Hei").await;
            let expected = if is_open { StatusCode::SEE_OTHER } else { StatusCode::CONFLICT };
            assert_eq!(sent.status, expected, "{state} {page}: {}", sent.body);
        }
    }
    for language in Language::ALL {
        let t = texts(language);
        let page = clinic.world.matti().await.speaking(language).get(&ours).await;
        assert!(page.shows(&t.applications_messages_closed_granted()), "{}", page.body);
        let page = clinic.world.vilma().await.speaking(language).get(&desk).await;
        assert!(page.shows(&t.desk_messages_closed_granted()), "{}", page.body);
    }
}

db::testing::on_both![
    item_10_a_case_that_came_to_nothing_is_called_by_how_it_ended,
    item_10_home_names_a_rejection_while_a_correction_can_be_claimed,
    both_sides_write_on_after_the_approval_and_nothing_is_lost,
    a_conversation_goes_on_until_production_has_begun_or_the_deployment_has_ended,
];
