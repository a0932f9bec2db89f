//! What an extension of use is about, as its answers say: which service is extended, and with what.

use super::{Choice, FormDefinition, Kind, Service};
use crate::texts::Texts;

/// The extended service and the chosen uses; nothing of what is no extension or is not answered yet.
#[derive(Clone, Default)]
pub struct Extending {
    service: Option<Service>,
    uses: Vec<&'static Choice>,
}

impl Extending {
    /// Reads answers as they are kept, by step and question.
    pub fn of(form: &FormDefinition, answers: &serde_json::Value) -> Self {
        let mut found = Self::default();
        for step in form.steps() {
            for question in step.questions {
                let answer = &answers[step.key][question.key];
                match &question.kind {
                    Kind::RunningService => found.service = answer.as_str().and_then(Service::parse),
                    // Of the choices those that say what is extended: they have words of their own.
                    Kind::Choice(choices) => {
                        let chosen = choices.iter().filter(|choice| choice.text.is_some() && answer == choice.key);
                        found.uses.extend(chosen);
                    }
                    _ => {}
                }
            }
        }
        if form.service.repeats() { found } else { Self::default() }
    }

    /// The uses in words, as they are chosen from.
    pub fn uses(&self, t: &Texts) -> String {
        self.uses.iter().map(|choice| (choice.label)(t)).collect::<Vec<_>>().join(", ")
    }

    /// The name of the service with what it is about: several of one name may be under way at once.
    pub fn name(&self, service: Service, t: &Texts) -> String {
        let extended = self.service.map(|service| service.name(t));
        let about: Vec<String> = extended.into_iter().chain([self.uses(t)]).filter(|words| !words.is_empty()).collect();
        if about.is_empty() { service.name(t) } else { format!("{} ({})", service.name(t), about.join(": ")) }
    }
}
