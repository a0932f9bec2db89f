//! The table of the demo world (domain sheet 11), row by row and each by its number: what the registers know of the
//! organisation, what it has of each service, what it has applied for, where its invoices go, what its pages say.

use std::collections::BTreeSet;

use db::testing::Scratch;

use super::people::{Actor, Cast};
use super::tests::{address, arrives, homes, outside};
use super::{Seeded, seed};
use crate::applications::{self, State};
use crate::deployments::{self, DeploymentState};
use crate::kernel::{BusinessId, Language};
use crate::registers;
use crate::services::Service::{self, ExtensionOfUse, ImagingData, PatientData, Prescription, SocialData};
use crate::sign_in::tests_outside::Outside;
use crate::testing::{Browser, NOON};

/// What a row of the table says.
struct Row {
    number: u8,
    business_id: &'static str,
    name: &'static str,
    /// For what its kind is taken, and whether there are names in two languages.
    profile: &'static str,
    /// How many units the register has.
    units: usize,
    deployments: &'static [(Service, DeploymentState)],
    /// What it has begun or sent and is not decided.
    applications: &'static [(Service, State)],
    /// The e-invoice address that is in force.
    e_invoice: Option<&'static str>,
    /// The answers to "Do we have to join?" and the fee of the row.
    fee: Option<(&'static str, &'static str)>,
    /// Below the organisation's own address: a list, an address that the list leads to, and what is said there.
    says: &'static [(&'static str, Option<&'static str>, &'static str)],
    /// The steps of its draft that nobody has filled in; all others are done.
    lacks: Option<&'static [&'static str]>,
}

/// Nothing yet.
const NEW: Row = Row {
    number: 0,
    business_id: "",
    name: "",
    profile: "private units health",
    units: 0,
    deployments: &[],
    applications: &[],
    e_invoice: None,
    fee: None,
    says: &[],
    lacks: None,
};

/// What is left out where an application is just unfinished.
const LITTLE: &[&str] = &["contacts", "billing", "security"];

use DeploymentState::{Ended, InProduction, SetUp, TestPlanned};
use State::{Draft, InReview, SupplementRequested};

static ROWS: [Row; 20] = [
    Row {
        number: 1,
        business_id: "9900101-0",
        name: "Kuusirannan hyvinvointialue",
        profile: "public units bilingual health social",
        units: 60,
        deployments: &[
            (PatientData, InProduction),
            (Prescription, InProduction),
            (SocialData, InProduction),
            (ImagingData, InProduction),
        ],
        e_invoice: Some("003799001010"),
        // 214,350 residents.
        fee: Some(("sector=health&owner=public&volume=214350", "680\u{a0}132,55\u{a0}€")),
        // In two parts: the first was paid, the second is due at the end of the year.
        says: &[
            ("", None, "Yksi lasku on maksamatta. Eräpäivä on 31.12.2026."),
            ("billing", None, "340\u{a0}066,28\u{a0}€"),
            ("billing", None, "340\u{a0}066,27\u{a0}€"),
            ("billing", None, "214\u{a0}350 × 3,173\u{a0}€"),
            ("billing", None, "Tämän vuoden molemmat erät on laskutettu."),
            ("billing", Some("billing/invoices/0"), "Odottaa maksua"),
            // In twenty days.
            ("", None, "odottaa ajoa 11.12.2026"),
            ("controllers", Some("controllers/0"), "Hymyketju Hammas Oy (9900124-8)"),
            ("controllers", Some("controllers/0"), "Odottaa ajoa"),
        ],
        ..NEW
    },
    Row {
        number: 2,
        business_id: "9900108-8",
        name: "Meripuiston kaupunki",
        profile: "public units bilingual health social",
        units: 4,
        deployments: &[(PatientData, InProduction)],
        applications: &[(ImagingData, InReview)],
        e_invoice: Some("003799001088"),
        ..NEW
    },
    Row {
        number: 3,
        business_id: "9900116-8",
        name: "Lehtolinnan Lääkärikeskus Oy",
        units: 5,
        deployments: &[(PatientData, InProduction), (Prescription, InProduction)],
        e_invoice: Some("003799001168"),
        fee: Some(("sector=health&owner=private&volume=4210", "2\u{a0}450,22\u{a0}€")),
        says: &[
            ("parties", None, "45 liittymistä"),
            ("agreements", None, "Potilastietovaranto"),
            ("billing", None, "4\u{a0}210 × 0,582\u{a0}€"),
            ("billing", None, "2\u{a0}450,22\u{a0}€"),
            ("billing", None, "laskettu 14.11.2026 asti: 3\u{a0}151 × 0,582\u{a0}€"),
            ("billing", Some("billing/invoices/0"), "Lasku on maksettu."),
        ],
        ..NEW
    },
    Row {
        number: 4,
        business_id: "9900124-8",
        name: "Hymyketju Hammas Oy",
        units: 38,
        deployments: &[(PatientData, InProduction), (ImagingData, InProduction)],
        applications: &[(ExtensionOfUse, Draft)],
        e_invoice: Some("003799001248"),
        lacks: Some(&["extension_schedule", "contacts"]),
        says: &[
            ("", None, "odottaa ajoa 11.12.2026"),
            ("controllers", Some("controllers/0"), "Kuusirannan hyvinvointialue (9900101-0)"),
            ("controllers", Some("controllers/0"), "Ilmoituksen voi peruuttaa viimeistään 26.11.2026"),
        ],
        ..NEW
    },
    Row {
        number: 5,
        business_id: "9900132-8",
        name: "Tuulensuun Psykoterapia, Tmi",
        profile: "self_employed units health",
        units: 1,
        applications: &[(PatientData, Draft)],
        // The minimum: nothing was prescribed.
        fee: Some(("sector=health&owner=private&volume=0", "120,00\u{a0}€")),
        says: &[
            ("", None, "Yhtään Kanta-palvelua ei ole vielä käytössä"),
            ("billing", None, "kuitenkin vähintään 120,00\u{a0}€ vuodessa"),
        ],
        lacks: Some(LITTLE),
        ..NEW
    },
    Row {
        number: 6,
        business_id: "9900139-5",
        name: "Kotipolku ry",
        profile: "private units social",
        units: 3,
        applications: &[(SocialData, Draft)],
        says: &[
            ("applications", Some("applications/0"), "Kauko Demola on allekirjoittanut"),
            ("applications", Some("applications/0"), "Ellen, luethan sitoumuksen ja allekirjoitat"),
            ("agreements", None, "Allekirjoitettu 1/2"),
            ("agreements/signatories", None, "kaksi henkilöä yhdessä"),
        ],
        lacks: Some(&[]),
        ..NEW
    },
    Row {
        number: 7,
        business_id: "9900146-7",
        name: "Mielikki-säätiö sr",
        profile: "foundation units social",
        units: 2,
        applications: &[(SocialData, SupplementRequested)],
        says: &[("applications", Some("applications/0"), "Tarvitsemme vielä yhden tiedon.")],
        ..NEW
    },
    Row {
        number: 8,
        business_id: "9900153-9",
        name: "Kivisalmen apteekki",
        profile: "pharmacist units",
        deployments: &[(Prescription, InProduction)],
        e_invoice: Some("003799001539"),
        // In twenty days; the pharmacist who leaves keeps it until the day before.
        says: &[
            ("pharmacies", None, "Sivuapteekki"),
            ("pharmacies", Some("pharmacies/changes/0"), "10.12.2026"),
            ("handovers", Some("handovers/0"), "11.12.2026"),
        ],
        ..NEW
    },
    Row {
        number: 9,
        business_id: "9900160-0",
        name: "Skärgårdsbyns apotek",
        profile: "pharmacist units",
        deployments: &[(Prescription, InProduction)],
        e_invoice: Some("003799001600"),
        fee: Some(("sector=pharmacy&owner=private&volume=31900", "1\u{a0}818,30\u{a0}€")),
        says: &[
            ("billing", None, "31\u{a0}900 × 0,057\u{a0}€"),
            ("billing", None, "1\u{a0}818,30\u{a0}€"),
            ("billing", None, "24\u{a0}112"),
        ],
        ..NEW
    },
    Row {
        number: 10,
        business_id: "9900167-8",
        name: "Hoivatähti Palvelut Oy",
        profile: "private units social",
        units: 3,
        deployments: &[(SocialData, TestPlanned)],
        says: &[
            ("", Some("deployments/0"), "30.11.2026"),
            ("billing", None, "Asetuksessa ei säädetä maksua yksityiselle sosiaalihuollon palvelunantajalle"),
        ],
        ..NEW
    },
    Row {
        number: 11,
        business_id: "9900175-8",
        name: "Työvire Työterveys Oy",
        units: 2,
        deployments: &[(PatientData, TestPlanned)],
        e_invoice: Some("003799001758"),
        says: &[("", Some("deployments/0"), "väärään rekisteriin"), ("", Some("deployments/0"), "28.11.2026")],
        ..NEW
    },
    Row {
        number: 12,
        business_id: "9900183-8",
        name: "Kuvakontti Röntgen Oy",
        units: 1,
        deployments: &[(PatientData, InProduction), (ImagingData, SetUp)],
        e_invoice: Some("003799001838"),
        says: &[("applications", Some("applications/0"), "Vain katselemme kuvia")],
        ..NEW
    },
    Row {
        number: 13,
        business_id: "9900191-8",
        name: "Virtalähde Terveysjärjestelmät Oy",
        profile: "private units",
        says: &[("technical", None, "1.2.246.10.99001918.18.4"), ("connections", None, "Hoivatähti Palvelut Oy")],
        ..NEW
    },
    Row {
        number: 14,
        business_id: "9900198-5",
        name: "Fysio Halla Ky",
        units: 1,
        applications: &[(PatientData, Draft)],
        // The joint use goes on until its own production begins, and home leads there.
        says: &[
            ("", None, "Yksi Kanta-palvelu on käytössä"),
            ("", None, "Mukana yhteisliittymisellä. Pääliittyjä on Lehtolinnan Lääkärikeskus Oy"),
            ("", Some("joined"), "Odottaa suoraa liittymistä"),
        ],
        lacks: Some(LITTLE),
        ..NEW
    },
    Row {
        number: 15,
        business_id: "9900205-6",
        name: "Norrskärs Hälsovård Ab",
        units: 2,
        applications: &[(PatientData, Draft)],
        // The billing address.
        lacks: Some(&["billing"]),
        ..NEW
    },
    Row {
        number: 16,
        business_id: "9900212-8",
        name: "Entinen Vastaanotto Oy",
        units: 1,
        deployments: &[(Prescription, Ended)],
        says: &[("", None, "Asiakkuutenne päättyi 30.6.2026"), ("agreements", None, "Resepti-palvelu")],
        ..NEW
    },
    Row { number: 17, business_id: "9900219-5", name: "Demo-operaattori", profile: "public units", ..NEW },
    Row {
        number: 18,
        business_id: "9900226-7",
        name: "Rantapolun Lääkäriasema Oy",
        units: 3,
        says: &[("", None, "Aloittakaa ensimmäinen hakemus")],
        ..NEW
    },
    Row {
        number: 19,
        business_id: "9900233-9",
        name: "Apteekkari H. Uusitalli",
        profile: "pharmacist units",
        applications: &[(Prescription, Draft)],
        says: &[("", None, "Haltuunottopäivä on 11.12.2026")],
        lacks: Some(LITTLE),
        ..NEW
    },
    Row {
        number: 20,
        business_id: "9900240-0",
        name: "Talterapi Ögård",
        profile: "self_employed units health",
        units: 1,
        applications: &[(PatientData, Draft)],
        says: &[("", None, "Hakemus on kesken")],
        lacks: Some(LITTLE),
        ..NEW
    },
];

impl Row {
    fn organisation(&self) -> BusinessId {
        BusinessId::parse(self.business_id).expect("valid")
    }

    async fn registers_say_it(&self, outside: &Outside, wrong: &mut Wrong) {
        let (app, now, id) = (&outside.world.app, outside.world.app.clock.now(), self.organisation());
        let profile = registers::find_profile(app, now, &id).await.expect("told");
        wrong.unless_same(self, "kind", profile.code().as_str(), self.profile);
        let known = registers::find_organisation(app, now, &id).await.expect("told").map(|looked| looked.value);
        wrong.unless_same(self, "units", &known.as_ref().map_or(0, |known| known.units.len()), &self.units);
        if let Some(known) = known {
            wrong.unless_same(self, "name", known.name.as_str(), self.name);
            let oid = format!("1.2.246.10.{}.10.0", self.business_id.replace('-', ""));
            wrong.unless_same(self, "OID", known.oid.as_str(), oid.as_str());
        }
    }

    async fn portal_has_it(&self, outside: &Outside, wrong: &mut Wrong) {
        let (mut read, id) = (outside.world.app.db.read().await.expect("a reader"), self.organisation());
        let running = deployments::list(&mut read, &id).await.expect("listed");
        let mut found: Vec<_> = running.iter().map(|line| (line.service, line.state)).collect();
        found.sort_by_key(|(service, _)| *service);
        wrong.unless_same(self, "services", found.as_slice(), self.deployments);
        let open = applications::list_open(&mut read, &id).await.expect("listed");
        let open: Vec<_> = open.iter().map(|line| (line.service, line.state)).collect();
        wrong.unless_same(self, "applications", open.as_slice(), self.applications);
        let mut invoices = Vec::new();
        if let Some(application) = applications::find_billing(&mut read, &id).await.expect("looked at") {
            let t = crate::texts::texts(Language::Fi);
            invoices = applications::show_billing(&mut read, &application, t, Language::Fi).await.expect("shown");
        }
        let address = invoices.iter().map(|(_, value)| value.as_str()).find(|value| value.starts_with("0037"));
        wrong.unless_same(self, "e-invoices", &address, &self.e_invoice);
    }

    async fn pages_say_it(&self, outside: &Outside, who: &Actor, wrong: &mut Wrong) {
        let (browser, place) = (arrives(outside, who).await, format!("/o/{}/", self.business_id));
        for (list, then, text) in self.says {
            let mut page = browser.get(&format!("{place}{list}")).await;
            if let Some(then) = then {
                let Some(rest) = page.body.split(&format!("href=\"{place}{then}")).nth(1) else {
                    wrong.0.push(format!("{}: no {then} on {list}: {}", self.number, page.body));
                    continue;
                };
                let rest = rest.split(['"', '#']).next().unwrap_or_default();
                page = browser.get(&format!("{place}{then}{rest}")).await;
            }
            if !page.shows(text) {
                wrong.0.push(format!("{}: {list} {then:?} does not show {text}: {}", self.number, page.body));
            }
        }
        if let Some(lacks) = self.lacks {
            let draft = self.draft(&browser).await;
            let page = browser.get(&draft).await;
            let start = format!("href=\"{draft}/steps/");
            let steps = page.body.split(start.as_str()).skip(1);
            let untouched = steps.filter(|row| row.split("</li>").next().unwrap_or_default().contains("Aloittamatta"));
            let untouched: BTreeSet<&str> = untouched.filter_map(|row| row.split('"').next()).collect();
            wrong.unless_same(self, "lacks", &untouched, &lacks.iter().copied().collect());
        }
    }

    /// The address of its newest application.
    async fn draft(&self, browser: &Browser<'_>) -> String {
        let place = format!("/o/{}/applications", self.business_id);
        address(&browser.get(&place).await.body, &format!("{place}/0"))
    }
}

/// What is not as the table says, all of it at once: making the world takes longer than looking.
#[derive(Default)]
struct Wrong(Vec<String>);

impl Wrong {
    fn unless_same<T: PartialEq + std::fmt::Debug + ?Sized>(&mut self, row: &Row, what: &str, found: &T, expected: &T) {
        if found != expected {
            self.0.push(format!("{}, {what}: {found:?} and not {expected:?}", row.number));
        }
    }
}

/// Who signs in for a row: the first of those whom the table of people gives it.
fn people(cast: &Cast) -> Vec<Actor> {
    let matti = "national_id = \"150668-917M\"\nname = \"Matti Rantapolku\"\norganisation = \"9900226-7\"\n\
                 organisation_name = \"Rantapolun Lääkäriasema Oy\"\nbasis = \"position:TJ\"";
    homes(cast).into_iter().map(|(who, _)| who.clone()).chain([toml::from_str(matti).expect("reads")]).collect()
}

async fn each_row_of_the_table_of_organisations_is_in_its_state(scratch: &Scratch) {
    let (outside, cast) = (outside(scratch).await, Cast::read().expect("reads"));
    assert_eq!(seed(&outside.world.app.config, scratch.db(), NOON).await.expect("seeded"), Seeded::Made);
    let numbers: BTreeSet<u8> = ROWS.iter().map(|row| row.number).collect();
    assert_eq!(numbers, (1..=20).collect(), "every row of the table");
    let people = people(&cast);
    let mut wrong = Wrong::default();
    for row in &ROWS {
        row.registers_say_it(&outside, &mut wrong).await;
        row.portal_has_it(&outside, &mut wrong).await;
        match people.iter().find(|who| who.organisation == row.business_id) {
            Some(who) => row.pages_say_it(&outside, who, &mut wrong).await,
            None => assert_eq!(row.number, 17, "only officers act for the operator"),
        }
        if let Some((answers, sum)) = row.fee {
            let path = format!("/access/joining?{answers}&records=system&aland=no&register=own");
            let page = outside.world.stranger().page(&path).await;
            let estimates: Vec<&str> = page.body.split("<td").filter(|cell| cell.contains('€')).collect();
            let is_told = estimates.iter().any(|cell| cell.contains(sum));
            wrong.unless_same(row, &format!("fee {estimates:?}"), &is_told, &true);
        }
    }
    assert!(wrong.0.is_empty(), "{}", wrong.0.join("\n"));
    late_joiner(&outside).await;
    courses_at_the_desk(&outside).await;
    swedish_drafts(&outside, &cast).await;
    history_that_is_only_read(&outside, &cast).await;
}

/// Rows 15 and 20 apply in Swedish: the case is in Swedish, and so is what they have typed.
async fn swedish_drafts(outside: &Outside, cast: &Cast) {
    for (number, who) in [(15, &cast.island), (20, &cast.speech)] {
        let row = ROWS.iter().find(|row| row.number == number).expect("a row");
        assert_eq!(row.business_id, who.organisation);
        let browser = arrives(outside, who).await;
        let draft = row.draft(&browser).await;
        let step = browser.page(&format!("{draft}/steps/organisation")).await;
        assert!(step.shows("value=\"sv\" checked") && !step.shows("value=\"fi\" checked"), "{}", step.body);
        let contacts = browser.page(&format!("{draft}/steps/contacts")).await;
        assert_eq!(contacts.shows("Kanslijouren"), number == 15, "who has typed them: {}", contacts.body);
        assert!(!contacts.shows("Toimiston"), "{}", contacts.body);
    }
}

/// Row 16 has nothing left to keep: home asks for no contact persons.
async fn history_that_is_only_read(outside: &Outside, cast: &Cast) {
    let contacts = |who: &Actor| format!("href=\"/o/{}/contacts\"", who.organisation);
    for (who, keeps) in [(&cast.former, false), (&cast.clinic, true)] {
        let home = arrives(outside, who).await.page(&format!("/o/{}/", who.organisation)).await;
        assert_eq!(home.shows(&contacts(who)), keeps, "{}", home.body);
    }
}

/// Officers find the deployments of rows 10 and 11 by their planned tests, and read there whose they are and on which day.
async fn courses_at_the_desk(outside: &Outside) {
    let vilma = outside.world.vilma().await;
    let list = vilma.page("/desk/deployments?show=test_planned").await;
    for (name, day) in [("Hoivatähti Palvelut Oy", "30.11.2026"), ("Työvire Työterveys Oy", "28.11.2026")] {
        let line = list.body.split("<li>").find(|line| line.contains(name)).expect("in the list");
        assert!(line.contains(day), "{line}");
        let course = vilma.page(crate::testing::between(line, "href=\"", "\"")).await;
        assert!(course.shows(name) && course.shows(&format!("Koe pidetään {day}.")), "{}", course.body);
    }
}

/// Row 10 joined after the transition period of social welfare had ended.
async fn late_joiner(outside: &Outside) {
    let mut read = outside.world.app.db.read().await.expect("a reader");
    let id = BusinessId::parse("9900167-8").expect("valid");
    let listed = applications::list(&mut read, &id).await.expect("listed");
    let social =
        listed.iter().find(|application| application.service == Service::SocialData).expect("one for social data");
    let sent = social.submitted_at.expect("sent").date();
    let ended = Service::SocialData.since().expect("a transition period");
    assert!(sent > ended, "{sent}");
}

db::testing::on_both![each_row_of_the_table_of_organisations_is_in_its_state];
