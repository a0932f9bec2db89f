//! What home says of a joining in each of its states.

use db::testing::Scratch;

use super::become_kind;
use crate::kernel::{Language, PartyId};
use crate::parties::PartyState;
use crate::parties::tests::{bring_in, grant};
use crate::services::{CustomerKind, Service};
use crate::testing::{LEHTOLINNA, RANTAPOLKU, World, between};
use crate::texts::texts;

const HOME: &str = "/o/9900226-7/";

/// State, last day and who ended it; the words of the tag and of the row in each language.
type Case = (&'static str, Option<&'static str>, Option<&'static str>, [&'static [&'static str]; 3]);

const CASES: [Case; 6] = [
    (
        "waiting",
        None,
        None,
        [
            &[
                ">Odottaa teitä<",
                "mukanaliittyjäksi 1.11.2026 alkaen. Ette ole vielä vastanneet, joten ette ole mukana.",
            ],
            &[">Väntar på er<", "Ni har inte svarat ännu och är därför inte med."],
            &[">Waiting for you<", "from 1 November 2026. You have not answered yet, so you are not joined."],
        ],
    ),
    (
        "contested",
        None,
        None,
        [
            &[">Odottaa pääliittyjää<", "Olette riitauttaneet liittymisen, joten ette ole mukana."],
            &["Ni har bestridit anslutningen och är därför inte med."],
            &["You contest the joining, so you are not joined."],
        ],
    ),
    (
        "confirmed",
        None,
        None,
        [
            &[">Käytössä<", "Mukana yhteisliittymisellä."],
            &["Ni är med genom gemensam anslutning."],
            &["Joined jointly."],
        ],
    ),
    (
        "leaving",
        None,
        None,
        [
            &[">Käytössä<", "Mukana yhteisliittymisellä.", "Olette ilmoittaneet, että liitytte suoraan."],
            &["Ni är med genom gemensam anslutning.", "Ni har meddelat att ni ansluter er direkt."],
            &["Joined jointly.", "You have told us that you will join directly."],
        ],
    ),
    (
        "ending",
        Some("2026-12-31"),
        None,
        [
            &[">Käytössä<", "Mukana yhteisliittymisellä.", "Pääliittyjä päättää liittymisen 31.12.2026."],
            &["Ni är med genom gemensam anslutning.", "Huvudanslutaren avslutar anslutningen 31.12.2026."],
            &["Joined jointly.", "The main joiner ends the joining on 31 December 2026."],
        ],
    ),
    (
        "ended",
        Some("2026-11-20"),
        Some("main_joiner"),
        [
            &[">Ei käytössä<", "Yhteisliittyminen päättyi 20.11.2026.", "Hakemuksen voi aloittaa Hakemukset-sivulla."],
            &[">Inte i bruk<", "Den gemensamma anslutningen upphörde 20.11.2026."],
            &[">Not in use<", "The joint joining ended on 20 November 2026."],
        ],
    ),
];

async fn turn(world: &World, party: &PartyId, state: &str, ends_on: Option<&str>, ended_by: Option<&str>) {
    let sql = "update joined_party set begins_on = '2026-11-01', state = $1, ends_on = $2, ended_by = $3 where id = $4";
    world.meddle(sql, db::values![state, ends_on, ended_by, party.as_str()]).await;
}

async fn item_3_home_says_that_a_party_is_in_only_when_it_has_confirmed(scratch: &Scratch) {
    let world = World::new(scratch);
    become_kind(&world, CustomerKind::Private).await;
    let main = grant(&world, LEHTOLINNA).await;
    let production = "update deployment set state = 'in_production', in_production_since = '2025-01-01' where id = $1";
    world.meddle(production, db::values![main.as_str()]).await;
    let party = bring_in(&world, RANTAPOLKU, "Rantapolun Lääkäriasema Oy", PartyState::Waiting).await;
    for (state, ends_on, ended_by, words) in CASES {
        turn(&world, &party, state, ends_on, ended_by).await;
        let is_in = matches!(state, "confirmed" | "leaving" | "ending");
        for (language, words) in Language::ALL.into_iter().zip(words) {
            let t = texts(language);
            let page = world.matti().await.speaking(language).get(HOME).await;
            let start = format!("joined\">{}</a>", Service::Prescription.name(t));
            let row = between(&page.body, &start, "</li>").to_string();
            assert!(row.contains("Lehtolinnan Lääkärikeskus Oy"), "{state}: {row}");
            for words in words {
                assert!(row.contains(words), "{state} {language:?}: {words}: {row}");
            }
            let joined = t.home_joined("", "");
            let joined = joined.split('.').next().unwrap_or_default();
            assert_eq!(row.contains(joined), is_in, "{state} {language:?}: {row}");
            let answer = format!("<a href=\"{HOME}joined\">{}</a>", t.home_joined_answer());
            assert_eq!(row.contains(&answer), state == "waiting", "{state} {language:?}: {row}");
            assert_eq!(page.shows(&t.home_lead_services(1)), is_in, "{state} {language:?}: {}", page.body);
            assert_eq!(page.shows(&t.home_lead_ended()), state == "ended", "{state} {language:?}: {}", page.body);
        }
    }
    turn(&world, &party, "ended", Some("2026-11-20"), Some("system")).await;
    let page = world.matti().await.page(HOME).await;
    assert!(page.shows("Yhteisliittyminen päättyi 20.11.2026."), "{}", page.body);
    assert!(page.shows("ei ole vielä käytössä"), "the main joiner's case came to nothing: {}", page.body);
    world.meddle("update joined_party set told_at = null where id = $1", db::values![party.as_str()]).await;
    let page = world.matti().await.page(HOME).await;
    assert!(!page.shows("Yhteisliittyminen päättyi"), "nobody has told it: {}", page.body);
}

db::testing::on_both![item_3_home_says_that_a_party_is_in_only_when_it_has_confirmed];
