//! Bringing parties in, with the registers on the wire.

use axum::Router;
use axum::body::Body;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse as _;
use axum::routing::get;
use db::testing::{Scratch, guarded};

use super::page_tests::valid_id;
use super::{HALLA, bring_in, grant, on_the_desk, produce, told};
use crate::kernel::Language;
use crate::parties::rules::PartyState;
use crate::sign_in::tests::audited;
use crate::sign_in::tests_outside::Outside;
use crate::testing::{Answer, Browser, LEHTOLINNA, World};
use crate::texts::texts;

/// Posts a list as a file.
async fn upload(browser: &Browser<'_>, file: &[u8]) -> Answer {
    let part = |name: &str| format!("--mark\r\ncontent-disposition: form-data; name=\"{name}\"");
    let mut body = format!("{}\r\n\r\n\r\n{}; filename=\"lista.csv\"\r\n\r\n", part("list"), part("file")).into_bytes();
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--mark--\r\n");
    let request = browser
        .request("POST", &format!("/o/{LEHTOLINNA}/parties/add-many"))
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=mark")
        .header("sec-fetch-site", "same-origin");
    browser.send(request.body(Body::from(body)).expect("a request")).await
}

async fn relations(world: &World) -> Vec<(String, String, String)> {
    let mut read = world.app.db.read().await.expect("a reader");
    read.all("select party, service, state from joined_party order by party, service", db::values![])
        .await
        .expect("listed")
}

const LIST: &str = "Y-tunnus;Palvelu;Päivä;Sähköposti\r\n\
9900198-5;Resepti-palvelu+Potilastietovaranto;1.12.2026;toimisto@halla.example\r\n\
9900124-8;Recepttjänsten\r\n\
1234567-1;Resepti-palvelu\r\n\
9900212-8;Resepti-palvelu\r\n\
9900101-0;Resepti-palvelu\r\n\
=1+1;Resepti-palvelu\r\n\
9900198-5;Resepti-palvelu\r\n\
9900175-8;Resepti-palvelu;;150668-917M\r\n";

async fn item_3_a_list_is_looked_at_row_by_row_and_saved_whole_or_not_at_all(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let world = &outside.world;
    let kauko = world.kauko().await;
    produce(&kauko, LEHTOLINNA, &grant(world, LEHTOLINNA).await).await;
    kauko.page(&format!("/o/{LEHTOLINNA}/parties/add-many")).await;
    let windows: Vec<u8> = LIST.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin")).collect();
    let answer = upload(&kauko, &windows).await;
    let address = answer.redirects().to_string();
    let page = kauko.page(&address).await;
    assert!(page.shows("Kelvollisia rivejä: 2. Korjattavia rivejä: 6."), "{}", page.body);
    for text in [
        "Fysio Halla Ky",
        "Hymyketju Hammas Oy",
        "Y-tunnusta ei ole SOTE-organisaatiorekisterissä",
        "Rekisteröinti on päättynyt",
        "Julkinen organisaatio liittyy suoraan",
        "Rivillä on kaava",
        "on jo rivillä 2",
        "Rivillä on henkilötunnus",
    ] {
        assert!(page.shows(text), "{text}: {}", page.body);
    }
    assert!(!page.shows("917M") && !page.shows("=1+1"), "what may not be kept is not shown again");
    assert!(relations(world).await.is_empty(), "nothing is saved before it is confirmed");
    for _ in 0..2 {
        kauko.post(&format!("{address}/save"), &[("version", "1")]).await.redirects();
    }
    assert_eq!(
        relations(world).await,
        [
            ("9900124-8".to_string(), "prescription".to_string(), "waiting".to_string()),
            // No application for patient data has been sent, so the party is only listed.
            ("9900198-5".to_string(), "patient_data".to_string(), "listed".to_string()),
            ("9900198-5".to_string(), "prescription".to_string(), "waiting".to_string()),
        ],
        "pressed twice, saved once"
    );
    assert!(kauko.page(&address).await.shows("3 liittymistä on tallennettu"));
    assert!(told(world).await.contains(&("party_added".to_string(), "toimisto@halla.example".to_string())));
    assert_eq!(on_the_desk(world).await, [("added".to_string(), 2)], "after production the officers hear of it");
    let mut read = world.app.db.read().await.expect("a reader");
    let kept: Vec<(String,)> = read.all("select content from party_list", db::values![]).await.expect("listed");
    assert!(!kept[0].0.contains("917M"), "no identity code is kept");
    let again = upload(&kauko, LIST.as_bytes()).await;
    assert!(kauko.page(again.redirects()).await.shows("on jo mukanaliittyjänne"));
}

/// Each row that is wrong in its own way, in the order of the problems that are asked for.
const WRONG: &str = "\
9900198-5;Resepti-palvelu\r\n\
9900198-6;Resepti-palvelu\r\n\
;Resepti-palvelu\r\n\
9900116-8;Resepti-palvelu\r\n\
9900124-8;\r\n\
9900124-8;Laboratorio\r\n\
9900124-8;Kuva-aineistojen tietovaranto\r\n\
9900124-8;Resepti-palvelu;;toimisto\r\n\
=1+1;Resepti-palvelu\r\n\
9900175-8;Resepti-palvelu;;150668-917M\r\n\
9900198-5;Resepti-palvelu\r\n\
1234567-1;Resepti-palvelu\r\n\
9900212-8;Resepti-palvelu\r\n\
9900101-0;Resepti-palvelu\r\n";

async fn item_3_each_wrong_row_is_told_in_the_language_of_its_reader(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let world = &outside.world;
    let kauko = world.kauko().await;
    produce(&kauko, LEHTOLINNA, &grant(world, LEHTOLINNA).await).await;
    let address = upload(&kauko, WRONG.as_bytes()).await.redirects().to_string();
    for language in Language::ALL {
        let page = world.kauko().await.speaking(language).get(&address).await;
        page.is_a_proper_page(language);
        let t = texts(language);
        for problem in [
            t.parties_row_business_id(),
            t.parties_row_business_id_missing(),
            t.parties_row_own(),
            t.parties_row_service_missing(),
            t.parties_row_service(),
            t.parties_row_not_joint(),
            t.parties_row_email(),
            t.parties_row_formula(),
            t.parties_row_identity_code(),
            t.parties_row_repeated(1),
            t.parties_row_unknown(),
            t.parties_row_registration_ended(),
            t.parties_row_public(),
        ] {
            assert!(page.shows(&problem), "{problem}: {}", page.body);
        }
        assert!(!page.shows("917M") && !page.shows("=1+1"), "{}", page.body);
    }
    let none = upload(&kauko, b"9900198-6;Resepti-palvelu\r\n").await;
    let none = kauko.page(none.redirects()).await;
    assert!(none.shows("Yhtään riviä ei voi vielä tallentaa.") && !none.shows("Tallentakaa ensin"), "{}", none.body);
}

async fn a_list_that_a_colleague_was_faster_with_saves_nothing(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let world = &outside.world;
    let kauko = world.kauko().await;
    let list = [("list", "9900198-5;resepti\n9900124-8;resepti")];
    let answer = kauko.post(&format!("/o/{LEHTOLINNA}/parties/add-many"), &list).await;
    let address = answer.redirects().to_string();
    bring_in(world, HALLA, "Fysio Halla Ky", PartyState::Waiting).await;
    let refused = kauko.post(&format!("{address}/save"), &[("version", "1")]).await;
    let changed = audited(world, "parties.list_changed").await;
    assert!(changed.len() == 1 && changed[0].contains("\"refused\":1"), "{changed:?}");
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.shows("Mitään ei tallennettu") && refused.shows("Kelvollisia rivejä: 1."), "{}", refused.body);
    assert_eq!(relations(world).await.len(), 1, "only the colleague's");
    kauko.post(&format!("{address}/save"), &[("version", "2")]).await.redirects();
    assert_eq!(relations(world).await.len(), 2);
}

async fn one_party_is_added_after_its_name_was_looked_at(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let (world, add) = (&outside.world, format!("/o/{LEHTOLINNA}/parties/add"));
    let kauko = world.kauko().await;
    kauko.page(&add).await;
    let wrong = [("party", "150668-917M"), ("day", "1.1.2020"), ("email", "x")];
    let answer = kauko.post(&add, &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for text in ["Tarkistakaa Y-tunnus", "vähintään yksi palvelu", "Päivä on mennyt", "Tarkistakaa sähköpostiosoite"]
    {
        assert!(answer.shows(text), "{text}");
    }
    assert!(!answer.shows("917M") && answer.shows("value=\"x\""), "what may be shown again is not lost");
    let right = [("party", HALLA), ("services", "prescription"), ("day", "1.12.2026"), ("email", "")];
    let answer = kauko.post(&add, &right).await;
    let address = answer.redirects().to_string();
    let sure = kauko.page(&address).await;
    assert!(sure.shows("Lisätäänkö Fysio Halla Ky?") && sure.shows("Lisää mukanaliittyjä"), "{}", sure.body);
    assert!(!sure.shows("Kelvollisia rivejä"), "one is no list: {}", sure.body);
    kauko.post(&format!("{address}/save"), &[("version", "1")]).await.redirects();
    assert!(kauko.page(&format!("/o/{LEHTOLINNA}/parties")).await.shows("Fysio Halla Ky"));
    let again = kauko.post(&add, &right).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let told = "id=\"party-error\">Tämä on jo mukanaliittyjänne tässä palvelussa.";
    assert!(again.shows(told) && again.shows("value=\"9900198-5\""), "at its field: {}", again.body);
    let other = world.matti().await.get(&address.replace(LEHTOLINNA, crate::testing::RANTAPOLKU)).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
}

async fn while_a_register_is_down_rows_wait_for_it_and_nothing_is_saved(scratch: &Scratch) {
    let world = World::new(scratch);
    let kauko = world.kauko().await;
    let answer = kauko.post(&format!("/o/{LEHTOLINNA}/parties/add-many"), &[("list", "9900198-5;resepti")]).await;
    let address = answer.redirects().to_string();
    assert!(kauko.page(&address).await.shows("Tarkistamatta: 1."));
    kauko.post(&format!("{address}/check"), &[("version", "1")]).await.redirects();
    assert!(kauko.page(&address).await.shows("Jatka tarkistusta"));
    assert_eq!(kauko.post(&format!("{address}/save"), &[("version", "2")]).await.status, StatusCode::CONFLICT);
    assert!(relations(&world).await.is_empty());
    world.app.clock.advance_seconds(2 * 86_400);
    guarded(crate::parties::remind_and_end(&world.app)).await.expect("ran");
    let mut read = world.app.db.read().await.expect("a reader");
    let kept: Vec<(String,)> = read.all("select id from party_list", db::values![]).await.expect("listed");
    assert!(kept.is_empty(), "an old list is forgotten");
    let sql = "select detail from audit_entry where action = 'parties.lists_forgotten'";
    let told: Vec<(String,)> = read.all(sql, db::values![]).await.expect("listed");
    assert_eq!(told, [("{\"lists\":1}".to_string(),)], "and the log says so");
}

async fn one_row_for_which_a_register_fails_keeps_no_other_from_being_saved(scratch: &Scratch) {
    let failing = (0..10).map(valid_id).min().expect("ten");
    let digits = failing.replace('-', "");
    let code = get(move |Path((_, oid)): Path<(String, String)>| async move {
        if oid.contains(&digits) {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
        let name = r#""attributes":[{"attributeName":"LongName","attributeValue":["Vastaanotto Oy"]}]"#;
        let days = r#""beginDate":"2020-01-01","expirationDate":"2100-12-31""#;
        format!(r#"{{"conceptCodeId":"{oid}",{days},{name}}}"#).into_response()
    });
    let none = r#"{"conceptCodes":[],"page":1,"pageSize":500,"totalItems":0,"totalPages":1}"#;
    let company = r#"{"companies":[{"names":[{"name":"Vastaanotto Oy","type":"1","version":1}],
        "companyForms":[{"type":"16","version":1}]}]}"#;
    let router = Router::new()
        .route("/v6/classifications/{c}/conceptcodes/{id}", code)
        .route("/v6/classifications/{c}/conceptcodes", get(move || async move { none }))
        .route("/companies", get(move || async move { company }));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a loopback port");
    let at = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move { axum::serve(listener, router).await.expect("served") });
    let world = World::with(scratch, |config| {
        config.registers.code_service_url.clone_from(&at);
        config.registers.company_register_url = at;
    });
    let kauko = world.kauko().await;
    // The one that fails stands on the last row, and is asked for first.
    let mut ids: Vec<String> = (0..10).map(valid_id).filter(|id| *id != failing).collect();
    ids.push(failing.clone());
    let list: Vec<String> = ids.iter().map(|id| format!("{id};resepti")).collect();
    let answer = kauko.post(&format!("/o/{LEHTOLINNA}/parties/add-many"), &[("list", &list.join("\n"))]).await;
    let address = answer.redirects().to_string();
    let page = kauko.page(&address).await;
    for shown in ["Kelvollisia rivejä: 9.", "Tarkistamatta: 1.", "Rivit: 10.", "jäävät pois, jos tallennatte nyt"] {
        assert!(page.shows(shown), "{shown}: {}", page.body);
    }
    kauko.post(&format!("{address}/check"), &[("version", "1")]).await.redirects();
    kauko.post(&format!("{address}/save"), &[("version", "2")]).await.redirects();
    let saved = relations(&world).await;
    assert!(saved.len() == 9 && saved.iter().all(|(party, ..)| *party != failing), "{saved:?}");
    let page = kauko.page(&address).await;
    assert!(page.shows("Tallentamatta jäi: 1.") && page.shows(&format!("{failing};resepti")), "{}", page.body);
}

async fn a_list_that_cannot_be_read_is_refused_with_what_to_do(scratch: &Scratch) {
    let world = World::new(scratch);
    let kauko = world.kauko().await;
    for (file, text) in [
        (&b"PK\x03\x04"[..], "Tallentakaa se CSV-muodossa"),
        (b"9\x009\x000\x000\x00", "merkistöä ei tunnistettu"),
        (b"", "vähintään yksi rivi"),
    ] {
        let answer = upload(&kauko, file).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.shows(text) && answer.shows("role=\"alert\""), "{}", answer.body);
    }
    let large = "9900198-5;resepti\n".repeat(20_000);
    let answer = upload(&kauko, large.as_bytes()).await;
    assert!(answer.shows("Luettelo on liian suuri"), "{}", answer.body);
}

async fn a_file_that_is_longer_than_is_read_is_refused_and_not_cut(scratch: &Scratch) {
    let world = World::with(scratch, |config| config.attachments.limit_kilobytes = 1);
    let kauko = world.kauko().await;
    produce(&kauko, LEHTOLINNA, &grant(&world, LEHTOLINNA).await).await;
    let long = "9900198-5;Resepti-palvelu;1.12.2026;toimisto@halla.example\r\n".repeat(20);
    let answer = upload(&kauko, long.as_bytes()).await;
    assert!(answer.status == StatusCode::UNPROCESSABLE_ENTITY && answer.shows("256"), "{}", answer.body);
    let short = upload(&kauko, &long.as_bytes()[..58]).await;
    assert!(short.redirects().contains("/parties/lists/"), "the control");
}

async fn a_public_organisation_is_told_that_it_joins_directly(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let mandate = vec![crate::kernel::Basis::Mandate(crate::kernel::Mandate::Deployment)];
    let acts_for = [("9900101-0", "Kuusirannan hyvinvointialue", mandate)];
    let eino = outside.world.person("140275-9012", "Eino Mallikas", &acts_for).await;
    for page in ["add", "add-many"] {
        assert!(eino.page(&format!("/o/9900101-0/parties/{page}")).await.shows("vain yksityisille palvelunantajille"));
    }
}

db::testing::on_both![
    item_3_a_list_is_looked_at_row_by_row_and_saved_whole_or_not_at_all,
    item_3_each_wrong_row_is_told_in_the_language_of_its_reader,
    a_list_that_a_colleague_was_faster_with_saves_nothing,
    one_party_is_added_after_its_name_was_looked_at,
    while_a_register_is_down_rows_wait_for_it_and_nothing_is_saved,
    one_row_for_which_a_register_fails_keeps_no_other_from_being_saved,
    a_list_that_cannot_be_read_is_refused_with_what_to_do,
    a_file_that_is_longer_than_is_read_is_refused_and_not_cut,
    a_public_organisation_is_told_that_it_joins_directly,
];
