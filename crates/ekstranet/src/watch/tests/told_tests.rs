//! Who is told of a change by mail and what the pages say when nobody is; long lists of changes.

use db::testing::Scratch;

use super::{bring_in, customer, grant, night, scene, world};
use crate::kernel::Language;
use crate::parties::PartyState;
use crate::testing::{Answer, LEHTOLINNA, RANTAPOLKU, World, between};
use crate::texts::texts;

async fn officers_read_that_a_customer_without_an_address_got_no_mail(scratch: &Scratch) {
    let scene = scene();
    let world = world(scratch, &scene).await;
    grant(&world, LEHTOLINNA).await;
    customer(&world, "9900124-8").await;
    let party = bring_in(&world, RANTAPOLKU, "Rantapolun Lääkäriasema Oy", PartyState::Confirmed).await;
    world.meddle("update joined_party set email = null where id = $1", db::values![party.as_str()]).await;
    night(&world).await;
    scene.lock().expect("free").name = "Uusi Nimi Oy";
    night(&world).await;
    for (language, words) in [
        (Language::Fi, "Asiakkaalle ei lähtenyt sähköpostia"),
        (Language::Sv, "Inget e-postmeddelande gick till kunden"),
        (Language::En, "No e-mail went to the customer"),
    ] {
        let page = world.vilma().await.speaking(language).get("/desk/register-changes").await;
        assert_eq!(page.body.matches("/close\"").count(), 3, "{}", page.body);
        assert_eq!(page.body.matches(words).count(), 1, "those who have an address were told: {}", page.body);
        assert!(between(&page.body, RANTAPOLKU, "</li>").contains(words), "{}", page.body);
    }
    let mut read = world.app.db.read().await.expect("a reader");
    let sql = "select detail from audit_entry where action = 'watch.change_found' and organisation = $1";
    let (detail,): (String,) = read.one(sql, db::values![RANTAPOLKU]).await.expect("audited once");
    assert!(detail.contains("\"told\":false"), "{detail}");
}

#[test]
fn nobody_is_said_to_be_told_whose_address_may_not_be_known() {
    for (language, condition, of_one, of_many) in [
        (Language::Fi, "jos sen sähköpostiosoite tiedetään", "jos tiedämme sen", "joiden sähköpostiosoitteen tiedämme"),
        (Language::Sv, "om dess e-postadress är känd", "om vi känner till", "vars e-postadress vi känner till"),
        (Language::En, "if its e-mail address is known", "if we know its", "whose e-mail address we know"),
    ] {
        let t = texts(language);
        assert!(t.notices_text_party_register_changed().contains(condition), "{language:?}");
        let (one, many) = (t.terminations_parties_text(1), t.terminations_parties_text(2));
        assert!(one.contains(of_one) && many.contains(of_many), "{one} {many}");
    }
}

/// Changes that the customer has seen all but the oldest of.
async fn many(world: &World, number: i64) {
    let insert = "with recursive numbers (n) as (select cast(1 as bigint) union all select n + 1 from numbers where n < $1)
                  insert into register_change (id, organisation, organisation_name, private, kind, subject, before_text,
                                               after_text, found_at, version, seen_at, seen_by_name)
                  select '01a1fd8c-0000-7000-8000-' || cast(100000000000 + n as text), $2, 'Rantapolku', 1, 'name_changed',
                         '', 'Vanha ' || n, 'Uusi ' || n, 1000 * (n / 3), 1, case when n = 1 then null else 1 end,
                         case when n = 1 then null else 'Matti' end
                  from numbers";
    world.meddle(insert, db::values![number, RANTAPOLKU]).await;
}

async fn a_customer_pages_through_all_changes_to_the_oldest_that_nobody_has_seen(scratch: &Scratch) {
    let scene = scene();
    let world = world(scratch, &scene).await;
    many(&world, 130).await;
    let matti = world.matti().await;
    let home = format!("/o/{RANTAPOLKU}/");
    let todo = "Tarkistakaa, mitä rekistereissä on muuttunut";
    assert!(matti.page(&home).await.shows(todo), "the oldest waits");
    let base = format!("/o/{RANTAPOLKU}/register-changes");
    let lines = |page: &Answer| page.body.matches("nimi on muuttunut").count();
    let mut page = matti.page(&base).await;
    for (found, is_last) in [(50, false), (50, false), (30, true)] {
        assert_eq!((lines(&page), page.shows("rel=\"next\"")), (found, !is_last), "{}", page.body);
        assert_eq!(page.shows("/seen\""), is_last, "{}", page.body);
        if !is_last {
            let (before, _) = page.body.split_once("\" rel=\"next\"").expect("it goes on");
            let next = before.rsplit_once("href=\"").expect("a link").1.to_string();
            page = matti.page(&next).await;
        }
    }
    assert!(page.shows("Vanha 1 on nyt Uusi 1") && page.shows("Luettelon alkuun"), "{}", page.body);
    let id = between(&page.body, &format!("action=\"{base}/"), "/seen\"").to_string();
    matti.post(&format!("{base}/{id}/seen"), &[("version", "1")]).await.redirects();
    assert!(!matti.page(&home).await.shows(todo));
}

db::testing::on_both![
    officers_read_that_a_customer_without_an_address_got_no_mail,
    a_customer_pages_through_all_changes_to_the_oldest_that_nobody_has_seen,
];
