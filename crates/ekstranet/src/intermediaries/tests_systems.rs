//! Issue 4, item 6: proposed versions of systems, and the language of notices to intermediaries.

use axum::http::StatusCode;
use db::testing::{Scratch, guarded};
use jiff::civil::date;

use super::systems::{SystemFault, TypedSystem, read_system, system_id};
use super::tests::{ENDING_POINT, VIRTALAHDE, ville, world};
use super::{count_waiting_systems, remind};
use crate::kernel::Language;
use crate::registers::list_systems;
use crate::testing::{Browser, RANTAPOLKU, World};

type Fields = Vec<(&'static str, &'static str)>;

fn version(number: &'static str) -> Fields {
    vec![
        ("name", "VirtaPotilas"),
        ("system_version", number),
        ("class", "A2"),
        ("services", "patient_data"),
        ("services", "prescription"),
        ("certified_until", "30.6.2031"),
    ]
}

async fn listed(world: &World) -> Vec<String> {
    let systems = list_systems(&world.app, "prescription").await.expect("listed");
    systems.into_iter().map(|system| format!("{} {}", system.name, system.version)).collect()
}

/// The officers' page of the oldest proposal that waits.
async fn waiting(vilma: &Browser<'_>) -> String {
    let page = vilma.page("/desk/systems").await;
    format!("/desk/systems/{}", crate::testing::between(&page.body, "href=\"/desk/systems/", "\""))
}

async fn mails(world: &World, happening: &str) -> Vec<(String, String)> {
    let mut read = world.app.db.read().await.expect("a reader");
    let sql = "select recipient, language from notice where happening = $1 order by id";
    read.all(sql, db::values![happening]).await.expect("read")
}

async fn item_6_an_intermediary_proposes_a_system_version_and_an_officer_answers(scratch: &Scratch) {
    let world = world(scratch).await;
    let (ville, vilma, matti) = (ville(&world).await, world.vilma().await, world.matti().await);
    let base = format!("/o/{VIRTALAHDE}/technical");
    assert!(ville.page(&base).await.shows("Ehdottakaa uutta järjestelmäversiota"));
    ville.page(&format!("{base}/systems/new")).await;
    for (language, words) in [
        (Language::Fi, "Valitkaa ainakin yksi palvelu."),
        (Language::Sv, "Välj minst en tjänst."),
        (Language::En, "Choose at least one service."),
    ] {
        let ville = super::tests::ville(&world).await.speaking(language);
        let wrong = ville.post(&format!("{base}/systems"), &[("name", "VirtaPotilas")]).await;
        assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.shows(words), "{}", wrong.body);
        assert!(wrong.shows("href=\"#services\"") && wrong.shows("value=\"VirtaPotilas\""));
        wrong.is_a_proper_page(language);
    }
    let taken = ville.post(&format!("{base}/systems"), &version("7.2")).await;
    assert!(taken.status == StatusCode::UNPROCESSABLE_ENTITY && taken.shows("on jo luettelossa"), "{}", taken.body);
    ville.post(&format!("{base}/systems"), &version("7.3")).await.redirects();
    let twice = ville.post(&format!("{base}/systems"), &version("7.3")).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY, "it waits already");
    ville.post(&format!("{base}/systems"), &version("7.4")).await.redirects();
    assert_eq!(count_waiting_systems(&mut world.app.db.read().await.expect("a reader")).await.expect("counted"), 2);
    assert!(!listed(&world).await.contains(&"VirtaPotilas 7.3".to_string()), "not before an officer has accepted it");

    let first = waiting(&vilma).await;
    let page = vilma.page(&first).await;
    assert!(page.shows("VirtaPotilas 7.3") && page.shows("30.6.2031") && page.shows("Ville Virtalähde"));
    vilma.post(&format!("{first}/confirm"), &[("version", "1")]).await.redirects();
    assert_eq!(vilma.post(&format!("{first}/confirm"), &[("version", "1")]).await.status, StatusCode::CONFLICT);
    assert!(listed(&world).await.contains(&"VirtaPotilas 7.3".to_string()), "customers can choose it");
    let second = waiting(&vilma).await;
    let mute = vilma.post(&format!("{second}/refuse"), &[("version", "1"), ("reason", "")]).await;
    assert!(mute.status == StatusCode::UNPROCESSABLE_ENTITY && mute.shows("Kirjoittakaa perustelu."));
    let reason = [("version", "1"), ("reason", "Rekisterissä ei ole sertifikaattia.")];
    vilma.post(&format!("{second}/refuse"), &reason).await.redirects();
    for (language, words) in [
        (Language::Fi, "Kirjoittamanne teksti"),
        (Language::Sv, "Texten som ni skrev"),
        (Language::En, "The text that you wrote"),
    ] {
        let vilma = world.vilma().await.speaking(language);
        let late = [("version", "1"), ("reason", "Luokka on väärä.")];
        let page = vilma.post(&format!("{second}/refuse"), &late).await;
        page.is_a_proper_page(language);
        assert!(page.status == StatusCode::CONFLICT && page.shows(words), "{}", page.body);
        assert!(page.shows(late[1].1) && page.shows(reason[1].1), "one's own text and the answer: {}", page.body);
    }
    assert!(vilma.page(&first).await.shows("Vilma Virkanen vahvisti ") && vilma.page(&second).await.shows("hylkäsi "));
    let page = ville.page(&base).await;
    assert!(page.shows("Rekisterissä ei ole sertifikaattia.") && page.shows("VirtaPotilas 7.3"), "{}", page.body);
    assert_eq!((mails(&world, "system_accepted").await.len(), mails(&world, "system_refused").await.len()), (1, 1));

    // Another version may be called almost the same: the officer is told, and decides.
    let mut spelt = version("7.3");
    spelt[0].1 = "VirtaPotilas -";
    ville.post(&format!("{base}/systems"), &spelt).await.redirects();
    let alike = waiting(&vilma).await;
    assert!(vilma.page(&alike).await.shows("eroaa vain välimerkeiltä: VirtaPotilas 7.3. Hylätkää"));
    vilma.post(&format!("{alike}/confirm"), &[("version", "1")]).await.redirects();
    let all = listed(&world).await;
    assert!(["VirtaPotilas 7.3", "VirtaPotilas - 7.3"].iter().all(|one| all.contains(&(*one).to_string())), "{all:?}");

    ville.post(&format!("{base}/systems"), &version("8.0")).await.redirects();
    let third = waiting(&vilma).await;
    let id = third.rsplit('/').next().expect("an id").to_string();
    let foreign = format!("/o/{RANTAPOLKU}/technical/systems/{id}/withdraw");
    assert_eq!(matti.post(&foreign, &[("version", "1")]).await.status, StatusCode::NOT_FOUND);
    ville.post(&format!("{base}/systems/{id}/withdraw"), &[("version", "1")]).await.redirects();
    assert_eq!(vilma.post(&format!("{third}/confirm"), &[("version", "2")]).await.status, StatusCode::CONFLICT);
    let other = format!("/o/{RANTAPOLKU}/technical/systems");
    assert_eq!(matti.get(&format!("{other}/new")).await.status, StatusCode::NOT_FOUND, "no intermediary, no supplier");
    assert_eq!(matti.post(&other, &version("9.0")).await.status, StatusCode::NOT_FOUND);
}

async fn item_6_mails_to_intermediaries_go_in_their_chosen_language(scratch: &Scratch) {
    let world = world(scratch).await;
    let ville = ville(&world).await;
    let base = format!("/o/{VIRTALAHDE}/technical");
    guarded(remind(&world.app)).await.expect("ran");
    let of = |language: &str| ("yhteydet@virtalahde.example".to_string(), language.to_string());
    assert_eq!(mails(&world, "certificate_ending").await, [of("fi")], "nothing is chosen yet");
    let chosen = [("version", "0"), ("email", "yhteydet@virtalahde.example"), ("language", "sv")];
    ville.post(&format!("{base}/address"), &chosen).await.redirects();
    assert!(ville.page(&base).await.shows("value=\"sv\" checked"));
    world.app.clock.advance_seconds(14 * 86_400);
    guarded(remind(&world.app)).await.expect("ran");
    assert_eq!(mails(&world, "certificate_ending").await, [of("fi"), of("sv")], "{ENDING_POINT}");
}

#[test]
fn a_proposed_version_is_read_field_by_field() {
    let today = date(2026, 11, 21);
    let sound = TypedSystem {
        name: "VirtaPotilas".to_string(),
        version: "7.3".to_string(),
        class: "A2".to_string(),
        services: vec!["prescription".to_string(), "patient_data".to_string(), "nonsense".to_string()],
        certified_until: "30.6.2031".to_string(),
    };
    let read = read_system(&sound, today).expect("sound");
    assert_eq!(read.services, "patient_data prescription", "known ones, in the order of the catalogue");
    assert_eq!(system_id("VirtaPotilas", "7.3 b"), "virtapotilas-7.3-b");
    let wrong = |change: fn(&mut TypedSystem)| {
        let mut typed = sound.clone();
        change(&mut typed);
        read_system(&typed, today).expect_err("wrong")
    };
    assert_eq!(wrong(|typed| typed.name.clear()), [("name", SystemFault::NameMissing)]);
    assert_eq!(wrong(|typed| typed.name = "x".repeat(101)), [("name", SystemFault::NameTooLong)]);
    assert_eq!(wrong(|typed| typed.name = "150668-917M".to_string()), [("name", SystemFault::IdentityCode)]);
    assert_eq!(wrong(|typed| typed.version.clear()), [("system_version", SystemFault::VersionMissing)]);
    assert_eq!(wrong(|typed| typed.version = "1".repeat(31)), [("system_version", SystemFault::VersionTooLong)]);
    assert_eq!(wrong(|typed| typed.class = "B".to_string()), [("class", SystemFault::ClassMissing)]);
    assert_eq!(wrong(|typed| typed.services.clear()), [("services", SystemFault::ServicesMissing)]);
    for (day, fault) in [
        ("", SystemFault::DayMissing),
        ("31.2.2027", SystemFault::NotADay),
        ("20.11.2026", SystemFault::DayPast),
        ("1.1.2060", SystemFault::DayFar),
    ] {
        let typed = TypedSystem { certified_until: day.to_string(), ..sound.clone() };
        assert_eq!(read_system(&typed, today), Err(vec![("certified_until", fault)]), "{day}");
    }
}

db::testing::on_both![
    item_6_an_intermediary_proposes_a_system_version_and_an_officer_answers,
    item_6_mails_to_intermediaries_go_in_their_chosen_language,
];
