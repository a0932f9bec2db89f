//! The catalogue as a whole: its data, its texts, and that a service is one data file.

use std::collections::HashSet;

use super::catalogue::forms;
use super::{
    CustomerKind, Kind, KnownFact, Profile, QuestionDefinition, Service, Text, is_named, newest_form, operators,
};
use crate::kernel::Language;
use crate::texts::texts;

/// Every text function of a question.
fn texts_of(question: &QuestionDefinition) -> Vec<Text> {
    let mut all = vec![question.label];
    all.extend(question.hint);
    match question.kind {
        Kind::Choice(choices) | Kind::JoiningModel { choices, .. } => {
            all.extend(choices.iter().flat_map(|choice| [Some(choice.label), choice.text]).flatten());
        }
        Kind::People { roles, .. } => all.extend(roles.iter().flat_map(|role| [role.name, role.text])),
        _ => {}
    }
    all
}

#[test]
fn every_question_has_texts_that_differ_between_the_languages() {
    for form in forms() {
        for step in form.steps() {
            let notes = step.notes.iter().map(|note| note.text);
            let all = [step.title, step.lead].into_iter().chain(notes).chain(step.questions.iter().flat_map(texts_of));
            for text in all {
                let shown = Language::ALL.map(|language| text(texts(language)));
                assert!(shown.iter().all(|text| text.trim().len() > 1), "{}: {shown:?}", step.key);
                assert_ne!(shown[0], shown[1], "{}", step.key);
            }
        }
    }
}

#[test]
fn what_a_service_requires_is_applied_for_here_and_does_not_require_it_back() {
    for form in forms() {
        assert!(!form.deployment.items.is_empty(), "{}", form.service.code());
        for required in form.requires {
            for kind in form.customers {
                let other = newest_form(*required, *kind).expect("applied for here");
                assert!(!other.requires.contains(&form.service), "{}", form.service.code());
            }
        }
    }
}

#[test]
fn keys_are_unique_and_conditions_name_a_choice_of_the_same_step() {
    for form in forms() {
        let mut steps = HashSet::new();
        for step in form.steps() {
            assert!(steps.insert(step.key), "{} twice", step.key);
            let mut questions = HashSet::new();
            for question in step.questions {
                assert!(questions.insert(question.key), "{}.{} twice", step.key, question.key);
                for (when, answer) in
                    question.when.iter().flat_map(|when| when.is.iter().chain(when.not).map(move |is| (when, is)))
                {
                    let other = step.question(when.question).expect("a question of the step");
                    let is_choice =
                        other.kind.choices().is_some_and(|all| all.iter().any(|choice| choice.key == *answer));
                    let is_service = matches!(other.kind, Kind::RunningService) && Service::parse(answer).is_some();
                    assert!(is_choice || is_service, "{}.{} depends on {answer}", step.key, question.key);
                }
            }
        }
    }
}

#[test]
fn each_data_file_of_a_form_is_one_form() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/services/catalogue");
    let files = std::fs::read_dir(folder).expect("the folder").filter_map(Result::ok);
    let names: HashSet<String> = files.map(|file| file.file_name().to_string_lossy().into_owned()).collect();
    let found: HashSet<String> = forms().iter().map(|form| format!("{}-{}.toml", form.code, form.version)).collect();
    assert_eq!(&names - &HashSet::from(["operators.toml".to_string()]), found);
}

#[test]
fn a_service_has_one_form_for_each_kind_of_customers() {
    for form in forms() {
        for kind in form.customers {
            let newest = newest_form(form.service, *kind).expect("this one at least");
            assert_eq!(newest.code, form.code, "{}: two forms are for {}", form.service.code(), kind.code());
        }
    }
}

#[test]
fn a_customer_is_asked_only_what_is_for_it() {
    let form = newest_form(Service::Prescription, CustomerKind::Public).expect("a form");
    let asked = |kind, field: &str| form.asked(Profile::of(kind).with(KnownFact::Units)).question(field).is_some();
    assert!(asked(CustomerKind::Private, "units.renewal_units") && asked(CustomerKind::Public, "units.units"));
    let bare = form.asked(Profile::of(CustomerKind::SelfEmployed));
    assert!(bare.step("units").is_none() && bare.steps().count() < form.steps().count());
    let groups = bare.groups().flat_map(|(_, steps)| steps).count();
    assert_eq!(groups, bare.steps().count());
}

/// Of a note about a service that nobody gets, and of fees that nobody pays, the form says nothing.
#[test]
fn texts_of_the_forms_say_what_is_true_of_whoever_reads_them() {
    let form = newest_form(Service::PatientData, CustomerKind::Public).expect("a form");
    let billing = form.asked(Profile::of(CustomerKind::Public)).step("billing").expect("a step");
    for (language, counties, city, state, promise, outsourcing) in [
        (Language::Fi, "Hyvinvointialueilta", "Helsingin", "valtion", "Saa ", "valtuutu"),
        (Language::Sv, "Välfärdsområdena", "Helsingfors", "statens", "Får ", "fullmakt"),
        (Language::En, "Wellbeing services counties", "Helsinki", "State", "Gets ", "outsourced"),
    ] {
        let t = texts(language);
        let notes = billing.notes.iter().filter(|note| note.audience.includes(Profile::of(CustomerKind::Public)));
        let notes: Vec<String> = notes.map(|note| (note.text)(t)).collect();
        // Decree 930/2025 names only these among public bodies.
        assert!([counties, city, state].iter().all(|named| notes.concat().contains(named)), "{notes:?}");
        for text in [t.services_role_disruption_text(), t.services_role_pharmacy_contact_text()] {
            assert!(!text.starts_with(promise) && text.contains("Kanta E"), "nobody sends bulletins from here: {text}");
        }
        let extension = t.services_extension_of_use_summary();
        assert!(!extension.contains(outsourcing), "a pharmacist cannot take it: {extension}");
    }
}

#[test]
fn the_test_operator_is_offered_only_outside_production() {
    assert!(operators(false).any(|operator| operator.test));
    assert!(operators(true).count() > 5 && operators(true).all(|operator| !operator.test));
}

#[test]
fn item_1_a_service_is_found_by_its_former_names_in_all_languages() {
    for (typed, expected) in [
        ("Potilastiedon arkisto", Service::PatientData),
        ("patientdataarkivet", Service::PatientData),
        ("Patient Data Rep", Service::PatientData),
        ("e-resepti", Service::Prescription),
        ("eRecept", Service::Prescription),
        ("kvarkki", Service::ImagingData),
        ("Sosiaalihuollon asiakastiedon arkisto", Service::SocialData),
        ("OSTOPALVELUN VALTUUTUS", Service::ExtensionOfUse),
    ] {
        assert!(is_named(expected, typed), "{typed}");
        assert!(Service::ALL.into_iter().any(|service| !is_named(service, typed)), "{typed} finds everything");
    }
    assert!(Service::ALL.into_iter().all(|service| is_named(service, " ") && !is_named(service, "xyzzy")));
}

#[path = "../../build/catalogue.rs"]
mod generator;

/// A folder of data files with one more, removed in the end.
struct Folder(std::path::PathBuf);

impl Folder {
    fn with(name: &str, text: &str) -> Self {
        let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/services/catalogue");
        let folder = std::env::temp_dir().join(format!("ekstranet-catalogue-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("made");
        for file in std::fs::read_dir(here).expect("the folder").filter_map(Result::ok) {
            std::fs::copy(file.path(), folder.join(file.file_name())).expect("copied");
        }
        std::fs::write(folder.join(name), text).expect("written");
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

const ONE_MORE: &str = r#"
service = "declaration_of_intent"
version = 1
about = { place = 99, also = ["Tahdonilmaisu"], holds = "nothing", since = 2027-01-01, advised = [{ branch = "health", need = "always" }], joining = [{ version = 1, sector = "private", models = ["direct"] }] }
customers = ["private", "public"]
deployment = { items = ["connection"], test = false }
[[groups]]
key = "joining"
[[groups.steps]]
key = "organisation"
questions = [{ key = "confirmed", kind = "confirm" }]
"#;

#[test]
fn item_1_a_service_is_added_by_one_data_file_and_its_texts() {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/services/catalogue");
    let before = generator::generate(&here).expect("generated");
    let folder = Folder::with("declaration_of_intent-1.toml", ONE_MORE);
    let after = generator::generate(&folder.0).expect("generated");
    for expected in [
        "DeclarationOfIntent",
        "t.services_declaration_of_intent()",
        "&[\"Tahdonilmaisu\"]",
        "Self::DeclarationOfIntent => &[(Branch::Health, Need::Always)]",
        "Self::DeclarationOfIntent => Some(Date::constant(2027, 1, 1))",
        "Self::DeclarationOfIntent => Holding::Nothing",
        "Self::DeclarationOfIntent => &[(1, \"private\", &[\"direct\"])]",
    ] {
        assert!(after.services.contains(expected) && !before.services.contains(expected), "{expected}");
    }
    let form = "FormDefinition { code: \"declaration_of_intent\", service: Service::DeclarationOfIntent, version: 1,";
    assert!(after.forms.contains(form) && after.forms.len() > before.forms.len(), "{}", after.forms);
    for service in Service::ALL {
        assert!(after.forms.contains(&format!("Service::{service:?}")), "{service:?} stays");
    }
}

/// The Rust of the rooms as it is built: no tests, and not the demo world, which is about certain services.
fn product_code(folder: &std::path::Path, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).expect("a folder").filter_map(Result::ok) {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if path.is_dir() && !["tests", "demo", "services"].contains(&name.as_str()) {
            product_code(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "rs") && !name.contains("test") {
            let text = std::fs::read_to_string(&path).expect("reads");
            let built = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            found.push((path.display().to_string(), built.to_string()));
        }
    }
}

#[test]
fn no_room_names_a_service_so_that_a_new_one_needs_none_of_them() {
    let mut code = Vec::new();
    product_code(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut code);
    assert!(code.len() > 250 && code.iter().any(|(_, text)| text.contains("Service::ALL")), "{}", code.len());
    for (path, text) in &code {
        for service in Service::ALL {
            let named = [format!("Service::{service:?}"), format!("\"{}\"", service.code())];
            assert!(
                named.iter().all(|name| !text.contains(name)),
                "{path} names {service:?}: its data file should say it"
            );
        }
    }
}

#[test]
fn a_data_file_that_is_wrong_names_itself() {
    let wrong = |change: &dyn Fn(&str) -> String| {
        let folder = Folder::with("declaration_of_intent-1.toml", &change(ONE_MORE));
        generator::generate(&folder.0).err().unwrap_or_default()
    };
    let about = ONE_MORE.lines().find(|line| line.starts_with("about")).expect("a line");
    let nobody = wrong(&|text| text.replace(about, ""));
    assert!(nobody.contains("declaration_of_intent-1.toml") && nobody.contains("about"), "{nobody}");
    let twice = wrong(&|text| text.replace("declaration_of_intent", "patient_data"));
    assert!(twice.contains("another file says already"), "{twice}");
    let unasked = wrong(&|text| {
        let when = "{ key = \"connection\", when = { step = \"organisation\", question = \"x\", is = \"y\" } }";
        text.replace("\"connection\"", when)
    });
    assert!(unasked.contains("no question organisation.x has the choice y"), "{unasked}");
    let unadvised = wrong(&|text| text.replace("advised = [{ branch = \"health\", need = \"always\" }], ", ""));
    assert!(unadvised.contains("declaration_of_intent-1.toml") && unadvised.contains("advised"), "{unadvised}");
    let unjoined = wrong(&|text| text.replace("models = [\"direct\"]", "models = [\"joint\"]"));
    assert!(unjoined.contains("nobody of the sector private can join directly"), "{unjoined}");
    let unheld = wrong(&|text| text.replace("holds = \"nothing\", ", ""));
    assert!(unheld.contains("holds"), "{unheld}");
    let unheard = wrong(&|text| text.replace("\"health\"", "\"veterinary\""));
    assert!(unheard.contains("veterinary is none of health, social, pharmacy"), "{unheard}");
    let no_day = wrong(&|text| text.replace("since = 2027-01-01", "since = 10:00:00"));
    assert!(no_day.contains("`since` is no day"), "{no_day}");
    let line = "{ version = 1, sector = \"private\", models = [\"direct\"] }";
    let two_lines = wrong(&|text| text.replace(line, &format!("{line}, {line}")));
    assert!(two_lines.contains("names the sector private twice"), "{two_lines}");
    let no_models = wrong(&|text| {
        text.replace("kind = \"confirm\"", "kind = \"joining_model\", joining_models = 2, choices = [\"direct\"]")
    });
    assert!(no_models.contains("no version 2, which a question asks for"), "{no_models}");
    let unknown = wrong(&|text| text.replace("kind = \"confirm\"", "kind = \"confirm\", colour = \"red\""));
    assert!(unknown.contains("declaration_of_intent-1.toml"), "{unknown}");
}
