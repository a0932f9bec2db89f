//! The wire to the Code Service (REST API 6.1) and the company register (open data version 3), in their own shapes.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{Company, Organisation, Pharmacy, Practitioner, Unit, is_over, rules};
use crate::kernel::{BusinessId, Date, today};
use crate::web::{App, outgoing};

/// The SOTE organisation register.
const ORGANISATIONS: &str = "1.2.246.537.6.202";
/// The older register of independent practitioners.
const PRACTITIONERS: &str = "1.2.246.537.6.203";
/// Whether an organisation gives health care, and social welfare.
const HEALTH: &str = "Terv.toimintayksikk\u{f6}";
const SOCIAL: &str = "Sos.toimintayksikk\u{f6}";
/// The largest page that the Code Service gives.
const PAGE: usize = 500;
/// No organisation has more pages of units than this; a register that goes on for ever is not followed.
const PAGES: usize = 20;
/// The practitioners' register has some 20,000 entries and grows no more.
const PRACTITIONER_PAGES: usize = 80;
/// What is said of a list that has more pages than that.
const ENDLESS: &str = "the list has more pages than any that is known";
/// The largest answer that is read, in bytes: the pharmacy register comes whole, with some 1,500 rows.
const ANSWER_LIMIT: usize = 8 * 1024 * 1024;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Code {
    concept_code_id: String,
    #[serde(default)]
    begin_date: String,
    #[serde(default)]
    expiration_date: String,
    #[serde(default)]
    attributes: Vec<Attribute>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Attribute {
    attribute_name: String,
    #[serde(default)]
    attribute_value: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Codes {
    #[serde(default)]
    concept_codes: Vec<Code>,
    #[serde(default)]
    total_pages: usize,
}

impl Code {
    /// The first value of an attribute; empty when it is not there.
    fn text(&self, name: &str) -> String {
        let found = self.attributes.iter().find(|attribute| attribute.attribute_name == name);
        found.and_then(|attribute| attribute.attribute_value.first()).cloned().unwrap_or_default()
    }
}

/// The organisation of a business ID with its units.
pub(super) async fn organisation(app: &App, id: &BusinessId) -> Result<Option<Organisation>, String> {
    let base = format!("{}/v6/classifications/{ORGANISATIONS}/conceptcodes", app.config.registers.code_service_url);
    let oid = id.organisation_oid();
    let Some(code) = get::<Code>(app, &format!("{base}/{oid}")).await? else { return Ok(None) };
    let mut units = Vec::new();
    let list = format!("{base}?qfield=PARENTID&qvalue={oid}&status=ACTIVE");
    for page in 1..=PAGES {
        let Some(codes) = get_page(app, &list, page).await? else { break };
        units.extend(codes.concept_codes.iter().map(unit));
        if page >= codes.total_pages {
            break;
        }
        // A part of the units would read as all of them.
        if page == PAGES {
            return Err(ENDLESS.to_string());
        }
    }
    units.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(Some(Organisation {
        business_id: id.to_string(),
        name: code.text("LongName"),
        sector: code.text("Sektori").chars().next().map(String::from).unwrap_or_default(),
        street_address: code.text("StreetAddress"),
        post_code: code.text("PostNumber"),
        post_office: code.text("PostOffice"),
        health: code.text(HEALTH) == "T",
        social: code.text(SOCIAL) == "T",
        ends_on: code.expiration_date,
        oid: code.concept_code_id,
        units,
    }))
}

fn unit(code: &Code) -> Unit {
    Unit {
        oid: code.concept_code_id.clone(),
        name: code.text("LongName"),
        begins_on: code.begin_date.clone(),
        ends_on: code.expiration_date.clone(),
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Companies {
    companies: Vec<CompanyAnswer>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CompanyAnswer {
    #[serde(default)]
    names: Vec<CompanyName>,
    #[serde(default)]
    company_forms: Vec<CompanyForm>,
    #[serde(default)]
    end_date: Option<String>,
}

#[derive(Deserialize)]
struct CompanyName {
    name: String,
    #[serde(default)]
    version: i64,
    #[serde(default, rename = "type")]
    kind: String,
}

#[derive(Deserialize)]
struct CompanyForm {
    #[serde(rename = "type")]
    code: String,
    #[serde(default)]
    version: i64,
    #[serde(default)]
    descriptions: Vec<Description>,
}

/// The name of a form in one language; the register numbers its languages, and Finnish is 1.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Description {
    #[serde(default)]
    language_code: String,
    #[serde(default)]
    description: String,
}

impl CompanyForm {
    fn key(&self) -> String {
        let finnish = self.descriptions.iter().find(|description| description.language_code == "1");
        rules::form_key(&self.code, finnish.map_or("", |finnish| &finnish.description))
    }
}

/// The company of a business ID.
pub(super) async fn company(app: &App, id: &BusinessId) -> Result<Option<Company>, String> {
    let address = format!("{}/companies?businessId={id}", app.config.registers.company_register_url);
    let answer = get::<Companies>(app, &address).await?;
    let Some(found) = answer.and_then(|answer| answer.companies.into_iter().next()) else { return Ok(None) };
    let name = found.names.iter().find(|name| name.version <= 1 && name.kind == "1").or(found.names.first());
    let form = found.company_forms.iter().find(|form| form.version <= 1).or(found.company_forms.first());
    let form = form.map(CompanyForm::key).unwrap_or_default();
    Ok(Some(Company {
        business_id: id.to_string(),
        name: name.map(|name| name.name.clone()).unwrap_or_default(),
        parallel_name: found
            .names
            .iter()
            .find(|name| name.version <= 1 && name.kind == "2")
            .map(|name| name.name.clone()),
        registered: found.end_date.is_none(),
        private: rules::is_private_form(&form),
        form,
    }))
}

/// The practitioner with a business ID, as long as the registration goes on. The register cannot be asked for it, so its pages are read until it is found.
pub(super) async fn practitioner(app: &App, id: &BusinessId) -> Result<Option<Practitioner>, String> {
    let base = format!("{}/v6/classifications/{PRACTITIONERS}/conceptcodes", app.config.registers.code_service_url);
    let today = today(app.clock.now());
    for page in 1..=PRACTITIONER_PAGES {
        let Some(codes) = get_page(app, &format!("{base}?status=ACTIVE"), page).await? else { return Ok(None) };
        let is_theirs = |code: &&Code| code.text("Y-Tunnus") == id.as_str() && !is_over(&code.expiration_date, today);
        if let Some(code) = codes.concept_codes.iter().find(is_theirs) {
            return Ok(Some(Practitioner { oid: code.concept_code_id.clone() }));
        }
        if page >= codes.total_pages {
            return Ok(None);
        }
    }
    // Who stands on a page that was not read is not unknown.
    Err(ENDLESS.to_string())
}

/// A page of a list; `None` when the list is empty. A later page is asked for only where the register has told of it, so that
/// its absence is a wrong answer.
async fn get_page(app: &App, list: &str, page: usize) -> Result<Option<Codes>, String> {
    let codes = get::<Codes>(app, &format!("{list}&pageSize={PAGE}&page={page}")).await?;
    if codes.is_none() && page > 1 {
        return Err("a page of the list is missing".to_string());
    }
    Ok(codes)
}

/// A row of the pharmacy register with the headings of its spreadsheet.
#[derive(Deserialize)]
struct PharmacyRow {
    #[serde(rename = "OID")]
    oid: String,
    #[serde(rename = "Ylempi yksikkö", default)]
    parent: String,
    #[serde(rename = "Pitkä nimi", default)]
    name: String,
    #[serde(rename = "ApteekkariYtunnus", default)]
    pharmacist: String,
    #[serde(rename = "Voimassaolo alkaa", default)]
    begins_on: String,
    #[serde(rename = "Voimassaolo päättyy")]
    ends_on: String,
}

/// The first day of a row; a row whose takeover date Fimea has not written yet has none.
fn first_day(text: &str) -> Option<Date> {
    if text.trim().is_empty() { Some(Pharmacy::NO_DAY) } else { rules::day(text) }
}

/// What a pharmacist keeps, kept or is about to keep; `None` when it is nothing.
pub(super) async fn pharmacies(app: &App, pharmacist: &BusinessId) -> Result<Option<Vec<Pharmacy>>, String> {
    let rows = get::<Vec<PharmacyRow>>(app, &app.config.registers.pharmacy_register_url).await?.unwrap_or_default();
    let own = rows.iter().filter(|row| row.pharmacist == pharmacist.as_str());
    let read = |row: &PharmacyRow| {
        let (begins_on, ends_on) = (first_day(&row.begins_on)?, rules::day(&row.ends_on)?);
        let parent = Some(row.parent.clone()).filter(|parent| !parent.is_empty());
        // A pharmacy that changes hands has a row for each pharmacist; the days of the rows follow each other.
        let others = || rows.iter().filter(|other| other.oid == row.oid && other.pharmacist != row.pharmacist);
        let pharmacist = |other: &PharmacyRow| other.pharmacist.clone();
        let before =
            others().find(|other| rules::day(&other.ends_on).is_some_and(|day| rules::follows(day, begins_on)));
        let after = others().find(|other| rules::day(&other.begins_on).is_some_and(|day| rules::follows(ends_on, day)));
        let (before, after) = (before.map(pharmacist), after.map(pharmacist));
        Some(Pharmacy { oid: row.oid.clone(), name: row.name.clone(), parent, begins_on, ends_on, before, after })
    };
    let pharmacies = own.map(read).collect::<Option<Vec<_>>>().ok_or("a row has a day that cannot be read")?;
    Ok(Some(pharmacies).filter(|pharmacies| !pharmacies.is_empty()))
}

/// The answer at an address; `None` when the register says that there is nothing. The text of an error holds no address.
async fn get<T: DeserializeOwned>(app: &App, address: &str) -> Result<Option<T>, String> {
    let response = app.http.get(address).send().await.map_err(|e| e.without_url().to_string())?;
    match response.status().as_u16() {
        200 => {
            let body = outgoing::read(response, ANSWER_LIMIT).await?;
            serde_json::from_slice(&body).map(Some).map_err(|problem| format!("the answer cannot be read: {problem}"))
        }
        204 | 404 => Ok(None),
        other => Err(format!("status {other}")),
    }
}
