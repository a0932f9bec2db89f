//! The same verbs with nothing but the keyboard: Tab, arrows, Space, Enter and letters. Each stop must be visible.

use std::time::Duration;

use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use fantoccini::key::Key;
use serde_json::Value;

use super::Browser;
use super::browser::{group_path, is_left};

/// More stops than any page has.
const STOPS: usize = 300;

/// What has the focus: kind, words, which of those with the same words, the groups it stands in, whether it is chosen,
/// whether the focus can be seen, and whether something of its kind says exactly the words that are looked for.
const FOCUS: &str = r"
    const squeeze = (text) => (text || '').replace(/\s+/g, ' ').trim();
    const words = (e) => e.ariaLabel ? squeeze(e.ariaLabel) : e.labels && e.labels.length ? squeeze(e.labels[0].innerText) : squeeze(e.innerText);
    const kind = (e) => e.matches('a') ? 'a' : e.matches('button') ? 'button' : e.matches('[type=radio]') ? 'radio'
        : e.matches('[type=checkbox]') ? 'checkbox' : e.matches('select') ? 'select'
        : e.matches('input,textarea') ? 'field' : e.matches('summary') ? 'summary' : 'other';
    const e = document.activeElement;
    if (!e || e === document.body) return null;
    const alike = [...document.querySelectorAll('a,button,input,select,textarea,summary')]
        .filter((other) => other.type !== 'hidden' && kind(other) === kind(e));
    const same = alike.filter((other) => words(other) === words(e));
    const legends = [];
    for (let group = e.closest('fieldset'); group; group = group.parentElement.closest('fieldset'))
        legends.push(squeeze(group.querySelector(':scope > legend')?.innerText));
    const style = getComputedStyle(e), box = e.getBoundingClientRect();
    const marked = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none';
    const inside = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
    // The stops inside a date field are the browser's own, with its own mark.
    const own = e.matches('[type=date]') && !e.matches(':focus-visible');
    return { kind: kind(e), words: words(e), nth: same.indexOf(e) + 1, checked: !!e.checked,
        option: e.matches('select') ? squeeze(e.selectedOptions[0]?.textContent) : '',
        group: e.name || '', legends,
        exact: alike.some((other) => words(other) === arguments[0] && other.checkVisibility()), seen: inside && (own || (marked && e.matches(':focus-visible'))),
        html: e.outerHTML.slice(0, 200) };
";

/// Which of the fields with the same label.
#[derive(Clone, Copy)]
pub(super) enum Which<'a> {
    /// The nth on the page.
    Nth(usize),
    /// The one in the group with this legend.
    Within(&'a str),
}

impl Which<'_> {
    fn is(self, focus: &Value) -> bool {
        match self {
            Self::Nth(nth) => focus["nth"] == nth,
            Self::Within(legend) => {
                focus["legends"].as_array().is_some_and(|legends| legends.iter().any(|found| found == legend))
            }
        }
    }
}

impl Browser<'_> {
    pub(super) async fn press_with_keys(&self, kind: &str, text: &str) {
        self.tab_to(text, |focus| focus["kind"] == kind && says(focus, text)).await;
        self.key(Key::Enter).await;
    }

    pub(super) async fn fill_with_keys(&self, which: Which<'_>, label: &str, value: &str) {
        let all = KeyActions::new("keyboard".into())
            .then(KeyAction::Down { value: Key::Control.into() })
            .then(KeyAction::Down { value: 'a' })
            .then(KeyAction::Up { value: 'a' })
            .then(KeyAction::Up { value: Key::Control.into() });
        self.until(&format!("{label:?} that stays"), async || {
            self.tab_to(label, |focus| focus["kind"] == "field" && says(focus, label) && which.is(focus)).await;
            self.client().perform_actions(all.clone()).await.expect("the keyboard works");
            let field = self.client().active_element().await.expect("something has the focus");
            match field.send_keys(value).await {
                Ok(()) => Some(()),
                Err(error) if is_left(&error) => None,
                Err(error) => panic!("{label}: {error}"),
            }
        })
        .await;
    }

    /// The name of the nth group of radio buttons on a path; none when there is no such button.
    async fn radio_group(&self, path: &str, nth: usize) -> Option<String> {
        self.until("radio buttons that stay", async || {
            let radios = self.client().find_all(fantoccini::Locator::XPath(path)).await.expect("the browser answers");
            let Some(radio) = radios.into_iter().nth(nth - 1) else { return Some(None) };
            match radio.attr("name").await {
                Ok(name) => Some(Some(name.unwrap_or_default())),
                Err(error) if is_left(&error) => None,
                Err(error) => panic!("{path}: {error}"),
            }
        })
        .await
    }

    /// A checkbox is a stop of its own; of a group of radio buttons one is, and the arrows move inside the group.
    pub(super) async fn choose_with_keys(&self, which: Which<'_>, label: &str) {
        let (group, nth) = match which {
            Which::Nth(nth) => (String::new(), nth),
            Which::Within(legend) => (group_path(legend), 1),
        };
        let found = format!("{group}//label[{}]//input[@type='radio']", super::browser::says(label).join(" or "));
        if let Some(group) = self.radio_group(&found, nth).await {
            self.tab_to(label, |focus| focus["kind"] == "radio" && focus["group"] == *group).await;
            for _ in 0..STOPS {
                let focus = self.focus(label).await;
                if says(&focus, label) {
                    break;
                }
                self.key(Key::Down).await;
            }
        } else {
            self.tab_to(label, |focus| {
                let is_choice = focus["kind"] == "checkbox" || focus["kind"] == "radio";
                is_choice && says(focus, label) && which.is(focus)
            })
            .await;
        }
        if self.focus(label).await["checked"] != true {
            self.type_one(' ').await;
        }
        let focus = self.focus(label).await;
        assert!(focus["checked"] == true && says(&focus, label), "{label}: {focus}");
    }

    pub(super) async fn select_with_keys(&self, label: &str, option: &str) {
        self.tab_to(label, |focus| focus["kind"] == "select" && says(focus, label)).await;
        for _ in 0..STOPS {
            let focus = self.focus(label).await;
            if begins(focus["option"].as_str().unwrap_or_default(), option) {
                return;
            }
            self.key(Key::Down).await;
        }
        self.fail(&format!("no option {option}")).await;
    }

    /// Tabs on until the wanted thing has the focus.
    async fn tab_to(&self, what: &str, is_wanted: impl Fn(&Value) -> bool) {
        let mut stops = Vec::new();
        for _ in 0..STOPS {
            let focus = self.focus(what).await;
            if !focus.is_null() {
                if focus["kind"] != "other" && focus["seen"] != true {
                    self.fail(&format!("the focus cannot be seen: {focus}")).await;
                }
                if is_wanted(&focus) {
                    return;
                }
                stops.push(focus["words"].as_str().unwrap_or_default().to_owned());
            }
            self.key(Key::Tab).await;
        }
        self.fail(&format!("Tab never comes to {what:?}, only to {stops:?}")).await;
    }

    async fn focus(&self, wanted: &str) -> Value {
        // A page may just be coming or going.
        for _ in 0..100 {
            if let Ok(focus) = self.client().execute(FOCUS, vec![wanted.into()]).await {
                return focus;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Value::Null
    }

    async fn key(&self, key: Key) {
        self.type_one(key.into()).await;
    }

    async fn type_one(&self, value: char) {
        let press = KeyActions::new("keyboard".into()).then(KeyAction::Down { value }).then(KeyAction::Up { value });
        self.client().perform_actions(press).await.expect("the keyboard works");
    }
}

/// Whether what has the focus says these words, or begins with them where nothing of its kind says just them.
fn says(focus: &Value, text: &str) -> bool {
    let words = focus["words"].as_str().unwrap_or_default();
    words == text || (focus["exact"] != true && begins(words, text))
}

fn begins(words: &str, text: &str) -> bool {
    words.strip_prefix(text).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ',', ':']))
}
