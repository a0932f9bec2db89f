//! Turns the data files of the services (`src/services/catalogue/*.toml`) into Rust. The build runs it, and a test runs
//! it on a folder with one service more.

#![expect(clippy::format_push_string, reason = "the build writes a few short files; clarity wins")]

#[path = "catalogue_files.rs"]
mod files;

use std::fs;
use std::path::{Path, PathBuf};

use files::{
    AboutFile, AdvisedFile, AnsweredFile, ChoiceFile, DeploymentFile, FilesFile, FormFile, ItemFile, JoiningFile,
    LeadFile, OperatorFile, OperatorsFile, PapersFile, PlaceFile, QuestionFile, RoleFile, Several, SomeItemFile,
    StepFile, TestedFile,
};

/// The Rust of the catalogue.
pub struct Code {
    /// The services themselves.
    pub services: String,
    /// Their forms, and the operators of e-invoices.
    pub forms: String,
}

/// Turns the forms into Rust that names the typed text functions: a key without three texts does not compile.
///
/// # Errors
/// Which file is wrong, and in what.
pub fn generate(folder: &Path) -> Result<Code, String> {
    let mut forms = String::new();
    let mut operators = String::from("pub(super) static OPERATORS: &[Operator] = &[\n");
    let mut read: Vec<(String, FormFile)> = Vec::new();
    for path in data_files(folder)? {
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let problem = |e: toml::de::Error| format!("{}: {e}", path.display());
        if path.file_stem().is_some_and(|stem| stem == "operators") {
            for operator in toml::from_str::<OperatorsFile>(&text).map_err(problem)?.operators {
                let OperatorFile { code, name, test } = operator;
                operators += &format!("    Operator {{ code: {code:?}, name: {name:?}, test: {test} }},\n");
            }
        } else {
            read.push((path.display().to_string(), toml::from_str(&text).map_err(problem)?));
        }
    }
    for (path, form) in &read {
        check_joining(&read, form).map_err(|e| format!("{path}: {e}"))?;
        forms += &form_code(form).map_err(|e| format!("{path}: {e}"))?;
    }
    let forms = format!("pub(super) static FORMS: &[FormDefinition] = &[\n{forms}];\n{operators}];\n");
    Ok(Code { services: services_code(&read)?, forms })
}

/// A list of services inside the enumeration.
fn listed(codes: &[String]) -> String {
    let services: Vec<String> = codes.iter().map(|code| format!("Self::{}", camel(code))).collect();
    format!("&[{}]", services.join(", "))
}

/// What each service is, in the order of their places: one file of each says it.
fn abouts(read: &[(String, FormFile)]) -> Result<Vec<(&str, &AboutFile)>, String> {
    let mut abouts: Vec<(&str, &AboutFile)> = Vec::new();
    for (path, form) in read {
        match &form.about {
            Some(_) if abouts.iter().any(|(code, _)| *code == form.service) => {
                return Err(format!("{path}: another file says already what {} is", form.service));
            }
            Some(about) => {
                check_about(about).map_err(|e| format!("{path}: {e}"))?;
                abouts.push((&form.service, about));
            }
            None if !read.iter().any(|(_, other)| other.service == form.service && other.about.is_some()) => {
                return Err(format!("{path}: no file says with `about` what {} is", form.service));
            }
            None => {}
        }
    }
    abouts.sort_by_key(|(_, about)| about.place);
    Ok(abouts)
}

/// The enumeration of the services.
fn services_code(read: &[(String, FormFile)]) -> Result<String, String> {
    let abouts = abouts(read)?;
    let names: Vec<String> = abouts.iter().map(|(code, _)| camel(code)).collect();
    let arms = |of: &dyn Fn(&str, &AboutFile) -> String| -> String {
        let arms = abouts.iter().map(|(code, about)| format!("Self::{} => {}", camel(code), of(code, about)));
        arms.collect::<Vec<_>>().join(", ")
    };
    let codes = arms(&|code, _| format!("{code:?}"));
    let name = arms(&|code, _| format!("t.services_{code}()"));
    let summary = arms(&|code, _| format!("t.services_{code}_summary()"));
    let former = arms(&former_code);
    let also = arms(&|_, about| format!("&{:?}", about.also));
    let extends = arms(&|_, about| listed(&about.extends));
    let together = arms(&|_, about| listed(&about.together));
    let repeats = arms(&|_, about| about.repeats.to_string());
    let advised = arms(&|_, about| advised_code(about));
    let since = arms(&|_, about| since_code(about));
    let holds = arms(&|_, about| format!("Holding::{}", camel(&about.holds)));
    let joining = arms(&|_, about| joining_code(about));
    Ok(format!(
        "/// A service that customers take into use, or an extension of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Service {{ {variants} }}

#[expect(clippy::match_same_arms, reason = \"one arm for each service\")]
impl Service {{
    pub const ALL: [Self; {number}] = [{all}];

    /// The code in addresses and rows.
    pub fn code(self) -> &'static str {{ match self {{ {codes} }} }}

    /// The name people know it by.
    pub fn name(self, t: &Texts) -> String {{ match self {{ {name} }} }}

    /// What it is for, in a sentence or two.
    pub fn summary(self, t: &Texts) -> String {{ match self {{ {summary} }} }}

    /// The name before May 2024, shown beside the new one where the service is first met on a page.
    pub fn former_name(self, t: &Texts) -> Option<String> {{ match self {{ {former} }} }}

    /// Words by which people look for it besides its names.
    pub fn also(self) -> &'static [&'static str] {{ match self {{ {also} }} }}

    /// Of an extension, the services of which one must be in use first; else none.
    pub fn extends(self) -> &'static [Self] {{ match self {{ {extends} }} }}

    /// Whether it is applied for again and again.
    pub fn repeats(self) -> bool {{ match self {{ {repeats} }} }}

    /// Services that can be applied for in the same go.
    pub fn together(self) -> &'static [Self] {{ match self {{ {together} }} }}

    /// Who is advised to take it, and when it is needed; nobody, of an extension.
    pub fn advised(self) -> &'static [(Branch, Need)] {{ match self {{ {advised} }} }}

    /// The first day on which the duty to store in it holds, where the law has a transition period.
    pub fn since(self) -> Option<Date> {{ match self {{ {since} }} }}

    /// What it holds of its customers, by which goes what its end means.
    pub fn holds(self) -> Holding {{ match self {{ {holds} }} }}

    /// How one joins it: version, sector and joining models.
    pub fn joining(self) -> &'static [(i64, &'static str, &'static [&'static str])] {{ match self {{ {joining} }} }}
}}
",
        variants = names.join(", "),
        number = names.len(),
        all = names.iter().map(|name| format!("Self::{name}")).collect::<Vec<_>>().join(", "),
    ))
}

const BRANCHES: [&str; 3] = ["health", "social", "pharmacy"];
const NEEDS: [&str; 3] = ["always", "prescribing", "imaging"];
const HOLDINGS: [&str; 3] = ["records", "prescriptions", "nothing"];
const SECTORS: [&str; 3] = ["private", "public", "pharmacist"];
const MODELS: [&str; 3] = ["direct", "joint", "parallel"];

/// Whether everything is said that the rooms ask of a service, in words that they know.
fn check_about(about: &AboutFile) -> Result<(), String> {
    let known = |words: &[&str], word: &str| {
        if words.contains(&word) { Ok(()) } else { Err(format!("{word} is none of {}", words.join(", "))) }
    };
    known(&HOLDINGS, &about.holds)?;
    for AdvisedFile { branch, need } in &about.advised {
        known(&BRANCHES, branch)?;
        known(&NEEDS, need)?;
    }
    if about.since.is_some_and(|since| since.date.is_none()) {
        return Err("`since` is no day".to_string());
    }
    for (place, JoiningFile { version, sector, models }) in about.joining.iter().enumerate() {
        known(&SECTORS, sector)?;
        if about.joining[..place].iter().any(|other| (other.version, &other.sector) == (*version, sector)) {
            return Err(format!("version {version} of `joining` names the sector {sector} twice"));
        }
        models.iter().try_for_each(|model| known(&MODELS, model))?;
        if !models.iter().any(|model| model == "direct") {
            return Err(format!("nobody of the sector {sector} can join directly"));
        }
    }
    if about.extends.is_empty() && about.advised.is_empty() {
        return Err("nobody is `advised` to take it".to_string());
    }
    if about.extends.is_empty() && about.joining.is_empty() {
        return Err("`joining` does not say how one joins it".to_string());
    }
    Ok(())
}

/// Whether the joining models that a form offers are there: without them no answer would be a right one.
fn check_joining(read: &[(String, FormFile)], form: &FormFile) -> Result<(), String> {
    let of_service = read.iter().filter(|(_, other)| other.service == form.service);
    let lines: Vec<&JoiningFile> =
        of_service.filter_map(|(_, other)| other.about.as_ref()).flat_map(|about| &about.joining).collect();
    let questions = form.groups.iter().flat_map(|group| &group.steps).flat_map(|step| &step.questions);
    for version in questions.filter_map(|question| question.joining_models) {
        if !lines.iter().any(|line| line.version == version) {
            return Err(format!("`joining` has no version {version}, which a question asks for"));
        }
    }
    Ok(())
}

fn former_code(code: &str, about: &AboutFile) -> String {
    if about.former { format!("Some(t.services_{code}_former())") } else { "None".to_string() }
}

fn advised_code(about: &AboutFile) -> String {
    let one =
        |AdvisedFile { branch, need }: &AdvisedFile| format!("(Branch::{}, Need::{})", camel(branch), camel(need));
    format!("&[{}]", about.advised.iter().map(one).collect::<Vec<_>>().join(", "))
}

fn since_code(about: &AboutFile) -> String {
    let day = about.since.and_then(|since| since.date);
    day.map_or("None".to_string(), |day| format!("Some(Date::constant({}, {}, {}))", day.year, day.month, day.day))
}

fn joining_code(about: &AboutFile) -> String {
    let one = |JoiningFile { version, sector, models }: &JoiningFile| format!("({version}, {sector:?}, &{models:?})");
    format!("&[{}]", about.joining.iter().map(one).collect::<Vec<_>>().join(", "))
}

fn data_files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?.filter_map(Result::ok);
    let mut files: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|e| e == "toml")).collect();
    files.sort();
    Ok(files)
}

fn form_code(form: &FormFile) -> Result<String, String> {
    let mut groups = String::new();
    for group in &form.groups {
        let mut steps = String::new();
        for step in &group.steps {
            let mut questions = String::new();
            for question in &step.questions {
                questions += &question_code((form, step), question)
                    .map_err(|e| format!("{}.{}: {e}", step.key, question.key))?;
            }
            let (key, title) = (&step.key, format!("Texts::services_step_{}", step.key));
            let (shows_register, audience) = (step.shows_register, audience_code(&step.customers, &step.facts));
            let (pharmacies, company) = (step.shows_pharmacies, step.shows_company);
            let mut notes = String::new();
            for note in &step.notes {
                let audience = audience_code(&note.customers, &note.facts);
                notes +=
                    &format!("Note {{ text: Texts::services_note_{}_{}, audience: {audience} }}, ", step.key, note.key);
            }
            steps += &format!(
                "StepDefinition {{ key: {key:?}, title: {title}, lead: {title}_lead, shows_register: {shows_register}, shows_company: {company}, shows_pharmacies: {pharmacies}, audience: {audience}, notes: &[{notes}], questions: &[\n{questions}] }},\n"
            );
        }
        let (key, title) = (&group.key, format!("Texts::services_group_{}", group.key));
        groups += &format!("GroupDefinition {{ key: {key:?}, title: {title}, steps: &[\n{steps}] }},\n");
    }
    let (service, code) = (camel(&form.service), form.form.as_ref().unwrap_or(&form.service));
    let customers = kinds_code(&form.customers);
    let mut requires = String::new();
    for service in &form.requires {
        requires += &format!("Service::{}, ", camel(service));
    }
    let deployment = deployment_code(form)?;
    let certified_for = camel(form.certified_for.as_ref().unwrap_or(&form.service));
    Ok(format!(
        "FormDefinition {{ code: {code:?}, service: Service::{service}, version: {}, customers: &[{customers}], requires: &[{requires}], certified_for: Service::{certified_for}, four_eyes: {}, deployment: {deployment}, groups: &[\n{groups}] }},\n",
        form.version, form.four_eyes
    ))
}

/// A condition on an answer of any step; the form must have such an answer.
fn answered_code(form: &FormFile, when: &AnsweredFile) -> Result<String, String> {
    let AnsweredFile { step, question, is } = when;
    let is = is.all();
    is.iter().try_for_each(|is| check_answer(form, (step, question), is))?;
    Ok(format!("Answered {{ step: {step:?}, question: {question:?}, is: &{is:?} }}"))
}

fn check_answer(form: &FormFile, (step, question): (&str, &str), is: &str) -> Result<(), String> {
    let mut steps = form.groups.iter().flat_map(|group| &group.steps).filter(|found| found.key == step);
    let found = steps.find_map(|step| step.questions.iter().find(|found| found.key == question));
    match found {
        Some(found) if found.choices.iter().any(|choice| choice.key() == is) => Ok(()),
        _ => Err(format!("no question {step}.{question} has the choice {is}")),
    }
}

fn services_list(codes: &[String]) -> String {
    codes.iter().map(|code| format!("Service::{}", camel(code))).collect::<Vec<_>>().join(", ")
}

fn item_code(form: &FormFile, item: &ItemFile) -> Result<String, String> {
    let (key, when, untested, papers) = match item {
        ItemFile::Everybody(key) => (key, None, false, None),
        ItemFile::Some(SomeItemFile { key, when, untested, papers }) => {
            (key, when.as_ref(), *untested, papers.as_ref())
        }
    };
    let papers = match papers {
        None => "None".to_string(),
        Some(papers) => format!("Some({})", papers_code(form, papers)?),
    };
    let when = match when {
        None => "None".to_string(),
        Some(when) => format!("Some({})", answered_code(form, when)?),
    };
    let title = format!("Texts::services_item_{key}");
    Ok(format!(
        "SetUpItem {{ key: {key:?}, title: {title}, text: {title}_text, when: {when}, untested: {untested}, papers: {papers} }}, "
    ))
}

/// The papers of a set-up item; the question to which they may have been attached must be one about files.
fn papers_code(form: &FormFile, papers: &PapersFile) -> Result<String, String> {
    let files = files_code(&papers.files);
    let attached = match &papers.attached {
        None => "None".to_string(),
        Some(PlaceFile { step, question }) => {
            let mut steps = form.groups.iter().flat_map(|group| &group.steps).filter(|found| found.key == *step);
            let found = steps.find_map(|step| step.questions.iter().find(|found| found.key == *question));
            if found.is_none_or(|found| found.kind != "attachment") {
                return Err(format!("no question {step}.{question} is about files"));
            }
            format!("Some(({step:?}, {question:?}))")
        }
    };
    Ok(format!("Papers {{ files: {files}, attached: {attached} }}"))
}

fn files_code(FilesFile { types, most, limit_kilobytes }: &FilesFile) -> String {
    let types: Vec<String> = types.iter().map(|kind| format!("FileType::{}", camel(kind))).collect();
    let types = types.join(", ");
    format!("FilesDefinition {{ types: &[{types}], most: {most}, limit_kilobytes: {limit_kilobytes} }}")
}

fn deployment_code(form: &FormFile) -> Result<String, String> {
    let deployment = &form.deployment;
    let mut items = String::new();
    for item in &deployment.items {
        items += &item_code(form, item)?;
    }
    let tested = match &deployment.tested {
        None => "None".to_string(),
        Some(_) if deployment.test => return Err("everybody tests: nobody else is tested as well".to_string()),
        Some(TestedFile { step, question, each_time, first_time }) => {
            for is in each_time.iter().chain(first_time) {
                check_answer(form, (step, question), is)?;
            }
            format!(
                "Some(Tested {{ step: {step:?}, question: {question:?}, each_time: &{each_time:?}, first_time: &{first_time:?} }})"
            )
        }
    };
    let report = match &deployment.report {
        None => "None".to_string(),
        Some(_) if !deployment.test && deployment.tested.is_none() => {
            return Err("files of a report, but no test".to_string());
        }
        Some(files) => format!("Some({})", files_code(files)),
    };
    let DeploymentFile { test, confirmed, .. } = deployment;
    if *confirmed && !test {
        return Err("a test is confirmed, but there is none".to_string());
    }
    Ok(format!(
        "DeploymentDefinition {{ items: &[{items}], test: {test}, tested: {tested}, confirmed: {confirmed}, report: {report} }}"
    ))
}

fn kinds_code(kinds: &[String]) -> String {
    kinds.iter().map(|kind| format!("CustomerKind::{}", camel(kind))).collect::<Vec<_>>().join(", ")
}

/// For whom a step or question is.
fn audience_code(customers: &[String], facts: &[String]) -> String {
    if customers.is_empty() && facts.is_empty() {
        return "Audience::ALL".to_string();
    }
    let facts = facts.iter().map(|fact| match fact.strip_prefix('!') {
        Some(fact) => format!("(KnownFact::{}, false)", camel(fact)),
        None => format!("(KnownFact::{}, true)", camel(fact)),
    });
    let facts = facts.collect::<Vec<_>>().join(", ");
    format!("Audience {{ customers: &[{}], facts: &[{facts}] }}", kinds_code(customers))
}

fn question_code((form, step): (&FormFile, &StepFile), question: &QuestionFile) -> Result<String, String> {
    let QuestionFile { key, hint, optional, when, .. } = question;
    let audience = audience_code(&question.customers, &question.facts);
    let label = format!("Texts::services_question_{}_{key}", step.key);
    let hint = if *hint { format!("Some({label}_hint)") } else { "None".to_string() };
    let mut conditions = String::new();
    for when in when.iter().flat_map(Several::all) {
        conditions += &step.condition(when)?;
    }
    let kind = kind_code((form, step), question)?;
    Ok(format!(
        "QuestionDefinition {{ key: {key:?}, label: {label}, hint: {hint}, kind: {kind}, optional: {optional}, audience: {audience}, when: &[{conditions}] }},\n"
    ))
}

fn kind_code((form, step): (&FormFile, &StepFile), question: &QuestionFile) -> Result<String, String> {
    let missing = |what: &str| format!("a question of the kind {} needs {what}", question.kind);
    let mut list = String::new();
    Ok(match question.kind.as_str() {
        "choice" => {
            for choice in &question.choices {
                let (key, services) = (choice.key(), services_list(choice.services()));
                let audience = audience_code(&[], choice.facts());
                let label = format!("Texts::services_choice_{}_{}_{key}", step.key, question.key);
                let text = if question.described { format!("Some({label}_text)") } else { "None".to_string() };
                list += &format!(
                    "Choice {{ key: {key:?}, label: {label}, text: {text}, services: &[{services}], audience: {audience} }}, "
                );
            }
            format!("Kind::Choice(&[{list}])")
        }
        "joining_model" => {
            for key in question.choices.iter().map(ChoiceFile::key) {
                let label = format!("Texts::services_choice_{}_{}_{key}", step.key, question.key);
                list += &format!(
                    "Choice {{ key: {key:?}, label: {label}, text: Some({label}_text), services: &[], audience: Audience::ALL }}, "
                );
            }
            let version = question.joining_models.ok_or_else(|| missing("joining_models"))?;
            format!("Kind::JoiningModel {{ version: {version}, choices: &[{list}] }}")
        }
        "text" => format!("Kind::Text {{ limit: {} }}", question.limit.ok_or_else(|| missing("limit"))?),
        "date" => date_code((form, step), question)?,
        "unit_subset" => {
            let of = question.of.as_ref().ok_or_else(|| missing("of"))?;
            if !step.questions.iter().any(|other| other.key == *of && other.kind == "units") {
                return Err(format!("this step has no question {of} about units"));
            }
            format!("Kind::UnitSubset {{ of: Some({of:?}) }}")
        }
        "units_in_use" => units_in_use_code(step)?,
        "people" => {
            for RoleFile { key, required, customers } in &question.roles {
                let (name, audience) = (format!("Texts::services_role_{key}"), audience_code(customers, &[]));
                list += &format!(
                    "Role {{ key: {key:?}, name: {name}, text: {name}_text, required: {required}, audience: {audience} }}, "
                );
            }
            let most = question.most.ok_or_else(|| missing("most"))?;
            format!("Kind::People {{ most: {most}, roles: &[{list}] }}")
        }
        "attachment" => {
            if question.types.is_empty() {
                return Err(missing("types"));
            }
            for kind in &question.types {
                list += &format!("FileType::{}, ", camel(kind));
            }
            let most = question.most.ok_or_else(|| missing("most"))?;
            let limit = question.limit_kilobytes.ok_or_else(|| missing("limit_kilobytes"))?;
            format!("Kind::Attachment {{ types: &[{list}], most: {most}, limit_kilobytes: {limit} }}")
        }
        "system" => {
            let care = ["care".to_string()];
            let kinds = if question.systems.is_empty() { &care[..] } else { &question.systems };
            let kinds: Vec<String> = kinds.iter().map(|kind| format!("SystemKind::{}", camel(kind))).collect();
            format!("Kind::System(&[{}])", kinds.join(", "))
        }
        plain => format!("Kind::{}", camel(plain)),
    })
}

/// Units in which the service is in use that the step names.
fn units_in_use_code(step: &StepFile) -> Result<String, String> {
    if !step.questions.iter().any(|other| other.kind == "running_service") {
        return Err("this step does not ask which service is extended".to_string());
    }
    Ok("Kind::UnitSubset { of: None }".to_string())
}

/// A date, the one that it may not pass, and how far ahead it lies with some answer.
fn date_code((form, step): (&FormFile, &StepFile), question: &QuestionFile) -> Result<String, String> {
    let until = question.until.as_ref();
    if until.is_some_and(|until| !step.questions.iter().any(|other| other.key == *until && other.kind == "date")) {
        return Err(format!("this step has no date {until:?}"));
    }
    let within_days = question.within_days.ok_or("a question of the kind date needs within_days")?;
    let lead = match &question.lead {
        None => "None".to_string(),
        Some(LeadFile { days, when }) => {
            format!("Some(Lead {{ days: {days}, when: {} }})", answered_code(form, when)?)
        }
    };
    Ok(format!("Kind::Date {{ within_days: {within_days}, until: {until:?}, lead: {lead} }}"))
}

/// `e_invoice_address` → `EInvoiceAddress`.
fn camel(key: &str) -> String {
    key.split('_').map(|word| word[..1].to_ascii_uppercase() + &word[1..]).collect()
}
