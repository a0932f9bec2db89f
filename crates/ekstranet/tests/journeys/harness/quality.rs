//! What holds on every page: its language, its heading, its width, its weight, and nothing for axe-core to find.

use fantoccini::Locator;
use serde_json::{Value, json};

use super::browser::squeezed;
use super::{Browser, Language};

/// Bytes that a first view may transfer, all told and of JavaScript.
const PAGE_BYTES: u64 = 60 * 1024;
const SCRIPT_BYTES: u64 = 15 * 1024;

/// What axe-core looks for.
const RULES: [&str; 5] = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];

/// The bytes of the page and of everything that it loads, as they come over the wire, in a cache or not.
const BYTES: &str = "
    const size = (entry) => entry.encodedBodySize + 300;
    const loaded = performance.getEntriesByType('resource');
    const all = [...performance.getEntriesByType('navigation'), ...loaded];
    const scripts = loaded.filter((entry) => entry.initiatorType === 'script');
    const sum = (entries) => entries.reduce((bytes, entry) => bytes + size(entry), 0);
    return { all: sum(all), scripts: sum(scripts), foreign: loaded.map((entry) => entry.name)
        .filter((name) => new URL(name).origin !== location.origin) };
";

impl Browser<'_> {
    /// What can be told of any page without loading it again.
    pub(super) async fn look_over(&self) {
        if !self.is_ours().await {
            return;
        }
        self.check_head(self.words.language).await;
        if self.look.scripts {
            self.check_width().await;
        }
    }

    /// Looks at the page in each language and returns to the person's own.
    pub(super) async fn look_through(&self) {
        if !self.is_ours().await {
            return;
        }
        let address = self.client().current_url().await.expect("the browser answers");
        let own = self.words.language;
        for language in Language::ALL.into_iter().filter(|language| *language != own).chain([own]) {
            let mut in_language = address.clone();
            let kept = address.query_pairs().filter(|(name, _)| name != "lang");
            let pairs: Vec<_> = kept.map(|(name, value)| (name.into_owned(), value.into_owned())).collect();
            in_language.query_pairs_mut().clear().extend_pairs(pairs).append_pair("lang", language.code());
            self.client().goto(in_language.as_str()).await.expect("the page opens");
            self.check_head(language).await;
            self.check_width().await;
            self.check_weight().await;
            self.check_axe().await;
        }
    }

    /// Looks at a page in the language in which it was asked for, where no address brings it back.
    pub(super) async fn look_at_answer(&self, language: Language) {
        self.check_head(language).await;
        self.check_width().await;
        self.check_weight().await;
        self.check_axe().await;
    }

    /// Pages of the imitated outside world are not ours to judge.
    async fn is_ours(&self) -> bool {
        self.client().current_url().await.is_ok_and(|address| address.as_str().starts_with(&self.portal))
    }

    /// The page says its language, has one main heading, and its title begins with it.
    async fn check_head(&self, language: Language) {
        let html = self.client().find(Locator::Css("html")).await.expect("a page");
        let stated = html.attr("lang").await.expect("the browser answers").unwrap_or_default();
        let headings = self.client().find_all(Locator::Css("h1")).await.expect("the browser answers");
        let heading = match headings.as_slice() {
            [one] => squeezed(&one.text().await.expect("the browser answers")),
            several => self.fail(&format!("{} main headings", several.len())).await,
        };
        let title = self.client().title().await.expect("the browser answers");
        if stated != language.code() || heading.is_empty() || !squeezed(&title).starts_with(&heading) {
            self.fail(&format!("lang {stated}, title {title:?}, heading {heading:?}, wanted {language:?}")).await;
        }
    }

    /// What is wider than the window, when something is.
    pub async fn overflow(&self) -> Option<String> {
        let script = "const e = document.documentElement; const wide = [...document.body.querySelectorAll('*')]
            .filter((o) => o.getBoundingClientRect().right > innerWidth + 0.5).map((o) => o.outerHTML.slice(0, 120));
            return { window: innerWidth, page: e.scrollWidth, room: e.clientWidth, wide: wide.slice(-3) }";
        let widths = self.run(script).await;
        let number = |name: &str| widths[name].as_u64().unwrap_or(u64::MAX);
        let fits = number("window") == u64::from(self.look.width) && number("page") <= number("room");
        (!fits).then(|| widths.to_string())
    }

    /// Nothing is wider than the window.
    async fn check_width(&self) {
        if let Some(widths) = self.overflow().await {
            self.fail(&format!("widths: {widths}")).await;
        }
    }

    /// Puts a piece of a page that we never wrote at the end of the page, its last element in the given style. The
    /// portal's content policy refuses the same in a `style` attribute.
    pub async fn spoil(&self, html: &str, style: &str) {
        let spoil = "const main = document.querySelector('main'), [html, style] = arguments;
            main.insertAdjacentHTML('beforeend', html); main.lastElementChild.style.cssText = style";
        self.client().execute(spoil, vec![json!(html), json!(style)]).await.expect("the page can be changed");
    }

    /// The page is light, and everything on it is ours.
    async fn check_weight(&self) {
        let bytes = self.run(BYTES).await;
        let number = |name: &str| bytes[name].as_u64().unwrap_or(u64::MAX);
        let is_light = number("all") <= PAGE_BYTES && number("scripts") <= SCRIPT_BYTES && number("scripts") > 0;
        if !is_light || bytes["foreign"] != json!([]) {
            self.fail(&format!("weight: {bytes}")).await;
        }
    }

    /// axe-core finds nothing.
    async fn check_axe(&self) {
        let found = self.axe_findings().await;
        if found != Value::Array(vec![]) {
            self.fail(&format!("axe-core: {found:#}")).await;
        }
    }

    /// What axe-core finds, a line for each broken rule.
    pub async fn axe_findings(&self) -> Value {
        let loaded = format!("{}\nreturn typeof axe.run", self.axe);
        assert_eq!(self.run(&loaded).await, "function");
        let script = "const [rules, done] = arguments;
            axe.run(document, { runOnly: rules, resultTypes: ['violations'] }).then(
                (found) => done(found.violations.map((v) => v.id + ': ' + v.help + ' '
                    + v.nodes.map((node) => node.html.slice(0, 200)).join(' | '))),
                (problem) => done(['axe failed: ' + problem]))";
        self.client().execute_async(script, vec![json!(RULES)]).await.expect("axe-core runs")
    }
}
