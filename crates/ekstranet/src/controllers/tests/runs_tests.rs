//! The officers' list of runs, and their long lists of changes.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::{DAY, answers, audited, begin, decide, fill, id, prepare, publish, run_id, send, send_version};
use crate::testing::{World, between};

async fn runs_are_published_once_and_cancelled_while_nothing_hangs_on_them(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, kauko, vilma) = (world.matti().await, world.kauko().await, world.vilma().await);
    assert!(vilma.page("/desk/runs").await.shows("Yhtään ajoa ei ole julkaistu."));
    let empty = vilma.post("/desk/runs", &[("note", "150668-917M")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.shows("Valitkaa vähintään yksi palvelu") && !empty.shows("150668-917M"), "{}", empty.body);
    assert!(empty.shows("Kirjoittakaa ajopäivä.") && empty.shows("Kirjoittakaa ilmoitusten viimeinen päivä."));
    prepare(&world).await;
    publish(&vilma, "11.12.2026", "1.12.2026").await;
    publish(&vilma, "18.12.2026", "10.12.2026").await;
    let twice = [("day", "11.12.2026"), ("closes_on", "2.12.2026"), ("services", "patient_data"), ("note", "Uusi")];
    let twice = vilma.post("/desk/runs", &twice).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(twice.shows("Jollekin näistä palveluista on jo ajo") && twice.shows("Uusi"), "{}", twice.body);
    let (first, second) = (run_id(&world, "2026-12-11").await, run_id(&world, "2026-12-18").await);
    // The first one is wished, and then scheduled to: it stays.
    let address = begin(&matti).await;
    fill(&matti, &address, "1.12.2026", &first).await;
    send(&world, &matti, &address).await;
    let list = vilma.page("/desk/runs").await;
    assert!(list.shows("Yksi muutos.") && !list.shows(&format!("/desk/runs/{first}/cancel")), "{}", list.body);
    let case = format!("<a href=\"/desk/controllers/{}\">KE-2026-", id(&address));
    let first_only = between(&list.body, "<span>11.12.2026</span>", "</li>");
    assert!(first_only.contains("kun nämä muutokset on otettu toiseen ajoon") && first_only.contains(&case));
    assert!(!between(&list.body, "<span>18.12.2026</span>", "</li>").contains(&case), "only where it hangs");
    for asked in [
        vilma.get(&format!("/desk/runs/{first}/cancel")).await,
        vilma.post(&format!("/desk/runs/{first}/cancel"), &[("version", "1")]).await,
    ] {
        assert!(asked.status == StatusCode::CONFLICT && asked.shows("Ajoa 11.12.2026 ei voi perua"));
    }
    answers(&world, &kauko, &address, "confirm", "").await;
    let desk = vilma.page(&format!("/desk/controllers/{}", id(&address))).await;
    let wished = between(&desk.body, &format!("value=\"{first}\""), "</label>");
    assert!(wished.contains("checked") && wished.contains("Luovuttajan toive"), "{wished}");
    decide(&vilma, &address, &[("answer", "schedule"), ("run", &second), ("reason", "")]).await.redirects();
    let list = vilma.page("/desk/runs").await;
    assert!(between(&list.body, "<span>18.12.2026</span>", "</li>").contains(&case), "it was moved: {}", list.body);
    let refused = vilma.post(&format!("/desk/runs/{second}/cancel"), &[("version", "1")]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    // Nothing wishes the first one any more.
    let cancelled = vilma.post(&format!("/desk/runs/{first}/cancel"), &[("version", "1")]).await;
    assert_eq!(cancelled.redirects(), "/desk/runs");
    let list = vilma.page("/desk/runs").await;
    let gone = between(&list.body, "Viime kuukausina perutut ajot", "</ul>");
    assert!(gone.contains("11.12.2026") && gone.contains("Perunut Vilma"), "{}", list.body);
    let late = vilma.post(&format!("/desk/runs/{first}/cancel"), &[("version", "1")]).await;
    assert!(late.status == StatusCode::CONFLICT && late.shows("Joku muu on jo muuttanut ajoa 11.12.2026"));
    let nowhere = vilma.post("/desk/runs/x/cancel", &[("version", "1")]).await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    assert_eq!(
        (audited(&world, "controllers.run_added").await, audited(&world, "controllers.run_cancelled").await),
        (2, 1)
    );
    // The same day can be published again, and what has been is read among those that have been.
    publish(&vilma, "11.12.2026", "1.12.2026").await;
    world.app.clock.advance_seconds(21 * DAY);
    assert!(world.vilma().await.page("/desk/runs").await.shows("Menneet ajot"));
}

async fn a_run_that_is_cancelled_or_closed_meanwhile_is_not_taken(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    prepare(&world).await;
    publish(&vilma, "11.12.2026", "21.11.2026").await;
    let run = run_id(&world, "2026-12-11").await;
    let address = begin(&matti).await;
    fill(&matti, &address, "1.12.2026", &run).await;
    vilma.post(&format!("/desk/runs/{run}/cancel"), &[("version", "1")]).await.redirects();
    assert_eq!(send_version(&world, &matti, &address, 6).await, format!("{address}/sign?changed=yes"));
    assert!(matti.page(&format!("{address}/sign")).await.shows("Valitsemaanne ajoon ei voi enää ilmoittaa"));
    publish(&vilma, "12.12.2026", "21.11.2026").await;
    let run = run_id(&world, "2026-12-12").await;
    super::save(&matti, &address, "run", &[("run", &run)]).await.redirects();
    world.app.clock.advance_seconds(DAY);
    let matti = world.matti().await;
    let page = matti.page(&format!("{address}/pages/run")).await;
    assert!(page.shows("Valitkaa toinen ajo") && !page.shows(&run), "its closing day has passed: {}", page.body);
}

async fn officers_page_through_long_lists_of_changes(scratch: &Scratch) {
    let world = World::new(scratch);
    let vilma = world.vilma().await;
    for number in 0..120 {
        let (id, state) = (format!("01a1fffd-9e45-7c7d-a256-578ee9b4{number:04}"), ["confirmed", "asked"][number % 2]);
        let sql =
            "insert into controller_change (id, organisation, organisation_name, number, state, content, receiver,
                     receiver_name, changes_on, overdue, reminders, language, version, begun_at, saved_at, saved_by)
                   values ($1, '9900226-7', 'Rantapolun Lääkäriasema Oy', $2, $3, $4, '9900116-8', 'Lehtolinna',
                     '2026-12-01', 0, 0, 'fi', 1, 1, 1, 'Matti')";
        let case = format!("KE-2026-{number:06}");
        world.meddle(sql, db::values![id.as_str(), case.as_str(), state, vec![0_u8]]).await;
    }
    let (mut seen, mut next) = (std::collections::BTreeSet::new(), "/desk/controllers".to_string());
    let mut pages = 0;
    loop {
        let page = vilma.page(&next).await;
        // The links to other languages, outside, name the page itself.
        let main = between(&page.body, "<main", "</main>");
        let part = main.split("<h2>Odottavat uuden").next().unwrap_or_default().to_string();
        let lines = part.split("href=\"/desk/controllers/").skip(1).filter_map(|rest| rest.split('"').next());
        seen.extend(lines.map(str::to_string));
        pages += 1;
        let Some(rest) = part.split("href=\"/desk/controllers?list=confirmed").nth(1) else { break };
        let rest = rest.split('"').next().unwrap_or_default().replace("&amp;", "&").replace("&#38;", "&");
        next = format!("/desk/controllers?list=confirmed{rest}");
    }
    assert_eq!((seen.len(), pages), (60, 2), "all confirmed ones, fifty a page");
    assert!(vilma.page(&next).await.shows("href=\"/desk/controllers\""), "the way back to the beginning");
}

async fn a_day_has_one_run_of_a_service_even_of_two_officers_at_once(scratch: &Scratch) {
    let world = World::new(scratch);
    let (vilma, joona) = (world.vilma().await, world.joona().await);
    let on = [("day", "11.12.2026"), ("closes_on", "1.12.2026"), ("note", "")];
    let of = |services: [&'static str; 2]| [&on[..], &services.map(|service| ("services", service))].concat();
    let (one, other) = (of(["patient_data", "social_data"]), of(["patient_data", "imaging_data"]));
    let (one, other) = tokio::join!(vilma.post("/desk/runs", &one), joona.post("/desk/runs", &other));
    let mut told = [one.status, other.status];
    told.sort();
    assert_eq!(told, [StatusCode::SEE_OTHER, StatusCode::UNPROCESSABLE_ENTITY], "{}{}", one.body, other.body);
    assert_eq!(audited(&world, "controllers.run_added").await, 1);
    // What the one that was refused would have had alone was not kept either.
    for (service, status) in [
        ("patient_data", StatusCode::UNPROCESSABLE_ENTITY),
        (if one.status == StatusCode::SEE_OTHER { "imaging_data" } else { "social_data" }, StatusCode::SEE_OTHER),
    ] {
        let typed = [&on[..], &[("services", service)]].concat();
        assert_eq!(vilma.post("/desk/runs", &typed).await.status, status, "{service}");
    }
}

async fn a_run_is_cancelled_after_one_more_question_and_its_services_are_free_then(scratch: &Scratch) {
    let world = World::new(scratch);
    let vilma = world.vilma().await;
    publish(&vilma, "11.12.2026", "1.12.2026").await;
    let run = run_id(&world, "2026-12-11").await;
    let place = format!("/desk/runs/{run}/cancel");
    assert!(vilma.page("/desk/runs").await.shows(&format!("href=\"{place}\"")));
    let question = vilma.page(&place).await;
    assert!(question.shows("Perutaanko ajo 11.12.2026?") && question.shows("Potilastietovaranto"), "{}", question.body);
    assert_eq!(audited(&world, "controllers.run_cancelled").await, 0, "asking cancels nothing");
    let version = super::version(&question);
    vilma.post(&place, &[("version", version.as_str())]).await.redirects();
    let late = vilma.get(&place).await;
    assert!(late.status == StatusCode::CONFLICT && late.shows("Joku muu on jo muuttanut ajoa 11.12.2026"));
    publish(&vilma, "11.12.2026", "1.12.2026").await;
    world.app.clock.advance_seconds(200 * DAY);
    let list = world.vilma().await.page("/desk/runs").await;
    assert!(!list.shows("perutut ajot"), "half a year has passed: {}", list.body);
}

db::testing::on_both![
    a_day_has_one_run_of_a_service_even_of_two_officers_at_once,
    a_run_is_cancelled_after_one_more_question_and_its_services_are_free_then,
    runs_are_published_once_and_cancelled_while_nothing_hangs_on_them,
    a_run_that_is_cancelled_or_closed_meanwhile_is_not_taken,
    officers_page_through_long_lists_of_changes,
];
