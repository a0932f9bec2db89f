//! What the history of a case says, whose the case is, and what is to be looked at before an approval.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::{press, signed, version_on};
use crate::kernel::Language;
use crate::testing::World;

/// Asks for a supplement by the fourth of December, as the officer of the case.
async fn asked(world: &World) -> crate::kernel::ApplicationId {
    let id = signed(world).await;
    let vilma = world.vilma().await;
    press(&vilma, &id, "take", &[]).await.redirects();
    let fields = [
        ("items", "units.units"),
        ("ask-units.units", "Onko yksikkö oikea?"),
        ("message", "Hei"),
        ("deadline", "4.12.2026"),
    ];
    press(&vilma, &id, "supplement", &fields).await.redirects();
    id
}

async fn item_15_the_history_keeps_each_deadline_and_says_who_moved_it(scratch: &Scratch) {
    let world = World::new(scratch);
    let id = asked(&world).await;
    let (vilma, joona, place) = (world.vilma().await, world.joona().await, format!("/desk/cases/{id}"));
    let seen = version_on(&joona.get(&place).await);
    let first = [("version", seen.as_str()), ("deadline", "7.12.2026")];
    vilma.post(&format!("{place}/deadline"), &first).await.redirects();
    let slower = [("version", seen.as_str()), ("deadline", "9.12.2026")];
    let late = joona.post(&format!("{place}/deadline"), &slower).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.shows("täydennystä 7.12.2026 mennessä") && late.shows("9.12.2026"), "{}", late.body);
    let page = vilma.page(&place).await;
    for line in [
        "Asia otettiin käsittelyyn: Vilma Virkanen",
        "Täydennystä pyydettiin, määräaika 4.12.2026: Vilma Virkanen",
        "Täydennyksen määräaika siirrettiin päivästä 4.12.2026 päivään 7.12.2026: Vilma Virkanen",
    ] {
        assert!(page.shows(line), "{line}: {}", page.body);
    }
    let version = version_on(&page);
    vilma.post(&format!("{place}/recall"), &[("version", version.as_str())]).await.redirects();
    assert!(vilma.page(&place).await.shows("Täydennyspyyntö peruttiin: Vilma Virkanen"));
}

async fn what_a_colleague_has_done_moves_the_case_and_is_told_to_the_slower_one(scratch: &Scratch) {
    let world = World::new(scratch);
    let id = signed(&world).await;
    let (vilma, joona, place) = (world.vilma().await, world.joona().await, format!("/desk/cases/{id}"));
    press(&vilma, &id, "take", &[]).await.redirects();
    let fields = [("items", "units.units"), ("ask-units.units", "Onko yksikkö oikea?"), ("deadline", "4.12.2026")];
    press(&vilma, &id, "supplement", &fields).await.redirects();
    let (seen, move_on) = (version_on(&vilma.get(&place).await), format!("{place}/deadline"));
    assert!(joona.page(&place).await.shows("Jos teette jotain, asia siirtyy teille."));
    world.app.clock.advance_seconds(1);
    joona.post(&move_on, &[("version", seen.as_str()), ("deadline", "7.12.2026")]).await.redirects();
    assert!(joona.get("/desk/?whose=mine").await.shows("KE-2026-000001"), "it is his now");
    world.app.clock.advance_seconds(1);
    let now = version_on(&vilma.get(&place).await);
    vilma.post(&move_on, &[("version", now.as_str()), ("deadline", "8.12.2026")]).await.redirects();
    assert!(vilma.get("/desk/?whose=mine").await.shows("KE-2026-000001"), "and hers again");
    let now = version_on(&vilma.get(&place).await);
    world.app.clock.advance_seconds(1);
    joona.post(&format!("{place}/recall"), &[("version", now.as_str())]).await.redirects();
    assert!(joona.get("/desk/?whose=mine").await.shows("KE-2026-000001"), "whoever recalls goes on with it");
    for (language, happened) in [
        (
            Language::Fi,
            "Viimeisin tapahtuma 21.11.2026 klo 12.00: Täydennyspyyntö peruttiin: Joona Välimerkki. Asia on",
        ),
        (Language::Sv, "Senaste händelse 21.11.2026 kl. 12.00: Begäran om komplettering återtogs: Joona Välimerkki."),
        (Language::En, "The supplement request was taken back: Joona Välimerkki."),
    ] {
        let fields = [("version", now.as_str()), ("deadline", "9.12.2026")];
        let late = world.vilma().await.speaking(language).post(&move_on, &fields).await;
        late.is_a_proper_page(language);
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.shows(happened) && late.shows("9.12.2026"), "{}", late.body);
    }
    let own = joona.post(&move_on, &[("version", now.as_str()), ("deadline", "9.12.2026")]).await;
    assert_eq!(own.status, StatusCode::CONFLICT);
    assert!(!own.shows("Asia on käsittelyssä"), "nobody is told of themselves: {}", own.body);
}

async fn whose_a_case_is_stands_beside_what_can_be_done(scratch: &Scratch) {
    let world = World::new(scratch);
    let id = signed(&world).await;
    let (vilma, joona, place) = (world.vilma().await, world.joona().await, format!("/desk/cases/{id}"));
    press(&vilma, &id, "take", &[]).await.redirects();
    let words = "Asiaa käsittelee Vilma Virkanen. Jos teette jotain, asia siirtyy teille.";
    assert!(joona.page(&place).await.shows(words));
    assert!(!vilma.page(&place).await.shows(words), "one's own");
}

async fn nobody_approves_past_a_finding_that_stands_further_down(scratch: &Scratch) {
    let world = World::new(scratch);
    let id = signed(&world).await;
    let (vilma, place) = (world.vilma().await, format!("/desk/cases/{id}"));
    press(&vilma, &id, "take", &[]).await.redirects();
    for page in [place.clone(), format!("{place}/approve")] {
        let answer = vilma.page(&page).await;
        let lead = answer.body.split("Tarkistakaa nämä ennen hyväksymistä:").nth(1).unwrap_or_default();
        let list = lead.split("</ul>").next().unwrap_or_default();
        assert!(list.contains(&format!("href=\"{place}#step-")), "{page}: {}", answer.body);
    }
    let confirm = press(&vilma, &id, "approve", &[("reason", "Selvä."), ("registration", "Kirje.")]).await;
    confirm.is_a_proper_page(Language::Fi);
    assert!(confirm.shows("Tarkistakaa nämä ennen hyväksymistä:"), "{}", confirm.body);
    let rejection = vilma.page(&format!("{place}/reject")).await;
    assert!(!rejection.shows("Tarkistakaa nämä ennen hyväksymistä:"));
}

db::testing::on_both![
    what_a_colleague_has_done_moves_the_case_and_is_told_to_the_slower_one,
    item_15_the_history_keeps_each_deadline_and_says_who_moved_it,
    whose_a_case_is_stands_beside_what_can_be_done,
    nobody_approves_past_a_finding_that_stands_further_down,
];
