//! One search of the desk: by a number or a business ID, whichever room keeps the matter, on whichever side the organisation
//! stands and however it ended.

use axum::http::StatusCode;
use db::testing::{Scratch, plan_of, statements_of};

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
    assert!(nobody.shows("ei löydy hakemuksia"), "{}", nobody.body);
    let closed = world.matti().await.get(&address).await;
    assert_eq!(closed.status, StatusCode::NOT_FOUND, "officers only");
}

async fn what_is_typed_into_the_search_is_never_shown_again(scratch: &Scratch) {
    let world = World::new(scratch);
    let typed = [
        ("", "Kirjoittakaa"),
        (CODE, "henkilötunnuksen"),
        ("KE-2026-000099", "ei ole asiaa"),
        ("YL-2026-000099", "ei ole asiaa"),
        ("YP-2026-000099", "ei ole asiaa"),
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

/// Kuusirannan hyvinvointialue, demo organisation 1, which is an intermediary here that only the list of them knows.
const KUUSIRANTA: &str = "9900101-0";
const NOBODY: &str = "9900175-8";

/// Relations of a party, with their numbers: live, contested, leaving and ended.
const RELATIONS: [(&str, &str, &str, &str); 4] = [
    ("01a1fffd-9e45-7c7d-a256-578ee9b47d21", "YL-2026-000021", "prescription", "confirmed"),
    ("01a1fffd-9e45-7c7d-a256-578ee9b47d22", "YL-2026-000022", "patient_data", "contested"),
    ("01a1fffd-9e45-7c7d-a256-578ee9b47d23", "YL-2026-000023", "social_data", "leaving"),
    ("01a1fffd-9e45-7c7d-a256-578ee9b47d24", "YL-2026-000024", "prescription", "ended"),
];

async fn joined_parties(world: &World) {
    for (id, number, service, state) in RELATIONS {
        let sql = "insert into joined_party (id, reference, main_joiner, main_joiner_name, party, party_name, search_key,
                     sort_key, service, state, version, begins_on, language, added_at, told_at, reminders, answered_at,
                     ends_on)
                   values ($1, $2, $3, 'Rantapolun Lääkäriasema Oy', $4, 'Lehtolinnan Lääkärikeskus Oy', 'l', 'l', $5, $6, 1,
                     '2026-10-01', 'fi', 1, 1, 0, 1, '2026-11-30')";
        world.meddle(sql, db::values![id, number, RANTAPOLKU, LEHTOLINNA, service, state]).await;
    }
}

async fn joined_parties_are_found_by_either_side_and_by_number(scratch: &Scratch) {
    let world = World::new(scratch);
    joined_parties(&world).await;
    let vilma = world.vilma().await;
    for (id, number, service, state) in RELATIONS {
        let address = format!("/desk/parties/of/{RANTAPOLKU}/{service}?from={id}");
        assert_eq!(vilma.post("/desk/find", &[("sought", number)]).await.redirects(), address, "{state}");
        let page = vilma.page(&address).await;
        assert!(page.shows(number) && page.shows("Näytä luettelo alusta"), "{state}: {}", page.body);
    }
    let whole = vilma.page(&format!("/desk/parties/of/{RANTAPOLKU}/prescription")).await;
    assert!(whole.shows("YL-2026-000021") && !whole.shows("Näytä luettelo alusta"), "{}", whole.body);
    let other = format!("/desk/parties/of/{LEHTOLINNA}/prescription?from={}", RELATIONS[0].0);
    assert_eq!(vilma.get(&other).await.status, StatusCode::NOT_FOUND, "another's relation");
    let party = vilma.page(&format!("/desk/organisations/{LEHTOLINNA}")).await;
    for (_, number, ..) in RELATIONS {
        assert!(party.shows(number), "{number}: {}", party.body);
    }
    for word in ["Valmis", "Korjattavaa", "Odottaa suoraa liittymistä", "Ei käytössä"] {
        assert!(party.shows(word), "{word}: {}", party.body);
    }
    let main_joiner = vilma.page(&format!("/desk/organisations/{RANTAPOLKU}")).await;
    let line = format!("href=\"/desk/parties/of/{RANTAPOLKU}/prescription\"");
    assert!(main_joiner.shows(&line) && main_joiner.shows("Valmis: 1"), "{}", main_joiner.body);
    assert!(!main_joiner.shows("YL-2026-000021"), "hundreds would be too many: {}", main_joiner.body);
    let nobody = vilma.page(&format!("/desk/organisations/{NOBODY}")).await;
    assert!(!nobody.shows("YL-2026"), "{}", nobody.body);
    assert_eq!(world.views("parties.viewed", RANTAPOLKU).await, 5 * 3);
}

/// Requests with their numbers: id, number, state, whether approved, whether settled, whether the use ended.
const REQUESTS: [(&str, &str, &str, [Option<i64>; 3]); 6] = [
    ("01a1fffd-9e45-7c7d-a256-578ee9b47d31", "YP-2026-000031", "awaited", [None, None, None]),
    ("01a1fffd-9e45-7c7d-a256-578ee9b47d32", "YP-2026-000032", "confirmed", [Some(1), None, None]),
    ("01a1fffd-9e45-7c7d-a256-578ee9b47d33", "YP-2026-000033", "declined", [None, None, None]),
    ("01a1fffd-9e45-7c7d-a256-578ee9b47d34", "YP-2026-000034", "declined", [Some(1), Some(2), None]),
    ("01a1fffd-9e45-7c7d-a256-578ee9b47d35", "YP-2026-000035", "withdrawn", [Some(1), Some(2), None]),
    ("01a1fffd-9e45-7c7d-a256-578ee9b47d36", "YP-2026-000036", "withdrawn", [Some(1), None, Some(3)]),
];

async fn connections(world: &World) {
    for (id, number, state, [granted, handled, ended]) in REQUESTS {
        let sql = "insert into connection (id, number, application, organisation, organisation_name, name_key, recipients,
                     intermediary, intermediary_name, service, language, state, version, requested_at, answered_at,
                     answered_by_name, reason, granted_at, handled_at, handled_note, ended_at)
                   values ($1, $2, $1, $3, 'Rantapolun Lääkäriasema Oy', 'r', '[]', $4, 'Kuusirannan välitys', 'prescription',
                     'fi', $5, 1, 1, 2, 'Ville Välittäjä', 'Ei kapasiteettia', $6, $7, $8, $9)";
        let note = handled.map(|_| "Sovittiin toisesta pisteestä");
        let values = db::values![id, number, RANTAPOLKU, KUUSIRANTA, state, granted, handled, note, ended];
        world.meddle(sql, values).await;
    }
}

async fn connection_requests_are_found_by_either_side_and_by_number(scratch: &Scratch) {
    let world = World::new(scratch);
    connections(&world).await;
    let vilma = world.vilma().await;
    for (id, number, state, [granted, ..]) in REQUESTS {
        let address = format!("/desk/connections/{id}");
        assert_eq!(vilma.post("/desk/find", &[("sought", number)]).await.redirects(), address, "{state}");
        let page = vilma.page(&address).await;
        assert!(page.shows(number) && page.shows("Ei kapasiteettia"), "{state}: {}", page.body);
        assert_eq!(page.shows(&format!("/desk/cases/{id}")), granted.is_some(), "{state}: {}", page.body);
    }
    assert_eq!(world.views("intermediaries.notice_viewed", RANTAPOLKU).await, 6 * 3);
    let customer = vilma.page(&format!("/desk/organisations/{RANTAPOLKU}")).await;
    let of = format!("/desk/connections/of/{KUUSIRANTA}");
    let intermediary = vilma.page(&format!("/desk/organisations/{KUUSIRANTA}")).await;
    assert!(intermediary.shows(&format!("href=\"{of}\"")) && intermediary.shows("6 pyyntöä."), "{}", intermediary.body);
    assert!(intermediary.shows("Yksi odottaa välittäjän vastausta"), "{}", intermediary.body);
    let list = vilma.page(&of).await;
    for (_, number, ..) in REQUESTS {
        assert!(customer.shows(number) && list.shows(number), "{number}: {}", customer.body);
        assert!(!intermediary.shows(number), "hundreds would be too many: {}", intermediary.body);
    }
    for word in ["Odottaa välittäjää", "Valmis", "Korjattavaa", "Peruutettu", "Ei käytössä", "on selvittänyt asian"]
    {
        assert!(customer.shows(word), "{word}: {}", customer.body);
    }
    assert_eq!(world.views("intermediaries.customers_viewed", KUUSIRANTA).await, 3);
    let nobody = vilma.page(&format!("/desk/connections/of/{NOBODY}")).await;
    assert!(nobody.shows("Pyyntöjä ei ole") && !nobody.shows("YP-2026"), "{}", nobody.body);
    assert_eq!(world.matti().await.get(&of).await.status, StatusCode::NOT_FOUND, "officers only");
}

async fn an_intermediary_is_found_with_its_points_and_what_it_has_told(scratch: &Scratch) {
    let world = World::new(scratch);
    let sql = "insert into intermediary (business_id, oid, name) values ($1, '1.2.246.10.99001010.18.0', 'Kuusirannan välitys')";
    world.meddle(sql, db::values![KUUSIRANTA]).await;
    for (oid, name, until) in [("1.2.3.1", "Avoin piste", None), ("1.2.3.2", "Suljettu piste", Some("2026-01-31"))] {
        let sql = "insert into access_point (oid, name, owner, owner_name, certificate_until, valid_until)
                   values ($1, $2, $3, 'Kuusirannan välitys', '2099-12-31', $4)";
        world.meddle(sql, db::values![oid, name, KUUSIRANTA, until]).await;
    }
    let told = [
        ("01a1fffd-9e45-7c7d-a256-578ee9b47d41", "waiting", "Uusi piste", "Rantajärjestelmä"),
        ("01a1fffd-9e45-7c7d-a256-578ee9b47d42", "refused", "Hylätty piste", "Vanha järjestelmä"),
    ];
    for (id, state, point, system) in told {
        let sql = "insert into access_point_change (id, organisation, organisation_name, kind, oid, name, effective_on, state,
                     version, notified_at, notified_by, notified_by_name)
                   values ($1, $2, 'Kuusirannan välitys', 'open', $1, $3, '2027-01-31', $4, 1, 1, 'p', 'Ville')";
        world.meddle(sql, db::values![id, KUUSIRANTA, point, state]).await;
        let sql = "insert into system_proposal (id, organisation, organisation_name, name, system_version, name_key, class,
                     services, certified_until, state, version, proposed_at, proposed_by, proposed_by_name)
                   values ($1, $2, 'Kuusirannan välitys', $3, '7', $3, 'A1', 'prescription', '2099-12-31', $4, 1, 1, 'p', 'Ville')";
        world.meddle(sql, db::values![id, KUUSIRANTA, system, state]).await;
    }
    let vilma = world.vilma().await;
    let page = vilma.page(&format!("/desk/organisations/{KUUSIRANTA}")).await;
    assert!(page.shows(&format!("<h1>Kuusirannan välitys ({KUUSIRANTA})</h1>")), "{}", page.body);
    for shown in ["Rekisterissä", "Avoin piste (1.2.3.1)", "Suljettu piste (1.2.3.2)", "31.1.2026", "Ei käytössä"] {
        assert!(page.shows(shown), "{shown}: {}", page.body);
    }
    for (id, _, point, system) in told {
        let (change, proposal) = (format!("href=\"/desk/access-points/{id}\""), format!("href=\"/desk/systems/{id}\""));
        assert!(page.shows(&change) && page.shows(point), "{point}: {}", page.body);
        assert!(page.shows(&proposal) && page.shows(system), "{system}: {}", page.body);
    }
    assert!(page.shows("Odottaa käsittelijää") && page.shows("Korjattavaa"), "{}", page.body);
    let nobody = vilma.page(&format!("/desk/organisations/{NOBODY}")).await;
    assert!(!nobody.shows("Rekisterissä") && nobody.shows(&format!("<h1>{NOBODY}</h1>")), "{}", nobody.body);
}

/// Plans of handovers: before the takeover, and long after one.
const PLANS: [(&str, &str, &str, &str); 2] = [
    ("01a1fffd-9e45-7c7d-a256-578ee9b47d51", "KE-2026-000051", "1.2.3.51", "2026-12-15"),
    ("01a1fffd-9e45-7c7d-a256-578ee9b47d52", "KE-2026-000052", "1.2.3.52", "2026-02-01"),
];

async fn handovers(world: &World) {
    for (id, number, pharmacy, takeover) in PLANS {
        let sql =
            "insert into handover (id, number, pharmacy, pharmacy_name, has_branches, leaving, incoming, takeover_date,
                     vendor, vendor_name, version, opened_at)
                   values ($1, $2, $3, 'Rannan apteekki', 0, $4, $5, $6, $7, 'Kuusirannan välitys', 1, 1)";
        world.meddle(sql, db::values![id, number, pharmacy, RANTAPOLKU, LEHTOLINNA, takeover, KUUSIRANTA]).await;
        let sql = "insert into handover_side (handover_id, side, email, phone, language, reminded, version)
                   values ($1, 'leaving', 'salainen@ranta.example', '040 7654321', 'fi', 0, 1)";
        world.meddle(sql, db::values![id]).await;
        let sql = "insert into handover_tick (handover_id, line, done_at, done_by) values ($1, 'old_system', 1, 'Raija Ranta')";
        world.meddle(sql, db::values![id]).await;
    }
}

async fn the_plan_of_a_handover_is_found_by_each_side_and_by_number(scratch: &Scratch) {
    let world = World::new(scratch);
    handovers(&world).await;
    let vilma = world.vilma().await;
    for (id, number, ..) in PLANS {
        let address = format!("/desk/pharmacies/plans/{id}");
        assert_eq!(vilma.post("/desk/find", &[("sought", number)]).await.redirects(), address);
        let page = vilma.page(&address).await;
        for shown in [number, "Odottaa: Uusi apteekkari", "Merkitty tehdyksi", RANTAPOLKU, LEHTOLINNA, KUUSIRANTA] {
            assert!(page.shows(shown), "{shown}: {}", page.body);
        }
        for hidden in
            ["salainen@ranta.example", "040 7654321", "Raija Ranta", "<form method=\"post\" action=\"/desk/pharm"]
        {
            assert!(!page.shows(hidden), "{hidden}: {}", page.body);
        }
        assert_eq!(world.matti().await.get(&address).await.status, StatusCode::NOT_FOUND, "officers only");
    }
    for side in [RANTAPOLKU, LEHTOLINNA, KUUSIRANTA] {
        assert_eq!(world.views("pharmacies.plan_viewed", side).await, 2 * 3, "{side}");
        let page = vilma.page(&format!("/desk/organisations/{side}")).await;
        for shown in ["KE-2026-000051", "KE-2026-000052", "Odottaa haltuunottoa", "Ei käytössä"] {
            assert!(page.shows(shown), "{side}: {shown}: {}", page.body);
        }
    }
    let nobody = vilma.page(&format!("/desk/organisations/{NOBODY}")).await;
    assert!(!nobody.shows("KE-2026-00005"), "{}", nobody.body);
    assert_eq!(vilma.get(&format!("/desk/pharmacies/plans/{CHANGE}")).await.status, StatusCode::NOT_FOUND);
}

async fn the_other_party_of_an_application_is_found(scratch: &Scratch) {
    let world = World::new(scratch);
    let namings = [
        ("KE-2026-000061", "waiting", "", "Odottaa toista osapuolta"),
        ("KE-2026-000062", "contested", "", "Ei sovittu"),
        ("KE-2026-000063", "ended", "rejected", "Päättynyt"),
    ];
    for (number, state, outcome, _) in namings {
        let sql =
            "insert into named_party (application, case_number, organisation, organisation_name, other, what, state,
                     version, named_at, outcome)
                   values ($1, $1, $2, 'Rantapolun Lääkäriasema Oy', $3, 'outsourcing', $4, 1, 1, $5)";
        world.meddle(sql, db::values![number, RANTAPOLKU, LEHTOLINNA, state, outcome]).await;
    }
    let sql = "insert into former_named_party (application, other, case_number, organisation, organisation_name, what, named_at,
                 ended_at)
               values ('KE-2026-000064', $1, 'KE-2026-000064', $2, 'Rantapolun Lääkäriasema Oy', 'register_access', 1, 2)";
    world.meddle(sql, db::values![LEHTOLINNA, RANTAPOLKU]).await;
    let vilma = world.vilma().await;
    let page = vilma.page(&format!("/desk/organisations/{LEHTOLINNA}")).await;
    for (number, _, _, word) in namings {
        assert!(page.shows(&format!("href=\"/desk/cases/{number}\"")) && page.shows(word), "{word}: {}", page.body);
    }
    assert!(page.shows("href=\"/desk/cases/KE-2026-000064\"") && page.shows("ei ole enää nimennyt"), "{}", page.body);
    let nobody = vilma.page(&format!("/desk/organisations/{NOBODY}")).await;
    assert!(!nobody.shows("KE-2026-00006"), "{}", nobody.body);
}

async fn invoices_are_one_line_and_each_is_found_by_its_number(scratch: &Scratch) {
    let world = World::new(scratch);
    let sql = "insert into invoice_import (id, sha256, file_name, imported_at, imported_by, added, changed, counted, unchanged)
               values ('i', 'h', 'laskut.csv', 1, '', 2, 0, 0, 0)";
    world.meddle(sql, db::values![]).await;
    let invoices = [
        ("01a1fffd-9e45-7c7d-a256-578ee9b47d71", "50000071", "2026-02-10", "2099-01-31", "open"),
        ("01a1fffd-9e45-7c7d-a256-578ee9b47d72", "50000072", "2026-09-10", "2026-10-01", "paid"),
    ];
    for (id, number, issued, due, state) in invoices {
        let sql = "insert into invoice (id, number, organisation, basis, period_from, period_to, part, used, unit_mills,
                     is_minimum, total_cents, issued_on, due_on, state, version, import_id, changed_at)
                   values ($1, $2, $3, 'issued', '2026-01-01', '2026-06-30', 0, 10, 582, 0, 582, $4, $5, $6, 1, 'i', 1)";
        world.meddle(sql, db::values![id, number, RANTAPOLKU, issued, due, state]).await;
    }
    let vilma = world.vilma().await;
    let address = format!("/desk/invoices?organisation={RANTAPOLKU}");
    let page = vilma.page(&format!("/desk/organisations/{RANTAPOLKU}")).await;
    assert_eq!(page.body.matches(&address).count(), 1, "{}", page.body);
    assert!(
        page.shows("50000072") && page.shows("Odottaa maksua") && page.shows("Yksi lasku on maksamatta"),
        "{}",
        page.body
    );
    for (id, number, ..) in invoices {
        let found = vilma.post("/desk/find", &[("sought", number)]).await;
        assert_eq!(found.redirects(), format!("/desk/invoices/invoice/{id}"));
    }
    let nobody = vilma.page(&format!("/desk/organisations/{NOBODY}")).await;
    assert!(!nobody.shows("Uusin lasku") && nobody.shows("ei löydy hakemuksia"), "{}", nobody.body);
}

/// However many rows there are of others, none of them is looked at.
async fn the_search_looks_at_the_rows_that_it_finds_alone(scratch: &Scratch) {
    let world = World::new(scratch);
    let vilma = world.vilma().await;
    let (_, by_id) = statements_of(vilma.get(&format!("/desk/organisations/{RANTAPOLKU}"))).await;
    let (_, by_number) = statements_of(vilma.post("/desk/find", &[("sought", "KE-2026-000099")])).await;
    let mut read = world.app.db.read().await.expect("a reader");
    for sql in by_id.iter().chain(&by_number).filter(|sql| sql.starts_with("select ")) {
        for found in plan_of(&mut read, sql) {
            let scans = found.starts_with("SCAN ") && found != "SCAN CONSTANT ROW" && found != "SCAN capped";
            assert!(!scans && !found.contains("(state=?"), "{found}: {sql}");
        }
    }
}

db::testing::on_both![
    a_case_number_leads_to_its_matter_in_whichever_room,
    a_business_id_leads_to_everything_of_the_organisation,
    what_is_typed_into_the_search_is_never_shown_again,
    joined_parties_are_found_by_either_side_and_by_number,
    connection_requests_are_found_by_either_side_and_by_number,
    an_intermediary_is_found_with_its_points_and_what_it_has_told,
    the_plan_of_a_handover_is_found_by_each_side_and_by_number,
    the_other_party_of_an_application_is_found,
    invoices_are_one_line_and_each_is_found_by_its_number,
    the_search_looks_at_the_rows_that_it_finds_alone,
];
