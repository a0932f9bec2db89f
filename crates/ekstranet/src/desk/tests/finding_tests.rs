//! One search of the desk: by a case number or a business ID, whichever room keeps the matter and however it ended.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::submitted;
use crate::kernel::Language;
use crate::testing::{LEHTOLINNA, RANTAPOLKU, World};

const CHANGE: &str = "01a1fffd-9e45-7c7d-a256-578ee9b47d13";
const TERMINATION: &str = "01a1fffd-9e45-7c7d-a256-578ee9b47d14";
const PHARMACY: &str = "01a1fffd-9e45-7c7d-a256-578ee9b47d15";
/// A code of the artificial series.
const CODE: &str = "061279-9076";

/// A matter of each other room that is no longer in any list of the desk.
async fn closed_matters(world: &World) {
    let sql = "insert into controller_change (id, organisation, organisation_name, number, state, content, receiver,
                 receiver_name, changes_on, overdue, reminders, language, version, begun_at, saved_at, saved_by)
               values ($1, $2, 'Rantapolun Lääkäriasema Oy', 'KE-2026-000013', 'rejected', $3, $4, 'Lehtolinnan Palvelukodit Oy',
                 '2027-01-01', 0, 0, 'fi', 1, 1, 1, 'p')";
    world.meddle(sql, db::values![CHANGE, RANTAPOLKU, b"x", LEHTOLINNA]).await;
    let sql = "insert into termination (id, organisation, organisation_name, number, state, content, ends_on, language,
                 version, begun_at, saved_at, saved_by)
               values ($1, $2, 'Rantapolun Lääkäriasema Oy', 'KE-2026-000014', 'withdrawn', $3, '2027-01-31', 'fi', 1, 1, 1, 'p')";
    world.meddle(sql, db::values![TERMINATION, RANTAPOLKU, b"x"]).await;
    let sql =
        "insert into pharmacy_change (id, number, organisation, organisation_name, kind, pharmacy_name, effective_on,
                 details, email, language, state, version, sent_at, sent_by)
               values ($1, 'KE-2026-000015', $2, 'Rantapolun Lääkäriasema Oy', 'closing', 'Rannan sivuapteekki',
                 '2027-01-31', '', '', 'fi', 'refused', 1, 1, 'p')";
    world.meddle(sql, db::values![PHARMACY, RANTAPOLKU]).await;
}

async fn a_case_number_leads_to_its_matter_in_whichever_room(scratch: &Scratch) {
    let world = World::new(scratch);
    let id = submitted(&world, 12, RANTAPOLKU, 3).await;
    closed_matters(&world).await;
    let vilma = world.vilma().await;
    assert!(vilma.page("/desk/").await.shows("action=\"/desk/find\""));
    let found = [
        ("KE-2026-000012", format!("/desk/cases/{id}")),
        (" ke-2026-12", format!("/desk/cases/{id}")),
        ("KE-2026-000013", format!("/desk/controllers/{CHANGE}")),
        ("KE-2026-000014", format!("/desk/terminations/{TERMINATION}")),
        ("KE-2026-000015", format!("/desk/pharmacies/{PHARMACY}")),
        ("9900226-7", format!("/desk/organisations/{RANTAPOLKU}")),
        ("99002267", format!("/desk/organisations/{RANTAPOLKU}")),
    ];
    for (typed, address) in found {
        assert_eq!(vilma.post("/desk/find", &[("sought", typed)]).await.redirects(), address, "{typed}");
    }
}

async fn a_business_id_leads_to_everything_of_the_organisation(scratch: &Scratch) {
    let world = World::new(scratch);
    submitted(&world, 12, RANTAPOLKU, 3).await;
    closed_matters(&world).await;
    let address = format!("/desk/organisations/{RANTAPOLKU}");
    for (language, state) in [
        (Language::Fi, "Odottaa käsittelijää"),
        (Language::Sv, "Väntar på handläggare"),
        (Language::En, "Waiting for an officer"),
    ] {
        let page = world.vilma().await.speaking(language).get(&address).await;
        page.is_a_proper_page(language);
        for number in ["KE-2026-000012", "KE-2026-000013", "KE-2026-000014", "KE-2026-000015", state] {
            assert!(page.shows(number), "{number}: {}", page.body);
        }
        assert!(page.shows(&format!("/desk/invoices?organisation={RANTAPOLKU}")), "{}", page.body);
    }
    assert_eq!(world.views("desk.organisation_viewed", RANTAPOLKU).await, 3);
    let receiver = world.vilma().await.page(&format!("/desk/organisations/{LEHTOLINNA}")).await;
    assert!(receiver.shows("KE-2026-000013") && !receiver.shows("KE-2026-000012"), "{}", receiver.body);
    let nobody = world.vilma().await.page("/desk/organisations/9900175-8").await;
    assert!(nobody.shows("ei ole eikä ole ollut asioita"), "{}", nobody.body);
    let closed = world.matti().await.get(&address).await;
    assert_eq!(closed.status, StatusCode::NOT_FOUND, "officers only");
}

async fn what_is_typed_into_the_search_is_never_shown_again(scratch: &Scratch) {
    let world = World::new(scratch);
    let typed = [
        ("", "Kirjoittakaa"),
        (CODE, "henkilötunnuksen"),
        ("KE-2026-000099", "ei ole asiaa"),
        ("ranta<b>", "Tarkistakaa"),
    ];
    for (typed, said) in typed {
        let answer = world.vilma().await.post("/desk/find", &[("sought", typed)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        assert!(answer.shows(said) && answer.shows("href=\"#sought\""), "{typed}: {}", answer.body);
        assert!(typed.is_empty() || !answer.shows(typed), "{typed}: {}", answer.body);
    }
    for language in Language::ALL {
        let answer = world.vilma().await.speaking(language).post("/desk/find", &[("sought", CODE)]).await;
        answer.is_a_proper_page(language);
        assert!(!answer.shows(CODE), "{}", answer.body);
    }
}

db::testing::on_both![
    a_case_number_leads_to_its_matter_in_whichever_room,
    a_business_id_leads_to_everything_of_the_organisation,
    what_is_typed_into_the_search_is_never_shown_again,
];
