//! What holds on every page: its language, its heading, its width, its weight, and nothing for axe-core to find.

use serde_json::{Value, json};

use super::browser::squeezed;
use super::{Browser, Language};

/// Bytes that a first view may transfer, all told and of JavaScript.
const PAGE_BYTES: u64 = 60 * 1024;
const SCRIPT_BYTES: u64 = 15 * 1024;

/// What axe-core looks for.
const RULES: [&str; 6] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/// What a page says of itself, how wide it is, and the bytes of it and of everything that it loads, as they come over the
/// wire, in a cache or not: everything in one call.
const GLANCE: &str = "
    const root = document.documentElement;
    const size = (entry) => entry.encodedBodySize + 300;
    const loaded = performance.getEntriesByType('resource');
    const all = [...performance.getEntriesByType('navigation'), ...loaded];
    const scripts = loaded.filter((entry) => entry.initiatorType === 'script');
    const sum = (entries) => entries.reduce((bytes, entry) => bytes + size(entry), 0);
    const widths = { window: innerWidth, page: root.scrollWidth, room: root.clientWidth };
    if (widths.page > widths.room) widths.wide = [...document.body.querySelectorAll('*')]
        .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5)
        .map((element) => element.outerHTML.slice(0, 120)).slice(-3);
    return { address: location.href, title: document.title, language: root.lang, widths,
        headings: [...document.querySelectorAll('h1')].map((heading) => heading.innerText),
        weight: { all: sum(all), scripts: sum(scripts), foreign: loaded.map((entry) => entry.name)
            .filter((name) => new URL(name).origin !== location.origin) } };
";

/// The document that axe-core would see, without numbers and identifiers: two that differ in nothing else are the same
/// page in the same state.
const DOCUMENT: &str = r"
    return document.documentElement.outerHTML.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '').replace(/\d+/g, '0');
";

/// A page at one moment.
pub(super) struct Page {
    pub address: String,
    pub title: String,
    /// The one that it says it has.
    pub language: String,
    /// The main ones.
    pub headings: Vec<String>,
    widths: Value,
    weight: Value,
}

impl Browser<'_> {
    /// The page shown now, unless it is just coming or going.
    pub(super) async fn glance(&self) -> Option<Page> {
        let page = self.client().execute(GLANCE, vec![]).await.ok()?;
        let text = |name: &str| page[name].as_str().map(squeezed);
        let headings = page["headings"].as_array()?.iter().filter_map(Value::as_str).map(squeezed).collect();
        Some(Page {
            address: text("address")?,
            title: text("title")?,
            language: text("language")?,
            headings,
            widths: page["widths"].clone(),
            weight: page["weight"].clone(),
        })
    }

    /// What can be told of any page without loading it again: it says its language, has one main heading, its title begins
    /// with it, and nothing is wider than the window.
    pub(super) async fn check_page(&self, page: &Page, language: Language) {
        let Page { title, language: stated, headings, .. } = page;
        let [heading] = headings.as_slice() else {
            self.fail(&format!("{} main headings", headings.len())).await;
        };
        // A long word may be parted in a heading, never in the title of a window.
        let begins = title.starts_with(&heading.replace('\u{ad}', ""));
        if stated != language.code() || heading.is_empty() || !begins {
            self.fail(&format!("lang {stated}, title {title:?}, heading {heading:?}, wanted {language:?}")).await;
        }
        if let Some(widths) = self.wider(page) {
            self.fail(&format!("widths: {widths}")).await;
        }
    }

    /// Looks at the page in each language and returns to the person's own.
    pub(super) async fn look_through(&self) {
        let address = self.client().current_url().await.expect("the browser answers");
        // Pages of the imitated outside world are not ours to judge.
        if !address.as_str().starts_with(&self.portal) {
            return;
        }
        let own = self.words.language;
        for language in Language::ALL.into_iter().filter(|language| *language != own).chain([own]) {
            let mut in_language = address.clone();
            let kept = address.query_pairs().filter(|(name, _)| name != "lang");
            let pairs: Vec<_> = kept.map(|(name, value)| (name.into_owned(), value.into_owned())).collect();
            in_language.query_pairs_mut().clear().extend_pairs(pairs).append_pair("lang", language.code());
            self.client().goto(in_language.as_str()).await.expect("the page opens");
            let page = self.until("page", async || self.glance().await).await;
            self.look_at(&page, language).await;
        }
    }

    /// Looks at the page shown now in the language in which it was asked for.
    pub(super) async fn look_at(&self, page: &Page, language: Language) {
        self.check_page(page, language).await;
        self.check_weight(page).await;
        self.check_axe().await;
    }

    /// What is wider than the window, when something is.
    pub async fn overflow(&self) -> Option<String> {
        let page = self.until("page", async || self.glance().await).await;
        self.wider(&page)
    }

    fn wider(&self, page: &Page) -> Option<String> {
        let number = |name: &str| page.widths[name].as_u64().unwrap_or(u64::MAX);
        let fits = number("window") == u64::from(self.look.width) && number("page") <= number("room");
        (!fits).then(|| page.widths.to_string())
    }

    /// The page as it is printed: the words of the page and for whom it is, and nothing that only a screen can do.
    pub async fn check_printed(&self, words: &[&str]) {
        let medium = |name: &str| json!({ "media": name });
        self.session.tell("Emulation.setEmulatedMedia", medium("print")).await;
        let seen = "return [...document.querySelectorAll('.menu, .nav, .foot, .actions, .back, .skip, .session, button, form')]
            .filter((element) => element.checkVisibility()).map((element) => element.outerHTML.slice(0, 120))";
        let (on_screen_only, text) = (self.run(seen).await, self.text().await);
        let page = self.until("page", async || self.glance().await).await;
        self.session.tell("Emulation.setEmulatedMedia", medium("")).await;
        assert_eq!(on_screen_only, json!([]), "printed");
        let missing: Vec<_> = words.iter().filter(|word| !text.contains(**word)).collect();
        assert!(missing.is_empty() && self.wider(&page).is_none(), "printed without {missing:?}: {text}");
        let on_screen = self.run(seen).await;
        assert_ne!(on_screen, json!([]), "the control: a screen shows them");
    }

    /// Puts a piece of a page that we never wrote at the end of the page, its last element in the given style. The
    /// portal's content policy refuses the same in a `style` attribute.
    pub async fn spoil(&self, html: &str, style: &str) {
        let spoil = "const main = document.querySelector('main'), [html, style] = arguments;
            main.insertAdjacentHTML('beforeend', html); main.lastElementChild.style.cssText = style";
        self.client().execute(spoil, vec![json!(html), json!(style)]).await.expect("the page can be changed");
    }

    /// The page is light, and everything on it is ours.
    async fn check_weight(&self, page: &Page) {
        let bytes = &page.weight;
        let number = |name: &str| bytes[name].as_u64().unwrap_or(u64::MAX);
        let is_light = number("all") <= PAGE_BYTES && number("scripts") <= SCRIPT_BYTES && number("scripts") > 0;
        if !is_light || bytes["foreign"] != json!([]) {
            self.fail(&format!("weight: {bytes}")).await;
        }
    }

    /// axe-core finds nothing. A document that it has found clean in this run is not given to it again.
    async fn check_axe(&self) {
        let document = self.client().execute(DOCUMENT, vec![]).await.expect("a page");
        let document = document.as_str().expect("a text");
        if self.clean.has(self.look, document) {
            return;
        }
        let found = self.axe_findings().await;
        if found != Value::Array(vec![]) {
            self.fail(&format!("axe-core: {found:#}")).await;
        }
        self.clean.add(self.look, document);
    }

    /// What axe-core finds or cannot decide, a line for each rule.
    pub async fn axe_findings(&self) -> Value {
        self.bring_axe().await;
        let script = "const [rules, done] = arguments;
            axe.run(document, { runOnly: rules, resultTypes: ['violations', 'incomplete'] }).then(
                (found) => done([...found.violations, ...found.incomplete].map((v) => v.id + ': ' + v.help + ' '
                    + v.nodes.map((node) => node.html.slice(0, 200) + ' '
                        + node.any.map((check) => check.message).join(' ')).join(' | '))),
                (problem) => done(['axe failed: ' + problem]))";
        self.client().execute_async(script, vec![json!(RULES)]).await.expect("axe-core runs")
    }

    /// Puts axe-core into the page. It is large: the browser gets it once and keeps it ready for the pages to come.
    async fn bring_axe(&self) {
        let wake = "globalThis.bringAxe?.(); return typeof globalThis.axe?.run";
        if self.run(wake).await == "function" {
            return;
        }
        let sleeping = format!("globalThis.bringAxe = function () {{\n{}\n}};", self.axe);
        let for_pages = json!({ "source": sleeping });
        self.session.tell("Page.addScriptToEvaluateOnNewDocument", for_pages).await;
        let loaded = format!("{sleeping}{wake}");
        assert_eq!(self.run(&loaded).await, "function");
    }
}
