//! Look-ups as the portal makes them, and what is refused.

use jiff::civil::date;
use serde_json::Value;

use crate::testing::{self, Stage};

const ORGANISATIONS: &str = "/codeserver/csapi/v6/classifications/1.2.246.537.6.202/conceptcodes";
const PRACTITIONERS: &str = "/codeserver/csapi/v6/classifications/1.2.246.537.6.203/conceptcodes";

fn attribute(entry: &Value, name: &str) -> Option<String> {
    let attributes = entry["attributes"].as_array().expect("attributes");
    let found = attributes.iter().find(|attribute| attribute["attributeName"] == name)?;
    Some(found["attributeValue"][0].as_str().expect("a list of texts").to_owned())
}

async fn ids(stage: &Stage, query: &str) -> Vec<String> {
    let answer = stage.get(&format!("{ORGANISATIONS}?{query}")).await;
    if answer.status == 204 {
        assert_eq!(answer.body, "");
        return Vec::new();
    }
    assert_eq!(answer.status, 200, "{}", answer.body);
    let answer = answer.json();
    let codes = answer["conceptCodes"].as_array().expect("codes").iter();
    codes.map(|code| code["conceptCodeId"].as_str().expect("an id").to_owned()).collect()
}

#[tokio::test]
async fn a_provider_is_loaded_by_its_oid() {
    let stage = testing::stage(date(2026, 11, 21));
    let answer = stage.get(&format!("{ORGANISATIONS}/1.2.246.10.99002267.10.0")).await;
    assert_eq!(answer.status, 200);
    let entry = answer.json();
    assert_eq!(entry["versionId"], "1.2.246.537.6.202.2008");
    for (name, expected) in [
        ("LongName", "Rantapolun Lääkäriasema Oy"),
        ("Y-Tunnus", "9900226-7"),
        ("Sektori", "2 Yksityinen"),
        ("HierarchyLevel", "0"),
        ("PostNumber", "00000"),
        ("Sijainti kunta", "993 Kuusiranta"),
        ("Terv.toimintayksikkö", "T"),
        ("Sos.toimintayksikkö", "F"),
    ] {
        assert_eq!(attribute(&entry, name).as_deref(), Some(expected), "{name}");
    }
    assert_eq!(attribute(&entry, "ParentId"), None);
    let named = format!(
        "{}/1.2.246.10.99002267.10.0",
        ORGANISATIONS.replace("conceptcodes", "versions/1.2.246.537.6.202.2008/conceptcodes")
    );
    assert_eq!(stage.get(&named).await.json(), entry);
}

#[tokio::test]
async fn units_are_found_by_their_parent_page_by_page() {
    let stage = testing::stage(date(2026, 11, 21));
    let county = "qfield=PARENTID&qvalue=1.2.246.10.99001010.10.0";
    assert_eq!(ids(&stage, county).await.len(), 60);
    let first = stage.get(&format!("{ORGANISATIONS}?{county}&pageSize=50")).await.json();
    assert_eq!((&first["totalItems"], &first["totalPages"]), (&Value::from(60), &Value::from(2)));
    assert_eq!(ids(&stage, &format!("{county}&pageSize=50&page=2")).await.len(), 10);
    assert!(ids(&stage, &format!("{county}&pageSize=50&page=3")).await.is_empty());
    assert!(ids(&stage, "qfield=PARENTID&qvalue=1.2.246.10.1.10.0").await.is_empty());
}

#[tokio::test]
async fn names_match_a_pattern() {
    let stage = testing::stage(date(2026, 11, 21));
    let found = ids(&stage, "qfield=NAME&qvalue=rantapolun*&sortBy=NAME").await;
    assert_eq!(found.len(), 4);
    assert_eq!(found[0], "1.2.246.10.99002267.10.0");
}

#[tokio::test]
async fn validity_follows_the_day_asked() {
    let stage = testing::stage(date(2026, 11, 21));
    let ended = "qfield=CONCEPTCODEID&qvalue=1.2.246.10.99002128.10.0";
    assert_eq!(ids(&stage, ended).await.len(), 1);
    assert_eq!(ids(&stage, &format!("{ended}&validOn=2026-06-30")).await.len(), 1);
    assert!(ids(&stage, &format!("{ended}&validOn=2026-07-01")).await.is_empty());
    let dental = "qfield=PARENTID&qvalue=1.2.246.10.99001248.10.0";
    assert_eq!(ids(&stage, &format!("{dental}&validOn=2026-11-21")).await.len(), 37, "one opens later");
    let one = format!("{ORGANISATIONS}/1.2.246.10.99002128.10.0?validOn=2026-07-01");
    assert_eq!(stage.get(&one).await.status, 404);
}

#[tokio::test]
async fn practitioners_carry_their_business_id() {
    let stage = testing::stage(date(2026, 11, 21));
    let answer = stage.get(PRACTITIONERS).await.json();
    let codes = answer["conceptCodes"].as_array().expect("codes");
    let business_ids: Vec<_> = codes.iter().filter_map(|code| attribute(code, "Y-Tunnus")).collect();
    assert_eq!(business_ids, ["9900132-8", "9900240-0", "9900313-9"]);
    assert!(codes[0]["conceptCodeId"].as_str().is_some_and(|id| id.starts_with("1.2.246.537.28.")));
}

#[tokio::test]
async fn pharmacies_and_vendors_are_not_providers() {
    let stage = testing::stage(date(2026, 11, 21));
    for arc in ["99001539", "99001918", "99002195", "99002339", "99003139", "99003200"] {
        let answer = stage.get(&format!("{ORGANISATIONS}/1.2.246.10.{arc}.10.0")).await;
        assert_eq!(answer.status, 404, "{arc}");
        assert_eq!(answer.json()["details"][0]["field"], "conceptCodeId");
    }
}

#[tokio::test]
async fn parameters_outside_their_range_are_refused_by_name() {
    let stage = testing::stage(date(2026, 11, 21));
    for (query, field) in [
        ("pageSize=9", "pageSize"),
        ("pageSize=501", "pageSize"),
        ("page=0", "page"),
        ("validOn=21.11.2026", "validOn"),
        ("qfield=OID&qvalue=x", "qfield"),
        ("status=OLD", "status"),
        ("sortBy=COLOUR", "sortBy"),
    ] {
        let answer = stage.get(&format!("{ORGANISATIONS}?{query}")).await;
        assert_eq!((answer.status, answer.json()["details"][0]["field"].as_str()), (400, Some(field)), "{query}");
    }
    assert_eq!(stage.get(&ORGANISATIONS.replace(".202", ".999")).await.status, 404);
}

#[tokio::test]
async fn the_service_fails_when_told_to() {
    let stage = testing::stage(date(2026, 11, 21));
    stage.turn_on("code_service_slow");
    assert_eq!(stage.get(ORGANISATIONS).await.status, 200);
    stage.turn_on("code_service_malformed");
    assert!(serde_json::from_str::<Value>(&stage.get(ORGANISATIONS).await.body).is_err());
    stage.turn_off("code_service_malformed");
    stage.turn_on("code_service_down");
    let down = stage.get(ORGANISATIONS).await;
    assert_eq!((down.status, down.json()["name"].as_str()), (503, Some("SERVICE_UNAVAILABLE")));
}
