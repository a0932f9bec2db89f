//! Access points, certificates and their reminders, on both databases.

use axum::body::Body;
use axum::http::{StatusCode, header};
use db::testing::{Scratch, guarded};
use jiff::civil::date;

use super::certificates::{CERTIFICATE_LIMIT, CertificateProblem, last_whole_day, read};
use super::rules::{ChangeState, DayProblem, certificate_due, earliest_effect, read_day};
use super::tests::{DIRECTORY, ENDING_POINT, POINT, VIRTALAHDE, ville, world};
use super::{count_waiting_changes, remind};
use crate::kernel::{ApplicationId, BusinessId, Instant, Language};
use crate::notices::{Happening, list_for_case};
use crate::registers::{Directory, import_directory, list_access_points};
use crate::services::Service;
use crate::testing::{Answer, Browser, LEHTOLINNA, RANTAPOLKU, World, between};
use crate::web::Visit;

const NEW_POINT: &str = "1.2.246.10.99001918.18.5";

/// A self-signed server certificate that is valid until a day, with its key.
fn certificate(until: (i32, u8, u8), subject: &str) -> (rcgen::Certificate, rcgen::KeyPair) {
    let key = rcgen::KeyPair::generate().expect("a key");
    let mut params = rcgen::CertificateParams::new(vec!["kanta.virtalahde.example".to_string()]).expect("a name");
    params.not_before = rcgen::date_time_ymd(2025, 1, 1);
    params.not_after = rcgen::date_time_ymd(until.0, until.1, until.2);
    params.distinguished_name.push(rcgen::DnType::CommonName, subject);
    (params.self_signed(&key).expect("signed"), key)
}

/// Posts a certificate as a browser does, and says that it is the right one where that is asked.
async fn upload(browser: &Browser<'_>, organisation: &str, oid: &str, file: &[u8], pasted: &str) -> Answer {
    let asked = post(browser, (organisation, oid), (file, pasted), "").await;
    if asked.status != StatusCode::OK {
        return asked;
    }
    let pem = between(&asked.body, "name=\"pasted\" hidden aria-hidden=\"true\" tabindex=\"-1\">", "</textarea>");
    assert!(asked.shows("name=\"sure\"") && pem.starts_with("-----BEGIN CERTIFICATE-----"), "{}", asked.body);
    post(browser, (organisation, oid), (b"", pem), "yes").await
}

/// The file, the field to paste into, and whether it is the right one.
async fn post(
    browser: &Browser<'_>,
    (organisation, oid): (&str, &str),
    (file, pasted): (&[u8], &str),
    sure: &str,
) -> Answer {
    let mut body = b"--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"c.pem\"\r\n\r\n".to_vec();
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--edge\r\nContent-Disposition: form-data; name=\"pasted\"\r\n\r\n");
    body.extend_from_slice(pasted.as_bytes());
    body.extend_from_slice(b"\r\n--edge\r\nContent-Disposition: form-data; name=\"sure\"\r\n\r\n");
    body.extend_from_slice(sure.as_bytes());
    body.extend_from_slice(b"\r\n--edge--\r\n");
    let request = browser
        .request("POST", &format!("/o/{organisation}/technical/points/{oid}/certificate"))
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge")
        .header("sec-fetch-site", "same-origin");
    browser.send(request.body(Body::from(body)).expect("a request")).await
}

fn opening<'a>(oid: &'a str, name: &'a str, day: &'a str) -> [(&'a str, &'a str); 3] {
    [("oid", oid), ("name", name), ("day", day)]
}

/// The address of the one notice that waits for an officer.
async fn waiting(world: &World) -> String {
    let sql = "select id from access_point_change where state = 'waiting'";
    let mut read = world.app.db.read().await.expect("a reader");
    let (id,): (String,) = read.one(sql, db::values![]).await.expect("one waits");
    format!("/desk/access-points/{id}")
}

async fn usable(world: &World) -> Vec<String> {
    let points = list_access_points(&world.app, world.app.clock.now().date()).await.expect("listed");
    points.into_iter().map(|point| point.oid).collect()
}

async fn a_point_is_opened_by_notice_confirmation_day_and_certificate(scratch: &Scratch) {
    let world = world(scratch).await;
    let (ville, vilma) = (ville(&world).await, world.vilma().await);
    let base = format!("/o/{VIRTALAHDE}/technical");
    assert!(ville.page(&base).await.shows("aikaisintaan 12.12.2026"), "three weeks from today");
    let form = ville.page(&format!("{base}/open")).await;
    assert!(form.shows("Aikaisintaan 12.12.2026"));
    for (oid, name, day, text) in [
        ("", "", "", "Antakaa liityntäpisteen OID-tunnus."),
        ("1.2.x", "Viisi", "12.12.2026", "numeroina ja pisteinä"),
        (POINT, "Viisi", "12.12.2026", "on jo luettelossa"),
        (NEW_POINT, "Viisi", "11.12.2026", "Valitkaa 12.12.2026 tai myöhempi päivä"),
        (NEW_POINT, "150668-917M", "12.12.2026", "Poistakaa henkilötunnus"),
    ] {
        let wrong = ville.post(&format!("{base}/open"), &opening(oid, name, day)).await;
        assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.shows(text), "{text}: {}", wrong.body);
        assert!(!wrong.shows("150668"));
    }
    ville.post(&format!("{base}/open"), &opening(NEW_POINT, "Virtalähde 5", "12.12.2026")).await.redirects();
    let twice = ville.post(&format!("{base}/open"), &opening(NEW_POINT, "Virtalähde 5", "12.12.2026")).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY, "a notice about the same point waits");
    assert!(ville.page(&base).await.shows("Odottaa käsittelijää"));

    let change = waiting(&world).await;
    assert_eq!(count_waiting_changes(&mut world.app.db.read().await.expect("a reader")).await.expect("counted"), 1);
    assert!(vilma.page("/desk/access-points").await.shows("Uusi liityntäpiste Virtalähde 5"));
    assert!(vilma.page(&change).await.shows("on THL:n Kanta-välittäjien rekisterissä"));
    vilma.post(&format!("{change}/confirm"), &[("version", "1")]).await.redirects();
    let again = vilma.post(&format!("{change}/confirm"), &[("version", "1")]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    vilma.page(&change).await;
    assert!(ville.page(&base).await.shows("Palvelinvarmenne puuttuu"));
    assert!(!usable(&world).await.contains(&NEW_POINT.to_string()), "neither open nor certified");
    let (server, _) = certificate((2028, 5, 1), "Virtalähde");
    upload(&ville, VIRTALAHDE, NEW_POINT, server.pem().as_bytes(), "").await.redirects();
    assert!(!usable(&world).await.contains(&NEW_POINT.to_string()), "not open yet");
    world.app.clock.advance_seconds(21 * 86_400);
    assert!(usable(&world).await.contains(&NEW_POINT.to_string()));
    let told = list_for_case(&mut world.app.db.read().await.expect("a reader"), NEW_POINT).await.expect("listed");
    assert_eq!(told[0].happening, Some(Happening::AccessPointConfirmed));
}

async fn the_home_page_of_an_intermediary_is_about_its_customers_and_points(scratch: &Scratch) {
    let world = world(scratch).await;
    let ville = ville(&world).await;
    let address = format!("/o/{VIRTALAHDE}/");
    let unasked = ville.page(&address).await;
    assert!(unasked.shows("Aloittakaa ensimmäinen hakemus"), "it may give care as well: {}", unasked.body);
    let sql = "insert into register_copy (source, key, content, fetched_at) values ('organisation', $1, null, $2)";
    world.meddle(sql, db::values![VIRTALAHDE, world.app.clock.now().milliseconds()]).await;
    let home = ville.page(&address).await;
    assert!(home.shows("Uusikaa palvelinvarmenne</a>: Virtalähde 3. Voimassa 11.12.2026 asti."), "{}", home.body);
    assert!(home.shows("Yksi asia odottaa teitä.") && home.shows("Välittäjänä</h2>"), "{}", home.body);
    for about_services in ["Aloittakaa ensimmäinen hakemus", "Kanta-palvelut</h2>", "ei saatu tietoja"] {
        assert!(!home.shows(about_services), "{about_services}: {}", home.body);
    }
}

async fn a_notice_of_a_point_that_the_import_brought_meanwhile_can_only_be_refused(scratch: &Scratch) {
    let world = world(scratch).await;
    let (ville, vilma) = (ville(&world).await, world.vilma().await);
    let open = format!("/o/{VIRTALAHDE}/technical/open");
    ville.post(&open, &opening(NEW_POINT, "Virtalähde 5", "12.12.2026")).await.redirects();
    let imported = DIRECTORY.replace(ENDING_POINT, NEW_POINT);
    import_directory(&world.app, &Directory::read(&imported).expect("reads")).await.expect("imported");
    let change = waiting(&world).await;
    let confirmed = vilma.post(&format!("{change}/confirm"), &[("version", "1")]).await;
    assert_eq!(confirmed.status, StatusCode::CONFLICT);
    let reason = [("version", "1"), ("reason", "Piste on jo luettelossa.")];
    vilma.post(&format!("{change}/refuse"), &reason).await.redirects();
}

async fn a_point_is_closed_after_its_last_day_and_a_refusal_says_why(scratch: &Scratch) {
    let world = world(scratch).await;
    let (ville, vilma) = (ville(&world).await, world.vilma().await);
    let base = format!("/o/{VIRTALAHDE}/technical");
    let close = format!("{base}/points/{POINT}/close");
    let asked = ville.page(&close).await;
    assert!(asked.shows("Viimeinen päivä") && asked.shows("Tämän liityntäpisteen kautta on 0 asiakasta."));
    let wrong = ville.post(&close, &[("day", "1.12.2026")]).await;
    assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.shows("kolme viikkoa"));
    ville.post(&close, &[("day", "31.12.2026")]).await.redirects();
    let refused = waiting(&world).await;
    let silent = vilma.post(&format!("{refused}/refuse"), &[("version", "1"), ("reason", "")]).await;
    assert!(silent.status == StatusCode::UNPROCESSABLE_ENTITY && silent.shows("Kirjoittakaa perustelu."));
    let reason = [("version", "1"), ("reason", "Asiakkaita on vielä liitettynä.")];
    vilma.post(&format!("{refused}/refuse"), &reason).await.redirects();
    let late = vilma.post(&format!("{refused}/refuse"), &[("version", "1"), ("reason", "Päivä on väärä.")]).await;
    assert!(late.status == StatusCode::CONFLICT && late.shows("Kirjoittamanne teksti"), "{}", late.body);
    assert!(late.shows("Päivä on väärä.") && late.shows(reason[1].1), "one's own text and the answer: {}", late.body);
    assert!(ville.page(&base).await.shows("Asiakkaita on vielä liitettynä."));
    // Taken back by the owner, then notified and confirmed.
    ville.post(&close, &[("day", "31.12.2026")]).await.redirects();
    let id = waiting(&world).await.rsplit('/').next().expect("an id").to_string();
    ville.post(&format!("{base}/changes/{id}/withdraw"), &[("version", "1")]).await.redirects();
    ville.post(&close, &[("day", "31.12.2026")]).await.redirects();
    vilma.post(&format!("{}/confirm", waiting(&world).await), &[("version", "1")]).await.redirects();
    assert!(usable(&world).await.contains(&POINT.to_string()), "until its last day");
    assert!(ville.page(&base).await.shows("Suljetaan 31.12.2026."));
    let later = ville.post(&close, &[("day", "31.3.2027")]).await;
    assert_eq!(later.status, StatusCode::CONFLICT, "a notice does not open it again after its last day");
    // The import says nothing of the closing, so it stays.
    import_directory(&world.app, &Directory::read(DIRECTORY).expect("reads")).await.expect("imported");
    world.app.clock.advance_seconds(41 * 86_400);
    assert!(!usable(&world).await.contains(&POINT.to_string()));
    let ville = super::tests::ville(&world).await;
    assert!(ville.page(&base).await.shows("Ei käytössä"));
}

/// A customer who was let join through a point.
async fn joined_through(world: &World, organisation: &str, point: &str) {
    let organisation = BusinessId::parse(organisation).expect("valid");
    let visit = Visit::of_job(&world.app);
    let application = ApplicationId::new(visit.now, &world.app.random);
    let contact = format!("[\"hallinto@{}.example\"]", organisation.digits());
    let mut tx = world.app.db.write().await.expect("a transaction");
    let sql = "insert into connection (id, number, application, organisation, organisation_name, name_key, recipients,
                 intermediary, intermediary_name, service, language, state, version, requested_at, point, point_name)
               values ($1, $2, $1, $3, 'Asiakas', 'asiakas', $4, $5, 'Virtalähde', 'prescription', 'fi', 'confirmed', 2, 1, $6,
                 'Piste')";
    let number = format!("YH-2026-{}", organisation.digits());
    let values =
        db::values![application.as_str(), number.as_str(), organisation.as_str(), contact.as_str(), VIRTALAHDE, point];
    tx.run_one(sql, values).await.expect("joined");
    tx.commit().await.expect("committed");
}

async fn customers_are_told_that_their_point_closes(scratch: &Scratch) {
    let world = world(scratch).await;
    let (ville, vilma) = (ville(&world).await, world.vilma().await);
    joined_through(&world, RANTAPOLKU, POINT).await;
    joined_through(&world, LEHTOLINNA, ENDING_POINT).await;
    let close = format!("/o/{VIRTALAHDE}/technical/points/{POINT}/close");
    ville.post(&close, &[("day", "31.12.2026")]).await.redirects();
    let notice = waiting(&world).await;
    let page = vilma.page(&notice).await;
    assert!(page.shows("on liittynyt 1 asiakas.") && page.shows(&format!("{notice}/customers")), "{}", page.body);
    let before = world.views("intermediaries.notice_viewed", VIRTALAHDE).await;
    let customers = vilma.page(&format!("{notice}/customers")).await;
    assert_eq!(world.views("intermediaries.notice_viewed", VIRTALAHDE).await, before + 3, "in each language");
    assert!(customers.shows(RANTAPOLKU) && !customers.shows(LEHTOLINNA), "{}", customers.body);
    assert_eq!(ville.get(&format!("{notice}/customers")).await.status, StatusCode::NOT_FOUND, "for officers only");
    let told = async || {
        let mut read = world.app.db.read().await.expect("a reader");
        let sql = "select recipient from notice where happening = 'point_closes'";
        let rows: Vec<(String,)> = read.all(sql, db::values![]).await.expect("listed");
        rows
    };
    assert!(told().await.is_empty(), "a notice alone closes nothing");
    vilma.post(&format!("{notice}/confirm"), &[("version", "1")]).await.redirects();
    let rantapolku = BusinessId::parse(RANTAPOLKU).expect("valid");
    assert_eq!(told().await, [(format!("hallinto@{}.example", rantapolku.digits()),)], "not those of another point");
    let mut read = world.app.db.read().await.expect("a reader");
    let sql = "select detail from audit_entry where action = 'intermediaries.point_closing_told'";
    let (detail,): (String,) = read.one(sql, db::values![]).await.expect("audited once");
    assert!(detail.contains("\"customers\":1"), "{detail}");
}

async fn only_present_customers_are_told_of_a_closing_at_their_present_address(scratch: &Scratch) {
    let world = world(scratch).await;
    let (ville, vilma) = (ville(&world).await, world.vilma().await);
    joined_through(&world, RANTAPOLKU, POINT).await;
    joined_through(&world, LEHTOLINNA, POINT).await;
    let visit = Visit::of_job(&world.app);
    let id = |text: &str| BusinessId::parse(text).expect("valid");
    let mut tx = world.app.db.write().await.expect("a transaction");
    super::end_services(&mut tx, &visit, &id(LEHTOLINNA), &[Service::Prescription]).await.expect("ended");
    super::end_services(&mut tx, &visit, &id(RANTAPOLKU), &[Service::PatientData]).await.expect("another service");
    let present = ["uusi@rantapolku.example".to_string()];
    super::replace_recipients(&mut tx, &visit, &id(RANTAPOLKU), (&present, &[])).await.expect("replaced");
    tx.commit().await.expect("committed");
    let list = ville.page(&format!("/o/{VIRTALAHDE}/connections")).await;
    assert!(list.shows("Asiakkaan käyttö on päättynyt"), "{}", list.body);
    let close = format!("/o/{VIRTALAHDE}/technical/points/{POINT}/close");
    ville.post(&close, &[("day", "31.12.2026")]).await.redirects();
    let notice = waiting(&world).await;
    assert!(vilma.page(&notice).await.shows("on liittynyt 1 asiakas."));
    let customers = vilma.page(&format!("{notice}/customers")).await;
    assert!(customers.shows(RANTAPOLKU) && !customers.shows(LEHTOLINNA), "{}", customers.body);
    vilma.post(&format!("{notice}/confirm"), &[("version", "1")]).await.redirects();
    let mut read = world.app.db.read().await.expect("a reader");
    let sql = "select recipient from notice where happening = 'point_closes'";
    let told: Vec<(String,)> = read.all(sql, db::values![]).await.expect("listed");
    assert_eq!(told, [("uusi@rantapolku.example".to_string(),)]);
}

async fn who_was_approved_before_the_owner_confirmed_is_told_of_a_closing_too(scratch: &Scratch) {
    let world = world(scratch).await;
    let (ville, vilma) = (ville(&world).await, world.vilma().await);
    let waits = "update connection set state = 'awaited', asked_point = point, point = null, granted_at = $1 where organisation = $2";
    for (organisation, granted_at) in [(RANTAPOLKU, Some(1)), (LEHTOLINNA, None::<i64>)] {
        joined_through(&world, organisation, POINT).await;
        world.meddle(waits, db::values![granted_at, organisation]).await;
    }
    let id = BusinessId::parse(RANTAPOLKU).expect("valid");
    let present = ["uusi@rantapolku.example".to_string()];
    let mut tx = world.app.db.write().await.expect("a transaction");
    super::replace_recipients(&mut tx, &Visit::of_job(&world.app), &id, (&present, &[])).await.expect("replaced");
    tx.commit().await.expect("committed");
    let close = format!("/o/{VIRTALAHDE}/technical/points/{POINT}/close");
    assert!(ville.page(&close).await.shows("kautta on yksi asiakas."));
    ville.post(&close, &[("day", "31.12.2026")]).await.redirects();
    let notice = waiting(&world).await;
    assert!(vilma.page(&notice).await.shows("on liittynyt 1 asiakas."));
    let customers = vilma.page(&format!("{notice}/customers")).await;
    assert!(customers.shows(RANTAPOLKU) && !customers.shows(LEHTOLINNA), "{}", customers.body);
    vilma.post(&format!("{notice}/confirm"), &[("version", "1")]).await.redirects();
    let mut read = world.app.db.read().await.expect("a reader");
    let sql = "select recipient from notice where happening = 'point_closes'";
    let told: Vec<(String,)> = read.all(sql, db::values![]).await.expect("listed");
    assert_eq!(told, [("uusi@rantapolku.example".to_string(),)], "not who has only sent an application");
    drop(read);
    let mut tx = world.app.db.write().await.expect("a transaction");
    let visit = Visit::of_job(&world.app);
    super::end_services(&mut tx, &visit, &id, &[Service::Prescription]).await.expect("ended");
    tx.commit().await.expect("committed");
    assert!(vilma.page(&notice).await.shows(POINT) && !vilma.page(&notice).await.shows("on liittynyt 1 asiakas."));
}

async fn a_certificate_is_kept_without_its_key_and_counts_from_then_on(scratch: &Scratch) {
    let world = world(scratch).await;
    let (ville, matti) = (ville(&world).await, world.matti().await);
    let base = format!("/o/{VIRTALAHDE}/technical");
    assert!(ville.page(&format!("{base}/points/{ENDING_POINT}/certificate")).await.shows("yksityistä avainta"));
    assert!(ville.page(&base).await.shows("voimassa 11.12.2026 asti"));
    let (server, key) = certificate((2028, 5, 1), "Virtalähde 3");
    let (old, _) = certificate((2026, 11, 1), "Vanha");
    for (file, pasted, text) in [
        (b"".as_slice(), String::new(), "Valitkaa varmennetiedosto"),
        (key.serialize_pem().as_bytes(), String::new(), "Lähetitte yksityisen avaimen."),
        (b"".as_slice(), format!("{}{}", server.pem(), key.serialize_pem()), "Lähetitte yksityisen avaimen."),
        (key.serialized_der(), String::new(), "Tiedosto ei ole varmenne."),
        (old.der().as_ref(), String::new(), "voimassaolo on päättynyt"),
    ] {
        let wrong = upload(&ville, VIRTALAHDE, ENDING_POINT, file, &pasted).await;
        assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.shows(text), "{text}: {}", wrong.body);
        wrong.is_a_proper_page(Language::Fi);
    }
    for (language, words) in [
        (Language::Sv, ["Är det här rätt certifikat?", "Certifikatet är självsignerat", "30.4.2028"]),
        (Language::En, ["Is this the right certificate?", "The certificate is self-signed", "30 April 2028"]),
        (Language::Fi, ["Onko tämä oikea varmenne?", "CN=Virtalähde 3", "30.4.2028"]),
    ] {
        let place = (VIRTALAHDE, ENDING_POINT);
        let asked = post(&self::ville(&world).await.speaking(language), place, (server.der(), ""), "").await;
        asked.is_a_proper_page(language);
        assert!(words.iter().all(|words| asked.shows(words)), "{words:?}: {}", asked.body);
    }
    assert!(ville.page(&base).await.shows("voimassa 11.12.2026 asti"), "asking has changed nothing");
    for _ in 0..2 {
        upload(&ville, VIRTALAHDE, ENDING_POINT, server.der(), "").await.redirects();
    }
    let page = ville.page(&base).await;
    assert!(page.shows("voimassa 30.4.2028 asti") && page.shows("CN=Virtalähde 3"), "{}", page.body);
    let mut read = world.app.db.read().await.expect("a reader");
    let kept: Vec<(Vec<u8>,)> = read.all("select content from server_certificate", db::values![]).await.expect("read");
    assert!(kept.len() == 1 && kept[0].0 == server.der().as_ref(), "the same file twice is one certificate");
    drop(read);
    let (reissued, _) = certificate((2027, 5, 1), "Virtalähde 3");
    for (file, until) in [(&reissued, "30.4.2027"), (&server, "30.4.2028")] {
        world.app.clock.advance_seconds(60);
        let asked = post(&ville, (VIRTALAHDE, ENDING_POINT), (file.der(), ""), "").await;
        assert_eq!(asked.shows("aikaisemmin kuin nykyinen, joka on voimassa 30.4.2028 asti"), until == "30.4.2027");
        upload(&ville, VIRTALAHDE, ENDING_POINT, file.der(), "").await.redirects();
        let mut read = world.app.db.read().await.expect("a reader");
        let point = crate::registers::find_access_point(&mut read, ENDING_POINT).await.expect("read").expect("a point");
        assert_eq!(
            crate::web::format::stored_date(&point.certificate_until, Language::Fi),
            until,
            "the last one counts"
        );
    }
    import_directory(&world.app, &Directory::read(DIRECTORY).expect("reads")).await.expect("imported");
    assert!(ville.page(&base).await.shows("voimassa 30.4.2028 asti"), "the import does not bring the old day back");
    let foreign = upload(&matti, RANTAPOLKU, ENDING_POINT, server.der(), "").await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
    assert_eq!(
        matti.get(&format!("/o/{RANTAPOLKU}/technical/points/{POINT}/close")).await.status,
        StatusCode::NOT_FOUND
    );
    assert!(matti.page(&format!("/o/{RANTAPOLKU}/technical")).await.shows("ei ole liityntäpisteitä"));
}

async fn a_certificate_that_ends_is_reminded_of_three_times(scratch: &Scratch) {
    let world = world(scratch).await;
    let reminders = async || {
        list_for_case(&mut world.app.db.read().await.expect("a reader"), ENDING_POINT).await.expect("listed").len()
    };
    // It ends in 20 days: the reminder of 30 days is due, that of 60 days is not sent after it.
    for (days, expected) in [(0, 1), (1, 1), (12, 2), (6, 2), (2, 2)] {
        world.app.clock.advance_seconds(days * 86_400);
        let (one, other) = tokio::join!(remind(&world.app), remind(&world.app));
        one.and(other).expect("ran");
        assert_eq!(reminders().await, expected, "{days}");
    }
}

async fn notices_go_to_the_address_that_was_chosen_last(scratch: &Scratch) {
    let world = world(scratch).await;
    let ville = ville(&world).await;
    let base = format!("/o/{VIRTALAHDE}/technical");
    assert!(ville.page(&base).await.shows("value=\"yhteydet@virtalahde.example\""), "the register's address");
    let save = format!("{base}/address");
    for wrong in ["", "x", "a b@c.example", "150668-917M@virtalahde.example"] {
        let answer = ville.post(&save, &[("version", "0"), ("email", wrong)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(!answer.shows("150668"));
    }
    ville.post(&save, &[("version", "0"), ("email", "kanta@virtalahde.example")]).await.redirects();
    for version in ["0", "2"] {
        let stale = ville.post(&save, &[("version", version), ("email", "muu@virtalahde.example")]).await;
        assert_eq!(stale.status, StatusCode::CONFLICT, "{version}");
    }
    ville.post(&save, &[("version", "1"), ("email", "tuki@virtalahde.example")]).await.redirects();
    guarded(remind(&world.app)).await.expect("ran");
    let told = list_for_case(&mut world.app.db.read().await.expect("a reader"), ENDING_POINT).await.expect("listed");
    assert_eq!(told[0].recipient, "tuki@virtalahde.example");
}

#[test]
fn a_change_takes_effect_in_three_weeks_at_the_earliest() {
    let today = date(2026, 11, 21);
    assert_eq!(earliest_effect(today), date(2026, 12, 12));
    assert_eq!(read_day("12.12.2026", today), Ok(date(2026, 12, 12)));
    for (typed, problem) in [
        ("", DayProblem::Missing),
        ("31.2.2027", DayProblem::NoSuchDay),
        ("tomorrow", DayProblem::NotADay),
        ("11.12.2026", DayProblem::TooSoon),
        ("1.1.2028", DayProblem::TooFar),
    ] {
        assert_eq!(read_day(typed, today), Err(problem), "{typed}");
    }
    for state in ChangeState::ALL {
        assert_eq!(ChangeState::parse(state.code()), Some(state));
    }
}

#[test]
fn the_nearest_reminder_of_a_certificate_is_due() {
    let end = date(2027, 3, 1);
    for (today, due) in [
        (date(2026, 12, 30), None),
        (date(2026, 12, 31), Some(60)),
        (date(2027, 1, 29), Some(60)),
        (date(2027, 1, 30), Some(30)),
        (date(2027, 2, 22), Some(7)),
        (end, Some(7)),
        (date(2027, 3, 2), None),
    ] {
        assert_eq!(certificate_due(end, today), due, "{today}");
    }
}

#[test]
fn a_certificate_is_valid_until_its_last_whole_day_in_helsinki() {
    for (last_second, last_day) in [
        // In summer midnight of Greenwich is three o'clock here.
        ("2027-08-20T23:59:59Z", date(2027, 8, 20)),
        ("2027-08-20T20:59:59Z", date(2027, 8, 20)),
        ("2027-08-20T20:59:58Z", date(2027, 8, 19)),
        ("2027-08-20T12:00:00Z", date(2027, 8, 19)),
        ("2027-12-31T21:59:59Z", date(2027, 12, 31)),
        ("2027-12-31T22:00:00Z", date(2027, 12, 31)),
    ] {
        let moment: jiff::Timestamp = last_second.parse().expect("a moment");
        assert_eq!(last_whole_day(Instant::from_milliseconds(moment.as_millisecond())), last_day, "{last_second}");
    }
    let (today, (server, _)) = (date(2026, 11, 21), certificate((2026, 11, 21), "Tänään"));
    assert_eq!(read(server.der(), today), Err(CertificateProblem::Expired), "it ends in the small hours");
    assert!(read(server.der(), date(2026, 11, 20)).is_ok());
}

#[test]
fn only_a_public_certificate_is_read() {
    let today = date(2026, 11, 21);
    let (server, _) = certificate((2028, 5, 1), "Virtalähde");
    let (other, _) = certificate((2029, 5, 1), "Juuri");
    let found = read(server.pem().as_bytes(), today).expect("a certificate");
    assert_eq!((found.valid_until, found.fingerprint.len()), (date(2028, 4, 30), 64));
    assert_eq!(read(server.der(), today).expect("the same"), found);
    let chain = format!("Bag Attributes\r\n{}{}", server.pem(), other.pem());
    assert_eq!(read(chain.as_bytes(), today).expect("the first of a chain"), found);
    let (named, _) = certificate((2028, 5, 1), "Matti 150668-917M");
    assert_eq!(read(named.der(), today), Err(CertificateProblem::IdentityCode));
    for wrong in [b"x".to_vec(), vec![0x30; 200], server.der()[..100].to_vec(), vec![0x30; CERTIFICATE_LIMIT + 1]] {
        assert_eq!(read(&wrong, today), Err(CertificateProblem::NotACertificate));
    }
}

proptest::proptest! {
    #[test]
    fn no_bytes_make_the_reader_stumble(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..300), pem: bool) {
        let prefix: &[u8] = if pem { b"-----BEGIN CERTIFICATE-----\n" } else { b"\x30\x82" };
        proptest::prop_assert!(read(&[prefix, &bytes].concat(), date(2026, 11, 21)).is_err());
    }
}

db::testing::on_both![
    the_home_page_of_an_intermediary_is_about_its_customers_and_points,
    a_notice_of_a_point_that_the_import_brought_meanwhile_can_only_be_refused,
    a_point_is_opened_by_notice_confirmation_day_and_certificate,
    a_point_is_closed_after_its_last_day_and_a_refusal_says_why,
    customers_are_told_that_their_point_closes,
    only_present_customers_are_told_of_a_closing_at_their_present_address,
    who_was_approved_before_the_owner_confirmed_is_told_of_a_closing_too,
    a_certificate_is_kept_without_its_key_and_counts_from_then_on,
    a_certificate_that_ends_is_reminded_of_three_times,
    notices_go_to_the_address_that_was_chosen_last,
];
